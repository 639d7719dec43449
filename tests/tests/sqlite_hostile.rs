//! Files that somebody made to break a store: special names, hard links, schemas that do things, rows and
//! pages that no store writes. Each is refused with its reason, or changes nothing that was acknowledged.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use rusqlite::Connection;
use semnet_core::store::{FaultKind, SqliteStore, StoreError, StoreExt, StoreRecords};
use semnet_core::words::SearchOptions;
use semnet_core::{Network, Store};
use semnet_tests::stores::Place;
use semnet_tests::worker::numbered;

fn filled(count: u64) -> Place {
    let place = Place::new();
    let store = SqliteStore::open(place.file()).unwrap();
    let networks: Vec<Network> = (0..count).map(numbered).collect();
    assert_eq!(store.add_all(&networks).unwrap(), networks.len());
    place
}

/// The names of the files of a folder.
fn files(folder: &Path) -> BTreeSet<String> {
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    names.map(|name| name.to_string_lossy().into_owned()).collect()
}

fn refusal(path: impl AsRef<Path>) -> String {
    SqliteStore::open(path).unwrap_err().to_string()
}

/// In a separate process, because they are names in the current directory.
#[test]
fn special_names_of_sqlite_are_names_of_files() {
    let place = Place::new();
    let names = [":memory:", "file:x.semnet", "file:y?mode=memory", "file::memory:?cache=shared"];
    for name in names {
        let mut worker = Command::new(env!("CARGO_BIN_EXE_store-worker"));
        let run = worker.args(["write", name, "0", "3"]).current_dir(&place.0).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&run.stdout), "0\n1\n2\n", "{name}");
        let store = SqliteStore::open_existing(place.0.join(name)).unwrap();
        assert_eq!(store.iter().count(), 3, "{name}");
    }
    assert_eq!(files(&place.0), names.map(str::to_owned).into());
    assert!(refusal("").contains("not a path of a file"), "{}", refusal(""));
}

/// SQLite would delete a store with such a name when the one next to it is opened.
#[test]
fn names_that_sqlite_uses_itself_are_refused() {
    let place = filled(3);
    for ending in ["-wal", "-shm", "-journal", "-WAL"] {
        let name = format!("{}{ending}", place.file().display());
        assert!(refusal(&name).contains("name another file"), "{}", refusal(&name));
        #[cfg(unix)]
        {
            let other = place.0.join("other.semnet");
            std::os::unix::fs::symlink(&name, &other).unwrap();
            assert!(refusal(&other).contains("name another file"), "{}", refusal(&other));
            std::fs::remove_file(other).unwrap();
        }
    }
    assert_eq!(SqliteStore::open(place.file()).unwrap().iter().count(), 3);
}

/// Opening a pipe would wait forever, and a link leads to another file.
#[test]
#[cfg(unix)]
fn pipes_links_and_folders_in_the_place_of_journals_are_refused() {
    let place = filled(3);
    for ending in ["-wal", "-shm", "-journal"] {
        let file = format!("{}{ending}", place.file().display());
        assert!(Command::new("mkfifo").arg(&file).status().unwrap().success());
        let pipe = refusal(place.file());
        let salvaged = SqliteStore::salvage(place.file()).map(|left| left.filter(Result::is_ok).count());
        std::fs::remove_file(&file).unwrap();
        std::fs::create_dir(&file).unwrap();
        let folder = refusal(place.file());
        std::fs::remove_dir(&file).unwrap();
        std::os::unix::fs::symlink("elsewhere", &file).unwrap();
        let link = refusal(place.file());
        std::fs::remove_file(&file).unwrap();
        for said in [pipe, folder, link] {
            assert!(said.contains(&format!("{ending} is not a regular file")), "{said}");
        }
        assert_eq!(salvaged.ok(), Some(3), "{ending}");
    }
    assert_eq!(SqliteStore::open(place.file()).unwrap().iter().count(), 3);
}

