//! What tools call relations and labels, and how their edges look.

use semnet_core::Network;

use super::dialects::{ALL, Dialect, Drawn, edge, node};
use super::{import, relationships, two, value_of};

#[test]
fn relations_have_the_names_that_tools_give_them() {
    for name in [
        "relation",
        "Relation",
        "relationship",
        "predicate",
        "PREDICATE",
        "rel",
        "type",
        "Type",
        "edge_type",
        "edgeType",
        "interaction",
        "shared interaction",
        "label",
        "Label",
        "Edge Label",
        "edge label",
        "kind",
        "relationship_type",
        "relationType",
        "linking phrase",
        "verb",
        "property",
        "relation_type",
        "_type",
        ":TYPE",
        "edge-kind",
        "xlabel",
        "keywords",
        "title",
        "relationshipType",
        "relation_name",
        "link_type",
    ] {
        for dialect in ALL {
            // Graphviz keeps its own notes under names that begin with `_`.
            let is_note = dialect == Dialect::Dot && name.starts_with('_');
            if is_note || (dialect.has_plain_names() && !name.chars().all(char::is_alphanumeric)) {
                continue;
            }
            let graph = Drawn {
                nodes: vec![node("Zoo", &[]), node("Ape", &[])],
                edges: vec![edge("Zoo", "Ape", &[("weight", "2"), (name, "contains")])],
                ..Drawn::default()
            };
            let network = import(dialect, &graph).network;
            assert_eq!(relationships(&network), ["Zoo —contains→ Ape weight=2"], "{dialect:?} {name}");
        }
    }
}

/// The unambiguous name of the relation is preferred to one that may be a caption, a style or a sentence.
#[test]
fn the_most_telling_name_of_a_relation_wins() {
    for (first, others) in [
        ("interaction", &[("name", "Zoo (contains) Ape"), ("shared name", "Zoo (contains) Ape")][..]),
        ("relation", &[("label", "3"), ("type", "arrow")]),
        ("predicate", &[("label", "a caption"), ("type", "curved")]),
        ("label", &[("type", "Directed")]),
        ("relationship", &[("type", "line"), ("title", "a title")]),
        ("type", &[("title", "a title"), ("name", "a name")]),
    ] {
        for dialect in ALL {
            if dialect.has_plain_names() && others.iter().any(|(name, _)| name.contains(' ')) {
                continue;
            }
            let mut properties = others.to_vec();
            properties.push((first, "contains"));
            let network = import(dialect, &two(&[properties])).network;
            let relation = network.relationships().next().unwrap().relation().to_owned();
            assert_eq!(relation, "contains", "{dialect:?} {first}");
        }
    }
}

#[test]
fn words_for_drawing_are_no_relations() {
    for look in
        ["arrow", "line", "curved", "Curve", "bezier", "straight", "smoothstep", "haystack", "taxi", "dashed"]
    {
        for dialect in ALL {
            let network = import(dialect, &two(&[vec![("type", look), ("trust", "2")]])).network;
            assert_eq!(relationships(&network), ["Zoo —related to→ Ape trust=2"], "{dialect:?} {look}");
        }
    }
}

#[test]
fn what_names_a_thing_for_a_person_is_its_label() {
    for name in [
        "label",
        "Label",
        "name",
        "Name",
        "title",
        "prefLabel",
        "skos:prefLabel",
        "display_name",
        "displayName",
        "entity_name",
        "full name",
        "caption",
        "heading",
        "rdfs:label",
        "node_name",
        "shared name",
    ] {
        let graph = Drawn {
            nodes: vec![
                node("n1", &[("year", "1949"), (name, "Zoo of the harbour")]),
                // Neo4j's film without a name.
                node("n2", &[("year", "1950"), (name, "Ape")]),
            ],
            edges: vec![edge("n1", "n2", &[("relation", "contains")])],
            ..Drawn::default()
        };
        for dialect in ALL {
            if dialect.has_plain_names() && !name.chars().all(char::is_alphanumeric) {
                continue;
            }
            let network = import(dialect, &graph).network;
            assert_eq!(relationships(&network), ["Zoo of the harbour —contains→ Ape"], "{dialect:?} {name}");
            let zoo = network.concept("Zoo of the harbour").unwrap();
            assert_eq!(
                (value_of(zoo.attributes(), "id"), value_of(zoo.attributes(), "year")),
                (Some("n1"), Some("1949")),
                "{dialect:?} {name}"
            );
        }
    }
}

