//! Reading a report.

use foldhash::fast::RandomState;
use hashbrown::HashSet;

use crate::network::{BuildError, Network, NetworkBuilder};
use crate::report::error::{Expected, ReportError, ReportProblem};
use crate::report::lines::{Part, lines, parts, place};
use crate::report::{ANALYSIS, COPY_LINE, FINDINGS, PAGE, QUESTION, REPORT, split_via, stated_number};
use crate::text::is_quotation_mark;
use crate::util::{excerpt, part, valid_start};

/// # Reading reports
impl Network {
    /// Reads a report, the page as people copy it: with any line ends, with or without the line `Copy the
    /// full link …`, with quotation marks of any kind around a passage, with or without the space before
    /// *via*. If a section has blank lines, they separate its parts, and the lines of a part are joined;
    /// otherwise, each line is a part. O(length), and O(n log n) comparisons of labels.
    ///
    /// `Concept via Relation “passage”` is a highlighted relationship from the question to that concept.
    ///
    /// # Errors
    ///
    /// [`ReportError`], with line and column, for a section that is missing or out of place, a stated number
    /// that is not the number of findings, a finding without a paragraph, a passage that does not end, bytes
    /// that are not UTF-8, and for everything that [`NetworkBuilder::build`] refuses.
    ///
    /// ```
    /// let report = "Semantic Network\n\n\
    ///     Interactive semantic network: Why do bees dance?\n\n\
    ///     Q&A Report\n\nHow Bees Tell the Way\n\nAnalysis reveals 1 key thematic connection.\n\n\
    ///     Key Findings\n\nWaggle Dance\n\nA forager tells the others where the flowers are.\n";
    /// let network = semnet_core::Network::from_report(report)?;
    /// assert_eq!(network.question(), "Why do bees dance?");
    /// assert_eq!(network.findings().next().map(|finding| finding.label()), Some("Waggle Dance"));
    /// # Ok::<(), semnet_core::report::ReportError>(())
    /// ```
    pub fn from_report(report: impl AsRef<[u8]>) -> Result<Network, ReportError> {
        let bytes = report.as_ref();
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let byte = error.valid_up_to();
            let (line, column) = place(valid_start(bytes, &error), byte);
            ReportError::new(line, column, ReportProblem::NotUtf8 { byte })
        })?;
        let lines: Vec<Part<'_>> = lines(text).collect();
        Reader { text, lines: &lines, builder: NetworkBuilder::default() }.read()
    }
}

struct Reader<'a> {
    text: &'a str,
    /// The lines that were not read yet.
    lines: &'a [Part<'a>],
    builder: NetworkBuilder,
}

impl<'a> Reader<'a> {
    fn read(mut self) -> Result<Network, ReportError> {
        let question = self.question()?;
        self.builder = NetworkBuilder::new(question.raw);
        self.check(&question)?;
        let stated = self.title()?;
        let findings = self.findings()?;
        if stated.1 != findings {
            let problem = ReportProblem::Number { stated: stated.1.to_string(), found: findings };
            return Err(self.error(stated.0, problem));
        }
        self.highlights(&question.normal())?;
        self.builder.build().map_err(|error| self.error(self.text.len(), ReportProblem::Build(error)))
    }

