//! Unions, without the notes of what sources do not share.

use std::collections::{BTreeMap, BTreeSet};

use super::parts::{Body, Parts};
use semnet_core::Network;
use semnet_core::change::{Attribute, RelationshipParts};
use semnet_core::names::{KEY_FINDING, UNION_SOURCE};
use semnet_core::network::BuildError;

const BETWEEN: &str = " / ";

pub(crate) fn union<'a>(networks: impl IntoIterator<Item = &'a Network>) -> Result<Network, BuildError> {
    let mut known = BTreeSet::new();
    let mut networks: Vec<&Network> = networks.into_iter().collect();
    networks.retain(|network| known.insert(network.fingerprint()));
    let questions: BTreeSet<&str> = networks.iter().map(|network| network.question()).collect();
    let titles: BTreeSet<&str> =
        networks.iter().map(|network| network.title()).filter(|title| !title.is_empty()).collect();
    let mut union = Union {
        parts: Parts {
            question: questions.iter().copied().collect::<Vec<_>>().join(BETWEEN),
            title: titles.into_iter().collect::<Vec<_>>().join(BETWEEN),
            attributes: BTreeSet::new(),
            concepts: BTreeMap::new(),
            findings: Vec::new(),
            relationships: BTreeSet::new(),
            highlights: Vec::new(),
        },
        is_one_question: questions.len() == 1,
        texts: BTreeMap::new(),
        relationships: BTreeMap::new(),
        highlights: Vec::new(),
    };
    for network in networks {
        let source = Attribute { name: UNION_SOURCE.to_owned(), value: network.hashtag().to_string() };
        union.add(Parts::of(network), &source);
    }
    union.finish().build()
}

struct Union {
    parts: Parts,
    is_one_question: bool,
    texts: BTreeMap<String, BTreeSet<String>>,
    /// As they are in their networks, with their sources.
    relationships: BTreeMap<RelationshipParts, BTreeSet<Attribute>>,
    highlights: Vec<RelationshipParts>,
}

impl Union {
    fn add(&mut self, mut added: Parts, source: &Attribute) {
        self.parts.attributes.append(&mut added.attributes);
        self.parts.attributes.insert(source.clone());
        if !self.is_one_question {
            self.question_to_concept(&mut added);
        }
        for (label, Body { text, mut attributes }) in added.concepts {
            if !text.is_empty() {
                self.texts.entry(label.clone()).or_default().insert(text);
            }
            let body = self.parts.concepts.entry(label).or_default();
            body.attributes.append(&mut attributes);
            body.attributes.insert(source.clone());
        }
        self.parts.findings.append(&mut added.findings);
        for relationship in added.relationships {
            self.relationships.entry(relationship).or_default().insert(source.clone());
        }
        self.highlights.append(&mut added.highlights);
    }

    /// Makes the question a concept, with the relationships that followed from its findings.
    fn question_to_concept(&mut self, added: &mut Parts) {
        let named = |mut relationship: RelationshipParts| {
            for end in [&mut relationship.source, &mut relationship.target] {
                end.get_or_insert_with(|| added.question.clone());
            }
            relationship
        };
        let key_finding = |label: &String| RelationshipParts {
            source: Some(added.question.clone()),
            relation: KEY_FINDING.to_owned(),
            target: Some(label.clone()),
            passage: String::new(),
            attributes: BTreeSet::new(),
        };
        let stored = std::mem::take(&mut added.relationships).into_iter().map(named);
        added.relationships = stored.chain(added.findings.iter().map(key_finding)).collect();
        added.highlights = std::mem::take(&mut added.highlights).into_iter().map(named).collect();
        added.concepts.entry(added.question.clone()).or_default();
    }

    fn finish(mut self) -> Parts {
        for (label, texts) in self.texts {
            if let Some(body) = self.parts.concepts.get_mut(&label) {
                body.text = joined(texts);
            }
        }
        let mut known = BTreeSet::new();
        self.parts.findings.retain(|label| known.insert(label.clone()));
        let sources = |mut relationship: RelationshipParts| {
            if let Some(sources) = self.relationships.get(&relationship) {
                relationship.attributes.extend(sources.iter().cloned());
            }
            relationship
        };
        self.parts.relationships = self.relationships.keys().cloned().map(sources).collect();
        let mut known = BTreeSet::new();
        let highlights = self.highlights.into_iter().map(sources);
        self.parts.highlights = highlights.filter(|one| known.insert(one.clone())).collect();
        self.parts
    }
}

/// The texts one after the other, sorted, without those that are in another.
fn joined(texts: BTreeSet<String>) -> String {
    let mut longest_first: Vec<&String> = texts.iter().collect();
    longest_first.sort_by_key(|text| std::cmp::Reverse(text.len()));
    let mut kept: Vec<&str> = Vec::new();
    for text in longest_first {
        if !kept.iter().any(|longer| longer.contains(text.as_str())) {
            kept.push(text);
        }
    }
    kept.sort_unstable();
    kept.join(" ")
}
