//! The builder: takes the parts of a network in any order, normalises every string, and returns the network
//! or an error.

use crate::names::KEY_FINDING;
use crate::network::error::{BuildError, DecodeProblem};
use crate::network::names::Names;
use crate::network::new_relationship::NewRelationship;
use crate::network::parts::{
    ConceptParts, Extra, NO_EXTRA, Parts, QUESTION, RelationshipParts, Span, sort_pairs,
};
use crate::network::strings::{next_number, normalise};
use crate::network::{Network, encode};
use crate::util::growth::push;
use crate::util::{broken, differing, excerpt};

/// Builds a [`Network`] from its parts, given in any order.
///
/// Every string is [normalised](crate::network::specification) when it is added: invisible characters that
/// copying leaves are dropped, the text is composed (NFC), and every run of white space becomes one space, or
/// nothing at the ends. [`build`](NetworkBuilder::build) reports the first error. A string that is refused,
/// or a contradiction such as two texts for one concept, remains an error. A concept that is still missing
/// can be added, and then `build` succeeds.
///
/// The methods take and return `&mut NetworkBuilder`: call them in one chain that ends with `build`, or
/// keep the builder in a variable, as in a loop:
///
/// ```
/// use semnet_core::NetworkBuilder;
/// use semnet_core::network::BuildError;
///
/// let mut builder = NetworkBuilder::new("Why do bees dance?");
/// builder.finding("Waggle Dance", "A forager tells the others where the flowers are.");
/// builder.relationship(("Waggle Dance", "is aimed by", "Sun Compass"));
/// assert!(
///     matches!(builder.build(), Err(BuildError::ConceptNotFound { label, .. }) if label == "Sun Compass")
/// );
///
/// builder.concept("Sun Compass", "");
/// assert_eq!(builder.build()?.concept_count(), 3); // the question is one too
/// # Ok::<(), BuildError>(())
/// ```
#[derive(Clone, Default)]
pub struct NetworkBuilder {
    pub(super) parts: Parts,
    pub(super) labels: Names,
    pub(super) relation_names: Names,
    /// The most recent names of attributes, and which of them is the oldest: most are repeated.
    attribute_names: [Span; 8],
    oldest_name: usize,
    error: Option<BuildError>,
}

impl NetworkBuilder {
    /// A builder for a network that answers this question. O(length).
    pub fn new(question: &str) -> NetworkBuilder {
        let mut builder = NetworkBuilder::default();
        let result = builder.string(question, || "the question".into()).and_then(|question| {
            builder.parts.question = question;
            if question.is_empty() { Err(BuildError::EmptyQuestion) } else { Ok(()) }
        });
        builder.keep(result);
        builder
    }

    /// Sets the report's title. An empty title means no title. O(length).
    pub fn title(&mut self, title: &str) -> &mut NetworkBuilder {
        let result = self.string(title, || "the title".into()).map(|title| self.parts.title = title);
        self.keep(result)
    }

    /// Adds an attribute of the network itself. Adding it twice has no further effect. O(length).
    pub fn attribute(&mut self, name: &str, value: &str) -> &mut NetworkBuilder {
        let result =
            self.pair(name, value, || "the network".into()).map(|pair| self.parts.attributes.push(pair));
        self.keep(result)
    }

    /// Adds a concept, with its text or, if that is empty, without one. A concept that was added without a
    /// text may be added again with one. O(length).
    pub fn concept(&mut self, label: &str, text: &str) -> &mut NetworkBuilder {
        let result = self.try_concept(label, text, false).map(drop);
        self.keep(result)
    }

    /// Adds an attribute of a concept, which need not have been added yet. O(length).
    pub fn concept_attribute(&mut self, label: &str, name: &str, value: &str) -> &mut NetworkBuilder {
        let owner = || format!("the concept {:?}", excerpt(label));
        let result = self.pair(name, value, owner).and_then(|(name, value)| {
            let concept = self.try_concept(label, "", false)?;
            self.parts.concept_attributes.push((concept, name, value));
            Ok(())
        });
        self.keep(result)
    }

    /// Appends a key finding: a concept with its text. O(length).
    pub fn finding(&mut self, label: &str, text: &str) -> &mut NetworkBuilder {
        let result = self.try_concept(label, text, true).map(|concept| self.parts.findings.push(concept));
        self.keep(result)
    }

