//! How well an extracted network agrees with a reference: precision, recall and F1 of concepts, relationships and
//! passages, with what was matched and what was not; and how well several runs of one extraction agree.
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

mod concepts;
mod passages;
mod relationships;

use std::fmt;

use crate::network::{Concept, Network, Relationship};
use crate::words::{Language, MatchReason};

/// How two networks are compared.
///
/// ```
/// use semnet_core::score::ScoreOptions;
/// use semnet_core::words::Language;
///
/// let options = ScoreOptions::default().language(Language::German).any_relation(true);
/// # let _ = options;
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ScoreOptions {
    language: Language,
    any_relation: bool,
}

impl ScoreOptions {
    /// The language of labels and relations, for other forms of the same words. English unless something else is said.
    /// O(1).
    pub fn language(mut self, language: Language) -> ScoreOptions {
        self.language = language;
        self
    }

    /// Whether two relationships between the same concepts match whatever their relations are: for extractions whose
    /// relations are free text. O(1).
    pub fn any_relation(mut self, any: bool) -> ScoreOptions {
        self.any_relation = any;
        self
    }
}

/// Why two things match, the strongest reason first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[non_exhaustive]
pub enum ScoreReason {
    /// They are equal: the labels, the relations between matched concepts, the passages.
    Equal,
    /// One has the other's label, or one of its aliases, as an alias.
    Alias,
    /// Their labels are near, as in [`duplicate_candidates`](Network::duplicate_candidates).
    NearLabel(MatchReason),
    /// Their relations are other forms of the same words, or any relation was asked for.
    NearRelation,
    /// The passages have the same words, but for letter case, accents and punctuation.
    SameWords,
    /// One passage is a part of the other, and has at least half of its words.
    PartOfPassage,
}

impl fmt::Display for ScoreReason {
    /// The reason in a few words.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ScoreReason::Equal => f.pad("equal"),
            ScoreReason::Alias => f.pad("share an alias"),
            ScoreReason::NearLabel(reason) => reason.fmt(f),
            ScoreReason::NearRelation => f.pad("have other relations"),
            ScoreReason::SameWords => f.pad("have the same words"),
            ScoreReason::PartOfPassage => f.pad("one is a part of the other"),
        }
    }
}

/// Two things that match.
#[derive(Clone, Copy, PartialEq, Debug)]
#[non_exhaustive]
pub struct Match<T> {
    /// What was extracted.
    pub extracted: T,
    /// What the reference has.
    pub reference: T,
    /// Why they match.
    pub reason: ScoreReason,
}

/// Which things of an extracted network and of its reference match: each of them at most once.
#[derive(Clone, PartialEq, Debug)]
pub struct Agreement<T> {
    matched: Vec<Match<T>>,
    unmatched_extracted: Vec<T>,
    unmatched_reference: Vec<T>,
}

impl<T> Agreement<T> {
    /// The pairs that match, in the order of the extracted network. O(1).
    pub fn matched(&self) -> &[Match<T>] {
        &self.matched
    }

    /// What was extracted and is not in the reference, in order. O(1).
    pub fn unmatched_extracted(&self) -> &[T] {
        &self.unmatched_extracted
    }

    /// What is in the reference and was not extracted, in order. O(1).
    pub fn unmatched_reference(&self) -> &[T] {
        &self.unmatched_reference
    }

    /// The share of what was extracted that is in the reference; 1 if nothing was extracted and nothing is in the
    /// reference, and 0 if only the reference has anything. O(1).
    pub fn precision(&self) -> f64 {
        self.share(&self.unmatched_extracted)
    }

    /// The share of the reference that was extracted; 1 if nothing was extracted and nothing is in the reference, and 0 if
    /// the reference alone is empty. O(1).
    pub fn recall(&self) -> f64 {
        self.share(&self.unmatched_reference)
    }

