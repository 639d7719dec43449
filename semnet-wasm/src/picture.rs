//! Pictures: the drawn parts of a network, and their places.

use semnet_core::picture::{CardKind, PictureOptions};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::error::SemnetError;
use crate::{Network, plain};

/// A picture whose layout proceeds step by step.
#[derive(Debug)]
#[wasm_bindgen(js_name = PictureOfCall)]
pub struct Picture(semnet_core::picture::Picture);

#[wasm_bindgen]
impl Network {
    /// The picture of this network, with everything at the place where its layout starts.
    pub fn picture(&self, is_tall: bool, middle: Option<String>) -> Picture {
        Picture(self.0.picture(&options(is_tall, middle)))
    }

    /// The picture as SVG, with the network in its metadata.
    #[wasm_bindgen(js_name = toSVG)]
    pub fn to_svg(&self, is_tall: bool, middle: Option<String>) -> String {
        self.0.to_svg(&options(is_tall, middle))
    }

    /// The network in the metadata of an SVG.
    #[wasm_bindgen(js_name = fromSVG)]
    pub fn from_svg(svg: &str) -> Result<Network, SemnetError> {
        let network = semnet_core::Network::from_svg(svg);
        network.map(Network).map_err(|error| SemnetError::new("format", &error))
    }
}

fn options(is_tall: bool, middle: Option<String>) -> PictureOptions {
    let options = PictureOptions::default().tall(is_tall);
    match middle {
        Some(label) => options.middle(&label),
        None => options,
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Scene<'a> {
    cards: Vec<Card<'a>>,
    lines: Vec<Line<'a>>,
    shared_lines: Vec<Shared<'a>>,
    themes: &'a [String],
    is_by_theme: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Card<'a> {
    label: &'a str,
    kind: &'static str,
    theme: usize,
    degree: usize,
    rows: &'a [String],
    font_size: f64,
    width: f64,
    height: f64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Line<'a> {
    id: u32,
    ends: (usize, usize),
    is_highlight: bool,
    is_key_finding: bool,
    rows: &'a [String],
    width: f64,
    height: f64,
    bend: f64,
}

#[derive(Serialize)]
struct Shared<'a> {
    ends: (usize, usize),
    score: f64,
    rows: &'a [String],
    width: f64,
    height: f64,
}

#[wasm_bindgen(js_class = PictureOfCall)]
impl Picture {
    /// The drawn elements, without their places.
    pub fn scene(&self) -> JsValue {
        let kind = |kind: CardKind| match kind {
            CardKind::Question => "question",
            CardKind::Finding => "finding",
            CardKind::Concept => "concept",
        };
        let cards = self.0.cards().iter().map(|card| {
            let (width, height) = card.size();
            let (label, kind, theme, degree) = (card.label(), kind(card.kind()), card.theme(), card.degree());
            Card { label, kind, theme, degree, rows: card.rows(), font_size: card.font_size(), width, height }
        });
        let lines = self.0.lines().iter().map(|line| {
            let (width, height) = line.size();
            Line {
                id: line.relationship().number(),
                ends: line.ends(),
                is_highlight: line.is_highlight(),
                is_key_finding: line.is_key_finding(),
                rows: line.rows(),
                width,
                height,
                bend: line.bend(),
            }
        });
        let shared = self.0.shared_lines().iter().map(|line| {
            let (width, height) = line.size();
            Shared { ends: line.ends(), score: line.score(), rows: line.rows(), width, height }
        });
        plain::to_js(&Scene {
            cards: cards.collect(),
            lines: lines.collect(),
            shared_lines: shared.collect(),
            themes: self.0.themes(),
            is_by_theme: self.0.is_by_theme(),
        })
    }

    /// How far the layout is, from 0 to 1.
    #[wasm_bindgen(getter)]
    pub fn progress(&self) -> f64 {
        self.0.progress()
    }

    /// Takes this many steps of the layout.
    pub fn advance(&mut self, steps: f64) {
        self.0.advance(steps as usize);
    }

    /// The places of all cards, then of the words of lines that have words, then of the shared words: x and y
    /// of each.
    pub fn places(&self) -> Vec<f64> {
        let cards = self.0.cards().iter().map(|card| card.place());
        let lines = self.0.lines().iter().filter(|line| !line.rows().is_empty()).map(|line| line.place());
        let shared = self.0.shared_lines().iter().map(|line| line.place());
        cards.chain(lines).chain(shared).flat_map(|(x, y)| [x, y]).collect()
    }
}
