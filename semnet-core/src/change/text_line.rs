//! One line of the text form, read from left to right.

use crate::change::text_error::{At, Field, TextError, error, place_in};
use crate::change::text_write::{KEYWORDS, has_remark, looks_like_attributes, looks_like_relationship};
use crate::util::{excerpt, part};

const FORM: &str =
    "`SOURCE -- RELATION -> TARGET`, or a line with `finding:`, `concept:`, `question:` or `title:`";

/// A relationship.
pub(super) struct Line {
    pub(super) source: Field,
    /// Whether the source was in quotation marks, and so is not `(question)`.
    pub(super) is_source_quoted: bool,
    pub(super) relation: Field,
    pub(super) target: Field,
    pub(super) is_target_quoted: bool,
    pub(super) attributes: Vec<(Field, Field)>,
    pub(super) passage: Field,
    /// The number after `*`, or `u32::MAX` without one; `None` if the relationship is not a highlight.
    pub(super) highlight: Option<u32>,
}

impl Line {
    pub(super) fn fields(&self) -> impl Iterator<Item = &Field> {
        let attributes = self.attributes.iter().flat_map(|(name, value)| [name, value]);
        [&self.source, &self.relation, &self.target, &self.passage].into_iter().chain(attributes)
    }
}

pub(super) struct Cursor<'a> {
    line: &'a str,
    number: usize,
    /// An offset in bytes.
    at: usize,
}

impl<'a> Cursor<'a> {
    /// Starts at the first character of a line that is not a space.
    pub(super) fn new(line: &'a str, number: usize) -> Cursor<'a> {
        Cursor { line, number, at: line.len() - line.trim_start().len() }
    }

    pub(super) fn is_indented(&self) -> bool {
        self.at > 0
    }

    pub(super) fn rest(&self) -> &'a str {
        part(self.line, self.at..)
    }

    pub(super) fn place(&self) -> At {
        self.place_at(self.at)
    }

    fn place_at(&self, at: usize) -> At {
        place_in((self.number, 1), self.line, at)
    }

    fn skip_space(&mut self) {
        self.at = self.line.len() - self.rest().trim_start().len();
    }

    pub(super) fn take(&mut self, word: &str) -> bool {
        let is_there = self.rest().starts_with(word);
        self.at += if is_there { word.len() } else { 0 };
        is_there
    }

