//! The marks in a passage that something was left out (`…`, `[...]`, `(…)`), put in (`[of the
//! board]`) or that the case of a letter was changed (`[T]he`).

use crate::evidence::characters::{Kind, is_unspaced, is_word, kind};
use crate::evidence::remarks::is_remark;
use crate::evidence::symbols::Symbols;

/// A passage that is marked as changed: stretches of the source, and the gaps between them.
#[derive(Debug, Default)]
pub(super) struct Quoted {
    /// The stretches, each with at least one symbol.
    pub(super) pieces: Vec<String>,
    /// The gaps between them, one fewer than the pieces.
    pub(super) gaps: Vec<Gap>,
    /// The insertions before the first piece and after the last.
    pub(super) outer: Vec<String>,
    /// Whether an ellipsis is next to one of these.
    pub(super) is_outer_apart: bool,
    /// Whether one is directly before the first piece.
    pub(super) opens: bool,
    /// Whether one is directly after the last piece.
    pub(super) closes: bool,
}

/// The text of a passage between two pieces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Gap {
    /// Whether something was left out.
    pub(super) is_ellipsis: bool,
    /// The insertions.
    pub(super) inserted: Vec<String>,
    /// How many of these come before the ellipsis.
    pub(super) leading: usize,
}

/// Brackets around at most this many characters are read as an insertion.
const LONGEST_INSERTION: usize = 400;

