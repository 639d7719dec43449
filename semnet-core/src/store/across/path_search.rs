//! The search for the shortest path from one concept to another through many networks. Concepts whose labels
//! differ only in letter case are the same.
//!
//! It is a breadth-first search of labels from both ends. The next step is always taken at the end where
//! fewer networks have to be opened, so a concept that half of the networks have is expanded last, and a path
//! through it is found from its other side. Then, among the steps on shortest paths, those with the fewest
//! changes from network to network are chosen, place by place; a place is a concept of one network. Ties are
//! decided by fingerprint and relationship, so the answer depends only on the networks.

use std::collections::HashMap;
use std::sync::Arc;

use crate::graph::{Budget, PathOptions, Resolved, Walked};
use crate::network::{ConceptId, Fingerprint, Network};
use crate::store::across::holders::Holders;
use crate::store::across::missing_concept::no_such_concept;
use crate::store::across::open;
use crate::store::across::path::{StorePath, StorePathError, StorePathSegment};
use crate::store::{Store, StoreError};
use crate::text::fold_label;
use crate::util::broken;

/// How many networks with a label are counted before it is considered frequent.
const COUNTED: usize = 256;

/// How many are fetched at a time when all of them are needed.
const PAGE: usize = 1_000;

/// How many bytes of networks stay open.
const OPEN_BYTES: usize = 64 << 20;

pub(in crate::store) fn shortest_path<S: Store + ?Sized>(
    store: &S,
    from: &str,
    to: &str,
    options: &PathOptions,
) -> Result<Option<StorePath>, StorePathError> {
    let mut search = PathSearch::new(store, options)?;
    for label in [to, from] {
        if search.holders.after(&fold_label(label), None, 1)?.is_empty() {
            return Err(no_such_concept(store, label)?.into());
        }
    }
    search.shortest(&fold_label(from), &fold_label(to))
}

/// The number of a folded label.
type LabelId = u32;

/// A concept of one of the networks that were reached.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Place {
    network: u32,
    concept: ConceptId,
}

/// A relationship from one label to the next.
#[derive(Clone, Copy)]
struct Step {
    labels: (LabelId, LabelId),
    from: Place,
    to: Place,
    walked: Walked,
}

/// The state of the search from one of the two ends.
#[derive(Default)]
struct Side {
    is_backward: bool,
    /// For each label, its distance from the end in relationships.
    distance: HashMap<LabelId, usize>,
    /// The labels that are farthest away.
    frontier: Vec<LabelId>,
    /// By distance, the relationships that lead away from the end, in the direction of the path.
    steps: Vec<Vec<Step>>,
}

impl Side {
    fn from_end(end: LabelId, is_backward: bool) -> Side {
        Side { is_backward, distance: HashMap::from([(end, 0)]), frontier: vec![end], steps: Vec::new() }
    }
}

/// The networks that have a label, or as many as were counted.
struct Counted {
    networks: Vec<u32>,
    is_complete: bool,
}

struct Opened {
    network: Network,
    forward: Resolved,
    backward: Resolved,
}

impl Opened {
    fn new(network: Network, options: &PathOptions) -> Opened {
        let forward = options.resolve(&network);
        Opened { backward: forward.reversed(), forward, network }
    }
}

/// The state of one search.
struct PathSearch<'a, S: Store + ?Sized> {
    store: &'a S,
    options: &'a PathOptions,
    budget: Budget,
    holders: Holders<'a, S>,
    labels: Vec<Arc<str>>,
    label_ids: HashMap<Arc<str>, LabelId>,
    networks: Vec<Fingerprint>,
    network_ids: HashMap<Fingerprint, u32>,
    counted: HashMap<LabelId, Counted>,
    opened: HashMap<u32, Option<Arc<Opened>>>,
    opened_bytes: usize,
}

