//! The edits of `change`: the arguments of each, and why one cannot be made.

use rmcp::schemars;
use semnet_core::change::{EditError, EditStep, Owner, RelationshipName};
use semnet_core::{Network, Relationship};
use serde_json::{Value, json};

use crate::answer::Failure;
use crate::json::relationship;
use crate::tools::in_words;
use crate::visible::original;

/// How many edits are made in one call.
pub(crate) const MOST: usize = 1_000;

/// How many relationships are offered in place of one that is not there.
const MOST_OFFERED: usize = 10;

/// The advice when an edit fails.
const NOTHING: &str = "Nothing was changed. Correct this edit, and repeat the call with all edits.";

/// Each edit with the fields that it takes.
const KINDS: [(&str, &str); 22] = [
    ("addConcept", "{label, text?}"),
    ("addFinding", "{label, text?, place?}"),
    ("setText", "{label, text}"),
    ("renameConcept", "{from, to}"),
    ("removeConcept", "{label} (with its relationships)"),
    ("mergeConcepts", "{keep, other}"),
    ("splitConcept", "{label, newLabel, text?, relationships}"),
    ("makeFinding", "{label, place?}"),
    ("unmakeFinding", "{label}"),
    ("moveFinding", "{label, to}"),
    ("addRelationship", "{relationship}"),
    ("removeRelationship", "{relationship}"),
    ("setPassage", "{relationship, passage}"),
    ("setRelation", "{relationship, relation}"),
    ("redirectRelationship", "{relationship, source, target}"),
    ("addHighlight", "{relationship, place?}"),
    ("removeHighlight", "{relationship}"),
    ("moveHighlight", "{relationship, to}"),
    ("setTitle", "{title}"),
    ("setQuestion", "{question}"),
    ("addAttribute", "{on, name, value}"),
    ("removeAttribute", "{on, name, value}"),
];

/// What stands for `relationship` and `on` in [`KINDS`].
const RELATIONSHIP: &str = "relationship is {source, relation, target, passage?}";
const ON: &str =
    r#"on is "network", {"concept": LABEL} or {"relationship": {source, relation, target, passage?}}"#;

/// Each edit with its fields. There is one list of fields instead of twenty-two alternatives: a model reads
/// it faster, and errors can name the missing field.
pub(crate) fn schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    let end = "The label of a concept; null, or the question's text, for the question.";
    let text = |description: &str| json!({"type": "string", "description": description});
    let kinds: Vec<String> = KINDS.iter().map(|(name, takes)| format!("{name} {takes}")).collect();
    let (kinds, names) = (kinds.join("; "), KINDS.map(|(name, _)| name));
    schemars::json_schema!({
        "type": "array",
        "minItems": 1,
        "maxItems": MOST,
        "items": {
            "type": "object",
            "required": ["edit"],
            "description": format!("{kinds}. Places are counted from 0."),
            "properties": {
                "edit": {"type": "string", "enum": names},
                "label": text("The label of a concept."),
                "text": text("A text of a concept."),
                "relationship": {
                    "type": "object",
                    "required": ["source", "relation", "target"],
                    "additionalProperties": false,
                    "properties": {
                        "source": {"type": ["string", "null"], "description": end},
                        "relation": text("The relation."),
                        "target": {"type": ["string", "null"], "description": end},
                        "passage": text("The quoted passage; also where several relationships differ only in \
                            it."),
                        "attributes": {"type": "array", "items": {
                            "type": "object", "required": ["name", "value"], "additionalProperties": false,
                            "properties": {"name": {"type": "string"}, "value": {"type": "string"}}
                        }}
                    }
                },
                "relationships": {"type": "array", "items": {"type": "object"},
                    "description": "Those that move to the new concept."},
                "on": {"description": format!("{ON}; with its `attributes`, if it has some.")},
                "place": {"type": ["integer", "null"], "minimum": 0},
                "to": {"type": ["integer", "string"],
                    "description": "The new place, or the new label of renameConcept."},
                "from": text("The label before."),
                "keep": text("The concept that stays."),
                "other": text("The concept that becomes part of it."),
                "newLabel": text("The label of the new concept."),
                "relation": text("The new relation."),
                "passage": text("The new passage; empty for none."),
                "source": {"type": ["string", "null"], "description": end},
                "target": {"type": ["string", "null"], "description": end},
                "title": {"type": "string"},
                "question": {"type": "string"},
                "name": {"type": "string"},
                "value": {"type": "string"}
            }
        }
    })
}

