//! Strings with the syntax of every format in them.

use semnet_core::format::Format;
use semnet_core::network::NewRelationship;
use semnet_core::{Network, NetworkBuilder};

use crate::{asking, lossless};

/// Every string at its worst: with the syntax of every format in it.
pub(crate) fn hostile() -> Network {
    let evil = "</script><img src=x onerror=alert(1)> \"quoted\" 'single' & &amp; &#60; \\ \\N | ` * _ # ]]> \
                --> ;%%{init: {}}%% <!-- =1+1 @ $x$ [a](javascript:alert(1)) https://example.org \
                www.example.org {{x}} ${y}";
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

/// Its cells are those of CSV, with any content.
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
