//! Each kind of meaning that was lost or turned round in files of other tools, in every format that can have
//! it.

use semnet_core::Network;
use semnet_core::format::{Format, ImportOptions, Imported};

use self::dialects::{ALL, Dialect, Drawn, Edge, edge, node};

mod cut;
mod dialects;
mod places;
mod words;

#[track_caller]
fn import(dialect: Dialect, graph: &Drawn<'_>) -> Imported {
    let (text, table) = (dialect.write(graph), dialect.table(graph));
    let mut options = ImportOptions::default();
    options.question = Some("Q?");
    let labels = table.as_deref().filter(|_| {
        graph
            .nodes
            .iter()
            .flat_map(|node| &node.properties)
            .any(|(name, _)| *name != "colour" && is_label(name))
    });
    options.labels = labels.into_iter().collect();
    Network::import(dialect.format(), &text, &options)
        .unwrap_or_else(|error| panic!("{dialect:?}: {error}\n{text}"))
}

fn is_label(name: &str) -> bool {
    let plain: String = name.chars().filter(|it| it.is_alphanumeric()).collect::<String>().to_lowercase();
    ["label", "name", "title", "caption", "heading"].iter().any(|end| plain.ends_with(end))
}

fn two(properties: &[Vec<(&'static str, &'static str)>]) -> Drawn<'static> {
    Drawn {
        nodes: vec![node("Zoo", &[]), node("Ape", &[])],
        edges: properties.iter().map(|all| edge("Zoo", "Ape", all)).collect(),
        ..Drawn::default()
    }
}

fn relationships(network: &Network) -> Vec<String> {
    let attributes = |it: semnet_core::Relationship<'_>| -> Vec<String> {
        it.attributes()
            .filter(|(name, value)| (*name, *value) != ("directed", "false"))
            .map(|(name, value)| format!(" {name}={value}"))
            .collect()
    };
    network.relationships().map(|it| format!("{it}{}", attributes(it).concat())).collect()
}

/// The first attribute of a name.
fn value_of<'a>(mut attributes: impl Iterator<Item = (&'a str, &'a str)>, name: &str) -> Option<&'a str> {
    attributes.find(|(other, _)| *other == name).map(|(_, value)| value)
}

/// Whether all relationships of the network are undirected.
fn is_undirected(network: &Network) -> bool {
    let says = ("directed", "false");
    let is_whole = network.attributes().any(|it| it == says);
    network.relationships().all(|it| match value_of(it.attributes(), "directed") {
        None => is_whole,
        Some(value) => value == "false",
    })
}

#[test]
fn the_file_decides_the_direction() {
    for is_undirected_graph in [false, true] {
        let graph = Drawn {
            is_undirected: is_undirected_graph,
            nodes: vec![node("Zoo", &[]), node("Ape", &[])],
            edges: vec![
                edge("Zoo", "Ape", &[("relation", "contains")]),
                edge("Ape", "Zoo", &[("relation", "fears")]),
            ],
        };
        for dialect in ALL {
            let network = import(dialect, &graph).network;
            assert_eq!(relationships(&network), ["Ape —fears→ Zoo", "Zoo —contains→ Ape"], "{dialect:?}");
            let is_undirected_graph = dialect.is_undirected(&graph);
            assert_eq!(is_undirected(&network), is_undirected_graph, "{dialect:?}");
            for format in Format::ALL.into_iter().filter(|format| format.is_lossless()) {
                let text = network.to_format(format).text;
                assert_eq!(Network::from_format(format, &text), Ok(network.clone()), "{dialect:?} {format}");
            }
            let word = |format| -> (&str, &str) {
                match format {
                    Format::GraphMl => ("edgedefault=\"directed\"", "edgedefault=\"undirected\""),
                    Format::Gexf => ("defaultedgetype=\"directed\"", "defaultedgetype=\"undirected\""),
                    Format::Graphology => ("\"type\": \"directed\"", "\"type\": \"undirected\""),
                    _ => ("\"directed\": true", "\"directed\": false"),
                }
            };
            for format in [
                Format::GraphMl,
                Format::Gexf,
                Format::NodeLink,
                Format::Cytoscape,
                Format::Graphology,
                Format::JsonGraph,
            ] {
                let text = network.to_format(format).text;
                let (directed, undirected) = word(format);
                let expected = if is_undirected_graph { undirected } else { directed };
                assert!(text.contains(expected), "{dialect:?} as {format}\n{text}");
            }
        }
    }
}

