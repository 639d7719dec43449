//! Paths, held against what trying everything finds.

use proptest::prelude::*;
use semnet_core::paths::{Path, PathError, PathOptions};
use semnet_core::{Network, NetworkBuilder, Relationship};
use semnet_tests::small::{self, Counted, Walk, counted, small};

fn walk(path: &Path<'_>) -> Walk {
    path.steps().map(|step| (step.relationship().id(), step.is_inverse())).collect()
}

/// Checks that a path is valid: each step continues where the one before it ended, along a relationship that
/// may be used.
fn check_is_path(path: &Path<'_>, from: &str, to: &str, counted: &Counted) {
    let labels: Vec<&str> = path.concepts().map(|concept| concept.label()).collect();
    assert_eq!((labels[0], labels[labels.len() - 1]), (from, to));
    assert_eq!((path.start().label(), path.end().label()), (from, to));
    assert_eq!(labels.len(), path.len() + 1);
    for (step, ends) in path.steps().zip(labels.windows(2)) {
        assert_eq!([step.from().label(), step.to().label()], ends);
        let (source, target) = (step.relationship().source(), step.relationship().target());
        let (start, end) = if step.is_inverse() { (target, source) } else { (source, target) };
        assert_eq!((start, end), (step.from(), step.to()));
        assert!(counted.allows(step.relationship(), step.is_inverse()));
    }
    assert!(path.len() <= counted.at_most());
}

fn pairs(network: &Network) -> Vec<(&str, &str)> {
    let labels: Vec<&str> = network.concepts().map(|concept| concept.label()).collect();
    labels.iter().flat_map(|&a| labels.iter().map(move |&b| (a, b))).collect()
}

fn weight(relationship: Relationship<'_>) -> f64 {
    let quoted = f64::from(u8::from(relationship.passage().is_some()));
    match relationship.relation() {
        "is" => quoted / 2.0,
        "part of" => 1.5 - quoted,
        "sees" if quoted > 0.0 => f64::INFINITY,
        "sees" => 2.0,
        _ => 0.5,
    }
}

fn total(network: &Network, walk: &Walk) -> f64 {
    walk.iter().rev().fold(0.0, |sum, &(id, _)| network.relationship_by_id(id).map_or(f64::NAN, weight) + sum)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn paths_are_those_that_trying_everything_finds(parts in small(), counted in counted()) {
        let network = parts.build(false).unwrap();
        let steps = counted.steps();
        for (from, to) in pairs(&network) {
            let expected = small::simple_paths(&network, from, to, &counted);
            let (a, b) = (network.concept(from).unwrap(), network.concept(to).unwrap());

            let shortest = network.shortest_path(a, b, &steps).unwrap();
            prop_assert_eq!(shortest.as_ref().map(walk), expected.first().cloned());

            let all: Vec<Path<'_>> =
                network.k_shortest_paths(a, b, usize::MAX, &steps).collect::<Result<_, _>>().unwrap();
            all.iter().for_each(|path| check_is_path(path, from, to, &counted));
            prop_assert_eq!(all.iter().map(walk).collect::<Vec<_>>(), expected.clone());
            prop_assert_eq!(network.k_shortest_paths(a, b, 2, &steps).count(), expected.len().min(2));

            let mut by_steps = expected.clone();
            by_steps.sort();
            let simple: Vec<Path<'_>> =
                network.all_simple_paths(a, b, &steps).collect::<Result<_, _>>().unwrap();
            prop_assert_eq!(simple.iter().map(walk).collect::<Vec<_>>(), by_steps);

            let mut by_weight: Vec<(f64, Walk)> =
                expected.into_iter().map(|walk| (total(&network, &walk), walk)).collect();
            by_weight.retain(|(total, _)| total.is_finite());
            by_weight.sort_by(|(a, walk_a), (b, walk_b)| {
                a.total_cmp(b).then_with(|| (walk_a.len(), walk_a).cmp(&(walk_b.len(), walk_b)))
            });
            let weighted: Vec<(f64, Walk)> = network
                .k_shortest_paths_weighted(a, b, usize::MAX, &steps, weight)
                .map(|found| found.map(|(weight, path)| (weight, walk(&path))))
                .collect::<Result<_, _>>()
                .unwrap();
            prop_assert_eq!(weighted, by_weight);
        }
    }

    #[test]
    fn a_budget_cuts_short_or_changes_nothing(parts in small(), counted in counted(), budget in 0..60u64) {
        let network = parts.build(false).unwrap();
        let (free, bound) = (counted.steps(), counted.steps().budget(budget));
        for (from, to) in pairs(&network) {
            let (a, b) = (network.concept(from).unwrap(), network.concept(to).unwrap());
            match network.shortest_path(a, b, &bound) {
                Ok(path) => prop_assert_eq!(path, network.shortest_path(a, b, &free).unwrap()),
                Err(error) => prop_assert_eq!(error.budget(), budget),
            }
            check_cut(network.k_shortest_paths(a, b, 9, &bound), network.k_shortest_paths(a, b, 9, &free));
            check_cut(network.all_simple_paths(a, b, &bound), network.all_simple_paths(a, b, &free));
            check_cut(
                network.k_shortest_paths_weighted(a, b, 9, &bound, weight),
                network.k_shortest_paths_weighted(a, b, 9, &free, weight),
            );
        }
    }

    #[test]
    fn any_order_of_insertion_gives_the_same_sentences(parts in small(), counted in counted()) {
        let (one, other) = (parts.build(false).unwrap(), parts.build(true).unwrap());
        let steps = counted.steps();
        let sentences = |network: &Network| -> Vec<String> {
            let found = |(from, to)| {
                let (a, b) = (network.find_concept(from).unwrap(), network.find_concept(to).unwrap());
                let between = network
                    .between(a, b, &steps.relations, steps.direction)
                    .into_iter()
                    .map(|found| found.to_string());
                let paths = network.k_shortest_paths(a, b, 3, &steps).map(|path| path.unwrap().to_string());
                between.chain(paths).collect::<Vec<_>>()
            };
            pairs(network).into_iter().flat_map(found).collect()
        };
        prop_assert_eq!(sentences(&one), sentences(&other));
    }

    #[test]
    fn look_ups_are_those_of_a_scan(parts in small(), counted in counted()) {
        let network = parts.build(false).unwrap();
        let steps = counted.steps();
        for a in network.concepts() {
            for relation in small::RELATIONS.into_iter().chain(["Key Finding", "unknown"]) {
                let out: Vec<_> = a.outgoing().filter(|found| found.relation() == relation).collect();
                prop_assert_eq!(a.outgoing_via(relation).collect::<Vec<_>>(), out);
                let back: Vec<_> = a.incoming().filter(|found| found.relation() == relation).collect();
                prop_assert_eq!(a.incoming_via(relation).collect::<Vec<_>>(), back);
            }
            for b in network.concepts() {
                let joins = |found: &Relationship<'_>| {
                    let ends = (found.source(), found.target());
                    (ends == (a, b) && counted.allows(*found, false))
                        || (ends == (b, a) && counted.allows(*found, true))
                };
                let expected: Vec<_> = network.relationships().filter(joins).collect();
                prop_assert_eq!(
                    a.neighbors(&steps.relations, steps.direction).contains(&b),
                    !expected.is_empty()
                );
                prop_assert_eq!(network.between(a, b, &steps.relations, steps.direction), expected);
            }
            let neighbors = a.neighbors(&steps.relations, steps.direction);
            prop_assert!(neighbors.windows(2).all(|pair| pair[0].label() < pair[1].label()));
        }
    }
}

