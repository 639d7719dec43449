//! Checks the passages of a network, and records in attributes where they were found.

use std::fmt;

use crate::evidence::check::{Checked, Verdict, check_passages};
use crate::evidence::difference::Difference;
use crate::evidence::place::Place;
use crate::evidence::source::Source;
use crate::names;
use crate::network::{Attributes, BuildError, Network, NetworkBuilder, NewRelationship, Relationship};

/// The attributes that [`cite`] writes.
const ALL_NAMES: [&str; 7] = [
    names::QUOTE_SOURCE,
    names::QUOTE_SOURCE_NAME,
    names::QUOTE_EXACT,
    names::QUOTE_PREFIX,
    names::QUOTE_SUFFIX,
    names::QUOTE_START,
    names::QUOTE_END,
];

/// How many characters before and after a passage are recorded, as other programs do.
const CONTEXT: usize = 32;

/// The result for the passage of one relationship.
///
/// ```
/// use semnet_core::NetworkBuilder;
/// use semnet_core::evidence::{Source, check};
///
/// let network = NetworkBuilder::new("Does the dam hold?")
///     .finding("Dam", "")
///     .concept("Water", "")
///     .relationship(("Dam", "holds", "Water", "Der Damm hält das Wasser."))
///     .build()?;
/// let sources = [Source::new("notes.txt", "Höhe über Grund. Der Damm hält das Wasser.")?];
/// for evidence in check(&network, &sources).iter().filter(|one| one.verdict().is_evidence()) {
///     let place = evidence.place().ok_or("evidence without a place")?;
///     let source = &sources[place.source];
///     // Byte offsets slice the text; `start` and `end` count code points.
///     assert_eq!(&source.text()[place.start_byte..place.end_byte], evidence.passage());
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence<'a> {
    relationship: Relationship<'a>,
    passage: &'a str,
    checked: Checked,
}

impl<'a> Evidence<'a> {
    /// The relationship. O(1).
    pub fn relationship(&self) -> Relationship<'a> {
        self.relationship
    }

    /// The passage of the relationship. O(1).
    pub fn passage(&self) -> &'a str {
        self.passage
    }

    /// The verdict. O(1).
    pub fn verdict(&self) -> Verdict {
        self.checked.verdict
    }

    /// The first place, unless the passage is missing. O(1).
    pub fn place(&self) -> Option<Place> {
        self.checked.places.first().copied()
    }

    /// The places with this verdict, at most [`MAX_PLACES`](crate::evidence::MAX_PLACES): in the order of the
    /// sources, and within a source in the order of its text. If the passage is exact and the relationship
    /// names its source in the attribute [`quote:source`](crate::names::QUOTE_SOURCE), the places in that
    /// source come first. Empty if the passage is missing; only the most similar place if it is altered.
    /// O(1).
    pub fn places(&self) -> &[Place] {
        &self.checked.places
    }

    /// How the passage and the first place differ. O(1).
    pub fn differences(&self) -> &[Difference] {
        &self.checked.differences
    }
}

impl fmt::Display for Evidence<'_> {
    /// The verdict, the line of the first place, the relationship and its passage, in one line:
    /// `altered, line 9: Mill —prevented→ Silting “no ship ran aground”`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.verdict())?;
        if let Some(place) = self.place() {
            write!(f, ", line {}", place.line)?;
        }
        write!(f, ": {} “{}”", self.relationship, self.passage)
    }
}

/// Checks each passage of a network against sources. Returns a result for each relationship with a passage,
/// in the order of [`Network::relationships`], which is not that in which they were added. Relationships
/// without a passage are left out. O(network + sources).
///
/// See the [module](crate::evidence) for an example.
pub fn check<'a>(network: &'a Network, sources: &[Source]) -> Vec<Evidence<'a>> {
    let with_passage = |relationship: Relationship<'a>| Some((relationship, relationship.passage()?));
    let quoted: Vec<(Relationship<'a>, &str)> = network.relationships().filter_map(with_passage).collect();
    let passages: Vec<&str> = quoted.iter().map(|&(_, passage)| passage).collect();
    let ids: Vec<String> = sources.iter().map(|source| source.id().to_string()).collect();
    let checked = check_passages(&passages, sources);
    let evidence = quoted.into_iter().zip(checked).map(|((relationship, passage), mut checked)| {
        let named = value(relationship.attributes(), names::QUOTE_SOURCE);
        // Differences are those of the first place, which stays the first.
        if let Some(named) = named.filter(|_| checked.verdict == Verdict::Exact) {
            checked.places.sort_by_key(|place| ids.get(place.source).is_none_or(|id| id != named));
        }
        Evidence { relationship, passage, checked }
    });
    evidence.collect()
}

fn value<'a>(mut attributes: Attributes<'a>, name: &str) -> Option<&'a str> {
    attributes.find(|&(found, _)| found == name).map(|(_, value)| value)
}

