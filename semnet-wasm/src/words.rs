//! The words of networks: search, connections, concepts that may be the same.

use js_sys::Uint32Array;
use semnet_core::store::StoreExt;
use semnet_core::words::{
    Connection, ConnectionOptions, Connections, HitLocation, Language, MatchReason, MergeError, SearchHit,
    SearchOptions, Snippet,
};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use crate::error::SemnetError;
use crate::functions::Function;
use crate::{MemoryStore, Network, packed, plain};

/// The languages whose word forms are known, by their codes.
#[wasm_bindgen]
pub fn languages() -> JsValue {
    plain::to_js(&Language::all().map(Language::code).collect::<Vec<_>>())
}

/// The options of a search or of connections, as `js/options.ts` hands them over. Numbers may be infinite.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Options {
    language: Option<String>,
    limit: Option<f64>,
    at_least: Option<f64>,
    #[serde(default)]
    prefix: bool,
    #[serde(default)]
    typos: u8,
    budget: Option<f64>,
}

// `as` saturates at the largest number.
fn search_options(options: JsValue) -> Result<SearchOptions, SemnetError> {
    let Options { language, limit, prefix, typos, .. } = plain::from_js(options, "type")?;
    let mut options =
        SearchOptions::default().language(parse_language(language)?).prefix(prefix).typos(typos);
    if let Some(limit) = limit {
        options = options.limit(limit as usize);
    }
    Ok(options)
}

fn connection_options(options: JsValue) -> Result<ConnectionOptions, SemnetError> {
    let Options { language, limit, at_least, budget, .. } = plain::from_js(options, "type")?;
    let mut options = ConnectionOptions::default().language(parse_language(language)?);
    if let Some(limit) = limit {
        options = options.limit(limit as usize);
    }
    if let Some(score) = at_least {
        options = options.at_least(score);
    }
    if let Some(budget) = budget {
        options = options.budget(budget as u64);
    }
    Ok(options)
}

#[wasm_bindgen]
impl Network {
    /// The parts of the network that answer some words best, the best first: the question, the title,
    /// concepts by their labels and texts, and relationships by their passages (BM25.
    pub fn search(&self, words: &str, options: JsValue) -> Result<JsValue, SemnetError> {
        let hits = self.0.search(words, &search_options(options)?);
        Ok(plain::to_js(&hits.iter().map(HitForm::of).collect::<Vec<_>>()))
    }

    /// Pairs of concepts whose texts share more than chance would have it, the highest score first, each with
    /// the shared words and a sentence of each text.
    pub fn connections(&self, options: JsValue) -> Result<JsValue, SemnetError> {
        Ok(found(&self.0.connections(&connection_options(options)?)))
    }

    /// As `Network.connections`, with an embedding model of your own: pairs of concepts, scored by the cosine
    /// of their texts' vectors if that is above 0.
    #[wasm_bindgen(js_name = connectionsWithEmbeddings)]
    pub fn connections_with_embeddings(&self, vector: JsValue, options: JsValue) -> Result<JsValue, JsValue> {
        let options = connection_options(options)?;
        let vector = Function::new(vector);
        let connections = self.0.connections_with_embeddings(&options, |text| vector.vector_of(text));
        Ok(found(&vector.or_thrown(connections)?))
    }

    /// The network together with its `Network.connections` as relationships, from the first to the second by
    /// label: with the relation `SHARED_THEME`, the two sentences as passage, and the attributes `score` and
    /// `terms`.
    #[wasm_bindgen(js_name = withConnections)]
    pub fn with_connections(&self, options: JsValue) -> Result<Network, SemnetError> {
        Ok(Network(self.0.with_connections(&connection_options(options)?)?))
    }

    /// Pairs of concepts that may be the same, by their labels, each with its strongest reason: the strongest
    /// first.
    #[wasm_bindgen(js_name = duplicateCandidates)]
    pub fn duplicate_candidates(&self, language: Option<String>) -> Result<JsValue, SemnetError> {
        let same = self.0.duplicate_candidates(parse_language(language)?);
        Ok(plain::to_js(&same.iter().map(CandidateForm::of).collect::<Vec<_>>()))
    }

    /// The network with `other` merged into `keep`, which keeps its label and gets the texts, attributes,
    /// relationships, findings and highlights of both, and the label of `other` as an attribute `ALIAS`.
    #[wasm_bindgen(js_name = mergeConcepts)]
    pub fn merge_concepts(&self, keep: u32, other: u32) -> Result<Network, SemnetError> {
        Ok(Network(self.0.merge_concepts(self.id(keep), self.id(other))?))
    }
}

#[wasm_bindgen]
impl MemoryStore {
    /// The networks that answer some words best, the best first, each as one text of question, title, labels,
    /// texts and passages.
    pub fn search(&self, words: &str, options: JsValue) -> Result<JsValue, SemnetError> {
        let found = self.0.search(words, &search_options(options)?)?;
        let hits = found
            .iter()
            .map(|one| StoreHitForm { network: Network(one.network().clone()).into(), score: one.score() });
        Ok(plain::to_js(&hits.collect::<Vec<_>>()))
    }
}

pub(crate) fn parse_language(language: Option<String>) -> Result<Language, SemnetError> {
    Ok(language.map_or(Ok(Language::default()), |language| language.parse())?)
}

