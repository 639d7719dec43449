//! Lists with a node or an edge on each line: TGF, which yEd exports, and SIF, the simplest format of
//! Cytoscape. Read only.
//! <https://en.wikipedia.org/wiki/Trivial_Graph_Format>,
//! <https://manual.cytoscape.org/en/stable/Supported_Network_File_Formats.html#sif-format>

use std::collections::HashSet;

use crate::format::tools::error::{Place, PlacedProblem};
use crate::format::tools::graph::{Graph, Node, given};
use crate::format::tools::stream::Stream;

/// Reads TGF: lines `id label`, a line `#`, lines `source target label`.
pub(super) fn read_tgf(stream: &mut Stream<'_>) -> Result<Graph, PlacedProblem> {
    let (mut graph, mut is_edges) = (Graph::default(), false);
    each_line(stream, &mut |line, place| {
        if line == "#" && !std::mem::replace(&mut is_edges, true) {
            return Ok(());
        }
        let (first, rest) = next_word(line);
        if !is_edges {
            let properties =
                if rest.is_empty() { Vec::new() } else { vec![(given::LABEL.into(), rest.into())] };
            graph.push_node(Node { id: first.into(), properties, place });
            return Ok(());
        }
        let (second, label) = next_word(rest);
        if second.is_empty() {
            return Err(place.wrong("the line has one node; expected `source target label`"));
        }
        push_edge(&mut graph, first, label, second, place);
        Ok(())
    })?;
    if is_edges {
        Ok(graph)
    } else {
        Err(stream.place().wrong("there is no line `#` between nodes and edges"))
    }
}

/// Reads SIF: lines `source relation target …`, with tabs between or else white space, and nodes alone.
pub(super) fn read_sif(stream: &mut Stream<'_>) -> Result<Graph, PlacedProblem> {
    let (mut graph, mut alone) = (Graph::default(), HashSet::new());
    each_line(stream, &mut |line, place| {
        let cells: Vec<&str> = match line.contains('\t') {
            true => line.split('\t').map(str::trim).collect(),
            false => line.split_whitespace().collect(),
        };
        match *cells {
            [node] => {
                if alone.insert(node.to_owned()) {
                    graph.push_node(Node { id: node.into(), place, ..Node::default() });
                }
            }
            [source, relation, ref targets @ ..] if !targets.is_empty() => {
                for target in targets {
                    push_edge(&mut graph, source, relation, target, place.clone());
                }
            }
            _ => return Err(place.wrong("the line has two cells; expected `source relation target`")),
        }
        Ok(())
    })?;
    graph.add_ends();
    Ok(graph)
}

fn push_edge(graph: &mut Graph, source: &str, relation: &str, target: &str, place: Place) {
    if !relation.is_empty() {
        let name = graph.strings.insert(given::RELATION);
        graph.push_edge_value(name, relation);
    }
    graph.push_ends(source, target, None, place);
}

/// The first word of a line, and what comes after the white space that ends it.
fn next_word(line: &str) -> (&str, &str) {
    line.split_once(char::is_whitespace).map_or((line, ""), |(word, rest)| (word, rest.trim_start()))
}

/// Takes each line that is not blank, without white space around it.
fn each_line(
    stream: &mut Stream<'_>,
    take: &mut dyn FnMut(&str, Place) -> Result<(), PlacedProblem>,
) -> Result<(), PlacedProblem> {
    let mut line = String::new();
    for number in 1.. {
        line.clear();
        if !stream.next_line(&mut line).map_err(|error| stream.place().cannot_read(&error))? {
            break;
        }
        let text = line.trim();
        if !text.is_empty() {
            take(text, Place::Line { line: number, column: 1 })?;
        }
    }
    Ok(())
}
