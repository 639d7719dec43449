//! `select`, held against the definition of what patterns mean.

use proptest::prelude::*;
use semnet_core::paths::{Budget, PathOptions};
use semnet_core::{Network, NetworkBuilder, Relationship};
use semnet_tests::patterns::{self, Edge, Path, Pattern, fitted, patterns, text};
use semnet_tests::small::{Counted, QUESTION, counted, small};

fn edges<'a>(network: &'a Network, counted: &Counted) -> Vec<Edge<'a>> {
    let edge = |found: Relationship<'a>| Edge {
        source: found.source().id().index(),
        relation: found.relation(),
        target: found.target().id().index(),
        counts: [counted.allows(found, false), counted.allows(found, true)],
    };
    network.relationships().map(edge).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn rows_are_those_of_the_definition(parts in small(), patterns in patterns(), counted in counted()) {
        let network = parts.build(false).unwrap();
        let patterns = fitted(&network, &patterns);
        let edges = edges(&network, &counted);
        let expected = patterns::rows(&patterns, network.concept_count(), &edges, counted.at_most());
        let text = text(&network, &patterns, "; ");
        let rows = network.select_with(&text.parse().unwrap(), &counted.steps()).unwrap();
        prop_assert_eq!(rows.variables(), patterns::variables(&patterns));
        let found: Vec<Vec<usize>> =
            rows.iter().map(|row| row.concepts().map(|concept| concept.id().index()).collect()).collect();
        prop_assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{}", text);
    }

    #[test]
    fn the_order_of_patterns_decides_nothing(parts in small(), patterns in patterns(), budget in 0..400u64) {
        let (network, other) = (parts.build(false).unwrap(), parts.build(true).unwrap());
        let patterns = fitted(&network, &patterns);
        let reversed: Vec<Pattern> = patterns.iter().rev().cloned().collect();
        let sorted = |network: &Network, patterns: &[Pattern], separator| -> Vec<String> {
            // Not even which rows are found before a budget ends.
            let steps = PathOptions::default().budget(budget);
            let pattern = text(network, patterns, separator).parse().unwrap();
            let (rows, _) = network.select_partial(&pattern, &steps);
            let by_name = |row: semnet_core::select::Row<'_, '_>| {
                ["x", "y", "z"].map(|name| format!("{:?}", row.get(name))).join(" ")
            };
            let mut lines: Vec<String> = rows.iter().map(by_name).collect();
            lines.sort();
            lines
        };
        prop_assert_eq!(sorted(&network, &patterns, "\n"), sorted(&network, &reversed, " . "));
        let written = |network: &Network| -> Vec<String> {
            network
                .select(&text(network, &patterns, ";"))
                .unwrap()
                .iter()
                .map(|row| row.to_string())
                .collect()
        };
        prop_assert_eq!(written(&network), written(&other));
    }

    #[test]
    fn evidence_is_all_of_the_shortest_walks(parts in small(), patterns in patterns(), counted in counted()) {
        let network = parts.build(false).unwrap();
        let patterns = fitted(&network, &patterns);
        let edges = edges(&network, &counted);
        let names = patterns::variables(&patterns);
        let pattern = text(&network, &patterns, "; ").parse().unwrap();
        let rows = network.select_with(&pattern, &counted.steps()).unwrap();
        for row in rows.iter().take(5) {
            let values: Vec<usize> = row.concepts().map(|concept| concept.id().index()).collect();
            for (pattern, evidence) in patterns.iter().zip(row.evidence(&mut Budget::default()).unwrap()) {
                let ends =
                    [&pattern.subject, &pattern.object].map(|term| patterns::value(term, &names, &values));
                let ends = (ends[0], ends[1]);
                let length = pattern.path.pairs(network.concept_count(), &edges)[&ends];
                let evidence: Vec<usize> = evidence.iter().map(|found| found.id().index()).collect();
                // The cited relationships are sufficient by themselves.
                let cited: Vec<Edge<'_>> = evidence.iter().map(|&number| edges[number]).collect();
                let by_these = pattern.path.pairs(network.concept_count(), &cited);
                prop_assert_eq!(by_these.get(&ends), Some(&length));
                if length <= 2 {
                    prop_assert_eq!(evidence, of_all_walks(&pattern.path, &edges, ends, length));
                }
            }
        }
    }

    #[test]
    fn a_budget_cuts_short_or_changes_nothing(parts in small(), patterns in patterns(), budget in 0..200u64) {
        let network = parts.build(false).unwrap();
        let text = text(&network, &fitted(&network, &patterns), "; ");
        let whole = network.select(&text).unwrap();
        let pattern = text.parse().unwrap();
        let options = PathOptions::default().budget(budget);
        let (some, exceeded) = network.select_partial(&pattern, &options);
        let lines = |rows: &semnet_core::select::Rows<'_>| -> Vec<String> {
            rows.iter().map(|row| row.to_string()).collect()
        };
        let (all, some_lines) = (lines(&whole), lines(&some));
        prop_assert!(some_lines.iter().all(|line| all.contains(line)));
        prop_assert!(exceeded.is_some() || some_lines == all);
        prop_assert!(exceeded.is_none_or(|exceeded| exceeded.budget() == budget));
        // The other function reports the budget like all queries.
        prop_assert_eq!(network.select_with(&pattern, &options).err(), exceeded);
        // Evidence takes no more than its budget, and is all or nothing.
        for row in whole.iter().take(5) {
            let all = row.evidence(&mut Budget::default()).unwrap();
            let mut limited = Budget::new(budget);
            match row.evidence(&mut limited) {
                Ok(evidence) => prop_assert_eq!(evidence, all),
                Err(exceeded) => prop_assert_eq!(exceeded.budget(), budget),
            }
            prop_assert!(limited.left() <= budget);
        }
    }

    #[test]
    fn no_text_is_a_panic(
        text in "(\\?x|via|question|is|\"a \
                                   b\"|<|>|“|”|\"|\\^|/|\\||\\*|\\+|\\?|!|\\(|\\)|;|\\.| |\n|é){0,24}",
    ) {
        let network = NetworkBuilder::new(QUESTION).concept("is", "").build().unwrap();
        match text.parse::<semnet_core::select::Pattern>() {
            Ok(pattern) => {
                prop_assert_eq!(pattern.to_string(), text);
                network.select_with(&pattern, &PathOptions::default()).unwrap();
            }
            Err(error) => prop_assert!(error.index() <= text.chars().count()),
        }
    }
}

