//! Options have one name in all doors: Rust, JavaScript, the program and the MCP server. The page takes the
//! types of the JavaScript package.
//!
//! The names of Rust are those of options and of parameters of public functions. The other doors use these
//! names, in their own spelling (`maxLength`, `--max-length`), and names for what only they have.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Names that only one interface has, because Rust has no counterpart, or because it is a keyword or a type
/// there.
const JAVASCRIPT_ALONE: &[&str] = &[
    // Lists of items that a Rust builder takes one by one.
    "sources",
    "attributes",
    // `into_network` in Rust, where `into` is a method of the standard library.
    "into",
];
const PROGRAM_ALONE: &[&str] = &[
    // Forms of input and output, and files.
    "as",
    "from",
    "json",
    "dot",
    "full",
    "aside",
    "change",
    "embeddings",
    "into",
    "made_from",
    "merge",
    "repair",
    "run",
    "across",
    "by",
    // The connection to a language model.
    "model",
    "model_url",
    "timeout",
    "fresh",
    "note",
];
const MCP_ALONE: &[&str] = &["full", "paths", "cursor", "sources", "passages", "only_problems"];

/// Names that were in use, or are usual elsewhere, for options that have another name here.
const SYNONYMS: &[(&str, &str)] = &[
    ("at_most", "limit, or max_length"),
    ("max", "limit"),
    ("most", "limit"),
    ("count", "limit"),
    ("top", "limit"),
    ("longest", "max_length"),
    ("hops", "max_length"),
    ("depth", "max_length"),
    ("only", "via"),
    ("except", "not_via"),
    ("without", "not_via"),
    ("min_score", "at_least"),
    ("lang", "language"),
    ("max_tokens", "tokens"),
];

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The text of all files with this ending in a folder.
fn sources(folder: &Path, ending: &str, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, ending, found);
        } else if path.to_str().unwrap().ends_with(ending) {
            found.push(std::fs::read_to_string(&path).unwrap());
        }
    }
}

fn texts(folder: &str, ending: &str) -> Vec<String> {
    let mut found = Vec::new();
    sources(&top().join(folder), ending, &mut found);
    assert!(found.len() > 5, "{folder}");
    found
}

/// The name at the beginning of a text, if there is one.
fn name(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    &text[..end]
}

/// The names of parameters of public functions, and of fields and methods of options.
fn rust() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for text in texts("semnet-core/src", ".rs") {
        for signature in text.split("pub fn ").skip(1) {
            let signature = signature.split(['{', ';']).next().unwrap_or_default();
            let is_option = signature.contains("(mut self, ") || signature.contains("\n        mut self,");
            names.extend(is_option.then(|| name(signature).to_owned()));
            let parameters = signature.split([',', '(']).map(str::trim_start);
            names.extend(parameters.filter(|part| part.contains(": ")).map(|part| name(part).to_owned()));
        }
        for fields in text.split("pub struct ").skip(1).filter(|it| name(it).ends_with("Options")) {
            let fields = fields.split("\n}").next().unwrap_or_default();
            names.extend(fields.split("\n    pub ").skip(1).map(|field| name(field).to_owned()));
        }
    }
    names
}

fn is_options(name: &str) -> bool {
    name.ends_with("Options") || name == "RelationFilter"
}

/// The fields of option types, in Rust's spelling.
fn javascript() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for text in texts("semnet-wasm/js/types", ".ts") {
        for fields in text.split("interface ").skip(1).filter(|it| is_options(name(it))) {
            let fields = fields.split("\n}").next().unwrap_or_default();
            for field in fields.split("\n  readonly ").skip(1).map(name).filter(|name| !name.is_empty()) {
                let mut snake = String::new();
                for c in field.chars() {
                    snake.extend(c.is_uppercase().then_some('_'));
                    snake.extend(c.to_lowercase());
                }
                names.insert(snake);
            }
        }
    }
    names
}

