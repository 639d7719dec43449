//! Files of other tools with short rows take at most 8 times their text while they are read, the network
//! included. `cargo run --release -p semnet-tests --bin large-files` shows it for more shapes, and the time.

use std::process::Command;

fn run(arguments: &[&str]) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_large-files")).args(arguments).output().unwrap();
    assert!(run.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).unwrap()
}

#[test]
fn short_rows_take_at_most_8_times_their_text() {
    let folder = std::env::temp_dir().join(format!("semnet-large-files-test-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    run(&["make", "100000", folder.to_str().unwrap()]);
    for (format, name) in [
        ("csv", "csv short rows"),
        ("dot", "dot weighted"),
        ("jsonld", "jsonld nodes"),
        ("ntriples", "ntriples blank nodes"),
    ] {
        let file = folder.join(name);
        let length = std::fs::metadata(&file).unwrap().len() as usize;
        let figures = run(&["memory", format, file.to_str().unwrap()]);
        let most: usize = figures.split_whitespace().next().unwrap().parse().unwrap();
        assert!(most < 8 * length, "{name}: {most} bytes to read {length}");
    }
    std::fs::remove_dir_all(&folder).unwrap();
}
