//! Ranks, groups and cuts, held against their definitions on small networks.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use semnet_core::communities::{Groups, ThemeError};
use semnet_core::network::{BuildError, ConceptId};
use semnet_core::paths::{Budget, Direction, PathOptions, RelationFilter};
use semnet_core::rank::{BetweennessOptions, PageRankOptions, ParallelRelationships, Scores};
use semnet_core::{Concept, Network, NetworkBuilder, Relationship};
use semnet_tests::small::{Counted, counted, small};

fn labels<'a>(concepts: impl IntoIterator<Item = Concept<'a>>) -> Vec<&'a str> {
    concepts.into_iter().map(Concept::label).collect()
}

fn groups<'a>(groups: &Groups<'a>) -> Vec<Vec<&'a str>> {
    groups.iter().map(labels).collect()
}

fn close(scores: &Scores<'_>, expected: &[f64]) -> bool {
    scores.iter().len() == expected.len()
        && scores.iter().zip(expected).all(|((_, score), expected)| (score - expected).abs() < 1e-9)
}

/// The steps from one concept to another; a loop that may be walked either way is one.
fn steps_between(network: &Network, counted: &Counted, from: usize, to: usize) -> usize {
    let is = |relationship: &Relationship<'_>, ends: [usize; 2]| {
        [relationship.source().id().index(), relationship.target().id().index()] == ends
    };
    let forward = |relationship: &Relationship<'_>| {
        is(relationship, [from, to]) && counted.allows(*relationship, false)
    };
    let backward =
        |relationship: &Relationship<'_>| is(relationship, [to, from]) && counted.allows(*relationship, true);
    if from == to {
        network.relationships().filter(|relationship| forward(relationship) || backward(relationship)).count()
    } else {
        network.relationships().filter(forward).count() + network.relationships().filter(backward).count()
    }
}

fn matrix(network: &Network, counted: &Counted) -> Vec<Vec<usize>> {
    let all = 0..network.concept_count();
    all.clone()
        .map(|from| all.clone().map(|to| steps_between(network, counted, from, to)).collect())
        .collect()
}

/// The definition, iterated until it is satisfied.
fn pagerank(matrix: &[Vec<usize>], damping: f64) -> Vec<f64> {
    let count = matrix.len();
    let mut ranks = vec![1.0 / count as f64; count];
    for _ in 0..2000 {
        let mut next = vec![(1.0 - damping) / count as f64; count];
        for (from, row) in matrix.iter().enumerate() {
            let all: usize = row.iter().sum();
            for (to, &times) in row.iter().enumerate() {
                let chance = if all == 0 { 1.0 / count as f64 } else { times as f64 / all as f64 };
                next[to] += damping * ranks[from] * chance;
            }
        }
        ranks = next;
    }
    ranks
}

/// Distances and numbers of shortest paths between all pairs, no longer than `at_most`.
fn all_pairs(matrix: &[Vec<usize>], at_most: usize) -> (Vec<Vec<usize>>, Vec<Vec<f64>>) {
    let count = matrix.len();
    let (mut distances, mut paths) = (vec![vec![usize::MAX; count]; count], vec![vec![0.0; count]; count]);
    for source in 0..count {
        (distances[source][source], paths[source][source]) = (0, 1.0);
        for distance in 0..at_most.min(count) {
            for from in 0..count {
                for to in 0..count {
                    let there = matrix[from][to] > 0 && distances[source][from] == distance;
                    if there && distances[source][to] > distance {
                        distances[source][to] = distance + 1;
                        paths[source][to] += paths[source][from] * matrix[from][to] as f64;
                    }
                }
            }
        }
    }
    (distances, paths)
}

fn betweenness(matrix: &[Vec<usize>], at_most: usize) -> Vec<f64> {
    let count = matrix.len();
    let (distances, paths) = all_pairs(matrix, at_most);
    let through = |concept: usize| {
        let mut sum = 0.0;
        for source in (0..count).filter(|&source| source != concept) {
            for target in (0..count).filter(|&target| target != concept && target != source) {
                let parts = distances[source][concept].checked_add(distances[concept][target]);
                if distances[source][target] < usize::MAX && parts == Some(distances[source][target]) {
                    sum += paths[source][concept] * paths[concept][target] / paths[source][target];
                }
            }
        }
        if count > 2 { sum / ((count - 1) * (count - 2)) as f64 } else { 0.0 }
    };
    (0..count).map(through).collect()
}

