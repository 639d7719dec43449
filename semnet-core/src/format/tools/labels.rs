//! The labels that the nodes of a file get in the network. Labels must differ, so equal names in a file are
//! made different; a name that the file gives is preferred to one that is made from an id.

use std::collections::{HashMap, HashSet};

use crate::format::tools::error::PlacedProblem;
use crate::format::tools::graph::{Graph, UNNAMED, given};
use crate::format::tools::rdf_names::local_name;
use crate::format::tools::strings::{NONE, Number};
use crate::format::tools::vocabulary::{Finder, is_name, is_words};
use crate::text::normalise;
use crate::util::excerpt;

/// The label of a node, and its source.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named {
    /// The label, in normal form if it has one; the builder reports characters that are not allowed, with
    /// their place.
    pub(super) label: Number,
    /// The number of the node's property that is the label, or `NOT_USED`; in the bits above, the other two
    /// flags.
    used: u32,
}

const KEEPS_ID: u32 = 1 << 31;
const IS_GIVEN: u32 = 1 << 30;
const NOT_USED: u32 = IS_GIVEN - 1;

impl Named {
    fn new(label: Number, used: Option<usize>, keeps_id: bool, is_given: bool) -> Named {
        let used = used.and_then(|used| u32::try_from(used).ok()).unwrap_or(NOT_USED).min(NOT_USED);
        let (keeps_id, is_given) = (u32::from(keeps_id) * KEEPS_ID, u32::from(is_given) * IS_GIVEN);
        Named { label, used: used | keeps_id | is_given }
    }

    /// Which of the node's properties is the label.
    pub(super) fn used(&self) -> Option<usize> {
        let used = self.used & NOT_USED;
        (used != NOT_USED).then_some(used as usize)
    }

    /// Whether the node's id is kept as an attribute.
    pub(super) fn keeps_id(&self) -> bool {
        self.used & KEEPS_ID != 0
    }

    fn is_given(&self) -> bool {
        self.used & IS_GIVEN != 0
    }
}

impl Graph {
    /// The labels of all nodes, all different. O(nodes).
    pub(super) fn labels(&mut self, ours: bool) -> Result<Vec<Named>, PlacedProblem> {
        let mut all = Vec::with_capacity(self.nodes.len());
        let mut finder = Finder::labels();
        let mut names = (!ours && self.are_labels_kinds()).then(Finder::names);
        // LightRAG and GraphRAG used to write all names of entities in quotation marks.
        let is_quoted = |id: &str| {
            id.len() > 2 && id.starts_with('"') && id.ends_with('"') && id.matches('"').count() == 2
        };
        self.are_ids_quoted =
            !self.nodes.is_empty() && self.nodes.iter().all(|node| is_quoted(self.strings.get(node.id)));
        for at in 0..self.nodes.len() {
            let named = if ours {
                self.own_label(at)
            } else {
                self.label_of_another(at, &mut finder, names.as_mut())
            };
            all.push(named);
        }
        if ours {
            self.check_labels(&all)?;
        } else {
            self.tell_apart(&mut all);
        }
        Ok(all)
    }

    fn own_label(&mut self, at: usize) -> Named {
        let used = self.value_named(at, "label");
        let given = used.map_or_else(|| self.id(at), |used| self.node_value(at, used));
        Named::new(self.normal(given), used, false, true)
    }

    /// Whether `label` is the kind of a node: a word that is repeated, next to a name that differs. O(nodes).
    fn are_labels_kinds(&self) -> bool {
        let (mut labels, mut names) = (Finder::labels(), Finder::names());
        let (mut kinds, mut seen, mut count) = (HashSet::new(), HashSet::new(), 0);
        for at in 0..self.nodes.len() {
            let values = self.node_values(at);
            let label = labels.first(&self.strings, values, |_, _| true).and_then(|at| values.get(at));
            let Some(&(_, kind)) = label.filter(|(name, _)| is_name(self.strings.get(*name), "label")) else {
                continue;
            };
            let name = names.first(&self.strings, values, |_, _| true).and_then(|at| values.get(at));
            let kind_text = self.strings.get(kind).trim();
            let is_kind = is_words(kind_text) && !kind_text.contains(char::is_whitespace);
            if !is_kind || name.is_none_or(|&(_, name)| !seen.insert(name)) {
                return false;
            }
            kinds.insert(kind);
            count += 1;
        }
        count > 1 && kinds.len() * 3 <= count * 2
    }

