//! Hashtags that are close to what was typed, found by listing the keys that could be theirs.

use std::collections::BTreeSet;

use futures_util::{StreamExt, stream};

use crate::hashtag::Hashtag;
use crate::network::Fingerprint;
use crate::store::StoreError;
use crate::store::object::engine::Engine;
use crate::store::object::keys::{NETWORKS, PARALLEL, fingerprint};
use crate::store::question_key::hashtag_key;
use crate::store::similar::{closeness, one_away};

/// How many keys are listed for one start.
const PAGE: usize = 1_000;

/// How many characters the starts have that keys are listed by.
const START: usize = 4;

/// How many starts with look-alikes are listed.
const MOST_STARTS: usize = 64;

/// What to look for.
pub(super) enum Near {
    LookAlikes,
    LookAlikesAndOneAway,
}

/// The fingerprints whose hashtag is near what was typed, sorted. A store of at most 1,000 networks is listed
/// as a whole; of a larger one the keys with the same first characters as a hashtag that is near, at most
/// 1,000 for each start.
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
    let all = engine.keys(NETWORKS, "", None, PAGE).await?;
    if !all.more {
        return Ok(all.keys.iter().filter_map(|key| fingerprint(key)).filter(is_near).collect());
    }
    let mut starts = similar_hashtags(typed);
    starts.extend(away.iter().map(|hashtag| hashtag.to_string().chars().take(START).collect::<String>()));
    // A longer start is listed with the shorter one that it begins with.
    let mut lists = Vec::new();
    for start in &starts {
        let shorter = (1..start.len()).filter_map(|end| start.get(..end));
        if !shorter.into_iter().any(|shorter| starts.contains(shorter)) {
            lists.push(engine.keys(NETWORKS, start, None, PAGE));
        }
    }
    let mut pages = stream::iter(lists).buffered(PARALLEL);
    let mut found = Vec::new();
    while let Some(page) = pages.next().await {
        found.extend(page?.keys.iter().filter_map(|key| fingerprint(key)).filter(is_near));
    }
    Ok(found)
}

/// The closest of them, closest first.
pub(super) fn best(mut near: Vec<Fingerprint>, typed: &str, limit: usize) -> Vec<Fingerprint> {
    near.sort_by_cached_key(|found| (closeness(typed, found.hashtag()), *found));
    near.truncate(limit);
    near
}

/// How keys may start whose hashtag looks like what was typed: four characters, or fewer where these can be
/// many.
fn similar_hashtags(typed: &str) -> BTreeSet<String> {
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
        let starts = |typed| similar_hashtags(typed).into_iter().collect::<Vec<_>>();
        assert_eq!(starts("2345abcdefg"), ["2345"]);
        assert_eq!(starts("2a4Bcdefghi"), ["2A4B", "2A4b", "2a4B", "2a4b"]);
        assert_eq!(starts("O234abcdefg"), ["0234", "O234", "o234"]);
        assert_eq!(starts("l1I2abcdefg").len(), 25, "five characters look like l, so only two are kept");
        assert!(starts("short").is_empty());
        assert!(starts("-2345abcdef").is_empty(), "no hashtag looks like a dash");
    }
}
