//! Differences, merges and unions of networks.

use semnet_core::change::Change;
use semnet_core::network::NewRelationship;
use semnet_core::{Network, NetworkBuilder};

use super::network::is_sound;

const LABELS: [&str; 8] = ["A", "B", "C", "D", "E", "Q?", "R?", "Zebra"];
const TEXTS: [&str; 4] = ["", "red", "blue", "green"];
const RELATIONS: [&str; 3] = ["is", "has", "via"];

/// A network made from bytes: each two of them add one part. Parts that do not fit are left out.
fn network(bytes: &[u8]) -> Network {
    let mut network = NetworkBuilder::new("Q?").build().expect("a question alone");
    for pair in bytes.chunks_exact(2) {
        let [what, how] = pair else { continue };
        let (label, other) = (LABELS[usize::from(how % 8)], LABELS[usize::from(how / 8 % 8)]);
        let (text, relation) = (TEXTS[usize::from(how / 64)], RELATIONS[usize::from(what / 16 % 3)]);
        let mut builder = network.to_builder();
        let relationship = NewRelationship::new(label, relation, other);
        match what % 16 {
            0..=2 => builder.finding(label, text),
            3 | 4 => builder.concept(label, text),
            5 => builder.attribute(label, text),
            6 => builder.concept_attribute(label, relation, text),
            7 => builder.title(text),
            8..=10 => builder.relationship(relationship.passage(text)),
            11 => builder.relationship(relationship.attribute(other, text)),
            12 => {
                let mut another = NetworkBuilder::new(label);
                network.findings().for_each(|finding| {
                    another.finding(finding.label(), finding.text().unwrap_or_default());
                });
                builder = another;
                &mut builder
            }
            _ => builder.highlight(relationship.passage(text)),
        };
        if let Ok(next) = builder.build() {
            network = next;
        }
    }
    network
}

/// The changes from one network to another make the other, and their inverse makes the first again. A union
/// without a source is the union of the rest. A merge in which only one side changed is that side. All of
/// these are sound. The bytes give the parts of two networks, and the parts with which both begin.
pub fn changes(bytes: &[u8]) {
    // Few, for each builds a network.
    let bytes = &bytes[..bytes.len().min(96)];
    let Some((&first, rest)) = bytes.split_first() else { return };
    let common = usize::from(first) % (rest.len() + 1);
    let (start, rest) = rest.split_at(common);
    let (ours, theirs) = rest.split_at(rest.len() / 2);
    let base = network(start);
    let (ours, theirs) = (network(&[start, ours].concat()), network(&[start, theirs].concat()));

    for (from, to) in [(&base, &ours), (&ours, &theirs), (&theirs, &base)] {
        let changes = from.diff(to);
        assert_eq!(changes.is_empty(), from == to);
        assert_eq!(from.apply(&changes).as_ref(), Ok(to), "{changes}");
        assert_eq!(to.apply(&changes.inverse()).as_ref(), Ok(from), "{changes}");
        assert_eq!(from.apply(&changes.inverse().inverse()).as_ref(), Ok(to), "{changes}");
        // Another network accepts them, or reports the first that does not fit.
        let _ = theirs.apply(&changes).map(|network| is_sound(&network));
        assert!(changes.to_string().lines().count() >= changes.as_slice().len());
    }
    for (one, other) in [(&ours, &base), (&base, &ours), (&ours, &ours)] {
        let merged = Network::merge(&base, one, other).expect("one side alone");
        assert_eq!((&merged.network, merged.conflicts.len()), (&ours, 0));
    }
    if let (Ok(merged), Ok(swapped)) =
        (Network::merge(&base, &ours, &theirs), Network::merge(&base, &theirs, &ours))
    {
        is_sound(&merged.network);
        assert_eq!(merged.conflicts.is_empty(), swapped.conflicts.is_empty());
        if merged.conflicts.is_empty() {
            // Except for the order of items that both have added to a list, which is that of the first side.
            let changes = merged.network.diff(&swapped.network);
            let is_order = |change: &Change| {
                matches!(change, Change::FindingMoved { .. } | Change::HighlightMoved { .. })
            };
            assert!(changes.as_slice().iter().all(is_order), "{changes}");
        }
    }
    if let Ok(union) = Network::union([&ours, &theirs]) {
        is_sound(&union);
        for concept in ours.concepts().chain(theirs.concepts()) {
            assert!(union.concept(concept.label()).is_some());
        }
        assert_eq!(Network::union([&union]).as_ref(), Ok(&union));
        let source = ours.fingerprint().to_string().parse().expect("a whole fingerprint");
        if ours != theirs {
            let rest = union.without(&source).map_err(|error| error.to_string());
            assert_eq!(rest, Network::union([&theirs]).map_err(|error| error.to_string()));
        }
    }
}
