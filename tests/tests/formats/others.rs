//! Files of other tools: what becomes a concept, a relationship, an attribute, and what is counted.

use semnet_core::Network;
use semnet_core::format::{Format, ImportOptions};

use crate::{lines, read};

#[test]
fn what_is_passed_over_is_counted_by_name() {
    let read = |format, text: &str| {
        Network::import_from(format, text.as_bytes(), &ImportOptions::default().question("Q?"))
            .unwrap()
            .skipped
            .to_string()
    };
    let yed = concat!(
        r#"<graphml xmlns:y="y"><key id="d0" for="node" yfiles.type="nodegraphics"><desc>d</desc></key>"#,
        r#"<graph id="G" edgedefault="directed" parse.order="free">
        <node id="n0"><data key="d0"><y:ShapeNode><y:Geometry x="1"/>"#,
        r#"<y:NodeLabel>Honey</y:NodeLabel></y:ShapeNode></data></node>
        <node id="n1"/><edge id="e0" source="n0" target="n1"/></graph>"#,
        r#"<data key="d7"><y:Resources/></data></graphml>"#,
    );
    assert_eq!(
        read(Format::GraphMl, yed),
        "1 data, 1 desc, 1 edge id, 1 graph id, 1 y:Geometry, 1 y:Resources, 1 y:ShapeNode"
    );
    let gexf = concat!(
        r#"<gexf><meta lastmodifieddate="2026-01-01"><creator>Gephi</creator>"#,
        r#"<description>Q?</description></meta>
        <graph mode="static" timeformat="double"><nodes count="1"><node id="a"/></nodes></graph></gexf>"#,
    );
    assert_eq!(read(Format::Gexf, gexf), "1 creator, 1 graph timeformat, 1 meta lastmodifieddate");
    let cytoscape = r#"{"elements": {"nodes": [{"data": {"id": "a"}, "position": {"x": 1}}], "edges": [],
        "z": 1},
        "style": [], "zoom": 2, "multigraph": true, "pan": null}"#;
    assert_eq!(read(Format::Cytoscape, cytoscape), "1 style, 1 z, 1 zoom");
    let graphology = r#"{"options": {"multi": true}, "nodes": [{"key": "a", "x": 1}, {"key": "b", "x": 1}],
        "edges": [{"key": "0", "source": "a", "target": "b", "y": 1}], "version": 3}"#;
    assert_eq!(read(Format::Graphology, graphology), "1 edge id, 1 version, 2 x, 1 y");
    assert_eq!(
        read(Format::JsonGraph, r#"{"graph": {"nodes": {"a": {}}}, "generator": "g"}"#),
        "1 generator"
    );
    let quads = "<a:a> <a:p> \"1\"^^<http://www.w3.org/2001/XMLSchema#byte> <a:g> .\n<a:a> <a:q> <a:b> <a:g> \
                 .\n<a:a> <a:q> <a:c> .";
    assert_eq!(read(Format::NQuads, quads), "1 datatype, 1 graph name");
    let linked = r#"{"@id": "a:a", "a:p": {"@value": "1", "@type": "a:t"}, "@index": "i"}"#;
    assert_eq!(read(Format::JsonLd, linked), "1 @index, 1 datatype");
    let typed = r#"{"@id": "a:a", "a:p": {"@value": 5, "@type": "a:t", "@direction": "rtl"},
        "a:q": {"@value": "a", "@index": "i"}}"#;
    assert_eq!(read(Format::JsonLd, typed), "1 @direction, 1 @index, 1 datatype");
    let dynamic = concat!(
        r#"<gexf><graph mode="dynamic"><attributes class="node" mode="dynamic" start="1"/>"#,
        r#"<nodes/><edges count="0"/></graph></gexf>"#,
    );
    assert_eq!(read(Format::Gexf, dynamic), "1 attributes mode, 1 attributes start, 1 graph mode");
    let pairs = r#"{"data": [["name", "n"], ["name"], 7],
        "elements": {"edges": [{"data": {"id": "e", "key": "k", "source": "a", "target": "a"}}],
        "nodes": [{"data": {"id": "a"}}]}}"#;
    assert_eq!(read(Format::Cytoscape, pairs), "2 data, 1 edge id, 1 edge key");
    // Text that is shown to people must have no control characters.
    let painted = read(Format::Cytoscape, r#"{"elements": [], "\u001b[31mX\nsemnet: fake": 1}"#);
    assert_eq!(painted, "1 \u{fffd}[31mX\u{fffd}semnet: fake");
    // Names are counted separately up to a number.
    let many: String = (0..100).map(|n| format!(", \"f{n}\": 0")).collect();
    let many = read(Format::Cytoscape, &format!("{{\"elements\": []{many}}}"));
    assert!(many.contains("1 f0, ") && many.ends_with(", 36 other names"), "{many}");
}

#[test]
fn labels_ids_and_relations_of_others_are_understood() {
    let network = read(
        Format::NodeLink,
        r#"{"directed": true, "multigraph": true, "graph": {"name": "Bees", "year": 1949},
            "nodes": [{"id": 1, "label": "Bee", "text": "An insect."},
              {"id": 2, "name": "Hive", "tags": ["a", "b"]},
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
            r#"Hive "" [("id", "2"), ("tags", "a"), ("tags", "b")]"#,
            r#"Hive (2) "" []"#,
            r#"Wax "" [("position", "{\"x\":1.5}")]"#,
            r#"Bee —lives in→ Hive []"#,
            r#"Bee —makes→ Wax [("id", "1"), ("weight", "2")]"#,
            r#"Bee —makes→ Wax [("weight", "2")]"#,
            r#"Hive —related to→ Wax []"#,
        ]
    );
}

