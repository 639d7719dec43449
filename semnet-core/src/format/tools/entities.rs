//! Entities and relationships in JSON:
//!
//! - LightRAG and GraphRAG: an object with `entities` and `relationships`;
//! - only propositions, as language models answer: a list, or one on each line.

use crate::format::tools::error::{Place, PlacedProblem};
use crate::format::tools::graph::{Edge, Graph, Text, given};
use crate::format::tools::json_lines::{add, each_line, observations};
use crate::format::tools::json_source::Source;
use crate::format::tools::node_list::NodeList;
use crate::format::tools::tree::{Fields, Json};
use crate::format::tools::unknown::unknown;
use crate::format::tools::unknown_json::STORE_OF_TEXTS;
use crate::format::tools::walk::{ItemPaths, Taken};

const WAYS: ItemPaths = &[
    ("entities", Taken::List),
    ("relationships", Taken::List),
    ("relations", Taken::List),
    ("chunks", Taken::List),
    ("text_units", Taken::List),
    ("data", Taken::List),
    ("triples", Taken::List),
    ("triplets", Taken::List),
    ("facts", Taken::List),
    ("statements", Taken::List),
];

/// Entities and relationships that are added to a graph.
#[derive(Default)]
struct Entities {
    graph: Graph,
    nodes: NodeList,
    /// The ids of entities that have another name.
    ids: Vec<(String, String)>,
}

/// Reads entities and relationships: their descriptions are texts and passages, text units are where they
/// come from. Or propositions with one to a line.
pub(super) fn read<'a>(mut source: Source<'a, '_, '_>) -> Result<Graph, PlacedProblem> {
    let mut reading = Entities::default();
    if are_lines(source.beginning()?) {
        source.with_stream(|stream| {
            each_line(stream, &mut |fields, place| reading.item("relations", Json::Object(fields), place))
        })?;
        return Ok(reading.into_graph());
    }
    let top = source.read(Taken::ListOrWithin, WAYS, &mut |list, key, item| {
        // A file that is a list has propositions.
        let list = if list.is_empty() { "relations" } else { list };
        reading.item(list, item, key.place(list))
    })?;
    if let Json::Object(mut top) = top {
        let (mut is_any, mut has_edges) = (false, false);
        for (name, _) in WAYS {
            if let Some(list) = top.take(name) {
                is_any = true;
                list.list(&Place::Nowhere, &format!("`{name}`"))?;
            }
        }
        // If there is nothing else, they are propositions.
        for name in ["edges", "links"].into_iter().filter(|_| !is_any) {
            let edges = match top.get(name) {
                Some(Json::List(_)) => top.take(name).map(Json::into_items),
                _ => None,
            };
            for (number, item) in edges.into_iter().flatten().enumerate() {
                reading.item(name, item, Place::Item { list: name, number })?;
                has_edges = true;
            }
        }
        is_any |= has_edges | read_stored(top, &mut reading.graph, &mut reading.nodes)?;
        if !is_any {
            return Err(Place::Nowhere.wrong("the file has neither `entities` nor `relationships`"));
        }
    }
    Ok(reading.into_graph())
}

/// Whether the first line that is not blank is a whole object, and another one follows.
fn are_lines(text: &str) -> bool {
    let mut lines = text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty());
    let (first, second) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    let is_object = first.starts_with('{') && first.ends_with('}') && second.starts_with('{');
    is_object && Json::read(first).is_ok()
}

impl Entities {
    fn into_graph(self) -> Graph {
        let Entities { mut graph, nodes, ids } = self;
        nodes.push_to(&mut graph);
        graph.rename_ends(&ids);
        graph.add_ends();
        graph
    }

