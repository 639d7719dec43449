//! What the words of networks say: search, connections, concepts that may be the same.

use js_sys::{Array, Float64Array, Uint32Array};
use semnet_core::Store;
use semnet_core::words::{
    Connection, ConnectionOptions, Connections, HitLocation, Language, MatchReason, MergeError, SearchHit,
    SearchOptions, Snippet,
};
use wasm_bindgen::prelude::*;

use crate::error::SemnetError;
use crate::functions::Function;
use crate::{MemoryStore, Network, packed};

/// Between the pieces of a text: before one that is not marked, and before one that is.
const PLAIN: char = '\u{2}';
const MARKED: char = '\u{3}';

/// The languages whose word forms are known, by their codes: English, and `"und"` for no language in particular, where
/// words are compared as they are but for letter case and accents.
///
/// ```js
/// languages(); // ["und", "en"]
/// ```
#[wasm_bindgen(unchecked_return_type = "string[]")]
pub fn languages() -> String {
    packed::strings(Language::all().map(Language::code))
}

/// What becomes of a `SearchOptions` or a `ConnectionOptions` for the length of a call.
#[wasm_bindgen(js_name = WordsOfCall, skip_typescript)]
#[derive(Debug)]
pub struct Words {
    search: SearchOptions,
    sharing: ConnectionOptions,
}

#[wasm_bindgen(js_class = WordsOfCall)]
impl Words {
    /// What is left out is as the library has it.
    #[wasm_bindgen(constructor)]
    pub fn new(
        language: Option<String>,
        limit: Option<f64>,
        at_least: Option<f64>,
        budget: Option<f64>,
    ) -> Result<Words, SemnetError> {
        let language = parse_language(language)?;
        let mut search = SearchOptions::default().language(language);
        let mut sharing = ConnectionOptions::default().language(language);
        // `as` takes what is larger than the largest number to it.
        if let Some(limit) = limit {
            search = search.limit(limit as usize);
            sharing = sharing.limit(limit as usize);
        }
        if let Some(score) = at_least {
            sharing = sharing.at_least(score);
        }
        if let Some(budget) = budget {
            sharing = sharing.budget(budget as u64);
        }
        Ok(Words { search, sharing })
    }
}

#[wasm_bindgen]
impl Network {
    /// The parts of the network that answer some words best, the best first: the question, the title, concepts by their
    /// labels and texts, and relationships by their passages (BM25: Robertson and Zaragoza 2009). Words are found in all
    /// their forms, whatever the letter case and accents; any of them may be missing; words like *the* count only where
    /// there are no others. Throws a {@link SemnetError} with the code `"language"` for a language that is not known.
    ///
    /// ```js
    /// for (const { kind, concept, sentence } of network.search("dancing bees", { limit: 5 })) {
    ///   const html = sentence?.pieces.map(({ text, isMarked }) => (isMarked ? `<mark>${text}</mark>` : text)).join("");
    ///   console.log(kind === "concept" ? concept.label : kind, html);
    /// }
    /// ```
    #[wasm_bindgen(unchecked_return_type = "Hit[]")]
    pub fn search(
        &self,
        words: &str,
        #[wasm_bindgen(unchecked_optional_param_type = "Search")] search: &Words,
    ) -> Array {
        let hits = self.0.search(words, &search.search);
        let mut numbers = Vec::with_capacity(6 * hits.len());
        let mut text = String::new();
        for (place, hit) in hits.iter().enumerate() {
            push_hit(hit, &mut numbers);
            if place > 0 {
                text.push(packed::NEXT);
            }
            push_marked(hit.label(), &mut text);
            text.push(packed::END);
            push_marked(hit.sentence(), &mut text);
        }
        let scores: Vec<f64> = hits.iter().map(SearchHit::score).collect();
        answer(&numbers, &text, &scores)
    }

    /// Pairs of concepts whose texts share more than chance would have it, the highest score first, each with the shared
    /// words and a sentence of each text. The score is the cosine of the two texts as vectors of their words (Salton and
    /// Buckley 1988), from 0 to 1; from 0.1 upwards, more than four of five were right where it was measured. A number
    /// alone is the lowest score.
    ///
    /// ```js
    /// const { connections } = network.connections(0.1);
    /// for (const { text, sentences: [a, b] } of connections) console.log(text, a.text, b.text);
    /// // Night Bakers — Night Trams: tram, home, midnight, night …
    /// ```
    #[wasm_bindgen(unchecked_return_type = "Connections")]
    pub fn connections(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Sharing | number")] sharing: &Words,
    ) -> Array {
        found(&self.0.connections(&sharing.sharing))
    }

