//! Reads the JSON form item by item into a builder. Fields before the question are kept until it has been
//! read.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::format::json_forms::{AttributeForm, ConceptForm, Place, RelationshipForm};
use crate::network::{BuildError, Network, NetworkBuilder, NewRelationship};
use crate::util::broken;

/// A network that is read from JSON.
#[derive(Default)]
pub(super) struct Reading {
    /// The question of a form that has none.
    otherwise: Option<String>,
    /// Present once the question was read.
    builder: Option<NetworkBuilder>,
    highlights: Vec<Place>,
    /// The path of the part from which no network can be built, and the reason.
    wrong: Option<(String, BuildError)>,
}

/// The error in the form, or in the network.
pub(super) enum ReadingProblem<E> {
    Form(E),
    Build(String, BuildError),
}

/// The fields. Empty ones may be left out; unknown ones are errors.
#[derive(Deserialize, Clone, Copy, PartialEq, Debug)]
#[serde(field_identifier, rename_all = "lowercase")]
enum Field {
    Question,
    Title,
    Attributes,
    Findings,
    Concepts,
    Relationships,
    Highlights,
}

/// The fields before the question.
#[derive(Default)]
struct Waiting<'a> {
    title: Option<String>,
    attributes: Vec<AttributeForm<'a>>,
    findings: Vec<ConceptForm<'a>>,
    concepts: Vec<ConceptForm<'a>>,
    relationships: Vec<RelationshipForm<'a>>,
}

impl Field {
    const NAMES: &[&str] =
        &["question", "title", "attributes", "findings", "concepts", "relationships", "highlights"];

    fn name(self) -> &'static str {
        Field::NAMES.get(self as usize).copied().unwrap_or_else(|| broken(&"a field without a name", ""))
    }
}

impl<'de> DeserializeSeed<'de> for &mut Reading {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        // Not as a map: some formats distinguish the two.
        deserializer.deserialize_struct("Network", Field::NAMES, self)
    }
}

impl<'de> Visitor<'de> for &mut Reading {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a `question`")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let (mut waiting, mut seen) = (Waiting::default(), Vec::new());
        while let Some(field) = map.next_key::<Field>()? {
            if seen.contains(&field) {
                return Err(A::Error::duplicate_field(field.name()));
            }
            seen.push(field);
            match field {
                Field::Question => {
                    let question: String = map.next_value()?;
                    self.question(&question, std::mem::take(&mut waiting));
                }
                Field::Title => {
                    let title: String = map.next_value()?;
                    match self.builder {
                        Some(_) => self.title(&title),
                        None => waiting.title = Some(title),
                    }
                }
                Field::Attributes => self.list(&mut map, &mut waiting.attributes, Reading::attribute)?,
                Field::Findings => self.list(&mut map, &mut waiting.findings, Reading::finding)?,
                Field::Concepts => self.list(&mut map, &mut waiting.concepts, Reading::concept)?,
                Field::Relationships => {
                    self.list(&mut map, &mut waiting.relationships, Reading::relationship)?;
                }
                Field::Highlights => self.highlights = map.next_value()?,
            }
        }
        if self.builder.is_none() {
            // `{}` could have any form.
            let is_ours =
                [Field::Findings, Field::Concepts, Field::Relationships].iter().any(|it| seen.contains(it));
            let question = self.otherwise.take().filter(|_| is_ours);
            let question = question.ok_or_else(|| A::Error::missing_field("question"))?;
            self.question(&question, waiting);
        }
        Ok(())
    }
}

impl Reading {
    /// With a question for a form that has none.
    pub(super) fn with_question(question: Option<&str>) -> Reading {
        Reading { otherwise: question.map(str::to_owned), ..Reading::default() }
    }

