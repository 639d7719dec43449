//! A passage aligned, word by word, with the most similar part of a source, and the differences between them.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;

use crate::evidence::characters::{Kind, forwards, has_paragraph_end, is_word, kind};
use crate::evidence::clauses::{ends_sentence, is_end};
use crate::evidence::compare::compare;
use crate::evidence::difference::{Difference, DifferenceKind, MAX_DIFFERENCES};
use crate::evidence::glue::{self, Likeness};
use crate::evidence::index::Index;
use crate::util::{broken, items, part};

/// A passage at the most similar place of a source.
#[derive(Debug)]
pub(super) struct Alignment {
    /// In the source, in bytes.
    pub(super) start: usize,
    pub(super) end: usize,
    /// The share of the passage's words that the source has too, in thousandths.
    pub(super) likeness: usize,
    pub(super) differences: Vec<Difference>,
}

/// One step of an alignment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
enum Step {
    Start,
    Equal,
    Replaced,
    /// Of the source only.
    LeftOut,
    /// Of the passage only.
    Inserted,
}

/// The cost of replacing a word: as much as leaving out four words.
const CHANGED: u32 = 4;
const LEFT_OUT: u32 = 1;

/// At most this many cells are computed for one passage.
const MOST_CELLS: usize = 4_000_000;

/// Of longer passages only the first words are aligned.
pub(super) const MOST_WORDS: usize = 100_000;

/// Where a passage seems to be: how many words further on in the source, at least and at most.
#[derive(Clone, Copy, Debug)]
pub(super) struct Vote {
    pub(super) lowest: i64,
    pub(super) highest: i64,
}

/// Aligns a passage with the source around a vote; `None` where fewer than half of its words are there.
/// O(words of the passage).
pub(super) fn align(passage: (&str, &Index), source: (&str, &Index), vote: Vote) -> Option<Alignment> {
    let count = passage.1.words.len().min(MOST_WORDS);
    let pad = (8 + count as i64 / 4).min(64);
    let width = (vote.highest - vote.lowest + 2 * pad + 1).max(1) as usize;
    let width = width.min((MOST_CELLS / (count + 1)).max(33));
    let base = vote.lowest - pad;
    let state = FixedState::default();
    let own = (0..count).map(|word| state.hash_one(passage.1.word_key(word))).collect();
    let reached = base..base + (count + width) as i64;
    let there = reached.map(|word| {
        let word = usize::try_from(word).ok().filter(|&word| word < source.1.words.len())?;
        Some(state.hash_one(source.1.word_key(word)))
    });
    let table = Table { own, there: there.collect(), base, width, count };
    let steps = table.steps();
    Report { passage, source, differences: Vec::new() }.read(steps, count)
}

/// Costs along a band of the diagonal. The cell (row, column) has taken `row` words of the passage and all
/// words of the source before `base + row + column`.
struct Table {
    /// Hashes of the passage's words.
    own: Vec<u64>,
    /// Hashes of the source's words from `base` on; `None` past its end.
    there: Vec<Option<u64>>,
    base: i64,
    width: usize,
    count: usize,
}

