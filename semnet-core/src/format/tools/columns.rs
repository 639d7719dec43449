//! The names of the columns of tables and the fields of JSON that contain the ends of edges, as tools have
//! them and in several languages. Also which columns show that a table lists edges, or nodes.

use std::collections::HashSet;

use crate::format::tools::vocabulary::{LABELS, RELATIONS, folded, is_name, rank};

/// The names of the two ends of an edge, in columns and fields; those on one line belong together.
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
    ("sourceid", "destinationid"),
    ("sourcenode", "destinationnode"),
    ("sourcename", "destinationname"),
    ("sourceip", "destinationip"),
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
    ("sourcenodeuuid", "targetnodeuuid"),
    ("sourceref", "targetref"),
    ("caller", "callee"),
    ("citing", "cited"),
    ("follower", "followee"),
    ("predecessor", "successor"),
    ("sender", "recipient"),
    ("sender", "receiver"),
    ("upstream", "downstream"),
    ("ego", "alter"),
    ("supplier", "customer"),
];

/// The same in German, French, Spanish, Portuguese, Italian, Dutch, Russian, Chinese, Japanese, Polish,
/// Czech, Ukrainian, Turkish, Korean and Arabic. Many of these words may be content, or a name (`Van`), so a
/// single one is not enough.
const FOREIGN_ENDS: &[(&str, &str)] = &[
    ("quelle", "ziel"),
    ("von", "nach"),
    ("subjekt", "objekt"),
    ("source", "cible"),
    ("origine", "cible"),
    ("de", "vers"),
    ("sujet", "objet"),
    ("origen", "destino"),
    ("fuente", "destino"),
    ("sujeto", "objeto"),
    ("origem", "destino"),
    ("sujeito", "objeto"),
    ("sorgente", "destinazione"),
    ("origine", "destinazione"),
    ("soggetto", "oggetto"),
    ("bron", "doel"),
    ("van", "naar"),
    ("onderwerp", "voorwerp"),
    ("источник", "цель"),
    ("субъект", "объект"),
    ("源", "目标"),
    ("起点", "终点"),
    ("头实体", "尾实体"),
    ("主语", "宾语"),
    ("始点", "終点"),
    ("主語", "目的語"),
    ("來源", "目標"),
    ("źródło", "cel"),
    ("zdroj", "cíl"),
    ("джерело", "ціль"),
    ("kaynak", "hedef"),
    ("출발", "도착"),
    ("주어", "목적어"),
    ("المصدر", "الهدف"),
];

/// The same in words that may be content: only next to another known column, or if there are no other
/// columns.
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
    let is_sure = || heads.len() == 2 || heads.iter().any(|head| is_column(head));
    // Next to a relation, the first column is the source: `child,relation,parent`.
    let relations = ["relation", "relationship", "predicate", "rel", "relationtype"];
    let has_relation = || relations.iter().any(|name| find(name).is_some());
    let in_order = |(source, target): (usize, usize)| {
        let is_turned = target < source && has_relation() && find("parent") == Some(source);
        if is_turned { (target, source) } else { (source, target) }
    };
    let plain = || PLAIN_ENDS.iter().find_map(pair).filter(|_| is_sure()).map(in_order);
    // Around one other word, the two may be a proposition.
    let is_around = |ends: &(usize, usize)| heads.len() == 3 && ends.0.abs_diff(ends.1) == 2;
    let foreign = || FOREIGN_ENDS.iter().find_map(pair).filter(|ends| !is_around(ends) || is_sure());
    ENDS.iter().find_map(pair).or_else(foreign).or_else(apart).or_else(plain).or_else(|| numbered(heads))
}

/// Two columns whose names differ only in a number or a letter, `drug 1` and `drug 2` or `Drug_A` and
/// `Drug_B`: at the beginning of the line, or around the relation. Three of them are not a pair.
fn numbered(heads: &[String]) -> Option<(usize, usize)> {
    let stem = |at: usize, signs: [char; 2]| {
        let head: &str = heads.get(at)?;
        let stem = head.strip_suffix(signs)?;
        let is_apart = signs[0].is_ascii_digit() || stem.ends_with(['_', ' ', '-', '.']);
        let stem: String = folded(stem).collect();
        (is_apart && stem.chars().count() > 2).then_some(stem)
    };
    if heads.len() > 2 && !heads.iter().any(|head| is_column(head)) {
        return None;
    }
    let last = if heads.get(1).is_some_and(|head| is_relation(head)) { 2 } else { 1 };
    let signs = [(['1', '1'], ['2', '2'], ['3', '0']), (['A', 'a'], ['B', 'b'], ['C', 'c'])];
    let is_pair = |(one, two, three): &([char; 2], [char; 2], [char; 2])| {
        let first = stem(0, *one)?;
        let is_third = |at: usize| stem(at, *three).is_some_and(|other| other == first);
        (stem(last, *two)? == first && !(0..heads.len()).any(is_third)).then_some((0, last))
    };
    signs.iter().find_map(is_pair)
}

/// Whether lines of three cells are pairs with a weight rather than propositions: the second cell is a number,
/// or a thing that another pair begins with.
pub(super) fn are_weighted(text: &str, delimiter: u8) -> bool {
    let lines = text.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).take(1000);
    let cells = |line| -> Vec<&str> { str::split(line, char::from(delimiter)).map(str::trim).collect() };
    let rows = lines.filter_map(|line| <[&str; 3]>::try_from(cells(line)).ok());
    let rows: Vec<[&str; 3]> = rows.collect();
    let sources: HashSet<&str> = rows.iter().map(|[source, ..]| *source).collect();
    let is_number = |cell: &str| cell.parse::<f64>().is_ok();
    rows.iter().all(|[.., last]| is_number(last))
        && (rows.iter().all(|[_, second, _]| is_number(second))
            || rows.iter().any(|[_, second, _]| sources.contains(second)))
}

