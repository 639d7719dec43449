//! What the formats of other tools have in common: nodes and edges with named properties. A network is written as these,
//! and every file is read into them, so that what a property means is decided in one place.
//!
//! FORMATS.md says the rules. In short: the question is a node of its own with the property `question`, and carries the
//! title and the network's attributes; a relationship's relation is its `label`; findings and highlights are edges with a
//! number. An attribute whose name is taken, or comes twice, is called `semnet:NUMBER:NAME`.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::format::tools::error::{Place, Wrong};
use crate::format::tools::imported::Skipped;

/// Properties with a meaning in some format. An attribute of this name is written under another one.
const TAKEN: &[&str] = &[
    "finding",
    "highlight",
    "id",
    "key",
    "label",
    "name",
    "passage",
    "question",
    "relation",
    "source",
    "target",
    "text",
    "title",
    "value",
];

pub(super) type Text<'a> = Cow<'a, str>;

/// A name and a value.
pub(super) type Property<'a> = (Text<'a>, Text<'a>);

#[derive(Debug)]
pub(super) struct Graph<'a> {
    /// Whether edges are directed that do not say.
    pub(super) directed: bool,
    pub(super) properties: Vec<Property<'a>>,
    pub(super) nodes: Vec<Node<'a>>,
    pub(super) edges: Vec<Edge<'a>>,
    pub(super) skipped: Skipped,
}

#[derive(Debug, Default)]
pub(super) struct Node<'a> {
    pub(super) id: Text<'a>,
    pub(super) properties: Vec<Property<'a>>,
    pub(super) place: Place,
}

#[derive(Debug, Default)]
pub(super) struct Edge<'a> {
    /// Kept only where it is all that tells two edges apart.
    pub(super) id: Option<Text<'a>>,
    pub(super) source: Text<'a>,
    pub(super) target: Text<'a>,
    pub(super) directed: Option<bool>,
    pub(super) properties: Vec<Property<'a>>,
    pub(super) place: Place,
}

impl Default for Graph<'_> {
    fn default() -> Self {
        Graph {
            directed: true,
            properties: Vec::new(),
            nodes: Vec::new(),
            edges: Vec::new(),
            skipped: Skipped::default(),
        }
    }
}

impl<'a> Graph<'a> {
    /// Adds the nodes that edges name, for files that list edges only. O(edges).
    pub(super) fn add_ends(&mut self) {
        let mut known: HashSet<Text<'a>> = HashSet::new();
        known.extend(self.nodes.iter().map(|node| node.id.clone()));
        for edge in &self.edges {
            for end in [&edge.source, &edge.target] {
                if known.insert(end.clone()) {
                    let (id, place) = (end.clone(), edge.place.clone());
                    self.nodes.push(Node { id, properties: Vec::new(), place });
                }
            }
        }
    }
}

pub(super) fn property<'a>(name: &'static str, value: &'a str) -> Property<'a> {
    (name.into(), value.into())
}

/// The property that holds the `count`th attribute of this name.
pub(super) fn attribute_name(name: &str, count: usize) -> Text<'_> {
    if count == 1 && !TAKEN.contains(&name) && !name.starts_with("semnet:") {
        name.into()
    } else {
        format!("semnet:{count}:{name}").into()
    }
}

/// The value of a property.
pub(super) fn value<'p>(properties: &'p [Property<'_>], name: &str) -> Option<&'p str> {
    properties.iter().find(|(other, _)| other == name).map(|(_, value)| &**value)
}

/// Takes a property out.
pub(super) fn take<'a>(properties: &mut Vec<Property<'a>>, name: &str) -> Option<Text<'a>> {
    let at = properties.iter().position(|(other, _)| other == name)?;
    Some(properties.remove(at).1)
}

/// What a file may still grow to while it is read: names and defaults that stand once and count many times must not
/// make much of little.
#[derive(Debug)]
pub(super) struct Budget(usize);

impl Budget {
    pub(super) fn of(length: usize) -> Budget {
        Budget(length.saturating_mul(64).saturating_add(1 << 20))
    }

    /// Makes more of it, for what was read since.
    pub(super) fn grow(&mut self, length: usize) {
        self.0 = self.0.saturating_add(length.saturating_mul(64));
    }

    /// Takes what a repeated string costs.
    pub(super) fn take(&mut self, string: &str, place: &Place) -> Result<(), Wrong> {
        self.0 = self.0.checked_sub(string.len() + 16).ok_or_else(|| {
            place.wrong("names and defaults that are used again and again make this more than 64 times as large as the file")
        })?;
        Ok(())
    }
}

/// A number, when writing it as one and reading it again gives the same text.
pub(super) fn as_number(text: &str) -> Option<serde_json::Number> {
    if !text.starts_with(|first: char| first == '-' || first.is_ascii_digit()) || text.len() > 24 {
        return None;
    }
    let number = match text.parse::<i64>() {
        Ok(whole) => serde_json::Number::from(whole),
        Err(_) => serde_json::Number::from_f64(text.parse().ok()?)?,
    };
    (number.to_string() == text).then_some(number)
}
