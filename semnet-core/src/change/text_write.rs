//! Writes the text form of a network, which people can edit by hand.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::network::{Attributes, Concept, Network, Relationship};

/// The name of the question as the source or target of a relationship.
pub(super) const QUESTION: &str = "(question)";

/// The beginnings of lines that are not relationships.
pub(super) const KEYWORDS: [&str; 4] = ["question:", "title:", "finding:", "concept:"];

/// The approximate length of lines of text, in characters.
const LONGEST: usize = 100;

const HELP: &str = "\
# A line each for question, title, findings, concepts and relationships; their texts stand indented below \
them.
# SOURCE -- RELATION -> TARGET {NAME = VALUE; NAME = VALUE} : PASSAGE is a relationship; its source or \
target may be
# (question). A * before it makes it a highlight; *1 the first one. @NAME = VALUE is an attribute of what \
stands above.
# What holds one of \" : ; = { } -- -> goes between \" and \", with \\\" for \" and \\\\ for \\. This is a \
remark; it has its own line.
# A line of text that looks like another line has a \\ before it.
";

/// # Changes: writing the text form
impl Network {
    /// The text form: the complete network in lines that people can edit by hand.
    /// [`from_text`](Network::from_text) reads it. O(size).
    ///
    /// ```text
    /// # A remark.
    /// question: Why do bees dance?
    /// title: The Dance Floor
    /// @language = en
    ///
    /// finding: Waggle Dance
    ///   A forager shows where flowers are. The text may take
    ///   several lines.
    ///   @year = 1949
    ///
    /// concept: Sun Compass
    ///
    /// * Waggle Dance -- is aimed by -> Sun Compass {year = 1949} : “Up” means “towards the sun”.
    /// Sun Compass -- is part of -> (question)
    /// ```
    ///
    /// The order of findings matters; the order of other lines does not. Highlights are in the order of the
    /// numbers after `*`; those without a number come last.
    ///
    /// Labels, titles and values at the end of a line are written unchanged, unless they begin with `"` or
    /// contain a `#` with spaces around it, like a remark. These are quoted with `"`, and so are strings that
    /// are followed by something else on their line and contain one of `" : ; = { } -- ->` or begin with one
    /// of `* # @ ( -`. In quotation marks, `"` is written as `\"` and `\` as `\\`.
    ///
    /// Passages are written unchanged. If a relationship has no attributes, but its passage ends like a list
    /// of attributes, `{}` is written before the `:`.
    ///
    /// A text continues on all indented lines, which are joined by spaces. A line of a text has a `\` before
    /// it if it begins with `@`, `#` or `\`, or would be another kind of line without its indentation.
    ///
    /// ```
    /// # use semnet_core::{Network, NetworkBuilder};
    /// let network =
    ///     NetworkBuilder::new("Why?").concept("A", "Red.").relationship(("A", "is", "A", "Yes.")).build()?;
    /// let text = network.to_text();
    /// assert!(text.ends_with("question: Why?\n\nconcept: A\n  Red.\n\nA -- is -> A : Yes.\n"));
    /// assert_eq!(Network::from_text(&text)?, network);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_text(&self) -> String {
        let mut out = String::with_capacity(HELP.len() + 2 * self.as_bytes().len());
        out.push_str(HELP);
        let _ = writeln!(out, "\nquestion: {}", line_end(self.question()));
        if !self.title().is_empty() {
            let _ = writeln!(out, "title: {}", line_end(self.title()));
        }
        attributes(&mut out, "", self.attributes());
        let mut is_finding = fixedbitset::FixedBitSet::with_capacity(self.concept_count());
        for finding in self.findings() {
            is_finding.insert(finding.id().index());
            concept(&mut out, "finding", finding);
        }
        for one in self.concepts().filter(|one| !one.is_question() && !is_finding.contains(one.id().index()))
        {
            concept(&mut out, "concept", one);
        }
        let mut places = std::collections::BTreeMap::new();
        for (highlight, place) in self.highlights().zip(1..) {
            places.insert(highlight.id(), place);
        }
        let mut stored = self.relationships().filter(|one| !one.is_key_finding()).peekable();
        if stored.peek().is_some() {
            out.push('\n');
        }
        for one in stored {
            relationship(&mut out, one, places.get(&one.id()).copied());
        }
        out
    }
}

