//! From the builder's parts to canonical bytes: sorts sets, keeps ordered lists, and writes everything.

use std::borrow::Cow;
use std::cmp::Ordering;

use crate::network::cursor::write_string;
use crate::network::error::BuildError;
use crate::network::parts::{ConceptParts, Parts, QUESTION, RelationshipParts, Span, sort_pairs};
use crate::network::{MAGIC, VERSION};
use crate::util::csr::starts;
use crate::util::parallel;
use crate::util::varint::write_number;

/// The canonical bytes of the parts of a builder. O(size), and O(n log n) comparisons of labels.
pub(super) fn encode(parts: &Parts) -> Result<Vec<u8>, BuildError> {
    written(parts, touches_question(parts), parts.relationships.clone())
}

/// The same for parts that are not needed any more, in less memory: their relationships are consumed.
/// O(size), and O(n log n) comparisons of labels.
#[cfg(feature = "formats")]
pub(super) fn encode_all(parts: &mut Parts) -> Result<Vec<u8>, BuildError> {
    // The originals are needed: errors name highlights, and unused relations are searched for.
    if !parts.highlights.is_empty() || parts.took_back {
        return encode(parts);
    }
    let touched = touches_question(parts);
    let relationships = std::mem::take(&mut parts.relationships);
    written(parts, touched, relationships)
}

/// Whether the question is a concept.
fn touches_question(parts: &Parts) -> bool {
    !parts.findings.is_empty()
        || parts.relationships.iter().any(|r| r.source == QUESTION || r.target == QUESTION)
}

/// The bytes of all parts; the relationships are given apart from them.
fn written(
    parts: &Parts,
    touched: bool,
    mut relationships: Vec<RelationshipParts>,
) -> Result<Vec<u8>, BuildError> {
    let strings = parts.strings.as_str();
    let order = concept_order(parts, touched);
    let mut concept_numbers = vec![0; parts.concepts.len()];
    let mut question_number = 0;
    for (number, &concept) in order.iter().enumerate() {
        match concept_numbers.get_mut(concept as usize) {
            Some(place) => *place = number as u32,
            None => question_number = number as u32,
        }
    }
    let renumber = |concept: u32| concept_numbers.get(concept as usize).copied().unwrap_or(question_number);
    let (relations, relation_numbers) = sorted_relations(parts);

    let texts = parts.texts.as_str();
    // Names of attributes are often repeated.
    let pairs = parts.pairs.iter().map(|(name, _)| name);
    let names = pairs.chain(parts.concept_attributes.iter().map(|(_, name, _)| name));
    let names: usize = names.map(|name| 2 + (name.end - name.start) as usize).sum();
    let sizes = 8 * parts.concepts.len() + 6 * relationships.len() + 2 * parts.extras.len() + names;
    let mut out = Vec::with_capacity(strings.len() + texts.len() + sizes + 64);
    out.extend_from_slice(MAGIC);
    write_number(&mut out, VERSION);
    write_string(&mut out, parts.question.of(strings));
    write_string(&mut out, parts.title.of(strings));
    let mut attributes = parts.attributes.clone();
    sort_pairs(&mut attributes, strings);
    write_pairs(&mut out, &attributes, strings);

    write_number(&mut out, order.len() as u32);
    let attribute_groups = attribute_groups(parts);
    for &concept in &order {
        let Some(ConceptParts { label, text, .. }) = parts.concepts.get(concept as usize) else {
            write_number(&mut out, 0);
            continue;
        };
        write_string(&mut out, label.of(strings));
        write_string(&mut out, text.of(texts));
        match &attribute_groups {
            Some((starts, pairs)) => {
                let (start, end) = (starts[concept as usize], starts[concept as usize + 1]);
                let pairs = &pairs[start as usize..end as usize];
                let mut pairs: Vec<_> = pairs.iter().map(|&(_, name, value)| (name, value)).collect();
                sort_pairs(&mut pairs, strings);
                write_pairs(&mut out, &pairs, strings);
            }
            None => write_number(&mut out, 0),
        }
    }
    write_list(&mut out, parts.findings.iter().map(|&finding| renumber(finding)));
    write_number(&mut out, relations.len() as u32);
    for relation in &relations {
        write_string(&mut out, relation.of(strings));
    }

    let renumbered = |it: RelationshipParts| RelationshipParts {
        source: renumber(it.source),
        relation: relation_numbers[it.relation as usize],
        target: renumber(it.target),
        extra: it.extra,
    };
    relationships.iter_mut().for_each(|relationship| *relationship = renumbered(*relationship));
    let sorted = sort_relationships(parts, order.len(), relations.len(), relationships);
    write_relationships(&mut out, parts, &sorted, order.len());
    write_highlights(&mut out, parts, &sorted, renumbered)?;
    if u32::try_from(out.len()).is_err() {
        return Err(BuildError::TooLarge { what: "bytes" });
    }
    out.shrink_to_fit();
    Ok(out)
}

