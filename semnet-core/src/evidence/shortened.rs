//! A passage that is marked as shortened or explained, checked against a source: its pieces stand
//! there in their order, and what was left out and put in between turns no meaning.

use crate::evidence::characters::{Kind, kind};
use crate::evidence::clauses::{joins_sentences, swallows_subject};
use crate::evidence::compare::{Match, compare_piece};
use crate::evidence::difference::{Difference, DifferenceKind};
use crate::evidence::index::{Index, Word};
use crate::evidence::marks::without_notes;
use crate::evidence::meaning::{is_stand_in, turning_insertion, turning_omission};
use crate::evidence::quoted::{Gap, Quoted};
use crate::evidence::symbols::Symbols;
use crate::evidence::word_lists::words;
use crate::util::part;

/// What an ellipsis may leave out, in bytes: longer gaps join places that have nothing to do with each other.
const LONGEST_OMISSION: usize = 1_000;

/// How far a piece may be from the one before, where nothing was left out but what brackets replace, in
/// bytes.
const LONGEST_REPLACED: usize = 64;

/// A source, and how much may still be done for one passage.
pub(super) struct Search<'a> {
    pub(super) source: &'a str,
    pub(super) index: &'a Index,
    /// Words looked at.
    pub(super) budget: usize,
}

impl Search<'_> {
    /// The passage whose piece `anchor` stands at `at` in the source. O(budget).
    pub(super) fn around(&mut self, quoted: &Quoted, anchor: usize, at: usize) -> Option<Match> {
        let first = compare_piece(quoted.pieces.get(anchor)?, self.source, at, true)
            .filter(|found| !found.is_altered)?;
        let mut found = vec![first];
        for number in anchor + 1..quoted.pieces.len() {
            let gap = quoted.gaps.get(number - 1)?;
            let from = found.last()?.end;
            found.push(self.forwards(quoted.pieces.get(number)?, from, reach(gap))?);
        }
        found.reverse();
        for number in (0..anchor).rev() {
            let gap = quoted.gaps.get(number)?;
            let until = found.last()?.start;
            found.push(self.backwards(quoted.pieces.get(number)?, until, reach(gap))?);
        }
        found.reverse();
        Some(self.judge(quoted, found))
    }

    /// The nearest place of a piece after `from`.
    fn forwards(&mut self, piece: &str, from: usize, reach: usize) -> Option<Match> {
        let beginning = beginning(piece);
        let words = self.index.words.get(self.index.word_from(from)..)?;
        for word in words.iter().take_while(|word| word.text as usize <= from + reach) {
            self.budget = self.budget.checked_sub(1)?;
            if let Some(found) = self.at(piece, &beginning, *word) {
                return Some(found);
            }
        }
        None
    }

    /// The nearest place of a piece that ends before `until`.
    fn backwards(&mut self, piece: &str, until: usize, reach: usize) -> Option<Match> {
        let beginning = beginning(piece);
        let lowest = until.saturating_sub(reach + 4 * piece.len() + 64);
        let words = self.index.words.get(..self.index.word_from(until))?;
        for word in words.iter().rev().take_while(|word| word.text as usize >= lowest) {
            self.budget = self.budget.checked_sub(1)?;
            if let Some(found) = self.at(piece, &beginning, *word)
                && found.end <= until
            {
                return (until - found.end <= reach).then_some(found);
            }
        }
        None
    }

    fn at(&mut self, piece: &str, beginning: &[u8], word: Word) -> Option<Match> {
        if !self.index.key.get(word.key as usize..)?.starts_with(beginning) {
            return None;
        }
        self.budget = self.budget.saturating_sub(16 + piece.len() / 4);
        compare_piece(piece, self.source, word.text as usize, true).filter(|found| !found.is_altered)
    }

    /// The omissions and insertions, and whether they turn the meaning.
    fn judge(&self, quoted: &Quoted, found: Vec<Match>) -> Match {
        let mut whole = Match {
            start: found.first().map_or(0, |first| first.start),
            end: found.last().map_or(0, |last| last.end),
            ..Match::default()
        };
        let mut note = |kind, source: &str, passage: &str, alters| {
            whole.is_altered |= alters;
            whole.differences.push(Difference::new(kind, source, passage, alters));
        };
        for (gap, pair) in quoted.gaps.iter().zip(found.windows(2)) {
            let [before, after] = pair else { continue };
            // Both pieces may have the sign between them: `good, … , bad` from `good, bad`.
            let range = before.end.min(after.start)..after.start;
            let left_out = part(self.source, range.clone());
            let next = Symbols::new(self.source, range.start).next();
            let has_symbols = next.is_some_and(|symbol| symbol.start < after.start);
            let alters = if gap.is_ellipsis {
                turning_omission(self.source, range.clone()).is_some()
                    || joins_sentences(self.source, range.start, range.end)
                    || swallows_subject(self.source, range.start, range.end)
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
            for inserted in &gap.inserted {
                note(DifferenceKind::Inserted, "", inserted.trim(), turning_insertion(inserted).is_some());
            }
        }
        let cut_before = found.first().and_then(|first| first.cut_before.as_deref());
        let cut_after = found.last().and_then(|last| last.cut_after.as_deref());
        for word in [cut_before, cut_after].into_iter().flatten() {
            note(DifferenceKind::LeftOut, word, "", true);
        }
        for inserted in &quoted.outer {
            note(DifferenceKind::Inserted, "", inserted.trim(), turning_insertion(inserted).is_some());
        }
        for difference in found.into_iter().flat_map(|found| found.differences) {
            if !whole.differences.contains(&difference)
                && whole.differences.len() < crate::evidence::compare::MOST_DIFFERENCES
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

/// The key of the first few symbols.
fn beginning(piece: &str) -> Vec<u8> {
    let keys = Symbols::new(piece, 0).take(12).map(|symbol| symbol.key);
    keys.collect::<String>().into_bytes()
}

fn count(text: &str) -> usize {
    words(text).count()
}

fn reach(gap: &Gap) -> usize {
    if gap.is_ellipsis { LONGEST_OMISSION } else { LONGEST_REPLACED }
}
