//! Finds concepts that were renamed and also changed: they have enough in common, as with renamed files in
//! version control.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::change::walk::{Concepts, NONE, stored_sides};
use crate::network::{Concept, ConceptId};

/// Things that more concepts than this have in common are ignored, which bounds the cost.
const WIDESPREAD: usize = 64;
/// The most rounds. Each renamed concept that is found makes its neighbours more similar, so the search is
/// repeated.
const ROUNDS: usize = 8;

/// Something that a concept has and that another one may share.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Item<'a> {
    Text(&'a str),
    Word(&'a str),
    Attribute(&'a str, &'a str),
    Relationship(Side<'a>),
    Passage(Side<'a>, &'a str),
    AttributeOf(Side<'a>, &'a str, &'a str),
}

/// A relationship as seen from one of its ends. Both networks have the other end, or it is the same concept.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Side<'a> {
    is_outgoing: bool,
    relation: &'a str,
    /// The other end, by its number in `after`; `None` for the concept itself.
    end: Option<u32>,
}

/// How much a concept has: the text, attributes, relationships with their passages and attributes; and the
/// words of its text.
#[derive(Clone, Copy, Default)]
struct Size {
    items: u64,
    words: u64,
}

/// What two concepts share. Their texts may be equal even if not all words were compared.
#[derive(Clone, Copy, Default)]
struct Shared {
    items: u64,
    words: u64,
    is_text: bool,
}

/// A fraction, of which only the order matters.
#[derive(Clone, Copy)]
struct Score {
    shared: u128,
    of: u128,
}

/// The best partner of a concept so far.
#[derive(Clone, Copy)]
struct Best {
    score: Score,
    partner: usize,
    is_only: bool,
}

/// The concepts of the smaller side that have an item, and how many concepts of the other side have it.
#[derive(Default)]
struct Bucket {
    few: Vec<u32>,
    many: usize,
}

/// Joins concepts that were renamed and changed: they have the same non-empty text, or share at least half of
/// what the two have together, and each is more similar to the other than any third concept. O(n log n) for n
/// words, attributes and relationships of such concepts.
pub(super) fn join_similar(concepts: &mut Concepts<'_>) -> Vec<(ConceptId, ConceptId)> {
    let mut joined = Vec::new();
    for _ in 0..ROUNDS {
        let pairs = similar(concepts);
        if pairs.is_empty() {
            break;
        }
        pairs.iter().for_each(|&(from, to)| concepts.join(from, to));
        joined.extend(pairs);
    }
    joined
}

fn similar(concepts: &Concepts<'_>) -> Vec<(ConceptId, ConceptId)> {
    let gone: Vec<Concept<'_>> = concepts.only_before().collect();
    let come: Vec<Concept<'_>> = concepts.only_after().collect();
    if gone.is_empty() || come.is_empty() {
        return Vec::new();
    }
    let of_gone = |concept, take: &mut dyn FnMut(_)| {
        items(concept, |end| concepts.to_after.get(end.id().index()).copied().unwrap_or(NONE), take)
    };
    let is_known = |end: &Concept<'_>| concepts.to_before.get(end.id().index()) != Some(&NONE);
    let of_come = |concept, take: &mut dyn FnMut(_)| {
        items(concept, |end| if is_known(&end) { end.id().0 } else { NONE }, take)
    };
    match gone.len() <= come.len() {
        true => pairs(&gone, of_gone, &come, of_come),
        false => pairs(&come, of_come, &gone, of_gone).into_iter().map(|(to, from)| (from, to)).collect(),
    }
}

/// An item with its number among equal ones, so equal items are distinct.
type Counted<'a> = (Item<'a>, u32);
type Take<'t, 'a> = &'t mut dyn FnMut(Counted<'a>);

