//! What GraphML and GEXF share: reading XML tag by tag with places, and writing it. quick-xml does the
//! parsing, without recursion; document types are refused, and so is every entity that could expand.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::format::tools::error::{Place, PlacedProblem};
use crate::format::tools::graph::{Budget, Property, Text, as_number};
use crate::format::tools::imported::Skipped;
use crate::format::tools::stream::Stream;
use crate::format::tools::unknown::{unknown, xml_looks_like};
use crate::util::excerpt;

/// The next item of a file.
pub(super) enum Item {
    Open(Element),
    Close,
    Text(String),
    End,
}

/// An opening tag.
pub(super) struct Element {
    /// Without the prefix that the root element has.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    pub(super) place: Place,
}

impl Element {
    pub(super) fn unexpected(&self) -> PlacedProblem {
        self.place.wrong(format!("<{}> is not expected here, and could not be part of a network", self.name))
    }

    /// Removes an attribute.
    pub(super) fn take(&mut self, name: &str) -> Option<String> {
        let at = self.attributes.iter().position(|(other, _)| other == name)?;
        Some(self.attributes.remove(at).1)
    }

    /// Removes an attribute that must be there.
    pub(super) fn need(&mut self, name: &str) -> Result<String, PlacedProblem> {
        self.take(name)
            .ok_or_else(|| self.place.wrong(format!("<{}> needs the attribute `{name}`", self.name)))
    }

    /// Removes the remaining attributes, as properties.
    pub(super) fn take_properties(&mut self) -> impl Iterator<Item = Property<'static>> + use<> {
        let is_property =
            |(name, _): &(String, String)| !name.starts_with("xmlns") && !name.starts_with("xsi:");
        let attributes = std::mem::take(&mut self.attributes);
        attributes.into_iter().filter(is_property).map(|(name, value)| (name.into(), value.into()))
    }
}

/// A file of XML, read from its beginning to its end.
pub(super) struct Xml<'s, 'r> {
    reader: Reader<&'s mut Stream<'r>>,
    /// The buffer of the reader.
    buffer: Vec<u8>,
    /// The prefix of the root element, with its colon.
    prefix: Option<String>,
    /// The beginning of the last item.
    place: Place,
    pub(super) budget: Budget,
    pub(super) skipped: Skipped,
}

impl<'s, 'r> Xml<'s, 'r> {
    pub(super) fn new(stream: &'s mut Stream<'r>) -> Xml<'s, 'r> {
        let mut reader = Reader::from_reader(stream);
        reader.config_mut().expand_empty_elements = true;
        Xml {
            reader,
            buffer: Vec::new(),
            prefix: None,
            place: Place::Nowhere,
            budget: Budget::of(0),
            skipped: Skipped::default(),
        }
    }

    /// Where the last item began.
    pub(super) fn place(&self) -> Place {
        self.place.clone()
    }

    pub(super) fn next(&mut self) -> Result<Item, PlacedProblem> {
        let mut buffer = std::mem::take(&mut self.buffer);
        let item = self.next_in(&mut buffer);
        self.buffer = buffer;
        item
    }

    fn next_in(&mut self, buffer: &mut Vec<u8>) -> Result<Item, PlacedProblem> {
        loop {
            self.place = self.reader.get_ref().place();
            buffer.clear();
            let before = self.reader.buffer_position();
            let event = self.reader.read_event_into(buffer);
            self.budget.grow((self.reader.buffer_position() - before) as usize);
            let event = event.map_err(|error| self.reading_failed(&error))?;
            match event {
                Event::Start(tag) | Event::Empty(tag) => return self.element(&tag).map(Item::Open),
                Event::End(_) => return Ok(Item::Close),
                Event::Text(text) => return Ok(Item::Text(text.xml10_content().into_owned())),
                Event::CData(text) => return Ok(Item::Text(text.xml10_content().into_owned())),
                Event::GeneralRef(reference) => {
                    let text =
                        quick_xml::escape::unescape(&format!("&{};", &*reference)).map(Cow::into_owned);
                    return text.map(Item::Text).map_err(|error| not_well_formed(&self.place, &error));
                }
                Event::DocType(kind) if kind.trim_start().to_ascii_lowercase().starts_with("html") => {
                    return Err(unknown("HTML"));
                }
                // A document type that only names a file is ignored: nothing is fetched.
                Event::DocType(kind) if !kind.contains('[') => {}
                Event::DocType(_) => {
                    return Err(self.place().wrong(
                        "a document type with declarations (<!DOCTYPE … [ … ]>) is not allowed, because its \
                         entities could expand without limit; remove it",
                    ));
                }
                Event::Eof => return Ok(Item::End),
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
            }
        }
    }

    /// The reader's error as text.
    fn reading_failed(&self, error: &quick_xml::Error) -> PlacedProblem {
        let said = error.to_string();
        let is_end = said.contains("not found before end of input") || said.contains("not closed");
        if is_end { self.too_early() } else { not_well_formed(&self.place, error) }
    }

