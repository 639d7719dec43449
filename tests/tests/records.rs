//! What stores keep next to networks: objects and records of any kind, sources, and which version came from
//! which.

use std::collections::BTreeSet;

use semnet_core::change::Revision;
use semnet_core::evidence::{Source, cite};
use semnet_core::store::{
    FaultKind, SqliteStore, StoreError, StoreExt, StoreRecords, StoreRecordsExt, all_fingerprints,
    check_kind, check_record, kinds,
};
use semnet_core::{Fingerprint, Network, NetworkBuilder};
use semnet_tests::stores::{Place, with_every_store};

fn network(question: &str) -> Network {
    let mut builder = NetworkBuilder::new(question);
    builder.finding("A", "").finding("B", "");
    builder.relationship(("A", "is", "B", "as it was written")).build().unwrap()
}

fn source(name: &str, text: &str) -> Source {
    Source::new(name, text).unwrap()
}

fn revision(from: &[&Network], to: &Network, when: u64) -> Revision {
    let from = from.iter().map(|network| network.fingerprint()).collect();
    Revision { from, to: to.fingerprint(), when, by: "a test".into() }
}

fn names(sources: &[Source]) -> Vec<&str> {
    sources.iter().map(Source::name).collect()
}

#[test]
fn objects_are_kept_once_and_listed_in_order() {
    with_every_store(|store| {
        let records = store.try_records().unwrap();
        assert!(records.kinds().unwrap().is_empty());
        let about = [Fingerprint::hash(b"1"), Fingerprint::hash(b"2"), Fingerprint::hash(b"3")];
        let mut expected = BTreeSet::new();
        for kind in ["note", "note-1", "note1", "a"] {
            for about in about {
                for bytes in [&b""[..], b"\xff\0", b"third"] {
                    let object = records.put(kind, about, bytes).unwrap();
                    assert_eq!(object, Fingerprint::hash(bytes));
                    assert_eq!(records.put(kind, about, bytes).unwrap(), object);
                    expected.insert((about, object));
                    assert_eq!(records.read(object).unwrap().as_deref(), Some(bytes));
                }
            }
        }
        let expected: Vec<_> = expected.into_iter().collect();
        assert_eq!(records.kinds().unwrap(), ["a", "note", "note-1", "note1"]);
        for kind in ["note", "note-1", "note1", "a"] {
            assert_eq!(records.list(kind, all_fingerprints(), 100).unwrap(), expected, "{kind}");
            assert_eq!(records.list(kind, all_fingerprints(), 4).unwrap(), expected[..4]);
            let one = expected[3].0;
            let objects: Vec<_> = expected[3..6].iter().map(|record| record.1).collect();
            assert_eq!(records.about(kind, one, 100).unwrap(), objects);
            assert_eq!(records.about(kind, one, 2).unwrap(), objects[..2]);
            let behind = one.next().unwrap()..=*all_fingerprints().end();
            assert_eq!(records.list(kind, behind, 100).unwrap(), expected[6..]);
            assert_eq!(records.list(kind, *all_fingerprints().start()..=one, 100).unwrap(), expected[..6]);
        }
        assert!(records.list("none", all_fingerprints(), 9).unwrap().is_empty());
        assert!(records.list("../networks", all_fingerprints(), 9).unwrap().is_empty());
        assert_eq!(records.read(Fingerprint::hash(b"another")).unwrap(), None);
        for kind in ["", "Note", "a/b", "..", "ä", &"a".repeat(33)] {
            let error = records.put(kind, about[0], b"x").unwrap_err();
            assert!(error.to_string().contains("invalid kind of record"), "{error}");
            assert!(check_kind("", kind).is_err());
        }
        // Networks and records do not get in each other's way.
        assert!(store.entries(all_fingerprints(), 9).unwrap().is_empty());
        assert_eq!(store.verify().unwrap(), []);
    });
}

/// More than one page of them, and more than a page about one subject.
#[test]
fn all_records_of_a_kind_are_gone_through() {
    let store = semnet_core::store::MemoryStore::default();
    let mut expected = BTreeSet::new();
    for number in 0..3_500_u32 {
        let about = Fingerprint::hash(&(number / 1_200).to_le_bytes());
        expected.insert((about, store.put("note", about, &number.to_le_bytes()).unwrap()));
    }
    let found: Vec<_> = store.all("note").map(Result::unwrap).collect();
    assert_eq!(found, expected.into_iter().collect::<Vec<_>>());
}

