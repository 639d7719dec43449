//! Sources, and whether the passages of a network occur in them.

use js_sys::{Uint8Array, Uint32Array};
use semnet_core::evidence::{self, DifferenceKind, Place, SourceError};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::error::SemnetError;
use crate::{Network, format, names, packed, plain};

/// A document that passages are quoted from.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Source(evidence::Source);

#[wasm_bindgen]
impl Source {
    /// A source with a name and a text in UTF-8.
    #[wasm_bindgen(constructor)]
    pub fn new(name: &str, text: Vec<u8>) -> Result<Source, SemnetError> {
        Ok(Source(evidence::Source::from_utf8(name, text)?))
    }

    /// Reads the bytes that `Source.bytes` gave.
    #[wasm_bindgen(js_name = fromBytes)]
    pub fn from_bytes(bytes: &[u8]) -> Result<Source, SemnetError> {
        Ok(Source(evidence::Source::from_bytes(bytes)?))
    }

    /// The fingerprint of the normalised text.
    #[wasm_bindgen(getter)]
    pub fn id(&self) -> String {
        names::text(self.0.id())
    }

    /// The name.
    #[wasm_bindgen(getter)]
    pub fn name(&self) -> String {
        self.0.name().to_owned()
    }

    /// The text, unchanged.
    #[wasm_bindgen(getter)]
    pub fn text(&self) -> String {
        self.0.text().to_owned()
    }

    /// The bytes that a store keeps.
    #[wasm_bindgen(getter)]
    pub fn bytes(&self) -> Uint8Array {
        Uint8Array::from(&self.0.to_bytes()[..])
    }

    /// The same source, to be freed by itself.
    pub fn copy(&self) -> Source {
        Source(self.0.clone())
    }
}

/// Checks the passages of a network against sources.
#[wasm_bindgen]
pub fn check(network: &Network, sources: Vec<Source>) -> JsValue {
    let sources = natively(sources);
    let found = evidence::check(&network.0, &sources);
    let units = Units::new(&sources, found.iter().flat_map(|one| one.places()));
    let relationships = packed::relationships(found.iter().map(|one| one.relationship()));
    plain::to_js(&EvidenceForm {
        relationships: Uint32Array::from(&relationships[..]),
        checked: found
            .iter()
            .map(|one| CheckedForm::new(one.verdict(), one.places(), one.differences(), &units))
            .collect(),
    })
}

/// Checks passages against sources.
#[wasm_bindgen(js_name = checkPassages)]
pub fn check_passages(passages: Vec<String>, sources: Vec<Source>) -> JsValue {
    let sources = natively(sources);
    let found = evidence::check_passages(&passages, &sources);
    let units = Units::new(&sources, found.iter().flat_map(|one| &one.places));
    plain::to_js(
        &found
            .iter()
            .map(|one| CheckedForm::new(one.verdict, &one.places, &one.differences, &units))
            .collect::<Vec<_>>(),
    )
}

/// The network with attributes for the places of its passages.
#[wasm_bindgen]
pub fn cite(network: &Network, sources: Vec<Source>) -> Result<Network, SemnetError> {
    Ok(Network(evidence::cite(&network.0, &natively(sources))?))
}

#[wasm_bindgen]
impl Network {
    /// Writes the report, Markdown or HTML with a footnote for each passage.
    #[wasm_bindgen(js_name = toFormatWithEvidence)]
    pub fn to_format_with_evidence(&self, format: &str, sources: Vec<Source>) -> Result<String, SemnetError> {
        let format = format::parse(format)?;
        let sources = natively(sources);
        let mut page = Vec::new();
        self.0
            .write_with_evidence(format, &evidence::check(&self.0, &sources), &sources, &mut page)
            .map_err(|wrong| SemnetError::new("format", &wrong))?;
        Ok(String::from_utf8_lossy(&page).into_owned())
    }
}

fn natively(sources: Vec<Source>) -> Vec<evidence::Source> {
    sources.into_iter().map(|source| source.0).collect()
}

/// The result for each relationship with a passage, the relationships packed.
#[derive(Serialize)]
struct EvidenceForm<'a> {
    #[serde(with = "serde_wasm_bindgen::preserve")]
    relationships: Uint32Array,
    checked: Vec<CheckedForm<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CheckedForm<'a> {
    verdict: &'static str,
    is_evidence: bool,
    places: Vec<PlaceForm>,
    differences: Vec<DifferenceForm<'a>>,
}

#[derive(Serialize)]
struct PlaceForm {
    source: usize,
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    range: (usize, usize),
}

#[derive(Serialize)]
struct DifferenceForm<'a> {
    kind: &'static str,
    source: &'a str,
    passage: &'a str,
    alters: bool,
    text: String,
}

impl<'a> CheckedForm<'a> {
    fn new(
        verdict: evidence::Verdict,
        places: &[Place],
        differences: &'a [evidence::Difference],
        units: &Units,
    ) -> CheckedForm<'a> {
        let place = |one: &Place| PlaceForm {
            source: one.source,
            start: one.start,
            end: one.end,
            line: one.line,
            column: one.column,
            range: (units.before(one.source, one.start_byte), units.before(one.source, one.end_byte)),
        };
        let difference = |one: &'a evidence::Difference| DifferenceForm {
            kind: kind(one.kind),
            source: &one.source,
            passage: &one.passage,
            alters: one.alters,
            text: one.to_string(),
        };
        CheckedForm {
            verdict: verdict.name(),
            is_evidence: verdict.is_evidence(),
            places: places.iter().map(place).collect(),
            differences: differences.iter().map(difference).collect(),
        }
    }
}

fn kind(kind: DifferenceKind) -> &'static str {
    match kind {
        DifferenceKind::Typography => "typography",
        DifferenceKind::LeftOut => "leftOut",
        DifferenceKind::Inserted => "inserted",
        DifferenceKind::Replaced => "replaced",
        // There is no fifth.
        _ => "other",
    }
}

/// How many units of UTF-16 come before places of sources, each a source and a byte of it. Sorted.
struct Units(Vec<((usize, usize), usize)>);

impl Units {
    /// O(sources + places · log places).
    fn new<'a>(sources: &[evidence::Source], places: impl Iterator<Item = &'a Place>) -> Units {
        let ends = |place: &Place| [(place.source, place.start_byte), (place.source, place.end_byte)];
        let mut ends: Vec<(usize, usize)> = places.flat_map(ends).collect();
        ends.sort_unstable();
        ends.dedup();
        let (mut source, mut at, mut units) = (0, 0, 0);
        let count = |end: (usize, usize)| {
            if end.0 != source {
                (source, at, units) = (end.0, 0, 0);
            }
            let text = sources.get(source).map_or("", evidence::Source::text);
            units += text.get(at..end.1).map_or(0, |piece| piece.encode_utf16().count());
            at = end.1;
            (end, units)
        };
        Units(ends.into_iter().map(count).collect())
    }

    fn before(&self, source: usize, byte: usize) -> usize {
        let place = self.0.binary_search_by_key(&(source, byte), |&(end, _)| end);
        place.ok().and_then(|place| self.0.get(place)).map_or(0, |&(_, units)| units)
    }
}

impl From<SourceError> for SemnetError {
    fn from(wrong: SourceError) -> SemnetError {
        match wrong {
            SourceError::NotUtf8 { offset, .. } => SemnetError::with_offset("source", &wrong, offset),
            _ => SemnetError::new("source", &wrong),
        }
    }
}
