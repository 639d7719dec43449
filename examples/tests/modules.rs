//! Runs the tests in modules of the program: of an example that is not marked as a test, Cargo
//! builds the program and not its tests.

// Not everything that the program uses is used here.
#![allow(dead_code, unused_imports, unused_macros)]
// Also in the functions that the tests share, which clippy does not take for tests.
#![allow(clippy::unwrap_used)]

mod program;

#[cfg(feature = "model")]
#[path = "../semnet/model/answer.rs"]
mod answer;
#[path = "../semnet/html.rs"]
mod html;
#[cfg(feature = "model")]
#[path = "../semnet/model/message.rs"]
mod message;
#[path = "../semnet/output.rs"]
mod output;
#[path = "../semnet/own_form.rs"]
mod own_form;
#[cfg(feature = "model")]
#[path = "../semnet/model/stream.rs"]
mod stream;

/// Modules with tests are named above.
#[test]
fn every_module_with_tests_is_here() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let here = std::fs::read_to_string(root.join("tests/modules.rs")).unwrap();
    for path in program::files_below(&root.join("semnet")) {
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.strip_prefix(root).unwrap().display().to_string().replace('\\', "/");
        assert!(!text.contains("#[test]") || here.contains(&format!("\"../{name}\"")), "{name}");
    }
}
