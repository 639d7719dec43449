//! Edge lists as comma-separated values (RFC 4180), or with tabs between them: a line for each relationship.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and a formula can call programs. Such a
//! cell, unless it is a number, is written with an apostrophe before it, which a spreadsheet hides and reading takes away.
//! An apostrophe alone is an attribute that is there, but empty.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Write};

use crate::format::tools::error::{Place, Wrong};
use crate::format::tools::exported::Omitted;
use crate::format::tools::graph::{Budget, Edge, Graph, Node, Text, as_number};
use crate::format::tools::stream::Stream;
use crate::format::tools::view::View;
use crate::names::KEY_FINDING;
use crate::network::Network;

const COLUMNS: [&str; 6] = ["source", "relation", "target", "passage", "finding", "highlight"];

/// How many names of attributes have a column of their own, at most.
const ATTRIBUTE_COLUMNS: usize = 32;

pub(super) fn write(network: &Network, delimiter: u8, out: &mut dyn Write) -> io::Result<Omitted> {
    let view = View::of(network);
    let mut count: HashMap<Text<'_>, usize> = HashMap::new();
    let known = |name: &str| ["label", "passage", "finding", "highlight"].contains(&name);
    for (name, _) in view.edges().flat_map(|edge| edge.properties) {
        if !known(&name) {
            *count.entry(name).or_default() += 1;
        }
    }
    let mut attributes: Vec<(Text<'_>, usize)> = count.into_iter().collect();
    attributes.sort_unstable_by(|one, other| (other.1, &one.0).cmp(&(one.1, &other.0)));
    let lost: usize = attributes.iter().skip(ATTRIBUTE_COLUMNS).map(|(_, count)| count).sum();
    attributes.truncate(ATTRIBUTE_COLUMNS);
    attributes.sort_unstable();

    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(out);
    let head = COLUMNS.iter().copied().chain(attributes.iter().map(|(name, _)| &**name));
    let head: Vec<Cow<'_, str>> = head.map(inert).collect();
    writer.write_record(head.iter().map(|cell| cell.as_bytes()))?;
    for edge in view.edges() {
        let value = |name: &str| super::graph::value(&edge.properties, name);
        let known =
            ["label", "passage", "finding", "highlight"].map(|name| inert(value(name).unwrap_or_default()));
        let [relation, passage, finding, highlight] = known;
        let mut record =
            vec![inert(&edge.source), relation, inert(&edge.target), passage, finding, highlight];
        record.extend(attributes.iter().map(|(name, _)| match value(name) {
            None => "".into(),
            Some("") => "'".into(),
            Some(value) => inert(value),
        }));
        writer.write_record(record.iter().map(|cell| cell.as_bytes()))?;
    }
    writer.flush()?;

    let concepts = network.concepts().filter(|concept| !concept.is_question());
    let mut omitted = Omitted {
        // The question is the source of its findings; without any, nothing tells it apart.
        questions: usize::from(network.findings().len() == 0),
        titles: usize::from(!network.title().is_empty()),
        attributes: network.attributes().len() + lost,
        ..Omitted::default()
    };
    for concept in concepts {
        omitted.texts += usize::from(concept.text().is_some());
        omitted.attributes += concept.attributes().len();
        omitted.concepts += usize::from(concept.outgoing().len() + concept.incoming().len() == 0);
    }
    Ok(omitted)
}

/// A cell that no spreadsheet takes for a formula. One that only looks as if it had been made inert is, too.
fn inert(cell: &str) -> Cow<'_, str> {
    if is_changed(cell) { format!("'{cell}").into() } else { cell.into() }
}

/// Takes back what `inert` did.
fn original(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_changed(rest) || rest.is_empty()).unwrap_or(cell)
}

/// Formulas, and apostrophes alone: one of them is an attribute that is there, but empty.
fn is_changed(cell: &str) -> bool {
    let bare = cell.trim_start_matches('\'');
    is_formula(bare) || (bare.is_empty() && !cell.is_empty())
}

fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) && as_number(cell).is_none()
}

