//! The plain-text report: the page of a semantic network as people copy it.
//!
//! ```text
//! Semantic Network
//!
//! Interactive semantic network: QUESTION
//!
//! Q&A Report
//!
//! TITLE
//!
//! Analysis reveals NUMBER key thematic connections.
//!
//! Key Findings
//!
//! LABEL
//!
//! PARAGRAPH
//!
//! Relationship Highlight
//!
//! CONCEPT via RELATION
//!
//! “PASSAGE”
//! ```
//!
//! NUMBER is the number of findings; it is not about
//! [`Network::connections`](crate::Network::connections). A highlight is in the report if it starts at the
//! question: its target is CONCEPT.
//!
//! ```
//! use semnet_core::{Network, NetworkBuilder};
//!
//! let network = NetworkBuilder::new("Why do bees dance?")
//!     .title("How Bees Tell the Way")
//!     .finding("Waggle Dance", "A forager shows where the flowers are.")
//!     .build()?;
//! let report = network.to_report();
//! assert!(report.omitted.is_nothing());
//! print!("{report}"); // it ends with a new line
//! assert_eq!(Network::from_report(&report.text)?, network);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod error;
mod lines;
mod read;
mod write;

pub use error::ReportError;
pub use write::{Omitted, Report};

const PAGE: &str = "Semantic Network";
const QUESTION: &str = "Interactive semantic network:";
const COPY_LINE: &str = "Copy the full link";
const REPORT: &str = "Q&A Report";
const ANALYSIS: &str = "Analysis reveals ";
const FINDINGS: &str = "Key Findings";
const HIGHLIGHT: &str = "Relationship Highlight";
const HIGHLIGHTS: &str = "Relationship Highlights";

/// Whether this part begins the last section.
fn is_highlight_heading(part: &str) -> bool {
    part == HIGHLIGHT || part == HIGHLIGHTS
}

/// `NUMBER` of `Analysis reveals NUMBER key thematic connections.`
fn stated_number(part: &str) -> Option<&str> {
    let (number, rest) = part.strip_prefix(ANALYSIS)?.split_once(' ')?;
    let rest = rest.strip_suffix('.').unwrap_or(rest);
    (rest == "key thematic connections" || rest == "key thematic connection").then_some(number)
}

/// Splits `Concept via Relation`: the last ` via ` between spaces wins, else the last `via ` that lost the
/// space on its left.
fn split_via(part: &str) -> Option<(&str, &str)> {
    let spaced = part.rfind(" via ").map(|at| (at, at + " via ".len()));
    let (end, start) = spaced.or_else(|| part.rfind("via ").map(|at| (at, at + "via ".len())))?;
    let (concept, relation) = (part[..end].trim(), part[start..].trim());
    (!concept.is_empty() && !relation.is_empty()).then_some((concept, relation))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn via_is_found_with_and_without_its_space() {
        for (part, concept, relation) in [
            ("Cloud Gate via Concrete Instances", "Cloud Gate", "Concrete Instances"),
            ("Cloud Gatevia Concrete Instances", "Cloud Gate", "Concrete Instances"),
            ("Media Triviavia Hidden Costs", "Media Trivia", "Hidden Costs"),
            ("Bolivia Trade Routesvia X", "Bolivia Trade Routes", "X"),
            ("Y via Trivia Nights", "Y", "Trivia Nights"),
            ("A via B via C", "A via B", "C"),
            ("A via via B", "A via", "B"),
        ] {
            assert_eq!(split_via(part), Some((concept, relation)), "{part}");
        }
        for part in ["Trivia", "via B", "A via", "A", "", "A Via B"] {
            assert_eq!(split_via(part), None, "{part}");
        }
    }

    #[test]
    fn the_stated_number_is_found() {
        assert_eq!(stated_number("Analysis reveals 6 key thematic connections."), Some("6"));
        assert_eq!(stated_number("Analysis reveals 1 key thematic connection."), Some("1"));
        assert_eq!(stated_number("Analysis reveals many things."), None);
    }
}
