//! Versions of one network: the newest come first where several have a question or name, each with its
//! predecessors; and alone, where all networks are asked.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use semnet_core::Fingerprint;
use semnet_core::change::Revision;
use semnet_core::store::{Choice, kinds};
use serde_json::{Value, json};

use crate::answer::Failure;
use crate::clock;
use crate::shelf::Shelf;

/// How many are offered.
const MOST_OFFERED: usize = 20;

/// As many revisions that made one network are read.
const MOST_REVISIONS: usize = 8;

/// The error that offers several networks, of which a call has to name one.
pub(crate) fn offered(shelf: &Shelf, choices: &[Choice]) -> Result<Failure, Failure> {
    let mut versions: Vec<(&Choice, Option<Revision>)> = Vec::with_capacity(choices.len());
    for choice in choices {
        versions.push((choice, made(shelf, choice.entry.fingerprint)?));
    }
    let made_into_others: BTreeSet<Fingerprint> =
        versions.iter().filter_map(|(_, made)| made.as_ref()).flat_map(|made| made.from.clone()).collect();
    let is_latest = |choice: &Choice| !made_into_others.contains(&choice.entry.fingerprint);
    versions.sort_by_key(|(choice, made)| (!is_latest(choice), Reverse(made.as_ref().map(|made| made.when))));
    let latest = versions.iter().filter(|(choice, _)| is_latest(choice)).count();
    let listed: Vec<Value> = versions
        .iter()
        .take(MOST_OFFERED)
        .map(|(choice, made)| {
            let mut value = json!({"hashtag": choice.name, "title": choice.entry.title,
                "question": choice.entry.question, "latest": is_latest(choice)});
            if let Some(made) = made {
                value["made"] = json!(clock::time(made.when));
                value["from"] = made.from.iter().map(|from| json!(from.hashtag())).collect();
            }
            value
        })
        .collect();
    let next = if latest == 1 && !made_into_others.is_empty() {
        "Repeat the call with a hashtag of `data.choices`. The first is the latest version, made from others."
    } else {
        "Repeat the call with a hashtag of `data.choices`. None was made from those with `latest` \
         true; `diff` shows how two differ, and `merge` brings versions together."
    };
    let failure = Failure::new(format!("{} networks have this name or question", choices.len()), next);
    Ok(failure.with(json!({"choices": listed})))
}

/// As many versions are followed back from the networks that are compared.
const MOST_STEPS: usize = 1_000;

/// As many in an object store, which takes a request or more for each.
const MOST_REMOTE_STEPS: usize = 24;

/// At most `most` of these networks, in their order, without those that others of them were made from.
pub(crate) fn latest<T>(
    shelf: &Shelf,
    networks: Vec<T>,
    fingerprint: impl Fn(&T) -> Fingerprint,
    most: usize,
) -> Result<Vec<T>, Failure> {
    let (mut older, mut known) = (BTreeSet::new(), BTreeMap::<Fingerprint, Vec<Revision>>::new());
    let most_steps = if shelf.is_remote() { MOST_REMOTE_STEPS } else { MOST_STEPS };
    let mut made = |network| -> Result<Vec<Revision>, Failure> {
        if let Some(revisions) = known.get(&network) {
            return Ok(revisions.clone());
        }
        let revisions = if known.len() < most_steps { revisions(shelf, network)? } else { Vec::new() };
        Ok(known.entry(network).or_insert(revisions).clone())
    };
    for network in &networks {
        let start = fingerprint(network);
        let mut open = if older.contains(&start) { Vec::new() } else { vec![start] };
        while let Some(version) = open.pop() {
            for revision in made(version)? {
                for &from in &revision.from {
                    // A change that was taken back leads to a version that was there before.
                    let is_older = made(from)?.iter().all(|before| before.when <= revision.when);
                    if is_older && from != start && older.insert(from) {
                        open.push(from);
                    }
                }
            }
        }
    }
    Ok(networks.into_iter().filter(|network| !older.contains(&fingerprint(network))).take(most).collect())
}

/// The latest revision that made a network; none for one that was made from no other.
fn made(shelf: &Shelf, network: Fingerprint) -> Result<Option<Revision>, Failure> {
    Ok(revisions(shelf, network)?
        .into_iter()
        .reduce(|one, other| if one.when < other.when { other } else { one }))
}