    /// What an indented line would be if it were not indented.
    pub(super) fn looks_like(&self) -> Option<&'static str> {
        let rest = self.rest();
        if rest.starts_with(['@', '\\']) {
            None
        } else if KEYWORDS.iter().any(|word| rest.starts_with(word)) {
            Some("a line with `finding:`, `concept:`, `question:` or `title:`")
        } else if rest.starts_with('#') {
            Some("a remark")
        } else if looks_like_relationship(rest) {
            Some("a relationship")
        } else {
            None
        }
    }

    /// The rest of the line, without the spaces around it, or the string between its quotation marks.
    pub(super) fn end(&mut self) -> Result<Field, TextError> {
        self.skip_space();
        if self.rest().starts_with('"') {
            let field = self.quoted()?;
            if !self.rest().is_empty() {
                return Err(error(
                    self.place(),
                    format!(
                        "{:?} after a quotation mark; expected the end of the line, or all of it between \" \
                         and \", with \\\" for \"",
                        excerpt(self.rest())
                    ),
                ));
            }
            return Ok(field);
        }
        let (at, string) = (self.place(), self.rest().trim_end());
        if let Some(remark) = has_remark(string) {
            return Err(error(
                self.place_at(self.at + remark),
                "a remark after something else; expected it in its own line, or what has a # between \
                 quotation marks",
            ));
        }
        self.at = self.line.len();
        Ok((at, string.to_owned()))
    }

    /// A string between quotation marks.
    fn quoted(&mut self) -> Result<Field, TextError> {
        let at = self.place();
        self.take("\"");
        let inside = self.place();
        let mut string = String::new();
        let mut characters = self.rest().char_indices();
        while let Some((offset, character)) = characters.next() {
            match character {
                '"' => {
                    self.at += offset + 1;
                    self.skip_space();
                    return Ok((inside, string));
                }
                '\\' => match characters.next() {
                    Some((_, escaped @ ('"' | '\\'))) => string.push(escaped),
                    _ => {
                        self.at += offset;
                        return Err(error(self.place(), "a single \\; expected \\\" or \\\\"));
                    }
                },
                character => string.push(character),
            }
        }
        Err(error(at, "a quotation mark without an end; expected another \" on this line"))
    }

    /// A string, up to one of `ends` or between quotation marks, and whether it was in quotation marks.
    fn field(&mut self, ends: &[&str]) -> Result<(Field, bool), TextError> {
        self.skip_space();
        if self.rest().starts_with('"') {
            return Ok((self.quoted()?, true));
        }
        let (at, rest) = (self.place(), self.rest());
        let end = ends.iter().filter_map(|end| rest.find(end)).min().unwrap_or(rest.len());
        self.at += end;
        Ok(((at, part(rest, ..end).trim_end().to_owned()), false))
    }

    /// A part of a relationship, which is not empty and has no dash or arrow at its ends.
    fn named(&mut self, what: &str, ends: &[&str]) -> Result<(Field, bool), TextError> {
        let ((at, string), is_quoted) = self.field(ends)?;
        if !is_quoted {
            if string.is_empty() {
                return Err(error(at, format!("the {what} is missing; expected {FORM}")));
            }
            let length = string.chars().count();
            let odd = match (string.starts_with(['-', '>']), string.ends_with('-')) {
                (true, _) => Some(at.1),
                (_, true) => Some(at.1 + length - 1),
                _ => None,
            };
            if let Some(column) = odd {
                let problem = format!(
                    "the {what} would be {:?}; expected two hyphens before the relation and `->` after it, \
                     with spaces around them; what begins or ends with a hyphen goes between quotation marks",
                    excerpt(&string)
                );
                return Err(error((at.0, column), problem));
            }
        }
        Ok(((at, string), is_quoted))
    }

    fn expect(&mut self, word: &str, what: &str) -> Result<(), TextError> {
        self.skip_space();
        if self.take(word) {
            return Ok(());
        }
        let found = if self.rest().is_empty() {
            "the end of the line".into()
        } else {
            format!("{:?}", excerpt(self.rest()))
        };
        Err(error(self.place(), format!("{found}; expected {what}")))
    }

    /// `NAME = VALUE` to the end of the line.
    pub(super) fn attribute_line(&mut self) -> Result<(Field, Field), TextError> {
        let (name, _) = self.field(&["="])?;
        self.expect("=", "`@NAME = VALUE`; a text that begins with `@` has a `\\` before it")?;
        Ok((name, self.end()?))
    }

    /// Reads a relationship; `is_below_concept` if the line above is a concept or its text.
    pub(super) fn relationship(mut self, is_below_concept: bool) -> Result<Line, TextError> {
        if !self.rest().contains("--") {
            return Err(self.no_relationship(is_below_concept));
        }
        let highlight = self.highlight()?;
        let (source, is_source_quoted) = self.named("source", &["--"])?;
        self.expect("--", FORM)?;
        let (relation, _) = self.named("relation", &["->"])?;
        self.expect("->", FORM)?;
        let (target, is_target_quoted) = self.named("target", &[" {", " :"])?;
        let attributes = self.attributes()?;
        self.skip_space();
        let passage = match self.rest().is_empty() {
            true => (self.place(), String::new()),
            false => {
                self.expect(":", "` : PASSAGE`, `{NAME = VALUE}` or the end of the line")?;
                self.skip_space();
                (self.place(), self.rest().trim_end().to_owned())
            }
        };
        if attributes.is_none()
            && let Some(offset) = looks_like_attributes(&passage.1)
        {
            return Err(error(
                place_in(passage.0, &passage.1, offset),
                "attributes after the passage; expected them before its `:`, or, for a part of the passage, \
                 `{}` there",
            ));
        }
        let attributes = attributes.unwrap_or_default();
        Ok(Line {
            source,
            is_source_quoted,
            relation,
            target,
            is_target_quoted,
            attributes,
            passage,
            highlight,
        })
    }

    /// `*` or `*NUMBER`, with a space after it.
    fn highlight(&mut self) -> Result<Option<u32>, TextError> {
        if !self.take("*") {
            return Ok(None);
        }
        let digits = self.rest().chars().take_while(char::is_ascii_digit).count();
        let number = part(self.rest(), ..digits);
        let place = if digits == 0 { Ok(u32::MAX) } else { number.parse() };
        let place = place.map_err(|_| {
            let problem = format!("{number} is not the place of a highlight; expected a number below 2^32");
            error(self.place(), problem)
        })?;
        self.at += digits;
        let after = self.rest();
        let is_apart = after.starts_with(char::is_whitespace) || after.starts_with('"');
        if !is_apart || after.trim_start().starts_with("--") {
            let problem = "a highlight without a source; expected `* SOURCE` or `*1 SOURCE`, with a space; a \
                           label that begins with `*` goes between quotation marks";
            return Err(error(self.place(), problem));
        }
        Ok(Some(place))
    }

    /// `{NAME = VALUE; NAME = VALUE}`, perhaps empty.
    fn attributes(&mut self) -> Result<Option<Vec<(Field, Field)>>, TextError> {
        self.skip_space();
        if !self.take("{") {
            return Ok(None);
        }
        let mut attributes = Vec::new();
        self.skip_space();
        if self.take("}") {
            return Ok(Some(attributes));
        }
        loop {
            let (name, _) = self.field(&["=", "}"])?;
            self.expect("=", "`NAME = VALUE`")?;
            let (value, is_quoted) = self.field(&[";", "}"])?;
            if let Some(at) = value.1.find('=').filter(|_| !is_quoted) {
                let problem = "`=` in a value; expected `;` between attributes, or the value between \
                               quotation marks";
                return Err(error(place_in(value.0, &value.1, at), problem));
            }
            attributes.push((name, value));
            self.skip_space();
            if !self.take(";") {
                break;
            }
        }
        self.expect("}", "`}` after attributes")?;
        Ok(Some(attributes))
    }

    /// The error for a line that is not a part of the text form.
    fn no_relationship(&self, is_below_concept: bool) -> TextError {
        let rest = self.rest();
        let first = self.place();
        let word: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
        let lower = word.to_lowercase();
        let known = KEYWORDS.iter().find(|known| known.trim_end_matches(':') == lower.trim_end_matches('s'));
        let after = part(rest, word.len()..).trim_start();
        if let Some(known) =
            known.filter(|known| after.starts_with(':') || word == known.trim_end_matches(':'))
        {
            let begins = excerpt(rest.trim_end());
            return error(first, format!("{begins:?}; expected `{known}` and one string on this line"));
        }
        if ["//", "/*", "<!--", "%"].iter().any(|mark| rest.starts_with(mark)) {
            return error(first, format!("{:?}; expected `#` before a remark", excerpt(rest)));
        }
        if rest.starts_with(['{', '[', '<']) {
            let problem = format!("{:?}; expected the text form, which begins `question: …`", excerpt(rest));
            return error(first, problem);
        }
        let arrows = ["->", "→", "=>", "⟶", "➔", " — ", " – ", " - "];
        if let Some(at) = arrows.iter().filter_map(|arrow| rest.find(arrow)).min() {
            let found = part(rest, at..).split_whitespace().next().unwrap_or_default();
            let problem = format!(
                "`{}`; expected {FORM}: two hyphens before the relation, and `->` after it",
                excerpt(found)
            );
            let space = part(rest, at..).len() - part(rest, at..).trim_start().len();
            return error(self.place_at(self.at + at + space), problem);
        }
        if is_below_concept {
            let problem = format!("{:?}; expected {FORM}; a text is indented", excerpt(rest));
            return error(first, problem);
        }
        error(self.place_at(self.line.trim_end().len()), format!("the end of the line; expected {FORM}"))
    }
}
