//! Options for comparing two networks, and the matches between their parts.

use std::fmt;

use crate::words::{Language, MatchReason};

/// Options for comparing two networks.
///
/// ```
/// use semnet_core::score::ScoreOptions;
/// use semnet_core::words::Language;
///
/// let options = ScoreOptions::default().language(Language::German).any_relation(true);
/// # let _ = options;
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub struct ScoreOptions {
    /// The language of labels and relations.
    pub language: Language,
    /// Whether relationships match regardless of their relations.
    pub any_relation: bool,
}

impl ScoreOptions {
    /// The language of labels and relations, which decides which forms of a word match. English by default.
    /// O(1).
    #[must_use]
    pub fn language(mut self, language: Language) -> ScoreOptions {
        self.language = language;
        self
    }

    /// Whether two relationships between the same concepts match regardless of their relations: for
    /// extractions whose relations are free text. `false` by default. O(1).
    #[must_use]
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
    /// One concept has the label or an alias of the other as an alias.
    Alias,
    /// Their labels are similar, by the rules of
    /// [`duplicate_candidates`](crate::Network::duplicate_candidates).
    NearLabel(MatchReason),
    /// Their relations are forms of the same words, or [`any_relation`](ScoreOptions::any_relation) is set.
    NearRelation,
    /// The passages differ only in letter case, accents and punctuation.
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
    /// The item of the extracted network.
    pub extracted: T,
    /// The item of the reference.
    pub reference: T,
    /// Why they match.
    pub reason: ScoreReason,
}

/// The matches between the items (concepts, relationships or passages) of an extracted network and of its
/// reference. Each item is matched at most once.
#[derive(Clone, PartialEq, Debug)]
pub struct Agreement<T> {
    pub(super) matched: Vec<Match<T>>,
    pub(super) unmatched_extracted: Vec<T>,
    pub(super) unmatched_reference: Vec<T>,
}

impl<T> Agreement<T> {
    /// The pairs that match, in the order of the extracted network. O(1).
    pub fn matched(&self) -> &[Match<T>] {
        &self.matched
    }

    /// The extracted items that are not in the reference, in order. O(1).
    pub fn unmatched_extracted(&self) -> &[T] {
        &self.unmatched_extracted
    }

    /// The items of the reference that were not extracted, in order. O(1).
    pub fn unmatched_reference(&self) -> &[T] {
        &self.unmatched_reference
    }

    /// The share of the extracted items that are in the reference, from 0 to 1. If nothing was extracted, it
    /// is 1 if the reference is empty too, and otherwise 0. O(1).
    pub fn precision(&self) -> f64 {
        self.share(&self.unmatched_extracted)
    }

    /// The share of the reference's items that were extracted, from 0 to 1. If the reference is empty, it is
    /// 1 if nothing was extracted either, and otherwise 0. O(1).
    pub fn recall(&self) -> f64 {
        self.share(&self.unmatched_reference)
    }

    /// The harmonic mean of precision and recall, from 0 to 1; 1 if there are no items at all. O(1).
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

/// The matches found so far.
pub(super) struct Matching {
    /// For each extracted item, its match in the reference.
    pub(super) reference: Vec<Option<(usize, ScoreReason)>>,
    pub(super) is_taken: Vec<bool>,
}

impl Matching {
    pub(super) fn new(extracted: usize, reference: usize) -> Matching {
        Matching { reference: vec![None; extracted], is_taken: vec![false; reference] }
    }

    /// Matches two, unless either has been matched.
    pub(super) fn pair(&mut self, extracted: usize, reference: usize, reason: ScoreReason) -> bool {
        let is_free = self.is_free(extracted) && !self.is_taken[reference];
        if is_free {
            self.reference[extracted] = Some((reference, reason));
            self.is_taken[reference] = true;
        }
        is_free
    }

    pub(super) fn is_free(&self, extracted: usize) -> bool {
        self.reference[extracted].is_none()
    }

    pub(super) fn agreement<T: Copy>(&self, extracted: &[T], reference: &[T]) -> Agreement<T> {
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