#[test]
fn a_description_is_a_text_and_prose_of_an_edge_a_passage() {
    let prose = "It stands at the harbour.";
    for name in ["description", "Description", "definition", "abstract", "summary", "comment", "text"] {
        let graph = Drawn {
            nodes: vec![node("Zoo", &[(name, prose), ("label", "Zoo")]), node("Ape", &[("label", "Ape")])],
            edges: vec![
                edge("Zoo", "Ape", &[("description", prose)]),
                edge("Ape", "Zoo", &[("quote", prose)]),
            ],
            ..Drawn::default()
        };
        for dialect in ALL {
            let network = import(dialect, &graph).network;
            assert_eq!(network.concept("Zoo").unwrap().text(), Some(prose), "{dialect:?} {name}");
            assert!(network.relationships().all(|it| it.passage() == Some(prose)), "{dialect:?}");
        }
    }
}

#[test]
fn labels_that_come_twice_are_told_apart() {
    let graph = Drawn {
        nodes: vec![node("n1", &[("label", "Hive")]), node("n2", &[("label", "Hive")]), node("Hive", &[])],
        edges: vec![edge("n1", "n2", &[]), edge("n2", "Hive", &[])],
        ..Drawn::default()
    };
    for dialect in ALL {
        let imported = import(dialect, &graph);
        let labels: Vec<&str> = imported.network.concepts().map(|it| it.label()).collect();
        assert_eq!(labels.len(), 3, "{dialect:?} {labels:?}");
        assert!(labels.iter().all(|label| label.starts_with("Hive")), "{dialect:?} {labels:?}");
        assert!(imported.skipped.to_string().contains("label that was told apart"), "{dialect:?}");
        let error = imported.network.find_concept("hive");
        assert!(error.is_ok() || error.unwrap_err().is_ambiguous(), "{dialect:?}");
    }
}

/// In NetworkX's multigraphs, and in all files with repeated ids of edges.
#[test]
fn a_textual_key_is_a_relation() {
    let mut graph = two(&[vec![], vec![], vec![]]);
    graph.nodes.push(node("Bee", &[]));
    for (edge, id) in graph.edges.iter_mut().zip(["supplies", "owes", "supplies"]) {
        edge.id = Some(id);
    }
    graph.edges[2].source = "Bee";
    for dialect in [Dialect::NodeLink, Dialect::Gexf, Dialect::GraphMl] {
        let text = match dialect {
            Dialect::NodeLink => dialect
                .write(&graph)
                .replace("\"id\": \"supplies\"", "\"key\": \"supplies\"")
                .replace("\"id\": \"owes\"", "\"key\": \"owes\""),
            _ => dialect.write(&graph),
        };
        let network = Network::import(
            dialect.format(),
            &text,
            &semnet_core::format::ImportOptions::default().question("Q?"),
        )
        .unwrap()
        .network;
        assert_eq!(
            relationships(&network),
            ["Bee —supplies→ Ape", "Zoo —owes→ Ape", "Zoo —supplies→ Ape"],
            "{dialect:?}\n{text}"
        );
    }
}

#[test]
fn the_end_of_a_reference_must_be_there() {
    let graph =
        Drawn { nodes: vec![node("Zoo", &[])], edges: vec![edge("Zoo", "Nobody", &[])], ..Drawn::default() };
    for dialect in ALL {
        if dialect.makes_nodes() {
            continue;
        }
        let error = Network::import(
            dialect.format(),
            dialect.write(&graph),
            &semnet_core::format::ImportOptions::default().question("Q?"),
        )
        .unwrap_err();
        assert!(error.to_string().contains("\"Nobody\""), "{dialect:?} {error}");
        assert!(error.line().is_some() || error.path().is_some(), "{dialect:?} {error}");
    }
}
