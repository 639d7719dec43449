//! JSON as language models write it: with comments, trailing commas, other quotation marks, raw line ends,
//! unescaped quotation marks inside strings, and cut off anywhere. Members keep their order, and repeated
//! keys are all kept, so the reader can account for each of them.

mod fences;
mod strings;

use crate::analysis::lenient::fences::{Fence, at_fence};
pub(super) use crate::analysis::lenient::strings::beginning;
use crate::analysis::lenient::strings::closing_mark;
use crate::util::{broken, part};

/// A value. Numbers and booleans keep their spelling.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Json {
    Null,
    Literal(String),
    String(String),
    Array(Vec<Json>),
    Object(Vec<(String, Json)>),
}

/// A value read from a text.
#[derive(Debug)]
pub(super) struct Parsed {
    pub(super) json: Json,
    /// The byte offset after the value.
    pub(super) end: usize,
    /// The path of the value that was cut off by the end of the text.
    pub(super) cut: Option<String>,
    /// Whether a strict parser would have rejected the text.
    pub(super) mended: bool,
}

/// The deepest nesting. Deeper values are treated like the end of the text.
const DEPTH: usize = 64;

/// Whether a brace or bracket at the beginning of `text` is likely to begin JSON rather than prose such as
/// `[1]`.
pub(super) fn looks_like_json(text: &str) -> bool {
    let Some(inside) = text.strip_prefix(['{', '[']) else { return false };
    let inside = inside.trim_start();
    match inside.chars().next() {
        None => true,
        Some('{' | '[') => true,
        Some('}') => text.starts_with('{'),
        Some(']') => text.starts_with('['),
        Some('/') => inside.starts_with("//") || inside.starts_with("/*"),
        Some(first) if closing_mark(first).is_some() => true,
        Some(_) => text.starts_with('{') && is_bare_key(inside),
    }
}

/// Whether a text begins with a name and a colon, as an object's member without quotation marks does.
fn is_bare_key(text: &str) -> bool {
    let end = text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(text.len());
    let behind = &text[end..];
    let behind = behind.strip_prefix(|mark| closing_mark(mark).is_some()).unwrap_or(behind);
    end > 0 && behind.trim_start().starts_with(':')
}

/// Reads the value at the beginning of `text[at..]`. O(length).
pub(super) fn read(text: &str, at: usize) -> Parsed {
    let mut reader = Reader { text, at, path: Vec::new(), cut: None, mended: false };
    let json = reader.value(Inside::Nothing);
    Parsed { json, end: reader.at, cut: reader.cut, mended: reader.mended }
}

/// A step of a path.
enum Step {
    Key(String),
    Place(usize),
}

#[derive(Clone, Copy, PartialEq)]
enum Inside {
    Nothing,
    Array,
    Object,
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    path: Vec<Step>,
    cut: Option<String>,
    mended: bool,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        part(self.text, self.at..)
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip(&mut self, character: char) -> bool {
        let is_next = self.peek() == Some(character);
        if is_next {
            self.at += character.len_utf8();
        }
        is_next
    }

    /// Records that the text ended before the value.
    fn cut_off(&mut self) {
        if self.cut.is_none() {
            let steps = self.path.iter().map(|step| match step {
                Step::Key(key) => crate::analysis::path::key(key),
                Step::Place(place) => format!("[{place}]"),
            });
            self.cut = Some(std::iter::once("$".to_owned()).chain(steps).collect());
        }
        self.at = self.text.len();
    }

