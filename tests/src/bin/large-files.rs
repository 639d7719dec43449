//! What large files of other tools cost: the most memory, as a multiple of the text, and the time, compared
//! with a simple pass over the same text.
//!
//!     large-files                 a table for files of 500,000 edges with short ids, some with a weight, and
//!                                 of one thing alone, such as lists, values of one node or blank nodes
//!     large-files EDGES           the same for as many
//!     large-files make EDGES FOLDER           writes the files
//!     large-files memory FORMAT FILE          the most memory, in bytes, the network included; and how much
//!                                             of it is the network, which stays
//!     large-files time FORMAT FILE            seconds, and those of the plain pass
//!
//! Each measurement of memory runs in a separate process. It fails when a file takes more than 8 times its
//! length.

use std::alloc::System;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs::File;
use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use cap::Cap;
use semnet_core::Network;
use semnet_core::format::{Format, ImportOptions};

#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, usize::MAX);

type Failure = Box<dyn std::error::Error>;

/// The most memory, as a multiple of the text.
const MOST: f64 = 8.0;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => table(500_000),
        [count] => table(count.parse()?),
        ["make", count, folder] => make(count.parse()?, Path::new(folder)).map(drop),
        ["memory", format, file] => {
            let (file, before) = (File::open(file)?, ALLOCATOR.allocated());
            let _read = Network::import_from(
                format.parse()?,
                file,
                &ImportOptions::default().question("What is large?"),
            )?;
            let network = ALLOCATOR.allocated() - before;
            println!("{} {network}", ALLOCATOR.max_allocated() - before);
            Ok(())
        }
        ["time", format, file] => {
            let format: Format = format.parse()?;
            let begin = Instant::now();
            black_box(Network::import_from(
                format,
                File::open(file)?,
                &ImportOptions::default().question("What is large?"),
            )?);
            let read = begin.elapsed();
            let text = std::fs::read_to_string(file)?;
            let begin = Instant::now();
            black_box(plain(format, &text));
            println!("{} {}", read.as_secs_f64(), begin.elapsed().as_secs_f64());
            Ok(())
        }
        _ => Err("the first lines of this program say how to call it".into()),
    }
}

/// The simplest program: the cells of all lines, each as a new string, with their counts; the tags of XML,
/// the tree of JSON.
fn plain(format: Format, text: &str) -> usize {
    if format.media_type().contains("json") {
        return serde_json::from_str::<serde_json::Value>(text).map_or(0, |value| value.to_string().len());
    }
    let separators: &[char] = match format {
        Format::Csv => &[','],
        Format::Tsv => &['\t'],
        _ => &['<', '>', '"', ' '],
    };
    let mut counts: HashMap<String, usize> = HashMap::new();
    for cell in text.lines().flat_map(|line| line.split(separators)).filter(|cell| !cell.is_empty()) {
        *counts.entry(cell.to_owned()).or_default() += 1;
    }
    counts.len()
}

