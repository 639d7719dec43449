//! A store as one stream of JSON lines, and back.
//!
//! The first line identifies the format. Each other line has a network with its fingerprint, or a record. The
//! last line has their numbers and a digest of all fingerprints, so a missing, duplicated, changed or cut off
//! line is noticed.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;

use data_encoding::BASE64;
use indicatif::{ProgressBar, ProgressStyle};
use semnet_core::store::{StoreExt, check_record};
use semnet_core::{Fingerprint, Network, Store};
use serde::{Deserialize, Serialize};

use crate::output::tell;
use crate::progress::Waiting;
use crate::records::{self, and_records};
use crate::verify::{self, Opened, Progress, networks};

type Failure = Box<dyn std::error::Error>;

/// The version of the lines: 2 has a digest, 3 records, 4 a digest of all that a record is. A store without
/// records is written as version 2, which an older semnet reads.
const VERSION: u32 = 4;
const WITHOUT_RECORDS: u32 = 2;
const OBJECTS_ALONE: u32 = 3;

/// The longest line that is read, in bytes: the memory of a network is a multiple of it.
const LONGEST: u64 = 1 << 30;

/// The most bytes of the first line, which has a version and nothing else.
const LONGEST_HEAD: u64 = 1 << 12;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    #[serde(rename = "semnet export")]
    version: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line<N> {
    fingerprint: Fingerprint,
    network: N,
}

/// A record, with its object in Base64. Since version 3.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RecordLine {
    /// The kind.
    record: String,
    about: Fingerprint,
    object: Fingerprint,
    bytes: String,
}

