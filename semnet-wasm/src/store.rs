//! The class `MemoryStore`.

use semnet_core::Store;
use semnet_core::network::FingerprintPrefix;
use semnet_core::store::{Choice, Entry, Recovered, StoreError, StoreExt, Suggestion, Typo};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::error::SemnetError;
use crate::{Network, names, plain};

/// Networks in memory, recovered by what a person typed into the query bar.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct MemoryStore(pub(crate) semnet_core::store::MemoryStore);

#[wasm_bindgen]
impl MemoryStore {
    /// An empty store.
    #[wasm_bindgen(constructor)]
    pub fn new() -> MemoryStore {
        MemoryStore::default()
    }

    /// Keeps a network; whether it was new.
    pub fn add(&self, network: &Network) -> Result<bool, SemnetError> {
        Ok(self.0.add(&network.0)?)
    }

    /// The network with this fingerprint, all 44 characters of it, if the store has it.
    pub fn get(&self, fingerprint: &str) -> Result<Option<Network>, SemnetError> {
        Ok(self.0.get(fingerprint.parse()?)?.map(Network))
    }

    /// Looks up what a person typed: the one network that it names, or several to choose from, or some that
    /// are similar.
    pub fn recover(&self, typed: &str) -> Result<JsValue, SemnetError> {
        let mut form =
            RecoveredForm { kind: "notFound", network: JsValue::UNDEFINED, choices: None, suggestions: None };
        match self.0.recover(&typed.parse()?)? {
            Recovered::Network(network) => {
                form.kind = "network";
                form.network = Network(network).into();
            }
            Recovered::Ambiguous(choices) => {
                form.kind = "ambiguous";
                let choice =
                    |one: &Choice| ChoiceForm { entry: EntryForm::of(&one.entry), name: one.name.clone() };
                form.choices = Some(choices.iter().map(choice).collect());
            }
            Recovered::NotFound(similar) => {
                let suggestion = |one: &Suggestion| SuggestionForm {
                    entry: EntryForm::of(&one.entry),
                    typo: typo(one.typo),
                };
                form.suggestions = Some(similar.iter().map(suggestion).collect());
            }
            // There is no fourth kind.
            _ => {}
        }
        Ok(plain::to_js(&form))
    }

    /// The networks whose fingerprint begins like this (all of them if it is left out), sorted, at most
    /// `limit` (default: 100); with `from`, only those from this fingerprint on.
    pub fn entries(&self, prefix: &str, limit: f64, from: Option<String>) -> Result<JsValue, SemnetError> {
        let all =
            semnet_core::Fingerprint::from_bytes([0; 32])..=semnet_core::Fingerprint::from_bytes([0xff; 32]);
        let range = if prefix.is_empty() { all } else { prefix.parse::<FingerprintPrefix>()?.range() };
        let start = match from {
            Some(from) => from.parse().map(|from| *range.start().max(&from))?,
            None => *range.start(),
        };
        Ok(entries(&self.0.entries(start..=*range.end(), limit as usize)?))
    }

    /// The networks whose hashtag looks like this one if letter case is ignored and 0 and O, 1, l and I are
    /// the same; sorted, at most `limit` (default: 100).
    #[wasm_bindgen(js_name = similarHashtags)]
    pub fn similar_hashtags(&self, hashtag: &str, limit: f64) -> Result<JsValue, SemnetError> {
        Ok(entries(&self.0.similar_hashtags(hashtag, limit as usize)?))
    }

    /// The networks with this question, ignoring letter case, kinds of dash and quotation mark, and closing
    /// punctuation; sorted, at most `limit` (default: 100).
    #[wasm_bindgen(js_name = findByQuestion)]
    pub fn find_by_question(&self, question: &str, limit: f64) -> Result<JsValue, SemnetError> {
        Ok(entries(&self.0.find_by_question(question, limit as usize)?))
    }

    /// The networks with a similar question, the most similar first, without those that `find_by_question`
    /// returns; at most `limit` (default: 100).
    #[wasm_bindgen(js_name = findSimilarQuestions)]
    pub fn find_similar_questions(&self, question: &str, limit: f64) -> Result<JsValue, SemnetError> {
        Ok(entries(&self.0.find_similar_questions(question, limit as usize)?))
    }

    /// The shortest beginning of a fingerprint, a hashtag or longer, that no other network in this store has.
    pub fn name(&self, fingerprint: &str) -> Result<String, SemnetError> {
        Ok(self.0.name(fingerprint.parse()?)?)
    }
}

/// The entry of a network in a list.
#[derive(Serialize)]
pub(crate) struct EntryForm {
    fingerprint: String,
    hashtag: String,
    question: String,
    title: String,
}

impl EntryForm {
    pub(crate) fn of(entry: &Entry) -> EntryForm {
        let fingerprint = names::text(entry.fingerprint);
        EntryForm {
            hashtag: names::format_hashtag(entry.fingerprint.hashtag().number()),
            fingerprint,
            question: entry.question.clone(),
            title: entry.title.clone(),
        }
    }
}

#[derive(Serialize)]
struct RecoveredForm {
    kind: &'static str,
    #[serde(skip_serializing_if = "JsValue::is_undefined", with = "serde_wasm_bindgen::preserve")]
    network: JsValue,
    #[serde(skip_serializing_if = "Option::is_none")]
    choices: Option<Vec<ChoiceForm>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestions: Option<Vec<SuggestionForm>>,
}

#[derive(Serialize)]
struct ChoiceForm {
    #[serde(flatten)]
    entry: EntryForm,
    name: String,
}

#[derive(Serialize)]
struct SuggestionForm {
    #[serde(flatten)]
    entry: EntryForm,
    #[serde(skip_serializing_if = "Option::is_none")]
    typo: Option<&'static str>,
}

pub(crate) fn entries(entries: &[Entry]) -> JsValue {
    plain::to_js(&entries.iter().map(EntryForm::of).collect::<Vec<_>>())
}

fn typo(typo: Option<Typo>) -> Option<&'static str> {
    match typo? {
        Typo::LetterCase => Some("letterCase"),
        Typo::LookAlikes => Some("lookAlikes"),
        Typo::OneCharacter => Some("oneCharacter"),
        Typo::Incomplete => Some("incomplete"),
        // There is no fourth.
        _ => None,
    }
}

impl From<StoreError> for SemnetError {
    fn from(wrong: StoreError) -> SemnetError {
        SemnetError::new("store", &wrong)
    }
}
