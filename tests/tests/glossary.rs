//! Public names keep to the glossary of CONTRIBUTING.md: no two types share a name, and `source` is either an
//! end of a relationship, with a `target` next to it, or the document that a passage is quoted from.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The files that are about documents: what is called `source` there has no `target`.
const DOCUMENTS: &[&str] = &[
    "semnet-core/src/analysis/task.rs",
    "semnet-core/src/evidence/difference.rs",
    "semnet-core/src/evidence/place.rs",
    "semnet-wasm/js/types/analysis.ts",
    "semnet-wasm/js/types/evidence.ts",
];

fn files(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, extension, found);
        } else if path.extension().is_some_and(|it| it == extension) {
            found.push(path);
        }
    }
}

/// The code of these folders, by file, without tests and comments.
fn code(folders: &[(&str, &str)]) -> BTreeMap<String, String> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap();
    let mut found = Vec::new();
    folders.iter().for_each(|(folder, extension)| files(&top.join(folder), extension, &mut found));
    let code = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).unwrap();
        let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        text.lines().filter(|line| !line.trim_start().starts_with(['/', '*'])).collect::<Vec<_>>().join("\n")
    };
    let name = |path: &PathBuf| path.strip_prefix(&top).unwrap().display().to_string();
    found.iter().map(|path| (name(path), code(path))).collect()
}

/// The public types that are declared more than once.
fn declared_twice(code: &BTreeMap<String, String>) -> Vec<String> {
    let mut declared: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (file, code) in code {
        for line in code.lines() {
            let types = ["pub struct ", "pub enum ", "pub trait ", "export interface ", "export type "];
            let Some(name) = types.iter().find_map(|prefix| line.strip_prefix(prefix)) else { continue };
            let end = name.find(|c: char| !c.is_alphanumeric()).unwrap_or(name.len());
            declared.entry(&name[..end]).or_default().push(file);
        }
    }
    declared.retain(|_, files| files.len() > 1);
    declared.iter().map(|(name, files)| format!("{name}: {}", files.join(", "))).collect()
}

/// The public types and `impl` blocks with a member `source` and no `target`.
fn sources_without_target(code: &BTreeMap<String, String>) -> Vec<String> {
    let mut found = Vec::new();
    for (file, code) in code.iter().filter(|(file, _)| !DOCUMENTS.contains(&file.as_str())) {
        for block in code.split("\n}") {
            let has = |name: &str| {
                let members =
                    [format!("pub {name}: "), format!("pub fn {name}("), format!("readonly {name}: ")];
                members.iter().any(|member| block.contains(member.as_str()))
            };
            if has("source") != has("target") || has("sources") != has("targets") {
                let start = block.trim_start().lines().next().unwrap_or_default();
                found.push(format!("{file}: {start}"));
            }
        }
    }
    found
}

/// The public functions that take options, or a filter, in another way than by reference.
fn options_by_value(code: &BTreeMap<String, String>) -> Vec<String> {
    let mut found = Vec::new();
    for (file, code) in code {
        for function in code.split("pub fn ").skip(1) {
            let parameters = function.split('{').next().and_then(|signature| signature.split("->").next());
            // A method of options may take others, to keep them.
            let Some(parameters) = parameters.filter(|parameters| !parameters.contains("mut self")) else {
                continue;
            };
            let is_taken = ["Options", "RelationFilter"].iter().any(|word| {
                parameters.match_indices(word).any(|(at, _)| {
                    let before = parameters[..at].trim_end_matches(char::is_alphanumeric);
                    !before.ends_with('&')
                })
            });
            if is_taken {
                found.push(format!("{file}: {}", function.split('(').next().unwrap_or_default()));
            }
        }
    }
    found
}

const API: &[(&str, &str)] = &[("semnet-core/src", "rs"), ("semnet-wasm/js/types", "ts")];

#[test]
fn no_two_public_types_share_a_name() {
    for folder in API {
        let code = code(&[*folder]);
        assert!(code.len() > 8);
        assert_eq!(declared_twice(&code), [""; 0]);
    }
}

#[test]
fn options_are_taken_by_reference() {
    assert_eq!(options_by_value(&code(&API[..1])), Vec::<String>::new());
    for (options, is_found) in
        [("&PathOptions", false), ("impl Into<PathOptions>", true), ("PathOptions", true)]
    {
        let file = ("a.rs".to_owned(), format!("    pub fn path(&self, options: {options}) -> Path {{"));
        assert_eq!(!options_by_value(&[file].into()).is_empty(), is_found, "{options}");
    }
}

#[test]
fn a_source_stands_next_to_a_target_or_is_a_document() {
    let code = code(API);
    assert_eq!(sources_without_target(&code), [""; 0]);
    assert!(DOCUMENTS.iter().all(|file| code.contains_key(*file)), "{DOCUMENTS:?}");
}

/// The blocks of `Network` with public methods, by file: the heading that its page shows for each.
fn headings(file: &str, source: &str) -> Vec<(String, Option<String>)> {
    let mut found = Vec::new();
    let blocks = source.match_indices("\nimpl Network {\n").filter(|(at, _)| {
        let block = source[*at..].split("\n}").next().unwrap_or_default();
        block.contains("\n    pub fn ") || block.contains("\n    pub const fn ")
    });
    for (at, _) in blocks {
        let above =
            source[..at].lines().rev().take_while(|line| line.starts_with("///") || line.starts_with("#["));
        let heading = above.filter_map(|line| line.strip_prefix("/// # ")).next();
        found.push((file.to_owned(), heading.map(str::to_owned)));
    }
    found
}

