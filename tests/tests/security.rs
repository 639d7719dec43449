//! The tests that SECURITY.md names are there.

use std::path::Path;

#[test]
fn every_promise_has_its_test() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let page = std::fs::read_to_string(top.join("SECURITY.md")).unwrap();
    let promised = page.split("## What it does not promise").next().unwrap();
    // The text between backticks, and of that, `file::test`.
    let named: Vec<(&str, &str)> =
        promised.split('`').skip(1).step_by(2).filter_map(|name| name.split_once("::")).collect();
    assert!(named.len() > 20, "{named:?}");
    for (file, test) in named.into_iter().filter(|(file, _)| *file != "file") {
        let path = if file.contains('/') {
            top.join(file)
        } else {
            top.join("tests/tests").join(file).with_extension("rs")
        };
        let source =
            std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert!(is_run(&source, test), "{file} has no test {test} that is run");
    }
    // Programs that check something, and folders.
    for path in promised.split('`').skip(1).step_by(2).filter(|name| name.starts_with("tests/")) {
        let file = path.split("::").next().unwrap_or(path);
        assert!(top.join(file).exists(), "there is no {file}");
    }
    // A test of the page or of the server is named by its file and, in italics, by its title.
    let in_scripts: Vec<&str> =
        promised.split('`').skip(1).step_by(2).filter(|name| name.ends_with(".test.mjs")).collect();
    assert!(!in_scripts.is_empty());
    for file in in_scripts {
        let source =
            std::fs::read_to_string(top.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        for (_, rest) in
            promised.match_indices(&format!("`{file}`")).map(|(at, name)| promised.split_at(at + name.len()))
        {
            let title = rest.strip_prefix(" (*").and_then(|rest| rest.split_once("*)"));
            assert!(title.is_none_or(|(title, _)| source.contains(title)), "{file} has no test {title:?}");
            assert!(source.contains("test("), "{file} has no test");
        }
    }
    // Each promise of the list names one, also those in a list within it. (A paragraph ends the last one.)
    let items = promised.split("\n- ").skip(1).flat_map(|item| item.split("\n  - "));
    for line in items.map(|item| item.split("\n\n").next().unwrap_or(item)) {
        let has_backing =
            line.contains("::") || line.contains(".test.mjs`") || line.contains("forbid(unsafe_code)");
        assert!(has_backing, "nothing stands behind: {line}");
    }
}

/// Whether a source has this function as a test that is not left out.
fn is_run(source: &str, test: &str) -> bool {
    let Some((before, _)) = source.split_once(&format!("fn {test}(")) else { return false };
    let above = before.lines().rev().skip(usize::from(!before.ends_with('\n')));
    let is_of_it = |line: &&str| line.starts_with("#[") || line.starts_with("//");
    let attributes: Vec<&str> = above.map(str::trim).take_while(is_of_it).collect();
    let has = |start: &str| attributes.iter().any(|line| line.starts_with(start));
    (has("#[test]") || has("#[tokio::test")) && !has("#[ignore") && !has("#[should_panic")
}

#[test]
fn a_function_that_is_not_run_is_no_test() {
    assert!(is_run("#[test]\nfn one() {}", "one"));
    assert!(is_run("proptest! {\n    /// Any.\n    #[test]\n    fn one(a in 0..1) {}\n}", "one"));
    for source in
        ["fn one() {}", "#[test]\n#[ignore]\nfn one() {}", "#[test]\nfn two() {}\nfn one() {}", "// fn one("]
    {
        assert!(!is_run(source, "one"), "{source}");
    }
}
