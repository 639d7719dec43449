//! What tools call the same thing: one table for relations, one for labels, one for texts, for all formats.
//!
//! Names are compared without regard to letter case and separators, so that `Edge Label`, `edge_label` and
//! `edgeLabel` are one name, and so are `:TYPE` and `_type` of Neo4j.

use crate::format::tools::strings::{Number, Strings, Value};

/// What the relation of an edge is called, the first choice first. Names for the relation alone come before
/// names that some tools use for other things: `label` may be a caption, `type` may be a way of drawing, and
/// Cytoscape's `name` is `Source (relation) Target`.
const RELATIONS: &[&str] = &[
    "relation",
    "relationship",
    "predicate",
    "relationtype",
    "relationshiptype",
    "reltype",
    "relationname",
    "relationshipname",
    "relationlabel",
    "relationshiplabel",
    "rel",
    "linkingphrase",
    "linkingphrases",
    "linkingword",
    "linkingwords",
    "interaction",
    "sharedinteraction",
    "edgelabel",
    "linklabel",
    "propertylabel",
    "label",
    "xlabel",
    "edgetype",
    "linktype",
    "type",
    "edgekind",
    "kind",
    "property",
    "verb",
    "title",
    "caption",
    "name",
    "sharedname",
    "keywords",
];

/// From here on up to `name` a value may say how the edge is drawn.
const MAY_BE_LOOKS: &[&str] = &["edgetype", "linktype", "type", "edgekind", "kind"];

/// How tools draw edges: Sigma, Cytoscape, React Flow, vis.js, yEd, Graphviz.
const LOOKS: &[&str] = &[
    "arrow",
    "arrows",
    "bezier",
    "curve",
    "curved",
    "curvedarrow",
    "curvednoarrow",
    "dashed",
    "dotted",
    "doublearrow",
    "default",
    "fast",
    "floating",
    "haystack",
    "line",
    "loop",
    "orthogonal",
    "parallel",
    "polyline",
    "rectangle",
    "roundsegments",
    "roundtaxi",
    "segments",
    "simplebezier",
    "smooth",
    "smoothstep",
    "solid",
    "spline",
    "step",
    "straight",
    "straighttriangle",
    "tapered",
    "taxi",
    "triangle",
    "unbundledbezier",
];

/// What names a thing for a person, the first choice first.
const LABELS: &[&str] = &[
    "label",
    "name",
    "title",
    "preflabel",
    "skospreflabel",
    "rdfslabel",
    "nodelabel",
    "nodename",
    "displayname",
    "displaylabel",
    "entityname",
    "fullname",
    "itemlabel",
    "caption",
    "heading",
    "sharedname",
    "term",
];

/// What describes a thing in prose.
const TEXTS: &[&str] = &["description", "definition", "abstract", "summary", "desc", "comment", "text"];

/// The quotation of an edge.
const PASSAGES: &[&str] = &["passage", "quote", "quotation", "description"];

/// In lists of edges, the columns of the two ends.
const SOURCES: &[&str] = &[
    "source",
    "from",
    "subject",
    "start",
    "startid",
    "src",
    "sourcenode",
    "sourceid",
    "head",
    "node1",
    "concept1",
    "concepta",
    "item",
    "entity1",
    "sourcelabel",
    "sourcename",
];
const TARGETS: &[&str] = &[
    "target",
    "to",
    "object",
    "end",
    "endid",
    "dst",
    "targetnode",
    "targetid",
    "tail",
    "node2",
    "concept2",
    "conceptb",
    "value",
    "entity2",
    "targetlabel",
    "targetname",
];

/// Whether two names are equal except for letter case and separators. `folded` is in lower case without any.
fn is_name(name: &str, folded: &str) -> bool {
    let mut rest = folded.bytes();
    for byte in name.bytes().filter(|byte| !matches!(byte, b' ' | b'_' | b'-' | b':' | b'.')) {
        if rest.next() != Some(byte.to_ascii_lowercase()) {
            return false;
        }
    }
    rest.next().is_none()
}

fn rank(table: &[&str], name: &str) -> Option<usize> {
    table.iter().position(|folded| is_name(name, folded))
}

/// Finds the property of a table that comes first in it. Names of properties come again and again, and are
/// looked up once.
pub(super) struct Finder {
    table: &'static [&'static str],
    /// By the number of the name.
    ranks: Vec<u8>,
}

/// A name that was not looked up yet, and one that is not in the table.
const UNKNOWN: u8 = u8::MAX;
const ABSENT: u8 = u8::MAX - 1;

