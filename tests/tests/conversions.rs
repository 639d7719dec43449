//! Networks by the traits of the standard library, and what a concept of another network means.

use std::collections::{BTreeSet, HashSet};

use semnet_core::network::{BuildError, ConceptId, NewRelationship, RelationId, RelationshipId};
use semnet_core::paths::{Budget, Direction, PathOptions, RelationFilter};
use semnet_core::rank::BetweennessOptions;
use semnet_core::{Network, NetworkBuilder};

fn network() -> Network {
    NetworkBuilder::new("Q?")
        .concept("A", "")
        .concept("B", "Text.")
        .relationship(
            NewRelationship::new("A", "is", "B").attribute("weight", "2.5").attribute("weight", "3"),
        )
        .relationship(("B", "is", "B"))
        .build()
        .unwrap()
}

#[test]
fn networks_convert() {
    let network = network();
    let bytes: &[u8] = network.as_ref();
    assert_eq!(Network::try_from(bytes.to_vec()).unwrap(), network);
    assert_eq!(Network::try_from(bytes).unwrap(), network);
    assert_eq!(Network::try_from(&bytes[1..]).unwrap_err().offset(), 0);
    assert_eq!(NetworkBuilder::from(&network).build().unwrap(), network);
    let hashtag = network.hashtag();
    assert!(hashtag == hashtag.to_string().as_str() && hashtag != "00000000000" && hashtag != "");
}

#[test]
fn relationships_of_owned_strings_extend_a_builder() {
    let rows = vec![("A".to_owned(), "is".to_owned(), "B".to_owned()), ("B".into(), "is".into(), "A".into())];
    let mut builder = NetworkBuilder::new("Q?");
    builder.concept("A", "").concept("B", "").extend(&rows);
    assert_eq!(builder.build().unwrap().relationship_count(), 2);
    let with_passages = [("A", String::from("was"), "B", "once")];
    builder.extend(&with_passages);
    let network = builder.build().unwrap();
    assert!(network.relationships().any(|one| one.passage() == Some("once")));
    let mut copy = NetworkBuilder::new("Q?");
    copy.concept("A", "").concept("B", "").extend(network.relationships());
    assert_eq!(copy.build().unwrap(), network);
}

#[test]
fn a_builder_without_a_question_has_no_question() {
    assert_eq!(NetworkBuilder::default().build(), Err(BuildError::EmptyQuestion));
}

#[test]
fn what_a_builder_takes_back_was_never_there() {
    let mut builder = NetworkBuilder::new("Q?");
    builder.finding("F", "").concept("A", "one text").concept_attribute("A", "n", "v").concept("B", "");
    builder.relationship(("A", "is", "B")).highlight(("B", "is", "F")).highlight(("A", "has", "F"));
    assert!(builder.remove_concept("A") && !builder.remove_concept("A") && !builder.remove_concept("none"));
    let without = builder.build().unwrap();
    let mut expected = NetworkBuilder::new("Q?");
    expected.finding("F", "").concept("B", "").highlight(("B", "is", "F"));
    assert_eq!(without, expected.build().unwrap());
    // It may be added again, with another text.
    assert_eq!(
        builder.concept("A", "another text").build().unwrap().concept("A").unwrap().text(),
        Some("another text")
    );
    assert!(builder.remove_finding("F") && !builder.remove_finding("F"));
    assert_eq!(builder.build().unwrap().findings().len(), 0);
    assert_eq!(builder.remove_relationships("B", "is", "F"), 1);
    assert_eq!(builder.remove_relationships("B", "is", "nobody"), 0);
    assert_eq!(builder.build().unwrap().highlights().len(), 0);
    // A relationship that names it needs it again.
    builder.remove_concept("A");
    assert!(matches!(
        builder.relationship(("A", "is", "B")).build(),
        Err(BuildError::ConceptNotFound { .. })
    ));
}

#[test]
fn attributes_are_read_by_name() {
    let network = network();
    let one = network.relationships().next().unwrap();
    assert_eq!(one.attributes().get("weight"), Some("2.5"));
    assert_eq!(one.attributes().get_all("weight").collect::<Vec<_>>(), ["2.5", "3"]);
    assert_eq!(one.attributes().number("weight"), Some(2.5));
    assert_eq!(one.attributes().get("other"), None);
    let odd = NetworkBuilder::new("Q?").attribute("n", "inf").attribute("m", "no").build().unwrap();
    assert_eq!((odd.attributes().number("n"), odd.attributes().number("m")), (None, None));
}

