//! Single damaged rows of a store in a file: the faults that are reported, what can be salvaged, and what is
//! moved away.

use std::path::Path;

use rusqlite::{Connection, params};
use semnet_core::evidence::Source;
use semnet_core::store::{
    FaultKind, MemoryStore, Salvage, SqliteStore, StoreError, StoreExt, StoreRecords, StoreRecordsExt,
    all_fingerprints,
};
use semnet_core::{Fingerprint, Network, NetworkBuilder, Store};
use semnet_tests::stores::Place;

fn network(question: &str) -> Network {
    NetworkBuilder::new(question).title("T").build().unwrap()
}

/// Runs a statement in the file.
fn change(file: &Path, statement: &str, values: impl rusqlite::Params) {
    assert_eq!(Connection::open(file).unwrap().execute(statement, values).unwrap(), 1, "{statement}");
}

/// Four networks, added one after the other: their rows are 1 to 4.
fn filled() -> (Place, Vec<Network>) {
    let place = Place::new();
    let networks: Vec<Network> = (1..=4).map(|n| network(&format!("Question {n}?"))).collect();
    let store = SqliteStore::open(place.file()).unwrap();
    networks.iter().for_each(|network| assert!(store.add(network).unwrap()));
    (place, networks)
}

fn salvage(file: &Path) -> Salvage {
    SqliteStore::salvage(file).unwrap()
}

#[test]
fn each_row_is_salvaged_or_named() {
    let (place, networks) = filled();
    let file = place.file();
    let read = |file: &Path| -> Vec<String> {
        salvage(file)
            .map(|one| one.map_or_else(|error| error.to_string(), |it| it.question().to_owned()))
            .collect()
    };
    assert_eq!(read(&file), ["Question 1?", "Question 2?", "Question 3?", "Question 4?"]);
    change(&file, "UPDATE networks SET bytes = x'00' WHERE id = 2", []);
    // The key is computed from the network, if there is one.
    change(&file, "UPDATE networks SET fingerprint = x'01' WHERE id = 3", []);
    change(&file, "UPDATE networks SET fingerprint = x'02', bytes = x'' WHERE id = 4", []);
    let (second, zero) = (networks[1].fingerprint(), Fingerprint::hash(b"\0"));
    let name = file.display();
    assert_eq!(
        read(&file),
        [
            "Question 1?".to_owned(),
            format!(
                "the stored network {second} is damaged: its bytes have the fingerprint {zero}; adding \
                 it again repairs it"
            ),
            "Question 3?".to_owned(),
            format!(
                "{name}: row 4 of its networks has neither key nor network: byte 0: a network begins with \
                 the bytes `semnet`; these do not"
            ),
        ]
    );
    let mut left = salvage(&file);
    assert_eq!(left.next().unwrap().unwrap(), networks[0]);
    assert_eq!(format!("{left:?}"), format!("Salvage {{ file: \"{name}\", from: 2, .. }}"));
    // A row with the largest number of all is the last.
    change(&file, "UPDATE networks SET id = 9223372036854775807 WHERE id = 1", []);
    assert_eq!(read(&file).last().unwrap(), "Question 1?");
    // A name with characters that mean something in an address.
    let odd = place.0.join("ü %41?mode=x#.semnet");
    std::fs::copy(&file, &odd).unwrap();
    assert_eq!(read(&odd).len(), 4);
    assert!(matches!(SqliteStore::salvage(place.0.join("none.semnet")), Err(StoreError::Unavailable { .. })));
}

