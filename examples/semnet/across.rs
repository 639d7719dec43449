//! Many networks as one: `related --across` searches all networks of the store.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io::Write;
use std::path::Path;

use semnet_core::network::FingerprintPrefix;
use semnet_core::paths::{Budget, PathOptions};
use semnet_core::store::{Entry, StoreError, StoreExt, StorePathError};
use semnet_core::{Concept, Hashtag, Network, Relationship, Store};
use serde_json::{Value, json};

use crate::output::{column, tell};
use crate::query::{Common, related_to};
use crate::stores::Lookup;
use crate::verify::{self, Opened};
use crate::{answer, budget, input, stores};

type Failure = Box<dyn std::error::Error>;

/// The number of networks that are searched for the name of a relation.
const MOST_LOOKED_AT: usize = 1_000;

/// At most this many names of relations are reported.
const MOST_NAMED: usize = 50;

/// Of a concept, its relationships in all networks, each printed when its network is read; of two, the path
/// from one to the other; of a network, those that share concepts with it. Whether anything was found.
pub(crate) fn run(
    store: Option<&Path>,
    named: &OsStr,
    other: Option<&str>,
    common: &Common,
    out: &mut impl Write,
) -> Result<bool, Failure> {
    let (lookup, steps) = (stores::to_read(store), &common.steps(budget::USUAL));
    let (store, label) = (lookup.open()?, &*named.to_string_lossy());
    let (lines, json) = match other {
        Some(other) => {
            check_relations(store, &[label, other], common)?;
            path(store, label, other, steps)?
        }
        None if is_concept(store, named)? => {
            check_relations(store, &[label], common)?;
            return everywhere(store, label, &common.steps(Budget::UNLIMITED), common.json, out);
        }
        None => match overlapping_networks(&lookup, named)? {
            Some(answer) => answer,
            None => {
                tell_close_concepts(store, label)?;
                return Ok(false);
            }
        },
    };
    if common.json {
        writeln!(out, "{json:#}")?;
    } else if lines.is_empty() {
        tell!("semnet: {}", nothing(label, other));
    } else {
        lines.iter().try_for_each(|line| writeln!(out, "{line}"))?;
    }
    Ok(!lines.is_empty())
}

/// Where a name is neither a network nor a concept, it may be a misspelt concept.
fn tell_close_concepts(store: &dyn Store, label: &str) -> Result<(), Failure> {
    // A path from a concept to itself only looks up the concept.
    match store.shortest_path(label, label, &PathOptions::default()) {
        Err(StorePathError::Concept(error)) => {
            let close: Vec<String> = error.suggestions().iter().map(|label| format!("{label:?}")).collect();
            if !close.is_empty() {
                tell!("semnet: concepts with a similar label: {}", close.join(", "));
            }
            Ok(())
        }
        Err(StorePathError::Store(error)) => Err(error.into()),
        _ => Ok(()),
    }
}

fn nothing(named: &str, other: Option<&str>) -> String {
    match other {
        Some(other) => format!("no path leads from {named:?} to {other:?} through the networks of the store"),
        None => format!("nothing in the store is related to {named:?}"),
    }
}

/// A file, and the name of an existing network, is a network; everything else is a concept if any network has
/// it. Many words could be the beginning of a name.
fn is_concept(store: &dyn Store, named: &OsStr) -> Result<bool, Failure> {
    // A pipe, too.
    let mut is_network = Path::new(named).metadata().is_ok_and(|found| !found.is_dir());
    let Some(named) = named.to_str() else { return Ok(false) };
    if let Ok(prefix) = named.parse::<FingerprintPrefix>()
        && prefix.as_str().len() >= Hashtag::LENGTH
    {
        is_network = is_network || !store.entries(prefix.range(), 1)?.is_empty();
    }
    Ok(!is_network && !store.networks_with_concept(named, 1)?.is_empty())
}

/// A relation that no network of the store has is an error, not an empty result. The networks that have the
/// concepts are searched first, and hardly ever the others. In a large store, not all can be searched.
fn check_relations(store: &dyn Store, labels: &[&str], common: &Common) -> Result<(), Failure> {
    let mut unknown: Vec<&str> = common.relations().collect();
    let mut known = BTreeSet::new();
    let mut left = MOST_LOOKED_AT;
    for label in labels {
        let mut holders = store.iter_with_concept(label);
        while !unknown.is_empty()
            && left > 0
            && let Some(entry) = holders.next()
        {
            left -= 1;
            let Some(network) = store.get(entry?.fingerprint)? else { continue };
            unknown.retain(|name| network.relation_id(name).is_none());
            known.extend(network.relations().map(str::to_owned));
        }
    }
    let mut others = store.iter();
    while !unknown.is_empty()
        && left > 0
        && let Some(entry) = others.next()
    {
        left -= 1;
        if let Opened::Whole(network) = verify::read(store, entry?.fingerprint)? {
            unknown.retain(|name| network.relation_id(name).is_none());
        }
    }
    let Some(name) = unknown.first() else { return Ok(()) };
    let known: Vec<String> = known.into_iter().take(MOST_NAMED).collect();
    let labels: Vec<String> = labels.iter().map(|label| format!("{label:?}")).collect();
    let (labels, known) = (labels.join(" or "), known.join(", "));
    if left == 0 {
        tell!(
            "semnet: none of the first {MOST_LOOKED_AT} networks has a relation {name:?}; \
             those with {labels} have: {known}"
        );
        return Ok(());
    }
    Err(format!("no network has a relation {name:?}; those with {labels} have: {known}").into())
}

