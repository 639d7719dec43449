//! What the tests share: networks of any kind, as the parts that they are built from.

use proptest::collection::vec;
use proptest::prelude::*;
use semnet_core::network::{BuildError, NewRelationship};
use semnet_core::{Network, NetworkBuilder};
use serde::Serialize;

pub mod chapters;
pub mod clock;
pub mod evidence;
pub mod hostile;
pub mod many;
pub mod patterns;
pub mod power;
#[cfg(feature = "s3")]
pub mod simulation;
pub mod small;
pub mod stores;
pub mod worker;

/// A name and a value.
#[derive(Clone, Debug, Serialize)]
pub struct Attribute {
    /// Not empty.
    pub name: String,
    /// Perhaps empty.
    pub value: String,
}

/// A concept, perhaps a finding.
#[derive(Clone, Debug, Serialize)]
pub struct ConceptParts {
    /// Its name.
    pub label: String,
    /// Perhaps empty.
    pub text: String,
    /// Perhaps none.
    pub attributes: Vec<Attribute>,
}

/// A relationship between two labels, or the question.
#[derive(Clone, Debug, Serialize)]
pub struct RelationshipParts {
    /// Where it starts.
    pub source: String,
    /// Its type.
    pub relation: String,
    /// Where it ends.
    pub target: String,
    /// Perhaps empty.
    pub passage: String,
    /// Perhaps none.
    pub attributes: Vec<Attribute>,
}

/// The parts of a network; serialised, they are its JSON form, with strings that need not be normal.
#[derive(Clone, Debug, Serialize)]
pub struct Parts {
    /// The question.
    pub question: String,
    /// Perhaps empty.
    pub title: String,
    /// Of the network itself.
    pub attributes: Vec<Attribute>,
    /// In order.
    pub findings: Vec<ConceptParts>,
    /// The others.
    pub concepts: Vec<ConceptParts>,
    /// Some of them perhaps equal.
    pub relationships: Vec<RelationshipParts>,
    /// Places in `relationships`, in order.
    pub highlights: Vec<usize>,
}

impl Parts {
    /// The network, with its sets added in the order of `order`: each number of it moves one item.
    pub fn build(&self, order: &[usize]) -> Result<Network, BuildError> {
        let mut builder = NetworkBuilder::new(&self.question);
        let relationship = |parts: &RelationshipParts| -> usize {
            self.relationships.iter().position(|other| std::ptr::eq(other, parts)).unwrap_or_default()
        };
        // Findings and highlights keep their order; everything else may come whenever it likes.
        for finding in shuffled(&self.relationships, order).into_iter().take(self.relationships.len() / 2) {
            if !self.highlights.contains(&relationship(finding)) {
                builder.relationship(new(finding));
            }
        }
        for concept in shuffled(&self.concepts, order) {
            builder.concept(&concept.label, &concept.text);
            for attribute in shuffled(&concept.attributes, order) {
                builder.concept_attribute(&concept.label, &attribute.name, &attribute.value);
            }
        }
        for finding in &self.findings {
            builder.finding(&finding.label, &finding.text);
            for attribute in shuffled(&finding.attributes, order) {
                builder.concept_attribute(&finding.label, &attribute.name, &attribute.value);
            }
        }
        for place in &self.highlights {
            builder.highlight(new(&self.relationships[*place]));
        }
        for parts in shuffled(&self.relationships, order) {
            builder.relationship(new(parts));
        }
        for attribute in shuffled(&self.attributes, order) {
            builder.attribute(&attribute.name, &attribute.value);
        }
        builder.title(&self.title);
        builder.build()
    }
}

fn new(parts: &RelationshipParts) -> NewRelationship<'_> {
    let new = NewRelationship::new(&parts.source, &parts.relation, &parts.target).passage(&parts.passage);
    parts.attributes.iter().fold(new, |new, attribute| new.attribute(&attribute.name, &attribute.value))
}

fn shuffled<'a, T>(items: &'a [T], order: &[usize]) -> Vec<&'a T> {
    let mut items: Vec<&T> = items.iter().collect();
    if !items.is_empty() {
        for (place, to) in order.iter().enumerate() {
            let length = items.len();
            items.swap(place % length, to % length);
        }
    }
    items
}

/// The conformance vector of an input: its bytes and names, or its error.
pub fn vector(name: &str, why: &str, input: serde_json::Value) -> serde_json::Value {
    match Network::from_json(input.to_string()) {
        Ok(network) => serde_json::json!({
            "name": name, "why": why, "input": input, "bytes": hex(network.as_bytes()),
            "fingerprint": network.fingerprint(), "hashtag": network.hashtag(),
        }),
        Err(error) => {
            serde_json::json!({"name": name, "why": why, "input": input, "refused": error.to_string()})
        }
    }
}

