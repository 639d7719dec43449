//! The shortest path from a concept to another through many networks: concepts with the same label are the
//! same.
//!
//! Dijkstra's algorithm on pairs of a network and a concept. A relationship costs one step, going on in
//! another network costs one change, and steps count before changes. So the work goes from bucket to bucket
//! of equal cost, and within one in the order in which pairs were found, which depends on nothing but the
//! networks. They are opened when first reached.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;
use std::ops::ControlFlow;

use crate::graph::paths::Path;
use crate::graph::{Budget, BudgetError, ConceptError, PathOptions, Resolved, Walked};
use crate::network::{ConceptId, Fingerprint, Network};
use crate::store::across::{each, open};
use crate::store::{Store, StoreError, StoreExt};
use crate::text::fold_label;
use crate::words::SearchOptions;

/// How many networks are asked for a label that is close to one that no network has.
const MOST_ASKED: usize = 8;

/// How many networks are looked at where none has a word of it.
const MOST_LOOKED_AT: usize = 100;

/// Why [`StoreExt::shortest_path`] has no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StorePathError {
    /// The store cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No network of the store has a concept of this label.
    #[error(transparent)]
    Concept(#[from] ConceptError),
    /// The budget of the steps ended before the answer was known.
    #[error(transparent)]
    Budget(#[from] BudgetError),
}

/// A path through several networks: [`StorePathSegment`]s, each of which starts at the concept at which the
/// one before it ends.
///
/// `Display` gives a sentence, with the hashtag of each network after its part.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StorePath {
    legs: Vec<StorePathSegment>,
}

impl StorePath {
    /// The legs, from start to end; at least one. O(1).
    pub fn segments(&self) -> &[StorePathSegment] {
        &self.legs
    }

    /// How many relationships it has, in all legs. O(legs).
    pub fn len(&self) -> usize {
        self.legs.iter().map(|leg| leg.steps.len()).sum()
    }

    /// Whether it has no relationship, because start and end are the same concept. O(legs).
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl fmt::Display for StorePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, leg) in self.legs.iter().enumerate() {
            let equals = if number == 0 { "" } else { " = " };
            write!(f, "{equals}{} (#{})", leg.path(), leg.network.hashtag())?;
        }
        Ok(())
    }
}

/// The part of a [`StorePath`] that lies in one network.
#[derive(Clone, PartialEq, Eq)]
pub struct StorePathSegment {
    network: Network,
    start: ConceptId,
    steps: Vec<Walked>,
}

impl StorePathSegment {
    /// The network that it lies in. O(1).
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// The relationships in order. O(length).
    pub fn path(&self) -> Path<'_> {
        Path::new(&self.network, self.start, self.steps.clone())
    }
}

impl fmt::Debug for StorePathSegment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StorePathSegment")
            .field("network", &self.network.hashtag())
            .field("path", &self.path())
            .finish()
    }
}

pub(in crate::store) fn shortest_path<S: Store + ?Sized>(
    store: &S,
    from: &str,
    to: &str,
    steps: &PathOptions,
) -> Result<Option<StorePath>, StorePathError> {
    if store.networks_with_concept(to, 1)?.is_empty() {
        return Err(no_such_concept(store, to)?.into());
    }
    let mut search = PathSearch::new(store, steps);
    if !search.enter(&fold_label(from), Cost::default(), None)? {
        return Err(no_such_concept(store, from)?.into());
    }
    let goal = fold_label(to);
    while let Some((cost, reached)) = search.queue.pop_first() {
        for (place, origin) in reached {
            if search.origins.contains_key(&place) {
                continue;
            }
            search.origins.insert(place, origin);
            let label = search.opened[place.network].folded(place.concept);
            if label == goal {
                return Ok(Some(search.path_to(place)));
            }
            search.enter(&label, Cost { changes: cost.changes + 1, ..cost }, Some(place))?;
            search.walk(place, cost)?;
        }
    }
    Ok(None)
}

/// The error for a label that no network has, with close ones from the networks whose words are close, or
/// else from some.
fn no_such_concept<S: Store + ?Sized>(store: &S, label: &str) -> Result<ConceptError, StoreError> {
    let asked = SearchOptions { limit: MOST_ASKED, ..SearchOptions::default() };
    let mut close = Vec::new();
    for found in store.search(label, &asked)? {
        if let Err(error) = found.network().find_concept(label) {
            close.extend(error.suggestions().iter().cloned());
        }
    }
    if close.is_empty() {
        let mut left = MOST_LOOKED_AT;
        each(store, |network| {
            if let Err(error) = network.find_concept(label) {
                close.extend(error.suggestions().iter().cloned());
            }
            left -= 1;
            if left > 0 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })?;
    }
    let mut seen = HashSet::new();
    close.retain(|label| seen.insert(label.clone()));
    Ok(ConceptError::new(label, close))
}

