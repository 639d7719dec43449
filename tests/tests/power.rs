//! Losses of power, simulated: whatever a disk may lose of what was not synced, what was acknowledged is
//! there.
//!
//! `SEMNET_CUTS=10000 cargo test -p semnet-tests --test power` makes as many cuts. Linux and `cc` only.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use semnet_core::Store;
use semnet_core::store::{SqliteStore, StoreExt};
use semnet_tests::power::{Disk, Op, lay_out, planted, read};
use semnet_tests::stores::Place;
use semnet_tests::worker::numbered;

/// The operations of `store-worker power`, with its folder; `None` if it cannot be traced.
fn trace() -> Option<(Vec<Op>, PathBuf)> {
    let place = Place::new();
    let (program, log) = (place.0.join("trace.so"), place.0.join("log"));
    let folder = place.0.join("stores");
    std::fs::create_dir(&folder).unwrap();
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/power/trace.c");
    let cc =
        Command::new("cc").args(["-shared", "-fPIC", "-o"]).arg(&program).arg(source).arg("-ldl").output();
    if !cfg!(target_os = "linux") || !cc.is_ok_and(|cc| cc.status.success()) {
        // Written past the harness, which would keep it to itself.
        let _ = std::io::Write::write_all(
            &mut std::io::stderr(),
            b"skipped: losses of power; they need Linux and cc\n",
        );
        return None;
    }
    let run = Command::new(env!("CARGO_BIN_EXE_store-worker"))
        .args(["power", folder.to_str().unwrap()])
        .env("LD_PRELOAD", &program)
        .env("TRACE_FOLDER", &folder)
        .env("TRACE_LOG", &log)
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let ops = read(&std::fs::read(&log).unwrap());
    // The program's files equal those of the model: the trace is complete.
    let mut disk = Disk::default();
    ops.iter().for_each(|op| disk.apply(op));
    let names: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    let all = disk.everything();
    assert_eq!(names.len(), all.len());
    for (path, bytes) in all {
        assert!(std::fs::read(&path).unwrap() == bytes, "{}", path.display());
    }
    Some((ops, folder))
}

/// The loss by a cut after this many operations, if any.
fn lost(
    disk: &Disk,
    acknowledged: &[(String, u64)],
    folder: &Path,
    seed: u64,
    thoroughly: bool,
) -> Option<String> {
    let place = Place::new();
    lay_out(&disk.after_cut(seed), folder, &place.0);
    let mut stores: BTreeMap<&str, SqliteStore> = BTreeMap::new();
    for (file, number) in acknowledged {
        if !stores.contains_key(file.as_str()) {
            match SqliteStore::open_existing(place.0.join(file)) {
                Ok(store) => drop(stores.insert(file, store)),
                Err(error) => return Some(error.to_string()),
            }
        }
        let network = numbered(*number);
        match stores[file.as_str()].get(network.fingerprint()) {
            Ok(Some(found)) if found == network => {}
            Ok(_) => return Some(format!("number {number} of {file} is gone")),
            Err(error) => return Some(error.to_string()),
        }
    }
    for store in stores.values().filter(|_| thoroughly) {
        match store.verify() {
            Ok(faults) if faults.is_empty() => {}
            Ok(faults) => return Some(format!("{faults:?}")),
            Err(error) => return Some(error.to_string()),
        }
    }
    // It can be added to.
    let more = numbered(1_000_000 + seed);
    for store in stores.values().take(1) {
        if let Err(error) = store.add(&more) {
            return Some(error.to_string());
        }
    }
    None
}

/// This many cuts, evenly distributed over the trace; returns the first loss.
fn first_loss(ops: &[Op], folder: &Path, cuts: usize) -> Option<String> {
    let (mut disk, mut acknowledged) = (Disk::default(), Vec::new());
    let mut made = 0;
    for (place, op) in ops.iter().enumerate() {
        disk.apply(op);
        if let Op::Acknowledge(text) = op {
            for line in text.lines() {
                let (file, number) = line.split_once(' ').unwrap();
                acknowledged.push((file.to_owned(), number.parse().unwrap()));
            }
        }
        while made * ops.len() < cuts * (place + 1) {
            if let Some(lost) = lost(&disk, &acknowledged, folder, made as u64, made % 20 == 0) {
                return Some(format!("operation {place}, seed {made}: {lost}"));
            }
            made += 1;
        }
    }
    None
}

#[test]
fn what_was_acknowledged_survives_losses_of_power() {
    let Some((ops, folder)) = trace() else { return };
    let count = |wanted: fn(&Op) -> bool| ops.iter().filter(|op| wanted(op)).count();
    assert!(count(|op| matches!(op, Op::Acknowledge(_))) > 50);
    assert!(count(|op| matches!(op, Op::Sync(_))) > 50);
    let cuts = std::env::var("SEMNET_CUTS").unwrap_or_default();
    let cuts = if cuts.is_empty() { 200 } else { cuts.parse().unwrap() };
    assert_eq!(first_loss(&ops, &folder, cuts), None);
    for bug in [
        "the journal is not synced",
        "the database is not synced",
        "folders are not synced",
        "it syncs before it writes",
        "it acknowledges before it commits",
        "the disk says that it has synced and has not, now and then",
    ] {
        let found = first_loss(&planted(bug, &ops), &folder, 1_000);
        assert!(found.is_some(), "{bug}: nothing was lost, so that this test would not see it");
    }
}