impl Table {
    /// The cheapest way, as steps with the words that they take.
    fn steps(&self) -> Vec<(Step, usize, i64)> {
        let mut ways = vec![Step::Start; self.width];
        ways.reserve(self.count * self.width);
        let mut costs = vec![0u32; self.width];
        for (row, own) in (1..=self.count).zip(&self.own) {
            let mut next: Vec<u32> = Vec::with_capacity(self.width);
            let mut before = u32::MAX / 2;
            let there = items(&self.there, row - 1..);
            for (column, (there, &cost)) in there.iter().zip(&costs).enumerate() {
                let mut best = match there {
                    Some(there) if there == own => (cost, Step::Equal),
                    Some(_) => (cost + CHANGED, Step::Replaced),
                    None => (u32::MAX / 2, Step::Replaced),
                };
                if column > 0 && there.is_some() && before + LEFT_OUT < best.0 {
                    best = (before + LEFT_OUT, Step::LeftOut);
                }
                if let Some(&above) = costs.get(column + 1)
                    && above + CHANGED < best.0
                {
                    best = (above + CHANGED, Step::Inserted);
                }
                before = best.0;
                next.push(best.0);
                ways.push(best.1);
            }
            costs = next;
        }
        let least = costs.iter().enumerate().min_by_key(|&(_, cost)| cost);
        let mut column = least.map_or(0, |(column, _)| column);
        let mut row = self.count;
        let mut steps = Vec::new();
        while row > 0 {
            let step = ways.get(row * self.width + column).copied();
            let step = step.unwrap_or_else(|| broken(&"a step outside of the table", Step::Start));
            let there = self.base + (row + column) as i64 - 1;
            steps.push((step, row - 1, there));
            match step {
                Step::Equal | Step::Replaced => row -= 1,
                Step::LeftOut => column = column.saturating_sub(1),
                Step::Inserted => (row, column) = (row - 1, (column + 1).min(self.width - 1)),
                Step::Start => break,
            }
        }
        steps.reverse();
        steps
    }
}

/// Turns an alignment into a list of differences.
struct Report<'a> {
    passage: (&'a str, &'a Index),
    source: (&'a str, &'a Index),
    differences: Vec<Difference>,
}

/// Words of the passage and of the source that differ: from the first up to and including the last of each.
#[derive(Clone, Copy)]
struct Group {
    own: (usize, usize),
    there: (usize, usize),
}