#[test]
fn sources_are_found_by_id_and_by_what_quotes_them() {
    with_every_store(|store| {
        let records = store.try_records().unwrap();
        let (first, second, other) = (network("Q 1?"), network("Q 2?"), network("Q 3?"));
        let (minutes, letter) =
            (source("minutes.txt", "One.\nas it was written"), source("letter.txt", "Nothing."));
        let cited = source("cited.txt", "as it was written, once more");
        assert_eq!(records.source(minutes.id()).unwrap(), None);
        records.add_source_of(first.fingerprint(), &minutes).unwrap();
        records.add_source(&letter).unwrap();
        assert_eq!(records.source(minutes.id()).unwrap().as_ref(), Some(&minutes));
        assert_eq!(names(&records.sources_of(&first).unwrap()), ["minutes.txt"]);
        assert!(records.sources_of(&second).unwrap().is_empty());
        let mut ids = vec![minutes.id(), letter.id()];
        ids.sort();
        assert_eq!(records.source_ids().unwrap(), ids);

        // A later version and a union have the sources of their predecessors.
        records.add_revision(&revision(&[&first], &second, 5)).unwrap();
        assert_eq!(names(&records.sources_of(&second).unwrap()), ["minutes.txt"]);
        records.add_source_of(other.fingerprint(), &letter).unwrap();
        let union = Network::union([&second, &other]).unwrap();
        assert_eq!(names(&records.sources_of(&union).unwrap()), ["letter.txt", "minutes.txt"]);

        // One that a relationship names is found when it is kept.
        let naming = cite(&network("Q 4?"), std::slice::from_ref(&cited)).unwrap();
        assert!(records.sources_of(&naming).unwrap().is_empty());
        records.add_source(&cited).unwrap();
        assert_eq!(names(&records.sources_of(&naming).unwrap()), ["cited.txt"]);

        // A copy that is wrapped in other lines is the same source, and one of the two is given each time.
        records.add_source(&source("copy.txt", "One. as it\nwas written")).unwrap();
        let found = records.source(minutes.id()).unwrap().unwrap();
        assert_eq!(records.source(minutes.id()).unwrap(), Some(found));
        assert_eq!(records.source_ids().unwrap().len(), 3);
    });
}

#[test]
fn a_history_is_followed_to_its_beginning_and_circles_end() {
    with_every_store(|store| {
        let records = store.try_records().unwrap();
        let all: Vec<Network> = (0..5).map(|number| network(&format!("Q {number}?"))).collect();
        let steps = [
            revision(&[], &all[0], 1),
            revision(&[&all[0]], &all[1], 2),
            revision(&[&all[1]], &all[0], 3),
            revision(&[&all[1], &all[2]], &all[3], 4),
            revision(&[&all[3]], &all[4], 5),
        ];
        steps.iter().for_each(|step| records.add_revision(step).unwrap());
        records.add_revision(&steps[4]).unwrap();
        let whole = |number: usize| {
            let history = records.history(all[number].fingerprint()).unwrap();
            history.of(all[number].fingerprint()).into_iter().map(|step| step.when).collect::<Vec<_>>()
        };
        assert_eq!(whole(4), [5, 4, 3, 2, 1]);
        assert_eq!(whole(3), [4, 3, 2, 1]);
        assert_eq!(whole(1), [3, 2, 1]);
        assert!(whole(2).is_empty());
    });
}

/// An edit, its undo and its redo, all in one second: three steps, in their order, each kept once however
/// often it is noted.
#[test]
fn a_step_that_is_made_again_after_it_was_undone_is_another_one() {
    with_every_store(|store| {
        let records = store.try_records().unwrap();
        let all: Vec<Network> = (0..3).map(|number| network(&format!("Q {number}?"))).collect();
        let (origin, one, two) = (&all[0], &all[1], &all[2]);
        assert!(records.note_revision(revision(&[origin], one, 9)).unwrap());
        for (from, to) in [(one, two), (two, one), (one, two)] {
            assert!(records.note_revision(revision(&[from], to, 9)).unwrap());
            assert!(!records.note_revision(revision(&[from], to, 9)).unwrap());
        }
        let history = records.history(two.fingerprint()).unwrap();
        let led: Vec<_> =
            history.of(two.fingerprint()).into_iter().map(|step| (step.from[0], step.to)).collect();
        let step = |from: &Network, to: &Network| (from.fingerprint(), to.fingerprint());
        assert_eq!(led, [step(one, two), step(two, one), step(one, two), step(origin, one)]);
        // With a clock that moves on, each comes after the one before.
        let later = [(two, one, 20), (one, two, 30), (two, one, 40)];
        for (from, to, when) in later {
            assert!(records.note_revision(revision(&[from], to, when)).unwrap());
        }
        let history = records.history(one.fingerprint()).unwrap();
        let led: Vec<u64> = history.of(one.fingerprint()).into_iter().map(|step| step.when).collect();
        assert_eq!(led, [40, 30, 20, 11, 10, 9, 9]);
    });
}

