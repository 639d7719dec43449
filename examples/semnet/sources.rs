//! The texts that passages are quoted from, on the command line: `--source FILE`.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::{ArgMatches, Args, Command, Error, FromArgMatches};
use semnet_core::evidence::Source;

use crate::own_form::own_form;
use crate::{files, html, input};

type Failure = Box<dyn std::error::Error>;

/// Options of a command that takes words and sources.
pub(crate) trait WithSources: Args {
    /// The name of the field with the words.
    const WORDS: &str;

    fn words_and_sources(&mut self) -> (&mut Vec<OsString>, &mut Vec<PathBuf>);
}

/// Each `--source` takes one file. Words that come after a `--source` are sources, too, if other words come
/// before it: `INPUT --source FILE FILE`. Otherwise they are the words: `--source FILE INPUT`.
pub(crate) struct Sorted<T>(pub(crate) T);

impl<T: WithSources> Args for Sorted<T> {
    fn augment_args(command: Command) -> Command {
        T::augment_args(command)
    }

    fn augment_args_for_update(command: Command) -> Command {
        T::augment_args_for_update(command)
    }
}

impl<T: WithSources> FromArgMatches for Sorted<T> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let mut options = T::from_arg_matches(matches)?;
        sort(matches, &mut options);
        Ok(Sorted(options))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        self.0.update_from_arg_matches(matches)?;
        sort(matches, &mut self.0);
        Ok(())
    }
}

fn sort<T: WithSources>(matches: &ArgMatches, options: &mut T) {
    let places = |name| -> Vec<usize> { matches.indices_of(name).into_iter().flatten().collect() };
    let (of_words, of_sources) = (places(T::WORDS), places("sources"));
    let (words, sources) = options.words_and_sources();
    let (Some(&first_word), Some(&first_source)) = (of_words.first(), of_sources.first()) else { return };
    if first_source < first_word {
        return;
    }
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for (place, word) in of_words.into_iter().zip(std::mem::take(words)) {
        if place < first_source { before.push(word) } else { after.push((place, PathBuf::from(word))) }
    }
    after.extend(of_sources.into_iter().zip(std::mem::take(sources)));
    after.sort_unstable();
    *words = before;
    *sources = after.into_iter().map(|(_, source)| source).collect();
}

/// Reads sources from files; `-` is standard input. The error names the file.
pub(crate) fn read(files: &[PathBuf]) -> Result<Vec<Source>, Failure> {
    files.iter().map(|file| read_one(file)).collect()
}

fn read_one(path: &Path) -> Result<Source, Failure> {
    // Sources that are too long are not read.
    if let Ok(found) = std::fs::metadata(path) {
        Source::check_length(found.len()).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    let (name, bytes) = input::bytes(path)?;
    let database = bytes.starts_with(files::DATABASE).then_some("a database, perhaps a store,");
    if let Some(what) = database.or_else(|| own_form(&bytes)) {
        return Err(format!(
            "{name}: this is {what}, not a source; expected a text that passages are quoted from"
        )
        .into());
    }
    let is_html = html::is_named_html(&name) || html::begins_as_html(&bytes);
    let source = Source::from_utf8(&name, bytes).and_then(|source| {
        // Passages are quoted from the text that the page shows.
        if is_html { Source::new(&name, html::text(source.text())) } else { Ok(source) }
    });
    source.map_err(|error| format!("{name}: {error}").into())
}
