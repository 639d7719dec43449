//! One stretch of a passage compared with one place of a source, symbol by symbol.

use std::ops::Range;

use crate::evidence::characters::{Kind, is_vowel_sign, is_word, kind};
use crate::evidence::cut::{cut_after, cut_before, follows_turn};
use crate::evidence::difference::{Difference, DifferenceKind, MAX_DIFFERENCES};
use crate::evidence::edges::{
    match_after, match_before, may_begin, may_begin_with_glue, may_end, may_end_with_glue,
};
use crate::evidence::glue::{self, Likeness, is_single};
use crate::evidence::marks::{is_drop_cap, is_parted_ligature};
use crate::evidence::markup::{signs_agree, without_markup};
use crate::evidence::references::author_year_end;
use crate::evidence::symbols::{Symbol, Symbols};
use crate::text::compose;
use crate::util::part;

/// A stretch of a passage at a place of a source that has its symbols.
#[derive(Debug, Default)]
pub(super) struct Match {
    /// Where it begins in the source, in bytes.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
    /// Whether something other than typography differs.
    pub(super) is_altered: bool,
    /// The differences, if they were requested.
    pub(super) differences: Vec<Difference>,
    /// Where its last symbol ends in the source.
    last_symbol: usize,
    /// Whether punctuation and signs of numbers agree at its beginning and its end.
    agrees: (bool, bool),
}

impl Match {
    /// The word just before the match whose omission changes its meaning, if any: a negation, a number. O(1).
    pub(super) fn cut_before(&self, source: &str) -> Option<String> {
        if self.agrees.0 { cut_before(source, self.start) } else { None }
    }

    /// The same for the word just after it. Punctuation in between ends the clause. O(1).
    pub(super) fn cut_after<'a>(&self, source: &'a str) -> Option<&'a str> {
        let is_punctuation = |c| kind(c) == Kind::Punctuation;
        let is_open = self.agrees.1 && !part(source, self.last_symbol..self.end).contains(is_punctuation);
        if is_open { cut_after(source, self.end) } else { None }
    }

    /// Whether its first symbol is a digit. O(glue).
    pub(super) fn begins_with_number(&self, source: &str) -> bool {
        let first = Symbols::new(source, self.start).next();
        first.is_some_and(|symbol| symbol.start < self.end && symbol.strict.is_numeric())
    }
}

/// Compares a passage with the source where its first symbol is at `at`; `None` where the symbols differ. It
/// is altered where it cuts off a negation, or a part of a number, at its edges. O(passage).
pub(super) fn compare(passage: &str, source: &str, at: usize, wants_differences: bool) -> Option<Match> {
    let mut found = compare_piece(passage, source, at, wants_differences)?;
    if found.is_altered && !wants_differences {
        return Some(found);
    }
    let cut = [found.cut_before(source), found.cut_after(source).map(str::to_owned)];
    let cut: Vec<String> = cut.into_iter().flatten().collect();
    found.differences.truncate(MAX_DIFFERENCES - cut.len());
    for word in cut {
        found.is_altered = true;
        if found.differences.iter().any(|known| known.alters && known.source.to_lowercase().contains(&word)) {
            continue;
        }
        found.differences.push(Difference::new(DifferenceKind::LeftOut, &word, "", true));
    }
    Some(found)
}

/// The same for a piece of a passage, after which another may follow. O(piece).
pub(super) fn compare_piece(piece: &str, source: &str, at: usize, wants_differences: bool) -> Option<Match> {
    let mut comparison = Comparison { piece, source, wants_differences, found: Match::default() };
    comparison.run(at)?;
    Some(comparison.found)
}

struct Comparison<'a> {
    piece: &'a str,
    source: &'a str,
    wants_differences: bool,
    found: Match,
}

