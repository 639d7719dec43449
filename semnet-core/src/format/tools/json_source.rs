//! Reads a file of JSON: a text or a stream. Long lists are handed over item by item, so only the rest
//! becomes a tree.

use std::borrow::Cow;
use std::fmt;
use std::io::{BufReader, Read};

use serde::Deserializer;
use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::Number;

use crate::format::tools::digits::{Digits, Exact, Noting, has_large};
use crate::format::tools::error::{Place, PlacedProblem, line_of};
use crate::format::tools::graph::Text;
use crate::format::tools::stream::Stream;
use crate::format::tools::tree::{Fields, Json, push};
use crate::format::tools::walk::{ItemHandler, ItemPaths, ItemWalk, Key, Taken, Walk};

impl<'a> Json<'a> {
    /// Reads JSON. O(length); serde_json refuses values that are nested more than 128 levels deep.
    pub(super) fn read(text: &'a str) -> Result<Json<'a>, PlacedProblem> {
        Source::Text(text).tree(None)
    }
}

/// A file of JSON: a text in memory, whose strings are borrowed, or a stream. Readers are compiled once for
/// both.
pub(super) enum Source<'a, 's, 'r> {
    Text(&'a str),
    Stream(&'s mut Stream<'r>),
}

impl<'a> Source<'a, '_, '_> {
    /// Reads all, and gives the items to `taker`. The rest has an empty list or object in their place. Of two
    /// fields of one name only the first is taken. O(length); serde_json refuses what is nested more than
    /// 128 deep.
    pub(super) fn read(
        self,
        top: Taken,
        ways: ItemPaths,
        taker: ItemHandler<'_, 'a>,
    ) -> Result<Json<'a>, PlacedProblem> {
        let mut hand = ItemWalk { ways, taker, stopped: None };
        let result = self.tree(Some(Walk { at: ("", top), hand: &mut hand }));
        hand.stopped.map_or(result, Err)
    }

    /// The same for a file that is an object.
    pub(super) fn read_object(
        self,
        ways: ItemPaths,
        taker: ItemHandler<'_, 'a>,
    ) -> Result<Fields<'a>, PlacedProblem> {
        self.read(Taken::Within, ways, taker)?.object(&Place::Nowhere, "the file")
    }

    /// The text of a file, or the first piece of it. O(length).
    pub(super) fn beginning(&mut self) -> Result<&str, PlacedProblem> {
        match self {
            Source::Text(text) => Ok(text),
            Source::Stream(stream) => stream.peek().map_err(|error| Place::Nowhere.cannot_read(&error)),
        }
    }

    /// Lets it be read as a stream.
    pub(super) fn with_stream<T>(self, read: impl FnOnce(&mut Stream<'_>) -> T) -> T {
        match self {
            Source::Text(text) => read(&mut Stream::new(&mut text.as_bytes())),
            Source::Stream(stream) => read(stream),
        }
    }

    /// The tree of the file, all but the items on the walk.
    fn tree(self, walk: Option<Walk<'_, '_, 'a>>) -> Result<Json<'a>, PlacedProblem> {
        let is_kept = walk.is_none();
        let (text, mut bytes, stream) = match self {
            Source::Text(text) if !has_large(text) => {
                let (digits, mut json) = (Digits::of_text(text), serde_json::Deserializer::from_str(text));
                let any = Any { walk, digits: &|value| digits.of(value), is_kept };
                return whole(&mut json, any).map_err(|error| wrong(&error, Some(text)));
            }
            Source::Text(text) => (Some(text), text.as_bytes(), None),
            Source::Stream(stream) => (None, &[][..], Some(stream)),
        };
        let input: &mut dyn Read = match stream {
            Some(stream) => stream,
            None => &mut bytes,
        };
        // It is asked for single bytes.
        let digits = Digits::of_reader();
        let mut json = serde_json::Deserializer::from_reader(Noting::new(BufReader::new(input), &digits));
        let any = Any { walk, digits: &|value| digits.of(value), is_kept };
        whole(&mut json, any).map_err(|error| wrong(&error, text))
    }
}

fn whole<'a, R: serde_json::de::Read<'a>>(
    json: &mut serde_json::Deserializer<R>,
    any: Any<'_, '_, '_, 'a>,
) -> Result<Json<'a>, serde_json::Error> {
    let tree = any.deserialize(&mut *json)?;
    json.end().map(|()| tree)
}

/// Makes a tree, all but the items that someone takes.
struct Any<'d, 'w, 'i, 'de> {
    walk: Option<Walk<'w, 'i, 'de>>,
    digits: Exact<'d>,
    /// Whether the whole file becomes a tree: it takes no more room than it needs then.
    is_kept: bool,
}

