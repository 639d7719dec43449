//! Networks that a SQLite store has acknowledged, and not yet indexed: every process finds them, whether it
//! may write or not, and whatever is killed meanwhile.

use std::fs::{Permissions, set_permissions};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use semnet_core::Store;
use semnet_core::store::{SqliteStore, StoreExt};
use semnet_tests::stores::{Place, write_version_3};
use semnet_tests::worker::{LARGE, find, numbered};

/// How many networks the index of words does not have.
fn pending(file: &Path) -> i64 {
    let connection = rusqlite::Connection::open(file).unwrap();
    let select = "SELECT count(*) FROM networks WHERE id > (
        SELECT max((SELECT coalesce(max(id), 0) FROM fresh), (SELECT coalesce(max(last), 0) FROM blocks)))";
    connection.query_row(select, [], |row| row.get(0)).unwrap()
}

/// Small networks, two large ones, and a small one after them; closed.
fn filled(place: &Place) -> [u64; 2] {
    let store = SqliteStore::open(place.file()).unwrap();
    let large = [LARGE, 2 * LARGE + 1];
    for number in [0, 1, large[0], large[1], 2] {
        assert!(store.add(&numbered(number)).unwrap());
        assert!(!store.add(&numbered(number)).unwrap());
    }
    large
}

fn worker(program: &Path, file: &Path, number: u64) -> Command {
    let mut command = Command::new(program);
    command.args(["find".as_ref(), file.as_os_str(), number.to_string().as_ref()]);
    command
}

fn assert_found(run: &Output) {
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

const WORKER: &str = env!("CARGO_BIN_EXE_store-worker");

#[test]
fn pending_networks_are_found_before_and_after_they_are_indexed() {
    let place = Place::new();
    let large = filled(&place);
    assert_eq!(pending(&place.file()), 3);
    // The first look-up indexes them.
    let run = worker(WORKER.as_ref(), &place.file(), large[1]).output().unwrap();
    assert_found(&run);
    assert_eq!(pending(&place.file()), 0);
    let store = SqliteStore::open(place.file()).unwrap();
    large.iter().for_each(|number| find(&store, *number));
    assert_eq!(store.verify().unwrap(), []);
    // Here somebody with time does it.
    store.add(&numbered(3 * LARGE + 2)).unwrap();
    assert_eq!(pending(&place.file()), 1);
    while store.index_pending().unwrap() {}
    assert_eq!(pending(&place.file()), 0);
    find(&store, 3 * LARGE + 2);
    store.rebuild().unwrap();
    find(&store, large[0]);
}

#[test]
fn a_check_and_a_repair_know_what_is_pending() {
    let place = Place::new();
    let large = filled(&place);
    let store = SqliteStore::open(place.file()).unwrap();
    assert_eq!(store.verify().unwrap(), []);
    assert_eq!(pending(&place.file()), 0);
    store.add(&numbered(3 * LARGE + 2)).unwrap();
    store.rebuild().unwrap();
    assert_eq!(pending(&place.file()), 0);
    assert_eq!(store.verify().unwrap(), []);
    find(&store, large[0]);
    find(&store, 3 * LARGE + 2);
}

#[test]
fn a_kill_while_they_are_indexed_loses_nothing() {
    let place = Place::new();
    let large = filled(&place);
    let before = std::fs::read(place.file()).unwrap();
    for round in 0..6 {
        let copy = Place::new();
        std::fs::write(copy.file(), &before).unwrap();
        let mut running =
            worker(WORKER.as_ref(), &copy.file(), large[0]).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(30 * round));
        running.kill().unwrap();
        running.wait().unwrap();
        let store = SqliteStore::open(copy.file()).unwrap();
        assert_eq!(store.iter().count(), 5);
        find(&store, large[round as usize % 2]);
        assert_eq!(store.verify().unwrap(), [], "round {round}");
    }
}

