//! Many networks as one: every store finds the same, which is what looking at everything finds.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ops::RangeInclusive;

use proptest::prelude::*;
use semnet_core::paths::{Direction, PathOptions};
use semnet_core::store::{Entry, MemoryStore, SqliteStore, StoreError, StoreExt, StorePath, StorePathError};
use semnet_core::words::{Language, SearchOptions};
use semnet_core::{Fingerprint, Network, NetworkBuilder, Store};
use semnet_tests::stores::{Place, Plain};

/// The same networks in every kind of store, added in this order or the other way round.
fn with_every_store(networks: &[Network], mut test: impl FnMut(&dyn Store)) {
    for backwards in [false, true] {
        let place = Place::new();
        let stores: [Box<dyn Store>; 3] = [
            Box::new(MemoryStore::default()),
            Box::new(Plain::default()),
            Box::new(SqliteStore::open(place.file()).unwrap()),
        ];
        #[cfg(feature = "s3")]
        let stores = {
            let objects = std::sync::Arc::new(object_store::memory::InMemory::new());
            let store = semnet_core::store::ObjectStore::new(objects, "").unwrap().blocking().unwrap();
            stores.into_iter().chain([Box::new(store) as Box<dyn Store>])
        };
        for store in stores {
            let (first, second) = networks.split_at(networks.len() / 2);
            let add = |networks: &[Network]| {
                for network in networks {
                    store.add(network).unwrap();
                }
            };
            let mut order: Vec<Network> = first.to_vec();
            if backwards {
                order.reverse();
            }
            add(&order);
            // An index made now must include networks that are added later.
            store.networks_with_concept("a", 1).unwrap();
            store.search("a", &SearchOptions::default()).unwrap();
            add(second);
            test(&*store);
        }
    }
}

const LABELS: [&str; 9] = ["a", "A", "b", "B c", "b C", "ß d", "SS D", "🐝", "Why?"];

/// A question, concepts, and relationships between them: places in `LABELS`, and which of two relations.
type Drawn = (usize, BTreeSet<usize>, Vec<(usize, usize, bool)>);

fn drawn() -> impl Strategy<Value = Vec<Network>> {
    let label = 0..LABELS.len();
    let relationships = prop::collection::vec((label.clone(), label.clone(), any::<bool>()), 0..6);
    let concepts = prop::collection::btree_set(label.clone(), 0..4);
    prop::collection::vec((label, concepts, relationships).prop_map(network), 1..6)
}

fn network((question, mut concepts, relationships): Drawn) -> Network {
    let mut builder = NetworkBuilder::new(LABELS[question]);
    concepts.extend(relationships.iter().flat_map(|&(source, target, _)| [source, target]));
    for concept in concepts.into_iter().filter(|&concept| concept != question) {
        builder.concept(LABELS[concept], "");
    }
    for (source, target, is_r) in relationships {
        builder.relationship((LABELS[source], if is_r { "r" } else { "s" }, LABELS[target]));
    }
    builder.build().unwrap()
}

/// Of these labels only: there is no need for the crate's own way.
fn fold(label: &str) -> String {
    label.to_uppercase().to_lowercase()
}

fn holders<'a>(networks: &'a [Network], label: &str) -> BTreeMap<Fingerprint, &'a Network> {
    let holds = |network: &&Network| network.concepts().any(|concept| fold(concept.label()) == fold(label));
    networks.iter().filter(holds).map(|network| (network.fingerprint(), network)).collect()
}

/// Where a label is, each in its own letter case.
fn places(networks: &[Network], label: &str) -> Vec<(Fingerprint, String)> {
    let labels = |network: &Network| -> Vec<String> {
        let labels = network.concepts().map(|concept| concept.label().to_owned());
        labels.filter(|known| fold(known) == fold(label)).collect()
    };
    let holders = holders(networks, label).into_iter();
    holders.flat_map(|(name, network)| labels(network).into_iter().map(move |label| (name, label))).collect()
}

