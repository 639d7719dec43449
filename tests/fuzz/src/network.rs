//! What must hold for any network.

use semnet_core::network::NewRelationship;
use semnet_core::{Network, NetworkBuilder, Relationship};

/// A network is rebuilt from its parts in any order, and its index leads from each part to the next.
pub(crate) fn is_sound(network: &Network) {
    assert_eq!(network.to_builder().build().as_ref(), Ok(network), "from its own builder");
    assert_eq!(&backwards(network), network, "built backwards");
    assert_eq!(Network::from_bytes(network.as_bytes().to_vec()).as_ref(), Ok(network), "from its bytes");
    for concept in network.concepts() {
        assert_eq!(network.concept(concept.label()), Some(concept));
    }
    for relationship in network.relationships() {
        assert!(network.concept_by_id(relationship.source().id()).is_some());
        assert!(network.concept_by_id(relationship.target().id()).is_some());
    }
}

/// The same network, all that is a set put in from its end.
fn backwards(network: &Network) -> Network {
    let mut builder = NetworkBuilder::new(network.question());
    for relationship in sorted_backwards(network.relationships()) {
        if !relationship.is_key_finding() && !network.highlights().any(|highlight| highlight == relationship)
        {
            builder.relationship(new(relationship));
        }
    }
    let mut concepts: Vec<_> = network.concepts().filter(|concept| !concept.is_question()).collect();
    concepts.reverse();
    for concept in &concepts {
        if !network.findings().any(|finding| finding == *concept) {
            builder.concept(concept.label(), concept.text().unwrap_or_default());
        }
    }
    for finding in network.findings() {
        builder.finding(finding.label(), finding.text().unwrap_or_default());
    }
    for highlight in network.highlights() {
        builder.highlight(new(highlight));
    }
    let question = network.concepts().find(|concept| concept.is_question());
    for concept in concepts.into_iter().chain(question) {
        let mut pairs: Vec<_> = concept.attributes().collect();
        pairs.reverse();
        for (name, value) in pairs {
            builder.concept_attribute(concept.label(), name, value);
        }
    }
    let mut pairs: Vec<_> = network.attributes().collect();
    pairs.reverse();
    for (name, value) in pairs {
        builder.attribute(name, value);
    }
    builder.title(network.title());
    builder.build().expect("a network's parts make a network")
}

fn sorted_backwards<'a>(relationships: impl Iterator<Item = Relationship<'a>>) -> Vec<Relationship<'a>> {
    let mut all: Vec<_> = relationships.collect();
    all.reverse();
    all
}

fn new<'a>(relationship: Relationship<'a>) -> NewRelationship<'a> {
    let (source, target) = (relationship.source().label(), relationship.target().label());
    let new = NewRelationship::new(source, relationship.relation(), target);
    let new = new.passage(relationship.passage().unwrap_or_default());
    relationship.attributes().fold(new, |new, (name, value)| new.attribute(name, value))
}
