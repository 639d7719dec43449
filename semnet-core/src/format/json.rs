//! The JSON form: the content of a network, for people and programs that make one. `network.schema.json`
//! describes it for other programs, and a test compares the two.

use std::fmt;

use serde::de::{DeserializeSeed, Error, Visitor};
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::format::json_forms::{AttributeForm, ConceptForm, Place, RelationshipForm};
use crate::format::json_reading::{Reading, ReadingProblem};
use crate::network::{BuildError, Concept, Network};
use crate::util::broken;

/// # JSON
impl Network {
    /// Reads the JSON form. O(length), and O(n log n) comparisons of labels.
    ///
    /// The fields are `question`, `title`, `attributes`, `findings` (in order) and `concepts` (each with
    /// `label`, `text` and `attributes`), `relationships` (each with `source`, `relation`, `target`,
    /// `passage` and `attributes`; the question's own text means the question) and `highlights`
    /// (places in `relationships`, counted from 0). Only `question`, `label`, `source`, `relation`,
    /// `target`, and an attribute's `name` and `value` must be there. `network.schema.json` next to this
    /// crate's manifest is a JSON Schema of it.
    ///
    /// # Errors
    ///
    /// [`JsonError`]: with line and column for a text that is not JSON or does not have this form, such as
    /// `{"question": 1}` or one with an unknown field; with the path, such as `relationships[3]`, for parts
    /// from which no network can be built. Of several errors, those of form come before the others; otherwise
    /// the first in the text is reported. Parts before the question are checked after it.
    ///
    /// ```
    /// use semnet_core::Network;
    ///
    /// let network = Network::from_json(r#"{
    ///     "question": "Why do bees dance?",
    ///     "findings": [{"label": "Waggle Dance", "text": "A forager shows where the flowers are."}],
    ///     "concepts": [{"label": "Sun Compass"}],
    ///     "relationships": [{"source": "Waggle Dance", "relation": "is aimed by", "target": "Sun Compass"}]
    /// }"#)?;
    /// assert_eq!(Network::from_json(network.to_json())?, network);
    ///
    /// let error = Network::from_json(r#"{"question": "Q?", "title": 7}"#).unwrap_err();
    /// assert_eq!((error.line(), error.column()), (Some(1), Some(29)));
    /// # Ok::<(), semnet_core::format::JsonError>(())
    /// ```
    pub fn from_json(json: impl AsRef<[u8]>) -> Result<Network, JsonError> {
        read_bytes(json.as_ref(), None)
    }

    /// Writes the JSON form, indented. Reading it gives an equal network. O(size).
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_else(|error| broken(&error, String::new()))
    }
}

impl Serialize for Network {
    /// The JSON form in human-readable formats, the canonical bytes in binary ones.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return serializer.serialize_bytes(self.as_bytes());
        }
        let is_finding: fixedbitset::FixedBitSet =
            self.findings().map(|finding| finding.id().index()).collect();
        let is_other = |c: &Concept<'_>| !c.is_question() && !is_finding.contains(c.id().index());
        let others = || self.concepts().filter(is_other).map(ConceptForm::from);
        let stored = || self.relationships().filter(|relationship| !relationship.is_key_finding());
        let mut places = vec![Place(0); self.relationship_count()];
        for (place, relationship) in (0..).zip(stored()) {
            places[relationship.id().index()] = Place(place);
        }

        // Item by item: a large network's form is larger than the network.
        let there = [
            !self.title().is_empty(),
            self.attributes().len() > 0,
            self.findings().len() > 0,
            others().next().is_some(),
            stored().next().is_some(),
            self.highlights().len() > 0,
        ];
        let count = 1 + there.into_iter().filter(|&is_there| is_there).count();
        let mut form = serializer.serialize_struct("Network", count)?;
        form.serialize_field("question", self.question())?;
        match self.title() {
            "" => form.skip_field("title")?,
            title => form.serialize_field("title", title)?,
        }
        serialize_list(&mut form, "attributes", || self.attributes().map(AttributeForm::from))?;
        serialize_list(&mut form, "findings", || self.findings().map(ConceptForm::from))?;
        serialize_list(&mut form, "concepts", others)?;
        serialize_list(&mut form, "relationships", || stored().map(RelationshipForm::from))?;
        serialize_list(&mut form, "highlights", || self.highlights().map(|it| places[it.id().index()]))?;
        form.end()
    }
}

