//! Resolves the INPUT of a command to a network.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use semnet_core::change::Revision;
use semnet_core::format::{Format, ImportOptions, OpenError, OpenOptions, Skipped};
use semnet_core::network::FingerprintPrefix;
use semnet_core::query_bar::Query;
use semnet_core::store::{Recovered, StoreExt, StoreRecordsExt, Suggestion, Typo};
use semnet_core::{Fingerprint, Network};

use crate::clock;
use crate::files;
use crate::output::{column, tell};
use crate::stores::Lookup;

type Failure = Box<dyn std::error::Error>;

/// The form of a file is detected in this many bytes.
const BEGINNING: u64 = 1 << 20;

/// How files are to be read.
#[derive(Args, Default)]
pub(crate) struct Reading {
    /// The format of the files, if it is not detected correctly
    #[arg(long = "from", value_name = "FORMAT")]
    from_format: Option<Format>,
    /// The question for files that have none [default: the file's name, except for semnet's own JSON]
    #[arg(long, value_name = "TEXT")]
    question: Option<String>,
    /// The language of labels and texts, if a file has several; labels in the others become aliases
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// A table with the ids and labels of the nodes in a list of edges (repeatable)
    #[arg(long, value_name = "FILE")]
    labels: Vec<PathBuf>,
}

impl Reading {
    /// Reads a network from a file; `-` is standard input. The error names the file.
    pub(crate) fn read(&self, path: &Path) -> Result<Network, Failure> {
        self.read_from(path, &ProgressBar::hidden())
    }

    /// The same, showing on a terminal how far it is.
    pub(crate) fn read_showing(&self, path: &Path) -> Result<Network, Failure> {
        let style = ProgressStyle::with_template("read {bar:40} {bytes} of {total_bytes}, {eta} left");
        let length = std::fs::metadata(path).map_or(0, |found| found.len());
        let bar = if length == 0 { ProgressBar::hidden() } else { ProgressBar::new(length) };
        let bar = bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        let network = self.read_from(path, &bar);
        bar.finish_and_clear();
        network
    }

    fn read_from(&self, path: &Path, bar: &ProgressBar) -> Result<Network, Failure> {
        if path.is_dir() {
            return self.read_notes(path);
        }
        let (name, input) = input(path)?;
        let read = self.parse(bar.wrap_read(input), path);
        let (network, skipped) = read.map_err(|error| format!("{name}: {error}"))?;
        Reading::tell(&name, &skipped, bar);
        Ok(network)
    }

    fn tell(name: &str, skipped: &Skipped, bar: &ProgressBar) {
        if !skipped.is_nothing() {
            let message = format!("semnet: {name}: skipped, because a network cannot contain it: {skipped}");
            bar.suspend(|| tell!("{message}"));
        }
    }

    /// Reads a folder of notes in Markdown.
    fn read_notes(&self, folder: &Path) -> Result<Network, Failure> {
        let mut notes = Vec::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(next) = folders.pop() {
            let here = |error: io::Error| format!("{}: {error}", next.display());
            for entry in std::fs::read_dir(&next).map_err(here)? {
                let entry = entry.map_err(here)?;
                let (path, kind) = (entry.path(), entry.file_type().map_err(here)?);
                // Settings of the programs that keep the folder begin with a full stop.
                if kind.is_dir() && !entry.file_name().to_string_lossy().starts_with('.') {
                    folders.push(path);
                } else if kind.is_file() && path.extension().is_some_and(|end| end.eq_ignore_ascii_case("md"))
                {
                    let within = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy();
                    notes.push((within.replace(std::path::MAIN_SEPARATOR, "/"), text(&path)?));
                }
            }
        }
        if notes.is_empty() {
            return Err(format!("{}: this folder has no notes (.md files)", folder.display()).into());
        }
        notes.sort_unstable();
        let name = folder.file_name().map(|name| name.to_string_lossy());
        let question = self.question.as_deref().or(name.as_deref()).unwrap_or("notes");
        let options = ImportOptions::default().question(question);
        let notes = notes.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        let read = Network::from_notes(notes, &options)?;
        Reading::tell(&folder.display().to_string(), &read.skipped, &ProgressBar::hidden());
        Ok(read.network)
    }

    fn parse(&self, mut input: impl Read, path: &Path) -> Result<(Network, Skipped), Failure> {
        let mut beginning = Vec::new();
        let read = input.by_ref().take(BEGINNING).read_to_end(&mut beginning);
        read.map_err(|error| format!("cannot be read: {error}"))?;
        let stem = path.file_stem().map(|stem| stem.to_string_lossy()).filter(|stem| stem != "-");
        let labels = self.labels.iter().map(|path| text(path)).collect::<Result<Vec<_>, _>>()?;
        let name = path.to_string_lossy();
        // In semnet's own form, the question is required; the name of a file would be a poor one.
        let is_ours = match (self.from_format, Format::from_path(&name)) {
            (Some(format), _) => format == Format::Json,
            (None, Some(format)) if format != Format::Json => false,
            _ => Format::detect(&beginning) == Format::Json,
        };
        let stem = stem.filter(|_| !is_ours);
        let import = ImportOptions::default()
            .question(self.question.as_deref().or(stem.as_deref()))
            .language(self.language.as_deref())
            .labels(labels.iter().map(String::as_str));
        let options = OpenOptions::default().name(&*name).format(self.from_format).import(import);
        match Network::open_from(beginning.chain(input), &options) {
            Ok(opened) => Ok((opened.network, opened.skipped)),
            Err(OpenError::Format(error)) if is_ours && error.is_no_question() => {
                Err(format!("{error}, with --question TEXT").into())
            }
            Err(error) => Err(error.into()),
        }
    }
}

