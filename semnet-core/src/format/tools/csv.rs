//! Edge lists as comma-separated values (RFC 4180), or with tabs between them: a line for each relationship.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::io::{self, Write};

use crate::format::tools::columns::{self, WholeEdge};
use crate::format::tools::csv_heads::{
    self, COLUMNS, declared, delimiter, heads_of, id_group, inert, original, original_heads,
};
use crate::format::tools::csv_nodes::{self, Groups};
use crate::format::tools::csv_records::Records;
use crate::format::tools::error::{Place, PlacedProblem, Problem};
use crate::format::tools::exported::Omitted;
use crate::format::tools::graph::{self, Graph, MARK, MARK_VALUE, Node, Text, property};
use crate::format::tools::stream::Stream;
use crate::format::tools::strings::{NONE, Number};
use crate::format::tools::view::View;
use crate::names::KEY_FINDING;
use crate::network::Network;

/// At most this many names of attributes have a separate column.
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
        let value = |name: &str| graph::value(&edge.properties, name);
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
        // The question is the source of its findings; without findings, nothing marks it.
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

pub(super) fn read(stream: &mut Stream<'_>, labels: &[&str]) -> Result<Graph, PlacedProblem> {
    let cannot_read = |error: io::Error| Place::Nowhere.cannot_read(&error);
    let comments = csv_heads::skip_comments(stream).map_err(cannot_read)?;
    let text = stream.peek().map_err(cannot_read)?;
    let (declared, delimiter) = (declared(text).map(|(line, _)| line.to_owned()), delimiter(text));
    let is_content = declared.is_none() && columns::is_content(text, delimiter);
    let mut records = Records::new(stream, delimiter);
    let mut graph = Graph::default();
    graph.skipped.add("comment", comments);
    if let Some(line) = declared {
        records.next()?;
        graph.skipped.add(&line, 1);
    }
    let groups = csv_nodes::read(labels, &mut graph)?;
    let Some(first) = records.next()? else {
        return Err(Place::Line { line: 1, column: 1 }
            .wrong("the file is empty; expected a line that names the columns"));
    };
    let mut heads = heads_of(&records);
    let ours = heads.len() >= COLUMNS.len() && heads.iter().zip(COLUMNS).all(|(head, column)| head == column);
    let mut columns = Columns::of(&heads, &original_heads(&records), groups, (ours, is_content))
        .ok_or_else(|| no_columns(&records, &first))?;
    let mut names: Vec<Number> = columns.names.iter().map(|name| graph.strings.insert(name)).collect();
    let mut ends = Ends::default();
    if columns.source_label.or(columns.target_label).is_some() {
        ends.named.extend(graph.nodes.iter().map(|node| graph.strings.get(node.id).to_owned()));
    }
    if !columns.has_head {
        read_record(&records, &columns, &names, first, &mut graph, &mut ends)?;
    }
    let (mut blank, mut rows, mut are_rows_named) = (None, 0, false);
    while let Some(place) = records.next()? {
        if !ours && records.is_blank() {
            graph.skipped.add("blank line", 1);
            blank.get_or_insert(place);
            continue;
        }
        rows += 1;
        if rows == 1 && columns.has_head && !ours && records.len() == heads.len() + 1 && records.is_row(1) {
            are_rows_named = true;
            heads.insert(0, String::new());
            columns.shift();
            names.insert(0, graph.strings.insert(""));
        }
        if are_rows_named && !records.is_row(rows) {
            return Err(place.wrong(format!(
                "this line is not row {rows}, though the first line has no name \
                                            for the numbers of rows; give all columns a name"
            )));
        }
        if records.len() != heads.len() && !records.is_padded(heads.len()) {
            let count = records.len();
            let cells = if count == 1 { "cell" } else { "cells" };
            return Err(
                place.wrong(format!("the line has {count} {cells}, but the first line has {}", heads.len()))
            );
        }
        read_record(&records, &columns, &names, place, &mut graph, &mut ends)?;
    }
    if let Some(place) = blank.filter(|_| graph.edges.is_empty() && graph.nodes.is_empty()) {
        return Err(place.wrong("this line contains only separators, and so do all others"));
    }
    if ours {
        graph.push_properties([property(MARK, MARK_VALUE)]);
    }
    if let Some(question) = ends.question {
        let properties = vec![property("question", "true"), property(MARK, MARK_VALUE)];
        graph.push_node(Node { id: question.into(), properties, place: Place::Nowhere });
    }
    if !labels.is_empty() {
        graph.name_ends();
    }
    graph.add_ends();
    Ok(graph)
}