    fn item(&mut self, list: &str, item: Json<'_>, place: Place) -> Result<(), PlacedProblem> {
        let Entities { graph, nodes, ids } = self;
        let item = match (list, item) {
            // As kg-gen has them: names, and triples.
            ("entities", Json::String(name)) => {
                add(nodes, graph, &name, Vec::new(), &place);
                return Ok(());
            }
            (list, Json::List(triple)) if RELATIONS.contains(&list) => {
                let triple = <[Json<'_>; 3]>::try_from(triple);
                let triple = triple.map_err(|_| place.wrong("a list is `[source, relation, target]`"))?;
                let [source, relation, target] = triple.map(Json::into_text);
                let properties = vec![(given::RELATION.into(), relation)];
                graph.push_edge(Edge { source, target, properties, place, ..Edge::default() });
                return Ok(());
            }
            (_, item) => item,
        };
        let mut fields = item.object(&place, "an item")?;
        // The memory server of MCP writes that in every line.
        fields.drop_words("type", &["entity", "relation"]);
        let vectors = fields.0.iter().filter(|(name, _)| is_vector(name)).count();
        graph.skipped.add("vector", vectors);
        fields.0.retain(|(name, _)| !is_vector(name));
        // LightRAG's vectors: entities or relationships, with ids that begin like this.
        let list = match list {
            "data" => {
                fields.0.retain(|(name, _)| !name.starts_with("__"));
                read_content(&mut fields).ok_or_else(|| unknown(STORE_OF_TEXTS))?
            }
            list => list,
        };
        match list {
            "entities" => {
                let id = match words_of(&mut fields) {
                    Some(words) => words,
                    None => {
                        let names = ["entity_name", "title", "name", "entity_id", "id"];
                        take_first(&mut fields, &names, &place)?
                    }
                };
                if let Some(own) = fields.get("id") {
                    ids.push((own.clone().into_text().into_owned(), id.clone().into_owned()));
                }
                let kind = fields.take("type").map(|kind| ("type".into(), kind.into_text()));
                let text = observations(&mut fields);
                // Next to a name, it is the kind of an entity, as in iText2KG.
                let is_kind = fields.has("label");
                let mut properties = fields.into_properties();
                if is_kind {
                    properties.push((given::LABEL.into(), id.clone()));
                }
                properties.extend(kind);
                if !text.is_empty() {
                    properties.push((given::TEXT.into(), text.into()));
                }
                add(nodes, graph, &id, properties, &place);
            }
            list if RELATIONS.contains(&list) => {
                spell_out(&mut fields);
                let (source, target) = fields.take_ends(&place)?;
                let id = fields.take("id").map(Json::into_text);
                let passage = passage_of(&fields);
                let mut properties = fields.into_properties();
                properties.extend(passage.map(|passage| (given::PASSAGE.into(), passage)));
                graph.push_edge(Edge { id, source, target, properties, place, ..Edge::default() });
            }
            // Such as `text_units`: relationships have their ids.
            _ => graph.skipped.add(list, 1),
        }
        Ok(())
    }
}

/// Makes words of the initials by which files of triples call their fields: `h`, `r`, `t` and `s`, `p`, `o`.
fn spell_out(fields: &mut Fields<'_>) {
    let words = [["head", "relation", "tail"], ["subject", "predicate", "object"]];
    let is_all = |words: &[&str; 3]| words.iter().all(|word| word.get(..1).is_some_and(|it| fields.has(it)));
    let Some(words) = words.iter().find(|words| is_all(words)) else { return };
    for (name, _) in &mut fields.0 {
        if let Some(word) = words.iter().find(|word| word.get(..1) == Some(&**name)) {
            *name = (*word).into();
        }
    }
}

/// The quotation in the first of several pieces of evidence, as INDRA has them.
fn passage_of<'a>(fields: &Fields<'a>) -> Option<Text<'a>> {
    let Some(Json::List(evidence)) = fields.get("evidence") else { return None };
    let text = |piece: &Json<'a>| match piece {
        Json::Object(piece) => match piece.get("text")? {
            Json::String(text) => Some(text.clone()),
            _ => None,
        },
        _ => None,
    };
    evidence.iter().find_map(text)
}

/// What the list of relationships is called.
const RELATIONS: [&str; 8] =
    ["relationships", "relations", "triples", "triplets", "facts", "statements", "edges", "links"];

