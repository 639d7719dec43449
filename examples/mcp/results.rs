//! JSON Schemas of the results of tools.

use serde_json::{Value, json};

/// The fields of each answer, around the tool's own data.
fn envelope(data: Value) -> Value {
    json!({
        "type": "object",
        "required": ["about", "data", "truncated"],
        "properties": {
            "about": {"type": "string", "description": "How `data` is to be read."},
            "data": data,
            "truncated": {"type": "boolean",
                "description": "Whether something is left out because of the limit of tokens."},
            "cursor": {"type": "string", "description": "The argument of the next call that continues this \
                answer."},
            "next": {"type": "string", "description": "What to do next."}
        }
    })
}

fn object(required: &[&str], properties: Value) -> Value {
    json!({"type": "object", "required": required, "properties": properties})
}

fn list(items: Value) -> Value {
    json!({"type": "array", "items": items})
}

fn text() -> Value {
    json!({"type": "string"})
}

fn number() -> Value {
    json!({"type": "integer", "minimum": 0})
}

fn hashtag() -> Value {
    json!({"type": "string", "description": "The name that opens this network."})
}

fn attributes() -> Value {
    list(object(&["name", "value"], json!({"name": text(), "value": text()})))
}

fn attribute_count() -> Value {
    json!({"type": "integer", "description": "How many attributes the network has, where not all are listed; \
        the resource semnet://HASHTAG/json has all."})
}

fn concept() -> Value {
    object(&["label"], json!({"label": text(), "text": text(), "attributes": attributes()}))
}

fn relationship() -> Value {
    object(
        &["source", "relation", "target"],
        json!({"source": text(), "relation": text(), "target": text(), "passage": text(),
            "attributes": attributes()}),
    )
}

fn steps() -> Value {
    let inverse = json!({"type": "boolean", "description": "Whether the step leads from target to source."});
    list(object(&["relationship", "inverse"], json!({"relationship": relationship(), "inverse": inverse})))
}

/// Schemas of data about one network.
fn of_network(required: &[&str], mut properties: Value) -> Value {
    properties["hashtag"] = hashtag();
    properties["question"] = text();
    let required: Vec<&str> = ["hashtag", "question"].iter().chain(required).copied().collect();
    envelope(object(&required, properties))
}

pub(crate) fn open() -> Value {
    of_network(
        &["findings", "highlights", "relationships", "otherConcepts"],
        json!({
            "title": text(), "conceptCount": number(), "relationshipCount": number(),
            "attributes": attributes(), "attributeCount": attribute_count(),
            "findings": list(concept()), "highlights": list(relationship()),
            "relationships": list(relationship()),
            "otherConcepts": list(concept()),
        }),
    )
}

pub(crate) fn overview() -> Value {
    let theme =
        object(&["conceptCount", "concepts"], json!({"conceptCount": number(), "concepts": list(text())}));
    let finding = object(&["label"], json!({"label": text(), "text": {"type": ["string", "null"]}}));
    of_network(
        &["conceptCount", "relationshipCount", "findings", "highlights", "relations", "sources"],
        json!({
            "title": text(), "conceptCount": number(), "relationshipCount": number(),
            "attributes": attributes(), "attributeCount": attribute_count(),
            "findings": list(finding), "centralConcepts": list(text()), "themes": list(theme),
            "highlights": list(relationship()), "relations": list(text()),
            "sources": {"type": "integer", "description": "How many sources its passages are quoted from."},
        }),
    )
}

pub(crate) fn search() -> Value {
    let hit = object(
        &["score", "in"],
        json!({
            "score": {"type": "number"}, "in": {"enum": ["question", "title", "concept", "passage"]},
            "label": text(), "sentence": text(), "relationship": relationship(),
        }),
    );
    let network = object(
        &["hashtag", "question", "score", "hits"],
        json!({"hashtag": hashtag(), "question": text(), "score": {"type": "number"},
            "hits": list(hit.clone())}),
    );
    envelope(object(
        &[],
        json!({
            "networks": {"type": "array", "items": network,
                "description": "If all networks were searched."},
            "hashtag": hashtag(), "question": text(),
            "hits": {"type": "array", "items": hit, "description": "If one network was searched."},
        }),
    ))
}

pub(crate) fn context() -> Value {
    let lines = "A line for the question and the title, each finding (*), each other concept with a text, \
        each relationship.";
    let from = json!({"type": "array", "items": object(&["hashtag", "question"],
        json!({"hashtag": hashtag(), "question": text()})),
        "description": "Where all networks were asked: those that the text is taken from."});
    envelope(object(
        &["question", "text"],
        json!({"question": text(), "text": {"type": "string", "description": lines}, "networks": from,
            "hashtag": hashtag()}),
    ))
}