#[test]
#[cfg(unix)]
fn a_file_with_two_names_is_refused() {
    let place = filled(3);
    let other = place.0.join("other.semnet");
    std::fs::hard_link(place.file(), &other).unwrap();
    std::fs::create_dir(place.0.join("folder")).unwrap();
    for name in [&place.file(), &other, &place.0.join("folder/../other.semnet")] {
        assert!(refusal(name).contains("more than one name (hard links)"), "{}", refusal(name));
    }
    // SQLite would open these, although the system finds no file by them.
    for name in ["other.semnet/", "other.semnet/.", "nothing/../other.semnet", "other.semnet/../other.semnet"]
    {
        let refusal = refusal(place.0.join(name));
        assert!(
            refusal.contains("directory") || refusal.contains("folder") || refusal.contains("hard"),
            "{refusal}"
        );
    }
    std::fs::remove_dir(place.0.join("folder")).unwrap();
    assert_eq!(SqliteStore::salvage(&other).unwrap().count(), 3);
    std::fs::remove_file(&other).unwrap();
    assert!(SqliteStore::open(place.file()).unwrap().add(&numbered(3)).unwrap());
    // A symbolic link is the file that it leads to.
    std::os::unix::fs::symlink(place.file(), &other).unwrap();
    assert!(SqliteStore::open(&other).unwrap().add(&numbered(4)).unwrap());
    assert_eq!(SqliteStore::open(place.file()).unwrap().iter().count(), 5);
}

/// Additions of a long-running program to such a file would be lost.
#[cfg(unix)]
#[test]
fn nothing_is_acknowledged_in_a_file_that_was_moved_or_replaced() {
    let place = filled(1);
    let store = SqliteStore::open(place.file()).unwrap();
    let refused = |number: u64| {
        let error = store.add(&numbered(number)).unwrap_err().to_string();
        assert!(error.contains("moved, deleted or replaced"), "{error}");
        assert!(store.put("source", numbered(1).fingerprint(), b"x").is_err());
    };
    let (other, journal) = (place.0.join("other.semnet"), place.0.join("journal"));
    std::fs::rename(place.file(), &other).unwrap();
    refused(1);
    std::fs::rename(&other, place.file()).unwrap();
    assert!(store.add(&numbered(2)).unwrap());
    let wal = format!("{}-wal", place.file().display());
    std::fs::rename(&wal, &journal).unwrap();
    refused(3);
    std::fs::rename(&journal, &wal).unwrap();
    assert!(store.add(&numbered(4)).unwrap());
    std::fs::copy(place.file(), &other).unwrap();
    std::fs::rename(&other, place.file()).unwrap();
    refused(5);
    std::fs::remove_file(place.file()).unwrap();
    refused(6);
}

#[test]
fn what_is_no_database_is_left_alone() {
    let place = Place::new();
    for bytes in [&b"x"[..], b"SQLite format 3\0", &[0; 5_000]] {
        std::fs::write(place.file(), bytes).unwrap();
        for error in [SqliteStore::open(place.file()), SqliteStore::open_existing(place.file())] {
            assert!(matches!(error.unwrap_err(), StoreError::Foreign { .. }));
        }
        assert!(SqliteStore::salvage(place.file()).is_err());
        assert_eq!(std::fs::read(place.file()).unwrap(), bytes);
    }
    std::fs::write(place.file(), b"").unwrap();
    assert!(matches!(SqliteStore::open_existing(place.file()).unwrap_err(), StoreError::Foreign { .. }));
    std::fs::remove_file(place.file()).unwrap();
    assert!(SqliteStore::open_existing(place.file()).unwrap_err().to_string().contains("no such store"));
    assert!(refusal(&place.0).contains("directory"), "{}", refusal(&place.0));
    assert_eq!(files(&place.0), BTreeSet::new());
    #[cfg(unix)]
    {
        let made = Command::new("mkfifo").arg(place.file()).status();
        if made.is_ok_and(|made| made.success()) {
            assert!(refusal(place.file()).contains("not a regular file"));
        }
    }
}

/// SQLite deletes a journal next to an empty database, and with it changes that only the journal has.
#[test]
fn a_journal_without_its_database_is_kept() {
    let place = filled(2);
    let store = SqliteStore::open(place.file()).unwrap();
    store.add(&numbered(2)).unwrap();
    let copy = Place::new();
    let journal = |place: &Place| format!("{}-wal", place.file().display());
    std::fs::copy(journal(&place), journal(&copy)).unwrap();
    let before = std::fs::read(journal(&copy)).unwrap();
    assert!(!before.is_empty());
    for empty in [false, true] {
        if empty {
            std::fs::write(copy.file(), b"").unwrap();
        }
        assert!(refusal(copy.file()).contains("missing or empty"), "{}", refusal(copy.file()));
        assert_eq!(std::fs::read(journal(&copy)).unwrap(), before);
    }
    std::fs::copy(place.file(), copy.file()).unwrap();
    assert_eq!(SqliteStore::open(copy.file()).unwrap().iter().count(), 3);
}

