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
    stream.each_line(&mut |line, number| {
        let (line, place) = (line.trim(), Place::Line { line: number, column: 1 });
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

/// Reads SIF: lines `source relation target …`, separated by tabs if the file has any, or else by white
/// space, and lines with only a node. So the text is buffered up to the first tab.
pub(super) fn read_sif(stream: &mut Stream<'_>) -> Result<Graph, PlacedProblem> {
    let (mut list, mut waiting, mut has_tabs) = (SifList::default(), Vec::new(), false);
    stream.each_line(&mut |line, number| {
        let line = line.trim();
        has_tabs |= line.contains('\t');
        if !has_tabs {
            waiting.push((line.to_owned(), number));
            return Ok(());
        }
        for (line, number) in std::mem::take(&mut waiting) {
            list.add(line.split('\t'), number)?;
        }
        list.add(line.split('\t'), number)
    })?;
    for (line, number) in waiting {
        list.add(line.split_whitespace(), number)?;
    }
    list.graph.add_ends();
    Ok(list.graph)
}

#[derive(Default)]
struct SifList {
    graph: Graph,
    alone: HashSet<String>,
}

impl SifList {
    fn add<'l>(&mut self, cells: impl Iterator<Item = &'l str>, line: usize) -> Result<(), PlacedProblem> {
        let (cells, place): (Vec<&str>, _) =
            (cells.map(str::trim).collect(), Place::Line { line, column: 1 });
        match *cells {
            [node] => {
                if self.alone.insert(node.to_owned()) {
                    self.graph.push_node(Node { id: node.into(), place, ..Node::default() });
                }
            }
            [source, relation, ref targets @ ..] if !targets.is_empty() => {
                for target in targets {
                    push_edge(&mut self.graph, source, relation, target, place.clone());
                }
            }
            _ => return Err(place.wrong("the line has two cells; expected `source relation target`")),
        }
        Ok(())
    }
}

fn push_edge(graph: &mut Graph, source: &str, relation: &str, target: &str, place: Place) {
    if !relation.is_empty() {
        let name = graph.strings.insert(given::RELATION);
        graph.push_edge_value(name, relation);
    }
    graph.push_ends(source, target, None, place);
}

/// The first word of a line, and the text after the white space that ends it.
fn next_word(line: &str) -> (&str, &str) {
    line.split_once(char::is_whitespace).map_or((line, ""), |(word, rest)| (word, rest.trim_start()))
}