/// The revisions that made a network from others.
fn revisions(shelf: &Shelf, network: Fingerprint) -> Result<Vec<Revision>, Failure> {
    let Some(records) = shelf.store()?.records() else { return Ok(Vec::new()) };
    let read = |object| {
        // A damaged one does not keep the networks from being listed.
        let text = records.read(object).ok().flatten().and_then(|bytes| String::from_utf8(bytes).ok());
        text.and_then(|text| text.parse::<Revision>().ok()).filter(|revision| !revision.from.is_empty())
    };
    let objects = records.about(kinds::HISTORY, network, MOST_REVISIONS)?;
    Ok(objects.into_iter().filter_map(read).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changing::change;
    use crate::shelf::EvidenceRule;
    use crate::shelf::tests::shelf;

    #[test]
    fn of_versions_the_latest_answers_where_all_networks_are_asked() {
        let mut shelf = shelf("latest", EvidenceRule::Optional);
        let network = |question, label| {
            semnet_core::NetworkBuilder::new(question).concept(label, "It dances.").build().unwrap()
        };
        let (other, first) = (network("What else dances?", "Bear"), network("Why do bees dance?", "Bee"));
        let mut name = first.hashtag().to_string();
        shelf.add(other.clone()).unwrap();
        shelf.add(first.clone()).unwrap();
        let mut edit = |shelf: &mut Shelf, text: &str| {
            let call = json!({"network": name, "edits": [{"edit": "setText", "label": "Bee", "text": text}]});
            name = change(shelf, serde_json::from_value(call).unwrap()).unwrap().data["hashtag"]
                .as_str()
                .unwrap()
                .to_owned();
            name.clone()
        };
        let found = |shelf: &mut Shelf| -> BTreeSet<String> {
            let call = json!({"words": "dances"});
            let answer = crate::reading::search(shelf, serde_json::from_value(call).unwrap()).unwrap();
            let networks = answer.data["networks"].as_array().unwrap();
            networks.iter().map(|one| one["hashtag"].as_str().unwrap().to_owned()).collect()
        };
        let mut last = String::new();
        for number in 0..12 {
            last = edit(&mut shelf, &format!("It dances {number} times."));
        }
        let other = other.hashtag().to_string();
        assert_eq!(found(&mut shelf), BTreeSet::from([other.clone(), last.clone()]));
        let call = json!({"question": "what dances"});
        let answer = crate::reading::context(&mut shelf, serde_json::from_value(call).unwrap()).unwrap();
        let text = answer.data["text"].as_str().unwrap();
        assert!(text.contains("It dances 11 times.") && text.contains("Bear"), "{text}");
        assert!(!text.contains("It dances 10 times."), "{text}");
        let call = json!({"concept": "Bee"});
        assert!(crate::graph::related(&mut shelf, serde_json::from_value(call).unwrap()).is_err());
        // The last change is taken back: the version before it is the latest again.
        let back = edit(&mut shelf, "It dances 10 times.");
        assert_ne!(back, last);
        assert_eq!(found(&mut shelf), BTreeSet::from([other, back]));
        std::fs::remove_dir_all(shelf.settings.store.as_ref().unwrap().parent().unwrap()).unwrap();
    }

    #[test]
    fn the_latest_version_comes_first() {
        let mut shelf = shelf("versions", EvidenceRule::Optional);
        let first = semnet_core::NetworkBuilder::new("Q?").build().unwrap();
        let mut name = first.hashtag().to_string();
        shelf.add(first).unwrap();
        let mut edit = |from: &str, title: &str| {
            let call = json!({"network": from, "edits": [{"edit": "setTitle", "title": title}]});
            let answer = change(&mut shelf, serde_json::from_value(call).unwrap()).unwrap();
            answer.data["hashtag"].as_str().unwrap().to_owned()
        };
        let mut names = vec![name.clone()];
        for number in 0..30 {
            name = edit(&name, &format!("Title {number}"));
            names.push(name.clone());
        }
        let side = edit(&names[29], "Another side");
        let error = shelf.network("Q?").unwrap_err().into_json();
        let choices = error["data"]["choices"].as_array().unwrap();
        assert_eq!(choices.len(), MOST_OFFERED);
        assert!(error["error"].as_str().unwrap().starts_with("32 networks"), "{error}");
        let latest: BTreeSet<&str> = choices
            .iter()
            .filter(|one| one["latest"] == true)
            .map(|one| one["hashtag"].as_str().unwrap())
            .collect();
        assert_eq!(latest, BTreeSet::from([name.as_str(), side.as_str()]));
        assert!(choices[..2].iter().all(|one| latest.contains(one["hashtag"].as_str().unwrap())));
        assert_eq!(choices[0]["from"].as_array().unwrap().len(), 1);
        assert!(error["next"].as_str().unwrap().contains("`merge`"), "{error}");
        std::fs::remove_dir_all(shelf.settings.store.as_ref().unwrap().parent().unwrap()).unwrap();
    }
}