/// The ends of all lines so far.
#[derive(Default)]
struct Ends {
    question: Option<String>,
    /// Those with a label: of a table of labels, or of a column.
    named: HashSet<String>,
    /// By the number of an id that no table has: whether it was first a source or a target, if these are of
    /// two groups.
    first: Vec<u8>,
}

impl Ends {
    /// The id of an end, distinguished from the same id in another group.
    fn id_of<'i>(
        &mut self,
        id: &'i str,
        group: &Option<String>,
        columns: &Columns,
        graph: &mut Graph,
    ) -> Cow<'i, str> {
        let (Some(group), (Some(of_source), Some(of_target))) = (group, &columns.group) else {
            return id.into();
        };
        if columns.groups.is_of_others(id, group) {
            return csv_nodes::in_group(id, group).into();
        }
        if of_source != of_target && !columns.groups.has(id) {
            let number = graph.strings.insert(id);
            if number == NONE {
                return id.into();
            }
            let number = number as usize;
            if number >= self.first.len() {
                self.first.resize(number.saturating_add(1), 0);
            }
            let own = if group == of_source { 1 } else { 2 };
            if let Some(first) = self.first.get_mut(number) {
                match *first {
                    0 => *first = own,
                    first if first != own => return csv_nodes::in_group(id, group).into(),
                    _ => {}
                }
            }
        }
        columns.groups.id_of(id, Some(group))
    }
}

/// The meaning of the columns.
struct Columns {
    /// `None` for both in a table whose cells are edges.
    source: Option<usize>,
    target: Option<usize>,
    /// The columns with the labels of the two ends.
    source_label: Option<usize>,
    target_label: Option<usize>,
    id: Option<usize>,
    /// In Cytoscape's tables of edges.
    whole: Option<WholeEdge>,
    names: Vec<String>,
    has_head: bool,
    ours: bool,
    groups: Groups,
    /// The groups of the ids of the two ends.
    group: (Option<String>, Option<String>),
}

impl Columns {
    /// By the first line; three columns without names are concept, relation and concept, as CmapTools exports
    /// propositions.
    fn of(
        heads: &[String],
        originals: &[String],
        groups: Groups,
        (ours, is_content): (bool, bool),
    ) -> Option<Columns> {
        let is_pair = heads.len() == 3 && heads.first() == heads.last();
        let is_typed = heads.len() == 3 && heads.get(1).is_some_and(|head| head.starts_with("type("));
        let is_headed = |cell: &String| columns::is_column(cell);
        let whole = WholeEdge::of(heads);
        let (ends, has_head) = match columns::ends(heads) {
            Some(ends) => (Some(ends), true),
            None if whole.is_some() => (None, true),
            None if is_pair && heads.first().is_some_and(|head| head.eq_ignore_ascii_case("concept")) => {
                (Some((0, 2)), true)
            }
            // The table that Neo4j's browser exports for `RETURN a.name, type(r), b.name`.
            None if is_typed => (Some((0, 2)), true),
            None if is_content && !heads.iter().any(|cell| cell.is_empty() || is_headed(cell)) => {
                (Some((0, 2)), false)
            }
            None => return None,
        };
        let (source, target) = ends.unzip();
        let middle = !has_head || is_pair || is_typed;
        let id = heads.iter().position(|head| !ours && has_head && columns::is_id(head));
        let name = |head: &String| match head.as_str() {
            _ if middle => "relation".to_owned(),
            // The name that pandas gives to the column of row numbers when it reads its own file.
            head if !ours && is_row_number(head) => String::new(),
            // The letter case that it has in other formats.
            head if !ours && head.eq_ignore_ascii_case("weight") => "weight".to_owned(),
            head => head.to_owned(),
        };
        let label = |end: Option<usize>, other: Option<usize>| {
            let label = columns::label_column(heads, end?).filter(|_| !ours && has_head);
            label.filter(|label| Some(*label) != other)
        };
        let group = |end: Option<usize>| id_group(originals.get(end?)?).map(str::to_owned);
        Some(Columns {
            source,
            target,
            source_label: label(source, target),
            target_label: label(target, source),
            id,
            whole,
            names: heads.iter().map(name).collect(),
            has_head,
            ours,
            groups,
            group: (group(source), group(target)),
        })
    }
}