impl Finder {
    fn of(table: &'static [&'static str]) -> Finder {
        Finder { table, ranks: Vec::new() }
    }

    pub(super) fn relations() -> Finder {
        Finder::of(RELATIONS)
    }

    pub(super) fn labels() -> Finder {
        Finder::of(LABELS)
    }

    pub(super) fn texts() -> Finder {
        Finder::of(TEXTS)
    }

    pub(super) fn passages() -> Finder {
        Finder::of(PASSAGES)
    }

    fn rank(&mut self, strings: &Strings, name: Number) -> u8 {
        let at = name as usize;
        if at >= self.ranks.len() {
            self.ranks.resize(at + 1, UNKNOWN);
        }
        let Some(known) = self.ranks.get_mut(at) else { return ABSENT };
        if *known == UNKNOWN {
            *known = rank(self.table, strings.get(name)).map_or(ABSENT, |rank| rank as u8);
        }
        *known
    }

    /// The place of the property that comes first in the table, of those that are acceptable. O(properties).
    pub(super) fn first(
        &mut self,
        strings: &Strings,
        values: &[Value],
        is_acceptable: impl Fn(&str, &str) -> bool,
    ) -> Option<usize> {
        let mut best: Option<(u8, usize)> = None;
        for (at, &(name, value)) in values.iter().enumerate() {
            let rank = self.rank(strings, name);
            if rank < best.map_or(ABSENT, |(known, _)| known) {
                let value = strings.get(value);
                if !value.trim().is_empty() && is_acceptable(strings.get(name), value) {
                    best = Some((rank, at));
                }
            }
        }
        best.map(|(_, at)| at)
    }
}

/// Whether a value describes how an edge is drawn, in a property that may do so.
pub(super) fn is_look(name: &str, value: &str) -> bool {
    rank(MAY_BE_LOOKS, name).is_some() && rank(LOOKS, value.trim()).is_some()
}

/// Whether an edge is directed, by a property for it: Gephi's `Type`, and `directed` of several tools.
pub(super) fn direction(name: &str, value: &str) -> Option<Direction> {
    let value = value.trim();
    if is_name(name, "type") || is_name(name, "edgetype") {
        return Direction::of(value);
    }
    let is_true = value.eq_ignore_ascii_case("true") || value == "1";
    let is_false = value.eq_ignore_ascii_case("false") || value == "0";
    match (is_name(name, "directed"), is_name(name, "undirected")) {
        (true, _) if is_true => Some(Direction::Directed),
        (true, _) if is_false => Some(Direction::Undirected),
        (_, true) if is_true => Some(Direction::Undirected),
        (_, true) if is_false => Some(Direction::Directed),
        _ => None,
    }
}

/// Whether an edge has a direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Direction {
    Directed,
    Undirected,
    /// In both directions: used by GEXF.
    Mutual,
}

impl Direction {
    pub(super) fn of(word: &str) -> Option<Direction> {
        let words = [
            ("directed", Direction::Directed),
            ("undirected", Direction::Undirected),
            ("mutual", Direction::Mutual),
        ];
        words.into_iter().find(|(known, _)| word.eq_ignore_ascii_case(known)).map(|(_, direction)| direction)
    }

    pub(super) fn of_directed(directed: bool) -> Direction {
        if directed { Direction::Directed } else { Direction::Undirected }
    }
}

/// Whether a text is prose: words with white space between, and not a value such as `7`.
pub(super) fn is_prose(text: &str) -> bool {
    text.trim().contains(char::is_whitespace) && text.contains(char::is_alphabetic)
}

/// Whether a key of an edge could be a relation's name: it has letters and no digits, as `supplies`, not
/// `e7`.
pub(super) fn is_words(key: &str) -> bool {
    key.contains(char::is_alphabetic) && !key.contains(char::is_numeric)
}

/// The columns of the two ends in a list of edges.
pub(super) fn ends(heads: &[String]) -> Option<(usize, usize)> {
    let find =
        |table: &[&str]| table.iter().find_map(|name| heads.iter().position(|head| is_name(head, name)));
    find(SOURCES).zip(find(TARGETS)).filter(|(source, target)| source != target)
}

/// Whether a column of a list of edges is the edges' own id.
pub(super) fn is_id(name: &str) -> bool {
    is_name(name, "id") || is_name(name, "edgeid")
}

/// Whether a cell of the first line is the name of a column rather than a concept or a relation.
pub(super) fn is_column(cell: &str) -> bool {
    let others = ["id", "key", "weight", "count", "value"];
    let tables = [RELATIONS, LABELS, SOURCES, TARGETS, &others[..]];
    tables.iter().any(|table| rank(table, cell).is_some())
}

/// Whether a line of names is that of a list of nodes: an id, a label, and no two ends.
pub(super) fn node_columns(heads: &[String]) -> Option<(usize, usize)> {
    let id = ["id", "key", "nodeid", "node", "name"]
        .iter()
        .find_map(|name| heads.iter().position(|head| is_name(head, name)));
    let label = LABELS.iter().find_map(|name| heads.iter().position(|head| is_name(head, name)));
    id.zip(label).filter(|(id, label)| id != label)
}
