//! The text form, read: what people wrote by hand, or where it goes wrong.

use crate::change::text_write::QUESTION;
use crate::network::{BuildError, Network, NetworkBuilder, NewRelationship};
use crate::util::{excerpt, part};

/// Why a text is not the text form of a network.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("line {line}, column {column}: {problem}")]
pub struct TextError {
    line: usize,
    column: usize,
    problem: String,
}

impl TextError {
    /// The line, counted from 1. O(1).
    pub fn line(&self) -> usize {
        self.line
    }

    /// The column in characters, counted from 1. O(1).
    pub fn column(&self) -> usize {
        self.column
    }

    /// The text that was found, and what was expected. O(1).
    pub fn problem(&self) -> &str {
        &self.problem
    }
}

/// A place in a text: line and column, counted from 1.
type At = (usize, usize);

fn error(at: At, problem: impl Into<String>) -> TextError {
    TextError { line: at.0, column: at.1, problem: problem.into() }
}

/// A string and where it begins.
type Field = (At, String);

struct Node {
    label: Field,
    is_finding: bool,
    text: Option<Field>,
    attributes: Vec<(Field, Field)>,
}

struct Line {
    source: Field,
    relation: Field,
    target: Field,
    attributes: Vec<(Field, Field)>,
    passage: Field,
    /// Whether it is a highlight, and its place.
    highlight: Option<u32>,
}

#[derive(Default)]
struct Form {
    question: Option<Field>,
    title: Option<Field>,
    attributes: Vec<(Field, Field)>,
    nodes: Vec<Node>,
    lines: Vec<Line>,
    /// Whether the last of them is a relationship.
    is_below_line: bool,
}

/// # Changes: reading the text form
impl Network {
    /// Reads the text form that [`to_text`](Network::to_text) describes. O(size), and O(n log n) comparisons
    /// of labels.
    ///
    /// # Errors
    ///
    /// [`TextError`], with line and column.
    ///
    /// ```
    /// use semnet_core::Network;
    ///
    /// let error = Network::from_text("question: Why?\nconcept: A\nA -- is -> B\n").unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "line 3, column 12: there is no concept \"B\"; add a line `concept: B`"
    /// );
    /// ```
    pub fn from_text(text: &str) -> Result<Network, TextError> {
        let mut form = Form::default();
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        for (number, line) in text.lines().enumerate() {
            form.line(number + 1, line).map_err(|error| within(text, error))?;
        }
        form.build().map_err(|error| within(text, error))
    }
}

/// Whether a text is in the text form, by its beginning: the first line that is neither empty nor a remark is
/// one of question, title, finding or concept, and one line is that of the question. O(length).
#[cfg(feature = "formats")]
pub(crate) fn is_text_form(beginning: &[u8]) -> bool {
    let beginning = beginning.strip_prefix(b"\xef\xbb\xbf").unwrap_or(beginning);
    let lines = beginning.split(|byte| *byte == b'\n');
    let mut content =
        lines.skip_while(|line| line.trim_ascii().is_empty() || line.starts_with(b"#")).peekable();
    let is_first = |line: &&[u8]| {
        ["question:", "title:", "finding:", "concept:"].iter().any(|it| line.starts_with(it.as_bytes()))
    };
    content.peek().is_some_and(is_first) && content.any(|line| line.starts_with(b"question:"))
}

/// An error with its place in the text: a part may be on several lines, and a character past the first of
/// them.
fn within(text: &str, mut error: TextError) -> TextError {
    let line = text.lines().nth(error.line.saturating_sub(1)).unwrap_or_default();
    if error.column > line.chars().count() + 1 {
        error.column = 1;
    }
    error
}

impl Form {
    fn line(&mut self, number: usize, line: &str) -> Result<(), TextError> {
        let indent = line.len() - line.trim_start().len();
        let mut cursor = Cursor { line, number, at: indent };
        if cursor.rest().is_empty() || line.starts_with('#') {
            return Ok(());
        }
        if indent > 0 {
            return self.indented(cursor);
        }
        let at = cursor.place();
        if cursor.take("@") {
            self.below(at)?;
            let pair = cursor.attribute_line()?;
            match self.nodes.last_mut() {
                Some(node) => node.attributes.push(pair),
                None => self.attributes.push(pair),
            }
            return Ok(());
        }
        for (word, is_finding) in [("finding:", true), ("concept:", false)] {
            if cursor.take(word) {
                let label = cursor.end();
                self.nodes.push(Node { label, is_finding, text: None, attributes: Vec::new() });
                self.is_below_line = false;
                return Ok(());
            }
        }
        for (word, known) in [("question:", &mut self.question), ("title:", &mut self.title)] {
            if cursor.take(word) {
                let (at, string) = cursor.end();
                if known.replace((at, string)).is_some() {
                    return Err(error((number, 1), format!("a second line `{word}`; expected one")));
                }
                return Ok(());
            }
        }
        self.lines.push(cursor.relationship()?);
        self.is_below_line = true;
        Ok(())
    }

