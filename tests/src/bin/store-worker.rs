//! A separate process that uses a store, for tests that kill it, run several, or run it where it may not
//! write.
//!
//!     store-worker write FILE FIRST COUNT     adds numbered networks, and prints each number once it is
//! acknowledged     store-worker read FILE                  lists and reads all, again and again, until its
//! standard input ends     store-worker fill FOLDER                adds until the disk of FOLDER is full,
//! makes room, and goes on     store-worker power FOLDER               adds, imports, copies, salvages and
//! rebuilds in stores of FOLDER, and prints                                             STORE NUMBER of each
//! network once it is acknowledged     store-worker sealed FILE COUNT          reads a file that may not be
//! written, and tries to add to it     store-worker find FILE NUMBER          looks a large network up by its
//! words and concepts, and along a path

use std::io::{Read, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use semnet_core::Store;
use semnet_core::query_bar::Query;
use semnet_core::store::{Recovered, SqliteStore, StoreError, StoreExt, StoreRecords};
use semnet_core::words::SearchOptions;
use semnet_tests::worker::{LARGE, find, numbered};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["write", file, first, count] => write(file, first.parse().unwrap(), count.parse().unwrap()),
        ["read", file] => read(file),
        ["fill", folder] => fill(Path::new(folder)),
        ["power", folder] => power(Path::new(folder)),
        ["sealed", file, count] => sealed(file, count.parse().unwrap()),
        ["find", file, number] => find(&SqliteStore::open_existing(file).unwrap(), number.parse().unwrap()),
        _ => panic!("the first lines of this program say how to call it"),
    }
}

fn write(file: &str, first: u64, count: u64) {
    let store = SqliteStore::open(file).unwrap();
    let mut out = std::io::stdout().lock();
    for number in first..first + count {
        store.add(&numbered(number)).unwrap();
        writeln!(out, "{number}").and_then(|()| out.flush()).unwrap();
    }
}

fn read(file: &str) {
    static ENOUGH: AtomicBool = AtomicBool::new(false);
    std::thread::spawn(|| {
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        ENOUGH.store(true, Ordering::Relaxed);
    });
    let (mut rounds, mut before) = (0, 0);
    while rounds < 2 || !ENOUGH.load(Ordering::Relaxed) {
        let store = SqliteStore::open(file).unwrap();
        let mut count = 0;
        for entry in store.iter() {
            let entry = entry.unwrap();
            let network = store.get(entry.fingerprint).unwrap().expect("it was listed");
            assert_eq!(network.title(), entry.title);
            count += 1;
        }
        assert!(count >= before, "a store never loses anything");
        (rounds, before) = (rounds + 1, count);
    }
    println!("{rounds}");
}

fn fill(folder: &Path) {
    let ballast = folder.join("ballast");
    std::fs::write(&ballast, vec![1; 1 << 20]).unwrap();
    let file = folder.join("store");
    let store = SqliteStore::open(&file).unwrap();
    let add = |from: u64| -> (u64, StoreError) {
        (from..).find_map(|number| Some((number, store.add(&numbered(number)).err()?))).unwrap()
    };
    let all_are_there = |count: u64| {
        for number in 0..count {
            let network = numbered(number);
            assert_eq!(store.get(network.fingerprint()).unwrap(), Some(network), "{number}");
        }
        assert_eq!(store.iter().count() as u64, count);
        assert_eq!(store.verify().unwrap(), []);
    };
    let (count, error) = add(0);
    println!("{count} networks, then: {error}");
    assert!(count > 100);
    assert!(error.to_string().ends_with("nothing was added; make room and try again"), "{error}");
    all_are_there(count);
    // Still full, and still said.
    assert!(store.add(&numbered(count)).is_err());
    // Another process finds the same.
    let other = SqliteStore::open(&file).unwrap();
    assert_eq!(other.iter().count() as u64, count);
    drop(other);
    std::fs::remove_file(&ballast).unwrap();
    let (more, _) = add(count);
    println!("{more} networks after making room");
    assert!(more > count + 100);
    all_are_there(more);
}

fn power(folder: &Path) {
    let open = |name: &str| SqliteStore::open(folder.join(name)).unwrap();
    let say = |name: &str, numbers: std::ops::Range<u64>| {
        let lines: String = numbers.map(|number| format!("{name} {number}\n")).collect();
        std::io::stdout().lock().write_all(lines.as_bytes()).unwrap();
    };
    let all = |numbers: std::ops::Range<u64>| numbers.map(numbered).collect::<Vec<_>>();
    let store = open("a");
    for number in 0..90 {
        store.add(&numbered(number)).unwrap();
        say("a", number..number + 1);
    }
    // The last one to close it moves the journal into the database.
    drop(store);
    let store = open("a");
    store.add_all(&all(90..110)).unwrap();
    say("a", 90..110);
    store.put("source", numbered(0).fingerprint(), b"What was read.").unwrap();
    let copy = open("b");
    for number in 0..20 {
        let network = store.get(numbered(number).fingerprint()).unwrap().unwrap();
        copy.add(&network).unwrap();
        say("b", number..number + 1);
    }
    let left: Vec<_> = SqliteStore::salvage(folder.join("a")).unwrap().map(Result::unwrap).collect();
    assert_eq!(left.len(), 110);
    open("c").add_all(&left).unwrap();
    say("c", 0..110);
    store.rebuild().unwrap();
    store.add(&numbered(110)).unwrap();
    say("a", 110..111);
    // A large one is acknowledged before it is in the indexes, and so are later ones.
    for number in [LARGE, 111] {
        store.add(&numbered(number)).unwrap();
        say("a", number..number + 1);
    }
    assert!(!store.index_pending().unwrap());
    store.add(&numbered(112)).unwrap();
    say("a", 112..113);
}

fn sealed(file: &str, count: u64) {
    let store = match SqliteStore::open(file) {
        Ok(store) => store,
        Err(error) => {
            println!("{error}");
            std::process::exit(3);
        }
    };
    for number in 0..count {
        let network = numbered(number);
        let bar: Query = network.hashtag().to_string().parse().unwrap();
        assert_eq!(store.recover(&bar).unwrap(), Recovered::Network(network), "{number}");
    }
    assert_eq!(store.iter().count() as u64, count);
    assert!(!store.search("findings", &SearchOptions::default()).unwrap().is_empty());
    assert_eq!(store.find_by_question("what is known of number 1", 9).unwrap().len(), 1);
    assert!(!store.find_similar_questions("What is known of numbers", 9).unwrap().is_empty());
    assert_eq!(store.verify().unwrap(), []);
    let error = store.add(&numbered(count)).unwrap_err().to_string();
    assert!(error.contains("it is not writable"), "{error}");
    println!("{error}");
}
