//! The JSON Schemas of answers.

use serde_json::{Value, json};

/// A report with findings, concepts and relationships.
pub(super) fn report(with_sources: bool) -> Value {
    let passage = if with_sources {
        "A sentence or two copied from the sources, word for word."
    } else {
        "A paragraph that explains the relationship."
    };
    let relationship = object(&[
        ("source", text("The label of the finding or concept that the relationship starts at.")),
        ("relation", text("The type of the relationship, in a few words.")),
        ("target", text("The label of the finding or concept that it ends at.")),
        ("passage", text(passage)),
    ]);
    object(&[
        ("title", text("The report's title.")),
        (
            "findings",
            list(
                "The key findings, the most important first.",
                item("A name of two to five words.", "A paragraph."),
            ),
        ),
        (
            "concepts",
            list("Other concepts that the relationships name.", item("The concept's name.", "A sentence.")),
        ),
        ("relationships", list("Relationships between findings and concepts.", relationship)),
    ])
}

/// Concepts to be joined to one existing concept.
pub(super) fn additions(with_sources: bool) -> Value {
    let addition = addition(with_sources);
    object(&[("concepts", list("The concepts that are added.", object(&addition)))])
}

/// Concepts that contradict existing ones.
pub(super) fn contradictions() -> Value {
    let mut addition = addition(true);
    addition.insert(0, ("concept", text("The label of the finding or concept that the sources contradict.")));
    object(&[("contradictions", list("What the sources contradict; empty if nothing.", object(&addition)))])
}

fn addition(with_sources: bool) -> Vec<(&'static str, Value)> {
    let passage = if with_sources {
        "A sentence or two copied from the sources, word for word."
    } else {
        "A paragraph that explains how the two are related."
    };
    vec![
        ("label", text("A name of two to five words.")),
        ("text", text("A sentence about it.")),
        ("passage", text(passage)),
    ]
}

fn item(label: &str, what: &str) -> Value {
    object(&[("label", text(label)), ("text", text(what))])
}

fn object(properties: &[(&str, Value)]) -> Value {
    let required: Vec<&str> = properties.iter().map(|(name, _)| *name).collect();
    let properties: serde_json::Map<String, Value> =
        properties.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

fn list(description: &str, items: Value) -> Value {
    json!({"type": "array", "description": description, "items": items})
}

fn text(description: &str) -> Value {
    json!({"type": "string", "description": description})
}
