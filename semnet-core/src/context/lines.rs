//! How a part of a network is written, line by line, and the cost of each line.

use crate::context::tokens::Counter;
use crate::network::{Concept, Network, Relationship};

/// The lines that every context begins with.
pub(super) struct Head {
    pub(super) text: String,
    pub(super) tokens: usize,
    pub(super) has_title: bool,
}

impl Head {
    /// The question, and the title if it fits.
    pub(super) fn of(network: &Network, counter: &Counter, limit: usize) -> Head {
        let (question, title) = (network.question(), network.title());
        let mut head =
            Head { text: format!("{question}\n"), tokens: counter.count(&[question]), has_title: false };
        let with_title = head.tokens.saturating_add(counter.count(&[title]));
        if !title.is_empty() && with_title <= limit {
            head.text.extend([title, "\n"]);
            (head.tokens, head.has_title) = (with_title, true);
        }
        head
    }
}

/// The pieces of a concept's line: `* LABEL: TEXT` for a finding, `LABEL: TEXT` for another.
pub(super) fn concept_line<'a>(label: &'a str, text: Option<&'a str>, is_finding: bool) -> [&'a str; 4] {
    let mark = if is_finding { "* " } else { "" };
    [mark, label, if text.is_some() { ": " } else { "" }, text.unwrap_or_default()]
}

/// The pieces of a relationship's line: `SOURCE —RELATION→ TARGET “PASSAGE”`. The question is left out,
/// because it is in the first line.
pub(super) fn relationship_line(relationship: Relationship<'_>) -> [&str; 9] {
    let end = |concept: Concept<'_>| concept.is_question();
    let (source, target) = (relationship.source(), relationship.target());
    let (from_question, to_question) = (end(source), end(target));
    let passage = relationship.passage();
    [
        if from_question { "" } else { source.label() },
        if from_question { "" } else { " " },
        "—",
        relationship.relation(),
        if to_question { "→" } else { "→ " },
        if to_question { "" } else { target.label() },
        if passage.is_some() { " “" } else { "" },
        passage.unwrap_or_default(),
        if passage.is_some() { "”" } else { "" },
    ]
}
