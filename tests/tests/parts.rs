//! Parts of networks that are networks, and what concepts have in common, held against plain definitions.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use semnet_core::paths::PathOptions;
use semnet_core::{Concept, Network, NetworkBuilder};
use semnet_tests::small::{self, Counted, QUESTION, counted, small};

/// How far the concepts are that can be reached from one, by adding one relationship at a time.
fn distances<'a>(network: &'a Network, from: &'a str, counted: &Counted) -> BTreeMap<&'a str, usize> {
    let mut known = BTreeMap::from([(from, 0)]);
    for distance in 1..=counted.at_most().min(network.concept_count()) {
        let before = known.clone();
        for relationship in network.relationships() {
            for inverse in [false, true].into_iter().filter(|&inverse| counted.allows(relationship, inverse))
            {
                let (mut start, mut end) = (relationship.source().label(), relationship.target().label());
                if inverse {
                    (start, end) = (end, start);
                }
                if before.contains_key(start) {
                    known.entry(end).or_insert(distance);
                }
            }
        }
    }
    known
}

/// Everything in a network about some of its concepts, line by line. Findings include the question.
fn said_about(network: &Network, labels: &[&str]) -> Vec<String> {
    let holds = |concept: Concept<'_>| labels.contains(&concept.label());
    let mut said = vec![format!("{} {}", network.question(), network.title())];
    said.extend(network.attributes().map(|pair| format!("{pair:?}")));
    let findings: Vec<&str> =
        network.findings().filter(|&found| holds(found)).map(|found| found.label()).collect();
    for concept in network.concepts().filter(|concept| holds(*concept) && !concept.is_question()) {
        said.push(format!("{concept} {:?} {:?}", concept.text(), concept.attributes().collect::<Vec<_>>()));
    }
    for relationship in network.relationships() {
        let (source, target) = (relationship.source(), relationship.target());
        let is_held =
            if relationship.is_key_finding() { holds(target) } else { holds(source) && holds(target) };
        if is_held {
            said.push(format!("{relationship} {:?}", relationship.passage()));
        }
    }
    said.push(findings.join(" "));
    for highlight in network.highlights().filter(|found| holds(found.source()) && holds(found.target())) {
        said.push(format!("{highlight} {:?}", highlight.passage()));
    }
    said
}

fn all_labels(network: &Network) -> Vec<&str> {
    network.concepts().map(|concept| concept.label()).collect()
}

