//! Reads parts of networks from the strings that `js/pack.ts` packs, all in one call.

use std::str::Split;

use semnet_core::network::NewRelationship;
use wasm_bindgen::prelude::*;

use crate::{Network, NetworkBuilder, packed};

#[wasm_bindgen]
impl Network {
    /// The network of these parts, or `None` if they make none. `Network.fromObject` then finds the reason.
    #[wasm_bindgen(js_name = fromStrings)]
    pub fn from_strings(question: &str, strings: &[u8], counts: &[u32]) -> Option<Network> {
        let mut builder = semnet_core::NetworkBuilder::new(question);
        add(&mut builder, strings, counts)?;
        builder.build().ok().map(Network)
    }
}

#[wasm_bindgen]
impl NetworkBuilder {
    /// Adds these parts. Where a string has U+0000, none is added, and it returns `false`.
    #[wasm_bindgen(js_name = addStrings)]
    pub fn add_strings(&mut self, strings: &[u8], counts: &[u32]) -> bool {
        let between = strings.iter().filter(|byte| **byte == packed::END as u8).count();
        Counts::of(counts).is_some_and(|counts| counts.strings() == between as u64)
            && add(&mut self.0, strings, counts).is_some()
    }
}

/// How many of each part there are.
struct Counts<'a> {
    own: &'a [u32; 6],
    /// The items with attributes: the place among findings, concepts, relationships and highlights, one after
    /// the other, and the number of attributes.
    attributed: &'a [[u32; 2]],
}

impl<'a> Counts<'a> {
    fn of(counts: &'a [u32]) -> Option<Counts<'a>> {
        let (own, attributed) = counts.split_first_chunk()?;
        Some(Counts { own, attributed: attributed.as_chunks().0 })
    }

    /// How many strings these are.
    fn strings(&self) -> u64 {
        let [titles, attributes, findings, concepts, relationships, highlights] = self.own.map(u64::from);
        let attributed: u64 = self.attributed.iter().map(|[_, count]| u64::from(*count)).sum();
        titles + 2 * (attributes + findings + concepts + attributed) + 4 * (relationships + highlights)
    }
}

/// Adds parts to a builder: strings in UTF-8, each ended by U+0000, and how many of each part there are.
/// `None` if the two do not agree, as when a string has U+0000.
fn add(builder: &mut semnet_core::NetworkBuilder, strings: &[u8], counts: &[u32]) -> Option<()> {
    let Counts { own: &[titles, attributes, findings, concepts, relationships, highlights], attributed } =
        Counts::of(counts)?;
    let strings = str::from_utf8(strings).ok()?.split(packed::END);
    let mut things = Things { strings, attributed, next: 0 };
    for _ in 0..titles {
        builder.title(things.string()?);
    }
    for _ in 0..attributes {
        builder.attribute(things.string()?, things.string()?);
    }
    for place in 0..findings + concepts {
        let (label, text) = (things.string()?, things.string()?);
        if place < findings {
            builder.finding(label, text)
        } else {
            builder.concept(label, text)
        };
        for _ in 0..things.attributes() {
            builder.concept_attribute(label, things.string()?, things.string()?);
        }
    }
    for _ in 0..relationships {
        builder.relationship(things.relationship()?);
    }
    for _ in 0..highlights {
        builder.highlight(things.relationship()?);
    }
    // After the end of the last one.
    (things.strings.next() == Some("") && things.strings.next().is_none()).then_some(())
}

/// The strings that are still to come.
struct Things<'a> {
    strings: Split<'a, char>,
    /// The next items with attributes: the place, and their number.
    attributed: &'a [[u32; 2]],
    /// The place of the next item.
    next: u32,
}

impl<'a> Things<'a> {
    fn string(&mut self) -> Option<&'a str> {
        self.strings.next()
    }

    /// The number of attributes of the next item.
    fn attributes(&mut self) -> u32 {
        let place = self.next;
        self.next += 1;
        match self.attributed {
            [[thing, count], rest @ ..] if *thing == place => {
                self.attributed = rest;
                *count
            }
            _ => 0,
        }
    }

    fn relationship(&mut self) -> Option<NewRelationship<'a>> {
        let (source, relation, target) = (self.string()?, self.string()?, self.string()?);
        let mut new = NewRelationship::new(source, relation, target).passage(self.string()?);
        for _ in 0..self.attributes() {
            new = new.attribute(self.string()?, self.string()?);
        }
        Some(new)
    }
}
