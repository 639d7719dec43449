//! The changes of a whole draft: only what was touched is compared.

use std::collections::{BTreeMap, BTreeSet};

use crate::change::diff::{Touched, differences};
use crate::change::draft::{Draft, Slot};
use crate::change::kinds::Changes;
use crate::change::walk::{Concepts, NONE};
use crate::network::{ConceptId, Network};

/// Where the concepts of a draft are in the network that it became.
pub(super) struct Placed {
    /// Per concept of the network before, its number; `NONE` for those that are gone or moved.
    pub(super) numbers: Vec<u32>,
    /// The numbers of those that are new, or that have another label.
    pub(super) moved: BTreeMap<Slot, u32>,
}

impl Placed {
    fn number(&self, slot: Slot) -> Option<u32> {
        let kept = self.numbers.get(slot.0 as usize).filter(|&&number| number != NONE);
        self.moved.get(&slot).or(kept).copied()
    }
}

impl Draft {
    /// The changes from the network that the draft began with to the one that it became. O(concepts), of
    /// which each is a number to copy; and the relationships of concepts at which a touched one starts.
    pub(super) fn changes(&self, after: &Network, placed: Placed) -> Changes {
        let touched = self.touched(&placed);
        let Placed { numbers, moved } = placed;
        let others = moved.into_values().map(ConceptId);
        differences(Concepts::placed(&self.base, after, numbers, others), Some(&touched))
    }

    fn touched(&self, placed: &Placed) -> Touched {
        let index = self.base.index();
        let mut touched = Touched::default();
        for (&slot, node) in &self.nodes {
            let (Some(node), Some(number)) = (node, placed.number(slot)) else { continue };
            touched.bodies.push(ConceptId(number));
            if self.old(slot).is_some_and(|old| old.label() != node.label) {
                touched.renamed.push((ConceptId(slot.0), ConceptId(number)));
            }
        }
        touched.bodies.sort_unstable();
        let mut sources = BTreeSet::new();
        for (&id, line) in &self.lines {
            sources.extend(line.as_ref().map(|line| line.source));
            if self.is_old_line(id) {
                touched.sources_before.insert(index.source[id.0 as usize]);
            }
        }
        if sources.contains(&Slot::QUESTION) {
            touched.sources_before.extend(index.question);
        }
        touched.sources_after =
            sources.into_iter().filter_map(|slot| placed.number(slot)).map(ConceptId).collect();
        // What became of the highlights is found where they start.
        touched.sources_before.extend(index.highlights.iter().map(|&id| index.source[id.index()]));
        touched
    }
}
