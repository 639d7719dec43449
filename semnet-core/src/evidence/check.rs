//! Checks passages against sources: a verdict for each, its places, and the differences.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use crate::evidence::automaton::Automaton;
use crate::evidence::compare::{Match, compare};
use crate::evidence::difference::Difference;
use crate::evidence::direction::mark_turned;
use crate::evidence::index::Index;
use crate::evidence::joined::{Joined, SEPARATOR};
use crate::evidence::nearby;
use crate::evidence::place::{Counter, Place};
use crate::evidence::quoted::Quoted;
use crate::evidence::remarks::proves_nothing;
use crate::evidence::shortened::Search;
use crate::evidence::source::Source;
use crate::evidence::symbols::Symbols;
use crate::text;
use crate::util::{broken, items, parallel, part};

/// The result of checking a passage against sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// A source contains the passage word for word; only white space and the Unicode normal form may differ.
    Exact,
    /// Only typography differs, or the passage marks its omissions and insertions and these do not change its
    /// meaning.
    Adapted,
    /// A source has a similar place, but words differ. Not evidence.
    Altered,
    /// No source has a similar place. Not evidence.
    Missing,
}

/// Used if a count is missing, which cannot happen: no code points, and no line.
const NO_COUNT: (usize, usize, usize) = (0, 0, 0);

impl Verdict {
    /// Whether the passage is evidence: exact or adapted. O(1).
    pub const fn is_evidence(self) -> bool {
        matches!(self, Verdict::Exact | Verdict::Adapted)
    }