/// The label of an entity that has no other name: extractors give the words of the text next
/// to its class.
fn words_of<'a>(fields: &mut Fields<'a>) -> Option<Text<'a>> {
    let is_named = ["entity_name", "title", "name"].iter().any(|name| fields.has(name));
    let is_short = |text: &str| text.len() <= LONGEST_WORDS && !text.contains(['\n', '\r']);
    match fields.get("text") {
        Some(Json::String(text)) if !is_named && fields.has("label") && is_short(text) => {
            fields.take("text").map(Json::into_text)
        }
        _ => None,
    }
}

/// The longest text of an entity that is its label, in bytes.
const LONGEST_WORDS: usize = 200;

/// Whether a field is an embedding.
fn is_vector(name: &str) -> bool {
    name == "vector" || name.ends_with("embedding")
}

/// The content of which LightRAG has made a vector: of an entity `name\ndescription`, of a relationship
/// `keywords\tsource\ntarget\ndescription`. Returns the entity or relationship; `None` for a piece of text.
fn read_content(fields: &mut Fields<'_>) -> Option<&'static str> {
    let list = match (fields.has("src_id"), fields.has("entity_name")) {
        (true, _) => "relationships",
        (false, true) => "entities",
        (false, false) => return None,
    };
    let text = |fields: &Fields<'_>, wanted: &str| match fields.get(wanted) {
        Some(Json::String(text)) => Some(text.to_string()),
        _ => None,
    };
    let content = text(fields, "content")?;
    let name = |wanted: &str| text(fields, wanted).unwrap_or_default();
    let found = if list == "entities" {
        let description = content.strip_prefix(&name("entity_name")).and_then(|it| it.strip_prefix('\n'));
        description.map(|it| vec![("description", it.to_owned())])
    } else {
        let ends = format!("{}\n{}\n", name("src_id"), name("tgt_id"));
        let parts =
            content.split_once('\t').and_then(|(words, rest)| Some((words, rest.strip_prefix(&ends)?)));
        parts.map(|(words, it)| vec![("keywords", words.to_owned()), ("description", it.to_owned())])
    };
    if let Some(found) = found {
        fields.take("content");
        fields.0.extend(found.into_iter().map(|(name, value)| (name.into(), Json::String(value.into()))));
    }
    Some(list)
}

/// LightRAG's lists of what each document names: pairs of entities, or entities. Returns whether there are
/// any.
fn read_stored(top: Fields<'_>, graph: &mut Graph, nodes: &mut NodeList) -> Result<bool, PlacedProblem> {
    let mut is_any = false;
    for (document, value) in top.0 {
        let place = Place::Path(crate::util::excerpt(&document));
        let mut fields = match value {
            Json::Object(fields) => fields,
            value => {
                graph.skipped.add(&document, usize::from(value != Json::Null));
                continue;
            }
        };
        let (pairs, names) = (fields.take("relation_pairs"), fields.take("entity_names"));
        if pairs.is_none() && names.is_none() {
            graph.skipped.add(&document, 1);
            continue;
        }
        is_any = true;
        for pair in pairs.map_or_else(|| Ok(Vec::new()), |pairs| pairs.list(&place, "`relation_pairs`"))? {
            let pair = <[Json<'_>; 2]>::try_from(pair.list(&place, "a pair")?);
            let [source, target] =
                pair.map_err(|_| place.wrong("a pair has two entities"))?.map(Json::into_text);
            let properties = vec![("document".into(), document.clone())];
            graph.push_edge(Edge { source, target, properties, place: place.clone(), ..Edge::default() });
        }
        for name in names.map_or_else(|| Ok(Vec::new()), |names| names.list(&place, "`entity_names`"))? {
            let name = name.into_text();
            add(nodes, graph, &name, vec![("document".into(), document.clone())], &place);
        }
        fields.pass_over(&mut graph.skipped);
    }
    Ok(is_any)
}

fn take_first<'a>(fields: &mut Fields<'a>, names: &[&str], place: &Place) -> Result<Text<'a>, PlacedProblem> {
    let name = names.iter().find(|name| fields.has(name));
    fields.take_id(name.or(names.first()).copied().unwrap_or_default(), place)
}