impl<'a, S: Store + ?Sized> PathSearch<'a, S> {
    fn new(store: &'a S, options: &'a PathOptions) -> Result<Self, StoreError> {
        Ok(PathSearch {
            store,
            options,
            budget: options.budget,
            holders: Holders::of(store)?,
            labels: Vec::new(),
            label_ids: HashMap::new(),
            networks: Vec::new(),
            network_ids: HashMap::new(),
            counted: HashMap::new(),
            opened: HashMap::new(),
            opened_bytes: 0,
        })
    }

    fn shortest(&mut self, from: &str, to: &str) -> Result<Option<StorePath>, StorePathError> {
        let (from, to) = (self.label(from), self.label(to));
        if from == to {
            return self.without_steps(from);
        }
        let (mut forward, mut backward) = (Side::from_end(from, false), Side::from_end(to, true));
        let longest = self.options.max_length.unwrap_or(usize::MAX);
        // No path is as short as the number of steps of both sides.
        while forward.steps.len() + backward.steps.len() < longest
            && !forward.frontier.is_empty()
            && !backward.frontier.is_empty()
        {
            let is_backward = self.is_backward_cheaper(&forward, &backward)?;
            let (side, other) = match is_backward {
                true => (&mut backward, &forward),
                false => (&mut forward, &backward),
            };
            self.advance(side)?;
            if side.frontier.iter().any(|label| other.distance.contains_key(label)) {
                backward.steps.reverse();
                forward.steps.append(&mut backward.steps);
                let steps = self.fewest_changes(forward.steps, from, to);
                return Ok(Some(self.path(&steps)?));
            }
        }
        Ok(None)
    }

    /// The path from a concept to itself, in the first intact network that has it.
    fn without_steps(&mut self, label: LabelId) -> Result<Option<StorePath>, StorePathError> {
        let mut after = None;
        loop {
            let name = self.name(label);
            let Some(&fingerprint) = self.holders.after(&name, after, 1)?.first() else { return Ok(None) };
            let network = self.network(fingerprint);
            if let Some(opened) = self.open(network)?
                && let Some(concept) = opened.network.concepts_folded_as(&name).next()
            {
                let leg = StorePathSegment::new(opened.network.clone(), concept.id(), Vec::new());
                return Ok(Some(StorePath::new(vec![leg])));
            }
            after = Some(fingerprint);
        }
    }

    /// Whether fewer networks have the labels at the frontier of the backward side. Counts no more than
    /// necessary.
    fn is_backward_cheaper(&mut self, forward: &Side, backward: &Side) -> Result<bool, StorePathError> {
        let is_backward_short = backward.frontier.len() < forward.frontier.len();
        let (short, long) = if is_backward_short { (backward, forward) } else { (forward, backward) };
        let short = self.width(&short.frontier, usize::MAX)?;
        let is_short_cheaper = self.width(&long.frontier, short)? >= short;
        Ok(is_backward_short == is_short_cheaper)
    }

    /// The sum, over these labels, of the networks that have each; at least `most` if there are that many.
    fn width(&mut self, labels: &[LabelId], most: usize) -> Result<usize, StorePathError> {
        let mut width: usize = 0;
        for &label in labels {
            if width >= most {
                break;
            }
            width = width.saturating_add(self.count(label)?);
        }
        Ok(width)
    }

    fn count(&mut self, label: LabelId) -> Result<usize, StorePathError> {
        if let Some(counted) = self.counted.get(&label) {
            return Ok(counted.networks.len());
        }
        let found = self.holders.after(&self.name(label), None, COUNTED)?;
        self.budget.spend(found.len())?;
        let is_complete = found.len() < COUNTED;
        let networks: Vec<u32> = found.into_iter().map(|fingerprint| self.network(fingerprint)).collect();
        let count = networks.len();
        self.counted.insert(label, Counted { networks, is_complete });
        Ok(count)
    }

