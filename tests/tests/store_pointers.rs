//! The layer between a store and its users: pointers to stores, listings that are torn, and the texts of
//! errors.

use std::cell::{Cell, RefCell};
use std::ops::RangeInclusive;
use std::sync::Arc;

use semnet_core::store::{
    Corruption, Entry, Fault, FaultKind, MemoryStore, SqliteStore, StoreError, StoreExt, StoreIndex,
    StoreRecords, all_fingerprints, verified, verified_object,
};
use semnet_core::words::SearchOptions;
use semnet_core::{Fingerprint, Network, NetworkBuilder, Store};
use semnet_tests::stores::{Place, Plain};

fn network(question: &str, title: &str) -> Network {
    NetworkBuilder::new(question).title(title).build().unwrap()
}

/// Without an index or records, look-ups still have answers, and the other calls report what is missing.
#[test]
fn a_plain_store_has_answers_for_everything() {
    let store: &dyn Store = &Plain::default();
    let one = network("Q?", "");
    store.add(&one).unwrap();
    assert_eq!((store.verify().unwrap(), store.index_pending().unwrap()), (vec![], false));
    assert!(store.rebuild().is_ok());
    // An index that adds nothing has nothing to verify, to bring up to date, or to build again.
    let index: &dyn StoreIndex = &Plain::default();
    assert_eq!((index.verify().unwrap(), index.index_pending().unwrap()), (vec![], false));
    assert!(index.rebuild().is_ok());
    let message =
        "this store: it keeps networks only; expected a store that keeps sources and histories, too";
    assert_eq!(store.try_records().err().unwrap().to_string(), message);
    let refused = store.quarantine(one.fingerprint(), &mut |_| Ok(())).unwrap_err().to_string();
    assert_eq!(refused, "this store: it cannot move corrupt networks away; copy the others to another store");
    assert_eq!(MemoryStore::default().quarantine(one.fingerprint(), &mut |_| panic!("kept")), Ok(false));
    assert_eq!(store.name(one.fingerprint()).unwrap(), one.hashtag().to_string());
}

/// Counts the calls, and gives answers that no other store would.
#[derive(Default)]
struct Probe {
    asked: RefCell<Vec<&'static str>>,
    inner: MemoryStore,
}

impl Probe {
    fn note(&self, name: &'static str) {
        self.asked.borrow_mut().push(name);
    }
}

impl Store for Probe {
    fn add(&self, _: &Network) -> Result<bool, StoreError> {
        self.note("add");
        Ok(true)
    }
    fn add_all(&self, networks: &[Network]) -> Result<usize, StoreError> {
        self.note("add_all");
        Ok(networks.len() + 40)
    }
    fn get(&self, _: Fingerprint) -> Result<Option<Network>, StoreError> {
        self.note("get");
        Ok(Some(network("Any?", "")))
    }
    fn entries(&self, _: RangeInclusive<Fingerprint>, limit: usize) -> Result<Vec<Entry>, StoreError> {
        self.note("entries");
        Ok(vec![Entry::from(&network("Any?", "")); limit])
    }
    fn index(&self) -> Option<&dyn StoreIndex> {
        self.note("index");
        Some(&self.inner)
    }
    fn records(&self) -> Option<&dyn StoreRecords> {
        self.note("records");
        Some(&self.inner)
    }
    fn ping(&self) -> Result<(), StoreError> {
        self.note("ping");
        Err(StoreError::unavailable("probe", "it does not answer"))
    }
    fn quarantine(
        &self,
        _: Fingerprint,
        keep: &mut dyn FnMut(&[u8]) -> std::io::Result<()>,
    ) -> Result<bool, StoreError> {
        self.note("quarantine");
        keep(b"kept").unwrap();
        Ok(true)
    }
}

/// Every call of a pointer is one of the store, with its answer.
fn passes_on(store: impl Store) -> usize {
    let one = network("Q?", "");
    assert!(store.add(&one).unwrap());
    assert_eq!(store.add_all(&[one.clone(), one.clone()]), Ok(42));
    assert_eq!(store.get(one.fingerprint()).unwrap().unwrap().question(), "Any?");
    assert_eq!(store.entries(all_fingerprints(), 3).unwrap().len(), 3);
    assert!(store.index().is_some() && store.records().is_some());
    assert_eq!(store.ping().unwrap_err().to_string(), "probe: it does not answer");
    let mut kept = Vec::new();
    let keep = &mut |bytes: &[u8]| {
        kept.extend_from_slice(bytes);
        Ok(())
    };
    assert_eq!((store.quarantine(one.fingerprint(), keep), kept.as_slice()), (Ok(true), &b"kept"[..]));
    8
}