/// The result equals the written bytes, or is an error that names the object; the others can still be read.
#[test]
fn changed_objects_are_refused_and_adding_them_again_mends_them() {
    let place = Place::new();
    let (minutes, letter) = (source("minutes.txt", "One."), source("letter.txt", "Nothing."));
    let (first, second) = (network("Q 1?"), network("Q 2?"));
    let step = revision(&[&first], &second, 5);
    {
        let store = SqliteStore::open(place.file()).unwrap();
        store.add_source_of(second.fingerprint(), &minutes).unwrap();
        store.add_source(&letter).unwrap();
        store.add_revision(&step).unwrap();
        assert_eq!(store.verify().unwrap(), []);
    }
    let damage = |sql: &str| {
        rusqlite::Connection::open(place.file()).unwrap().execute_batch(sql).unwrap();
        SqliteStore::open(place.file()).unwrap()
    };
    let store =
        damage("UPDATE objects SET bytes = CAST(substr(bytes, 1, length(bytes) - 1) || x'21' AS BLOB)");
    for error in [
        store.source(minutes.id()).unwrap_err(),
        store.sources_of(&second).unwrap_err(),
        store.history(second.fingerprint()).unwrap_err(),
    ] {
        assert!(matches!(error, StoreError::CorruptRecord { .. }), "{error}");
        assert!(error.to_string().contains("its bytes have the fingerprint"), "{error}");
    }
    store.add_revision(&step).unwrap();
    store.add_source_of(second.fingerprint(), &minutes).unwrap();
    assert_eq!(names(&store.sources_of(&second).unwrap()), ["minutes.txt"]);
    assert!(store.source(letter.id()).is_err());
    drop(store);

    // An object that a stranger has put there instead is recognised by its content.
    let store = damage("DELETE FROM objects; DELETE FROM records");
    store.put(kinds::SOURCE, minutes.id(), &letter.to_bytes()).unwrap();
    store.put(kinds::HISTORY, first.fingerprint(), step.to_string().as_bytes()).unwrap();
    store.put(kinds::SOURCE_OF, first.fingerprint(), b"bees").unwrap();
    let text = |error: StoreError| error.to_string();
    assert!(text(store.source(minutes.id()).unwrap_err()).contains("it is the source"));
    assert!(text(store.history(first.fingerprint()).unwrap_err()).contains("it is a revision of"));
    drop(store);
    let store = damage("DELETE FROM records WHERE kind = 'history'");
    assert!(text(store.sources_of(&first).unwrap_err()).contains("expected the id of a source"));
    drop(store);
    let store = damage("DELETE FROM objects");
    assert!(
        text(store.source(minutes.id()).unwrap_err()).contains("it is listed, but its bytes are missing")
    );
    drop(store);
    let store = damage("UPDATE records SET about = x'00'");
    let faults = store.verify().unwrap();
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].message.contains("2 rows of the table of records"), "{faults:?}");
    assert_eq!((faults[0].kind, faults[0].network), (FaultKind::Stray, None));
}

#[test]
fn what_is_not_of_its_kind_is_told() {
    let (minutes, to) = (source("minutes.txt", "One."), network("Q?"));
    let step = revision(&[], &to, 1).to_string();
    for (kind, about, bytes, problem) in [
        (kinds::SOURCE, minutes.id(), minutes.to_bytes(), None),
        (kinds::SOURCE, to.fingerprint(), minutes.to_bytes(), Some("it is the source ")),
        (kinds::SOURCE, minutes.id(), b"One.".to_vec(), Some("the bytes are not an intact source")),
        (kinds::SOURCE_OF, to.fingerprint(), minutes.id().to_string().into_bytes(), None),
        (kinds::SOURCE_OF, to.fingerprint(), b"\xff".to_vec(), Some("expected the id of a source")),
        (kinds::HISTORY, to.fingerprint(), step.clone().into_bytes(), None),
        (kinds::HISTORY, minutes.id(), step.into_bytes(), Some("it is a revision of ")),
        (kinds::HISTORY, to.fingerprint(), b"{}".to_vec(), Some("missing field `from`")),
        (kinds::HISTORY, to.fingerprint(), b"\xff".to_vec(), Some("expected a revision in UTF-8")),
        ("other", to.fingerprint(), b"\xff".to_vec(), None),
    ] {
        let found = check_record(kind, about, &bytes).map_err(|error| error.to_string()).err();
        match problem {
            None => assert_eq!(found, None, "{kind}"),
            Some(problem) => {
                assert!(found.as_ref().is_some_and(|it| it.contains(problem)), "{kind}: {found:?}")
            }
        }
    }
}
