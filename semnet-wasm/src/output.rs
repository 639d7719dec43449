//! Turns what semnet-core answers into plain JavaScript objects. Each object is made by one call, written in
//! JavaScript: a quarter of the calls that setting its properties from here would take, and less code.

use js_sys::Array;
use semnet_core::{Attributes, Concept, LeftOut, Relationship, Report};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::error::SemnetError;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A concept: a node of the network. */
export interface Concept {
  /** Its number in this network: its place among the labels, sorted by their UTF-8 bytes. */
  readonly id: number;
  /** The label, which no other concept of the network has. */
  readonly label: string;
  /** The text, when it has one. */
  readonly text?: string;
  /** Sorted by name and then value. */
  readonly attributes: readonly Attribute[];
  /** Whether it is the question, the root of the network. */
  readonly isQuestion: boolean;
}

/** A relationship: an edge of the network, from one concept to another. */
export interface Relationship {
  /** Its number in this network: its place in canonical order. */
  readonly id: number;
  /** The label of the concept that it starts at. */
  readonly source: string;
  /** The relation: the words after *via*. */
  readonly relation: string;
  /** The label of the concept that it ends at. */
  readonly target: string;
  /** The quoted passage, when there is one. */
  readonly passage?: string;
  /** Sorted by name and then value. */
  readonly attributes: readonly Attribute[];
  /** Whether it is question –`Key Finding`→ finding, which follows from the list of findings. */
  readonly isKeyFinding: boolean;
}

/** The JSON form of a network, in which empty fields are left out. */
export interface NetworkJSON {
  question: string;
  title?: string;
  attributes?: Attribute[];
  findings?: ConceptJSON[];
  concepts?: ConceptJSON[];
  relationships?: RelationshipJSON[];
  /** Places in `relationships`, counted from 0. */
  highlights?: number[];
}

/** A concept in the JSON form of a network. */
export interface ConceptJSON {
  label: string;
  text?: string;
  attributes?: Attribute[];
}

/** A relationship in the JSON form of a network; the question's own text stands for the question. */
export interface RelationshipJSON {
  source: string;
  relation: string;
  target: string;
  passage?: string;
  attributes?: Attribute[];
}

/** A report that was written, and how many of each thing it does not hold, having no way to say it. */
export interface Report {
  /** The report's text, with LF at the end of each line. */
  readonly text: string;
  /** What was left out. When all are 0, reading the text gives an equal network. */
  readonly leftOut: LeftOut;
}

/** How many of each thing a report does not hold. */
export interface LeftOut {
  /** The title, when it would be read as another line of the report. */
  readonly titles: number;
  /** Findings without a text, and those whose label or text would be read as a heading. */
  readonly findings: number;
  /** Concepts that are neither a finding nor in a highlight. */
  readonly concepts: number;
  /** Texts of concepts that are no finding. */
  readonly texts: number;
  /**
   * Relationships that are no highlight, start at another concept than the question, carry attributes, or have a
   * concept or relation that would be read otherwise.
   */
  readonly relationships: number;
  /** Attributes of the network and of concepts. */
  readonly attributes: number;
}
"#;

#[wasm_bindgen(raw_module = "./output.js")]
extern "C" {
    #[wasm_bindgen(js_name = concept)]
    fn concept_object(
        id: u32,
        label: &str,
        text: Option<&str>,
        attributes: Array,
        is_question: bool,
    ) -> JsValue;

    #[wasm_bindgen(js_name = relationship)]
    fn relationship_object(
        id: u32,
        source: &str,
        relation: &str,
        target: &str,
        passage: Option<&str>,
        attributes: Array,
        is_key_finding: bool,
    ) -> JsValue;

    #[wasm_bindgen(js_name = attribute)]
    fn attribute_object(name: &str, value: &str) -> JsValue;

    #[wasm_bindgen(js_name = report)]
    fn report_object(
        text: &str,
        titles: usize,
        findings: usize,
        concepts: usize,
        texts: usize,
        relationships: usize,
        attributes: usize,
    ) -> JsValue;
}

/// An array of `Concept` objects.
pub(crate) fn concepts<'a>(concepts: impl Iterator<Item = Concept<'a>>) -> Array {
    concepts.map(concept).collect()
}

/// An array of `Relationship` objects.
pub(crate) fn relationships<'a>(relationships: impl Iterator<Item = Relationship<'a>>) -> Array {
    relationships.map(relationship).collect()
}

/// An array of `Attribute` objects.
pub(crate) fn attributes(attributes: Attributes<'_>) -> Array {
    attributes.map(|(name, value)| attribute_object(name, value)).collect()
}

/// A `Report` object.
pub(crate) fn report(report: &Report) -> JsValue {
    let LeftOut { titles, findings, concepts, texts, relationships, attributes, .. } = report.left_out;
    report_object(&report.text, titles, findings, concepts, texts, relationships, attributes)
}

fn concept(concept: Concept<'_>) -> JsValue {
    concept_object(
        concept.id().number(),
        concept.label(),
        concept.text(),
        attributes(concept.attributes()),
        concept.is_question(),
    )
}

fn relationship(relationship: Relationship<'_>) -> JsValue {
    relationship_object(
        relationship.id().number(),
        relationship.source().label(),
        relationship.relation(),
        relationship.target().label(),
        relationship.passage(),
        attributes(relationship.attributes()),
        relationship.is_key_finding(),
    )
}

/// The JSON form of a network.
pub(crate) fn json(network: &semnet_core::Network) -> Result<JsValue, SemnetError> {
    let plain = Serializer::json_compatible();
    // What is serialised is plain data, for which the serializer has no errors of its own.
    network
        .serialize(&plain)
        .map_err(|error| SemnetError::wrong_type("the network", "JSON", &error.to_string()))
}
