//! The strings of a file while it is read. Each is kept once, because most of them are repeated.

use std::hash::BuildHasher;
use std::rc::Rc;

use foldhash::fast::RandomState;
use hashbrown::HashTable;

use crate::util::broken;

/// The number of a string.
pub(super) type Number = u32;

/// The name and the value of a property.
pub(super) type Value = (Number, Number);

/// No string.
pub(super) const NONE: Number = u32::MAX;

/// The number of bytes that are allocated together. They are never moved, so they are never in memory twice.
const CHUNK: usize = 1 << 20;

/// Strings with a number each, in the order in which they first came.
#[derive(Debug, Default)]
pub(super) struct Strings {
    /// Earlier strings, which have the first numbers: the terms of a file, when its graph is made.
    base: Option<Rc<Strings>>,
    chunks: Vec<String>,
    spans: Vec<Span>,
    numbers: HashTable<Number>,
    state: RandomState,
}

#[derive(Debug, Clone, Copy)]
struct Span {
    chunk: u32,
    /// It ends where the next one of the chunk begins.
    start: u32,
}

impl Strings {
    /// Strings in addition to existing ones.
    pub(super) fn upon(base: Rc<Strings>) -> Strings {
        Strings { base: Some(base), ..Strings::default() }
    }

    /// The number of the earlier ones.
    fn before(&self) -> usize {
        self.base.as_ref().map_or(0, |base| base.len())
    }

    /// The number of a string, which is added if it is new; `NONE` if there is no room for more. O(length).
    pub(super) fn insert(&mut self, string: &str) -> Number {
        if let Some(number) = self.base.as_ref().and_then(|base| base.find(string)) {
            return number;
        }
        let (hash, before) = (self.state.hash_one(string), self.before());
        if let Some(&number) = self.numbers.find(hash, |&number| self.get(number) == string) {
            return number;
        }
        let has_room = self.chunks.last().is_some_and(|chunk| chunk.capacity() - chunk.len() >= string.len());
        if !has_room {
            // The first is small, like most files.
            let room = if self.chunks.is_empty() { 1 << 10 } else { CHUNK };
            self.chunks.push(String::with_capacity(string.len().max(room)));
        }
        let Ok(number) = u32::try_from(before + self.spans.len()) else { return NONE };
        let place = self.chunks.len() - 1;
        let Some(chunk) = self.chunks.last_mut().filter(|_| number != NONE) else { return NONE };
        let (Ok(start), Ok(place)) = (u32::try_from(chunk.len()), u32::try_from(place)) else { return NONE };
        chunk.push_str(string);
        if self.spans.len() == self.spans.capacity() {
            self.spans.reserve_exact(self.spans.len() / 4 + 16);
        }
        self.spans.push(Span { chunk: place, start });
        let Strings { chunks, spans, numbers, state, .. } = self;
        let rehash = |&number: &Number| state.hash_one(at(chunks, spans, number as usize - before));
        numbers.insert_unique(hash, number, rehash);
        number
    }

    /// The number of an existing string. O(length).
    pub(super) fn find(&self, string: &str) -> Option<Number> {
        if let Some(number) = self.base.as_ref().and_then(|base| base.find(string)) {
            return Some(number);
        }
        let hash = self.state.hash_one(string);
        self.numbers.find(hash, |&number| self.get(number) == string).copied()
    }

    /// The string of a number; empty for `NONE`. O(1).
    pub(super) fn get(&self, number: Number) -> &str {
        if number == NONE {
            return "";
        }
        match (&self.base, (number as usize).checked_sub(self.before())) {
            (Some(base), None) => base.get(number),
            (_, own) => at(&self.chunks, &self.spans, own.unwrap_or(usize::MAX)),
        }
    }

    /// Frees the table that finds strings by their texts: after this, none can be looked up or added.
    pub(super) fn forget_texts(&mut self) {
        self.numbers = HashTable::new();
        self.spans.shrink_to_fit();
        if let Some(base) = self.base.as_mut().and_then(Rc::get_mut) {
            base.forget_texts();
        }
    }

    /// The number of strings. O(1).
    pub(super) fn len(&self) -> usize {
        self.before() + self.spans.len()
    }
}

fn at<'t>(chunks: &'t [String], spans: &[Span], number: usize) -> &'t str {
    let text = || {
        let span = spans.get(number)?;
        let chunk = chunks.get(span.chunk as usize)?;
        let next = spans.get(number + 1).filter(|next| next.chunk == span.chunk);
        let end = next.map_or(chunk.len(), |next| next.start as usize);
        chunk.get(span.start as usize..end)
    };
    text().unwrap_or_else(|| broken(&"a number that no string has", ""))
}
