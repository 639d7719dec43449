//! A run: it produces requests, reads the answers, and builds a network from them.

use crate::analysis::content::{Content, Reading};
use crate::analysis::draft::Form;
use crate::analysis::notes::{Note, Problem};
use crate::analysis::parts;
use crate::analysis::parts::Piece;
use crate::analysis::prompt;
use crate::analysis::request::{Message, Request, Role};
use crate::analysis::task::{Analysis, AnalysisError, Task};
use crate::analysis::verdict::Sources;
use crate::analysis::{extract, schema};
use crate::change::Changes;
use crate::names::{FURTHER_QUESTION, KEY_FINDING};
use crate::network::{Network, NetworkBuilder, NewRelationship};

/// The result of a run.
///
/// A run succeeds if any part of the answers could be used, so look at `refused`: these parts are not in the
/// network.
///
/// ```
/// use semnet_core::analysis::Analysis;
///
/// let source = "A forager dances on the comb. The angle of her dance repeats the angle of the sun.";
/// let analysis = Analysis::question("Why do bees dance?").source("bees.txt", source).corrections(0);
/// let mut run = analysis.start()?;
/// run.answer(r#"{"title": "A Map in the Dark",
///     "findings": [{"label": "Waggle Dance", "text": "She tells the way."}],
///     "concepts": [{"label": "Sun", "text": "It gives the angle."}],
///     "relationships": [
///         {"source": "Waggle Dance", "relation": "repeats the angle of", "target": "Sun",
///          "passage": "The angle of her dance repeats the angle of the sun."},
///         {"source": "Waggle Dance", "relation": "is lit by", "target": "Sun",
///          "passage": "Bees dance only while the sun shines on them."}]}"#);
/// let outcome = run.finish()?;
/// assert_eq!(outcome.network.relationships().filter(|one| !one.is_key_finding()).count(), 1);
/// assert_eq!(outcome.refused.len(), 1);
/// for problem in &outcome.refused {
///     println!("{problem}"); // the path, the reason and the refused text
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Outcome {
    /// The network: a new one, or the existing one with the additions.
    pub network: Network,
    /// The changes to the existing network; `None` for a new network.
    pub changes: Option<Changes>,
    /// The refused parts that no correction has replaced.
    pub refused: Vec<Problem>,
    /// The repairs and omissions.
    pub notes: Vec<Note>,
    /// The number of answers that were read.
    pub answers: usize,
}

/// An analysis in progress. It does no I/O: the caller sends [`request`](Run::request) to a model and passes
/// the answer to [`answer`](Run::answer), until there are no more requests.
///
/// A run depends only on the analysis and the answers. To resume an interrupted run, keep each answer under
/// the [fingerprint](Request::fingerprint) of its request, start the run again, and pass the kept answers to
/// it:
///
/// ```
/// use std::collections::HashMap;
///
/// use semnet_core::Fingerprint;
/// use semnet_core::analysis::{Analysis, Request};
///
/// # fn ask(_: &Request) -> String {
/// #     r#"{"title": "A Map in the Dark", "concepts": [], "relationships": [],
/// #         "findings": [{"label": "Waggle Dance", "text": "She tells the way."}]}"#.to_owned()
/// # }
/// let mut kept: HashMap<Fingerprint, String> = HashMap::new(); // usually in a file
/// let mut resume = || -> Result<_, Box<dyn std::error::Error>> {
///     let mut run = Analysis::question("Why do bees dance?").start()?;
///     let mut asked = 0;
///     while let Some(request) = run.request() {
///         let key = request.fingerprint("a-model", None);
///         let answer = match kept.get(&key) {
///             Some(answer) => answer.clone(),
///             None => {
///                 asked += 1;
///                 ask(request) // sends the request to the model
///             }
///         };
///         kept.insert(key, answer.clone());
///         run.answer(&answer);
///     }
///     Ok((run.finish()?.network, asked))
/// };
/// let (first, second) = (resume()?, resume()?);
/// assert!(first.1 > 0 && second.1 == 0);
/// assert_eq!(first.0, second.0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Run {
    analysis: Analysis,
    sources: Option<Sources>,
    parts: Vec<Vec<Piece>>,
    part: usize,
    corrections: usize,
    answers: usize,
    request: Option<Request>,
    content: Content,
    /// Whether anything was taken from an answer about this part.
    is_part_answered: bool,
    refused: Vec<Problem>,
    /// How many concepts of the existing network were not shown to the model.
    hidden: usize,
}

