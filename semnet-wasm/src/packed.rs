//! How answers are passed to JavaScript: numbers in one list, and strings one after the other, which
//! `js/packed.ts` takes apart. Many items need only one call. No string of a network has a control character,
//! so U+0000 ends each of them.

use std::fmt::Write;

use js_sys::Uint32Array;
use petgraph::visit::{EdgeIndexable, NodeIndexable};
use semnet_core::network::{Attributes, ConceptId};
use semnet_core::paths::Path;
use semnet_core::report::Omitted;
use semnet_core::{Concept, Network, Relationship};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::plain;

/// Between the strings of one item.
pub(crate) const END: char = '\0';
/// Between items.
pub(crate) const NEXT: char = '\u{1}';

pub(crate) const HAS_PASSAGE: u32 = 1;
pub(crate) const HAS_ATTRIBUTES: u32 = 2;
pub(crate) const IS_KEY_FINDING: u32 = 4;

/// The count of numbers for a relationship: its number, source, relation, target, and flags for the rest.
pub(crate) const WIDTH: usize = 5;

/// The concept with this number; out of range if there are fewer.
pub(crate) fn concept_id(network: &Network, number: u32) -> ConceptId {
    NodeIndexable::from_index(&network, number as usize)
}

/// The numbers of concepts.
pub(crate) fn concepts<'a>(concepts: impl IntoIterator<Item = Concept<'a>>) -> Vec<u32> {
    concepts.into_iter().map(|concept| concept.id().number()).collect()
}

/// Relationships, each as its number, source, relation, target, and flags for the rest.
pub(crate) fn relationships<'a>(relationships: impl IntoIterator<Item = Relationship<'a>>) -> Vec<u32> {
    let relationships = relationships.into_iter();
    let mut numbers = Vec::with_capacity(WIDTH * relationships.size_hint().0);
    relationships.for_each(|relationship| push(relationship, &mut numbers));
    numbers
}

/// Adds a relationship to those that are packed.
pub(crate) fn push(relationship: Relationship<'_>, numbers: &mut Vec<u32>) {
    let passage = if relationship.passage().is_some() { HAS_PASSAGE } else { 0 };
    let attributes = if relationship.attributes().len() > 0 { HAS_ATTRIBUTES } else { 0 };
    let key_finding = if relationship.is_key_finding() { IS_KEY_FINDING } else { 0 };
    numbers.extend([
        relationship.id().number(),
        relationship.source().id().number(),
        relationship.relation_id().number(),
        relationship.target().id().number(),
        passage | attributes | key_finding,
    ]);
}

/// A path: its start, and each step as the relationship and whether it is walked from target to source.
#[derive(Serialize)]
struct PackedPath {
    #[serde(with = "serde_wasm_bindgen::preserve")]
    numbers: Uint32Array,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    weight: Option<f64>,
}

/// A path, with its weight if it has one.
pub(crate) fn path(path: &Path<'_>, weight: Option<f64>) -> JsValue {
    let mut numbers = Vec::with_capacity(1 + (WIDTH + 1) * path.len());
    numbers.push(path.start().id().number());
    for step in path.steps() {
        push(step.relationship(), &mut numbers);
        numbers.push(u32::from(step.is_inverse()));
    }
    plain::to_js(&PackedPath { numbers: Uint32Array::from(&numbers[..]), text: path.to_string(), weight })
}

/// The written text, and the counts of omitted parts.
#[derive(Serialize)]
pub(crate) struct Exported<'a> {
    text: &'a str,
    omitted: Counts,
}

#[derive(Serialize)]
struct Counts {
    questions: usize,
    titles: usize,
    findings: usize,
    concepts: usize,
    texts: usize,
    relationships: usize,
    passages: usize,
    attributes: usize,
    orders: usize,
}

pub(crate) fn exported(text: &str, omitted: Omitted) -> Exported<'_> {
    Exported { text, omitted: counts(omitted) }
}

/// Notes, and the counts of omitted parts.
#[cfg(feature = "full")]
#[derive(Serialize)]
pub(crate) struct Notes<'a> {
    notes: &'a [(String, String)],
    omitted: Counts,
}

#[cfg(feature = "full")]
pub(crate) fn notes(notes: &[(String, String)], omitted: Omitted) -> Notes<'_> {
    Notes { notes, omitted: counts(omitted) }
}

fn counts(omitted: Omitted) -> Counts {
    let Omitted {
        questions,
        titles,
        findings,
        concepts,
        texts,
        relationships,
        passages,
        attributes,
        orders,
        ..
    } = omitted;
    Counts { questions, titles, findings, concepts, texts, relationships, passages, attributes, orders }
}

/// Strings, with U+0000 between them.
pub(crate) fn strings<'a>(strings: impl Iterator<Item = &'a str>) -> String {
    let mut text = String::new();
    for (place, string) in strings.enumerate() {
        if place > 0 {
            text.push(END);
        }
        text.push_str(string);
    }
    text
}

/// Of each concept the text and then the attributes.
pub(crate) fn texts(network: &Network, numbers: &[u32]) -> String {
    let concepts = numbers.iter().filter_map(|&number| network.concept_by_id(concept_id(network, number)));
    things(concepts.map(|concept| (concept.text(), concept.attributes())))
}

/// Of each relationship the passage and then the attributes.
pub(crate) fn passages(network: &Network, numbers: &[u32]) -> String {
    let relationships = numbers.iter().filter_map(|&number| {
        network.relationship_by_id(EdgeIndexable::from_index(&network, number as usize))
    });
    things(relationships.map(|relationship| (relationship.passage(), relationship.attributes())))
}

/// Names and values.
pub(crate) fn attributes(attributes: Attributes<'_>) -> String {
    things(std::iter::once((None, attributes)))
}

fn things<'a>(things: impl Iterator<Item = (Option<&'a str>, Attributes<'a>)>) -> String {
    let mut text = String::new();
    for (place, (string, attributes)) in things.enumerate() {
        if place > 0 {
            text.push(NEXT);
        }
        text.push_str(string.unwrap_or_default());
        for (name, value) in attributes {
            // Writing to a string does not fail.
            let _ = write!(text, "{END}{name}{END}{value}");
        }
    }
    text
}
