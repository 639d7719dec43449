//! The class `Analysis`: requests for a language model, and its answers. Nothing here does I/O.

use semnet_core::analysis::{self, AnalysisError, Lens, Message, Run};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use crate::change::{WithText, with_texts};
use crate::error::SemnetError;
use crate::{Network, names, plain};

/// The lenses with a predefined instruction.
#[wasm_bindgen]
pub fn lenses() -> JsValue {
    let form =
        |lens: &Lens| LensForm { name: lens.name().to_owned(), instruction: lens.instruction().to_owned() };
    plain::to_js(&Lens::ALL.iter().map(form).collect::<Vec<_>>())
}

/// The task, as `js/analysis.ts` hands it over.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum Task {
    Question(String),
    Grow { concept: String, lens: LensOrName },
    Contradictions,
}

#[derive(Serialize)]
struct LensForm {
    name: String,
    instruction: String,
}

/// A lens without an instruction is a predefined one, or has only its name.
#[derive(Deserialize)]
struct LensOrName {
    name: String,
    instruction: Option<String>,
}

/// The options, as `js/analysis.ts` hands them over. Numbers may be infinite.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Options {
    sources: Vec<SourceForm>,
    attributes: Vec<AttributeForm>,
    corrections: Option<f64>,
    context_tokens: f64,
    answer_tokens: f64,
    limit: Option<f64>,
}

#[derive(Deserialize)]
struct SourceForm {
    name: String,
    text: String,
}

#[derive(Deserialize)]
struct AttributeForm {
    name: String,
    value: String,
}

/// An analysis under way.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Analysis(Run);

#[wasm_bindgen]
impl Analysis {
    /// Starts. `base` is the network that grows, that sources may contradict or that an answer is added to,
    /// or none.
    #[wasm_bindgen(constructor)]
    pub fn new(task: JsValue, options: JsValue, base: Vec<Network>) -> Result<Analysis, SemnetError> {
        let options: Options = plain::from_js(options, "type")?;
        let needed = || base.first().ok_or_else(|| SemnetError::new("type", &"the network is missing"));
        let mut analysis = match plain::from_js(task, "type")? {
            Task::Question(question) => {
                let analysis = analysis::Analysis::question(&question);
                base.iter().fold(analysis, |analysis, network| analysis.into_network(&network.0))
            }
            Task::Grow { concept, lens } => {
                let lens = match &lens.instruction {
                    None => Lens::named(&lens.name),
                    Some(instruction) => Lens::new(&lens.name, instruction),
                };
                analysis::Analysis::grow(&needed()?.0, &concept, lens)
            }
            Task::Contradictions => analysis::Analysis::contradictions(&needed()?.0),
        };
        for SourceForm { name, text } in &options.sources {
            analysis = analysis.source(name, text);
        }
        for AttributeForm { name, value } in &options.attributes {
            analysis = analysis.attribute(name, value);
        }
        // `as` saturates at the largest number.
        if let Some(most) = options.corrections {
            analysis = analysis.corrections(most as usize);
        }
        if let Some(most) = options.limit {
            analysis = analysis.limit(most as usize);
        }
        // Where it is added up, it must not overflow.
        let [context, answer] = [options.context_tokens, options.answer_tokens].map(|tokens| tokens.min(1e9));
        Ok(Analysis(analysis.context_tokens(context as usize).answer_tokens(answer as usize).start()?))
    }

    /// The next request; `undefined` if there are no more.
    pub fn request(&self) -> JsValue {
        self.0.request().map_or(JsValue::UNDEFINED, |request| {
            plain::to_js(&RequestForm {
                messages: request.messages(),
                schema: request.schema(),
                schema_name: request.schema_name(),
                answer_tokens: request.answer_tokens(),
            })
        })
    }

    /// The messages for a model whose server takes no schema.
    #[wasm_bindgen(js_name = messagesWithSchema)]
    pub fn messages_with_schema(&self) -> JsValue {
        plain::to_js(&self.0.request().map(|request| request.messages_with_schema()).unwrap_or_default())
    }

    /// The fingerprint of the current request to a model with a seed.
    pub fn fingerprint(&self, model: &str, seed: Option<u64>) -> Option<String> {
        self.0.request().map(|request| names::text(request.fingerprint(model, seed)))
    }

    /// The part of the sources in the current request, counted from 1, and the number of parts.
    pub fn part(&self) -> Vec<usize> {
        let (part, parts) = self.0.part();
        vec![part, parts]
    }

    /// How often the part was requested again.
    pub fn corrections(&self) -> usize {
        self.0.corrections()
    }

    /// Reads the answer to the current request.
    pub fn answer(&mut self, answer: &str) {
        self.0.answer(answer);
    }

    /// The result; if no answer could be used, message, problems and notes for the error.
    pub fn finish(&self) -> Result<JsValue, SemnetError> {
        let outcome = match self.0.clone().finish() {
            Err(ref wrong @ AnalysisError::Unusable { ref problems, ref notes }) => {
                return Ok(plain::to_js(&UnusableForm {
                    message: wrong.to_string(),
                    problems: with_texts(problems),
                    notes: with_texts(notes),
                }));
            }
            outcome => outcome?,
        };
        Ok(plain::to_js(&OutcomeForm {
            network: Network(outcome.network).into(),
            changes: outcome.changes.as_ref().map(|changes| with_texts(changes.as_slice())),
            refused: with_texts(&outcome.refused),
            notes: with_texts(&outcome.notes),
            answers: outcome.answers,
        }))
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RequestForm<'a, S: Serialize> {
    messages: &'a [Message],
    schema: &'a S,
    schema_name: &'a str,
    answer_tokens: usize,
}

#[derive(Serialize)]
struct OutcomeForm<'a> {
    #[serde(with = "serde_wasm_bindgen::preserve")]
    network: JsValue,
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<Vec<WithText<'a, semnet_core::change::Change>>>,
    refused: Vec<WithText<'a, analysis::Problem>>,
    notes: Vec<WithText<'a, analysis::Note>>,
    answers: usize,
}

#[derive(Serialize)]
struct UnusableForm<'a> {
    message: String,
    problems: Vec<WithText<'a, analysis::Problem>>,
    notes: Vec<WithText<'a, analysis::Note>>,
}

impl From<AnalysisError> for SemnetError {
    fn from(wrong: AnalysisError) -> SemnetError {
        match wrong {
            AnalysisError::Concept(wrong) => wrong.into(),
            AnalysisError::Build(wrong) => wrong.into(),
            wrong => SemnetError::new("analysis", &wrong),
        }
    }
}