/// The fewest relationships and, with them, the fewest changes, by looking at all relationships again and
/// again.
fn costs(networks: &[Network], from: &str, to: &str, steps: &Counted) -> Option<(usize, usize)> {
    let mut best: BTreeMap<(Fingerprint, String), (usize, usize)> = BTreeMap::new();
    let mut queue: VecDeque<((Fingerprint, String), (usize, usize))> =
        places(networks, from).into_iter().map(|place| (place, (0, 0))).collect();
    while let Some((place, cost)) = queue.pop_front() {
        if cost.0 > steps.at_most || best.get(&place).is_some_and(|&known| known <= cost) {
            continue;
        }
        best.insert(place.clone(), cost);
        for other in places(networks, &place.1) {
            queue.push_back((other, (cost.0, cost.1 + 1)));
        }
        let network = holders(networks, &place.1)[&place.0];
        for one in network.relationships() {
            let (source, target) = (one.source().label(), one.target().label());
            for (here, there, inverse) in [(source, target, false), (target, source, true)] {
                if here == place.1 && steps.allows(one.relation(), inverse) {
                    queue.push_back(((place.0, there.to_owned()), (cost.0 + 1, cost.1)));
                }
            }
        }
    }
    best.into_iter().filter(|((_, label), _)| fold(label) == fold(to)).map(|(_, cost)| cost).min()
}

#[derive(Clone, Debug)]
struct Counted {
    only: Option<&'static str>,
    direction: Direction,
    at_most: usize,
}

impl Counted {
    fn steps(&self) -> PathOptions {
        let steps = PathOptions::default().direction(self.direction).max_length(self.at_most);
        self.only.into_iter().fold(steps, |steps, only| steps.via([only]))
    }

    fn allows(&self, relation: &str, inverse: bool) -> bool {
        self.only.is_none_or(|only| only == relation)
            && self.direction != if inverse { Direction::Outgoing } else { Direction::Incoming }
    }
}

fn counted() -> impl Strategy<Value = Counted> {
    let direction = prop_oneof![
        3 => Just(Direction::Both),
        1 => Just(Direction::Outgoing),
        1 => Just(Direction::Incoming)
    ];
    let at_most = prop_oneof![3 => Just(99_usize), 1 => 0..4_usize];
    (prop::option::weighted(0.3, Just("r")), direction, at_most)
        .prop_map(|(only, direction, at_most)| Counted { only, direction, at_most })
}

