//! Knowledge in JSON, one item on each line or a list for each kind of item, as assistants and extractors
//! keep it:
//!
//! - the memory server of the Model Context Protocol: lines `{"type": "entity", "name", "entityType",
//!   "observations"}` and `{"type": "relation", "from", "to", "relationType"}`;
//! - LangExtract: one document on each line, with `extractions`;
//! - doccano: one document on each line, with `entities` and `relations`, which have places in it.

use std::collections::HashMap;

use crate::format::tools::error::{Place, PlacedProblem};
use crate::format::tools::graph::{Edge, Graph, Property, Text, given};
use crate::format::tools::node_list::NodeList;
use crate::format::tools::stream::Stream;
use crate::format::tools::tree::{Fields, Json};
use crate::util::excerpt;

/// The longest passage and the longest entity of doccano, in bytes: each may be all of a document.
const LONGEST: usize = 2_000;

/// The relation from a document to the concepts in it.
const MENTIONS: &str = "mentions";

/// Reads the lines of the memory server. An observation is a line of the concept's text.
pub(super) fn read_memory(stream: &mut Stream<'_>) -> Result<Graph, PlacedProblem> {
    let (mut graph, mut nodes) = (Graph::default(), NodeList::default());
    each_line(stream, &mut |mut fields, place| {
        let kind = fields.take("type").map(Json::into_text).unwrap_or_default();
        match &*kind {
            "entity" => {
                let name = fields.take_id("name", &place)?;
                let mut properties = vec![(given::TEXT.into(), observations(&mut fields).into())];
                properties.extend(fields.into_properties());
                add(&mut nodes, &mut graph, &name, properties, &place);
            }
            "relation" => {
                let (source, target) = (fields.take_id("from", &place)?, fields.take_id("to", &place)?);
                graph.push_edge(Edge {
                    source,
                    target,
                    properties: fields.into_properties(),
                    place,
                    ..Edge::default()
                });
            }
            other => {
                return Err(place.wrong(format!("`type` is `entity` or `relation`, not {other:?}")));
            }
        }
        Ok(())
    })?;
    nodes.push_to(&mut graph);
    // The server accepts relations of entities that do not exist.
    graph.add_ends();
    Ok(graph)
}

/// The observations of the memory server, as a text.
pub(super) fn observations(fields: &mut Fields<'_>) -> String {
    let observations: Vec<Text<'_>> = match fields.take("observations") {
        Some(Json::List(list)) => list.into_iter().map(Json::into_text).collect(),
        Some(one) => vec![one.into_text()],
        None => Vec::new(),
    };
    observations.join(" ")
}

/// Reads documents with extractions: an extraction is a concept, which its document mentions, with its class
/// as an attribute; the quoted text is the passage.
pub(super) fn read_extractions(stream: &mut Stream<'_>) -> Result<Graph, PlacedProblem> {
    let (mut graph, mut nodes) = (Graph::default(), NodeList::default());
    let mut documents = 0;
    each_line(stream, &mut |mut fields, place| {
        documents += 1;
        if fields.has("entities") && !fields.has("extractions") {
            return read_annotations(fields, documents, &place, &mut graph, &mut nodes);
        }
        let id = fields.take("document_id").map(Json::into_text);
        let id = id.unwrap_or_else(|| format!("document {documents}").into());
        let text = fields.take("text").map(Json::into_text).unwrap_or_default();
        let list = fields.take("extractions").unwrap_or(Json::List(Vec::new()));
        let properties = vec![(given::TEXT.into(), text.clone())];
        nodes.add(&mut graph.strings, &id, properties, &place);
        for extraction in list.list(&place, "`extractions`")? {
            let mut extraction = extraction.object(&place, "an extraction")?;
            let name = extraction.take_id("extraction_text", &place)?;
            let class = extraction.take("extraction_class").map(Json::into_text);
            let interval = extraction.take_object("char_interval", &place)?;
            let mut properties: Vec<Property<'_>> =
                class.map(|class| ("class".into(), class)).into_iter().collect();
            properties.extend(extraction.take_object("attributes", &place)?.into_properties());
            nodes.merge(&mut graph.strings, &name, properties, &place);
            let mut properties: Vec<Property<'_>> = vec![(given::RELATION.into(), MENTIONS.into())];
            properties.extend(
                sentence(&text, &interval).map(|text| (given::PASSAGE.into(), text.to_owned().into())),
            );
            let place = place.clone();
            graph.push_edge(Edge { source: id.clone(), target: name, properties, place, ..Edge::default() });
            graph
                .skipped
                .add("extraction field", extraction.0.iter().filter(|it| it.1 != Json::Null).count());
        }
        Ok(())
    })?;
    nodes.push_to(&mut graph);
    Ok(graph)
}

