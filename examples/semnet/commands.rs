//! The work of the commands. Results go to `out`, messages to standard error; each returns whether it
//! succeeded completely.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{Error, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use semnet_core::Network;
use semnet_core::format::{Format, FormatNameError};
use semnet_core::picture::PictureOptions;
use semnet_core::report::Omitted;
use semnet_core::store::{StoreError, StoreExt, StoreRecordsExt};

use crate::input::Reading;
use crate::output::{column, tell};
use crate::sources::{self, WithSources};
use crate::{files, input, records, stores};

type Done = Result<bool, Box<dyn std::error::Error>>;

#[derive(Args)]
pub(crate) struct Add {
    #[command(flatten)]
    reading: Reading,
    /// Files in any format that can be read, or canonical bytes; `-` is standard input
    #[arg(required_unless_present = "sources", value_name = "FILE")]
    files: Vec<OsString>,
    /// Add a text in UTF-8, or an HTML page, that the passages of these networks are quoted from
    /// (repeatable): see `semnet evidence`
    #[arg(long = "source", value_name = "FILE")]
    sources: Vec<PathBuf>,
    /// Record in the history that these networks were made from this one (repeatable): a hashtag, a link, a
    /// question or a file
    #[arg(long, value_name = "INPUT", requires = "files")]
    made_from: Vec<OsString>,
}

impl WithSources for Add {
    const WORDS: &str = "files";

    fn words_and_sources(&mut self) -> (&mut Vec<OsString>, &mut Vec<PathBuf>) {
        (&mut self.files, &mut self.sources)
    }
}

pub(crate) fn add(store: Option<&Path>, add: &Add, out: &mut impl Write) -> Done {
    let Add { reading, files, sources, made_from } = add;
    // One that cannot be read is reported before anything is added.
    let sources = sources::read(sources)?;
    let lookup = stores::to_read(store);
    let made_from: Option<Vec<Network>> =
        made_from.iter().map(|input| input::recover(&lookup, input)).collect::<Result<_, _>>()?;
    let Some(from) = made_from else { return Ok(false) };
    let store = stores::to_write(store)?;
    store.add_all(&from)?;
    for source in &sources {
        store.try_records()?.add_source(source)?;
        if files.is_empty() {
            writeln!(out, "{}\t{}", source.id(), column(source.name()))?;
        }
    }
    let progress = progress(files.len());
    let mut all = true;
    // Even if nobody reads the output any more, the reports are added.
    let mut closed = None;
    for file in files {
        match reading.read(Path::new(file)) {
            Ok(network) => {
                // The network last: who finds it finds its sources.
                for source in &sources {
                    store.try_records()?.add_source_of(network.fingerprint(), source)?;
                }
                store.add(&network)?;
                let from: Vec<&Network> = from.iter().filter(|from| **from != network).collect();
                if !from.is_empty() {
                    records::add_revision(&*store, &from, &network, "semnet add".to_owned())?;
                }
                // A printed line is an acknowledgement: the network is stored.
                if closed.is_none() {
                    let print = || {
                        writeln!(out, "{}\t{}", network.hashtag(), network.question())?;
                        out.flush()
                    };
                    closed = progress.suspend(print).err();
                }
            }
            Err(error) => {
                all = false;
                progress.suspend(|| tell!("semnet: {error}"));
            }
        }
        progress.inc(1);
    }
    progress.finish_and_clear();
    match closed {
        Some(error) if all => Err(error.into()),
        _ => Ok(all),
    }
}

/// The form to write: a text in a format, or a picture.
#[derive(Clone, Copy)]
pub(crate) enum Form {
    Text(Format),
    Svg,
}

impl FromStr for Form {
    type Err = FormatNameError;

    fn from_str(name: &str) -> Result<Form, FormatNameError> {
        if name.trim_start_matches('.').eq_ignore_ascii_case("svg") {
            Ok(Form::Svg)
        } else {
            name.parse().map(Form::Text)
        }
    }
}

impl Form {
    /// Writes the network, and returns the parts that the format cannot express.
    fn write(self, network: &Network, out: &mut impl Write) -> std::io::Result<Omitted> {
        match self {
            Form::Text(format) => network.write_format(format, out),
            Form::Svg => {
                let svg = network.to_svg(&PictureOptions::default());
                out.write_all(svg.as_bytes()).map(|()| Omitted::default())
            }
        }
    }
}

pub(crate) fn open(
    store: Option<&Path>,
    reading: &Reading,
    input: &OsStr,
    form: Form,
    out: &mut impl Write,
) -> Done {
    let store = stores::to_read(store);
    let Some(network) = input::recover_reading(&store, reading, input)? else { return Ok(false) };
    let omitted = form.write(&network, out)?;
    tell_what_is_left_out(&network, omitted, form, "--json prints all of it.");
    Ok(true)
}

/// The alternative to a format that omits something.
const HOLDS_ALL: &str = "A .json file holds all of it.";

