//! The tokens of DOT: names, strings of every kind, arrows and signs.

use crate::format::tools::error::{Place, PlacedProblem};
use crate::util::{excerpt, part};

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    /// A name or a string, and whether it was quoted.
    Id(String, bool),
    Arrow(bool),
    Sign(char),
    End,
}

/// A place in the text.
pub(super) struct Tokens<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
}

impl Tokens<'_> {
    fn rest(&self) -> &str {
        part(self.text, self.at..)
    }

    pub(super) fn wrong(&self, at: usize, message: impl Into<String>) -> PlacedProblem {
        Place::at(self.text, at).wrong(message)
    }

    pub(super) fn id(&mut self) -> Result<String, PlacedProblem> {
        let at = self.at;
        match self.next()? {
            Token::Id(id, _) => Ok(id),
            other => Err(self.wrong(at, format!("expected a name, found {}", said(&other)))),
        }
    }

    pub(super) fn expect(&mut self, sign: char) -> Result<(), PlacedProblem> {
        let at = self.at;
        match self.next()? {
            Token::Sign(found) if found == sign => Ok(()),
            other => Err(self.wrong(at, format!("expected `{sign}`, found {}", said(&other)))),
        }
    }

    pub(super) fn peek(&mut self) -> Result<Token, PlacedProblem> {
        let at = self.at;
        let token = self.next();
        self.at = at;
        token
    }

    pub(super) fn next(&mut self) -> Result<Token, PlacedProblem> {
        self.skip()?;
        let start = self.at;
        let rest = self.rest();
        let Some(first) = rest.chars().next() else { return Ok(Token::End) };
        if rest.starts_with("->") || rest.starts_with("--") {
            let directed = rest.starts_with("->");
            self.at += 2;
            return Ok(Token::Arrow(directed));
        }
        match first {
            '"' => {
                let mut string = self.quoted()?;
                // Strings are joined by `+`.
                loop {
                    let before = self.at;
                    self.skip()?;
                    if !self.rest().starts_with('+') {
                        self.at = before;
                        return Ok(Token::Id(string, true));
                    }
                    self.at += 1;
                    self.skip()?;
                    string.push_str(&self.quoted()?);
                }
            }
            '<' => self.html(start),
            c if c.is_alphanumeric() || matches!(c, '_' | '-' | '.') => {
                let is_number = c.is_ascii_digit() || matches!(c, '-' | '.');
                let is_part =
                    |c: char| c.is_alphanumeric() || c == '_' || (is_number && matches!(c, '.' | '-'));
                let end = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len()).max(c.len_utf8());
                // `1--2` is an edge.
                let end = rest.get(1..end).and_then(|it| it.find("--")).map_or(end, |at| at + 1);
                // So is `1->2`.
                let is_arrow = end > 1 && rest.get(end - 1..).is_some_and(|it| it.starts_with("->"));
                let end = if is_arrow { end - 1 } else { end };
                let word = part(rest, ..end).to_owned();
                self.at += end;
                Ok(Token::Id(word, false))
            }
            '{' | '}' | '[' | ']' | ';' | ',' | '=' | ':' => {
                self.at += 1;
                Ok(Token::Sign(first))
            }
            _ => Err(self.wrong(start, format!("the character {first:?} is not expected here"))),
        }
    }

    fn quoted(&mut self) -> Result<String, PlacedProblem> {
        let start = self.at;
        let Some(inner) = self.rest().strip_prefix('"') else {
            return Err(self.wrong(start, "expected a string"));
        };
        let (mut out, mut escaped, mut is_after_cr) = (String::new(), false, false);
        for (at, character) in inner.char_indices() {
            // A continued line may end in CR LF.
            if std::mem::take(&mut is_after_cr) && character == '\n' {
                continue;
            }
            match (escaped, character) {
                (true, '"') => out.push('"'),
                (true, '\n') => {}
                (true, '\r') => is_after_cr = true,
                (true, other) => out.extend(['\\', other]),
                (false, '\\') => {}
                (false, '"') => {
                    self.at = start + at + 2;
                    return Ok(out);
                }
                (false, other) => out.push(other),
            }
            escaped = !escaped && character == '\\';
        }
        Err(self.wrong(start, "the quotation mark that opens here is not closed before the file ends"))
    }

    /// A label in HTML: its text.
    fn html(&mut self, start: usize) -> Result<Token, PlacedProblem> {
        let (mut depth, mut out) = (0_usize, String::new());
        for (at, character) in self.rest().char_indices() {
            match character {
                '<' => depth += 1,
                '>' => depth = depth.saturating_sub(1),
                other if depth == 1 => out.push(other),
                _ => {}
            }
            if character == '>' && depth == 1 {
                out.push(' ');
            }
            if depth == 0 {
                self.at = start + at + 1;
                let words: Vec<&str> = out.split_whitespace().collect();
                return Ok(Token::Id(words.join(" "), true));
            }
        }
        Err(self.wrong(start, "the `<` that opens here is not closed before the file ends"))
    }

    /// Skips white space and comments.
    fn skip(&mut self) -> Result<(), PlacedProblem> {
        loop {
            let rest = self.rest();
            let blank = rest.len() - rest.trim_start().len();
            self.at += blank;
            let is_line_start =
                self.at == 0 || self.text.get(..self.at).is_some_and(|it| it.ends_with(['\n', '\r']));
            let rest = self.rest();
            if rest.starts_with("//") || (rest.starts_with('#') && is_line_start) {
                self.at += rest.find(['\n', '\r']).unwrap_or(rest.len());
            } else if rest.starts_with("/*") {
                let Some(end) = rest.find("*/") else {
                    return Err(self
                        .wrong(self.at, "the comment that begins here is not closed before the file ends"));
                };
                self.at += end + 2;
            } else {
                return Ok(());
            }
        }
    }
}

pub(super) fn is_word(token: &Token, word: &str) -> bool {
    matches!(token, Token::Id(id, false) if id.eq_ignore_ascii_case(word))
}

pub(super) fn said(token: &Token) -> String {
    match token {
        Token::Id(id, _) => format!("{:?}", excerpt(id)),
        Token::Arrow(true) => "`->`".to_owned(),
        Token::Arrow(false) => "`--`".to_owned(),
        Token::Sign(sign) => format!("`{sign}`"),
        Token::End => "the end of the file".to_owned(),
    }
}
