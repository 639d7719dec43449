//! The terms of a file of triples, each kept once: most of them come again and again.

use std::hash::BuildHasher;

use foldhash::fast::RandomState;
use hashbrown::HashTable;

/// Strings, one behind the other.
#[derive(Default)]
pub(super) struct Terms {
    text: String,
    ends: Vec<usize>,
    numbers: HashTable<usize>,
    state: RandomState,
}

impl Terms {
    /// The number of a string, which is added when it is new. O(length).
    pub(super) fn insert(&mut self, string: &str) -> usize {
        let hash = self.state.hash_one(string);
        if let Some(&number) = self.numbers.find(hash, |&number| self.get(number) == string) {
            return number;
        }
        let number = self.ends.len();
        self.text.push_str(string);
        self.ends.push(self.text.len());
        let Terms { text, ends, numbers, state } = self;
        numbers.insert_unique(hash, number, |&number| state.hash_one(at(text, ends, number)));
        number
    }

    /// The string of a number. O(1).
    pub(super) fn get(&self, number: usize) -> &str {
        at(&self.text, &self.ends, number)
    }
}

fn at<'t>(text: &'t str, ends: &[usize], number: usize) -> &'t str {
    let start = number.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or_default();
    let end = ends.get(number).copied().unwrap_or_default();
    text.get(start..end).unwrap_or_default()
}
