//! Look-ups: a concept by a label that is nearly right, and what lies one step away from a concept.

use crate::graph::filter::Filter;
use crate::graph::options::{Direction, RelationFilter};
use crate::network::{Concept, ConceptId, ConceptKey, Index, Network, Relationship, RelationshipId};
use crate::text::{fold_label, is_folded_as};
use crate::util::edit_distance::DistanceTable;

/// The most labels that [`ConceptError`] offers.
const MOST_OFFERED: usize = 8;
/// Labels longer than this, in characters, are not compared for spelling.
const LONGEST_COMPARED: usize = 200;

/// No concept has this label, or several have it in another case of letters.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("there is no concept {label:?}{}", offer(close))]
pub struct ConceptError {
    label: String,
    close: Vec<String>,
}

impl ConceptError {
    /// For a label that no network of many has.
    pub(crate) fn new(label: &str, mut close: Vec<String>) -> ConceptError {
        close.truncate(MOST_OFFERED);
        ConceptError { label: crate::util::excerpt(label), close }
    }

    /// The beginning of the label that was looked for. O(1).
    pub fn label(&self) -> &str {
        &self.label
    }

    /// Labels of the network that are close to it, the closest first; perhaps none. O(1).
    pub fn suggestions(&self) -> &[String] {
        &self.close
    }
}

fn offer(close: &[String]) -> String {
    let quoted: Vec<String> = close.iter().map(|label| format!("{label:?}")).collect();
    match quoted.as_slice() {
        [] => "; nor is there one with a label close to it".into(),
        [one] => format!("; did you mean {one}?"),
        [others @ .., last] => format!("; did you mean {} or {last}?", others.join(", ")),
    }
}

