//! The iterations of PageRank: the steps to each concept are adjacent, in an order that suits the processor.

use std::ops::Range;

use crate::graph::budget::BudgetError;
use crate::graph::filter::{Filter, Resolved};
use crate::network::{ConceptId, Index, Network, RelationshipId};
use crate::util::csr::starts;
use crate::util::parallel;

/// All steps that a walk may take, by the concept that they lead to. Concepts with equally many incoming
/// steps are adjacent, and the groups and their members are in canonical order, which avoids branch
/// mispredictions. A loop that may be walked either way is one step.
pub(super) struct Walks {
    /// How many steps lead to each concept of a run, and how many concepts are in it.
    runs: Vec<(usize, usize)>,
    /// The work of an iteration, in parts.
    parts: Vec<Part>,
    /// The concepts of all runs. Elsewhere a concept is the place that it has here.
    pub(super) order: Vec<ConceptId>,
    /// Where the steps to each concept come from.
    pub(super) from: Vec<u32>,
    /// The share of its concept's rank that each step takes; if empty, all steps of a concept take the same.
    shares: Option<Vec<f64>>,
    /// The part of its rank that a concept gives to each of its steps: all of it if the steps have shares.
    pub(super) parts_given: Vec<f64>,
    /// The concepts without a step that is ever taken.
    dead_ends: Vec<u32>,
}

/// A part of the runs, with its concepts and the steps to them.
struct Part {
    runs: Range<usize>,
    places: Range<usize>,
    steps: Range<usize>,
}

/// A part has about this many concepts and steps.
const PART: usize = 1 << 14;

impl Walks {
    pub(super) fn new(
        network: &Network,
        steps: &mut Resolved,
        weights: Option<&[f64]>,
    ) -> Result<Walks, BudgetError> {
        let index = network.index();
        let reversed = steps.reversed();
        let count = network.concept_count();
        let concepts = || (0..count as u32).map(ConceptId);
        let mut in_degrees = Vec::with_capacity(count);
        for concept in concepts() {
            steps.budget.spend(steps.width(index, concept))?;
            in_degrees.push(degree(index, &reversed, concept));
        }
        let (groups, order, places) = arrange(&in_degrees);
        let (runs, parts) = divide(&groups);
        let mut from = vec![0; parts.last().map_or(0, |part| part.steps.end)];
        let filled = pieces(&parts, &mut from, |part| part.steps.len());
        parallel::map(filled, |(part, from): (&Part, &mut [u32])| {
            let mut end = 0;
            for &concept in &order[part.places.clone()] {
                each_step(index, &reversed, concept, |_, source| {
                    from[end] = places[source.index()];
                    end += 1;
                });
            }
        });
        let totals = weights.map(|weights| Total::of_all(index, steps, count, weights));
        let shares = weights.zip(totals.as_ref()).map(|(weights, totals)| {
            let mut shares = Vec::with_capacity(from.len());
            for &concept in &order {
                each_step(index, &reversed, concept, |step, source| {
                    shares.push(totals[source.index()].share(weights[step.index()]));
                });
            }
            shares
        });
        let mut dead_ends = Vec::new();
        let mut parts_given = Vec::with_capacity(count);
        for (&concept, place) in order.iter().zip(0..) {
            let degree = match &totals {
                Some(totals) => u32::from(totals[concept.index()].largest > 0.0),
                None => degree(index, steps, concept),
            };
            if degree == 0 {
                dead_ends.push(place);
            }
            parts_given.push(1.0 / f64::from(degree.max(1)));
        }
        Ok(Walks { runs, parts, order, from, shares, parts_given, dead_ends })
    }

    /// The ranks of all dead ends together.
    pub(super) fn lost(&self, ranks: &[f64]) -> f64 {
        let sum = |places: &[u32]| places.iter().map(|&place| ranks[place as usize]).sum::<f64>();
        parallel::map(self.dead_ends.chunks(PART).collect(), sum).into_iter().sum()
    }

    /// One iteration: computes the next ranks, and the part that each concept gives to a step in the next
    /// iteration. Returns the total change of the ranks.
    pub(super) fn iterate(
        &self,
        ranks: &mut [f64],
        (given, next): (&[f64], &mut [f64]),
        base: f64,
        damping: f64,
    ) -> f64 {
        let ranks = pieces(&self.parts, ranks, |part| part.places.len());
        let next = pieces(&self.parts, next, |part| part.places.len());
        let parts: Vec<_> = ranks.into_iter().zip(next).collect();
        let changes = parallel::map(parts, |((part, mut ranks), (_, mut next))| {
            let (mut place, mut step, mut change) = (part.places.start, part.steps.start, 0.0);
            for &(degree, size) in &self.runs[part.runs.clone()] {
                let (places, steps) = (place..place + size, step..step + degree * size);
                (place, step) = (places.end, steps.end);
                let (now, later) = (ranks.split_at_mut(size), next.split_at_mut(size));
                (ranks, next) = (now.1, later.1);
                let concepts = now.0.iter_mut().zip(later.0).zip(&self.parts_given[places]);
                let mut set = |((rank, next), part): ((&mut f64, &mut f64), &f64), sum: f64| {
                    let new = base + damping * sum;
                    change += (new - *rank).abs();
                    *rank = new;
                    *next = new * part;
                };
                let from = &self.from[steps.clone()];
                match &self.shares {
                    _ if degree == 0 => concepts.for_each(|concept| set(concept, 0.0)),
                    None => concepts.zip(from.chunks_exact(degree)).for_each(|(concept, from)| {
                        set(concept, from.iter().map(|&from| given[from as usize]).sum());
                    }),
                    Some(shares) => {
                        let from = from.chunks_exact(degree).zip(shares[steps].chunks_exact(degree));
                        concepts.zip(from).for_each(|(concept, (from, shares))| {
                            let taken =
                                from.iter().zip(shares).map(|(&from, share)| given[from as usize] * share);
                            set(concept, taken.sum());
                        });
                    }
                }
            }
            change
        });
        changes.into_iter().sum()
    }
}