    /// Adds a relationship. Its concepts may be added later. Adding it twice has no further effect. The
    /// passage is stored unchanged: quotation marks around it become a part of it. O(length).
    pub fn relationship<'a>(&mut self, relationship: impl Into<NewRelationship<'a>>) -> &mut NetworkBuilder {
        let result = self.try_relationship(&relationship.into()).map(drop);
        self.keep(result)
    }

    /// Adds a relationship, unless it is there already, and appends it to the highlights: the relationships
    /// that a reader is shown first. A [report](crate::report) has only highlights that start at the
    /// question. O(length).
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    ///
    /// let network = NetworkBuilder::new("Why do bees dance?")
    ///     .concept("Sun Compass", "")
    ///     .concept("Comb", "")
    ///     .highlight(("Why do bees dance?", "Cue", "Sun Compass", "Straight up stands for the sun."))
    ///     .highlight(("Comb", "is lit by", "Sun Compass"))
    ///     .build()?;
    /// assert_eq!(network.highlights().len(), 2);
    /// assert_eq!(network.to_report().omitted.to_string(), "1 concept, 1 relationship");
    /// # Ok::<(), semnet_core::network::BuildError>(())
    /// ```
    pub fn highlight<'a>(&mut self, relationship: impl Into<NewRelationship<'a>>) -> &mut NetworkBuilder {
        let result =
            self.try_relationship(&relationship.into()).map(|number| self.parts.highlights.push(number));
        self.keep(result)
    }

    /// Builds the network; the builder can still be used afterwards. O(size), and O(n log n) comparisons of
    /// labels.
    ///
    /// # Errors
    ///
    /// The first [`BuildError`]: first the parts that are invalid by themselves, in the order of the calls;
    /// then concepts that a relationship names but that were not added.
    pub fn build(&self) -> Result<Network, BuildError> {
        if let Some(error) = &self.error {
            return Err(error.clone());
        }
        if self.parts.question.is_empty() {
            return Err(BuildError::EmptyQuestion);
        }
        self.check_concepts()?;
        Network::of_written(encode::encode(&self.parts)?)
    }

    /// The network, as [`build`](NetworkBuilder::build) returns it; data that only the builder needs are
    /// freed before. O(size), and O(n log n) comparisons of labels.
    #[cfg(feature = "formats")]
    pub(crate) fn into_network(self) -> Result<Network, BuildError> {
        if self.error.is_some() || self.parts.question.is_empty() {
            return self.build();
        }
        self.check_concepts()?;
        let NetworkBuilder { mut parts, labels, relation_names, .. } = self;
        drop((labels, relation_names));
        parts.extras.shrink_to_fit();
        parts.pairs.shrink_to_fit();
        parts.concepts.shrink_to_fit();
        parts.concept_attributes.shrink_to_fit();
        parts.relationships.shrink_to_fit();
        let bytes = encode::encode_all(&mut parts)?;
        drop(parts);
        Network::of_written(bytes)
    }

    /// Makes room for this many concepts, attributes of theirs, and bytes of labels and
    /// values, and for no more.
    #[cfg(feature = "formats")]
    pub(crate) fn reserve_concepts(&mut self, concepts: usize, attributes: usize, bytes: usize) {
        self.parts.concepts.reserve_exact(concepts);
        self.parts.concept_attributes.reserve_exact(attributes);
        self.parts.strings.reserve_exact(bytes);
    }

    /// Makes room for this many relationships, and for no more.
    #[cfg(feature = "formats")]
    pub(crate) fn reserve(&mut self, relationships: usize) {
        self.parts.relationships.reserve_exact(relationships);
    }

    /// The error that [`build`](NetworkBuilder::build) will return, if it is known already.
    pub(crate) fn error(&self) -> Option<&BuildError> {
        self.error.as_ref()
    }

    pub(super) fn keep(&mut self, result: Result<(), BuildError>) -> &mut NetworkBuilder {
        if let (Err(error), None) = (result, &self.error) {
            self.error = Some(error);
        }
        self
    }

    fn check_concepts(&self) -> Result<(), BuildError> {
        if self.parts.concepts.iter().all(|concept| concept.added) {
            return Ok(());
        }
        for relationship in &self.parts.relationships {
            for end in [relationship.source, relationship.target] {
                if self.parts.concepts.get(end as usize).is_some_and(|concept| !concept.added) {
                    return Err(BuildError::ConceptNotFound {
                        label: excerpt(self.parts.label(end)),
                        relation: excerpt(
                            self.parts.relations[relationship.relation as usize].of(&self.parts.strings),
                        ),
                    });
                }
            }
        }
        Ok(())
    }

    fn try_concept(&mut self, label: &str, text: &str, is_finding: bool) -> Result<u32, BuildError> {
        let span = self.string(label, || "a label".into())?;
        if span.is_empty() {
            return Err(BuildError::EmptyLabel { text: excerpt(text) });
        }
        let concept = self.intern_label(span)?;
        if concept == QUESTION {
            return Err(BuildError::LabelIsQuestion { label: excerpt(label) });
        }
        if is_finding && self.parts.concepts[concept as usize].is_finding {
            return Err(BuildError::FindingTwice { label: excerpt(self.parts.label(concept)) });
        }
        let text = normalise(text, &mut self.parts.texts, || format!("the text of {:?}", excerpt(label)))?;
        let parts = &mut self.parts.concepts[concept as usize];
        parts.added = true;
        parts.is_finding |= is_finding;
        if parts.text.is_empty() {
            parts.text = text;
        } else if !text.is_empty() {
            let (first, second) = (parts.text.of(&self.parts.texts), text.of(&self.parts.texts));
            if first != second {
                let (first, second) = differing(first, second);
                return Err(BuildError::TwoTexts {
                    label: excerpt(self.parts.label(concept)),
                    first,
                    second,
                });
            }
            self.parts.texts.truncate(text.start as usize);
        }
        Ok(concept)
    }

    fn try_relationship(&mut self, new: &NewRelationship<'_>) -> Result<u32, BuildError> {
        // Relationships of one source are usually adjacent, and so are those of one relation.
        let last = self.parts.relationships.last().copied();
        let relation = match last {
            Some(last)
                if self.parts.relations[last.relation as usize].of(&self.parts.strings) == new.relation =>
            {
                last.relation
            }
            _ => self.relation(new)?,
        };
        let source = match last {
            Some(last) if self.parts.label(last.source) == new.source => last.source,
            _ => self.end(&new.source, &new.relation, &new.target)?,
        };
        let target = self.end(&new.target, &new.relation, &new.source)?;
        if source == QUESTION
            && self.parts.relations[relation as usize].of(&self.parts.strings) == KEY_FINDING
        {
            return Err(BuildError::KeyFinding { target_label: excerpt(&new.target) });
        }
        let owner =
            || format!("the relationship from {:?} to {:?}", excerpt(&new.source), excerpt(&new.target));
        let attributes = new.attributes.iter().map(|(name, value)| (&**name, &**value));
        let extra = self.extra(&new.passage, attributes, owner)?;
        let number = next_number(self.parts.relationships.len(), "relationships")?;
        self.parts.relationships.push(RelationshipParts { source, relation, target, extra });
        Ok(number)
    }

    /// Adds a passage and attributes, if there are any; their number.
    pub(super) fn extra<'s>(
        &mut self,
        passage: &str,
        attributes: impl ExactSizeIterator<Item = (&'s str, &'s str)>,
        owner: impl Fn() -> String,
    ) -> Result<u32, BuildError> {
        if passage.is_empty() && attributes.len() == 0 {
            return Ok(NO_EXTRA);
        }
        let passage = normalise(passage, &mut self.parts.texts, || format!("the passage of {}", owner()))?;
        let mut pairs = Vec::with_capacity(attributes.len());
        for (name, value) in attributes {
            pairs.push(self.pair(name, value, &owner)?);
        }
        sort_pairs(&mut pairs, &self.parts.strings);
        if passage.is_empty() && pairs.is_empty() {
            return Ok(NO_EXTRA);
        }
        let number = next_number(self.parts.extras.len(), "passages")?;
        let end = next_number(self.parts.pairs.len() + pairs.len(), "attributes")?;
        pairs.into_iter().for_each(|pair| push(&mut self.parts.pairs, pair));
        push(&mut self.parts.extras, Extra { passage, end });
        Ok(number)
    }

    fn end(&mut self, label: &str, relation: &str, other: &str) -> Result<u32, BuildError> {
        if !label.is_empty() && label == self.parts.question.of(&self.parts.strings) {
            return Ok(QUESTION);
        }
        if let Some(known) = self.labels.find(&self.parts.strings, label) {
            return Ok(known);
        }
        let span = self.string(label, || "a label".into())?;
        if span.is_empty() {
            return Err(BuildError::EmptyEnd { relation: excerpt(relation), other: excerpt(other) });
        }
        self.intern_label(span)
    }

    /// The number of the concept with the label that was appended last, which is taken back if it was known.
    fn intern_label(&mut self, span: Span) -> Result<u32, BuildError> {
        if span.of(&self.parts.strings) == self.parts.question.of(&self.parts.strings) {
            self.parts.strings.truncate(span.start as usize);
            return Ok(QUESTION);
        }
        let next = next_number(self.parts.concepts.len(), "concepts")?;
        let number = self.labels.find_or_insert(&self.parts.strings, span, next);
        if number == next {
            self.parts.concepts.push(ConceptParts { label: span, ..ConceptParts::default() });
        } else {
            self.parts.strings.truncate(span.start as usize);
        }
        Ok(number)
    }

    fn relation(&mut self, new: &NewRelationship<'_>) -> Result<u32, BuildError> {
        if let Some(known) = self.relation_names.find(&self.parts.strings, &new.relation) {
            return Ok(known);
        }
        let span = self.string(&new.relation, || "a relation".into())?;
        if span.is_empty() {
            return Err(BuildError::EmptyRelation {
                source_label: excerpt(&new.source),
                target_label: excerpt(&new.target),
            });
        }
        let next = next_number(self.parts.relations.len(), "relations")?;
        let number = self.relation_names.find_or_insert(&self.parts.strings, span, next);
        if number == next {
            self.parts.relations.push(span);
        } else {
            self.parts.strings.truncate(span.start as usize);
        }
        Ok(number)
    }

    pub(super) fn string(&mut self, string: &str, what: impl Fn() -> String) -> Result<Span, BuildError> {
        normalise(string, &mut self.parts.strings, what)
    }

    fn attribute_name(&mut self, name: &str, owner: impl Fn() -> String) -> Result<Span, BuildError> {
        let is_it = |known: &&Span| !known.is_empty() && known.of(&self.parts.strings) == name;
        if let Some(known) = self.attribute_names.iter().find(is_it) {
            return Ok(*known);
        }
        let span = self.string(name, || format!("an attribute name of {}", owner()))?;
        if let Some(oldest) = self.attribute_names.get_mut(self.oldest_name) {
            *oldest = span;
        }
        self.oldest_name = (self.oldest_name + 1) % self.attribute_names.len();
        Ok(span)
    }

    pub(super) fn pair(
        &mut self,
        name: &str,
        value: &str,
        owner: impl Fn() -> String,
    ) -> Result<(Span, Span), BuildError> {
        let span = self.attribute_name(name, &owner)?;
        if span.is_empty() {
            return Err(BuildError::EmptyAttributeName { owner: owner(), value: excerpt(value) });
        }
        let value = self.string(value, || format!("the attribute {:?} of {}", excerpt(name), owner()))?;
        Ok((span, value))
    }
}

impl std::fmt::Debug for NetworkBuilder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NetworkBuilder")
            .field("question", &self.parts.question.of(&self.parts.strings))
            .field("concepts", &self.parts.concepts.len())
            .field("relationships", &self.parts.relationships.len())
            .field("error", &self.error)
            .finish_non_exhaustive()
    }
}

impl Network {
    /// The network of bytes that were just written. They are canonical, so reading them can only fail for
    /// their size.
    fn of_written(bytes: Vec<u8>) -> Result<Network, BuildError> {
        Network::read(bytes, true).map_err(|error| {
            let too_large = BuildError::TooLarge { what: "bytes" };
            if error.problem == DecodeProblem::TooLong { too_large } else { broken(&error, too_large) }
        })
    }
}