impl<'de> DeserializeSeed<'de> for Any<'_, '_, '_, 'de> {
    type Value = Json<'de>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Any<'_, '_, '_, 'de> {
    type Value = Json<'de>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }
    fn visit_unit<E>(self) -> Result<Json<'de>, E> {
        Ok(Json::Null)
    }
    fn visit_bool<E>(self, value: bool) -> Result<Json<'de>, E> {
        Ok(Json::Bool(value))
    }
    fn visit_i64<E>(self, value: i64) -> Result<Json<'de>, E> {
        Ok(Json::Number(value.into()))
    }
    fn visit_u64<E>(self, value: u64) -> Result<Json<'de>, E> {
        Ok(Json::Number(value.into()))
    }
    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Json<'de>, E> {
        if let Some(digits) = (self.digits)(value) {
            return Ok(Json::Digits(digits));
        }
        let number = Number::from_f64(value).ok_or_else(|| E::custom("a number that is not finite"))?;
        Ok(Json::Number(number))
    }
    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Json<'de>, E> {
        Ok(Json::String(text.into()))
    }
    fn visit_str<E>(self, text: &str) -> Result<Json<'de>, E> {
        Ok(Json::String(text.to_owned().into()))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Json<'de>, A::Error> {
        let (mut list, digits, is_kept) = (Vec::new(), self.digits, self.is_kept);
        let any = || Any { walk: None, digits, is_kept };
        match self.walk {
            Some(mut walk) if walk.takes_list() => {
                for number in 0.. {
                    let Some(item) = seq.next_element_seed(any())? else { break };
                    walk.take(Key::Number(number), item)?;
                }
            }
            mut walk => loop {
                let walk = walk.as_mut().and_then(Walk::within_item);
                let Some(item) = seq.next_element_seed(Any { walk, digits, is_kept })? else { break };
                push(&mut list, item);
            },
        }
        if is_kept {
            list.shrink_to_fit();
        }
        Ok(Json::List(list))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json<'de>, A::Error> {
        let mut fields: Vec<(Text<'de>, Json<'de>)> = Vec::new();
        let (digits, is_kept) = (self.digits, self.is_kept);
        let any = || Any { walk: None, digits, is_kept };
        match self.walk {
            Some(mut walk) if walk.takes_fields() => {
                while let Some(name) = map.next_key_seed(Name)? {
                    walk.take(Key::Name(name), map.next_value_seed(any())?)?;
                }
            }
            Some(mut walk) => {
                // There are at most as many names as paths.
                let mut taken: Vec<Text<'de>> = Vec::new();
                while let Some(name) = map.next_key_seed(Name)? {
                    let value = match walk.within(&name).filter(|_| !taken.contains(&name)) {
                        Some(walk) => {
                            let value = map.next_value_seed(Any { walk: Some(walk), digits, is_kept })?;
                            // Null is the same as absent.
                            taken.extend((value != Json::Null).then(|| name.clone()));
                            value
                        }
                        None => map.next_value_seed(any())?,
                    };
                    fields.push((name, value));
                }
            }
            None => {
                while let Some(name) = map.next_key_seed(Name)? {
                    push(&mut fields, (name, map.next_value_seed(any())?));
                }
            }
        }
        if is_kept {
            fields.shrink_to_fit();
        }
        Ok(Json::Object(Fields(fields)))
    }
}

/// The place of an error of serde_json, which counts lines by LF only. Columns are in bytes, as in a stream.
pub(super) fn place_in(text: &str, line: usize, column: usize) -> Place {
    let mut starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1));
    let start = starts.nth(line.saturating_sub(1)).unwrap_or(text.len());
    let mut offset = start.saturating_add(column.max(1) - 1).min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let (line, start) = line_of(text, offset);
    Place::Line { line, column: offset - start + 1 }
}

fn wrong(error: &serde_json::Error, text: Option<&str>) -> PlacedProblem {
    let message = error.to_string();
    let message = message.strip_suffix(&format!(" at line {} column {}", error.line(), error.column()));
    let message = message.map_or_else(|| error.to_string(), str::to_owned);
    let (line, column) = (error.line(), error.column().max(1));
    let place = text.map_or(Place::Line { line, column }, |text| place_in(text, line, column));
    place.wrong(worded(&message))
}

/// A message of serde_json, reworded to be helpful.
pub(super) fn worded(message: &str) -> String {
    match message.strip_prefix("EOF while parsing ") {
        Some("a value") => "the file ends where a value is expected".to_owned(),
        Some(what) => format!("the file ends in the middle of {what}"),
        // Python writes literals that JSON does not have.
        None if message == "expected value" || message == "invalid number" => {
            format!("{message}; JSON has no NaN, Infinity or None: write null")
        }
        None if message == "key must be a string" => {
            "expected the name of a field in double quotation marks".to_owned()
        }
        None if message == "trailing characters" => "text after the end of the JSON".to_owned(),
        None => message.to_owned(),
    }
}

/// A name of a field, borrowed if possible; serde never borrows for a `Cow`.
struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Cow<'de, str>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Cow<'de, str>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Name {
    type Value = Cow<'de, str>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name of a field")
    }
    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(text.into())
    }
    fn visit_str<E>(self, text: &str) -> Result<Cow<'de, str>, E> {
        Ok(text.to_owned().into())
    }
}