#[test]
fn schemas_of_strangers_are_refused() {
    let swallow = "CREATE TRIGGER swallow BEFORE INSERT ON networks BEGIN SELECT RAISE(IGNORE); END";
    let endless = "DROP TABLE networks;
        CREATE VIEW networks AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n)
            SELECT id, randomblob(32) AS fingerprint, '' AS alike, '' AS asked, '' AS question, '' AS title,
                x'' AS bytes FROM n";
    let huge = "DROP TABLE networks; CREATE TABLE networks (id INTEGER PRIMARY KEY, fingerprint BLOB NOT \
                NULL UNIQUE,
        alike TEXT, asked TEXT, question TEXT, title TEXT, bytes BLOB AS (zeroblob(999999999)))";
    for (what, schema) in [
        ("trigger", swallow),
        (
            "trigger",
            "CREATE TRIGGER undo AFTER INSERT ON networks BEGIN DELETE FROM networks WHERE id = \
                     new.id; END",
        ),
        ("view", endless),
        ("table", huge),
        ("table", "CREATE TABLE theirs (x)"),
        ("view", "CREATE VIEW theirs AS SELECT 1"),
        ("index", "CREATE INDEX theirs ON networks (length(bytes))"),
        // A shadow table that computes.
        (
            "table",
            "PRAGMA writable_schema = ON;
             UPDATE sqlite_schema SET sql = 'CREATE TABLE ''questions_docsize''(id INTEGER PRIMARY KEY, \
             sz BLOB AS (x''00''))'
                 WHERE name = 'questions_docsize'",
        ),
    ] {
        let place = filled(3);
        Connection::open(place.file()).unwrap().execute_batch(schema).unwrap();
        let before = std::fs::read(place.file()).unwrap();
        let said = refusal(place.file());
        assert!(said.contains(&format!("found the {what}")), "{said}");
        assert_eq!(std::fs::read(place.file()).unwrap(), before, "{schema}");
        // The content of our tables is recovered, even if the file has other content.
        match SqliteStore::salvage(place.file()) {
            Ok(left) => assert_eq!(left.filter(Result::is_ok).count(), 3, "{schema}"),
            Err(error) => {
                assert!(schema.contains("DROP") && error.to_string().contains("found the"), "{error}")
            }
        }
    }
}

/// Questions would be listed with a NUL after each letter, and hashtags compared with those of another
/// encoding.
#[test]
fn text_in_another_encoding_is_refused() {
    let (place, other) = (filled(3), Place::new());
    let store = Connection::open(place.file()).unwrap();
    let copy = Connection::open(other.file()).unwrap();
    copy.execute_batch("PRAGMA encoding = 'UTF-16le'").unwrap();
    for pragma in ["application_id", "user_version"] {
        let value: i64 = store.pragma_query_value(None, pragma, |row| row.get(0)).unwrap();
        copy.pragma_update(None, pragma, value).unwrap();
    }
    let ours = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND sql NOT LIKE 'CREATE TABLE ''%'";
    let mut schema = store.prepare(ours).unwrap();
    for sql in schema.query_map([], |row| row.get::<_, String>(0)).unwrap() {
        copy.execute_batch(&sql.unwrap()).unwrap();
    }
    let mut rows = store.prepare("SELECT fingerprint, question, bytes FROM networks").unwrap();
    let mut rows = rows.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let (key, question, bytes): (Vec<u8>, String, Vec<u8>) =
            (row.get(0).unwrap(), row.get(1).unwrap(), row.get(2).unwrap());
        let insert = "INSERT INTO networks (fingerprint, alike, asked, question, title, bytes)
            VALUES (?1, '', '', ?2, '', ?3)";
        copy.execute(insert, (key, question, bytes)).unwrap();
    }
    drop(copy);
    assert!(refusal(other.file()).contains("encoded in UTF-16le"), "{}", refusal(other.file()));
    assert_eq!(SqliteStore::salvage(other.file()).unwrap().filter(Result::is_ok).count(), 3);
    // Nor is an empty database filled that is to be in another encoding.
    let empty = Place::new();
    let file = Connection::open(empty.file()).unwrap();
    file.execute_batch("PRAGMA encoding = 'UTF-16be'; CREATE TABLE t (x); DROP TABLE t").unwrap();
    drop(file);
    assert!(refusal(empty.file()).contains("encoded in UTF-16be"), "{}", refusal(empty.file()));
}

