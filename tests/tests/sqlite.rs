//! What can happen to a store in a file: programs killed in mid-write, many at once, a full disk, files that
//! may not be written, that are cut off, that are changed. What was acknowledged is there, and errors say
//! what to do.
//!
//! `SEMNET_SECONDS=60 cargo test -p semnet-tests --test sqlite` lets the readers and writers go on for a
//! minute.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use semnet_core::store::{SqliteStore, StoreError, StoreExt};
use semnet_core::{Fingerprint, Network, Store};
use semnet_tests::stores::Place;
use semnet_tests::worker::numbered;

/// A store with the first numbered networks, closed.
fn filled(count: u64) -> Place {
    let place = Place::new();
    let store = SqliteStore::open(place.file()).unwrap();
    (0..count).for_each(|number| assert!(store.add(&numbered(number)).unwrap()));
    place
}

fn worker(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_store-worker"));
    command.args(arguments);
    command
}

/// The numbers that a writer has acknowledged, up to its end.
fn acknowledged(writer: &mut Child) -> Vec<u64> {
    let lines = BufReader::new(writer.stdout.take().unwrap()).lines();
    // The last line may be torn; a line without its end is not acknowledged, and a shorter number is one that
    // was.
    lines.map_while(Result::ok).filter_map(|line| line.parse().ok()).collect()
}

/// Pseudo-random numbers, the same in every run.
fn chance(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state
}

#[test]
fn what_was_acknowledged_survives_two_hundred_kills() {
    let place = Place::new();
    let file = place.file().display().to_string();
    let (mut state, mut next, mut all) = (0x5eed, 0, 0);
    let mut rounds_cut_short = 0;
    // And more of them if the disk is slow, until enough was acknowledged.
    for round in 0.. {
        if round >= 200 && all > 200 {
            break;
        }
        assert!(round < 2_000, "{all} networks");
        let mut writer =
            worker(&["write", &file, &next.to_string(), "60"]).stdout(Stdio::piped()).spawn().unwrap();
        std::thread::sleep(Duration::from_micros(chance(&mut state) % 40_000));
        // SIGKILL: it can do nothing about it.
        writer.kill().unwrap();
        let numbers = acknowledged(&mut writer);
        writer.wait().unwrap();
        rounds_cut_short += usize::from(numbers.len() < 60);
        let store = SqliteStore::open(&file).unwrap();
        for number in &numbers {
            let network = numbered(*number);
            let found = store.get(network.fingerprint()).unwrap();
            assert_eq!(found, Some(network), "number {number}, round {round}");
        }
        all += numbers.len();
        next = numbers.last().map_or(next, |last| last + 1);
    }
    assert!(rounds_cut_short > 100 && all > 200, "{rounds_cut_short} kills, {all} networks");
    let store = SqliteStore::open(&file).unwrap();
    assert_eq!(store.verify().unwrap(), []);
    for number in 0..next {
        let network = numbered(number);
        assert_eq!(store.get(network.fingerprint()).unwrap(), Some(network));
    }
    // One more may have been written in each round without being acknowledged.
    let all: Vec<Fingerprint> = store.iter().map(|entry| entry.unwrap().fingerprint).collect();
    all.iter().for_each(|fingerprint| assert!(store.get(*fingerprint).unwrap().is_some()));
    let count = all.len();
    assert!((next as usize..=next as usize + 1).contains(&count), "{count} of {next}");
}