pub(crate) fn related() -> Value {
    let found = json!({"anyOf": [
        relationship(),
        object(&["network", "relationship"], json!({"network": hashtag(), "relationship": relationship()})),
    ]});
    envelope(object(
        &["concept", "relationships"],
        json!({
            "hashtag": hashtag(), "question": text(),
            "concept": {"anyOf": [text(), object(&["label"],
                json!({"label": text(), "text": {"type": ["string", "null"]}}))]},
            "relationships": list(found), "sameName": same_name(),
        }),
    ))
}

fn same_name() -> Value {
    json!({"type": "array", "items": text(),
        "description": "Labels of other concepts that the given labels may mean."})
}

pub(crate) fn path() -> Value {
    let path = object(
        &["length", "sentence", "steps"],
        json!({"length": number(), "sentence": text(), "steps": steps()}),
    );
    let segment = object(
        &["network", "question", "start", "steps"],
        json!({"network": hashtag(), "question": text(), "start": text(), "steps": steps()}),
    );
    envelope(object(
        &[],
        json!({
            "hashtag": hashtag(), "question": text(), "sameName": same_name(),
            "paths": {"type": "array", "items": path, "description": "Within one network."},
            "length": number(),
            "segments": {"type": "array", "items": segment,
                "description": "Across networks: one path, in parts."},
        }),
    ))
}

pub(crate) fn select() -> Value {
    let evidence = json!({
        "type": ["array", "null"], "items": relationship(),
        "description": "The relationships that support the row; null if there are too many to look for.",
    });
    let row = object(
        &["row", "evidence"],
        json!({"row": {"type": "object", "additionalProperties": text()}, "evidence": evidence}),
    );
    of_network(&["rowCount", "rows"], json!({"rowCount": number(), "rows": list(row)}))
}

fn networks() -> Value {
    list(object(&["hashtag", "question"], json!({"hashtag": hashtag(), "question": text(), "title": text()})))
}

pub(crate) fn list_of_store() -> Value {
    let source = object(
        &["source", "name", "characters"],
        json!({"source": {"type": "string", "description": "Its id."}, "name": text(),
            "characters": number()}),
    );
    envelope(object(&[], json!({"networks": networks(), "sources": list(source)})))
}

pub(crate) fn diff() -> Value {
    envelope(object(
        &["from", "to", "changeCount", "changes"],
        json!({"from": hashtag(), "to": hashtag(), "changeCount": number(), "changes": list(text())}),
    ))
}

pub(crate) fn link() -> Value {
    of_network(&["link"], json!({"link": text()}))
}

/// The answer of a tool that stored a network.
fn stored(required: &[&str], mut properties: Value) -> Value {
    properties["new"] =
        json!({"type": "boolean", "description": "Whether the store did not have this network yet."});
    properties["conceptCount"] = number();
    properties["relationshipCount"] = number();
    let required: Vec<&str> =
        ["new", "conceptCount", "relationshipCount"].iter().chain(required).copied().collect();
    of_network(&required, properties)
}

pub(crate) fn add() -> Value {
    let skipped = json!({"type": "array", "items": text(), "description": "The parts of the file that a \
            network cannot hold."});
    stored(&[], json!({"format": text(), "skipped": skipped}))
}

pub(crate) fn change() -> Value {
    stored(&["from", "changes"], json!({"from": hashtag(), "changes": list(text())}))
}

pub(crate) fn merge() -> Value {
    stored(&["conflictCount", "conflicts"], json!({"conflictCount": number(), "conflicts": list(text())}))
}

pub(crate) fn add_source() -> Value {
    envelope(object(
        &["source", "name", "new"],
        json!({"source": {"type": "string", "description": "Its id."}, "name": text(),
            "new": {"type": "boolean"}}),
    ))
}

pub(crate) fn evidence() -> Value {
    let verdict = json!({"enum": ["exact", "adapted", "altered", "missing"]});
    let difference = object(
        &["kind", "source", "passage", "alters"],
        json!({
            "kind": {"enum": ["typography", "left out", "inserted", "replaced"]}, "source": text(),
            "passage": text(),
            "alters": {"type": "boolean", "description": "Whether this difference makes the passage \
                `altered`."},
        }),
    );
    let passage = object(
        &["verdict"],
        json!({
            "verdict": verdict, "relationship": relationship(), "passage": text(), "source": text(),
            "name": text(),
            "line": number(), "differences": list(difference),
        }),
    );
    let counts = object(
        &["exact", "adapted", "altered", "missing"],
        json!({"exact": number(), "adapted": number(), "altered": number(), "missing": number()}),
    );
    envelope(object(
        &["verdicts", "passages"],
        json!({"hashtag": hashtag(), "question": text(), "verdicts": counts, "passages": list(passage)}),
    ))
}