/// How many concepts have how many steps to them; the concepts by that, and within in canonical order; and
/// the place of each.
fn arrange(in_degrees: &[u32]) -> Arranged {
    let count = in_degrees.len();
    let most = in_degrees.iter().max().map_or(0, |&most| most as usize);
    let mut next = starts(most + 1, in_degrees.iter().copied());
    let sizes = next.windows(2).map(|group| (group[1] - group[0]) as usize);
    let groups = sizes.enumerate().filter(|&(_, size)| size > 0).collect();
    let (mut order, mut places) = (vec![ConceptId(0); count], vec![0; count]);
    for (number, &degree) in (0..).zip(in_degrees) {
        let place = &mut next[degree as usize];
        (order[*place as usize], places[number as usize]) = (ConceptId(number), *place);
        *place += 1;
    }
    (groups, order, places)
}

type Arranged = (Vec<(usize, usize)>, Vec<ConceptId>, Vec<u32>);

/// The groups as runs, and these in parts.
fn divide(groups: &[(usize, usize)]) -> (Vec<(usize, usize)>, Vec<Part>) {
    let (mut runs, mut parts): (Vec<(usize, usize)>, Vec<Part>) = (Vec::new(), Vec::new());
    let mut part = Part { runs: 0..0, places: 0..0, steps: 0..0 };
    for &(degree, mut size) in groups {
        while size > 0 {
            let room = PART.saturating_sub(part.places.len() + part.steps.len());
            let taken = size.min((room / (degree + 1)).max(1));
            runs.push((degree, taken));
            size -= taken;
            part.runs.end = runs.len();
            part.places.end += taken;
            part.steps.end += taken * degree;
            if part.places.len() + part.steps.len() + degree + 1 > PART {
                let Part { runs, places, steps } = &part;
                let (run, place, step) = (runs.end, places.end, steps.end);
                let next = Part { runs: run..run, places: place..place, steps: step..step };
                parts.push(std::mem::replace(&mut part, next));
            }
        }
    }
    parts.push(part);
    (runs, parts)
}

/// The parts with their pieces of a list, which are so long.
fn pieces<'p, 'l, T>(
    parts: &'p [Part],
    mut list: &'l mut [T],
    length: impl Fn(&Part) -> usize,
) -> Vec<(&'p Part, &'l mut [T])> {
    let piece = |part| {
        let (piece, rest) = std::mem::take(&mut list).split_at_mut(length(part));
        list = rest;
        (part, piece)
    };
    parts.iter().map(piece).collect()
}

/// The sum of the weights of a concept's steps. Each is divided by the largest, so the sum neither overflows
/// nor underflows.
#[derive(Clone, Copy)]
struct Total {
    largest: f64,
    sum: f64,
}

impl Total {
    fn of_all(index: &Index, steps: &Resolved, count: usize, weights: &[f64]) -> Vec<Total> {
        let of = |concept| {
            let (mut largest, mut sum) = (0.0, 0.0);
            each_step(index, steps, concept, |step, _| largest = weights[step.index()].max(largest));
            if largest > 0.0 {
                each_step(index, steps, concept, |step, _| sum += weights[step.index()] / largest);
            }
            Total { largest, sum }
        };
        (0..count as u32).map(|concept| of(ConceptId(concept))).collect()
    }

    /// The share that a step with this weight takes.
    fn share(self, weight: f64) -> f64 {
        if weight > 0.0 { weight / self.largest / self.sum } else { 0.0 }
    }
}

/// The number of steps of a concept. O(1) if all relationships of one direction are followed.
#[inline]
fn degree(index: &Index, steps: &Resolved, concept: ConceptId) -> u32 {
    match (&steps.outgoing, &steps.incoming) {
        (Filter::All | Filter::One(_), Filter::Nothing) | (Filter::Nothing, Filter::All | Filter::One(_)) => {
            steps.width(index, concept) as u32
        }
        _ => {
            let mut degree = 0;
            each_step(index, steps, concept, |_, _| degree += 1);
            degree
        }
    }
}

/// Looks at each step of a concept, in canonical order.
#[inline]
fn each_step(
    index: &Index,
    steps: &Resolved,
    concept: ConceptId,
    mut look: impl FnMut(RelationshipId, ConceptId),
) {
    let loops_twice = steps.outgoing != Filter::Nothing;
    steps.for_each(index, concept, |relationship, other, inverse| {
        if !(inverse && loops_twice && other == concept) {
            look(relationship, other);
        }
    });
}
