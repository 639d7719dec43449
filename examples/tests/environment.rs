//! Variables of the environment that are empty: each is treated as unset.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

#[allow(dead_code)]
mod program;

use std::process::Stdio;

use program::{Place, Run};

#[test]
fn an_empty_variable_is_treated_as_unset() {
    let place = Place::new();
    let file = place.write("bees.json", r#"{"question": "Why do bees dance?"}"#);
    let run = |arguments: &[&str]| {
        let mut command = place.command(arguments);
        for name in [
            "SEMNET_STORE",
            "SEMNET_BASE",
            "SEMNET_MODEL_URL",
            "SEMNET_MODEL",
            "SEMNET_MODEL_KEY",
            "AWS_REGION",
            "AWS_ENDPOINT_URL",
            "VISUAL",
            "EDITOR",
        ] {
            command.env(name, "");
        }
        Run::of(command.env("XDG_DATA_HOME", &place.0).stdin(Stdio::null()).output().unwrap())
    };
    let added = run(&["add", &file]);
    assert_eq!(added.status, 0, "{}", added.err);
    // The platform's own store, the default.
    assert!(place.0.join("semnet/networks.semnet").exists());
    let listed = run(&["list"]);
    assert!(listed.out.contains("Why do bees dance?"), "{}", listed.err);
    let link = run(&["link", "Why do bees dance?"]);
    assert!(link.out.starts_with(semnet_core::link::DEFAULT_BASE), "{}{}", link.out, link.err);
    let edited = run(&["edit", "Why do bees dance?"]);
    assert!(edited.err.contains("there is no editor"), "{}", edited.err);
    // Options on the command line still need a value.
    assert_eq!(run(&["list", "--store", ""]).status, 2);
}
