//! A file that ends before its structure ends is an error in every format.

use semnet_core::Network;
use semnet_core::format::{Format, ImportOptions};

use super::dialects::{ALL, Dialect, Drawn, edge, node};

fn network_of(format: Format, text: &str) -> Option<Network> {
    Network::import(format, text, &ImportOptions::default().question("Q?")).ok().map(|it| it.network)
}

/// Cuts a file everywhere; single lines are complete files in formats with one item on each line.
#[track_caller]
fn check(format: Format, text: &str, has_lines: bool) {
    let whole = network_of(format, text).unwrap_or_else(|| panic!("{format}\n{text}"));
    for at in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
        let cut = &text[..at];
        let is_line = has_lines && (cut.ends_with('\n') || text[at..].starts_with('\n'));
        let found = network_of(format, cut);
        let is_whole = text[at..].trim().is_empty() && found.as_ref() == Some(&whole);
        assert!(found.is_none() || is_whole || is_line, "{format}, cut at {at}:\n{cut}");
    }
}

#[test]
fn a_file_that_is_cut_is_an_error() {
    let graph = Drawn {
        nodes: vec![node("Zoo", &[("label", "The \"Zoo\", of old")]), node("Ape", &[("label", "Ape")])],
        edges: vec![edge("Zoo", "Ape", &[("relation", "contains\nand keeps"), ("weight", "2")])],
        ..Drawn::default()
    };
    for dialect in ALL {
        if dialect.has_nodes() {
            check(dialect.format(), &dialect.write(&graph), dialect == Dialect::Neo4j);
        }
    }
}

#[test]
fn formats_of_their_own_shape_notice_a_cut_too() {
    let samples: &[(Format, &str, bool)] = &[
        (
            Format::Opml,
            "<opml version=\"2.0\"><head><title>T</title></head><body><outline text=\"A\"><outline \
             text=\"B\"/></outline></body></opml>",
            false,
        ),
        (
            Format::Canvas,
            r#"{"nodes":[{"id":"a","type":"text","text":"A","x":0,"y":0,"width":1,"height":1}],"edges":[]}"#,
            false,
        ),
        (
            Format::Entities,
            concat!(
                r#"{"entities":[{"entity_name":"A"},{"entity_name":"B"}],"relationships":[{"src_id":"A","#,
                r#""tgt_id":"B","description":"likes"}]}"#,
            ),
            false,
        ),
        (
            Format::JsonLd,
            concat!(
                r#"{"@context":"https://schema.org","@type":"Person","name":"Ada","#,
                r#""knows":{"@type":"Person","name":"Bo"}}"#,
            ),
            false,
        ),
        (
            Format::McpMemory,
            "{\"type\":\"entity\",\"name\":\"A\",\"entityType\":\"t\",\"observations\":[\"o\"]}\n\
             {\"type\":\"relation\",\"from\":\"A\",\"to\":\"A\",\"relationType\":\"is\"}\n",
            true,
        ),
        (Format::NTriples, "<a:a> <a:b> \"c\"@de .\n<a:a> <a:d> <a:e> .\n", true),
        (Format::NQuads, "<a:a> <a:b> \"c\" <a:g> .\n<a:a> <a:d> <a:e> <a:g> .\n", true),
        (Format::Turtle, "@prefix a: <a:> .\na:a a:b \"c\"@de ; a:d ( a:e ) .\n", true),
        (
            Format::Dot,
            "/* c */ digraph G { subgraph cluster_a { label=\"A\"; x -> y [label=<<b>l</b>>] } \"z\" }\n",
            false,
        ),
        (Format::Gml, "Creator \"c\"\ngraph\n[\n  node\n  [\n    id 1\n    label \"A\"\n  ]\n]\n", false),
    ];
    for &(format, text, has_lines) in samples {
        check(format, text, has_lines);
    }
}

/// In a list of edges every line is complete, and a cut within the last one leaves cells out, or a quotation
/// open.
#[test]
fn a_list_of_edges_notices_what_it_can() {
    let text = "source,target,relation\nA,B,\"is, and\nwas\"\nC,D,knows\n";
    for at in "source,target,relation\n".len()..text.len() {
        let cut = &text[..at];
        let is_noticed = Network::import(Format::Csv, cut, &ImportOptions::default().question("Q?")).is_err();
        let last = cut.rsplit('\n').next().unwrap_or_default();
        let is_in_quote = cut.matches('"').count() == 1;
        let lacks_cells =
            !is_in_quote && !last.is_empty() && last.matches(',').count() < 2 && !last.contains("was");
        assert!(is_noticed || !(is_in_quote || lacks_cells), "cut at {at}:\n{cut}");
    }
}
