//! The formats of other tools: what is written is read again, and what others write is understood.

use std::io::Read;

use proptest::prelude::*;
use semnet_core::format::{Format, FormatError};
use semnet_core::network::NewRelationship;
use semnet_core::{Network, NetworkBuilder};
use semnet_tests::network;

/// The network, with a question where the file has none.
fn asking(format: Format, text: impl AsRef<[u8]>, question: &str) -> Result<Network, FormatError> {
    Network::parse_format(format, text, Some(question)).map(|parsed| parsed.network)
}

fn lossless() -> impl Iterator<Item = Format> {
    Format::ALL.into_iter().filter(|format| format.is_lossless())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_024))]

    #[test]
    fn lossless_formats_give_the_same_network_back(network in network()) {
        for format in lossless() {
            let written = network.to_format(format);
            prop_assert!(written.omitted.is_nothing(), "{format}");
            let read = Network::from_format(format, &written.text);
            prop_assert_eq!(read.as_ref(), Ok(&network), "{}\n{}", format, written.text);
        }
    }

    #[test]
    fn bit_by_bit_or_at_once_it_is_the_same_text(network in network()) {
        for format in Format::ALL {
            let (mut bytes, written) = (Vec::new(), network.to_format(format));
            prop_assert_eq!(network.write_format(format, &mut bytes).unwrap(), written.omitted, "{}", format);
            prop_assert_eq!(String::from_utf8(bytes), Ok(written.text), "{}", format);
        }
    }

    /// Whatever the pieces that come.
    #[test]
    fn a_stream_is_read_as_its_text(network in network(), piece in 1_usize..9) {
        for format in Format::ALL.into_iter().filter(|format| format.is_readable()) {
            let text = network.to_format(format).text;
            let text = long(format, text);
            let read = Network::read_format(format, Pieces { text: text.as_bytes(), piece }, Some("Q?"));
            if let Ok(read) = &read {
                prop_assert!(read.skipped.is_nothing(), "{}: {}\n{}", format, read.skipped, text);
            }
            prop_assert_eq!(read, Network::parse_format(format, &text, Some("Q?")), "{}\n{}", format, text);
        }
    }

    #[test]
    fn what_is_written_is_known_again(network in network()) {
        for format in Format::ALL.into_iter().filter(|format| format.is_readable()) {
            prop_assert_eq!(Format::detect(network.to_format(format).text), format);
        }
    }

    #[test]
    fn edge_lists_keep_relationships_and_count_the_rest(network in network()) {
        let written = network.to_format(Format::Csv);
        let read = asking(Format::Csv, &written.text, network.question()).unwrap();
        let all = |network: &Network| -> Vec<String> {
            network
                .relationships()
                .map(|r| format!("{r} {:?} {:?}", r.passage(), r.attributes().collect::<Vec<_>>()))
                .collect()
        };
        prop_assert_eq!(all(&read), all(&network));
        let order = |network: &Network| -> Vec<String> {
            network.findings().map(|f| f.to_string()).chain(network.highlights().map(|h| h.to_string())).collect()
        };
        prop_assert_eq!(order(&read), order(&network));
        let omitted = written.omitted;
        prop_assert_eq!(omitted.concepts, network.concept_count() - read.concept_count());
        let asked = Network::from_format(Format::Csv, &written.text);
        prop_assert_eq!(asked.is_ok(), omitted.questions == 0);
        let mut whole = omitted;
        whole.questions = 0;
        prop_assert_eq!(read == network, whole.is_nothing(), "{}", omitted);
    }

    /// A picture has no order; where people gave one that is none of the labels', it is counted.
    #[test]
    fn the_order_that_a_picture_loses_is_counted(network in network()) {
        let labels: Vec<&str> = network.findings().map(|finding| finding.label()).collect();
        let highlights: Vec<_> = network.highlights().map(|highlight| highlight.id()).collect();
        let lost = usize::from(!labels.is_sorted()) + usize::from(!highlights.is_sorted());
        for format in [Format::Dot, Format::Mermaid] {
            prop_assert_eq!(network.to_format(format).omitted.orders, lost);
        }
    }

    /// A text that is nearly of a format is a network or an error within it.
    #[test]
    fn nearly_right_texts_are_refused_with_a_place(
        network in network(), cut in any::<prop::sample::Index>(), piece in "[<>\"{}\\[\\]:,/@_a-z0-9 \n&;]{0,3}",
    ) {
        for format in Format::ALL.into_iter().filter(|format| format.is_readable()) {
            let text = network.to_format(format).text;
            let at = (0..=cut.index(text.len() + 1)).rev().find(|&at| text.is_char_boundary(at)).unwrap();
            let text = [&text[..at], &piece, text.get(at + piece.len()..).unwrap_or("")].concat();
            let read = Network::from_format(format, &text);
            prop_assert_eq!(&Network::read_format(format, text.as_bytes(), None).map(|read| read.network), &read);
            // With white space before it, it is too long to be read as a whole.
            let long = long(format, text.clone());
            let (one, other) = (Network::parse_format(format, &long, None), Network::read_format(format, long.as_bytes(), None));
            match (&one, &other) {
                (Err(one), Err(other)) => {
                    prop_assert_eq!(said(one), said(other), "{}", text);
                    // A stream of JSON is one character further when it finds something wrong.
                    let near = |one: Option<usize>, other: Option<usize>| one.zip(other).is_none_or(|(a, b)| a.abs_diff(b) < 2);
                    prop_assert!(near(one.line(), other.line()), "{one} {other}");
                    prop_assert!(one.line() != other.line() || near(one.column(), other.column()), "{one} {other}");
                }
                _ => prop_assert_eq!(&one, &other, "{}", text),
            }
            if let Err(error) = read {
                prop_assert_eq!(error.format(), format);
                prop_assert!(error.line().is_none_or(|line| line <= 1 + text.matches(['\n', '\r']).count()), "{error}");
                prop_assert!(!error.to_string().is_empty());
            }
        }
    }
}

