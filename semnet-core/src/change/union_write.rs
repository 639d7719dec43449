//! Writes rows as a union: sorts them, combines those of the same part, and writes canonical bytes.

use std::collections::{BTreeMap, BTreeSet};

use crate::change::union_marks::{Marks, TEXT, attribute_note, kept, note};
use crate::change::union_rows::{ConceptRow, NOBODY, Pair, RelationshipRow, Rows, Source};
use crate::names::{CONTESTED, KEY_FINDING, UNION_SOURCE, UNION_SOURCES};
use crate::network::{Attributes, BuildError, Network, Writer, bytes_at, compare_extras, write_extra};
use crate::util::{broken, excerpt, items};

/// The separator between different questions, and between different titles.
const BETWEEN: &str = " / ";
/// Passage and attributes of a relationship that has neither.
const NO_EXTRA: &[u8] = &[0, 0];

/// The union of the rows. O(size · log n).
pub(super) fn write(rows: Rows<'_>) -> Result<Network, BuildError> {
    let marks = Marks::of(rows.sources.iter().map(|source| source.fingerprint).collect());
    let Rows { sources, attributes, mut concepts, pairs, mut relationships, findings_by_hand, .. } = rows;
    let questions: BTreeSet<&str> = sources.iter().map(|source| source.question).collect();
    let titles: BTreeSet<&str> = sources.iter().map(|source| source.title).collect();
    let joined = |all: &BTreeSet<&str>| {
        all.iter().copied().filter(|one| !one.is_empty()).collect::<Vec<_>>().join(BETWEEN)
    };
    let (question, title) = (joined(&questions), joined(&titles));
    if question.is_empty() {
        return Err(BuildError::EmptyQuestion);
    }
    let is_single = questions.len() == 1;
    let has_findings = !findings_by_hand.is_empty() || concepts.iter().any(|row| row.finding > 0);
    if !is_single {
        questions_to_concepts(&sources, &mut concepts, &mut relationships);
    }
    let is_root = |label: &str| label.is_empty() || is_single && label == question;
    let is_touched = has_findings || relationships.iter().any(|row| row.ends.iter().any(|end| is_root(end)));
    let with_findings = concepts.iter().filter(|row| row.finding > 0).map(|row| row.source);
    let with_highlights = relationships.iter().filter(|row| row.highlight > 0).map(|row| row.source);
    let listed: BTreeSet<u32> = with_findings.chain(with_highlights).collect();
    crate::util::sort::stable_sort_by(&mut concepts, |a, b| (a.label, a.source).cmp(&(b.label, b.source)));
    let mut writing = Writing {
        names: marks.names(),
        marks: &marks,
        pairs: &pairs,
        labels: Vec::new(),
        question: &question,
        groups: Vec::new(),
    };
    writing.number_concepts(&concepts, is_touched)?;

    let bytes: usize = relationships.iter().map(|row| row.extra.len() + 24).sum();
    let texts: usize = concepts.iter().map(|row| row.label.len() + row.text.len() + 48).sum();
    let mut out = Writer::new(&question, &title, (bytes + texts).min(u32::MAX as usize));
    let network = writing.network_attributes(&sources, &attributes, &listed, is_single);
    out.attributes(network.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect::<Vec<_>>());
    writing.write_concepts(&mut out, &concepts);
    let mut findings: Vec<(u32, u32, u32)> = Vec::new();
    for (number, rows) in (0..).zip(&writing.groups) {
        let rows = concepts[rows.clone()].iter().filter(|row| row.finding > 0);
        findings.extend(rows.map(|row| (row.source, row.finding, number)));
    }
    for (label, place) in findings_by_hand {
        let number = writing.number(label);
        findings.extend((number < writing.labels.len() as u32).then_some((NOBODY, place, number)));
    }
    write_list(&mut out, findings);
    writing.write_relationships(&mut out, relationships);
    out.finish()
}

/// Makes each source's question a concept, and writes out the relationships that it had as the question.
fn questions_to_concepts<'a>(
    sources: &[Source<'a>],
    concepts: &mut Vec<ConceptRow<'a>>,
    relationships: &mut Vec<RelationshipRow<'a>>,
) {
    for row in concepts.iter().filter(|row| row.finding > 0) {
        let Some(source) = sources.get(row.source as usize) else { continue };
        relationships.push(RelationshipRow {
            source: row.source,
            ends: [source.question, row.label],
            relation: KEY_FINDING,
            extra: NO_EXTRA.into(),
            highlight: 0,
            by_hand: 0,
        });
    }
    concepts.extend((0..).zip(sources).map(|(number, source)| ConceptRow {
        label: source.question,
        source: number,
        text: "",
        finding: 0,
        pairs: 0..0,
    }));
}

