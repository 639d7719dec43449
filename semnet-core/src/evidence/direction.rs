//! Marks of direction that show letters or digits in another order than the text has them: U+202E before
//! `not` shows `ton`, and `7–4` within U+2067 shows as `4–7`.

use std::borrow::Cow;

/// A passage whose marks of direction change what is read, with U+FFFD for each mark that may; others
/// unchanged. Such a passage occurs in no source. O(length).
pub(super) fn mark_turned(passage: &str) -> Cow<'_, str> {
    if passage.contains(is_turning) && is_turned(passage) {
        Cow::Owned(passage.replace(is_turning, "\u{fffd}"))
    } else {
        Cow::Borrowed(passage)
    }
}

const TO_LEFT: char = '\u{202e}';
const TO_RIGHT: char = '\u{202d}';

/// Overrides, and marks that make a stretch run from right to left.
fn is_turning(character: char) -> bool {
    matches!(character, TO_LEFT | TO_RIGHT | '\u{202b}' | '\u{2067}')
}

/// Whether such marks apply to letters or digits that they turn. O(length).
fn is_turned(passage: &str) -> bool {
    let has_right_to_left = passage.chars().any(runs_to_left);
    let mut open: Vec<char> = Vec::new();
    let (mut to_left, mut to_right, mut embedded) = (0_usize, 0_usize, 0_usize);
    for character in passage.chars() {
        let change: fn(usize) -> usize = match character {
            '\u{202a}'..='\u{202b}' | TO_RIGHT | TO_LEFT | '\u{2066}'..='\u{2068}' => {
                open.push(character);
                |count| count + 1
            }
            '\u{202c}' | '\u{2069}' => |count| count.saturating_sub(1),
            _ => {
                let goes_left = runs_to_left(character);
                let turned = to_left > 0 && !goes_left && character.is_alphanumeric()
                    || to_right > 0 && goes_left
                    || embedded > 0 && !has_right_to_left && character.is_numeric();
                if turned {
                    return true;
                }
                continue;
            }
        };
        let mark = if matches!(character, '\u{202c}' | '\u{2069}') { open.pop() } else { Some(character) };
        match mark {
            Some(TO_LEFT) => to_left = change(to_left),
            Some(TO_RIGHT) => to_right = change(to_right),
            Some('\u{202b}' | '\u{2067}') => embedded = change(embedded),
            _ => {}
        }
    }
    false
}

/// Whether a character is of a script that runs from right to left. O(1).
fn runs_to_left(character: char) -> bool {
    matches!(character,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_in_another_order_is_marked() {
        for passage in [
            "did \u{202e}not\u{202c} go",
            "was \u{202e}12",
            "\u{202e}\u{202a}x\u{202c}not",
            "\u{202d}לא\u{202c}",
            "by \u{2067}7–4\u{2069}",
        ] {
            assert!(mark_turned(passage).contains('\u{fffd}'), "{passage:?}");
        }
        for passage in [
            "did \u{202d}not\u{202c} go",
            "\u{202e}\u{202c}not",
            "\u{202b}אישרה 7–4\u{202c}",
            "\u{2067}not\u{2069} 7",
            "\u{202e}לא\u{202c}",
        ] {
            assert_eq!(mark_turned(passage), passage, "{passage:?}");
        }
    }
}