#[test]
fn each_record_is_salvaged_or_named() {
    let (place, networks) = filled();
    let file = place.file();
    let [one, two, three] =
        ["one", "two", "three"].map(|name| Source::new(name, format!("Text {name}.")).unwrap());
    let about = networks[0].fingerprint();
    {
        let store = SqliteStore::open(&file).unwrap();
        let records = store.try_records().unwrap();
        for source in [&one, &two, &three] {
            records.add_source_of(about, source).unwrap();
        }
        records.put("note", about, b"a note").unwrap();
        records.put("note", two.id(), b"another").unwrap();
    }
    let all = |records: &dyn StoreRecords, kind: &str| records.list(kind, all_fingerprints(), 99).unwrap();
    let whole = MemoryStore::default();
    assert_eq!(salvage(&file).records_to(&whole).unwrap(), (8, vec![]));
    {
        let store = SqliteStore::open(&file).unwrap();
        let records = store.try_records().unwrap();
        assert_eq!(records.kinds().unwrap(), ["note", "source", "source-of"]);
        for kind in records.kinds().unwrap() {
            assert_eq!(all(&whole, &kind), all(records, &kind));
        }
        // Bytes that are not a source, stored as one; the store keeps any bytes.
        records.put("source", one.id(), b"no source").unwrap();
    }
    let object = |bytes: &[u8]| Fingerprint::hash(bytes);
    let by = |fingerprint: Fingerprint| fingerprint.as_bytes().to_vec();
    change(&file, "UPDATE objects SET bytes = x'00' WHERE fingerprint = ?1", [by(object(b"a note"))]);
    change(&file, "DELETE FROM objects WHERE fingerprint = ?1", [by(object(b"another"))]);
    change(&file, "INSERT INTO records VALUES ('note', x'00', ?1)", [by(about)]);
    change(&file, "INSERT INTO records VALUES ('note', ?1, x'00')", [by(about)]);
    change(&file, "INSERT INTO records VALUES (x'ff', ?1, ?2)", params![by(about), by(about)]);
    let left = MemoryStore::default();
    let (count, lost) = salvage(&file).records_to(&left).unwrap();
    assert_eq!(count, 6);
    assert_eq!(all(&left, "source"), all(&whole, "source"));
    assert_eq!(all(&left, "source-of"), all(&whole, "source-of"));
    assert_eq!(all(&left, "note"), []);
    let mut lost: Vec<String> = lost.iter().map(ToString::to_string).collect();
    let damaged = |bytes: &[u8], problem: &str| {
        format!("the stored object {} is damaged: {problem}; adding it again repairs it", object(bytes))
    };
    let mut expected = vec![
        format!("{}: 3 records have no kind or no fingerprint", file.display()),
        damaged(b"a note", &format!("its bytes have the fingerprint {}", object(b"\0"))),
        damaged(b"another", "it is listed, but its bytes are missing"),
        damaged(b"no source", "the bytes are not an intact source; expected the beginning `semnsrc`"),
    ];
    lost.sort();
    expected.sort();
    assert_eq!(lost, expected);
    let faults = SqliteStore::open(&file).unwrap().verify().unwrap();
    let stray = "3 rows of the table of records have no kind or no fingerprint; they are ignored";
    assert!(faults.iter().any(|it| it.kind == FaultKind::Stray && it.message == stray), "{faults:?}");
}

/// Only the change to the journal that is written ahead needs the file alone, and SQLite does not wait then.
#[test]
fn a_store_is_opened_once_others_have_let_go_of_it() {
    let (place, networks) = filled();
    let other = Connection::open(place.file()).unwrap();
    let mode = other.pragma_update_and_check(None, "journal_mode", "DELETE", |row| row.get::<_, String>(0));
    assert_eq!(mode.unwrap(), "delete");
    other.execute_batch("BEGIN").unwrap();
    let read =
        |connection: &Connection| connection.query_row("SELECT count(*) FROM networks", [], |row| row.get(0));
    assert_eq!(read(&other), Ok(4));
    let opening = std::thread::spawn({
        let file = place.file();
        move || SqliteStore::open(file)
    });
    std::thread::sleep(std::time::Duration::from_millis(200));
    other.execute_batch("COMMIT").unwrap();
    let store = opening.join().unwrap().unwrap();
    assert_eq!(store.get(networks[3].fingerprint()).unwrap().as_ref(), Some(&networks[3]));
    // Asking again, as the other one remembers its own change.
    let mode = Connection::open(place.file())
        .unwrap()
        .pragma_query_value(None, "journal_mode", |row| row.get::<_, String>(0));
    assert_eq!(mode.unwrap(), "wal");
}