/// The concepts by label, the question among them when it is touched.
fn concept_order(parts: &Parts, touched: bool) -> Vec<u32> {
    // A concept that is not added here was taken back.
    let added = |&number: &u32| parts.concepts[number as usize].added;
    let numbers = (0..parts.concepts.len() as u32).filter(added).chain(touched.then_some(QUESTION));
    // The first eight bytes decide nearly every comparison without reading the label.
    let mut keyed: Vec<(u64, u32)> =
        numbers.map(|number| (first_bytes(parts.label(number)), number)).collect();
    parallel::sort_distinct_by(&mut keyed, |a, b| {
        a.0.cmp(&b.0).then_with(|| parts.label(a.1).cmp(parts.label(b.1)))
    });
    keyed.into_iter().map(|(_, number)| number).collect()
}

fn first_bytes(label: &str) -> u64 {
    let mut first = [0; 8];
    let length = label.len().min(8);
    first[..length].copy_from_slice(&label.as_bytes()[..length]);
    u64::from_be_bytes(first)
}

/// The relations by name, and the new number of each old one.
fn sorted_relations(parts: &Parts) -> (Vec<Span>, Vec<u32>) {
    let mut order: Vec<u32> = (0..parts.relations.len() as u32).collect();
    if parts.took_back {
        let mut is_used = vec![false; order.len()];
        parts.relationships.iter().for_each(|one| is_used[one.relation as usize] = true);
        order.retain(|&relation| is_used[relation as usize]);
    }
    let name = |relation: u32| parts.relations[relation as usize].of(&parts.strings);
    crate::util::sort::sort_by(&mut order, |&a, &b| name(a).cmp(name(b)));
    let mut numbers = vec![0; parts.relations.len()];
    for (number, &relation) in order.iter().enumerate() {
        numbers[relation as usize] = number as u32;
    }
    (order.iter().map(|&relation| parts.relations[relation as usize]).collect(), numbers)
}

/// The beginning of each concept's attributes, and all of them grouped by concept.
type AttributeGroups<'a> = (Vec<u32>, Cow<'a, [(u32, Span, Span)]>);

/// The attributes of concepts, adjacent for each; `None` if there are none at all.
fn attribute_groups(parts: &Parts) -> Option<AttributeGroups<'_>> {
    if parts.concept_attributes.is_empty() {
        return None;
    }
    let starts = starts(parts.concepts.len(), parts.concept_attributes.iter().map(|&(concept, ..)| concept));
    let mut sorted = Cow::from(&parts.concept_attributes);
    if !sorted.is_sorted_by_key(|&(concept, ..)| concept) {
        crate::util::sort::stable_sort_by(sorted.to_mut(), |a, b| a.0.cmp(&b.0));
    }
    Some((starts, sorted))
}

/// The relationships by source, relation, target, passage and attributes. A counting sort, from the last key
/// to the first, so the cost is linear; only those that are equal in all three numbers are compared.
fn sort_relationships(
    parts: &Parts,
    concepts: usize,
    relations: usize,
    mut placed: Vec<RelationshipParts>,
) -> Vec<RelationshipParts> {
    let mut other = placed.clone();
    counting_sort(&placed, &mut other, concepts, |r| r.target);
    counting_sort(&other, &mut placed, relations, |r| r.relation);
    counting_sort(&placed, &mut other, concepts, |r| r.source);
    for alike in other.chunk_by_mut(|a, b| ends(a) == ends(b)) {
        if alike.len() > 1 {
            crate::util::sort::sort_by(alike, |a, b| compare_extras(parts, a.extra, b.extra));
        }
    }
    other
}

fn ends(one: &RelationshipParts) -> (u32, u32, u32) {
    (one.source, one.relation, one.target)
}