/// A text that says the same, and is longer than a piece of a stream where that changes how it is read.
fn long(format: Format, text: String) -> String {
    let is_json = format.media_type().contains("json");
    if is_json { " ".repeat(1 << 16) + &text } else { text }
}

/// What is wrong, without the place.
fn said(error: &FormatError) -> String {
    error.to_string().split_once(": ").unwrap().1.to_owned()
}

/// Gives so many bytes at a time, and at the end of what it has an error, if it has one.
struct Pieces<'a> {
    text: &'a [u8],
    piece: usize,
}

impl Read for Pieces<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let (length, rest) = (self.piece.min(into.len()).min(self.text.len()), self.text);
        into[..length].copy_from_slice(&rest[..length]);
        self.text = &rest[length..];
        Ok(length)
    }
}

/// Characters of one to four bytes at every place of the pieces that are read, and places behind them.
#[test]
fn a_stream_may_be_long() {
    for shift in 0..4 {
        let text = format!("{}{}", "x".repeat(shift), "aé語𝄞\u{301}".repeat(20_000));
        let mut builder = NetworkBuilder::new("Q?");
        for number in 0..3 {
            builder.concept(&format!("C{number}"), &text);
        }
        builder.relationship(("C0", "is", "C1"));
        let network = builder.build().unwrap();
        for format in lossless() {
            let written = network.to_format(format).text;
            let read = Network::read_format(format, written.as_bytes(), None).unwrap();
            assert!(read.network == network && read.skipped.is_nothing(), "{format}");
            // All that is wrong is behind it.
            let wrong = written + "\n\n  <x> {";
            let error = Network::read_format(format, wrong.as_bytes(), None).unwrap_err();
            let whole = Network::from_format(format, &wrong).unwrap_err();
            assert_eq!((error.line(), said(&error)), (whole.line(), said(&whole)), "{format}");
            assert_eq!(error.line(), Some(wrong.matches('\n').count() + 1), "{error}");
        }
    }
}