impl Comparison<'_> {
    fn run(&mut self, at: usize) -> Option<()> {
        let mut there = Symbols::new(self.source, at);
        let mut before: Option<(Symbol, Symbol)> = None;
        for own in Symbols::new(self.piece, 0) {
            let other = there.next().filter(|other| other.key == own.key)?;
            match before {
                None => self.first(own, other),
                Some(before) => self.between(before, (own, other)),
            }
            let has_other_vowels = own.is_unfolded && other.is_unfolded && self.vowels_differ(own, other);
            if own.strict != other.strict && before.is_some() || has_other_vowels {
                self.note(DifferenceKind::Replaced, &word(self.piece, own), &word(self.source, other), true);
            } else if own.is_unfolded != other.is_unfolded {
                self.note(
                    DifferenceKind::Typography,
                    &word(self.piece, own),
                    &word(self.source, other),
                    false,
                );
            }
            before = Some((own, other));
        }
        let (own, other) = before?;
        if there.next().is_some_and(|next| next.start == other.start) {
            // The passage ends within a ligature or a fraction sign.
            self.note(DifferenceKind::Replaced, &word(self.piece, own), &word(self.source, other), true);
        }
        self.last(own, other);
        Some(())
    }

    /// Whether both have vowel signs on a letter, and each has one that the other lacks: `كَتَبَ` and
    /// `كُتِبَ`.
    fn vowels_differ(&self, own: Symbol, other: Symbol) -> bool {
        let signs = |text: &'_ str, symbol: Symbol| -> Vec<char> {
            compose(part(text, symbol.start..symbol.end)).chars().filter(|&c| is_vowel_sign(c)).collect()
        };
        let (own, other) = (signs(self.piece, own), signs(self.source, other));
        own.iter().any(|sign| !other.contains(sign)) && other.iter().any(|sign| !own.contains(sign))
    }

    fn first(&mut self, own: Symbol, other: Symbol) {
        if own.strict != other.strict {
            let alters = own.strict.is_uppercase() && follows_turn(self.source, other.start);
            if has_capital_within(&word(self.piece, own)) {
                // `mW` and `MW`.
                self.note(DifferenceKind::Replaced, &word(self.piece, own), &word(self.source, other), true);
            } else if alters {
                // The capital letter shows that the sentence begins here; it begins with a word that turns
                // it.
                let before = part(self.source, ..other.start).trim_end();
                let start = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
                self.note(DifferenceKind::LeftOut, "", part(before, start..), true);
            } else {
                self.note(
                    DifferenceKind::Typography,
                    &word(self.piece, own),
                    &word(self.source, other),
                    false,
                );
            }
        }
        let leading = part(self.piece, ..own.start);
        let begins = match_before(self.piece, own.start, self.source, other.start, own.strict);
        let has_more =
            begins.as_ref().is_ok_and(|&start| may_begin_with_glue(self.source, start, other.start));
        if !has_more && !may_begin(self.source, other.start) {
            let own = word(self.piece, own);
            let there = chunk(self.source, other.start, other.end);
            let there = if there == own { wider(self.source, other.start, other.end).0 } else { there };
            self.note(DifferenceKind::Replaced, &own, there, true);
        }
        match begins {
            Ok(start) => {
                self.found.start = start;
                self.found.agrees.0 = true;
            }
            Err(range) => {
                self.found.start = other.start;
                let there = part(self.source, range);
                self.note(DifferenceKind::Replaced, leading.trim(), there.trim(), true);
            }
        }
    }

    fn between(&mut self, before: (Symbol, Symbol), now: (Symbol, Symbol)) {
        let own = glue_between(self.piece, before.0, now.0);
        let other = glue_between(self.source, before.1, now.1);
        let mut likeness = glue::compare(own, other, before.0.strict, now.0.strict);
        if likeness == Likeness::Different && self.is_like_there(before, now) {
            likeness = Likeness::Typography;
        }
        if likeness == Likeness::Different && self.is_like_without_markup(before, now) {
            likeness = Likeness::Typography;
        }
        if own != other && (!signs_agree(own, other) || self.is_suspended(before, now)) {
            likeness = Likeness::Different;
        }
        match likeness {
            Likeness::Same => {}
            Likeness::Typography if own.trim() == other.trim() && !own.trim().is_empty() => {}
            Likeness::Typography => {
                let own = words_around(self.piece, before.0, now.0);
                let other = words_around(self.source, before.1, now.1);
                self.note(DifferenceKind::Typography, &own, &other, false);
            }
            Likeness::Different => {
                let own = words_around(self.piece, before.0, now.0);
                let other = words_around(self.source, before.1, now.1);
                self.note(DifferenceKind::Replaced, &own, &other, true);
            }
        }
    }

    /// Whether glue that differs is only typography here: a drop cap or a ligature set apart from its word,
    /// or a quotation that ends with a number.
    fn is_like_there(&self, before: (Symbol, Symbol), now: (Symbol, Symbol)) -> bool {
        let own = glue_between(self.piece, before.0, now.0);
        let other = glue_between(self.source, before.1, now.1);
        let is_space = |c| kind(c) == Kind::Space;
        if own.is_empty() && other.chars().all(is_space) && now.1.strict.is_alphabetic() {
            return is_drop_cap(self.source, before.1.start, before.1.strict)
                || is_parted_ligature(self.source, before.1.end, now.1.strict);
        }
        before.0.strict.is_numeric()
            && is_quoted(self.piece, before.0.end)
            && is_quoted(self.source, before.1.end)
            && glue::compare(own, other, 'x', now.0.strict) != Likeness::Different
    }

    /// Whether the passage joins a word to the next one across a suspended hyphen rather than a line-break
    /// hyphen: `Hinund Rückfahrt` for `Hin- und Rückfahrt`.
    fn is_suspended(&self, before: (Symbol, Symbol), now: (Symbol, Symbol)) -> bool {
        let own = glue_between(self.piece, before.0, now.0);
        let other = glue_between(self.source, before.1, now.1);
        let next = || if own.is_empty() { word(self.source, now.1) } else { word(self.piece, now.0) };
        let is_joining = |word: &str| {
            matches!(word, "und" | "oder" | "bzw" | "and" | "or" | "och" | "og" | "eller" | "bis")
        };
        own.is_empty() != other.is_empty()
            && (own.contains('-') || other.contains('-'))
            && is_joining(&next())
    }

    /// Whether glue differs in markup only: links, code, items of lists.
    fn is_like_without_markup(&self, before: (Symbol, Symbol), now: (Symbol, Symbol)) -> bool {
        let own = without_markup(self.piece, gap(before.0, now.0));
        let other = without_markup(self.source, gap(before.1, now.1));
        glue::compare(&own, &other, before.0.strict, now.0.strict) != Likeness::Different
    }

    fn last(&mut self, own: Symbol, other: Symbol) {
        let trailing = part(self.piece, own.end..);
        let mut ends = match_after(self.piece, own.end, self.source, other.end);
        if ends.is_err()
            && trailing.starts_with(['.', ',', ';', ':', '!', '?'])
            && let Some(end) = author_year_end(self.source, other.end)
            && let Ok(after) = match_after(self.piece, own.end, self.source, end)
        {
            let reference = part(self.source, other.end..end);
            self.note(DifferenceKind::LeftOut, "", reference.trim(), false);
            ends = Ok(after);
        }
        let has_more = ends.as_ref().is_ok_and(|&end| may_end_with_glue(self.source, other.end, end));
        if !has_more && !may_end(self.source, other.end) {
            let own = word(self.piece, own);
            let there = chunk(self.source, other.start, other.end);
            let there = if there == own { wider(self.source, other.start, other.end).1 } else { there };
            self.note(DifferenceKind::Replaced, &own, there, true);
        }
        let ends = ends.and_then(|end| {
            let mark = |text: &str, at: usize| text.get(at..).and_then(|text| text.chars().next());
            let marks = (mark(self.piece, own.end), mark(self.source, other.end));
            let differs = own.strict.is_numeric()
                && matches!(marks, (Some(own), Some(other))
                    if [own, other].iter().all(|&mark| kind(mark) == Kind::Quote)
                        && is_single(own) != is_single(other))
                && !is_quoted(self.piece, own.end);
            if differs { Err(other.end..end) } else { Ok(end) }
        });
        self.found.last_symbol = other.end;
        match ends {
            Ok(end) => {
                self.found.end = end;
                self.found.agrees.1 = true;
            }
            Err(range) => {
                self.found.end = other.end;
                let there = part(self.source, range);
                self.note(DifferenceKind::Replaced, trailing.trim(), there.trim(), true);
            }
        }
    }

    fn note(&mut self, kind: DifferenceKind, passage: &str, source: &str, alters: bool) {
        self.found.is_altered |= alters;
        if self.wants_differences {
            let difference = Difference::new(kind, source, passage, alters);
            if self.found.differences.len() < MAX_DIFFERENCES && !self.found.differences.contains(&difference)
            {
                self.found.differences.push(difference);
            }
        }
    }
}