/// NetworkX may turn an undirected edge round; graphify notes how it was.
#[test]
fn ends_that_are_kept_in_order_decide_the_direction() {
    let properties = [("relation", "fears"), ("_src", "Ape"), ("_tgt", "Zoo")];
    let others = [("relation", "has"), ("_src", "Ape"), ("_tgt", "Owl")];
    let graph = Drawn {
        is_undirected: true,
        nodes: vec![node("Zoo", &[]), node("Ape", &[])],
        edges: vec![edge("Zoo", "Ape", &properties), edge("Zoo", "Zoo", &others)],
    };
    // In DOT, such names are those of attributes for the drawing.
    for dialect in ALL.into_iter().filter(|it| *it != Dialect::Dot) {
        let network = import(dialect, &graph).network;
        let found = relationships(&network);
        let expected = ["Ape —fears→ Zoo", "Zoo —has→ Zoo _src=Ape _tgt=Owl"];
        let found: Vec<&str> = found.iter().map(|it| it.trim_end_matches(" directed=true")).collect();
        assert_eq!(found, expected, "{dialect:?}");
        let fears = network.relationships().next().unwrap();
        assert_ne!(value_of(fears.attributes(), "directed"), Some("false"), "{dialect:?}");
    }
}

/// Of a graph that is mixed, each edge keeps its own direction and the order of its ends.
#[test]
fn an_edge_may_differ_from_its_graph() {
    for (is_undirected, word) in [(false, "false"), (false, "true"), (true, "true"), (true, "false")] {
        let graph = Drawn {
            is_undirected,
            nodes: vec![node("Zoo", &[]), node("Ape", &[])],
            edges: vec![
                edge("Zoo", "Ape", &[("relation", "contains"), ("directed", word)]),
                edge("Zoo", "Zoo", &[("relation", "is")]),
            ],
        };
        for dialect in ALL {
            use Dialect::{Csv, CytoscapeList, D3, Tsv};
            // Each of their edges has a separate word where the graph is undirected.
            if is_undirected && matches!(dialect, Csv | CytoscapeList | D3 | Tsv) {
                continue;
            }
            let network = import(dialect, &graph).network;
            let relationship = network.relationships().next().unwrap();
            assert_eq!(relationship.to_string(), "Zoo —contains→ Ape", "{dialect:?}");
            let differs = (word == "false") != dialect.is_undirected(&graph);
            let expected = differs.then_some(word);
            assert_eq!(value_of(relationship.attributes(), "directed"), expected, "{dialect:?} {word}");
        }
    }
}

#[test]
fn an_id_that_comes_twice_is_an_error_with_its_place() {
    let graph = Drawn {
        nodes: vec![node("Zoo", &[("colour", "red")]), node("Ape", &[]), node("Zoo", &[("size", "2")])],
        edges: vec![edge("Zoo", "Ape", &[])],
        ..Drawn::default()
    };
    for dialect in ALL {
        let read = Network::import(
            dialect.format(),
            dialect.write(&graph),
            &ImportOptions::default().question("Q?"),
        );
        // There, a statement may add to a known node. The object of JSON Graph Format has one.
        if dialect.makes_nodes() || dialect == Dialect::Jgf {
            assert_eq!(read.unwrap().network.concept_count(), 2, "{dialect:?}");
            continue;
        }
        let error = read.unwrap_err();
        assert!(error.to_string().contains("the node id \"Zoo\" occurs twice"), "{dialect:?} {error}");
        assert!(error.line().is_some() || error.path().is_some(), "{dialect:?} {error}");
    }
}

