//! Writing a report, and counting what a report cannot express.

use std::fmt;

use crate::network::{Concept, Network, Relationship};
use crate::report::{
    FINDINGS, HIGHLIGHT, HIGHLIGHTS, PAGE, QUESTION, REPORT, is_highlight_heading, split_via, stated_number,
};
use crate::text::is_quotation_mark;

/// A report that was written, and the parts of its network that a report cannot express.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Report {
    /// The report's text, with LF at the end of each line.
    pub text: String,
    /// The omitted parts.
    pub omitted: Omitted,
}

impl fmt::Display for Report {
    /// The text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The parts of a network that a report, or a text in another format, cannot express: how many of each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Omitted {
    /// The question, in formats that cannot express it; every report has it.
    pub questions: usize,
    /// The title, if it would be read as another line of the report.
    pub titles: usize,
    /// Findings without a text, and those whose label or text would be read as a heading.
    pub findings: usize,
    /// Concepts that are neither a finding nor in a highlight.
    pub concepts: usize,
    /// Texts of concepts that are not findings.
    pub texts: usize,
    /// Relationships that are not highlights, start at another concept than the question, carry attributes,
    /// or have a concept or relation that would be read otherwise.
    pub relationships: usize,
    /// Passages, in formats without them. A report leaves one out only together with its relationship.
    pub passages: usize,
    /// Attributes of the network and of concepts; in other formats those of relationships too.
    pub attributes: usize,
    /// The order of findings or of highlights, in formats that cannot express it; a report keeps both.
    pub orders: usize,
}

impl Omitted {
    /// Whether nothing was left out, so that reading the text gives an equal network. O(1).
    pub fn is_nothing(&self) -> bool {
        *self == Omitted::default()
    }
}

impl fmt::Display for Omitted {
    /// `2 concepts, 1 attribute`, or `nothing`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = [
            (self.questions, "question"),
            (self.titles, "title"),
            (self.findings, "finding"),
            (self.concepts, "concept"),
            (self.texts, "text"),
            (self.relationships, "relationship"),
            (self.passages, "passage"),
            (self.attributes, "attribute"),
            (self.orders, "order"),
        ];
        let some: Vec<String> = counts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, name)| format!("{count} {name}{}", if *count == 1 { "" } else { "s" }))
            .collect();
        f.write_str(if some.is_empty() { "nothing".into() } else { some.join(", ") }.as_str())
    }
}

/// # Writing reports
impl Network {
    /// Writes the report, and counts the parts of the network that a report has no place for, such as
    /// highlights that do not start at the question. Reading the text gives an equal network whenever
    /// nothing was left out. O(size).
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    ///
    /// let network = NetworkBuilder::new("Why do bees dance?")
    ///     .concept("Sun Compass", "")
    ///     .concept("Honey", "")
    ///     .highlight(("Why do bees dance?", "Cue", "Sun Compass", "Up on the comb means towards the sun."))
    ///     .build()?;
    /// let report = network.to_report();
    /// assert!(report.text.ends_with("Sun Compass via Cue\n\n“Up on the comb means towards the sun.”\n"));
    /// assert_eq!(report.omitted.to_string(), "1 concept");
    /// # Ok::<(), semnet_core::network::BuildError>(())
    /// ```
    pub fn to_report(&self) -> Report {
        let mut omitted = Omitted { attributes: self.attributes().len(), ..Omitted::default() };
        let mut parts = vec![PAGE.to_owned(), format!("{QUESTION} {}", self.question()), REPORT.to_owned()];
        let is_heading =
            self.title() == FINDINGS || self.title() == REPORT || is_highlight_heading(self.title());
        if stated_number(self.title()).is_some() || is_heading {
            omitted.titles = 1;
        } else if !self.title().is_empty() {
            parts.push(self.title().to_owned());
        }
        let expressed = |finding: &Concept<'_>| {
            let text = finding.text().unwrap_or_default();
            !text.is_empty() && !is_highlight_heading(text) && !is_highlight_heading(finding.label())
        };
        let findings: Vec<Concept<'_>> = self.findings().filter(expressed).collect();
        omitted.findings = self.findings().len() - findings.len();
        let s = if findings.len() == 1 { "" } else { "s" };
        parts.push(format!("Analysis reveals {} key thematic connection{s}.", findings.len()));
        parts.push(FINDINGS.to_owned());
        for finding in &findings {
            parts.push(finding.label().to_owned());
            parts.push(finding.text().unwrap_or_default().to_owned());
        }

        let highlights: Vec<Relationship<'_>> = self.highlights().filter(is_readable).collect();
        let stored = self.relationship_count() - self.findings().len();
        omitted.relationships = stored - highlights.len();
        match highlights.len() {
            0 => {}
            1 => parts.push(HIGHLIGHT.to_owned()),
            _ => parts.push(HIGHLIGHTS.to_owned()),
        }
        for (number, highlight) in highlights.iter().enumerate() {
            parts.push(heading(highlight));
            let next = highlights.get(number + 1).map(heading).unwrap_or_default();
            match highlight.passage() {
                Some(passage) => parts.push(format!("“{passage}”")),
                // Else the next heading would be taken for this one's passage.
                None if next.starts_with(is_quotation_mark) => parts.push("“”".to_owned()),
                None => {}
            }
        }

        let mut held = fixedbitset::FixedBitSet::with_capacity(self.concept_count());
        held.extend(highlights.iter().map(|highlight| highlight.target().id().index()));
        let is_finding: fixedbitset::FixedBitSet =
            self.findings().map(|finding| finding.id().index()).collect();
        for concept in self.concepts().filter(|concept| !concept.is_question()) {
            omitted.attributes += concept.attributes().len();
            // A finding that was left out is already counted, as a finding.
            if is_finding.contains(concept.id().index()) {
                continue;
            }
            if !held.contains(concept.id().index()) {
                omitted.concepts += 1;
            } else if concept.text().is_some() {
                omitted.texts += 1;
            }
        }
        let mut text = parts.join("\n\n");
        text.push('\n');
        Report { text, omitted }
    }
}

fn heading(highlight: &Relationship<'_>) -> String {
    format!("{} via {}", highlight.target().label(), highlight.relation())
}

/// Whether a report can hold this highlight, and reading finds the same concept and relation in it.
fn is_readable(highlight: &Relationship<'_>) -> bool {
    highlight.source().is_question()
        && highlight.attributes().len() == 0
        && split_via(&heading(highlight)) == Some((highlight.target().label(), highlight.relation()))
}
