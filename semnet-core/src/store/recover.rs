//! Recovers a network, a choice or suggestions from what a person typed; the same for every store.

use std::ops::RangeInclusive;

use crate::hashtag::Hashtag;
use crate::network::{Fingerprint, FingerprintPrefix, Network};
use crate::query_bar::Query;
use crate::store::lookups::LookUp;
use crate::store::similar::{Typo, closeness};
use crate::store::{Entry, StoreError};

/// How many networks are shown to choose from.
const CHOICES: usize = 100;

/// How many suggestions are made.
const SUGGESTIONS: usize = 10;

/// The result of looking up what a person typed.
///
/// ```
/// use semnet_core::store::{MemoryStore, Recovered, StoreExt};
/// use semnet_core::{NetworkBuilder, Store};
///
/// let store = MemoryStore::default();
/// store.add(&NetworkBuilder::new("Why do bees dance?").title("In the hive").build()?)?;
/// store.add(&NetworkBuilder::new("Why do bees dance?").title("On the comb").build()?)?;
///
/// for typed in ["why do bees dance", "why do beees danse"] {
///     let chosen = match store.recover(&typed.parse()?)? {
///         Recovered::Network(network) => network.fingerprint(),
///         // Ask which of these is meant. `name` is enough to type.
///         Recovered::Ambiguous(choices) => {
///             assert_eq!((typed, choices.len()), ("why do bees dance", 2));
///             choices[0].entry.fingerprint
///         }
///         // Ask whether one of these is meant. There may be none.
///         Recovered::NotFound(suggestions) => {
///             assert_eq!((typed, suggestions.len()), ("why do beees danse", 2));
///             suggestions.first().ok_or("nothing similar")?.entry.fingerprint
///         }
///         other => return Err(format!("{other:?}").into()),
///     };
///     let network = store.get(chosen)?.ok_or("it was there a moment ago")?;
///     assert_eq!(network.question(), "Why do bees dance?");
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Recovered {
    /// The only network that matches.
    Network(Network),
    /// Several networks match, because they share a hashtag or have the same question. Lists at most 100,
    /// each with a name that only it has.
    Ambiguous(Vec<Choice>),
    /// No network matches. Lists at most 10 similar ones, perhaps none: first those with a similar hashtag,
    /// in the order of [`Typo`], then those with a similar question, the most similar first.
    /// [`StoreExt::find_similar_questions`](crate::store::StoreExt::find_similar_questions) defines when
    /// questions are similar.
    NotFound(Vec<Suggestion>),
}

/// One of several networks that match.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Choice {
    /// The network.
    pub entry: Entry,
    /// The beginning of its fingerprint, at least a hashtag, that none of the others has.
    pub name: String,
}

/// A network that is similar to what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Suggestion {
    /// The network.
    pub entry: Entry,
    /// How its hashtag differs from what was typed; `None` if its question is similar.
    pub typo: Option<Typo>,
}

pub(super) async fn recover(store: &impl LookUp, typed: &Query) -> Result<Recovered, StoreError> {
    match typed {
        Query::Link(link) => match link.network() {
            Some(network) => Ok(Recovered::Network(network.clone())),
            None => match named(store, link.name()).await? {
                Some(found) => Ok(found),
                None => Ok(Recovered::NotFound(close_hashtags(store, link.name().as_str()).await?)),
            },
        },
        Query::Name { prefix, typed } => match named(store, prefix).await? {
            Some(found) => Ok(found),
            None => asked(store, typed, prefix.as_str()).await,
        },
        Query::Question(question) => asked(store, question, question).await,
    }
}

/// The networks whose fingerprint begins with `prefix`.
async fn named(store: &impl LookUp, prefix: &FingerprintPrefix) -> Result<Option<Recovered>, StoreError> {
    match store.fingerprints(prefix.range(), CHOICES).await?.as_slice() {
        [] => Ok(None),
        // It was listed a moment ago, and a store never loses anything; if it did, nothing is found.
        [only] => Ok(store.get(*only).await?.map(Recovered::Network)),
        _ => opened(store, store.entries(prefix.range(), CHOICES).await?).await,
    }
}

/// The networks with this question, or else those with a similar question or hashtag.
async fn asked(store: &impl LookUp, question: &str, hashtag: &str) -> Result<Recovered, StoreError> {
    if let Some(found) = opened(store, store.find_by_question(question, CHOICES).await?).await? {
        return Ok(found);
    }
    let mut suggestions = close_hashtags(store, hashtag).await?;
    for entry in store.find_similar_questions(question, SUGGESTIONS).await? {
        if suggestions.iter().all(|known| known.entry.fingerprint != entry.fingerprint) {
            suggestions.push(Suggestion { entry, typo: None });
        }
    }
    suggestions.truncate(SUGGESTIONS);
    Ok(Recovered::NotFound(suggestions))
}

async fn opened(store: &impl LookUp, entries: Vec<Entry>) -> Result<Option<Recovered>, StoreError> {
    match entries.as_slice() {
        [] => Ok(None),
        [only] => Ok(store.get(only.fingerprint).await?.map(Recovered::Network)),
        _ => Ok(Some(Recovered::Ambiguous(choices(entries)))),
    }
}

/// The entries, each with the shortest name, at least a hashtag, that the others do not have.
fn choices(entries: Vec<Entry>) -> Vec<Choice> {
    let all: Vec<Fingerprint> = entries.iter().map(|entry| entry.fingerprint).collect();
    let choice = |entry: Entry| Choice { name: name_among(entry.fingerprint, &all), entry };
    entries.into_iter().map(choice).collect()
}