#[test]
fn four_writers_and_four_readers_at_once() {
    let place = Place::new();
    let file = place.file().display().to_string();
    let seconds = std::env::var("SEMNET_SECONDS").unwrap_or_default();
    let seconds = if seconds.is_empty() { 2 } else { seconds.parse().unwrap() };
    let end = Instant::now() + Duration::from_secs(seconds);
    let mut readers: Vec<Child> = (0..4)
        .map(|_| worker(&["read", &file]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap())
        .collect();
    let mut next = 0;
    let mut expected = BTreeSet::new();
    // Half of each writer's numbers are the next one's too.
    while next == 0 || Instant::now() < end {
        let firsts: Vec<u64> = (0..4).map(|writer| next + writer * 20).collect();
        let mut writers: Vec<Child> = firsts
            .iter()
            .map(|first| {
                worker(&["write", &file, &first.to_string(), "40"]).stdout(Stdio::piped()).spawn().unwrap()
            })
            .collect();
        for (writer, first) in writers.iter_mut().zip(firsts) {
            assert_eq!(acknowledged(writer), (first..first + 40).collect::<Vec<u64>>());
            assert!(writer.wait().unwrap().success());
            expected.extend(first..first + 40);
        }
        next += 100;
    }
    for reader in &mut readers {
        drop(reader.stdin.take());
        let rounds = acknowledged(reader);
        assert!(reader.wait().unwrap().success());
        // It has compared each of them with the one before.
        assert!(rounds[0] >= 2);
    }
    let store = SqliteStore::open(&file).unwrap();
    assert_eq!(store.verify().unwrap(), []);
    let found: BTreeSet<Fingerprint> = store.iter().map(|entry| entry.unwrap().fingerprint).collect();
    assert_eq!(found, expected.iter().map(|number| numbered(*number).fingerprint()).collect());
}

/// On a disk of 6 MB in memory, in a separate namespace of the kernel in which it can be mounted.
#[test]
fn a_full_disk_is_said_and_takes_nothing() {
    let place = Place::new();
    let folder = place.0.display().to_string();
    let script = "mount -t tmpfs -o size=6m semnet \"$1\" && exec \"$2\" fill \"$1\"";
    let mounted = |script: &str| {
        let mut command = Command::new("unshare");
        command.args(["--user", "--map-root-user", "--mount", "sh", "-c", script, "sh", &folder]);
        command.arg(env!("CARGO_BIN_EXE_store-worker")).output()
    };
    let can_mount = mounted("mount -t tmpfs -o size=6m semnet \"$1\"").is_ok_and(|run| run.status.success());
    if !can_mount {
        // Exported past the harness, which would keep it to itself.
        let _ = std::io::Write::write_all(
            &mut std::io::stderr(),
            b"skipped: a full disk; it needs Linux, and `unshare --user --mount`\n",
        );
        return;
    }
    let run = mounted(script).unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

#[cfg(unix)]
mod sealed {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;

    use super::*;

    /// Runs the worker as a user without all rights, and returns its output.
    fn read(place: &Place, count: u64) -> (Option<i32>, String) {
        let is_root = place.0.metadata().unwrap().uid() == 0;
        // A place where other users may run it. Another process copies it, because a file that this one
        // writes is busy while another thread starts a process.
        let room = Place::new();
        let program = room.0.join("worker");
        let copied = Command::new("cp").arg(env!("CARGO_BIN_EXE_store-worker")).arg(&program).status();
        assert!(copied.unwrap().success());
        let mut command = Command::new(&program);
        command.args(["sealed", place.file().to_str().unwrap(), &count.to_string()]);
        if is_root {
            command.uid(65_534).gid(65_534);
        }
        let run = command.output().unwrap();
        assert_eq!(String::from_utf8_lossy(&run.stderr), "");
        (run.status.code(), String::from_utf8(run.stdout).unwrap())
    }

    fn set(path: &Path, mode: u32) {
        set_permissions(path, Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn a_file_that_may_not_be_written_can_be_read() {
        let place = filled(5);
        let before = std::fs::read(place.file()).unwrap();
        // The file alone, and then its folder too.
        for folder in [0o777, 0o555] {
            set(&place.file(), 0o444);
            set(&place.0, folder);
            let (status, said) = read(&place, 5);
            set(&place.0, 0o777);
            assert_eq!(status, Some(0), "{said}");
            assert!(said.contains("name another file, or change its permissions"), "{said}");
            for beside in ["-wal", "-shm"] {
                let _ = std::fs::remove_file(format!("{}{beside}", place.file().display()));
            }
        }
        assert_eq!(std::fs::read(place.file()).unwrap(), before);

        // A process with write access has it open, and its additions are still only in the journal.
        set(&place.file(), 0o644);
        let store = SqliteStore::open(place.file()).unwrap();
        store.add(&numbered(5)).unwrap();
        set(&place.0, 0o555);
        let (status, said) = read(&place, 6);
        assert_eq!(status, Some(0), "{said}");

        // A journal that no process has open, in a folder in which no file may be created.
        set(&place.0, 0o755);
        let copy = Place::new();
        for end in ["", "-wal"] {
            let from = format!("{}{end}", place.file().display());
            std::fs::copy(from, format!("{}{end}", copy.file().display())).unwrap();
        }
        set(&copy.0, 0o555);
        let (status, said) = read(&copy, 6);
        set(&copy.0, 0o755);
        assert_eq!(status, Some(3), "{said}");
        assert!(said.contains("copy both files to a writable directory"), "{said}");
        let store = SqliteStore::open(copy.file()).unwrap();
        assert_eq!(store.iter().count(), 6);
    }
}

/// Networks that can still be opened equal the added ones; others are named, or the error for the file gives
/// advice. Returns how many opened.
fn look(file: &Path, networks: &[Network]) -> usize {
    let store = match SqliteStore::open(file) {
        Ok(store) => store,
        Err(error) => {
            assert!(says_what_to_do(&error), "{error}");
            return 0;
        }
    };
    let mut opened = 0;
    for network in networks {
        match store.get(network.fingerprint()) {
            Ok(Some(found)) => {
                assert_eq!(&found, network);
                opened += 1;
            }
            Ok(None) => {}
            Err(error) => assert!(says_what_to_do(&error), "{error}"),
        }
    }
    for entry in store.iter() {
        if let Err(error) = entry {
            assert!(says_what_to_do(&error), "{error}");
        }
    }
    // A check of the whole store reports every change.
    let is_listed = |network: &Network| {
        let all = store.entries(network.fingerprint()..=network.fingerprint(), 2);
        let asking = store.find_by_question(network.question(), 9);
        all.is_ok_and(|all| {
            all.len() == 1 && all[0].title == network.title() && all[0].question == network.question()
        }) && asking.is_ok_and(|found| found.iter().any(|entry| entry.fingerprint == network.fingerprint()))
    };
    if opened < networks.len() || !networks.iter().all(is_listed) {
        let damaged = store.iter().any(|entry| match entry {
            Ok(entry) => match store.get(entry.fingerprint) {
                Ok(Some(network)) => network.question() != entry.question || network.title() != entry.title,
                _ => true,
            },
            Err(_) => true,
        });
        assert!(damaged || store.verify().map_or(true, |faults| !faults.is_empty()), "nothing was noticed");
    }
    opened
}

fn says_what_to_do(error: &StoreError) -> bool {
    match error {
        StoreError::Corrupt { .. } => error.to_string().contains("adding it again"),
        StoreError::Foreign { .. } => error.to_string().contains("name another file"),
        StoreError::Newer { .. } => error.to_string().contains("open it with a newer semnet"),
        error => error.to_string().contains("salvage"),
    }
}

/// The number of networks that can still be read, each unchanged.
fn salvage(file: &Path, networks: &[Network]) -> usize {
    let left = match SqliteStore::salvage(file) {
        Ok(left) => left,
        Err(error) => {
            assert!(says_what_to_do(&error) || matches!(error, StoreError::Unavailable { .. }), "{error}");
            return 0;
        }
    };
    let found: BTreeSet<Fingerprint> =
        left.filter_map(Result::ok).map(|network| network.fingerprint()).collect();
    assert!(found.iter().all(|found| networks.iter().any(|network| network.fingerprint() == *found)));
    found.len()
}

#[test]
fn a_changed_byte_loses_no_other_network() {
    const COUNT: u64 = 20;
    let place = filled(COUNT);
    let networks: Vec<Network> = (0..COUNT).map(numbered).collect();
    let whole = std::fs::read(place.file()).unwrap();
    let (mut state, mut opened, mut lost) = (0xbad, 0, 0);
    for _ in 0..300 {
        let mut bytes = whole.clone();
        let place_in_file = (chance(&mut state) % whole.len() as u64) as usize;
        bytes[place_in_file] ^= 1 << (chance(&mut state) % 8);
        std::fs::write(place.file(), &bytes).unwrap();
        let found = look(&place.file(), &networks);
        opened += found;
        lost += usize::from(found < networks.len());
    }
    // Most bytes belong to one network or to an index.
    assert!(lost > 20, "{lost} of 300 changes hit a network");
    assert!(opened > 300 * 20 * 9 / 10, "{opened} of 6,000 networks opened");
    std::fs::write(place.file(), &whole).unwrap();
    assert_eq!(look(&place.file(), &networks), 20);
}

/// Makes a page unreadable: the one of this kind (its first byte in SQLite) that contains these bytes.
fn tear(file: &Path, kind: u8, bytes: &[u8]) {
    let mut all = std::fs::read(file).unwrap();
    let is_wanted =
        |page: &&mut [u8]| page[0] == kind && page.windows(bytes.len()).any(|window| window == bytes);
    all.chunks_mut(4_096).find(is_wanted).unwrap()[0] = 0xff;
    std::fs::write(file, all).unwrap();
}

/// How the row of a network in the list begins, which the other indexes by fingerprint do not have: a header
/// of 3 bytes, the type of 32 bytes, the type of a row number, and the fingerprint.
fn row_of_list(file: &Path, fingerprint: Fingerprint) -> Vec<u8> {
    let all = std::fs::read(file).unwrap();
    let row = |number_type: u8| [&[3, 0x4c, number_type], fingerprint.as_bytes().as_slice()].concat();
    (1..=9).map(row).find(|row| all.windows(row.len()).any(|window| window == row)).unwrap()
}

const LEAF_OF_TABLE: u8 = 0x0d;
const LEAF_OF_INDEX: u8 = 0x0a;

#[test]
fn a_page_of_the_table_that_cannot_be_read_hides_no_name() {
    let place = filled(300);
    let networks: Vec<Network> = (0..300).map(numbered).collect();
    let victim = &networks[150];
    tear(&place.file(), LEAF_OF_TABLE, victim.question().as_bytes());
    let store = SqliteStore::open(place.file()).unwrap();
    let entries: Vec<_> = store.iter().map(|entry| entry.unwrap()).collect();
    let expected: BTreeSet<Fingerprint> = networks.iter().map(Network::fingerprint).collect();
    assert!(entries.iter().map(|entry| entry.fingerprint).eq(expected));
    let mut lost = 0;
    for network in &networks {
        let entry = entries.iter().find(|entry| entry.fingerprint == network.fingerprint()).unwrap();
        match store.get(network.fingerprint()) {
            Ok(found) => {
                assert_eq!(found.as_ref(), Some(network));
                assert_eq!((&*entry.question, &*entry.title), (network.question(), network.title()));
            }
            Err(StoreError::Corrupt { .. }) => {
                lost += 1;
                assert_eq!((&*entry.question, &*entry.title), ("", ""));
            }
            Err(error) => panic!("{error}"),
        }
    }
    assert!((1..30).contains(&lost), "{lost}");
    assert!(!store.verify().unwrap().is_empty());
}

#[test]
fn behind_a_torn_page_of_the_list_it_goes_on() {
    const COUNT: u64 = 1_500;
    let place = filled(COUNT);
    let mut all: Vec<Fingerprint> = (0..COUNT).map(|number| numbered(number).fingerprint()).collect();
    all.sort_unstable();
    // In the middle, at the beginning, and at the end.
    for (torn, victim) in [all[700], all[0], all[1_499]].into_iter().enumerate() {
        tear(&place.file(), LEAF_OF_INDEX, &row_of_list(&place.file(), victim));
        let store = SqliteStore::open(place.file()).unwrap();
        let (mut listed, mut gaps) = (Vec::new(), Vec::new());
        for entry in store.iter() {
            match entry {
                Ok(entry) => listed.push(entry.fingerprint),
                Err(StoreError::PartialListing { after, next, message, .. }) => {
                    assert!(message.contains("salvage FILE"), "{message}");
                    // The error names the place.
                    assert_eq!(listed.last().copied(), after);
                    gaps.push((after, next));
                }
                Err(error) => panic!("{error}"),
            }
        }
        assert_eq!(gaps.len(), torn + 1, "{gaps:?}");
        assert!(listed.is_sorted() && listed.iter().all(|found| all.contains(found)));
        let lost: Vec<_> = all.iter().filter(|one| !listed.contains(one)).collect();
        assert!(lost.contains(&&victim) && lost.len() < 150 * gaps.len(), "{} lost", lost.len());
        let is_in = |one: &Fingerprint, (after, next): &(Option<Fingerprint>, Option<Fingerprint>)| {
            after.is_none_or(|after| after < *one) && next.is_none_or(|next| *one < next)
        };
        assert!(
            lost.iter().all(|one| gaps.iter().any(|gap| is_in(one, gap))),
            "what is missing is within what is told"
        );
        // A range that ends before the unreadable place, or begins after it, is complete.
        if let Some(after) = gaps[0].0 {
            assert!(
                store
                    .entries(all[0]..=after, 2_000)
                    .is_ok_and(|found| found.last().unwrap().fingerprint == after)
            );
        }
    }
}

#[test]
fn a_file_that_was_cut_off_gives_what_is_left() {
    const COUNT: u64 = 60;
    let place = filled(COUNT);
    let networks: Vec<Network> = (0..COUNT).map(numbered).collect();
    let whole = std::fs::read(place.file()).unwrap();
    let mut state = 0xc07;
    let mut salvaged = 0;
    for _ in 0..60 {
        let length = chance(&mut state) % whole.len() as u64;
        std::fs::write(place.file(), &whole[..length as usize]).unwrap();
        look(&place.file(), &networks);
        salvaged += salvage(&place.file(), &networks);
    }
    assert!(salvaged > networks.len() * 60 / 3, "{salvaged} of {}", networks.len() * 60);
    // Of a file that is whole, all is there.
    std::fs::write(place.file(), &whole).unwrap();
    assert_eq!(salvage(&place.file(), &networks), networks.len());
    // Nothing at all is a store that is new.
    std::fs::write(place.file(), b"").unwrap();
    let store = SqliteStore::open(place.file()).unwrap();
    assert_eq!(store.iter().count(), 0);
}
