//! The rows of a graph: a node takes 8 bytes, an edge 12. A value that all rows of a file share, such as that
//! edges have no ids, is kept once.

use crate::format::tools::error::Place;
use crate::format::tools::strings::{NONE, Number, Strings};
use crate::util::broken;
use crate::util::growth::push;

#[derive(Debug, Clone)]
pub(super) struct NodeRow {
    pub(super) id: Number,
    /// The end of its properties; they begin at the end of those of the node before.
    pub(super) end: Number,
}

#[derive(Debug, Clone)]
pub(super) struct EdgeRow {
    pub(super) source: Number,
    pub(super) target: Number,
    /// The end of its properties; they begin at the end of those of the edge before.
    pub(super) end: Number,
}

/// A value for each row, which is kept once until a second one comes.
#[derive(Debug)]
pub(super) struct Column<T> {
    first: T,
    count: usize,
    /// All values, once they differ.
    all: Vec<T>,
}

impl<T: Default> Default for Column<T> {
    fn default() -> Self {
        Column { first: T::default(), count: 0, all: Vec::new() }
    }
}

impl<T: Copy + PartialEq> Column<T> {
    /// O(1) on the average.
    pub(super) fn push(&mut self, value: T) {
        if self.count == 0 {
            self.first = value;
        }
        if self.all.is_empty() && value != self.first {
            self.all = vec![self.first; self.count];
        }
        if !self.all.is_empty() {
            push(&mut self.all, value);
        }
        self.count += 1;
    }

    pub(super) fn get(&self, at: usize) -> Option<T> {
        if self.all.is_empty() { (at < self.count).then_some(self.first) } else { self.all.get(at).copied() }
    }

    pub(super) fn truncate(&mut self, count: usize) {
        self.count = self.count.min(count);
        self.all.truncate(count);
        self.all.shrink_to_fit();
    }

    pub(super) fn shrink(&mut self) {
        self.all.shrink_to_fit();
    }
}

/// Places in a file, each in at most 8 bytes.
#[derive(Debug, Default)]
pub(super) struct PlaceColumn {
    /// The kind of a place in the two highest bits; below, the column or the list.
    kinds: Column<u32>,
    /// The line, the number of an item, or the number of a path.
    numbers: Column<u32>,
}

const LINE: u32 = 1 << 30;
const ITEM: u32 = 2 << 30;
const PATH: u32 = 3 << 30;

/// The lists that items are of.
const LISTS: &[&str] = &[
    "nodes",
    "edges",
    "links",
    "graph.nodes",
    "graph.edges",
    "elements",
    "elements.nodes",
    "elements.edges",
];

/// A length as a number, of which the largest means that it is too long.
pub(super) fn small(length: usize) -> Number {
    u32::try_from(length).unwrap_or(NONE)
}

impl PlaceColumn {
    pub(super) fn push(&mut self, place: Place, strings: &mut Strings) {
        let (kind, number) = match place {
            Place::Nowhere => (0, 0),
            Place::Line { line, column } => (LINE | small(column).min(LINE - 1), small(line)),
            Place::Item { list, number } => match LISTS.iter().position(|known| *known == list) {
                Some(at) => (ITEM | small(at), small(number)),
                None => (PATH, strings.insert(&format!("{list}[{number}]"))),
            },
            Place::Path(path) => (PATH, strings.insert(&path)),
        };
        self.kinds.push(kind);
        self.numbers.push(number);
    }

    /// Adds one of other places, whose paths have the same strings.
    pub(super) fn push_of(&mut self, others: &PlaceColumn, at: usize) {
        self.kinds.push(others.kinds.get(at).unwrap_or_default());
        self.numbers.push(others.numbers.get(at).unwrap_or_default());
    }

    pub(super) fn get(&self, at: usize, strings: &Strings) -> Place {
        let (Some(kind), Some(number)) = (self.kinds.get(at), self.numbers.get(at)) else {
            return Place::Nowhere;
        };
        let rest = kind & (LINE - 1);
        match kind - rest {
            0 => Place::Nowhere,
            LINE => Place::Line { line: number as usize, column: rest as usize },
            ITEM => Place::Item {
                list: LISTS
                    .get(rest as usize)
                    .copied()
                    .unwrap_or_else(|| broken(&"a list without a name", "")),
                number: number as usize,
            },
            _ => Place::Path(strings.get(number).to_owned()),
        }
    }

    pub(super) fn truncate(&mut self, count: usize) {
        self.kinds.truncate(count);
        self.numbers.truncate(count);
    }

    pub(super) fn shrink(&mut self) {
        self.kinds.shrink();
        self.numbers.shrink();
    }
}
