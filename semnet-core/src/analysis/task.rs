//! The task of an analysis: a question, the growth of a concept, or contradictions by sources.

use crate::analysis::lens::Lens;
use crate::analysis::notes::{Note, Problem};
use crate::evidence::SourceError;
use crate::graph::ConceptError;
use crate::names::CONTRADICTED_BY;
use crate::network::{BuildError, Network};

#[derive(Clone, Debug)]
pub(super) enum Task {
    Question(String),
    Grow { concept: String, lens: Lens },
    Contradictions,
}

/// A task for a language model: the question or network, the sources and the limits.
///
/// ```
/// use semnet_core::analysis::Analysis;
///
/// let source = "A forager dances on the comb. The angle of her dance repeats the angle of the sun.";
/// let mut run = Analysis::question("Why do bees dance?").source("bees.txt", source).start()?;
/// while let Some(_request) = run.request() {
///     // A program sends the request to a model here.
///     run.answer(r#"{"title": "A Map in the Dark",
///         "findings": [{"label": "Waggle Dance", "text": "She tells the way."}],
///         "concepts": [],
///         "relationships": [{"source": "Waggle Dance", "relation": "repeats", "target": "Sun Angle",
///         "passage": "The angle of her dance repeats the angle of the sun."}]}"#);
/// }
/// let outcome = run.finish()?;
/// assert_eq!(outcome.network.title(), "A Map in the Dark");
/// assert!(outcome.refused.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Analysis {
    pub(super) task: Task,
    pub(super) base: Option<Network>,
    /// Name and text.
    pub(super) sources: Vec<(String, String)>,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) corrections: usize,
    pub(super) context_tokens: usize,
    pub(super) answer_tokens: usize,
    findings: usize,
}