/// The shortest beginning of a fingerprint, at least a hashtag, that the store has only once.
pub(super) async fn name(store: &impl LookUp, fingerprint: Fingerprint) -> Result<String, StoreError> {
    let same_hashtag = FingerprintPrefix::from(fingerprint.hashtag()).range();
    let entries = store.entries(same_hashtag, CHOICES).await?;
    let all: Vec<Fingerprint> = entries.iter().map(|entry| entry.fingerprint).collect();
    Ok(name_among(fingerprint, &all))
}

fn name_among(fingerprint: Fingerprint, all: &[Fingerprint]) -> String {
    let text = fingerprint.to_string();
    let common = |other: String| text.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    let others = all.iter().filter(|other| **other != fingerprint);
    let length = others.map(|other| common(other.to_string()) + 1).max().unwrap_or(0);
    text.get(..length.max(Hashtag::LENGTH)).unwrap_or(&text).to_owned()
}

/// The stored hashtags that are similar to what was typed, the most similar first.
async fn close_hashtags(store: &impl LookUp, typed: &str) -> Result<Vec<Suggestion>, StoreError> {
    let typed = crate::query_bar::bare(typed);
    let foreign = typed.chars().filter(|c| !c.is_ascii_alphanumeric()).count();
    if typed.len() > Fingerprint::LENGTH || foreign > 1 {
        return Ok(Vec::new());
    }
    // The typed text may be a hashtag, give or take one character, or begin with one.
    let whole = (typed.chars().count().abs_diff(Hashtag::LENGTH) <= 1).then_some(typed);
    let beginning = typed.get(..Hashtag::LENGTH).filter(|beginning| *beginning != typed);
    let mut found = Vec::new();
    if let Some(range) = beginning_with(typed) {
        let complete = |entry| Suggestion { entry, typo: Some(Typo::Incomplete) };
        found.extend(store.entries(range, SUGGESTIONS).await?.into_iter().map(complete));
    }
    for head in whole.into_iter().chain(beginning) {
        for entry in store.near(head, SUGGESTIONS).await? {
            let typo = closeness(head, entry.fingerprint.hashtag());
            found.push(Suggestion { entry, typo: Some(typo) });
        }
    }
    crate::util::sort::stable_sort_by(&mut found, |a, b| {
        (a.typo, a.entry.fingerprint).cmp(&(b.typo, b.entry.fingerprint))
    });
    found.dedup_by(|a, b| a.entry.fingerprint == b.entry.fingerprint);
    found.truncate(SUGGESTIONS);
    Ok(found)
}

/// The fingerprints whose hashtags begin with the typed text, if it has at least 4 characters and is too
/// short to be a hashtag with a missing character.
fn beginning_with(typed: &str) -> Option<RangeInclusive<Fingerprint>> {
    if !(4..Hashtag::LENGTH - 1).contains(&typed.len()) {
        return None;
    }
    let filled = |digit: char| {
        let filled = typed.chars().chain(std::iter::repeat(digit)).take(Hashtag::LENGTH);
        filled
            .collect::<String>()
            .parse::<Hashtag>()
            .ok()
            .map(|hashtag| FingerprintPrefix::from(hashtag).range())
    };
    let first = *filled('0')?.start();
    // The largest hashtag does not end with the last digits.
    Some(first..=filled('z').map_or(Fingerprint::from_bytes([u8::MAX; 32]), |range| *range.end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_beginning_of_a_hashtag_stands_for_all_that_begin_so() {
        let with = |number: u64| {
            let mut bytes = [0; 32];
            bytes[..8].copy_from_slice(&number.to_be_bytes());
            Fingerprint::from_bytes(bytes)
        };
        for number in [0, 1, 62, 12_345_678_901_234, u64::MAX / 3, u64::MAX - 1, u64::MAX] {
            let hashtag = with(number).hashtag().to_string();
            for length in 4..Hashtag::LENGTH - 1 {
                let range = beginning_with(&hashtag[..length]).unwrap();
                assert!(range.contains(&with(number)), "{hashtag}, {length}");
                for other in [range.start(), range.end()] {
                    assert!(
                        other.hashtag().to_string().starts_with(&hashtag[..length]),
                        "{hashtag}, {length}"
                    );
                }
            }
        }
        for none in ["", "abc", "0123456789", "01234567890", "zzzz", "a b c", "größe"] {
            assert_eq!(beginning_with(none), None, "{none}");
        }
    }

    /// Fingerprints that share a hashtag, made for the purpose: networks that do take minutes to find.
    #[test]
    fn names_are_as_long_as_it_takes_to_tell_networks_apart() {
        let fingerprint = |last: u8| {
            let mut bytes = [7; 32];
            bytes[8..].fill(last);
            Fingerprint::from_bytes(bytes)
        };
        let all = [fingerprint(1), fingerprint(2), fingerprint(200)];
        assert!(all.iter().all(|other| other.hashtag() == all[0].hashtag()));
        for one in all {
            let name = name_among(one, &all);
            let begins = |other: &&Fingerprint| other.to_string().starts_with(&name);
            assert!(name.len() > Hashtag::LENGTH && name.len() < Fingerprint::LENGTH);
            assert_eq!(all.iter().filter(begins).count(), 1);
            let shorter = &name[..name.len() - 1];
            assert!(all.iter().filter(|other| other.to_string().starts_with(shorter)).count() > 1);
        }
        assert_eq!(name_among(all[0], &all[..1]), all[0].hashtag().to_string());
    }
}