fn make(count: usize, folder: &Path) -> Result<Vec<(Format, String)>, Failure> {
    let nodes = count / 5 + 1;
    let edge = |number: usize| (number % nodes, number.wrapping_mul(7_919) % nodes);
    let list = |each: &dyn Fn(usize) -> String, count: usize, between: &str| {
        let mut text = String::new();
        for number in 0..count {
            if number > 0 {
                text.push_str(between);
            }
            text.push_str(&each(number));
        }
        text
    };
    let edges = |form: &dyn Fn(usize, usize) -> String, between: &str| {
        list(
            &|number| {
                let (from, to) = edge(number);
                form(from, to)
            },
            count,
            between,
        )
    };
    let xml_nodes = list(&|n| format!("<node id=\"{n}\"/>"), nodes, "\n");
    let xml_edges = edges(&|a, b| format!("<edge source=\"{a}\" target=\"{b}\"/>"), "\n");
    let json_nodes = list(&|n| format!("{{\"id\":{n}}}"), nodes, ",");
    let json_edges = edges(&|a, b| format!("{{\"source\":{a},\"target\":{b}}}"), ",");
    let files: Vec<(Format, String)> = vec![
        (Format::Csv, "source,target\n".to_owned() + &edges(&|a, b| format!("{a},{b}"), "\n") + "\n"),
        (
            Format::Tsv,
            "source\trelation\ttarget\n".to_owned() + &edges(&|a, b| format!("{a}\tis\t{b}"), "\n") + "\n",
        ),
        (
            Format::GraphMl,
            format!(
                "<graphml><graph edgedefault=\"directed\">\n{xml_nodes}\n{xml_edges}\n</graph></graphml>\n"
            ),
        ),
        (
            Format::Gexf,
            format!(
                "<gexf><graph defaultedgetype=\"directed\">\n<nodes>\n{xml_nodes}\n</nodes>\n\
                 <edges>\n{xml_edges}\n</edges></graph></gexf>\n"
            ),
        ),
        (
            Format::NodeLink,
            format!("{{\"directed\":true,\"nodes\":[{json_nodes}],\"links\":[{json_edges}]}}"),
        ),
        (
            Format::Graphology,
            format!(
                "{{\"options\":{{\"type\":\"directed\"}},\"nodes\":[{}],\"edges\":[{json_edges}]}}",
                list(&|n| format!("{{\"key\":{n}}}"), nodes, ",")
            ),
        ),
        (
            Format::Cytoscape,
            format!(
                "{{\"elements\":{{\"nodes\":[{}],\"edges\":[{}]}}}}",
                list(&|n| format!("{{\"data\":{{\"id\":\"{n}\"}}}}"), nodes, ","),
                edges(&|a, b| format!("{{\"data\":{{\"source\":\"{a}\",\"target\":\"{b}\"}}}}"), ",")
            ),
        ),
        (
            Format::JsonGraph,
            format!(
                "{{\"graph\":{{\"nodes\":{{{}}},\"edges\":[{}]}}}}",
                list(&|n| format!("\"{n}\":{{}}"), nodes, ","),
                edges(&|a, b| format!("{{\"source\":\"{a}\",\"target\":\"{b}\"}}"), ",")
            ),
        ),
        (Format::NTriples, edges(&|a, b| format!("<a:{a}> <a:b> <a:{b}> ."), "\n") + "\n"),
        (
            Format::Turtle,
            "@prefix a: <a:> .\n".to_owned() + &edges(&|a, b| format!("a:{a} a:b a:{b}."), "\n") + "\n",
        ),
        (
            Format::Gml,
            format!(
                "graph [\n{}\n{}\n]\n",
                list(&|n| format!("node [ id {n} ]"), nodes, "\n"),
                edges(&|a, b| format!("edge [ source {a} target {b} ]"), "\n")
            ),
        ),
        (Format::Dot, format!("digraph {{\n{}\n}}\n", edges(&|a, b| format!("{a}->{b}"), "\n"))),
        (
            Format::McpMemory,
            edges(
                &|a, b| {
                    format!(
                        "{{\"type\":\"relation\",\"from\":\"{a}\",\"to\":\"{b}\",\"relationType\":\"is\"}}"
                    )
                },
                "\n",
            ) + "\n",
        ),
    ];
    let weighted: Vec<(Format, String)> = vec![
        (
            Format::Csv,
            "source,target,weight\n".to_owned() + &edges(&|a, b| format!("{a},{b},{}", a % 9), "\n") + "\n",
        ),
        (
            Format::Turtle,
            "@prefix a: <a:> .\n".to_owned()
                + &list(&|n| format!("a:{n} a:w {}.", n % 9), count, "\n")
                + "\n",
        ),
        (Format::NTriples, list(&|n| format!("<a:{n}> <a:w> \"{}\" .", n % 9), count, "\n") + "\n"),
        (
            Format::Gml,
            format!("graph [\n{}\n]\n", list(&|n| format!("node [ id {n} w {} ]", n % 9), count, "\n")),
        ),
    ];
    let mut made = Vec::new();
    for (kind, files) in [("", files), (" weighted", weighted)] {
        for (format, text) in files {
            made.push((format, format!("{format}{kind}"), text));
        }
    }
    made.extend(
        odd(count).into_iter().map(|(format, shape, text)| (format, format!("{format} {shape}"), text)),
    );
    for (_, name, text) in &made {
        std::fs::write(folder.join(name), text)?;
    }
    Ok(made.into_iter().map(|(format, name, _)| (format, name)).collect())
}

