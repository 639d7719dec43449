//! Finds labels and relations that a builder was given before. A string that equals a known name is in normal
//! form, so it need not be normalised; most strings that a builder is given are such.

use std::hash::BuildHasher;

use foldhash::fast::RandomState;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

use crate::network::parts::Span;

/// Names in an arena of strings, each with its number.
#[derive(Clone, Default)]
pub(super) struct Names {
    table: HashTable<Name>,
    state: RandomState,
}

/// All data for a look-up, which then reads only the table and the name.
#[derive(Clone, Copy)]
struct Name {
    hash: u32,
    number: u32,
    span: Span,
}

impl Names {
    /// The number of a name. O(length).
    #[inline]
    pub(super) fn find(&self, strings: &str, name: &str) -> Option<u32> {
        let hash = self.hash(name);
        self.table.find(spread(hash), |known| known.is(hash, strings, name)).map(|known| known.number)
    }

    /// The number of the name at `span`: the one that it had, or else `next`. O(length).
    #[inline]
    pub(super) fn find_or_insert(&mut self, strings: &str, span: Span, next: u32) -> u32 {
        let name = span.of(strings);
        let hash = self.hash(name);
        let entry =
            self.table.entry(spread(hash), |known| known.is(hash, strings, name), |known| spread(known.hash));
        match entry {
            Entry::Occupied(known) => known.get().number,
            Entry::Vacant(vacant) => {
                vacant.insert(Name { hash, number: next, span });
                next
            }
        }
    }

    fn hash(&self, name: &str) -> u32 {
        self.state.hash_one(name) as u32
    }
}

impl Name {
    #[inline]
    fn is(&self, hash: u32, strings: &str, name: &str) -> bool {
        self.hash == hash && self.span.of(strings) == name
    }
}

/// A table takes the place from the low bits of a hash and a tag from the high ones: both from 32 bits.
#[inline]
fn spread(hash: u32) -> u64 {
    u64::from(hash).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
