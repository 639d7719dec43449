//! Writes canonical bytes part by part. The caller gives the parts in canonical order: normalised strings,
//! sorted sets, no duplicates. Anything else is refused when the bytes are read in the end.

use std::cmp::Ordering;

use crate::network::attributes::Attributes;
use crate::network::cursor::{attributes_end, bytes_at, write_string};
use crate::network::{BuildError, Index, MAGIC, Network, RelationshipId, VERSION};
use crate::util::varint::write_number;

/// Passage and attributes of a relationship that has neither.
const NO_EXTRA: &[u8] = &[0, 0];

/// Canonical bytes as far as they are written. The parts are written in the order of the methods.
#[derive(Debug)]
pub(crate) struct Writer {
    out: Vec<u8>,
}

impl Writer {
    /// Writes question and title; there will be about this many bytes.
    pub(crate) fn new(question: &str, title: &str, capacity: usize) -> Writer {
        let mut out = Vec::with_capacity(capacity);
        out.extend_from_slice(MAGIC);
        write_number(&mut out, VERSION);
        write_string(&mut out, question);
        write_string(&mut out, title);
        Writer { out }
    }

    /// Writes attributes, sorted: of the network, of a concept.
    pub(crate) fn attributes<'a>(
        &mut self,
        pairs: impl IntoIterator<Item = (&'a str, &'a str), IntoIter: ExactSizeIterator>,
    ) {
        write_pairs(&mut self.out, pairs.into_iter());
    }

    /// Writes how many come next: concepts, relations, relationships of a concept.
    pub(crate) fn count(&mut self, count: usize) {
        write_number(&mut self.out, count as u32);
    }

    /// Writes the question at its place among the concepts.
    pub(crate) fn question(&mut self) {
        self.out.push(0);
    }

    /// Writes a label and a text, which the attributes follow; or a relation.
    pub(crate) fn string(&mut self, string: &str) {
        write_string(&mut self.out, string);
    }

    /// Copies bytes that were written elsewhere.
    pub(crate) fn raw(&mut self, bytes: &[u8]) {
        self.out.extend_from_slice(bytes);
    }

    /// Writes a relationship; `extra` is its passage and its attributes.
    #[inline]
    pub(crate) fn relationship(&mut self, relation: u32, target: u32, extra: &[u8]) {
        write_number(&mut self.out, relation);
        write_number(&mut self.out, target);
        self.out.extend_from_slice(extra);
    }

    /// Writes findings, or highlights.
    pub(crate) fn list(&mut self, numbers: impl ExactSizeIterator<Item = u32>) {
        write_number(&mut self.out, numbers.len() as u32);
        numbers.for_each(|number| write_number(&mut self.out, number));
    }

    /// The bytes that are written so far.
    #[inline]
    pub(crate) fn written(&self) -> &[u8] {
        &self.out
    }

    /// The network, with the index of the written bytes. O(size).
    pub(crate) fn finish_with(mut self, index: Index) -> Result<Network, BuildError> {
        if u32::try_from(self.out.len()).is_err() || u32::try_from(index.source.len()).is_err() {
            return Err(BuildError::TooLarge { what: "bytes" });
        }
        self.out.shrink_to_fit();
        Ok(Network::assembled(self.out, index))
    }

    /// The network. O(size).
    pub(crate) fn finish(mut self) -> Result<Network, BuildError> {
        self.out.shrink_to_fit();
        // The bytes just written are canonical, so reading them can only fail for their size.
        Network::read(self.out, true).map_err(|_| BuildError::TooLarge { what: "bytes" })
    }
}

fn write_pairs<'a>(out: &mut Vec<u8>, pairs: impl ExactSizeIterator<Item = (&'a str, &'a str)>) {
    write_number(out, pairs.len() as u32);
    for (name, value) in pairs {
        write_string(out, name);
        write_string(out, value);
    }
}

/// A passage and attributes, sorted, as canonical bytes.
pub(crate) fn write_extra<'a>(
    passage: &str,
    pairs: impl ExactSizeIterator<Item = (&'a str, &'a str)>,
) -> Vec<u8> {
    let mut out = Vec::with_capacity(passage.len() + 4);
    write_string(&mut out, passage);
    write_pairs(&mut out, pairs);
    out
}

/// The order of two relationships that have the same source, relation and target.
pub(crate) fn compare_extras(a: &[u8], b: &[u8]) -> Ordering {
    if a == b {
        return Ordering::Equal;
    }
    let ((a_passage, a_at), (b_passage, b_at)) = (bytes_at(a, 0), bytes_at(b, 0));
    a_passage.cmp(b_passage).then_with(|| Attributes::at(a, a_at).cmp(Attributes::at(b, b_at)))
}

/// Passage and attributes of a relationship as canonical bytes. O(log relationships + attributes).
pub(crate) fn extra_bytes(network: &Network, relationship: RelationshipId) -> &[u8] {
    let at = network.index().extra_at(relationship);
    at.map_or(NO_EXTRA, |at| extra_at(network.as_bytes(), at))
}

/// The passage and the attributes at an offset.
pub(crate) fn extra_at(bytes: &[u8], at: usize) -> &[u8] {
    let (_, attributes_at) = bytes_at(bytes, at);
    &bytes[at..attributes_end(bytes, attributes_at)]
}

/// Passages and attributes of relationships, usually requested in canonical order: O(1) each.
#[derive(Debug)]
pub(crate) struct Extras<'a> {
    bytes: &'a [u8],
    all: &'a [(RelationshipId, u32)],
    next: usize,
    /// The relationships from the one after those that were passed to the next one that has any.
    none: std::ops::Range<u32>,
}

impl<'a> Extras<'a> {
    pub(crate) fn new(network: &'a Network) -> Extras<'a> {
        Extras { bytes: network.as_bytes(), all: network.index().extras(), next: 0, none: 0..0 }
    }

    /// Those of this relationship.
    #[inline]
    pub(crate) fn of(&mut self, relationship: u32) -> &'a [u8] {
        if self.none.contains(&relationship) { NO_EXTRA } else { self.find(relationship) }
    }

    fn find(&mut self, relationship: u32) -> &'a [u8] {
        let all = self.all;
        let id = |place: usize| all.get(place).map_or(u32::MAX, |(id, _)| id.0);
        if self.next == 0 || id(self.next - 1) >= relationship || id(self.next) < relationship {
            self.next = self.all.partition_point(|(id, _)| id.0 < relationship);
        }
        match self.all.get(self.next) {
            Some(&(found, at)) if found.0 == relationship => {
                self.next += 1;
                self.none = relationship + 1..id(self.next);
                extra_at(self.bytes, at as usize)
            }
            _ => {
                self.none = relationship..id(self.next);
                NO_EXTRA
            }
        }
    }
}
