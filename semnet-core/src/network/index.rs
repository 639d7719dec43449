//! The index over canonical bytes: the place of each string, and the adjacent relationships of each concept,
//! grouped by relation. The strict reading that checks whether the bytes are canonical builds it. Its
//! look-ups are in `index_lookups`.

use std::cmp::Ordering;
use std::sync::OnceLock;

use crate::names::KEY_FINDING;
use crate::network::attributes::Attributes;
use crate::network::cursor::{Cursor, bytes_at};
use crate::network::error::{DecodeError, DecodeProblem};
use crate::network::labels::{Beginnings, FoldedLabels, Labels};
use crate::network::{ConceptId, RelationId, RelationshipId};
use crate::util::csr::{grouped, starts};

/// Stands for the offset of a string that is not in the bytes: the derived relation's name.
pub(super) const NOT_IN_BYTES: u32 = u32::MAX;

#[derive(Debug, Default)]
pub(crate) struct Index {
    pub(crate) title_at: u32,
    pub(crate) attributes_at: u32,
    /// The offset of each concept's record.
    pub(super) concept_at: Vec<u32>,
    /// The question's number, if it is a concept.
    pub(crate) question: Option<ConceptId>,
    /// The findings, in their order.
    pub(crate) findings: Vec<ConceptId>,
    /// The offset of each relation's name.
    pub(super) relation_at: Vec<u32>,
    pub(super) relation_beginnings: Beginnings,
    /// Per concept, the first of its outgoing relationships; one more entry than concepts.
    pub(super) out_start: Vec<u32>,
    /// For each relationship, in canonical order. These are separate lists: walks read only targets, and
    /// their speed depends on how many of them fit into the processor's cache.
    pub(crate) source: Vec<ConceptId>,
    pub(crate) relation: Vec<RelationId>,
    pub(crate) target: Vec<ConceptId>,
    /// The offsets of the passage and attributes, for those relationships that have any; sorted.
    pub(super) extras: Vec<(RelationshipId, u32)>,
    /// The relationships that follow from the findings.
    pub(crate) derived: std::ops::Range<u32>,
    /// Per concept, the first of its entries in `incoming`; one more entry than concepts.
    pub(crate) in_start: Vec<u32>,
    /// Relationships by target, relation, and then their own order; and the source of each.
    pub(crate) incoming: Vec<RelationshipId>,
    pub(crate) in_source: Vec<ConceptId>,
    /// The highlights, in their order.
    pub(crate) highlights: Vec<RelationshipId>,
    pub(super) labels: OnceLock<Labels>,
    /// The labels without regard to letter case, for paths through many networks.
    pub(super) folded_labels: OnceLock<FoldedLabels>,
    /// Per relation, how many relationships it has.
    pub(crate) relation_sizes: OnceLock<Vec<u32>>,
    /// Which words its texts have, by language.
    pub(crate) texts: crate::network::text_index::TextIndexes,
    /// Memory for the searches of queries.
    pub(crate) pool: crate::network::scratch::Pool,
}