/// Why an analysis could not start or finish.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AnalysisError {
    /// The concept to grow is not in the network.
    #[error(transparent)]
    Concept(#[from] ConceptError),
    /// The question or an attribute is not allowed, or the network would be too large.
    #[error(transparent)]
    Build(#[from] BuildError),
    /// Contradictions need sources.
    #[error("contradictions need sources, and there are none; add at least one")]
    NoSources,
    /// A source has no text.
    #[error("the source {name:?} has no text")]
    EmptySource {
        /// Its name.
        name: String,
    },
    /// A source is too long.
    #[error("the source {name:?}: {problem}")]
    Source {
        /// Its name.
        name: String,
        /// The problem in it.
        problem: SourceError,
    },
    /// The lens has no name.
    #[error("the lens has no name; expected a few words such as \"Concrete Instances\"")]
    EmptyLens,
    /// The request and the answer do not fit into the context.
    #[error("a context of {context} tokens is too small: the request and its answer take at least {needed}")]
    ContextTooSmall {
        /// The tokens of the context.
        context: usize,
        /// The tokens that are needed at least.
        needed: usize,
    },
    /// A request has no answer yet.
    #[error("the analysis is not finished: a request waits for its answer")]
    Unfinished,
    /// No answer had any usable part.
    #[error("no answer could be used: {}", first_of(problems))]
    Unusable {
        /// The problems, in the order of the answers.
        problems: Vec<Problem>,
        /// The repairs and omissions.
        notes: Vec<Note>,
    },
}

fn first_of(problems: &[Problem]) -> String {
    problems.first().map_or_else(|| "all were empty".to_owned(), Problem::to_string)
}

impl AnalysisError {
    pub(super) fn of_source(name: String, problem: SourceError) -> AnalysisError {
        match problem {
            SourceError::Empty => AnalysisError::EmptySource { name },
            problem => AnalysisError::Source { name, problem },
        }
    }
}

impl Analysis {
    fn new(task: Task, base: Option<Network>) -> Analysis {
        Analysis {
            task,
            base,
            sources: Vec::new(),
            attributes: Vec::new(),
            corrections: 2,
            context_tokens: 8192,
            answer_tokens: 2048,
            findings: 6,
        }
    }

    /// Answers a question with a new network. O(length).
    pub fn question(question: &str) -> Analysis {
        Analysis::new(Task::Question(question.to_owned()), None)
    }

    /// Grows a concept of a network through a lens: the model names new concepts, which are joined to it by
    /// relationships with the name of the lens as their relation. Existing content is not changed. O(1).
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    /// use semnet_core::analysis::{Analysis, Lens};
    ///
    /// let bees = NetworkBuilder::new("Why do bees dance?").finding("Waggle Dance", "").build()?;
    /// let mut run = Analysis::grow(&bees, "Waggle Dance", Lens::CONCRETE_INSTANCES).start()?;
    /// run.answer(r#"[{"label": "Frisch's Hive", "text": "",
    ///     "passage": "In 1944, von Frisch read the dances of marked bees."}]"#);
    /// let outcome = run.finish()?;
    /// let grown = outcome.network.find_concept("Frisch's Hive")?;
    /// assert!(grown.incoming().all(|relationship| relationship.relation() == "Concrete Instances"));
    /// assert_eq!(bees.apply(&outcome.changes.unwrap_or_default())?, outcome.network);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn grow(network: &Network, concept: &str, lens: Lens) -> Analysis {
        Analysis::new(Task::Grow { concept: concept.to_owned(), lens }, Some(network.clone()))
    }

    /// Finds what the sources contradict in a network: each contradiction becomes a concept, joined by
    /// [`Contradicted By`](crate::names::CONTRADICTED_BY) with the passage. O(1).
    pub fn contradictions(network: &Network) -> Analysis {
        Analysis::new(Task::Contradictions, Some(network.clone()))
    }

    /// Adds the answer to a network instead of making a new one. If that network answers another question,
    /// the new question becomes one of its concepts, joined by [`Further
    /// Question`](crate::names::FURTHER_QUESTION), with its own findings. O(1).
    #[must_use]
    pub fn into_network(mut self, network: &Network) -> Analysis {
        self.base = Some(network.clone());
        self
    }

    /// Adds a source with a name and a text. With sources, only relationships whose passage is
    /// [evidence](crate::evidence::Verdict::is_evidence) are added: exact or adapted. O(length).
    #[must_use]
    pub fn source(mut self, name: &str, text: &str) -> Analysis {
        self.sources.push((name.to_owned(), text.to_owned()));
        self
    }

    /// Adds an attribute that records the origin of the result, such as the model or the date. It is set on a
    /// new network, or on each relationship that is added to an existing one. Without such attributes, equal
    /// answers give equal hashtags. O(length).
    #[must_use]
    pub fn attribute(mut self, name: &str, value: &str) -> Analysis {
        self.attributes.push((name.to_owned(), value.to_owned()));
        self
    }

    /// How often unusable parts of an answer are requested again; 2 by default. O(1).
    #[must_use]
    pub fn corrections(mut self, most: usize) -> Analysis {
        self.corrections = most;
        self
    }

    /// How many tokens the request and the answer may have together; 8,192 by default. Sources that do not
    /// fit are sent in parts. Tokens are estimated as one for every 3 bytes of UTF-8. O(1).
    #[must_use]
    pub fn context_tokens(mut self, tokens: usize) -> Analysis {
        self.context_tokens = tokens;
        self
    }

    /// How many tokens the answer may have; 2,048 by default. O(1).
    #[must_use]
    pub fn answer_tokens(mut self, tokens: usize) -> Analysis {
        self.answer_tokens = tokens;
        self
    }

    /// The maximum number of findings, or added concepts, to request; 6 by default. O(1).
    #[must_use]
    pub fn limit(mut self, count: usize) -> Analysis {
        self.findings = count;
        self
    }

    /// The same analysis after its values were validated.
    pub(super) fn checked(mut self) -> Result<Analysis, AnalysisError> {
        let mut builder = crate::network::NetworkBuilder::new(self.asked());
        for (name, value) in &self.attributes {
            builder.attribute(name, value);
        }
        builder.build()?;
        if let Some((name, _)) = self.sources.iter().find(|(_, text)| text.trim().is_empty()) {
            return Err(AnalysisError::EmptySource { name: name.clone() });
        }
        match (&mut self.task, &self.base) {
            (Task::Grow { concept, lens }, Some(base)) => {
                *concept = base.find_concept(concept)?.label().to_owned();
                if crate::text::normalise(lens.name()).is_ok_and(|name| name.is_empty()) {
                    return Err(AnalysisError::EmptyLens);
                }
            }
            (Task::Contradictions, _) if self.sources.is_empty() => return Err(AnalysisError::NoSources),
            _ => {}
        }
        Ok(self)
    }

    /// The question that is answered.
    pub(super) fn asked(&self) -> &str {
        match (&self.task, &self.base) {
            (Task::Question(question), _) => question,
            (_, Some(base)) => base.question(),
            _ => "",
        }
    }

    /// The concept that grows.
    pub(super) fn start_label(&self) -> Option<&str> {
        match &self.task {
            Task::Grow { concept, .. } => Some(concept),
            _ => None,
        }
    }

    /// The relation of the added concepts.
    pub(super) fn relation(&self) -> Option<&str> {
        match &self.task {
            Task::Question(_) => None,
            Task::Grow { lens, .. } => Some(lens.name()),
            Task::Contradictions => Some(CONTRADICTED_BY),
        }
    }

    /// The instruction for the model.
    pub(super) fn instruction(&self) -> String {
        let most = self.findings;
        let from = if self.sources.is_empty() { "" } else { " Take it all from the sources." };
        match &self.task {
            Task::Question(question) => {
                format!(
                    "Question: {question}\n\nName at most {most} key findings that answer it, and join them \
                     by relationships.{from}"
                )
            }
            Task::Grow { concept, lens } => format!(
                "The network answers the question: {}\n\nThe concept is \"{concept}\". {} Name at most \
                 {most}.{from}",
                self.asked(),
                lens.instruction()
            ),
            Task::Contradictions => format!(
                "The network answers the question: {}\n\nName at most {most} findings or concepts of the \
                 network that the sources \
                 contradict, each with what the sources say instead. Name none that they only leave out.",
                self.asked()
            ),
        }
    }
}
