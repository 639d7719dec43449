//! Checks a passage that is marked as shortened or explained against a source: its pieces must occur there
//! in order, and the omissions and insertions between them must not change the meaning.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::evidence::characters::{Kind, backwards, forwards, has_paragraph_end, is_unspaced, is_word, kind};
use crate::evidence::clause_words::is_person;
use crate::evidence::clauses::{joins_sentences, joins_speech};
use crate::evidence::compare::{Match, compare_piece};
use crate::evidence::difference::{Difference, DifferenceKind};
use crate::evidence::exchanged::exchanges_subject;
use crate::evidence::index::{Index, Word};
use crate::evidence::insertions::{adds_fact, ends_with_pronoun, only_describes};
use crate::evidence::marks::without_notes;
use crate::evidence::meaning::{is_stand_in, turning_insertion, turning_omission};
use crate::evidence::quoted::{Gap, Quoted};
use crate::evidence::remarks::is_remark;
use crate::evidence::symbols::Symbols;
use crate::evidence::word_lists::{List, is_in, plain, words};
use crate::util::{items, part};

/// The longest text that an ellipsis may leave out, in bytes. Longer gaps join unrelated places.
const LONGEST_OMISSION: usize = 1_000;

/// The longest text that brackets may replace, in bytes.
const LONGEST_REPLACED: usize = 64;

/// A passage, a source, and the work that may still be spent on the passage.
pub(super) struct Search<'a> {
    quoted: Quoted,
    /// The symbols of each piece.
    keys: Vec<Vec<u8>>,
    source: &'a str,
    index: &'a Index,
    /// How many more words may be examined.
    budget: usize,
}

/// A piece of the passage at a place that has its symbols.
struct Piece {
    /// Where its first symbol is.
    at: usize,
    found: Match,
}