    /// `exact`, `adapted`, `altered` or `missing`. O(1).
    pub const fn name(self) -> &'static str {
        match self {
            Verdict::Exact => "exact",
            Verdict::Adapted => "adapted",
            Verdict::Altered => "altered",
            Verdict::Missing => "missing",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The result for one passage.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Checked {
    /// The verdict.
    pub verdict: Verdict,
    /// The places with this verdict, at most [`MAX_PLACES`]: in the order of the sources, and within a source
    /// in the order of its text. Empty if the passage is missing; only the most similar place if it is
    /// altered.
    pub places: Vec<Place>,
    /// The differences between the passage and its first place, at most
    /// [`MAX_DIFFERENCES`](crate::evidence::MAX_DIFFERENCES). Empty if the passage is exact or missing.
    pub differences: Vec<Difference>,
}

/// The maximum number of places that are listed for a passage.
pub const MAX_PLACES: usize = 16;

/// Checks passages against sources, and returns a result for each passage, in their order. O(passages +
/// sources) in time and memory, for any input.
///
/// A passage without a letter, digit or sign is [missing](Verdict::Missing). So is a passage of one or two
/// words such as *the* or *of it*, because these occur nearly everywhere.
///
/// ```
/// use semnet_core::evidence::{Source, Verdict, check_passages};
///
/// let source = Source::new("minutes", "The board did not reject the “plan”.")?;
/// let checked = check_passages(&["did not reject the \"plan\"", "The board rejected the plan."], &[source]);
/// assert_eq!(checked[0].verdict, Verdict::Adapted);
/// assert_eq!(checked[1].verdict, Verdict::Altered);
/// assert_eq!(checked[1].differences[0].to_string(), "did not reject → rejected");
/// # Ok::<(), semnet_core::evidence::SourceError>(())
/// ```
pub fn check_passages<T: AsRef<str>>(passages: &[T], sources: &[Source]) -> Vec<Checked> {
    let mut found: Vec<Found<'_>> = passages.iter().map(|passage| Found::new(passage.as_ref())).collect();
    for joined in Joined::all(sources) {
        Pass { index: Index::new(&joined.text), joined }.run(&mut found);
    }
    finish(found, sources)
}

/// The best match of a passage so far.
struct Found<'a> {
    /// In normal form.
    passage: Cow<'a, str>,
    verdict: Verdict,
    /// In bytes of a source.
    places: Vec<(usize, Range<usize>)>,
    differences: Vec<Difference>,
    /// How similar an altered passage is, in thousandths.
    likeness: usize,
}

impl<'a> Found<'a> {
    fn new(passage: &'a str) -> Found<'a> {
        let passage = if text::is_normal(passage) {
            Cow::Borrowed(passage)
        } else {
            Cow::Owned(text::normalise_lossy(&mark_turned(passage)))
        };
        let passage = if proves_nothing(&passage) { Cow::Borrowed("") } else { passage };
        Found { passage, verdict: Verdict::Missing, places: Vec::new(), differences: Vec::new(), likeness: 0 }
    }

    fn note(
        &mut self,
        verdict: Verdict,
        likeness: usize,
        place: (usize, Range<usize>),
        differences: Vec<Difference>,
    ) {
        let is_better = verdict < self.verdict
            || (verdict == Verdict::Altered && likeness > self.likeness && self.verdict == verdict);
        if is_better {
            *self = Found {
                passage: std::mem::take(&mut self.passage),
                verdict,
                places: vec![place],
                differences,
                likeness,
            };
        } else if verdict == self.verdict && verdict.is_evidence() && self.places.len() < MAX_PLACES {
            self.places.push(place);
        }
    }
}

/// One pass over some sources.
struct Pass<'a> {
    joined: Joined<'a>,
    index: Index,
}

/// The likeness, in thousandths, of a passage whose symbols are those of the source.
const SAME_SYMBOLS: usize = 999;

/// This many bytes of patterns are searched for in one pass, or as many as the source has.
const PATTERNS_AT_ONCE: usize = 4 << 20;

/// At most this many places with the same symbols are compared.
const MOST_COMPARED: usize = 256;

/// How many pieces of a shortened passage are searched for: the longest ones.
const ANCHORS: usize = 2;

/// The number of a passage, the piece of it, and the range of its key.
type Pattern = (usize, Option<(bool, usize)>, Range<usize>);

/// A pattern of a passage: all of it, or the longest piece of one that was shortened.
struct Wanted {
    passage: usize,
    pattern: usize,
    /// Whether brackets are read as insertions, and the number of the piece.
    piece: Option<(bool, usize)>,
}

impl Pass<'_> {
    fn run(&self, found: &mut [Found<'_>]) {
        let most = PATTERNS_AT_ONCE.max(self.index.key.len());
        let mut keys = Vec::new();
        let mut patterns: Vec<Pattern> = Vec::new();
        for number in 0..found.len() {
            self.add_patterns(number, &found[number].passage, &mut keys, &mut patterns);
            if keys.len() > most {
                self.look_for(&std::mem::take(&mut keys), &std::mem::take(&mut patterns), found);
            }
        }
        self.look_for(&keys, &patterns, found);
        self.look_nearby(found);
    }

    /// Writes the patterns of a passage into `keys`.
    fn add_patterns(&self, number: usize, passage: &str, keys: &mut Vec<u8>, patterns: &mut Vec<Pattern>) {
        let mut add = |text: &str, piece| {
            let start = keys.len();
            for symbol in Symbols::new(text, 0) {
                keys.extend_from_slice(symbol.key.encode_utf8(&mut [0; 4]).as_bytes());
                if keys.len() - start > self.index.key.len() {
                    // Longer than the source.
                    keys.truncate(start);
                    return;
                }
            }
            if keys.len() > start {
                patterns.push((number, piece, start..keys.len()));
            }
        };
        add(passage, None);
        for with_insertions in [false, true] {
            if with_insertions && !passage.contains(['[', '［', '〔']) {
                continue;
            }
            let Some(quoted) = Quoted::read(passage, with_insertions) else { continue };
            let mut pieces: Vec<usize> = (0..quoted.pieces.len()).collect();
            pieces.sort_by_key(|&number| std::cmp::Reverse(quoted.pieces[number].len()));
            for anchor in pieces.into_iter().take(ANCHORS) {
                add(&quoted.pieces[anchor], Some((with_insertions, anchor)));
            }
        }
    }

    fn look_for(&self, keys: &[u8], patterns: &[Pattern], found: &mut [Found<'_>]) {
        let mut automaton = Automaton::new();
        let mut wanted = Vec::with_capacity(patterns.len());
        for (passage, piece, range) in patterns {
            let pattern = automaton.add(items(keys, range.clone()));
            wanted.push(Wanted { passage: *passage, pattern, piece: *piece });
        }
        let limit = (PATTERNS_AT_ONCE / wanted.len().max(1)).clamp(8, MOST_COMPARED);
        let is_edge = |start, end| self.index.is_edge(start) && self.index.is_edge(end);
        let places = automaton.places(&self.index.key, &self.index.words, limit, is_edge);
        drop(automaton);
        // The patterns of a passage are adjacent.
        let mut rest = wanted.as_slice();
        let mut parts: Vec<(&mut Found<'_>, &[Wanted])> = Vec::new();
        for (number, found) in found.iter_mut().enumerate() {
            let count = rest.iter().take_while(|wanted| wanted.passage == number).count();
            let (own, others) = rest.split_at(count);
            rest = others;
            if count > 0 {
                parts.push((found, own));
            }
        }
        parallel::map(parts, |(found, wanted)| {
            for wanted in wanted {
                let Some(keys) = places.get(wanted.pattern) else {
                    return broken(&"a pattern without places", ());
                };
                let places = keys.iter().filter_map(|&key| {
                    let word = self.index.word_at(key as usize)?;
                    Some(self.index.words.get(word)?.text as usize)
                });
                match wanted.piece {
                    None => self.compare_whole(places, found),
                    Some(piece) => self.compare_pieces(piece, places, found),
                }
            }
        });
    }

    /// A passage at places that have its symbols.
    fn compare_whole(&self, places: impl Iterator<Item = usize>, found: &mut Found<'_>) {
        let source = &self.joined.text;
        let mut altered = None;
        for at in places {
            let Some(matched) = compare(&found.passage, source, at, false) else { continue };
            if matched.is_altered {
                altered = altered.or(Some(at));
                continue;
            }
            let range = matched.start..matched.end;
            let there = part(source, range.clone());
            let is_exact = found.passage == there || found.passage == text::normalise_lossy(there);
            let (verdict, differences) = if is_exact {
                (Verdict::Exact, Vec::new())
            } else if found.verdict > Verdict::Adapted {
                let again = compare(&found.passage, source, at, true);
                let again = again.unwrap_or_else(|| broken(&"a passage that matches only once", matched));
                (Verdict::Adapted, again.differences)
            } else {
                (Verdict::Adapted, Vec::new())
            };
            found.note(verdict, 0, self.joined.locate(range), differences);
            if found.verdict == Verdict::Exact && found.places.len() >= MAX_PLACES {
                return;
            }
        }
        if let Some(at) = altered.filter(|_| !found.verdict.is_evidence())
            && let Some(matched) = compare(&found.passage, source, at, true)
        {
            self.note(Verdict::Altered, SAME_SYMBOLS, matched, found);
        }
    }

    /// A passage that is marked as changed, at places of its longest piece.
    fn compare_pieces(
        &self,
        (with_insertions, anchor): (bool, usize),
        places: impl Iterator<Item = usize>,
        found: &mut Found<'_>,
    ) {
        if found.verdict.is_evidence() {
            return;
        }
        let Some(quoted) = Quoted::read(&found.passage, with_insertions) else { return };
        let budget = 100_000 + 16 * found.passage.len();
        let mut search = Search::new(quoted, &self.joined.text, &self.index, budget);
        for at in places {
            let Some(matched) = search.around(anchor, at) else { continue };
            let there = part(&self.joined.text, matched.start..matched.end);
            if there.contains(SEPARATOR) {
                continue;
            }
            let verdict = if matched.is_altered { Verdict::Altered } else { Verdict::Adapted };
            self.note(verdict, SAME_SYMBOLS, matched, found);
            if verdict.is_evidence() {
                return;
            }
        }
    }

    fn note(&self, verdict: Verdict, likeness: usize, matched: Match, found: &mut Found<'_>) {
        let place = self.joined.locate(matched.start..matched.end);
        found.note(verdict, likeness, place, matched.differences);
    }

    /// The most similar places for passages that occur in no source.
    fn look_nearby(&self, found: &mut [Found<'_>]) {
        let open = |found: &&mut Found<'_>| !found.verdict.is_evidence() && found.likeness < SAME_SYMBOLS;
        let mut open: Vec<&mut Found<'_>> = found.iter_mut().filter(open).collect();
        let passages: Vec<&str> = open.iter().map(|found| found.passage.as_ref()).collect();
        let nearest = nearby::nearest(&passages, &self.joined.text, &self.index);
        for (found, nearest) in open.iter_mut().zip(nearest) {
            if let Some(nearest) = nearest {
                let place = self.joined.locate(nearest.start..nearest.end);
                found.note(Verdict::Altered, nearest.likeness, place, nearest.differences);
            }
        }
    }
}

/// Counts code points and lines up to all places.
fn finish(mut found: Vec<Found<'_>>, sources: &[Source]) -> Vec<Checked> {
    let mut offsets: Vec<(usize, usize)> = Vec::new();
    for (source, range) in found.iter().flat_map(|found| &found.places) {
        offsets.extend([(*source, range.start), (*source, range.end)]);
    }
    offsets.sort_unstable();
    offsets.dedup();
    let mut counted = Vec::with_capacity(offsets.len());
    let mut counter: Option<(usize, Counter<'_>)> = None;
    for &(source, offset) in &offsets {
        if counter.as_ref().is_none_or(|(current, _)| *current != source) {
            counter = sources.get(source).map(|found| (source, Counter::new(found.text())));
        }
        counted.push(match &mut counter {
            Some((_, counter)) => counter.count(offset),
            None => broken(&"a place in a source that was not given", NO_COUNT),
        });
    }
    let look_up = |source: usize, offset: usize| {
        let place = offsets.binary_search(&(source, offset));
        place
            .ok()
            .and_then(|place| counted.get(place))
            .copied()
            .unwrap_or_else(|| broken(&"a place that was not counted", NO_COUNT))
    };
    let place = |(source, range): &(usize, Range<usize>)| {
        let (start, line, column) = look_up(*source, range.start);
        let (end, ..) = look_up(*source, range.end);
        Place { source: *source, start, end, line, column, start_byte: range.start, end_byte: range.end }
    };
    let checked = found.drain(..).map(|found| Checked {
        verdict: found.verdict,
        places: found.places.iter().map(place).collect(),
        differences: found.differences,
    });
    checked.collect()
}