#[test]
fn undirected_edges_keep_the_order_of_their_ends() {
    for (format, text) in [
        (
            Format::Graphology,
            r#"{"options": {"type": "undirected"}, "nodes": [{"key": "b"}, {"key": "a"}],
                "edges": [{"source": "b", "target": "a"}]}"#,
        ),
        (
            Format::GraphMl,
            "<graphml><graph edgedefault='undirected'><node id='a'/><node id='b'/><edge source='b' \
             target='a'/></graph></graphml>",
        ),
        (
            Format::Gexf,
            "<gexf><graph><nodes><node id='a'/><node id='b'/></nodes><edges><edge source='b' \
             target='a'/></edges></graph></gexf>",
        ),
        (
            Format::Cytoscape,
            r#"{"directed": false, "elements": [{"data": {"id": "a"}}, {"data": {"id": "b"}},
                {"data": {"source": "b", "target": "a"}}]}"#,
        ),
    ] {
        let network = read(format, text);
        assert_eq!(lines(&network), ["a \"\" []", "b \"\" []", "b —related to→ a []"], "{format}");
        assert_eq!(network.attributes().collect::<Vec<_>>(), [("directed", "false")], "{format}");
    }
    let mixed = read(
        Format::JsonGraph,
        r#"{"graph": {"nodes": {"a": {}, "b": {}}, "edges": [{"source": "b", "target": "a",
            "directed": false}, {"source": "b", "target": "a"}]}}"#,
    );
    assert_eq!(lines(&mixed)[2..], ["b —related to→ a []", "b —related to→ a [(\"directed\", \"false\")]"]);
}

#[test]
fn both_versions_of_json_graph_are_read() {
    let first = r#"{"graph": {"label": "L", "metadata": {"m": "1"},
        "nodes": [{"id": "a", "label": "A", "metadata": {"k": 1}}, {"id": "b"}],
        "edges": [{"source": "a", "relation": "r", "target": "b", "label": "l"}]}}"#;
    let second = r#"{"graph": {"label": "L", "metadata": {"m": "1"},
        "nodes": {"a": {"label": "A", "metadata": {"k": 1}}, "b": {}},
        "edges": [{"source": "a", "relation": "r", "target": "b", "label": "l"}]}}"#;
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
        "<graphml xmlns:y='http://www.yworks.com/xml/graphml'><key for='node' id='d6' \
         yfiles.type='nodegraphics'/><key for='edge' id='d9' yfiles.type='edgegraphics'/><graph \
         edgedefault='directed'><node id='n0'><data key='d6'><y:ShapeNode><y:Fill \
         color='#FFCC00'/><y:NodeLabel>Tom &amp; \
         Jerry<y:LabelModel/></y:NodeLabel></y:ShapeNode></data></node><node id='n1'/><edge id='e0' \
         source='n0' target='n1'><data \
         key='d9'><y:PolyLineEdge><y:EdgeLabel>chases</y:EdgeLabel></y:PolyLineEdge></data></edge></graph>\
         </graphml>",
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
        "<gexf xmlns='http://www.gexf.net/1.2draft' xmlns:viz='http://www.gexf.net/1.2draft/viz' \
         version='1.2'><meta><description>Two</description></meta>\
         <graph defaultedgetype='undirected'><attributes class='node'><attribute id='0' title='kind' \
         type='string'><default>x</default></attribute></attributes>\
         <nodes><node id='0' label='B'><attvalues><attvalue for='0' value='y'/></attvalues><viz:size \
         value='2'/></node><node id='1' label='A'/></nodes>\
         <edges><edge id='0' source='0' target='1' weight='3.0'/></edges></graph></gexf>",
    );
    assert_eq!(network.question(), "Two");
    assert_eq!(
        lines(&network),
        [
            r#"A "" [("id", "1"), ("kind", "x")]"#,
            r#"B "" [("id", "0"), ("kind", "y"), ("viz:size", "value=2")]"#,
            r#"B —related to→ A [("weight", "3.0")]"#,
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
    let compact = r#"{"@context": {"foaf": "http://xmlns.com/foaf/0.1/", "name": "foaf:name",
        "label": "http://www.w3.org/2000/01/rdf-schema#label", "age": {"@id": "http://x.org/age"},
        "id": "@id"},
        "id": "http://x.org/alice", "name": "Alice",
        "foaf:knows": {"@id": "_:b", "label": [{"@value": "Böb", "@language": "de"},
          {"@value": "Bob", "@language": "en"}], "age": 7}}"#;
    let network = read(Format::NQuads, nquads);
    assert_eq!(
        lines(&network),
        [
            r#"Alice "" [("id", "http://x.org/alice")]"#,
            r#"Bob "" [("age", "7"), ("alias@de", "Böb"), ("id", "_:b"), ("label language", "en")]"#,
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
            "a —related to→ c [(\"weight\", \"1\")]",
            "b —knows→ a [(\"directed\", \"false\"), (\"weight\", \"1.5\")]"
        ]
    );
    let network = read(Format::Csv, "from, to, relation\nA, B,\"is, and\"\n");
    assert_eq!(network.relationship_count(), 1);
}