    /// As {@link Network.connections}, with an embedding model of your own: pairs of concepts, scored by the cosine of
    /// their texts' vectors where that is above 0. `vector` gets the text of each concept (label, text and passages, with
    /// a line end between them) and each sentence of these, every one once, and returns its vector: numbers, as many each
    /// time, or none where it has no vector. Throws a {@link SemnetError} with the code `"vector"` for vectors that differ
    /// in length, or hold what is no number, and for more pairs than the budget; and whatever `vector` throws.
    ///
    /// A model that answers later is asked in two rounds:
    ///
    /// ```js
    /// const texts = [];
    /// network.connectionsBy((text) => (texts.push(text), []));
    /// const vectors = new Map(await Promise.all(texts.map(async (text) => [text, await embed(text)])));
    /// const { connections } = network.connectionsBy((text) => vectors.get(text), 0.5);
    /// ```
    #[wasm_bindgen(js_name = connectionsBy, unchecked_return_type = "Connections")]
    pub fn connections_with_embeddings(
        &self,
        #[wasm_bindgen(unchecked_param_type = "(text: string) => ArrayLike<number>")] vector: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Sharing | number")] sharing: &Words,
    ) -> Result<Array, JsValue> {
        let vector = Function::new(vector);
        let connections = self.0.connections_with_embeddings(|text| vector.vector_of(text), &sharing.sharing);
        Ok(found(&vector.or_thrown(connections)?))
    }

    /// The network together with its {@link Network.connections} as relationships, from the first to the second by
    /// label: with the relation {@link SHARED_THEME}, the two sentences as passage, and the attributes `score` and
    /// `terms`. Doing it twice is doing it once. 0.1 is a good lowest score. Throws a {@link SemnetError} with the code
    /// `"build"` when the network would become too large.
    ///
    /// ```js
    /// const themes = network.withConnections(0.1).themes();
    /// ```
    #[wasm_bindgen(js_name = withConnections)]
    pub fn with_connections(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Sharing | number")] sharing: &Words,
    ) -> Result<Network, SemnetError> {
        Ok(Network(self.0.with_connections(&sharing.sharing)?))
    }

    /// Pairs of concepts that may be the same, by their labels, each with its strongest reason: the strongest first.
    /// Someone has to say whether they are; {@link Network.mergeConcepts} makes them one. Throws a {@link SemnetError}
    /// with the code `"language"` for a language that is not known; English when it is left out.
    ///
    /// ```js
    /// for (const { concepts: [keep, other], text } of network.sameConcepts()) console.log(text);
    /// // Sherlock Holmes, Mr. Holmes: one is a part of the other’s name
    /// ```
    #[wasm_bindgen(js_name = sameConcepts, unchecked_return_type = "Same[]")]
    pub fn duplicate_candidates(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "string")] language: Option<String>,
    ) -> Result<JsValue, SemnetError> {
        let same = self.0.duplicate_candidates(parse_language(language)?);
        let mut numbers = Vec::with_capacity(3 * same.len());
        for one in &same {
            let (keep, other) = one.concepts();
            numbers.extend([keep.id().number(), other.id().number(), reason(one.reason())]);
        }
        let lines: Vec<String> = same.iter().map(ToString::to_string).collect();
        Ok(packed::hand_over(&numbers, &packed::strings(lines.iter().map(String::as_str)), 0.0))
    }

    /// The network with `other` merged into `keep`, which keeps its label and gets the texts, attributes, relationships,
    /// findings and highlights of both, and the label of `other` as an attribute {@link ALIAS}. Throws a
    /// {@link SemnetError} with the code `"merge"` where one of the two is the question.
    ///
    /// ```js
    /// const merged = network.mergeConcepts("Sherlock Holmes", "Mr. Holmes");
    /// ```
    #[wasm_bindgen(js_name = mergeConcepts)]
    pub fn merge_concepts(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ConceptName")] keep: u32,
        #[wasm_bindgen(unchecked_param_type = "ConceptName")] other: u32,
    ) -> Result<Network, SemnetError> {
        Ok(Network(self.0.merge_concepts(self.id(keep), self.id(other))?))
    }
}

