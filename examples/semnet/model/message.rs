//! A model's message: its content, in one string or in parts, or why it has no content.

use std::collections::BTreeMap;

use serde_json::Value;

use super::answer::Answer;

/// A message on its way.
#[derive(Default)]
pub(super) struct Message {
    content: String,
    /// The arguments of calls of tools, some models' way to give an object; by the number of the call.
    calls: BTreeMap<u64, String>,
    refusal: String,
    has_reasoning: bool,
    finish_reason: String,
    characters: usize,
}

/// The first of the choices, if a server sends several; it may not have begun in this event.
pub(super) fn choice(value: &Value) -> &Value {
    let mut choices = value["choices"].as_array().into_iter().flatten();
    choices.find(|choice| choice["index"].as_u64().unwrap_or(0) == 0).unwrap_or(&Value::Null)
}

impl Message {
    /// Takes a choice up: all of a message, or the next piece of one.
    pub(super) fn take(&mut self, choice: &Value) {
        let message = choice.get("message").or_else(|| choice.get("delta")).unwrap_or(&Value::Null);
        let count = &mut self.characters;
        push_text(&mut self.content, &message["content"], count);
        push_text(&mut self.refusal, &message["refusal"], count);
        let old = message.get("function_call").into_iter().map(|function| (0, function));
        let calls = message["tool_calls"].as_array().into_iter().flatten();
        let calls = calls.map(|call| (call["index"].as_u64().unwrap_or(0), &call["function"]));
        for (number, function) in calls.chain(old) {
            push_text(self.calls.entry(number).or_default(), &function["arguments"], count);
        }
        let is_there = |name: &&str| !message[*name].is_null() && message[*name] != "";
        let is_thought = |part: &Value| matches!(part["type"].as_str(), Some("thinking" | "reasoning"));
        self.has_reasoning |= ["reasoning_content", "reasoning", "thinking"].iter().any(is_there)
            || message["content"].as_array().is_some_and(|parts| parts.iter().any(is_thought));
        if let Some(reason) = choice["finish_reason"].as_str() {
            reason.clone_into(&mut self.finish_reason);
        }
    }

    pub(super) fn is_finished(&self) -> bool {
        !self.finish_reason.is_empty()
    }

    /// How many bytes came.
    pub(super) fn bytes(&self) -> usize {
        self.content.len() + self.refusal.len() + self.calls.values().map(String::len).sum::<usize>()
    }

    /// How many characters came.
    pub(super) fn characters(&self) -> usize {
        self.characters
    }

    pub(super) fn finish(self) -> Answer {
        let Message { content, calls, refusal, has_reasoning, finish_reason, .. } = self;
        let arguments = calls.into_values().collect::<Vec<_>>().join("\n");
        let text = [content, arguments].into_iter().find(|text| !text.trim().is_empty()).unwrap_or_default();
        let lacks = match (text.is_empty(), finish_reason.as_str()) {
            (true, "length") if has_reasoning => Some(
                "the model's reasoning took all tokens of the answer; --answer-tokens allows more".into(),
            ),
            (true, "length") => Some("the answer is empty: its length reached --answer-tokens".into()),
            (false, "length") => {
                Some("the answer was cut off at its limit; --answer-tokens allows more".into())
            }
            (_, "content_filter") => {
                Some("the server's content filter removed all or part of the answer".into())
            }
            (true, _) if !refusal.trim().is_empty() => {
                Some(format!("the model refused to answer: {:?}", super::stream::excerpt(&refusal)))
            }
            (true, _) if has_reasoning => Some("the model gave its reasoning, but no answer".into()),
            (true, _) => Some("the answer is empty".into()),
            (false, _) => None,
        };
        // A refusal is read too: its content is shown to the model again.
        Answer { text: if text.is_empty() { refusal } else { text }, lacks }
    }
}

