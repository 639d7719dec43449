//! Builds a network from a draft. Canonical bytes are sorted, so changed parts are merged into unchanged
//! ones. O(size), most of which is copying.

use std::collections::{BTreeMap, BTreeSet};

use fixedbitset::FixedBitSet;

use crate::change::draft::{Draft, LineId, Slot};
use crate::change::finish::Placed;
use crate::change::parts::Attribute;
use crate::change::shifts::Shifts;
use crate::change::walk::NONE;
use crate::names::KEY_FINDING;
use crate::network::{Assembled, Extras, Writer, attributes_end, bytes_at, compare_extras, extra_bytes};
use crate::network::{BuildError, ConceptId, Network, RelationId, RelationshipId};
use crate::util::varint::number_at;

impl Draft {
    /// The network. Every named concept must exist, strings must be normal, and nothing may occur twice.
    /// O(size).
    pub(super) fn build(&self) -> Result<Network, BuildError> {
        Assembly::new(self).write()
    }

    /// The network, and the places of the concepts in it. O(size).
    pub(super) fn build_placed(&self) -> Result<(Network, Placed), BuildError> {
        let mut assembly = Assembly::new(self);
        let network = assembly.write()?;
        Ok((network, Placed { numbers: assembly.numbers, moved: assembly.moved }))
    }
}

/// A relationship whose position among those of its source changed.
struct Loose<'a> {
    source: u32,
    relation: u32,
    target: u32,
    extra: std::borrow::Cow<'a, [u8]>,
    line: LineId,
}

impl Loose<'_> {
    fn key(&self) -> (u32, u32) {
        (self.relation, self.target)
    }
}

struct Assembly<'a> {
    draft: &'a Draft,
    /// The concepts of the result.
    order: Vec<Slot>,
    /// For each concept of the network, its number in the result.
    numbers: Vec<u32>,
    /// The same as shifts, if there are few.
    shifts: Option<Shifts>,
    /// The numbers in the result of concepts whose position changed.
    moved: BTreeMap<Slot, u32>,
    relations: Vec<&'a str>,
    /// For each relation of the network, its number in the result.
    relation_numbers: Vec<u32>,
    loose: Vec<Loose<'a>>,
    /// The relationships of the network that are not written at their old position.
    skipped: FixedBitSet,
    /// The highlights, each with its new number.
    highlights: BTreeMap<LineId, u32>,
    highlighted: FixedBitSet,
}