impl RecordLine {
    /// The bytes of the object, checked against its fingerprint and its kind.
    fn verified(&self) -> Result<Vec<u8>, String> {
        let bytes = BASE64.decode(self.bytes.as_bytes()).map_err(|error| format!("bytes: {error}"))?;
        let found = Fingerprint::hash(&bytes);
        if found != self.object {
            return Err(format!(
                "the object does not match its line: its fingerprint is {found}; expected {}",
                self.object
            ));
        }
        check_record(&self.record, self.about, &bytes).map(|()| bytes).map_err(|error| error.to_string())
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct End {
    networks: u64,
    #[serde(default, skip_serializing_if = "is_zero")]
    records: u64,
    /// Since version 2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    digest: Option<Fingerprint>,
}

fn is_zero(number: &u64) -> bool {
    *number == 0
}

/// The digest of fingerprints in their order: each is hashed with the digest of those before it.
struct Digest(Fingerprint);

impl Digest {
    fn new() -> Digest {
        Digest(Fingerprint::hash(b""))
    }

    fn add(&mut self, fingerprint: Fingerprint) {
        self.0 = Fingerprint::hash(&[*self.0.as_bytes(), *fingerprint.as_bytes()].concat());
    }

    /// Adds a record, as the version of the lines has it.
    fn add_record(&mut self, version: u32, kind: &str, about: Fingerprint, object: Fingerprint) {
        if version > OBJECTS_ALONE {
            self.add(Fingerprint::hash(kind.as_bytes()));
            self.add(about);
        }
        self.add(object);
    }
}

/// Writes all intact networks and records; returns whether all are. Where the store stops answering, the last
/// line is missing.
pub(crate) fn export(store: &dyn Store, out: &mut impl Write) -> Result<bool, Failure> {
    let progress = Progress::new("export");
    let (mut count, mut all, mut digest) = (0, true, Digest::new());
    let has_records = match store.records() {
        Some(records) => !records.kinds()?.is_empty(),
        None => false,
    };
    line(out, &Head { version: if has_records { VERSION } else { WITHOUT_RECORDS } })?;
    for entry in store.iter() {
        let Some(fingerprint) = verify::listed(entry, &progress)? else {
            all = false;
            continue;
        };
        match verify::read(store, fingerprint)? {
            Opened::Whole(network) => {
                count += 1;
                digest.add(fingerprint);
                progress.at(fingerprint, count);
                line(out, &Line { fingerprint, network: &network })?;
            }
            Opened::Gone => {}
            Opened::Wrong(error) => {
                all = false;
                progress.beside(|| tell!("semnet: left out: {error}"));
            }
        }
    }
    let mut recorded = 0;
    records::each(store, &progress, |record| {
        match &record.bytes {
            Ok(bytes) => {
                recorded += 1;
                digest.add_record(VERSION, &record.kind, record.about, record.object);
                let bytes = BASE64.encode(bytes);
                let (about, object) = (record.about, record.object);
                line(out, &RecordLine { record: record.kind, about, object, bytes })?;
            }
            Err(problem) => {
                all = false;
                progress.beside(|| tell!("semnet: left out: {}", record.damaged(problem)));
            }
        }
        Ok(())
    })?;
    line(out, &End { networks: count, records: recorded, digest: Some(digest.0) })?;
    progress.end();
    Ok(all)
}

fn line(out: &mut impl Write, line: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    writeln!(out)
}

/// Adds the networks of a stream; returns whether it was complete and all of them are in the store. The store
/// is opened when the first line is that of an export.
pub(crate) fn import(
    file: &Path,
    open: impl FnOnce() -> Result<Box<dyn Store>, Failure>,
) -> Result<bool, Failure> {
    let (name, stream, progress) = stream(file)?;
    let mut lines = Lines { stream: BufReader::new(stream), buffer: Vec::new(), number: 0 };
    let head = lines.head().map_err(|error| format!("{name}: {error}"))?.unwrap_or_default();
    let version = match serde_json::from_slice(head) {
        Ok(Head { version: version @ 1..=VERSION }) => version,
        Ok(Head { version }) => {
            return Err(format!(
                "{name}: line 1: made by a newer semnet: version {version}; this one reads version {VERSION}"
            )
            .into());
        }
        Err(_) => {
            let expected =
                "line 1: expected {\"semnet export\":4}; `semnet add` reads networks in all formats";
            return Err(format!("{name}: {expected}").into());
        }
    };
    let store = open()?;
    let mut waiting = Waiting::at(store.as_ref());
    let (mut recorded, mut wrong) = (0u64, 0u64);
    let ended = add_all(&mut waiting, &mut lines, version, (&mut recorded, &mut wrong), &|message| {
        progress.suspend(|| tell!("semnet: {name}: {message}"));
    });
    // The networks before the line at which it was cut off are added, too.
    let ended = waiting.add().map_err(Failure::from).and(ended);
    progress.finish_and_clear();
    let lines_wrong = if wrong == 0 { String::new() } else { format!(", {wrong} lines with errors") };
    let of_records = and_records(recorded);
    tell!("semnet: {}, {} new{of_records}{lines_wrong}", networks(waiting.read), waiting.new);
    match ended {
        Ok(Some((end, _))) if (end.networks, end.records) != (waiting.read, recorded) => {
            let had = format!("{}{}", networks(end.networks), and_records(end.records));
            Err(format!("{name}: the export had {had}, and not all were imported").into())
        }
        Ok(Some((_, false))) => Err(format!(
            "{name}: the lines were changed since the export: one is missing and another is duplicated, one \
             was edited, or they are in another order; export again, and compare the files"
        )
        .into()),
        Ok(Some(_)) => Ok(wrong == 0),
        Ok(None) => {
            let number = lines.number;
            Err(format!("{name}: cut off after line {number}: the last line, {{\"networks\":…}}, is missing")
                .into())
        }
        Err(error) => {
            Err(format!("{name}: line {}: {error}; the networks counted above were added", lines.number)
                .into())
        }
    }
}

/// Adds line by line, and reports lines with errors. Returns the last line, and whether its digest is that of
/// the lines before it.
fn add_all(
    waiting: &mut Waiting<'_>,
    lines: &mut Lines<impl BufRead>,
    version: u32,
    (recorded, wrong): (&mut u64, &mut u64),
    tell: &dyn Fn(String),
) -> Result<Option<(End, bool)>, Failure> {
    let (mut end, mut came) = (None, Digest::new());
    while let Some(bytes) = lines.next()? {
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        if end.is_some() {
            return Err("expected nothing after the end".into());
        }
        let read = if bytes.len() as u64 > LONGEST {
            Err(format!("longer than {LONGEST} bytes"))
        } else {
            match serde_json::from_slice::<Line<Network>>(bytes) {
                Ok(Line { fingerprint, network }) if network.fingerprint() == fingerprint => Ok(network),
                Ok(Line { fingerprint, network }) => Err(format!(
                    "the network does not match its line: its fingerprint is {}; expected {fingerprint}",
                    network.fingerprint()
                )),
                Err(error) => {
                    if let Ok(last) = serde_json::from_slice::<End>(bytes) {
                        // Exports of the first version have none.
                        let is_whole = match last.digest {
                            Some(digest) => digest == came.0,
                            None => version < WITHOUT_RECORDS,
                        };
                        end = Some((last, is_whole));
                        continue;
                    }
                    if let Ok(record) = serde_json::from_slice::<RecordLine>(bytes) {
                        match record.verified() {
                            Ok(bytes) => {
                                came.add_record(version, &record.record, record.about, record.object);
                                waiting.put(&record.record, record.about, &bytes)?;
                                *recorded += 1;
                            }
                            Err(error) => {
                                *wrong += 1;
                                tell(format!("line {}: {error}", lines.number));
                            }
                        }
                        continue;
                    }
                    // The reader has only this line.
                    let place = format!(" at line {} column {}", error.line(), error.column());
                    Err(format!("column {}: {}", error.column(), error.to_string().replace(&place, "")))
                }
            }
        };
        match read {
            Ok(network) => {
                came.add(network.fingerprint());
                waiting.push(network)?;
            }
            Err(error) => {
                *wrong += 1;
                tell(format!("line {}: {error}", lines.number));
            }
        }
    }
    Ok(end)
}

/// Lines, one at a time in one buffer.
struct Lines<R> {
    stream: R,
    buffer: Vec<u8>,
    /// Of the line that was read last, counted from 1.
    number: u64,
}

impl<R: BufRead> Lines<R> {
    /// The first line; of one that is too long for it, the beginning.
    fn head(&mut self) -> io::Result<Option<&[u8]>> {
        let read = (&mut self.stream).take(LONGEST_HEAD).read_until(b'\n', &mut self.buffer)?;
        self.number += 1;
        Ok((read > 0).then_some(&self.buffer))
    }

    /// The next line; of one that is longer than the longest, the beginning, one byte longer.
    fn next(&mut self) -> io::Result<Option<&[u8]>> {
        self.buffer.clear();
        if (&mut self.stream).take(LONGEST + 1).read_until(b'\n', &mut self.buffer)? == 0 {
            return Ok(None);
        }
        self.number += 1;
        if self.buffer.len() as u64 > LONGEST && self.buffer.last() != Some(&b'\n') {
            self.stream.skip_until(b'\n')?;
        }
        Ok(Some(&self.buffer))
    }
}

/// The stream with its name, and how far it is, on a terminal.
fn stream(file: &Path) -> Result<(String, Box<dyn Read>, ProgressBar), Failure> {
    if file == Path::new("-") {
        return Ok(("standard input".into(), Box::new(io::stdin()), ProgressBar::hidden()));
    }
    let name = file.display().to_string();
    let opened = File::open(file).and_then(|file| Ok((file.metadata()?.len(), file)));
    let (length, file) = opened.map_err(|error| format!("{name}: {error}"))?;
    let style = ProgressStyle::with_template("import {bar:40} {percent}%, {eta} left");
    let progress =
        ProgressBar::new(length).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    let read = progress.wrap_read(file);
    Ok((name, Box::new(read), progress))
}
