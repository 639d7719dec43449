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
    /// A request to the model.
    User,
    /// An earlier answer of the model.
    Assistant,
}

/// A message of a request, in the form of chat completions: `{"role": "user", "content": "…"}`.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct Message {
    /// The author.
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
    /// The messages, in order: the instructions, and the question with its sources. A correction also has the
    /// previous answer and its problems. O(1).
    pub fn messages(&self) -> &[Message] {
        &self.messages
    }

    /// The same messages with the schema in the instructions, for servers that do not accept a schema.
    /// O(length).
    pub fn messages_with_schema(&self) -> Vec<Message> {
        let mut messages = self.messages.clone();
        if let Some(first) = messages.first_mut() {
            first.content.push_str("\n\nThe answer must match this JSON Schema. Do not repeat the schema.\n");
            first.content.push_str(&self.schema.to_string());
        }
        messages
    }

    /// The JSON Schema of the answer. It meets the rules of servers with strict schemas: each property is
    /// required, and additional properties are not allowed. O(1).
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

    /// A fingerprint of this request together with the model and the seed. Equal requests have equal
    /// fingerprints, so it can be the key of a cache of answers. O(length).
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
