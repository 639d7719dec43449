//! The changes of a complete draft, found by comparing only the touched parts.

use std::collections::{BTreeMap, BTreeSet};

use crate::change::diff::{Touched, differences};
use crate::change::draft::{Draft, Slot};
use crate::change::kinds::Changes;
use crate::change::walk::{Concepts, NONE};
use crate::network::{ConceptId, Network};

/// The places of a draft's concepts in the finished network.
pub(super) struct Placed {
    /// For each concept of the original network, its number; `NONE` for those that are gone or moved.
    pub(super) numbers: Vec<u32>,
    /// The numbers of the concepts that are new or renamed.
    pub(super) moved: BTreeMap<Slot, u32>,
}

impl Placed {
    fn number(&self, slot: Slot) -> Option<u32> {
        let kept = self.numbers.get(slot.0 as usize).filter(|&&number| number != NONE);
        self.moved.get(&slot).or(kept).copied()
    }
}

impl Draft {
    /// The changes from the original network to the finished one. O(concepts), with one number copied for
    /// each; and O(1) for each relationship of the sources of touched relationships.
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
        // The new highlights are found at their sources.
        touched.sources_before.extend(index.highlights.iter().map(|&id| index.source[id.index()]));
        touched
    }
}