/// Whether the first of lines with three cells is content, a concept, a relation and a concept, rather than
/// unknown names of columns. CmapTools writes such lines, separated by tabs; otherwise, one of the cells must
/// be repeated. A word above numbers is the name of a column.
pub(super) fn is_content(text: &str, delimiter: u8) -> bool {
    let cells = |line| -> Vec<&str> {
        str::split(line, char::from(delimiter)).map(|cell| cell.trim().trim_matches('"')).collect()
    };
    let lines = text.split(['\n', '\r']).filter(|line| !line.trim().is_empty());
    let mut lines = lines.take(1000).map(cells);
    let first = lines.next().unwrap_or_default();
    let &[source, relation, target] = first.as_slice() else { return false };
    let lines: Vec<Vec<&str>> = lines.collect();
    let rest = || lines.iter().filter_map(|line| <[&str; 3]>::try_from(line.as_slice()).ok());
    let is_number = |cell: &str| cell.trim_start_matches('-').starts_with(|c: char| c.is_ascii_digit());
    let is_above_numbers =
        !is_number(target) && rest().next().is_some() && rest().all(|[.., last]| is_number(last));
    let is_again = |[one, two, three]: [&str; 3]| {
        two == relation || [one, three].iter().any(|end| *end == source || *end == target)
    };
    !is_above_numbers
        && !are_weighted(text, delimiter)
        && (delimiter == b'\t' || rest().next().is_none() || rest().any(is_again))
}

/// The column with the labels of an end: `itemLabel` for `item`, `source_name` for `source_id`.
pub(super) fn label_column(heads: &[String], end: usize) -> Option<usize> {
    let own: String = folded(heads.get(end)?).collect();
    let short = own.strip_suffix("id").filter(|short| !short.is_empty());
    let names = |head: &String| {
        let head: String = folded(head).collect();
        let of = |own: &str| head.strip_prefix(own).is_some_and(|rest| rest == "label" || rest == "name");
        of(&own) || short.is_some_and(of)
    };
    heads.iter().position(names).filter(|at| *at != end)
}

/// Removes the name of an end from the names of fields, and returns its place.
pub(super) fn end_of<'n>(names: impl Iterator<Item = &'n str> + Clone) -> Option<(usize, usize)> {
    let find = |wanted: &str| names.clone().position(|name| is_name(name, wanted));
    ENDS.iter().chain(FOREIGN_ENDS).find_map(|(source, target)| find(source).zip(find(target)))
}

/// Whether the name of a field or column is one for relations.
pub(super) fn is_relation(name: &str) -> bool {
    rank(RELATIONS, name).is_some()
}

/// The columns of a table of edges that Cytoscape exported, which has none for the ends.
#[derive(Clone, Copy)]
pub(super) struct WholeEdge {
    /// `Source (interaction) Target`, with the interaction that the edge had when it was created.
    pub(super) name: usize,
    pub(super) interaction: usize,
    /// The interaction in all networks of the collection.
    pub(super) shared: Option<usize>,
}

impl WholeEdge {
    pub(super) fn of(heads: &[String]) -> Option<WholeEdge> {
        let find = |name: &str| heads.iter().position(|head| is_name(head, name));
        find("suid").filter(|_| ends(heads).is_none())?;
        let shared = find("sharedinteraction");
        Some(WholeEdge { name: find("name")?, interaction: find("interaction")?, shared })
    }

    /// Makes room for a column before the others.
    pub(super) fn shift(&mut self) {
        let shared = self.shared.iter_mut();
        [&mut self.name, &mut self.interaction].into_iter().chain(shared).for_each(|place| *place += 1);
    }

    /// The ends in the name of an edge, around its interaction, around that of the collection, or around the
    /// only parentheses: the name does not change when somebody edits an interaction. O(length).
    pub(super) fn ends<'n>(
        &self,
        name: &'n str,
        cell: &dyn Fn(usize) -> &'n str,
    ) -> Option<(&'n str, &'n str)> {
        let around = |relation: &str| {
            let relation = if relation.is_empty() { "-" } else { relation };
            name.split_once(&format!(" ({relation}) "))
        };
        let shared = || self.shared.and_then(|shared| around(cell(shared)));
        let found = around(cell(self.interaction)).or_else(shared).or_else(|| around_the_only(name))?;
        Some((found.0.trim(), found.1.trim()))
    }
}

/// The two names around the only `(…)` between them.
fn around_the_only(name: &str) -> Option<(&str, &str)> {
    let last = name.rfind(") ")?;
    let mut opening = name.match_indices(" (").map(|(at, _)| at).filter(|at| at + 2 <= last);
    let at = opening.next().filter(|_| opening.next().is_none())?;
    let (_, target) = name.get(at..)?.split_once(") ")?;
    name.get(..at).map(|source| (source, target))
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
    let id = ["id", "key", "nodeid", "node", "uuid", "name"].iter().find_map(find)?;
    let label = LABELS.iter().filter_map(find).find(|label| *label != id)?;
    Some((id, label))
}
