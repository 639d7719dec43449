//! Writes the seeds for fuzzing that depend on the format, the samples and the vectors: `cargo run -p
//! semnet-tests --bin seeds`. The others in `tests/fuzz/seeds` are written by hand.

use std::path::{Path, PathBuf};

use semnet_core::Network;
use semnet_core::format::Format;
use serde_json::Value;

fn main() -> std::io::Result<()> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let seeds = Seeds(top.join("tests/fuzz/seeds"));
    let sample = |name: &str| std::fs::read_to_string(top.join("examples/reports").join(name));
    let tide_mill = Network::from_json(sample("tide-mill.json")?).expect("a sample");
    let handwriting = Network::from_report(sample("handwriting.txt")?).expect("a sample");

    seeds.write("json", "tide-mill.json", tide_mill.to_json())?;
    for name in ["bees.txt", "handwriting.txt", "tram.txt"] {
        seeds.write("report", name, sample(name)?)?;
    }
    let short = handwriting.to_short_link("semnet:").expect("a base");
    let full = tide_mill.to_link("semnet:").expect("a base");
    seeds.write("link", "short", &short)?;
    seeds.write("link", "full", &full)?;
    seeds.write("link", "handwriting", handwriting.to_link("").expect("a base"))?;
    seeds.write("query_bar", "hashtag", format!(" “#{}”.", handwriting.hashtag()))?;
    seeds.write("query_bar", "link", full)?;
    seeds.write("hashtag", "one", handwriting.hashtag().to_string())?;
    seeds.write("hashtag", "fingerprint", handwriting.fingerprint().to_string())?;

    let vectors: Value =
        serde_json::from_str(&std::fs::read_to_string(top.join("tests/conformance/vectors.json"))?)?;
    for list in vectors.as_object().into_iter().flat_map(|object| object.values()).filter_map(Value::as_array)
    {
        for vector in list {
            if let (Some(name), Some(bytes)) = (vector["name"].as_str(), vector["bytes"].as_str())
                && let Some(bytes) = unhex(bytes)
                && bytes.len() <= 1_000
            {
                let parts: Vec<&str> = name
                    .split(|c: char| !c.is_ascii_alphanumeric())
                    .filter(|part| !part.is_empty())
                    .collect();
                seeds.write("bytes", &parts.join("-").to_lowercase(), bytes)?;
            }
        }
    }
    // The first byte gives the format.
    for (number, format) in (0u8..).zip(Format::ALL) {
        let written = tide_mill.to_format(format).text;
        let name = format.name();
        if format.is_writable() {
            seeds.write("format", name, [&[number], written.as_bytes()].concat())?;
        }
    }
    // Those that are only read, as other tools write them.
    for entry in std::fs::read_dir(top.join("tests/foreign/tools"))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Some(format) = Format::from_path(&name).filter(|format| format.is_readable()) else { continue };
        let number = (0u8..).zip(Format::ALL).find(|(_, other)| *other == format);
        if let Some((number, _)) = number.filter(|_| !format.is_writable()) {
            let text = std::fs::read(&path)?;
            seeds.write("format", &name, [&[number][..], &text].concat())?;
        }
    }
    Ok(())
}

struct Seeds(PathBuf);

impl Seeds {
    fn write(&self, target: &str, name: &str, bytes: impl AsRef<[u8]>) -> std::io::Result<()> {
        std::fs::create_dir_all(self.0.join(target))?;
        std::fs::write(self.0.join(target).join(name), bytes)
    }
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).ok());
    pairs.map(|pair| u8::from_str_radix(pair?, 16).ok()).collect()
}