    fn element(&mut self, tag: &BytesStart<'_>) -> Result<Element, PlacedProblem> {
        let (place, name) = (self.place(), tag.name());
        let name = AsRef::<str>::as_ref(&name);
        let prefix = self
            .prefix
            .get_or_insert_with(|| name.split_once(':').map_or(String::new(), |(p, _)| format!("{p}:")));
        let name = name.strip_prefix(prefix.as_str()).unwrap_or(name).to_owned();
        let mut attributes = Vec::new();
        // The reader's own check for repeated names takes quadratic time.
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| not_well_formed(&place, &error))?;
            let value = attribute
                .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                .map_err(|error| not_well_formed(&place, &error))?;
            attributes.push((AsRef::<str>::as_ref(&attribute.key).to_owned(), value.into_owned()));
        }
        if let Some(twice) = twice(&attributes) {
            return Err(place.wrong(format!("<{name}> has the attribute `{twice}` twice")));
        }
        Ok(Element { name, attributes, place })
    }

    /// The root element. Only its name is checked.
    pub(super) fn root(&mut self, name: &str) -> Result<Element, PlacedProblem> {
        loop {
            match self.next()? {
                Item::Open(element) if element.name == name || element.name.is_empty() => return Ok(element),
                Item::Open(element) => {
                    return Err(unknown(xml_looks_like(&element.name, name)));
                }
                Item::Text(text) if text.trim().is_empty() => {}
                Item::Text(_) | Item::Close => {
                    return Err(self.place().wrong(format!("expected the element <{name}>, found text")));
                }
                Item::End => {
                    return Err(self.place().wrong(format!("expected the element <{name}>, found nothing")));
                }
            }
        }
    }

    /// The next element within the one that is open; `None` at its end.
    pub(super) fn child(&mut self) -> Result<Option<Element>, PlacedProblem> {
        loop {
            match self.next()? {
                Item::Open(element) => return Ok(Some(element)),
                Item::Close => return Ok(None),
                Item::Text(text) if text.trim().is_empty() => {}
                Item::Text(text) => {
                    return Err(self.place_in(&text).wrong("text stands where only elements may"));
                }
                Item::End => return Err(self.too_early()),
            }
        }
    }

    /// The end of the file, after the root element.
    pub(super) fn end(&mut self) -> Result<(), PlacedProblem> {
        loop {
            match self.next()? {
                Item::End => return Ok(()),
                Item::Text(text) if text.trim().is_empty() => {}
                _ => return Err(self.place().wrong("text after the end of the root element")),
            }
        }
    }

    /// Counts the remaining attributes of an element as skipped, except those that are not content.
    pub(super) fn pass_over_attributes(
        &mut self,
        of: &str,
        element: &mut Element,
        is_plain: fn(&Property<'static>) -> bool,
    ) {
        for (name, _) in element.take_properties().filter(|property| !is_plain(property)) {
            self.skipped.add(&format!("{of} {name}"), 1);
        }
    }

    /// Skips the element that was just opened and everything within.
    pub(super) fn pass_over(&mut self, name: &str) -> Result<(), PlacedProblem> {
        self.skipped.add(name, 1);
        self.text().map(drop)
    }

    /// The text up to the end of the element that was just opened, that of elements within it included.
    pub(super) fn text(&mut self) -> Result<String, PlacedProblem> {
        let (mut all, mut depth) = (String::new(), 0);
        loop {
            match self.next()? {
                Item::Open(inner) => {
                    self.skipped.add(&inner.name, 1);
                    depth += 1;
                }
                Item::Close if depth == 0 => return Ok(all),
                Item::Close => depth -= 1,
                Item::Text(text) => all.push_str(&text),
                Item::End => return Err(self.too_early()),
            }
        }
    }

    /// The text of `<default>` in the element that was just opened, up to its end: as both formats declare a
    /// property.
    pub(super) fn default_value(&mut self) -> Result<Option<String>, PlacedProblem> {
        let mut default = None;
        while let Some(inner) = self.child()? {
            if inner.name == "default" {
                default = Some(self.text()?);
            } else {
                self.pass_over(&inner.name)?;
            }
        }
        Ok(default)
    }

    /// The place of the first character that is not white space in the text that was the last item.
    fn place_in(&self, text: &str) -> Place {
        let blank = text.strip_suffix(text.trim_start()).unwrap_or_default();
        match (&self.place, blank.rsplit_once('\n')) {
            (Place::Line { line, .. }, Some((lines, last))) => {
                Place::Line { line: line + 1 + lines.matches('\n').count(), column: 1 + last.chars().count() }
            }
            (Place::Line { line, column }, None) => {
                Place::Line { line: *line, column: column + blank.chars().count() }
            }
            (place, _) => place.clone(),
        }
    }

    pub(super) fn too_early(&self) -> PlacedProblem {
        self.place().wrong("the file ends in the middle; an element is not closed")
    }
}