impl Report<'_> {
    fn read(mut self, mut steps: Vec<(Step, usize, i64)>, count: usize) -> Option<Alignment> {
        // The source's text before and after the passage is not an omission.
        let is_left_out = |step: &(Step, usize, i64)| step.0 == Step::LeftOut;
        while steps.last().is_some_and(is_left_out) {
            steps.pop();
        }
        self.replace_last(&mut steps);
        self.insert_first(&mut steps);
        let equal: Vec<(usize, usize)> = steps
            .iter()
            .filter(|step| step.0 == Step::Equal)
            .filter_map(|&(_, own, there)| Some((own, usize::try_from(there).ok()?)))
            .collect();
        let bytes: usize = equal.iter().map(|&(own, _)| self.passage.1.word_key(own).len()).sum();
        let all: usize = (0..count).map(|own| self.passage.1.word_key(own).len()).sum();
        if equal.len() * 2 < count || bytes * 4 < all {
            return None;
        }
        let (first, last) = equal.first().copied().zip(equal.last().copied())?;
        let mut group: Option<Group> = None;
        let mut next = (0, first.1.saturating_sub(first.0));
        for (step, own, there) in steps {
            // Before the first word of the source there are only insertions, which have no place there.
            let there = usize::try_from(there).unwrap_or(0);
            if step == Step::Equal {
                let is_sign = self.takes_sign(group, own, there);
                if let Some(done) = group.take() {
                    let last = if is_sign { 1 } else { 0 };
                    self.note(Group {
                        own: (done.own.0, done.own.1 + last),
                        there: (done.there.0, done.there.1 + last),
                    });
                } else {
                    self.glue_before(own, there, next);
                }
                self.strictly(own, there);
                next = (own + 1, there + 1);
                continue;
            }
            let open = group.get_or_insert(Group { own: (next.0, next.0), there: (next.1, next.1) });
            match step {
                Step::Replaced => {
                    if open.there.0 == open.there.1 {
                        open.there = (there, there);
                    }
                    (open.own.1, open.there.1) = (own + 1, there + 1);
                }
                Step::LeftOut => {
                    if open.there.0 == open.there.1 {
                        open.there = (there, there);
                    }
                    open.there.1 = there + 1;
                }
                _ => open.own.1 = own + 1,
            }
        }
        if let Some(done) = group {
            self.note(done);
        }
        let start = self.source.1.words.get(first.1).map_or(0, |word| word.text as usize);
        let end = start.max(self.word_end(self.source, last.1));
        Some(Alignment {
            start,
            end,
            likeness: equal.len() * 1_000 / count.max(1),
            differences: self.differences,
        })
    }

    /// Words at the end of the passage that are not in the source replace those that follow there in the same
    /// sentence: as steps, both cost the same.
    fn replace_last(&self, steps: &mut [(Step, usize, i64)]) {
        let count = steps.iter().rev().take_while(|step| step.0 == Step::Inserted).count();
        let first = steps.len() - count;
        let Some(&(_, _, last)) = first.checked_sub(1).and_then(|before| steps.get(before)) else { return };
        let Ok(last) = usize::try_from(last) else { return };
        let ends_sentence = |c| matches!(c, '.' | '!' | '?' | ';' | ':' | '。' | '！' | '？' | '\u{fffe}');
        for (there, step) in (last + 1..).zip(steps.iter_mut().skip(first)) {
            let Some(word) = self.source.1.words.get(there) else { return };
            let glue = part(self.source.0, self.word_end(self.source, there - 1)..word.text as usize);
            if glue.contains(ends_sentence) {
                return;
            }
            (step.0, step.2) = (Step::Replaced, there as i64);
        }
    }

    /// Words at the beginning of the passage that are not in the source do not replace the end of the
    /// sentence or paragraph before: as steps, both cost the same.
    fn insert_first(&self, steps: &mut Vec<(Step, usize, i64)>) {
        let Some(first) = steps.iter().position(|step| step.0 == Step::Equal) else { return };
        let ends_before = |there: i64| {
            let Some(there) = usize::try_from(there).ok() else { return true };
            let start = |word: usize| {
                self.source.1.words.get(word).map_or(self.source.0.len(), |word| word.text as usize)
            };
            let glue = part(self.source.0, self.word_end(self.source, there)..start(there + 1));
            let text = part(self.source.0, start(there)..forwards(self.source.0, start(there + 1), 1));
            let ends = |(at, c): (usize, char)| c == '\u{fffe}' || is_end(c) && ends_sentence(text, at, c);
            has_paragraph_end(glue) || text.char_indices().any(ends)
        };
        let takes_source = |step: &(Step, usize, i64)| matches!(step.0, Step::Replaced | Step::LeftOut);
        let before = items(steps, ..first);
        let Some(last) = before.iter().rposition(|step| takes_source(step) && ends_before(step.2)) else {
            return;
        };
        for step in steps.iter_mut().take(last + 1).filter(|step| step.0 == Step::Replaced) {
            step.0 = Step::Inserted;
        }
        let mut place = 0;
        steps.retain(|step| {
            place += 1;
            place > last + 1 || step.0 != Step::LeftOut
        });
    }

    /// Whether a sign of both, such as `%`, belongs to the words that differ before it.
    fn takes_sign(&self, group: Option<Group>, own: usize, there: usize) -> bool {
        let is_number = |text: &str| text.ends_with(char::is_numeric);
        let sign = self.text(self.passage, own, own + 1);
        group.is_some_and(|group| {
            group.own.1 == own
                && group.there.1 == there
                && is_number(self.text(self.source, group.there.0, group.there.1))
                && is_number(self.text(self.passage, group.own.0, group.own.1))
                && sign.chars().all(|character| !is_word(character))
        })
    }

    fn word_end(&self, text: (&str, &Index), word: usize) -> usize {
        let start = text.1.words.get(word).map_or(text.0.len(), |word| word.text as usize);
        let next = text.1.words.get(word + 1).map_or(text.0.len(), |word| word.text as usize);
        let with_glue = part(text.0, start..next);
        start + with_glue.trim_end_matches(|c| kind(c) != Kind::Key).len()
    }

    fn text<'b>(&self, text: (&'b str, &Index), from: usize, until: usize) -> &'b str {
        if from >= until {
            return "";
        }
        let start = text.1.words.get(from).map_or(text.0.len(), |word| word.text as usize);
        part(text.0, start..self.word_end(text, until - 1))
    }

    fn note(&mut self, group: Group) {
        let own = self.text(self.passage, group.own.0, group.own.1);
        let there = self.text(self.source, group.there.0, group.there.1);
        // Two words of the one may be one, broken at the end of a line, of the other.
        if !own.is_empty() && compare(own, there, 0, false).is_some_and(|found| !found.is_altered) {
            return;
        }
        let kind = match (own.is_empty(), there.is_empty()) {
            (true, _) => DifferenceKind::LeftOut,
            (_, true) => DifferenceKind::Inserted,
            _ => DifferenceKind::Replaced,
        };
        self.push(kind, there, own);
    }

    /// The case of letters.
    fn strictly(&mut self, own: usize, there: usize) {
        let (own, there) = (self.text(self.passage, own, own + 1), self.text(self.source, there, there + 1));
        if own != there && compare(own, there, 0, false).is_none_or(|found| found.is_altered) {
            self.push(DifferenceKind::Replaced, there, own);
        }
    }

    /// Punctuation between two words that both have.
    fn glue_before(&mut self, own: usize, there: usize, next: (usize, usize)) {
        if own == 0 || next != (own, there) {
            return;
        }
        let pair = (self.text(self.passage, own - 1, own + 1), self.text(self.source, there - 1, there + 1));
        let glue = |text: (&str, &Index), word: usize| -> Option<String> {
            let end = text.1.words.get(word)?.text as usize;
            Some(part(text.0, self.word_end(text, word - 1)..end).to_owned())
        };
        let (Some(own_glue), Some(there_glue)) = (glue(self.passage, own), glue(self.source, there)) else {
            return;
        };
        let left = self.text(self.passage, own - 1, own).chars().next_back().unwrap_or(' ');
        let right = self.text(self.passage, own, own + 1).chars().next().unwrap_or(' ');
        if glue::compare(&own_glue, &there_glue, left, right) == Likeness::Different {
            self.push(DifferenceKind::Replaced, pair.1, pair.0);
        }
    }

    fn push(&mut self, kind: DifferenceKind, source: &str, passage: &str) {
        let difference = Difference::new(kind, source, passage, true);
        if self.differences.len() < MAX_DIFFERENCES && !self.differences.contains(&difference) {
            self.differences.push(difference);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Source, check_passages};

    #[test]
    fn words_that_differ_are_named_together() {
        for (passage, text, expected) in [
            ("The board met in June", "The board met in May. Anna left.", "May → June"),
            ("The board met in June too", "The board met in May. Anna left.", "May → June too"),
            ("The board met in May", "The board met. Anna left.", "inserted: in May"),
            ("200 people left", "Then 1 200 people left.", "1 200 → 200"),
            ("People left it", "No people left it.", "left out: No"),
            (
                "The board rejected the plan.",
                "The board did not reject the plan.",
                "did not reject → rejected",
            ),
            ("In May, 78 % of them left.", "In May, 87 % of them left.", "87 % → 78 %"),
            (
                "In June that board left the plan.",
                "Words end.\n\nThe board left the plan.",
                "The → In June that",
            ),
            (
                "In June the board left the plan.",
                "Old words end. The board left the plan.",
                "inserted: In June",
            ),
            ("Then many people left it.", "A heading\n\nPeople left it.", "inserted: Then many"),
            ("The board of the town met in May.", "The board met in May.", "inserted: of the town"),
            ("The board met in May.", "The board of the town met in May.", "left out: of the town"),
            (
                "The inter- national board rejected it",
                "The international board accepted it",
                "accepted → rejected",
            ),
        ] {
            let source = Source::new("source", text).unwrap();
            let found = check_passages(&[passage], &[source]).remove(0);
            let said: Vec<String> = found.differences.iter().map(ToString::to_string).collect();
            assert_eq!(said, [expected], "{passage} {found:?}");
        }
    }
}