#[test]
fn pointers_to_stores_are_stores() {
    let probe = Probe::default();
    let calls = passes_on(&probe);
    assert_eq!(
        *probe.asked.borrow(),
        ["add", "add_all", "get", "entries", "index", "records", "ping", "quarantine"]
    );
    assert_eq!(probe.asked.borrow().len(), calls);
    passes_on(Box::new(Probe::default()));
    passes_on(Box::new(Probe::default()) as Box<dyn Store>);
    #[expect(clippy::arc_with_non_send_sync)]
    passes_on(Arc::new(Probe::default()));
}

fn fingerprint(first: u8) -> Fingerprint {
    let mut bytes = [0; 32];
    bytes[0] = first;
    Fingerprint::from_bytes(bytes)
}

fn entry(first: u8) -> Entry {
    Entry { fingerprint: fingerprint(first), question: format!("Q{first}?"), title: String::new() }
}

/// A listing that cannot be read between two entries, as a database with a torn page has it.
struct Torn {
    before: Vec<u8>,
    after: Vec<u8>,
    /// Where the gap begins and ends.
    gap: (Option<u8>, Option<u8>),
    asked: Cell<usize>,
}

impl Torn {
    fn error(&self) -> StoreError {
        let (after, next) = (self.gap.0.map(fingerprint), self.gap.1.map(fingerprint));
        StoreError::PartialListing { store: "torn".to_owned(), after, next, message: "no page".to_owned() }
    }
}

impl Store for Torn {
    fn add(&self, _: &Network) -> Result<bool, StoreError> {
        Ok(false)
    }
    fn get(&self, _: Fingerprint) -> Result<Option<Network>, StoreError> {
        Ok(None)
    }
    fn entries(&self, range: RangeInclusive<Fingerprint>, limit: usize) -> Result<Vec<Entry>, StoreError> {
        self.asked.set(self.asked.get() + 1);
        assert!(self.asked.get() < 50, "it is asked for ever");
        let edge = fingerprint(self.gap.0.unwrap_or(0));
        let other = self.gap.1.map_or(*all_fingerprints().end(), fingerprint);
        if *range.end() > edge && *range.start() < other {
            return Err(self.error());
        }
        let all = self.before.iter().chain(&self.after).map(|&first| entry(first));
        Ok(all.filter(|entry| range.contains(&entry.fingerprint)).take(limit).collect())
    }
}

#[test]
fn around_a_gap_in_a_listing_everything_is_listed_and_the_gap_is_named() {
    let torn = |gap| Torn { before: vec![1, 2, 3], after: vec![7, 8], gap, asked: Cell::new(0) };
    let listed = |gap| -> Vec<String> {
        let text =
            |one: Result<Entry, StoreError>| one.map_or_else(|error| error.to_string(), |it| it.question);
        torn(gap).iter().map(text).collect()
    };
    let (three, seven) = (fingerprint(3), fingerprint(7));
    let gap = |place: &str| format!("torn: the list of networks cannot be read {place}: no page");
    assert_eq!(
        listed((Some(3), Some(7))),
        ["Q1?", "Q2?", "Q3?", &gap(&format!("between {three} and {seven}")), "Q7?", "Q8?"]
    );
    assert_eq!(listed((Some(3), None)), ["Q1?", "Q2?", "Q3?", &gap(&format!("after {three}"))]);
    assert_eq!(listed((None, Some(7))), [&*gap(&format!("before {seven}")), "Q7?", "Q8?"]);
    assert_eq!(listed((None, None)), [gap("from its beginning to its end")]);
    // A gap that ends before the request began: the request is not repeated.
    assert_eq!(listed((None, Some(0))).len(), 5);
    // Networks that cannot be listed are not found, and the others are.
    let store = torn((Some(3), Some(7)));
    assert_eq!(store.find_by_question("q8", 9).unwrap(), [entry(8)]);
    assert_eq!(store.find_by_question("q2", 9).unwrap(), [entry(2)]);
    assert_eq!(store.find_by_question("q5", 9).unwrap(), []);
    assert_eq!(store.similar_hashtags(&fingerprint(7).hashtag().to_string(), 9).unwrap(), [entry(7)]);
}