/// Whether the quotation mark after a number that ends at `at` closes a quotation rather than standing for
/// feet or minutes: the last mark before it is not within or after a word. O(1).
fn is_quoted(text: &str, at: usize) -> bool {
    let before = part(text, ..at);
    let reached: usize = before.chars().rev().take(LONGEST_QUOTED).map(char::len_utf8).sum();
    let marks = before.char_indices().rev().take_while(|&(place, _)| place >= at - reached);
    let mut marks = marks.filter(|&(_, c)| kind(c) == Kind::Quote).map(|(place, c)| {
        let left = before.get(..place).and_then(|text| text.chars().next_back());
        let right = before.get(place + c.len_utf8()..).and_then(|text| text.chars().next());
        (left.is_some_and(is_word), right.is_some_and(is_word))
    });
    marks.find(|&edges| edges != (true, true)) == Some((false, true))
}

/// The opening mark is searched for in this many characters.
const LONGEST_QUOTED: usize = 256;

/// Whether a word has a capital after its first letter, as `pH` and `mW` do: then the case of the first is
/// part of it. O(length).
fn has_capital_within(word: &str) -> bool {
    word.chars().skip(1).any(char::is_uppercase)
}

/// How far the words around a difference reach, in characters.
const LONGEST_WORD: usize = 40;

