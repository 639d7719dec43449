//! Errors say where, and what would be right.

use semnet_core::Network;
use semnet_core::format::Format;

use crate::asking;

#[track_caller]
fn error(format: Format, text: &str) -> String {
    asking(format, text, "Q?").unwrap_err().to_string()
}

#[test]
fn errors_say_where_and_what_would_be_right() {
    for (format, text, message) in [
        (Format::NodeLink, "{", "node-link JSON, line 1, column 1: the file ends in the middle of an object"),
        (Format::NodeLink, "[]", "node-link JSON: the file must be an object, not a list"),
        (
            Format::NodeLink,
            r#"{"nodes": []}"#,
            "node-link JSON: the file has neither `edges` nor `links`; one of them must be there, if only as \
             []",
        ),
        (
            Format::NodeLink,
            r#"{"nodes": [{"id": 1}], "links": [{"source": 1, "target": 2}]}"#,
            "node-link JSON, links[0]: the edge names the node \"2\", which is not there",
        ),
        (
            Format::NodeLink,
            r#"{"nodes": [{"id": 1}, {}], "links": []}"#,
            "node-link JSON, nodes[1]: `id` is missing",
        ),
        (
            Format::JsonGraph,
            r#"{"graphs": [{}, {}]}"#,
            "JSON Graph Format, graphs: there are 2 graphs; expected one graph; put each into a separate file",
        ),
        (
            Format::Graphology,
            r#"{"nodes": [{"key": "a"}, {"key": "a"}]}"#,
            "graphology's JSON, nodes[1]: the node id \"a\" occurs twice",
        ),
        (
            Format::Cytoscape,
            r#"{"elements": {"nodes": [{"data": {"id": "a\u0007"}}]}}"#,
            "Cytoscape JSON, elements.nodes[0]: a label (\"a\\u{7}\") has the character U+0007 at position \
             2, which is a control character; the only ones allowed are white space, which becomes a space",
        ),
        (
            Format::GraphMl,
            "<!DOCTYPE g [<!ENTITY a \"b\">]>\n<graphml/>",
            "GraphML, line 1, column 1: a document type with declarations (<!DOCTYPE … [ … ]>) is not \
             allowed, because its entities could expand without limit; remove it",
        ),
        (
            Format::GraphMl,
            "<graphml>\n <graph>\n  <node id='a'><data key='x'/></node></graph></graphml>",
            "GraphML, line 3, column 16: the key \"x\" is not declared",
        ),
        (
            Format::GraphMl,
            "<graphml>\n <graph>\n\n  é text</graph></graphml>",
            "GraphML, line 4, column 3: text stands where only elements may",
        ),
        (
            Format::Gexf,
            "<gexf>\n",
            "GEXF, line 2, column 1: the file ends in the middle; an element is not closed",
        ),
        (
            Format::NQuads,
            "<a:b> <a:c> \"d\" .\n<a:b> <a:c> d .",
            "N-Quads, line 2, column 13: expected the object",
        ),
        (
            Format::JsonLd,
            r#"{"@context": "https://example.org/context"}"#,
            "JSON-LD, @context: the context \"https://example.org/context\" is not in the file, and nothing \
             is fetched; expand the document first, or write the context into it",
        ),
        (
            Format::Csv,
            "a,b\n1,2\n",
            "CSV, line 1, column 1: the first line must name the columns, `source` and `target` among them; \
             it is \"a,b\"",
        ),
        (
            Format::Csv,
            "source,target\n1,2\n1\n",
            "CSV, line 3, column 1: the line has 1 cell, but the first line has 2",
        ),
        (
            Format::Html,
            "<p>",
            "HTML: this format is only written; json, report, jgf, node-link, cytoscape, graphology, \
             graphml, gexf, nquads, ntriples, jsonld, csv, tsv, dot, mermaid, canvas, gml, opml, mcp-memory, \
             langextract, entities, neo4j, xgmml, wikidata, cx2, tgf, sif, turtle can be read",
        ),
        (
            Format::Json,
            r#"{"question": 1}"#,
            "JSON, line 1, column 14: invalid type: integer `1`, expected a string",
        ),
    ] {
        assert_eq!(error(format, text), message);
    }
    let error = Network::from_format(Format::Csv, b"source,target\n\xff,b\n").unwrap_err();
    assert_eq!((error.line(), error.column()), (Some(2), Some(1)), "{error}");
}

#[test]
fn nothing_grows_without_bound() {
    let long = "x".repeat(100_000);
    let nodes: String = (0..10_000).map(|number| format!("<node id='{number}'/>")).collect();
    let graphml = format!(
        "<graphml><key id='d' for='node' \
         attr.name='a'><default>{long}</default></key><graph>{nodes}</graph></graphml>"
    );
    assert!(error(Format::GraphMl, &graphml).contains("more than 64 times as large"));
    let data: String = (0..20_000).map(|number| format!("<a:{number}> <a:p> \"x\" .\n")).collect();
    let nquads =
        format!("{data}<a:p> <http://www.w3.org/2000/01/rdf-schema#label> \"{}\" .", long.repeat(10));
    assert!(error(Format::NQuads, &nquads).contains("more than 64 times as large"));
    let deep = "[".repeat(200_000);
    assert!(error(Format::NodeLink, &deep).contains("recursion limit exceeded"));
    let deep = "<a>".repeat(200_000);
    assert!(error(Format::GraphMl, &deep).contains("it looks like XML whose root is <a>"));
    let deep = format!("<graphml><graph><data key='k'>{deep}");
    assert!(error(Format::GraphMl, &deep).contains("not declared"));
    let names: String = (0..100_000).map(|number| format!(" a{number}='' ")).collect();
    assert!(error(Format::GraphMl, &format!("<graphml {names}/>")).contains("no <graph>"));
    let nodes: String = (0..50_000).map(|number| format!("<node id='{number}'/>")).collect();
    let one_line = format!("<graphml><graph edgedefault='directed'>{nodes}</graph></graphml>");
    assert!(asking(Format::GraphMl, one_line, "Q?").is_ok());
}

#[test]
fn what_is_no_format_is_said_to_look_like_something() {
    for (text, what) in [
        ("", "an empty file"),
        (" \n", "an empty file"),
        ("PK\u{3}\u{4}\u{0}", "a ZIP archive (also .xlsx, .cys, .ods); unpack it first"),
        ("*Vertices 3\n1 \"a\"\n", "Pajek; convert it to GraphML or GML, as Gephi and NetworkX do"),
        ("Dear all,\nplease find …", "text that begins \"Dear all,\""),
        (r#"{"a": 1, "b": 2}"#, "JSON with the fields `a`, `b`"),
        ("<svg/>", "SVG, a picture"),
    ] {
        let error = error(Format::detect(text), text);
        let expected =
            format!("not a format that semnet reads; it looks like {what}; readable are json, report,");
        assert!(error.starts_with(&expected), "{error}\n{expected}");
    }
}