/// One that is added while the store is open does nothing, because triggers are switched off; and every write
/// is read back before it is acknowledged.
#[test]
fn a_trigger_that_comes_later_does_nothing() {
    let place = filled(3);
    let store = SqliteStore::open(place.file()).unwrap();
    let stranger = Connection::open(place.file()).unwrap();
    for trigger in [
        "CREATE TRIGGER swallow BEFORE INSERT ON networks BEGIN SELECT RAISE(IGNORE); END",
        "CREATE TRIGGER undo AFTER INSERT ON networks BEGIN DELETE FROM networks WHERE id = new.id; END",
    ] {
        stranger.execute_batch(trigger).unwrap();
    }
    assert!(store.add(&numbered(3)).unwrap());
    assert_eq!(store.get(numbered(3).fingerprint()).unwrap(), Some(numbered(3)));
    // Nothing is acknowledged if the table was replaced, either.
    stranger.execute_batch("DROP TABLE networks; CREATE VIEW networks AS SELECT 1 AS id").unwrap();
    assert!(store.add(&numbered(4)).is_err());
}

/// Pages that lead to the same pages again and again: a walk through them would end after 400^8 rows.
#[test]
fn a_tree_without_an_end_is_given_up() {
    const PAGE: usize = 4_096;
    let place = filled(3);
    let root: i64 = {
        let connection = Connection::open(place.file()).unwrap();
        let root = "SELECT rootpage FROM sqlite_schema WHERE name = 'networks'";
        connection.query_row(root, [], |row| row.get(0)).unwrap()
    };
    let mut bytes = std::fs::read(place.file()).unwrap();
    assert_eq!(bytes.len() % PAGE, 0);
    let root = root as usize - 1;
    // The leaf with the networks moves to the end; its old place is now the top of eight levels.
    let leaf = bytes[root * PAGE..(root + 1) * PAGE].to_vec();
    bytes.extend(leaf);
    for level in 0..8 {
        let child = (bytes.len() / PAGE) as u32;
        let mut page = vec![0; PAGE];
        page[0] = 0x05;
        let cells = 400u16;
        page[3..5].copy_from_slice(&cells.to_be_bytes());
        page[5..7].copy_from_slice(&((PAGE - usize::from(cells) * 5) as u16).to_be_bytes());
        page[8..12].copy_from_slice(&child.to_be_bytes());
        for cell in 0..usize::from(cells) {
            let place = PAGE - (cell + 1) * 5;
            page[12 + 2 * cell..14 + 2 * cell].copy_from_slice(&(place as u16).to_be_bytes());
            page[place..place + 4].copy_from_slice(&child.to_be_bytes());
            page[place + 4] = 1;
        }
        if level == 7 {
            bytes[root * PAGE..(root + 1) * PAGE].copy_from_slice(&page);
        } else {
            bytes.extend(page);
        }
    }
    let pages = (bytes.len() / PAGE) as u32;
    bytes[28..32].copy_from_slice(&pages.to_be_bytes());
    std::fs::write(place.file(), &bytes).unwrap();
    match SqliteStore::open(place.file()) {
        Ok(store) => {
            let faults = store.verify();
            assert!(faults.as_ref().map_or(true, |faults| !faults.is_empty()), "{faults:?}");
            assert!(
                faults.is_err() || faults.unwrap().iter().any(|fault| fault.message.contains("interrupted"))
            );
        }
        Err(error) => assert!(error.to_string().contains("more steps"), "{error}"),
    }
}

#[test]
fn the_largest_row_number_ends_nothing() {
    let place = filled(3);
    let stranger = Connection::open(place.file()).unwrap();
    stranger.execute("UPDATE networks SET id = 9223372036854775807 WHERE id = 3", []).unwrap();
    let store = SqliteStore::open(place.file()).unwrap();
    for number in 3..8 {
        assert!(store.add(&numbered(number)).unwrap(), "{number}");
    }
    for number in 0..8 {
        assert_eq!(store.get(numbered(number).fingerprint()).unwrap(), Some(numbered(number)));
    }
    assert_eq!(store.search("known", &SearchOptions::default().limit(99)).unwrap().len(), 8);
    let last: i64 = stranger
        .query_row("SELECT max(id) FROM networks WHERE id < 9223372036854775807", [], |row| row.get(0))
        .unwrap();
    assert!(last < 20, "{last}");
}

#[test]
fn a_salvage_leaves_nothing_beside_its_source() {
    let place = filled(20);
    let names = files(&place.0);
    let before = std::fs::read(place.file()).unwrap();
    assert_eq!(SqliteStore::salvage(place.file()).unwrap().filter(Result::is_ok).count(), 20);
    assert_eq!(files(&place.0), names);
    // With a journal that no process has open.
    let store = SqliteStore::open(place.file()).unwrap();
    store.add(&numbered(20)).unwrap();
    let copy = Place::new();
    for end in ["", "-wal"] {
        let from = format!("{}{end}", place.file().display());
        std::fs::copy(from, format!("{}{end}", copy.file().display())).unwrap();
    }
    let names = files(&copy.0);
    assert_eq!(names.len(), 2);
    let journal = std::fs::read(format!("{}-wal", copy.file().display())).unwrap();
    assert_eq!(SqliteStore::salvage(copy.file()).unwrap().filter(Result::is_ok).count(), 21);
    assert_eq!(files(&copy.0), names);
    assert_eq!(std::fs::read(copy.file()).unwrap(), before);
    assert_eq!(std::fs::read(format!("{}-wal", copy.file().display())).unwrap(), journal);
    // And with another process that has it open.
    assert_eq!(SqliteStore::salvage(place.file()).unwrap().filter(Result::is_ok).count(), 21);
    assert!(store.add(&numbered(21)).unwrap());
}