    /// The harmonic mean of precision and recall. O(1).
    pub fn f1(&self) -> f64 {
        let (matched, unmatched) = (
            self.matched.len() as f64,
            (self.unmatched_extracted.len() + self.unmatched_reference.len()) as f64,
        );
        if matched + unmatched == 0.0 { 1.0 } else { 2.0 * matched / (2.0 * matched + unmatched) }
    }

    fn share(&self, unmatched: &[T]) -> f64 {
        let all = self.matched.len() + unmatched.len();
        match (all, self.unmatched_extracted.len() + self.unmatched_reference.len()) {
            (0, 0) => 1.0,
            (0, _) => 0.0,
            _ => self.matched.len() as f64 / all as f64,
        }
    }
}

/// How well an extracted network agrees with a reference.
#[derive(Clone, PartialEq, Debug)]
pub struct Score<'a> {
    concepts: Agreement<Concept<'a>>,
    relationships: Agreement<Relationship<'a>>,
    passages: Agreement<Relationship<'a>>,
}

impl<'a> Score<'a> {
    /// The concepts, without the questions. O(1).
    pub fn concepts(&self) -> &Agreement<Concept<'a>> {
        &self.concepts
    }

    /// The relationships, those from a question to its findings included. O(1).
    pub fn relationships(&self) -> &Agreement<Relationship<'a>> {
        &self.relationships
    }

    /// The passages, each by its relationship. O(1).
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
/// - Two questions match, whatever they are. Other concepts match by label; then by alias (attributes
///   [`alias`](crate::names::ALIAS)); then by the rules of [`duplicate_candidates`](Network::duplicate_candidates), the strongest first.
/// - Relationships match that have the same relation, or other forms of its words, between matched concepts in the same
///   direction; of parallel ones, those with the same passage first.
/// - Passages match that have the same words, those of matched relationships first; of matched relationships also one
///   that is a part of the other and has at least half of its words.
///
/// Each is matched at most once. Swapping the two networks swaps precision and recall, except where several
/// near labels compete for one. O(length of all labels, texts and passages), and O(n log n) for sorting.
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
    /// Of concepts, from 0 to 1.
    pub concepts: f64,
    /// Of relationships.
    pub relationships: f64,
    /// Of passages.
    pub passages: f64,
}

/// The mean F1 of all pairs of runs; 1 of fewer than two runs. O(runs²), and [`score`] for each.
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

/// Which things have been matched with which, while matching goes on.
struct Matching {
    /// Per thing extracted, the thing of the reference.
    reference: Vec<Option<(usize, ScoreReason)>>,
    is_taken: Vec<bool>,
}

impl Matching {
    fn new(extracted: usize, reference: usize) -> Matching {
        Matching { reference: vec![None; extracted], is_taken: vec![false; reference] }
    }

    /// Matches two, unless either has been matched.
    fn pair(&mut self, extracted: usize, reference: usize, reason: ScoreReason) -> bool {
        let is_free = self.is_free(extracted) && !self.is_taken[reference];
        if is_free {
            self.reference[extracted] = Some((reference, reason));
            self.is_taken[reference] = true;
        }
        is_free
    }

    fn is_free(&self, extracted: usize) -> bool {
        self.reference[extracted].is_none()
    }

    fn agreement<T: Copy>(&self, extracted: &[T], reference: &[T]) -> Agreement<T> {
        let mut agreement = Agreement {
            matched: Vec::new(),
            unmatched_extracted: Vec::new(),
            unmatched_reference: Vec::new(),
        };
        for (&one, pair) in extracted.iter().zip(&self.reference) {
            match pair {
                Some((place, reason)) => {
                    let reference = reference[*place];
                    agreement.matched.push(Match { extracted: one, reference, reason: *reason });
                }
                None => agreement.unmatched_extracted.push(one),
            }
        }
        let free = reference.iter().zip(&self.is_taken).filter(|(_, is_taken)| !**is_taken);
        agreement.unmatched_reference.extend(free.map(|(&one, _)| one));
        agreement
    }
}
