//! The index over canonical bytes, built while they are written, so they need not be read again.

use crate::names::KEY_FINDING;
use crate::network::cursor::bytes_at;
use crate::network::index::{Index, NOT_IN_BYTES};
use crate::network::{ConceptId, MAGIC, RelationId, RelationshipId, Writer};

/// An index of the bytes written so far. The methods are called in their order, each when the writer has
/// reached that part.
#[derive(Debug)]
pub(crate) struct Assembled {
    index: Index,
    /// The derived relation, and whether it is not stored.
    key_finding: Option<(u32, bool)>,
    /// How many stored relations sort before the derived one, and whether it is among them.
    before: (u32, bool),
    /// The source that the relationships are of.
    source: ConceptId,
    /// Whether the relationships that follow from the findings are still to be inserted among those of the
    /// question.
    to_derive: bool,
}

impl Assembled {
    /// For a writer that has written question and title; there will be this many concepts, and about this
    /// many relationships.
    pub(crate) fn new(out: &Writer, concepts: usize, relationships: usize) -> Assembled {
        let mut index = Index::default();
        let title_at = bytes_at(out.written(), MAGIC.len() + 1).1;
        index.title_at = title_at as u32;
        index.attributes_at = bytes_at(out.written(), title_at).1 as u32;
        index.concept_at.reserve_exact(concepts);
        index.out_start.reserve_exact(concepts + 1);
        index.source.reserve_exact(relationships);
        index.relation.reserve_exact(relationships);
        index.target.reserve_exact(relationships);
        let source = ConceptId(0);
        Assembled { index, key_finding: None, before: (0, false), source, to_derive: false }
    }

    /// The next concept is written at this offset.
    pub(crate) fn concept(&mut self, at: usize, is_question: bool) {
        if is_question {
            self.index.question = Some(ConceptId(self.index.concept_at.len() as u32));
        }
        self.index.concept_at.push(at as u32);
    }

    /// The index, if everything after the concepts equals that of another network, except for its offset.
    /// O(size), nearly all of which is copied.
    pub(crate) fn with_rest_of(self, other: &Index, there: usize, here: usize) -> Index {
        let Index { title_at, attributes_at, concept_at, .. } = self.index;
        // An offset that is too large is one in bytes that are refused for their length.
        let moved = |at: u32| at.wrapping_sub(there as u32).wrapping_add(here as u32);
        let mut index = other.with_concepts_at(concept_at, moved);
        (index.title_at, index.attributes_at) = (title_at, attributes_at);
        index
    }

    /// All concepts and findings were written.
    pub(crate) fn findings(&mut self, findings: impl Iterator<Item = u32>) {
        self.index.findings = findings.map(ConceptId).collect();
    }

    /// The next relation is written at this offset.
    pub(crate) fn relation(&mut self, at: usize, name: &str) {
        self.before.0 += u32::from(name < KEY_FINDING);
        self.before.1 |= name == KEY_FINDING;
        self.index.relation_at.push(at as u32);
    }

    /// All relations were written.
    pub(crate) fn relations_end(&mut self, out: &Writer) {
        let (before, is_stored) = self.before;
        let is_derived = !self.index.findings.is_empty() && !is_stored;
        if is_derived {
            self.index.relation_at.insert(before as usize, NOT_IN_BYTES);
        }
        self.index.begin_relations(out.written());
        self.key_finding = (is_stored || is_derived).then_some((before, is_derived));
        self.index.out_start.push(0);
    }

    /// The next relationships are those of this concept.
    pub(crate) fn source(&mut self, concept: u32) {
        self.source = ConceptId(concept);
        self.to_derive = self.index.question == Some(self.source) && !self.index.findings.is_empty();
    }

    /// A relationship whose passage and attributes end at the writer's place in the canonical bytes.
    #[inline]
    pub(crate) fn relationship(&mut self, out: &Writer, relation: u32, target: u32, extra: &[u8]) {
        let relation = match self.key_finding {
            Some((place, true)) if relation >= place => relation + 1,
            _ => relation,
        };
        if self.to_derive && self.key_finding.is_some_and(|(key_finding, _)| relation > key_finding) {
            self.derive();
        }
        // Without either, it is two zeros.
        if extra.len() > 2 {
            let at = out.written().len() - extra.len();
            self.index.extras.push((RelationshipId(self.index.source.len() as u32), at as u32));
        }
        self.index.source.push(self.source);
        self.index.relation.push(RelationId(relation));
        self.index.target.push(ConceptId(target));
    }

    /// All relationships of the concept were written.
    pub(crate) fn source_end(&mut self) {
        if self.to_derive {
            self.derive();
        }
        self.index.out_start.push(self.index.source.len() as u32);
    }

    fn derive(&mut self) {
        if let Some((key_finding, _)) = self.key_finding {
            self.index.derive(self.source, key_finding);
        }
        self.to_derive = false;
    }

    /// The index, with the highlights by their numbers in the bytes. O(size).
    pub(crate) fn finish(mut self, highlights: impl Iterator<Item = u32>) -> Index {
        let derived = self.index.derived.clone();
        let shift = |number| if number < derived.start { number } else { number + derived.len() as u32 };
        self.index.highlights = highlights.map(|number| RelationshipId(shift(number))).collect();
        self.index.finish();
        self.index
    }
}
