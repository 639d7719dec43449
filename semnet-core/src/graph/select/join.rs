//! Joining triples: from one row without bindings, triple by triple, to the rows that satisfy them all. The
//! next triple is always the one that is estimated to leave the fewest rows, regardless of the order in which
//! they were written.

use std::borrow::Cow;

use crate::graph::budget::{Budget, BudgetError};
use crate::graph::select::automaton::Automaton;
use crate::graph::select::pair::Pair;
use crate::graph::select::reach::{OBJECT, Reach, SUBJECT};
use crate::network::{ConceptId, Network};

/// Stands for a variable that no pattern has bound yet.
const UNBOUND: ConceptId = ConceptId(u32::MAX);

/// A subject or an object.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum End {
    Fixed(ConceptId),
    /// A place in the row.
    Variable(usize),
}

/// A pattern on one network.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) subject: End,
    pub(super) object: End,
    pub(super) automaton: Automaton,
    /// How many pairs of concepts the path relates, roughly.
    pub(super) pairs: f64,
    /// Its place when triples are sorted as texts: which of two equally good ones comes first does not
    /// depend on their place.
    pub(super) rank: usize,
}

/// Consecutive rows of `width` cells each.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) width: usize,
    pub(super) count: usize,
    pub(super) cells: Vec<ConceptId>,
}

impl Table {
    fn row(&self, number: usize) -> &[ConceptId] {
        &self.cells[number * self.width..(number + 1) * self.width]
    }

    fn value(&self, end: End, row: usize) -> ConceptId {
        match end {
            End::Fixed(concept) => concept,
            End::Variable(place) => self.row(row)[place],
        }
    }

    /// The numbers of all rows, those side by side whose value at one end is the same.
    fn grouped(&self, end: End) -> Cow<'static, [usize]> {
        if self.count == 1 {
            return Cow::Borrowed(&[0]);
        }
        let mut order: Vec<usize> = (0..self.count).collect();
        if let End::Variable(place) = end {
            crate::util::sort::stable_sort_by(&mut order, |&a, &b| {
                self.row(a)[place].cmp(&self.row(b)[place])
            });
        }
        Cow::Owned(order)
    }

    /// Appends a row, with some of its cells set.
    fn push(
        &mut self,
        row: &[ConceptId],
        set: &[(usize, ConceptId)],
        budget: &mut Budget,
    ) -> Result<(), BudgetError> {
        budget.spend(self.width.max(1))?;
        let start = self.cells.len();
        self.cells.extend_from_slice(row);
        for &(place, concept) in set {
            self.cells[start + place] = concept;
        }
        self.count += 1;
        Ok(())
    }

    /// Sorts the rows by their cells.
    fn sort(&mut self) {
        match self.width {
            0 => {}
            1 => crate::util::sort::sort(&mut self.cells),
            2 => {
                let mut keys: Vec<u64> = self
                    .cells
                    .chunks_exact(2)
                    .map(|row| u64::from(row[0].0) << 32 | u64::from(row[1].0))
                    .collect();
                crate::util::sort::sort(&mut keys);
                let cells =
                    keys.iter().flat_map(|key| [ConceptId((key >> 32) as u32), ConceptId(*key as u32)]);
                self.cells = cells.collect();
            }
            _ => {
                let mut rows: Vec<&[ConceptId]> = self.cells.chunks_exact(self.width).collect();
                crate::util::sort::sort(&mut rows);
                self.cells = rows.concat();
            }
        }
    }
}

pub(super) struct Join<'a> {
    network: &'a Network,
    parts: &'a [Part],
    reach: Reach<'a>,
    max_length: usize,
    budget: Budget,
    next: Table,
}