/// Bytes sort after all texts in SQLite, so one that is such a kind comes after itself.
#[test]
fn kinds_of_records_are_listed_once_each() {
    let (place, networks) = filled();
    let about = networks[0].fingerprint();
    {
        let store = SqliteStore::open(place.file()).unwrap();
        let records = store.try_records().unwrap();
        for kind in ["note", "a", "z-9"] {
            records.put(kind, about, kind.as_bytes()).unwrap();
            records.put(kind, networks[1].fingerprint(), b"another").unwrap();
        }
    }
    for kind in ["z-9", "zz"] {
        let insert = "INSERT INTO records VALUES (CAST(?1 AS BLOB), ?2, ?2)";
        change(&place.file(), insert, params![kind, about.as_bytes()]);
    }
    let store = SqliteStore::open(place.file()).unwrap();
    let kinds = store.try_records().unwrap().kinds().unwrap();
    assert!(kinds.starts_with(&["a".to_owned(), "note".to_owned(), "z-9".to_owned()]), "{kinds:?}");
    assert!(kinds.len() <= 4, "{kinds:?}");
}

#[test]
fn a_network_that_is_not_whole_is_moved_away_once_it_is_kept() {
    let (place, networks) = filled();
    let file = place.file();
    change(&file, "UPDATE networks SET bytes = x'0001' WHERE id = 2", []);
    let store = SqliteStore::open(&file).unwrap();
    let second = networks[1].fingerprint();
    assert!(
        matches!(store.get(second), Err(StoreError::Corrupt { fingerprint, .. }) if fingerprint == second)
    );
    let refuse = &mut |_: &[u8]| Err(std::io::Error::other("no room"));
    let refused = store.quarantine(second, refuse).unwrap_err().to_string();
    let message = "cannot save the damaged bytes elsewhere, so they were left in place: no room";
    assert_eq!(refused, format!("{}: {message}", file.display()));
    assert!(store.get(second).is_err());
    let mut kept: Vec<Vec<u8>> = Vec::new();
    let keep = &mut |bytes: &[u8]| {
        kept.push(bytes.to_vec());
        Ok(())
    };
    // Intact and missing objects are not changed.
    assert_eq!(store.quarantine(networks[0].fingerprint(), keep), Ok(false));
    assert_eq!(store.quarantine(Fingerprint::hash(b"none"), keep), Ok(false));
    assert_eq!(store.quarantine(second, keep), Ok(true));
    assert_eq!((store.quarantine(second, keep), kept), (Ok(false), vec![vec![0, 1]]));
    assert_eq!(store.get(second).unwrap(), None);
    assert_eq!(store.iter().count(), 3);
    assert_eq!(store.add(&networks[1]), Ok(true));
    assert_eq!(store.verify().unwrap(), []);
}

/// Each column that the table has next to the bytes: a look-up that fails is named, and adding repairs it.
#[test]
fn what_is_looked_up_by_something_else_is_a_fault() {
    let (place, networks) = filled();
    let file = place.file();
    let [first, second] = [&networks[0], &networks[1]];
    change(&file, "UPDATE networks SET alike = 'x' WHERE id = 1", []);
    change(&file, "UPDATE networks SET asked = 'x' WHERE id = 2", []);
    change(&file, "UPDATE networks SET fingerprint = x'01' WHERE id = 3", []);
    let store = SqliteStore::open(&file).unwrap();
    let faults = store.verify().unwrap();
    for (kind, network, message) in [
        (
            FaultKind::Index,
            Some(first.fingerprint()),
            format!(
                "{} is not found by its mistyped hashtag; adding it again repairs that",
                first.fingerprint()
            ),
        ),
        (
            FaultKind::Index,
            Some(second.fingerprint()),
            format!("{} is not found by its question; adding it again repairs that", second.fingerprint()),
        ),
        (
            FaultKind::Stray,
            None,
            "row 3 of the table of networks has a key that is not a fingerprint; it is ignored".to_owned(),
        ),
    ] {
        let found = faults.iter().find(|fault| fault.message == message);
        assert!(found.is_some_and(|it| (it.kind, it.network) == (kind, network)), "{message}: {faults:?}");
    }
    assert_eq!(store.iter().count(), 3);
    for network in [first, second] {
        assert_eq!(store.add(network), Ok(false));
        assert_eq!(store.find_by_question(network.question(), 9).unwrap().len(), 1);
        let alike = network.hashtag().to_string();
        assert_eq!(store.similar_hashtags(&alike, 9).unwrap().len(), 1);
    }
    let left: Vec<String> = store.verify().unwrap().into_iter().map(|fault| fault.message).collect();
    assert!(left.iter().all(|message| !message.contains("is not found by")), "{left:?}");
}