impl<'a> Search<'a> {
    /// O(quoted).
    pub(super) fn new(quoted: Quoted, source: &'a str, index: &'a Index, budget: usize) -> Search<'a> {
        let key = |piece: &String| -> Vec<u8> {
            Symbols::new(piece, 0).map(|symbol| symbol.key).collect::<String>().into_bytes()
        };
        let keys = quoted.pieces.iter().map(key).collect();
        Search { quoted, keys, source, index, budget }
    }

    /// The passage whose piece `anchor` is at `at` in the source. O(budget).
    pub(super) fn around(&mut self, anchor: usize, at: usize) -> Option<Match> {
        self.look_for_neighbours(anchor, at)?;
        let mut pieces = vec![self.compare(anchor, at)?];
        for number in anchor + 1..self.quoted.pieces.len() {
            let reach = reach(self.quoted.gaps.get(number - 1)?);
            let from = pieces.last()?.found.end;
            pieces.push(self.forwards(number, from, reach)?);
        }
        pieces.reverse();
        for number in (0..anchor).rev() {
            let reach = reach(self.quoted.gaps.get(number)?);
            let until = pieces.last()?.found.start;
            pieces.push(self.backwards(number, until, reach)?);
        }
        pieces.reverse();
        Some(self.judge(pieces))
    }

    /// `None` if the symbols of the neighbouring pieces are not near this one. This rejects most places of
    /// a piece before anything is compared. O(budget).
    fn look_for_neighbours(&mut self, anchor: usize, at: usize) -> Option<()> {
        if self.budget == 0 {
            return None;
        }
        let words = &self.index.words;
        let place = self.index.word_from(at);
        let key_end = words.get(place)?.key as usize + self.keys.get(anchor)?.len();
        let after = words.partition_point(|word| (word.key as usize) < key_end);
        let mut looked_at = 0;
        let mut is_piece = |number: usize, word: &Word| {
            looked_at += 1;
            self.begins(number, *word)
        };
        let mut is_near = true;
        if let (Some(gap), Some(next)) = (self.quoted.gaps.get(anchor), words.get(after)) {
            let farthest = next.text as usize + reach(gap);
            let mut near = words.get(after..)?.iter().take_while(|word| word.text as usize <= farthest);
            is_near = near.any(|word| is_piece(anchor + 1, word));
        }
        if is_near && let Some(number) = anchor.checked_sub(1) {
            let nearest = words.get(place.saturating_sub(1))?.text as usize;
            let lowest = nearest.saturating_sub(self.reach_backwards(number)?);
            let mut near = words.get(..place)?.iter().rev().take_while(|word| word.text as usize >= lowest);
            is_near = near.any(|word| is_piece(number, word));
        }
        if is_near {
            return Some(());
        }
        self.budget = self.budget.saturating_sub(looked_at);
        None
    }

    /// How far before the next piece this one may begin.
    fn reach_backwards(&self, number: usize) -> Option<usize> {
        Some(reach(self.quoted.gaps.get(number)?) + 4 * self.quoted.pieces.get(number)?.len() + 64)
    }

    /// Whether the symbols of a piece begin with a word.
    fn begins(&self, number: usize, word: Word) -> bool {
        let there = items(&self.index.key, word.key as usize..);
        // Most words differ in the first letter.
        self.keys.get(number).is_some_and(|key| key.first() == there.first() && there.starts_with(key))
    }

    /// The nearest place of a piece after `from`.
    fn forwards(&mut self, number: usize, from: usize, reach: usize) -> Option<Piece> {
        let words = self.index.words.get(self.index.word_from(from)..)?;
        for word in words.iter().take_while(|word| word.text as usize <= from + reach) {
            self.budget = self.budget.checked_sub(1)?;
            if let Some(found) = self.at(number, *word) {
                return Some(found);
            }
        }
        None
    }

    /// The nearest place of a piece that ends before `until`.
    fn backwards(&mut self, number: usize, until: usize, reach: usize) -> Option<Piece> {
        let lowest = until.saturating_sub(self.reach_backwards(number)?);
        let words = self.index.words.get(..self.index.word_from(until))?;
        for word in words.iter().rev().take_while(|word| word.text as usize >= lowest) {
            self.budget = self.budget.checked_sub(1)?;
            if let Some(piece) = self.at(number, *word)
                && piece.found.end <= until
            {
                return (until - piece.found.end <= reach).then_some(piece);
            }
        }
        None
    }

    fn at(&mut self, number: usize, word: Word) -> Option<Piece> {
        if !self.begins(number, word) {
            return None;
        }
        self.budget = self.budget.saturating_sub(16 + self.keys.get(number)?.len() / 4);
        self.compare(number, word.text as usize)
    }

    fn compare(&self, number: usize, at: usize) -> Option<Piece> {
        let found = compare_piece(self.quoted.pieces.get(number)?, self.source, at, false)?;
        (!found.is_altered).then_some(Piece { at, found })
    }

    /// Whether a piece begins with a number of which the omission has a part. O(1).
    fn cuts_number(&self, piece: &Match) -> bool {
        piece.begins_with_number(self.source) && piece.cut_before(self.source).is_some()
    }

    /// Whether brackets at the edge of a passage at `range` explain the pronoun next to it, or
    /// stand for one, a title or the subject of an earlier clause.
    fn explains_edge(&self, range: &Range<usize>) -> bool {
        let before = part(self.source, ..range.start);
        let is_word_before = before.trim_end().ends_with(|c| is_word(c) && !is_unspaced(c));
        let next = part(self.source, range.start..);
        self.quoted.opens
            && (is_word_before && replaced_before(self.source, range.start).is_none()
                || ends_with_pronoun(before, next))
            || self.quoted.closes && ends_with_pronoun(part(self.source, ..range.end), "")
    }

    /// Decides whether the omissions and insertions change the meaning.
    fn judge(&self, pieces: Vec<Piece>) -> Match {
        let (first, last) = (pieces.first().map(|first| &first.found), pieces.last().map(|last| &last.found));
        let mut whole = Match::default();
        (whole.start, whole.end) = (first.map_or(0, |first| first.start), last.map_or(0, |last| last.end));
        let whole_range = whole.start..whole.end;
        let mut note = |kind, source: &str, passage: &str, alters| {
            whole.is_altered |= alters;
            whole.differences.push(Difference::new(kind, source, passage, alters));
        };
        let quoted = &self.quoted;
        for (gap, pair) in quoted.gaps.iter().zip(pieces.windows(2)) {
            let [Piece { found: before, .. }, Piece { found: after, .. }] = pair else { continue };
            // Both pieces may have the sign between them: `good, … , bad` from `good, bad`.
            let range = before.end.min(after.start)..after.start;
            let left_out = part(self.source, range.clone());
            let next = Symbols::new(self.source, range.start).next();
            let has_symbols = next.is_some_and(|symbol| symbol.start < after.start);
            let alters = if gap.is_ellipsis {
                turning_omission(self.source, range.clone()).is_some()
                    // `65 [or older]`.
                    || has_symbols && before.cut_after(self.source).is_some()
                    // `[plus de] 3 comprimés`.
                    || has_symbols && self.cuts_number(after)
                    || joins_speech(self.source, range.start, range.end)
                    || joins_sentences(self.source, range.start, range.end)
                    || exchanges_subject(self.source, range.clone())
            } else if has_symbols {
                gap.inserted.is_empty()
                    || !is_stand_in(left_out)
                    || left_out.contains(['.', '!', '?', ';', ':'])
            } else {
                let glue = without_notes(left_out);
                let glue = glue.as_deref().unwrap_or(left_out).chars();
                glue.filter(|&c| c != '*')
                    .any(|c| !matches!(kind(c), Kind::Space | Kind::Hidden | Kind::Quote))
            };
            if has_symbols || alters {
                note(DifferenceKind::LeftOut, left_out.trim(), "", alters);
            }
            let next = part(self.source, after.start..);
            let replaced = if has_symbols && !gap.is_ellipsis { range.end } else { range.start };
            let explained = part(self.source, ..replaced);
            let is_pronoun = ends_with_pronoun(explained, next);
            for (number, inserted) in gap.inserted.iter().enumerate() {
                let is_apart = gap.is_ellipsis && number >= gap.leading;
                let explains = is_pronoun && !is_apart && !only_describes(inserted, explained);
                let adds = adds_statement(inserted)
                    || !explains && adds_fact(inserted, self.source, &range, is_apart);
                note(DifferenceKind::Inserted, "", inserted.trim(), adds);
            }
        }
        let cut_before = first.and_then(|first| first.cut_before(self.source));
        let cut_after = last.and_then(|last| last.cut_after(self.source));
        for word in [cut_before.as_deref(), cut_after].into_iter().flatten() {
            note(DifferenceKind::LeftOut, word, "", true);
        }
        let opening =
            first.filter(|_| quoted.opens).and_then(|first| replaced_before(self.source, first.start));
        let closing = last.filter(|_| quoted.closes).zip(quoted.pieces.last());
        let closing = closing.and_then(|(last, piece)| replaced_after(piece, self.source, last.end));
        // `[The bishop] resigned` from `The bishop resigned`.
        let is_kept =
            |word: &String| quoted.outer.iter().any(|inserted| words(inserted).last().as_ref() == Some(word));
        for word in opening.into_iter().filter(|word| !is_kept(word)).chain(closing) {
            note(DifferenceKind::LeftOut, &word, "", true);
        }
        for inserted in &quoted.outer {
            let is_explained = is_remark(inserted) || self.explains_edge(&whole_range);
            let is_apart = quoted.is_outer_apart;
            let adds = !is_explained && adds_fact(inserted, self.source, &whole_range, is_apart);
            note(DifferenceKind::Inserted, "", inserted.trim(), adds || adds_statement(inserted));
        }
        let again = quoted.pieces.iter().zip(&pieces);
        let again = again.filter_map(|(text, piece)| compare_piece(text, self.source, piece.at, true));
        for difference in again.flat_map(|found| found.differences) {
            if !whole.differences.contains(&difference)
                && whole.differences.len() < crate::evidence::difference::MAX_DIFFERENCES
            {
                whole.differences.push(difference);
            }
        }
        // Words picked one by one, or with more added than quoted, are not a quotation.
        let kept = quoted.pieces.iter().map(|piece| count(piece)).sum::<usize>();
        let all_inserted = quoted.gaps.iter().flat_map(|gap| &gap.inserted).chain(&quoted.outer);
        let inserted = all_inserted.map(|inserted| count(inserted)).sum::<usize>();
        let ellipses = quoted.gaps.iter().filter(|gap| gap.is_ellipsis).count();
        if kept < 2 * ellipses + 1 || inserted > kept {
            whole.is_altered = true;
        }
        whole
    }
}

