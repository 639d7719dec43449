//! Small files as other tools write them, in `tests/foreign`, each with the network that its owner means.

use semnet_core::Network;
use semnet_core::format::{Format, ImportOptions, Imported};

use crate::lines;

#[track_caller]
fn import(name: &str) -> Imported {
    let (format, text) = file(name);
    Network::import(format, text, &ImportOptions::default().question("Q?")).unwrap()
}

fn file(name: &str) -> (Format, Vec<u8>) {
    let path = format!("{}/foreign/{name}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read(path).unwrap();
    // `.json` can be many things.
    let format = Format::from_path(name).filter(|format| *format != Format::Json);
    (format.unwrap_or_else(|| Format::detect(&text)), text)
}

#[track_caller]
fn check(name: &str, expected: &[&str], skipped: &str) {
    let imported = import(name);
    assert_eq!(lines(&imported.network), expected, "{name}");
    assert_eq!(imported.skipped.to_string(), skipped, "{name}");
}

#[track_caller]
fn error(name: &str) -> String {
    let (format, text) = file(name);
    Network::import(format, text, &ImportOptions::default().question("Q?")).unwrap_err().to_string()
}

#[test]
fn the_ends_of_undirected_edges_stay_where_they_are() {
    let undirected = r#"Zoo —contains→ Ape [("directed", "false")]"#;
    check("undirected-relation.csv", &[r#"Ape "" []"#, r#"Zoo "" []"#, undirected], "nothing");
    check(
        "undirected-relation.node-link.json",
        &[r#"Ape "" []"#, r#"Zoo "" []"#, "Zoo —contains→ Ape []"],
        "nothing",
    );
    let network = import("undirected-relation.node-link.json").network;
    assert_eq!(network.attributes().collect::<Vec<_>>(), [("directed", "false")]);
}

#[test]
fn undirected_graphs_are_written_undirected_without_a_node_more() {
    let network = import("undirected.gexf").network;
    for (format, word) in [
        (Format::GraphMl, "edgedefault=\"undirected\""),
        (Format::Gexf, "defaultedgetype=\"undirected\""),
        (Format::NodeLink, "\"directed\": false"),
        (Format::Cytoscape, "\"directed\": false"),
        (Format::Graphology, "\"type\": \"undirected\""),
        (Format::JsonGraph, "\"directed\": false"),
    ] {
        let text = network.to_format(format).text;
        assert!(text.contains(word), "{format}\n{text}");
        // The labels, and the question's only as the name of the graph.
        assert_eq!(text.matches("Q?").count(), 1, "{format}\n{text}");
        assert_eq!(Network::from_format(format, &text), Ok(network.clone()), "{format}");
    }
}

#[test]
fn equal_edges_are_counted() {
    let counted = r#"Miller —related to→ Baker [("count", "3")]"#;
    let concepts = [r#"Baker "" []"#, r#"Miller "" []"#];
    let back = "Baker —related to→ Miller []";
    check("repeated-rows.csv", &[concepts[0], concepts[1], back, counted], "2 repeated edge");
    let named = [r#"Baker "" [("id", "1")]"#, r#"Miller "" [("id", "0")]"#];
    check("repeated-edges.gexf", &[named[0], named[1], counted], "2 repeated edge");
    let twice = r#"Miller —related to→ Baker [("count", "2")]"#;
    check("repeated-edges.graphml", &[concepts[0], concepts[1], twice], "1 repeated edge");
}

#[test]
fn what_ends_before_its_structure_ends_is_an_error() {
    assert_eq!(
        error("unclosed-quote.csv"),
        "CSV, line 3, column 5: the quotation mark that opens here is not closed before the file ends; close \
         it, or write it twice within quotation marks"
    );
}

#[test]
fn errors_are_where_the_record_begins_and_quote_the_file() {
    let message = "CSV, line 4, column 1: the target of this line is empty";
    let (_, text) = file("error-line.csv");
    assert_eq!(error("error-line.csv"), message);
    let text = String::from_utf8(text).unwrap();
    for end in ["\r\n", "\r"] {
        let error =
            Network::import(Format::Csv, text.replace('\n', end), &ImportOptions::default().question("Q?"))
                .unwrap_err();
        assert_eq!(error.to_string(), message, "{end:?}");
    }
    let message =
        Network::import(Format::Csv, "sep:;\nSource;Target\n", &ImportOptions::default().question("Q?"))
            .unwrap_err();
    assert!(message.to_string().ends_with("it is \"sep:;\""), "{message}");
}

/// As Excel writes it.
#[test]
fn the_first_line_may_say_what_is_between_cells() {
    check("sep-line.csv", &[r#"a "" []"#, r#"b "" []"#, "a —x→ b []"], "1 sep=;");
    for (separator, line) in [(";", "sep=;"), ("|", "SEP=|"), ("\t", "sep=\t"), (",", "\"sep=,\"")] {
        for end in ["\n", "\r\n"] {
            let text = format!("{line}\nSource,Target,Label\na,b,\"is; or, was\"\n");
            let head = text.replacen("Source,Target,Label\na,b,", "Source\0Target\0Label\na\0b\0", 1);
            let text = head.replace('\0', separator).replace('\n', end);
            assert_eq!(Format::detect(&text), Format::Csv, "{text}");
            let network = Network::import(Format::Csv, &text, &ImportOptions::default().question("Q?"))
                .unwrap()
                .network;
            assert_eq!(lines(&network)[2], "a —is; or, was→ b []", "{text}");
        }
    }
}

#[test]
fn semnets_own_words_are_attributes_in_files_of_others() {
    for name in ["foreign-highlight.cyjs", "foreign-highlight.graphml"] {
        let network = import(name).network;
        assert_eq!(network.highlights().len(), 0);
        assert_eq!(lines(&network)[2], r#"A —related to→ B [("highlight", "7")]"#);
    }
}

#[test]
fn relations_have_many_names() {
    let network = import("cytoscape-desktop.graphml").network;
    let relations: Vec<String> = network.relationships().map(|it| it.to_string()).collect();
    assert_eq!(relations, ["Keeper —rings→ Fog Bell", "Keeper —tends→ Lighthouse"]);
    for name in ["edge-relationship.node-link.json", "edge-predicate.node-link.json"] {
        check(name, &[r#"Ada "" []"#, r#"Bo "" []"#, "Ada —knows→ Bo []"].map(|line| line), "nothing");
    }
}

#[test]
fn predicates_edge_labels_and_keys_are_relations() {
    let network = import("gephi-edge-label.graphml").network;
    assert_eq!(lines(&network)[2], r#"Ada —has_next_message→ Bo [("Edge Id", "e76"), ("weight", "1.0")]"#);
    let mill = [
        r#"Baker "" []"#,
        r#"Mill "" []"#,
        "Baker —pays→ Mill []",
        "Mill —owes→ Baker []",
        "Mill —supplies→ Baker []",
    ];
    check("relation-as-key.node-link.json", &mill, "nothing");
}

#[test]
fn how_an_edge_is_drawn_is_not_its_relation() {
    let crew =
        [r#"Ada "" [("id", "a")]"#, r#"Bo "" [("id", "b")]"#, r#"Ada —related to→ Bo [("size", "2")]"#];
    check("sigma-type.graphology.json", &crew, "1 edge id, 1 type (look)");
}

#[test]
fn a_given_label_wins_over_one_that_is_made() {
    let network = import("iri-label.nt").network;
    let labels: Vec<&str> = network.concepts().map(|concept| concept.label()).collect();
    assert_eq!(labels, ["Event", "Event (http://purl.org/dc/dcmitype/Event)", "Place", "event"]);
    assert_eq!(
        network.concept("Event").unwrap().attributes().collect::<Vec<_>>(),
        [("id", "https://schema.org/Event")]
    );
}

#[test]
fn languages_are_kept() {
    check(
        "languages.nt",
        &[
            concat!(
                r#"Fisch "Ein Tier im Wasser" [("alias@fr", "Poisson"), ("definition@fr", "Un animal"), "#,
                r#"("id", "http://v.example/fisch"), ("label language", "de"), ("notation", "597"), "#,
                r#"("text language", "de")]"#,
            ),
            r#"Kleiner Thesaurus der Tiere "" [("id", "http://v.example/scheme"), ("label language", "de")]"#,
            concat!(
                r#"Tier "" [("id", "http://v.example/tier"), ("label language", "de"), ("scopeNote@de", "#,
                r#""Alles was lebt und sich bewegt")]"#,
            ),
            "Fisch —broader→ Tier []",
            "Fisch —inScheme→ Kleiner Thesaurus der Tiere []",
            "Kleiner Thesaurus der Tiere —hasTopConcept→ Tier []",
            "Tier —inScheme→ Kleiner Thesaurus der Tiere []",
        ],
        "1 datatype",
    );
    let colour = concat!(
        r#"Colour "" [("alias@af", "Aarde"), ("alias@fr", "Couleur"), ("id", "http://v.example/1"), "#,
        r#"("label language", "en-GB")]"#,
    );
    check("regional-language.nt", &[colour], "nothing");
}

#[test]
fn times_are_kept() {
    let network = import("timed-values.gexf").network;
    assert_eq!(network.question(), "Who wrote to whom");
    assert_eq!(
        lines(&network)[0],
        concat!(
            r#"Ada "" [("Price", "12 [2001-01-01/2002-01-01]"), ("Price", "14 [2002-01-01/2003-01-01]"), "#,
            r#"("id", "1")]"#,
        )
    );
}

#[test]
fn the_default_type_of_edges_applies() {
    let network = import("mutual-default.gexf").network;
    assert_eq!(lines(&network)[2], r#"B —related to→ A [("mutual", "true")]"#);
    assert_eq!(network.attributes().collect::<Vec<_>>(), [("directed", "false")]);
}

#[test]
fn numbers_keep_their_digits() {
    check(
        "big-integers.node-link.json",
        &[
            r#"A "" [("id", "12345678901234567890123")]"#,
            r#"B "" [("id", "12345678901234567890124")]"#,
            "A —related to→ B []",
        ],
        "nothing",
    );
}

#[test]
fn all_questions_of_a_page_are_concepts() {
    let network = import("faq-page.jsonld").network;
    for label in ["Tide mill FAQ", "What is a tide mill?", "Who owns one?"] {
        assert!(network.concept(label).is_some(), "{label}");
    }
    let answers: Vec<_> = network.concepts().filter_map(|concept| concept.text()).collect();
    assert_eq!(answers, ["A mill driven by the tide.", "The harbour."]);
}

#[test]
fn links_may_name_places_in_the_list_of_nodes() {
    check(
        "d3-v3-index-links.json",
        &[
            r#"Mlle.Baptistine "" [("group", "2")]"#,
            r#"Myriel "" [("group", "1")]"#,
            r#"Napoleon "" [("group", "1")]"#,
            r#"Mlle.Baptistine —related to→ Myriel [("value", "8")]"#,
            r#"Napoleon —related to→ Myriel [("value", "1")]"#,
        ],
        "nothing",
    );
}

#[test]
fn graphs_of_yed_have_neither_noise_nor_lose_groups() {
    let network = import("yed-no-edge-label.graphml").network;
    assert_eq!(
        lines(&network),
        [r#"Mill "" [("id", "n0"), ("label", "second label")]"#, r#"n1 "" []"#, "Mill —related to→ n1 []"]
    );
    let network = import("yed-group.graphml").network;
    assert_eq!(
        lines(&network),
        [r#"Harbour "" [("id", "n0")]"#, r#"Mill "" [("id", "n0::n0")]"#, "Harbour —contains→ Mill []"]
    );
}

#[test]
fn ids_may_differ_by_white_space() {
    check(
        "ids-differ-by-space.node-link.json",
        &[r#"Ada "" []"#, r#"Ada (2) "" []"#, r#"Bo "" []"#, "Ada (2) —knows→ Bo []"],
        "1 label that was told apart",
    );
}

#[test]
fn three_columns_without_names_are_propositions() {
    let network = import("cmap-propositions.tsv").network;
    let relations: Vec<String> = network.relationships().map(|it| it.to_string()).collect();
    assert_eq!(
        relations,
        [
            "Concept Maps —represent→ Organized Knowledge",
            "Concepts —are labeled with→ Symbols",
            "Organized Knowledge —is comprised of→ Concepts",
        ]
    );
}

/// Files as the tools write them, in `tests/foreign/tools`, each with the relationships that its owner would
/// draw.
#[test]
fn files_of_many_tools_are_the_networks_of_their_owners() {
    let folder = format!("{}/foreign/tools", env!("CARGO_MANIFEST_DIR"));
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.ends_with(".network"))
        .collect();
    names.sort();
    assert!(names.len() >= 30, "{}", names.len());
    let mut wrong = Vec::new();
    for name in names {
        let expected = std::fs::read_to_string(format!("{folder}/{name}.network")).unwrap();
        let (format, text) = file(&format!("tools/{name}"));
        let found = match Network::import(format, text, &ImportOptions::default().question("Q?")) {
            Ok(imported) => imported.network,
            Err(error) => {
                wrong.push(format!("{name}: {error}"));
                continue;
            }
        };
        let mut lines: Vec<String> = found.relationships().map(|it| format!("{it}\n")).collect();
        lines.sort();
        if lines.concat() != expected {
            wrong.push(format!("{name}: found\n{}expected\n{expected}", lines.concat()));
        }
        for format in crate::lossless() {
            assert_eq!(
                Network::from_format(format, found.to_format(format).text),
                Ok(found.clone()),
                "{name}, {format}"
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