/// The results within a budget are the beginning of all results, and are marked if they are incomplete.
fn check_cut<T: PartialEq + std::fmt::Debug, E: std::fmt::Debug>(
    cut: impl Iterator<Item = Result<T, E>>,
    whole: impl Iterator<Item = Result<T, E>>,
) {
    let whole: Vec<T> = whole.map(Result::unwrap).collect();
    let cut: Vec<Result<T, E>> = cut.collect();
    for (place, item) in cut.iter().enumerate() {
        match item {
            Ok(item) => assert_eq!(Some(item), whole.get(place)),
            Err(_) => assert_eq!(place + 1, cut.len()),
        }
    }
    assert!(cut.len() == whole.len() || cut.last().is_some_and(Result::is_err));
}

#[test]
fn weights_that_are_none_are_refused() {
    let network = NetworkBuilder::new("Q?")
        .concept("A", "")
        .concept("B", "")
        .relationship(("A", "is", "B"))
        .build()
        .unwrap();
    let (a, b) = (network.concept("A").unwrap(), network.concept("B").unwrap());
    for weight in [-1.0, f64::NAN, f64::NEG_INFINITY] {
        let error = network.shortest_path_weighted(a, b, &PathOptions::default(), |_| weight).unwrap_err();
        assert!(matches!(error, PathError::Weight { .. }));
        let message =
            format!("the weight of the relationship A —is→ B is {weight}; expected a number of at least 0");
        assert_eq!(error.to_string(), message);
    }
    let infinite = network.shortest_path_weighted(a, b, &PathOptions::default(), |_| f64::INFINITY);
    assert_eq!(infinite, Ok(None));
}

