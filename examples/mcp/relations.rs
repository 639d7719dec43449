//! Relations that a call names. A name that no relation has is an error, not an empty result.

use std::collections::BTreeSet;

use semnet_core::network::{Fingerprint, Network};
use semnet_core::store::StoreExt;
use serde_json::json;

use crate::answer::Failure;
use crate::shelf::Shelf;
use crate::visible::original;

/// How many networks with a concept are opened for one answer.
pub(crate) const MOST_NETWORKS: usize = 50;

/// How many relations are listed.
const MOST_LISTED: usize = 100;

/// The arguments `via` and `notVia` of a call.
pub(crate) type Named<'a> = [Option<&'a [String]>; 2];

/// An error for a name that no relation of a network has.
pub(crate) fn check(network: &Network, named: Named<'_>) -> Result<(), Failure> {
    for name in named.into_iter().flatten().flatten() {
        if network.relation_id(&original(name)).is_none() {
            return Err(unknown("no relation has this name", name, network.relations()));
        }
    }
    Ok(())
}

fn unknown<'a>(error: &str, name: &str, known: impl Iterator<Item = &'a str>) -> Failure {
    Failure::new(error, "Repeat the call with relations from `data.relations`, written exactly as there.")
        .with(json!({"relation": name, "relations": known.take(MOST_LISTED).collect::<Vec<_>>()}))
}

/// Names of a call, compared with the relations of several networks.
pub(crate) struct Looked<'a> {
    /// Those that none of the networks has.
    pub(crate) unknown: Vec<&'a str>,
    pub(crate) known: BTreeSet<String>,
}

impl<'a> Looked<'a> {
    pub(crate) fn for_names(named: Named<'a>) -> Looked<'a> {
        let unknown = named.into_iter().flatten().flatten().map(String::as_str).collect();
        Looked { unknown, known: BTreeSet::new() }
    }

    pub(crate) fn see(&mut self, network: &Network) {
        self.known.extend(network.relations().take(MOST_LISTED).map(str::to_owned));
        self.unknown.retain(|name| network.relation_id(&original(name)).is_none());
    }

    /// The error for the first name that none of the networks has, those with some concepts.
    pub(crate) fn failure(&self, concepts: &str) -> Option<Failure> {
        let error = format!("no relation has this name in the networks with {concepts}");
        self.unknown.first().map(|name| unknown(&error, name, self.known.iter().map(String::as_str)))
    }

    /// Looks at the networks that have one of these concepts, at most [`MOST_NETWORKS`] for each.
    pub(crate) fn see_holders(&mut self, shelf: &mut Shelf, labels: [&str; 2]) -> Result<(), Failure> {
        let mut seen: BTreeSet<Fingerprint> = BTreeSet::new();
        for label in labels {
            for entry in shelf.store()?.networks_with_concept(label, MOST_NETWORKS)? {
                if seen.insert(entry.fingerprint)
                    && let Some(network) = shelf.intact(entry.fingerprint)?
                {
                    self.see(&network);
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use semnet_core::NetworkBuilder;
    use serde_json::Value;

    use crate::graph::path;
    use crate::shelf::EvidenceRule;
    use crate::shelf::tests::shelf;

    /// A path leads from A over B to C, through two networks.
    #[test]
    fn a_path_across_networks_names_a_relation_that_is_unknown() {
        let mut shelf = shelf("relations", EvidenceRule::Optional);
        for (question, from, relation, to) in [("One?", "A", "feeds", "B"), ("Two?", "B", "Warms", "C")] {
            let mut builder = NetworkBuilder::new(question);
            builder.concept(from, "").concept(to, "").relationship((from, relation, to));
            shelf.add(builder.build().unwrap()).unwrap();
        }
        let mut call = |more: Value| {
            let mut call = serde_json::json!({"from": "a", "to": "c"});
            call.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            path(&mut shelf, serde_json::from_value(call).unwrap())
        };
        assert_eq!(call(serde_json::json!({"via": ["feeds", "Warms"]})).unwrap().data["length"], 2);
        let wrong = call(serde_json::json!({"via": ["feeds", "warms"]})).err().unwrap().into_json();
        assert_eq!(wrong["data"]["relation"], "warms", "{wrong}");
        assert_eq!(wrong["data"]["relations"], serde_json::json!(["Warms", "feeds"]), "{wrong}");
        // Relations that are not followed are ignored in every network of the path.
        let answer = call(serde_json::json!({"notVia": ["Feeds"]})).unwrap();
        assert_eq!(answer.data["length"], 2);
        assert!(answer.next.unwrap().contains("has a relation `Feeds`"));
        // Known, and left out: there is no path.
        let none = call(serde_json::json!({"notVia": ["feeds"]})).err().unwrap().into_json();
        assert!(none["error"].as_str().unwrap().contains("no path of this kind"), "{none}");
        std::fs::remove_dir_all(shelf.settings.store.as_ref().unwrap().parent().unwrap()).unwrap();
    }
}