    /// The head of the page, up to the report.
    fn question(&mut self) -> Result<Part<'a>, ReportError> {
        self.skip_blank();
        if self.lines.first().is_some_and(|line| line.is(PAGE)) {
            self.lines = &self.lines[1..];
            self.skip_blank();
        }
        let begun = self
            .lines
            .split_first()
            .and_then(|(first, rest)| Some((first.from(first.behind(QUESTION)?), rest)));
        let Some((mut question, rest)) = begun else { return Err(self.expected(Expected::Question)) };
        self.lines = rest;
        if question.is_blank() {
            self.skip_blank();
            match self.lines.split_first() {
                Some((line, rest)) if !is_head_end(line) => (question, self.lines) = (*line, rest),
                _ => return Err(self.expected(Expected::QuestionText)),
            }
        }
        while let Some((line, rest)) = self.lines.split_first() {
            if line.is_blank() || is_head_end(line) {
                break;
            }
            question = question.through(line, self.text);
            self.lines = rest;
        }
        self.skip_blank();
        if self.lines.first().is_some_and(|line| line.behind(COPY_LINE).is_some()) {
            // The line may be wrapped; it ends at a blank line or at the heading.
            let ends = |line: &Part<'_>| line.is_blank() || line.is(REPORT);
            let end = self.lines.iter().position(ends).unwrap_or(self.lines.len());
            self.lines = &self.lines[end..];
            self.skip_blank();
        }
        self.heading(REPORT, Expected::Report)?;
        Ok(question)
    }

    /// The title and the stated number of findings, with its place.
    fn title(&mut self) -> Result<(usize, usize), ReportError> {
        let end = self.lines.iter().position(|line| {
            line.is(FINDINGS) || line.behind(ANALYSIS).is_some() && stated_number(&line.normal()).is_some()
        });
        let end = end.unwrap_or(self.lines.len());
        let (title, rest) = self.lines.split_at(end);
        if let Some(heading) = title.iter().position(|line| line.is_highlight_heading() || line.is(REPORT)) {
            self.lines = &self.lines[heading..];
            return Err(self.expected(Expected::Analysis));
        }
        let title = parts(title, self.text);
        // A title is one part, even if it is wrapped over several lines.
        if let (Some(first), Some(last)) = (title.first(), title.last()) {
            if title.len() > 1 && rest.is_empty() {
                self.lines =
                    &self.lines[self.lines.iter().position(|l| l.start >= title[1].start).unwrap_or(0)..];
                return Err(self.expected(Expected::Analysis));
            }
            let title = first.through(last, self.text);
            self.builder.title(title.raw);
            self.check(&title)?;
        }
        self.lines = rest;
        let Some((line, rest)) = self.lines.split_first() else {
            return Err(self.expected(Expected::Analysis));
        };
        let normal = line.normal();
        let Some(number) = stated_number(&normal) else { return Err(self.expected(Expected::Analysis)) };
        let number_at = line.start + line.raw.find(number).unwrap_or_default();
        let digits = number.bytes().all(|b| b.is_ascii_digit());
        let Some(stated) = number.parse().ok().filter(|_| digits) else {
            return Err(self.expected(Expected::Analysis));
        };
        self.lines = rest;
        self.skip_blank();
        self.heading(FINDINGS, Expected::Findings)?;
        Ok((number_at, stated))
    }

    /// The findings; how many there are.
    fn findings(&mut self) -> Result<usize, ReportError> {
        let end = self.lines.iter().position(Part::is_highlight_heading);
        let (section, rest) = self.lines.split_at(end.unwrap_or(self.lines.len()));
        let parts = parts(section, self.text);
        if parts.len() % 2 == 1 {
            // Where a label was expected, there is something as long as a paragraph, and so before it, in a
            // paragraph's place, that paragraph's label: it is the label still before that lacks
            // its own.
            const LONG: usize = 120;
            let long = parts.iter().step_by(2).position(|part| part.raw.len() > LONG);
            let label = long.map_or(parts.len() - 1, |pair| (2 * pair).saturating_sub(2));
            let problem = ReportProblem::NoParagraph { label: excerpt(&parts[label].normal()) };
            return Err(self.error(parts[label].start, problem));
        }
        for pair in parts.chunks_exact(2) {
            self.builder.finding(pair[0].raw, pair[1].raw);
            self.check_pair(&pair[0], &pair[1])?;
        }
        self.lines = rest;
        Ok(parts.len() / 2)
    }

    /// The highlights, each a relationship from the question.
    fn highlights(&mut self, question: &str) -> Result<(), ReportError> {
        let is_heading = |line: &&Part<'_>| line.is_highlight_heading();
        let Some(rest) = self.lines.first().filter(is_heading).map(|_| &self.lines[1..]) else {
            return Ok(());
        };
        let mut all = Vec::new();
        for section in rest.split(Part::is_highlight_heading) {
            all.extend(parts(section, self.text));
        }
        if all.is_empty() {
            return Err(self.expected_at(self.text.len(), Expected::Via, ""));
        }
        let mut seen = HashSet::<_, RandomState>::default();
        let mut next = 0;
        while let Some(head) = all.get(next) {
            next += 1;
            let normal = head.normal();
            let Some((concept, relation)) = split_via(&normal) else {
                let what = if next == 1 { Expected::Via } else { Expected::Passage };
                return Err(self.expected_at(head.start, what, &normal));
            };
            let (passage, end) = self.passage(&all, next)?;
            if concept != question {
                self.builder.concept(concept, "");
            }
            self.check(head)?;
            self.builder.highlight((question, relation, concept, passage.raw));
            self.check_pair(head, &passage)?;
            if !seen.insert((concept.to_owned(), relation.to_owned(), passage.normal().into_owned())) {
                let (source_label, relation, target_label) =
                    (question.into(), relation.into(), concept.into());
                let error = BuildError::HighlightTwice { source_label, relation, target_label };
                return Err(self.error(head.start, ReportProblem::Build(error)));
            }
            next = end;
        }
        Ok(())
    }

    /// The passage that begins at part `next`, without its quotation marks, and the part after it.
    fn passage(&self, all: &[Part<'a>], next: usize) -> Result<(Part<'a>, usize), ReportError> {
        let none = Part { raw: "", start: self.text.len() };
        let Some(first) = all.get(next).filter(|part| part.begins_passage()) else {
            return Ok((none, next));
        };
        for (end, last) in all.iter().enumerate().skip(next) {
            // A part that reads as `Concept via Relation`, with a passage below it, does not belong to this
            // one.
            if end > next
                && split_via(&last.normal()).is_some()
                && all.get(end + 1).is_some_and(Part::begins_passage)
            {
                break;
            }
            let closes =
                last.seen_from_the_end().find(|&c| !is_behind_passage(c)).is_some_and(is_quotation_mark);
            // A single quotation mark opens, and does not close.
            let alone = end == next && last.raw.chars().filter(|&c| is_quotation_mark(c)).nth(1).is_none();
            if closes && !alone {
                let whole = first.through(last, self.text);
                let open = whole.raw.char_indices().find(|&(_, c)| is_quotation_mark(c));
                let close = whole.raw.rfind(is_quotation_mark).unwrap_or(0);
                let start = open.map_or(0, |(at, c)| at + c.len_utf8());
                let raw = part(whole.raw, start..close);
                return Ok((Part { raw, start: whole.start + start }, end + 1));
            }
        }
        Err(self.error(first.start, ReportProblem::OpenPassage))
    }

    fn skip_blank(&mut self) {
        let blank = self.lines.iter().take_while(|line| line.is_blank()).count();
        self.lines = &self.lines[blank..];
    }

    fn heading(&mut self, heading: &str, expected: Expected) -> Result<(), ReportError> {
        match self.lines.split_first() {
            Some((line, rest)) if line.is(heading) => {
                self.lines = rest;
                Ok(())
            }
            _ => Err(self.expected(expected)),
        }
    }

    /// The builder's error about the part that was added last.
    fn check(&self, part: &Part<'_>) -> Result<(), ReportError> {
        self.check_pair(part, part)
    }

    /// The same for a label and its text, or a relationship and its passage.
    fn check_pair(&self, label: &Part<'_>, text: &Part<'_>) -> Result<(), ReportError> {
        let Some(error) = self.builder.error() else { return Ok(()) };
        let mut start = label.start;
        if let BuildError::Character { character, .. } = error {
            // The first of its kind in the part: everything before it was taken.
            for part in [label, text] {
                if let Some(at) = part.raw.find(*character) {
                    start = part.start + at;
                    break;
                }
            }
        }
        Err(self.error(start, ReportProblem::Build(error.clone())))
    }

    fn expected(&self, what: Expected) -> ReportError {
        match self.lines.iter().find(|line| !line.is_blank()) {
            Some(line) => self.expected_at(line.start, what, &line.normal()),
            None => self.expected_at(self.text.len(), what, ""),
        }
    }

    fn expected_at(&self, start: usize, what: Expected, found: &str) -> ReportError {
        self.error(start, ReportProblem::Expected { what, found: excerpt(found) })
    }

    fn error(&self, byte: usize, problem: ReportProblem) -> ReportError {
        let (line, column) = place(self.text, byte);
        ReportError::new(line, column, problem)
    }
}

/// The text that may follow the mark that ends a passage: a full stop, or the number of a note.
fn is_behind_passage(character: char) -> bool {
    character.is_ascii_digit() || matches!(character, '.' | ',' | ';' | '[' | ']' | '(' | ')')
}

/// Whether a line ends the question in the head of the page.
fn is_head_end(line: &Part<'_>) -> bool {
    line.is(REPORT) || line.behind(COPY_LINE).is_some()
}
