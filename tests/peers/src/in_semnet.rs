//! The work in semnet.

use semnet_core::network::{BuildError, ConceptId};
use semnet_core::{Network, NetworkBuilder};

use crate::parts::Parts;

/// From parsed parts to a network with its hashtag.
pub fn build(parts: &Parts) -> Result<Network, BuildError> {
    let mut builder = NetworkBuilder::new("How are the meanings of English words related?");
    for (label, gloss) in &parts.concepts {
        builder.concept(label, gloss);
    }
    for relationship in parts.by_label() {
        builder.relationship(relationship);
    }
    builder.build()
}

/// The concepts to which one leads through a relation.
pub fn neighbors<'a>(
    network: &'a Network,
    label: &str,
    relation: &str,
) -> impl Iterator<Item = ConceptId> + use<'a> {
    let relationships = network.concept(label).map(|concept| concept.outgoing_via(relation));
    relationships.into_iter().flatten().map(|relationship| relationship.target().id())
}