#[test]
fn equal_edges_are_counted_in_every_format() {
    let relation = ("relation", "feeds");
    let mut graph = two(&[vec![relation], vec![relation], vec![relation], vec![relation, ("weight", "2")]]);
    for dialect in ALL {
        let imported = import(dialect, &graph);
        let expected = ["Zoo —feeds→ Ape count=3", "Zoo —feeds→ Ape weight=2"];
        assert_eq!(relationships(&imported.network), expected, "{dialect:?}");
        assert_eq!(imported.skipped.to_string(), "2 repeated edge", "{dialect:?}");
    }
    // Ids distinguish edges.
    graph.edges.pop();
    for (edge, id) in graph.edges.iter_mut().zip(["e1", "e2", "e3"]) {
        edge.id = Some(id);
    }
    for dialect in ALL {
        let imported = import(dialect, &graph);
        assert_eq!(imported.network.relationship_count(), 3, "{dialect:?}");
        assert!(!imported.skipped.to_string().contains("repeated"), "{dialect:?}");
    }
}

#[test]
fn words_of_semnet_are_attributes_of_others() {
    const OWN: [(&str, &str); 6] = [
        ("finding", "1"),
        ("highlight", "7"),
        ("question", "true"),
        ("semnet", "2"),
        ("text", "x"),
        ("passage", "y"),
    ];
    let graph = Drawn {
        nodes: vec![node("Zoo", &OWN), node("Ape", &[])],
        edges: vec![edge("Zoo", "Ape", &OWN), edge("Ape", "Zoo", &[])],
        ..Drawn::default()
    };
    for dialect in ALL {
        let network = import(dialect, &graph).network;
        assert_eq!((network.findings().len(), network.highlights().len()), (0, 0), "{dialect:?}");
        assert_eq!(network.question(), "Q?", "{dialect:?}");
        let relationship = network.relationships().find(|it| it.source().label() == "Zoo").unwrap();
        for (name, value) in OWN {
            assert_eq!(value_of(relationship.attributes(), name), Some(value), "{dialect:?} {name}");
            if dialect.has_nodes() {
                assert_eq!(
                    value_of(network.concept("Zoo").unwrap().attributes(), name),
                    Some(value),
                    "{dialect:?} {name}"
                );
            }
        }
    }
}

#[test]
fn numbers_keep_their_digits_in_every_format() {
    const NUMBERS: [&str; 6] = [
        "12345678901234567890123",
        "12345678901234567890124",
        "0.10",
        "1e40",
        "-0",
        "3.141592653589793238462643",
    ];
    let properties: Vec<(&str, &str)> = ["a", "b", "c", "d", "e", "f"].into_iter().zip(NUMBERS).collect();
    let graph = Drawn {
        nodes: vec![node(NUMBERS[0], &properties), node(NUMBERS[1], &[])],
        edges: vec![edge(NUMBERS[0], NUMBERS[1], &properties)],
        ..Drawn::default()
    };
    for dialect in ALL {
        let (mut text, table) = (dialect.write(&graph), dialect.table(&graph));
        // As numbers, if the format has them.
        if dialect.format().media_type().contains("json")
            || dialect == Dialect::Gml
            || dialect == Dialect::Dot
        {
            for number in NUMBERS {
                let is_key = dialect == Dialect::Jgf && number.len() == 23;
                if !is_key && dialect != Dialect::Graphology || !NUMBERS[..2].contains(&number) {
                    text = text.replace(&format!(" \"{number}\""), &format!(" {number}"));
                    text = text.replace(&format!("=\"{number}\""), &format!("={number}"));
                }
            }
        }
        // A number in DOT has no exponent.
        if dialect == Dialect::Dot {
            text = text.replace("1e40", "\"1e40\"");
        }
        let mut options = ImportOptions::default();
        options.question = Some("Q?");
        options.labels = table.as_deref().into_iter().collect();
        let network = match Network::import(dialect.format(), &text, &options) {
            Ok(imported) => imported.network,
            // A table of labels must name some.
            Err(_) if !dialect.has_nodes() => {
                Network::import(dialect.format(), &text, &ImportOptions::default().question("Q?"))
                    .unwrap()
                    .network
            }
            Err(error) => panic!("{dialect:?}: {error}\n{text}"),
        };
        let labels: Vec<&str> = network.concepts().map(|it| it.label()).collect();
        assert_eq!(labels, NUMBERS[..2], "{dialect:?}\n{text}");
        let relationship = network.relationships().next().unwrap();
        for (name, value) in &properties {
            assert_eq!(value_of(relationship.attributes(), name), Some(*value), "{dialect:?} {name}\n{text}");
        }
    }
}

