//! Numbers of JSON that no `f64` holds, in all formats that are JSON.

use semnet_core::Network;
use semnet_core::format::{Format, ImportOptions};

use crate::{asking, lines, long, lossless, read};

/// Numbers that serde_json refuses or rounds.
const NUMBERS: [&str; 11] = [
    "1e400",
    "-1e400",
    "2.5E+0999",
    "17.976931348623159e307",
    "179769313486231580793e289",
    "1e-400",
    "-0.0",
    "31.245270191439438",
    "121.48791951161945",
    "100.8e308",
    "1.7976931348623157e308",
];

/// A file of each format in JSON, with the number `$` as an attribute named `n` of an edge or of a node.
const FILES: [(Format, &str); 18] = [
    (Format::NodeLink, r#"{"nodes": [{"id": "a", "n": $}], "links": []}"#),
    (Format::NodeLink, r#"{"nodes": [{"id": "a"}], "links": [{"source": "a", "target": "a", "n": $}]}"#),
    (Format::NodeLink, r#"{"scale": $, "nodes": [{"id": "a", "data": {"n": $}}], "edges": []}"#),
    (Format::NodeLink, r#"{"nodes": [["a", {"n": $}]], "edges": []}"#),
    (Format::JsonGraph, r#"{"graph": {"nodes": {"a": {"metadata": {"n": $}}}}}"#),
    (Format::JsonGraph, r#"{"graphs": [{"nodes": [{"id": "a", "n": $}]}]}"#),
    (Format::Cytoscape, r#"{"elements": {"nodes": [{"data": {"id": "a", "n": $}}]}}"#),
    (Format::Cytoscape, r#"[{"data": {"id": "a", "n": $}}]"#),
    (Format::Graphology, r#"{"options": {}, "nodes": [{"key": "a", "attributes": {"n": $}}], "edges": []}"#),
    (
        Format::Cx2,
        r#"[{"CXVersion": "2.0"}, {"nodes": [{"id": 1, "v": {"name": "a", "n": $}}]}, {"status": []}]"#,
    ),
    (Format::Entities, r#"{"entities": [{"name": "a", "n": $}], "relationships": []}"#),
    (
        Format::Entities,
        "{\"subject\": \"a\", \"relation\": \"r\", \"object\": \"b\", \"n\": $}\n\
                        {\"subject\": \"b\", \"relation\": \"r\", \"object\": \"b\"}",
    ),
    (Format::Entities, r#"[{"subject": "a", "relation": "r", "object": "b", "n": $}]"#),
    (
        Format::McpMemory,
        "{\"type\": \"entity\", \"name\": \"a\", \"entityType\": \"t\", \"observations\": [], \"n\": $}\n\
         {\"type\": \"entity\", \"name\": \"b\", \"entityType\": \"t\", \"observations\": []}",
    ),
    (
        Format::LangExtract,
        r#"{"text": "a", "extractions": [{"extraction_text": "a", "attributes": {"n": $}}]}"#,
    ),
    (Format::Neo4j, r#"{"type": "node", "id": "0", "labels": ["T"], "properties": {"name": "a", "n": $}}"#),
    (
        Format::Neo4j,
        r#"{"nodes": [{"type": "node", "id": "0", "labels": ["T"], "properties": {"n": $}}], "rels": []}"#,
    ),
    (Format::JsonLd, r#"{"@id": "http://e.org/a", "http://e.org/n": {"@value": $}}"#),
];

/// All values of the attribute `n`.
fn values(network: &Network) -> Vec<String> {
    let concepts = network.concepts().flat_map(|it| it.attributes());
    let all = concepts.chain(network.relationships().flat_map(|it| it.attributes()));
    all.filter(|(name, _)| *name == "n").map(|(_, value)| value.to_owned()).collect()
}

#[test]
fn numbers_that_no_float_holds_stay_as_they_are_written() {
    for (format, file) in FILES {
        for number in NUMBERS {
            let text = file.replace('$', number);
            assert_eq!(Format::detect(&text), format, "{text}");
            let network = asking(format, &text, "Q?").unwrap_or_else(|error| panic!("{error}: {text}"));
            assert_eq!(values(&network), [number], "{format} {text}");
            let options = ImportOptions::default().question("Q?");
            // White space before several lines makes them longer, but not otherwise.
            let is_of_lines = text.contains('\n') || format == Format::Neo4j;
            let longer = if is_of_lines { text.clone() } else { long(format, text.clone()) };
            for text in [text, longer] {
                let stream = Network::import_from(format, text.as_bytes(), &options).unwrap().network;
                assert_eq!(stream, network, "{format} {number}");
            }
            for format in lossless() {
                let written = network.to_format(format).text;
                assert_eq!(Network::from_format(format, written), Ok(network.clone()), "{format}");
            }
        }
    }
}

#[test]
fn ids_and_lists_may_have_large_numbers_and_very_long_ones() {
    let long = format!("9{}", "0".repeat(5_000));
    let text = format!(
        r#"{{"nodes": [{{"id": 1e400, "label": "e 1e999 \" 1e400"}}, {{"id": {long}, "n": [1e400, -2e400]}}],
            "edges": [{{"source": 1e400, "target": {long}, "n": {{"m": [1e400, {{"k": -1e400}}]}}}}]}}"#
    );
    let expected = [
        format!(r#"{long} "" [("n", "-2e400"), ("n", "1e400")]"#),
        r#"e 1e999 " 1e400 "" [("id", "1e400")]"#.to_owned(),
        format!(r#"e 1e999 " 1e400 —related to→ {long} [("n", "{{\"m\":[1e400,{{\"k\":-1e400}}]}}")]"#),
    ];
    assert_eq!(lines(&read(Format::NodeLink, &text)), expected);
}

#[test]
fn what_is_no_number_is_an_error_at_its_place() {
    for (wrong, column) in [("1.e400", 27), ("01e400", 26), ("1e400e400", 30), ("-e400", 26), ("+1e400", 25)]
    {
        let text = format!(
            "{{\"nodes\": [{{\"id\": 1e400,\n\"label\": \"a\", \"numbers\": {wrong}}}], \"edges\": []}}"
        );
        let error = asking(Format::NodeLink, &text, "Q?").unwrap_err();
        assert_eq!(error.line(), Some(2), "{error} {text}");
        assert!(error.column().is_some_and(|found| found.abs_diff(column) <= 1), "{error} {text}");
    }
}

#[test]
fn large_numbers_are_known_in_files_that_are_not_read() {
    let error = asking(Format::Json, r#"{"children": [], "size": 1e400}"#, "Q?").unwrap_err().to_string();
    assert!(error.contains("a tree"), "{error}");
}