/// Prints the relationships of a concept in all networks, network by network.
fn everywhere(
    store: &dyn Store,
    label: &str,
    steps: &PathOptions,
    as_json: bool,
    out: &mut impl Write,
) -> Result<bool, Failure> {
    let (mut budget, mut is_any, mut stopped) = (steps.budget, false, None);
    let mut read = |entry: Result<Entry, StoreError>| -> Result<Option<Network>, Failure> {
        let Some(network) = store.get(entry?.fingerprint)? else { return Ok(None) };
        budget.spend(1 + network.concepts_matching(label).map(degree).sum::<usize>())?;
        is_any = true;
        Ok(Some(network))
    };
    let found = store.iter_with_concept(label).map_while(|entry| {
        let network = read(entry).map_err(|error| stopped = Some(error)).ok()?;
        Some(network)
    });
    let mut found = found.flatten();
    if as_json {
        let object = |network: Network| {
            let relationships: Vec<Value> =
                relationships(&network, label, steps).into_iter().map(answer::relationship).collect();
            json!({"network": name(network.hashtag(), network.question()), "relationships": relationships})
        };
        answer::write_array(found.map(object), out)?;
    } else {
        found.try_for_each(|network| {
            writeln!(out, "{}", heading(network.hashtag(), network.question()))?;
            let mut relationships = relationships(&network, label, steps).into_iter();
            relationships.try_for_each(|one| writeln!(out, "    {}", answer::line(one)))
        })?;
    }
    match stopped {
        None => Ok(is_any),
        Some(error) => budget::stopped(error, is_any, "networks", out).map(|()| is_any),
    }
}

fn degree(concept: Concept<'_>) -> usize {
    concept.outgoing().count() + concept.incoming().count()
}

/// The relationships of a concept in one network, of all concepts with the label.
fn relationships<'a>(network: &'a Network, label: &str, steps: &PathOptions) -> Vec<Relationship<'a>> {
    let concepts = network.concepts_matching(label);
    concepts.flat_map(|concept| related_to(network, concept, None, steps)).collect()
}

fn path(
    store: &dyn Store,
    from: &str,
    to: &str,
    steps: &PathOptions,
) -> Result<(Vec<String>, Value), Failure> {
    let Some(path) = store.shortest_path(from, to, steps)? else { return Ok((Vec::new(), Value::Null)) };
    let mut lines = vec![path.to_string()];
    let mut legs = Vec::new();
    for leg in path.segments() {
        let (hashtag, question) = (leg.network().hashtag(), leg.network().question());
        lines.push(heading(hashtag, question));
        let way = leg.path();
        for step in way.steps() {
            lines.push(format!("    {}", answer::line(step.relationship())));
        }
        legs.push(json!({
            "network": name(hashtag, question), "start": way.start().label(), "steps": answer::steps(&way)
        }));
    }
    let json = json!({"length": path.len(), "sentence": path.to_string(), "legs": legs});
    Ok((lines, json))
}

/// `None` if there is no such network, which was then reported.
fn overlapping_networks(lookup: &Lookup, named: &OsStr) -> Result<Option<(Vec<String>, Value)>, Failure> {
    let Some(network) = input::recover(lookup, named)? else { return Ok(None) };
    let (mut lines, mut found) = (Vec::new(), Vec::new());
    for shared in lookup.open()?.overlapping_networks(&network, usize::MAX)? {
        lines.push(heading(shared.entry.fingerprint.hashtag(), &shared.entry.question));
        lines.extend(shared.labels.iter().map(|label| format!("    {label}")));
        found.push(json!({"network": name(shared.entry.fingerprint.hashtag(), &shared.entry.question),
            "labels": shared.labels}));
    }
    Ok(Some((lines, json!(found))))
}

fn heading(hashtag: Hashtag, question: &str) -> String {
    format!("{hashtag}\t{}", column(question))
}

fn name(hashtag: Hashtag, question: &str) -> Value {
    json!({"hashtag": hashtag.to_string(), "question": question})
}