/// The pairs of concepts in two lists that are most similar to each other.
fn pairs<'a>(
    few: &[Concept<'a>],
    of_few: impl Fn(Concept<'a>, Take<'_, 'a>) -> Size,
    many: &[Concept<'a>],
    of_many: impl Fn(Concept<'a>, Take<'_, 'a>) -> Size,
) -> Vec<(ConceptId, ConceptId)> {
    let mut numbers: BTreeMap<Counted<'a>, usize> = BTreeMap::new();
    let mut buckets: Vec<Bucket> = Vec::new();
    let mut sizes = Vec::with_capacity(few.len());
    for (place, &concept) in (0..).zip(few) {
        sizes.push(of_few(concept, &mut |item| {
            let number = *numbers.entry(item).or_insert(buckets.len());
            if number == buckets.len() {
                buckets.push(Bucket::default());
            }
            buckets[number].few.push(place);
        }));
    }
    // For each concept of `many`, the end of its part of the list, and the shared amounts by kind.
    let mut shared: Vec<(usize, Kind)> = Vec::new();
    let mut ends = Vec::with_capacity(many.len());
    for &concept in many {
        let size = of_many(concept, &mut |item| {
            if let Some(&number) = numbers.get(&item) {
                buckets[number].many += 1;
                shared.push((number, Kind::of(&item.0)));
            }
        });
        ends.push((shared.len(), size));
    }
    let mut best_of_few: Vec<Option<Best>> = vec![None; few.len()];
    let mut best_of_many: Vec<Option<Best>> = vec![None; many.len()];
    let mut counts: Vec<Shared> = vec![Shared::default(); few.len()];
    let (mut start, mut touched) = (0, Vec::new());
    for (place, &(end, size)) in ends.iter().enumerate() {
        for &(number, kind) in &shared[start..end] {
            let bucket = &buckets[number];
            if bucket.few.len().max(bucket.many) <= WIDESPREAD {
                for &other in &bucket.few {
                    touched.push(other as usize);
                    counts[other as usize].add(kind);
                }
            }
        }
        start = end;
        for other in touched.drain(..) {
            let Some(score) = score(std::mem::take(&mut counts[other]), size, sizes[other]) else { continue };
            Best::offer(&mut best_of_many[place], score, other);
            Best::offer(&mut best_of_few[other], score, place);
        }
    }
    let partner = |best: &Option<Best>| best.filter(|best| best.is_only).map(|best| best.partner);
    let found = best_of_few.iter().enumerate().filter_map(|(place, best)| {
        let other = partner(best)?;
        (partner(&best_of_many[other]) == Some(place)).then(|| (few[place].id(), many[other].id()))
    });
    found.collect()
}

#[derive(Clone, Copy)]
enum Kind {
    Text,
    Word,
    Other,
}

impl Kind {
    fn of(item: &Item<'_>) -> Kind {
        match item {
            Item::Text(_) => Kind::Text,
            Item::Word(_) => Kind::Word,
            _ => Kind::Other,
        }
    }
}

impl Shared {
    fn add(&mut self, kind: Kind) {
        match kind {
            Kind::Text => self.is_text = true,
            Kind::Word => self.words += 1,
            Kind::Other => self.items += 1,
        }
    }
}

/// How similar two concepts are, or `None` if not similar enough. A reworded text is shared in part: twice
/// the common words, divided by the words of both. Two concepts share half of what they have together if
/// three times the shared amount is at least the sum of their sizes.
fn score(shared: Shared, one: Size, other: Size) -> Option<Score> {
    let words = u128::from(one.words + other.words).max(1);
    let text = if shared.is_text { words } else { 2 * u128::from(shared.words) };
    let score = Score {
        shared: u128::from(shared.items) * words + text,
        of: u128::from(one.items + other.items) * words,
    };
    (score.shared > 0 && (shared.is_text || 3 * score.shared >= score.of)).then_some(score)
}

impl Best {
    fn offer(best: &mut Option<Best>, score: Score, partner: usize) {
        let order = best.map_or(Ordering::Greater, |best| {
            (score.shared * best.score.of).cmp(&(best.score.shared * score.of))
        });
        match (order, best.as_mut()) {
            (Ordering::Equal, Some(best)) => best.is_only = false,
            (Ordering::Less, Some(_)) => {}
            _ => *best = Some(Best { score, partner, is_only: true }),
        }
    }
}

/// Calls `take` with each item of a concept that another one may share; `number` returns the number of a
/// concept in `after`, or `NONE` if only one network has it.
fn items<'a>(concept: Concept<'a>, number: impl Fn(Concept<'a>) -> u32, take: Take<'_, 'a>) -> Size {
    let mut all: Vec<Item<'a>> =
        concept.attributes().map(|(name, value)| Item::Attribute(name, value)).collect();
    let mut size = Size { items: all.len() as u64, words: 0 };
    if let Some(text) = concept.text() {
        size.items += 1;
        all.push(Item::Text(text));
        let words =
            text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
        let before = all.len();
        all.extend(words.map(Item::Word));
        size.words = (all.len() - before) as u64;
    }
    for (is_outgoing, it, other) in stored_sides(concept) {
        let end = (other.id() != concept.id()).then(|| number(other));
        let side = Side { is_outgoing, relation: it.relation(), end };
        let before = all.len();
        all.push(Item::Relationship(side));
        all.extend(it.passage().map(|passage| Item::Passage(side, passage)));
        all.extend(it.attributes().map(|(name, value)| Item::AttributeOf(side, name, value)));
        size.items += (all.len() - before) as u64;
        if end == Some(NONE) {
            all.truncate(before);
        }
    }
    all.sort_unstable();
    let mut occurrence = 0;
    let mut rest = all.into_iter().peekable();
    while let Some(item) = rest.next() {
        let again = if rest.peek() == Some(&item) { occurrence + 1 } else { 0 };
        take((item, std::mem::replace(&mut occurrence, again)));
    }
    size
}
