//! A path expression as an automaton over one network: Glushkov's construction ("The abstract theory of
//! automata", 1961), whose states are the places of steps in the expression, so there are no empty moves. Two
//! concepts are related by the expression exactly if some walk between them spells a word of it. Under
//! SPARQL's semantics, the number of walks does not matter: a row is returned once.

use crate::graph::budget::Budget;
use crate::graph::filter::{Filter, Resolved};
use crate::graph::select::ast::{Expression, MOST_STEPS};
use crate::network::Network;

/// A path expression of one network.
#[derive(Debug)]
pub(super) enum Automaton {
    /// One relationship, whichever way: most patterns are only that.
    Step(Box<[Resolved; 2]>),
    Many(Box<Machine>),
}

/// The steps of an expression, and which may follow which.
#[derive(Debug, Default)]
pub(super) struct Machine {
    /// Each step, as walked from the subject's side and from the object's.
    pub(super) steps: [Vec<Resolved>; 2],
    /// The steps that may come first, as seen from either side.
    pub(super) first: [Vec<u16>; 2],
    /// Per step, those that may come next, as seen from either side.
    pub(super) next: [Vec<Vec<u16>>; 2],
    /// Per step, whether it may be the last one, as seen from either side.
    pub(super) is_last: [Vec<bool>; 2],
    /// Whether no step at all will do.
    pub(super) may_be_empty: bool,
}

/// A piece of an expression: the steps that it may begin and end with.
struct Piece {
    first: Vec<u16>,
    last: Vec<u16>,
    may_be_empty: bool,
}

impl Automaton {
    /// The automaton of a path, which may only follow what `allowed` permits; `None` if it has more steps
    /// than patterns may have.
    pub(super) fn new(network: &Network, path: &Expression, allowed: &Resolved) -> Option<Automaton> {
        if let Some(step) = step_of(network, path, false, allowed) {
            let back = step.reversed();
            return Some(Automaton::Step(Box::new([step, back])));
        }
        let mut machine = Machine::default();
        let whole = machine.add(network, path, false, allowed)?;
        let count = machine.steps[0].len();
        machine.steps[1] = machine.steps[0].iter().map(Resolved::reversed).collect();
        let mut before = vec![Vec::new(); count];
        for (step, following) in machine.next[0].iter_mut().enumerate() {
            crate::util::sort::sort(following);
            following.dedup();
            following.iter().for_each(|&next| before[usize::from(next)].push(step as u16));
        }
        machine.next[1] = before;
        let marked = |steps: &[u16]| (0..count as u16).map(|step| steps.contains(&step)).collect();
        machine.is_last = [marked(&whole.last), marked(&whole.first)];
        machine.first = [whole.first, whole.last];
        machine.may_be_empty = whole.may_be_empty;
        Some(Automaton::Many(Box::new(machine)))
    }
}

impl Machine {
    /// Adds an expression, reversed if it is walked from its end; `None` if it has too many steps.
    fn add(
        &mut self,
        network: &Network,
        expression: &Expression,
        turned: bool,
        counted: &Resolved,
    ) -> Option<Piece> {
        if let Some(step) = step_of(network, expression, turned, counted) {
            let number = u16::try_from(self.steps[0].len()).ok().filter(|&n| usize::from(n) < MOST_STEPS)?;
            self.steps[0].push(step);
            self.next[0].push(Vec::new());
            return Some(Piece { first: vec![number], last: vec![number], may_be_empty: false });
        }
        match expression {
            Expression::Inverse(inner) => self.add(network, inner, !turned, counted),
            Expression::Alternative(choices) => {
                let mut whole = Piece { first: Vec::new(), last: Vec::new(), may_be_empty: false };
                for choice in choices {
                    let piece = self.add(network, choice, turned, counted)?;
                    whole.first.extend(piece.first);
                    whole.last.extend(piece.last);
                    whole.may_be_empty |= piece.may_be_empty;
                }
                Some(whole)
            }
            Expression::Sequence(parts) => {
                let mut whole = Piece { first: Vec::new(), last: Vec::new(), may_be_empty: true };
                let mut add = |machine: &mut Machine, part| {
                    let piece = machine.add(network, part, turned, counted)?;
                    machine.join(&whole.last, &piece.first);
                    if whole.may_be_empty {
                        whole.first.extend(&piece.first);
                    }
                    if !piece.may_be_empty {
                        whole.last.clear();
                    }
                    whole.last.extend(piece.last);
                    whole.may_be_empty &= piece.may_be_empty;
                    Some(())
                };
                if turned {
                    parts.iter().rev().try_for_each(|part| add(self, part))?;
                } else {
                    parts.iter().try_for_each(|part| add(self, part))?;
                }
                Some(whole)
            }
            Expression::Repeat(inner, may_be_missing, may_be_many) => {
                let mut piece = self.add(network, inner, turned, counted)?;
                if *may_be_many {
                    self.join(&piece.last, &piece.first);
                }
                piece.may_be_empty |= may_be_missing;
                Some(piece)
            }
            // Always a step.
            Expression::Relation(_) | Expression::Not { .. } => None,
        }
    }

    fn join(&mut self, last: &[u16], first: &[u16]) {
        for &step in last {
            let following = &mut self.next[0][usize::from(step)];
            following.extend(first);
            if following.len() > MOST_STEPS {
                crate::util::sort::sort(following);
                following.dedup();
            }
        }
    }
}

/// The expression as one step, if it is a single step.
fn step_of(network: &Network, expression: &Expression, turned: bool, counted: &Resolved) -> Option<Resolved> {
    let [mut outgoing, mut incoming] = filters_of(network, expression)?;
    if turned {
        std::mem::swap(&mut outgoing, &mut incoming);
    }
    Some(Resolved {
        outgoing: outgoing.and(&counted.outgoing),
        incoming: incoming.and(&counted.incoming),
        max_length: usize::MAX,
        budget: Budget::UNLIMITED,
    })
}

/// The relations that the expression follows from source to target, and in the other direction, if it is one
/// step.
fn filters_of(network: &Network, expression: &Expression) -> Option<[Filter; 2]> {
    match expression {
        Expression::Relation(name) => {
            let forward = network.relation_id(name).map_or(Filter::Nothing, Filter::One);
            Some([forward, Filter::Nothing])
        }
        Expression::Inverse(inner) => {
            let [forward, inverse] = filters_of(network, inner)?;
            Some([inverse, forward])
        }
        Expression::Not { forward, inverse } => Some([forward, inverse].map(|names| match names {
            None => Filter::Nothing,
            Some(names) => {
                let known: Vec<_> = names.iter().filter_map(|name| network.relation_id(name)).collect();
                Filter::except(network, &known)
            }
        })),
        Expression::Alternative(choices) => {
            let mut all = [Filter::Nothing, Filter::Nothing];
            for choice in choices {
                for (all, one) in all.iter_mut().zip(filters_of(network, choice)?) {
                    *all = std::mem::replace(all, Filter::Nothing).or(one, network);
                }
            }
            Some(all)
        }
        Expression::Sequence(_) | Expression::Repeat(..) => None,
    }
}
