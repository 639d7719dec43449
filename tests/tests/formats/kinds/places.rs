//! Errors name the line where the record begins, whatever ends lines.

use semnet_core::Network;
use semnet_core::format::{Format, ImportOptions};

/// A file with an error, and the line where it is.
const WRONG: &[(Format, &str, usize)] = &[
    (Format::Csv, "source,target\n\nA,B\n\n,C\n", 5),
    (Format::Csv, "source,target,relation\nA,\"B\nb\",x\n\nC\n", 5),
    (Format::Csv, "source,target\nA,B\nC,\"D\nE,F\n", 3),
    (Format::Tsv, "source\ttarget\n\nA\tB\n\nC\n", 5),
    (Format::NTriples, "# c\n\n<a:a> <a:b> <a:c> .\n\n<a:a> <a:b> .\n", 5),
    (Format::NQuads, "\n\n<a:a> <a:b> <a:c> <a:d> .\n<a:a> <a:b> <a:c> <a:d> <a:e> .\n", 4),
    (Format::Turtle, "@prefix a: <a:> .\n\na:a a:b a:c .\n\na:a a:b .\n", 5),
    (
        Format::McpMemory,
        "{\"type\":\"entity\",\"name\":\"A\",\"entityType\":\"t\",\"observations\":[]}\n\n\
         {\"type\":\"relation\",\"from\":\"A\",\"to\":\"B\",\"relationType\":7\n",
        3,
    ),
    (
        Format::GraphMl,
        "<graphml>\n\n<graph edgedefault='directed'>\n<node id='a'/>\n\n<edge source='a' target='b'/>\n\
         </graph></graphml>",
        6,
    ),
    (
        Format::Gexf,
        "<gexf>\n<graph>\n<nodes>\n<node id='a'/>\n</nodes>\n<edges>\n\n<edge source='a' target='b'/>\n\
         </edges></graph></gexf>",
        8,
    ),
    (Format::Opml, "<opml>\n<body>\n\n<outline text='a'>\n</body></opml>", 5),
    (Format::Gml, "graph [\n\n  node [\n    id 1\n  ]\n  edge [\n    source 1\n    target 2\n  ]\n]\n", 6),
    (Format::Gml, "graph [\n\n  node [\n    id \"1\n  ]\n", 4),
    (Format::Dot, "digraph {\n  a -> b;\n\n  c -> ;\n}\n", 4),
    (Format::Dot, "digraph {\n  a -> b;\n\n  c -> \"d\n}\n", 4),
    (Format::Mermaid, "flowchart TD\n  a --> b\n\n  a -->\n", 4),
    (Format::NodeLink, "{\"nodes\": [{\"id\": 1}],\n\n\"links\": [\n{\"source\": 1,\n \"target\": }\n]}", 5),
    (Format::Cytoscape, "{\"elements\": {\n\n\"nodes\": [}\n}", 3),
    (Format::JsonLd, "{\"@id\":\n\n\"a:a\" \"b\"}", 3),
];

