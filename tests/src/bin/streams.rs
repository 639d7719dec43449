//! How much memory the formats take: through streams, compared with texts in memory.
//!
//!     streams                     a table, for a network of 20,000 concepts
//!     streams CONCEPTS            the same, for as many
//!     streams make CONCEPTS FOLDER            writes such a network in all formats, and its canonical bytes
//!     streams read|read-whole FORMAT FILE     the most memory, in bytes, that reading takes, the network
//! included     streams write|write-whole FORMAT FILE   the same for writing, beside the network, whose
//! canonical bytes are in FILE
//!
//! Each measurement runs in a separate process.

use std::alloc::System;
use std::fs::File;
use std::io;
use std::path::Path;
use std::process::Command;

use cap::Cap;
use semnet_core::format::{Format, ImportOptions};
use semnet_core::network::NewRelationship;
use semnet_core::{Network, NetworkBuilder};

#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, usize::MAX);

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => table(20_000),
        [count] => table(count.parse()?),
        ["make", count, folder] => make(count.parse()?, Path::new(folder)),
        [way, format, file] => {
            println!("{}", most(way, format.parse()?, file)?);
            Ok(())
        }
        _ => Err("the first lines of this program say how to call it".into()),
    }
}

/// Concepts with a sentence each, and three relationships with a passage to each of them.
fn make(count: usize, folder: &Path) -> Result<(), Failure> {
    const WORDS: [&str; 8] = ["honey", "wax", "dance", "sun", "angle", "flower", "swarm", "hive"];
    let sentence = |number: usize, length: usize| {
        let words: Vec<&str> = (0..length).map(|place| WORDS[(number >> (place % 7)) % 8]).collect();
        words.join(" ")
    };
    let label = |number: usize| format!("Concept {number} of the {}", WORDS[number % 8]);
    let mut builder = NetworkBuilder::new("What is large?");
    for number in 0..count {
        builder.concept(&label(number), &sentence(number, 16));
        builder.concept_attribute(&label(number), "weight", &number.to_string());
    }
    for number in 0..3 * count {
        let (source, target) = (label(number % count), label(number.wrapping_mul(7_919) % count));
        let passage = sentence(number, 8);
        builder.relationship(NewRelationship::new(&source, "leads to", &target).passage(&passage));
    }
    let network = builder.build()?;
    std::fs::write(folder.join("network"), network.as_bytes())?;
    for format in Format::ALL.into_iter().filter(|format| format.is_writable()) {
        network.write_format(format, File::create(folder.join(format.name()))?)?;
    }
    Ok(())
}

fn most(way: &str, format: Format, file: &str) -> Result<usize, Failure> {
    match way {
        "read" => {
            let (file, before) = (File::open(file)?, ALLOCATOR.allocated());
            let _read =
                Network::import_from(format, file, &ImportOptions::default().question("What is large?"))?;
            Ok(ALLOCATOR.max_allocated() - before)
        }
        "read-whole" => {
            let before = ALLOCATOR.allocated();
            let text = std::fs::read(file)?;
            let _parsed =
                Network::import(format, &text, &ImportOptions::default().question("What is large?"))?;
            Ok(ALLOCATOR.max_allocated() - before)
        }
        "write" | "write-whole" => {
            let network = Network::from_bytes(std::fs::read(file)?)?;
            // Memory that opening used briefly would hide as much of the measured memory, so it is allocated
            // again.
            let room = vec![0_u8; ALLOCATOR.max_allocated() - ALLOCATOR.allocated()];
            let before = ALLOCATOR.allocated();
            if way == "write" {
                network.write_format(format, io::sink())?;
            } else {
                let _text = network.to_format(format);
            }
            let most = ALLOCATOR.max_allocated() - before;
            drop(std::hint::black_box(room));
            Ok(most)
        }
        _ => Err("read, read-whole, write or write-whole".into()),
    }
}

fn table(count: usize) -> Result<(), Failure> {
    let folder = std::env::temp_dir().join(format!("semnet-streams-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    make(count, &folder)?;
    println!(
        "most memory as a multiple of the text's length: through a stream, and with the text in memory\n"
    );
    println!("{:>12} {:>8} {:>8} {:>8} {:>8} {:>8}", "format", "MB", "read", "whole", "write", "whole");
    // Its report is no more than the question.
    for format in Format::ALL.into_iter().filter(|&format| format != Format::Report && format.is_writable()) {
        let file = folder.join(format.name());
        let length = std::fs::metadata(&file)?.len() as f64;
        let times = |way: &str, file: &Path| -> Result<String, Failure> {
            if way.starts_with("read") && !format.is_readable() {
                return Ok("-".into());
            }
            let run = Command::new(std::env::current_exe()?).args([way, format.name()]).arg(file).output()?;
            let most: f64 = String::from_utf8(run.stdout)?.trim().parse()?;
            Ok(format!("{:.2}", most / length))
        };
        let bytes = folder.join("network");
        let [read, whole] = [times("read", &file)?, times("read-whole", &file)?];
        let [write, whole_write] = [times("write", &bytes)?, times("write-whole", &bytes)?];
        let name = format.name();
        println!("{name:>12} {:>8.1} {read:>8} {whole:>8} {write:>8} {whole_write:>8}", length / 1e6);
    }
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}