impl<'a> Join<'a> {
    pub(super) fn new(
        network: &'a Network,
        parts: &'a [Part],
        max_length: usize,
        budget: Budget,
    ) -> Join<'a> {
        let reach = Reach::new(network, max_length);
        Join { network, parts, reach, max_length, budget, next: Table::default() }
    }

    /// The rows in canonical order, and whether the budget ended before they all were found.
    pub(super) fn run(mut self, width: usize) -> (Table, Option<BudgetError>) {
        let mut table = Table { width, count: 1, cells: vec![UNBOUND; width] };
        if let [part] = self.parts {
            self.next = Table { width, ..Table::default() };
            let cut_short = self.extend(&table, part).err();
            self.next.sort();
            return (self.next, cut_short);
        }
        let mut left: Vec<usize> = (0..self.parts.len()).collect();
        crate::util::sort::stable_sort_by(&mut left, |&a, &b| self.parts[a].rank.cmp(&self.parts[b].rank));
        let mut bound = vec![false; width];
        let mut cut_short = None;
        while !left.is_empty() {
            let part = &self.parts[left.remove(self.cheapest(&left, &bound))];
            self.next = Table { width, ..Table::default() };
            cut_short = self.extend(&table, part).err();
            table = std::mem::take(&mut self.next);
            if cut_short.is_some() || table.count == 0 {
                break;
            }
            for end in [part.subject, part.object] {
                if let End::Variable(place) = end {
                    bound[place] = true;
                }
            }
        }
        if !left.is_empty() {
            // Rows that do not satisfy all triples are not answers.
            table = Table { width, ..Table::default() };
        }
        table.sort();
        (table, cut_short)
    }

    /// The place in `left` of the triple that leaves the fewest rows.
    fn cheapest(&mut self, left: &[usize], bound: &[bool]) -> usize {
        let mut best = (0, f64::INFINITY);
        for (place, &part) in left.iter().enumerate().filter(|_| left.len() > 1) {
            let estimate = self.estimate(&self.parts[part], bound);
            if estimate < best.1 {
                best = (place, estimate);
            }
        }
        best.0
    }

    /// How many rows one row becomes, roughly.
    fn estimate(&mut self, part: &Part, bound: &[bool]) -> f64 {
        let concepts = self.network.concept_count().max(1) as f64;
        let is_known = |end: End| match end {
            End::Fixed(_) => true,
            End::Variable(place) => bound[place],
        };
        match (is_known(part.subject), is_known(part.object)) {
            (true, true) => (part.pairs / concepts / concepts).min(1.0),
            (true, false) => self.fan(part, part.subject, SUBJECT),
            (false, true) => self.fan(part, part.object, OBJECT),
            (false, false) if part.subject == part.object => (part.pairs / concepts).max(1.0),
            (false, false) => part.pairs,
        }
    }

    /// An estimate of the number of concepts to which a path leads from a known end: counted if the end is
    /// given and reaches few concepts.
    fn fan(&mut self, part: &Part, end: End, side: usize) -> f64 {
        const LOOKED_AT: u64 = 256;
        let estimated = part.pairs / self.network.concept_count().max(1) as f64;
        let End::Fixed(concept) = end else { return estimated };
        let mut found = Vec::new();
        let mut budget = Budget::new(LOOKED_AT);
        match self.reach.from(&part.automaton, side, concept, &mut budget, &mut found) {
            Ok(()) => found.len() as f64,
            Err(_) => estimated.max(LOOKED_AT as f64),
        }
    }

    /// Makes of each row in `table` those in `next` that satisfy one more pattern.
    fn extend(&mut self, table: &Table, part: &Part) -> Result<(), BudgetError> {
        let is_known = |end: End| match end {
            End::Fixed(_) => true,
            End::Variable(place) => table.cells.get(place).is_some_and(|&cell| cell != UNBOUND),
        };
        match (is_known(part.subject), is_known(part.object)) {
            (true, true) => self.filter(table, part),
            (true, false) => self.fan_out(table, part, SUBJECT),
            (false, true) => self.fan_out(table, part, OBJECT),
            (false, false) => self.enumerate(table, part),
        }
    }

    /// One end is known: the other is bound to the concepts to which the path leads.
    fn fan_out(&mut self, table: &Table, part: &Part, side: usize) -> Result<(), BudgetError> {
        let (known, other) =
            if side == SUBJECT { (part.subject, part.object) } else { (part.object, part.subject) };
        let End::Variable(other) = other else { return Ok(()) };
        let order = table.grouped(known);
        let mut found = Vec::new();
        for group in order.chunk_by(|&a, &b| table.value(known, a) == table.value(known, b)) {
            found.clear();
            let start = table.value(known, group[0]);
            // Rows found before the budget ended are valid, and may be returned.
            let result = self.reach.from(&part.automaton, side, start, &mut self.budget, &mut found);
            if self.next.width == 1 {
                // The row consists of the result.
                self.budget.spend(found.len())?;
                if self.next.cells.is_empty() {
                    std::mem::swap(&mut self.next.cells, &mut found);
                } else {
                    self.next.cells.append(&mut found);
                }
                self.next.count = self.next.cells.len();
                result?;
                continue;
            }
            self.next.cells.reserve(group.len().saturating_mul(found.len()).min(1 << 16) * self.next.width);
            for &row in group {
                for &concept in &found {
                    self.next.push(table.row(row), &[(other, concept)], &mut self.budget)?;
                }
            }
            result?;
        }
        Ok(())
    }

    /// Both ends are known: rows are kept if the path relates them. All concepts that one end reaches are
    /// visited if these are few for the number of rows; else each pair is searched from both ends.
    fn filter(&mut self, table: &Table, part: &Part) -> Result<(), BudgetError> {
        let (side, known, other) = match part.object {
            End::Fixed(_) => (OBJECT, part.object, part.subject),
            End::Variable(_) => (SUBJECT, part.subject, part.object),
        };
        let order = table.grouped(known);
        let mut found = Vec::new();
        for group in order.chunk_by(|&a, &b| table.value(known, a) == table.value(known, b)) {
            found.clear();
            let start = table.value(known, group[0]);
            let mut is_whole = false;
            if let Automaton::Many(_) = part.automaton {
                let mut little = Budget::new(64 * group.len() as u64 + 1000);
                let result = self.reach.from(&part.automaton, side, start, &mut little, &mut found);
                self.budget.spend(little.spent())?;
                is_whole = result.is_ok();
            }
            for &row in group {
                let is_related = if is_whole {
                    found.binary_search(&table.value(other, row)).is_ok()
                } else {
                    let (subject, object) = (table.value(part.subject, row), table.value(part.object, row));
                    let pair = Pair { network: self.network, subject, object, max_length: self.max_length };
                    pair.is_related(&part.automaton, &mut self.budget)?
                };
                if is_related {
                    self.next.push(table.row(row), &[], &mut self.budget)?;
                }
            }
        }
        Ok(())
    }

    /// Neither end is known: all pairs that the path relates.
    fn enumerate(&mut self, table: &Table, part: &Part) -> Result<(), BudgetError> {
        let (End::Variable(subject), End::Variable(object)) = (part.subject, part.object) else {
            return Ok(());
        };
        let mut found = Vec::new();
        for start in self.reach.starts(&part.automaton, SUBJECT) {
            found.clear();
            let result = self.reach.from(&part.automaton, SUBJECT, start, &mut self.budget, &mut found);
            if subject == object {
                found.retain(|&concept| concept == start);
            }
            for row in 0..table.count {
                for &concept in &found {
                    let set = [(subject, start), (object, concept)];
                    self.next.push(table.row(row), &set, &mut self.budget)?;
                }
            }
            result?;
        }
        Ok(())
    }
}
