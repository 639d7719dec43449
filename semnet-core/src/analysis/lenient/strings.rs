//! Strings as language models write them: with other quotation marks around them, raw line ends, and
//! unescaped quotation marks inside.

use crate::analysis::lenient::{Inside, Reader, is_bare_key};

/// How far to look ahead to find out whether a quotation mark ends a string, in bytes.
const AHEAD: usize = 256;

impl Reader<'_> {
    /// Reads a string or a key, from its opening mark on.
    pub(super) fn string(&mut self, inside: Inside, is_key: bool) -> String {
        let opening = self.peek().unwrap_or('"');
        let closing = closing_mark(opening).unwrap_or("\"");
        self.mended |= opening != '"';
        if self.rest().starts_with("\"\"\"") {
            self.mended = true;
            let body = &self.rest()[3..];
            let end = body.find("\"\"\"");
            let string = body[..end.unwrap_or(body.len())].to_owned();
            match end {
                Some(end) => self.at += 3 + end + 3,
                None => self.cut_off(),
            }
            return string;
        }
        self.at += opening.len_utf8();
        let mut string = String::new();
        while let Some(next) = self.peek() {
            if next == '\\' {
                self.at += 1;
                self.escape(&mut string);
                continue;
            }
            let start = self.at;
            self.at += next.len_utf8();
            let closes_key =
                is_key && closing_mark(next).is_some() && self.rest().trim_start().starts_with(':');
            // A mark of another kind, if a key with the right one follows.
            let is_other = !is_key && opening == '"' && next == '”' && {
                let key = self.rest().trim_start().strip_prefix(',').map(str::trim_start);
                key.and_then(|key| key.strip_prefix(opening)).is_some_and(is_bare_key)
            };
            if is_other {
                self.mended = true;
                return string;
            }
            if closing.contains(next) || closes_key {
                if is_key || self.ends_here(inside) {
                    return string;
                }
                self.mended = true;
            }
            self.mended |= next.is_control();
            string.push_str(&self.text[start..self.at]);
        }
        self.cut_off();
        string
    }

    /// Whether the quotation mark just read ends its string: the text after it must be able to follow a
    /// value.
    fn ends_here(&self, inside: Inside) -> bool {
        let ahead = beginning(self.rest(), AHEAD);
        let next = ahead.trim_start();
        let broke_line = ahead[..ahead.len() - next.len()].contains('\n');
        let mut characters = next.chars();
        match characters.next() {
            None => true,
            Some('}' | ']') => true,
            Some(',' | ';' | '，') => follows_comma(characters.as_str().trim_start(), inside),
            Some('/') => next.starts_with("//") || next.starts_with("/*"),
            Some('<') => next.starts_with("<!--"),
            Some(')') => inside == Inside::Array,
            Some('`') => next.starts_with("```"),
            // Without a comma, the next member is known by its colon.
            Some(mark) if closing_mark(mark).is_some() => {
                broke_line
                    || inside == Inside::Object
                        && next.len() < ahead.len()
                        && is_bare_key(characters.as_str())
            }
            Some(_) => false,
        }
    }

    /// Reads an escape whose backslash was read. An escape that JSON does not have is kept, with its
    /// backslash.
    fn escape(&mut self, string: &mut String) {
        let Some(character) = self.peek() else { return self.cut_off() };
        if is_command(self.rest(), string) {
            self.mended = true;
            return string.push('\\');
        }
        self.at += character.len_utf8();
        match character {
            'n' => string.push('\n'),
            't' => string.push('\t'),
            'r' => string.push('\r'),
            'b' | 'f' => string.push(' '),
            '"' | '\\' | '/' | '\'' | '\n' => string.push(character),
            'u' => match self.unit() {
                Some(high @ 0xd800..0xdc00) if self.rest().starts_with("\\u") => {
                    self.at += 2;
                    let low = self.unit().unwrap_or_default();
                    let pair = char::decode_utf16([high, low]).map(|one| one.unwrap_or('\u{fffd}'));
                    string.extend(pair);
                }
                Some(unit) => {
                    let character = char::from_u32(u32::from(unit));
                    self.mended |= character.is_none();
                    string.push(character.unwrap_or('\u{fffd}'));
                }
                None => string.push_str("\\u"),
            },
            mark if closing_mark(mark).is_some() => {
                self.mended = true;
                string.push(mark);
            }
            other => {
                self.mended = true;
                string.push('\\');
                string.push(other);
            }
        }
    }

    fn unit(&mut self) -> Option<u16> {
        let digits = self.rest().get(..4)?;
        let unit = u16::from_str_radix(digits, 16).ok()?;
        self.at += 4;
        Some(unit)
    }
}

