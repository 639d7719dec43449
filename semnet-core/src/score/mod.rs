//! How well an extracted network agrees with a reference: precision, recall and F1 of concepts, relationships
//! and passages, with the matches and the items without a match. Also how well several runs of one extraction
//! agree.
//!
//! ```
//! use semnet_core::{NetworkBuilder, score};
//!
//! let reference = NetworkBuilder::new("Who solved it?")
//!     .concept("Sherlock Holmes", "")
//!     .concept("Moriarty", "")
//!     .relationship(("Sherlock Holmes", "hunts", "Moriarty", "Holmes never slept that week."))
//!     .build()?;
//! let extracted = NetworkBuilder::new("Who hunts whom?")
//!     .concept("Mr. Sherlock Holmes", "")
//!     .concept("Moriarty", "")
//!     .concept("Week", "")
//!     .relationship(("Mr. Sherlock Holmes", "hunts", "Moriarty", "holmes never slept"))
//!     .build()?;
//! let score = score::score(&extracted, &reference, &Default::default());
//! assert_eq!(score.concepts().recall(), 1.0);
//! assert_eq!(score.concepts().unmatched_extracted()[0].label(), "Week");
//! assert_eq!(score.relationships().f1(), 1.0);
//! assert_eq!(score.passages().f1(), 1.0);
//! # Ok::<(), semnet_core::network::BuildError>(())
//! ```

mod agreement;
mod concepts;
mod passages;
mod relationships;

use std::fmt;

pub use agreement::{Agreement, Match, ScoreOptions, ScoreReason};

use crate::network::{Concept, Network, Relationship};

/// How well an extracted network agrees with a reference.
#[derive(Clone, PartialEq, Debug)]
pub struct Score<'a> {
    concepts: Agreement<Concept<'a>>,
    relationships: Agreement<Relationship<'a>>,
    passages: Agreement<Relationship<'a>>,
}

impl<'a> Score<'a> {
    /// The agreement of the concepts, without the questions. O(1).
    pub fn concepts(&self) -> &Agreement<Concept<'a>> {
        &self.concepts
    }

    /// The agreement of the relationships, including those from a question to its findings. O(1).
    pub fn relationships(&self) -> &Agreement<Relationship<'a>> {
        &self.relationships
    }

    /// The agreement of the passages, each represented by its relationship. O(1).
    pub fn passages(&self) -> &Agreement<Relationship<'a>> {
        &self.passages
    }
}

impl fmt::Display for Score<'_> {
    /// A line each for concepts, relationships and passages: precision, recall and F1, with three digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut line = |name: &str, precision: f64, recall: f64, f1: f64, end: &str| {
            write!(f, "{name}: precision {precision:.3}, recall {recall:.3}, F1 {f1:.3}{end}")
        };
        let (concepts, relationships, passages) = (&self.concepts, &self.relationships, &self.passages);
        line("concepts", concepts.precision(), concepts.recall(), concepts.f1(), "\n")?;
        line("relationships", relationships.precision(), relationships.recall(), relationships.f1(), "\n")?;
        line("passages", passages.precision(), passages.recall(), passages.f1(), "")
    }
}

/// How well an extracted network agrees with a reference.
///
/// - The two questions always match. Other concepts match by label; then by alias (attributes
///   [`alias`](crate::names::ALIAS)); then by the rules of
///   [`duplicate_candidates`](Network::duplicate_candidates), the strongest first.
/// - Relationships match if they lead from and to matched concepts and their relations are the same, or are
///   forms of the same words. Of parallel relationships, those with the same passage are matched first.
/// - Passages match if they have the same words; those of matched relationships are matched first. The
///   passages of two matched relationships also match if one is a part of the other and has at least half of
///   its words.
///
/// Each item is matched at most once. Swapping the two networks swaps precision and recall, except where
/// several similar labels compete for one. O(length of all labels, texts and passages), and O(n log n) for
/// sorting.
#[doc(alias = "evaluate")]
pub fn score<'a>(extracted: &'a Network, reference: &'a Network, options: &ScoreOptions) -> Score<'a> {
    let (concepts, same) = concepts::matched(extracted, reference, options);
    let (relationships, pairs) = relationships::matched(extracted, reference, &same, options);
    let passages = passages::matched(extracted, reference, &pairs);
    Score { concepts, relationships, passages }
}

/// How well several runs of one extraction agree: the mean F1 of all pairs of runs.
#[derive(Clone, Copy, PartialEq, Debug)]
#[non_exhaustive]
pub struct Stability {
    /// The mean F1 of concepts, from 0 to 1.
    pub concepts: f64,
    /// The mean F1 of relationships, from 0 to 1.
    pub relationships: f64,
    /// The mean F1 of passages, from 0 to 1.
    pub passages: f64,
}

/// The mean F1 of all pairs of runs; 1 if there are fewer than two runs. Calls [`score`] O(runs²) times.
///
/// ```
/// use semnet_core::NetworkBuilder;
/// use semnet_core::score::stability;
///
/// let run = |label: &str| NetworkBuilder::new("Q?").concept("Bee", "").concept(label, "").build();
/// let runs = [run("Flower")?, run("Flowers")?, run("Hive")?];
/// let stability = stability(&runs, &Default::default());
/// assert_eq!((stability.concepts * 3.0, stability.relationships), (1.0 + 0.5 + 0.5, 1.0));
/// # Ok::<(), semnet_core::network::BuildError>(())
/// ```
pub fn stability(runs: &[Network], options: &ScoreOptions) -> Stability {
    let mut sums = [0.0; 3];
    let mut pairs = 0u32;
    for (place, one) in runs.iter().enumerate() {
        for other in &runs[..place] {
            let score = score(one, other, options);
            let f1 = [score.concepts.f1(), score.relationships.f1(), score.passages.f1()];
            sums.iter_mut().zip(f1).for_each(|(sum, f1)| *sum += f1);
            pairs += 1;
        }
    }
    let mean = |sum: f64| if pairs == 0 { 1.0 } else { sum / f64::from(pairs) };
    let [concepts, relationships, passages] = sums.map(mean);
    Stability { concepts, relationships, passages }
}