    /// Refuses what stands below a relationship and would be taken for a part of something above it.
    fn below(&self, at: At) -> Result<(), TextError> {
        match self.is_below_line {
            true => Err(error(
                at,
                "a line below a relationship; expected its attributes and its passage in its own line, as in \
                 `A -- is -> B {name = value} : passage`",
            )),
            false => Ok(()),
        }
    }

    /// Text, or an attribute, of the concept above.
    fn indented(&mut self, mut cursor: Cursor<'_>) -> Result<(), TextError> {
        let at = cursor.place();
        self.below(at)?;
        let Some(node) = self.nodes.last_mut() else {
            let problem = "an indented line; expected it below `finding: LABEL` or `concept: LABEL`";
            return Err(error(at, problem));
        };
        if cursor.take("@") {
            node.attributes.push(cursor.attribute_line()?);
            return Ok(());
        }
        let line = cursor.rest();
        let line = line.strip_prefix('\\').unwrap_or(line);
        match &mut node.text {
            Some((_, text)) => {
                text.push(' ');
                text.push_str(line);
            }
            None => node.text = Some((at, line.to_owned())),
        }
        Ok(())
    }

    fn build(&self) -> Result<Network, TextError> {
        let Some((at, question)) = &self.question else {
            return Err(error((1, 1), "there is no question; expected a line `question: …`"));
        };
        let mut builder = NetworkBuilder::new(question);
        check(&builder, *at)?;
        if let Some((at, title)) = &self.title {
            builder.title(title);
            check(&builder, *at)?;
        }
        for ((at, name), (_, value)) in &self.attributes {
            builder.attribute(name, value);
            check(&builder, *at)?;
        }
        let mut known = std::collections::BTreeSet::new();
        for Node { label: (at, label), is_finding, text, attributes } in &self.nodes {
            if !known.insert(crate::text::normalise(label).unwrap_or_default()) {
                return Err(error(
                    *at,
                    format!("a second {:?}; expected one finding or concept of each label", excerpt(label)),
                ));
            }
            builder.concept(label, "");
            check(&builder, *at)?;
            if *is_finding {
                builder.finding(label, "");
                check(&builder, *at)?;
            }
            if let Some((at, text)) = text {
                builder.concept(label, text);
                check(&builder, *at)?;
            }
            for ((at, name), (_, value)) in attributes {
                builder.concept_attribute(label, name, value);
                check(&builder, *at)?;
            }
        }
        known.insert(crate::text::normalise(question).unwrap_or_default());
        let mut highlights = Vec::new();
        for (number, line) in (0..).zip(&self.lines) {
            let end = |(at, end): &Field| {
                let end = if end == QUESTION {
                    question.clone()
                } else {
                    end.strip_prefix(QUOTED).unwrap_or(end).to_owned()
                };
                match known.contains(&crate::text::normalise(&end).unwrap_or_default()) || end.is_empty() {
                    true => Ok(end),
                    false => {
                        let label = excerpt(&end);
                        Err(error(
                            *at,
                            format!("there is no concept {label:?}; add a line `concept: {label}`"),
                        ))
                    }
                }
            };
            let (source, target) = (end(&line.source)?, end(&line.target)?);
            let mut new = NewRelationship::new(&source, &line.relation.1, &target).passage(&line.passage.1);
            for ((_, name), (_, value)) in &line.attributes {
                new = new.attribute(name, value);
            }
            builder.relationship(new);
            check(&builder, line.source.0)?;
            highlights.extend(line.highlight.map(|place| (place, number)));
        }
        highlights.sort_unstable();
        for (_, number) in &highlights {
            let at = self.lines.get(*number as usize).map_or((1, 1), |line| line.source.0);
            builder.highlight_again(*number).map_err(|problem| error(at, problem.to_string()))?;
        }
        builder.build().map_err(|problem| {
            let at = match builder.part(&problem) {
                Some(("highlights", place)) => highlights.get(place).map(|(_, number)| *number as usize),
                Some((_, place)) => Some(place),
                None => None,
            };
            error(
                at.and_then(|at| self.lines.get(at)).map_or((1, 1), |line| line.source.0),
                problem.to_string(),
            )
        })
    }
}