impl Columns {
    /// Makes room for a column before the others.
    fn shift(&mut self) {
        self.names.insert(0, String::new());
        self.whole.iter_mut().for_each(WholeEdge::shift);
        let ends = [&mut self.source, &mut self.target].into_iter();
        let others = [&mut self.source_label, &mut self.target_label, &mut self.id].into_iter();
        ends.chain(others).flatten().for_each(|place| *place += 1);
    }
}

/// Whether a column is called `Unnamed: 0`.
fn is_row_number(head: &str) -> bool {
    let number = head.strip_prefix("Unnamed: ");
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether the first line has the names of nodes above a matrix of numbers: its first cell is empty.
fn is_matrix(heads: &[String]) -> bool {
    heads.len() > 2 && heads.first().is_some_and(String::is_empty)
}

fn no_columns(records: &Records<'_, '_>, place: &Place) -> PlacedProblem {
    let line = crate::util::excerpt(records.line());
    let heads = heads_of(records);
    if columns::node_columns(&heads).is_some() {
        return place.because(Problem::NodeList(line));
    }
    if is_matrix(&heads) {
        return place.wrong(format!(
            "the first line seems to name the columns of a matrix: {line:?}; write each pair that is linked \
             as a line: source,target,weight"
        ));
    }
    place.wrong(format!(
        "the first line must name the columns, `source` and `target` among them; it is {line:?}"
    ))
}

fn read_record(
    records: &Records<'_, '_>,
    columns: &Columns,
    names: &[Number],
    place: Place,
    graph: &mut Graph,
    ends: &mut Ends,
) -> Result<(), PlacedProblem> {
    let (mut source, mut target, mut id) = ("", "", None);
    let mut labels = ("", "");
    let (mut is_key_finding, mut has_place) = (false, false);
    for (number, given) in records.cells().enumerate() {
        let cell = original(given.trim());
        if Some(number) == columns.source {
            source = cell;
        } else if Some(number) == columns.target {
            target = cell;
        } else if given.is_empty() {
        } else if Some(number) == columns.source_label {
            labels.0 = cell;
        } else if Some(number) == columns.target_label {
            labels.1 = cell;
        } else if Some(number) == columns.id {
            id = Some(cell);
        } else if !columns.ours && columns.names.get(number).is_some_and(String::is_empty) {
            // As pandas numbers the lines.
            graph.skipped.add("cell of a column without a name", 1);
        } else if let Some(&name) = names.get(number) {
            if columns.ours {
                is_key_finding |= number == 1 && cell == KEY_FINDING;
                has_place |= number == 4 && cell.parse::<u32>().is_ok();
            }
            graph.push_edge_value(name, cell);
        }
    }
    if let Some(whole) = columns.whole {
        let cell = |at: usize| records.cells().nth(at).unwrap_or_default().trim();
        let name = cell(whole.name);
        (source, target) = whole.ends(name, &cell).ok_or_else(|| {
            let (name, relation) = (crate::util::excerpt(name), cell(whole.interaction));
            place.wrong(format!("the edge {name:?} is not called `source ({relation}) target`"))
        })?;
    }
    // Neo4j exports nodes and relationships in one table.
    if let ("", "", Some(id), false) = (source, target, id, columns.ours) {
        let mut properties = Vec::new();
        for (number, cell) in records.cells().enumerate() {
            let cell = original(cell.trim());
            let is_own = [columns.source, columns.target, columns.id].contains(&Some(number));
            let name = columns.names.get(number).filter(|name| !name.is_empty());
            if let Some(name) = name.filter(|_| !is_own && !cell.is_empty()) {
                properties.push((name.as_str().into(), cell.into()));
            }
        }
        graph.forget_edge_values();
        graph.push_node(Node { id: id.into(), properties, place });
        return Ok(());
    }
    for (end, column) in [(source, "source"), (target, "target")] {
        if end.is_empty() {
            return Err(place.wrong(format!("the {column} of this line is empty")));
        }
    }
    let source = &*ends.id_of(source, &columns.group.0, columns, graph);
    let target = &*ends.id_of(target, &columns.group.1, columns, graph);
    if is_key_finding && has_place && ends.question.is_none() {
        ends.question = Some(source.to_owned());
    }
    for (id, label) in [(source, labels.0), (target, labels.1)] {
        if !label.is_empty() && ends.named.insert(id.to_owned()) {
            let properties = vec![("label".into(), label.into())];
            graph.push_node(Node { id: id.into(), properties, place: place.clone() });
        }
    }
    graph.push_ends(source, target, id, place);
    Ok(())
}
