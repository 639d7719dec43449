//! The content taken from the answers so far, and what a further answer adds to it.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::draft::{Draft, Item, Link};
use crate::analysis::item_names::Names;
use crate::analysis::notes::{Notes, Problem};
use crate::analysis::strings::words_of_identifier;
use crate::analysis::verdict::{Sources, Verdicts, is_evident};
use crate::names::KEY_FINDING;
use crate::network::Network;
use crate::text::fold_label;
use crate::util::broken;

/// One of the two ends of a relationship.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum End {
    Question,
    /// The question of the network that is added to, if it is a different one.
    BaseQuestion,
    Concept(usize),
}

#[derive(Clone, Debug)]
pub(super) struct Known {
    pub(super) label: String,
    pub(super) text: String,
    pub(super) is_finding: bool,
    /// Whether the network that is added to has it.
    pub(super) is_old: bool,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Taken {
    pub(super) source: End,
    pub(super) relation: String,
    pub(super) target: End,
    pub(super) passage: String,
}

/// How an answer is read.
pub(super) struct Reading<'a> {
    pub(super) sources: Option<&'a Sources>,
    /// The concept that additions start at, unless they name another one.
    pub(super) start: Option<&'a str>,
    /// The relation of additions.
    pub(super) relation: Option<&'a str>,
    /// Whether an earlier answer was about the same part of the sources.
    pub(super) is_correction: bool,
}

#[derive(Clone, Default, Debug)]
pub(super) struct Content {
    pub(super) question: String,
    base_question: Option<String>,
    pub(super) title: String,
    pub(super) concepts: Vec<Known>,
    pub(super) labels: BTreeMap<String, usize>,
    pub(super) names: Names,
    /// The findings, in order.
    pub(super) findings: Vec<usize>,
    pub(super) links: Vec<Taken>,
    seen: BTreeSet<Taken>,
    pub(super) highlights: Vec<usize>,
    /// Relations, by the form in which they are compared.
    relations: BTreeMap<String, String>,
    pub(super) notes: Notes,
}

impl Content {
    /// No content yet, apart from that of the network that is added to.
    pub(super) fn new(question: &str, base: Option<&Network>, relation: Option<&str>) -> Content {
        let question = crate::text::normalise(question).unwrap_or_else(|_| question.to_owned());
        let mut content = Content { question, ..Content::default() };
        if let Some(relation) = relation {
            content.relation(relation);
        }
        let Some(base) = base else { return content };
        if fold_label(base.question()) != fold_label(&content.question) {
            content.base_question = Some(base.question().to_owned());
        }
        for concept in base.concepts().filter(|concept| !concept.is_question()) {
            let known = Known {
                label: concept.label().to_owned(),
                text: concept.text().unwrap_or_default().to_owned(),
                is_finding: false,
                is_old: true,
            };
            content.labels.entry(fold_label(&known.label)).or_insert(content.concepts.len());
            content.concepts.push(known);
        }
        for relationship in base.relationships() {
            content.relation(relationship.relation());
        }
        content
    }

    /// Whether anything was taken.
    pub(super) fn is_empty(&self) -> bool {
        self.links.is_empty() && self.concepts.iter().all(|concept| concept.is_old)
    }

    /// The labels added so far.
    pub(super) fn new_labels(&self) -> impl Iterator<Item = &str> {
        self.concepts.iter().filter(|concept| !concept.is_old).map(|concept| concept.label.as_str())
    }

    /// Whether two concepts were joined.
    pub(super) fn joins(&self, (source, target): &(String, String)) -> bool {
        let (source, target) = (self.find(source), self.find(target));
        source.is_some()
            && target.is_some()
            && self.links.iter().any(|link| Some(link.source) == source && Some(link.target) == target)
    }