/// Files of only one construct, each with less than 20 bytes of text for a node or an edge.
fn odd(count: usize) -> Vec<(Format, &'static str, String)> {
    let list = |each: &dyn Fn(usize) -> String, between: &str| -> String {
        (0..count).map(each).collect::<Vec<_>>().join(between)
    };
    let prefix = "@prefix a: <a:> .\n";
    let short = |n: usize| char::from(b'a' + (n % 26) as u8);
    vec![
        (
            Format::Csv,
            "short rows",
            "source,target\n".to_owned()
                + &list(
                    &|n| format!("{}{},{}{}", short(n), short(n / 26), short(n / 676), short(n / 17_576)),
                    "\n",
                )
                + "\n",
        ),
        (
            Format::Csv,
            "parallel edges",
            "source,target,weight\n".to_owned() + &list(&|n| format!("a,b,{n}"), "\n") + "\n",
        ),
        (
            Format::Csv,
            "relations",
            "source,relation,target\n".to_owned() + &list(&|n| format!("a,r{n},b"), "\n") + "\n",
        ),
        (Format::NTriples, "values of a node", list(&|n| format!("<a:a> <a:w> \"{n}\" ."), "\n") + "\n"),
        (
            Format::NodeLink,
            "values of a node",
            format!(
                "{{\"nodes\":[{{\"id\":\"a\",{}}}],\"links\":[]}}",
                list(&|n| format!("\"p{n}\":1"), ",")
            ),
        ),
        (
            Format::JsonLd,
            "values of a node",
            format!("{{\"@id\":\"a:a\",\"a:b\":[{}]}}", list(&|n| n.to_string(), ",")),
        ),
        (
            Format::JsonLd,
            "nodes",
            format!("[{}]", list(&|n| format!("{{\"@id\":\"a:{n}\",\"a:b\":1}}"), ",")),
        ),
        (Format::Dot, "nodes", format!("digraph {{\n{}\n}}\n", list(&|n| n.to_string(), "\n"))),
        (
            Format::Dot,
            "weighted",
            format!("digraph {{\n{}\n}}\n", list(&|n| format!("{}->{n}[w={}]", n / 5, n % 9), "\n")),
        ),
        (Format::Turtle, "list", format!("{prefix}a:a a:b ({}).\n", list(&|n| format!("a:{n}"), " "))),
        (Format::Turtle, "list of values", format!("{prefix}a:a a:b ({}).\n", list(&|n| n.to_string(), " "))),
        (Format::Turtle, "lists", format!("{prefix}{}.\n", list(&|n| format!("a:{n} a:b (a:c)"), ".\n"))),
        (Format::Turtle, "blank nodes", format!("{prefix}a:a a:b {}.\n", list(&|_| "[]".into(), ","))),
        (
            Format::Turtle,
            "blank nodes with a value",
            format!("{prefix}{}\n", list(&|n| format!("[] a:w {}.", n % 9), "\n")),
        ),
        (Format::NTriples, "blank nodes", list(&|n| format!("_:{n} <a:w> \"{}\" .", n % 9), "\n") + "\n"),
    ]
}

fn table(count: usize) -> Result<(), Failure> {
    let folder = std::env::temp_dir().join(format!("semnet-large-files-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let files = make(count, &folder)?;
    println!(
        "{:>32} {:>8} {:>8} {:>8} {:>8} {:>12}",
        "format", "MB", "memory", "network", "MB/s", "plain passes"
    );
    let mut too_much = String::new();
    for (format, name) in files {
        let file = folder.join(&name);
        let length = std::fs::metadata(&file)?.len() as f64;
        let run = |what: &str| -> Result<Vec<f64>, Failure> {
            let run =
                Command::new(std::env::current_exe()?).args([what, format.name()]).arg(&file).output()?;
            if !run.status.success() {
                return Err(String::from_utf8_lossy(&run.stderr).into_owned().into());
            }
            Ok(String::from_utf8(run.stdout)?.split_whitespace().map(str::parse).collect::<Result<_, _>>()?)
        };
        let (memory, time) = (run("memory")?, run("time")?);
        let ([memory, network], [read, plain]) = (&memory[..], &time[..]) else {
            return Err("no figures".into());
        };
        let (times, network) = (memory / length, network / length);
        let (speed, passes) = (length / 1e6 / read, read / plain);
        println!("{name:>32} {:>8.1} {times:>8.2} {network:>8.2} {speed:>8.1} {passes:>12.1}", length / 1e6);
        if times > MOST {
            write!(too_much, ", {name} {times:.1}")?;
        }
    }
    std::fs::remove_dir_all(&folder)?;
    if too_much.is_empty() {
        Ok(())
    } else {
        Err(format!("more than {MOST} times the text{too_much}").into())
    }
}
