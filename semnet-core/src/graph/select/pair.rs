//! Whether a path relates two given concepts, and by which relationships: a search from both ends over pairs
//! of concept and step, which reads little even if one of the two is above half of the network.

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use crate::graph::budget::{Budget, BudgetError};
use crate::graph::filter::Filter;
use crate::graph::select::automaton::{Automaton, Machine};
use crate::graph::select::reach::{OBJECT, SUBJECT};
use crate::network::{ConceptId, Network, RelationshipId};

/// The step of the subject itself, before anything was walked.
const BEFORE_ALL: u16 = u16::MAX;
const UNKNOWN: u32 = u32::MAX;

/// A concept, and the step by which it was reached.
type Node = (ConceptId, u16);

/// A path, and the two concepts that it may relate.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair<'p> {
    pub(super) network: &'p Network,
    pub(super) subject: ConceptId,
    pub(super) object: ConceptId,
    pub(super) max_length: usize,
}

impl Pair<'_> {
    /// Whether the path relates the two.
    pub(super) fn is_related(self, automaton: &Automaton, budget: &mut Budget) -> Result<bool, BudgetError> {
        match automaton {
            Automaton::Step(step) => {
                budget.spend(1)?;
                Ok(!self.between(&step[SUBJECT].outgoing, &step[SUBJECT].incoming).is_empty())
            }
            Automaton::Many(machine) if machine.may_be_empty && self.subject == self.object => Ok(true),
            Automaton::Many(machine) => Ok(Search::new(self, machine).meet(budget)?.is_some()),
        }
    }

    /// The relationships of all shortest walks of the path from one to the other: along the walk, and at the
    /// same place in canonical order.
    pub(super) fn evidence(
        self,
        automaton: &Automaton,
        budget: &mut Budget,
    ) -> Result<Vec<RelationshipId>, BudgetError> {
        match automaton {
            Automaton::Step(step) => {
                let found = self.between(&step[SUBJECT].outgoing, &step[SUBJECT].incoming);
                budget.spend(found.len())?;
                Ok(found)
            }
            Automaton::Many(machine) if machine.may_be_empty && self.subject == self.object => Ok(Vec::new()),
            Automaton::Many(machine) => {
                let mut search = Search::new(self, machine);
                match search.meet(budget)? {
                    Some(length) => search.collect(length, budget),
                    None => Ok(Vec::new()),
                }
            }
        }
    }

    fn between(self, outgoing: &Filter, incoming: &Filter) -> Vec<RelationshipId> {
        let mut found = Vec::new();
        if self.max_length > 0 {
            self.network.index().each_between(self.subject, self.object, outgoing, &mut found);
            self.network.index().each_between(self.object, self.subject, incoming, &mut found);
            crate::util::sort::sort(&mut found);
            found.dedup();
        }
        found
    }
}

struct Search<'p> {
    pair: Pair<'p>,
    machine: &'p Machine,
    /// How far nodes are from the subject and from the object.
    known: HashMap<Node, [u32; 2], FixedState>,
    fronts: [Vec<Node>; 2],
    meeting: Vec<Node>,
    depths: [u32; 2],
}