    /// Takes the usable parts of an answer, and returns the problems of the rest.
    pub(super) fn take(&mut self, draft: Draft, reading: &Reading<'_>) -> Vec<Problem> {
        self.names.add(&draft);
        let mut notes = draft.notes;
        for (path, title) in draft.titles {
            if self.title.is_empty() {
                self.title = title;
            } else if self.title != title {
                notes.omitted(path, format!("left out because the title is already \"{}\"", self.title), 1);
            }
        }
        let items = draft.concepts.iter().map(|item| item.passage.as_str());
        let passages = items.chain(draft.links.iter().map(|link| link.passage.as_str()));
        let verdicts = reading.sources.map(|sources| sources.check(passages));
        let verdicts = verdicts.as_ref();
        // Those that came in before this answer.
        let before = self.concepts.len();
        for item in draft.findings {
            if let Some(at) = self.item(&item, before, reading, &mut notes) {
                self.make_finding(at);
            }
        }
        let mut links = draft.links;
        let start = reading.start.unwrap_or_default();
        let ends = |link: &Link| {
            let source = if link.source.is_empty() { start } else { &link.source };
            (fold_label(source), fold_label(&link.target))
        };
        let joined: BTreeSet<(String, String)> = links.iter().map(ends).collect();
        for item in draft.concepts {
            let is_taken =
                self.addition(item, before, (reading, verdicts), (&joined, &mut links), &mut notes);
            debug_assert!(is_taken || !notes.notes.is_empty() || !notes.problems.is_empty());
        }
        for link in links {
            self.link(link, reading, verdicts, &mut notes);
        }
        let (more, problems) = notes.finish();
        for note in more {
            self.notes.push(note);
        }
        problems
    }

    fn make_finding(&mut self, at: usize) {
        if let Some(known) = self.concepts.get_mut(at).filter(|known| !known.is_finding) {
            known.is_finding = true;
            self.findings.push(at);
        }
    }

    /// The concept of an item; `None` for the question.
    pub(super) fn item(
        &mut self,
        item: &Item,
        before: usize,
        reading: &Reading<'_>,
        notes: &mut Notes,
    ) -> Option<usize> {
        let key = fold_label(&item.label);
        if matches!(self.find(&item.label), Some(End::Question | End::BaseQuestion)) {
            let count = 1 + usize::from(!item.text.is_empty());
            notes.omitted(&item.path, "left out because this is the question", count);
            return None;
        }
        let Some(&at) = self.labels.get(&key) else {
            self.labels.insert(key, self.concepts.len());
            let (label, text) = (item.label.clone(), item.text.clone());
            self.concepts.push(Known { label, text, is_finding: false, is_old: false });
            return Some(self.concepts.len() - 1);
        };
        let known = &mut self.concepts[at];
        if known.label != item.label {
            notes.repaired(&item.path, format!("\"{}\" was read as \"{}\"", item.label, known.label));
        }
        let text = &item.text;
        // Long texts are not searched, so the time stays linear.
        const LONGEST: usize = 1 << 16;
        if text.is_empty() || known.text.len() < LONGEST && known.text.contains(text.as_str()) {
            return Some(at);
        }
        if known.is_old || reading.is_correction && at < before && !known.text.is_empty() {
            let message = format!(
                "left out because \"{}\" already has a text: \"{}\"",
                known.label,
                crate::util::excerpt(text)
            );
            notes.omitted(&item.path, message, 1);
        } else if known.text.is_empty() || text.contains(&known.text) {
            known.text.clone_from(text);
        } else {
            notes.repaired(&item.path, format!("\"{}\" has two texts, which were put together", known.label));
            known.text.push(' ');
            known.text.push_str(text);
        }
        Some(at)
    }