#[test]
fn nothing_is_made_of_empty_values() {
    let empty = [("colour", ""), ("relation", "  "), ("label", "")];
    let graph = Drawn {
        nodes: vec![
            node("Zoo", &[("colour", ""), ("label", "")]),
            node("Ape", &[("colour", "brown"), ("label", "")]),
        ],
        edges: vec![edge("Zoo", "Ape", &empty), edge("Ape", "Zoo", &[("relation", "fears")])],
        ..Drawn::default()
    };
    for dialect in ALL {
        let imported = import(dialect, &graph);
        let network = imported.network;
        assert_eq!(relationships(&network), ["Ape —fears→ Zoo", "Zoo —related to→ Ape"], "{dialect:?}");
        assert_eq!(network.concept("Zoo").unwrap().attributes().count(), 0, "{dialect:?}");
        if dialect.has_nodes() {
            assert_eq!(
                value_of(network.concept("Ape").unwrap().attributes(), "colour"),
                Some("brown"),
                "{dialect:?}"
            );
        }
    }
    // Null in JSON is the same as absent.
    for dialect in [Dialect::NodeLink, Dialect::Cytoscape, Dialect::Graphology, Dialect::Jgf] {
        let text = dialect.write(&graph).replace(": \"\"", ": null");
        let network = Network::import(dialect.format(), &text, &ImportOptions::default().question("Q?"))
            .unwrap()
            .network;
        assert_eq!(network.concept("Zoo").unwrap().attributes().count(), 0, "{dialect:?}");
    }
}

#[test]
fn ids_may_differ_in_form_only() {
    let graph = Drawn {
        nodes: vec![node("Ada", &[]), node("Ada ", &[]), node("Cafe\u{301}", &[]), node("Caf\u{e9}", &[])],
        edges: vec![
            edge("Ada", "Ada ", &[("relation", "a")]),
            edge("Cafe\u{301}", "Caf\u{e9}", &[("relation", "b")]),
        ],
        ..Drawn::default()
    };
    for dialect in ALL {
        // Cells are trimmed, so CSV cannot have both.
        if !dialect.has_nodes() {
            continue;
        }
        let imported = import(dialect, &graph);
        assert_eq!(imported.network.concept_count(), 4, "{dialect:?}");
        assert_eq!(imported.network.relationship_count(), 2, "{dialect:?}");
        assert_eq!(imported.skipped.to_string(), "2 label that was told apart", "{dialect:?}");
    }
}

#[test]
fn an_edge_without_a_relation_is_no_loop_of_the_question() {
    let graph = Drawn { edges: vec![Edge::default()], ..Drawn::default() };
    for dialect in ALL {
        let read = Network::import(
            dialect.format(),
            dialect.write(&graph),
            &ImportOptions::default().question("Q?"),
        );
        assert!(read.is_err(), "{dialect:?} {read:?}");
    }
}
