//! The files after a loss of power: synced writes are there, and of the rest anything may be.
//!
//! `tests/power/trace.c` records the writes of a program. A cut is a place in that trace. Each write before
//! it that was not synced may be there, missing or torn, in sectors of 512 bytes. A file that was created or
//! removed may still be missing or there until its folder is synced.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The unit that disks write completely.
const SECTOR: usize = 512;

/// One operation of a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Op {
    /// A file was created.
    Create(PathBuf),
    /// Bytes were written at a place.
    Write(PathBuf, usize, Vec<u8>),
    /// A file got another length.
    Truncate(PathBuf, usize),
    /// A file was synced.
    Sync(PathBuf),
    /// A folder was synced.
    SyncFolder(PathBuf),
    /// A file was removed.
    Remove(PathBuf),
    /// The program printed something: it acknowledged.
    Acknowledge(String),
}

/// Reads a trace.
pub fn read(trace: &[u8]) -> Vec<Op> {
    let (mut rest, mut ops) = (trace, Vec::new());
    while !rest.is_empty() {
        let end = rest.iter().position(|byte| *byte == b'\n').expect("a line");
        let line = std::str::from_utf8(&rest[..end]).expect("names in UTF-8").to_owned();
        rest = &rest[end + 1..];
        let mut words = line.split(' ');
        let (kind, mut word) = (words.next().unwrap_or_default(), || words.next().expect("another word"));
        let number = |word: &str| word.parse::<usize>().expect("a number");
        let mut take = |length: usize| {
            let (bytes, after) = rest.split_at(length);
            rest = after;
            bytes.to_vec()
        };
        ops.push(match kind {
            "C" => Op::Create(word().into()),
            "W" => {
                let (path, offset) = (word().into(), number(word()));
                Op::Write(path, offset, take(number(word())))
            }
            "T" => Op::Truncate(word().into(), number(word())),
            "S" => Op::Sync(word().into()),
            "D" => Op::SyncFolder(word().into()),
            "U" => Op::Remove(word().into()),
            "A" => Op::Acknowledge(String::from_utf8(take(number(word()))).expect("printed in UTF-8")),
            kind => panic!("a record of kind {kind}"),
        });
    }
    ops
}

/// A file, as the disk has it and as the program has it.
#[derive(Clone, Default, Debug)]
struct File {
    /// The synced bytes.
    safe: Vec<u8>,
    /// The later writes.
    pending: Vec<Op>,
}

/// The disk of a machine that may lose power.
#[derive(Clone, Default, Debug)]
pub struct Disk {
    /// As the program has them.
    names: BTreeMap<PathBuf, usize>,
    /// As of the last time that their folder was synced.
    safe_names: BTreeMap<PathBuf, usize>,
    files: Vec<File>,
}

impl Disk {
    /// Does one operation.
    pub fn apply(&mut self, op: &Op) {
        match op {
            Op::Create(path) => {
                self.files.push(File::default());
                self.names.insert(path.clone(), self.files.len() - 1);
            }
            Op::Write(path, ..) | Op::Truncate(path, _) => {
                if let Some(&number) = self.names.get(path) {
                    self.files[number].pending.push(op.clone());
                }
            }
            Op::Sync(path) => {
                if let Some(&number) = self.names.get(path) {
                    let file = &mut self.files[number];
                    for op in std::mem::take(&mut file.pending) {
                        change(&mut file.safe, &op, |_| true);
                    }
                }
            }
            Op::SyncFolder(_) => self.safe_names = self.names.clone(),
            Op::Remove(path) => {
                self.names.remove(path);
            }
            Op::Acknowledge(_) => {}
        }
    }

    /// All files as the program has them.
    pub fn everything(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let whole = |number: usize| {
            let mut bytes = self.files[number].safe.clone();
            self.files[number].pending.iter().for_each(|op| change(&mut bytes, op, |_| true));
            bytes
        };
        self.names.iter().map(|(path, &number)| (path.clone(), whole(number))).collect()
    }

    /// The files after a loss of power, chosen by a seed: some seeds lose everything that may be lost, some
    /// nothing, most a part of it.
    pub fn after_cut(&self, seed: u64) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let mut chance = move |of: u64| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state % of
        };
        // Of 4, how many writes survive; and whether folders are as they were synced.
        let survive = chance(5);
        let names = if chance(2) == 0 { &self.safe_names } else { &self.names };
        let mut left = BTreeMap::new();
        for (path, &number) in names {
            let file = &self.files[number];
            let mut bytes = file.safe.clone();
            for op in &file.pending {
                if chance(4) < survive {
                    let is_torn = survive < 4 && chance(3) == 0;
                    change(&mut bytes, op, |_| !is_torn || chance(2) == 0);
                }
            }
            left.insert(path.clone(), bytes);
        }
        left
    }
}

/// Writes or cuts, sector by sector, those that survive.
fn change(bytes: &mut Vec<u8>, op: &Op, mut survives: impl FnMut(usize) -> bool) {
    match op {
        Op::Write(_, offset, written) => {
            let mut from = 0;
            while from < written.len() {
                let sector = (offset + from) / SECTOR;
                let to = written.len().min((sector + 1) * SECTOR - offset);
                if survives(sector) {
                    if bytes.len() < offset + to {
                        bytes.resize(offset + to, 0);
                    }
                    bytes[offset + from..offset + to].copy_from_slice(&written[from..to]);
                }
                from = to;
            }
        }
        Op::Truncate(_, length) if survives(0) => bytes.resize(*length, 0),
        _ => {}
    }
}

/// Copies the remains of a folder into another one.
pub fn lay_out(left: &BTreeMap<PathBuf, Vec<u8>>, from: &Path, to: &Path) {
    for (path, bytes) in left {
        if let Ok(name) = path.strip_prefix(from) {
            std::fs::write(to.join(name), bytes).expect("a folder to write to");
        }
    }
}

/// A bug that a program, a file system or a disk may have: the same trace with that bug.
pub fn planted(bug: &str, ops: &[Op]) -> Vec<Op> {
    let is_journal = |path: &Path| path.to_string_lossy().ends_with("-wal");
    let mut ops = ops.to_vec();
    match bug {
        "the journal is not synced" => ops.retain(|op| !matches!(op, Op::Sync(path) if is_journal(path))),
        "the database is not synced" => ops.retain(|op| !matches!(op, Op::Sync(path) if !is_journal(path))),
        "folders are not synced" => ops.retain(|op| !matches!(op, Op::SyncFolder(_))),
        "it syncs before it writes" => {
            for place in 1..ops.len() {
                if matches!(&ops[place], Op::Sync(path) if is_journal(path)) {
                    let mut first = place;
                    while first > 0 && matches!(&ops[first - 1], Op::Write(..)) {
                        first -= 1;
                    }
                    ops[first..=place].rotate_right(1);
                }
            }
        }
        "it acknowledges before it commits" => {
            for place in 1..ops.len() {
                if matches!(ops[place], Op::Acknowledge(_)) {
                    let mut first = place;
                    while first > 0 && !matches!(&ops[first - 1], Op::Acknowledge(_)) {
                        first -= 1;
                    }
                    ops[first..=place].rotate_right(1);
                }
            }
        }
        "the disk says that it has synced and has not, now and then" => {
            let mut number = 0;
            ops.retain(|op| {
                number += usize::from(matches!(op, Op::Sync(_)));
                !matches!(op, Op::Sync(_)) || number % 5 != 0
            });
        }
        bug => panic!("there is no bug {bug}"),
    }
    ops
}
