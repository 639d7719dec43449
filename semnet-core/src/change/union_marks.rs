//! The attributes in which a union records where each part came from: their names, written and read.
//!
//! A source is named by its hashtag, or by its fingerprint if two sources share the hashtag. An attribute of
//! a source that looks like one of these gets the prefix `own `.

use std::collections::{BTreeMap, BTreeSet};

use crate::names::{CONTESTED, UNION_SOURCE, UNION_SOURCES};
use crate::network::{Attributes, Fingerprint, Network};

/// The number of a source of a union.
pub(super) type Key = u32;

/// The prefix for names of attributes that look like marks but are ordinary attributes.
const OWN: &str = "own ";
/// The part that sources disagree on.
pub(super) const TEXT: &str = "text";
/// The prefix for the name of an attribute that only some sources have.
const ATTRIBUTE: &str = "attribute ";
/// The text before the name of a source, at the end of an attribute's name.
const IN: &str = " in ";

/// The meaning of an attribute of a union.
pub(super) enum Mark<'a> {
    Source(Key),
    Text(Key),
    Finding(Key, u32),
    Highlight(Key, u32),
    /// A source has an attribute of this name.
    Attribute(Key, &'a str),
    /// Not a mark, but an attribute with this name.
    Own(&'a str),
    /// Read elsewhere, or implied by the rest.
    Other,
}

/// The sources of a union.
#[derive(Clone, Debug)]
pub(super) struct Marks<'a> {
    fingerprints: Vec<Fingerprint>,
    keys: BTreeMap<String, Key>,
    questions: BTreeMap<Key, &'a str>,
    titles: BTreeMap<Key, &'a str>,
    /// The question of the union, which all sources have that record no other.
    question: &'a str,
    title: &'a str,
}

impl<'a> Marks<'a> {
    /// The marks for these sources.
    pub(super) fn of(fingerprints: Vec<Fingerprint>) -> Marks<'a> {
        let mut counts: BTreeMap<_, u32> = BTreeMap::new();
        for fingerprint in &fingerprints {
            *counts.entry(fingerprint.hashtag()).or_default() += 1;
        }
        let name = |fingerprint: &Fingerprint| match counts.get(&fingerprint.hashtag()) {
            Some(1) => fingerprint.hashtag().to_string(),
            _ => fingerprint.to_string(),
        };
        let keys = fingerprints.iter().map(name).zip(0..).collect();
        let (questions, titles) = (BTreeMap::new(), BTreeMap::new());
        Marks { fingerprints, keys, questions, titles, question: "", title: "" }
    }

    /// The marks of a network, if it is a union.
    pub(super) fn read_from(network: &'a Network) -> Option<Marks<'a>> {
        let (_, listed) = network.attributes().find(|(name, _)| *name == UNION_SOURCES)?;
        let fingerprints: Vec<Fingerprint> =
            listed.split(' ').map(str::parse).collect::<Result<_, _>>().ok()?;
        let mut marks = Marks::of(fingerprints);
        if marks.keys.len() != marks.fingerprints.len() {
            return None;
        }
        (marks.question, marks.title) = (network.question(), network.title());
        let mut count = 0;
        let mut has_titles = false;
        for (name, value) in network.attributes() {
            if name == UNION_SOURCE {
                count += usize::from(marks.keys.contains_key(value));
            } else if let Some((what, key)) = marks.noted(name) {
                match what {
                    "question" => drop(marks.questions.insert(key, value)),
                    "title" => {
                        has_titles = true;
                        marks.titles.insert(key, value);
                    }
                    _ => {}
                }
            }
        }
        if has_titles {
            marks.title = "";
        }
        (count == marks.fingerprints.len()).then_some(marks)
    }

    pub(super) fn fingerprints(&self) -> &[Fingerprint] {
        &self.fingerprints
    }

    pub(super) fn question(&self, key: Key) -> &'a str {
        self.questions.get(&key).copied().unwrap_or(self.question)
    }

    pub(super) fn title(&self, key: Key) -> &'a str {
        self.titles.get(&key).copied().unwrap_or(self.title)
    }

    /// Reads the attributes of a part.
    pub(super) fn own(&self, attributes: Attributes<'a>) -> Own<'a> {
        Own::new(self, attributes)
    }

    /// The part and the source in a name such as `text in 6l8y2xAx64u`.
    fn noted<'n>(&self, name: &'n str) -> Option<(&'n str, Key)> {
        let (what, key) = name.rsplit_once(IN)?;
        Some((what, *self.keys.get(key)?))
    }

    pub(super) fn read(&self, name: &'a str, value: &'a str) -> Mark<'a> {
        if let Some(own) = name.strip_prefix(OWN) {
            // Only names that would be taken for marks have this before them.
            return if self.is_mark(own, value) { Mark::Own(own) } else { Mark::Own(name) };
        }
        if name == UNION_SOURCE {
            return self.keys.get(value).map_or(Mark::Own(name), |&key| Mark::Source(key));
        }
        if name == UNION_SOURCES || (name, value) == (CONTESTED, TEXT) {
            return Mark::Other;
        }
        let Some((what, key)) = self.noted(name) else { return Mark::Own(name) };
        let place = || value.parse().ok().filter(|place| *place > 0 && *place < u32::MAX);
        match (what, what.strip_prefix(ATTRIBUTE)) {
            (_, Some(attribute)) => Mark::Attribute(key, attribute),
            ("text", _) => Mark::Text(key),
            ("finding", _) => place().map_or(Mark::Own(name), |place| Mark::Finding(key, place)),
            ("highlight", _) => place().map_or(Mark::Own(name), |place| Mark::Highlight(key, place)),
            ("question" | "title", _) => Mark::Other,
            _ => Mark::Own(name),
        }
    }

    /// Whether an attribute of a source would be read as a mark.
    fn is_mark(&self, name: &str, value: &str) -> bool {
        if let Some(own) = name.strip_prefix(OWN) {
            return self.is_mark(own, value);
        }
        let what = self.noted(name).map(|(what, _)| what);
        match name {
            UNION_SOURCE => self.keys.contains_key(value),
            UNION_SOURCES => true,
            CONTESTED => value == TEXT,
            _ => what.is_some_and(|what| {
                matches!(what, "text" | "finding" | "highlight" | "question" | "title")
                    || what.starts_with(ATTRIBUTE)
            }),
        }
    }

    /// The name that an attribute of a source has in the union.
    pub(super) fn named(&self, name: &str, value: &str) -> String {
        if self.is_mark(name, value) { format!("{OWN}{name}") } else { name.to_owned() }
    }

    /// The names of sources, by number.
    pub(super) fn names(&self) -> Vec<&str> {
        let mut names = vec![""; self.fingerprints.len()];
        for (name, &key) in &self.keys {
            names[key as usize] = name;
        }
        names
    }
}