impl Index {
    /// Reads canonical bytes; an error for all others. O(length).
    pub(crate) fn read(bytes: &[u8], trusted: bool) -> Result<Index, DecodeError> {
        if u32::try_from(bytes.len()).is_err() {
            return Err(DecodeError { offset: u32::MAX as usize, problem: DecodeProblem::TooLong });
        }
        let mut cursor = Cursor::new(bytes, trusted);
        let mut index = Index::default();
        cursor.header()?;
        let start = cursor.offset();
        let question = cursor.string()?;
        if question.is_empty() {
            return Err(cursor.error(start, DecodeProblem::Empty { what: "question" }));
        }
        index.title_at = cursor.offset() as u32;
        cursor.string()?;
        index.attributes_at = cursor.offset() as u32;
        cursor.attributes()?;
        index.read_concepts(&mut cursor, question)?;
        let findings_at = cursor.offset();
        index.findings = index
            .read_list(&mut cursor, index.concept_count(), "finding")?
            .into_iter()
            .map(ConceptId)
            .collect();
        if index.findings.iter().any(|&finding| Some(finding) == index.question) {
            return Err(cursor.error(findings_at, DecodeProblem::LabelIsQuestion));
        }
        if !index.findings.is_empty() && index.question.is_none() {
            return Err(cursor.error(findings_at, DecodeProblem::QuestionConcept { present: false }));
        }
        let key_finding = index.read_relations(&mut cursor)?;
        index.read_relationships(&mut cursor, key_finding)?;
        let stored = index.source.len() - index.findings.len();
        let Index { derived, .. } = &index;
        let shift = |number| if number < derived.start { number } else { number + derived.len() as u32 };
        index.highlights = index
            .read_list(&mut cursor, stored, "highlight")?
            .into_iter()
            .map(|number| RelationshipId(shift(number)))
            .collect();
        cursor.end()?;
        index.finish();
        Ok(index)
    }

    /// Builds the lists that follow from the others.
    pub(super) fn finish(&mut self) {
        // They grew by doubling, and stay as they are from now on.
        self.source.shrink_to_fit();
        self.relation.shrink_to_fit();
        self.target.shrink_to_fit();
        self.extras.shrink_to_fit();
        self.turn_round();
    }

    /// The same index with other offsets of concepts, for bytes that differ only before the end of the
    /// concepts. O(size), for a copy.
    pub(crate) fn with_concepts_at(&self, concept_at: Vec<u32>, moved: impl Fn(u32) -> u32) -> Index {
        let relation_at = self.relation_at.iter().map(|&at| if at == NOT_IN_BYTES { at } else { moved(at) });
        Index {
            concept_at,
            question: self.question,
            findings: self.findings.clone(),
            relation_at: relation_at.collect(),
            relation_beginnings: self.relation_beginnings.clone(),
            out_start: self.out_start.clone(),
            source: self.source.clone(),
            relation: self.relation.clone(),
            target: self.target.clone(),
            extras: self.extras.iter().map(|&(number, at)| (number, moved(at))).collect(),
            derived: self.derived.clone(),
            in_start: self.in_start.clone(),
            incoming: self.incoming.clone(),
            in_source: self.in_source.clone(),
            highlights: self.highlights.clone(),
            ..Index::default()
        }
    }

    /// Whether everything that is read from bytes is the same.
    pub(super) fn is_like(&self, other: &Index) -> bool {
        let offsets = |index: &Index| (index.title_at, index.attributes_at);
        offsets(self) == offsets(other)
            && self.concept_at == other.concept_at
            && self.question == other.question
            && self.findings == other.findings
            && self.relation_at == other.relation_at
            && self.relation_beginnings == other.relation_beginnings
            && self.out_start == other.out_start
            && self.source == other.source
            && self.relation == other.relation
            && self.target == other.target
            && self.extras == other.extras
            && self.derived == other.derived
            && self.in_start == other.in_start
            && self.incoming == other.incoming
            && self.in_source == other.in_source
            && self.highlights == other.highlights
    }

    fn read_concepts(&mut self, cursor: &mut Cursor<'_>, question: &[u8]) -> Result<(), DecodeError> {
        let count = cursor.count(1)?;
        self.concept_at.reserve_exact(count);
        let mut previous: &[u8] = b"";
        for number in 0..count {
            let start = cursor.offset();
            let mut label = cursor.string()?;
            if label.is_empty() {
                // The question's own concept: its label is at the beginning of the bytes.
                label = question;
                self.question = Some(ConceptId(number as u32));
            } else if label == question {
                return Err(cursor.error(start, DecodeProblem::LabelIsQuestion));
            } else {
                cursor.string()?;
                cursor.attributes()?;
            }
            if number > 0 && previous >= label {
                return Err(cursor.error(start, DecodeProblem::Order { what: "label" }));
            }
            previous = label;
            self.concept_at.push(start as u32);
        }
        Ok(())
    }