/// The network with attributes that record where each exact or adapted passage was found: `QUOTE_SOURCE` and
/// the others in [`names`](crate::names). On these relationships, attributes of an earlier call are replaced;
/// all other relationships stay unchanged. O(network + sources).
///
/// ```
/// use semnet_core::evidence::{Source, cite};
/// use semnet_core::{NetworkBuilder, names};
///
/// let network = NetworkBuilder::new("Q?")
///     .finding("A", "")
///     .concept("B", "")
///     .relationship(("A", "is", "B", "did not reject the plan"))
///     .build()?;
/// let source = Source::new("minutes.txt", "The board did not reject the plan.")?;
/// let cited = cite(&network, &[source])?;
/// let relationship = cited.relationships().find(|relationship| relationship.passage().is_some()).unwrap();
/// assert!(relationship.attributes().any(|attribute| attribute == (names::QUOTE_START, "10")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// [`BuildError`] if the network would be too large with the attributes.
pub fn cite(network: &Network, sources: &[Source]) -> Result<Network, BuildError> {
    let mut cited = without_relationships(network);
    let mut evidence = check(network, sources).into_iter().peekable();
    let mut owned: Vec<Option<Vec<(&str, String)>>> = Vec::new();
    let relationships: Vec<Relationship<'_>> =
        network.relationships().filter(|relationship| !relationship.is_key_finding()).collect();
    for relationship in &relationships {
        while evidence.peek().is_some_and(|found| found.relationship.id() < relationship.id()) {
            evidence.next();
        }
        let found = evidence.next_if(|found| found.relationship.id() == relationship.id());
        owned.push(found.and_then(|found| attributes(&found, sources)));
    }
    let new = |number: usize| -> Option<NewRelationship<'_>> {
        let (relationship, own) = relationships.get(number).zip(owned.get(number))?;
        let new: NewRelationship<'_> = NewRelationship::new(
            relationship.source().label(),
            relationship.relation(),
            relationship.target().label(),
        )
        .passage(relationship.passage().unwrap_or_default());
        let kept = relationship.attributes().filter(|(name, _)| own.is_none() || !ALL_NAMES.contains(name));
        let new = kept.fold(new, |new, (name, value)| new.attribute(name, value));
        let own = own.iter().flatten();
        Some(own.fold(new, |new, (name, value)| new.attribute(name, value)))
    };
    for number in 0..relationships.len() {
        if let Some(new) = new(number) {
            cited.relationship(new);
        }
    }
    for highlight in network.highlights() {
        let place = relationships.binary_search_by_key(&highlight.id(), |relationship| relationship.id());
        match place.ok().and_then(new) {
            Some(new) => cited.highlight(new),
            None => cited.highlight(highlight),
        };
    }
    cited.build()
}

/// A builder with everything in a network except its relationships.
fn without_relationships(network: &Network) -> NetworkBuilder {
    let mut builder = NetworkBuilder::new(network.question());
    builder.title(network.title());
    for (name, value) in network.attributes() {
        builder.attribute(name, value);
    }
    for finding in network.findings() {
        builder.finding(finding.label(), finding.text().unwrap_or_default());
    }
    for concept in network.concepts().filter(|concept| !concept.is_question()) {
        builder.concept(concept.label(), concept.text().unwrap_or_default());
        for (name, value) in concept.attributes() {
            builder.concept_attribute(concept.label(), name, value);
        }
    }
    builder
}

/// The attributes that record where a passage was found.
fn attributes(found: &Evidence<'_>, sources: &[Source]) -> Option<Vec<(&'static str, String)>> {
    let place = found.place().filter(|_| found.verdict().is_evidence())?;
    let source = sources.get(place.source)?;
    let text = source.text();
    let exact = text.get(place.start_byte..place.end_byte)?;
    let before = text.get(..place.start_byte)?;
    let prefix: usize = before.chars().rev().take(CONTEXT).map(char::len_utf8).sum();
    let after = text.get(place.end_byte..)?;
    let suffix: usize = after.chars().take(CONTEXT).map(char::len_utf8).sum();
    let mut attributes = vec![
        (names::QUOTE_SOURCE, source.id().to_string()),
        (names::QUOTE_SOURCE_NAME, source.name().to_owned()),
        (names::QUOTE_START, place.start.to_string()),
        (names::QUOTE_END, place.end.to_string()),
    ];
    let lossy = crate::text::normalise_lossy;
    if found.verdict() != Verdict::Exact {
        attributes.push((names::QUOTE_EXACT, lossy(exact)));
    }
    attributes.push((names::QUOTE_PREFIX, lossy(before.get(before.len() - prefix..)?)));
    attributes.push((names::QUOTE_SUFFIX, lossy(after.get(..suffix)?)));
    attributes.retain(|(_, value)| !value.is_empty());
    Some(attributes)
}