#[cfg(unix)]
#[test]
fn who_may_not_write_finds_them_too() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;

    let place = Place::new();
    let large = filled(&place);
    let set = |path: &Path, mode: u32| set_permissions(path, Permissions::from_mode(mode)).unwrap();
    // Where others may run it. Another process copies it, as a file that this one writes is busy while a
    // thread starts a process.
    let room = Place::new();
    let program = room.0.join("worker");
    assert!(Command::new("cp").arg(WORKER).arg(&program).status().unwrap().success());
    let is_root = place.0.metadata().unwrap().uid() == 0;
    let look = |number: u64| {
        let mut command = worker(&program, &place.file(), number);
        if is_root {
            command.uid(65_534).gid(65_534);
        }
        assert_found(&command.output().unwrap());
    };
    // The file alone, and then its folder too; then while somebody who may write has it open.
    for folder in [0o777, 0o555] {
        set(&place.file(), 0o444);
        set(&place.0, folder);
        large.iter().for_each(|number| look(*number));
        set(&place.0, 0o777);
    }
    for end in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", place.file().display()));
    }
    set(&place.file(), 0o644);
    assert_eq!(pending(&place.file()), 3);
    let store = SqliteStore::open(place.file()).unwrap();
    store.add(&numbered(3 * LARGE + 2)).unwrap();
    set(&place.0, 0o555);
    look(3 * LARGE + 2);
    set(&place.0, 0o755);
    assert_eq!(pending(&place.file()), 4);
    find(&store, large[0]);
    assert_eq!(pending(&place.file()), 0);
    look(large[0]);
}

/// A store of an earlier version that may not be written is read unchanged: a search reads each network.
#[cfg(unix)]
#[test]
fn who_may_not_write_reads_a_store_of_an_earlier_version() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;

    let (place, room) = (Place::new(), Place::new());
    write_version_3(&place.file(), &[0, 1, LARGE, 2].map(numbered));
    let before = std::fs::read(place.file()).unwrap();
    let program = room.0.join("worker");
    assert!(Command::new("cp").arg(WORKER).arg(&program).status().unwrap().success());
    set_permissions(place.file(), Permissions::from_mode(0o444)).unwrap();
    for folder in [0o777, 0o555] {
        set_permissions(&place.0, Permissions::from_mode(folder)).unwrap();
        let mut command = worker(&program, &place.file(), LARGE);
        if place.0.metadata().unwrap().uid() == 0 {
            command.uid(65_534).gid(65_534);
        }
        assert_found(&command.output().unwrap());
        assert_eq!(std::fs::read(place.file()).unwrap(), before);
    }
    set_permissions(&place.0, Permissions::from_mode(0o777)).unwrap();
    set_permissions(place.file(), Permissions::from_mode(0o644)).unwrap();
    // Who may write gets the index.
    find(&SqliteStore::open(place.file()).unwrap(), LARGE);
    assert_eq!(pending(&place.file()), 0);
}

#[test]
fn a_store_that_is_opened_to_be_read_is_not_changed() {
    let place = Place::new();
    let large = filled(&place);
    let before = std::fs::read(place.file()).unwrap();
    let store = SqliteStore::open_read_only(place.file()).unwrap();
    large.iter().for_each(|number| find(&store, *number));
    assert!(!store.index_pending().unwrap());
    assert_eq!(store.verify().unwrap(), []);
    for refused in [store.add(&numbered(3)).map(drop), store.rebuild()] {
        assert!(refused.is_err());
    }
    assert_eq!(store.iter().count(), 5);
    drop(store);
    assert_eq!(std::fs::read(place.file()).unwrap(), before);
    assert_eq!(pending(&place.file()), 3);

    // Networks that others write meanwhile are found, and indexing is left to them.
    let reader = SqliteStore::open_read_only(place.file()).unwrap();
    let writer = SqliteStore::open(place.file()).unwrap();
    let last = 3 * LARGE + 2;
    assert!(writer.add(&numbered(last)).unwrap());
    find(&reader, last);
    assert_eq!(pending(&place.file()), 4);
    find(&writer, last);
    assert_eq!(pending(&place.file()), 0);
    find(&reader, last);

    // A store of an earlier version is not migrated.
    let old = Place::new();
    write_version_3(&old.file(), &[0, LARGE].map(numbered));
    let before = std::fs::read(old.file()).unwrap();
    let store = SqliteStore::open_read_only(old.file()).unwrap();
    find(&store, LARGE);
    drop(store);
    assert_eq!(std::fs::read(old.file()).unwrap(), before);
    assert!(SqliteStore::open_read_only(old.0.join("none.semnet")).is_err());
    assert!(!old.0.join("none.semnet").exists());
}
