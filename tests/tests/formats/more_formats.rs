//! Formats that are only read, and pictures that are read again.

use semnet_core::format::{Format, ImportOptions};
use semnet_core::{Network, NetworkBuilder};

use crate::{lines, read};

fn relationships(network: &Network) -> Vec<String> {
    network.relationships().map(|it| it.to_string()).collect()
}

#[track_caller]
fn error(format: Format, text: &str) -> String {
    crate::asking(format, text, "Q?").unwrap_err().to_string()
}

#[test]
fn gml_of_networkx_and_of_gephi_is_read() {
    let text = "Creator \"networkx\"\ngraph [\n  directed 1\n  name \"Mill\"\n  node [\n    id 0\n    label \
                \"Tide &#38; Mill\"\n    graphics [ x 1.0 fill \"#fff\" ]\n  ]\n  node [ id 1 label \
                \"Miller\" age 50.50 ]\n  edge [ source 1 target 0 relation \"keeps\" weight 2 ]\n]\n";
    assert_eq!(Format::detect(text), Format::Gml);
    let network = read(Format::Gml, text);
    assert_eq!(network.question(), "Mill");
    assert_eq!(
        lines(&network),
        [
            r#"Miller "" [("age", "50.50"), ("id", "1")]"#,
            r#"Tide & Mill "" [("id", "0")]"#,
            r#"Miller —keeps→ Tide & Mill [("weight", "2")]"#,
        ]
    );
    let undirected = read(Format::Gml, "graph [ node [ id 1 ] node [ id 0 ] edge [ source 1 target 0 ] ]");
    assert_eq!(relationships(&undirected), ["1 —related to→ 0"]);
    assert_eq!(undirected.attributes().collect::<Vec<_>>(), [("directed", "false")]);
    assert_eq!(
        error(Format::Gml, "graph [\n node [ id 0"),
        "GML, line 2, column 13: the file ends in the middle; a `[` is not closed"
    );
}

#[test]
fn opml_is_a_tree() {
    let text = "<?xml version='1.0'?><opml version='2.0'><head><title>Harbour</title></head><body>\
        <outline text='Mill' _note='Driven by the tide.'><outline text='Wheel'/><outline \
                text='Wheel'/></outline></body></opml>";
    assert_eq!(Format::detect(text), Format::Opml);
    let network = read(Format::Opml, text);
    assert_eq!(network.question(), "Harbour");
    assert_eq!(
        lines(&network),
        [
            r#"Mill "Driven by the tide." []"#,
            r#"Wheel "" []"#,
            r#"Wheel (2) "" []"#,
            "Mill —contains→ Wheel []",
            "Mill —contains→ Wheel (2) []",
        ]
    );
}

#[test]
fn the_memory_of_assistants_is_read() {
    let text = "{\"type\":\"entity\",\"name\":\"Ada\",\"entityType\":\"person\",\"observations\":[\"Keeps \
                the mill.\",\"Speaks French.\"]}\n\
        {\"type\":\"entity\",\"name\":\"Mill\",\"entityType\":\"place\",\"observations\":[]}\n\
        {\"type\":\"relation\",\"from\":\"Ada\",\"to\":\"Mill\",\"relationType\":\"keeps\"}\n";
    assert_eq!(Format::detect(text), Format::McpMemory);
    assert_eq!(
        lines(&read(Format::McpMemory, text)),
        [
            r#"Ada "Keeps the mill. Speaks French." [("entityType", "person")]"#,
            r#"Mill "" [("entityType", "place")]"#,
            "Ada —keeps→ Mill []",
        ]
    );
    let half = text.trim_end().trim_end_matches('}');
    assert_eq!(
        error(Format::McpMemory, half),
        "MCP memory, line 3, column 66: the line ends in the middle of an object"
    );
}

#[test]
fn extractions_are_mentioned_by_their_document() {
    let text = concat!(
        r#"{"extractions": [{"extraction_class": "character", "extraction_text": "Juliet", "#,
        r#""char_interval": {"start_pos": 12, "end_pos": 18}, "alignment_status": "match_exact", "#,
        r#""attributes": {"state": "longing"}}], "#,
        r#""text": "It is late. Juliet gazed at the stars. She slept.", "document_id": "doc_1"}"#,
    );
    assert_eq!(Format::detect(text), Format::LangExtract);
    let network = read(Format::LangExtract, text);
    assert_eq!(
        lines(&network),
        [
            r#"Juliet "" [("class", "character"), ("state", "longing")]"#,
            r#"doc_1 "It is late. Juliet gazed at the stars. She slept." []"#,
            "doc_1 —mentions→ Juliet []",
        ]
    );
    assert_eq!(network.relationships().next().unwrap().passage(), Some("Juliet gazed at the stars."));
}