/// Restores labels, relations and passages of the network from the form in which answers show them.
fn with_originals(edit: &mut Value) {
    match edit {
        Value::String(text) => *text = original(text),
        Value::Array(items) => items.iter_mut().for_each(with_originals),
        Value::Object(fields) => {
            let is_name = |name: &str| !matches!(name, "text" | "title" | "question" | "value");
            fields.iter_mut().filter(|(name, _)| is_name(name)).for_each(|(_, field)| with_originals(field));
        }
        _ => {}
    }
}

/// Puts `null` in place of the word `question`, which stands for the question in other calls, too.
fn with_question(edit: &mut Value) {
    match edit {
        Value::Array(items) => items.iter_mut().for_each(with_question),
        Value::Object(fields) => {
            for (name, field) in fields {
                match (name.as_str(), &*field) {
                    ("source" | "target", Value::String(end)) if end == "question" => *field = Value::Null,
                    ("relationship" | "relationships" | "on", _) => with_question(field),
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

/// The edit of a call on a network.
pub(crate) fn read(number: usize, mut edit: Value, before: &Network) -> Result<EditStep, Failure> {
    with_originals(&mut edit);
    if before.concept("question").is_none() {
        with_question(&mut edit);
    }
    // A relationship that has an attribute is named by all its parts, of which most have no attributes.
    if let Some(Value::Object(parts)) = edit.get_mut("on").and_then(|on| on.get_mut("relationship")) {
        parts.entry("passage").or_insert_with(|| json!(""));
        parts.entry("attributes").or_insert_with(|| json!([]));
    }
    let kind = edit["edit"].as_str().and_then(|kind| KINDS.iter().find(|(name, _)| *name == kind));
    serde_json::from_value(edit).map_err(|error| {
        let mut data = json!({"message": in_words(&error)});
        if let Some((name, takes)) = kind {
            let explained = [("{on", ON), ("relationship", RELATIONSHIP)];
            let explained = explained.into_iter().find(|(part, _)| takes.contains(part));
            let explained = explained.map(|(_, what)| format!("; {what}")).unwrap_or_default();
            data["expected"] = json!(format!("{name} {takes}{explained}"));
        }
        Failure::new(format!("`edits[{number}]` is not an edit"), NOTHING).with(data)
    })
}

/// Why an edit cannot be made, with suggestions: close labels, or relationships of the network before.
pub(crate) fn refused(number: usize, step: &EditStep, error: &EditError, before: &Network) -> Failure {
    let mut data = json!({"message": error.to_string()});
    match error {
        EditError::ConceptNotFound(error) if !error.suggestions().is_empty() => {
            data["suggestions"] = json!(error.suggestions());
        }
        EditError::RelationshipNotFound { .. } | EditError::RelationshipAmbiguous { .. } => {
            let offered = named(step).map_or(Vec::new(), |name| like(before, &name));
            if !offered.is_empty() {
                data["relationships"] = offered.into_iter().map(relationship).collect();
            }
        }
        EditError::ConceptExists { .. } => {
            // With another text, it is this one that should be reworded.
            if let EditStep::AddConcept { label, .. } | EditStep::AddFinding { label, .. } = step
                && let Some(there) = before.concept(label)
            {
                data["concept"] = json!({"label": there.label(), "text": there.text()});
            }
        }
        _ => {}
    }
    Failure::new(format!("`edits[{number}]` cannot be made"), NOTHING).with(data)
}

/// The relationship that an edit names.
fn named(step: &EditStep) -> Option<RelationshipName> {
    match step {
        EditStep::AddAttribute { on: Owner::Relationship(parts), .. }
        | EditStep::RemoveAttribute { on: Owner::Relationship(parts), .. } => Some(parts.into()),
        EditStep::RemoveRelationship { relationship }
        | EditStep::SetPassage { relationship, .. }
        | EditStep::SetRelation { relationship, .. }
        | EditStep::RedirectRelationship { relationship, .. }
        | EditStep::AddHighlight { relationship, .. }
        | EditStep::RemoveHighlight { relationship }
        | EditStep::MoveHighlight { relationship, .. } => Some(relationship.clone()),
        _ => None,
    }
}

/// Stored relationships between the ends of this one in either direction, or else those of its source.
fn like<'a>(network: &'a Network, name: &RelationshipName) -> Vec<Relationship<'a>> {
    let concept = |label: &Option<String>| match label {
        Some(label) => network.concept(label).or_else(|| network.find_concept(label).ok()),
        None => network.question_concept(),
    };
    let Some(source) = concept(&name.source) else { return Vec::new() };
    let around = || source.outgoing().chain(source.incoming()).filter(|one| !one.is_key_finding());
    let target = concept(&name.target).map(|target| target.id());
    let between =
        around().filter(|one| Some(one.source().id()) == target || Some(one.target().id()) == target);
    let found: Vec<_> = between.take(MOST_OFFERED).collect();
    if found.is_empty() { around().take(MOST_OFFERED).collect() } else { found }
}

#[cfg(test)]
mod tests {
    use semnet_core::NetworkBuilder;

    use super::*;

    fn read(number: usize, edit: Value) -> Result<EditStep, Failure> {
        super::read(number, edit, &NetworkBuilder::new("Q?").build().unwrap())
    }

    #[test]
    fn the_table_has_all_edits() {
        for (name, takes) in KINDS {
            // For an edit without some of its fields, the error names them; for an unknown one, it lists the
            // known ones.
            let error = read(3, json!({"edit": name})).unwrap_err().into_json();
            assert!(error["data"]["message"].as_str().unwrap().contains("missing field"), "{error}");
            assert!(error["data"]["expected"].as_str().unwrap().contains(takes), "{error}");
        }
        let error = read(0, json!({"edit": "paint"})).unwrap_err().into_json();
        let message = error["data"]["message"].as_str().unwrap();
        assert!(KINDS.iter().all(|(name, _)| message.contains(&format!("`{name}`"))), "{error}");
        assert_eq!(message.matches('`').count(), 2 * (KINDS.len() + 1), "{message}");
        let flat = json!({"edit": "addRelationship", "source": "A", "relation": "is", "target": "B"});
        let expected = &read(0, flat).unwrap_err().into_json()["data"]["expected"];
        assert_eq!(*expected, format!("addRelationship {{relationship}}; {RELATIONSHIP}"));
    }

    #[test]
    fn labels_are_named_as_they_are_shown() {
        let shown = json!({"source": "a⟨U+061C⟩b", "relation": "r", "target": "question"});
        let remove = json!({"edit": "removeRelationship", "relationship": shown});
        let step = read(0, remove.clone()).unwrap();
        assert_eq!(named(&step).unwrap().source.as_deref(), Some("a\u{61c}b"));
        // The question, unless a concept is called so.
        assert_eq!(named(&step).unwrap().target, None);
        let mut builder = NetworkBuilder::new("Q?");
        let network = builder.concept("question", "").build().unwrap();
        let step = super::read(0, remove, &network).unwrap();
        assert_eq!(named(&step).unwrap().target.as_deref(), Some("question"));
        // A text is taken literally.
        let step = read(0, json!({"edit": "setText", "label": "⟨U+061C⟩", "text": "⟨U+061C⟩"})).unwrap();
        assert_eq!(step, EditStep::SetText { label: "\u{61c}".into(), text: "⟨U+061C⟩".into() });
    }

    #[test]
    fn what_is_there_is_shown() {
        let mut builder = NetworkBuilder::new("Q?");
        builder.concept("A", "It is there.").concept("B", "").relationship(("A", "feeds", "B", "One."));
        let network = builder.build().unwrap();
        let failed = |edit: Value| {
            let step = read(0, edit).unwrap();
            let error = network.editor().make(&step).unwrap_err();
            refused(0, &step, &error, &network).into_json()["data"].clone()
        };
        let data = failed(json!({"edit": "addConcept", "label": "A", "text": "Other."}));
        assert_eq!(data["concept"]["text"], "It is there.");
        let on = json!({"relationship": {"source": "A", "relation": "feeds", "target": "B"}});
        let data = failed(json!({"edit": "addAttribute", "on": on, "name": "n", "value": "v"}));
        assert_eq!(data["relationships"][0]["passage"], "One.", "{data}");
    }

    #[test]
    fn a_relationship_that_is_not_there_is_answered_with_those_that_are() {
        let mut builder = NetworkBuilder::new("Q?");
        builder.finding("A", "").concept("B", "").concept("C", "");
        builder.relationship(("A", "feeds", "B", "One.")).relationship(("A", "feeds", "B", "Two."));
        let network = builder.relationship(("A", "warms", "C")).build().unwrap();
        let offered = |source: &str, relation: &str, target: &str| {
            let named = json!({"source": source, "relation": relation, "target": target});
            let step = read(0, json!({"edit": "removeRelationship", "relationship": named})).unwrap();
            let error = network.editor().make(&step).unwrap_err();
            let error = refused(0, &step, &error, &network).into_json();
            error["data"]["relationships"].as_array().unwrap().len()
        };
        // Two with other passages; between the same ends, turned round; of the same source; never findings.
        assert_eq!(offered("A", "feeds", "B"), 2);
        assert_eq!(offered("B", "fed by", "A"), 2);
        assert_eq!(offered("A", "warms", "B"), 2);
        assert_eq!(offered("C", "x", "B"), 1);
    }
}