/// The relationships of all walks of this length that match, by trying all sequences of steps.
fn of_all_walks(path: &Path, edges: &[Edge<'_>], ends: (usize, usize), length: usize) -> Vec<usize> {
    let mut walks: Vec<(usize, Vec<(usize, bool)>)> = vec![(ends.0, Vec::new())];
    for _ in 0..length {
        let mut longer = Vec::new();
        for (here, walk) in walks {
            for (number, edge) in edges.iter().enumerate() {
                for (inverse, start, end) in
                    [(false, edge.source, edge.target), (true, edge.target, edge.source)]
                {
                    if start == here && edge.counts[usize::from(inverse)] {
                        longer.push((end, walk.iter().copied().chain([(number, inverse)]).collect()));
                    }
                }
            }
        }
        walks = longer;
    }
    walks.retain(|(end, walk)| {
        // The walk alone, as a line of concepts.
        let line: Vec<Edge<'_>> = walk
            .iter()
            .enumerate()
            .map(|(place, &(number, inverse))| {
                let (source, target) = if inverse { (place + 1, place) } else { (place, place + 1) };
                let counts = [!inverse, inverse];
                Edge { source, target, relation: edges[number].relation, counts }
            })
            .collect();
        *end == ends.1 && path.pairs(length + 1, &line).contains_key(&(0, length))
    });
    let mut found = Vec::new();
    for place in 0..length {
        let mut here: Vec<usize> = walks.iter().map(|(_, walk)| walk[place].0).collect();
        here.sort_unstable();
        here.dedup();
        here.retain(|number| !found.contains(number));
        found.extend(here);
    }
    found
}

fn bees() -> Network {
    NetworkBuilder::new("Why do bees dance?")
        .finding("Waggle Dance", "")
        .finding("Round Dance", "")
        .concept("Sun Compass", "")
        .concept("via", "")
        .concept("a\"b", "")
        .relationship(("Waggle Dance", "is aimed by", "Sun Compass", "“up” means “towards the sun”"))
        .relationship(("Waggle Dance", "is aimed by", "Sun Compass", "corrected for time"))
        .relationship(("Sun Compass", "r", "via"))
        .relationship(("via", "r", "a\"b"))
        .build()
        .unwrap()
}

#[test]
fn the_grammar_as_the_page_has_it() {
    let network = bees();
    for (text, expected) in [
        ("question via \"Key Finding\" ?x", "?x = Round Dance|?x = Waggle Dance"),
        ("question via <Key Finding> ?x", "?x = Round Dance|?x = Waggle Dance"),
        ("question via “Key Finding” ?x.", "?x = Round Dance|?x = Waggle Dance"),
        ("\"Why do bees  dance?\" via !r ?x\n", "?x = Round Dance|?x = Waggle Dance"),
        ("question via \"Key Finding\"/\"is aimed by\" ?x", "?x = Sun Compass"),
        ("?s via r \"via\"", "?s = Sun Compass"),
        ("\"via\" via r ?x", "?x = a\"b"),
        ("?x via r \"a\\\"b\"", "?x = via"),
        ("<Sun Compass> via r+ ?x", "?x = a\"b|?x = via"),
        ("<Sun Compass> via r? ?x", "?x = Sun Compass|?x = via"),
        ("<Sun Compass> via r* ?x", "?x = Sun Compass|?x = a\"b|?x = via"),
        ("?a via r ?b\n?b via r ?c", "?a = Sun Compass, ?b = via, ?c = a\"b"),
        ("?a via r ?b. ?b via r ?c;;", "?a = Sun Compass, ?b = via, ?c = a\"b"),
        ("?b via r ?c;?a via r ?b", "?b = via, ?c = a\"b, ?a = Sun Compass"),
        ("?a via r/r\n?c", "?a = Sun Compass, ?c = a\"b"),
        ("<Sun Compass> via ^(\"is aimed by\")/^<Key Finding> question", ""),
        ("<Sun Compass> via r question", "none"),
        ("Bee via r* ?x", "none"),
        ("?x via R ?y", "none"),
    ] {
        let rows = network.select(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let lines: Vec<String> = rows.iter().map(|row| row.to_string()).collect();
        let found = if rows.is_empty() { "none".into() } else { lines.join("|") };
        assert_eq!(found, expected, "{text}");
    }
    assert_eq!(network.select("Bee via r|R ?x").unwrap().unknown(), ["Bee", "R"]);
    let rows = network.select("?x via \"is aimed by\" ?y").unwrap();
    let passages: Vec<_> = rows.get(0).unwrap().evidence(&mut Budget::default()).unwrap()[0]
        .iter()
        .map(|found| found.passage())
        .collect();
    assert_eq!(passages, [Some("corrected for time"), Some("“up” means “towards the sun”")]);
}

#[test]
fn errors_point_at_the_character() {
    let deep = format!("?x via {}r{} ?y", "(".repeat(65), ")".repeat(65));
    let many = "?x via r ?y;".repeat(257);
    let wide = format!("?x via {} ?y", vec!["r"; 257].join("/"));
    for (text, index, message) in [
        ("", 0, "expected a pattern, such as `?x via hypernym ?y`; found the end"),
        (" ; ", 3, "expected a pattern, such as `?x via hypernym ?y`; found the end"),
        ("?x hypernym ?y", 3, "expected `via`; found `hypernym`"),
        ("é via", 5, "expected a relation, `^`, `!` or `(`; found the end"),
        ("? via r ?y", 0, "expected a subject: a variable, a label or `question`; found `?`"),
        ("via via r ?y", 0, "expected a subject: a variable, a label or `question`; found `via`"),
        ("“é” via /r ?y", 8, "expected a relation, `^`, `!` or `(`; found `/`"),
        ("?x via r/ ?y", 10, "expected a relation, `^`, `!` or `(`; found `?`"),
        ("?x via (r|s ?y", 12, "expected `/`, `|` or `)`; found `?`"),
        ("?x via !(r ?y", 11, "expected `|` or `)`; found `?`"),
        ("?x via !(r|) ?y", 11, "expected a relation or `^` and a relation; found `)`"),
        ("?x via ^^r ?y", 8, "expected a relation, `^`, `!` or `(`; found `^`"),
        ("?x via r", 8, "expected an object: a variable, a label or `question`; found the end"),
        ("?x via r \"y", 9, "expected `\"` somewhere after this mark; found the end"),
        ("?x via r <>", 9, "expected a name between the marks; found none"),
        ("?x via r y>", 10, "expected a name, a variable or a sign of a path; found `>`"),
        (
            "?x via is aimed by",
            16,
            "expected `;`, a new line or the end (a name of several words needs quotation marks); found `by`",
        ),
        (&deep, 71, "expected at most 64 parentheses inside one another; found `(`"),
        (&many, 3072, "expected at most 256 triples; found `?`"),
        (&wide, 7, "expected at most 256 steps in one path; found more"),
    ] {
        let error = text.parse::<semnet_core::select::Pattern>().unwrap_err();
        assert_eq!(
            (error.index(), error.to_string()),
            (index, format!("character {} of the pattern: {message}", index + 1))
        );
    }
}