impl Network {
    /// The concept with this label, in whatever case of letters where that leaves no doubt. O(length of the
    /// label), after the first call; O(concepts) where no label is exactly this.
    ///
    /// # Errors
    ///
    /// [`ConceptError`], with labels that are close: the same in another case where several are, such
    /// within one edit for every four characters (at most three edits; an edit inserts, drops or replaces
    /// a character, or swaps two that stand side by side: the optimal string alignment distance, after
    /// Damerau, "A technique for computer detection and correction of spelling errors", 1964), and such
    /// that begin with this label or hold it.
    ///
    /// ```
    /// # let network = semnet_core::NetworkBuilder::new("Q?").concept("Waggle Dance", "").build()?;
    /// assert_eq!(network.find_concept("waggle dance")?.label(), "Waggle Dance");
    /// let error = network.find_concept("Wagle Dance").unwrap_err();
    /// assert_eq!(error.to_string(), r#"there is no concept "Wagle Dance"; did you mean "Waggle Dance"?"#);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "search")]
    pub fn find_concept(&self, label: &str) -> Result<Concept<'_>, ConceptError> {
        if let Some(concept) = self.concept(label) {
            return Ok(concept);
        }
        let wanted: Vec<char> = match crate::text::normalise(label) {
            Ok(label) => folded(&label).collect(),
            Err(_) => folded(label).collect(),
        };
        let mut close: Vec<(u32, ConceptId)> = Vec::new();
        let mut candidate = Vec::new();
        let mut table = DistanceTable::new(wanted.clone(), (wanted.len() / 4).clamp(1, 3) as u8);
        for concept in self.concepts().filter(|_| !wanted.is_empty()) {
            candidate.clear();
            candidate.extend(folded(concept.label()));
            if let Some(distance) = closeness(&wanted, &candidate, &mut table) {
                close.push((distance, concept.id()));
            }
        }
        crate::util::sort::sort(&mut close);
        if let [(0, same), rest @ ..] = close.as_slice()
            && rest.first().is_none_or(|&(distance, _)| distance > 0)
        {
            return Ok(Concept::new(self, *same));
        }
        let same = close.iter().take_while(|&&(distance, _)| distance == 0).count();
        close.truncate(if same > 0 { same } else { close.len() });
        let labels = close.iter().map(|&(_, id)| Concept::new(self, id).label().into());
        Err(ConceptError::new(label, labels.take(MOST_OFFERED).collect()))
    }

    /// The concepts with this label, without regard to letter case, in canonical order: as
    /// [`Store::networks_with_concept`](crate::store::StoreIndex::networks_with_concept) compares labels.
    /// O(length of all labels).
    ///
    /// ```
    /// # let network = semnet_core::NetworkBuilder::new("Q?").concept("Turkey", "").concept("turkey", "")
    /// #     .build()?;
    /// let called: Vec<&str> = network.concepts_matching("TURKEY").map(|concept| concept.label()).collect();
    /// assert_eq!(called, ["Turkey", "turkey"]);
    /// # Ok::<(), semnet_core::network::BuildError>(())
    /// ```
    pub fn concepts_matching(&self, label: &str) -> impl Iterator<Item = Concept<'_>> {
        let wanted = fold_label(label);
        self.concepts().filter(move |concept| is_folded_as(concept.label(), &wanted))
    }

    /// The relationships between two concepts, in canonical order. In both directions by default: then
    /// `between(a, b, …)` and `between(b, a, …)` are the same; outgoing ones start at `a`. O(relations of `a`
    /// and `b` × log of their relationships), and O(1) for each.
    ///
    /// ```
    /// # use semnet_core::NetworkBuilder;
    /// # use semnet_core::paths::{Direction, RelationFilter};
    /// # let network = NetworkBuilder::new("Q?").concept("Dog", "").concept("Wolf", "")
    /// #     .relationship(("Dog", "descends from", "Wolf")).build()?;
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
    /// The relationships from `source` to `target` that count: by binary search in each relation's part.
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
    /// The relationships that start here through one relation: one slice of memory. O(log of the concept's
    /// relationships), and O(1) for each. A relation that the network does not use has none.
    ///
    /// ```
    /// # let network = semnet_core::NetworkBuilder::new("Q?").concept("Dog", "").concept("Canine", "")
    /// #     .relationship(("Dog", "hypernym", "Canine")).build()?;
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

    /// The relationships that end here through one relation: one slice of memory. O(log of the concept's
    /// relationships), and O(1) for each. A relation that the network does not use has none.
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

    /// The concepts one step away, each once, sorted by label; the concept itself among them where a
    /// relationship leads back to it. O(n log n) of its relationships.
    ///
    /// ```
    /// # use semnet_core::NetworkBuilder;
    /// # use semnet_core::paths::{Direction, PathOptions, RelationFilter};
    /// # let network = NetworkBuilder::new("Q?").concept("Dog", "").concept("Canine", "")
    /// #     .concept("Poodle", "")
    /// #     .relationship(("Dog", "hypernym", "Canine")).relationship(("Poodle", "hypernym", "Dog"))
    /// #     .build()?;
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
    /// The concept's number, which is good for its own network.
    fn from(concept: Concept<'_>) -> ConceptId {
        concept.id()
    }
}

/// The characters of a label without regard to case, one by one, so that no character's neighbours matter.
fn folded(label: &str) -> impl Iterator<Item = char> + '_ {
    label.chars().flat_map(crate::text::fold_case)
}

/// How far `candidate` is from `wanted`, smaller is closer: 0 for the same, then by edits, then labels that
/// begin with it, then those that hold it; `None` where it is not close at all.
fn closeness(wanted: &[char], candidate: &[char], table: &mut DistanceTable) -> Option<u32> {
    const BEGINS: u32 = 4;
    if wanted == candidate {
        return Some(0);
    }
    let comparable = wanted.len() > 1 && wanted.len().max(candidate.len()) <= LONGEST_COMPARED;
    if comparable && let Some(distance) = table.distance_to(candidate) {
        return Some(distance.into());
    }
    if candidate.starts_with(wanted) {
        return Some(BEGINS + (candidate.len() - wanted.len()).min(1000) as u32);
    }
    let holds = candidate.len() <= LONGEST_COMPARED
        && wanted.len() > 2
        && candidate.windows(wanted.len()).any(|window| window == wanted);
    holds.then(|| BEGINS + 1000 + candidate.len() as u32)
}