#[test]
fn entities_and_relationships_have_texts_and_passages() {
    let text = r#"{"chunks": [{"content": "…", "source_id": "c1"}],
        "entities": [{"entity_name": "Miller", "entity_type": "person",
          "description": "A man who keeps a mill.", "source_id": "c1"},
                     {"entity_name": "Mill", "entity_type": "place", "description": "", "source_id": "c1"}],
        "relationships": [{"src_id": "Miller", "tgt_id": "Mill", "description": "The miller keeps the mill.",
          "keywords": "keeps", "weight": 1.0, "source_id": "c1"}]}"#;
    assert_eq!(Format::detect(text), Format::Entities);
    let network = read(Format::Entities, text);
    assert_eq!(
        lines(&network),
        [
            r#"Mill "" [("entity_type", "place"), ("source_id", "c1")]"#,
            r#"Miller "A man who keeps a mill." [("entity_type", "person"), ("source_id", "c1")]"#,
            r#"Miller —keeps→ Mill [("source_id", "c1"), ("weight", "1.0")]"#,
        ]
    );
    assert_eq!(network.relationships().next().unwrap().passage(), Some("The miller keeps the mill."));
}

#[test]
fn a_canvas_has_cards_arrows_and_frames() {
    let text = r##"{"nodes": [
        {"id": "g", "type": "group", "x": -10, "y": -10, "width": 500, "height": 300, "label": "Harbour"},
        {"id": "a", "type": "text", "text": "# Mill\nDriven by the tide.", "x": 0, "y": 0, "width": 100,
          "height": 50},
        {"id": "b", "type": "file", "file": "People/Ada Miller.md", "x": 900, "y": 0, "width": 100,
          "height": 50, "color": "1"}],
        "edges": [{"id": "e", "fromNode": "b", "fromSide": "left", "toNode": "a", "label": "keeps"},
                  {"id": "f", "fromNode": "a", "toNode": "b", "fromEnd": "arrow", "toEnd": "none"}]}"##;
    assert_eq!(Format::detect(text), Format::Canvas);
    assert_eq!(
        lines(&read(Format::Canvas, text)),
        [
            r#"Ada Miller "" [("file", "People/Ada Miller.md"), ("id", "b")]"#,
            r#"Harbour "" [("id", "g")]"#,
            r#"Mill "Driven by the tide." [("id", "a")]"#,
            "Ada Miller —keeps→ Mill []",
            "Ada Miller —related to→ Mill []",
            "Harbour —contains→ Mill []",
        ]
    );
}

#[test]
fn dot_has_chains_groups_and_strings_of_every_kind() {
    let text = r#"/* drawn by hand */ strict digraph "Harbour" {
        rankdir=LR; node [shape=box]; // looks
        mill -> wheel:n [label="drives", color=red];
        subgraph cluster_0 { label="People"; ada; bo -> ada [dir=back, xlabel="knows"] }
        mill [label="Tide" + " Mill\n1780", tooltip="Driven by the tide."];
        wheel [label=<Big <b>Wheel</b>>];
        ada -> {mill wheel} [label=tends];
    }"#;
    assert_eq!(Format::detect(text), Format::Dot);
    let network = read(Format::Dot, text);
    assert_eq!(network.question(), "Harbour");
    assert_eq!(
        relationships(&network),
        [
            "People —contains→ ada",
            "People —contains→ bo",
            "Tide Mill 1780 —drives→ Big Wheel",
            "ada —knows→ bo",
            "ada —tends→ Big Wheel",
            "ada —tends→ Tide Mill 1780",
        ]
    );
    assert_eq!(network.concept("Tide Mill 1780").unwrap().text(), Some("Driven by the tide."));
    let undirected = read(Format::Dot, "graph { zoo -- ape }");
    assert_eq!(relationships(&undirected), ["zoo —related to→ ape"]);
    assert_eq!(
        error(Format::Dot, "digraph {\n a -> b"),
        "DOT, line 2, column 8: the file ends in the middle; a `{` is not closed"
    );
    assert_eq!(
        error(Format::Dot, "digraph { a -- b }"),
        "DOT, line 1, column 12: a digraph has `->` between nodes"
    );
}

