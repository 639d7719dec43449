//! Reads the text form, or reports the first error with its line and column.

use crate::change::text_error::{At, Field, TextError, error, place_in};
use crate::change::text_line::{Cursor, Line};
#[cfg(feature = "formats")]
use crate::change::text_write::KEYWORDS;
use crate::change::text_write::QUESTION;
use crate::network::{BuildError, Network, NetworkBuilder, NewRelationship};
use crate::text::{fold_label, normalise};
use crate::util::excerpt;

struct Node {
    label: Field,
    is_finding: bool,
    /// The lines of the text.
    text: Vec<Field>,
    attributes: Vec<(Field, Field)>,
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
    /// Reads the text form, which is described at [`to_text`](Network::to_text). O(size), and O(n log n)
    /// comparisons of labels.
    ///
    /// # Errors
    ///
    /// [`TextError`], with line and column. An ambiguous line is an error too, such as an indented
    /// relationship, which could also be a line of text.
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
        // Old Macs end lines with a carriage return alone.
        for (number, line) in (1..).zip(text.lines().flat_map(|line| line.split('\r'))) {
            form.line(number, line)?;
        }
        form.build()
    }
}

/// Whether the beginning of a text is in the text form: the first line other than empty lines and remarks is
/// a question, title, finding or concept, and some line is the question. O(length).
#[cfg(feature = "formats")]
pub(crate) fn is_text_form(beginning: &[u8]) -> bool {
    let beginning = beginning.strip_prefix(b"\xef\xbb\xbf").unwrap_or(beginning);
    let lines = beginning.split(|byte| matches!(byte, b'\n' | b'\r'));
    let mut content =
        lines.skip_while(|line| line.trim_ascii().is_empty() || line.starts_with(b"#")).peekable();
    let is_first = |line: &&[u8]| KEYWORDS.iter().any(|it| line.starts_with(it.as_bytes()));
    content.peek().is_some_and(is_first) && content.any(|line| line.starts_with(b"question:"))
}