proptest! {
    #[test]
    fn a_walk_in_breadth_finds_the_nearest_first(parts in small(), counted in counted()) {
        let network = parts.build(false).unwrap();
        let steps = counted.steps();
        let labels = |ids: Vec<semnet_core::network::ConceptId>| -> Vec<&str> {
            ids.into_iter().map(|id| network.concept_by_id(id).unwrap().label()).collect()
        };
        let mut one_after_the_other = Vec::new();
        for start in network.concepts() {
            let known = distances(&network, start.label(), &counted);
            let order = labels(network.breadth_first([start], &steps).unwrap());
            let far: Vec<usize> = order.iter().map(|label| known[label]).collect();
            prop_assert!(far.is_sorted(), "{:?}", far);
            prop_assert_eq!(order.iter().copied().collect::<BTreeSet<_>>(), known.into_keys().collect());
            one_after_the_other.push(order);
        }
        // Nothing twice, and everything.
        let all = labels(network.breadth_first(network.concepts(), &steps).unwrap());
        prop_assert_eq!(
            all.iter().copied().collect::<BTreeSet<_>>(),
            all_labels(&network).into_iter().collect()
        );
        prop_assert_eq!(all.len(), network.concept_count());
        let first = one_after_the_other.first().map_or(&[][..], Vec::as_slice);
        prop_assert!(all.starts_with(first));
    }

    #[test]
    fn a_part_keeps_what_it_holds(parts in small(), choice in any::<u8>()) {
        let network = parts.build(false).unwrap();
        let chosen = |number: &usize| choice >> number & 1 == 1;
        let concepts: Vec<Concept<'_>> =
            network.concepts().filter(|concept| chosen(&concept.id().index())).collect();
        let part = network.subnetwork(concepts.iter().copied());
        let labels: Vec<&str> = concepts.iter().map(|concept| concept.label()).collect();
        let mut all = all_labels(&part);
        prop_assert_eq!(said_about(&part, &all), said_about(&network, &labels));
        all.retain(|label| *label != QUESTION);
        let labels: Vec<&str> = labels.into_iter().filter(|label| *label != QUESTION).collect();
        prop_assert_eq!(all, labels);
        prop_assert_eq!(&network.subnetwork(network.concepts()), &network);
        prop_assert_eq!(parts.build(true).unwrap().subnetwork(concepts).hashtag(), part.hashtag());
    }

    #[test]
    fn what_lies_around_a_concept_is_near_it(parts in small(), counted in counted(), hops in 0..5usize) {
        let network = parts.build(false).unwrap();
        for concept in network.concepts() {
            let near = distances(&network, concept.label(), &counted);
            let near = near.into_iter().filter(|&(_, distance)| distance <= hops);
            let expected: Vec<_> = near.map(|(label, _)| network.concept(label).unwrap()).collect();
            let around = network.ego_network(concept, &counted.steps_within(hops)).unwrap();
            prop_assert_eq!(around, network.subnetwork(expected));
        }
    }

    #[test]
    fn with_enough_hops_it_is_the_component(parts in small()) {
        let network = parts.build(false).unwrap();
        for concept in network.concepts() {
            let component = network.ego_network(concept, &PathOptions::default()).unwrap();
            for other in network.concepts() {
                let path = network.shortest_path(concept, other, &PathOptions::default()).unwrap();
                let is_kept = component.concept(other.label()).is_some();
                // The question alone is no concept.
                prop_assert!(path.is_some() == is_kept || other.is_question() && path.unwrap().is_empty());
            }
        }
    }

    #[test]
    fn common_ancestors_are_those_in_reach_of_both(parts in small(), counted in counted()) {
        let network = parts.build(false).unwrap();
        for a in network.concepts() {
            let of_a = distances(&network, a.label(), &counted);
            for b in network.concepts() {
                let of_b = distances(&network, b.label(), &counted);
                let mut expected: Vec<_> = of_a
                    .iter()
                    .filter_map(|(label, from_a)| Some((from_a, of_b.get(label)?, *label)))
                    .map(|(from_a, from_b, label)| {
                        (from_a + from_b, *from_a.max(from_b), label, *from_a, *from_b)
                    })
                    .collect();
                expected.sort();
                let found = network.common_ancestors(a, b, &counted.steps()).unwrap();
                let found: Vec<_> = found
                    .iter()
                    .map(|found| {
                        let (from_a, from_b) = (found.from_a, found.from_b);
                        (from_a + from_b, from_a.max(from_b), found.concept.label(), from_a, from_b)
                    })
                    .collect();
                prop_assert_eq!(found, expected);
            }
        }
    }

    #[test]
    fn related_is_what_a_relationship_or_a_row_of_them_joins(parts in small(), counted in counted()) {
        let network = parts.build(false).unwrap();
        for a in network.concepts() {
            // By one relationship, and from there by any number of further ones.
            let beside = a.neighbors(&counted.steps().relations, counted.steps().direction);
            let at_most = counted.at_most();
            for b in network.concepts() {
                let directly = at_most > 0 && beside.contains(&b);
                prop_assert_eq!(network.is_related(a, b, &counted.steps_within(1)).unwrap(), directly);
                let transitively = at_most > 0
                    && beside.iter().any(|from| {
                        let rest = distances(&network, from.label(), &counted);
                        rest.get(b.label()).is_some_and(|&distance| distance < at_most)
                    });
                prop_assert_eq!(network.is_related(a, b, &counted.steps()).unwrap(), transitively);
            }
        }
    }
}

#[test]
fn a_budget_ends_these_searches_too() {
    let network = NetworkBuilder::new("Q?")
        .concept("A", "")
        .concept("B", "")
        .relationship(("A", small::RELATIONS[0], "B"))
        .relationship(("B", small::RELATIONS[0], "A"))
        .build()
        .unwrap();
    let (a, b) = (network.concept("A").unwrap(), network.concept("B").unwrap());
    for budget in [0, 1] {
        let steps = PathOptions::default().budget(budget);
        assert_eq!(
            network.ego_network(a, &steps.clone().max_length(9)).map_err(|error| error.budget()),
            Err(budget)
        );
        assert!(network.common_ancestors(a, b, &steps).is_err());
        assert!(network.is_related(a, a, &steps).is_err());
    }
}