/// The tokens reserved for the list of problems in a correction.
const FOR_PROBLEMS: usize = 300;
/// The fewest tokens of a source that are worth sending.
const LEAST: usize = 100;

impl Analysis {
    /// Starts a run, and prepares its first request. O(length of the sources).
    ///
    /// # Errors
    ///
    /// [`AnalysisError`] if the question or an attribute is not allowed in a network, the concept is not in
    /// the network, a source is empty or too long, the lens has no name, contradictions are requested without
    /// sources, or the context is too small.
    pub fn start(self) -> Result<Run, AnalysisError> {
        Run::new(self.checked()?)
    }
}

impl Run {
    pub(super) fn new(analysis: Analysis) -> Result<Run, AnalysisError> {
        let texts: Vec<&str> = analysis.sources.iter().map(|(_, text)| text.as_str()).collect();
        let content = Content::new(analysis.asked(), analysis.base.as_ref(), analysis.relation());
        let hidden = analysis.base.as_ref().map_or(0, |base| {
            let about = analysis.start_label().and_then(|label| base.find_concept(label).ok());
            prompt::network(base, about, analysis.context_tokens / 4).1
        });
        let sources = (!texts.is_empty()).then(|| Sources::new(texts.iter().copied())).transpose();
        let sources = sources.map_err(|(number, problem)| {
            let name = analysis.sources.get(number).map_or_else(String::new, |(name, _)| name.clone());
            AnalysisError::of_source(name, problem)
        })?;
        let mut run = Run {
            sources,
            parts: vec![Vec::new()],
            part: 0,
            corrections: 0,
            answers: 0,
            request: None,
            content,
            is_part_answered: false,
            refused: Vec::new(),
            hidden,
            analysis,
        };
        let needed: usize = run.messages().iter().map(|message| parts::tokens(&message.content)).sum();
        let needed = needed + run.analysis.answer_tokens + FOR_PROBLEMS;
        let least = if run.sources.is_some() { LEAST } else { 0 };
        let left = run.analysis.context_tokens.checked_sub(needed).filter(|&left| left >= least);
        let Some(left) = left else {
            let context = run.analysis.context_tokens;
            return Err(AnalysisError::ContextTooSmall { context, needed: needed + least });
        };
        if run.sources.is_some() {
            // The marks around a source take some of it.
            let texts: Vec<&str> = run.analysis.sources.iter().map(|(_, text)| text.as_str()).collect();
            run.parts = parts::cut(&texts, left - left / 8);
        }
        run.request = Some(run.first_request());
        Ok(run)
    }

    /// The next request; `None` when there are no more. O(1).
    pub fn request(&self) -> Option<&Request> {
        self.request.as_ref()
    }

    /// The part of the sources that the request is about, counted from 1, and the number of parts. O(1).
    pub fn part(&self) -> (usize, usize) {
        ((self.part + 1).min(self.parts.len()), self.parts.len())
    }

    /// How often the request about this part was repeated. O(1).
    pub fn corrections(&self) -> usize {
        self.corrections
    }

    /// Reads the answer to the current request. Any text is accepted: usable parts are taken, and the others
    /// are requested again or listed in the [outcome](Run::finish). Does nothing if there is no current
    /// request. O(length of answer and sources).
    pub fn answer(&mut self, answer: &str) {
        let Some(request) = self.request.take() else { return };
        self.answers += 1;
        let form =
            if matches!(self.analysis.task, Task::Question(_)) { Form::Report } else { Form::Additions };
        let draft = extract::read(answer, form);
        let given = [draft.findings.len() + draft.concepts.len(), draft.links.len()];
        let (links, concepts) = (self.content.links.len(), self.content.concepts.len());
        let reading = Reading {
            sources: self.sources.as_ref(),
            start: self.analysis.start_label(),
            relation: self.analysis.relation(),
            is_correction: self.corrections > 0,
        };
        let mut problems = self.content.take(draft, &reading);
        self.is_part_answered |= (links, concepts) != (self.content.links.len(), self.content.concepts.len());
        // A correction with as much as was refused, and nothing refused in it, takes its place.
        let is_of = |problem: &Problem, place: usize| problem.is_of_relationship() == (place == 1);
        let replaced = [0, 1].map(|place| {
            let refused = self.refused.iter().filter(|it| is_of(it, place) && it.ends.is_none()).count();
            self.corrections > 0
                && given[place] >= refused
                && problems.iter().all(|problem| !is_of(problem, place))
        });
        self.refused.retain(|problem| match &problem.ends {
            Some(ends) => !self.content.joins(ends),
            None => !problem.found.is_empty() && !replaced[usize::from(problem.is_of_relationship())],
        });
        if problems.is_empty() {
            problems.extend(self.missing());
        }
        let is_last = problems.is_empty() || self.corrections == self.analysis.corrections;
        if !is_last {
            self.corrections += 1;
            self.request = Some(self.correcting(request, answer, &problems));
        }
        // Refused again, it is listed once.
        self.refused.retain(|before| {
            problems
                .iter()
                .all(|problem| problem != before && (before.ends.is_none() || problem.ends != before.ends))
        });
        self.refused.extend(problems);
        if is_last {
            self.part += 1;
            self.corrections = 0;
            self.is_part_answered = false;
            if self.part < self.parts.len() {
                self.request = Some(self.first_request());
            }
        }
    }

