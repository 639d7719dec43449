//! Reading patterns: from text to subjects, paths and objects. QUERIES.md is the grammar.

use std::borrow::Cow;

use crate::graph::select::ast::{Expression, MOST_STEPS, Query, Term, Triple};
use crate::graph::select::error::PatternError;
use crate::util::part;

/// How deep parentheses may nest: enough for people, and bounded for everyone else.
const DEEPEST: usize = 64;
/// How many triples a pattern may have.
const MOST_TRIPLES: usize = 256;

#[derive(Debug, Clone, PartialEq)]
enum Token<'t> {
    Variable(&'t str),
    Word(&'t str),
    Quoted(Cow<'t, str>),
    Sign(char),
    End,
}

/// Reads patterns. O(length).
pub(super) fn parse(text: &str) -> Result<Query, PatternError> {
    let mut parser = Parser { text, at: 0, token_at: 0, token: Token::End, on_new_line: false };
    parser.advance()?;
    let mut query = Query::default();
    let mut written: Vec<&str> = Vec::new();
    loop {
        while matches!(parser.token, Token::Sign(';' | '.')) {
            parser.advance()?;
        }
        if parser.token == Token::End {
            break;
        }
        if query.triples.len() == MOST_TRIPLES {
            return Err(parser.expected(format!("at most {MOST_TRIPLES} triples")));
        }
        let start = parser.token_at;
        let subject = parser.term(&mut query.variables, "a subject")?;
        if parser.token != Token::Word("via") {
            return Err(parser.expected("`via`"));
        }
        parser.advance()?;
        let path_at = parser.token_at;
        let path = parser.alternative(0)?;
        let object = parser.term(&mut query.variables, "an object")?;
        if path.steps() > MOST_STEPS {
            let expected = format!("at most {MOST_STEPS} steps in one path");
            return Err(PatternError::new(text, path_at, expected, "more"));
        }
        query.triples.push(Triple { subject, path, object, rank: 0 });
        let is_only = query.triples.len() == 1 && parser.token == Token::End;
        if !is_only {
            written.push(part(text, start..parser.token_at).trim());
        }
        let ends = matches!(parser.token, Token::Sign(';' | '.') | Token::End);
        if !ends && !parser.on_new_line {
            return Err(parser.expected("`;`, a new line or the end"));
        }
    }
    for (triple, own) in query.triples.iter_mut().zip(&written) {
        triple.rank = written.iter().filter(|&other| other < own).count();
    }
    if query.triples.is_empty() {
        return Err(parser.expected("a pattern, such as `?x via hypernym ?y`"));
    }
    Ok(query)
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
    token_at: usize,
    token: Token<'t>,
    on_new_line: bool,
}

impl<'t> Parser<'t> {
    fn term(&mut self, variables: &mut Vec<String>, what: &str) -> Result<Term, PatternError> {
        let term = match self.take() {
            Token::Variable(name) => {
                let known = variables.iter().position(|known| known == name);
                Term::Variable(known.unwrap_or_else(|| {
                    variables.push(name.to_owned());
                    variables.len() - 1
                }))
            }
            Token::Word("question") => Term::Question,
            Token::Word(word) if word != "via" => Term::Label(word.into()),
            Token::Quoted(label) => Term::Label(label.into()),
            _ => return Err(self.expected(format!("{what}: a variable, a label or `question`"))),
        };
        self.advance()?;
        Ok(term)
    }

    fn alternative(&mut self, depth: usize) -> Result<Expression, PatternError> {
        let first = self.sequence(depth)?;
        self.list(first, '|', Expression::Alternative, |parser| parser.sequence(depth))
    }

    fn sequence(&mut self, depth: usize) -> Result<Expression, PatternError> {
        let first = self.step(depth)?;
        self.list(first, '/', Expression::Sequence, |parser| parser.step(depth))
    }

    /// Reads `next` repeatedly, as long as `sign` comes before it.
    fn list(
        &mut self,
        first: Expression,
        sign: char,
        join: impl Fn(Vec<Expression>) -> Expression,
        next: impl Fn(&mut Self) -> Result<Expression, PatternError>,
    ) -> Result<Expression, PatternError> {
        if self.token != Token::Sign(sign) {
            return Ok(first);
        }
        let mut list = vec![first];
        while self.token == Token::Sign(sign) {
            self.advance()?;
            list.push(next(self)?);
        }
        Ok(join(list))
    }

    fn step(&mut self, depth: usize) -> Result<Expression, PatternError> {
        let is_inverse = self.token == Token::Sign('^');
        if is_inverse {
            self.advance()?;
        }
        let primary = match self.take() {
            Token::Word(name) if name != "via" => Expression::Relation(name.into()),
            Token::Quoted(name) => Expression::Relation(name.into()),
            Token::Sign('!') => {
                self.advance()?;
                let negated = self.negated()?;
                return self.repeated(negated, is_inverse);
            }
            Token::Sign('(') if depth == DEEPEST => {
                return Err(self.expected(format!("at most {DEEPEST} parentheses inside one another")));
            }
            Token::Sign('(') => {
                self.advance()?;
                let inner = self.alternative(depth + 1)?;
                if self.token != Token::Sign(')') {
                    return Err(self.expected("`/`, `|` or `)`"));
                }
                inner
            }
            _ => return Err(self.expected("a relation, `^`, `!` or `(`")),
        };
        self.advance()?;
        self.repeated(primary, is_inverse)
    }

    /// With the `?`, `+` or `*` that may follow, and the `^` that came before.
    fn repeated(&mut self, step: Expression, is_inverse: bool) -> Result<Expression, PatternError> {
        let mut step = step;
        if let Token::Sign(sign @ ('?' | '+' | '*')) = self.token {
            self.advance()?;
            let (may_be_missing, may_be_many) = (sign != '+', sign != '?');
            step = match step {
                // One inside the other is the same as both together, and quicker.
                Expression::Repeat(inner, missing, many) => {
                    Expression::Repeat(inner, may_be_missing || missing, may_be_many || many)
                }
                step => Expression::Repeat(Box::new(step), may_be_missing, may_be_many),
            };
        }
        Ok(if is_inverse { Expression::Inverse(Box::new(step)) } else { step })
    }

    /// Reads what follows `!`: one relation, or several in parentheses, each perhaps with `^`.
    fn negated(&mut self) -> Result<Expression, PatternError> {
        let (mut forward, mut inverse) = (None, None);
        if self.token != Token::Sign('(') {
            self.negated_one(&mut forward, &mut inverse)?;
            return Ok(Expression::Not { forward, inverse });
        }
        self.advance()?;
        if self.token == Token::Sign(')') {
            forward = Some(Vec::new());
        } else {
            self.negated_one(&mut forward, &mut inverse)?;
            while self.token == Token::Sign('|') {
                self.advance()?;
                self.negated_one(&mut forward, &mut inverse)?;
            }
        }
        if self.token != Token::Sign(')') {
            return Err(self.expected("`|` or `)`"));
        }
        self.advance()?;
        Ok(Expression::Not { forward, inverse })
    }

    fn negated_one(
        &mut self,
        forward: &mut Option<Vec<Box<str>>>,
        inverse: &mut Option<Vec<Box<str>>>,
    ) -> Result<(), PatternError> {
        let mut side = forward;
        if self.token == Token::Sign('^') {
            side = inverse;
            self.advance()?;
        }
        let name = match self.take() {
            Token::Word(name) if name != "via" => name.into(),
            Token::Quoted(name) => name.into(),
            _ => return Err(self.expected("a relation or `^` and a relation")),
        };
        self.advance()?;
        side.get_or_insert_default().push(name);
        Ok(())
    }

    /// The token, which the next [`advance`](Parser::advance) replaces.
    fn take(&mut self) -> Token<'t> {
        std::mem::replace(&mut self.token, Token::End)
    }

    fn advance(&mut self) -> Result<(), PatternError> {
        let rest = &self.text[self.at..];
        let trimmed = rest.trim_start();
        self.on_new_line = rest[..rest.len() - trimmed.len()].contains(['\n', '\r']);
        self.token_at = self.text.len() - trimmed.len();
        let (token, length) = self.read(trimmed)?;
        self.token = token;
        self.at = self.token_at + length;
        Ok(())
    }

    /// The token at the beginning of `rest`, and its length in bytes.
    fn read(&self, rest: &'t str) -> Result<(Token<'t>, usize), PatternError> {
        let Some(first) = rest.chars().next() else { return Ok((Token::End, 0)) };
        match first {
            '"' => self.quoted(rest, '"'),
            '“' => self.quoted(rest, '”'),
            '<' => self.quoted(rest, '>'),
            '?' => {
                let name = &rest[1..];
                let length = name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len());
                if length == 0 {
                    Ok((Token::Sign('?'), 1))
                } else {
                    Ok((Token::Variable(&name[..length]), length + 1))
                }
            }
            '^' | '/' | '|' | '*' | '+' | '!' | '(' | ')' | ';' | '.' => Ok((Token::Sign(first), 1)),
            '>' | '”' => Err(self.unexpected(first)),
            _ => {
                let word = &rest[..rest.find(ends_word).unwrap_or(rest.len())];
                // A full stop at the end of a word is the end of the pattern.
                let word = word.trim_end_matches('.');
                Ok((Token::Word(word), word.len()))
            }
        }
    }

    /// A name between signs. Only in straight quotation marks does `\` take the next character unchanged.
    fn quoted(&self, rest: &'t str, close: char) -> Result<(Token<'t>, usize), PatternError> {
        let open = rest.chars().next().map_or(0, char::len_utf8);
        let inside = &rest[open..];
        if close == '"'
            && let Some(end) = inside.bytes().position(|byte| byte == b'"' || byte == b'\\')
            && let (name, true) = (&inside[..end], inside.as_bytes()[end] == b'"')
            && !name.trim_start().is_empty()
        {
            return Ok((Token::Quoted(Cow::Borrowed(name)), open + end + 1));
        }
        let mut unescaped: Option<String> = None;
        let mut characters = inside.char_indices();
        while let Some((at, character)) = characters.next() {
            if character == close {
                let name = unescaped.map_or(Cow::Borrowed(&inside[..at]), Cow::Owned);
                if name.trim().is_empty() {
                    return Err(PatternError::new(
                        self.text,
                        self.token_at,
                        "a name between the marks",
                        "none",
                    ));
                }
                return Ok((Token::Quoted(name), open + at + close.len_utf8()));
            }
            if character == '\\' && close == '"' {
                let unescaped = unescaped.get_or_insert_with(|| inside[..at].into());
                unescaped.extend(characters.next().map(|(_, escaped)| escaped));
            } else if let Some(unescaped) = &mut unescaped {
                unescaped.push(character);
            }
        }
        let expected = format!("`{close}` somewhere after this mark");
        Err(PatternError::new(self.text, self.token_at, expected, "the end"))
    }

    /// The error that something else was expected instead of the token.
    fn expected(&self, expected: impl Into<String>) -> PatternError {
        let rest = &self.text[self.token_at..];
        let Some(first) = rest.chars().next() else {
            return PatternError::new(self.text, self.token_at, expected, "the end");
        };
        let word = match rest.find(ends_word) {
            Some(0) => &rest[..first.len_utf8()],
            end => &rest[..end.unwrap_or(rest.len())],
        };
        let mut expected = expected.into();
        // The most common slip: a name of several words.
        if expected.ends_with("the end") && !ends_word(first) {
            expected.push_str(" (a name of several words needs quotation marks)");
        }
        PatternError::new(self.text, self.token_at, expected, format!("`{}`", crate::util::excerpt(word)))
    }

    fn unexpected(&self, found: char) -> PatternError {
        let expected = "a name, a variable or a sign of a path";
        PatternError::new(self.text, self.token_at, expected, format!("`{found}`"))
    }
}

/// Whether a word with this character needs quotation marks.
fn ends_word(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            '"' | '“' | '”' | '<' | '>' | '?' | '^' | '/' | '|' | '*' | '+' | '!' | '(' | ')' | ';'
        )
}