/// Writes items of several lists, by source and place, each once.
fn write_list(out: &mut Writer, mut items: Vec<(u32, u32, u32)>) {
    crate::util::sort::sort(&mut items);
    let mut known = BTreeSet::new();
    let list: Vec<u32> =
        items.into_iter().map(|(_, _, item)| item).filter(|&item| known.insert(item)).collect();
    out.list(list.into_iter());
}

struct Writing<'a: 'b, 'b> {
    /// The names of the sources.
    names: Vec<&'b str>,
    marks: &'b Marks<'b>,
    pairs: &'b [(&'a str, &'a str)],
    /// The label of each concept, including the question.
    labels: Vec<&'b str>,
    question: &'b str,
    /// The rows of each concept; empty for the question.
    groups: Vec<std::ops::Range<usize>>,
}

type Marked = BTreeSet<(String, String)>;

impl<'a: 'b, 'b> Writing<'a, 'b> {
    fn number_concepts(&mut self, concepts: &[ConceptRow<'a>], is_touched: bool) -> Result<(), BuildError> {
        let mut start = 0;
        let question = self.question;
        let mut question_left = is_touched.then_some(question);
        for rows in concepts.chunk_by(|a, b| a.label == b.label) {
            let label = rows.first().map_or("", |row| row.label);
            if label == question {
                return Err(BuildError::LabelIsQuestion { label: excerpt(label) });
            }
            if question_left.is_some_and(|question| question < label) {
                self.labels.extend(question_left.take());
                self.groups.push(0..0);
            }
            self.labels.push(label);
            self.groups.push(start..start + rows.len());
            start += rows.len();
        }
        if let Some(question) = question_left {
            self.labels.push(question);
            self.groups.push(0..0);
        }
        Ok(())
    }

    fn number(&self, label: &str) -> u32 {
        let label = if label.is_empty() { self.question } else { label };
        self.labels.binary_search(&label).map_or(u32::MAX, |number| number as u32)
    }

    fn name(&self, source: u32) -> Option<&str> {
        self.names.get(source as usize).copied()
    }

    /// The attributes from the sources, with notes for those that not all sources have.
    fn attributes(&self, marked: &mut Marked, pairs: impl Iterator<Item = Pair<'a>>, sources: usize) {
        let mut by_pair: BTreeMap<(&str, &str), Vec<u32>> = BTreeMap::new();
        for Pair { name, value, source } in pairs {
            by_pair.entry((name, value)).or_default().push(source);
        }
        for ((name, value), having) in by_pair {
            marked.insert((self.marks.named(name, value), value.to_owned()));
            if having.len() < sources {
                let names = having.into_iter().filter_map(|source| self.name(source));
                marked.extend(names.map(|source| (attribute_note(name, source), value.to_owned())));
            }
        }
    }

    fn network_attributes(
        &self,
        sources: &[Source<'a>],
        attributes: &[Pair<'a>],
        listed: &BTreeSet<u32>,
        is_single: bool,
    ) -> Marked {
        let mut marked = Marked::new();
        // The order of those that have neither findings nor highlights changes nothing.
        let mut ordered: Vec<_> = (0..)
            .zip(sources)
            .map(|(number, source): (u32, _)| {
                (if listed.contains(&number) { number } else { NOBODY }, source)
            })
            .map(|(place, source)| (place, source.fingerprint))
            .collect();
        crate::util::sort::sort(&mut ordered);
        let ordered: Vec<String> = ordered.iter().map(|(_, fingerprint)| fingerprint.to_string()).collect();
        marked.insert((UNION_SOURCES.to_owned(), ordered.join(" ")));
        let title = sources.first().map_or("", |source| source.title);
        let is_one_title = sources.iter().all(|source| source.title == title);
        for (name, source) in self.names.iter().zip(sources) {
            marked.insert((UNION_SOURCE.to_owned(), (*name).to_owned()));
            if !is_single && source.question != self.question {
                marked.insert((note("question", name), source.question.to_owned()));
            }
            if !is_one_title && !source.title.is_empty() {
                marked.insert((note("title", name), source.title.to_owned()));
            }
        }
        self.attributes(&mut marked, attributes.iter().copied(), sources.len());
        marked
    }

    fn write_concepts(&self, out: &mut Writer, concepts: &[ConceptRow<'a>]) {
        out.count(self.labels.len());
        for (label, rows) in self.labels.iter().zip(&self.groups) {
            let rows = &concepts[rows.clone()];
            if rows.is_empty() {
                out.question();
                continue;
            }
            let texts: BTreeSet<&str> = rows.iter().map(|row| row.text).collect();
            let kept = kept(&texts);
            let mut marked = Marked::new();
            if kept.len() > 1 {
                marked.insert((CONTESTED.to_owned(), TEXT.to_owned()));
            }
            for row in rows {
                let Some(name) = self.name(row.source) else { continue };
                marked.insert((UNION_SOURCE.to_owned(), name.to_owned()));
                if texts.len() > 1 && !row.text.is_empty() {
                    marked.insert((note(TEXT, name), row.text.to_owned()));
                }
                if row.finding > 0 {
                    marked.insert((note("finding", name), row.finding.to_string()));
                }
            }
            let pairs = rows.iter().flat_map(|row| {
                let pairs = items(self.pairs, row.pairs.clone()).iter();
                pairs.map(|&(name, value)| Pair { name, value, source: row.source })
            });
            self.attributes(&mut marked, pairs, rows.len());
            out.string(label);
            out.string(&kept.join(" "));
            out.attributes(
                marked.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect::<Vec<_>>(),
            );
        }
    }

    fn write_relationships(&self, out: &mut Writer, rows: Vec<RelationshipRow<'a>>) {
        let relations: BTreeSet<&str> = rows.iter().map(|row| row.relation).collect();
        let relations: Vec<&str> = relations.into_iter().collect();
        out.count(relations.len());
        relations.iter().for_each(|relation| out.string(relation));
        let relation = |name: &str| relations.binary_search(&name).map_or(u32::MAX, |number| number as u32);
        // Ends and relations mostly repeat those of the row before.
        let mut last: [(&str, u32); 3] = [("", u32::MAX); 3];
        let mut numbered: Vec<([u32; 3], RelationshipRow<'a>)> = Vec::with_capacity(rows.len());
        for row in rows {
            let names = [row.ends[0], row.relation, row.ends[1]];
            for (place, (name, known)) in names.into_iter().zip(&mut last).enumerate() {
                if known.0 != name {
                    *known = (name, if place == 1 { relation(name) } else { self.number(name) });
                }
            }
            numbered.push((last.map(|(_, number)| number), row));
        }
        crate::util::sort::sort_by(&mut numbered, |(a, one), (b, other)| {
            let extras = || compare_extras(&one.extra, &other.extra);
            a.cmp(b).then_with(extras).then_with(|| one.source.cmp(&other.source))
        });
        let mut highlights = Vec::new();
        let mut written = 0;
        let mut rest = numbered.as_slice();
        for source in 0..self.labels.len() as u32 {
            let (mine, others) = rest.split_at(rest.iter().take_while(|(key, _)| key[0] == source).count());
            rest = others;
            let alike = mine.chunk_by(|(a, one), (b, other)| a == b && one.extra == other.extra);
            let mut lines: Vec<([u32; 3], Vec<u8>, &[_])> =
                alike.filter_map(|rows| Some((rows.first()?.0, self.extra(rows), rows))).collect();
            // The notes come after the passage, and may sort differently from their relationships.
            crate::util::sort::sort_by(&mut lines, |a, b| {
                a.0.cmp(&b.0).then_with(|| compare_extras(&a.1, &b.1))
            });
            out.count(lines.len());
            for ([_, relation, target], extra, rows) in lines {
                out.relationship(relation, target, &extra);
                let highlighted = rows.iter().filter(|(_, row)| row.highlight > 0);
                highlights.extend(highlighted.map(|(_, row)| (row.source, row.highlight, written)));
                let by_hand = rows.iter().filter(|(_, row)| row.by_hand > 0);
                highlights.extend(by_hand.map(|(_, row)| (NOBODY, row.by_hand, written)));
                written += 1;
            }
        }
        write_list(out, highlights);
    }

    /// Passage, own attributes and notes of a relationship.
    fn extra(&self, rows: &[([u32; 3], RelationshipRow<'a>)]) -> Vec<u8> {
        let Some((_, first)) = rows.first() else { return NO_EXTRA.to_vec() };
        let (passage, at) = bytes_at(&first.extra, 0);
        let own = Attributes::at(&first.extra, at);
        let mut marked: Marked =
            own.map(|(name, value)| (self.marks.named(name, value), value.to_owned())).collect();
        for (_, row) in rows.iter().filter(|(_, row)| row.source != NOBODY) {
            let Some(name) = self.name(row.source) else { continue };
            marked.insert((UNION_SOURCE.to_owned(), name.to_owned()));
            if row.highlight > 0 {
                marked.insert((note("highlight", name), row.highlight.to_string()));
            }
        }
        let pairs = marked.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        write_extra(std::str::from_utf8(passage).unwrap_or_else(|error| broken(&error, "")), pairs)
    }
}