#[test]
fn each_subject_of_network_has_a_heading() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../semnet-core/src");
    let mut all = Vec::new();
    files(&top, "rs", &mut all);
    let found: Vec<(String, Option<String>)> = all
        .iter()
        .flat_map(|path| headings(&path.display().to_string(), &std::fs::read_to_string(path).unwrap()))
        .collect();
    assert!(found.len() > 30, "{found:?}");
    let without: Vec<&str> =
        found.iter().filter(|(_, heading)| heading.is_none()).map(|(file, _)| file.as_str()).collect();
    assert_eq!(without, [""; 0], "an `impl Network` without `/// # SUBJECT` above it");
    let different: std::collections::BTreeSet<_> = found.iter().map(|(_, heading)| heading).collect();
    assert_eq!(different.len(), found.len(), "{found:?}");
    let block = |name: &str| format!("\nimpl Network {{\n    {name} {{}}\n}}\n");
    let [a, b, c] = ["pub fn a()", "pub fn b()", "fn c()"].map(block);
    let source = format!("{a}\n/// # B\n#[cfg(b)]{b}{c}");
    let expected = [("x".to_owned(), None), ("x".to_owned(), Some("B".to_owned()))];
    assert_eq!(headings("x", &source), expected);
}

/// A program that matches on an enum compiles with any features.
#[test]
fn no_variant_depends_on_a_feature() {
    let conditional = |code: &BTreeMap<String, String>| {
        let mut found = Vec::new();
        for (file, code) in code {
            for (at, _) in code.match_indices("\npub enum ") {
                let block = code[at + 1..].split("\n}").next().unwrap_or_default();
                if block.contains("#[cfg") {
                    found.push(format!("{file}: {}", block.lines().next().unwrap_or_default()));
                }
            }
        }
        found
    };
    assert_eq!(conditional(&code(&API[..1])), [""; 0]);
    let one = "\npub enum One {\n    #[cfg(feature = \"x\")]\n    A,\n}\n".to_owned();
    assert_eq!(conditional(&BTreeMap::from([("a.rs".to_owned(), one)])), ["a.rs: pub enum One {"]);
}

/// The ranges that become empty if they are outside of their text or list, as `text.get(from..)` with
/// `unwrap_or_default`: a reader cannot see whether that is an invariant.
fn unchecked_ranges(code: &BTreeMap<String, String>) -> Vec<String> {
    let mut found = Vec::new();
    for (file, code) in code {
        let code: String = code.split_whitespace().collect::<Vec<_>>().join(" ").replace(" .", ".");
        for (end, _) in code.match_indices(").unwrap_or_default()") {
            let mut depth = 1;
            let opening = code[..end].char_indices().rfind(|&(_, c)| {
                depth += i32::from(c == ')') - i32::from(c == '(');
                depth == 0
            });
            let Some((start, _)) = opening else { continue };
            if code[..start].ends_with(".get") && code[start..end].contains("..") {
                found.push(format!("{file}: {}", &code[start + 1..end]));
            }
        }
    }
    found
}

/// `util::part` and `util::items` take ranges that must be there; for others there is `unwrap_or("")`.
#[test]
fn a_range_that_must_be_there_is_not_empty_instead() {
    assert_eq!(unchecked_ranges(&code(&API[..1])), [""; 0]);
    let file = |code: &str| BTreeMap::from([("a.rs".to_owned(), code.to_owned())]);
    let found = unchecked_ranges(&file("text\n    .get(at(1)..)\n    .unwrap_or_default()"));
    assert_eq!(found, ["a.rs: at(1)..".to_owned()]);
    let others = "map.get(&key).unwrap_or_default(); text.get(1..).unwrap_or(a); f(1..).unwrap_or_default()";
    assert_eq!(unchecked_ranges(&file(others)), [""; 0]);
}

/// So that each can be read in a minute.
#[test]
fn examples_are_short() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples");
    let readme = std::fs::read_to_string(examples.join("../README.md")).unwrap();
    for name in ["quickstart", "select", "formats", "evidence", "store", "versions", "custom_store"] {
        let text = std::fs::read_to_string(examples.join(name).with_extension("rs")).unwrap();
        assert!(text.lines().count() < 50, "{name} has {} lines", text.lines().count());
        assert!(text.contains("#[test]") && readme.contains(&format!("--example {name}`")), "{name}");
    }
}

/// The test itself can fail.
#[test]
fn a_second_meaning_is_found() {
    let code = |files: &[(&str, &str)]| {
        files.iter().map(|(file, text)| ((*file).to_owned(), (*text).to_owned())).collect::<BTreeMap<_, _>>()
    };
    let differences = code(&[("a.rs", "pub enum Difference {\n}"), ("b.rs", "pub struct Difference(u8);")]);
    assert_eq!(declared_twice(&differences), ["Difference: a.rs, b.rs"]);
    let edge = "pub struct Edge {\n    pub source: u32,\n    pub target: u32,\n}\n";
    let network = "impl Network {\n    pub fn sources(&self) -> Vec<u8> {}\n}\n";
    assert_eq!(sources_without_target(&code(&[("a.rs", edge)])), [""; 0]);
    let both = format!("{edge}{network}");
    assert_eq!(sources_without_target(&code(&[("a.rs", &both)])), ["a.rs: impl Network {"]);
}
