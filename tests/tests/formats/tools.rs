//! Further files as their tools write them, each with what its owner means.

use semnet_core::Network;
use semnet_core::format::{Format, ImportOptions, Imported};

use crate::lines;

#[track_caller]
fn import(format: Format, text: &str) -> Imported {
    Network::import(format, text, &ImportOptions::default().question("Q?"))
        .unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// The relationships alone, with their attributes.
#[track_caller]
fn check(format: Format, text: &str, expected: &[&str]) {
    let network = import(format, text).network;
    let found: Vec<String> = lines(&network).into_iter().filter(|line| line.contains('→')).collect();
    assert_eq!(found, expected, "{text}");
}

#[track_caller]
fn check_error(text: &str, expected: &str) {
    let error = Network::import(Format::detect(text), text, &ImportOptions::default().question("Q?"))
        .unwrap_err()
        .to_string();
    assert!(error.contains(expected), "{error}\n{text}");
}

#[test]
fn columns_have_the_names_that_tools_give_the_two_ends() {
    for (source, target) in [
        ("src_id", "tgt_id"),
        ("From Node", "To Node"),
        ("startNode", "endNode"),
        (":START_ID(Person)", ":END_ID(Movie)"),
        ("subjectLabel", "objectLabel"),
        ("Source", "Destination"),
        ("entity_1", "entity_2"),
        ("Interactor A", "Interactor B"),
        ("parent", "child"),
        ("u", "v"),
    ] {
        let text = format!("{source},{target},Edge Type\nZoo,Ape,contains\n");
        assert_eq!(Format::detect(&text), Format::Csv, "{text}");
        check(Format::Csv, &text, &["Zoo —contains→ Ape []"]);
    }
    // They are words of a proposition, too.
    check(Format::Tsv, "Parent\tloves\tChild\n", &["Parent —loves→ Child []"]);
}

#[test]
fn several_tables_of_labels_are_read() {
    let import = |edges: &str, tables: &[&'static str]| {
        let mut options = ImportOptions::default();
        options.question = Some("Q?");
        options.labels = tables.to_vec();
        Network::import(Format::Csv, edges, &options)
    };
    let people = "personId:ID(Person),name\n1,Keanu\n2,Carrie-Anne\n";
    let films = "filmId:ID(Film),title\n1,The Matrix\n3,\n";
    // The same number in two groups is two nodes; elsewhere groups mean nothing.
    let network = import(
        ":START_ID(Person),:TYPE,:END_ID(Film)\n1,ACTED_IN,1\n2,ACTED_IN,1\n2,SAW,3\n",
        &[people, films],
    );
    assert_eq!(
        lines(&network.unwrap().network),
        [
            r#"3 "" []"#,
            r#"Carrie-Anne "" [("id", "2")]"#,
            r#"Keanu "" [("id", "Person 1")]"#,
            r#"The Matrix "" [("id", "Film 1")]"#,
            "Carrie-Anne —ACTED_IN→ The Matrix []",
            "Carrie-Anne —SAW→ 3 []",
            "Keanu —ACTED_IN→ The Matrix []",
        ]
    );
    // Without groups, too.
    let network = import("source,target\n1,x\n", &["Id,Label\n1,Bee\n", "Id,Label,kind\nx,Honey,food\n"]);
    assert_eq!(
        lines(&network.unwrap().network),
        [
            r#"Bee "" [("id", "1")]"#,
            r#"Honey "" [("id", "x"), ("kind", "food")]"#,
            "Bee —related to→ Honey []"
        ]
    );
    let error = import("source,target\n1,x\n", &["Id,Label\n1,Bee\n", "when,where\n"]).unwrap_err();
    assert!(error.to_string().contains("table 2 of labels, line 1"), "{error}");
}

#[test]
fn tables_of_neo4j_are_read() {
    let edges =
        "\":START_ID(Person)\",\"since:int\",\":END_ID(Person)\",\":TYPE\"\nkeanu,1999,laurence,KNOWS\n";
    let mut options = ImportOptions::default();
    options.question = Some("Q?");
    options.labels = vec![
        "personId:ID(Person),name,born:int,:LABEL\nkeanu,Keanu,1964,Person\nlaurence,Laurence,1961,Person\n",
    ];
    let network = Network::import(Format::Csv, edges, &options).unwrap().network;
    assert_eq!(
        lines(&network),
        [
            r#"Keanu "" [("born", "1964"), ("id", "keanu"), ("labels", "Person")]"#,
            r#"Laurence "" [("born", "1961"), ("id", "laurence"), ("labels", "Person")]"#,
            r#"Keanu —KNOWS→ Laurence [("since", "1999")]"#,
        ]
    );
    // The export of APOC: nodes and relationships in one table.
    let all = "\"_id\",\"_labels\",\"name\",\"title\",\"_start\",\"_end\",\"_type\",\"roles\"\n\
               \"0\",\":Person\",\"Keanu\",\"\",,,,\n\"1\",\":Movie\",\"\",\"The Matrix\",,,,\n,,,,\"0\",\
                 \"1\",\"ACTED_IN\",\"Neo\"\n";
    assert_eq!(
        lines(&import(Format::Csv, all).network),
        [
            r#"Keanu "" [("_labels", ":Person"), ("id", "0")]"#,
            r#"The Matrix "" [("_labels", ":Movie"), ("id", "1")]"#,
            r#"Keanu —ACTED_IN→ The Matrix [("roles", "Neo")]"#,
        ]
    );
    let error = Network::import(Format::Csv, "Id,Label\n1,Zoo\n", &ImportOptions::default().question("Q?"))
        .unwrap_err();
    assert!(error.is_node_list() && error.to_string().contains("this is a list of nodes"), "{error}");
    let error = Network::import(Format::Csv, "One,Two\n1,Zoo\n", &ImportOptions::default().question("Q?"))
        .unwrap_err();
    assert!(!error.is_node_list(), "{error}");
}

#[test]
fn a_word_for_the_direction_may_stand_in_several_properties() {
    check(
        Format::Csv,
        "From,To,Type,Direction,Label\nZoe,Abe,friend,undirected,knows\nAbe,Cy,boss,directed,leads\nCy,Zoe,,\
         mutual,likes\n",
        &[
            r#"Abe —leads→ Cy [("Type", "boss")]"#,
            r#"Cy —likes→ Zoe [("directed", "false"), ("mutual", "true")]"#,
            r#"Zoe —knows→ Abe [("Type", "friend"), ("directed", "false")]"#,
        ],
    );
    // Gephi's `Type` stays one where another column has the relation.
    check(
        Format::Csv,
        "Source,Target,Type,edge_type\nZoe,Abe,Undirected,knows\n",
        &[r#"Zoe —knows→ Abe [("directed", "false")]"#],
    );
}

/// yEd draws the direction; its files are directed as a whole.
#[test]
fn arrowheads_of_yed_are_directions() {
    let edge = |id: usize, source: &str, target: &str| {
        format!(
            "<edge id=\"e{id}\" source=\"n0\" target=\"n1\"><data key=\"d1\"><y:PolyLineEdge><y:Arrows \
             source=\"{source}\" \
             target=\"{target}\"/><y:EdgeLabel>is {id}</y:EdgeLabel></y:PolyLineEdge></data></edge>"
        )
    };
    let text = format!(
        "<graphml xmlns:y=\"http://www.yworks.com/xml/graphml\"><key id=\"d0\" for=\"node\" \
         yfiles.type=\"nodegraphics\"/>\
         <key id=\"d1\" for=\"edge\" yfiles.type=\"edgegraphics\"/><key id=\"d2\" for=\"graph\" \
                   attr.name=\"Description\"/>\
         <graph edgedefault=\"directed\"><data key=\"d2\"/><node id=\"n0\"/><node id=\"n1\"/>{}{}{}</graph>\
                              </graphml>",
        edge(1, "none", "standard"),
        edge(2, "none", "none"),
        edge(3, "delta", "white_delta"),
    );
    check(
        Format::GraphMl,
        &text,
        &[
            "n0 —is 1→ n1 []",
            r#"n0 —is 2→ n1 [("directed", "false")]"#,
            r#"n0 —is 3→ n1 [("directed", "false"), ("mutual", "true")]"#,
        ],
    );
    assert_eq!(import(Format::GraphMl, &text).network.attributes().count(), 0);
}

#[test]
fn defaults_of_dot_hold_for_what_follows() {
    check(
        Format::Dot,
        r#"digraph G { x -> y; edge [label="depends on"]; node [shape=box, layer_of="core"]; a -> b;
            b -> c [label=uses];
           subgraph cluster_0 { label="Core"; edge [label=inner, dir=none]; a -> d }
           edge [label=""]; c -> a [arrowhead=none]; c -> b [dir=both] }"#,
        &[
            "Core —contains→ a []",
            "Core —contains→ d []",
            "a —depends on→ b []",
            r#"a —inner→ d [("directed", "false")]"#,
            "b —uses→ c []",
            r#"c —related to→ a [("directed", "false")]"#,
            r#"c —related to→ b [("directed", "false"), ("mutual", "true")]"#,
            "x —related to→ y []",
        ],
    );
    let network = import(Format::Dot, "digraph { node [kind=part]; a; edge [w=1]; a -> b [w=2] }").network;
    assert_eq!(
        lines(&network),
        [r#"a "" [("kind", "part")]"#, r#"b "" [("kind", "part")]"#, r#"a —related to→ b [("w", "2")]"#]
    );
    let records =
        r#"digraph { node [shape=record]; s [label="<f0> left|{<f1> up|mid\ dle}|<f2>"]; s:f0 -> t }"#;
    check(Format::Dot, records, &["left | up | mid dle —related to→ t []"]);
}

#[test]
fn an_attribute_of_dot_that_counts_many_times_is_limited() {
    let value = "x".repeat(1 << 16);
    let nodes: String = (0..20_000).map(|number| format!("n{number};")).collect();
    let error = Network::import(
        Format::Dot,
        format!("digraph {{ node [a=\"{value}\"]; {nodes} }}"),
        &ImportOptions::default().question("Q?"),
    );
    assert!(error.unwrap_err().to_string().contains("64 times"));
}

#[test]
fn names_of_whole_edges_are_relations_where_there_is_no_other() {
    let file = |more: &str| {
        format!(
            r#"{{"elements":{{"nodes":[{{"data":{{"id":"1","name":"Zoo"}}}},{{"data":{{"id":"2",
            "name":"Ape"}}}}],"edges":[
            {{"data":{{"source":"1","target":"2","name":"Zoo (contains) Ape"{more}}}}},
            {{"data":{{"source":"2","target":"1","shared_name":"Ape (-) Zoo"}}}}]}}}}"#
        )
    };
    check(Format::Cytoscape, &file(""), &["Ape —related to→ Zoo []", "Zoo —contains→ Ape []"]);
    check(
        Format::Cytoscape,
        &file(r#","interaction":"keeps""#),
        &["Ape —related to→ Zoo []", r#"Zoo —keeps→ Ape [("name", "Zoo (contains) Ape")]"#],
    );
    check(
        Format::Xgmml,
        r#"<?xml version="1.0"?>
        <!DOCTYPE graph PUBLIC "-//John Punin//DTD graph description//EN"
            "http://www.cs.rpi.edu/~puninj/XGMML/xgmml.dtd">
        <graph directed="1"><node id="1" label="Zoo"/><node id="2" label="Ape"/>
            <edge source="1" target="2" label="Zoo (contains) Ape"/></graph>"#,
        &["Zoo —contains→ Ape []"],
    );
}

/// NetworkX writes keys of multigraphs as ids.
#[test]
fn ids_that_are_words_tell_parallel_edges_apart_by_their_relation() {
    check(
        Format::GraphMl,
        "<graphml><graph edgedefault=\"directed\"><node id=\"Mill\"/><node id=\"Baker\"/>\
         <edge source=\"Mill\" target=\"Baker\" id=\"supplies\"/><edge source=\"Mill\" target=\"Baker\" \
                        id=\"owes\"/>\
         <edge source=\"Baker\" target=\"Mill\" id=\"pays\"/></graph></graphml>",
        &["Baker —pays→ Mill []", "Mill —owes→ Baker []", "Mill —supplies→ Baker []"],
    );
}

#[test]
fn nodes_and_edges_of_libraries_for_web_pages_are_read() {
    // D3 puts nodes in the place of their names once it has drawn them.
    check(
        Format::NodeLink,
        r#"{"nodes":[{"id":"a","title":"Zoo"},{"id":"b","title":"Ape"}],"links":[{"source":{"id":"a","x":1},
            "target":{"id":"b"},"type":"contains"}]}"#,
        &["Zoo —contains→ Ape []"],
    );
    // vis.js.
    check(
        Format::NodeLink,
        r#"{"nodes":[{"id":1,"label":"Zoo"},{"id":2,"label":"Ape"}],"edges":[{"from":1,"to":2,
            "label":"contains","arrows":"to"},{"from":2,"to":1,"label":"near"}]}"#,
        &["Ape —near→ Zoo []", r#"Zoo —contains→ Ape [("directed", "true")]"#],
    );
    // React Flow.
    let flow = r#"{"nodes":[{"id":"1","type":"input","data":{"label":"Zoo"},"position":{"x":0,"y":1}},
            {"id":"2","data":{"label":"Ape"},"position":{"x":0,"y":1}}],
        "edges":[{"id":"e1-2","source":"1","target":"2","type":"smoothstep","label":"contains"}]}"#;
    let imported = import(Format::NodeLink, flow);
    assert_eq!(lines(&imported.network)[1], r#"Zoo "" [("id", "1"), ("type", "input")]"#);
    assert_eq!(imported.network.relationships().next().unwrap().to_string(), "Zoo —contains→ Ape");
    assert_eq!(imported.skipped.to_string(), "1 edge id, 2 position, 1 type (look)");
}