/// Reads a document of doccano: an entity is a concept with its words in the text as the label.
fn read_annotations(
    mut fields: Fields<'_>,
    number: usize,
    place: &Place,
    graph: &mut Graph,
    nodes: &mut NodeList,
) -> Result<(), PlacedProblem> {
    let id = fields.take("id").map_or_else(|| number.to_string().into(), Json::into_text);
    let document = format!("document {id}");
    let text = fields.take("text").map(Json::into_text).unwrap_or_default();
    nodes.add(&mut graph.strings, &document, vec![(given::TEXT.into(), text.clone())], place);
    // Places are counted in characters.
    let offsets: Vec<usize> = text.char_indices().map(|(offset, _)| offset).chain([text.len()]).collect();
    let push = |graph: &mut Graph, ends: (&str, &str), relation: Text<'_>, span: (usize, usize)| {
        let mut properties: Vec<Property<'_>> = vec![(given::RELATION.into(), relation)];
        let passage = sentences(&text, span.0, span.1);
        graph.skipped.add("long passage", usize::from(passage.is_some_and(|it| it.len() > LONGEST)));
        let passage = passage.filter(|passage| passage.len() <= LONGEST);
        properties.extend(passage.map(|text| (given::PASSAGE.into(), text.into())));
        let (source, target) = (ends.0.into(), ends.1.into());
        graph.push_edge(Edge { source, target, properties, place: place.clone(), ..Edge::default() });
    };
    let mut spans: HashMap<String, (usize, usize)> = HashMap::new();
    let entities = fields.take("entities").unwrap_or(Json::List(Vec::new()));
    for entity in entities.list(place, "`entities`")? {
        let mut entity = entity.object(place, "an entity")?;
        let id = entity.take_id("id", place)?;
        let mut offset = |name: &str| {
            let number = entity.take(name).and_then(|it| it.into_text().parse::<usize>().ok());
            number.ok_or_else(|| place.wrong(format!("the entity {:?} has no `{name}`", excerpt(&id))))
        };
        let (start, end) = (offset("start_offset")?, offset("end_offset")?);
        let (Some(&from), Some(&to)) = (offsets.get(start), offsets.get(end)) else {
            return Err(place.wrong(format!("the entity {:?} ends after the text", excerpt(&id))));
        };
        let name = text.get(from..to).map(str::trim).filter(|name| !name.is_empty());
        let name = name.ok_or_else(|| place.wrong(format!("the entity {:?} is empty", excerpt(&id))))?;
        if name.len() > LONGEST {
            let id = excerpt(&id);
            return Err(place.wrong(format!("the entity {id:?} is longer than {LONGEST} bytes")));
        }
        let class = entity.take("label").map(|class| ("class".into(), class.into_text()));
        nodes.merge(&mut graph.strings, name, class.into_iter().collect(), place);
        push(graph, (&document, name), MENTIONS.into(), (from, to));
        spans.insert(id.into_owned(), (from, to));
        entity.pass_over(&mut graph.skipped);
    }
    let relations = fields.take("relations").unwrap_or(Json::List(Vec::new()));
    for relation in relations.list(place, "`relations`")? {
        let mut relation = relation.object(place, "a relation")?;
        let mut end = |name: &str| {
            let id = relation.take_id(name, place)?;
            spans.get(&*id).copied().ok_or_else(|| {
                let id = excerpt(&id);
                place.wrong(format!("the relation names the entity {id:?}, which is not there"))
            })
        };
        let (source, target) = (end("from_id")?, end("to_id")?);
        let kind = relation.take("type").map_or_else(Text::default, Json::into_text);
        let name = |(from, to): (usize, usize)| text.get(from..to).map_or("", str::trim);
        let span = (source.0.min(target.0), source.1.max(target.1));
        push(graph, (name(source), name(target)), kind, span);
        relation.take("id");
        relation.pass_over(&mut graph.skipped);
    }
    fields.pass_over(&mut graph.skipped);
    Ok(())
}

/// The text around an extraction, from the full stop before it to the one after it. Places are counted in
/// characters.
fn sentence<'t>(text: &'t str, interval: &Fields<'_>) -> Option<&'t str> {
    let place = |name: &str| {
        let Json::Number(number) = interval.get(name)? else { return None };
        let at = usize::try_from(number.as_u64()?).ok()?;
        text.char_indices().map(|(offset, _)| offset).chain([text.len()]).nth(at)
    };
    sentences(text, place("start_pos")?, place("end_pos")?)
}

/// A part of a text with its surroundings, from the full stop before it to the one after it.
fn sentences(text: &str, from: usize, to: usize) -> Option<&str> {
    let is_end = |c: char| matches!(c, '.' | '!' | '?' | '\n');
    let start = text.get(..from)?.rfind(is_end).map_or(0, |at| at + 1);
    let end = text.get(to..)?.find(is_end).map_or(text.len(), |at| to + at + 1);
    text.get(start..end).map(str::trim)
}

/// Adds an entity. Repetitions are merged and counted.
pub(super) fn add(
    nodes: &mut NodeList,
    graph: &mut Graph,
    id: &str,
    properties: Vec<Property<'_>>,
    place: &Place,
) {
    let is_new = nodes.merge(&mut graph.strings, id, properties, place);
    graph.skipped.add("repeated entity", usize::from(!is_new));
}

/// Passes on the object on each line that is not blank, the object that has several lines, or the items of a
/// list.
pub(super) fn each_line(
    stream: &mut Stream<'_>,
    take: &mut dyn FnMut(Fields<'_>, Place) -> Result<(), PlacedProblem>,
) -> Result<(), PlacedProblem> {
    let text = stream.peek().map_err(|error| Place::Nowhere.cannot_read(&error))?.trim_start();
    let mut lines = text.split(['\n', '\r']);
    let first = lines.next().unwrap_or_default().trim_end();
    // A line may be longer than the buffered text.
    let goes_on = lines.any(|line| !line.trim().is_empty()) && !first.ends_with('}');
    if text.starts_with('[') || goes_on {
        let text = stream.rest().map_err(|error| stream.place().cannot_read(&error))?;
        return match Json::read(&text)? {
            Json::List(list) => list.into_iter().enumerate().try_for_each(|(number, item)| {
                let place = Place::Item { list: "items", number };
                take(item.object(&place, "an item")?, place)
            }),
            whole => take(whole.object(&Place::Nowhere, "the file")?, Place::Nowhere),
        };
    }
    stream.each_line(&mut |line, number| {
        let fields = Json::read(line).map_err(|wrong| wrong.on_line(number))?;
        let place = Place::Line { line: number, column: 1 };
        take(fields.object(&place, "a line")?, place)
    })
}