/// The message of an XML library, without its place, which is relative.
fn not_well_formed(place: &Place, error: &dyn std::fmt::Display) -> PlacedProblem {
    let said = error.to_string();
    if said.contains("Cannot find ';'") {
        return place.wrong("an `&` stands alone; expected `&amp;`");
    }
    if let Some((_, entity)) = said.split_once("unrecognized entity ") {
        let entity = excerpt(entity.trim_matches('`'));
        return place.wrong(format!("XML does not have the entity {entity:?}; write the character instead"));
    }
    let what = said.split_once(": ").map_or(said.as_str(), |(_, what)| what).replace('`', "");
    place.clone().wrong(format!("this is not well-formed XML: {what}"))
}

/// The name of a repeated attribute.
fn twice(attributes: &[(String, String)]) -> Option<&str> {
    if let [] | [_] = attributes {
        return None;
    }
    if attributes.len() <= 8 {
        let mut earlier = attributes.iter().enumerate();
        let is_twice = |at: usize, name: &str| attributes.iter().take(at).any(|(other, _)| other == name);
        return earlier.find(|(at, (name, _))| is_twice(*at, name)).map(|(_, (name, _))| name.as_str());
    }
    let mut seen = HashSet::new();
    attributes.iter().map(|(name, _)| name.as_str()).find(|name| !seen.insert(*name))
}

/// The declared properties of nodes, or those of edges.
#[derive(Default)]
pub(super) struct Declared {
    /// By id: the name, and the default value.
    by_id: HashMap<String, (String, Option<String>)>,
    /// The ids of those with a default.
    with_default: Vec<String>,
}

impl Declared {
    pub(super) fn insert(&mut self, id: String, name: String, default: Option<String>) {
        if default.is_some() && !self.by_id.contains_key(&id) {
            self.with_default.push(id.clone());
        }
        self.by_id.insert(id, (name, default));
    }

    /// The name of a declared property.
    pub(super) fn name(&self, id: &str, budget: &mut Budget, place: &Place) -> Result<String, PlacedProblem> {
        let (name, _) = self
            .by_id
            .get(id)
            .ok_or_else(|| place.wrong(format!("the key {:?} is not declared", excerpt(id))))?;
        budget.take(name, place)?;
        Ok(name.clone())
    }

    /// Adds the defaults of missing properties.
    pub(super) fn add_defaults(
        &self,
        given: &[String],
        properties: &mut Vec<Property<'static>>,
        budget: &mut Budget,
        place: &Place,
    ) -> Result<(), PlacedProblem> {
        if self.with_default.is_empty() {
            return Ok(());
        }
        let given: HashSet<&String> = given.iter().collect();
        for id in &self.with_default {
            if let Some((name, Some(default))) = self.by_id.get(id) {
                budget.take(name, place)?;
                budget.take(default, place)?;
                if !given.contains(id) {
                    properties.push((name.clone().into(), default.clone().into()));
                }
            }
        }
        Ok(())
    }
}

/// The properties to be declared, in the order of their first use: the name and the type of each.
pub(super) struct Columns<'a> {
    all: Vec<(Text<'a>, Kind)>,
    numbers: HashMap<Text<'a>, usize>,
}

impl<'a> Columns<'a> {
    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = &(Text<'a>, Kind)> {
        self.all.iter()
    }

    pub(super) fn number(&self, name: &str) -> Option<usize> {
        self.numbers.get(name).copied()
    }
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Boolean,
    Whole,
    Number,
    String,
}

impl Kind {
    /// The name in both formats.
    pub(super) fn name(self) -> &'static str {
        match self {
            Kind::Boolean => "boolean",
            Kind::Whole => "long",
            Kind::Number => "double",
            Kind::String => "string",
        }
    }
}

/// The columns that some properties need.
pub(super) fn columns<'a>(properties: &mut dyn Iterator<Item = Property<'a>>) -> Columns<'a> {
    let mut columns = Columns { all: Vec::new(), numbers: HashMap::new() };
    for (name, value) in properties {
        let kind = match &*name {
            "question" => Kind::Boolean,
            "label" | "text" | "title" | "passage" => Kind::String,
            _ => match as_number(&value) {
                Some(number) if number.is_i64() => Kind::Whole,
                Some(_) => Kind::Number,
                None => Kind::String,
            },
        };
        let known = columns.numbers.get(&name).and_then(|&number| columns.all.get_mut(number));
        match known {
            None => {
                columns.numbers.insert(name.clone(), columns.all.len());
                columns.all.push((name, kind));
            }
            Some((_, known)) if *known == kind => {}
            Some((_, known)) if *known != Kind::String && kind != Kind::String => *known = Kind::Number,
            Some((_, known)) => *known = Kind::String,
        }
    }
    columns
}

pub(super) fn escape(text: &str) -> Cow<'_, str> {
    quick_xml::escape::escape(text)
}