/// The name of an attribute about one source.
pub(super) fn note(what: &str, source: &str) -> String {
    format!("{what}{IN}{source}")
}

/// The name of an attribute that records another attribute of one source.
pub(super) fn attribute_note(name: &str, source: &str) -> String {
    format!("{ATTRIBUTE}{name}{IN}{source}")
}

/// The attributes of a part of a union: ordinary ones, and those in which the union records its sources.
pub(super) struct Own<'a> {
    /// The sources that have the part.
    pub(super) keys: Vec<Key>,
    /// The attributes that the part has in all its sources.
    shared: Vec<(&'a str, &'a str)>,
    notes: BTreeMap<Key, Vec<(&'a str, &'a str)>>,
    texts: BTreeMap<Key, &'a str>,
    has_texts: bool,
    places: BTreeMap<Key, (u32, u32)>,
}

impl<'a> Own<'a> {
    pub(super) fn new(marks: &Marks<'a>, attributes: Attributes<'a>) -> Own<'a> {
        let mut own = Own {
            keys: Vec::new(),
            shared: Vec::new(),
            notes: BTreeMap::new(),
            texts: BTreeMap::new(),
            has_texts: false,
            places: BTreeMap::new(),
        };
        for (name, value) in attributes {
            match marks.read(name, value) {
                Mark::Source(key) => own.keys.push(key),
                Mark::Text(key) => {
                    own.has_texts = true;
                    own.texts.insert(key, value);
                }
                Mark::Finding(key, place) => own.places.entry(key).or_default().0 = place,
                Mark::Highlight(key, place) => own.places.entry(key).or_default().1 = place,
                Mark::Attribute(key, name) => own.notes.entry(key).or_default().push((name, value)),
                Mark::Own(name) => own.shared.push((name, value)),
                Mark::Other => {}
            }
        }
        let known: BTreeSet<(&str, &str)> = own.shared.iter().copied().collect();
        own.notes.values_mut().for_each(|notes| notes.retain(|pair| known.contains(pair)));
        let noted: BTreeSet<(&str, &str)> = own.notes.values().flatten().copied().collect();
        own.shared.retain(|pair| !noted.contains(pair));
        crate::util::sort::sort(&mut own.keys);
        own
    }

    /// The attributes in one source: those without a note, and those noted for it.
    pub(super) fn of(&self, key: Key) -> Vec<(&'a str, &'a str)> {
        let mine = self.notes.get(&key).into_iter().flatten();
        let mut all: Vec<_> = self.shared.iter().chain(mine).copied().collect();
        crate::util::sort::sort(&mut all);
        all
    }

    /// If the text is not the one computed from the sources, it was changed by hand, and belongs to all
    /// sources.
    pub(super) fn check_texts(&mut self, text: &str) {
        let texts: BTreeSet<&str> = self.texts.values().copied().collect();
        self.has_texts &= joined(&texts) == text;
    }

    pub(super) fn is_finding(&self) -> bool {
        self.keys.iter().any(|&key| self.finding(key) > 0)
    }

    pub(super) fn is_highlight(&self) -> bool {
        self.keys.iter().any(|&key| self.highlight(key) > 0)
    }

    /// The text in one source.
    pub(super) fn text(&self, key: Key, text: &'a str) -> &'a str {
        if self.has_texts { self.texts.get(&key).copied().unwrap_or_default() } else { text }
    }

    pub(super) fn finding(&self, key: Key) -> u32 {
        self.places.get(&key).map_or(0, |places| places.0)
    }

    pub(super) fn highlight(&self, key: Key) -> u32 {
        self.places.get(&key).map_or(0, |places| places.1)
    }
}

/// The texts that no other one contains, sorted.
pub(super) fn kept<'t>(texts: &BTreeSet<&'t str>) -> Vec<&'t str> {
    let mut longest_first: Vec<&str> = texts.iter().copied().filter(|text| !text.is_empty()).collect();
    longest_first.sort_by_key(|text| std::cmp::Reverse(text.len()));
    let mut kept: Vec<&str> = Vec::new();
    for text in longest_first {
        if !kept.iter().any(|longer| longer.contains(text)) {
            kept.push(text);
        }
    }
    kept.sort_unstable();
    kept
}

/// These texts, joined.
fn joined(texts: &BTreeSet<&str>) -> String {
    kept(texts).join(" ")
}