fn attributes(out: &mut String, indent: &str, attributes: Attributes<'_>) {
    for (name, value) in attributes {
        let _ = writeln!(out, "{indent}@{} = {}", field(name), line_end(value));
    }
}

fn concept(out: &mut String, kind: &str, concept: Concept<'_>) {
    let _ = writeln!(out, "\n{kind}: {}", line_end(concept.label()));
    let mut rest = concept.text().unwrap_or_default();
    while !rest.is_empty() {
        let (line, after) = first_line(rest);
        let is_other = line.starts_with(['@', '#', '\\'])
            || KEYWORDS.iter().any(|word| line.starts_with(word))
            || looks_like_relationship(line);
        let escape = if is_other { "\\" } else { "" };
        let _ = writeln!(out, "  {escape}{line}");
        rest = after;
    }
    attributes(out, "  ", concept.attributes());
}

/// As many words as fit in a line, at least one, and the rest after the space.
fn first_line(text: &str) -> (&str, &str) {
    let Some((end, _)) = text.char_indices().nth(LONGEST) else { return (text, "") };
    let space = text.get(..end).and_then(|line| line.rfind(' '));
    let space = space.or_else(|| Some(end + text.get(end..)?.find(' ')?));
    space.and_then(|at| Some((text.get(..at)?, text.get(at + 1..)?))).unwrap_or((text, ""))
}

fn relationship(out: &mut String, relationship: Relationship<'_>, highlight: Option<u32>) {
    if let Some(place) = highlight {
        let _ = write!(out, "*{place} ");
    }
    let end = |end: Concept<'_>| if end.is_question() { QUESTION.to_owned() } else { field(end.label()) };
    let (source, target) = (end(relationship.source()), end(relationship.target()));
    let _ = write!(out, "{source} -- {} -> {target}", field(relationship.relation()));
    let pairs: Vec<String> = relationship
        .attributes()
        .map(|(name, value)| format!("{} = {}", field(name), field(value)))
        .collect();
    if !pairs.is_empty() {
        let _ = write!(out, " {{{}}}", pairs.join("; "));
    }
    if let Some(passage) = relationship.passage() {
        if pairs.is_empty() && looks_like_attributes(passage).is_some() {
            out.push_str(" {}");
        }
        let _ = write!(out, " : {passage}");
    }
    out.push('\n');
}

/// Where a remark would begin after something else on its line.
pub(super) fn has_remark(string: &str) -> Option<usize> {
    let mut marks = string.match_indices('#').map(|(at, _)| at);
    marks.find(|&at| {
        let (before, mark) = string.split_at(at);
        let is_before = before.is_empty() || before.ends_with(char::is_whitespace);
        is_before && mark.chars().nth(1).is_none_or(char::is_whitespace)
    })
}

/// Whether a line would be a relationship.
pub(super) fn looks_like_relationship(line: &str) -> bool {
    line.split_once("--").is_some_and(|(_, after)| after.contains("->"))
}

/// Where the attributes begin that a passage seems to end with.
pub(super) fn looks_like_attributes(passage: &str) -> Option<usize> {
    let inside = passage.strip_suffix('}')?;
    let at = inside.rfind('{')?;
    inside.get(at..)?.contains('=').then_some(at)
}

/// A string at the end of its line.
fn line_end(string: &str) -> Cow<'_, str> {
    match string.starts_with('"') || has_remark(string).is_some() {
        true => quoted(string).into(),
        false => string.into(),
    }
}

/// A string that is followed by something else on its line.
fn field(string: &str) -> String {
    let is_plain = !string.is_empty()
        && !string.contains(['"', ':', ';', '=', '{', '}'])
        && !string.contains("--")
        && !string.contains("->")
        && !string.starts_with(['*', '#', '@', '(', '-', '>'])
        && !string.ends_with('-');
    match is_plain {
        true => string.to_owned(),
        false => quoted(string),
    }
}

fn quoted(string: &str) -> String {
    format!("\"{}\"", string.replace('\\', "\\\\").replace('"', "\\\""))
}