    /// Takes one more step from the labels at the frontier of a side.
    fn advance(&mut self, side: &mut Side) -> Result<(), StorePathError> {
        let reached = side.steps.len() + 1;
        let (mut steps, mut frontier, mut places) = (Vec::new(), Vec::new(), Vec::new());
        for label in std::mem::take(&mut side.frontier) {
            self.count(label)?;
            let Some(Counted { mut networks, mut is_complete }) = self.counted.remove(&label) else {
                continue;
            };
            loop {
                places.extend(networks.iter().map(|&network| (network, label)));
                let Some(&last) = networks.last().filter(|_| !is_complete) else { break };
                let after = self.networks.get(last as usize).copied();
                let found = self.holders.after(&self.name(label), after, PAGE)?;
                self.budget.spend(found.len())?;
                is_complete = found.len() < PAGE;
                networks = found.into_iter().map(|fingerprint| self.network(fingerprint)).collect();
            }
        }
        // Network by network, so each is opened once, even if it has many labels of the frontier.
        crate::util::sort::sort_by(&mut places, Ord::cmp);
        for places in places.chunk_by(|a, b| a.0 == b.0) {
            let Some(&(network, _)) = places.first() else { continue };
            let Some(opened) = self.open(network)? else { continue };
            for &(_, label) in places {
                for step in self.steps(label, network, &opened, side.is_backward)? {
                    let other = if side.is_backward { step.labels.0 } else { step.labels.1 };
                    let distance = side.distance.entry(other).or_insert_with(|| {
                        frontier.push(other);
                        reached
                    });
                    if *distance == reached {
                        steps.push(step);
                    }
                }
            }
        }
        side.steps.push(steps);
        side.frontier = frontier;
        Ok(())
    }

    /// The relationships that a path may take from the concepts with this label in a network, in its
    /// direction.
    fn steps(
        &mut self,
        label: LabelId,
        network: u32,
        opened: &Opened,
        is_backward: bool,
    ) -> Result<Vec<Step>, StorePathError> {
        let (name, index) = (self.name(label), opened.network.index());
        let mut steps = Vec::new();
        for concept in opened.network.concepts_folded_as(&name) {
            let concept = concept.id();
            let walk = if is_backward { &opened.backward } else { &opened.forward };
            self.budget.spend(walk.width(index, concept))?;
            let here = Place { network, concept };
            walk.for_each(index, concept, |relationship, other, inverse| {
                let there = Place { network, concept: other };
                let other = opened.network.concept_by_id(other);
                let other = other.map(|other| fold_label(other.label()));
                let other =
                    self.label(&other.unwrap_or_else(|| broken(&"a step to no concept", String::new())));
                let walked = Walked { relationship, inverse: inverse != is_backward };
                steps.push(match is_backward {
                    false => Step { labels: (label, other), from: here, to: there, walked },
                    true => Step { labels: (other, label), from: there, to: here, walked },
                });
            });
        }
        Ok(steps)
    }