/// A text with words marked.
#[derive(Serialize)]
struct SnippetForm {
    text: String,
    pieces: Vec<Piece>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Piece {
    text: String,
    is_marked: bool,
}

impl SnippetForm {
    fn of(snippet: &Snippet<'_>) -> SnippetForm {
        let piece = |(text, is_marked): (&str, bool)| Piece { text: text.to_owned(), is_marked };
        let pieces: Vec<Piece> = snippet.pieces().map(piece).collect();
        SnippetForm { text: pieces.iter().map(|piece| piece.text.as_str()).collect(), pieces }
    }
}

/// A hit; its concept is a number, its relationship packed.
#[derive(Serialize)]
struct HitForm {
    kind: &'static str,
    score: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    concept: Option<u32>,
    #[serde(skip_serializing_if = "JsValue::is_undefined", with = "serde_wasm_bindgen::preserve")]
    relationship: JsValue,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<SnippetForm>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sentence: Option<SnippetForm>,
}

impl HitForm {
    fn of(hit: &SearchHit<'_>) -> HitForm {
        let (kind, concept, relationship) = match hit.location() {
            HitLocation::Question => ("question", None, None),
            HitLocation::Title => ("title", None, None),
            HitLocation::Concept(concept) => ("concept", Some(concept.id().number()), None),
            HitLocation::Relationship(one) => ("relationship", None, Some(packed::relationships([one]))),
            // There is no fifth kind.
            _ => ("other", None, None),
        };
        HitForm {
            kind,
            score: hit.score(),
            concept,
            relationship: relationship
                .map_or(JsValue::UNDEFINED, |numbers| Uint32Array::from(&numbers[..]).into()),
            label: hit.label().map(SnippetForm::of),
            sentence: hit.sentence().map(SnippetForm::of),
        }
    }
}

/// A network that answers a search across a store.
#[derive(Serialize)]
struct StoreHitForm {
    #[serde(with = "serde_wasm_bindgen::preserve")]
    network: JsValue,
    score: f64,
}

/// Connections; their concepts are numbers.
#[derive(Serialize)]
struct ConnectionsForm {
    connections: Vec<ConnectionForm>,
    total: usize,
    omitted: usize,
}

#[derive(Serialize)]
struct ConnectionForm {
    text: String,
    concepts: (u32, u32),
    score: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    chance: Option<f64>,
    terms: Vec<Term>,
    sentences: (SnippetForm, SnippetForm),
    relationship: RelationshipForm,
}

#[derive(Serialize)]
struct Term {
    term: String,
    weight: f64,
}

#[derive(Serialize)]
struct RelationshipForm {
    source: String,
    relation: String,
    target: String,
    passage: String,
    attributes: Vec<AttributeForm>,
}

#[derive(Serialize)]
struct AttributeForm {
    name: String,
    value: String,
}

fn found(connections: &Connections<'_>) -> JsValue {
    plain::to_js(&ConnectionsForm {
        connections: connections.iter().map(ConnectionForm::of).collect(),
        total: connections.total(),
        omitted: connections.omitted(),
    })
}

impl ConnectionForm {
    fn of(connection: &Connection<'_>) -> ConnectionForm {
        let (a, b) = connection.concepts();
        let (first, second) = connection.sentences();
        let one = connection.relationship();
        let attribute =
            |name: &str, value: &str| AttributeForm { name: name.to_owned(), value: value.to_owned() };
        ConnectionForm {
            text: connection.to_string(),
            concepts: (a.id().number(), b.id().number()),
            score: connection.score(),
            chance: connection.chance(),
            terms: connection
                .terms()
                .iter()
                .map(|one| Term { term: one.term.clone(), weight: one.weight })
                .collect(),
            sentences: (SnippetForm::of(first), SnippetForm::of(second)),
            relationship: RelationshipForm {
                source: a.label().to_owned(),
                relation: one.relation.clone(),
                target: b.label().to_owned(),
                passage: one.passage.clone(),
                attributes: one.attributes.iter().map(|one| attribute(&one.name, &one.value)).collect(),
            },
        }
    }
}

/// Two concepts that may be the same, as numbers.
#[derive(Serialize)]
struct CandidateForm {
    text: String,
    concepts: (u32, u32),
    reason: &'static str,
}

impl CandidateForm {
    fn of(candidate: &semnet_core::words::DuplicateCandidate<'_>) -> CandidateForm {
        let (keep, other) = candidate.concepts();
        CandidateForm {
            text: candidate.to_string(),
            concepts: (keep.id().number(), other.id().number()),
            reason: reason(candidate.reason()),
        }
    }
}

pub(crate) fn reason(reason: MatchReason) -> &'static str {
    match reason {
        MatchReason::Form => "form",
        MatchReason::WordForms => "wordForms",
        MatchReason::Address => "address",
        MatchReason::Initials => "initials",
        MatchReason::PartOfName => "partOfName",
        MatchReason::Spelling => "spelling",
        // There is no seventh.
        _ => "other",
    }
}

impl From<semnet_core::words::LanguageError> for SemnetError {
    fn from(wrong: semnet_core::words::LanguageError) -> SemnetError {
        SemnetError::new("language", &wrong)
    }
}

impl From<MergeError> for SemnetError {
    fn from(wrong: MergeError) -> SemnetError {
        match wrong {
            MergeError::Build(wrong) => wrong.into(),
            wrong => SemnetError::new("merge", &wrong),
        }
    }
}

impl From<semnet_core::words::VectorError> for SemnetError {
    fn from(wrong: semnet_core::words::VectorError) -> SemnetError {
        match wrong {
            semnet_core::words::VectorError::TooManyPairs { budget, .. } => {
                SemnetError::with_budget("vector", &wrong, budget)
            }
            _ => SemnetError::new("vector", &wrong),
        }
    }
}