/// What begins as a file of another tool is one, wherever it breaks off.
#[test]
fn names_say_the_format_before_their_values_end() {
    let long = "\"x\",".repeat(1_000);
    for (format, text) in [
        (Format::JsonGraph, r#"{"graphs": [{"nodes": {"#.to_owned()),
        (Format::JsonLd, format!(r#"{{"@context": {{}}, "@id": "a:a", "a:p": [{long}"#)),
        (Format::Graphology, format!(r#"{{"options": {{}}, "attributes": [{long}"#)),
        (Format::Graphology, format!(r#"{{"nodes": [{{"key": "a", "attributes": [{long}"#)),
        (Format::Cytoscape, format!(r#"{{"elements": {{"nodes": [{{"data": [{long}"#)),
        (Format::Cytoscape, format!(r#"[{{"data": {{"id": [{long}"#)),
        (Format::NodeLink, format!(r#"{{"directed": true, "graph": {{}}, "nodes": [{{"id": [{long}"#)),
        (Format::Json, format!(r#"{{"concepts": [{long}"#)),
    ] {
        assert_eq!(Format::detect(&text), format, "{text}");
    }
}

#[test]
fn null_is_absent_and_of_lists_the_first_counts() {
    for (format, text) in [
        (
            Format::NodeLink,
            r#"{"nodes": null, "nodes": [{"id": "a"}, {"id": "b"}], "edges": null, "edges": [{"source": "a", "target": "b"}]}"#,
        ),
        (
            Format::Graphology,
            r#"{"nodes": [{"key": "a"}, {"key": "b"}], "edges": null, "edges": [{"source": "a", "target": "b"}]}"#,
        ),
        (
            Format::Cytoscape,
            r#"{"elements": null, "elements": {"nodes": null, "nodes": [{"data": {"id": "a"}}, {"data": {"id": "b"}}], "edges": [{"data": {"source": "a", "target": "b"}}]}}"#,
        ),
        (
            Format::JsonGraph,
            r#"{"graph": null, "graph": {"nodes": null, "nodes": {"a": null, "b": {}}, "edges": [{"source": "a", "target": "b"}]}}"#,
        ),
    ] {
        let network = asking(format, text, "Q?").unwrap();
        assert_eq!((network.concept_count(), network.relationship_count()), (2, 1), "{format}");
    }
    let twice = r#"{"nodes": [{"key": "a"}], "nodes": [{"key": "b"}], "edges": []}"#;
    let parsed = Network::parse_format(Format::Graphology, twice, Some("Q?")).unwrap();
    assert_eq!((parsed.network.concept_count(), parsed.skipped.to_string().as_str()), (1, "1 nodes"));
    assert!(asking(Format::Graphology, r#"{"nodes": 5, "nodes": []}"#, "Q?").is_err());
}

/// More than are said at once.
#[test]
fn concepts_with_many_relationships_are_written_as_triples() {
    let mut builder = NetworkBuilder::new("Q?");
    builder.concept("A", "");
    for number in 0..1_000 {
        let label = format!("C{:04}", number / 2);
        builder.concept(&label, "");
        builder.relationship(NewRelationship::new("A", "has", &label).passage(["", "p"][number % 2]));
        builder.relationship(("Q?", "asks for", label.as_str()));
    }
    let network = builder.build().unwrap();
    for format in [Format::NQuads, Format::NTriples, Format::JsonLd] {
        let text = network.to_format(format).text;
        assert_eq!(Network::from_format(format, &text), Ok(network.clone()), "{format}");
    }
    let triples = network.to_format(Format::NTriples).text;
    let mut lines: Vec<&str> = triples.lines().collect();
    lines.sort_unstable();
    let count = lines.len();
    lines.dedup();
    assert_eq!(lines.len(), count, "no triple comes twice");
}

#[test]
fn what_is_passed_over_is_counted_by_name() {
    let read = |format, text: &str| {
        Network::read_format(format, text.as_bytes(), Some("Q?")).unwrap().skipped.to_string()
    };
    let yed = r#"<graphml xmlns:y="y"><key id="d0" for="node" yfiles.type="nodegraphics"><desc>d</desc></key><graph id="G" edgedefault="directed" parse.order="free">
        <node id="n0"><data key="d0"><y:ShapeNode><y:Geometry x="1"/><y:NodeLabel>Honey</y:NodeLabel></y:ShapeNode></data></node>
        <node id="n1"/><edge id="e0" source="n0" target="n1"/></graph><data key="d7"><y:Resources/></data></graphml>"#;
    assert_eq!(
        read(Format::GraphMl, yed),
        "1 data, 1 desc, 1 edge id, 1 graph id, 1 key yfiles.type, 1 y:Geometry, 1 y:Resources, 1 y:ShapeNode"
    );
    let gexf = r#"<gexf><meta lastmodifieddate="2026-01-01"><creator>Gephi</creator><description>Q?</description></meta>
        <graph mode="static" timeformat="double"><nodes count="1"><node id="a"/></nodes></graph></gexf>"#;
    assert_eq!(read(Format::Gexf, gexf), "1 creator, 1 graph timeformat, 1 meta lastmodifieddate");
    let cytoscape = r#"{"elements": {"nodes": [{"data": {"id": "a"}, "position": {"x": 1}}], "edges": [], "z": 1},
        "style": [], "zoom": 2, "multigraph": true, "pan": null}"#;
    assert_eq!(read(Format::Cytoscape, cytoscape), "1 style, 1 z, 1 zoom");
    let graphology = r#"{"options": {"multi": true}, "nodes": [{"key": "a", "x": 1}, {"key": "b", "x": 1}],
        "edges": [{"key": "0", "source": "a", "target": "b", "y": 1}], "version": 3}"#;
    assert_eq!(read(Format::Graphology, graphology), "1 edge id, 1 version, 2 x, 1 y");
    assert_eq!(
        read(Format::JsonGraph, r#"{"graph": {"nodes": {"a": {}}}, "generator": "g"}"#),
        "1 generator"
    );
    let quads = "<a:a> <a:p> \"1\"^^<http://www.w3.org/2001/XMLSchema#byte> <a:g> .\n<a:a> <a:q> <a:b> <a:g> .\n<a:a> <a:q> <a:c> .";
    assert_eq!(read(Format::NQuads, quads), "1 datatype, 1 graph name");
    let linked = r#"{"@id": "a:a", "a:p": {"@value": "1", "@type": "a:t"}, "@index": "i"}"#;
    assert_eq!(read(Format::JsonLd, linked), "1 @index, 1 datatype");
    let typed = r#"{"@id": "a:a", "a:p": {"@value": 5, "@type": "a:t", "@direction": "rtl"}, "a:q": {"@value": "a", "@index": "i"}}"#;
    assert_eq!(read(Format::JsonLd, typed), "1 @direction, 1 @index, 1 datatype");
    let dynamic = r#"<gexf><graph mode="dynamic"><attributes class="node" mode="dynamic" start="1"/><nodes/><edges count="0"/></graph></gexf>"#;
    assert_eq!(read(Format::Gexf, dynamic), "1 attributes mode, 1 attributes start, 1 graph mode");
    let pairs = r#"{"data": [["name", "n"], ["name"], 7], "elements": {"edges": [{"data": {"id": "e", "key": "k", "source": "a", "target": "a"}}], "nodes": [{"data": {"id": "a"}}]}}"#;
    assert_eq!(read(Format::Cytoscape, pairs), "2 data, 1 edge id, 1 edge key");
    // What is shown to people must not be able to paint.
    let painted = read(Format::Cytoscape, r#"{"elements": [], "\u001b[31mX\nsemnet: fake": 1}"#);
    assert_eq!(painted, "1 \u{fffd}[31mX\u{fffd}semnet: fake");
    // Names are told apart up to a number.
    let many: String = (0..100).map(|n| format!(", \"f{n}\": 0")).collect();
    let many = read(Format::Cytoscape, &format!("{{\"elements\": []{many}}}"));
    assert!(many.contains("1 f0, ") && many.ends_with(", 36 other names"), "{many}");
}

#[test]
fn the_beginning_of_a_large_file_says_its_format() {
    let mut builder = NetworkBuilder::new("Q?");
    for number in 0..2_000 {
        builder.concept(&format!("Concept {number}"), &"A text. ".repeat(20));
        builder.relationship(("Q?", "asks for", format!("Concept {number}").as_str()));
    }
    let network = builder.build().unwrap();
    for format in lossless() {
        let text = network.to_format(format).text;
        assert!(text.len() > 200_000);
        for length in [4_096, 65_536, 100_001] {
            assert_eq!(Format::detect(&text.as_bytes()[..length]), format, "{format}");
        }
    }
}

#[test]
fn a_stream_that_breaks_off_says_why() {
    for format in lossless() {
        let text = hostile().to_format(format).text;
        let half = &text.as_bytes()[..text.len() / 2];
        let broken = half.chain(Broken);
        let error = Network::read_format(format, broken, None).unwrap_err();
        assert_eq!(error.io_error().unwrap().kind(), std::io::ErrorKind::ConnectionReset, "{error}");
        assert!(error.to_string().ends_with(": cannot be read: the line is dead"), "{error}");
        assert!(std::error::Error::source(&error).is_some());
    }
}

struct Broken;

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        Err(std::io::Error::new(std::io::ErrorKind::ConnectionReset, "the line is dead"))
    }
}

#[test]
fn a_stream_that_is_not_utf_8_says_where() {
    let network = NetworkBuilder::new("Q?").title("é").finding("Xyzzy", "A word.").build().unwrap();
    for format in Format::ALL.into_iter().filter(|format| format.is_readable()) {
        let text = network.to_format(format).text;
        let (before, behind) = text.split_at(text.find("Xyzzy").unwrap());
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
        for wrong in [&b"\xff"[..], b"\xe8\xaa", b"\xed\xa0\x80"] {
            let bytes = [before.as_bytes(), wrong, behind.as_bytes()].concat();
            let error = Network::read_format(format, &bytes[..], None).unwrap_err();
            assert_eq!((error.line(), error.column()), (Some(line), Some(column)), "{error}");
            assert!(error.to_string().ends_with(": the text is not UTF-8 here; save it as UTF-8"), "{error}");
            assert_eq!(Network::from_format(format, &bytes), Err(error));
        }
    }
}

/// Takes so many bytes, and then no more.
struct Full(usize);

impl std::io::Write for Full {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.0 == 0 {
            return Err(std::io::ErrorKind::StorageFull.into());
        }
        let taken = bytes.len().min(self.0);
        self.0 -= taken;
        Ok(taken)
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn what_cannot_be_written_is_an_error() {
    for format in Format::ALL {
        let length = hostile().to_format(format).text.len();
        for room in [0, 1, length / 2, length - 1] {
            let error = hostile().write_format(format, Full(room)).unwrap_err();
            assert_eq!(error.kind(), std::io::ErrorKind::StorageFull, "{format}, {room} of {length}");
        }
        assert!(hostile().write_format(format, Full(length)).is_ok(), "{format}");
    }
}

/// Every string at its worst: with the syntax of every format in it.
fn hostile() -> Network {
    let evil = "</script><img src=x onerror=alert(1)> \"quoted\" 'single' & &amp; &#60; \\ \\N | ` * _ # ]]> --> ;%%{init: {}}%% <!-- =1+1 @ $x$ [a](javascript:alert(1)) https://example.org www.example.org {{x}} ${y}";
    let label = |start: &str| format!("{start}{evil}");
    NetworkBuilder::new(&label("Q?"))
        .title(&label("=T"))
        .attribute(&label("@name"), &label("+value"))
        .finding(&label("-F"), &label("1. text"))
        .concept(&label("`C`"), &label("# not a heading"))
        .concept_attribute(&label("-F"), "label", "taken")
        .concept_attribute(&label("-F"), "label", "twice")
        .concept_attribute(&label("-F"), "semnet:1:label", "nested")
        .relationship(
            NewRelationship::new(&label("-F"), &label("=cmd|' /C calc'!A0"), &label("`C`"))
                .passage(&label("> quote"))
                .attribute("weight", "0.5")
                .attribute("=formula", "=1+1"),
        )
        .highlight((label("-F").as_str(), "is", label("`C`").as_str()))
        .build()
        .unwrap()
}

#[test]
fn hostile_strings_come_back_from_lossless_formats() {
    for format in lossless() {
        assert_eq!(Network::from_format(format, hostile().to_format(format).text), Ok(hostile()), "{format}");
    }
}

#[test]
fn no_cell_is_a_formula() {
    let csv = hostile().to_format(Format::Csv).text;
    for cell in ["=cmd", "=formula", "-F<", "=1+1"] {
        assert!(!csv.contains(&format!(",{cell}")) && !csv.contains(&format!("\n{cell}")), "{csv}");
        assert!(!csv.contains(&format!(",\"{cell}")) && !csv.contains(&format!("\n\"{cell}")), "{csv}");
    }
    let network = NetworkBuilder::new("Q?")
        .concept("A", "")
        .relationship(NewRelationship::new("A", "r", "A").attribute("n", "-1.5"))
        .relationship(NewRelationship::new("A", "r", "A").attribute("n", "'-x"))
        .build()
        .unwrap();
    let csv = network.to_format(Format::Csv).text;
    assert!(csv.contains(",-1.5\n") && csv.contains(",''-x\n"), "{csv}");
    assert_eq!(asking(Format::Csv, csv, "Q?"), Ok(network));
}

/// Its cells are those of CSV, whatever is in them.
#[test]
fn tabs_stand_in_for_commas() {
    let (csv, tsv) = (hostile().to_format(Format::Csv), hostile().to_format(Format::Tsv));
    assert!(tsv.text.starts_with("source\trelation\ttarget\tpassage\tfinding\thighlight\t"), "{}", tsv.text);
    assert_eq!(tsv.omitted, csv.omitted);
    let read = |format, text: &str| Network::from_format(format, text).unwrap();
    assert_eq!(read(Format::Tsv, &tsv.text), read(Format::Csv, &csv.text));
    assert_eq!(Format::from_path("a.tsv"), Some(Format::Tsv));
}

/// Three terms to a line, which is all that readers of N-Triples take.
#[test]
fn triples_name_no_graph() {
    let (quads, triples) =
        (hostile().to_format(Format::NQuads).text, hostile().to_format(Format::NTriples).text);
    let name = format!(" <urn:semnet:{}> .", hostile().fingerprint());
    assert!(quads.lines().all(|line| line.ends_with(&name)), "{quads}");
    assert_eq!(quads.replace(&name, " ."), triples);
    assert_eq!(Format::from_path("a.nt"), Some(Format::NTriples));
    assert_eq!(Format::detect(format!("# three terms\n\n{triples}")), Format::NTriples);
}

#[test]
fn pages_have_no_markup_but_their_own() {
    let html = hostile().to_format(Format::Html).text;
    assert!(!html.contains("<img") && !html.contains("<script") && !html.contains("onerror=alert(1)>"));
    assert!(html.contains("&lt;img src=x onerror=alert(1)&gt;"));
    let markdown = hostile().to_format(Format::Markdown).text;
    assert!(!markdown.contains("<img") || markdown.contains("\\<img"));
    assert!(!markdown.contains(" https://") && !markdown.contains(" www.e"));
    let mermaid = hostile().to_format(Format::Mermaid).text;
    assert!(!mermaid.contains('<') && !mermaid.contains("%%") && !mermaid.contains('`'));
}

// --- errors --------------------------------------------------------------------------------------------------------

#[track_caller]
fn error(format: Format, text: &str) -> String {
    asking(format, text, "Q?").unwrap_err().to_string()
}

#[test]
fn errors_say_where_and_what_would_be_right() {
    for (format, text, message) in [
        (Format::NodeLink, "{", "node-link JSON, line 1, column 1: EOF while parsing an object"),
        (Format::NodeLink, "[]", "node-link JSON: the file must be an object, not a list"),
        (
            Format::NodeLink,
            r#"{"nodes": []}"#,
            "node-link JSON: the file has neither `edges` nor `links`; one of them must be there, if only as []",
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
            "JSON Graph Format, graphs: there are 2 graphs; a network is one, so give each in a file of its own",
        ),
        (
            Format::Graphology,
            r#"{"nodes": [{"key": "a"}, {"key": "a"}]}"#,
            "graphology's JSON, nodes[1]: the node id \"a\" comes twice",
        ),
        (
            Format::Cytoscape,
            r#"{"elements": {"nodes": [{"data": {"id": "a\u0007"}}]}}"#,
            "Cytoscape JSON, elements.nodes[0]: a label (\"a\\u{7}\") has the character U+0007 at position 2, which is a control character; only white space is taken, and becomes a space",
        ),
        (
            Format::GraphMl,
            "<!DOCTYPE g [<!ENTITY a \"b\">]>\n<graphml/>",
            "GraphML, line 1, column 1: a document type (<!DOCTYPE …>) is not read, for entities in it could grow without bound; take it out",
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
            "JSON-LD, @context: the context \"https://example.org/context\" is not in the file, and nothing is fetched; expand the document first, or write the context into it",
        ),
        (
            Format::Csv,
            "a,b\n1,2\n",
            "CSV, line 1, column 1: the first line must name the columns, `source` and `target` among them; it is \"a,b\"",
        ),
        (
            Format::Csv,
            "source,target\n1,2\n1\n",
            "CSV, line 3, column 1: the line has 1 cells, but the first line has 2",
        ),
        (
            Format::Dot,
            "digraph {}",
            "DOT: this format is only written; json, report, jgf, node-link, cytoscape, graphology, graphml, gexf, nquads, ntriples, jsonld, csv, tsv can be read",
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
        "<graphml><key id='d' for='node' attr.name='a'><default>{long}</default></key><graph>{nodes}</graph></graphml>"
    );
    assert!(error(Format::GraphMl, &graphml).contains("more than 64 times as large"));
    let data: String = (0..20_000).map(|number| format!("<a:{number}> <a:p> \"x\" .\n")).collect();
    let nquads =
        format!("{data}<a:p> <http://www.w3.org/2000/01/rdf-schema#label> \"{}\" .", long.repeat(10));
    assert!(error(Format::NQuads, &nquads).contains("more than 64 times as large"));
    let deep = "[".repeat(200_000);
    assert!(error(Format::NodeLink, &deep).contains("recursion limit exceeded"));
    let deep = "<a>".repeat(200_000);
    assert!(error(Format::GraphMl, &deep).contains("expected the element <graphml>"));
    let deep = format!("<graphml><graph><data key='k'>{deep}");
    assert!(error(Format::GraphMl, &deep).contains("not declared"));
    let names: String = (0..100_000).map(|number| format!(" a{number}='' ")).collect();
    assert!(error(Format::GraphMl, &format!("<graphml {names}/>")).contains("no <graph>"));
    let nodes: String = (0..50_000).map(|number| format!("<node id='{number}'/>")).collect();
    let one_line = format!("<graphml><graph edgedefault='directed'>{nodes}</graph></graphml>");
    assert!(asking(Format::GraphMl, one_line, "Q?").is_ok());
}

// --- files of other tools ------------------------------------------------------------------------------------------

#[track_caller]
fn read(format: Format, text: &str) -> Network {
    asking(format, text, "Q?").unwrap()
}

fn lines(network: &Network) -> Vec<String> {
    let concepts = network.concepts().map(|concept| {
        format!(
            "{concept} {:?} {:?}",
            concept.text().unwrap_or_default(),
            concept.attributes().collect::<Vec<_>>()
        )
    });
    let relationships =
        network.relationships().map(|r| format!("{r} {:?}", r.attributes().collect::<Vec<_>>()));
    concepts.chain(relationships).collect()
}

#[test]
fn labels_ids_and_relations_of_others_are_understood() {
    let network = read(
        Format::NodeLink,
        r#"{"directed": true, "multigraph": true, "graph": {"name": "Bees", "year": 1949},
            "nodes": [{"id": 1, "label": "Bee", "text": "An insect."}, {"id": 2, "name": "Hive", "tags": ["a", "b"]},
                      {"id": "Hive"}, {"id": "Wax", "position": {"x": 1.5}, "none": null}],
            "links": [{"source": 1, "target": 2, "type": "lives in", "key": 0},
                      {"source": 1, "target": "Wax", "label": "makes", "weight": 2, "key": 0},
                      {"source": 1, "target": "Wax", "label": "makes", "weight": 2, "key": 1},
                      {"source": 2, "target": "Wax", "key": 0}]}"#,
    );
    assert_eq!(network.question(), "Bees");
    assert_eq!(network.attributes().collect::<Vec<_>>(), [("year", "1949")]);
    assert_eq!(
        lines(&network),
        [
            r#"Bee "An insect." [("id", "1")]"#,
            r#"Hive (2) "" [("tags", "a"), ("tags", "b")]"#,
            r#"Hive (Hive) "" []"#,
            r#"Wax "" [("position", "{\"x\":1.5}")]"#,
            r#"Bee —lives in→ Hive (2) []"#,
            r#"Bee —makes→ Wax [("id", "1"), ("weight", "2")]"#,
            r#"Bee —makes→ Wax [("weight", "2")]"#,
            r#"Hive (2) —related to→ Wax []"#,
        ]
    );
}

#[test]
fn undirected_edges_go_from_the_smaller_label_to_the_larger() {
    let (one, two) = (
        read(
            Format::Graphology,
            r#"{"options": {"type": "undirected"}, "nodes": [{"key": "b"}, {"key": "a"}], "edges": [{"source": "b", "target": "a"}]}"#,
        ),
        read(
            Format::GraphMl,
            "<graphml><graph edgedefault='undirected'><node id='a'/><node id='b'/><edge source='a' target='b'/></graph></graphml>",
        ),
    );
    assert_eq!(one, two);
    assert_eq!(lines(&one), ["a \"\" []", "b \"\" []", "a —related to→ b []"]);
    assert_eq!(one.attributes().collect::<Vec<_>>(), [("directed", "false")]);
    let mixed = read(
        Format::JsonGraph,
        r#"{"graph": {"nodes": {"a": {}, "b": {}}, "edges": [{"source": "b", "target": "a", "directed": false}, {"source": "b", "target": "a"}]}}"#,
    );
    assert_eq!(lines(&mixed)[2..], ["a —related to→ b [(\"directed\", \"false\")]", "b —related to→ a []"]);
}

#[test]
fn both_versions_of_json_graph_are_read() {
    let first = r#"{"graph": {"label": "L", "metadata": {"m": "1"}, "nodes": [{"id": "a", "label": "A", "metadata": {"k": 1}}, {"id": "b"}], "edges": [{"source": "a", "relation": "r", "target": "b", "label": "l"}]}}"#;
    let second = r#"{"graph": {"label": "L", "metadata": {"m": "1"}, "nodes": {"a": {"label": "A", "metadata": {"k": 1}}, "b": {}}, "edges": [{"source": "a", "relation": "r", "target": "b", "label": "l"}]}}"#;
    let network = read(Format::JsonGraph, first);
    assert_eq!(network, read(Format::JsonGraph, second));
    assert_eq!(
        lines(&network),
        [r#"A "" [("id", "a"), ("k", "1")]"#, r#"b "" []"#, r#"A —r→ b [("label", "l")]"#]
    );
}

#[test]
fn graphml_of_yed_has_labels() {
    let network = read(
        Format::GraphMl,
        "<graphml xmlns:y='http://www.yworks.com/xml/graphml'><key for='node' id='d6' yfiles.type='nodegraphics'/><key for='edge' id='d9' yfiles.type='edgegraphics'/>\
         <graph edgedefault='directed'><node id='n0'><data key='d6'><y:ShapeNode><y:Fill color='#FFCC00'/><y:NodeLabel>Tom &amp; Jerry<y:LabelModel/></y:NodeLabel></y:ShapeNode></data></node>\
         <node id='n1'/><edge id='e0' source='n0' target='n1'><data key='d9'><y:PolyLineEdge><y:EdgeLabel>chases</y:EdgeLabel></y:PolyLineEdge></data></edge></graph></graphml>",
    );
    assert_eq!(
        lines(&network),
        [r#"Tom & Jerry "" [("id", "n0")]"#, r#"n1 "" []"#, "Tom & Jerry —chases→ n1 []"]
    );
}

#[test]
fn gexf_keeps_how_nodes_look() {
    let network = read(
        Format::Gexf,
        "<gexf xmlns='http://www.gexf.net/1.2draft' xmlns:viz='http://www.gexf.net/1.2draft/viz' version='1.2'><meta><description>Two</description></meta>\
         <graph defaultedgetype='undirected'><attributes class='node'><attribute id='0' title='kind' type='string'><default>x</default></attribute></attributes>\
         <nodes><node id='0' label='B'><attvalues><attvalue for='0' value='y'/></attvalues><viz:size value='2'/></node><node id='1' label='A'/></nodes>\
         <edges><edge id='0' source='0' target='1' weight='3.0'/></edges></graph></gexf>",
    );
    assert_eq!(network.question(), "Two");
    assert_eq!(
        lines(&network),
        [
            r#"A "" [("id", "1"), ("kind", "x")]"#,
            r#"B "" [("id", "0"), ("kind", "y"), ("viz:size", "value=2")]"#,
            r#"A —related to→ B [("weight", "3.0")]"#,
        ]
    );
}

#[test]
fn rdf_of_others_is_a_graph() {
    let nquads = "# people\n\
        <http://x.org/alice> <http://xmlns.com/foaf/0.1/name> \"Alice\" .\n\
        <http://x.org/alice> <http://xmlns.com/foaf/0.1/knows> _:b <http://x.org/g> .\n\
        _:b <http://www.w3.org/2000/01/rdf-schema#label> \"B\\u00f6b\"@de .\n\
        _:b <http://www.w3.org/2000/01/rdf-schema#label> \"Bob\"@en .\n\
        _:b <http://x.org/age> \"7\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n";
    let compact = r#"{"@context": {"foaf": "http://xmlns.com/foaf/0.1/", "name": "foaf:name", "label": "http://www.w3.org/2000/01/rdf-schema#label", "age": {"@id": "http://x.org/age"}, "id": "@id"},
        "id": "http://x.org/alice", "name": "Alice", "foaf:knows": {"@id": "_:b", "label": [{"@value": "Böb", "@language": "de"}, {"@value": "Bob", "@language": "en"}], "age": 7}}"#;
    let network = read(Format::NQuads, nquads);
    assert_eq!(
        lines(&network),
        [
            r#"Alice "" [("id", "http://x.org/alice")]"#,
            r#"Bob "" [("age", "7"), ("id", "_:b"), ("label@de", "Böb")]"#,
            "Alice —knows→ Bob []",
        ]
    );
    assert_eq!(read(Format::JsonLd, compact), network);
}

#[test]
fn edge_lists_of_gephi_and_of_people_are_read() {
    let network = read(
        Format::Csv,
        "Source;Target;Type;Id;Label;Weight\nb;a;Undirected;0;knows;1.5\na;c;Directed;1;;1\n",
    );
    assert_eq!(
        lines(&network)[3..],
        [
            "a —knows→ b [(\"directed\", \"false\"), (\"weight\", \"1.5\")]",
            "a —related to→ c [(\"weight\", \"1\")]"
        ]
    );
    let network = read(Format::Csv, "from, to, relation\nA, B,\"is, and\"\n");
    assert_eq!(network.relationship_count(), 1);
}

#[test]
fn names_of_formats_and_files_are_known() {
    for format in Format::ALL {
        assert_eq!(format.name().parse(), Ok(format));
        assert_eq!(format.extension().parse(), Ok(format), "{format}");
        assert_eq!(Format::from_path(&format!("A.B.{}", format.extension().to_uppercase())), Some(format));
        assert!(format.media_type().contains('/'));
    }
    assert_eq!(Format::from_path("x.node-link.json"), Some(Format::NodeLink));
    assert_eq!(Format::from_path("x.json"), Some(Format::Json));
    for none in ["json", "xjson", "x.", "", "x.jsonx", "é"] {
        assert_eq!(Format::from_path(none), None, "{none}");
    }
    assert!(
        "xml"
            .parse::<Format>()
            .unwrap_err()
            .to_string()
            .starts_with("there is no format \"xml\"; there are: json,")
    );
}

/// Writers call the question's node `n0`.
#[test]
fn a_label_may_be_what_a_writer_calls_another_node() {
    let mut builder = NetworkBuilder::new("Why?");
    builder.concept("n0", "").concept("n1", "").concept("question", "");
    let network = builder.relationship(("n0", "is not", "n1")).build().unwrap();
    for format in Format::ALL.into_iter().filter(|format| format.is_lossless()) {
        let written = network.to_format(format);
        assert_eq!(Network::from_format(format, written.text).as_ref(), Ok(&network), "{format}");
    }
}
