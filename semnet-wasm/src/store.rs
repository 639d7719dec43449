//! The class `MemoryStore`.

use js_sys::Array;
use semnet_core::Store;
use semnet_core::network::FingerprintPrefix;
use semnet_core::store::{Difference, Entry, Recovered, StoreError};
use wasm_bindgen::prelude::*;

use crate::Network;
use crate::error::SemnetError;
use crate::names;

/// Networks in memory, recovered by what a person typed into the query bar. A network is addressed by its content: a
/// store only ever adds, and adding twice is adding once.
///
/// ```js
/// import { MemoryStore, NetworkBuilder } from "semnet";
///
/// const store = new MemoryStore();
/// const network = new NetworkBuilder("Why do bees dance?").build();
/// store.add(network);
/// const found = store.recover(`#${network.hashtag}`);
/// if (found.kind === "network") console.log(found.network.question); // Why do bees dance?
/// ```
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

    /// Keeps a network; whether it was new. The network may be freed afterwards: the store keeps it all the same.
    pub fn add(&self, network: &Network) -> Result<bool, SemnetError> {
        Ok(self.0.add(&network.0)?)
    }

    /// The network of this fingerprint, all 44 characters of it, when the store has it.
    pub fn get(&self, fingerprint: &str) -> Result<Option<Network>, SemnetError> {
        Ok(self.0.get(fingerprint.parse()?)?.map(Network))
    }

    /// Looks up what a person typed: opens the one network that it names, or says which there are to choose from, or
    /// suggests some that are close. Nothing is chosen silently. Throws as {@link parseQueryBar} does.
    ///
    /// ```js
    /// const found = store.recover("why do bees dance");
    /// switch (found.kind) {
    ///   case "network": show(found.network); break;
    ///   case "several": offer(found.choices); break;
    ///   case "notFound": suggest(found.suggestions); break;
    /// }
    /// ```
    #[wasm_bindgen(unchecked_return_type = "Recovered")]
    pub fn recover(&self, typed: &str) -> Result<Array, SemnetError> {
        Ok(match self.0.recover(&typed.parse()?)? {
            Recovered::Network(network) => Array::of2(&"network".into(), &Network(network).into()),
            Recovered::Ambiguous(choices) => {
                let choices = choices.iter().map(|choice| entry(&choice.entry, &choice.name));
                Array::of2(&"several".into(), &choices.collect::<Vec<_>>().join("\u{1}").into())
            }
            Recovered::NotFound(close) => {
                let close = close.iter().map(|close| entry(&close.entry, difference(close.difference)));
                Array::of2(&"notFound".into(), &close.collect::<Vec<_>>().join("\u{1}").into())
            }
            // There is no fourth kind.
            _ => Array::of2(&"notFound".into(), &"".into()),
        })
    }

    /// The networks whose fingerprint begins so (all of them when it is left out), sorted, at most `limit` (100 when it is
    /// left out); with `from`, only those from this fingerprint on. To go on, ask for those from
    /// {@link nextFingerprint} of the last one.
    ///
    /// ```js
    /// for (const { hashtag, question } of store.entries()) console.log(hashtag, question);
    /// ```
    #[wasm_bindgen(unchecked_return_type = "Entry[]")]
    pub fn entries(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "string")] prefix: &str,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] limit: f64,
        #[wasm_bindgen(unchecked_optional_param_type = "string")] from: Option<String>,
    ) -> Result<String, SemnetError> {
        let all =
            semnet_core::Fingerprint::from_bytes([0; 32])..=semnet_core::Fingerprint::from_bytes([0xff; 32]);
        let range = if prefix.is_empty() { all } else { prefix.parse::<FingerprintPrefix>()?.range() };
        let start = match from {
            Some(from) => from.parse().map(|from| *range.start().max(&from))?,
            None => *range.start(),
        };
        Ok(entries(&self.0.entries(start..=*range.end(), limit as usize)?))
    }

    /// The networks whose hashtag looks like this one when letter case is disregarded and 0 and O, 1, l and I are the
    /// same; sorted, at most `limit` (100 when it is left out).
    #[wasm_bindgen(js_name = lookAlikes, unchecked_return_type = "Entry[]")]
    pub fn similar_hashtags(
        &self,
        hashtag: &str,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] limit: f64,
    ) -> Result<String, SemnetError> {
        Ok(entries(&self.0.similar_hashtags(hashtag, limit as usize)?))
    }

    /// The networks that ask this question, without regard to letter case, kinds of dash and quotation mark, and
    /// closing punctuation; sorted, at most `limit` (100 when it is left out).
    #[wasm_bindgen(unchecked_return_type = "Entry[]")]
    pub fn asking(
        &self,
        question: &str,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] limit: f64,
    ) -> Result<String, SemnetError> {
        Ok(entries(&self.0.find_by_question(question, limit as usize)?))
    }

    /// The networks that ask something close to this question, the closest first, without those that
    /// {@link MemoryStore.asking} gives; at most `limit` (100 when it is left out).
    #[wasm_bindgen(js_name = askingClose, unchecked_return_type = "Entry[]")]
    pub fn find_similar_questions(
        &self,
        question: &str,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] limit: f64,
    ) -> Result<String, SemnetError> {
        Ok(entries(&self.0.find_similar_questions(question, limit as usize)?))
    }

    /// The shortest beginning of a fingerprint, a hashtag or longer, that no other network in this store has.
    pub fn name(&self, fingerprint: &str) -> Result<String, SemnetError> {
        Ok(self.0.name(fingerprint.parse()?)?)
    }
}

pub(crate) fn entries(entries: &[Entry]) -> String {
    entries.iter().map(|one| entry(one, "")).collect::<Vec<_>>().join("\u{1}")
}

/// An entry, and what else is known of it.
pub(crate) fn entry(entry: &Entry, more: &str) -> String {
    [&names::text(entry.fingerprint), &entry.question, &entry.title, more].join("\0")
}

fn difference(difference: Option<Difference>) -> &'static str {
    match difference {
        Some(Difference::LetterCase) => "letterCase",
        Some(Difference::LookAlikes) => "lookAlikes",
        Some(Difference::OneCharacter) => "oneCharacter",
        // There is no fourth.
        Some(_) | None => "",
    }
}

impl From<StoreError> for SemnetError {
    fn from(wrong: StoreError) -> SemnetError {
        SemnetError::new("store", &wrong)
    }
}