    /// A list of different numbers below `limit`, in an order chosen by people.
    fn read_list(
        &self,
        cursor: &mut Cursor<'_>,
        limit: usize,
        what: &'static str,
    ) -> Result<Vec<u32>, DecodeError> {
        let count = cursor.count(1)?;
        let mut list = Vec::with_capacity(count);
        let mut seen = fixedbitset::FixedBitSet::with_capacity(if count > 0 { limit } else { 0 });
        for _ in 0..count {
            let start = cursor.offset();
            let number = cursor.number_below(limit)?;
            if seen.put(number as usize) {
                return Err(cursor.error(start, DecodeProblem::Twice { what }));
            }
            list.push(number);
        }
        Ok(list)
    }

    /// Reads the stored relations, and inserts the derived one if there are findings. Returns the place of
    /// the derived one, and whether it was inserted.
    fn read_relations(&mut self, cursor: &mut Cursor<'_>) -> Result<Option<(u32, bool)>, DecodeError> {
        let count = cursor.count(1)?;
        self.relation_at.reserve_exact(count + 1);
        let mut previous: &[u8] = b"";
        let (mut before, mut among) = (0, false);
        for _ in 0..count {
            let start = cursor.offset();
            let name = cursor.string()?;
            if name.is_empty() {
                return Err(cursor.error(start, DecodeProblem::Empty { what: "relation" }));
            }
            if previous >= name {
                return Err(cursor.error(start, DecodeProblem::Order { what: "relation" }));
            }
            previous = name;
            before += u32::from(name < KEY_FINDING.as_bytes());
            among |= name == KEY_FINDING.as_bytes();
            self.relation_at.push(start as u32);
        }
        let derived = !self.findings.is_empty() && !among;
        if derived {
            self.relation_at.insert(before as usize, NOT_IN_BYTES);
        }
        self.begin_relations(cursor.bytes());
        Ok((among || derived).then_some((before, derived)))
    }

    /// Makes the table of the relations' beginnings.
    pub(super) fn begin_relations(&mut self, bytes: &[u8]) {
        for &at in &self.relation_at {
            self.relation_beginnings.push(name_at(bytes, at));
        }
    }

    /// Reads each concept's relationships, and puts those that follow from the findings among them.
    fn read_relationships(
        &mut self,
        cursor: &mut Cursor<'_>,
        key_finding: Option<(u32, bool)>,
    ) -> Result<(), DecodeError> {
        let inserted = key_finding.and_then(|(place, inserted)| inserted.then_some(place));
        let stored_relations = self.relation_at.len() - usize::from(inserted.is_some());
        let mut used = fixedbitset::FixedBitSet::with_capacity(self.relation_at.len());
        let mut touched = !self.findings.is_empty();
        self.out_start.reserve_exact(self.concept_count() + 1);
        self.out_start.push(0);
        for number in 0..self.concept_count() {
            let source = ConceptId(number as u32);
            let is_question = Some(source) == self.question;
            let mut to_derive = is_question && !self.findings.is_empty();
            let count = cursor.count(4)?;
            touched |= is_question && count > 0;
            let mut previous = (0, 0, 0);
            for place in 0..count {
                let start = cursor.offset();
                let mut relation = cursor.number_below(stored_relations)?;
                relation += u32::from(inserted.is_some_and(|place| relation >= place));
                let target = cursor.number_below(self.concept_count())?;
                let extra_at = cursor.offset();
                let has_passage = !cursor.string()?.is_empty();
                let attributes_at = cursor.offset();
                cursor.attributes()?;
                let has_extra = has_passage || cursor.offset() > attributes_at + 1;
                let extra = if has_extra { extra_at } else { 0 };
                if let (true, Some((key_finding, _))) = (is_question, key_finding) {
                    if relation == key_finding {
                        return Err(cursor.error(start, DecodeProblem::KeyFinding));
                    }
                    if to_derive && relation > key_finding {
                        self.derive(source, key_finding);
                        to_derive = false;
                    }
                }
                let key = (relation, target, extra);
                if place > 0 && !in_order(cursor.bytes(), previous, key) {
                    return Err(cursor.error(start, DecodeProblem::Order { what: "relationship" }));
                }
                previous = key;
                used.insert(relation as usize);
                touched |= Some(ConceptId(target)) == self.question;
                if has_extra {
                    self.extras.push((RelationshipId(self.source.len() as u32), extra_at as u32));
                }
                self.push(source, relation, ConceptId(target));
            }
            if let (true, Some((key_finding, _))) = (to_derive, key_finding) {
                self.derive(source, key_finding);
            }
            let Ok(end) = u32::try_from(self.source.len()) else {
                return Err(cursor.error(cursor.offset(), DecodeProblem::TooLong));
            };
            self.out_start.push(end);
        }
        if self.question.is_some() && !touched {
            return Err(cursor.error(cursor.offset(), DecodeProblem::QuestionConcept { present: true }));
        }
        if used.count_ones(..) < stored_relations {
            return Err(cursor.error(cursor.offset(), DecodeProblem::UnusedRelation));
        }
        Ok(())
    }

