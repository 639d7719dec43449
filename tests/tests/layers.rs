//! A module of semnet-core imports only what precedes it in the table of ARCHITECTURE.md, everything is
//! imported as `crate::module::Name`, and no files import each other, not even in a circle of several.
//!
//! The `mod.rs` of a folder is its face: it may use the files of the folder, and they may use it. What
//! it only passes on (`pub use`) is imported from the file that has it.

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
        if name == "tests" {
            continue;
        }
        let join = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}::{name}") };
        if file.is_dir() {
            modules(&file, &join(&name), found);
        } else if file.extension().is_some_and(|extension| extension == "rs") && name != "lib" {
            found.insert(if name == "mod" { path.to_owned() } else { join(&name) }, file);
        }
    }
}

/// The code of a file, without its tests and comments.
fn code(source: &str) -> String {
    let code = source.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    code.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// The paths of its own crate that a file imports or names, without `crate`.
fn imports(source: &str) -> Vec<Vec<String>> {
    let code = code(source);
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

/// The names that the face of a module re-exports from the files of its folder, and the paths to them.
fn passed_on(module: &str, source: &str) -> Vec<(String, Vec<String>)> {
    let parts = |path: &str| path.split("::").map(|part| part.trim().to_owned()).collect::<Vec<_>>();
    let code = code(source);
    let mut found = Vec::new();
    for statement in code.split(';').map(str::trim) {
        let Some((visibility, path)) = statement.split_once("use ") else { continue };
        if !visibility.trim_start_matches(|c| c != 'p').starts_with("pub") {
            continue;
        }
        let (path, list) = path.split_once('{').unwrap_or(path.rsplit_once("::").unwrap_or(("", path)));
        let path: Vec<String> = parts(path.trim_end_matches(':'));
        let path = match path.strip_prefix(&["crate".to_owned()]) {
            Some(rest) => rest.to_vec(),
            None => [parts(module), path].concat(),
        };
        for name in list.trim_end_matches('}').split(',').map(str::trim).filter(|name| !name.is_empty()) {
            let (name, as_) = name.split_once(" as ").unwrap_or((name, name));
            found.push((as_.to_owned(), [path.clone(), parts(name)].concat()));
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

/// The errors in the imports of these modules.
fn faults(
    layers: &[Vec<String>],
    modules: &BTreeMap<String, PathBuf>,
    source: impl Fn(&Path) -> String,
) -> Vec<String> {
    let layer = |module: &str| {
        let top = module.split("::").next().unwrap_or_default();
        layers.iter().position(|names| names.iter().any(|name| name == top))
    };
    let is_face = |module: &str| modules.keys().any(|other| other.starts_with(&format!("{module}::")));
    let mut passed: BTreeMap<(&str, String), Vec<String>> = BTreeMap::new();
    for (module, file) in modules.iter().filter(|(module, _)| is_face(module)) {
        passed.extend(passed_on(module, &source(file)).into_iter().map(|(name, to)| ((&**module, name), to)));
    }
    let mut faults = Vec::new();
    let mut edges: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (module, file) in modules {
        let Some(own) = layer(module) else {
            faults.push(format!("{module} is not in the table of ARCHITECTURE.md"));
            continue;
        };
        let text = source(file);
        if code(&text).replace("(super)", "").replace("(in super", "(in").contains("super::") {
            faults.push(format!("{module} imports from `super`, not from `crate`"));
        }
        for line in code(&text).lines() {
            let first = line.trim().strip_prefix("use ").and_then(|path| path.split("::").next());
            if let Some(child) = first.filter(|first| modules.contains_key(&format!("{module}::{first}"))) {
                faults.push(format!("{module} imports from `{child}`, not from `crate`"));
            }
        }
        for mut path in imports(&text) {
            // To the file that has it, through the faces that pass it on.
            while let Some(face) = module_of(&path, modules)
                && let Some(name) = path.get(face.split("::").count())
                && let Some(to) = passed.get(&(face, name.clone()))
                && *to != path
            {
                path = to.clone();
            }
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
            if other != module && !is_face(module) && !is_face(other) {
                edges.entry(module).or_default().insert(other);
            }
        }
    }
    faults.extend(circles(&edges));
    faults.sort();
    faults.dedup();
    faults
}

/// All modules that one reaches through its imports.
fn reached<'m>(edges: &BTreeMap<&'m str, BTreeSet<&'m str>>, from: &'m str) -> BTreeSet<&'m str> {
    let mut reached = BTreeSet::new();
    let mut rest = vec![from];
    while let Some(module) = rest.pop() {
        rest.extend(edges.get(module).into_iter().flatten().filter(|&&other| reached.insert(other)));
    }
    reached
}

/// The modules that import each other: those of a circle in one line.
fn circles(edges: &BTreeMap<&str, BTreeSet<&str>>) -> BTreeSet<String> {
    let all: BTreeMap<&str, BTreeSet<&str>> =
        edges.keys().map(|&module| (module, reached(edges, module))).collect();
    let circle = |module: &str| {
        let mutual =
            all[module].iter().filter(|&&other| all.get(other).is_some_and(|it| it.contains(module)));
        mutual.copied().collect::<Vec<&str>>()
    };
    let circles = all.keys().map(|module| circle(module)).filter(|circle| !circle.is_empty());
    circles.map(|circle| format!("{} import each other", circle.join(" and "))).collect()
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

/// The names at the root of a crate: public modules, and the list of `pub use`.
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
    let modules: BTreeMap<String, PathBuf> = ["util", "a", "a::x", "a::y", "a::z", "b", "c"]
        .map(|name| (name.to_owned(), PathBuf::from(name)))
        .into();
    let source = |file: &Path| match file.to_str().unwrap() {
        "util" => "use crate::a::Thing;\n".to_owned(),
        "a::x" => "use crate::{a::Thing, util::sort};\npub(super) fn f() { crate::b::g() }".to_owned(),
        "a::y" => "use crate::a::Last;\nfn f() { super::x::One }".to_owned(),
        "a::z" => "use crate::a::x::One;".to_owned(),
        "a" => "pub use y::{Thing, Other};\n\nuse x::One;\npub(crate) use z::Last;\n// use crate::b::No;\n"
            .to_owned(),
        _ => String::new(),
    };
    assert_eq!(
        faults(&layers, &modules, source),
        [
            "a imports from `x`, not from `crate`",
            "a::x and a::y and a::z and util import each other",
            "a::x imports b::g, which does not stand before it",
            "a::y imports from `super`, not from `crate`",
            "c is not in the table of ARCHITECTURE.md",
            "util imports a::y::Thing, which does not stand before it",
        ]
    );
}
