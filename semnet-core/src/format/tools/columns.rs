//! What columns of tables and fields of JSON are called that hold the ends of edges, in the words of tools
//! and in several languages, and which columns make a table one of edges or one of nodes.

use crate::format::tools::vocabulary::{LABELS, RELATIONS, is_name, rank};

/// What the two ends of an edge are called, in columns and fields; those of one line belong together.
const ENDS: &[(&str, &str)] = &[
    ("source", "target"),
    ("from", "to"),
    ("subject", "object"),
    ("startid", "endid"),
    ("start", "end"),
    ("src", "dst"),
    ("src", "tgt"),
    ("src", "dest"),
    ("source", "destination"),
    ("source", "dest"),
    ("source", "sink"),
    ("sourcenode", "targetnode"),
    ("sourceid", "targetid"),
    ("srcid", "tgtid"),
    ("srcid", "dstid"),
    ("fromnode", "tonode"),
    ("fromid", "toid"),
    ("fromnodeid", "tonodeid"),
    ("startnode", "endnode"),
    ("startnodeid", "endnodeid"),
    ("subjectid", "objectid"),
    ("subjectlabel", "objectlabel"),
    ("subj", "obj"),
    ("subject", "target"),
    ("head", "tail"),
    ("headentity", "tailentity"),
    ("headid", "tailid"),
    ("node1", "node2"),
    ("nodea", "nodeb"),
    ("nodefrom", "nodeto"),
    ("concept1", "concept2"),
    ("concepta", "conceptb"),
    ("entity1", "entity2"),
    ("entitya", "entityb"),
    ("interactora", "interactorb"),
    ("protein1", "protein2"),
    ("gene1", "gene2"),
    ("person1", "person2"),
    ("item1", "item2"),
    ("item", "value"),
    ("sourcelabel", "targetlabel"),
    ("sourcename", "targetname"),
    ("sourceconcept", "targetconcept"),
    ("sourceentity", "targetentity"),
    ("fromconcept", "toconcept"),
    ("fromlabel", "tolabel"),
    ("fromname", "toname"),
    ("vertex1", "vertex2"),
    ("v1", "v2"),
    ("sub", "obj"),
    ("officialsymbolinteractora", "officialsymbolinteractorb"),
    ("xid", "yid"),
    ("xname", "yname"),
    ("startentity", "endentity"),
    // GraphSON.
    ("outv", "inv"),
    // German, French, Spanish, Portuguese, Italian, Dutch, Russian, Chinese, Japanese.
    ("quelle", "ziel"),
    ("von", "nach"),
    ("source", "cible"),
    ("origine", "cible"),
    ("de", "vers"),
    ("origen", "destino"),
    ("fuente", "destino"),
    ("origem", "destino"),
    ("sorgente", "destinazione"),
    ("origine", "destinazione"),
    ("bron", "doel"),
    ("van", "naar"),
    ("источник", "цель"),
    ("源", "目标"),
    ("起点", "终点"),
    ("头实体", "尾实体"),
    ("始点", "終点"),
];

/// The same in words that may be content: only with another known column, or alone.
const PLAIN_ENDS: &[(&str, &str)] = &[("parent", "child"), ("origin", "destination"), ("u", "v")];

/// The columns of the two ends in a list of edges.
pub(super) fn ends(heads: &[String]) -> Option<(usize, usize)> {
    let find = |name: &str| heads.iter().position(|head| is_name(head, name));
    let pair = |(source, target): &(&str, &str)| find(source).zip(find(target));
    let apart = || {
        let source = ENDS.iter().find_map(|(source, _)| find(source))?;
        let target = ENDS.iter().find_map(|(_, target)| find(target))?;
        (source != target).then_some((source, target))
    };
    let plain = || {
        let is_sure = heads.len() == 2 || heads.iter().any(|head| is_column(head));
        PLAIN_ENDS.iter().find_map(pair).filter(|_| is_sure)
    };
    ENDS.iter().find_map(pair).or_else(apart).or_else(plain)
}

/// The column with the labels of an end: `itemLabel` for `item`, `source_name` for `source_id`.
pub(super) fn label_column(heads: &[String], end: usize) -> Option<usize> {
    let folded = |name: &str| -> String {
        let kept = name.chars().filter(|c| !matches!(c, ' ' | '_' | '-' | ':' | '.'));
        kept.map(|c| c.to_ascii_lowercase()).collect()
    };
    let own = folded(heads.get(end)?);
    let short = own.strip_suffix("id").filter(|short| !short.is_empty());
    let names = |head: &String| {
        let head = folded(head);
        let of = |own: &str| head.strip_prefix(own).is_some_and(|rest| rest == "label" || rest == "name");
        of(&own) || short.is_some_and(of)
    };
    heads.iter().position(names).filter(|at| *at != end)
}

/// Takes the name of an end out of the names of fields: its place.
pub(super) fn end_of<'n>(names: impl Iterator<Item = &'n str> + Clone) -> Option<(usize, usize)> {
    let find = |wanted: &str| names.clone().position(|name| is_name(name, wanted));
    ENDS.iter().find_map(|(source, target)| find(source).zip(find(target)))
}

/// The columns with the name of an edge and its interaction in a table of edges that Cytoscape exported,
/// which has no others for the ends.
pub(super) fn whole_edge(heads: &[String]) -> Option<(usize, usize)> {
    let find = |name: &str| heads.iter().position(|head| is_name(head, name));
    let is_table = ends(heads).is_none() && find("suid").is_some();
    find("name").zip(find("interaction")).filter(|_| is_table)
}

/// The ends in `Source (relation) Target`.
pub(super) fn ends_within<'n>(name: &'n str, relation: &str) -> Option<(&'n str, &'n str)> {
    let relation = if relation.is_empty() { "-" } else { relation };
    let (source, target) = name.split_once(&format!(" ({relation}) "))?;
    Some((source.trim(), target.trim()))
}

/// Whether a column of a list of edges is the edges' own id.
pub(super) fn is_id(name: &str) -> bool {
    is_name(name, "id") || is_name(name, "edgeid")
}

/// Whether a cell of the first line is the name of a column rather than a concept or a relation.
pub(super) fn is_column(cell: &str) -> bool {
    let others = ["id", "key", "weight", "count", "value"];
    let tables = [RELATIONS, LABELS, &others[..]];
    let is_end = || ENDS.iter().any(|(source, target)| is_name(cell, source) || is_name(cell, target));
    tables.iter().any(|table| rank(table, cell).is_some()) || is_end()
}

/// Whether a line of names is that of a list of nodes: an id, a label, and no two ends.
pub(super) fn node_columns(heads: &[String]) -> Option<(usize, usize)> {
    let find = |name: &&str| heads.iter().position(|head| is_name(head, name));
    // Cytoscape numbers nodes, but tables of edges name them.
    let id = ["id", "key", "nodeid", "node", "name"].iter().find_map(find)?;
    let label = LABELS.iter().filter_map(find).find(|label| *label != id)?;
    Some((id, label))
}