/// Indexes that differ from the networks: each difference is found, and building the indexes again repairs
/// it.
#[test]
fn a_damaged_index_is_seen_and_built_again() {
    for damage in [
        // A word less, a word more, a word elsewhere, another length.
        "UPDATE fresh SET data = CAST(data || x'046d6f726501' AS BLOB) WHERE id = 3",
        "UPDATE fresh SET data = x'' WHERE id = 3",
        "UPDATE fresh SET words = 1 + words WHERE id = 3",
        "UPDATE fresh SET place = 1 + place WHERE id = 3",
        "INSERT INTO questions (rowid, asked) VALUES (3, 'something else')",
        "INSERT INTO words (rowid, question, title) VALUES (3, 'something else', '')",
        "DELETE FROM concepts WHERE network = 3 AND label > x'00'",
        "INSERT INTO concepts (label, place, network) VALUES (x'0061', 1, 3)",
        "UPDATE networks SET asked = 'something else' WHERE id = 3",
        "UPDATE networks SET alike = 'something else' WHERE id = 3",
    ] {
        let place = filled(5);
        let store = SqliteStore::open(place.file()).unwrap();
        assert_eq!(store.verify().unwrap(), []);
        Connection::open(place.file()).unwrap().execute_batch(damage).unwrap();
        let faults = store.verify().unwrap();
        let [fault] = &faults[..] else { panic!("{damage}: {faults:?}") };
        assert_eq!(
            (fault.kind, fault.network),
            (FaultKind::Index, Some(numbered(2).fingerprint())),
            "{damage}"
        );
        assert!(fault.message.starts_with(&numbered(2).fingerprint().to_string()), "{damage}: {fault}");
        store.rebuild().unwrap();
        assert_eq!(store.verify().unwrap(), [], "{damage}");
        assert_eq!(store.search("known", &SearchOptions::default()).unwrap().len(), 5);
        assert!(store.add(&numbered(5)).unwrap());
        assert_eq!(store.verify().unwrap(), [], "{damage}");
    }
}

/// Bits of the index flipped in the file: every change of an answer is detected.
#[test]
fn no_flipped_bit_changes_a_search_unseen() {
    let place = filled(12);
    let whole = std::fs::read(place.file()).unwrap();
    let words = ["known", "number", "finding", "What is known of number 7?"];
    let answers = |store: &SqliteStore| -> Option<Vec<String>> {
        let mut all = Vec::new();
        for words in words {
            let found = store.search(words, &SearchOptions::default().limit(50)).ok()?;
            all.extend(found.iter().map(|found| format!("{} {}", found.network().hashtag(), found.score())));
            let close = store.find_similar_questions(words, 9).ok()?;
            all.extend(close.iter().map(|entry| entry.fingerprint.to_string()));
        }
        for label in ["Finding 1", "Finding 9"] {
            let having = store.networks_with_concept(label, 50).ok()?;
            all.extend(having.iter().map(|entry| entry.fingerprint.to_string()));
        }
        Some(all)
    };
    let expected = answers(&SqliteStore::open(place.file()).unwrap()).unwrap();
    let (mut state, mut seen) = (0x5eed_u64, 0);
    for _ in 0..150 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut bytes = whole.clone();
        let at = (state >> 16) as usize % bytes.len();
        bytes[at] ^= 1 << (state >> 60 & 7);
        std::fs::write(place.file(), &bytes).unwrap();
        let Ok(store) = SqliteStore::open(place.file()) else { continue };
        let is_seen = store.verify().map_or(true, |faults| !faults.is_empty())
            || store.iter().any(|entry| {
                entry.map_or(true, |entry| !matches!(store.get(entry.fingerprint), Ok(Some(_))))
            });
        seen += usize::from(is_seen);
        let same = answers(&store).is_none_or(|answers| answers == expected);
        assert!(is_seen || same, "byte {at}: a search is another one, and nothing says so");
    }
    assert!(seen > 50, "{seen} of 150 flips were seen");
}