fn counting_sort(
    from: &[RelationshipParts],
    to: &mut [RelationshipParts],
    keys: usize,
    key: impl Fn(&RelationshipParts) -> u32,
) {
    let mut next = starts(keys, from.iter().map(&key));
    for item in from {
        let place = &mut next[key(item) as usize];
        to[*place as usize] = *item;
        *place += 1;
    }
}

fn compare_extras(parts: &Parts, a: u32, b: u32) -> Ordering {
    let strings = parts.strings.as_str();
    match (parts.extras.get(a as usize), parts.extras.get(b as usize)) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Less,
        (Some(_), None) => Ordering::Greater,
        (Some(one), Some(other)) => {
            one.passage.of(&parts.texts).cmp(other.passage.of(&parts.texts)).then_with(|| {
                let pair = |&(name, value): &(Span, Span)| (name.of(strings), value.of(strings));
                parts.pairs_of(a).iter().map(pair).cmp(parts.pairs_of(b).iter().map(pair))
            })
        }
    }
}

/// Whether two neighbours in the sorted list are one and the same relationship.
fn are_one(parts: &Parts, a: &RelationshipParts, b: &RelationshipParts) -> bool {
    ends(a) == ends(b) && compare_extras(parts, a.extra, b.extra) == Ordering::Equal
}

fn write_relationships(out: &mut Vec<u8>, parts: &Parts, sorted: &[RelationshipParts], concepts: usize) {
    let strings = parts.strings.as_str();
    let mut rest = sorted;
    for concept in 0..concepts as u32 {
        let length = rest.iter().take_while(|relationship| relationship.source == concept).count();
        let (mine, others) = rest.split_at(length);
        rest = others;
        let is_new = |place: &usize| *place == 0 || !are_one(parts, &mine[place - 1], &mine[*place]);
        write_number(out, (0..length).filter(is_new).count() as u32);
        for relationship in (0..length).filter(is_new).map(|place| mine[place]) {
            write_number(out, relationship.relation);
            write_number(out, relationship.target);
            match parts.extras.get(relationship.extra as usize) {
                Some(extra) => {
                    write_string(out, extra.passage.of(&parts.texts));
                    write_pairs(out, parts.pairs_of(relationship.extra), strings);
                }
                None => out.extend_from_slice(&[0, 0]),
            }
        }
    }
}

fn write_highlights(
    out: &mut Vec<u8>,
    parts: &Parts,
    sorted: &[RelationshipParts],
    renumbered: impl Fn(RelationshipParts) -> RelationshipParts,
) -> Result<(), BuildError> {
    if parts.highlights.is_empty() {
        write_number(out, 0);
        return Ok(());
    }
    // The number of each in the bytes, where those that are one come once.
    let mut number = 0;
    let numbers: Vec<u32> = (0..sorted.len())
        .map(|place| {
            number += u32::from(place > 0 && !are_one(parts, &sorted[place - 1], &sorted[place]));
            number
        })
        .collect();
    let mut seen = fixedbitset::FixedBitSet::with_capacity(sorted.len());
    let mut highlights = Vec::with_capacity(parts.highlights.len());
    for &highlight in &parts.highlights {
        let relationship = &parts.relationships[highlight as usize];
        let wanted = renumbered(*relationship);
        let place = sorted.partition_point(|one| {
            let order = ends(one).cmp(&ends(&wanted));
            order.then_with(|| compare_extras(parts, one.extra, wanted.extra)).is_lt()
        });
        let number = numbers[place];
        if seen.put(number as usize) {
            return Err(BuildError::HighlightTwice {
                source_label: parts.label(relationship.source).into(),
                relation: parts.relations[relationship.relation as usize].of(&parts.strings).into(),
                target_label: parts.label(relationship.target).into(),
            });
        }
        highlights.push(number);
    }
    write_list(out, highlights.into_iter());
    Ok(())
}

fn write_list(out: &mut Vec<u8>, numbers: impl ExactSizeIterator<Item = u32>) {
    write_number(out, numbers.len() as u32);
    for number in numbers {
        write_number(out, number);
    }
}

fn write_pairs(out: &mut Vec<u8>, pairs: &[(Span, Span)], strings: &str) {
    write_number(out, pairs.len() as u32);
    for (name, value) in pairs {
        write_string(out, name.of(strings));
        write_string(out, value.of(strings));
    }
}
