//! Look-ups of the neighbours of a concept.

use crate::graph::filter::Filter;
use crate::graph::options::{Direction, RelationFilter};
use crate::network::{Concept, ConceptId, ConceptKey, Index, Network, Relationship, RelationshipId};

/// # Look-ups: relationships between two concepts
impl Network {
    /// The relationships between two concepts, in [canonical order](crate::network#canonical-order). With
    /// [`Direction::Both`], `between(a, b, …)` and `between(b, a, …)` are the same; with
    /// [`Direction::Outgoing`], they start at `a`. O(relations of `a` and `b` × log of their relationships),
    /// and O(1) for each.
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    /// use semnet_core::paths::{Direction, RelationFilter};
    ///
    /// let network = NetworkBuilder::new("Q?")
    ///     .concept("Dog", "")
    ///     .concept("Wolf", "")
    ///     .relationship(("Dog", "descends from", "Wolf"))
    ///     .build()?;
    /// let (dog, wolf) = (network.find_concept("dog")?, network.find_concept("wolf")?);
    /// assert_eq!(
    ///     network.between(wolf, dog, &RelationFilter::default(), Direction::Both)[0].to_string(),
    ///     "Dog —descends from→ Wolf"
    /// );
    /// assert!(
    ///     network
    ///         .between(wolf, dog, &RelationFilter::from("descends from"), Direction::Outgoing)
    ///         .is_empty()
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn between(
        &self,
        a: impl ConceptKey,
        b: impl ConceptKey,
        relations: &RelationFilter,
        direction: Direction,
    ) -> Vec<Relationship<'_>> {
        let (a, b) = (a.id_in(self), b.id_in(self));
        let steps = relations.resolve(self, direction);
        let mut found = Vec::new();
        self.index().each_between(a, b, &steps.outgoing, &mut found);
        self.index().each_between(b, a, &steps.incoming, &mut found);
        crate::util::sort::sort(&mut found);
        found.dedup();
        found.into_iter().map(|id| Relationship::new(self, id)).collect()
    }
}

impl Index {
    /// The relationships from `source` to `target` that pass the filter: by binary search in each relation's
    /// part.
    pub(crate) fn each_between(
        &self,
        source: ConceptId,
        target: ConceptId,
        filter: &Filter,
        found: &mut Vec<RelationshipId>,
    ) {
        let all = match filter {
            Filter::Nothing => return,
            Filter::One(relation) => self.outgoing_via(source, *relation),
            Filter::All | Filter::Set(_) => self.outgoing(source),
        };
        let mut at = all.start as usize;
        let end = all.end as usize;
        while at < end {
            let relation = self.relation[at];
            let group = at + self.relation[at..end].partition_point(|&known| known == relation);
            if filter.allows(relation) {
                let first = at + self.target[at..group].partition_point(|&known| known < target);
                let equal = self.target[first..group].iter().take_while(|&&known| known == target).count();
                found.extend((first..first + equal).map(|number| RelationshipId(number as u32)));
            }
            at = group;
        }
    }
}

impl<'a> Concept<'a> {
    /// The relationships of one relation that start here; none for a relation that the network does not use.
    /// O(log of the concept's relationships), and O(1) for each.
    ///
    /// ```
    /// let network = semnet_core::NetworkBuilder::new("Q?")
    ///     .concept("Dog", "")
    ///     .concept("Canine", "")
    ///     .relationship(("Dog", "hypernym", "Canine"))
    ///     .build()?;
    /// let dog = network.find_concept("dog")?;
    /// assert_eq!(
    ///     dog.outgoing_via("hypernym").map(|up| up.target().label()).collect::<Vec<_>>(),
    ///     ["Canine"]
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn outgoing_via(
        self,
        relation: &str,
    ) -> impl DoubleEndedIterator<Item = Relationship<'a>> + ExactSizeIterator + use<'a> {
        let network = self.network();
        let range = network
            .relation_id(relation)
            .map_or(0..0, |relation| network.index().outgoing_via(self.id(), relation));
        range.map(move |number| Relationship::new(network, RelationshipId(number)))
    }

    /// The relationships of one relation that end here; none for a relation that the network does not use.
    /// O(log of the concept's relationships), and O(1) for each.
    pub fn incoming_via(
        self,
        relation: &str,
    ) -> impl DoubleEndedIterator<Item = Relationship<'a>> + ExactSizeIterator + use<'a> {
        let network = self.network();
        let range = network
            .relation_id(relation)
            .map_or(0..0, |relation| network.index().incoming_via(self.id(), relation));
        network.index().incoming[range].iter().map(move |&id| Relationship::new(network, id))
    }

    /// The concepts one step away, each once, sorted by label. The concept itself is among them if a
    /// relationship leads from it to itself. O(n log n) for its n relationships.
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    /// use semnet_core::paths::{Direction, PathOptions, RelationFilter};
    ///
    /// let network = NetworkBuilder::new("Q?")
    ///     .concept("Dog", "")
    ///     .concept("Canine", "")
    ///     .concept("Poodle", "")
    ///     .relationship(("Dog", "hypernym", "Canine"))
    ///     .relationship(("Poodle", "hypernym", "Dog"))
    ///     .build()?;
    /// let dog = network.find_concept("dog")?;
    /// assert_eq!(dog.neighbors(&RelationFilter::default(), Direction::Both).len(), 2);
    /// let below = PathOptions::from("hypernym").direction(Direction::Incoming);
    /// assert_eq!(dog.neighbors(&below.relations, below.direction)[0].label(), "Poodle");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn neighbors(self, relations: &RelationFilter, direction: Direction) -> Vec<Concept<'a>> {
        let network = self.network();
        let steps = relations.resolve(network, direction);
        let mut found = Vec::with_capacity(steps.width(network.index(), self.id()));
        steps.for_each(network.index(), self.id(), |_, neighbor, _| found.push(neighbor));
        crate::util::sort::sort(&mut found);
        found.dedup();
        found.into_iter().map(|id| Concept::new(network, id)).collect()
    }
}

impl From<Concept<'_>> for ConceptId {
    /// The concept's id, which is valid in its own network only.
    fn from(concept: Concept<'_>) -> ConceptId {
        concept.id()
    }
}
