//! The class `NetworkBuilder`. Many parts cross in one call.

use wasm_bindgen::prelude::*;

use crate::error::SemnetError;
use crate::{Network, packed};

/// Builds a `Network` from its parts, given in any order.
#[wasm_bindgen]
#[derive(Debug)]
pub struct NetworkBuilder(pub(crate) semnet_core::NetworkBuilder);

#[wasm_bindgen]
impl NetworkBuilder {
    /// A builder for a network that answers this question.
    #[wasm_bindgen(constructor)]
    pub fn new(question: &str) -> NetworkBuilder {
        NetworkBuilder(semnet_core::NetworkBuilder::new(question))
    }

    /// Adds many parts, each ended by U+0001: a letter for its kind, and its strings with U+0000 between
    /// them. They come as UTF-8.
    #[wasm_bindgen(js_name = addAll)]
    pub fn add_all(&mut self, parts: &[u8]) {
        let parts = String::from_utf8_lossy(parts);
        let (mut strings, mut start) = (Vec::new(), 0);
        for (at, byte) in parts.bytes().enumerate() {
            if byte > packed::NEXT as u8 {
                continue;
            }
            strings.push(parts.get(start..at).unwrap_or_default());
            start = at + 1;
            if byte == packed::NEXT as u8 {
                self.add_packed(&mut strings);
                strings.clear();
            }
        }
    }

    /// Adds a part, whatever characters it has.
    pub fn add(&mut self, kind: &str, strings: Vec<String>) {
        let strings: Vec<&str> = strings.iter().map(String::as_str).collect();
        self.add_one(kind.chars().next().unwrap_or_default(), &strings);
    }

    /// The network.
    pub fn build(&self) -> Result<Network, SemnetError> {
        Ok(Network(self.0.build()?))
    }
}

impl NetworkBuilder {
    /// Adds a part whose first string begins with its kind.
    fn add_packed(&mut self, strings: &mut [&str]) {
        let Some(first) = strings.first_mut() else { return };
        let (kind, rest) = first.split_at_checked(1).unwrap_or_default();
        *first = rest;
        self.add_one(kind.chars().next().unwrap_or_default(), strings);
    }

    /// The kinds are those of `js/builder.ts`.
    fn add_one(&mut self, kind: char, strings: &[&str]) {
        let string = |place: usize| strings.get(place).copied().unwrap_or_default();
        match kind {
            't' => self.0.title(string(0)),
            'a' => self.0.attribute(string(0), string(1)),
            'b' => self.0.concept_attribute(string(0), string(1), string(2)),
            'f' => self.0.finding(string(0), string(1)),
            'r' => self.0.relationship(new_relationship(strings)),
            'h' => self.0.highlight(new_relationship(strings)),
            _ => self.0.concept(string(0), string(1)),
        };
    }
}

/// A relationship out of its strings: source, relation, target, passage, then names and values.
fn new_relationship<'a>(strings: &[&'a str]) -> semnet_core::network::NewRelationship<'a> {
    let string = |place: usize| strings.get(place).copied().unwrap_or_default();
    let relationship =
        semnet_core::network::NewRelationship::new(string(0), string(1), string(2)).passage(string(3));
    let attributes = strings.get(4..).unwrap_or_default().as_chunks().0;
    attributes.iter().fold(relationship, |with, [name, value]| with.attribute(name, value))
}