    /// The steps of a path with the fewest changes, from those of all shortest paths, place by place. O(steps
    /// · log).
    fn fewest_changes(&self, places: Vec<Vec<Step>>, from: LabelId, to: LabelId) -> Vec<Step> {
        let mut arrived: Vec<Vec<Arrival>> = Vec::with_capacity(places.len());
        let (mut at_place, mut at_label) = (HashMap::<Place, usize>::new(), HashMap::<LabelId, usize>::new());
        for mut steps in places {
            crate::util::sort::sort_by(&mut steps, |a, b| self.order(a).cmp(&self.order(b)));
            let before = arrived.last();
            let arrival = |at: Option<&usize>| at.and_then(|&at| Some((before?.get(at)?.changes, at)));
            let mut arrivals: Vec<Arrival> = Vec::new();
            let (mut to_place, mut to_label) = (HashMap::new(), HashMap::new());
            for step in steps {
                let staying = arrival(at_place.get(&step.from));
                let changing = arrival(at_label.get(&step.labels.0)).map(|(changes, at)| (changes + 1, at));
                let (changes, came_from) = match (staying, changing, before) {
                    (Some(staying), Some(changing), _) if changing.0 < staying.0 => changing,
                    (Some(way), _, _) | (None, Some(way), _) => way,
                    (None, None, None) if step.labels.0 == from => (0, usize::MAX),
                    // It does not continue any of the paths.
                    (None, None, _) => continue,
                };
                let this = arrivals.len();
                let improve = |best: &mut usize| {
                    if arrivals.get(*best).is_none_or(|best| changes < best.changes) {
                        *best = this;
                    }
                };
                improve(to_place.entry(step.to).or_insert(usize::MAX));
                improve(to_label.entry(step.labels.1).or_insert(usize::MAX));
                arrivals.push(Arrival { step, changes, came_from });
            }
            (at_place, at_label) = (to_place, to_label);
            arrived.push(arrivals);
        }
        let mut at = at_label.get(&to).copied().unwrap_or(usize::MAX);
        let mut steps = Vec::with_capacity(arrived.len());
        for arrivals in arrived.iter().rev() {
            let Some(arrival) = arrivals.get(at) else {
                return broken(&"a path whose beginning was not reached", Vec::new());
            };
            steps.push(arrival.step);
            at = arrival.came_from;
        }
        steps.reverse();
        steps
    }

    fn order(&self, step: &Step) -> (Option<&Fingerprint>, Walked) {
        (self.networks.get(step.from.network as usize), step.walked)
    }

    /// The path of these steps.
    fn path(&mut self, steps: &[Step]) -> Result<StorePath, StorePathError> {
        let mut legs = Vec::new();
        for leg in steps.chunk_by(|a, b| a.to == b.from) {
            let Some(first) = leg.first() else { continue };
            let Some(opened) = self.open(first.from.network)? else {
                let message = "a network of the path is gone since it was read; try again";
                return Err(StoreError::unavailable("the store", message).into());
            };
            let walked = leg.iter().map(|step| step.walked).collect();
            legs.push(StorePathSegment::new(opened.network.clone(), first.from.concept, walked));
        }
        Ok(StorePath::new(legs))
    }

    fn label(&mut self, folded: &str) -> LabelId {
        if let Some(&known) = self.label_ids.get(folded) {
            return known;
        }
        let (name, number): (Arc<str>, _) = (folded.into(), self.labels.len() as LabelId);
        self.labels.push(Arc::clone(&name));
        self.label_ids.insert(name, number);
        number
    }

    fn name(&self, label: LabelId) -> Arc<str> {
        self.labels.get(label as usize).cloned().unwrap_or_else(|| "".into())
    }

    fn network(&mut self, fingerprint: Fingerprint) -> u32 {
        let next = self.networks.len() as u32;
        let number = *self.network_ids.entry(fingerprint).or_insert(next);
        if number == next {
            self.networks.push(fingerprint);
        }
        number
    }

    /// An intact network, opened if it is not open yet. Its concepts are charged to the budget.
    fn open(&mut self, network: u32) -> Result<Option<Arc<Opened>>, StorePathError> {
        if let Some(opened) = self.opened.get(&network) {
            return Ok(opened.clone());
        }
        let Some(&fingerprint) = self.networks.get(network as usize) else { return Ok(None) };
        let opened = match open(self.store, fingerprint)? {
            None => None,
            Some(found) => {
                self.budget.spend(found.concept_count())?;
                let bytes = self.opened_bytes.saturating_add(found.as_bytes().len());
                let opened = Some(Arc::new(Opened::new(found, self.options)));
                // Those that are open stay: each step goes through all of them again, and would find the
                // first ones closed for the last ones.
                if bytes > OPEN_BYTES {
                    return Ok(opened);
                }
                self.opened_bytes = bytes;
                opened
            }
        };
        self.opened.insert(network, opened.clone());
        Ok(opened)
    }
}

/// A step of a shortest path, with the fewest changes that lead to its end.
struct Arrival {
    step: Step,
    changes: usize,
    /// The number of the arrival before it.
    came_from: usize,
}
