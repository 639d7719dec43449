//! An answer, to be printed for people, for programs, or as a picture.

use std::cell::RefCell;
use std::collections::HashSet;
use std::io::{self, Write};

use semnet_core::network::RelationshipId;
use semnet_core::{Network, Relationship};
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

/// The answers.
#[derive(Default)]
pub(crate) struct Answer<'a> {
    /// For people.
    pub(crate) lines: Vec<String>,
    /// For programs.
    pub(crate) json: Value,
    /// For pictures.
    pub(crate) relationships: Vec<Relationship<'a>>,
    /// For pictures: concepts that are drawn even without relationships.
    pub(crate) concepts: Vec<&'a str>,
    /// For pictures: groups that are drawn together.
    pub(crate) groups: Vec<Vec<&'a str>>,
    /// For pictures: labels, each with the text below it.
    pub(crate) notes: Vec<(&'a str, String)>,
    /// Those of them that were added one by one.
    added: HashSet<RelationshipId>,
}

impl<'a> Answer<'a> {
    /// Relationships, a line each.
    pub(crate) fn relationships(relationships: Vec<Relationship<'a>>) -> Answer<'a> {
        Answer {
            lines: relationships.iter().map(|&relationship| line(relationship)).collect(),
            json: relationships.iter().map(|&relationship| self::relationship(relationship)).collect(),
            relationships,
            ..Answer::default()
        }
    }

    /// A part of a network, as a network.
    pub(crate) fn network(whole: &'a Network, part: &Network) -> Answer<'a> {
        let mut lines = vec![format!("{}\t{}", part.hashtag(), part.question())];
        lines.extend(part.concepts().map(|concept| concept.label().to_owned()));
        lines.extend(part.relationships().map(line));
        let concepts = part
            .concepts()
            .filter_map(|concept| whole.concept(concept.label()))
            .map(|concept| concept.label());
        let held = |relationship: &Relationship<'_>| {
            part.concept(relationship.source().label()).is_some()
                && part.concept(relationship.target().label()).is_some()
        };
        Answer {
            lines,
            json: json!(part),
            relationships: whole.relationships().filter(held).collect(),
            concepts: concepts.collect(),
            ..Answer::default()
        }
    }

    /// Adds a relationship to the picture, once.
    pub(crate) fn add(&mut self, relationship: Relationship<'a>) {
        if self.added.insert(relationship.id()) {
            self.relationships.push(relationship);
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    pub(crate) fn write_text(&self, out: &mut impl Write) -> io::Result<()> {
        self.lines.iter().try_for_each(|line| writeln!(out, "{line}"))
    }

    /// In the language of Graphviz.
    pub(crate) fn write_dot(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "digraph {{\n  node [shape=box, style=rounded];")?;
        for (number, group) in self.groups.iter().enumerate() {
            let labels: Vec<String> = group.iter().map(|label| quoted(label)).collect();
            writeln!(out, "  subgraph cluster_{0} {{ label={0}; {1}; }}", number + 1, labels.join("; "))?;
        }
        for label in &self.concepts {
            writeln!(out, "  {};", quoted(label))?;
        }
        for (label, note) in &self.notes {
            let (name, text) = (quoted(label), quoted(&format!("{label}\n{note}")));
            writeln!(out, "  {name} [label={text}];")?;
        }
        for relationship in &self.relationships {
            let (source, target) =
                (quoted(relationship.source().label()), quoted(relationship.target().label()));
            writeln!(out, "  {source} -> {target} [label={}];", quoted(relationship.relation()))?;
        }
        writeln!(out, "}}")
    }
}

/// A string of the language of Graphviz that is shown unchanged, as in `semnet open --as dot`: backslashes
/// and, in labels, the entities of HTML mean something there.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('&', "&amp;"))
}

/// Prints values as a JSON array, each as soon as it is made.
pub(crate) fn write_array(values: impl Iterator<Item = Value>, out: &mut impl Write) -> io::Result<()> {
    struct Printed<I>(RefCell<I>);

    impl<I: Iterator<Item = Value>> Serialize for Printed<I> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_seq(self.0.borrow_mut().by_ref())
        }
    }

    serde_json::to_writer_pretty(&mut *out, &Printed(RefCell::new(values)))?;
    writeln!(out)
}

/// A relationship with its passage, on one line.
pub(crate) fn line(relationship: Relationship<'_>) -> String {
    match relationship.passage() {
        Some(passage) => format!("{relationship} “{passage}”"),
        None => relationship.to_string(),
    }
}

/// The steps of a path, as JSON.
pub(crate) fn steps(path: &semnet_core::paths::Path<'_>) -> Value {
    path.steps()
        .map(|step| json!({"relationship": relationship(step.relationship()), "inverse": step.is_inverse()}))
        .collect()
}

/// A relationship, in the words of the JSON form.
pub(crate) fn relationship(relationship: Relationship<'_>) -> Value {
    let mut value = json!({
        "source": relationship.source().label(),
        "relation": relationship.relation(),
        "target": relationship.target().label(),
    });
    if let Some(passage) = relationship.passage() {
        value["passage"] = json!(passage);
    }
    let attributes = relationship.attributes();
    if attributes.len() > 0 {
        value["attributes"] = attributes.map(|(name, value)| json!({"name": name, "value": value})).collect();
    }
    value
}