/// A text in one string or in parts; of these, the ones for the reader, without the model's thinking.
fn push_text(text: &mut String, content: &Value, characters: &mut usize) {
    match content {
        Value::String(piece) => {
            *characters += piece.chars().count();
            text.push_str(piece);
        }
        Value::Array(parts) => {
            for part in parts {
                match part["type"].as_str() {
                    None if part.is_string() => push_text(text, part, characters),
                    None | Some("text" | "output_text") => push_text(text, &part["text"], characters),
                    _ => {}
                }
            }
        }
        Value::Object(_) => push_text(text, &content.to_string().into(), characters),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{Message, choice};
    use serde_json::{Value, json};

    fn answer(events: &[Value]) -> (String, String) {
        let mut message = Message::default();
        events.iter().for_each(|event| message.take(choice(event)));
        let characters = message.characters();
        let answer = message.finish();
        // Several calls of tools have line ends between them.
        assert!(characters >= answer.text.replace('\n', "").chars().count());
        (answer.text, answer.lacks.unwrap_or_default())
    }

    fn whole(message: Value, reason: &str) -> Value {
        json!({"choices": [{"index": 0, "message": message, "finish_reason": reason}]})
    }

    fn piece(delta: Value) -> Value {
        json!({"choices": [{"index": 0, "delta": delta, "finish_reason": null}]})
    }

    #[test]
    fn content_comes_in_a_string_in_parts_and_in_calls() {
        let thought = json!({"type": "thinking", "thinking": [{"type": "text", "text": "Hm."}]});
        let text = |text: &str| json!({"type": "text", "text": text});
        let call = |arguments: Value| json!({"function": {"name": "f", "arguments": arguments}});
        for message in [
            json!({"content": "{\"a\":1}"}),
            json!({"content": {"a": 1}}),
            json!({"content": [thought, text("{\"a\""), text(":1}")]}),
            json!({"content": ["{\"a\"", {"text": ":1}"}]}),
            json!({"content": null, "tool_calls": [call(json!("{\"a\":1}"))]}),
            json!({"content": " ", "tool_calls": [call(json!({"a": 1}))]}),
            json!({"content": null, "function_call": {"name": "f", "arguments": "{\"a\":1}"}}),
        ] {
            assert_eq!(
                answer(&[whole(message.clone(), "stop")]),
                ("{\"a\":1}".into(), String::new()),
                "{message}"
            );
        }
        let parts = |text: &str| piece(json!({"content": [{"type": "text", "text": text}]}));
        assert_eq!(answer(&[parts("{"), parts("}")]).0, "{}");
        let calls = |index: u64, text: &str| {
            piece(json!({"tool_calls": [{"index": index, "function": {"arguments": text}}]}))
        };
        assert_eq!(answer(&[calls(0, "{"), calls(1, "["), calls(0, "}"), calls(1, "]")]).0, "{}\n[]");
    }

    #[test]
    fn of_several_choices_the_first_is_taken() {
        let other = json!({"choices": [{"index": 1, "delta": {"content": "X"}}]});
        let own = |text: &str| piece(json!({"content": text}));
        assert_eq!(answer(&[own("a"), other.clone(), own("b"), other]).0, "ab");
        let message = |index: u64, text: &str| json!({"index": index, "message": {"content": text}});
        assert_eq!(answer(&[json!({"choices": [message(1, "X"), message(0, "a")]})]).0, "a");
    }

    #[test]
    fn an_answer_without_content_has_its_reason() {
        for (message, reason, lacks) in [
            (json!({"content": "", "reasoning_content": "Hm."}), "length", "reasoning took all tokens"),
            (
                json!({"content": [{"type": "thinking", "thinking": "Hm."}]}),
                "length",
                "reasoning took all tokens",
            ),
            (json!({"content": ""}), "length", "its length reached --answer-tokens"),
            (json!({"content": "{\"a"}), "length", "cut off at its limit; --answer-tokens allows more"),
            (json!({"content": ""}), "content_filter", "content filter removed"),
            (json!({"content": null, "refusal": "I cannot."}), "stop", "refused to answer: \"I cannot.\""),
            (json!({"content": null, "reasoning": "Hm."}), "stop", "its reasoning, but no answer"),
            (json!({"content": null}), "stop", "the answer is empty"),
        ] {
            let found = answer(&[whole(message, reason)]).1;
            assert!(found.contains(lacks), "{found}: {lacks}");
        }
    }
}
