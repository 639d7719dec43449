//! Reads a file of JSON: a text or a stream. Long lists are handed over item by item, so only the rest
//! becomes a tree.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, BufReader};

use serde::Deserializer;
use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::Number;

use crate::format::tools::digits::{Digits, Exact, Noting};
use crate::format::tools::error::{Place, PlacedProblem, line_of};
use crate::format::tools::graph::Text;
use crate::format::tools::tree::{Fields, Json, push};
use crate::format::tools::walk::{ItemHandler, ItemPaths, ItemWalk, Key, Taken, Walk};

impl<'a> Json<'a> {
    /// Reads JSON. O(length); serde_json refuses values that are nested more than 128 levels deep.
    pub(super) fn read(text: &'a str) -> Result<Json<'a>, PlacedProblem> {
        let (digits, mut json) = (Digits::of_text(text), serde_json::Deserializer::from_str(text));
        let any = Any { walk: None, digits: &|value| digits.of(value), is_kept: true };
        let tree = any.deserialize(&mut json);
        tree.and_then(|tree| json.end().map(|()| tree)).map_err(|error| wrong(&error, Some(text)))
    }
}

/// A file of JSON: a text in memory, whose strings are borrowed, or a stream. Readers are compiled once for
/// both.
pub(super) enum Source<'a, 's> {
    Text(&'a str),
    Stream(&'s mut dyn io::Read),
}

impl<'a> Source<'a, '_> {
    /// Reads everything, and passes the items to `taker`. In the rest, there is an empty list or object
    /// instead. Of two fields with one name, only the first is passed. O(length); serde_json refuses what is
    /// nested more than 128 deep.
    pub(super) fn read(
        self,
        top: Taken,
        ways: ItemPaths,
        taker: ItemHandler<'_, 'a>,
    ) -> Result<Json<'a>, PlacedProblem> {
        match self {
            Source::Text(text) => {
                let (digits, mut json) = (Digits::of_text(text), serde_json::Deserializer::from_str(text));
                read(&mut json, Some(text), &|value| digits.of(value), top, ways, taker)
            }
            Source::Stream(stream) => {
                // It is read byte by byte.
                let digits = Digits::of_reader();
                let stream = Noting::new(BufReader::new(stream), &digits);
                let mut json = serde_json::Deserializer::from_reader(stream);
                read(&mut json, None, &|value| digits.of(value), top, ways, taker)
            }
        }
    }

    /// The same for a file that is an object.
    pub(super) fn read_object(
        self,
        ways: ItemPaths,
        taker: ItemHandler<'_, 'a>,
    ) -> Result<Fields<'a>, PlacedProblem> {
        self.read(Taken::Within, ways, taker)?.object(&Place::Nowhere, "the file")
    }
}

fn read<'a, R: serde_json::de::Read<'a>>(
    json: &mut serde_json::Deserializer<R>,
    text: Option<&str>,
    digits: Exact<'_>,
    top: Taken,
    ways: ItemPaths,
    taker: ItemHandler<'_, 'a>,
) -> Result<Json<'a>, PlacedProblem> {
    let mut hand = ItemWalk { ways, taker, stopped: None };
    let walk = Walk { at: ("", top), hand: &mut hand };
    let any = Any { walk: Some(walk), digits, is_kept: false };
    let result = any.deserialize(&mut *json).and_then(|tree| json.end().map(|()| tree));
    match hand.stopped {
        Some(wrong) => Err(wrong),
        None => result.map_err(|error| wrong(&error, text)),
    }
}

/// Makes a tree of everything except the items that are passed on.
pub(super) struct Any<'d, 'w, 'i, 'de> {
    pub(super) walk: Option<Walk<'w, 'i, 'de>>,
    pub(super) digits: Exact<'d>,
    /// Whether the whole file becomes a tree, which is then shrunk to fit.
    pub(super) is_kept: bool,
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
