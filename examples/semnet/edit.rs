//! `edit`: a network in a text editor, or with changes from a file, and the result in the store, with its
//! history.

use std::ffi::OsString;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Subcommand;
use semnet_core::change::Changes;
use semnet_core::{Network, Store};

use crate::output::tell;
use crate::{environment, input, records, stores};

type Failure = Box<dyn std::error::Error>;

#[derive(Subcommand)]
pub(crate) enum Edit {
    /// Change INPUT in $EDITOR, add the result to the store, and print HASHTAG<TAB>QUESTION
    #[command(after_help = "Example: semnet edit '#6l8y2xAx64u'\n         \
        semnet edit bees.json --change changes.json\n\n\
        The editor shows the network as text, with a line for each relationship; its first lines explain \
        the form.\n\
        The changes are listed on standard error. If the text has a mistake, it is kept in a file, and the \
        name of the file is printed; `semnet edit INPUT --text FILE` continues from there.")]
    Edit {
        /// Instead of an editor, use a file with changes, as `semnet diff --json` prints them; `-` is
        /// standard input
        #[arg(long, value_name = "FILE")]
        change: Option<PathBuf>,
        /// Instead of an editor, use a file with the text of the result; `-` is standard input
        #[arg(long, value_name = "FILE", conflicts_with = "change")]
        text: Option<PathBuf>,
        /// A hashtag, a link, a question, or a file; several words are one question
        #[arg(required = true)]
        input: Vec<OsString>,
    },
}

/// Edits, and returns whether it succeeded completely.
pub(crate) fn run(store: Option<&Path>, edit: &Edit, out: &mut impl Write) -> Result<bool, Failure> {
    let Edit::Edit { change, text, input } = edit;
    let before = {
        let store = stores::to_read(store);
        let Some(network) = input::recover(&store, input::words(input))? else { return Ok(false) };
        network
    };
    let mut written = None;
    let after = match (change, text) {
        (Some(file), _) => {
            let (name, bytes) = input::bytes(file)?;
            let changes: Changes =
                serde_json::from_slice(&bytes).map_err(|error| format!("{name}: {error}"))?;
            before.apply(&changes).map_err(|error| format!("{name}: {error}"))?
        }
        (None, Some(file)) => {
            let (name, bytes) = input::bytes(file)?;
            let network = read(&name, &bytes);
            // Data from a pipe exist nowhere else.
            let is_piped = file.as_os_str() == "-";
            network.or_else(|error| match is_piped {
                true => Err(Written::new(&before, &bytes)?.kept(error.as_ref())),
                false => Err(error),
            })?
        }
        (None, None) => {
            let file = Written::new(&before, before.to_text().as_bytes())?;
            let bytes = file.edit().and_then(|()| file.bytes());
            let network = bytes.and_then(|bytes| read(&file.path.display().to_string(), &bytes));
            let network = network.map_err(|error| file.kept(error.as_ref()))?;
            written = Some(file);
            network
        }
    };
    let changes = before.diff(&after);
    if changes.is_empty() {
        tell!("semnet: nothing was changed");
    }
    let added = stores::to_write(store).and_then(|store| add(store.as_ref(), &before, &after));
    match (added, &written) {
        (Err(error), Some(file)) => return Err(file.kept(error.as_ref())),
        (added, _) => added?,
    };
    for change in &changes {
        tell!("  {change}");
    }
    writeln!(out, "{}\t{}", after.hashtag(), after.question())?;
    written.map_or(Ok(()), Written::remove)?;
    Ok(true)
}

/// Adds the result and its predecessor, so the history can be opened.
fn add(store: &dyn Store, before: &Network, after: &Network) -> Result<(), Failure> {
    if before.fingerprint() == after.fingerprint() {
        store.add(after)?;
        return Ok(());
    }
    records::add_revision(store, &[before], after, "semnet edit".to_owned())?;
    store.add_all(&[before.clone(), after.clone()])?;
    Ok(())
}

fn read(name: &str, bytes: &[u8]) -> Result<Network, Failure> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
        let begin = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        let column = String::from_utf8_lossy(before.get(begin..).unwrap_or_default()).chars().count() + 1;
        format!("{name}: line {line}, column {column}: the text is not UTF-8; save it as UTF-8")
    })?;
    Network::from_text(text).map_err(|error| format!("{name}: {error}").into())
}

/// The text of a network in a separate file, which is kept if something fails.
struct Written {
    path: PathBuf,
}

impl Written {
    fn new(network: &Network, text: &[u8]) -> Result<Written, Failure> {
        let folder = std::env::temp_dir();
        // Never an existing file.
        for number in 0..1000 {
            let path =
                folder.join(format!("semnet-{}-{}-{number}.txt", network.hashtag(), std::process::id()));
            let mut options = OpenOptions::new();
            options.write(true).create_new(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            match options.open(&path) {
                Ok(mut file) => {
                    file.write_all(text).map_err(|error| format!("{}: {error}", path.display()))?;
                    return Ok(Written { path });
                }
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(format!("{}: {error}", path.display()).into()),
            }
        }
        Err(format!("{}: cannot make a file for the text; all names are taken", folder.display()).into())
    }

    /// Waits until the editor is closed.
    fn edit(&self) -> Result<(), Failure> {
        let command = ["VISUAL", "EDITOR"].into_iter().find_map(environment::variable).ok_or(
            "there is no editor; set EDITOR to the command that starts one, or use --change FILE or --text \
             FILE",
        )?;
        let words = words(&command).ok_or_else(|| {
            format!(
                "the editor `{command}` has a quotation mark without an end; expected a command in EDITOR"
            )
        })?;
        let (program, arguments) = words.split_first().ok_or("EDITOR has no command")?;
        let status = Command::new(program).args(arguments).arg(&self.path).status();
        match status.map_err(|error| format!("the editor `{command}` could not be started: {error}"))? {
            status if status.success() => Ok(()),
            status => Err(format!("the editor `{command}` ended with {status}").into()),
        }
    }

    /// The text as the editor left it.
    fn bytes(&self) -> Result<Vec<u8>, Failure> {
        // Anything but a file might never end.
        match std::fs::metadata(&self.path) {
            Ok(metadata) if metadata.is_file() => Ok(std::fs::read(&self.path)?),
            Ok(_) => Err("the editor replaced the file with something that is not a file".into()),
            Err(error) => Err(format!("cannot read the file after the editor closed: {error}").into()),
        }
    }

    /// An error, with the path of the text.
    fn kept(&self, error: &dyn std::error::Error) -> Failure {
        let path = self.path.display();
        if !self.path.is_file() {
            return format!("{error}; the text should be in {path}; the network is unchanged").into();
        }
        format!("{error}; the text is kept in {path}; correct it, and run `semnet edit INPUT --text {path}`")
            .into()
    }

    fn remove(self) -> Result<(), Failure> {
        std::fs::remove_file(&self.path).map_err(|error| format!("{}: {error}", self.path.display()).into())
    }
}

/// A command in words, with quotation marks as a shell reads them.
#[cfg(unix)]
fn words(command: &str) -> Option<Vec<String>> {
    shlex::split(command)
}

/// A command in words; paths have backslashes here.
#[cfg(not(unix))]
fn words(command: &str) -> Option<Vec<String>> {
    Some(command.split_whitespace().map(str::to_owned).collect())
}
