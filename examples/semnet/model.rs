//! The language model of `ask`, `grow` and `contradict`: its address, and the cache of its answers.

mod answer;
#[cfg(feature = "model")]
mod http;
mod kept;
#[cfg(feature = "model")]
mod message;
#[cfg(feature = "model")]
mod stream;

use std::path::Path;

use clap::Args;
use semnet_core::analysis::Request;

pub(crate) use answer::{Answer, Progress};
pub(crate) use kept::Kept;

type Failure = Box<dyn std::error::Error>;

/// The longest time limit, in seconds: a year.
const LONGEST: u64 = 365 * 24 * 60 * 60;

/// Which model, and where. The key comes only from the environment, so no list of processes shows it.
#[derive(Args)]
pub(crate) struct ModelOptions {
    /// A server with OpenAI's chat completions API: Ollama, llama.cpp, vLLM, LM Studio or a hosted one
    #[arg(long, value_name = "URL", env = "SEMNET_MODEL_URL", default_value = "http://127.0.0.1:11434/v1")]
    model_url: String,
    /// The name of the model on that server [default: the server's only model]
    #[arg(long, value_name = "NAME", env = "SEMNET_MODEL", hide_env_values = true)]
    model: Option<String>,
    /// A seed, so that the model gives the same answer again, if its server supports seeds
    #[arg(long, value_name = "NUMBER")]
    seed: Option<u64>,
    /// Send every request, even if an earlier run has its answer
    #[arg(long)]
    fresh: bool,
    /// The time limit of a request, including retries
    #[arg(
        long,
        value_name = "SECONDS",
        default_value_t = 600,
        value_parser = clap::value_parser!(u64).range(1..=LONGEST)
    )]
    timeout: u64,
}

/// A model, and the cache of its answers.
pub(crate) struct Model {
    #[cfg(feature = "model")]
    server: http::Server,
    #[cfg_attr(not(feature = "model"), allow(dead_code))]
    seed: Option<u64>,
    #[cfg_attr(not(feature = "model"), allow(dead_code))]
    fresh: bool,
    #[cfg_attr(not(feature = "model"), allow(dead_code))]
    kept: Kept,
}

#[cfg(not(feature = "model"))]
const NOT_BUILT: &str = "this semnet was built without models; build it with `--features model`, as in \
                         `cargo run --features model --example semnet`";

#[cfg(not(feature = "model"))]
impl Model {
    pub(crate) fn open(_: Option<&Path>, _: &ModelOptions) -> Result<Model, Failure> {
        Err(NOT_BUILT.into())
    }

    pub(crate) fn name(&self) -> &str {
        ""
    }

    pub(crate) fn kept(&self, _: &Request) -> Option<String> {
        None
    }

    pub(crate) fn answer(&self, _: &Request, _: &mut dyn FnMut(Progress<'_>)) -> Result<Answer, Failure> {
        Err(NOT_BUILT.into())
    }

    pub(crate) fn keep(&self, _: &Request, _: &str) -> Result<(), Failure> {
        Err(NOT_BUILT.into())
    }

    pub(crate) fn forget(&self, _: &Request) {}

    pub(crate) fn embed(&self, _: &[String]) -> Result<Vec<Vec<f32>>, Failure> {
        Err(NOT_BUILT.into())
    }
}

#[cfg(feature = "model")]
impl Model {
    /// The model, and the answers kept next to the store. No request is sent yet, unless the model's name
    /// must be found out.
    pub(crate) fn open(store: Option<&Path>, options: &ModelOptions) -> Result<Model, Failure> {
        let server = http::Server::open(&options.model_url, options.model.as_deref(), options.timeout)?;
        Ok(Model { server, seed: options.seed, fresh: options.fresh, kept: Kept::beside(store)? })
    }

    pub(crate) fn name(&self) -> &str {
        self.server.model()
    }

    /// The cached answer to a request, unless all are to be sent again.
    pub(crate) fn kept(&self, request: &Request) -> Option<String> {
        (!self.fresh).then(|| self.kept.answer(request.fingerprint(self.name(), self.seed))).flatten()
    }

    /// The model's answer to a request.
    pub(crate) fn answer(
        &self,
        request: &Request,
        progress: &mut dyn FnMut(Progress<'_>),
    ) -> Result<Answer, Failure> {
        self.server.chat(request, self.seed, progress)
    }

    /// Keeps an answer that was of use.
    pub(crate) fn keep(&self, request: &Request, answer: &str) -> Result<(), Failure> {
        self.kept.keep_answer(request.fingerprint(self.name(), self.seed), self.name(), answer)
    }

    /// Removes an answer that was of none.
    pub(crate) fn forget(&self, request: &Request) {
        self.kept.forget_answer(request.fingerprint(self.name(), self.seed));
    }

    /// The vectors of texts, in their order: those that are kept, and for the rest the model's.
    pub(crate) fn embed(&self, texts: &[String]) -> Result<Vec<Vec<f32>>, Failure> {
        const BATCH: usize = 64;
        let fingerprints: Vec<_> = texts.iter().map(|text| Kept::of_text(self.name(), text)).collect();
        let kept = |fingerprint| (!self.fresh).then(|| self.kept.vector(fingerprint)).flatten();
        let mut vectors: Vec<Option<Vec<f32>>> = fingerprints.iter().map(|&it| kept(it)).collect();
        let missing: Vec<usize> = (0..texts.len()).filter(|&at| vectors[at].is_none()).collect();
        for batch in missing.chunks(BATCH) {
            let texts: Vec<&str> = batch.iter().map(|&at| texts[at].as_str()).collect();
            for (&at, vector) in batch.iter().zip(self.server.embed(&texts)?) {
                self.kept.keep_vector(fingerprints[at], &vector)?;
                vectors[at] = Some(vector);
            }
        }
        Ok(vectors.into_iter().map(Option::unwrap_or_default).collect())
    }
}