impl<'a> Assembly<'a> {
    fn new(draft: &'a Draft) -> Assembly<'a> {
        let count = draft.base.relationship_count();
        let mut highlighted = FixedBitSet::with_capacity(if draft.highlights.is_empty() { 0 } else { count });
        for line in draft.highlights.iter().filter(|&&line| draft.is_old_line(line)) {
            highlighted.insert(line.0 as usize);
        }
        let mut assembly = Assembly {
            draft,
            order: Vec::new(),
            numbers: Vec::new(),
            shifts: None,
            moved: BTreeMap::new(),
            relations: Vec::new(),
            relation_numbers: Vec::new(),
            loose: Vec::new(),
            skipped: FixedBitSet::with_capacity(count),
            highlights: draft.highlights.iter().map(|&line| (line, NONE)).collect(),
            highlighted,
        };
        assembly.order_concepts();
        assembly.order_relations();
        assembly.loosen();
        assembly
    }

    /// Inserts the concepts whose position changed among those whose position did not.
    fn order_concepts(&mut self) {
        let Draft { base, nodes, .. } = self.draft;
        let mut gone: BTreeSet<u32> = BTreeSet::new();
        let mut placed: Vec<(&str, Slot)> = Vec::new();
        for (&slot, node) in nodes {
            let old = self.draft.old(slot).filter(|_| self.draft.is_old(slot));
            let stays = matches!((node, old), (Some(node), Some(old)) if old.label() == node.label);
            if stays {
                continue;
            }
            gone.extend(old.map(|old| old.id().0));
            placed.extend(node.as_ref().map(|node| (node.label.as_str(), slot)));
        }
        let is_touched = self.draft.is_question_touched();
        let question = base.question_concept();
        let stays = is_touched && question.is_some() && base.question() == self.draft.question;
        if !stays {
            gone.extend(question.map(|question| question.id().0));
            placed.extend(is_touched.then_some((self.draft.question.as_str(), Slot::QUESTION)));
        }
        crate::util::sort::sort(&mut placed);
        let count = base.concept_count() as u32;
        self.order.reserve_exact(count as usize + placed.len());
        self.numbers = vec![NONE; count as usize];
        let mut next = 0;
        for (label, slot) in placed.into_iter().map(Some).chain([None]).map(Option::unzip) {
            let end = label.map_or(count, |label| first_from(base, next, label));
            for id in (next..end).filter(|id| !gone.contains(id)) {
                self.numbers[id as usize] = self.order.len() as u32;
                self.order.push(self.draft.slot(ConceptId(id)));
            }
            next = end;
            if let Some(slot) = slot {
                self.moved.insert(slot, self.order.len() as u32);
                self.order.push(slot);
            }
        }
        self.shifts = Shifts::of(&self.numbers);
    }

    /// The number of a concept in the result.
    fn number(&self, slot: Slot) -> u32 {
        if let Some(&number) = self.moved.get(&slot) {
            return number;
        }
        let id =
            if slot == Slot::QUESTION { self.draft.base.index().question } else { Some(ConceptId(slot.0)) };
        id.and_then(|id| self.numbers.get(id.index())).copied().unwrap_or(NONE)
    }

    fn order_relations(&mut self) {
        let Draft { base, lines, .. } = self.draft;
        let index = base.index();
        let mut used = vec![0u32; index.relation_count()];
        for (number, relation) in (0..).zip(&index.relation) {
            used[relation.index()] += u32::from(!index.derived.contains(&number));
        }
        let mut names: BTreeSet<&str> = BTreeSet::new();
        for (&line, now) in lines {
            if self.draft.is_old_line(line) {
                let count = &mut used[index.relation(RelationshipId(line.0)).index()];
                *count = count.saturating_sub(1);
            }
            names.extend(now.as_ref().map(|line| line.relation.as_str()));
        }
        let known = (0..used.len() as u32).filter(|&number| used[number as usize] > 0);
        names.extend(known.map(|number| base.relation(RelationId(number))));
        self.relations = names.into_iter().collect();
        let number = |number: u32| self.relation_number(base.relation(RelationId(number)));
        self.relation_numbers = (0..used.len() as u32).map(number).collect();
    }

    fn relation_number(&self, name: &str) -> u32 {
        self.relations.binary_search(&name).map_or(NONE, |number| number as u32)
    }

    /// Takes out the relationships whose position may change: changed ones, and those whose target moved.
    fn loosen(&mut self) {
        let draft = self.draft;
        for (&line, now) in &draft.lines {
            if draft.is_old_line(line) {
                self.skipped.insert(line.0 as usize);
            }
            let Some(now) = now else { continue };
            self.loose.push(Loose {
                source: self.number(now.source),
                relation: self.relation_number(&now.relation),
                target: self.number(now.target),
                extra: now.extra().into(),
                line,
            });
        }
        let index = draft.base.index();
        for (&slot, &target) in self.moved.iter().filter(|(slot, _)| draft.is_old(**slot)) {
            for line in draft.old(slot).into_iter().flat_map(|concept| concept.incoming()) {
                let number = line.id().0;
                if line.is_key_finding() || self.skipped.put(number as usize) {
                    continue;
                }
                self.loose.push(Loose {
                    source: self.number(draft.slot(line.source().id())),
                    relation: self.relation_numbers[index.relation(line.id()).index()],
                    target,
                    extra: extra_bytes(&draft.base, line.id()).into(),
                    line: LineId(number),
                });
            }
        }
        crate::util::sort::sort_by(&mut self.loose, |a, b| {
            (a.source, a.key()).cmp(&(b.source, b.key())).then_with(|| compare_extras(&a.extra, &b.extra))
        });
    }

    fn write(&mut self) -> Result<Network, BuildError> {
        let draft = self.draft;
        let added: usize = self.loose.iter().map(|line| line.extra.len() + 8).sum();
        let capacity = draft.base.as_bytes().len() + draft.question.len() + draft.title.len() + added + 64;
        let mut out = Writer::new(&draft.question, &draft.title, capacity);
        out.attributes(draft.attributes.iter().map(pair).collect::<Vec<_>>());
        let is_rest_the_same = self.is_rest_the_same();
        let lines = if is_rest_the_same { 0 } else { draft.base.relationship_count() + self.loose.len() };
        let mut index = Assembled::new(&out, self.order.len(), lines);
        self.write_concepts(&mut out, &mut index);
        if is_rest_the_same {
            let (before, now) = (concepts_end(&draft.base), out.written().len());
            out.raw(&draft.base.as_bytes()[before..]);
            let index = index.with_rest_of(draft.base.index(), before, now);
            return out.finish_with(index);
        }
        let findings: Vec<u32> = draft.findings.iter().map(|&finding| self.number(finding)).collect();
        out.list(findings.iter().copied());
        index.findings(findings.into_iter());
        out.count(self.relations.len());
        for relation in &self.relations {
            index.relation(out.written().len(), relation);
            out.string(relation);
        }
        index.relations_end(&out);
        let loose = std::mem::take(&mut self.loose);
        let mut highlights = std::mem::take(&mut self.highlights);
        self.write_relationships(&mut out, &mut index, loose, &mut highlights)?;
        let number = |line| highlights.get(line).copied().unwrap_or(NONE);
        let highlights: Vec<u32> = draft.highlights.iter().map(number).collect();
        out.list(highlights.iter().copied());
        out.finish_with(index.finish(highlights.into_iter()))
    }

    /// Whether everything after the concepts is unchanged, number for number.
    fn is_rest_the_same(&self) -> bool {
        let Draft { base, lines, findings, highlights, .. } = self.draft;
        let index = base.index();
        self.moved.is_empty()
            && self.order.len() == base.concept_count()
            && lines.is_empty()
            && findings.iter().map(|slot| slot.0).eq(index.findings.iter().map(|id| id.0))
            && highlights.iter().map(|line| line.0).eq(index.highlights.iter().map(|id| id.0))
    }

    fn write_concepts(&self, out: &mut Writer, index: &mut Assembled) {
        let Draft { base, nodes, .. } = self.draft;
        let (bytes, old) = (base.as_bytes(), base.index());
        let end = concepts_end(base);
        let end_of = |id: u32| match old.concept_at(ConceptId(id + 1)) {
            0 => end,
            next => next,
        };
        out.count(self.order.len());
        // Unchanged parts are copied in runs.
        let mut run = 0..0;
        for slot in &self.order {
            let is_new_question = *slot == Slot::QUESTION && self.moved.contains_key(slot);
            let node = nodes.get(slot).and_then(Option::as_ref);
            if node.is_none() && !is_new_question {
                let id = if *slot == Slot::QUESTION { old.question } else { Some(ConceptId(slot.0)) };
                let Some(id) = id else { continue };
                let start = old.concept_at(id);
                if run.end != start {
                    out.raw(&bytes[run.clone()]);
                    run.start = start;
                }
                index.concept(out.written().len() + start - run.start, *slot == Slot::QUESTION);
                run.end = end_of(id.0);
                continue;
            }
            out.raw(&bytes[run.clone()]);
            run = 0..0;
            index.concept(out.written().len(), node.is_none());
            match node {
                Some(node) => {
                    out.string(&node.label);
                    out.string(&node.body.text);
                    out.attributes(node.body.attributes.iter().map(pair).collect::<Vec<_>>());
                }
                None => out.question(),
            }
        }
        out.raw(&bytes[run]);
    }

    fn write_relationships(
        &self,
        out: &mut Writer,
        made: &mut Assembled,
        loose: Vec<Loose<'_>>,
        highlights: &mut BTreeMap<LineId, u32>,
    ) -> Result<(), BuildError> {
        let base = &self.draft.base;
        let index = base.index();
        let mut extras = Extras::new(base);
        let mut loose = loose.into_iter().peekable();
        let mut written = 0;
        let write_loose = |out: &mut Writer,
                           made: &mut Assembled,
                           line: &Loose<'_>,
                           written: &mut u32,
                           highlights: &mut BTreeMap<LineId, u32>| {
            self.check_loose(line)?;
            if let Some(number) = highlights.get_mut(&line.line) {
                *number = *written;
            }
            out.relationship(line.relation, line.target, &line.extra);
            made.relationship(out, line.relation, line.target, &line.extra);
            *written += 1;
            Ok::<(), BuildError>(())
        };
        let is_nothing_skipped = self.skipped.is_clear();
        let has_highlights = !highlights.is_empty();
        for (number, slot) in (0..).zip(&self.order) {
            let id = match *slot {
                Slot::QUESTION => index.question,
                slot => self.draft.is_old(slot).then_some(ConceptId(slot.0)),
            };
            let range = id.map_or(0..0, |id| index.outgoing(id));
            let mine: Vec<Loose<'_>> =
                std::iter::from_fn(|| loose.next_if(|line| line.source == number)).collect();
            let is_kept = |line: &u32| {
                !index.derived.contains(line)
                    && (is_nothing_skipped || !self.skipped.contains(*line as usize))
            };
            let kept = match is_nothing_skipped && *slot != Slot::QUESTION {
                true => range.len(),
                false => range.clone().filter(is_kept).count(),
            };
            out.count(kept + mine.len());
            made.source(number);
            let mut mine = mine.into_iter().peekable();
            for line in range.filter(is_kept) {
                let id = RelationshipId(line);
                let relation = self.relation_numbers[index.relation(id).index()];
                let target = index.target(id).0;
                let target = match &self.shifts {
                    Some(shifts) => shifts.number(target),
                    None => self.numbers[target as usize],
                };
                debug_assert_eq!(target, self.numbers[index.target(id).index()]);
                let extra = extras.of(line);
                while let Some(before) = mine.next_if(|loose| {
                    let order = loose.key().cmp(&(relation, target));
                    order.then_with(|| compare_extras(&loose.extra, extra)).is_lt()
                }) {
                    write_loose(out, made, &before, &mut written, highlights)?;
                }
                if has_highlights && self.highlighted.contains(line as usize) {
                    highlights.insert(LineId(line), written);
                }
                out.relationship(relation, target, extra);
                made.relationship(out, relation, target, extra);
                written += 1;
            }
            for line in mine {
                write_loose(out, made, &line, &mut written, highlights)?;
            }
            made.source_end();
        }
        Ok(())
    }

    /// Refuses a relationship that follows from the list of findings, because such are not stored.
    fn check_loose(&self, line: &Loose<'_>) -> Result<(), BuildError> {
        let is_question = self.order.get(line.source as usize) == Some(&Slot::QUESTION);
        if is_question && self.relations.get(line.relation as usize) == Some(&KEY_FINDING) {
            let target = self.order.get(line.target as usize).map_or("", |&slot| self.draft.label(slot));
            return Err(BuildError::KeyFinding { target_label: crate::util::excerpt(target) });
        }
        Ok(())
    }
}

fn pair(attribute: &Attribute) -> (&str, &str) {
    (&attribute.name, &attribute.value)
}

/// The first concept, from `next` on, whose label does not sort before this one.
fn first_from(network: &Network, next: u32, label: &str) -> u32 {
    let (mut low, mut high) = (next, network.concept_count() as u32);
    while low < high {
        let middle = low + (high - low) / 2;
        let is_before = network.concept_by_id(ConceptId(middle)).is_some_and(|it| it.label() < label);
        if is_before { low = middle + 1 } else { high = middle }
    }
    low
}

/// Where the concepts end in the bytes, and the findings begin.
fn concepts_end(network: &Network) -> usize {
    let (bytes, index) = (network.as_bytes(), network.index());
    let Some(last) = network.concept_count().checked_sub(1).map(|last| ConceptId(last as u32)) else {
        let attributes = attributes_end(bytes, index.attributes_at as usize);
        return number_at(bytes, attributes).1;
    };
    let start = index.concept_at(last);
    if index.question == Some(last) {
        return start + 1;
    }
    let (_, text_at) = bytes_at(bytes, start);
    let (_, attributes_at) = bytes_at(bytes, text_at);
    attributes_end(bytes, attributes_at)
}