    /// The problem of an answer that lacks its findings or concepts.
    fn missing(&self) -> Option<Problem> {
        let path = match &self.analysis.task {
            Task::Question(_) if self.parts.len() == 1 && self.content.findings.is_empty() => "$.findings",
            Task::Grow { .. } if self.sources.is_none() && !self.is_part_answered => "$.concepts",
            _ => return None,
        };
        let reason = "missing; expected at least one object with label and text".to_owned();
        Some(Problem { path: path.into(), reason, found: String::new(), ends: None })
    }

    /// The result of the run. O(size · log n).
    ///
    /// # Errors
    ///
    /// [`AnalysisError::Unfinished`] while there is a [`request`](Run::request); [`AnalysisError::Unusable`],
    /// with the problems, if no answer had any usable part; [`AnalysisError::Build`] if the network would be
    /// too large.
    pub fn finish(self) -> Result<Outcome, AnalysisError> {
        if self.request.is_some() {
            return Err(AnalysisError::Unfinished);
        }
        let nothing_is_an_answer =
            matches!(self.analysis.task, Task::Contradictions) || self.sources.is_some();
        let is_question = matches!(self.analysis.task, Task::Question(_));
        if self.content.is_empty() && (is_question || !nothing_is_an_answer || !self.refused.is_empty()) {
            let (mut notes, _) = self.content.notes.finish();
            if !self.content.title.is_empty() {
                notes.push(title_left_out(&self.content.title));
            }
            return Err(AnalysisError::Unusable { problems: self.refused, notes });
        }
        let network = self.build()?;
        let is_title_lost = !self.content.title.is_empty() && network.title() != self.content.title;
        let changes = self.analysis.base.as_ref().map(|base| base.diff(&network));
        let (mut notes, _) = self.content.notes.finish();
        if is_title_lost && !network.concepts().any(|concept| concept.text() == Some(&self.content.title)) {
            notes.push(title_left_out(&self.content.title));
        }
        if self.hidden > 0 {
            let message = format!(
                "{} concepts of the network did not fit into the model's context and were not shown",
                self.hidden
            );
            notes.push(Note { path: "$".into(), message, omitted: 0 });
        }
        Ok(Outcome { network, changes, refused: self.refused, notes, answers: self.answers })
    }

    fn build(&self) -> Result<Network, AnalysisError> {
        let (content, asked) = (&self.content, self.analysis.asked());
        let base = self.analysis.base.as_ref();
        let mut builder = base.map_or_else(|| NetworkBuilder::new(asked), Network::to_builder);
        // Of a new network, they are the network's own.
        let attributes = if base.is_some() { self.analysis.attributes.as_slice() } else { &[] };
        if base.is_none() {
            for (name, value) in &self.analysis.attributes {
                builder.attribute(name, value);
            }
        }
        if self.has_room_for_title() {
            builder.title(&content.title);
        }
        let other_question = base.map(Network::question).filter(|question| !same(question, asked));
        let findings = content.findings.iter().filter_map(|&at| content.concepts.get(at));
        if let Some(question) = other_question {
            let is_known = content.concepts.iter().any(|known| known.is_old && known.label == asked);
            builder.concept(asked, if is_known { "" } else { &content.title });
            builder.relationship(with(attributes, NewRelationship::new(question, FURTHER_QUESTION, asked)));
            for finding in findings {
                let link = NewRelationship::new(asked, KEY_FINDING, &finding.label);
                builder.relationship(with(attributes, link));
            }
        } else {
            let is_there =
                |label: &str| base.is_some_and(|base| base.findings().any(|known| known.label() == label));
            for finding in findings.filter(|finding| !is_there(&finding.label)) {
                builder.finding(&finding.label, if finding.is_old { "" } else { &finding.text });
            }
        }
        for known in content.concepts.iter().filter(|known| !known.is_old) {
            builder.concept(&known.label, &known.text);
        }
        for (place, link) in content.links.iter().enumerate() {
            let (source, target) = (content.label(link.source), content.label(link.target));
            let new =
                with(attributes, NewRelationship::new(source, &link.relation, target).passage(&link.passage));
            match content.highlights.contains(&place) {
                true => builder.highlight(new),
                false => builder.relationship(new),
            };
        }
        Ok(builder.build()?)
    }

