//! Duplicate candidates: pairs of concepts that may be the same, judged by their labels, with reasons.

use std::collections::BTreeMap;
use std::fmt;

use crate::network::{Concept, ConceptId, Network};
use crate::words::label::{Label, Labels};
use crate::words::spelling::{is_close, one_dropped};
use crate::words::{Language, Map};

/// The most labels that are compared because they share a word, or all letters but one. If more labels share
/// it, it is too common to mean anything.
const MOST_ALIKE: usize = 24;

/// Why two concepts may be the same, the strongest reason first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[non_exhaustive]
pub enum MatchReason {
    /// Their labels differ only in letter case, accents, hyphens and other punctuation: `E-mail`, `email`.
    Form,
    /// Their labels have different forms of the same words, such as plural and singular: `Appeal Letters`,
    /// `appeal letter`.
    WordForms,
    /// The labels differ by an article or a form of address: `Mr. Holmes`, `Holmes`.
    Address,
    /// One label is the initials of the other: `FDA`, `Food and Drug Administration`.
    Initials,
    /// One label is a part of the other, a longer name, and of no third label: `Holmes`, `Sherlock Holmes`.
    PartOfName,
    /// Their labels differ in one letter that is wrong, missing, extra or swapped with its neighbour:
    /// `Bazerman`, `Bazermann`.
    Spelling,
}

impl fmt::Display for MatchReason {
    /// A phrase such as `differ in one letter`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            MatchReason::Form => "differ only in letter case, accents or punctuation",
            MatchReason::WordForms => "have other forms of the same words",
            MatchReason::Address => "differ only in an article or a form of address",
            MatchReason::Initials => "one is the initials of the other",
            MatchReason::PartOfName => "one is a part of the other’s name",
            MatchReason::Spelling => "differ in one letter",
        })
    }
}

/// Two concepts that may be the same. A person has to decide whether they are.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct DuplicateCandidate<'a> {
    concepts: (Concept<'a>, Concept<'a>),
    reason: MatchReason,
}

impl<'a> DuplicateCandidate<'a> {
    /// The two concepts. The one that is probably better to keep comes first: a finding before others, then
    /// the one with a text, with more relationships, with the longer label, or else the first by label. O(1).
    pub fn concepts(&self) -> (Concept<'a>, Concept<'a>) {
        self.concepts
    }

    /// Why they may be the same. O(1).
    pub fn reason(&self) -> MatchReason {
        self.reason
    }
}

impl fmt::Display for DuplicateCandidate<'_> {
    /// `A, B: reason`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}: {}", self.concepts.0, self.concepts.1, self.reason)
    }
}

/// # Words: duplicates
impl Network {
    /// Pairs of concepts that may be the same, judged by their labels, each with its strongest reason. They
    /// are sorted by reason, the strongest first, and then by label. Labels with different numbers never
    /// match. Nothing is merged: use [`merge_concepts`](Network::merge_concepts) for that.
    ///
    /// Labels are compared only if they share a word, or all letters but one, with at most 23 others. This
    /// takes O(length of all labels and texts), and O(concepts · log concepts) for sorting.
    ///
    /// Sources: optimal string alignment, after Damerau, "A technique for computer detection and correction
    /// of spelling errors" (1964); the dropping of one letter on both sides to find candidates, Mor and
    /// Fraenkel, "A hash code method for detecting and correcting spelling errors" (1982).
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    /// use semnet_core::words::Language;
    ///
    /// let mut builder = NetworkBuilder::new("Who solved it?");
    /// for label in ["Sherlock Holmes", "Mr. Holmes", "Watson", "Wattson", "Clue", "clues"] {
    ///     builder.concept(label, "");
    /// }
    /// let network = builder.build()?;
    /// let same: Vec<String> = network
    ///     .duplicate_candidates(Language::English)
    ///     .iter()
    ///     .map(|same| same.to_string())
    ///     .collect();
    /// assert_eq!(
    ///     same,
    ///     [
    ///         "clues, Clue: have other forms of the same words",
    ///         "Sherlock Holmes, Mr. Holmes: one is a part of the other’s name",
    ///         "Wattson, Watson: differ in one letter",
    ///     ]
    /// );
    /// # Ok::<(), semnet_core::network::BuildError>(())
    /// ```
    #[doc(alias = "same_concept")]
    #[doc(alias = "duplicates")]
    #[doc(alias = "entity resolution")]
    pub fn duplicate_candidates(&self, language: Language) -> Vec<DuplicateCandidate<'_>> {
        candidates(&Labels::of(&[self], language))
            .into_iter()
            .map(|(reason, a, b)| {
                let (a, b) = (Concept::new(self, a.concept), Concept::new(self, b.concept));
                DuplicateCandidate { concepts: if keeps(b) > keeps(a) { (b, a) } else { (a, b) }, reason }
            })
            .collect()
    }
}