pub(crate) fn convert(
    store: Option<&Path>,
    reading: &Reading,
    form: Option<Form>,
    from: &OsStr,
    to: &Path,
    out: &mut impl Write,
) -> Done {
    // A file is read regardless of its name; other inputs are recovered as in every command.
    let network = || match Path::new(from) {
        file if file.exists() => reading.read_showing(file).map(Some),
        _ => input::recover_reading(&stores::to_read(store), reading, from),
    };
    if form.is_none() && (to.is_dir() || to.to_string_lossy().ends_with(std::path::MAIN_SEPARATOR)) {
        return network()?.map_or(Ok(false), |network| write_notes(&network, to));
    }
    let form = form.or_else(|| {
        let is_svg = to.extension().is_some_and(|end| end.eq_ignore_ascii_case("svg"));
        if is_svg { Some(Form::Svg) } else { Format::from_path(&to.to_string_lossy()).map(Form::Text) }
    });
    let form = form
        .ok_or_else(|| format!("{}: the extension does not name a format; use --as FORMAT", to.display()))?;
    let Some(network) = network()? else { return Ok(false) };
    let spinner = written();
    let omitted = if to == Path::new("-") {
        form.write(&network, &mut spinner.wrap_write(&mut *out))
    } else {
        files::replace(to, |file| form.write(&network, &mut spinner.wrap_write(file)))
            .map_err(|error| Error::new(error.kind(), format!("{}: {error}", to.display())))
    };
    spinner.finish_and_clear();
    tell_what_is_left_out(&network, omitted?, form, HOLDS_ALL);
    Ok(true)
}

/// Writes a folder of notes. Files that are there already are not touched.
fn write_notes(network: &Network, folder: &Path) -> Done {
    std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let written = network.to_notes();
    // All of them, or none next to notes of somebody else.
    if let Some((name, _)) =
        written.notes.iter().find(|(name, _)| folder.join(name).symlink_metadata().is_ok())
    {
        let name = folder.join(name);
        return Err(format!("{}: this file already exists; nothing was written", name.display()).into());
    }
    for (name, text) in &written.notes {
        let path = folder.join(name);
        File::create_new(&path)
            .and_then(|mut file| file.write_all(text.as_bytes()))
            .map_err(|error| format!("{}: {error}", path.display()))?;
    }
    if !written.omitted.is_nothing() {
        tell!("semnet: notes cannot express all of this network; left out: {}. {HOLDS_ALL}", written.omitted);
    }
    Ok(true)
}

/// `hint` names a form that can express all of the network.
fn tell_what_is_left_out(network: &Network, omitted: Omitted, form: Form, hint: &str) {
    if !omitted.is_nothing() {
        let is_without_text = |omitted: &Omitted| {
            omitted.findings > 0 && network.findings().any(|finding| finding.text().is_none())
        };
        let why = match form {
            Form::Text(Format::Report) if is_without_text(&omitted) => {
                " A report lists findings that have a text."
            }
            _ => "",
        };
        let what = match form {
            Form::Text(Format::Report) => "a report".to_owned(),
            Form::Text(format) => format!("the format {format}"),
            Form::Svg => "a picture".to_owned(),
        };
        tell!("semnet: {what} cannot express all of this network; left out: {omitted}.{why} {hint}");
    }
}

pub(crate) fn link(
    store: Option<&Path>,
    input: &OsStr,
    base: &str,
    full: bool,
    out: &mut impl Write,
) -> Done {
    let store = stores::to_read(store);
    let Some(network) = input::recover(&store, input)? else { return Ok(false) };
    let link = if full { network.to_link(base)? } else { network.to_short_link(base)? };
    if full {
        writeln!(out, "{link}")?;
    } else {
        // If the store has two networks with this hashtag, the link has as many characters of the fingerprint
        // as needed.
        let name = store.open()?.name(network.fingerprint())?;
        writeln!(out, "{link}{}", name.get(network.hashtag().to_string().len()..).unwrap_or_default())?;
    }
    Ok(true)
}

pub(crate) fn list(store: Option<&Path>, out: &mut impl Write) -> Done {
    let store = stores::to_go_through(store)?;
    let mut all = true;
    for entry in store.iter() {
        match entry {
            Ok(entry) => writeln!(out, "{}\t{}", entry.fingerprint.hashtag(), column(&entry.question))?,
            Err(error @ StoreError::PartialListing { .. }) => {
                all = false;
                tell!("semnet: {error}");
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(all)
}

/// A spinner on a terminal while something is written, with the amount so far: the total is not known.
fn written() -> ProgressBar {
    let style = ProgressStyle::with_template("{spinner} wrote {bytes}, {elapsed}");
    let spinner =
        ProgressBar::new_spinner().with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
    spinner.enable_steady_tick(Duration::from_millis(100));
    spinner
}

/// A progress bar on a terminal, nothing in a pipe.
fn progress(length: usize) -> ProgressBar {
    if length < 2 {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} reports, {eta} left");
    ProgressBar::new(length as u64).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