/// How many components there are without a relationship or a concept.
fn components_without(
    network: &Network,
    counted: &Counted,
    relationship: Option<usize>,
    concept: Option<usize>,
) -> usize {
    let count = network.concept_count();
    let mut component: Vec<usize> = (0..count).collect();
    for _ in 0..count {
        for r in network.relationships() {
            let ends = [r.source().id().index(), r.target().id().index()];
            let gone = Some(r.id().index()) == relationship || ends.iter().any(|&end| Some(end) == concept);
            if !gone && (counted.allows(r, false) || counted.allows(r, true)) {
                let least = component[ends[0]].min(component[ends[1]]);
                ends.into_iter().for_each(|end| component[end] = least);
            }
        }
    }
    (0..count).filter(|&number| component[number] == number && Some(number) != concept).count()
}

/// Newman and Girvan's definition, pair by pair.
fn modularity(network: &Network, counted: &Counted, group_of: &[usize], resolution: f64) -> f64 {
    let count = network.concept_count();
    let mut ends = vec![vec![0.0; count]; count];
    for r in network.relationships().filter(|&r| counted.allows(r, false) || counted.allows(r, true)) {
        ends[r.source().id().index()][r.target().id().index()] += 1.0;
        ends[r.target().id().index()][r.source().id().index()] += 1.0;
    }
    let degree: Vec<f64> = ends.iter().map(|row| row.iter().sum()).collect();
    let all: f64 = degree.iter().sum();
    let mut sum = 0.0;
    for a in 0..count {
        for b in (0..count).filter(|&b| group_of[a] == group_of[b]) {
            sum += ends[a][b] - resolution * degree[a] * degree[b] / all;
        }
    }
    if all > 0.0 { sum / all } else { 0.0 }
}

/// Whether every division of these into two parts has a step between the parts, in either direction.
fn is_connected(matrix: &[Vec<usize>], concepts: &[usize]) -> bool {
    let mut reached = vec![concepts[0]];
    for _ in concepts {
        for &concept in concepts {
            let joined = |&other: &usize| matrix[concept][other] + matrix[other][concept] > 0;
            if !reached.contains(&concept) && reached.iter().any(joined) {
                reached.push(concept);
            }
        }
    }
    reached.len() == concepts.len()
}

