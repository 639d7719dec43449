//! Makes invisible characters visible: control characters, marks of direction, invisible letters. A text for
//! a model could hide instructions in them, or look like another text.

/// The marks around the number of such a character.
const OPEN: char = '⟨';
const CLOSE: char = '⟩';

/// Whether a character shows nothing, or changes how others show.
fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
        || (c.is_control() && c != '\n' && c != '\t')
}

/// The text with `⟨U+202E⟩` in place of such characters. O(length).
pub(crate) fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if is_hidden(c) {
            shown.push_str(&format!("{OPEN}U+{:04X}{CLOSE}", u32::from(c)));
        } else {
            shown.push(c);
        }
    }
    shown
}

/// The text that [`visible`] made this of: a label that was read in an answer can be named in a call.
/// O(length).
pub(crate) fn original(shown: &str) -> String {
    let mut text = String::with_capacity(shown.len());
    let mut rest = shown;
    while let Some((before, after)) = rest.split_once(OPEN) {
        text.push_str(before);
        let hidden = after.split_once(CLOSE).and_then(|(name, after)| {
            let number = u32::from_str_radix(name.strip_prefix("U+")?, 16).ok()?;
            Some((char::from_u32(number).filter(|&c| is_hidden(c))?, after))
        });
        match hidden {
            Some((c, after)) => {
                text.push(c);
                rest = after;
            }
            None => {
                text.push(OPEN);
                rest = after;
            }
        }
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_shown_and_found_again() {
        for text in [
            "a\u{202e}b",
            "\u{1b}[31m",
            "\u{200b}",
            "⟨U+0041⟩\u{2066}",
            "\u{e0041}",
            "⟨",
            "a ⟨b⟩ c",
            "蜂\n\tb",
        ] {
            let shown = visible(text);
            assert!(!shown.chars().any(is_hidden), "{shown:?}");
            assert_eq!(original(&shown), text);
        }
        assert_eq!(visible("a\u{202e}b"), "a⟨U+202E⟩b");
        // Characters that join letters and emoji are a part of their spelling.
        assert_eq!(visible("👩\u{200d}🚀"), "👩\u{200d}🚀");
    }
}