/// Pairs of a concept of one network and a concept of another that may be the same by these rules; the
/// strongest reason first, and then by label. Costs as much as [`Network::duplicate_candidates`].
pub(crate) fn duplicates_across(
    one: &Network,
    other: &Network,
    language: Language,
) -> Vec<(MatchReason, ConceptId, ConceptId)> {
    let labels = Labels::of(&[one, other], language);
    candidates(&labels).into_iter().map(|(reason, a, b)| (reason, a.concept, b.concept)).collect()
}

/// All candidate pairs, the strongest reason first, and then by position.
fn candidates(labels: &Labels) -> Vec<(MatchReason, &Label, &Label)> {
    let mut reasons = BTreeMap::new();
    for (reason, key) in [
        (MatchReason::Form, Label::form as fn(&Label) -> Option<&str>),
        (MatchReason::WordForms, Label::stems),
        (MatchReason::Address, Label::bare),
    ] {
        propose(labels, reason, key, &mut reasons);
    }
    initials(labels, &mut reasons);
    parts_of_names(labels, &mut reasons);
    spelling(labels, &mut reasons);
    let mut reasons: Vec<_> = reasons.into_iter().map(|((a, b), reason)| (reason, a, b)).collect();
    crate::util::sort::sort(&mut reasons);
    reasons.into_iter().map(|(reason, a, b)| (reason, &labels.all[a], &labels.all[b])).collect()
}

/// Reasons by the positions of two labels.
type Reasons = BTreeMap<(usize, usize), MatchReason>;

fn keeps(concept: Concept<'_>) -> (bool, bool, usize, usize) {
    let is_finding = concept.incoming().any(|relationship| relationship.is_key_finding());
    let relationships = concept.incoming().len() + concept.outgoing().len();
    (is_finding, concept.text().is_some(), relationships, concept.label().chars().count())
}

/// Records a reason for each two of these, unless there is a stronger one.
fn note(labels: &Labels, group: &[usize], reason: MatchReason, reasons: &mut Reasons) {
    for (place, &a) in group.iter().enumerate() {
        for &b in &group[place + 1..] {
            if labels.are_compared(a, b) && labels.all[a].numbers == labels.all[b].numbers {
                reasons.entry((a.min(b), a.max(b))).or_insert(reason);
            }
        }
    }
}

/// Notes a reason for labels that share a key.
fn propose(labels: &Labels, reason: MatchReason, key: fn(&Label) -> Option<&str>, reasons: &mut Reasons) {
    let mut groups: Map<&str, Vec<usize>> = Map::default();
    for (place, label) in labels.all.iter().enumerate() {
        if let Some(key) = key(label) {
            groups.entry(key).or_default().push(place);
        }
    }
    for group in groups.values().filter(|group| group.len() <= MOST_ALIKE) {
        note(labels, group, reason, reasons);
    }
}

/// Pairs a label in capitals with labels whose words begin with its letters.
fn initials(labels: &Labels, reasons: &mut Reasons) {
    let mut by_initials: Map<&str, Vec<usize>> = Map::default();
    for (place, label) in labels.all.iter().enumerate() {
        for initials in &label.initials {
            by_initials.entry(initials).or_default().push(place);
        }
    }
    for (place, label) in labels.all.iter().enumerate().filter(|(_, label)| label.is_capitals) {
        let Some(group) = by_initials.get(label.form.as_str()) else { continue };
        for &long in group.iter().take(MOST_ALIKE) {
            note(labels, &[place, long], MatchReason::Initials, reasons);
        }
    }
}