    fn push(&mut self, source: ConceptId, relation: u32, target: ConceptId) {
        self.source.push(source);
        self.relation.push(RelationId(relation));
        self.target.push(target);
    }

    /// The relationships question –`Key Finding`→ finding, in canonical order.
    pub(super) fn derive(&mut self, question: ConceptId, key_finding: u32) {
        let start = self.source.len() as u32;
        let mut targets = self.findings.clone();
        crate::util::sort::sort(&mut targets);
        for target in targets {
            self.push(question, key_finding, target);
        }
        self.derived = start..self.source.len() as u32;
    }

    /// Makes the incoming side from the outgoing one: sorted by relation and then by target, each time by
    /// counting, so the order among equals stays and the cost is linear.
    fn turn_round(&mut self) {
        let numbered = self.relation.iter().zip(0..);
        let numbered = numbered.map(|(relation, number)| (relation.0, RelationshipId(number)));
        let (_, by_relation) = grouped(self.relation_at.len(), numbered);
        self.in_start = starts(self.concept_count(), self.target.iter().map(|target| target.0));
        let mut next = self.in_start.clone();
        self.incoming = vec![RelationshipId(0); self.source.len()];
        self.in_source = vec![ConceptId(0); self.source.len()];
        for number in by_relation {
            let place = &mut next[self.target(number).index()];
            self.incoming[*place as usize] = number;
            self.in_source[*place as usize] = self.source[number.index()];
            *place += 1;
        }
    }
}

/// A relation's name as bytes.
pub(super) fn name_at(bytes: &[u8], at: u32) -> &[u8] {
    if at == NOT_IN_BYTES { KEY_FINDING.as_bytes() } else { bytes_at(bytes, at as usize).0 }
}

/// Whether `next` may follow `previous` among the relationships of one concept: by relation, target, passage
/// and attributes. The passage and attributes are at an offset in the bytes, which is 0 if there are neither.
fn in_order(bytes: &[u8], previous: (u32, u32, usize), next: (u32, u32, usize)) -> bool {
    match (previous.0, previous.1).cmp(&(next.0, next.1)) {
        Ordering::Less => true,
        Ordering::Greater => false,
        Ordering::Equal if next.2 == 0 => false,
        Ordering::Equal if previous.2 == 0 => true,
        Ordering::Equal => extra_key(bytes, previous.2) < extra_key(bytes, next.2),
    }
}

/// A passage and its attributes, to sort by.
fn extra_key(bytes: &[u8], at: usize) -> (&[u8], Vec<(&str, &str)>) {
    let (passage, attributes_at) = bytes_at(bytes, at);
    (passage, Attributes::at(bytes, attributes_at).collect())
}