/// Commands of LaTeX that begin like an escape of JSON: `\times` would be a tab and `imes`. What follows the
/// `n` of those with `\n` does not begin a line.
const COMMANDS: &str = "fbox flat footnote forall frac frown nabla natural nearrow newline nexists ngeq nleq \
    nolimits normalsize notin nsubseteq nwarrow rangle rbrace rceil rfloor rho right rightarrow \
    rightharpoonup rightleftharpoons rm root tag tan tanh tau text textbf textit textrm textstyle texttt \
    tfrac therefore theta thickapprox tilde times to top triangle triangleq twoheadrightarrow";

/// Commands that are also beginnings of lines, in some language: only in a formula.
const SHORT_COMMANDS: &str = "ne neg neq ni not nu";

/// How far to look back for the beginning of a formula, in bytes.
const BACK: usize = 256;

/// Whether a command of LaTeX follows a backslash that is not escaped, after this part of the string. Before
/// a letter, JSON's escape for a backspace has no other use in an answer.
fn is_command(rest: &str, before: &str) -> bool {
    let name = &rest[..rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len())];
    let is_formula = || {
        let mut start = before.len().saturating_sub(BACK);
        while !before.is_char_boundary(start) {
            start += 1;
        }
        let line = before[start..].lines().next_back().unwrap_or_default();
        line.matches('$').count() % 2 == 1 || line.rfind("\\(") > line.rfind("\\)")
    };
    match rest.as_bytes().first() {
        Some(b'b') => name.len() > 1,
        Some(b'f' | b'n' | b'r' | b't') => {
            let is_in = |commands: &str| commands.split(' ').any(|command| command == name);
            is_in(COMMANDS) || is_in(SHORT_COMMANDS) && is_formula()
        }
        _ => false,
    }
}

/// Whether the text after a comma can be the next member or item.
fn follows_comma(next: &str, inside: Inside) -> bool {
    let Some(first) = next.chars().next() else { return true };
    if let Some(closing) = closing_mark(first) {
        if inside != Inside::Object {
            return true;
        }
        // In an object, the next string must be a key.
        let body = &next[first.len_utf8()..];
        let Some(end) = body.find(|c| closing.contains(c)) else { return true };
        let behind = body[end..].chars().skip(1).find(|c| !c.is_whitespace());
        return behind.is_none_or(|c| matches!(c, ':' | '=' | '：'));
    }
    match first {
        '{' | '[' | '}' | ']' | '-' | '/' => true,
        first if first.is_ascii_digit() => inside == Inside::Array,
        _ => {
            is_bare_key(next)
                || inside == Inside::Array
                    && ["true", "false", "null", "None"].iter().any(|word| next.starts_with(word))
        }
    }
}

/// The marks that may close a string which this one opens.
pub(super) fn closing_mark(opening: char) -> Option<&'static str> {
    match opening {
        '"' => Some("\""),
        '\'' => Some("'"),
        '“' | '”' => Some("”“"),
        '„' => Some("“”"),
        '‘' => Some("’"),
        '«' => Some("»"),
        '「' => Some("」"),
        '＂' => Some("＂"),
        _ => None,
    }
}

/// The beginning of a text: at most this many bytes, up to a character boundary.
pub(in crate::analysis) fn beginning(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