    /// Skips white space, comments, and code fences with the text between them.
    fn skip_space(&mut self) {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start_matches(is_space);
            self.at += rest.len() - trimmed.len();
            let broke_line = self.at == 0 || rest[..rest.len() - trimmed.len()].contains('\n');
            let is_remark = trimmed.starts_with("# ") || trimmed.starts_with('#') && broke_line;
            let skipped = if trimmed.starts_with("//") || is_remark {
                trimmed.find('\n').unwrap_or(trimmed.len())
            } else if trimmed.starts_with("<!--") {
                trimmed.find("-->").map_or(trimmed.len(), |end| end + 3)
            } else if trimmed.starts_with("/*") {
                trimmed.find("*/").map_or(trimmed.len(), |end| end + 2)
            } else if trimmed.starts_with("```") {
                match at_fence(trimmed) {
                    Fence::Continues(length) => length,
                    Fence::Ends => {
                        self.text = &self.text[..self.at];
                        return;
                    }
                }
            } else {
                return;
            };
            self.mended = true;
            self.at += skipped;
        }
    }

    fn value(&mut self, inside: Inside) -> Json {
        self.skip_space();
        match self.peek() {
            None => {
                self.cut_off();
                Json::Null
            }
            Some('{' | '[') if self.path.len() >= DEPTH => {
                self.mended = true;
                self.cut_off();
                Json::Null
            }
            Some('{') => self.object(),
            Some('[') => self.array(']'),
            Some('(') if self.begins_tuple() => self.array(')'),
            Some(mark) if closing_mark(mark).is_some() => Json::String(self.string(inside, false)),
            Some(_) => self.bare(),
        }
    }

    /// Advances to the next item of an object or array; `false` at its end. The closing bracket may be
    /// missing, if `outer` closes the value around it.
    fn goes_on(&mut self, own: char, outer: char, is_separated: &mut bool, is_empty: bool) -> bool {
        loop {
            self.skip_space();
            match self.peek() {
                None => {
                    self.cut_off();
                    return false;
                }
                Some(end) if end == own => {
                    self.mended |= *is_separated && !is_empty;
                    self.at += 1;
                    return false;
                }
                Some(mark @ (',' | ';' | '，')) => {
                    self.mended |= *is_separated || mark != ',';
                    *is_separated = true;
                    self.at += mark.len_utf8();
                }
                Some(end) if end == outer => {
                    self.mended = true;
                    return false;
                }
                Some(_) => {
                    self.mended |= !*is_separated;
                    *is_separated = false;
                    return true;
                }
            }
        }
    }

    fn object(&mut self) -> Json {
        let mut members = Vec::new();
        self.at += 1;
        let mut is_separated = true;
        while self.goes_on('}', ']', &mut is_separated, members.is_empty()) {
            // The next item of a list: the brace that closes this one is missing.
            if self.peek() == Some('{')
                && !members.is_empty()
                && matches!(self.path.last(), Some(Step::Place(_)))
            {
                self.mended = true;
                break;
            }
            let Some(key) = self.key() else { break };
            self.path.push(Step::Key(key));
            self.skip_space();
            let has_value = self.skip(':') || {
                self.mended = true;
                self.skip('：') || {
                    let is_equal = self.skip('=');
                    self.skip('>');
                    is_equal
                }
            };
            self.skip_space();
            let value = match self.peek() {
                Some(',' | '}' | ']') => {
                    self.mended = true;
                    Json::Null
                }
                // The supposed key is content.
                Some(_) if !has_value => Json::Null,
                _ => self.value(Inside::Object),
            };
            if let Some(Step::Key(key)) = self.path.pop() {
                members.push(if has_value { (key, value) } else { (String::new(), Json::String(key)) });
            }
        }
        Json::Object(members)
    }

    /// Reads a key, up to its colon; `None` at the end of the text.
    fn key(&mut self) -> Option<String> {
        if self.peek().is_some_and(|mark| closing_mark(mark).is_some()) {
            let start = self.at;
            let key = self.string(Inside::Object, true);
            if self.cut.is_some() {
                return None;
            }
            // Its own closing mark is missing: the one that was found opens the value.
            let before = key.trim_end().strip_suffix(':');
            if let (Some(before), false) = (before, self.rest().trim_start().starts_with(':')) {
                self.mended = true;
                let colon = part(self.text, start..self.at).rfind(':');
                self.at = start + colon.unwrap_or_else(|| broken(&"a colon that was there", 0));
                return Some(before.to_owned());
            }
            return Some(key);
        }
        self.mended = true;
        let rest = self.rest();
        let end = rest.find([':', '=', ',', '}', ']', '\n', '{', '[']).unwrap_or(rest.len());
        if end == rest.len() {
            self.cut_off();
            return None;
        }
        let key = rest[..end].trim().to_owned();
        self.at += end;
        if end == 0 {
            // A bracket instead of a key.
            self.at += self.peek().map_or(0, char::len_utf8);
        }
        Some(key)
    }

    /// Whether a bracket begins a Python tuple, or a string in parts.
    fn begins_tuple(&self) -> bool {
        let inside = self.rest()[1..].trim_start();
        inside.starts_with(|mark| matches!(mark, '(' | '[' | '{' | ')') || closing_mark(mark).is_some())
    }

    fn array(&mut self, closing: char) -> Json {
        let mut items = Vec::new();
        self.at += 1;
        let mut is_separated = true;
        self.mended |= closing != ']';
        while self.goes_on(closing, '}', &mut is_separated, items.is_empty()) {
            self.path.push(Step::Place(items.len()));
            let value = self.value(Inside::Array);
            self.path.pop();
            items.push(value);
        }
        Json::Array(items)
    }

    /// Reads a value without quotation marks: a number, a literal, or text whose quotation marks are missing.
    fn bare(&mut self) -> Json {
        let rest = self.rest();
        let end = rest.find([',', '}', ']', '\n']).unwrap_or(rest.len());
        let word = rest[..end].trim_end();
        let json = match word {
            "null" | "None" | "undefined" | "NaN" | "nil" | "..." | "…" => Json::Null,
            "true" | "false" | "True" | "False" => Json::Literal(word.to_ascii_lowercase()),
            _ if is_number(word) => Json::Literal(word.to_owned()),
            _ => {
                self.mended = true;
                Json::String(word.to_owned())
            }
        };
        if end == rest.len() {
            self.cut_off();
        } else {
            // There is always some progress, so reading ends for any text.
            self.at += if end == 0 { self.peek().map_or(1, char::len_utf8) } else { end };
        }
        json
    }
}

/// Whether a character is white space or invisible.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200d}' | '\u{2060}')
}

fn is_number(word: &str) -> bool {
    !word.is_empty()
        && word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.'))
        && word.parse::<f64>().is_ok()
}

#[cfg(test)]
mod tests;
