//! The names of items in answers other than their labels: ids, paths and positions.

use std::collections::BTreeMap;

use crate::analysis::draft::Draft;
use crate::analysis::keys;
use crate::text::fold_label;

/// The names of items other than their labels, from all answers so far.
#[derive(Clone, Default, Debug)]
pub(super) struct Names {
    /// Labels by ids, in the form in which ids are compared.
    pub(super) ids: BTreeMap<String, String>,
    /// Labels by the paths of their items in the last answer with items.
    pub(super) paths: BTreeMap<String, String>,
    /// The labels of that answer.
    items: Vec<String>,
    /// The number that means the first of them; `None` if numbers are not positions.
    first: Option<usize>,
}

impl Names {
    /// Adds the names in an answer.
    pub(super) fn add(&mut self, draft: &Draft) {
        self.ids.extend(draft.ids.iter().map(|(id, label)| (fold_label(id), label.clone())));
        let items: Vec<_> = draft.findings.iter().chain(&draft.concepts).collect();
        if !items.is_empty() {
            self.paths = items.iter().map(|item| (item.path.clone(), item.label.clone())).collect();
            self.items = items.iter().map(|item| item.label.clone()).collect();
        }
        let ends = draft.links.iter().flat_map(|link| [&link.source, &link.target]);
        let places: Vec<usize> = ends.filter_map(|end| end.parse().ok()).collect();
        self.first = match (places.iter().min(), places.iter().max()) {
            (Some(0), _) => Some(0),
            (_, Some(&last)) if last == self.items.len() => Some(1),
            _ => None,
        };
    }

    /// Whether an item has an end as its id.
    pub(super) fn is_id(&self, end: &str) -> bool {
        self.ids.contains_key(&fold_label(end))
    }

    /// The label at the position that an end names as a number.
    pub(super) fn at(&self, end: &str) -> Option<&String> {
        self.items.get(end.parse::<usize>().ok()?.checked_sub(self.first?)?)
    }

    /// Whether an end that is not a label can only be an id, a position or a path.
    pub(super) fn is_place(&self, end: &str) -> bool {
        let name = end.trim_end_matches(|c: char| c.is_ascii_digit());
        if name.len() < end.len() && !end.contains(char::is_whitespace) {
            let kind = keys::plain(name);
            // Years are labels, and so are texts with more than a letter or a kind of item before their
            // number.
            return match kind.chars().count() {
                0 => end.parse::<usize>().is_ok_and(|place| place <= self.items.len()),
                1 => true,
                _ => ["", "s"]
                    .iter()
                    .any(|plural| keys::part(&format!("{kind}{plural}")).is_some() || kind == "entity"),
            };
        }
        end.starts_with("$.") || end.ends_with(']') && end.contains('[')
    }
}