    /// Whether the title of the answer becomes the title of the network, or the text of the added question.
    fn has_room_for_title(&self) -> bool {
        self.analysis
            .base
            .as_ref()
            .is_none_or(|base| base.title().is_empty() && same(base.question(), self.analysis.asked()))
    }

    fn first_request(&self) -> Request {
        let (schema, name) = self.schema();
        Request { messages: self.messages(), schema, name, answer_tokens: self.analysis.answer_tokens }
    }

    fn schema(&self) -> (serde_json::Value, &'static str) {
        match self.analysis.task {
            Task::Question(_) => (schema::report(self.sources.is_some()), "semantic_network"),
            Task::Grow { .. } => (schema::additions(self.sources.is_some()), "concepts"),
            Task::Contradictions => (schema::contradictions(), "contradictions"),
        }
    }

    fn messages(&self) -> Vec<Message> {
        let (form, base) = (self.schema().1, self.analysis.base.as_ref());
        let form = match form {
            "semantic_network" => prompt::REPORT_FORM,
            "concepts" => prompt::ADDITIONS_FORM,
            _ => prompt::CONTRADICTIONS_FORM,
        };
        let system = prompt::system(form, self.sources.is_some(), base.is_some());
        let mut text = self.analysis.instruction();
        if let Some(base) = base {
            let about = self.analysis.start_label().and_then(|label| base.find_concept(label).ok());
            let (lines, _) = prompt::network(base, about, self.analysis.context_tokens / 4);
            text.push_str(&format!("\n\n{}", prompt::quote("network", "", &lines)));
        }
        let pieces: Vec<prompt::Quoted<'_>> = self
            .parts
            .get(self.part)
            .into_iter()
            .flatten()
            .filter_map(|piece| {
                let (name, text) = self.analysis.sources.get(piece.source)?;
                Some((name.as_str(), text.get(piece.range.clone())?))
            })
            .collect();
        text.push_str(&prompt::sources(&pieces));
        if self.parts.len() > 1 {
            text.push_str(&format!(
                "\n\nThis is part {} of {} of the sources.",
                self.part + 1,
                self.parts.len()
            ));
        }
        if self.part > 0 {
            // The same names for the same things.
            let mut labels = String::new();
            for label in self.content.new_labels() {
                if labels.len() + label.len() > self.analysis.context_tokens / 4 {
                    break;
                }
                labels.push_str(&format!("- {label}\n"));
            }
            text.push_str(&format!(
                " The parts before gave these:\n\n{}",
                prompt::quote("network", "", &labels)
            ));
        }
        let message = |role, content| Message { role, content };
        vec![message(Role::System, system), message(Role::User, text)]
    }

    fn correcting(&self, request: Request, answer: &str, problems: &[Problem]) -> Request {
        let mut messages = self.first_request().messages;
        let used: usize = messages.iter().map(|message| parts::tokens(&message.content)).sum();
        let used = used + self.analysis.answer_tokens;
        let left = self.analysis.context_tokens.saturating_sub(used).max(FOR_PROBLEMS);
        let correction = prompt::correction(problems, !self.is_part_answered, left);
        let used = used + parts::tokens(&correction) + parts::tokens(answer);
        // A long answer is not repeated; the problems quote the parts that they concern.
        if used <= self.analysis.context_tokens && !answer.trim().is_empty() {
            messages.push(Message { role: Role::Assistant, content: answer.to_owned() });
            messages.push(Message { role: Role::User, content: correction });
        } else if let Some(last) = messages.last_mut() {
            last.content.push_str(&format!("\n\nThis was answered before. {correction}"));
        }
        Request { messages, ..request }
    }
}

fn title_left_out(title: &str) -> Note {
    Note {
        path: "$.title".into(),
        message: format!("left out because it is not the network's title: \"{title}\""),
        omitted: 1,
    }
}

fn same(a: &str, b: &str) -> bool {
    crate::text::fold_label(a) == crate::text::fold_label(b)
}

fn with<'a>(attributes: &'a [(String, String)], link: NewRelationship<'a>) -> NewRelationship<'a> {
    attributes.iter().fold(link, |link, (name, value)| link.attribute(name, value))
}