/// The long options.
fn program() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for text in texts("examples/semnet", ".rs") {
        for attribute in text.split("#[arg(").skip(1) {
            let (arguments, field) = attribute.split_once(")]\n").unwrap();
            let is_long = arguments.split(',').any(|one| {
                ["long", "long "].iter().any(|it| one.trim() == it.trim() || one.trim().starts_with("long ="))
            });
            if !is_long {
                continue;
            }
            let long = arguments.split("long = \"").nth(1).and_then(|long| long.split('"').next());
            let field = field.trim_start().trim_start_matches("pub(crate) ");
            names.insert(long.unwrap_or_else(|| name(field)).replace('-', "_"));
        }
    }
    names
}

/// The arguments of tools.
fn mcp() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for text in texts("examples/mcp", ".rs") {
        for fields in text.split("pub(crate) struct ").skip(1).filter(|it| name(it).ends_with("Call")) {
            let fields = fields.split("\n}").next().unwrap_or_default();
            let lines = fields.lines().skip(1).map(str::trim_start);
            names
                .extend(lines.filter(|line| !line.starts_with(['/', '#'])).map(|line| name(line).to_owned()));
        }
    }
    names
}

#[test]
fn an_option_has_one_name_in_all_doors() {
    let rust = rust();
    let doors = [
        ("JavaScript", javascript(), JAVASCRIPT_ALONE),
        ("the program", program(), PROGRAM_ALONE),
        ("the MCP server", mcp(), MCP_ALONE),
    ];
    for (door, names, alone) in &doors {
        assert!(names.len() > 10, "{door}: {names:?}");
        for name in names {
            let is_known = rust.contains(name) || alone.contains(&name.as_str());
            assert!(is_known, "{door} has the option {name}, which Rust does not have");
        }
        for name in *alone {
            assert!(names.contains(*name), "{door} has no option {name} any more");
        }
    }
    // Each of these is in several doors.
    for (option, count) in
        [("via", 3), ("not_via", 3), ("direction", 3), ("max_length", 3), ("language", 3), ("limit", 2)]
    {
        let has = doors.iter().filter(|(_, names, _)| names.contains(option)).count();
        assert_eq!((rust.contains(option), has), (true, count), "{option}");
    }
    for (synonym, name) in SYNONYMS {
        for (door, names, _) in &doors {
            assert!(!names.contains(*synonym), "{door} has the option {synonym}; it is called {name}");
        }
    }
}

/// A program that is given options can read them, and sets them by name.
#[test]
fn options_have_a_public_field_and_a_method_for_each() {
    let mut types = 0;
    for text in texts("semnet-core/src", ".rs") {
        let starts: Vec<_> =
            text.match_indices("\npub struct ").map(|(at, start)| (at, at + start.len())).collect();
        for (at, start) in starts.into_iter().filter(|&(_, start)| name(&text[start..]).ends_with("Options"))
        {
            types += 1;
            let (type_name, fields) = (name(&text[start..]), text[start..].split("\n}").next().unwrap());
            assert!(text[..at].ends_with("#[non_exhaustive]"), "{type_name} is not #[non_exhaustive]");
            for field in fields.lines().skip(1).map(str::trim).filter(|line| !line.starts_with("///")) {
                // A closure is not a value to read, and the relations have two methods.
                if [
                    "pub(super) counter: Counter,",
                    "pub relations: RelationFilter,",
                    "pub paths: PathOptions,",
                ]
                .contains(&field)
                {
                    continue;
                }
                let public =
                    field.strip_prefix("pub ").unwrap_or_else(|| panic!("{type_name}: `{field}` is private"));
                let method = format!("pub fn {}(", name(public));
                let constructor = format!("pub fn new({}: ", name(public));
                assert!(
                    text.contains(&method) || text.contains(&constructor),
                    "{type_name} has no {method}…)"
                );
            }
        }
    }
    assert!(types >= 10, "{types}");
}