/// A concept of one of the networks that are open.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Place {
    network: usize,
    concept: ConceptId,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
struct Cost {
    steps: usize,
    changes: usize,
}

/// Where a place was reached from: by a relationship, or as the same concept in another network.
#[derive(Clone, Copy)]
struct Origin {
    place: Place,
    step: Option<Walked>,
}

struct Opened {
    network: Network,
    steps: Resolved,
    labels: HashMap<String, Vec<ConceptId>>,
}

impl Opened {
    /// O(length of the labels).
    fn new(network: Network, steps: &PathOptions) -> Opened {
        let mut labels: HashMap<String, Vec<ConceptId>> = HashMap::new();
        for concept in network.concepts() {
            labels.entry(fold_label(concept.label())).or_default().push(concept.id());
        }
        Opened { steps: steps.resolve(&network), network, labels }
    }

    fn folded(&self, concept: ConceptId) -> String {
        self.network.concept_by_id(concept).map(|concept| fold_label(concept.label())).unwrap_or_default()
    }
}

/// The state of one search.
struct PathSearch<'a, S: Store + ?Sized> {
    store: &'a S,
    steps: &'a PathOptions,
    budget: Budget,
    opened: Vec<Opened>,
    numbers: HashMap<Fingerprint, Option<usize>>,
    /// The labels whose networks are open.
    entered: HashSet<String>,
    origins: HashMap<Place, Option<Origin>>,
    queue: BTreeMap<Cost, Vec<(Place, Option<Origin>)>>,
}

impl<'a, S: Store + ?Sized> PathSearch<'a, S> {
    fn new(store: &'a S, steps: &'a PathOptions) -> Self {
        PathSearch {
            store,
            steps,
            budget: steps.budget,
            opened: Vec::new(),
            numbers: HashMap::new(),
            entered: HashSet::new(),
            origins: HashMap::new(),
            queue: BTreeMap::new(),
        }
    }

    /// Reaches the concepts of this folded label in all networks, unless that was done; whether there are
    /// any.
    fn enter(&mut self, label: &str, cost: Cost, from: Option<Place>) -> Result<bool, StorePathError> {
        if self.entered.contains(label) {
            return Ok(true);
        }
        self.entered.insert(label.to_owned());
        let mut any = false;
        for entry in self.store.networks_with_concept(label, usize::MAX)? {
            let Some(network) = self.open(entry.fingerprint)? else { continue };
            for &concept in self.opened[network].labels.get(label).into_iter().flatten() {
                any = true;
                let origin = from.map(|place| Origin { place, step: None });
                self.queue.entry(cost).or_default().push((Place { network, concept }, origin));
            }
        }
        Ok(any)
    }

    /// The number of an intact network, opened now if it was not. Its concepts are charged to the budget.
    fn open(&mut self, fingerprint: Fingerprint) -> Result<Option<usize>, StorePathError> {
        if let Some(&number) = self.numbers.get(&fingerprint) {
            return Ok(number);
        }
        let number = match open(self.store, fingerprint)? {
            None => None,
            Some(network) => {
                self.budget.spend(network.concept_count())?;
                self.opened.push(Opened::new(network, self.steps));
                Some(self.opened.len() - 1)
            }
        };
        self.numbers.insert(fingerprint, number);
        Ok(number)
    }

    /// Reaches what lies one relationship away.
    fn walk(&mut self, from: Place, cost: Cost) -> Result<(), BudgetError> {
        let Opened { network, steps, .. } = &self.opened[from.network];
        if cost.steps == steps.max_length {
            return Ok(());
        }
        self.budget.spend(steps.width(network.index(), from.concept))?;
        let next = self.queue.entry(Cost { steps: cost.steps + 1, ..cost }).or_default();
        steps.for_each(network.index(), from.concept, |relationship, concept, inverse| {
            let place = Place { network: from.network, concept };
            if !self.origins.contains_key(&place) {
                let step = Some(Walked { relationship, inverse });
                next.push((place, Some(Origin { place: from, step })));
            }
        });
        Ok(())
    }

    /// The way back to the start, in legs.
    fn path_to(&self, end: Place) -> StorePath {
        let mut legs = Vec::new();
        let (mut place, mut steps) = (end, Vec::new());
        loop {
            let origin = self.origins.get(&place).copied().flatten();
            match origin {
                Some(Origin { place: from, step: Some(step) }) => {
                    steps.push(step);
                    place = from;
                    continue;
                }
                _ => {
                    steps.reverse();
                    let network = self.opened[place.network].network.clone();
                    legs.push(StorePathSegment {
                        network,
                        start: place.concept,
                        steps: std::mem::take(&mut steps),
                    });
                }
            }
            match origin {
                Some(Origin { place: from, .. }) => place = from,
                None => break,
            }
        }
        legs.reverse();
        StorePath { legs }
    }
}
