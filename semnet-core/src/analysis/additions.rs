//! Concepts that an answer adds, each joined to an existing one.

use std::collections::BTreeSet;

use crate::analysis::content::{Content, Reading};
use crate::analysis::draft::{Item, Link};
use crate::analysis::notes::Notes;
use crate::analysis::verdict::{Verdicts, is_evident};
use crate::text::fold_label;

impl Content {
    /// Takes a concept that may come with a relationship.
    pub(super) fn addition(
        &mut self,
        item: Item,
        before: usize,
        (reading, verdicts): (&Reading<'_>, Option<&Verdicts>),
        (joined, links): (&BTreeSet<(String, String)>, &mut Vec<Link>),
        notes: &mut Notes,
    ) -> bool {
        let Some(relation) = reading.relation else {
            return self.item(&item, before, reading, notes).is_some();
        };
        let start = match (item.concept.as_str(), reading.start) {
            (concept, Some(start))
                if concept.is_empty()
                    || self
                        .end_label(concept)
                        .is_some_and(|label| fold_label(&label) == fold_label(start)) =>
            {
                start
            }
            (concept, Some(start)) => {
                let found = format!("{concept}; {}", item.shown());
                let reason = format!("not the concept that grows; expected \"{start}\"");
                notes.problem(format!("{}.concept", item.path), reason, &found);
                return false;
            }
            (concept, None) => {
                let known = self.labels.get(&fold_label(concept)).filter(|&&at| self.concepts[at].is_old);
                let Some(&at) = known else {
                    let reason = "not in the network; expected the label of one of its findings or concepts";
                    let found = format!("{concept}; {}", item.shown());
                    notes.problem(format!("{}.concept", item.path), reason, &found);
                    return false;
                };
                &self.concepts[at].label.clone()
            }
        };
        if fold_label(&item.label) == fold_label(start) {
            let reason = "the concept itself; expected another one";
            notes.problem(format!("{}.label", item.path), reason, &item.shown());
            return false;
        }
        // A relationship of the answer joins it already.
        if item.passage.is_empty() && joined.contains(&(fold_label(start), fold_label(&item.label))) {
            return self.item(&item, before, reading, notes).is_some();
        }
        if !item.relation.is_empty() && fold_label(&item.relation) != fold_label(relation) {
            let message =
                format!("left out because the relation must be \"{relation}\": \"{}\"", item.relation);
            notes.omitted(&item.path, message, 1);
        }
        // With sources, a concept is accepted only with a passage that occurs in them.
        let ends = (start, item.label.as_str());
        let shown = || format!("{start} —{relation}→ {}", item.shown());
        if !is_evident(&item.passage, &item.path, verdicts, ends, &shown, notes) {
            return false;
        }
        let link = Link {
            path: item.path.clone(),
            source: start.to_owned(),
            relation: relation.to_owned(),
            target: item.label.clone(),
            passage: item.passage.clone(),
            is_highlight: false,
        };
        links.push(link);
        self.item(&item, before, reading, notes).is_some()
    }
}