#[test]
fn groups_of_yed_are_groups_in_gml_too() {
    check(
        Format::Gml,
        "graph [ label \"\" directed 1 node [ id 0 label \"Land\" isGroup 1 ] node [ id 1 label \"Zoo\" gid \
         0 ] \
         node [ id 2 LabelGraphics [ text \"Ape\" ] gid 0 ] edge [ source 1 target 2 LabelGraphics [ text \
                                            \"contains\" ] ] ]",
        &["Land —contains→ Ape []", "Land —contains→ Zoo []", "Zoo —contains→ Ape []"],
    );
}

#[test]
fn compact_documents_of_linked_data_have_containers_and_reversed_fields() {
    let text = r#"{"@context":{"@vocab":"http://schema.org/","@base":"http://e.org/zoo/",
            "knows":{"@type":"@id"},
        "steps":{"@id":"http://e.org/steps","@container":"@list","@type":"@id"},
        "name":{"@container":["@language","@set"]},"parts":{"@id":"http://e.org/part","@container":"@index"},
        "childOf":{"@reverse":"http://e.org/parentOf"},"internal":null},
        "@graph":[{"@id":"a","name":{"en-GB":["Colour"],"fr":"Couleur"},"knows":["b"],"steps":["s1","s2"],
            "internal":7,
        "parts":{"x":{"@id":"http://e.org/p","name":{"en":"Part"}}},
        "@reverse":{"owns":{"@id":"c","name":{"en":"Owner"}}},"childOf":{"@id":"d","name":{"en":"Parent"}}},
        {"@context":{"label":"http://schema.org/name"},"@id":"b","label":"Bee"}]}"#;
    let network = import(Format::JsonLd, text).network;
    assert_eq!(
        lines(&network)[1],
        r#"Colour "" [("alias@fr", "Couleur"), ("id", "http://e.org/zoo/a"), ("label language", "en-GB")]"#
    );
    check(
        Format::JsonLd,
        text,
        &[
            "Colour —knows→ Bee []",
            "Colour —part→ Part []",
            r#"Colour —steps→ s1 [("position", "1")]"#,
            r#"Colour —steps→ s2 [("position", "2")]"#,
            "Owner —owns→ Colour []",
            "Parent —parentOf→ Colour []",
        ],
    );
}

