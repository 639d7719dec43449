//! The names that tools give to the same thing: one table for relations, one for labels, one for texts, for
//! all formats.
//!
//! Names are compared without regard to letter case and separators, so that `Edge Label`, `edge_label` and
//! `edgeLabel` are one name, and so are `:TYPE` and `_type` of Neo4j.

use std::borrow::Cow;

use crate::format::tools::strings::{Number, Strings, Value};

/// The names of the relation of an edge, the best first. Unambiguous names come before names that some tools
/// use for other things: `label` may be a caption, `type` may be a way of drawing, and Cytoscape's `name` is
/// `Source (relation) Target`.
pub(super) const RELATIONS: &[&str] = &[
    "relationlabel",
    "relationshiplabel",
    "predicatelabel",
    "relation",
    "relationship",
    "predicate",
    "relationtype",
    "relationshiptype",
    "reltype",
    "relationname",
    "relationshipname",
    "relationkind",
    "relationshipkind",
    "predicatename",
    "rel",
    "pred",
    "linkingphrase",
    "linkingphrases",
    "linkingword",
    "linkingwords",
    "interaction",
    "sharedinteraction",
    "interactiontype",
    "metaedge",
    "edgelabel",
    "labele",
    "linklabel",
    "arclabel",
    "propertylabel",
    "proplabel",
    "label",
    "xlabel",
    "edgetype",
    "linktype",
    "arctype",
    "connectiontype",
    "type",
    "edgekind",
    "kind",
    "association",
    "associationtype",
    "property",
    "prop",
    "predicateid",
    "verb",
    "beziehung",
    "prädikat",
    "prédicat",
    "predicado",
    "predicato",
    "предикат",
    "谓语",
    "谓词",
    "述語",
    "relación",
    "relação",
    "relazione",
    "relatie",
    "отношение",
    "relacja",
    "vztah",
    "звязок",
    "ilişki",
    "관계",
    "العلاقة",
    "關係",
    "связь",
    "关系",
    "関係",
    "edge",
    "connection",
    "edgename",
    "linkname",
    "title",
    "caption",
    "name",
    "sharedname",
    "keywords",
];

/// The names under which Cytoscape has `Source (relation) Target`.
const WHOLE_EDGES: &[&str] = &["label", "name", "sharedname"];

/// From here on up to `name`, a value may only affect the drawing.
const MAY_BE_LOOKS: &[&str] = &["edgetype", "linktype", "arctype", "type", "edgekind", "kind"];

/// All names of properties by which an edge may be drawn or have a direction: those of `MAY_BE_LOOKS`, and
/// those that `directions` reads.
const DRAWN: &[&str] = &[
    "type",
    "edgetype",
    "linktype",
    "arctype",
    "edgekind",
    "kind",
    "direction",
    "directionality",
    "edgedirection",
    "linkdirection",
    "arrows",
    "bidirectional",
    "isbidirectional",
    "mutual",
    "directed",
    "isdirected",
    "undirected",
    "isundirected",
];

/// The name of the direction in Gephi, and of the relation elsewhere.
pub(super) const DIRECTION_TYPES: &[&str] = &["type", "edgetype"];

/// Values for the drawing of edges in tools: Sigma, Cytoscape, React Flow, vis.js, AntV, yEd, Graphviz.
const LOOKS: &[&str] = &[
    "arc",
    "arcarrow",
    "arrow",
    "arrows",
    "bezier",
    "clamped",
    "continuous",
    "cubic",
    "cubicbezier",
    "cubichorizontal",
    "cubicradial",
    "cubicvertical",
    "curve",
    "curved",
    "curvedarrow",
    "curvedccw",
    "curvedcw",
    "curveddoublearrow",
    "curvednoarrow",
    "dashed",
    "dashedarrow",
    "dashedline",
    "dotted",
    "dottedline",
    "doublearrow",
    "doubleline",
    "default",
    "diagonalcross",
    "discrete",
    "edge",
    "fast",
    "floating",
    "haystack",
    "line",
    "link",
    "loop",
    "noarrow",
    "orthogonal",
    "parallel",
    "polyline",
    "quadratic",
    "quadraticbezier",
    "quadcurve",
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
    "straightarrow",
    "straightcross",
    "straightline",
    "straighttriangle",
    "tapered",
    "taxi",
    "triangle",
    "thickline",
    "unbundledbezier",
];

