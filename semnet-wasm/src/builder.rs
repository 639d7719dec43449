//! The class `NetworkBuilder`. Many parts are passed in one call.

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

    /// Adds many parts: their strings as UTF-8, each ended by U+0000, and how many strings these are. A part
    /// is its kind and its own strings; if it has attributes, their number is between the two. If a string
    /// has U+0000, none of the parts is added, and it returns `false`.
    #[wasm_bindgen(js_name = addAll)]
    pub fn add_all(&mut self, parts: &[u8], count: usize) -> bool {
        let Ok(parts) = str::from_utf8(parts) else { return false };
        let (mut strings, mut start) = (Vec::with_capacity(count.min(parts.len())), 0);
        for (at, byte) in parts.bytes().enumerate() {
            if byte == packed::END as u8 {
                strings.push(parts.get(start..at).unwrap_or_default());
                start = at + 1;
            }
        }
        if strings.len() != count {
            return false;
        }
        let mut rest = &strings[..];
        while let Some(after) = self.add_first(rest) {
            rest = after;
        }
        rest.is_empty()
    }

    /// Adds a part with any characters.
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
    /// Adds the first of these parts, and returns the others.
    fn add_first<'a, 's>(&mut self, strings: &'a [&'s str]) -> Option<&'a [&'s str]> {
        let (kind, rest) = strings.split_first()?;
        let kind = kind.chars().next()?;
        let (length, rest) = match kind {
            't' => (1, rest),
            'a' | 'c' | 'f' => (2, rest),
            'b' => (3, rest),
            'r' | 'h' => (4, rest),
            _ => {
                let (attributes, rest) = rest.split_first()?;
                (attributes.parse::<usize>().ok()?.checked_mul(2)?.checked_add(4)?, rest)
            }
        };
        let (own, others) = rest.split_at_checked(length)?;
        self.add_one(kind, own);
        Some(others)
    }

    /// The kinds are those of `js/builder.ts`.
    fn add_one(&mut self, kind: char, strings: &[&str]) {
        let string = |place: usize| strings.get(place).copied().unwrap_or_default();
        match kind {
            't' => self.0.title(string(0)),
            'a' => self.0.attribute(string(0), string(1)),
            'b' => self.0.concept_attribute(string(0), string(1), string(2)),
            'f' => self.0.finding(string(0), string(1)),
            'r' | 'R' => self.0.relationship(new_relationship(strings)),
            'h' | 'H' => self.0.highlight(new_relationship(strings)),
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