/// That a path is one: each step where the one before it ended, each leg at the concept where the one before
/// it ended.
fn check(path: &StorePath, from: &str, to: &str, counted: &Counted) {
    let mut at = fold(from);
    let mut before = None;
    for leg in path.segments() {
        let way = leg.path();
        let start = Some((leg.network().fingerprint(), way.start().id()));
        assert_ne!(before, start, "{path}");
        assert_eq!(fold(way.start().label()), at, "{path}");
        let mut here = way.start();
        for step in way.steps() {
            let relationship = step.relationship();
            let (source, target) = (relationship.source(), relationship.target());
            let (start, end) = if step.is_inverse() { (target, source) } else { (source, target) };
            assert_eq!(start.id(), here.id(), "{path}");
            assert!(counted.allows(relationship.relation(), step.is_inverse()), "{path}");
            here = end;
        }
        before = Some((leg.network().fingerprint(), here.id()));
        at = fold(here.label());
    }
    assert_eq!(at, fold(to), "{path}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn every_store_knows_who_holds_a_concept(
        networks in drawn(),
        label in 0..LABELS.len(),
        limit in 0..4_usize,
    ) {
        let expected: Vec<Fingerprint> = holders(&networks, LABELS[label]).into_keys().take(limit).collect();
        with_every_store(&networks, |store| {
            let found = store.networks_with_concept(LABELS[label], limit).unwrap();
            let found: Vec<Fingerprint> = found.into_iter().map(|entry| entry.fingerprint).collect();
            assert_eq!(found, expected);
            let all: Vec<Fingerprint> =
                store.iter_with_concept(LABELS[label]).map(|entry| entry.unwrap().fingerprint).collect();
            assert_eq!(all, holders(&networks, LABELS[label]).into_keys().collect::<Vec<_>>());
        });
    }

    /// To the last bit, in any language and at any limit.
    #[test]
    fn stores_with_and_without_an_index_rank_alike(
        networks in drawn(),
        words in prop::sample::select(vec!["a", "b why", "BC c", "ß", "ss d", "B C a", "?"]),
        language in prop::sample::select(
            vec![Language::Any, Language::English, Language::German, Language::Turkish]
        ),
        limit in 0..6_usize,
    ) {
        let (memory, plain) = (MemoryStore::default(), Plain::default());
        let place = Place::new();
        let sqlite = SqliteStore::open(place.file()).unwrap();
        let options = SearchOptions::default().language(language).limit(limit);
        let check = || {
            let expected = plain.ranked(words, &options).unwrap();
            assert_eq!(memory.ranked(words, &options).unwrap(), expected);
            assert_eq!(sqlite.ranked(words, &options).unwrap(), expected);
        };
        for (number, network) in networks.iter().enumerate() {
            memory.add(network).unwrap();
            plain.add(network).unwrap();
            sqlite.add(network).unwrap();
            if number % 2 == 1 {
                check();
            }
        }
        check();
    }

    #[test]
    fn every_store_knows_who_shares_concepts(networks in drawn(), limit in 0..4_usize) {
        let one = &networks[0];
        let mut expected = Vec::new();
        for other in networks.iter().filter(|other| other.fingerprint() != one.fingerprint()) {
            let theirs: BTreeSet<String> = other.concepts().map(|concept| fold(concept.label())).collect();
            let mut seen = BTreeSet::new();
            let labels: Vec<String> = one
                .concepts()
                .map(|concept| concept.label().to_owned())
                .filter(|label| theirs.contains(&fold(label)) && seen.insert(fold(label)))
                .collect();
            if !labels.is_empty() {
                expected.push((usize::MAX - labels.len(), other.fingerprint(), labels));
            }
        }
        expected.sort();
        expected.dedup();
        let expected: Vec<_> =
            expected.into_iter().take(limit).map(|(_, one, labels)| (one, labels)).collect();
        with_every_store(&networks, |store| {
            let found = store.overlapping_networks(one, limit).unwrap();
            let found: Vec<_> = found.into_iter().map(|one| (one.entry.fingerprint, one.labels)).collect();
            assert_eq!(found, expected);
        });
    }

    #[test]
    fn every_store_finds_the_same_shortest_path(
        networks in drawn(),
        from in 0..LABELS.len(),
        to in 0..LABELS.len(),
        counted in counted(),
    ) {
        let (from, to) = (LABELS[from], LABELS[to]);
        let expected = costs(&networks, from, to, &counted);
        let mut answers = BTreeSet::new();
        with_every_store(&networks, |store| match store.shortest_path(from, to, &counted.steps()) {
            Ok(Some(path)) => {
                check(&path, from, to, &counted);
                assert_eq!(Some((path.len(), path.segments().len() - 1)), expected, "{path}");
                answers.insert(path.to_string());
            }
            Ok(None) => {
                assert_eq!(expected, None);
                answers.insert("none".into());
            }
            Err(StorePathError::Concept(_)) => {
                assert!(holders(&networks, from).is_empty() || holders(&networks, to).is_empty());
                answers.insert("no such concept".into());
            }
            Err(error) => panic!("{error}"),
        });
        prop_assert_eq!(answers.len(), 1, "{:?}", answers);
    }
}

fn chain(question: &str, labels: &[&str]) -> Network {
    let mut builder = NetworkBuilder::new(question);
    for label in labels {
        builder.concept(label, "");
    }
    for pair in labels.windows(2) {
        builder.relationship((pair[0], "leads to", pair[1]));
    }
    builder.build().unwrap()
}

#[test]
fn a_path_says_where_each_part_is_from() {
    let (one, other) = (chain("One?", &["Mill", "Quay"]), chain("Other?", &["quay", "Tram", "Depot"]));
    with_every_store(&[one.clone(), other.clone()], |store| {
        let path = store.shortest_path("mill", "DEPOT", &PathOptions::default()).unwrap().unwrap();
        let expected = format!(
            "Mill —leads to→ Quay (#{}) = quay —leads to→ Tram —leads to→ Depot (#{})",
            one.hashtag(),
            other.hashtag()
        );
        assert_eq!(path.to_string(), expected);
        assert_eq!((path.len(), path.is_empty()), (3, false));
        assert!(store.shortest_path("quay", "Quay", &PathOptions::default()).unwrap().unwrap().is_empty());
        let backwards = PathOptions::default().direction(Direction::Outgoing);
        assert_eq!(store.shortest_path("Depot", "Mill", &backwards).unwrap(), None);
    });
}

#[test]
fn what_no_network_has_is_an_error_with_what_is_close() {
    with_every_store(&[chain("One?", &["Tide Mill", "Quay"]), chain("Two?", &["Tram"])], |store| {
        for (from, to) in [("Tide Mil", "Tram"), ("Tram", "tide mil")] {
            let error = store.shortest_path(from, to, &PathOptions::default()).unwrap_err();
            assert!(error.to_string().ends_with("did you mean \"Tide Mill\"?"), "{error}");
        }
        // Of which no network has a word.
        let error = store.shortest_path("Quya", "Tram", &PathOptions::default()).unwrap_err();
        assert!(error.to_string().ends_with("did you mean \"Quay\"?"), "{error}");
    });
}

