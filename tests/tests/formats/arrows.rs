//! The direction, the groups and the number of edges, by one rule in all formats: what the owner of a file
//! drew.

use semnet_core::Network;
use semnet_core::format::{Format, ImportOptions};

use crate::{lines, read};

#[track_caller]
fn relationships(format: Format, text: &str) -> Vec<String> {
    lines(&read(format, text)).into_iter().filter(|line| line.contains('→')).collect()
}

/// By arrowheads at the source, at the target, at both and at neither.
const DRAWN: [&str; 4] = [
    "A —s→ B []",
    "B —s→ A []",
    r#"A —s→ B [("directed", "false"), ("mutual", "true")]"#,
    r#"A —s→ B [("directed", "false")]"#,
];

#[test]
fn an_arrow_drawn_from_its_head_is_turned_in_all_formats() {
    let yed = |heads: (&str, &str)| {
        format!(
            "<graphml><key id='d' for='edge' yfiles.type='edgegraphics'/><graph edgedefault='directed'>\
             <node id='A'/><node id='B'/><edge source='A' target='B'><data key='d'>\
             <y:PolyLineEdge xmlns:y='y'><y:Arrows source='{}' target='{}'/><y:EdgeLabel>s</y:EdgeLabel>\
             </y:PolyLineEdge></data></edge></graph></graphml>",
            heads.0, heads.1
        )
    };
    let gml = |heads: &str| {
        format!(
            "Creator \"yFiles\"\ngraph [ directed 1 node [ id 0 label \"A\" ] node [ id 1 label \"B\" ]\n\
             edge [ source 0 target 1 label \"s\" graphics [ fill \"#000\" {heads} ] ] ]"
        )
    };
    let canvas = |heads: &str| {
        format!(
            "{{\"nodes\":[{{\"id\":\"a\",\"type\":\"text\",\"text\":\"A\",\"x\":0,\"y\":0,\"width\":9,\
             \"height\":9}},{{\"id\":\"b\",\"type\":\"text\",\"text\":\"B\",\"x\":99,\"y\":0,\"width\":9,\
             \"height\":9}}],\"edges\":[{{\"id\":\"e\",\"fromNode\":\"a\",\"toNode\":\"b\",\
             \"label\":\"s\"{heads}}}]}}"
        )
    };
    let json = |directed: bool, edge: &str| {
        format!(
            "{{\"directed\":{directed},\"nodes\":[{{\"id\":\"A\"}},{{\"id\":\"B\"}}],\
             \"edges\":[{{\"from\":\"A\",\"to\":\"B\",\"label\":\"s\"{edge}}}]}}"
        )
    };
    let forward = 0;
    let (backward, both, neither) = (1, 2, 3);
    let cases = [
        (Format::Dot, "digraph { A -> B [label=s] }".to_owned(), forward),
        (Format::Dot, "digraph { A -> B [label=s, dir=back] }".into(), backward),
        (Format::Dot, "digraph { A -> B [label=s, dir=both, arrowhead=none] }".into(), backward),
        (Format::Dot, "digraph { A -> B [label=s, dir=both] }".into(), both),
        (Format::Dot, "digraph { A -> B [label=s, dir=both, arrowtail=none] }".into(), forward),
        (Format::Dot, "digraph { A -> B [label=s, arrowhead=none] }".into(), neither),
        (Format::GraphMl, yed(("none", "standard")), forward),
        (Format::GraphMl, yed(("standard", "none")), backward),
        (Format::GraphMl, yed(("delta", "delta")), both),
        (Format::GraphMl, yed(("none", "none")), neither),
        (Format::Gml, gml("targetArrow \"standard\""), forward),
        (Format::Gml, gml("sourceArrow \"standard\""), backward),
        (Format::Gml, gml("sourceArrow \"standard\" targetArrow \"standard\""), both),
        (Format::Gml, gml(""), neither),
        (Format::Canvas, canvas(""), forward),
        (Format::Canvas, canvas(",\"fromEnd\":\"arrow\",\"toEnd\":\"none\""), backward),
        (Format::Canvas, canvas(",\"fromEnd\":\"arrow\""), both),
        (Format::Canvas, canvas(",\"toEnd\":\"none\""), neither),
        (Format::Mermaid, "flowchart LR\nA -->|s| B".into(), forward),
        (Format::Mermaid, "flowchart LR\nA <--->|s| B".into(), both),
        (Format::Mermaid, "flowchart LR\nA ---|s| B".into(), neither),
        (Format::NodeLink, json(true, ",\"arrows\":\"to\""), forward),
        (Format::NodeLink, json(true, ",\"arrows\":\"from\""), backward),
        (Format::NodeLink, json(true, ",\"arrows\":\"to;from\""), both),
        (Format::NodeLink, json(true, ",\"arrows\":{\"to\":true}"), forward),
        (Format::NodeLink, json(true, ",\"arrows\":{\"from\":{\"enabled\":true}}"), backward),
        (Format::NodeLink, json(true, ",\"markerStart\":{\"type\":\"arrow\"}"), backward),
        (Format::NodeLink, json(true, ",\"markerEnd\":\"arrow\",\"markerStart\":\"arrow\""), both),
    ];
    for (format, text, wanted) in cases {
        assert_eq!(relationships(format, &text), [DRAWN[wanted]], "{format}: {text}");
    }
}