#[test]
fn labels_that_are_nearly_right_are_found_or_offered() {
    let network = ["Turkey", "turkey", "Waggle Dance", "Dancer", "Dance floor", "Straße"]
        .iter()
        .fold(&mut NetworkBuilder::new("Q?"), |builder, label| builder.concept(label, ""))
        .build()
        .unwrap();
    let find = |label: &str| network.find_concept(label).map(|concept| concept.label());
    let close = |label: &str| network.find_concept(label).unwrap_err().suggestions().to_vec();
    assert_eq!(find("turkey"), Ok("turkey"));
    assert_eq!(find("WAGGLE  dance"), Ok("Waggle Dance"));
    assert_eq!(close("TURKEY"), ["Turkey", "turkey"]);
    assert_eq!(close("Turkye"), ["Turkey", "turkey"]);
    assert_eq!(close("dance"), ["Dancer", "Dance floor", "Waggle Dance"]);
    assert_eq!(close("strase"), ["Straße"]);
    assert_eq!(close(""), [""; 0]);
    assert_eq!(close("xyz"), [""; 0]);
    let several = network.find_concept("TURKEY").unwrap_err();
    assert!(several.is_ambiguous());
    assert_eq!(
        several.to_string(),
        "\"TURKEY\" fits 2 concepts: \"Turkey\" and \"turkey\"; give one of these labels"
    );
    assert!(!network.find_concept("Turkye").unwrap_err().is_ambiguous());
    assert_eq!(
        network.find_concept("Turkye").unwrap_err().to_string(),
        "there is no concept \"Turkye\"; did you mean \"Turkey\" or \"turkey\"?"
    );
    assert_eq!(
        network.find_concept("xyz").unwrap_err().to_string(),
        "there is no concept \"xyz\"; nor is there one with a label close to it"
    );
}

/// As imports distinguish concepts with one name.
#[test]
fn a_label_that_fits_several_concepts_names_them() {
    let mut builder = NetworkBuilder::new("Q?");
    for number in 1..=10 {
        builder.concept(&format!("Hive ({number})"), "");
    }
    for label in
        ["Event", "event", "Event (https://schema.org/Event)", "Events", "Event (a) b", "Eventful (x)"]
    {
        builder.concept(label, "");
    }
    let network = builder.build().unwrap();
    let named = |label: &str| -> Vec<&str> { network.concepts_named(label).map(|it| it.label()).collect() };
    assert_eq!(named("Event"), ["Event", "Event (https://schema.org/Event)", "event"]);
    assert_eq!(named("Event (https://schema.org/EVENT)"), ["Event (https://schema.org/Event)"]);
    assert_eq!(network.find_concept("Event").unwrap().label(), "Event");
    let error = network.find_concept("hive").unwrap_err();
    assert_eq!(error.suggestions().len(), 8);
    let message = error.to_string();
    assert!(message.starts_with("\"hive\" fits 10 concepts: \"Hive (1)\", \"Hive (10)\", "), "{message}");
    assert!(message.ends_with(" and 2 more; give one of these labels"), "{message}");
    // The text in brackets alone is not a name.
    assert_eq!(named(""), [""; 0]);
    assert_eq!(named("Hive (1"), [""; 0]);
}

#[test]
fn dead_ends_in_great_number_do_not_hold_up_the_search() {
    // All ways on from the ladder lead back through its first rungs; only the last step out is free.
    let mut builder = NetworkBuilder::new("Q?");
    let label = |side: char, rung: usize| format!("{side}{rung:02}");
    for rung in 0..30 {
        builder.concept(&label('a', rung), "").concept(&label('b', rung), "");
        builder.relationship((label('a', rung).as_str(), "r", label('b', rung).as_str()));
        if rung > 0 {
            for side in ['a', 'b'] {
                builder.relationship((label(side, rung - 1).as_str(), "r", label(side, rung).as_str()));
            }
        }
    }
    builder.concept("end", "").concept("start", "");
    builder.relationship(("start", "r", "a00")).relationship(("start", "z", "end"));
    let network = builder.build().unwrap();
    let (start, end) = (network.concept("start").unwrap(), network.concept("end").unwrap());
    let mut paths = network.all_simple_paths(start, end, &PathOptions::default());
    assert_eq!(paths.next().unwrap().unwrap().to_string(), "start —z→ end");
    assert!(paths.next().is_none());
}

/// Each path from a hub bans one more of its relationships. If each of these were searched for each
/// relationship of the hub, this would take some minutes.
#[test]
fn as_many_paths_as_a_hub_has_are_found_one_by_one() {
    const MANY: usize = 4_000;
    let mut builder = NetworkBuilder::new("Why?");
    builder.concept("hub", "").concept("end", "");
    for n in 0..MANY {
        let between = format!("x{n:05}");
        builder
            .concept(&between, "")
            .relationship(("hub", "has", &*between))
            .relationship((&*between, "of", "end"));
    }
    let network = builder.build().unwrap();
    let concept = |label| network.concepts_matching(label).next().unwrap();
    let paths = network.k_shortest_paths(concept("hub"), concept("end"), usize::MAX, &PathOptions::default());
    let between: Vec<String> =
        paths.map(|path| path.unwrap().concepts().nth(1).unwrap().label().to_owned()).collect();
    let expected: Vec<String> = (0..MANY).map(|n| format!("x{n:05}")).collect();
    assert_eq!(between, expected);
}
