//! Which passages of two networks are the same.

use unicode_segmentation::UnicodeSegmentation;

use crate::network::{Network, Relationship};
use crate::score::agreement::{Agreement, Matching, ScoreReason};
use crate::words::Language;
use crate::words::{fold, without_marks};

type Map<K, V> = hashbrown::HashMap<K, V, foldhash::fast::RandomState>;

/// A relationship with a passage: the passage's words, folded, each with a space before and after it.
struct Passage<'a> {
    relationship: Relationship<'a>,
    words: String,
    count: usize,
}

/// `pairs` has, for each extracted relationship, its match in the reference.
pub(super) fn matched<'a>(
    extracted: &'a Network,
    reference: &'a Network,
    pairs: &[Option<usize>],
) -> Agreement<Relationship<'a>> {
    let (ours, theirs) = (passages(extracted), passages(reference));
    let mut matching = Matching::new(ours.len(), theirs.len());
    let places: Map<usize, usize> = theirs.iter().map(|one| one.relationship.id().index()).zip(0..).collect();
    for (place, one) in ours.iter().enumerate() {
        let other = pairs[one.relationship.id().index()].and_then(|other| places.get(&other));
        if let Some(&other) = other
            && let Some(reason) = alike(one, &theirs[other])
        {
            matching.pair(place, other, reason);
        }
    }
    let mut by_words: Map<&str, Vec<usize>> = Map::default();
    for (place, one) in theirs.iter().enumerate().rev() {
        if !matching.is_taken[place] {
            by_words.entry(&one.words).or_default().push(place);
        }
    }
    for (place, one) in ours.iter().enumerate() {
        if matching.is_free(place)
            && let Some(other) = by_words.get_mut(one.words.as_str()).and_then(Vec::pop)
        {
            let is_equal = one.relationship.passage() == theirs[other].relationship.passage();
            let reason = if is_equal { ScoreReason::Equal } else { ScoreReason::SameWords };
            matching.pair(place, other, reason);
        }
    }
    let relationships = |all: &[Passage<'a>]| all.iter().map(|one| one.relationship).collect::<Vec<_>>();
    matching.agreement(&relationships(&ours), &relationships(&theirs))
}

fn alike(one: &Passage<'_>, other: &Passage<'_>) -> Option<ScoreReason> {
    let (short, long) = if one.count < other.count { (one, other) } else { (other, one) };
    if one.relationship.passage() == other.relationship.passage() {
        Some(ScoreReason::Equal)
    } else if one.words == other.words {
        Some(ScoreReason::SameWords)
    } else if 2 * short.count >= long.count && short.count > 0 && long.words.contains(&short.words) {
        Some(ScoreReason::PartOfPassage)
    } else {
        None
    }
}

fn passages(network: &Network) -> Vec<Passage<'_>> {
    let words = |text: &str| {
        let mut words = String::from(" ");
        let mut count = 0;
        for word in text.unicode_words() {
            words.push_str(&without_marks(&fold(word, Language::Any)));
            words.push(' ');
            count += 1;
        }
        // A passage without any word has nothing but itself.
        if count == 0 { (text.to_owned(), 0) } else { (words, count) }
    };
    network
        .relationships()
        .filter_map(|relationship| {
            let (words, count) = words(relationship.passage()?);
            Some(Passage { relationship, words, count })
        })
        .collect()
}
