//! Reads JSON whose long lists are taken item by item, so that only what is around them becomes a tree.

use std::io::BufReader;

use serde::de::{DeserializeSeed, Error};

use crate::format::tools::digits::{Digits, Exact, Noting};
use crate::format::tools::error::{Place, Wrong};
use crate::format::tools::graph::Text;
use crate::format::tools::stream::Stream;
use crate::format::tools::tree::{Any, Fields, Json, wrong};
use crate::network::excerpt;

/// The places in a file that are read, each with its path. Its ancestors come before it.
pub(super) type Ways = &'static [(&'static str, Taken)];

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Taken {
    /// Nothing but what is within.
    Within,
    /// The items, if it is a list.
    List,
    /// The items of a list, or the fields of an object.
    ListOrFields,
    /// The items, if it is a list; else what is within.
    ListOrWithin,
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

/// Who takes the items: with the path of their list.
pub(super) type Taker<'i, 'a> = &'i mut dyn FnMut(&'static str, Key<'a>, Json<'a>) -> Result<(), Wrong>;

/// A file of JSON: a text in memory, whose strings are borrowed, or a stream.
pub(super) trait Source<'a>: Sized {
    /// Reads all, and gives the items to `taker`. The rest has an empty list or object in their place. Of two fields of
    /// one name only the first is taken. O(length); serde_json refuses what is nested more than 128 deep.
    fn read(self, top: Taken, ways: Ways, taker: Taker<'_, 'a>) -> Result<Json<'a>, Wrong>;

    /// The same for a file that is an object.
    fn read_object(self, ways: Ways, taker: Taker<'_, 'a>) -> Result<Fields<'a>, Wrong> {
        self.read(Taken::Within, ways, taker)?.object(&Place::Nowhere, "the file")
    }
}

impl<'a> Source<'a> for &'a str {
    fn read(self, top: Taken, ways: Ways, taker: Taker<'_, 'a>) -> Result<Json<'a>, Wrong> {
        let digits = Digits::of_text(self);
        read(&mut serde_json::Deserializer::from_str(self), &|value| digits.of(value), top, ways, taker)
    }
}

impl<'a> Source<'a> for &mut Stream<'_> {
    fn read(self, top: Taken, ways: Ways, taker: Taker<'_, 'a>) -> Result<Json<'a>, Wrong> {
        // It is asked for single bytes.
        let digits = Digits::of_reader();
        let stream = Noting::new(BufReader::new(self), &digits);
        read(&mut serde_json::Deserializer::from_reader(stream), &|value| digits.of(value), top, ways, taker)
    }
}

fn read<'a, R: serde_json::de::Read<'a>>(
    json: &mut serde_json::Deserializer<R>,
    digits: Exact<'_>,
    top: Taken,
    ways: Ways,
    taker: Taker<'_, 'a>,
) -> Result<Json<'a>, Wrong> {
    let mut hand = Hand { ways, taker, stopped: None };
    let walk = Walk { at: ("", top), hand: &mut hand };
    let result =
        Any { walk: Some(walk), digits }.deserialize(&mut *json).and_then(|tree| json.end().map(|()| tree));
    match hand.stopped {
        Some(wrong) => Err(wrong),
        None => result.map_err(|error| wrong(&error)),
    }
}

/// Who takes the items, and what came of it.
struct Hand<'i, 'a> {
    ways: Ways,
    taker: Taker<'i, 'a>,
    /// The error in an item.
    stopped: Option<Wrong>,
}

/// A place on the way to what is taken.
pub(super) struct Walk<'w, 'i, 'a> {
    at: (&'static str, Taken),
    hand: &'w mut Hand<'i, 'a>,
}

impl<'i, 'a> Walk<'_, 'i, 'a> {
    pub(super) fn takes_list(&self) -> bool {
        self.at.1 != Taken::Within
    }

    pub(super) fn takes_fields(&self) -> bool {
        self.at.1 == Taken::ListOrFields
    }

    /// Goes on into a field, if something is taken there.
    pub(super) fn within(&mut self, name: &str) -> Option<Walk<'_, 'i, 'a>> {
        let here = self.at.0;
        let is_way = |path: &str| match path.rsplit_once('.') {
            None => here.is_empty() && path == name,
            Some((before, last)) => here == before && last == name,
        };
        let &at = self.hand.ways.iter().find(|(path, _)| is_way(path))?;
        Some(Walk { at, hand: self.hand })
    }

    /// Hands an item over. An error ends the reading.
    pub(super) fn take<E: Error>(&mut self, key: Key<'a>, item: Json<'a>) -> Result<(), E> {
        (self.hand.taker)(self.at.0, key, item).map_err(|wrong| {
            self.hand.stopped = Some(wrong);
            E::custom("stopped")
        })
    }
}
