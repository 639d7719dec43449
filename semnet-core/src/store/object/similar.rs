//! Finds similar hashtags by listing the keys that they could have.

use std::collections::BTreeSet;

use futures_util::{StreamExt, stream};

use crate::hashtag::Hashtag;
use crate::network::Fingerprint;
use crate::store::StoreError;
use crate::store::object::engine::{Engine, Page};
use crate::store::object::keys::{NETWORKS, PARALLEL, fingerprint};
use crate::store::question_key::hashtag_key;
use crate::store::similar::{closeness, one_away};

/// How many keys are listed at a time.
const PAGE: usize = 1_000;

/// A store with at most about this many pages is listed completely.
const MOST_PAGES: f64 = 6.0;

/// In a larger store, keys are listed by starts of this many characters.
const START: usize = 2;

/// How many starts are listed.
const MOST_STARTS: usize = 6;

/// The keys to look for.
pub(super) enum Near {
    LookAlikes,
    LookAlikesAndOneAway,
}

/// The fingerprints whose hashtag is similar to what was typed, sorted. A store of some thousand networks is
/// listed completely; in a larger one, only the keys whose first two characters are the typed ones, or look
/// like them, at most 1,000 for each such start. That takes at most seven lists.
pub(super) async fn near(engine: &Engine, typed: &str, near: Near) -> Result<Vec<Fingerprint>, StoreError> {
    let alike = hashtag_key(typed);
    let away = match near {
        Near::LookAlikes => Vec::new(),
        Near::LookAlikesAndOneAway => one_away(typed),
    };
    let is_near = |found: &Fingerprint| {
        let hashtag = found.hashtag();
        away.binary_search(&hashtag).is_ok() || hashtag_key(&hashtag.to_string()) == alike
    };
    let near_of = |keys: &[String]| -> Vec<Fingerprint> {
        keys.iter().filter_map(|key| fingerprint(key)).filter(is_near).collect()
    };
    let mut page = engine.keys(NETWORKS, "", None, PAGE).await?;
    let mut found = near_of(&page.keys);
    if pages(&page) <= MOST_PAGES {
        while page.more {
            page = engine.keys(NETWORKS, "", page.keys.last().map(String::as_str), PAGE).await?;
            if page.keys.is_empty() {
                break;
            }
            found.extend(near_of(&page.keys));
        }
        return Ok(found);
    }
    let mut starts = similar_starts(typed);
    starts.extend(typed.get(..START).filter(|_| starts.is_empty()).map(str::to_owned));
    let lists: Vec<_> = starts.iter().map(|start| engine.keys(NETWORKS, start, None, PAGE)).collect();
    let mut pages = stream::iter(lists).buffered(PARALLEL);
    while let Some(page) = pages.next().await {
        found.extend(near_of(&page?.keys));
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// Estimates how many pages a folder has from how far the first one reaches, because fingerprints are evenly
/// distributed.
pub(super) fn pages(first: &Page) -> f64 {
    let last = first.keys.last().and_then(|key| fingerprint(key.get(..Fingerprint::LENGTH)?));
    match last.filter(|_| first.more) {
        None => 1.0,
        Some(last) => {
            let start =
                last.as_bytes().iter().take(8).fold(0u64, |start, byte| start << 8 | u64::from(*byte));
            u64::MAX as f64 / (start as f64).max(1.0)
        }
    }
}

/// The most similar fingerprints, the most similar first.
pub(super) fn best(mut near: Vec<Fingerprint>, typed: &str, limit: usize) -> Vec<Fingerprint> {
    near.sort_by_cached_key(|found| (closeness(typed, found.hashtag()), *found));
    near.truncate(limit);
    near
}

/// The possible starts of keys whose hashtag looks like what was typed: two characters, or fewer if there
/// would be too many.
fn similar_starts(typed: &str) -> BTreeSet<String> {
    let characters: Vec<char> = typed.chars().collect();
    if characters.len() != Hashtag::LENGTH || !typed.is_ascii() {
        return BTreeSet::new();
    }
    let mut starts = vec![String::new()];
    for character in characters.into_iter().take(START) {
        let alike = hashtag_key(&character.to_string());
        let same: Vec<char> = ('0'..='z')
            .filter(|other| other.is_ascii_alphanumeric() && hashtag_key(&other.to_string()) == alike)
            .collect();
        if starts.len() * same.len() > MOST_STARTS {
            break;
        }
        starts = starts.iter().flat_map(|start| same.iter().map(move |c| format!("{start}{c}"))).collect();
    }
    starts.into_iter().filter(|start| !start.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starts_of_look_alikes_are_all_that_look_alike_and_few() {
        let starts = |typed| similar_starts(typed).into_iter().collect::<Vec<_>>();
        assert_eq!(starts("2345abcdefg"), ["23"]);
        assert_eq!(starts("aB34cdefghi"), ["AB", "Ab", "aB", "ab"]);
        assert_eq!(starts("O234abcdefg"), ["02", "O2", "o2"]);
        assert_eq!(starts("l1I2abcdefg").len(), 5, "five characters look like l, so only one is kept");
        assert!(starts("short").is_empty());
        assert!(starts("-2345abcdef").is_empty(), "no hashtag looks like a dash");
    }

    #[test]
    fn the_number_of_pages_is_estimated() {
        let page = |first_bytes: [u8; 2], more| {
            let mut bytes = [0; 32];
            bytes[..2].copy_from_slice(&first_bytes);
            Page { keys: vec![Fingerprint::from_bytes(bytes).to_string()], more }
        };
        assert_eq!(pages(&page([1, 0], false)), 1.0);
        assert!((pages(&page([0x20, 0], true)) - 8.0).abs() < 0.1);
        assert!(pages(&page([0, 0], true)) > 1e6);
        assert_eq!(pages(&Page { keys: vec!["no key".into()], more: true }), 1.0);
    }
}