/// The word that brackets right before a place replace, unless it is a pronoun, an article or a title, or
/// joins clauses: `[The mayor] resigned` from `The bishop | resigned`. Adverbs in between are skipped.
/// O(1).
fn replaced_before(source: &str, start: usize) -> Option<String> {
    let is_apart = |c| matches!(kind(c), Kind::Space | Kind::Hidden | Kind::Quote) || matches!(c, '*' | '_');
    let before = part(source, ..start).trim_end_matches(is_apart);
    let is_paragraph = has_paragraph_end(part(source, before.len()..start));
    if is_paragraph {
        return None;
    }
    let reached = plain(source, backwards(source, before.len(), 48)..before.len(), false);
    let mut rest = reached.as_str();
    loop {
        rest = rest.trim_end_matches(' ');
        if !rest.ends_with(|c: char| is_word(c) && !is_unspaced(c)) {
            return None;
        }
        let (at, _) = rest.unicode_word_indices().next_back()?;
        let own = part(rest, at..);
        let word = words(own).next()?;
        let is_adverb = is_in(&word, &CONNECTING) || is_manner(own) && turning_insertion(own).is_none();
        if !is_adverb {
            let is_title = is_in(&word, &TITLES) && part(source, start..).starts_with(char::is_uppercase);
            let stays = is_stand_in(&word) || is_in(&word, &JOINING) || is_title;
            return (!stays).then_some(word);
        }
        rest = part(rest, ..at);
    }
}