#[test]
fn ids_are_numbers_and_relations_have_names() {
    let network = network();
    let is = network.relation_id("is").unwrap();
    assert_eq!(network.relation_by_id(is), Some("is"));
    assert_eq!(network.relation_by_id(RelationId::from(7)), None);
    assert_eq!(serde_json::to_string(&ConceptId::from(3)).unwrap(), "3");
    assert_eq!(serde_json::from_str::<RelationshipId>("4").unwrap(), RelationshipId::from(4));
    assert_eq!(u32::from(ConceptId::from(3)), 3);
}

#[test]
fn concepts_and_relationships_are_keys() {
    let (network, other) = (network(), NetworkBuilder::new("R?").concept("A", "").build().unwrap());
    let concepts: HashSet<_> = network.concepts().chain(other.concepts()).collect();
    assert_eq!(concepts.len(), 3);
    let sorted: BTreeSet<_> = network.relationships().rev().collect();
    assert_eq!(sorted.into_iter().collect::<Vec<_>>(), network.relationships().collect::<Vec<_>>());
    assert!(network.concept("A") < network.concept("B"));
}

#[test]
fn a_concept_of_another_network_names_nothing() {
    let network = network();
    let other = NetworkBuilder::new("R?").concept("A", "").concept("B", "").build().unwrap();
    let (stranger, b) = (other.concept("A").unwrap(), network.concept("B").unwrap());
    let (all, none) = (PathOptions::default(), ConceptId::from(99));
    // Equal content is the same network.
    let same = Network::from_bytes(network.as_bytes().to_vec()).unwrap();
    assert!(network.shortest_path(same.concept("A").unwrap(), b, &all).unwrap().is_some());
    assert_eq!(network.shortest_path(stranger, b, &all).unwrap(), None);
    assert_eq!(network.shortest_path(stranger, stranger, &all).unwrap(), None);
    assert_eq!(network.shortest_path(b, none, &all).unwrap(), None);
    assert_eq!(network.shortest_path_weighted(stranger, stranger, &all, |_| 1.0).unwrap(), None);
    assert_eq!(network.k_shortest_paths(stranger, stranger, 3, &all).count(), 0);
    assert_eq!(network.all_simple_paths(stranger, stranger, &all).count(), 0);
    assert_eq!(network.breadth_first([stranger], &all).unwrap(), []);
    assert_eq!(network.common_ancestors(stranger, b, &PathOptions::from("is")).unwrap(), []);
    assert!(!network.is_related(stranger, stranger, &PathOptions::from("is")).unwrap());
    assert_eq!(network.between(stranger, b, &RelationFilter::default(), Direction::Both), []);
    assert_eq!(network.ego_network(stranger, &all).unwrap().concept_count(), 0);
    assert_eq!(network.subnetwork([stranger]).concept_count(), 0);
    let scores = network.betweenness(&BetweennessOptions::default()).unwrap();
    assert_eq!((scores.get(stranger), scores.get(none), scores.get(b)), (None, None, Some(0.0)));
    let groups = network.components(&RelationFilter::default(), Budget::UNLIMITED).unwrap();
    assert_eq!((groups.group_of(stranger), groups.group_of(b)), (None, Some(0)));
}

#[test]
fn the_concepts_of_a_group_are_counted_before_they_are_read() {
    let network = NetworkBuilder::new("Q?")
        .concept("a", "")
        .concept("b", "")
        .relationship(("a", "is", "b"))
        .build()
        .unwrap();
    let groups = network.components(&RelationFilter::default(), Budget::UNLIMITED).unwrap();
    let mut sizes: Vec<usize> = Vec::new();
    for mut group in &groups {
        sizes.push(group.len());
        let counted = group.len();
        assert!(group.next_back().is_some());
        assert_eq!((group.len(), group.size_hint()), (counted - 1, (counted - 1, Some(counted - 1))));
    }
    assert_eq!(sizes.iter().sum::<usize>(), network.concept_count());
}
