//! The triples of a file while it is read, by the numbers of their terms, and the statements about each
//! subject. A triple takes 16 bytes; the statements about a subject are assembled when they are requested.

use std::collections::HashMap;

use crate::format::tools::graph::Text;
use crate::format::tools::rdf::{TYPE, Term};
use crate::format::tools::strings::{NONE, Number, Strings};
use crate::util::growth::push;
use crate::util::{broken, items};

/// The terms of a file.
pub(super) type Terms = Strings;

/// All statements about one subject.
pub(super) type SubjectStatements<'a> = Vec<(Text<'a>, Term<'a>)>;

/// Triples by the numbers of their terms.
#[derive(Default)]
pub(super) struct Statements(Vec<Statement>);

#[derive(Clone, Copy)]
struct Statement {
    subject: Number,
    predicate: Number,
    object: Number,
    /// The kind of the object: one of these, or the number of a literal's language.
    kind: Number,
}

const NODE: Number = NONE;
const PLAIN: Number = NONE - 1;
const NUMBER: Number = NONE - 2;

impl Statement {
    fn object<'a>(&self, terms: &'a Terms) -> Term<'a> {
        let text = terms.get(self.object);
        let literal = |language| Term::Literal { value: text.into(), language };
        match self.kind {
            NODE => Term::Node(text.into()),
            PLAIN => literal(None),
            NUMBER => text.parse().map_or_else(|_| literal(None), Term::Number),
            language => literal(Some(terms.get(language).into())),
        }
    }
}

impl Statements {
    pub(super) fn push(&mut self, terms: &mut Terms, subject: &str, predicate: &str, object: &Term<'_>) {
        let (subject, predicate) = (terms.insert(subject), terms.insert(predicate));
        let (object, kind) = match object {
            Term::Node(node) => (terms.insert(node), NODE),
            Term::Literal { value, language } => {
                let language = language.as_deref().map(|language| terms.insert(language));
                (terms.insert(value), language.unwrap_or(PLAIN))
            }
            Term::Number(number) => (terms.insert(&number.to_string()), NUMBER),
        };
        push(&mut self.0, Statement { subject, predicate, object, kind });
    }

    /// The statements of each subject. O(triples), and O(n log n) if those of a subject are not adjacent.
    pub(super) fn said(self, terms: &Terms) -> Said<'_> {
        let mut all = self.0;
        all.shrink_to_fit();
        let mut places = vec![NONE; terms.len()];
        let (mut subjects, mut is_grouped, mut last) = (Vec::new(), true, NONE);
        for statement in &all {
            let Some(place) = places.get_mut(statement.subject as usize) else { continue };
            if *place == NONE {
                *place = u32::try_from(subjects.len()).unwrap_or(NONE);
                subjects.push((statement.subject, 0));
            } else {
                is_grouped &= last == statement.subject;
            }
            last = statement.subject;
            if let Some((_, end)) = subjects.get_mut(*place as usize) {
                *end += 1;
            }
        }
        let mut end = 0;
        for (_, count) in &mut subjects {
            end += *count;
            *count = end;
        }
        if !is_grouped {
            group(&mut all, &subjects, &places);
        }
        subjects.shrink_to_fit();
        let is_taken = vec![false; subjects.len()];
        Said { terms, all, subjects, places, is_taken, changed: HashMap::new() }
    }
}

/// Makes the statements of each subject adjacent, in their order, without a second list of them. O(triples).
fn group(all: &mut [Statement], subjects: &[(Number, u32)], places: &[Number]) {
    let start = |place: usize| place.checked_sub(1).and_then(|it| subjects.get(it)).map_or(0, |it| it.1);
    let mut next: Vec<u32> = (0..subjects.len()).map(start).collect();
    let mut targets: Vec<u32> = Vec::with_capacity(all.len());
    for statement in &*all {
        let place = places.get(statement.subject as usize).and_then(|place| next.get_mut(*place as usize));
        let Some(next) = place else { return broken(&"a subject without a place", ()) };
        targets.push(*next);
        *next += 1;
    }
    for at in 0..all.len() {
        // Each exchange puts one into its place.
        while let Some(target) = targets.get(at).map(|target| *target as usize).filter(|it| *it != at) {
            all.swap(at, target);
            targets.swap(at, target);
        }
    }
}

/// The statements of each subject of a file, the subjects in the order in which they first come.
pub(super) struct Said<'a> {
    terms: &'a Terms,
    /// Those of one subject are adjacent.
    all: Vec<Statement>,
    /// Each with the place where its statements end.
    subjects: Vec<(Number, u32)>,
    /// The place among the subjects, or `NONE`, by the number of a term.
    places: Vec<Number>,
    is_taken: Vec<bool>,
    /// The statements that were changed since, by place.
    changed: HashMap<usize, SubjectStatements<'a>>,
}

impl<'a> Said<'a> {
    /// The number of subjects.
    pub(super) fn len(&self) -> usize {
        self.subjects.len()
    }