/// The names of the label of a node, the best first.
pub(super) const LABELS: &[&str] = &[
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
    "lbl",
    "entityname",
    "fullname",
    "itemlabel",
    "caption",
    "heading",
    "sharedname",
    "term",
    "entityid",
    "vertexlabel",
    "vertexname",
    // PyBEL.
    "bel",
];

/// The names of the label of a node if `label` is its kind, as in LlamaIndex and in many exports of Neo4j.
const NAMES: &[&str] = &["name", "displayname", "fullname", "entityname", "nodename"];

/// The names of a description in prose.
const TEXTS: &[&str] = &["description", "definition", "abstract", "summary", "desc", "comment", "text"];

/// The quotation of an edge.
const PASSAGES: &[&str] = &[
    "passage",
    "quote",
    "quotation",
    "excerpt",
    "snippet",
    "sentence",
    "evidence",
    "evidencetext",
    "supportingtext",
    "sourcetext",
    "fact",
    "description",
    "text",
];

/// Properties for an edge that states the opposite of its relation: in Biolink, KGX and others.
const NEGATIONS: &[&str] = &["negated", "isnegated", "negation", "biolinknegated", "edgenegated"];

/// Properties that may mean the opposite, or the sign of an effect.
const POLARITIES: &[&str] = &["polarity"];

/// Whether a value of such a name negates.
pub(super) fn is_true(value: &str) -> bool {
    ["true", "1", "yes"].iter().any(|word| value.trim().eq_ignore_ascii_case(word))
}

/// Whether a polarity is negative.
pub(super) fn is_negative(value: &str) -> bool {
    ["negative", "neg", "-"].iter().any(|word| value.trim().eq_ignore_ascii_case(word))
}

/// A name in lower case and without separators, apostrophes, and the dot that remains of the Turkish `İ`.
pub(super) fn folded(name: &str) -> impl Iterator<Item = char> {
    let is_left_out =
        |it: &char| matches!(it, ' ' | '_' | '-' | ':' | '.' | '\'' | '\u{2019}' | '\u{2bc}' | '\u{307}');
    name.chars().flat_map(char::to_lowercase).filter(move |it| !is_left_out(it))
}

/// Whether two names are equal except for letter case and separators; the second is [`folded`].
pub(super) fn is_name(name: &str, other: &str) -> bool {
    folded(name).eq(other.chars())
}

pub(super) fn rank(table: &[&str], name: &str) -> Option<usize> {
    table.iter().position(|folded| is_name(name, folded))
}

/// Finds the property that comes first in a table. Names of properties are repeated, and are looked up once.
pub(super) struct Finder {
    table: &'static [&'static str],
    /// By the number of the name.
    ranks: Vec<u8>,
}

/// Marks a name that was not looked up yet, and one that is not in the table.
const UNKNOWN: u8 = u8::MAX;
const ABSENT: u8 = u8::MAX - 1;