#[test]
fn lists_of_literals_are_attributes_and_empty_ones_nothing() {
    let text = "@prefix e: <http://e.org/> .\ne:a e:steps (\"first\" \"second\"@en e:b) ; e:none () .\n";
    assert_eq!(
        lines(&import(Format::Turtle, text).network),
        [
            r#"a "" [("id", "http://e.org/a"), ("steps", "first"), ("steps@en", "second")]"#,
            r#"b "" [("id", "http://e.org/b")]"#,
            r#"a —steps→ b [("position", "3")]"#,
        ]
    );
}

#[test]
fn labels_of_any_vocabulary_are_aliases_in_other_languages() {
    let text = "@prefix dct: <http://purl.org/dc/terms/> .\n<http://e.org/a> dct:title \"Animals\"@en-US, \
                \"Tiere\"@de .\n\
                <http://e.org/b> <http://www.geonames.org/ontology#name> \"Kyiv\" .\n";
    assert_eq!(
        lines(&import(Format::Turtle, text).network),
        [
            r#"Animals "" [("alias@de", "Tiere"), ("id", "http://e.org/a"), ("label language", "en-US")]"#,
            r#"Kyiv "" [("id", "http://e.org/b")]"#,
        ]
    );
}

#[test]
fn newer_flowcharts_are_read() {
    check(
        Format::Mermaid,
        "flowchart LR\n  E@{ shape: rect, label: \"Eel\" } --> eel-pot\n  A e1@-- eats --> E\n  e1@{ \
         animate: true }\n",
        &["A —eats→ Eel []", "Eel —related to→ eel-pot []"],
    );
    check_error("erDiagram\n  A ||--o{ B : has\n", "Mermaid, of which mind maps and flowcharts are read");
}