    /// Adds the items of a list one by one; those that come before the question wait.
    fn list<'de, A: MapAccess<'de>, T: Deserialize<'de>>(
        &mut self,
        map: &mut A,
        waiting: &mut Vec<T>,
        add: fn(&mut Reading, usize, &T),
    ) -> Result<(), A::Error> {
        map.next_value_seed(Each::of(|place, item| match self.builder {
            Some(_) => add(self, place, &item),
            None => waiting.push(item),
        }))
    }

    fn question(&mut self, question: &str, waiting: Waiting<'_>) {
        self.builder = Some(NetworkBuilder::new(question));
        self.with(|| "question".into(), |builder| builder);
        if let Some(title) = &waiting.title {
            self.title(title);
        }
        waiting.attributes.iter().enumerate().for_each(|(place, form)| self.attribute(place, form));
        waiting.findings.iter().enumerate().for_each(|(place, form)| self.finding(place, form));
        waiting.concepts.iter().enumerate().for_each(|(place, form)| self.concept(place, form));
        waiting.relationships.iter().enumerate().for_each(|(place, form)| self.relationship(place, form));
    }

    fn title(&mut self, title: &str) {
        self.with(|| "title".into(), |builder| builder.title(title))
    }

    fn attribute(&mut self, place: usize, form: &AttributeForm<'_>) {
        let path = || format!("attributes[{place}]");
        self.with(path, |builder| builder.attribute(&form.name, &form.value))
    }

    fn finding(&mut self, place: usize, form: &ConceptForm<'_>) {
        let path = || format!("findings[{place}]");
        self.with(path, |builder| add_attributes(builder.finding(&form.label, &form.text), form))
    }

    fn concept(&mut self, place: usize, form: &ConceptForm<'_>) {
        let path = || format!("concepts[{place}]");
        self.with(path, |builder| add_attributes(builder.concept(&form.label, &form.text), form))
    }

    fn relationship(&mut self, place: usize, form: &RelationshipForm<'_>) {
        let new = NewRelationship::new(&form.source, &form.relation, &form.target).passage(&form.passage);
        let new = form.attributes.iter().fold(new, |new, it| new.attribute(&it.name, &it.value));
        self.with(|| format!("relationships[{place}]"), |builder| builder.relationship(new))
    }

    /// Adds something to the builder, and reads the result. After the first error of the network only the
    /// form is checked.
    fn with(
        &mut self,
        path: impl Fn() -> String,
        add: impl FnOnce(&mut NetworkBuilder) -> &mut NetworkBuilder,
    ) {
        if self.wrong.is_none()
            && let Some(builder) = &mut self.builder
            && let Some(error) = add(builder).error()
        {
            self.wrong = Some((path(), error.clone()));
        }
    }

    /// The network, when all was read.
    pub(super) fn end<E: Error>(self, read: Result<(), E>) -> Result<Network, ReadingProblem<E>> {
        read.map_err(ReadingProblem::Form)?;
        if let Some((path, error)) = self.wrong {
            return Err(ReadingProblem::Build(path, error));
        }
        let Some(mut builder) = self.builder else {
            return Err(ReadingProblem::Form(E::missing_field("question")));
        };
        for (place, &Place(number)) in self.highlights.iter().enumerate() {
            builder
                .highlight_again(number)
                .map_err(|error| ReadingProblem::Build(format!("highlights[{place}]"), error))?;
        }
        builder.build().map_err(|error| {
            let path = match builder.part(&error) {
                Some((list, place)) => format!("{list}[{place}]"),
                None => "the network".into(),
            };
            ReadingProblem::Build(path, error)
        })
    }
}

fn add_attributes<'b>(builder: &'b mut NetworkBuilder, form: &ConceptForm<'_>) -> &'b mut NetworkBuilder {
    form.attributes.iter().fold(builder, |builder, AttributeForm { name, value }| {
        builder.concept_attribute(&form.label, name, value)
    })
}

/// A list whose items are passed on as soon as they are read.
struct Each<T, F>(F, PhantomData<T>);

impl<T, F: FnMut(usize, T)> Each<T, F> {
    fn of(take: F) -> Each<T, F> {
        Each(take, PhantomData)
    }
}

impl<'de, T: Deserialize<'de>, F: FnMut(usize, T)> DeserializeSeed<'de> for Each<T, F> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, T: Deserialize<'de>, F: FnMut(usize, T)> Visitor<'de> for Each<T, F> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sequence")
    }
    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<(), A::Error> {
        let mut place = 0;
        while let Some(item) = seq.next_element()? {
            (self.0)(place, item);
            place += 1;
        }
        Ok(())
    }
}