/// The name of a file, and its text; `-` is standard input. Binary data are refused after their beginning, or
/// only that is read, because a device is endless.
pub(crate) fn bytes(path: &Path) -> Result<(String, Vec<u8>), Failure> {
    let (name, mut input) = input(path)?;
    let here = |error: io::Error| format!("{name}: {error}");
    let mut bytes = Vec::new();
    input.by_ref().take(BEGINNING).read_to_end(&mut bytes).map_err(here)?;
    if (bytes.len() as u64) < BEGINNING || !is_utf8_so_far(&bytes) || bytes.starts_with(files::DATABASE) {
        return Ok((name, bytes));
    }
    if bytes.contains(&0) {
        return Err(format!("{name}: this is binary data; expected text").into());
    }
    input.read_to_end(&mut bytes).map_err(here)?;
    Ok((name, bytes))
}

/// Whether bytes are UTF-8, except for an incomplete character at their end.
fn is_utf8_so_far(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).map_or_else(|error| error.error_len().is_none(), |_| true)
}

/// The text of a file.
fn text(path: &Path) -> Result<String, Failure> {
    let (name, bytes) = bytes(path)?;
    String::from_utf8(bytes).map_err(|_| format!("{name}: the text is not UTF-8; save it as UTF-8").into())
}

fn input(path: &Path) -> Result<(String, Box<dyn Read>), Failure> {
    if path == Path::new("-") {
        static IS_READ: AtomicBool = AtomicBool::new(false);
        if IS_READ.swap(true, Ordering::Relaxed) {
            return Err("standard input: it can be read only once; use `-` only once".into());
        }
        return Ok(("standard input".into(), Box::new(io::stdin().lock())));
    }
    let name = path.display().to_string();
    let file = File::open(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => format!("{name}: there is no such file"),
        _ => format!("{name}: {error}"),
    })?;
    Ok((name, Box::new(file)))
}

/// Several words of the command line are one input.
pub(crate) fn words(words: &[OsString]) -> OsString {
    words.join(OsStr::new(" "))
}

/// The network that an input recovers; `None` after the alternatives were printed on standard error.
pub(crate) fn recover(store: &Lookup, input: impl AsRef<OsStr>) -> Result<Option<Network>, Failure> {
    recover_reading(store, &Reading::default(), input.as_ref())
}

/// The same, with another way to read files.
pub(crate) fn recover_reading(
    store: &Lookup,
    reading: &Reading,
    input: &OsStr,
) -> Result<Option<Network>, Failure> {
    // Input that is not UTF-8 can only be the name of a file.
    let Some(input) = input.to_str() else { return reading.read(Path::new(input)).map(Some) };
    // A file whose name could be a hashtag is `./NAME`.
    let could_be_name = input.parse::<FingerprintPrefix>().is_ok();
    if input == "-" || !could_be_name && Path::new(input).exists() {
        return reading.read(Path::new(input)).map(Some);
    }
    let typed = input.parse::<Query>()?;
    if let Query::Link(link) = &typed
        && let Some(network) = link.network()
    {
        return Ok(Some(network.clone()));
    }
    match store.open()?.recover(&typed)? {
        Recovered::Network(network) => Ok(Some(network)),
        Recovered::Ambiguous(choices) => {
            tell!(
                "semnet: {} networks have this name or question; each opens by its hashtag:",
                choices.len()
            );
            for choice in &choices {
                let (title, question) = (column(&choice.entry.title), column(&choice.entry.question));
                let made = made(store, choice.entry.fingerprint)?;
                tell!("  {}\t{title}\t{question}{made}", choice.name);
            }
            Ok(None)
        }
        Recovered::NotFound(suggestions) => {
            let is_file = Format::from_path(input).is_some() || input.contains(std::path::MAIN_SEPARATOR);
            let close = if suggestions.is_empty() { "" } else { "; close to it:" };
            match is_file {
                true => tell!("semnet: {:?}: there is no such file{close}", beginning(input)),
                false => tell!("semnet: nothing found for {:?}{close}", beginning(input)),
            }
            for suggestion in &suggestions {
                let Suggestion { entry, typo, .. } = suggestion;
                let hashtag = entry.fingerprint.hashtag();
                tell!("  {hashtag}\t{}\t({})", column(&entry.question), reason(*typo));
            }
            Ok(None)
        }
        _ => Err("the store gave a result that this program does not know; use a newer semnet".into()),
    }
}

/// When a version of another network was made, and by what; empty for others.
fn made(store: &Lookup, network: Fingerprint) -> Result<String, Failure> {
    let Some(records) = store.open()?.records() else { return Ok(String::new()) };
    let history = records.history(network)?;
    let latest = history.of(network).into_iter().next().filter(|revision| revision.to == network);
    let made = |revision: &Revision| {
        let from: Vec<String> = revision.from.iter().map(|from| from.hashtag().to_string()).collect();
        format!("\t(made from {} at {})", from.join(", "), clock::time(revision.when))
    };
    Ok(latest.filter(|revision| !revision.from.is_empty()).map(made).unwrap_or_default())
}

/// The part of the typed text that fits on a line.
fn beginning(input: &str) -> String {
    match input.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &input[..end]),
        None => input.to_owned(),
    }
}

fn reason(typo: Option<Typo>) -> &'static str {
    match typo {
        None => "a similar question",
        Some(Typo::LetterCase) => "other letter case",
        Some(Typo::Incomplete) => "begins with this",
        Some(Typo::LookAlikes) => "characters that look alike",
        Some(_) => "one character differs",
    }
}