    fn link(
        &mut self,
        mut link: Link,
        reading: &Reading<'_>,
        verdicts: Option<&Verdicts>,
        notes: &mut Notes,
    ) {
        let said = format!("{} —{}→ {} “{}”", link.source, link.relation, link.target, link.passage);
        for (name, end) in [("source", &mut link.source), ("target", &mut link.target)] {
            match self.end_label(end) {
                Some(label) => {
                    if label != *end && !self.names.is_id(end) {
                        let message = format!("\"{end}\" was read as \"{label}\"");
                        notes.repaired(format!("{}.{name}", link.path), message);
                    }
                    *end = label;
                }
                None => {
                    let reason =
                        "the id of nothing in the answer; expected the label of a finding or concept";
                    return notes.problem(format!("{}.{name}", link.path), reason, &said);
                }
            }
        }
        let source = match (link.source.as_str(), reading.start) {
            ("", Some(start)) => start,
            ("", None) => {
                let found = format!("? —{}→ {}", link.relation, link.target);
                return notes.problem(
                    format!("{}.source", link.path),
                    "missing; expected the label of a concept",
                    &found,
                );
            }
            (source, _) => source,
        };
        let is_key_finding = fold_label(&link.relation) == fold_label(KEY_FINDING);
        let is_concept = !matches!(self.find(&link.target), Some(End::Question | End::BaseQuestion));
        if is_key_finding && is_concept && self.find(source) == Some(End::Question) {
            let at = self.concept(&link.target);
            if !self.concepts[at].is_old {
                self.make_finding(at);
            }
            if !link.passage.is_empty() {
                let message =
                    "left out because the relationship from the question to a finding has no passage";
                notes.omitted(&link.path, message, 1);
            }
            return;
        }
        let given =
            if link.relation.is_empty() { reading.relation.unwrap_or_default() } else { &link.relation };
        let is_grown = reading.start.is_some_and(|start| {
            [source, &link.target].iter().any(|end| fold_label(end) == fold_label(start))
        });
        let relation = match reading.relation {
            Some(relation) if is_grown && fold_label(relation) != fold_label(given) => {
                let message = format!("left out because the relation must be \"{relation}\": \"{given}\"");
                notes.omitted(format!("{}.relation", link.path), message, 1);
                self.relation(relation)
            }
            _ => self.relation(given),
        };
        if relation != given {
            notes.repaired(
                format!("{}.relation", link.path),
                format!("\"{given}\" was read as \"{relation}\""),
            );
        }
        if relation.is_empty() {
            let found = format!("{source} —?→ {}", link.target);
            return notes.problem(
                format!("{}.relation", link.path),
                "missing; expected the type of the relationship",
                &found,
            );
        }
        let shown = || format!("{source} —{relation}→ {} “{}”", link.target, link.passage);
        if !is_evident(&link.passage, &link.path, verdicts, (source, &link.target), &shown, notes) {
            return;
        }
        let source = source.to_owned();
        let (source, target) = (self.end(&source), self.end(&link.target));
        let taken = Taken { source, relation, target, passage: link.passage };
        let at = if self.seen.insert(taken.clone()) {
            self.links.push(taken);
            self.links.len() - 1
        } else if link.is_highlight {
            match self.links.iter().position(|known| *known == taken) {
                Some(at) => at,
                None => return broken(&"a link that was seen is not listed", ()),
            }
        } else {
            return;
        };
        if link.is_highlight && !self.highlights.contains(&at) {
            self.highlights.push(at);
        }
    }

    pub(super) fn find(&self, label: &str) -> Option<End> {
        let key = fold_label(label);
        if key == fold_label(&self.question) {
            return Some(End::Question);
        }
        if self.base_question.as_ref().is_some_and(|question| fold_label(question) == key) {
            return Some(End::BaseQuestion);
        }
        self.labels.get(&key).map(|&at| End::Concept(at))
    }

    fn end(&mut self, label: &str) -> End {
        self.find(label).unwrap_or_else(|| End::Concept(self.concept(label)))
    }

    /// The concept with this label, which is added if it is new.
    fn concept(&mut self, label: &str) -> usize {
        let key = fold_label(label);
        if let Some(&at) = self.labels.get(&key) {
            return at;
        }
        self.labels.insert(key, self.concepts.len());
        let label = label.to_owned();
        self.concepts.push(Known { label, text: String::new(), is_finding: false, is_old: false });
        self.concepts.len() - 1
    }

    /// A relation as this network spells it, with identifiers turned into words.
    fn relation(&mut self, relation: &str) -> String {
        let words = words_of_identifier(relation);
        let key = fold_label(words.as_deref().unwrap_or(relation));
        if key.is_empty() {
            return String::new();
        }
        self.relations.entry(key).or_insert_with(|| words.unwrap_or_else(|| relation.to_owned())).clone()
    }

    pub(super) fn label(&self, end: End) -> &str {
        match end {
            End::Question => &self.question,
            End::BaseQuestion => {
                self.base_question.as_deref().unwrap_or_else(|| broken(&"a base without a question", ""))
            }
            End::Concept(at) => match self.concepts.get(at) {
                Some(known) => &known.label,
                None => broken(&"an end that is not a concept", ""),
            },
        }
    }
}
