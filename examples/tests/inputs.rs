//! Unusual INPUTs: named pipes, and names that are not UTF-8.
#![cfg(unix)]
// Also in the functions that the tests share, which clippy does not take for tests.
#![allow(clippy::unwrap_used)]

mod program;

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt;
use std::process::Stdio;

use program::{Place, Run, sample};

#[test]
fn whatever_opens_as_a_file_is_an_input_of_every_command() {
    let place = Place::new();
    let hashtag = place.run(&["add", &sample("bees.txt")]).done();
    let hashtag = hashtag.get(..11).unwrap();
    let report = std::fs::read(sample("bees.txt")).unwrap();
    let named = place.0.join(OsStr::from_bytes(b"caf\xe9 \xff.txt"));
    // Some file systems take no such names.
    let named = if std::fs::write(&named, &report).is_ok() { named } else { place.0.join("cafe.txt") };
    std::fs::write(&named, &report).unwrap();
    let pipe = place.0.join("pipe.txt");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    let commands: &[(&[&str], &[&str])] = &[
        (&["open"], &[]),
        (&["add"], &[]),
        (&["link"], &[]),
        (&["convert"], &["-", "--as", "json"]),
        (&["related"], &["question"]),
        (&["related", "--across"], &[]),
        (&["path"], &["question", "Honest Effort"]),
        (&["select"], &["?a via !() ?b"]),
        (&["search", "bees"], &[]),
        (&["context"], &["bees"]),
        (&["diff", hashtag], &[]),
        (&["union", hashtag], &[]),
        (&["score", hashtag], &[]),
    ];
    for (before, after) in commands {
        let run = |file: &OsStr| {
            let mut command = place.command(before);
            let words: Vec<OsString> = after.iter().map(OsString::from).collect();
            let child = command.arg(file).args(words).stdin(Stdio::null()).stdout(Stdio::piped());
            child.stderr(Stdio::piped()).spawn().unwrap()
        };
        let by_name = Run::of(run(named.as_os_str()).wait_with_output().unwrap());
        let reading = run(pipe.as_os_str());
        std::fs::write(&pipe, &report).unwrap();
        let by_pipe = Run::of(reading.wait_with_output().unwrap());
        assert_eq!(
            (by_pipe.status, &by_pipe.out),
            (by_name.status, &by_name.out),
            "{before:?}: {}",
            by_pipe.err
        );
        assert!(
            !by_name.err.contains("UTF-8") && !by_name.out.is_empty()
                || before.contains(&"diff")
                || before.contains(&"--across"),
            "{before:?}: {}",
            by_name.err
        );
    }
}

#[test]
fn standard_input_is_one_input() {
    let place = Place::new();
    let report = std::fs::read(sample("bees.txt")).unwrap();
    for arguments in [&["add", "-", "-"][..], &["diff", "-", "-"], &["merge", "-", "-", "-"]] {
        let run = place.run_with(arguments, &report);
        assert_eq!(run.status, 1, "{arguments:?}");
        assert!(run.err.contains("standard input: it can be read only once"), "{arguments:?}: {}", run.err);
    }
    assert_eq!(place.run_with(&["open", "-"], &report).done().as_bytes(), report);
}

/// A program with little memory: many paths take no more than few, and a pattern no more than its budget.
#[cfg(target_os = "linux")]
#[test]
fn memory_is_bounded_whatever_the_arguments() {
    let place = Place::new();
    let mut ladder = String::from("source,relation,target\n");
    for rung in 0..12 {
        for side in 0..3 {
            ladder += &format!("n{rung},a,m{rung} {side}\nm{rung} {side},b,n{}\n", rung + 1);
        }
    }
    let ladder = place.write("ladder.csv", ladder);
    let chain: String = (0..3_000).map(|at| format!("c{at},leads to,c{}\n", at + 1)).collect();
    let chain = place.write("chain.csv", format!("source,relation,target\n{chain}"));
    let within = |kilobytes: usize, words: &[&str]| {
        let shell = format!("ulimit -v {kilobytes}; exec \"$0\" \"$@\"");
        let command = place.command(words);
        let mut child = std::process::Command::new("sh");
        child
            .arg("-c")
            .arg(shell)
            .arg(command.get_program())
            .args(words)
            .env("SEMNET_STORE", place.0.join("store"))
            // The limit is on addresses, of which glibc sets 64 MB aside for each thread of `parallel`.
            .env("MALLOC_ARENA_MAX", "1");
        child.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).output().unwrap()
    };
    // Each path takes some 300 bytes of text; before they were streams, 28 KB of memory.
    for (many, format) in [("1000000", "--direction=both"), ("5000", "--json")] {
        let run = within(80_000, &["path", &ladder, "n0", "n12", "-k", many, "--budget=1000000", format]);
        let err = String::from_utf8(run.stderr).unwrap();
        assert!(run.status.success() && run.stdout.len() > 1_000_000, "{many}: {err}");
    }
    for pattern in ["?a via !() ?b; ?c via !() ?d; ?e via !() ?f", "?a via !()* ?b"] {
        let run = within(250_000, &["select", &chain, pattern, "--limit", "10"]);
        let err = String::from_utf8(run.stderr).unwrap();
        assert!(err.contains("stopped at its budget of 10000000"), "{pattern}: {err}");
        assert!(!err.contains("nothing matches the pattern"), "{pattern}: {err}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn what_has_no_end_is_refused_after_its_beginning() {
    let place = Place::new();
    let bees = sample("bees.txt");
    let pipe = |device: &str, words: &[&str]| {
        let command = place.command(words);
        let mut child = std::process::Command::new("sh");
        // Who reads on gets an error instead of all memory of the machine, and who ignores it, a signal.
        let shell = "ulimit -v 500000; ulimit -t 60; exec \"$0\" \"$@\"";
        child.arg("-c").arg(shell).arg(command.get_program()).args(words);
        child.env("SEMNET_STORE", place.0.join("store")).env("MALLOC_ARENA_MAX", "1");
        child.stdin(std::fs::File::open(device).unwrap()).output().unwrap()
    };
    let commands: [&[&str]; 7] = [
        &["open", "-"],
        &["edit", &bees, "--change", "-"],
        &["edit", &bees, "--text", "-"],
        &["apply", &bees, "-"],
        &["evidence", &bees, "--source", "-"],
        &["open", &bees, "--labels", "-"],
        &["import", "-"],
    ];
    for device in ["/dev/zero", "/dev/urandom"] {
        for words in commands {
            let run = pipe(device, words);
            let err = String::from_utf8(run.stderr).unwrap();
            assert_eq!(run.status.code(), Some(1), "{words:?} of {device}: {err}");
            assert!(
                err.starts_with("semnet: ")
                    && err.contains("standard input: ")
                    && !err.contains("memory allocation of"),
                "{words:?}: {err}"
            );
        }
    }
}
