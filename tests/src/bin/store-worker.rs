//! A process of its own at a store, for the tests to kill, to run beside others, and to run where it may not write.
//!
//!     store-worker write FILE FIRST COUNT     adds numbered networks, and prints each number once it is acknowledged
//!     store-worker read FILE                  lists and reads all, again and again, until its standard input ends
//!     store-worker fill FOLDER                adds until the disk of FOLDER is full, makes room, and goes on
//!     store-worker sealed FILE COUNT          reads a file that may not be written, and tries to add to it

use std::io::{Read, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use semnet_core::Store;
use semnet_core::query_bar::Query;
use semnet_core::store::{Recovered, SqliteStore, StoreError, StoreExt};
use semnet_core::words::SearchOptions;
use semnet_tests::worker::numbered;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["write", file, first, count] => write(file, first.parse().unwrap(), count.parse().unwrap()),
        ["read", file] => read(file),
        ["fill", folder] => fill(Path::new(folder)),
        ["sealed", file, count] => sealed(file, count.parse().unwrap()),
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
        assert_eq!(store.verify().unwrap(), Vec::<String>::new());
    };
    let (count, error) = add(0);
    println!("{count} networks, then: {error}");
    assert!(count > 100);
    assert!(error.to_string().ends_with("nothing was added, make room and try again"), "{error}");
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
    assert_eq!(store.verify().unwrap(), Vec::<String>::new());
    let error = store.add(&numbered(count)).unwrap_err().to_string();
    assert!(error.contains("it may not be written"), "{error}");
    println!("{error}");
}
