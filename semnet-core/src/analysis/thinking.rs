//! The thinking that models write around their answers: between tags of many names, or before a closing tag.

use std::borrow::Cow;

use crate::analysis::keys::plain;
use crate::analysis::lenient::{self, beginning};
use crate::analysis::notes::Notes;

/// Words in the names of such tags.
const WORDS: [&str; 6] = ["think", "thought", "reason", "reflect", "scratchpad", "monologue"];

/// The beginning of the final answer in a template that lost its special tokens.
const FINAL: &str = "assistantfinal";

/// The longest tag, in bytes.
const LONGEST_TAG: usize = 60;

#[derive(Debug)]
struct Tag {
    start: usize,
    end: usize,
    name: String,
    closes: bool,
}

/// The text without the thinking. Tags inside complete JSON are content and are kept. O(length).
pub(super) fn without<'a>(text: &'a str, notes: &mut Notes) -> Cow<'a, str> {
    let stretches = stretches(text);
    if stretches.is_empty() {
        return Cow::Borrowed(text);
    }
    let (mut rest, mut at, mut count) = (String::new(), 0, 0);
    for (start, end) in stretches {
        rest.push_str(&text[at..start]);
        rest.push('\n');
        count += text[start..end].chars().count();
        at = end;
    }
    rest.push_str(&text[at..]);
    notes.omitted("$", format!("left out: {count} characters of thinking around the answer"), 1);
    Cow::Owned(rest)
}

/// Where thinking begins and ends.
fn stretches(text: &str) -> Vec<(usize, usize)> {
    // Incomplete values are read this often, so the time stays linear.
    const MOST: usize = 16;
    let tags = tags(text);
    let (mut stretches, mut opened, mut tries) = (Vec::new(), None::<&Tag>, MOST);
    let (mut at, mut next) = (0, 0);
    while let Some(tag) = tags.get(next) {
        let brace = text.get(at..tag.start).and_then(|before| before.find(['{', '[']));
        if let Some(brace) = brace.filter(|_| tries > 0) {
            let start = at + brace;
            at = start + 1;
            if lenient::looks_like_json(&text[start..]) {
                let parsed = lenient::read(text, start);
                let ends_thinking = |tag: &&Tag| tag.closes && begins_json(&text[tag.end..]);
                let inside = tags[next..].iter().take_while(|tag| tag.start < parsed.end);
                let is_mended =
                    parsed.mended && (opened.is_some() || inside.clone().any(|tag| ends_thinking(&tag)));
                if parsed.cut.is_none() && !is_mended {
                    next += inside.count();
                    at = parsed.end.max(at);
                } else {
                    tries -= 1;
                }
            }
            continue;
        }
        next += 1;
        at = tag.end.max(at);
        match opened {
            None if !tag.closes => opened = Some(tag),
            // Templates that open the thinking in the question show only its end.
            None if is_thinking(&tag.name) && has_json(&text[tag.end..]) => stretches = vec![(0, tag.end)],
            Some(open) if tag.closes && (tag.name == open.name || open.name != "channel") => {
                stretches.push((open.start, tag.end));
                opened = None;
            }
            _ => {}
        }
    }
    stretches
}

/// Whether a plain name is a name for thinking.
pub(super) fn is_thinking(name: &str) -> bool {
    WORDS.iter().any(|word| name.contains(word)) || matches!(name, "analysis" | "unused94" | "unused95")
}

/// All tags around thinking, in order.
fn tags(text: &str) -> Vec<Tag> {
    let mut tags: Vec<Tag> = Vec::new();
    for (start, opening) in text.match_indices(['<', '[', '◁']) {
        let from = start + opening.len();
        let inside = beginning(&text[from..], LONGEST_TAG);
        let ends: &[char] = match opening {
            "<" => &['>', '\n', '{'],
            "[" => &[']', '\n', '{', '"'],
            _ => &['▷', '\n', '{'],
        };
        let Some(length) = inside.find(ends) else { continue };
        let Some(mark @ ('>' | ']' | '▷')) = inside[length..].chars().next() else { continue };
        let (inside, end) = (&inside[..length], from + length + mark.len_utf8());
        let all = plain(inside);
        let mut name =
            inside.trim_matches(['|', '/']).split_whitespace().next().map(plain).unwrap_or_default();
        let mut closes = inside.starts_with(['/', '|']) && inside.contains('/')
            || all.starts_with("endof")
            || all == "unused95";
        if all == "channel" && text[end..].starts_with("analysis") {
            closes = false;
        } else if inside == "|end|" || inside == "|start|" {
            (name, closes) = ("channel".into(), true);
        } else if closes {
            if !is_thinking(&all) && tags.iter().all(|tag| tag.name != name) {
                continue;
            }
        } else if !is_thinking(&all) {
            continue;
        }
        tags.push(Tag { start, end, name, closes });
    }
    let finals = text.match_indices(FINAL).map(|(start, mark)| (start, start + mark.len()));
    for (start, end) in finals.filter(|&(_, end)| begins_json(&text[end..])) {
        tags.push(Tag { start, end, name: WORDS[0].into(), closes: true });
    }
    tags.sort_by_key(|tag| tag.start);
    tags
}

/// Whether JSON, or a code fence, comes next.
fn begins_json(text: &str) -> bool {
    let next = text.trim_start();
    next.starts_with("```") || lenient::looks_like_json(next)
}

fn has_json(text: &str) -> bool {
    text.match_indices(['{', '[']).any(|(at, _)| lenient::looks_like_json(&text[at..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_any_name_are_found_outside_of_complete_json() {
        let draft = r#"{"findings": [{"label": "Draft"}]}"#;
        for (before, after) in [
            ("<THINK>hm {draft}</THINK>", ""),
            ("Sure!\n<think time=\"3s\">hm {draft}</think>", ""),
            ("<think>I must close with </think> then.\n{draft}</think>", ""),
            ("<think>a <think>b</think> c {draft}</think>", ""),
            ("<seed:think>{draft}</seed:think>", ""),
            ("<details type=\"reasoning\"><summary>3 s</summary>{draft}</details>", ""),
            ("<|begin_of_thought|>{draft}<|end_of_thought|>", ""),
            ("<|start|>assistant<|channel|>analysis<|message|>{draft}<|end|>", ""),
            ("analysisWe draft {draft} Good.assistantfinal", ""),
            ("<unused94>thought\n{draft}<unused95>", ""),
            ("Draft: {draft}</think>", ""),
            ("<think>{\"findings\": [ and so on</think>", ""),
            ("", "<think>was {draft} better?</think>"),
        ] {
            let text = format!("{before}{{\"title\": \"A\"}}{after}").replace("{draft}", draft);
            let rest = without(&text, &mut Notes::default()).into_owned();
            assert!(rest.contains("\"A\"") && !rest.contains("findings"), "{text}: {rest}");
        }
        for text in [
            r#"{"title":"</think> ends it","text":"<think> and {","findings":[]}"#,
            r#"{"label":"End Mark <|end|>","text":"<|channel|>analysis<|message|>"}"#,
            r#"{'text': 'Reasoning ends with </think> in R1.', 'findings': [{}]}"#,
            r#"Here: [{"text":"a </think>"}, 1]"#,
            "<think>without an end {}",
        ] {
            assert_eq!(without(text, &mut Notes::default()), text);
        }
    }
}