/// Pairs a name of one or two words, all capitalised and none a common word of the network, with the only
/// longer label that has all of them.
fn parts_of_names(labels: &Labels, reasons: &mut Reasons) {
    let mut with: Map<u32, Vec<usize>> = Map::default();
    for (place, label) in labels.all.iter().enumerate() {
        for &word in &label.words {
            with.entry(word).or_default().push(place);
        }
    }
    for (place, label) in labels.all.iter().enumerate() {
        let is_name = label.is_capitalised && (1..=2).contains(&label.words.len());
        if !is_name || label.words.iter().any(|word| labels.common.contains(word)) {
            continue;
        }
        // The rarest of its words has the fewest candidates.
        let rarest = label.words.iter().filter_map(|word| with.get(word)).min_by_key(|all| all.len());
        let Some(candidates) = rarest.filter(|all| all.len() <= MOST_ALIKE) else { continue };
        let longer: Vec<usize> = candidates
            .iter()
            .copied()
            .filter(|&other| {
                let words = &labels.all[other].words;
                labels.are_compared(place, other)
                    && words.len() > label.words.len()
                    && labels.all[other].is_capitalised
                    && words.iter().all(|word| !labels.common.contains(word))
                    && label.words.iter().all(|word| words.contains(word))
            })
            .collect();
        if let [only] = longer.as_slice() {
            note(labels, &[place, *only], MatchReason::PartOfName, reasons);
        }
    }
}

/// Pairs labels that differ in one letter other than the first: `typical` and `atypical` are not
/// misspellings.
fn spelling(labels: &Labels, reasons: &mut Reasons) {
    let mut hashes: Vec<(u64, usize)> = Vec::new();
    for (place, label) in labels.all.iter().enumerate() {
        hashes.extend(one_dropped(&label.form).map(|hash| (hash, place)));
    }
    crate::util::sort::sort(&mut hashes);
    hashes.dedup();
    for group in hashes.chunk_by(|a, b| a.0 == b.0).filter(|group| (2..=MOST_ALIKE).contains(&group.len())) {
        for (at, &(_, a)) in group.iter().enumerate() {
            for &(_, b) in &group[at + 1..] {
                if is_close(&labels.all[a].form, &labels.all[b].form) {
                    note(labels, &[a, b], MatchReason::Spelling, reasons);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::NetworkBuilder;

    fn same(labels: &[&str], text: &str) -> Vec<String> {
        let mut builder = NetworkBuilder::new("Q?");
        for label in labels {
            builder.concept(label, "");
        }
        builder.concept("Story", text);
        let network = builder.build().unwrap();
        network.duplicate_candidates(Language::English).iter().map(|same| same.to_string()).collect()
    }

    #[test]
    fn each_reason_is_found() {
        for (labels, reason) in [
            (["E-Mail", "email"], MatchReason::Form),
            (["Café Society", "CAFE SOCIETY"], MatchReason::Form),
            (["Appeal Letter", "appeal letters"], MatchReason::WordForms),
            (["The Bank", "Bank"], MatchReason::Address),
            (["Dr. Watson", "Mr. Watson"], MatchReason::Address),
            (["FDA", "Food and Drug Administration"], MatchReason::Initials),
            (["Holmes", "Sherlock Holmes"], MatchReason::PartOfName),
            (["Bazerman", "Bazermann"], MatchReason::Spelling),
        ] {
            let found = same(&labels, "");
            assert_eq!(found.len(), 1, "{labels:?} {found:?}");
            assert!(found[0].ends_with(&format!(": {reason}")), "{found:?}");
        }
    }

    #[test]
    fn what_only_looks_alike_is_left_alone() {
        for labels in [
            ["Phase 1", "Phase 2"],
            ["1984", "1985"],
            ["Apollo11", "Apollo12"],
            ["Typical", "Atypical"],
            ["Cat", "Car"],
            ["Sherlock Holmes", "Mycroft Holmes"],
            ["tea", "Tea Cup"],
            ["Tea", "Milk"],
        ] {
            assert_eq!(same(&labels, ""), Vec::<String>::new(), "{labels:?}");
        }
        // A name that several longer ones contain may mean any of them, and a common word is not a name.
        assert_eq!(same(&["Holmes", "Sherlock Holmes", "Mycroft Holmes"], ""), Vec::<String>::new());
        assert_eq!(same(&["Tea", "Tea Cup"], "").len(), 1);
        assert_eq!(same(&["Tea", "Tea Cup"], "They drank tea."), Vec::<String>::new());
    }

    #[test]
    fn many_that_share_a_word_cost_little_and_propose_nothing() {
        let labels: Vec<String> = (0..200).map(|n| format!("Mill {}", "x".repeat(n + 1))).collect();
        let labels: Vec<&str> = labels.iter().map(String::as_str).chain(["Mill"]).collect();
        assert!(same(&labels, "").iter().all(|found| !found.contains("name")));
    }
}
