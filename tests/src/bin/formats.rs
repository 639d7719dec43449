//! Writes networks in all formats for other tools to read, and reads what other tools write.
//!
//! `formats write FOLDER` writes the samples and some random networks, each in a folder of its own. `formats
//! convert` reads lines of a format, a file, another format and another file, with tabs between. `formats
//! read` reads lines of a format, a tab and a file on standard input and prints for each the network's JSON,
//! or `null` and the reason.

use std::io::{self, BufRead, Write};
use std::path::Path;

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use semnet_core::format::{Format, ImportOptions};
use semnet_core::network::NewRelationship;
use semnet_core::{Network, NetworkBuilder};
use serde_json::json;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["write", folder] => write(Path::new(folder)),
        ["read"] => read(),
        ["convert"] => convert(),
        _ => Err("formats write FOLDER, formats read, or formats convert".into()),
    }
}

fn write(folder: &Path) -> Result<(), Failure> {
    let mut networks = vec![hostile()];
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/reports");
    let mut files: Vec<_> = std::fs::read_dir(samples)?.collect::<Result<_, _>>()?;
    files.sort_by_key(|file| file.file_name());
    for file in files {
        let bytes = std::fs::read(file.path())?;
        networks.push(Network::from_format(Format::detect(&bytes), bytes)?);
    }
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    for _ in 0..60 {
        networks.push(
            semnet_tests::network().new_tree(&mut runner).map_err(|reason| reason.to_string())?.current(),
        );
    }
    for (number, network) in networks.iter().enumerate() {
        let folder = folder.join(number.to_string());
        std::fs::create_dir_all(&folder)?;
        for format in Format::ALL.into_iter().filter(|format| format.is_writable()) {
            std::fs::write(folder.join(format.name()), network.to_format(format).text)?;
        }
    }
    Ok(())
}

/// Lines of FORMAT, FILE, FORMAT and FILE with tabs between: from the first to the second.
fn convert() -> Result<(), Failure> {
    for line in io::stdin().lock().lines() {
        let line = line?;
        let [from, file, to, out] = line.split('\t').collect::<Vec<_>>()[..] else {
            return Err("expected FORMAT<TAB>FILE<TAB>FORMAT<TAB>FILE".into());
        };
        let read = Network::import(
            from.parse()?,
            std::fs::read(file)?,
            &ImportOptions::default().question("What is this?"),
        )
        .map_err(|error| format!("{file}: {error}"))?;
        std::fs::write(out, read.network.to_format(to.parse()?).text)?;
    }
    Ok(())
}

fn read() -> Result<(), Failure> {
    for line in io::stdin().lock().lines() {
        let line = line?;
        let (format, file) = line.split_once('\t').ok_or("expected FORMAT<TAB>FILE")?;
        let (format, bytes): (Format, _) = (format.parse()?, std::fs::read(file)?);
        let answer =
            match Network::import(format, &bytes, &ImportOptions::default().question("What is this?"))
                .map(|parsed| parsed.network)
            {
                Ok(network) => json!({
                    "hashtag": network.hashtag(), "guessed": Format::detect(&bytes) == format,
                    "concepts": network.concepts().map(|concept| concept.label()).collect::<Vec<_>>(),
                    "network": network, "relationships": network.relationship_count(),
                }),
                Err(error) => json!({"error": error.to_string()}),
            };
        writeln!(io::stdout(), "{answer}")?;
    }
    Ok(())
}

/// Every string with the syntax of many formats in it.
fn hostile() -> Network {
    let evil = "<img src=x onerror=alert(1)> \"q\" 'q' & &amp; &#60; #60; \\ \\N \\n | ` * _ # ]]> --> \
                ;%%{init: {}}%% <!-- =1+1 @ $x$ [a](javascript:alert(1)) https://example.org www.example.org \
                a@example.org {{x}} ${y} :tada: ﬂ°°60¶ß ```";
    let with = |start: &str| format!("{start} {evil}");
    let mut builder = NetworkBuilder::new(&with("Q?"));
    builder
        .title(&with("=T"))
        .attribute(&with("@name"), &with("+value"))
        .finding(&with("-F"), &with("1. text"))
        .concept(&with("`C`"), &with("# not a heading"))
        .concept_attribute(&with("-F"), "label", "taken")
        .concept_attribute(&with("-F"), "label", "twice")
        .relationship(
            NewRelationship::new(&with("-F"), &with("=cmd|' /C calc'!A0"), &with("`C`"))
                .passage(&with("> quote"))
                .attribute("weight", "0.5")
                .attribute("=formula", "=1+1"),
        )
        .highlight((with("-F").as_str(), "is", with("`C`").as_str()));
    for start in [
        "1.", "2)", "- list", "+ list", "* list", "===", "---", "# head", "> quote", "    code", "~~~",
        "|a|b|", "\\", "end", "`md`",
    ] {
        builder.concept(start, start);
        builder.relationship((start, start, start, start));
    }
    builder.build().unwrap()
}
