//! Tables with the ids and labels of the nodes that a list of edges names.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use crate::format::tools::columns;
use crate::format::tools::csv_heads::{
    delimiter, heads_of, id_group, original, original_heads, skip_comments,
};
use crate::format::tools::csv_records::Records;
use crate::format::tools::error::{Place, PlacedProblem};
use crate::format::tools::graph::{Graph, Node};
use crate::format::tools::stream::Stream;

/// Reads all tables of labels, and returns the groups of their ids.
pub(super) fn read(tables: &[&str], graph: &mut Graph) -> Result<Groups, PlacedProblem> {
    let groups = Groups::of(tables)?;
    for (number, text) in tables.iter().enumerate() {
        read_labels(text, &name_of(tables, number), &groups, graph)?;
    }
    Ok(groups)
}

/// The name of a table of labels in messages.
fn name_of(tables: &[&str], number: usize) -> String {
    if tables.len() == 1 {
        "the table of labels".to_owned()
    } else {
        format!("table {} of labels", number + 1)
    }
}

/// A table of nodes, with ids and labels; places in it are distinguished from those in the list of edges.
fn read_labels(text: &str, name: &str, groups: &Groups, graph: &mut Graph) -> Result<(), PlacedProblem> {
    each_node(text, name, |records, heads, (id, group), place| {
        let mut node = Node { place: Place::Path(format!("{name}, {}", place.said())), ..Node::default() };
        for (number, cell) in records.cells().enumerate() {
            let cell = original(cell.trim());
            match heads.get(number) {
                Some(_) if number == id => node.id = groups.id_of(cell, group),
                Some(head) if !cell.is_empty() && !head.is_empty() => {
                    node.properties.push((head.clone().into(), cell.to_owned().into()))
                }
                _ => {}
            }
        }
        graph.push_node(node);
    })
}

/// Calls a function with each line of a table of nodes, the names of its columns, which of them has the ids,
/// and the group of these.
fn each_node(
    text: &str,
    name: &str,
    mut see: impl FnMut(&Records<'_, '_>, &[String], (usize, Option<&str>), &Place),
) -> Result<(), PlacedProblem> {
    let mut input = text.trim_start_matches('\u{feff}').as_bytes();
    let mut stream = Stream::new(&mut input);
    let of_table = |wrong: PlacedProblem| wrong.within(name);
    let cannot_read = |error| of_table(Place::Nowhere.cannot_read(&error));
    skip_comments(&mut stream).map_err(cannot_read)?;
    let delimiter = delimiter(stream.peek().map_err(cannot_read)?);
    let mut records = Records::new(&mut stream, delimiter);
    records.next().map_err(of_table)?;
    let (heads, all) = (heads_of(&records), original_heads(&records));
    let Some((id, _)) = columns::node_columns(&heads) else {
        let line = crate::util::excerpt(records.line());
        return Err(of_table(Place::Line { line: 1, column: 1 }.wrong(format!(
            "the first line must name the columns, `id` and `label` among them; it is {line:?}"
        ))));
    };
    let group = all.get(id).and_then(|head| id_group(head));
    while let Some(place) = records.next().map_err(of_table)? {
        if !records.is_blank() {
            see(&records, &heads, (id, group), &place);
        }
    }
    Ok(())
}

/// Which groups of Neo4j's tables have an id.
#[derive(Default)]
pub(super) struct Groups(HashMap<String, BTreeSet<String>>);

impl Groups {
    /// Those of all tables, if any has a group. O(length).
    fn of(tables: &[&str]) -> Result<Groups, PlacedProblem> {
        let mut groups = Groups::default();
        if !tables.iter().any(|text| text.lines().next().is_some_and(|head| head.contains(":ID("))) {
            return Ok(groups);
        }
        for (number, text) in tables.iter().enumerate() {
            each_node(text, &name_of(tables, number), |records, _, (id, group), _| {
                let id = records.cells().nth(id).map(|cell| original(cell.trim())).unwrap_or_default();
                groups.0.entry(id.to_owned()).or_default().insert(group.unwrap_or_default().to_owned());
            })?;
        }
        Ok(groups)
    }

    pub(super) fn has(&self, id: &str) -> bool {
        self.0.contains_key(id)
    }

    /// Whether the tables have an id, but not in this group.
    pub(super) fn is_of_others(&self, id: &str, group: &str) -> bool {
        self.0.get(id).is_some_and(|groups| !groups.contains(group))
    }

    /// An id, distinguished from those of other groups.
    pub(super) fn id_of<'i>(&self, id: &'i str, group: Option<&str>) -> Cow<'i, str> {
        match (self.0.get(id), group) {
            (Some(groups), Some(group)) if groups.len() > 1 => in_group(id, group).into(),
            _ => Cow::Borrowed(id),
        }
    }
}

/// An id that another group also has.
pub(super) fn in_group(id: &str, group: &str) -> String {
    format!("{group} {id}")
}
