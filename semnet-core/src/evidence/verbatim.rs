//! The glue at the edges of a passage that the source has word for word, whatever the white space: points
//! before a number (`...5`), rows of signs. It needs no folding and does not mark an omission.

use crate::evidence::characters::{Kind, kind};
use crate::util::part;

/// Glue of more characters is not compared.
const LONGEST: usize = 1_000;

/// Where the glue `edge` begins in a source that has it right before `at`. `None` without a visible
/// character. O(length).
pub(super) fn verbatim_before(edge: &str, source: &str, at: usize) -> Option<usize> {
    let there = part(source, ..at).char_indices().rev();
    common_end(edge.chars().rev(), there)
}

/// Where the glue `edge` ends in a source that has it right after `at`, likewise.
pub(super) fn verbatim_after(edge: &str, source: &str, at: usize) -> Option<usize> {
    let there = part(source, at..).char_indices().map(|(place, c)| (at + place + c.len_utf8(), c));
    common_end(edge.chars(), there)
}

/// The place of the last character of `there` that is one of `edge`, if it has them all.
fn common_end(edge: impl Iterator<Item = char>, there: impl Iterator<Item = (usize, char)>) -> Option<usize> {
    let is_visible = |c: char| kind(c) != Kind::Hidden;
    let mut edge = edge.take(LONGEST).filter(|&c| is_visible(c)).peekable();
    let mut there = there.take(2 * LONGEST).filter(|&(_, c)| is_visible(c)).peekable();
    let mut end = None;
    loop {
        let mut has_space = false;
        while edge.next_if(|&c| kind(c) == Kind::Space).is_some() {
            has_space = true;
        }
        let Some(own) = edge.next() else { return end };
        let mut is_there = false;
        while there.next_if(|&(_, c)| kind(c) == Kind::Space).is_some() {
            is_there = true;
        }
        let (place, other) = there.next()?;
        if own != other || has_space != is_there {
            return None;
        }
        end = Some(place);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_alike_and_counts_for_nothing_at_the_edge() {
        let before = |edge: &str, there: &str| verbatim_before(edge, there, there.len());
        assert_eq!(before(" ...", "a ..."), Some(2));
        assert_eq!(before("* ... ", "*\n\t...  "), Some(0));
        assert_eq!(before("...", "a.."), None);
        assert_eq!(before(". .", ".."), None);
        assert_eq!(before(" ", "a "), None);
        assert_eq!(before("", "a"), None);
        assert_eq!(verbatim_after(" * ,", "a  *\n, b", 1), Some(6));
        assert_eq!(verbatim_after(" * ,", "a *", 1), None);
    }
}