#[test]
fn errors_name_the_line_whatever_ends_lines() {
    let mut wrong = Vec::new();
    for (number, &(format, text, line)) in WRONG.iter().enumerate() {
        for end in ["\n", "\r\n", "\r"] {
            let text = text.replace('\n', end);
            let found = Network::import(format, &text, &ImportOptions::default().question("Q?"));
            let found =
                found.map_or_else(|error| (error.line(), error.to_string()), |_| (None, "read".into()));
            if found.0 != Some(line) {
                wrong.push(format!("{number} {format} {end:?}: expected line {line}, found {}", found.1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// As Excel saves "Unicode text", and Notepad "Unicode".
#[test]
fn text_in_utf_16_is_read_as_the_same_in_utf_8() {
    let csv = "source,target\nMüller,🐝\n";
    let gml = "graph [ node [ id 0 label \"Müller\" ] node [ id 1 ] edge [ source 0 target 1 ] ]";
    let json = r#"{"nodes":[{"id":"Müller"},{"id":"🐝"}],"links":[{"source":"🐝","target":"Müller"}]}"#;
    let xml = "<?xml version='1.0' encoding='UTF-16'?><graphml><graph edgedefault='directed'><node id='é'/>\
               </graph></graphml>";
    for text in [csv, gml, json, xml] {
        let little = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let big = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
        let format = Format::detect(text);
        let expected = Network::import(format, text, &ImportOptions::default().question("Q?"));
        assert!(expected.is_ok(), "{expected:?}");
        for bytes in [[&b"\xff\xfe"[..], &little(text)].concat(), [&b"\xfe\xff"[..], &big(text)].concat()] {
            assert_eq!(Format::detect(&bytes), format);
            assert_eq!(Network::import(format, &bytes, &ImportOptions::default().question("Q?")), expected);
            assert_eq!(
                Network::import_from(format, &bytes[..], &ImportOptions::default().question("Q?")),
                expected
            );
            let half = &bytes[..bytes.len() - 1];
            let error = Network::import(format, half, &ImportOptions::default().question("Q?"))
                .unwrap_err()
                .to_string();
            assert!(error.contains("UTF-16 with half a character"), "{format} {error}");
        }
    }
}

#[test]
fn what_is_wrong_in_json_of_another_form_is_its_json() {
    for (text, expected) in [
        ("[1, 2", "JSON, line 1, column 5: the file ends in the middle of a list"),
        ("{\"a\": 1,}", "JSON, line 1, column 9: expected the name of a field in double quotation marks"),
        ("{\"a\": 1", "JSON, line 1, column 7: the file ends in the middle of an object"),
        ("{a: 1}", "JSON, line 1, column 2: expected the name of a field in double quotation marks"),
        ("['a']", "JSON, line 1, column 2: expected value; JSON has no NaN, Infinity or None: write null"),
    ] {
        let error = Network::import(Format::detect(text), text, &ImportOptions::default()).unwrap_err();
        assert_eq!(error.to_string(), expected, "{text}");
    }
}

#[test]
fn files_of_no_known_format_are_said_to_be_what_they_look_like() {
    for (text, what) in [
        ("", "an empty file"),
        (" \n\n ", "an empty file"),
        ("{}", "an empty object of JSON"),
        ("[]", "a list of JSON"),
        ("[1, 2]", "a list of JSON"),
        ("7", "text that begins \"7\""),
        ("[package]\nname = \"semnet\"\n", "TOML or an INI file"),
        ("[[bin]]\nname = \"semnet\"\n", "TOML or an INI file"),
        ("Rain again.\nNothing grew.", "text that begins \"Rain again.\""),
        ("[a link](b) in a text", "text that begins \"[a link](b) in a text\""),
        ("[[A note]] in a text", "text that begins \"[[A note]] in a text\""),
        ("[2024-01-01] a line of a log", "text that begins \"[2024-01-01] a line of a log\""),
        ("{{name}} of a template", "text that begins \"{{name}} of a template\""),
        ("\"a\"", "text that begins"),
        ("{\"a\": 1}", "JSON with the fields `a`"),
        ("*Vertices 3\n1 \"a\"", "Pajek"),
        ("CREATE (a:B {name: 'c'})", "Cypher"),
        ("# A page\n\ntext", "Markdown"),
        ("dl n = 3", "UCINET"),
        ("{:version 1, :blocks ()}", "EDN, as Logseq exports it; open"),
        ("[{\"class\":\"sheet\",\"rootTopic\":{\"title\":\"a\"}}]", "XMind; export the mind map as OPML"),
        ("{\"a\":[\"b\"],\"b\":[]}", "a list of neighbours; write each pair as a line of CSV"),
        ("{\"a\":{\"b\":{}},\"b\":{}}", "a list of neighbours; write each pair as a line of CSV"),
        ("{\"ThoughtIdA\":\"a\",\"ThoughtIdB\":\"b\"}", "the links of TheBrain; save ThoughtIdA"),
        ("+---+\n| a |\n+---+", "`cypher-shell --format plain`"),
        (
            "graph 1 2 3\nnode a 1 2 1 1 a solid ellipse black grey\nstop",
            "`dot -Tplain`; give the file in DOT",
        ),
        ("a.org/b c.org/d@v1.2.3", "`go mod graph`; put the line `source target` before it"),
        ("@startuml\nA --> B\n@enduml", "PlantUML; draw it in Mermaid or DOT"),
        ("mill -> baker: supplies", "arrows, as D2 has them; draw them in Mermaid or DOT"),
        ("{\"type\":\"bundle\",\"objects\":[]}", "a bundle of STIX; list its relationships as CSV"),
        ("<archimate:model/>", "a model of ArchiMate; export it as CSV"),
        ("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"></rdf:RDF>", "RDF/XML"),
        ("<html><body></body></html>", "HTML"),
        ("<!DOCTYPE html>\n<html><body></body></html>", "HTML"),
        ("<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "SVG"),
        ("<mxfile host=\"app.diagrams.net\"></mxfile>", "draw.io"),
        ("<map version=\"1.0.1\"><node TEXT=\"a\"/></map>", "FreeMind"),
        ("<cmap xmlns=\"http://cmap.ihmc.us/xml/cmap/\"></cmap>", "CmapTools"),
        ("<note><to>b</to></note>", "XML whose root is <note>"),
    ] {
        let format = Format::detect(text);
        let error =
            Network::import(format, text, &ImportOptions::default().question("Q?")).unwrap_err().to_string();
        assert!(error.starts_with("not a format that semnet reads; it looks like "), "{text}\n{error}");
        assert!(error.contains(what), "{text}\n{error}");
        assert!(!error.contains("question") && !error.contains("Interactive"), "{text}\n{error}");
    }
}