#[test]
fn a_budget_ends_the_search() {
    let networks = [chain("One?", &["A1", "B1", "C1"]), chain("Two?", &["C1", "D1", "E1"])];
    with_every_store(&networks, |store| {
        let path = |budget| store.shortest_path("A1", "E1", &PathOptions::default().budget(budget));
        assert!(matches!(path(5), Err(StorePathError::Budget(_))));
        assert_eq!(path(50).unwrap().unwrap().len(), 4);
    });
}

/// A store in memory that counts how often a network is read.
#[derive(Default)]
struct Counting(MemoryStore, std::sync::atomic::AtomicUsize);

impl Store for Counting {
    fn add(&self, network: &Network) -> Result<bool, StoreError> {
        self.0.add(network)
    }
    fn get(&self, fingerprint: Fingerprint) -> Result<Option<Network>, StoreError> {
        self.1.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        self.0.get(fingerprint)
    }
    fn entries(&self, range: RangeInclusive<Fingerprint>, limit: usize) -> Result<Vec<Entry>, StoreError> {
        self.0.entries(range, limit)
    }
    fn index(&self) -> Option<&dyn semnet_core::store::StoreIndex> {
        self.0.index()
    }
}

/// Half of the networks have one concept: neither a path through it nor one from it reads them.
#[test]
fn what_half_of_the_networks_have_is_not_read_for_a_path() {
    let store = Counting::default();
    for n in 0..2_000 {
        let hub = if n % 2 == 0 { "Hub" } else { "Other" };
        store
            .add(&chain(&format!("Question {n}?"), &[hub, &format!("Mill {n}"), &format!("Quay {n}")]))
            .unwrap();
    }
    let options = PathOptions::default().budget(10_000);
    for (from, to, length) in
        [("Quay 4", "Mill 6", 3), ("Hub", "Quay 8", 2), ("Quay 8", "hub", 2), ("Mill 10", "Mill 10", 0)]
    {
        let path = store.shortest_path(from, to, &options).unwrap().unwrap();
        assert_eq!(path.len(), length, "{path}");
        let reads = store.1.swap(0, std::sync::atomic::Ordering::Relaxed);
        assert!(reads <= 4, "{from} {to}: {reads} networks were read");
    }
    // There is no path once one of the sides is exhausted.
    store.add(&chain("Alone?", &["Island", "Shore"])).unwrap();
    assert_eq!(store.shortest_path("Quay 4", "Island", &options).unwrap(), None);
    // Through both halves it would be long, and the budget ends that.
    let spent = store.shortest_path("Quay 4", "Quay 5", &options);
    assert!(matches!(spent, Err(StorePathError::Budget(_))), "{spent:?}");
    store.1.store(0, std::sync::atomic::Ordering::Relaxed);
    // A page of the networks with it comes without reading them all, and all of them are there.
    let hub: Vec<Fingerprint> =
        store.iter_with_concept("HUB").map(|entry| entry.unwrap().fingerprint).collect();
    assert!(hub.len() == 1_000 && hub.is_sorted());
    assert_eq!(store.1.load(std::sync::atomic::Ordering::Relaxed), 0);
}

#[test]
fn labels_are_found_however_they_are_typed() {
    with_every_store(&[chain("One?", &["Café Mill", "İstanbul", "→", "Quay"])], |store| {
        for typed in
            ["cafe\u{301} MILL", "Ca\u{ad}fé  Mill", "İstanbul", "i\u{307}STANBUL", "→", "\u{200b}→ ", "quay"]
        {
            assert_eq!(store.networks_with_concept(typed, 9).unwrap().len(), 1, "{typed:?}");
        }
        for typed in ["Cafe Mill", "Istanbul", "←", "Café", ""] {
            assert_eq!(store.networks_with_concept(typed, 9).unwrap().len(), 0, "{typed:?}");
        }
        let path = store.shortest_path("Cafe\u{301} mill", "→", &PathOptions::default()).unwrap().unwrap();
        assert_eq!(path.len(), 2);
        assert_eq!(
            store.overlapping_networks(&chain("Two?", &["İstanbul", "→"]), 9).unwrap()[0].labels,
            ["İstanbul", "→"]
        );
    });
}
