//! The table of speed in the README, written between two comments by the command that measures.

use std::error::Error;
use std::fmt::Write;
use std::path::Path;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::parts::Parts;

const BEGIN: &str = "<!-- speed: written by `table --write` in tests/peers -->\n";
const END: &str = "<!-- speed: end -->\n";

/// The names of a task and its peer in the table, by their names in the command.
const ROWS: [(&str, &str, &str); 9] = [
    (
        "build from parts, with hashtag | petgraph",
        "build, with canonical bytes and hashtag",
        "`petgraph::DiGraph<String, String>` and a `HashMap`",
    ),
    (
        "open from bytes, verified | petgraph, serde_json",
        "open from canonical bytes, verified",
        "the same from JSON by `serde_json`",
    ),
    ("live memory, same strings | petgraph", "memory", "petgraph"),
    ("10,000 look-ups by label and relation | petgraph", "10,000 look-ups by label and relation", "petgraph"),
    ("full breadth-first walk | petgraph::visit::Bfs", "full breadth-first walk", "`petgraph::visit::Bfs`"),
    (
        "1,000 shortest paths between nouns | petgraph",
        "1,000 shortest paths between nouns",
        "a bidirectional search on petgraph",
    ),
    (
        "20 iterations of PageRank | petgraph",
        "20 iterations of PageRank",
        "power iteration on petgraph's edges",
    ),
    (
        "all below entity by hyponym+ | oxigraph",
        "everything below `entity` by `hyponym+`",
        "oxigraph's SPARQL",
    ),
    (
        "10,000 selects of one pattern, parsed | oxigraph",
        "10,000 `select`s of one parsed pattern",
        "oxigraph's SPARQL",
    ),
];

/// Writes the table into the README, from the measurements of each task.
pub fn write(parts: &Parts, ratios: &[(&str, f64)]) -> Result<(), Box<dyn Error>> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md");
    let readme = std::fs::read_to_string(&file)?;
    let (before, rest) = readme.split_once(BEGIN).ok_or("README.md has no place for the table")?;
    let (_, after) = rest.split_once(END).ok_or("the table in README.md has no end")?;
    let text = text(parts, ratios, &date(), &machine())?;
    std::fs::write(&file, format!("{before}{BEGIN}{text}{END}{after}"))?;
    Ok(())
}

fn text(parts: &Parts, ratios: &[(&str, f64)], date: &str, machine: &str) -> Result<String, Box<dyn Error>> {
    let mut text = format!(
        "On WordNet as one network ({} concepts, {} relationships): semnet's time or memory divided by the \
         other's\n(below 1, semnet takes less), both in one process, measured on {date} on {machine}:\n\n\
         | work | compared with | ratio |\n|---|---|---|\n",
        grouped(parts.concepts.len()),
        grouped(parts.relationships.len()),
    );
    for (work, name, peer) in ROWS {
        let (_, ratio) = ratios.iter().find(|(known, _)| *known == work).ok_or("a row was not measured")?;
        writeln!(text, "| {name} | {peer} | {} |", two_digits(*ratio))?;
    }
    Ok(text)
}

/// A ratio with two digits that count.
fn two_digits(ratio: f64) -> String {
    let places = (1.0 - ratio.max(1e-6).log10().floor()).clamp(0.0, 6.0) as usize;
    format!("{ratio:.places$}")
}

/// A number with commas between its thousands.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The processor and how many cores there are.
fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let cpu_info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let linux = cpu_info.lines().find_map(|line| Some(line.strip_prefix("model name")?.split_once(':')?.1));
    let model = match linux {
        Some(model) => model.to_owned(),
        None => match Command::new("sysctl").args(["-n", "machdep.cpu.brand_string"]).output() {
            Ok(output) => String::from_utf8_lossy(&output.stdout).into_owned(),
            Err(_) => String::new(),
        },
    };
    let cores = if cores == 1 { "1 core".to_owned() } else { format!("{cores} cores") };
    match model.trim() {
        "" => format!("{cores} of an unknown processor"),
        model => format!("{cores} of {model}"),
    }
}

/// Today, in UTC.
fn date() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
    date_of(seconds / 86_400)
}

/// The date this many days after 1970-01-01, by years and months of their lengths.
fn date_of(mut days: u64) -> String {
    let is_leap =
        |year: u64| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let mut year = 1970;
    while days >= 365 + u64::from(is_leap(year)) {
        days -= 365 + u64::from(is_leap(year));
        year += 1;
    }
    let february = 28 + u64::from(is_leap(year));
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    format!("{year}-{month:02}-{:02}", days + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_dates_are_written_as_people_write_them() {
        assert_eq!([0.913, 0.0234, 0.11, 1.04, 12.3].map(two_digits), ["0.91", "0.023", "0.11", "1.0", "12"]);
        assert_eq!([7, 117_791, 1_000_000].map(grouped), ["7", "117,791", "1,000,000"]);
        let days = [0, 58, 59, 11_016, 11_017, 20_786];
        let dates = ["1970-01-01", "1970-02-28", "1970-03-01", "2000-02-29", "2000-03-01", "2026-11-29"];
        assert_eq!(days.map(date_of), dates);
    }

    #[test]
    fn every_row_of_the_table_is_measured_and_there_is_a_place_for_it() {
        let source = include_str!("bin/table.rs");
        for (work, ..) in ROWS {
            assert!(source.contains(&format!("{work:?}")), "{work}");
        }
        let readme = include_str!("../../../README.md");
        let table = readme.split_once(BEGIN).and_then(|(_, rest)| rest.split_once(END));
        let (table, _) = table.expect("a place for the table");
        for (_, name, peer) in ROWS {
            assert!(table.contains(&format!("| {name} | {peer} | ")), "{name}");
        }
    }
}
