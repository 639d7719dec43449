//! Finds the long lists of a JSON file, whose items are passed on one by one instead of becoming a tree.

use serde::de::Error;

use crate::format::tools::error::{Place, PlacedProblem};
use crate::format::tools::graph::Text;
use crate::format::tools::tree::Json;
use crate::util::excerpt;

/// The places in a file that are read, each with its path. Its ancestors come before it.
pub(super) type ItemPaths = &'static [(&'static str, Taken)];

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Taken {
    /// Only the values within.
    Within,
    /// The items, if it is a list.
    List,
    /// The items of a list, or the fields of an object.
    ListOrFields,
    /// The items, if it is a list; else the values within.
    ListOrWithin,
    /// Paths within each of the items of a list.
    Each,
}

/// Which of the items of a list, or of the fields of an object.
pub(super) enum Key<'a> {
    Number(usize),
    Name(Text<'a>),
}

impl Key<'_> {
    pub(super) fn place(&self, list: &'static str) -> Place {
        match self {
            Key::Number(number) => Place::Item { list, number: *number },
            Key::Name(name) => Place::Path(format!("{list}[{:?}]", excerpt(name))),
        }
    }
}

/// The receiver of the items, which gets the path of their list.
pub(super) type ItemHandler<'i, 'a> =
    &'i mut dyn FnMut(&'static str, Key<'a>, Json<'a>) -> Result<(), PlacedProblem>;

/// The receiver of the items, and its result.
pub(super) struct ItemWalk<'i, 'a> {
    pub(super) ways: ItemPaths,
    pub(super) taker: ItemHandler<'i, 'a>,
    /// The error in an item.
    pub(super) stopped: Option<PlacedProblem>,
}

/// A place on the path to items.
pub(super) struct Walk<'w, 'i, 'a> {
    pub(super) at: (&'static str, Taken),
    pub(super) hand: &'w mut ItemWalk<'i, 'a>,
}

impl<'i, 'a> Walk<'_, 'i, 'a> {
    pub(super) fn takes_list(&self) -> bool {
        !matches!(self.at.1, Taken::Within | Taken::Each)
    }

    /// The path into an item of a list, if there are items within.
    pub(super) fn within_item(&mut self) -> Option<Walk<'_, 'i, 'a>> {
        (self.at.1 == Taken::Each).then_some(Walk { at: (self.at.0, Taken::Within), hand: self.hand })
    }

    pub(super) fn takes_fields(&self) -> bool {
        self.at.1 == Taken::ListOrFields
    }

    /// Continues into a field, if there are items within.
    pub(super) fn within(&mut self, name: &str) -> Option<Walk<'_, 'i, 'a>> {
        let here = self.at.0;
        let is_way = |path: &str| match path.rsplit_once('.') {
            None => here.is_empty() && path == name,
            Some((before, last)) => here == before && last == name,
        };
        let &at = self.hand.ways.iter().find(|(path, _)| is_way(path))?;
        Some(Walk { at, hand: self.hand })
    }

    /// Passes an item on. An error ends the reading.
    pub(super) fn take<E: Error>(&mut self, key: Key<'a>, item: Json<'a>) -> Result<(), E> {
        (self.hand.taker)(self.at.0, key, item).map_err(|wrong| {
            self.hand.stopped = Some(wrong);
            E::custom("stopped")
        })
    }
}