/// Whether a word is an English adverb of manner: `quickly`, but not `Emily` or `family`.
fn is_manner(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ly") && word.starts_with(char::is_lowercase) && !is_in(word, &NOUNS)
}

/// The word that brackets right after a place replace, likewise: `in [June]` from `in | May`. Brackets that
/// only add something follow a whole phrase. O(1).
fn replaced_after(piece: &str, source: &str, end: usize) -> Option<String> {
    words(piece).last().filter(|last| is_in(last, &OPEN))?;
    let reached = plain(source, end..forwards(source, end, 24), false);
    let word = words(&reached).next().filter(|_| reached.trim_start().starts_with(is_word))?;
    (!is_stand_in(&word)).then_some(word)
}

/// Adverbs that join a sentence to the one before.
static CONNECTING: List = List::new(
    "\
    however then also later thus therefore moreover meanwhile still instead soon now today yesterday \
    again afterwards finally nevertheless nonetheless furthermore consequently subsequently suddenly \
    recently hence jedoch dann auch später deshalb inzwischen bald heute wieder alors aussi ensuite puis \
    pourtant después luego también poi anche dopo",
);

/// Titles before names.
static TITLES: List = List::new(
    "\
    mr mrs ms miss dr prof professor doctor sir lady lord dame herr frau monsieur madame mme mlle señor \
    señora don doña signor signora st saint sankt",
);

/// Whether an insertion changes the meaning around it, or states something new: a clause (`[and later
/// withdrew]`, `[which kills]`) or the manner of an action (`[illegally]`).
fn adds_statement(inserted: &str) -> bool {
    turning_insertion(inserted).is_some()
        || match inserted.split_whitespace().collect::<Vec<_>>()[..] {
            [word] => is_manner(word),
            [first, ..] => words(first).next().is_some_and(|word| is_in(&word, &OPENING) || is_person(&word)),
            [] => false,
        }
}

/// Words that open another statement in brackets, where more words follow.
static OPENING: List = List::new(
    "\
    and but who which whose that und aber et mais qui y pero que quien e ma che и но который которая",
);

/// Nouns and adjectives that end as adverbs do.
static NOUNS: List = List::new(
    "\
    family assembly ally reply supply monopoly anomaly bully belly rally butterfly dragonfly elderly \
    jelly homily melancholy oligopoly tally folly gully trolley ugly",
);

/// Words after which a clause may continue without its subject.
static JOINING: List = List::new(
    "\
    and or but nor yet that which when because und oder aber et ou mais y o pero e ma en of maar och \
    eller men og i и или но а",
);

/// Words after which a phrase is not complete: prepositions and articles.
static OPEN: List = List::new(
    "\
    in of by to for with at from on about into over under after before between against the a an in von \
    zu mit für auf an bei aus nach vor der die das den dem des ein eine à de dans par pour sur avec le \
    la les un une en por para con el los di da per nel il van voor met op het av på för i til в на с о \
    от до w na z",
);

fn count(text: &str) -> usize {
    words(text).count()
}

fn reach(gap: &Gap) -> usize {
    if gap.is_ellipsis { LONGEST_OMISSION } else { LONGEST_REPLACED }
}
