//! Parts of a network as networks: the surroundings of a concept, and the relationships between chosen
//! concepts.

use fixedbitset::FixedBitSet;

use crate::graph::PathOptions;
use crate::graph::budget::BudgetError;
use crate::network::{Concept, ConceptId, ConceptKey, Network, NetworkBuilder};
use crate::util::broken;

/// # Parts of a network
impl Network {
    /// The [`subnetwork`](Network::subnetwork) of the concepts within reach of one, itself included. With the
    /// default options it is the concept's component; usually `options` have a maximum length. O(concepts /
    /// 64 + the relationships of what is kept).
    ///
    /// # Errors
    ///
    /// [`BudgetError`] if the budget of `options` ends before everything was found.
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    /// use semnet_core::paths::PathOptions;
    ///
    /// let network = NetworkBuilder::new("Q?")
    ///     .concept("Dog", "")
    ///     .concept("Canine", "")
    ///     .concept("Wolf", "")
    ///     .relationship(("Dog", "hypernym", "Canine"))
    ///     .relationship(("Wolf", "hypernym", "Canine"))
    ///     .build()?;
    /// let around =
    ///     network.ego_network(network.find_concept("Dog")?, &PathOptions::default().max_length(1))?;
    /// assert_eq!(around.concepts().map(|concept| concept.label()).collect::<Vec<_>>(), ["Canine", "Dog"]);
    /// assert_ne!(around.hashtag(), network.hashtag());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "ego_graph")]
    pub fn ego_network(
        &self,
        concept: impl ConceptKey,
        options: &PathOptions,
    ) -> Result<Network, BudgetError> {
        let kept = self.within(concept.id_in(self), options.resolve(self))?;
        Ok(self.keep(&kept))
    }

    /// The network of these concepts, with all relationships between them. It has the same question, title
    /// and attributes. The concepts keep their texts and attributes, and the remaining findings and
    /// highlights keep their order. As in every network, the question is a concept only if there is a finding
    /// or a relationship to or from it: a finding among the concepts adds the question, and the question
    /// without either is left out. Ids that this network does not have are ignored. O(concepts / 64 + the
    /// relationships of what is kept).
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    ///
    /// let network = NetworkBuilder::new("Q?")
    ///     .finding("Dog", "It barks.")
    ///     .finding("Cat", "It does not.")
    ///     .concept("Canine", "")
    ///     .relationship(("Dog", "hypernym", "Canine"))
    ///     .build()?;
    /// let part = network.subnetwork([network.find_concept("dog")?, network.find_concept("canine")?]);
    /// assert_eq!(part.findings().map(|finding| finding.label()).collect::<Vec<_>>(), ["Dog"]);
    /// assert_eq!(part.relationship_count(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "subgraph")]
    pub fn subnetwork(&self, concepts: impl IntoIterator<Item = impl ConceptKey>) -> Network {
        let mut kept = FixedBitSet::with_capacity(self.concept_count());
        for concept in concepts.into_iter().map(|concept| concept.id_in(self)) {
            if concept.index() < kept.len() {
                kept.insert(concept.index());
            }
        }
        self.keep(&kept)
    }

    fn keep(&self, kept: &FixedBitSet) -> Network {
        let holds = |concept: Concept<'_>| kept.contains(concept.id().index());
        let mut builder = NetworkBuilder::new(self.question());
        builder.title(self.title());
        for (name, value) in self.attributes() {
            builder.attribute(name, value);
        }
        for finding in self.findings().filter(|&finding| holds(finding)) {
            builder.finding(finding.label(), finding.text().unwrap_or_default());
        }
        for number in kept.ones() {
            let concept = Concept::new(self, ConceptId(number as u32));
            if !concept.is_question() {
                builder.concept(concept.label(), concept.text().unwrap_or_default());
                for (name, value) in concept.attributes() {
                    builder.concept_attribute(concept.label(), name, value);
                }
            }
            for relationship in concept.outgoing() {
                if holds(relationship.target()) && !relationship.is_key_finding() {
                    builder.relationship(relationship);
                }
            }
        }
        for highlight in self.highlights() {
            if holds(highlight.source()) && holds(highlight.target()) {
                builder.highlight(highlight);
            }
        }
        // A part of a valid network is valid: it has nothing that a builder refuses.
        builder.build().unwrap_or_else(|error| {
            let question_alone =
                || NetworkBuilder::new(self.question()).build().unwrap_or_else(|_| self.clone());
            broken(&error, question_alone())
        })
    }
}