    fn label_of_another(&mut self, at: usize, finder: &mut Finder, names: Option<&mut Finder>) -> Named {
        let id = self.id(at);
        let read = self.value_named(at, given::LABEL);
        let made = self.value_named(at, given::MADE_LABEL);
        let found = || {
            let values = self.node_values(at);
            let name = names.and_then(|names| names.first(&self.strings, values, |_, _| true));
            name.or_else(|| finder.first(&self.strings, values, |_, _| true))
        };
        let used = read.or(made).or_else(|| if self.are_ids_iris { None } else { found() });
        let is_given = made.is_none() && used.is_some();
        let label = match used {
            Some(used) => self.node_value(at, used),
            None if self.are_ids_iris => {
                let end = local_name(self.strings.get(id));
                self.strings.insert(&end)
            }
            None => id,
        };
        let label = self.normal(label);
        // The name that this reader gave to a node without one is not content.
        let is_unnamed = self.strings.get(id).starts_with(UNNAMED);
        let is_quoted = label == id && self.are_ids_quoted;
        let label = if is_quoted {
            let bare = self.strings.get(id).trim_matches('"').to_owned();
            self.strings.insert(&bare)
        } else if is_unnamed && label == id {
            let plain = format!("unnamed {}", self.strings.get(id).trim_start_matches(UNNAMED));
            self.strings.insert(&plain)
        } else {
            label
        };
        let keeps_id = label != id
            && !is_quoted
            && !is_unnamed
            && !self.strings.get(id).is_empty()
            && self.normal(id) != label;
        Named::new(label, used, keeps_id, is_given)
    }

    fn id(&self, at: usize) -> Number {
        self.nodes.get(at).map_or(NONE, |node| node.id)
    }

    fn is_unnamed(&self, at: usize) -> bool {
        self.strings.get(self.id(at)).starts_with(UNNAMED)
    }

    fn node_value(&self, at: usize, used: usize) -> Number {
        self.node_values(at).get(used).map_or(NONE, |&(_, value)| value)
    }

    /// The place among a node's properties of the first of this name that is not blank.
    fn value_named(&self, at: usize, name: &str) -> Option<usize> {
        let number = self.strings.find(name)?;
        let is_there =
            |&(name, value): &(Number, Number)| name == number && !self.strings.get(value).trim().is_empty();
        self.node_values(at).iter().position(is_there)
    }

    /// The normal form of a string, or the string itself if it has none.
    pub(super) fn normal(&mut self, number: Number) -> Number {
        let string = self.strings.get(number);
        match normalise(string) {
            Ok(normal) if normal != string => self.strings.insert(&normal),
            _ => number,
        }
    }

    fn check_labels(&self, all: &[Named]) -> Result<(), PlacedProblem> {
        let mut is_seen = vec![false; self.strings.len()];
        for (at, named) in all.iter().enumerate() {
            let seen = is_seen.get_mut(named.label as usize);
            if seen.is_some_and(|seen| std::mem::replace(seen, true)) {
                let label = excerpt(self.strings.get(named.label));
                let message =
                    format!("the label {label:?} comes twice; each concept needs a different label");
                return Err(self.place_of_node(at).wrong(message));
            }
        }
        Ok(())
    }

    /// Appends something to repeated labels, and counts them.
    fn tell_apart(&mut self, all: &mut [Named]) {
        // None, one or several.
        let mut counts = vec![(0_u8, 0_u8); self.strings.len()];
        for named in &*all {
            if let Some((total, given)) = counts.get_mut(named.label as usize) {
                *total = total.saturating_add(1);
                *given = given.saturating_add(u8::from(named.is_given()));
            }
        }
        let mut is_taken = vec![false; counts.len()];
        let mut waiting = Vec::new();
        for (at, named) in all.iter().enumerate() {
            let Some(&(total, given)) = counts.get(named.label as usize) else { continue };
            let taken = is_taken.get(named.label as usize).is_some_and(|taken| *taken);
            // Of ids with the same normal form, the first keeps it.
            let is_its_id = !named.is_given() && !named.keeps_id();
            // The same for names without an id; the others are numbered.
            let is_first = !taken && ((given == 0 && is_its_id) || (named.is_given() && self.is_unnamed(at)));
            let keeps = total == 1 || (named.is_given() && given == 1) || is_first;
            if keeps {
                if let Some(taken) = is_taken.get_mut(named.label as usize) {
                    *taken = true;
                }
            } else {
                waiting.push(at);
            }
        }
        self.skipped.add("label that was told apart", waiting.len());
        let mut next: HashMap<Number, u32> = HashMap::new();
        for at in waiting {
            let Some(named) = all.get_mut(at) else { continue };
            let (label, id) = (self.strings.get(named.label), self.strings.get(self.id(at)));
            let has_id = (named.keeps_id() || named.is_given()) && !id.starts_with(UNNAMED);
            let base = if has_id { format!("{label} ({id})") } else { label.to_owned() };
            let base = normalise(&base).unwrap_or(base);
            let number = self.strings.insert(&base);
            let mut candidate = number;
            let count = next.entry(number).or_insert(1);
            let mut take = |candidate: Number| {
                let at = candidate as usize;
                if at >= is_taken.len() {
                    is_taken.resize(at.saturating_add(1), false);
                }
                is_taken.get_mut(at).is_none_or(|taken| !std::mem::replace(taken, true))
            };
            while !take(candidate) {
                *count += 1;
                candidate = self.strings.insert(&format!("{base} ({count})"));
                if candidate == NONE {
                    break;
                }
            }
            *named = Named { label: candidate, used: named.used & !KEEPS_ID };
        }
    }
}