impl Finder {
    fn of(table: &'static [&'static str]) -> Finder {
        Finder { table, ranks: Vec::new() }
    }

    pub(super) fn relations() -> Finder {
        Finder::of(RELATIONS)
    }

    pub(super) fn negations() -> Finder {
        Finder::of(NEGATIONS)
    }

    pub(super) fn polarities() -> Finder {
        Finder::of(POLARITIES)
    }

    /// Names of properties that may be for the drawing of an edge, or its direction.
    pub(super) fn drawn() -> Finder {
        Finder::of(DRAWN)
    }

    /// Names of properties that may be a relation as well as a direction.
    pub(super) fn direction_types() -> Finder {
        Finder::of(DIRECTION_TYPES)
    }

    pub(super) fn labels() -> Finder {
        Finder::of(LABELS)
    }

    pub(super) fn names() -> Finder {
        Finder::of(NAMES)
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

    /// Whether a name is in the table.
    pub(super) fn has(&mut self, strings: &Strings, name: Number) -> bool {
        self.rank(strings, name) != ABSENT
    }

    /// The place of the property that comes first in the table, of those that are acceptable. O(properties).
    pub(super) fn first(
        &mut self,
        strings: &Strings,
        values: &[Value],
        is_acceptable: impl Fn(&str, &str) -> bool,
    ) -> Option<usize> {
        self.first_of(strings, values, |(name, value)| is_acceptable(strings.get(name), strings.get(value)))
    }

    /// The same, with names and values by number.
    pub(super) fn first_of(
        &mut self,
        strings: &Strings,
        values: &[Value],
        mut is_acceptable: impl FnMut(Value) -> bool,
    ) -> Option<usize> {
        let mut best: Option<(u8, usize)> = None;
        for (at, &(name, value)) in values.iter().enumerate() {
            let rank = self.rank(strings, name);
            if rank < best.map_or(ABSENT, |(known, _)| known)
                && !strings.get(value).trim().is_empty()
                && is_acceptable((name, value))
            {
                best = Some((rank, at));
            }
        }
        best.map(|(_, at)| at)
    }
}

/// Whether a value describes how an edge is drawn, in a property that may do so.
pub(super) fn is_look(name: &str, value: &str) -> bool {
    rank(MAY_BE_LOOKS, name).is_some() && rank(LOOKS, value.trim()).is_some()
}

/// The relation in `Source (relation) Target`, as Cytoscape names edges, if it has these ends; empty if the
/// edge has no relation.
pub(super) fn relation_within<'v>(name: &str, value: &'v str, source: &str, target: &str) -> Option<&'v str> {
    rank(WHOLE_EDGES, name)?;
    let inner = value.trim().strip_prefix(source)?.strip_suffix(target)?;
    let relation = inner.strip_prefix(" (")?.strip_suffix(") ")?;
    // An edge without a relation has `-` there.
    Some(if relation.contains(char::is_alphanumeric) { relation } else { "" })
}

/// Whether a property of Cytoscape is the name that it gave an edge of this relation. The ends may have been
/// renamed later.
pub(super) fn is_of_whole_edge(name: &str, value: &str, relation: &str) -> bool {
    let is_around = |at: usize| value.get(..at).is_some_and(|before| before.ends_with(" ("));
    !relation.is_empty()
        && rank(WHOLE_EDGES, name).is_some()
        && value.match_indices(relation).any(|(at, _)| {
            is_around(at) && value.get(at + relation.len()..).is_some_and(|rest| rest.starts_with(") "))
        })
}

/// What LightRAG writes between values that it joined.
const JOINT: &str = "<SEP>";

/// The values in a value of another tool's file. O(length).
pub(super) fn values_in(value: &str) -> impl Iterator<Item = &str> {
    value.split(JOINT).filter(|value| !value.trim().is_empty())
}

/// A text with spaces where its pieces were joined. O(length).
pub(super) fn joined_text(text: &str) -> Cow<'_, str> {
    if text.contains(JOINT) { text.replace(JOINT, " ").into() } else { text.into() }
}

/// Whether a text is prose: words separated by white space, and not a value such as `7`.
pub(super) fn is_prose(text: &str) -> bool {
    text.trim().contains(char::is_whitespace) && text.contains(char::is_alphabetic)
}

/// Whether a key of an edge could be the name of a relation: it has letters and no digits, as `supplies`, not
/// `e7`.
pub(super) fn is_words(key: &str) -> bool {
    key.contains(char::is_alphabetic) && !key.contains(char::is_numeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::tools::directions;

    #[test]
    fn all_names_of_looks_and_directions_are_among_those_of_drawing() {
        let directions = directions::names();
        assert!(directions.len() > 10);
        for name in MAY_BE_LOOKS.iter().copied().chain(directions) {
            assert!(DRAWN.contains(&name), "{name}");
        }
    }
}
