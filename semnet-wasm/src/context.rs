//! The part of networks that fits a limit of tokens.

use semnet_core::context::{Context, ContextOptions, ContextReason};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use crate::error::SemnetError;
use crate::functions::Function;
use crate::words::parse_language;
use crate::{Network, plain};

/// The options, as `js/options.ts` hands them over. The number may be infinite.
#[derive(Deserialize)]
struct Options {
    tokens: f64,
    language: Option<String>,
}

/// More tokens than any line has, and fewer than overflow where lines are added up.
const MOST: usize = 1 << 20;

#[wasm_bindgen]
impl Network {
    /// The part of the network with the best answer to a question within a limit of tokens; `counter` is a
    /// function from a line to its tokens, or `undefined`.
    pub fn context(&self, question: &str, options: JsValue, counter: JsValue) -> Result<JsValue, JsValue> {
        let (options, counter) = read(options, counter)?;
        found(Ok(self.0.context(question, &options)), counter)
    }

    /// The same of several networks together.
    #[wasm_bindgen(js_name = contextAcross)]
    pub fn context_across(
        networks: Vec<Network>,
        question: &str,
        options: JsValue,
        counter: JsValue,
    ) -> Result<JsValue, JsValue> {
        let (options, counter) = read(options, counter)?;
        let networks = networks.iter().map(|network| &network.0);
        found(Context::across(networks, question, &options).map_err(SemnetError::from), counter)
    }
}

fn read(options: JsValue, counter: JsValue) -> Result<(ContextOptions, Option<Function>), SemnetError> {
    let Options { tokens, language } = plain::from_js(options, "type")?;
    // `as` saturates at the largest number.
    let limit = (tokens as usize).min(usize::MAX >> 2);
    let options = ContextOptions::new(limit).language(parse_language(language)?);
    if counter.is_undefined() {
        return Ok((options, None));
    }
    let counter = Function::new(counter);
    let count = counter.clone();
    // A line that is too long is too long, by however much.
    let options = options.counter(move |line| count.count_of(line).min(limit + 1).min(MOST));
    Ok((options, Some(counter)))
}

/// A context; the reasons are by the number of the concept.
#[derive(Serialize)]
struct ContextForm<'a> {
    #[serde(with = "serde_wasm_bindgen::preserve")]
    network: JsValue,
    text: &'a str,
    tokens: usize,
    score: f64,
    reasons: Vec<&'static str>,
}

fn found(context: Result<Context, SemnetError>, counter: Option<Function>) -> Result<JsValue, JsValue> {
    let context = match counter {
        Some(counter) => counter.or_thrown(context)?,
        None => context?,
    };
    Ok(plain::to_js(&ContextForm {
        network: Network(context.network().clone()).into(),
        text: context.text(),
        tokens: context.tokens(),
        score: context.score(),
        reasons: context.reasons().map(|(_, one)| reason(one)).collect(),
    }))
}

fn reason(reason: ContextReason) -> &'static str {
    match reason {
        ContextReason::Matches => "matches",
        ContextReason::Adjoins => "adjoins",
        ContextReason::Connects => "connects",
        // There is no fourth.
        _ => "other",
    }
}
