//! Files as tools of 2024 to 2026 write them, in `tests/foreign/corpus`, each with all that its owner would
//! draw: the format that it is known as, the concepts and relationships with their texts, passages and
//! attributes, and what was skipped; or the error. A folder is one of notes.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use semnet_core::Network;
use semnet_core::format::{Form, ImportOptions, OpenOptions, Skipped};

/// The ending of the file with the expected result.
const EXPECTED: &str = ".expected";

/// A table of labels that is given along with a file.
const LABELS: &str = ".labels";

pub(super) fn names() -> Vec<String> {
    let entries = std::fs::read_dir(folder()).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| !name.ends_with(EXPECTED) && !name.ends_with(LABELS));
    names.sort();
    names
}

/// The table of labels that is given along with a file.
pub(super) fn tables(name: &str) -> Option<String> {
    std::fs::read_to_string(folder().join(format!("{name}{LABELS}"))).ok()
}

pub(super) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("foreign/corpus")
}

/// The notes in a folder, by their paths in it.
fn notes(folder: &Path, root: &Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            notes(&path, root, found);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            found.push((name, std::fs::read_to_string(&path).unwrap()));
        }
    }
    found.sort();
}

fn found(name: &str) -> Result<(Network, Option<Form>, Skipped), String> {
    let path = folder().join(name);
    let labels = tables(name);
    let mut import = ImportOptions::default();
    (import.question, import.labels) = (Some("Q?"), labels.as_deref().into_iter().collect());
    if path.is_dir() {
        let mut all = Vec::new();
        notes(&path, &path, &mut all);
        let all = all.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        let read = Network::from_notes(all, &import).map_err(|error| error.to_string())?;
        return Ok((read.network, None, read.skipped));
    }
    let mut options = OpenOptions::default();
    (options.name, options.import) = (Some(name), import);
    let opened = Network::open(std::fs::read(path).unwrap(), &options).map_err(|error| error.to_string())?;
    Ok((opened.network, Some(opened.form), opened.skipped))
}

fn shown(name: &str) -> String {
    let (network, form, skipped) = match found(name) {
        Ok(found) => found,
        // The list of formats grows.
        Err(error) => {
            return format!("error: {}\n", error.split("; readable are").next().unwrap_or_default());
        }
    };
    let mut out = String::new();
    match form {
        Some(Form::Format(format)) => writeln!(out, "format: {format}").unwrap(),
        _ => writeln!(out, "notes").unwrap(),
    }
    if network.question() != "Q?" {
        writeln!(out, "question: {}", network.question()).unwrap();
    }
    for (name, value) in network.attributes() {
        writeln!(out, "{name}: {value}").unwrap();
    }
    for concept in network.concepts() {
        writeln!(out, "\n{concept}").unwrap();
        if let Some(text) = concept.text() {
            writeln!(out, "  “{text}”").unwrap();
        }
        for (name, value) in concept.attributes() {
            writeln!(out, "  {name}: {value}").unwrap();
        }
    }
    for relationship in network.relationships() {
        writeln!(out, "\n{relationship}").unwrap();
        if let Some(passage) = relationship.passage() {
            writeln!(out, "  “{passage}”").unwrap();
        }
        for (name, value) in relationship.attributes() {
            writeln!(out, "  {name}: {value}").unwrap();
        }
    }
    writeln!(out, "\nskipped: {skipped}").unwrap();
    out
}

#[test]
fn files_of_today_are_read_as_their_owners_mean_them() {
    let names = names();
    assert!(names.len() >= 250, "{}", names.len());
    let mut wrong = String::new();
    for name in names {
        let expected =
            std::fs::read_to_string(folder().join(format!("{name}{EXPECTED}"))).unwrap_or_default();
        let found = shown(&name);
        if found != expected {
            write!(wrong, "{name}: found\n{found}expected\n{expected}\n").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn what_was_read_is_written_and_read_again() {
    for name in names() {
        let Ok((network, ..)) = found(&name) else { continue };
        for format in crate::lossless() {
            let text = network.to_format(format).text;
            assert_eq!(Network::from_format(format, text), Ok(network.clone()), "{name}, {format}");
        }
    }
}