#[test]
fn a_node_is_in_the_innermost_group_that_names_it() {
    let inner = [
        "A —related to→ B []",
        "B —related to→ C []",
        "one —contains→ A []",
        "two —contains→ B []",
        "two —contains→ three []",
        "three —contains→ C []",
    ];
    let mut inner = inner.map(str::to_owned);
    inner.sort();
    for (format, text) in [
        (
            Format::Mermaid,
            "flowchart LR\nA --> B --> C\nsubgraph one\nA\nend\nsubgraph two\nB\nC\nsubgraph three\n\
             C\nend\nend\n",
        ),
        (
            Format::Dot,
            "digraph { A -> B -> C; subgraph cluster_1 { label=one; A } subgraph cluster_2 { label=two; \
             B; C; subgraph cluster_3 { label=three; C } } }",
        ),
    ] {
        let mut found = relationships(format, text);
        found.sort();
        assert_eq!(found, inner, "{format}");
    }
}

#[test]
fn a_set_holds_nothing_twice() {
    let once = ["a —knows→ b []"];
    let triple = "<http://e.org/a> <http://e.org/knows> <http://e.org/b>";
    let quads = format!("{triple} <http://g.org/1> .\n{triple} <http://g.org/2> .\n");
    let json = "{\"@context\":{\"@vocab\":\"http://e.org/\",\"@base\":\"http://e.org/\"},\"@id\":\"a\",\
                \"knows\":[{\"@id\":\"b\"},{\"@id\":\"b\"}]}";
    for (format, text) in [
        (Format::NTriples, format!("{triple} .\n{triple} .\n")),
        (Format::NQuads, quads),
        (Format::Turtle, format!("{triple} , <http://e.org/b> .\n{triple} .\n")),
        (Format::JsonLd, json.to_owned()),
    ] {
        assert_eq!(relationships(format, &text), once, "{format}");
        let skipped =
            Network::import(format, text, &ImportOptions::default().question("Q?")).unwrap().skipped;
        assert!(skipped.iter().all(|(name, _)| name != "repeated edge"), "{format}: {skipped}");
    }
}

#[test]
fn numbers_of_dot_may_touch_an_arrow() {
    let found = relationships(Format::Dot, "digraph { 1->2->-3; 4.5->6 }");
    let expected = ["1 —related to→ 2 []", "2 —related to→ -3 []", "4.5 —related to→ 6 []"];
    assert_eq!(found, expected);
    assert_eq!(relationships(Format::Dot, "graph { 1--2 }"), ["1 —related to→ 2 []"]);
}

#[test]
fn a_strict_graph_has_one_edge_between_two_nodes() {
    let strict = "strict digraph { a -> b [label=uses]; a -> b [weight=2]; b -> a [label=serves] }";
    let found = relationships(Format::Dot, strict);
    assert_eq!(found, [r#"a —uses→ b [("weight", "2")]"#, "b —serves→ a []"]);
    let undirected = "strict graph { b -- a [label=near]; a -- b }";
    assert_eq!(relationships(Format::Dot, undirected), ["b —near→ a []"]);
    let loose = relationships(Format::Dot, "graph { b -- a [label=near]; b -- a [label=near] }");
    assert_eq!(loose, [r#"b —near→ a [("count", "2")]"#]);
}