#[test]
fn errors_of_stores_name_the_store_and_what_to_do() {
    let one = Fingerprint::hash(b"one");
    let found = Fingerprint::hash(b"changed");
    let refused = |bytes: &[u8]| verified(Fingerprint::hash(bytes), bytes.to_vec()).unwrap_err().to_string();
    assert_eq!(verified(one, b"one".to_vec()).unwrap_err().to_string(), refused(b"one"));
    assert_eq!(
        refused(b"one"),
        format!(
            "the stored network {one} is damaged: byte 0: a network begins with the bytes `semnet`; these \
             do not; adding it again repairs it"
        )
    );
    assert_eq!(
        verified(one, b"changed".to_vec()).unwrap_err(),
        StoreError::corrupt(one, Corruption::Fingerprint { found })
    );
    let good = network("Q?", "");
    assert_eq!(verified(good.fingerprint(), good.as_bytes().to_vec()).unwrap(), good);
    assert_eq!(verified_object(one, b"one".to_vec()).unwrap(), b"one");
    assert_eq!(
        verified_object(one, b"changed".to_vec()).unwrap_err().to_string(),
        format!(
            "the stored object {one} is damaged: its bytes have the fingerprint {found}; adding it again \
             repairs it"
        )
    );
    for (corruption, text) in [
        (Corruption::Fingerprint { found }, format!("its bytes have the fingerprint {found}")),
        (Corruption::Unreadable { message: "gone".to_owned() }, "its bytes cannot be read: gone".to_owned()),
        (
            Corruption::Size { bytes: 7 },
            "it has 7 bytes, more than any network in this store can have".to_owned(),
        ),
    ] {
        assert_eq!(corruption.to_string(), text);
    }
    let newer = StoreError::Newer { store: "s".to_owned(), version: 9, known: 4 };
    assert_eq!(
        newer.to_string(),
        "s was made by a newer semnet: it has version 9, and this one reads version 4; open it with a newer \
         semnet"
    );
    assert_eq!(
        StoreError::Foreign { store: "s".to_owned() }.to_string(),
        "s is not a store of semnet; name another file, or one that does not exist yet"
    );
    let because = StoreError::because("s", std::io::Error::other("the disk is full"));
    assert_eq!(because.to_string(), "s: the disk is full");
    // The message has the text of the cause, which a chain of errors would repeat.
    assert!(std::error::Error::source(&because).is_none());
    let StoreError::Unavailable { cause: Some(cause), .. } = because else { panic!("{because:?}") };
    assert!(cause.is::<std::io::Error>());
    let fault = Fault::new(FaultKind::Index, "a word is missing");
    assert_eq!(
        (fault.kind, fault.network, fault.to_string()),
        (FaultKind::Index, None, "a word is missing".to_owned())
    );
    let of = fault.clone().of(one);
    assert_eq!((of.kind, of.network, of.message), (FaultKind::Index, Some(one), fault.message));
}

#[test]
fn stores_are_shown_without_their_content() {
    let place = Place::new();
    let store = SqliteStore::open(place.file()).unwrap();
    assert_eq!(format!("{store:?}"), format!("SqliteStore {{ file: \"{}\", .. }}", place.file().display()));
    let memory = MemoryStore::default();
    let store: &dyn Store = &memory;
    store.add(&network("Why do bees dance?", "")).unwrap();
    assert_eq!(store.search("bees", &SearchOptions::default()).unwrap().len(), 1);
    assert!(format!("{memory:?}").contains("WordIndex { texts: "), "{memory:?}");
}

/// An index that scans the networks, as the default does.
#[test]
fn a_range_of_networks_with_a_concept_has_both_its_ends() {
    let with = |n: usize| NetworkBuilder::new("Q?").title(&n.to_string()).concept("Bee", "").build().unwrap();
    let mut all: Vec<Network> = (0..7).map(with).collect();
    all.sort_by_key(Network::fingerprint);
    let place = Place::new();
    let (plain, sqlite, memory) =
        (Plain::default(), SqliteStore::open(place.file()).unwrap(), MemoryStore::default());
    for store in [&plain as &dyn StoreIndex, &sqlite, &memory] {
        assert_eq!(store.add_all(&all).unwrap(), 7);
        store.add(&network("Without?", "")).unwrap();
        for first in 0..7 {
            for last in 0..7 {
                let range = all[first].fingerprint()..=all[last].fingerprint();
                let within: Vec<Entry> =
                    all.get(first..=last).unwrap_or_default().iter().map(Entry::from).collect();
                for limit in [0, 1, 2, 9] {
                    let found = store.networks_with_concept("bee", range.clone(), limit).unwrap();
                    assert_eq!(found, within[..within.len().min(limit)]);
                }
            }
        }
        assert_eq!(store.nearby_hashtags(&all[3].hashtag().to_string()[1..], 9).unwrap().len(), 1);
    }
}