/// The range of the glue between two symbols; empty between those of one character, such as a ligature.
fn gap(left: Symbol, right: Symbol) -> Range<usize> {
    left.end.min(right.start)..right.start
}

/// The glue between two symbols.
fn glue_between(text: &str, left: Symbol, right: Symbol) -> &str {
    part(text, gap(left, right))
}

/// The word that a symbol is in.
fn word(text: &str, symbol: Symbol) -> String {
    part(text, word_start(text, symbol.start)..word_end(text, symbol.end)).to_owned()
}

/// The range, extended on both sides to the next white space.
fn chunk(text: &str, start: usize, end: usize) -> &str {
    let before = part(text, ..start).chars().rev();
    let after = part(text, end..).chars();
    let more: usize = before.take(LONGEST_WORD).take_while(|c| !c.is_whitespace()).map(char::len_utf8).sum();
    let further: usize =
        after.take(LONGEST_WORD).take_while(|c| !c.is_whitespace()).map(char::len_utf8).sum();
    part(text, start - more..end + further)
}

/// The same, with the text on the other side of the white space: the other parts of `1 200` and `5 %`.
fn wider(text: &str, start: usize, end: usize) -> (&str, &str) {
    let is_space = |&(_, character): &(usize, char)| character.is_whitespace();
    let left = part(text, ..start).char_indices().rev().take(LONGEST_WORD).find(is_space);
    let right = part(text, end..).char_indices().take(LONGEST_WORD).find(is_space);
    let before = left.map_or(start, |(place, _)| part(text, ..place).trim_end().len());
    let spaces =
        |place: usize| part(text, place..).chars().take(LONGEST_WORD).take_while(|c| c.is_whitespace());
    let after =
        right.map_or(end, |(place, _)| end + place + spaces(end + place).map(char::len_utf8).sum::<usize>());
    (chunk(text, before, end), chunk(text, start, after))
}

/// The glue between two symbols, with the words that contain them.
fn words_around(text: &str, left: Symbol, right: Symbol) -> String {
    part(text, word_start(text, left.start)..word_end(text, right.end)).to_owned()
}

fn word_start(text: &str, at: usize) -> usize {
    let before = part(text, ..at).chars().rev().take(LONGEST_WORD);
    at - before.take_while(|&c| kind(c) == Kind::Key).map(char::len_utf8).sum::<usize>()
}

fn word_end(text: &str, at: usize) -> usize {
    let after = part(text, at..).chars().take(LONGEST_WORD);
    at + after.take_while(|&c| kind(c) == Kind::Key).map(char::len_utf8).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_name_the_words_around_them() {
        let text = "Then 1 200 people (about 5 %) left.";
        let at = text.find("200").unwrap();
        assert_eq!(chunk(text, at, at + 1), "200");
        assert_eq!(wider(text, at, at + 3), ("1 200", "200 people"));
        assert_eq!(wider("200", 0, 3), ("200", "200"));
        let at = text.find("about").unwrap();
        assert_eq!(
            (chunk(text, at, at + 5), word_start(text, at + 2), word_end(text, at + 2)),
            ("(about", at, at + 5)
        );
        let long = "x".repeat(100);
        assert_eq!((word_start(&long, 50), word_end(&long, 50), chunk(&long, 50, 50).len()), (10, 90, 80));
        assert!(has_capital_within("pH") && !has_capital_within("Ph") && !has_capital_within(""));
    }

    #[test]
    fn marks_after_numbers_close_quotations_or_are_units() {
        for text in ["the “5", "“in 1995", "say 'x 5", "it’s “5"] {
            assert!(is_quoted(text, text.len()), "{text}");
        }
        for text in ["the 5", "“a” 5", "it’s 5", ""] {
            assert!(!is_quoted(text, text.len()), "{text}");
        }
        let far = |count: usize| is_quoted(&format!("“{}", "5".repeat(count)), 3 + count);
        assert!(far(255) && !far(256));
    }
}