/// Bytes in lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Pieces of text that are easy to get wrong, of characters that Unicode 14 has.
const PIECES: &[&str] = &[
    "a",
    "b",
    "Z",
    "0",
    "é",
    "e\u{301}",
    "\u{301}",
    "q\u{323}\u{307}",
    "q\u{307}\u{323}",
    "ß",
    "İ",
    "ﬁ",
    "Å",
    "\u{212b}",
    "\u{1100}\u{1161}\u{11a8}",
    "각",
    "\u{11a8}",
    "が",
    "か\u{3099}",
    "漢",
    "\u{f900}",
    "\u{2000}",
    "\u{a0}",
    "\u{3000}",
    "\u{85}",
    "\u{2028}",
    "\t",
    "\r\n",
    "\n\n",
    "  ",
    " ",
    " ",
    "\u{ad}",
    "\u{200b}",
    "\u{2060}",
    "\u{feff}",
    "\u{202a}",
    "\u{202e}",
    "\u{2066}",
    "\u{2069}",
    "\u{200c}",
    "\u{200d}",
    "\u{200e}",
    "\u{200f}",
    "\u{fe0f}",
    "❤\u{fe0f}",
    "👩\u{200d}🔬",
    "😀",
    "\u{e000}",
    "\u{ffff0}",
    "\u{2011}",
    "–",
    "—",
    "“",
    "”",
    "\"",
    "'",
    "’",
    "«",
    " via ",
    "via ",
    "via",
    "Key Finding",
    "Key Findings",
    "Relationship Highlight",
    "Relationship Highlights",
    "Q&A Report",
    "Analysis reveals 2 key thematic connections.",
    "Semantic Network",
    "Copy the full link",
    "#",
    ".",
    "?",
    "\\",
    "</script>",
    "א",
    "ب",
    "\u{61c}",
    "\u{0958}",
    "\u{fb1d}",
    "\u{1d15e}",
    "𝒳",
    "\u{10fffd}",
    "ǆ",
    "\u{1e9b}\u{323}",
    "Ω",
    "\u{2126}",
    "\u{344}",
];

/// Text of any kind that normalises, perhaps to nothing.
pub fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        3 => "[a-zA-Z ,.]{1,12}",
        1 => "[À-ʯΑ-ΡΣ-ώЀ-ҁ一-龥]{1,4}",
    ];
    vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

/// Text that does not normalise to nothing.
pub fn some_text() -> impl Strategy<Value = String> {
    (text(), "[a-zé漢]", text()).prop_map(|(before, middle, after)| [before, middle, after].concat())
}

fn attributes() -> impl Strategy<Value = Vec<Attribute>> {
    let attribute = (some_text(), text()).prop_map(|(name, value)| Attribute { name, value });
    prop_oneof![4 => Just(Vec::new()), 1 => vec(attribute, 0..4)]
}

fn concepts(most: usize) -> impl Strategy<Value = Vec<ConceptParts>> {
    let text = prop_oneof![text(), Just(String::new())];
    let concept = (some_text(), text, attributes()).prop_map(|(label, text, attributes)| ConceptParts {
        label,
        text,
        attributes,
    });
    vec(concept, 0..most)
}

/// The parts of a network of any kind, nearly always such that they make one.
pub fn parts() -> impl Strategy<Value = Parts> {
    let ends = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..8u8);
    let relation = prop_oneof![
        proptest::sample::select(&["is a", "part of", "via", "x via y", "Zoo"][..]).prop_map(str::to_owned),
        some_text()
    ];
    let passage = prop_oneof![2 => Just(String::new()), 1 => text()];
    let relationship = (ends, relation, passage, attributes());
    let body = (concepts(5), concepts(6), vec(relationship, 0..10), vec(any::<prop::sample::Index>(), 0..4));
    (some_text(), text(), attributes(), body).prop_map(|(question, title, attributes, body)| {
        let (findings, concepts, drawn, picked) = body;
        let mut parts = Parts {
            question,
            title,
            attributes,
            findings,
            concepts,
            relationships: Vec::new(),
            highlights: Vec::new(),
        };
        let labels: Vec<String> =
            parts.findings.iter().chain(&parts.concepts).map(|concept| concept.label.clone()).collect();
        for ((from, to, root), relation, passage, attributes) in drawn {
            if labels.is_empty() {
                break;
            }
            let (mut source, mut target) = (from.get(&labels).clone(), to.get(&labels).clone());
            if root < 3 {
                source = parts.question.clone();
            }
            if root == 2 || root == 7 {
                target = parts.question.clone();
            }
            parts.relationships.push(RelationshipParts { source, relation, target, passage, attributes });
        }
        if !parts.relationships.is_empty() {
            parts.highlights = picked.iter().map(|pick| pick.index(parts.relationships.len())).collect();
            parts.highlights.dedup();
        }
        parts
    })
}

/// A network of any kind.
pub fn network() -> impl Strategy<Value = Network> {
    parts().prop_filter_map("parts that make a network", |parts| parts.build(&[]).ok())
}

/// A network that a report can express: findings with texts, and highlights from the question.
pub fn reported() -> impl Strategy<Value = Network> {
    let some = |parts: Vec<ConceptParts>| {
        parts.into_iter().map(|part| (part.label, part.text + "x")).collect::<Vec<_>>()
    };
    let findings = concepts(5).prop_map(some);
    let highlight = (some_text(), some_text(), prop_oneof![Just(String::new()), text()]);
    (some_text(), text(), findings, vec(highlight, 0..4)).prop_filter_map(
        "parts that make a network",
        |(question, title, findings, highlights)| {
            let mut builder = NetworkBuilder::new(&question);
            builder.title(&title);
            for (label, text) in &findings {
                builder.finding(label, text);
            }
            for (target, relation, passage) in &highlights {
                builder.concept(target, "");
                builder.highlight((question.as_str(), relation.as_str(), target.as_str(), passage.as_str()));
            }
            builder.build().ok()
        },
    )
}

/// The samples in the READMEs, run as documentation tests.
#[cfg(doctest)]
mod readme {
    #[doc = include_str!("../../README.md")]
    mod top {}
    #[doc = include_str!("../../semnet-core/README.md")]
    mod core {}
}
