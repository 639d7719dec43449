//! A module of semnet-core imports only what stands before it in the table of ARCHITECTURE.md, and no two
//! files import each other.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The modules of semnet-core in the order of the table: each row begins with one or several in backticks.
fn layers(architecture: &str) -> Vec<Vec<String>> {
    let rows = architecture.lines().filter_map(|line| line.strip_prefix("| `"));
    let names = |row: &str| -> Vec<String> {
        let cell = row.split(" |").next().unwrap_or_default();
        cell.split('`').step_by(2).map(str::to_owned).filter(|name| !name.is_empty()).collect()
    };
    rows.map(names).collect()
}

/// The files of a folder, by their module paths: `network::builder`.
fn modules(folder: &Path, path: &str, found: &mut BTreeMap<String, PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let file = entry.unwrap().path();
        let name = file.file_stem().unwrap().to_str().unwrap().to_owned();
        let join = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}::{name}") };
        if file.is_dir() {
            modules(&file, &join(&name), found);
        } else if file.extension().is_some_and(|extension| extension == "rs") && name != "lib" {
            found.insert(if name == "mod" { path.to_owned() } else { join(&name) }, file);
        }
    }
}

/// What a file imports or names of its own crate, as paths without `crate`.
fn imports(source: &str) -> Vec<Vec<String>> {
    let code = source.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let code: String =
        code.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n");
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')).unwrap_or(rest.len());
        let path: Vec<String> =
            rest[..end].split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect();
        match rest[end..].strip_prefix('{') {
            Some(list) if end == 0 || rest[..end].ends_with("::") => {
                for name in list.split('}').next().unwrap_or_default().split(',') {
                    let name = name.split(" as ").next().unwrap_or_default().trim();
                    let more = name.split("::").filter(|part| !part.is_empty()).map(str::to_owned);
                    found.push(path.iter().cloned().chain(more).collect());
                }
            }
            _ => found.push(path),
        }
    }
    found
}

/// The module that a path leads into.
fn module_of<'m>(path: &[String], modules: &'m BTreeMap<String, PathBuf>) -> Option<&'m str> {
    (1..=path.len()).rev().find_map(|length| {
        let (name, _) = modules.get_key_value(&path[..length].join("::"))?;
        Some(name.as_str())
    })
}

/// What is wrong with the imports of these modules.
fn faults(
    layers: &[Vec<String>],
    modules: &BTreeMap<String, PathBuf>,
    source: impl Fn(&Path) -> String,
) -> Vec<String> {
    let layer = |module: &str| {
        let top = module.split("::").next().unwrap_or_default();
        layers.iter().position(|names| names.iter().any(|name| name == top))
    };
    let mut faults = Vec::new();
    let mut edges: BTreeSet<(&str, &str)> = BTreeSet::new();
    for (module, file) in modules {
        let Some(own) = layer(module) else {
            faults.push(format!("{module} is not in the table of ARCHITECTURE.md"));
            continue;
        };
        for path in imports(&source(file)) {
            let Some(other) = module_of(&path, modules) else { continue };
            let (top, other_top) = (module.split("::").next(), other.split("::").next());
            match layer(other) {
                Some(layer) if top != other_top && layer >= own => {
                    faults.push(format!(
                        "{module} imports {}, which does not stand before it",
                        path.join("::")
                    ));
                }
                _ => {}
            }
            if other != module {
                edges.insert((module, other));
            }
        }
    }
    for &(a, b) in edges.iter().filter(|(a, b)| a < b) {
        if edges.contains(&(b, a)) {
            faults.push(format!("{a} and {b} import each other"));
        }
    }
    faults.sort();
    faults.dedup();
    faults
}

#[test]
fn imports_run_downwards_and_in_no_circle() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let layers = layers(&std::fs::read_to_string(top.join("ARCHITECTURE.md")).unwrap());
    assert!(layers.len() >= 10, "{layers:?}");
    let mut found = BTreeMap::new();
    modules(&top.join("semnet-core/src"), "", &mut found);
    assert!(found.len() > 100);
    let faults = faults(&layers, &found, |file| std::fs::read_to_string(file).unwrap());
    assert!(faults.is_empty(), "{faults:#?}");
}

/// The names at the root of a crate: public modules, and what `pub use` lists.
fn root_names(lib: &str) -> Vec<String> {
    let mut names = Vec::new();
    let code = lib.lines().map(str::trim).filter(|line| !line.starts_with("//") && !line.starts_with('#'));
    for code in code.collect::<Vec<_>>().join(" ").split(';') {
        if let Some(module) = code.trim().strip_prefix("pub mod ") {
            names.push(module.to_owned());
        } else if let Some(path) = code.trim().strip_prefix("pub use ") {
            let list =
                path.split_once('{').map_or(path.rsplit("::").next().unwrap_or_default(), |(_, list)| list);
            let list = list.trim_end_matches('}').split(',').map(str::trim).filter(|name| !name.is_empty());
            names.extend(list.map(str::to_owned));
        }
    }
    names
}

#[test]
fn the_root_has_at_most_25_names() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let names = root_names(&std::fs::read_to_string(top.join("semnet-core/src/lib.rs")).unwrap());
    assert!(names.len() <= 25, "{}: {names:?}", names.len());
    assert!(["Network", "Store", "paths", "change"].iter().all(|one| names.contains(&(*one).to_owned())));
    let lib =
        "//! A; b.\n#![deny(x)]\npub use crate::a::{b, C};\n#[cfg(x)]\npub mod d;\nmod e;\npub use f::G;\n";
    assert_eq!(root_names(lib), ["b", "C", "d", "G"]);
}

/// The test itself can fail.
#[test]
fn an_import_that_runs_upwards_is_seen() {
    let layers = layers("| part | is |\n|---|---|\n| `util` | the ground |\n| `a`, `b` | more |\n");
    assert_eq!(layers, [vec!["util".to_owned()], vec!["a".to_owned(), "b".to_owned()]]);
    let modules: BTreeMap<String, PathBuf> =
        ["util", "a", "a::x", "b", "c"].map(|name| (name.to_owned(), PathBuf::from(name))).into();
    let source = |file: &Path| match file.to_str().unwrap() {
        "util" => "use crate::a::Thing;\n".to_owned(),
        "a::x" => "use crate::{a::Thing, util::sort};\nfn f() { crate::b::g() }".to_owned(),
        "a" => "use crate::a::x::{\n    One, Two as Three,\n};\n// use crate::b::No;\n".to_owned(),
        _ => String::new(),
    };
    assert_eq!(
        faults(&layers, &modules, source),
        [
            "a and a::x import each other",
            "a::x imports b::g, which does not stand before it",
            "c is not in the table of ARCHITECTURE.md",
            "util imports a::Thing, which does not stand before it",
        ]
    );
}