pub(super) fn read(stream: &mut Stream<'_>) -> Result<Graph<'static>, Wrong> {
    let delimiter = delimiter(stream.peek().map_err(|error| Place::Nowhere.cannot_read(&error))?);
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(stream);
    let heads: Vec<String> = match reader.headers() {
        Ok(heads) => heads.iter().map(|head| original(head).trim().to_owned()).collect(),
        Err(error) => return Err(wrong(&error)),
    };
    let column = |names: &[&str]| {
        heads.iter().position(|head| names.iter().any(|name| head.eq_ignore_ascii_case(name)))
    };
    let (source, target) = (column(&["source", "from", "subject"]), column(&["target", "to", "object"]));
    let (Some(source), Some(target)) = (source, target) else {
        return Err(Place::Line { line: 1, column: 1 }.wrong(format!(
            "the first line must name the columns, `source` and `target` among them; it is {:?}",
            crate::network::excerpt(&heads.join(","))
        )));
    };
    let ours = heads.len() >= COLUMNS.len() && heads.iter().zip(COLUMNS).all(|(head, column)| head == column);
    let names: Vec<&str> =
        heads.iter().map(|head| if ours { head.as_str() } else { name_of_column(head) }).collect();
    let mut budget = Budget::of(0);
    let mut graph = Graph::default();
    let mut question: Option<String> = None;
    for record in reader.records() {
        let record = record.map_err(|error| wrong(&error))?;
        budget.grow(record.as_slice().len() + record.len());
        let place = record
            .position()
            .map_or(Place::Nowhere, |at| Place::Line { line: at.line() as usize, column: 1 });
        let mut edge = Edge { place, ..Edge::default() };
        for (number, given) in record.iter().enumerate() {
            let cell = original(given.trim());
            if number == source {
                edge.source = cell.to_owned().into();
            } else if number == target {
                edge.target = cell.to_owned().into();
            } else if !given.is_empty()
                && let Some(name) = names.get(number)
            {
                match *name {
                    "type" if !ours && is_direction(cell) => {
                        edge.directed = Some(cell.eq_ignore_ascii_case("directed"));
                    }
                    "id" if !ours => edge.id = Some(cell.to_owned().into()),
                    name => {
                        budget.take(name, &edge.place)?;
                        edge.properties.push((name.to_owned().into(), cell.to_owned().into()));
                    }
                }
            }
        }
        let value = |name: &str| super::graph::value(&edge.properties, name);
        let is_finding = value("relation") == Some(KEY_FINDING)
            && value("finding").is_some_and(|n| n.parse::<u32>().is_ok());
        if is_finding && question.is_none() {
            question = Some(edge.source.to_string());
        }
        graph.edges.push(edge);
    }
    if let Some(question) = question {
        let properties = vec![("question".into(), "true".into())];
        graph.nodes.push(Node { id: question.into(), properties, place: Place::Nowhere });
    }
    graph.add_ends();
    Ok(graph)
}

/// What a column holds, by its name in lists of edges of other tools too: Gephi's, for one.
fn name_of_column(head: &str) -> &str {
    for (known, name) in [
        ("id", "id"),
        ("type", "type"),
        ("relation", "relation"),
        ("relationship", "relation"),
        ("predicate", "relation"),
        ("label", "label"),
        ("passage", "passage"),
        ("weight", "weight"),
    ] {
        if head.eq_ignore_ascii_case(known) {
            return name;
        }
    }
    head
}

/// What stands in the column `Type` of Gephi's lists. In others it may be the relation.
fn is_direction(cell: &str) -> bool {
    cell.eq_ignore_ascii_case("directed") || cell.eq_ignore_ascii_case("undirected")
}

/// Comma, semicolon or tab: what is between the columns that are written here, else whichever the first line has most of.
pub(super) fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    // Names of attributes may hold any of them.
    for (ours, between) in [(b',', ","), (b'\t', "\t")] {
        if first.starts_with(&COLUMNS.join(between)) {
            return ours;
        }
    }
    let count = |delimiter: &u8| first.bytes().filter(|byte| byte == delimiter).count();
    // The last of equal ones wins: the comma.
    *[b'\t', b';', b','].iter().max_by_key(|delimiter| count(delimiter)).unwrap_or(&b',')
}

fn wrong(error: &csv::Error) -> Wrong {
    let place = |at: &csv::Position| Place::Line { line: at.line() as usize, column: 1 };
    match error.kind() {
        csv::ErrorKind::UnequalLengths { pos, expected_len, len } => {
            let place = pos.as_ref().map_or(Place::Nowhere, place);
            place.wrong(format!("the line has {len} cells, but the first line has {expected_len}"))
        }
        _ => error.position().map_or(Place::Nowhere, place).wrong(error.to_string()),
    }
}
