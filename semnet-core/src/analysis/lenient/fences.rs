//! Code fences inside a value: models that write a long answer in parts close one fence and open another.

use crate::analysis::lenient::read;

const FENCE: &str = "```";

/// What to do at a fence inside a value.
#[derive(Debug, PartialEq)]
pub(super) enum Fence {
    /// The value continues after this many bytes: the fence, and the prose and opening fence after it, if
    /// any.
    Continues(usize),
    /// Another value follows, and this one ends here.
    Ends,
}

/// Looks at a fence at the beginning of `text`. O(length up to the fence after the next).
pub(super) fn at_fence(text: &str) -> Fence {
    let after = text.strip_prefix(FENCE).unwrap_or(text);
    let line = after.lines().next().unwrap_or_default();
    let start = if line.trim().is_empty() {
        let Some(opening) = after.find(FENCE) else { return Fence::Continues(FENCE.len()) };
        FENCE.len() + opening
    } else if is_language(line.trim()) {
        // Only the second fence is there.
        0
    } else {
        return Fence::Continues(FENCE.len());
    };
    let opened = &text[start + FENCE.len()..];
    let line = opened.lines().next().unwrap_or_default();
    let language = if is_language(line.trim()) { line.len() } else { 0 };
    let block = &opened[language..];
    match is_one_value(block) {
        true => Fence::Ends,
        false => Fence::Continues(start + FENCE.len() + language),
    }
}

fn is_language(word: &str) -> bool {
    word.len() <= 20 && word.chars().all(|c| c.is_ascii_alphanumeric())
}

/// Whether a block, up to its closing fence, is one complete value, and so not the rest of another.
fn is_one_value(block: &str) -> bool {
    let block = block[..block.find(FENCE).unwrap_or(block.len())].trim();
    if !block.starts_with(['{', '[']) {
        return false;
    }
    let parsed = read(block, 0);
    parsed.cut.is_none() && parsed.end == block.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_goes_on_in_the_next_fence_unless_another_begins_there() {
        for (text, rest) in [
            ("```\n\n```json\n{\"a\": 1}, {\"b\": 2}]}\n```", "\n{\"a\": 1}, {\"b\": 2}]}\n```"),
            ("```\nAnd the rest:\n```\n\"b\": 2}\n```", "\n\"b\": 2}\n```"),
            ("```json\n\"b\": \"]\"}", "\n\"b\": \"]\"}"),
            ("```\n", "\n"),
            ("``` and so on", " and so on"),
        ] {
            assert_eq!(at_fence(text), Fence::Continues(text.len() - rest.len()), "{text}");
        }
        for text in ["```\nAgain:\n```json\n{\"a\": [\"}\\\"\", 1]}\n```", "```\n```\n[1]"] {
            assert_eq!(at_fence(text), Fence::Ends, "{text}");
        }
    }
}