#[wasm_bindgen]
impl MemoryStore {
    /// The networks that answer some words best, the best first, each as one text of question, title, labels, texts and
    /// passages. Words are found as {@link Network.search} finds them, which also says where in a network they are.
    ///
    /// ```js
    /// for (const { network, score } of store.search("dancing bees")) console.log(score, network.question);
    /// ```
    #[wasm_bindgen(unchecked_return_type = "Found[]")]
    pub fn search(
        &self,
        words: &str,
        #[wasm_bindgen(unchecked_optional_param_type = "Search")] search: &Words,
    ) -> Result<Array, SemnetError> {
        let found = self.0.search(words, &search.search)?;
        let pairs = found
            .iter()
            .map(|one| Array::of2(&Network(one.network().clone()).into(), &JsValue::from_f64(one.score())));
        Ok(pairs.collect())
    }
}

fn parse_language(language: Option<String>) -> Result<Language, SemnetError> {
    Ok(language.map_or(Ok(Language::default()), |language| language.parse())?)
}

/// What kind of hit it is, and the concept or relationship.
fn push_hit(hit: &SearchHit<'_>, numbers: &mut Vec<u32>) {
    match hit.place() {
        HitLocation::Question => numbers.extend([0; 6]),
        HitLocation::Concept(concept) => numbers.extend([2, concept.id().number(), 0, 0, 0, 0]),
        HitLocation::Relationship(relationship) => {
            numbers.push(3);
            packed::push(relationship, numbers);
        }
        HitLocation::Title => numbers.extend([1, 0, 0, 0, 0, 0]),
        // There is no fifth kind.
        _ => numbers.extend([4, 0, 0, 0, 0, 0]),
    }
}

fn push_marked(marked: Option<&Snippet<'_>>, text: &mut String) {
    for (piece, is_marked) in marked.into_iter().flat_map(Snippet::pieces) {
        text.push(if is_marked { MARKED } else { PLAIN });
        text.push_str(piece);
    }
}

/// How many there are in all, how many words were left out, and the pairs; with each the texts, and in the other numbers
/// score, chance (no number where it is not known) and the weights of its terms.
fn found(connections: &Connections<'_>) -> Array {
    let mut numbers = vec![connections.total() as u32, connections.omitted() as u32];
    let (mut text, mut scores) = (String::new(), Vec::new());
    for (place, connection) in connections.iter().enumerate() {
        let (a, b) = connection.concepts();
        numbers.extend([a.id().number(), b.id().number()]);
        scores.extend([connection.score(), connection.chance().unwrap_or(f64::NAN)]);
        scores.extend(connection.terms().iter().map(|shared| shared.weight));
        if place > 0 {
            text.push(packed::NEXT);
        }
        push_connection(connection, &mut text);
    }
    answer(&numbers, &text, &scores)
}

/// Its line, both sentences, the passage of its relationship, how many terms there are and each, and the attributes.
fn push_connection(connection: &Connection<'_>, text: &mut String) {
    let relationship = connection.relationship();
    text.push_str(&connection.to_string());
    let (first, second) = connection.sentences();
    for sentence in [first, second] {
        text.push(packed::END);
        push_marked(Some(sentence), text);
    }
    let count = connection.terms().len().to_string();
    let terms = connection.terms().iter().map(|shared| shared.term.as_str());
    let attributes = relationship.attributes.iter().flat_map(|one| [one.name.as_str(), one.value.as_str()]);
    for string in [relationship.passage.as_str(), &count].into_iter().chain(terms).chain(attributes) {
        text.push(packed::END);
        text.push_str(string);
    }
}

fn answer(numbers: &[u32], text: &str, scores: &[f64]) -> Array {
    Array::of3(&Uint32Array::from(numbers).into(), &text.into(), &Float64Array::from(scores).into())
}

/// Its place in `REASONS` of `js/words.js`.
fn reason(reason: MatchReason) -> u32 {
    match reason {
        MatchReason::Form => 0,
        MatchReason::WordForms => 1,
        MatchReason::Address => 2,
        MatchReason::Initials => 3,
        MatchReason::PartOfName => 4,
        MatchReason::Spelling => 5,
        // There is no seventh.
        _ => 6,
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