enum Part<'a> {
    Text(&'a str),
    Ellipsis,
    Inserted(&'a str),
    /// `[T]he`: a letter in brackets, and the text after it.
    Letter(&'a str),
}

impl Quoted {
    /// Reads a passage; `with_insertions` if the brackets are not those of the source. `None` if nothing
    /// marks a change, or if a mark is within a word. O(length).
    pub(super) fn read(passage: &str, with_insertions: bool) -> Option<Quoted> {
        let parts = parts(passage, with_insertions)?;
        if parts.iter().all(|part| matches!(part, Part::Text(_))) {
            return None;
        }
        let mut quoted = Quoted::default();
        let mut gap = Gap::default();
        let mut text = String::new();
        for part in parts {
            match part {
                Part::Text(more) => text.push_str(more),
                Part::Letter(letter) => {
                    quoted.end_piece(&mut text, &mut gap);
                    text.push_str(letter);
                }
                Part::Ellipsis => {
                    quoted.end_piece(&mut text, &mut gap);
                    if !gap.is_ellipsis {
                        gap.leading = gap.inserted.len();
                    }
                    gap.is_ellipsis = true;
                }
                // Wherever it is, a remark on the text is not a part of it.
                Part::Inserted(inserted) if is_remark(inserted) => quoted.outer.push(inserted.to_owned()),
                Part::Inserted(inserted) => {
                    quoted.end_piece(&mut text, &mut gap);
                    gap.inserted.push(inserted.to_owned());
                }
            }
        }
        quoted.end_piece(&mut text, &mut gap);
        quoted.closes = gap.leading > 0 || !gap.is_ellipsis && !gap.inserted.is_empty();
        quoted.is_outer_apart |= gap.is_ellipsis && gap.inserted.len() > gap.leading;
        quoted.outer.append(&mut gap.inserted);
        (!quoted.pieces.is_empty()).then_some(quoted)
    }

    fn end_piece(&mut self, text: &mut String, gap: &mut Gap) {
        if Symbols::new(text, 0).next().is_none() {
            // Only punctuation between two marks.
            text.clear();
            return;
        }
        if self.pieces.is_empty() {
            self.opens = !gap.is_ellipsis && !gap.inserted.is_empty();
            self.is_outer_apart |= gap.is_ellipsis && !gap.inserted.is_empty();
            self.outer.append(&mut gap.inserted);
            *gap = Gap::default();
        } else {
            self.gaps.push(std::mem::take(gap));
        }
        self.pieces.push(std::mem::take(text));
    }
}

fn parts(passage: &str, with_insertions: bool) -> Option<Vec<Part<'_>>> {
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(found) = passage.get(at..)?.find(['[', '［', '〔', '(', '.', '…', '⋯']) {
        let place = at + found;
        let rest = passage.get(place..)?;
        let sign = rest.chars().next()?;
        let (part, length) = match sign {
            '[' | '［' | '〔' | '(' => match in_brackets(rest, with_insertions) {
                Some((Part::Inserted(inner), length)) => {
                    let touches = |c: char| is_word(c) && !is_unspaced(c);
                    let before = passage.get(..place)?.chars().next_back().is_some_and(touches);
                    let after = rest.get(length..)?.chars().next().is_some_and(touches);
                    if !before && after && inner.chars().count() == 1 {
                        (Part::Letter(inner), length)
                    } else if before || after {
                        return None;
                    } else {
                        (Part::Inserted(inner), length)
                    }
                }
                Some(found) => found,
                None => {
                    at = place + sign.len_utf8();
                    continue;
                }
            },
            _ => match ellipsis(rest) {
                0 => {
                    at = place + sign.len_utf8();
                    continue;
                }
                length => (Part::Ellipsis, length),
            },
        };
        parts.push(Part::Text(passage.get(start..place)?));
        parts.push(part);
        start = place + length;
        at = start;
    }
    parts.push(Part::Text(passage.get(start..)?));
    parts.retain(|part| !matches!(part, Part::Text("")));
    Some(parts)
}

fn in_brackets(rest: &str, with_insertions: bool) -> Option<(Part<'_>, usize)> {
    let open = rest.chars().next()?;
    let close = match open {
        '[' => ']',
        '［' => '］',
        '〔' => '〕',
        _ => ')',
    };
    let inner = rest.get(open.len_utf8()..)?;
    let end = inner.char_indices().take(LONGEST_INSERTION).find(|&(_, c)| c == close)?.0;
    let inner = inner.get(..end)?;
    let length = open.len_utf8() + inner.len() + close.len_utf8();
    let trimmed = inner.trim();
    if !trimmed.is_empty() && ellipsis(trimmed) == trimmed.len() {
        return Some((Part::Ellipsis, length));
    }
    (close != ')' && with_insertions && !inner.contains(open)).then_some((Part::Inserted(inner), length))
}

/// The length of the ellipsis at the beginning of a text, in bytes; 0 without one.
fn ellipsis(text: &str) -> usize {
    let (mut dots, mut length) = (0, 0);
    for (place, character) in text.char_indices() {
        match character {
            '…' | '⋯' => dots += 3,
            '.' => dots += 1,
            _ if matches!(kind(character), Kind::Space | Kind::Hidden) && dots > 0 => continue,
            _ => break,
        }
        length = place + character.len_utf8();
    }
    if dots >= 3 { length } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(passage: &str) -> Option<(Vec<String>, Vec<Gap>)> {
        Quoted::read(passage, true).map(|quoted| (quoted.pieces, quoted.gaps))
    }

    #[test]
    fn a_passage_says_what_was_left_out_and_put_in() {
        let gap = |is_ellipsis, inserted: &[&str]| Gap {
            is_ellipsis,
            inserted: inserted.iter().map(|&text| text.to_owned()).collect(),
            leading: 0,
        };
        for (passage, pieces, gaps) in [
            ("The board … rejected it.", &["The board ", " rejected it."][..], vec![gap(true, &[])]),
            (
                "… The board [...] rejected (…) it. . . .",
                &["The board ", " rejected ", " it"],
                vec![gap(true, &[]); 2],
            ),
            (
                "The board [of the bank] rejected",
                &["The board ", " rejected"],
                vec![gap(false, &["of the bank"])],
            ),
            ("said [T]he board", &["said ", "The board"], vec![gap(false, &[])]),
        ] {
            let (found, found_gaps) = read(passage).unwrap();
            let trim =
                |pieces: Vec<String>| pieces.iter().map(|piece| piece.trim().to_owned()).collect::<Vec<_>>();
            assert_eq!(trim(found), pieces.iter().map(|piece| piece.trim()).collect::<Vec<_>>(), "{passage}");
            assert_eq!(found_gaps, gaps, "{passage}");
        }
        for passage in
            ["The board (of the bank) rejected it.", "[un]reasonable", "reject[ed]", "... [x]", "a. b", ""]
        {
            assert_eq!(read(passage), None, "{passage}");
        }
    }

    /// The insertions before and after the pieces, whether they touch the passage, and whether an ellipsis
    /// stands next to them.
    #[test]
    fn brackets_at_the_edges_of_a_passage_are_told_from_those_within() {
        for (passage, outer, opens, closes, is_apart) in [
            ("[The board] rejected it", &["The board"][..], true, false, false),
            ("… [The board] rejected it", &["The board"], false, false, true),
            ("It rejected [the plan]", &["the plan"], false, true, false),
            ("It rejected … [the plan]", &["the plan"], false, false, true),
            ("It rejected [the plan] …", &["the plan"], false, true, false),
            ("It rejected [the plan] … [of May]", &["the plan", "of May"], false, true, true),
            ("[The board] did [the plan]", &["The board", "the plan"], true, true, false),
            ("… It rejected it …", &[], false, false, false),
            ("It [sic] rejected it", &["sic"], false, false, false),
        ] {
            let quoted = Quoted::read(passage, true).unwrap();
            let found = (quoted.opens, quoted.closes, quoted.is_outer_apart);
            assert_eq!(quoted.outer, outer, "{passage}");
            assert_eq!(found, (opens, closes, is_apart), "{passage}");
        }
        for (passage, inserted, leading) in [
            ("It [x] … [y] met", &["x", "y"][..], 1),
            ("It [x] … … [y] met", &["x", "y"], 1),
            ("It … [x] [y] met", &["x", "y"], 0),
            ("It [x] [y] … met", &["x", "y"], 2),
        ] {
            let gap = &read(passage).unwrap().1[0];
            assert_eq!(gap.inserted, inserted, "{passage}");
            assert_eq!((gap.is_ellipsis, gap.leading), (true, leading), "{passage}");
        }
    }

    #[test]
    fn three_dots_are_an_ellipsis_and_two_are_none() {
        for (text, length) in [
            ("...", 3),
            (". . . x", 5),
            ("....", 4),
            ("… x", 3),
            ("…. x", 4),
            ("..", 0),
            (". .", 0),
            ("x...", 0),
            (" ...", 0),
        ] {
            assert_eq!(ellipsis(text), length, "{text}");
        }
    }
}