#[test]
fn what_is_named_twice_keeps_both_values() {
    let text = "{\"extractions\":[{\"extraction_class\":\"drug\",\"extraction_text\":\"Aspirin\",\
                \"attributes\":{\"dose\":\"80 mg\"}},\
                {\"extraction_class\":\"drug\",\"extraction_text\":\"Aspirin\",\
                   \"attributes\":{\"dose\":\"100 mg\"}}],\
                \"text\":\"Aspirin.\",\"document_id\":\"d\"}\n";
    assert_eq!(
        lines(&import(Format::LangExtract, text).network)[0],
        r#"Aspirin "" [("class", "drug"), ("dose", "100 mg"), ("dose", "80 mg")]"#
    );
    let graph = r#"{"entities":[{"name":"Ada","entityType":"person","observations":["Keeps the mill",
            "Likes tea"]}],
        "relations":[{"from":"Ada","to":"Mill","relationType":"keeps"}]}"#;
    assert_eq!(
        lines(&import(Format::Entities, graph).network),
        [
            r#"Ada "Keeps the mill Likes tea" [("entityType", "person")]"#,
            r#"Mill "" []"#,
            "Ada —keeps→ Mill []"
        ]
    );
}

#[test]
fn what_has_no_name_is_not_made_of_signs() {
    let outline = "<opml version=\"2.0\"><body><outline text=\"Zoo\"><outline text=\"\"><outline \
                   text=\"Ape\"/></outline></outline></body></opml>";
    check(Format::Opml, outline, &["Zoo —contains→ Ape []"]);
    let nodes = r#"{"nodes":[{"group":1},{"group":2}],"links":[{"source":0,"target":1}]}"#;
    let network = import(Format::NodeLink, nodes).network;
    assert!(network.concepts().all(|it| it.label().starts_with("unnamed")), "{:?}", lines(&network));
    check_error("{\"nodes\":[{\"id\":1,\"w\":NaN}],\"links\":[]}", "JSON has no NaN");
    check_error("[{\"numberVerification\":[]},{\"nodes\":[]}]", "CX in its first version");
    check_error("[{\"CXVersion\":\"2.0\"},{\"nodes\":[]}]", "no `status`, which ends it");
}