impl Form {
    fn line(&mut self, number: usize, line: &str) -> Result<(), TextError> {
        let mut cursor = Cursor::new(line, number);
        if cursor.rest().is_empty() || line.starts_with('#') {
            return Ok(());
        }
        if cursor.is_indented() {
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
                let label = cursor.end()?;
                self.nodes.push(Node { label, is_finding, text: Vec::new(), attributes: Vec::new() });
                self.is_below_line = false;
                return Ok(());
            }
        }
        for (word, known) in [("question:", &mut self.question), ("title:", &mut self.title)] {
            if cursor.take(word) {
                if known.replace(cursor.end()?).is_some() {
                    return Err(error((number, 1), format!("a second line `{word}`; expected one")));
                }
                return Ok(());
            }
        }
        self.lines.push(cursor.relationship(!self.nodes.is_empty() && !self.is_below_line)?);
        self.is_below_line = true;
        Ok(())
    }

    /// Refuses a line below a relationship that would be read as part of something above it.
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
        if let Some(what) = cursor.looks_like() {
            return Err(error(
                at,
                format!(
                    "{what} that is indented would be a text; expected it at the beginning of the line, or, \
                     for a text, `\\` before it"
                ),
            ));
        }
        self.below(at)?;
        let Some(node) = self.nodes.last_mut() else {
            let problem = "an indented line; expected it below `finding: LABEL` or `concept: LABEL`";
            return Err(error(at, problem));
        };
        if cursor.take("@") {
            node.attributes.push(cursor.attribute_line()?);
            return Ok(());
        }
        cursor.take("\\");
        node.text.push((cursor.place(), cursor.rest().to_owned()));
        Ok(())
    }

    fn build(&self) -> Result<Network, TextError> {
        let Some(question) = &self.question else {
            return Err(error((1, 1), "there is no question; expected a line `question: …`"));
        };
        let mut builder = NetworkBuilder::new(&question.1);
        check(&builder, [question])?;
        if let Some(title) = &self.title {
            builder.title(&title.1);
            check(&builder, [title])?;
        }
        for (name, value) in &self.attributes {
            builder.attribute(&name.1, &value.1);
            check(&builder, [name, value])?;
        }
        let mut known = std::collections::BTreeSet::new();
        for Node { label: field, is_finding, text, attributes } in &self.nodes {
            let (at, label) = field;
            if !known.insert(normalise(label).unwrap_or_default()) {
                return Err(error(
                    *at,
                    format!("a second {:?}; expected one finding or concept of each label", excerpt(label)),
                ));
            }
            builder.concept(label, "");
            check(&builder, [field])?;
            if *is_finding {
                builder.finding(label, "");
                check(&builder, [field])?;
            }
            if !text.is_empty() {
                let lines: Vec<&str> = text.iter().map(|(_, line)| line.as_str()).collect();
                builder.concept(label, &lines.join(" "));
                check(&builder, text)?;
            }
            for (name, value) in attributes {
                builder.concept_attribute(label, &name.1, &value.1);
                check(&builder, [name, value])?;
            }
        }
        known.insert(normalise(&question.1).unwrap_or_default());
        let is_known = |label: &str| known.contains(&normalise(label).unwrap_or_default());
        let mut highlights = Vec::new();
        for (number, line) in (0..).zip(&self.lines) {
            let end = |(at, label): &Field, is_quoted: bool| {
                if label == QUESTION && !is_quoted {
                    return Ok(question.1.clone());
                }
                match is_known(label) || label.is_empty() {
                    true => Ok(label.clone()),
                    false => Err(error(*at, self.unknown(label, is_known))),
                }
            };
            let source = end(&line.source, line.is_source_quoted)?;
            let target = end(&line.target, line.is_target_quoted)?;
            let mut new = NewRelationship::new(&source, &line.relation.1, &target).passage(&line.passage.1);
            for ((_, name), (_, value)) in &line.attributes {
                new = new.attribute(name, value);
            }
            builder.relationship(new);
            check(&builder, line.fields())?;
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

    /// The message for a source or target that is not a concept.
    fn unknown(&self, label: &str, is_known: impl Fn(&str) -> bool) -> String {
        let there_is_no = format!("there is no concept {:?}", excerpt(label));
        if label.eq_ignore_ascii_case(QUESTION) {
            return format!("{there_is_no}; for the question, write `{QUESTION}`");
        }
        if label.starts_with(['“', '„', '«']) {
            return format!("{there_is_no}; expected straight quotation marks, as in \"A\"");
        }
        if label.split_once(':').is_some_and(|(label, _)| is_known(label)) {
            return format!("{there_is_no}; expected a space before the `:` of a passage");
        }
        if label.split_once(" #").is_some_and(|(label, _)| is_known(label)) {
            return format!("{there_is_no}; expected a remark in its own line");
        }
        let folded = fold_label(label);
        let close = self.nodes.iter().map(|node| &node.label.1).find(|known| fold_label(known) == folded);
        match close {
            Some(close) => format!("{there_is_no}; did you mean {:?}?", excerpt(close)),
            None => format!("{there_is_no}; add a line `concept: {}`", excerpt(label)),
        }
    }
}

/// Reports the first error of a builder at the field that caused it.
fn check<'a>(builder: &NetworkBuilder, fields: impl IntoIterator<Item = &'a Field>) -> Result<(), TextError> {
    let Some(problem) = builder.error() else { return Ok(()) };
    let mut fields = fields.into_iter().peekable();
    let first = fields.peek().map_or((1, 1), |(at, _)| *at);
    let at = match problem {
        BuildError::Character { .. } => fields.find_map(|(at, string)| {
            normalise(string).err().map(|found| place_in(*at, string, found.offset))
        }),
        _ => None,
    };
    Err(error(at.unwrap_or(first), problem.to_string()))
}
