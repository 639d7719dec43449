//! Reading RDF: semnet's own readers of N-Triples and JSON-LD compared with those of oxttl and oxjsonld, on
//! one file of each, in seconds and in the most memory as a multiple of the text.
//!
//!     cargo run --release --features rdf --bin rdf -- [TRIPLES]
//!
//! semnet's figures include the network; the others collect the triples as the libraries give them. semnet
//! also reads the N-Triples as Turtle, through oxttl: these two differ only in the parser.

use std::alloc::System;
use std::error::Error;
use std::fmt::Write as _;
use std::hint::black_box;
use std::process::Command;
use std::time::Instant;

use cap::Cap;
use oxjsonld::JsonLdParser;
use oxttl::NTriplesParser;
use semnet_core::Network;
use semnet_core::format::{Format, ImportOptions};

#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, usize::MAX);

const WAYS: [&str; 5] = ["semnet-nt", "semnet-ttl", "oxttl-nt", "semnet-jsonld", "oxjsonld"];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["one", way, count] => one(way, count.parse()?),
        [count] => table(count),
        _ => table("300000"),
    }
}

fn table(count: &str) -> Result<(), Box<dyn Error>> {
    println!("{:>14} {:>8} {:>8} {:>8}", "reader", "MB", "seconds", "memory");
    for way in WAYS {
        // Each in a separate process.
        let run = Command::new(std::env::current_exe()?).args(["one", way, count]).output()?;
        print!("{}{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    }
    Ok(())
}

fn one(way: &str, count: usize) -> Result<(), Box<dyn Error>> {
    let text = if way.ends_with("jsonld") { json_ld(count) } else { triples(count) };
    let (before, begin) = (ALLOCATOR.allocated(), Instant::now());
    let network =
        |format| Network::import(format, text.as_str(), &ImportOptions::default().question("What is there?"));
    match way {
        "semnet-nt" => drop(black_box(network(Format::NTriples)?)),
        "semnet-ttl" => drop(black_box(network(Format::Turtle)?)),
        "semnet-jsonld" => drop(black_box(network(Format::JsonLd)?)),
        "oxttl-nt" => drop(black_box(NTriplesParser::new().for_slice(&text).collect::<Result<Vec<_>, _>>()?)),
        _ => drop(black_box(JsonLdParser::new().for_slice(&text).collect::<Result<Vec<_>, _>>()?)),
    }
    let (seconds, length) = (begin.elapsed().as_secs_f64(), text.len() as f64);
    let memory = (ALLOCATOR.max_allocated() - before) as f64 / length;
    println!("{way:>14} {:>8.1} {seconds:>8.2} {memory:>8.1}", length / 1e6);
    Ok(())
}

/// A thing in five has a label; each triple between two things is followed by one more in ten.
fn triples(count: usize) -> String {
    let things = count / 5 + 1;
    let mut text = String::new();
    for number in 0..things {
        let _ = writeln!(
            text,
            "<http://a.example/thing/{number}> <http://www.w3.org/2000/01/rdf-schema#label> \"{number}\"@en ."
        );
    }
    for number in 0..count {
        let (from, to) = (number % things, number.wrapping_mul(7_919) % things);
        let _ = writeln!(
            text,
            "<http://a.example/thing/{from}> <http://a.example/relation/{}> <http://a.example/thing/{to}> .",
            number % 7
        );
    }
    text
}

/// The same, flattened.
fn json_ld(count: usize) -> String {
    let things = count / 5 + 1;
    let mut text = String::from("{\"@graph\":[");
    for number in 0..things {
        let comma = if number > 0 { "," } else { "" };
        let _ = write!(
            text,
            "{comma}\n{{\"@id\":\"http://a.example/thing/{number}\",\
             \"http://www.w3.org/2000/01/rdf-schema#label\":\
             [{{\"@value\":\"{number}\",\"@language\":\"en\"}}]"
        );
        for turn in 0..5 {
            let to = (number + turn * things).wrapping_mul(7_919) % things;
            let _ = write!(
                text,
                ",\"http://a.example/relation/{turn}\":[{{\"@id\":\"http://a.example/thing/{to}\"}}]"
            );
        }
        text.push('}');
    }
    text.push_str("]}\n");
    text
}