#[test]
fn what_the_library_for_xml_says_is_put_into_words() {
    check_error(
        "<gexf><graph><nodes><node id=\"a\" label=\"A & B\"/></nodes></graph></gexf>",
        "expected `&amp;`",
    );
    check_error(
        "<gexf><graph><nodes><node id=\"a\" label=\"A&nbsp;B\"/></nodes></graph></gexf>",
        "does not have the entity",
    );
}

/// The examples of the primers of GEXF 1.2 and 1.3: nodes, edges, and whether they are directed.
#[test]
fn the_primers_of_gephi_have_the_nodes_and_edges_that_gephi_counts() {
    for (name, nodes, edges, members, is_directed) in [
        ("1-basic", 2, 1, 0, true),
        ("2-data", 4, 5, 0, true),
        ("3-dynamics", 4, 5, 0, true),
        ("4-hierarchy", 7, 4, 6, true),
        ("5-pid", 7, 4, 6, true),
        ("6-phylogeny", 3, 0, 3, true),
        ("7-viz", 2, 1, 0, false),
    ] {
        let path = format!("{}/foreign/tools/gephi-primer-{name}.gexf", env!("CARGO_MANIFEST_DIR"));
        let network = import(Format::Gexf, &std::fs::read_to_string(path).unwrap()).network;
        let count = network.relationships().filter(|it| it.relation() == "contains").count();
        assert_eq!(
            (network.concept_count(), network.relationship_count() - count, count),
            (nodes, edges, members),
            "{name}"
        );
        let is_undirected = network.attributes().any(|it| it == ("directed", "false"));
        assert_eq!(is_undirected, !is_directed, "{name}");
        let written = network.to_format(Format::Gexf).text;
        assert_eq!(written.matches("<node ").count(), nodes, "{name}");
        assert_eq!(written.matches("<edge ").count(), edges + members, "{name}");
        let default = if is_directed { "directed" } else { "undirected" };
        assert!(written.contains(&format!("defaultedgetype=\"{default}\"")), "{name}");
    }
    let path = format!("{}/foreign/tools/gephi-primer-3-dynamics.gexf", env!("CARGO_MANIFEST_DIR"));
    let network = import(Format::Gexf, &std::fs::read_to_string(path).unwrap()).network;
    let values = network.concept("Network").unwrap().attributes().filter(|(name, _)| *name == "indegree");
    assert_eq!(
        values.map(|(_, value)| value).collect::<Vec<_>>(),
        ["1 [../2009-03-01]", "1 [2009-03-11/..]", "2 [2009-03-01/2009-03-10]"]
    );
}
