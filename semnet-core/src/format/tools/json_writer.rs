//! Writes JSON whose long lists are made item by item.

use std::io::{self, Write};

use serde::{Serialize, Serializer};

use crate::format::tools::graph::{Property, Text};
use crate::format::tools::tree::{Fields, Json};

/// A part of a document.
pub(super) enum Part<'a> {
    Whole(Json<'a>),
    Object(Vec<(&'static str, Part<'a>)>),
    List(Made<'a, Json<'a>>),
    /// An object whose fields are produced one by one.
    Fields(Made<'a, (Text<'a>, Json<'a>)>),
}

/// Each call starts from the beginning.
type Made<'a, T> = Box<dyn Fn() -> Box<dyn Iterator<Item = T> + 'a> + 'a>;

impl<'a> Part<'a> {
    pub(super) fn list<I: Iterator<Item = Json<'a>> + 'a>(items: impl Fn() -> I + 'a) -> Part<'a> {
        Part::List(Box::new(move || Box::new(items())))
    }

    pub(super) fn fields<I: Iterator<Item = (Text<'a>, Json<'a>)> + 'a>(
        items: impl Fn() -> I + 'a,
    ) -> Part<'a> {
        Part::Fields(Box::new(move || Box::new(items())))
    }

    /// An object with a name, and further fields.
    pub(super) fn named(name: &'a str, properties: Vec<Property<'a>>) -> Part<'a> {
        let mut fields = Fields::default();
        fields.push_text("name", name);
        fields.extend(properties);
        Part::Whole(Json::Object(fields))
    }

    /// Writes it, indented, with a line end after it.
    pub(super) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, self)?;
        out.write_all(b"\n")
    }
}

impl Serialize for Part<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Part::Whole(json) => json.serialize(serializer),
            Part::Object(parts) => serializer.collect_map(parts.iter().map(|(name, part)| (name, part))),
            Part::List(items) => serializer.collect_seq(items()),
            Part::Fields(items) => serializer.collect_map(items()),
        }
    }
}