/// All ways to divide this many items into groups.
fn partitions(count: usize) -> Vec<Vec<usize>> {
    let mut all = vec![vec![]];
    for _ in 0..count {
        let mut next = Vec::new();
        for partition in all {
            let groups = partition.iter().max().map_or(0, |last| last + 1);
            for group in 0..=groups {
                next.push([partition.as_slice(), &[group]].concat());
            }
        }
        all = next;
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn ranks_are_as_defined(parts in small(), counted in counted()) {
        let network = parts.build(false).unwrap();
        let (steps, matrix) = (counted.steps(), matrix(&network, &counted));
        let ranks = network
            .pagerank(
                &steps.relations,
                &PageRankOptions::default().direction(steps.direction).budget(steps.budget),
            )
            .unwrap();
        prop_assert!(close(&ranks, &pagerank(&matrix, 0.85)));
        prop_assert_eq!(
            &network
                .pagerank_weighted(
                    &steps.relations,
                    &PageRankOptions::default().direction(steps.direction).budget(steps.budget),
                    |_| 1.0
                )
                .unwrap(),
            &ranks
        );
        let ranks = network
            .pagerank(
                &steps.relations,
                &PageRankOptions::default().damping(0.5).direction(steps.direction).budget(steps.budget),
            )
            .unwrap();
        prop_assert!(close(&ranks, &pagerank(&matrix, 0.5)));

        let once: Vec<Vec<usize>> =
            matrix.iter().map(|row| row.iter().map(|&times| times.min(1)).collect()).collect();
        for (parallel, matrix) in
            [(ParallelRelationships::Once, &once), (ParallelRelationships::Each, &matrix)]
        {
            let options = BetweennessOptions::from(steps.clone()).parallel(parallel);
            let exact = network.betweenness(&options).unwrap();
            prop_assert!(close(&exact, &betweenness(matrix, counted.at_most())), "{:?}", parallel);
            prop_assert_eq!(&network.betweenness_sampled(7, 3, &options).unwrap(), &exact);
        }

        let degree = |concept: usize| {
            let ends = network.relationships().map(|r| {
                usize::from(r.source().id().index() == concept && counted.allows(r, false))
                    + usize::from(r.target().id().index() == concept && counted.allows(r, true))
            });
            ends.sum::<usize>() as f64
        };
        let degrees: Vec<f64> = (0..network.concept_count()).map(degree).collect();
        prop_assert!(close(&network.degree(&steps.relations, steps.direction), &degrees));
    }

    #[test]
    fn what_holds_together_is_as_defined(parts in small(), counted in counted()) {
        let network = parts.build(false).unwrap();
        let steps = counted.steps();
        let components = network.components(&steps.relations, steps.budget).unwrap();
        let without = |relationship, concept| components_without(&network, &counted, relationship, concept);
        prop_assert_eq!(components.len(), without(None, None));
        for r in network.relationships().filter(|&r| counted.allows(r, false) || counted.allows(r, true)) {
            prop_assert_eq!(components.group_of(r.source()), components.group_of(r.target()));
        }

        let is_bridge = |r: &Relationship<'_>| without(Some(r.id().index()), None) > components.len();
        prop_assert_eq!(
            network.bridges(&steps.relations, steps.budget).unwrap(),
            network.relationships().filter(is_bridge).collect::<Vec<_>>()
        );
        let alone = |c: &Concept<'_>| components.concepts(components.group_of(*c).unwrap()).len() == 1;
        let is_point = |c: &Concept<'_>| !alone(c) && without(None, Some(c.id().index())) > components.len();
        let points: Vec<_> = network.concepts().filter(is_point).collect();
        prop_assert_eq!(network.articulation_points(&steps.relations, steps.budget).unwrap(), points);
    }

    #[test]
    fn themes_are_connected_and_no_concept_is_better_elsewhere(
        parts in small(),
        counted in counted(),
        resolution in 0.2..3.0,
    ) {
        let network = parts.build(false).unwrap();
        let matrix = matrix(&network, &counted);
        let themes = network.themes(&counted.steps().relations, resolution, Budget::UNLIMITED).unwrap();
        let group_of: Vec<usize> =
            network.concepts().map(|concept| themes.groups().group_of(concept).unwrap()).collect();
        let of_groups = modularity(&network, &counted, &group_of, resolution);
        prop_assert!((themes.modularity() - of_groups).abs() < 1e-9);
        // No single concept does better in another theme, or alone.
        for concept in 0..group_of.len() {
            for group in 0..=themes.groups().len() {
                let mut moved = group_of.clone();
                moved[concept] = group;
                prop_assert!(modularity(&network, &counted, &moved, resolution) < of_groups + 1e-9);
            }
        }
        // Each theme is connected.
        for theme in themes.groups().iter() {
            prop_assert!(is_connected(
                &matrix,
                &theme.map(|concept| concept.id().index()).collect::<Vec<_>>()
            ));
        }
    }

    #[test]
    fn any_order_of_insertion_gives_the_same(parts in small(), counted in counted()) {
        let (one, other) = (parts.build(false).unwrap(), parts.build(true).unwrap());
        let steps = counted.steps();
        let numbers =
            |scores: Scores<'_>| scores.iter().map(|(_, score)| score.to_bits()).collect::<Vec<_>>();
        let all = |network: &Network| {
            let ranks = numbers(
                network
                    .pagerank(
                        &steps.relations,
                        &PageRankOptions::default().direction(steps.direction).budget(steps.budget),
                    )
                    .unwrap(),
            );
            let options = BetweennessOptions::from(steps.clone());
            let betweenness = numbers(network.betweenness_sampled(3, 1, &options).unwrap());
            let themes = network.themes(&steps.relations, 1.0, steps.budget).unwrap();
            let themes: Vec<Vec<ConceptId>> =
                themes.groups().iter().map(|theme| theme.map(|concept| concept.id()).collect()).collect();
            (
                ranks,
                betweenness,
                themes,
                network.suggest_highlight(&steps.relations, steps.budget).unwrap().map(|h| h.to_string()),
            )
        };
        prop_assert_eq!(all(&one), all(&other));
    }
}

fn network(relationships: &[(&str, &str, &str, &str)]) -> Result<Network, BuildError> {
    let mut builder = NetworkBuilder::new("What is it?");
    for &(source, relation, target, passage) in relationships {
        for label in [source, target].into_iter().filter(|&label| label != "What is it?") {
            builder.concept(label, "");
        }
        builder.relationship((source, relation, target, passage));
    }
    builder.build()
}

/// Two squares with all diagonals, joined by two relationships.
fn squares() -> Vec<(&'static str, &'static str, &'static str, &'static str)> {
    let mut all = Vec::new();
    for square in [["a", "b", "c", "d"], ["w", "x", "y", "z"]] {
        for (place, from) in square.iter().enumerate() {
            all.extend(square[place + 1..].iter().map(|to| (*from, "is near", *to, "")));
        }
    }
    all
}

#[test]
fn the_highlight_follows_its_rule() {
    let highlight = |relationships: &[_]| {
        network(relationships)
            .unwrap()
            .suggest_highlight(&RelationFilter::default(), Budget::UNLIMITED)
            .unwrap()
            .map(|highlight| highlight.to_string())
    };
    let mut relationships = squares();
    relationships.push(("d", "leads to", "w", ""));
    // Without passages: the relationship between the themes.
    let sentence = "d —leads to→ w joins two themes of 4 and 4 concepts, and has 57 % of the shortest paths; \
                    without it 4 concepts would be cut off";
    assert_eq!(highlight(&relationships).as_deref(), Some(sentence));
    // A relationship with a passage comes first.
    relationships.push(("a", "is far from", "b", "Far."));
    let sentence = "a —is far from→ b has a passage, and has 3.6 % of the shortest paths";
    assert_eq!(highlight(&relationships).as_deref(), Some(sentence));
    // Among two with passages, the one that joins the themes, although it has less of the paths.
    relationships.push(("d", "leads to", "x", "Far."));
    let sentence = "d —leads to→ x has a passage, joins two themes of 4 and 4 concepts, and has 29 % of the \
        shortest paths";
    assert_eq!(highlight(&relationships).as_deref(), Some(sentence));
    assert_eq!(highlight(&[]), None);
    assert_eq!(highlight(&[("a", "is", "a", "A loop joins nothing.")]), None);
}

#[test]
fn findings_join_but_are_not_highlighted() {
    let network = NetworkBuilder::new("What is it?")
        .finding("A", "")
        .finding("B", "")
        .concept("C", "")
        .relationship(("C", "is", "A"))
        .build()
        .unwrap();
    assert_eq!(network.components(&RelationFilter::default(), Budget::UNLIMITED).unwrap().len(), 1);
    let highlight =
        network.suggest_highlight(&RelationFilter::default(), Budget::UNLIMITED).unwrap().unwrap();
    assert_eq!(highlight.relationship().to_string(), "C —is→ A");
    assert_eq!(highlight.cut_off(), Some(1));
    let found = PathOptions::default().via(["Key Finding"]);
    assert_eq!(network.suggest_highlight(&found.relations, found.budget).unwrap(), None);
    assert_eq!(
        groups(&network.components(&found.relations, found.budget).unwrap()),
        [vec!["A", "B", "What is it?"], vec!["C"]]
    );
}

#[test]
fn the_budget_ends_each() {
    let network = network(&squares()).unwrap();
    let steps = PathOptions::default().budget(5);
    assert!(
        network
            .pagerank(
                &steps.relations,
                &PageRankOptions::default().direction(steps.direction).budget(steps.budget)
            )
            .is_err()
    );
    assert!(network.betweenness(&BetweennessOptions::from(steps.clone())).is_err());
    assert!(network.components(&steps.relations, steps.budget).is_err());
    assert!(network.bridges(&steps.relations, steps.budget).is_err());
    assert!(network.themes(&steps.relations, 1.0, steps.budget).is_err());
    assert!(network.suggest_highlight(&steps.relations, steps.budget).is_err());
    let enough = PathOptions::default().budget(50_000);
    assert!(network.suggest_highlight(&enough.relations, enough.budget).is_ok());
}

#[test]
fn a_resolution_that_means_nothing_is_an_error() {
    let network = NetworkBuilder::new("Why do bees dance?").build().unwrap();
    for resolution in [f64::NAN, f64::INFINITY, -1.0] {
        let error = network.themes(&RelationFilter::default(), resolution, Budget::UNLIMITED).unwrap_err();
        let ThemeError::Option(option) = &error else { panic!("{error}") };
        assert_eq!((option.option(), option.value().to_bits()), ("resolution", resolution.to_bits()));
        assert_eq!(error, error.clone());
    }
}

#[test]
fn chains_and_rows_of_squares_are_no_deeper_than_others() {
    // Deep enough to end a stack that grows with it.
    let mut builder = NetworkBuilder::new("How deep?");
    let label = |number: usize| format!("{number:06}");
    builder.concept(&label(0), "");
    for number in 1..200_000 {
        builder.concept(&label(number), "");
        builder.relationship((&*label(number - 1), "precedes", &*label(number)));
    }
    let chain = builder.build().unwrap();
    assert_eq!(chain.bridges(&RelationFilter::default(), Budget::UNLIMITED).unwrap().len(), 199_999);
    assert_eq!(
        chain.articulation_points(&RelationFilter::default(), Budget::UNLIMITED).unwrap().len(),
        199_998
    );
    assert_eq!(chain.components(&RelationFilter::default(), Budget::UNLIMITED).unwrap().len(), 1);
    assert!(chain.themes(&RelationFilter::default(), 1.0, Budget::UNLIMITED).unwrap().modularity() > 0.99);

    // Each square doubles the shortest paths: more than a floating-point number can count.
    let mut builder = NetworkBuilder::new("How many?");
    let squares = 1_200;
    builder.concept(&label(0), "");
    for square in 0..squares {
        builder.concept(&label(square + 1), "");
        for side in ["left", "right"] {
            let between = format!("{} {side}", label(square));
            builder.concept(&between, "");
            builder.relationship((&*label(square), side, &*between));
            builder.relationship((&*between, side, &*label(square + 1)));
        }
    }
    let row = builder.build().unwrap();
    let onwards = BetweennessOptions::from(PathOptions::default().direction(Direction::Outgoing));
    let betweenness = row.betweenness(&onwards).unwrap();
    let count = row.concept_count();
    let middle = row.concept(&label(squares / 2)).unwrap();
    // Half of all concepts come before it and half after it, and every path runs through it.
    let half = (count / 2) as f64;
    let expected = half * half / ((count - 1) * (count - 2)) as f64;
    assert!(
        (betweenness.get(middle).unwrap() - expected).abs() < 1e-9,
        "{:?} {expected}",
        betweenness.get(middle)
    );
}

#[test]
fn weights_may_be_as_large_and_as_small_as_numbers_are() {
    let network = NetworkBuilder::new("Which way?")
        .concept("Fork", "")
        .concept("Left", "")
        .concept("Right", "")
        .relationship(("Fork", "leads to", "Left"))
        .relationship(("Fork", "leads to", "Right"))
        .relationship(("Fork", "also leads to", "Right"))
        .build()
        .unwrap();
    let onwards = PathOptions::default().direction(Direction::Outgoing);
    let expected = network
        .pagerank(
            &onwards.relations,
            &PageRankOptions::default().direction(onwards.direction).budget(onwards.budget),
        )
        .unwrap();
    for weight in [f64::MAX, 1.0, f64::MIN_POSITIVE, f64::from_bits(1)] {
        let ranks = network
            .pagerank_weighted(
                &onwards.relations,
                &PageRankOptions::default().direction(onwards.direction).budget(onwards.budget),
                |_| weight,
            )
            .unwrap();
        for (concept, rank) in ranks.iter() {
            assert!((rank - expected.get(concept).unwrap()).abs() < 1e-12, "{weight:e}: {concept:?} {rank}");
        }
    }
    // So small compared with the others that it is lost in rounding.
    let ranks = network
        .pagerank_weighted(
            &onwards.relations,
            &PageRankOptions::default().direction(onwards.direction).budget(onwards.budget),
            |relationship| {
                if relationship.target().label() == "Left" { f64::from_bits(1) } else { f64::MAX }
            },
        )
        .unwrap();
    let rank = |label| ranks.get(network.concept(label).unwrap()).unwrap();
    assert!((rank("Left") - rank("Fork")).abs() < 1e-12 && rank("Right") > rank("Left"));
}

#[test]
fn a_budget_ends_the_preparation_of_pagerank_too() {
    let network = NetworkBuilder::new("Q?")
        .concept("A", "")
        .concept("B", "")
        .relationship(("A", "to", "B"))
        .build()
        .unwrap();
    let none = PageRankOptions::default().iterations(0);
    assert!(network.pagerank(&RelationFilter::default(), &none.budget(1)).is_err());
    assert!(network.pagerank(&RelationFilter::default(), &none.budget(2)).is_ok());
}

/// No method finds the best partition in time; that is a matter of many networks, always the same ones here.
#[test]
fn themes_are_nearly_the_best() {
    let mut runner = TestRunner::deterministic();
    let (mut gap, mut best_ones) = (0.0, 0);
    let cases = 400;
    for _ in 0..cases {
        let drawn = (small(), counted(), 0.2..3.0).new_tree(&mut runner).unwrap();
        let (parts, counted, resolution) = drawn.current();
        let network = parts.build(false).unwrap();
        let found =
            network.themes(&counted.steps().relations, resolution, Budget::UNLIMITED).unwrap().modularity();
        let best = partitions(network.concept_count())
            .iter()
            .map(|partition| modularity(&network, &counted, partition, resolution))
            .fold(f64::NEG_INFINITY, f64::max);
        gap += best - found;
        best_ones += usize::from(best - found < 1e-9);
    }
    assert!(gap / f64::from(cases) < 0.002, "{gap}");
    assert!(best_ones > 350, "{best_ones}");
}

/// Large networks get fewer rounds. Groups that are closely related by construction are still found, and
/// every theme is connected.
#[test]
fn themes_of_a_large_network_are_at_least_as_good_as_those_it_was_made_of() {
    const GROUPS: usize = 400;
    const SIZE: usize = 50;
    let label = |group: usize, member: usize| format!("{group} {member}");
    let mut builder = NetworkBuilder::new("What belongs together?");
    let mut state = 7_u64;
    let mut draw = |limit: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % limit
    };
    for group in 0..GROUPS {
        for member in 0..SIZE {
            builder.concept(&label(group, member), "");
        }
    }
    for group in 0..GROUPS {
        for member in 0..SIZE {
            let from = label(group, member);
            builder.relationship((from.as_str(), "precedes", label(group, (member + 1) % SIZE).as_str()));
            builder.relationship((from.as_str(), "touches", label(group, draw(SIZE)).as_str()));
            if member % 3 == 0 {
                let elsewhere = label(draw(GROUPS), draw(SIZE));
                builder.relationship((from.as_str(), "leads to", elsewhere.as_str()));
            }
        }
    }
    let network = builder.build().unwrap();
    assert!(network.concept_count() > 1 << 14);
    let themes = network.themes(&RelationFilter::default(), 1.0, Budget::UNLIMITED).unwrap();

    let group_of = |concept: Concept<'_>| -> usize {
        concept.label().split(' ').next().and_then(|group| group.parse().ok()).unwrap()
    };
    let all = 2.0 * network.relationship_count() as f64;
    let (mut within, mut ends) = (0.0, vec![0.0; GROUPS]);
    for relationship in network.relationships() {
        let (source, target) = (group_of(relationship.source()), group_of(relationship.target()));
        ends[source] += 1.0;
        ends[target] += 1.0;
        within += if source == target { 2.0 } else { 0.0 };
    }
    let planted = within / all - ends.iter().map(|ends| (ends / all) * (ends / all)).sum::<f64>();
    assert!(themes.modularity() >= planted, "{} {planted}", themes.modularity());

    for theme in themes.groups().iter() {
        let theme: Vec<Concept<'_>> = theme.collect();
        let part = network.subnetwork(theme.iter().copied());
        assert_eq!(part.components(&RelationFilter::default(), Budget::UNLIMITED).unwrap().len(), 1);
    }
}