/// Stands before a field that was written between quotation marks: no string of a network has it.
const QUOTED: char = '\u{1}';

/// The first error of a builder, at a place.
fn check(builder: &NetworkBuilder, at: At) -> Result<(), TextError> {
    match builder.error() {
        None => Ok(()),
        Some(problem @ BuildError::Character { index, .. }) => {
            Err(error((at.0, at.1 + index), problem.to_string()))
        }
        Some(problem) => Err(error(at, problem.to_string())),
    }
}

struct Cursor<'a> {
    line: &'a str,
    number: usize,
    /// An offset in bytes.
    at: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a str {
        part(self.line, self.at..)
    }

    fn place(&self) -> At {
        (self.number, self.line.get(..self.at).map_or(0, |before| before.chars().count()) + 1)
    }

    fn skip_space(&mut self) {
        self.at = self.line.len() - self.rest().trim_start().len();
    }

    fn take(&mut self, word: &str) -> bool {
        let is_there = self.rest().starts_with(word);
        self.at += if is_there { word.len() } else { 0 };
        is_there
    }

    /// All that is left, without the spaces around it.
    fn end(&mut self) -> Field {
        self.skip_space();
        let field = (self.place(), self.rest().trim_end().to_owned());
        self.at = self.line.len();
        field
    }

    /// A string up to one of these, or between quotation marks.
    fn field(&mut self, ends: &[&str]) -> Result<Field, TextError> {
        self.skip_space();
        let at = self.place();
        if !self.take("\"") {
            let rest = self.rest();
            let end = ends.iter().filter_map(|end| rest.find(end)).min().unwrap_or(rest.len());
            self.at += end;
            return Ok((at, part(rest, ..end).trim_end().to_owned()));
        }
        let mut string = String::new();
        let mut characters = self.rest().char_indices();
        while let Some((offset, character)) = characters.next() {
            match character {
                '"' => {
                    self.at += offset + 1;
                    self.skip_space();
                    return Ok((at, string));
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
    fn attribute_line(&mut self) -> Result<(Field, Field), TextError> {
        let name = self.field(&["="])?;
        self.expect("=", "`@NAME = VALUE`")?;
        Ok((name, self.end()))
    }

    fn relationship(&mut self) -> Result<Line, TextError> {
        const FORM: &str =
            "`SOURCE -- RELATION -> TARGET`, or a line with `finding:`, `concept:`, `question:` or `title:`";
        let mut highlight = None;
        if self.take("*") {
            let digits = self.rest().chars().take_while(char::is_ascii_digit).count();
            let place = part(self.rest(), ..digits);
            let parsed = if digits == 0 { Ok(u32::MAX) } else { place.parse() };
            let problem = || {
                error(
                    self.place(),
                    format!("{place} is not the place of a highlight; expected a number below 2^32"),
                )
            };
            highlight = Some(parsed.map_err(|_| problem())?);
            self.at += digits;
        }
        let source = self.end_field(&["--"])?;
        self.expect("--", FORM)?;
        let relation = self.field(&["->"])?;
        self.expect("->", FORM)?;
        let target = self.end_field(&[" {", " :"])?;
        let mut attributes = Vec::new();
        self.skip_space();
        if self.take("{") {
            loop {
                let name = self.field(&["=", "}"])?;
                self.expect("=", "`NAME = VALUE`")?;
                attributes.push((name, self.field(&[";", "}"])?));
                self.skip_space();
                if !self.take(";") {
                    break;
                }
            }
            self.expect("}", "`}` after attributes")?;
        }
        self.skip_space();
        let passage = match self.rest().is_empty() {
            true => (self.place(), String::new()),
            false => {
                self.expect(":", "` : PASSAGE`, `{NAME = VALUE}` or the end of the line")?;
                self.end()
            }
        };
        Ok(Line { source, relation, target, attributes, passage, highlight })
    }

    /// An end of a relationship; one between quotation marks is marked, so that it is not taken for the
    /// question.
    fn end_field(&mut self, ends: &[&str]) -> Result<Field, TextError> {
        self.skip_space();
        let is_quoted = self.rest().starts_with('"');
        let (at, string) = self.field(ends)?;
        Ok((at, if is_quoted { format!("{QUOTED}{string}") } else { string }))
    }
}
