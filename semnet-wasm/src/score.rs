//! How well an extracted network agrees with a reference.

use js_sys::Uint32Array;
use semnet_core::score::{self, Agreement, ScoreOptions, ScoreReason};
use semnet_core::{Concept, Relationship};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use crate::error::SemnetError;
use crate::words::{parse_language, reason};
use crate::{Network, packed, plain};

/// The options, as `js/options.ts` hands them over.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Options {
    language: Option<String>,
    any_relation: bool,
}

fn read(options: JsValue) -> Result<ScoreOptions, SemnetError> {
    let Options { language, any_relation } = plain::from_js(options, "type")?;
    Ok(ScoreOptions::default().language(parse_language(language)?).any_relation(any_relation))
}

/// How well an extracted network agrees with a reference.
#[wasm_bindgen]
pub fn score(extracted: &Network, reference: &Network, options: JsValue) -> Result<JsValue, SemnetError> {
    let score = score::score(&extracted.0, &reference.0, &read(options)?);
    let concepts = |all: &[Concept<'_>]| packed::concepts(all.iter().copied());
    let relationships = |all: &[Relationship<'_>]| packed::relationships(all.iter().copied());
    Ok(plain::to_js(&ScoreForm {
        concepts: AgreementForm::new(score.concepts(), concepts),
        relationships: AgreementForm::new(score.relationships(), relationships),
        passages: AgreementForm::new(score.passages(), relationships),
        text: score.to_string(),
    }))
}

/// How well several runs of one extraction agree.
#[wasm_bindgen]
pub fn stability(runs: Vec<Network>, options: JsValue) -> Result<JsValue, SemnetError> {
    let runs: Vec<semnet_core::Network> = runs.into_iter().map(|run| run.0).collect();
    let stability = score::stability(&runs, &read(options)?);
    Ok(plain::to_js(&StabilityForm {
        concepts: stability.concepts,
        relationships: stability.relationships,
        passages: stability.passages,
    }))
}

#[derive(Serialize)]
struct StabilityForm {
    concepts: f64,
    relationships: f64,
    passages: f64,
}

#[derive(Serialize)]
struct ScoreForm {
    concepts: AgreementForm,
    relationships: AgreementForm,
    passages: AgreementForm,
    text: String,
}

/// The matches, and the parts without a match, packed.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AgreementForm {
    #[serde(with = "serde_wasm_bindgen::preserve")]
    extracted: Uint32Array,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    reference: Uint32Array,
    reasons: Vec<ReasonForm>,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    unmatched_extracted: Uint32Array,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    unmatched_reference: Uint32Array,
    precision: f64,
    recall: f64,
    f1: f64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ReasonForm {
    reason: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    match_reason: Option<&'static str>,
}

impl AgreementForm {
    fn new<T: Copy>(agreement: &Agreement<T>, pack: impl Fn(&[T]) -> Vec<u32>) -> AgreementForm {
        let pack = |all: &[T]| Uint32Array::from(&pack(all)[..]);
        let matched = agreement.matched();
        let extracted: Vec<T> = matched.iter().map(|one| one.extracted).collect();
        let reference: Vec<T> = matched.iter().map(|one| one.reference).collect();
        AgreementForm {
            extracted: pack(&extracted),
            reference: pack(&reference),
            reasons: matched.iter().map(|one| ReasonForm::of(one.reason)).collect(),
            unmatched_extracted: pack(agreement.unmatched_extracted()),
            unmatched_reference: pack(agreement.unmatched_reference()),
            precision: agreement.precision(),
            recall: agreement.recall(),
            f1: agreement.f1(),
        }
    }
}

impl ReasonForm {
    fn of(one: ScoreReason) -> ReasonForm {
        let (name, match_reason) = match one {
            ScoreReason::Equal => ("equal", None),
            ScoreReason::Alias => ("alias", None),
            ScoreReason::NearLabel(why) => ("nearLabel", Some(reason(why))),
            ScoreReason::NearRelation => ("nearRelation", None),
            ScoreReason::SameWords => ("sameWords", None),
            ScoreReason::PartOfPassage => ("partOfPassage", None),
            // There is no seventh.
            _ => ("other", None),
        };
        ReasonForm { reason: name, match_reason }
    }
}