#[test]
fn mermaid_has_mind_maps_and_flowcharts() {
    let text = "mindmap\n  root((Harbour))\n    Mill\n      ::icon(fa fa-cog)\n      Wheel\n    id[\"Ada \
                \u{201c}M.\u{201d}\"]\n";
    assert_eq!(Format::detect(text), Format::Mermaid);
    assert_eq!(
        relationships(&read(Format::Mermaid, text)),
        ["Harbour —contains→ Ada \u{201c}M.\u{201d}", "Harbour —contains→ Mill", "Mill —contains→ Wheel"]
    );
    let text = "---\ntitle: Mill\n---\nflowchart LR\n  A[Tide Mill] -->|drives| B(Wheel); B -- turns --> \
                C{Stone}\n  %% a comment\n  \
        D & A --- C\n  subgraph People\n    Ada:::big ==> A\n  end\n  style A fill:#fff\n";
    let network = read(Format::Mermaid, text);
    assert_eq!(network.question(), "Mill");
    assert_eq!(
        relationships(&network),
        [
            "Ada —related to→ Tide Mill",
            "D —related to→ Stone",
            "People —contains→ Ada",
            "People —contains→ Tide Mill",
            "Tide Mill —drives→ Wheel",
            "Tide Mill —related to→ Stone",
            "Wheel —turns→ Stone",
        ]
    );
}

#[test]
fn cypher_makes_nothing_twice_and_strings_stay_strings() {
    let mut builder = NetworkBuilder::new("Why?");
    builder.finding("It's \\ here", "A text.");
    builder.relationship(("It's \\ here", "is `so`", "Why?"));
    let cypher = builder.build().unwrap().to_format(Format::Cypher);
    assert!(cypher.omitted.is_nothing());
    assert!(
        cypher.text.contains(r"MERGE (c:Concept {label: 'It\'s \\ here'}) SET c.text = 'A text.';"),
        "{}",
        cypher.text
    );
    assert!(cypher.text.contains("[r:`is ``so``` {semnet: "), "{}", cypher.text);
    assert!(cypher.text.lines().all(|line| line.ends_with(';')));
}

#[test]
fn what_is_only_read_has_no_text() {
    let network = NetworkBuilder::new("Why?").build().unwrap();
    for format in Format::ALL.into_iter().filter(|format| !format.is_writable()) {
        let error = network.write_format(format, Vec::new()).unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::Unsupported, "{format}");
        assert!(network.to_format(format).text.is_empty() && format.is_readable());
    }
}

#[test]
fn a_folder_of_notes_is_a_network_and_back() {
    let notes = [
        (
            "Places/Tide Mill.md",
            "---\naliases: [\"Mill, Tide\", Tidemill]\ntags:\n  - mill\nowner: \"[[Ada Miller]]\"\n---\n# \
             Tide Mill\nDriven by the [[Sea|tide]], and kept by [Ada](../People/Ada%20Miller.md).\nbuilt:: \
             1780\n",
        ),
        ("People/Ada Miller.md", "keeps:: [[Tide Mill]]\n```\n[[not a link]]\n```\n"),
    ];
    let mut options = ImportOptions::default();
    options.question = Some("Q?");
    let imported = Network::from_notes(notes, &options).unwrap();
    assert!(imported.skipped.is_nothing(), "{}", imported.skipped);
    assert_eq!(
        lines(&imported.network),
        [
            r#"Ada Miller "not a link" [("id", "People/Ada Miller.md")]"#,
            r#"Sea "" []"#,
            concat!(
                r#"Tide Mill "Tide Mill Driven by the tide, and kept by Ada." [("alias", "Mill, Tide"), "#,
                r#"("alias", "Tidemill"), ("built", "1780"), ("id", "Places/Tide Mill.md"), ("tags", "#,
                r#""mill")]"#,
            ),
            "Ada Miller —keeps→ Tide Mill []",
            "Tide Mill —links to→ Ada Miller []",
            "Tide Mill —links to→ Sea []",
            "Tide Mill —owner→ Ada Miller []",
        ]
    );
    let written = imported.network.to_notes().notes;
    let again = written.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let again = Network::from_notes(again, &options).unwrap().network;
    assert_eq!(relationships(&again), relationships(&imported.network));
    let open = [("a.md", "---\nopen: yes\n")];
    let error = Network::from_notes(open, &options).unwrap_err();
    assert_eq!(
        error.to_string(),
        "Markdown, a.md: the front matter that `---` opens is not closed by another `---`"
    );
}