impl<'p> Search<'p> {
    fn new(pair: Pair<'p>, machine: &'p Machine) -> Search<'p> {
        let mut search = Search {
            pair,
            machine,
            known: HashMap::default(),
            fronts: [Vec::new(), Vec::new()],
            meeting: Vec::new(),
            depths: [0, 0],
        };
        search.visit((pair.subject, BEFORE_ALL), SUBJECT, 0);
        for &step in &machine.first[OBJECT] {
            search.visit((pair.object, step), OBJECT, 0);
        }
        search
    }

    /// Notes a node that was not known from this side, and puts it into this side's front.
    fn visit(&mut self, node: Node, side: usize, distance: u32) {
        let known = self.known.entry(node).or_insert([UNKNOWN; 2]);
        if known[side] == UNKNOWN {
            known[side] = distance;
            self.fronts[side].push(node);
            if known[1 - side] != UNKNOWN {
                self.meeting.push(node);
            }
        }
    }

    /// The neighbours of a node on one side, each with the relationship that leads there.
    fn beside(&self, node: Node, side: usize, mut look: impl FnMut(RelationshipId, Node)) -> usize {
        let (machine, index) = (self.machine, self.pair.network.index());
        let (concept, step) = node;
        let mut looked_at = 0;
        if side == SUBJECT {
            let following = if step == BEFORE_ALL {
                &machine.first[SUBJECT]
            } else {
                &machine.next[SUBJECT][usize::from(step)]
            };
            for &next in following {
                let walk = &machine.steps[SUBJECT][usize::from(next)];
                looked_at += walk.for_each(index, concept, |id, neighbor, _| look(id, (neighbor, next)));
            }
        } else if step != BEFORE_ALL {
            let step = usize::from(step);
            let width = machine.steps[OBJECT][step].for_each(index, concept, |id, neighbor, _| {
                for &previous in &machine.next[OBJECT][step] {
                    look(id, (neighbor, previous));
                }
                if machine.is_last[OBJECT][step] && neighbor == self.pair.subject {
                    look(id, (neighbor, BEFORE_ALL));
                }
            });
            looked_at += width * machine.next[OBJECT][step].len().max(1);
        }
        looked_at
    }

    /// Widens the smaller side until both meet. The length of the shortest walk.
    fn meet(&mut self, budget: &mut Budget) -> Result<Option<u32>, BudgetError> {
        let mut found = Vec::new();
        while self.meeting.is_empty() {
            let side = usize::from(self.fronts[OBJECT].len() < self.fronts[SUBJECT].len());
            let length = self.depths[SUBJECT] as usize + self.depths[OBJECT] as usize;
            if self.fronts[side].is_empty() || length >= self.pair.max_length {
                return Ok(None);
            }
            self.depths[side] += 1;
            for node in std::mem::take(&mut self.fronts[side]) {
                budget.spend(self.beside(node, side, |_, beside| found.push(beside)))?;
                found.drain(..).for_each(|beside| self.visit(beside, side, self.depths[side]));
            }
        }
        Ok(Some(self.depths[SUBJECT] + self.depths[OBJECT]))
    }

    /// The relationships of all walks of this length.
    fn collect(&mut self, length: u32, budget: &mut Budget) -> Result<Vec<RelationshipId>, BudgetError> {
        // The distances of the nodes of these walks from the object, from the meeting point of both sides
        // back to the subject.
        let mut front = std::mem::take(&mut self.meeting);
        for distance in (0..self.depths[SUBJECT]).rev() {
            let mut before = Vec::new();
            for &node in &front {
                budget.spend(self.beside(node, OBJECT, |_, beside| before.push(beside)))?;
            }
            before.retain(|node| match self.known.get_mut(node) {
                Some(known) if known[SUBJECT] == distance && known[OBJECT] == UNKNOWN => {
                    known[OBJECT] = length - distance;
                    true
                }
                _ => false,
            });
            front = before;
        }
        let mut evidence: Vec<RelationshipId> = Vec::new();
        let mut front = vec![(self.pair.subject, BEFORE_ALL)];
        for left in (0..length).rev() {
            let (mut relationships, mut next) = (Vec::new(), Vec::new());
            for &node in &front {
                let looked_at = self.beside(node, SUBJECT, |id, beside| {
                    if self.known.get(&beside).is_some_and(|known| known[OBJECT] == left) {
                        relationships.push(id);
                        next.push(beside);
                    }
                });
                budget.spend(looked_at)?;
            }
            crate::util::sort::sort(&mut relationships);
            relationships.dedup();
            crate::util::sort::sort(&mut next);
            next.dedup();
            evidence.extend(relationships);
            front = next;
        }
        let mut seen = hashbrown::HashSet::<_, FixedState>::default();
        evidence.retain(|&id| seen.insert(id));
        Ok(evidence)
    }
}
