//! A request for a language model: messages, and the JSON Schema of the answer.

use serde::Serialize;
use serde_json::Value;

use crate::network::Fingerprint;

/// The author of a message.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Instructions for the model.
    System,
    /// What it is asked.
    User,
    /// What it answered before.
    Assistant,
}

/// A message of a request, as chat completions have it: `{"role": "user", "content": "…"}`.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct Message {
    /// Who says it.
    pub role: Role,
    /// The text of the message.
    pub content: String,
}

/// A request for a language model, which the caller sends.
///
/// ```
/// use semnet_core::analysis::Analysis;
///
/// let run = Analysis::question("Why do bees dance?").start()?;
/// let request = run.request().ok_or("nothing to ask")?;
/// assert!(request.messages()[1].content.contains("Why do bees dance?"));
/// assert_eq!(request.schema()["required"][0], "title");
/// assert_eq!(request.fingerprint("a-model", None), request.fingerprint("a-model", None));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Debug)]
pub struct Request {
    pub(super) messages: Vec<Message>,
    pub(super) schema: Value,
    pub(super) name: &'static str,
    pub(super) answer_tokens: usize,
}

impl Request {
    /// The messages, in order: instructions, the question with its sources, and, when it corrects an answer,
    /// that answer and what was wrong with it. O(1).
    pub fn messages(&self) -> &[Message] {
        &self.messages
    }

    /// The messages for a model whose server takes no schema: the same, with the schema in the instructions.
    /// O(length).
    pub fn messages_with_schema(&self) -> Vec<Message> {
        let mut messages = self.messages.clone();
        if let Some(first) = messages.first_mut() {
            first.content.push_str("\n\nThe answer must match this JSON Schema. Do not repeat the schema.\n");
            first.content.push_str(&self.schema.to_string());
        }
        messages
    }

    /// The JSON Schema of the answer. It has what servers with strict schemas demand: each property is
    /// required, and there are no others. O(1).
    pub fn schema(&self) -> &Value {
        &self.schema
    }

    /// A name for the schema, of letters and underscores. O(1).
    pub fn schema_name(&self) -> &'static str {
        self.name
    }

    /// How many tokens the answer may have. O(1).
    pub fn answer_tokens(&self) -> usize {
        self.answer_tokens
    }

    /// The fingerprint of this request to a model with a seed: equal for equal requests, so that an answer
    /// can be kept and found by it. O(length).
    pub fn fingerprint(&self, model: &str, seed: Option<u64>) -> Fingerprint {
        let seed = seed.map_or(Value::Null, Value::from);
        // JSON keeps the parts apart.
        let all = serde_json::json!([
            "semnet analysis",
            model,
            seed,
            self.messages,
            self.schema,
            self.answer_tokens
        ]);
        Fingerprint::hash(all.to_string().as_bytes())
    }
}
