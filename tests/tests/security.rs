//! The tests that SECURITY.md names are there.

use std::path::Path;

#[test]
fn every_promise_has_its_test() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let page = std::fs::read_to_string(top.join("SECURITY.md")).unwrap();
    let promised = page.split("## What it does not promise").next().unwrap();
    // What stands between backticks, and of that, `file::test`.
    let named: Vec<(&str, &str)> =
        promised.split('`').skip(1).step_by(2).filter_map(|name| name.split_once("::")).collect();
    assert!(named.len() > 20, "{named:?}");
    for (file, test) in named.into_iter().filter(|(file, _)| *file != "file") {
        let path = if file.starts_with("examples/") {
            top.join(file)
        } else if file.contains('/') {
            top.join("tests").join(file)
        } else {
            top.join("tests/tests").join(file).with_extension("rs")
        };
        let source =
            std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert!(source.contains(&format!("fn {test}(")), "{file} has no test {test}");
    }
    // A test of the page or of the server is named by its file and, in italics, by its title.
    let in_scripts: Vec<&str> =
        promised.split('`').skip(1).step_by(2).filter(|name| name.ends_with(".test.mjs")).collect();
    assert!(!in_scripts.is_empty());
    for file in in_scripts {
        let source =
            std::fs::read_to_string(top.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        let title = promised.split_once(&format!("`{file}` (*")).and_then(|(_, rest)| rest.split_once("*)"));
        assert!(title.is_none_or(|(title, _)| source.contains(title)), "{file} has no test {title:?}");
    }
    // Each promise of the list names one.
    for line in promised.split("\n- ").skip(1) {
        let has_backing =
            line.contains("::") || line.contains(".test.mjs`") || line.contains("forbid(unsafe_code)");
        assert!(has_backing, "nothing stands behind: {line}");
    }
}