    /// The subject at a place.
    pub(super) fn subject(&self, place: usize) -> Text<'a> {
        match self.subjects.get(place) {
            Some(&(number, _)) => self.terms.get(number).into(),
            None => broken(&"a place that no subject has", Text::default()),
        }
    }

    /// The place of a subject. O(length).
    pub(super) fn place(&self, subject: &str) -> Option<usize> {
        let place = self.places.get(self.terms.find(subject)? as usize)?;
        (*place != NONE).then_some(*place as usize)
    }

    fn statements(&self, place: usize) -> &[Statement] {
        let end = |place: usize| self.subjects.get(place).map_or(0, |&(_, end)| end as usize);
        let start = place.checked_sub(1).map_or(0, end);
        items(&self.all, start..end(place))
    }

    /// The statements of the subject at a place, unless they were taken. O(statements).
    pub(super) fn at(&self, place: usize) -> Option<SubjectStatements<'a>> {
        if self.is_taken.get(place).is_none_or(|taken| *taken) {
            return None;
        }
        if let Some(changed) = self.changed.get(&place) {
            return Some(changed.clone());
        }
        let pair = |it: &Statement| (Text::from(self.terms.get(it.predicate)), it.object(self.terms));
        Some(self.statements(place).iter().map(pair).collect())
    }

    /// One of the statements of the subject at a place, whether or not they were taken. O(1).
    pub(super) fn nth(&self, place: usize, number: u32) -> Option<(Text<'a>, Term<'a>)> {
        if let Some(changed) = self.changed.get(&place) {
            return changed.get(number as usize).cloned();
        }
        let it = self.statements(place).get(number as usize)?;
        Some((self.terms.get(it.predicate).into(), it.object(self.terms)))
    }

    /// Whether the statements of the subject at a place were taken.
    pub(super) fn is_taken(&self, place: usize) -> bool {
        self.is_taken.get(place).is_none_or(|taken| *taken)
    }

    /// The first object of the subject at a place for a predicate, unless the subject was taken.
    /// O(statements).
    pub(super) fn object(
        &self,
        place: usize,
        predicate: &str,
        fits: impl Fn(&Term<'a>) -> bool,
    ) -> Option<Term<'a>> {
        let all = (0..).map_while(|number| self.nth(place, number)).filter(|_| !self.is_taken(place));
        all.filter(|(name, _)| name == predicate).map(|(_, object)| object).find(fits)
    }

    /// The number of a term.
    pub(super) fn number(&self, term: &str) -> Option<Number> {
        self.terms.find(term)
    }

    /// The key of the object that the file gives to the subject at a place for a predicate. O(statements).
    pub(super) fn object_number(&self, place: usize, predicate: Number) -> Option<(Number, Number)> {
        let found = self.statements(place).iter().find(|it| it.predicate == predicate);
        found.map(|it| (it.object, it.kind))
    }

    /// Frees all statements.
    pub(super) fn clear(&mut self) {
        (self.all, self.subjects, self.places) = (Vec::new(), Vec::new(), Vec::new());
        (self.is_taken, self.changed) = (Vec::new(), HashMap::new());
    }

    /// The same, by the name of the subject.
    pub(super) fn get(&self, subject: &str) -> Option<SubjectStatements<'a>> {
        self.at(self.place(subject)?)
    }

    /// Removes the statements about the subject at a place, and returns them.
    pub(super) fn take(&mut self, place: usize) -> Option<SubjectStatements<'a>> {
        let said = self.at(place)?;
        self.mark_taken(place);
        Some(said)
    }

    /// The same, without returning them.
    pub(super) fn mark_taken(&mut self, place: usize) {
        self.changed.remove(&place);
        if let Some(taken) = self.is_taken.get_mut(place) {
            *taken = true;
        }
    }

    /// The same by the name of the subject.
    pub(super) fn remove(&mut self, subject: &str) -> Option<SubjectStatements<'a>> {
        self.take(self.place(subject)?)
    }

    /// Replaces the statements of a subject.
    pub(super) fn set(&mut self, subject: &str, said: SubjectStatements<'a>) {
        if let Some(place) = self.place(subject) {
            self.changed.insert(place, said);
        }
    }

    /// Whether the file has a term.
    pub(super) fn has_term(&self, term: &str) -> bool {
        self.terms.find(term).is_some()
    }

    /// Whether the subject at a place, which was not taken, is of a class. O(statements).
    pub(super) fn is_of(&self, place: usize, class: &str) -> bool {
        if let Some(changed) = self.changed.get(&place) {
            let is_it = |(name, object): &(Text<'_>, Term<'_>)| {
                name == TYPE && matches!(object, Term::Node(node) if node == class)
            };
            return changed.iter().any(is_it);
        }
        let (Some(kind), Some(class)) = (self.terms.find(TYPE), self.terms.find(class)) else { return false };
        let is_it = |it: &Statement| it.predicate == kind && it.object == class && it.kind == NODE;
        self.is_taken.get(place).is_some_and(|taken| !taken) && self.statements(place).iter().any(is_it)
    }

    /// All subjects that were not taken, with the statements about them.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Text<'a>, SubjectStatements<'a>)> {
        (0..self.len()).filter_map(|place| Some((self.subject(place), self.at(place)?)))
    }

    /// All predicates, each once, including those of changed statements. O(triples).
    pub(super) fn predicates(&self) -> Vec<Text<'a>> {
        let mut is_known = vec![false; self.terms.len()];
        let changed = self.changed.values().flatten().map(|(predicate, _)| predicate.clone());
        let is_new = |it: &&Statement| {
            let known = is_known.get_mut(it.predicate as usize);
            known.is_some_and(|known| !std::mem::replace(known, true))
        };
        let of_file = self.all.iter().filter(is_new).map(|it| self.terms.get(it.predicate).into());
        of_file.chain(changed).collect()
    }
}