/// A field for a list that is made while it is written, unless it is empty.
fn serialize_list<T: SerializeStruct, I: Iterator<Item: Serialize>>(
    form: &mut T,
    name: &'static str,
    items: impl Fn() -> I,
) -> Result<(), T::Error> {
    struct List<F>(F);
    impl<I: Iterator<Item: Serialize>, F: Fn() -> I> Serialize for List<F> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_seq((self.0)())
        }
    }
    if items().next().is_some() { form.serialize_field(name, &List(items)) } else { form.skip_field(name) }
}

impl<'de> Deserialize<'de> for Network {
    /// The JSON form in human-readable formats, the canonical bytes in binary ones.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Network, D::Error> {
        struct Bytes;
        impl<'de> Visitor<'de> for Bytes {
            type Value = Network;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the canonical bytes of a network")
            }
            fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Network, E> {
                Network::from_bytes(bytes.to_vec()).map_err(E::custom)
            }
        }
        if !deserializer.is_human_readable() {
            return deserializer.deserialize_bytes(Bytes);
        }
        let mut reading = Reading::default();
        let read = reading.deserialize(deserializer);
        reading.end(read).map_err(|error| match error {
            ReadingProblem::Form(error) => error,
            ReadingProblem::Build(path, error) => D::Error::custom(format_args!("{path}: {error}")),
        })
    }
}

/// Reads the JSON form from a stream of UTF-8 without a byte order mark.
#[cfg(feature = "formats")]
pub(super) fn read(input: impl std::io::Read, question: Option<&str>) -> Result<Network, JsonError> {
    from_json(&mut serde_json::Deserializer::from_reader(input), question)
}

/// Reads the JSON form, with a question for a form that has none.
pub(super) fn read_bytes(json: &[u8], question: Option<&str>) -> Result<Network, JsonError> {
    // The byte order mark that some editors leave is not JSON.
    let json = json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json);
    from_json(&mut serde_json::Deserializer::from_slice(json), question)
}

fn from_json<'de, R: serde_json::de::Read<'de>>(
    json: &mut serde_json::Deserializer<R>,
    question: Option<&str>,
) -> Result<Network, JsonError> {
    let mut reading = Reading::with_question(question);
    let read = reading.deserialize(&mut *json).and_then(|()| json.end());
    reading.end(read).map_err(|error| {
        JsonError(match error {
            ReadingProblem::Form(error) => Problem::form(&error),
            ReadingProblem::Build(path, error) => Problem::Build { path, error },
        })
    })
}

/// Why a text is not the JSON form of a network.
#[derive(Clone, PartialEq, Eq)]
pub struct JsonError(Problem);

#[derive(Clone, PartialEq, Eq)]
enum Problem {
    Form { line: usize, column: usize, message: String },
    Build { path: String, error: BuildError },
}

impl Problem {
    fn form(error: &serde_json::Error) -> Problem {
        // serde_json puts the place after the message; here it comes first, as in all errors.
        let (line, column) = (error.line(), error.column());
        let mut message = error.to_string();
        if let Some(bare) = message.strip_suffix(&format!(" at line {line} column {column}")) {
            message.truncate(bare.len());
        }
        // At the end of a text that ends in a new line, the column is 0.
        Problem::Form { line, column: column.max(1), message }
    }
}

impl JsonError {
    /// The error for a text that is not JSON at all.
    #[cfg(feature = "formats")]
    pub(super) fn of_text(error: &serde_json::Error) -> JsonError {
        JsonError(Problem::form(error))
    }

    /// Whether all that the form lacks is its question.
    #[cfg(feature = "formats")]
    pub(super) fn is_no_question(&self) -> bool {
        matches!(&self.0, Problem::Form { message, .. } if message == "missing field `question`")
    }

    /// The line, counted from 1, of an error in the JSON itself or its form; otherwise, there is a
    /// [path](JsonError::path). O(1).
    pub fn line(&self) -> Option<usize> {
        match &self.0 {
            Problem::Form { line, .. } => Some(*line),
            Problem::Build { .. } => None,
        }
    }

    /// The column of such an error, counted from 1. It is in bytes, unlike those of reports and the text
    /// form, which are in characters. O(1).
    pub fn column(&self) -> Option<usize> {
        match &self.0 {
            Problem::Form { column, .. } => Some(*column),
            Problem::Build { .. } => None,
        }
    }

    /// The path, such as `relationships[3]`, to a part from which no network can be built. O(1).
    pub fn path(&self) -> Option<&str> {
        match &self.0 {
            Problem::Form { .. } => None,
            Problem::Build { path, .. } => Some(path),
        }
    }
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Problem::Form { line, column, message } => write!(f, "line {line}, column {column}: {message}"),
            Problem::Build { path, error } => write!(f, "{path}: {error}"),
        }
    }
}

impl fmt::Debug for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "JsonError({self})")
    }
}

impl std::error::Error for JsonError {}
