//! Ordinary files next to those that a rule for one tool is made for: what the rule must leave alone.

use semnet_core::Network;
use semnet_core::format::{Format, ImportOptions};

use crate::{asking, lines, read};

#[track_caller]
fn check(format: Format, text: &str, expected: &[&str]) {
    assert_eq!(lines(&read(format, text)), expected, "{text}");
}

/// The relationships alone, with their attributes, in the format that the text is recognised as.
#[track_caller]
fn check_edges(format: Format, text: &str, expected: &[&str]) {
    assert_eq!(Format::detect(text), format, "{text}");
    let network = read(format, text);
    let found: Vec<String> = lines(&network).into_iter().filter(|line| line.contains('→')).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn words_of_other_languages_are_columns_only_as_a_pair() {
    for (first, second) in [
        ("Von", "Nach"),
        ("Quelle", "Ziel"),
        ("De", "Vers"),
        ("Origine", "Cible"),
        ("Origen", "Destino"),
        ("Origem", "Destino"),
        ("Sorgente", "Destinazione"),
        ("Van", "Naar"),
        ("Sujet", "Objet"),
        ("источник", "цель"),
        ("源", "目标"),
    ] {
        let text = format!("{first},{second}\nZoo,Ape\n");
        check_edges(Format::Csv, &text, &["Zoo —related to→ Ape []"]);
        let text = format!("{first},{second},Gewicht\nZoo,Ape,2\n");
        check_edges(Format::Csv, &text, &["Zoo —related to→ Ape [(\"Gewicht\", \"2\")]"]);
        let text = format!("{first},Relation,{second}\nZoo,feeds,Ape\n");
        check_edges(Format::Csv, &text, &["Zoo —feeds→ Ape []"]);
        // Such a word may be a concept.
        let expected = [format!("{first} —carries→ Goods []"), "Goods —fill→ Zoo []".to_owned()];
        let mut expected: Vec<&str> = expected.iter().map(String::as_str).collect();
        let text = format!("{first},carries,Goods\nGoods,fill,Zoo\n");
        let network = read(Format::Csv, &text);
        let found: Vec<String> = lines(&network).into_iter().filter(|line| line.contains('→')).collect();
        expected.sort_unstable();
        let mut found: Vec<&str> = found.iter().map(String::as_str).collect();
        found.sort_unstable();
        assert_eq!(found, expected, "{text}");
    }
    check_edges(Format::Csv, "Subjekt;Prädikat;Objekt\nZoo;füttert;Ape\n", &["Zoo —füttert→ Ape []"]);
    // Fields of JSON have names, and no content.
    let text = r#"{"nodes": [{"id": "Zoo"}, {"id": "Ape"}], "links": [{"von": "Zoo", "nach": "Ape"}]}"#;
    check_edges(Format::NodeLink, text, &["Zoo —related to→ Ape []"]);
}

#[test]
fn entities_with_a_schema_are_not_of_wikidata() {
    for lists in ["relationships", "relations"] {
        let text = format!(
            r#"{{"schema": {{"labels": ["Animal"], "type": "kg", "id": 7}}, "entities": [{{"name": "Zoo"}}],
                "{lists}": [{{"source": "Zoo", "target": "Ape", "type": "feeds"}}]}}"#
        );
        check_edges(Format::Entities, &text, &["Zoo —feeds→ Ape []"]);
        let text = format!(
            r#"{{"entities": {{"Zoo": {{"id": "Z", "labels": ["Animal"], "type": "kg"}}}}, "{lists}": []}}"#
        );
        assert_eq!(Format::detect(&text), Format::Entities, "{text}");
    }
    let schema = r#"{"schema": {"labels": ["A"], "type": "kg", "id": 7}, "entities": [{"name": "Zoo"}]}"#;
    assert_ne!(Format::detect(schema), Format::Wikidata);
    let property = r#"{"entities": {"P31": {"type": "property", "datatype": "wikibase-item", "id": "P31",
        "labels": {}}}}"#;
    assert_eq!(Format::detect(property), Format::Wikidata);
}

#[test]
fn one_tab_makes_all_of_a_simple_list_one_of_tabs() {
    let text = "Heat shock protein\nZoo keeper\tfeeds\tApe\n";
    let expected =
        ["Ape \"\" []", "Heat shock protein \"\" []", "Zoo keeper \"\" []", "Zoo keeper —feeds→ Ape []"];
    check(Format::Sif, text, &expected);
    check(Format::Sif, "Zoo feeds Ape\n", &["Ape \"\" []", "Zoo \"\" []", "Zoo —feeds→ Ape []"]);
}

#[test]
fn a_type_is_dropped_only_where_graphson_or_memgraph_has_it() {
    let routers = r#"{"directed": true, "nodes": [{"id": "r1", "type": "edge"}, {"id": "r2", "type": "core"},
        {"id": "r3", "type": "node"}], "links":
        [{"source": "r1", "target": "r2", "kind": "x", "type": "relationship"}]}"#;
    let expected = [
        r#"r1 "" [("type", "edge")]"#,
        r#"r2 "" [("type", "core")]"#,
        r#"r3 "" [("type", "node")]"#,
        r#"r1 —relationship→ r2 [("kind", "x")]"#,
    ];
    check(Format::NodeLink, routers, &expected);
    let link = routers.replace("relationship", "edge");
    let imported =
        Network::import(Format::NodeLink, &link, &ImportOptions::default().question("Q?")).unwrap();
    assert_eq!(imported.skipped.to_string(), "1 type (look)");
    let memgraph = r#"{"nodes": [{"id": 1, "labels": [], "properties": {"name": "Zoo"}, "type": "node"}],
        "relationships": [{"start": 1, "end": 1, "label": "IS", "properties": {}, "type": "relationship"}]}"#;
    check(Format::NodeLink, memgraph, &[r#"Zoo "" [("id", "1")]"#, "Zoo —IS→ Zoo []"]);
}

#[test]
fn each_cell_shows_whether_it_has_escapes() {
    let text =
        "source,target,path\nZoo,Ape,\"the \\\"big\\\", old one\"\nZoo,Owl,\"C:\\temp\\\"\nApe,Owl,\"x\"\n";
    let expected = [
        r#"Ape —related to→ Owl [("path", "x")]"#,
        r#"Zoo —related to→ Ape [("path", "the \"big\", old one")]"#,
        r#"Zoo —related to→ Owl [("path", "C:\\temp\\")]"#,
    ];
    check_edges(Format::Csv, text, &expected);
    check_edges(
        Format::Csv,
        &text.replace("Ape,Owl", "\"A\\\",\"O\""),
        &[r#"A\ —related to→ O [("path", "x")]"#, expected[1], expected[2]],
    );
}

#[test]
fn a_cluster_may_come_after_the_edge_that_ends_at_it() {
    for (strict, compound) in [("", "compound=true;"), ("strict ", "compound=true;")] {
        let edge = "a->b[lhead=cluster_x,ltail=cluster_y];";
        let clusters = "subgraph cluster_x{label=X; b} subgraph cluster_y{label=Y; a}";
        for body in [
            format!("{compound} {edge} {clusters}"),
            format!("{compound} {clusters} {edge}"),
            format!("{edge} {clusters} {compound}"),
        ] {
            let text = format!("{strict}digraph{{{body}}}");
            check_edges(
                Format::Dot,
                &text,
                &["X —contains→ b []", "Y —contains→ a []", "Y —related to→ X []"],
            );
        }
    }
    let text = "digraph{a->b[lhead=cluster_x]; subgraph cluster_x{label=X; b}}";
    check_edges(Format::Dot, text, &["X —contains→ b []", "a —related to→ b []"]);
    let imported = Network::import(Format::Dot, text, &ImportOptions::default().question("Q?")).unwrap();
    assert_eq!(imported.skipped.to_string(), "1 lhead");
}

#[test]
fn declarations_of_several_aspects_add_up() {
    let text = r#"[{"CXVersion": "2.0"},
        {"attributeDeclarations": [{"nodes": {"name": {"a": "n"}, "kind": {"v": "animal"}}}]},
        {"attributeDeclarations": [{"edges": {"interaction": {"a": "i", "v": "feeds"}}}]},
        {"nodes": [{"id": 1, "v": {"n": "Zoo", "kind": "place"}}, {"id": 2, "v": {"n": "Ape"}}]},
        {"edges": [{"s": 1, "t": 2}]}, {"status": [{"success": true}]}]"#;
    let expected = [
        r#"Ape "" [("id", "2"), ("kind", "animal")]"#,
        r#"Zoo "" [("id", "1"), ("kind", "place")]"#,
        "Zoo —feeds→ Ape []",
    ];
    check(Format::Cx2, text, &expected);
}

#[test]
fn defaults_do_not_make_much_of_little() {
    let many =
        |count: usize, one: &dyn Fn(usize) -> String| (0..count).map(one).collect::<Vec<_>>().join(",");
    for list in ["nodes", "edges"] {
        let defaults = many(2_000, &|number| format!(r#""{number}": {{"v": "x"}}"#));
        let nodes = many(2_000, &|number| format!(r#"{{"id": {number}}}"#));
        let edges = many(2_000, &|number| format!(r#"{{"s": {number}, "t": 0}}"#));
        let text = format!(
            r#"[{{"CXVersion": "2.0"}}, {{"attributeDeclarations": [{{"{list}": {{{defaults}}}}}]}},
                {{"nodes": [{nodes}]}}, {{"edges": [{edges}]}}, {{"status": []}}]"#
        );
        let error = asking(Format::Cx2, &text, "Q?").unwrap_err().to_string();
        assert!(error.contains(&format!("CX2, {list}[")) && error.contains("more than 64 times"), "{error}");
    }
}

#[test]
fn an_edge_of_cytoscape_keeps_its_name_when_its_interaction_is_edited() {
    for (head, name, others) in [
        (",shared interaction", "A (x) B (pp) C", ",pp"),
        (",shared interaction", "B (pp) C (human)", ",old"),
        ("", "B (pp) C", ""),
    ] {
        let text = format!("SUID,interaction,name{head}\n7,binds,{name}{others}\n");
        let relationship = read(Format::Csv, &text).relationships().next().unwrap().to_string();
        let ends = name.split_once(" (pp) ").unwrap();
        assert_eq!(relationship, format!("{} —binds→ {}", ends.0, ends.1), "{text}");
    }
    for name in ["A (x) B (pp) C", "B (pp)", "B", "(pp) C"] {
        let text = format!("SUID,interaction,name\n7,binds,{name}\n");
        let error = asking(Format::Csv, &text, "Q?").unwrap_err().to_string();
        assert!(error.contains("is not called `source (binds) target`"), "{error}");
    }
}

#[test]
fn a_term_may_say_that_its_values_are_json() {
    let text = r#"{"@context": {"@vocab": "http://schema.org/",
        "data": {"@id": "http://e.org/data", "@type": "@json"}},
        "@id": "http://e.org/a", "name": "Zoo", "data": {"size": [1, 1, {"name": 2}]}}"#;
    let expected = r#"Zoo "" [("data", "{\"size\":[1,1,{\"name\":2}]}"), ("id", "http://e.org/a")]"#;
    check(Format::JsonLd, text, &[expected]);
}

#[test]
fn the_first_node_that_is_wrong_is_named() {
    for (bad, first) in [([0, 2], 0), ([1, 2], 1), ([2, 2], 2)] {
        let node = |number: usize| {
            let label = if bad.contains(&number) { "a\\u0007" } else { "a" };
            format!(r#"{{"id": {number}, "label": "{label}{number}"}}"#)
        };
        let text = format!(r#"{{"nodes": [{}, {}, {}], "edges": []}}"#, node(0), node(1), node(2));
        let error = asking(Format::NodeLink, &text, "Q?").unwrap_err().to_string();
        assert!(error.contains(&format!("nodes[{first}]")), "{error}");
    }
}

#[test]
fn the_look_of_a_group_that_is_shown_may_have_any_number() {
    for active in ["18446744073709551615", "9"] {
        let text = format!(
            r#"<graphml xmlns:y="http://www.yworks.com/xml/graphml">
            <key for="node" id="d" yfiles.type="nodegraphics"/>
            <graph><node id="n"><data key="d"><y:ProxyAutoBoundsNode><y:Realizers active="{active}">
            <y:GroupNode><y:NodeLabel>Zoo</y:NodeLabel></y:GroupNode></y:Realizers></y:ProxyAutoBoundsNode>
            </data></node></graph></graphml>"#
        );
        check(Format::GraphMl, &text, &[r#"Zoo "" [("id", "n")]"#]);
    }
}

#[test]
fn edges_that_only_numbers_of_cytoscape_tell_apart_are_equal() {
    let element = |id: usize, more: &str| {
        format!(
            r#"{{"data": {{"id": "{id}", "source": "1", "target": "2", "SUID": {id}, "interaction": "pp",
                "shared_interaction": "pp", "selected": false{more}}}}}"#
        )
    };
    let name = r#", "name": "A (pp) B", "shared_name": "A (pp) B""#;
    // After node 1 was called B' for a while.
    let renamed = r#", "name": "A (pp) B'", "shared_name": "A (pp) B'", "BEND_MAP_ID": 7"#;
    let text = format!(
        r#"{{"elements": {{"nodes": [{{"data": {{"id": "1", "name": "A"}}}},
            {{"data": {{"id": "2", "name": "B"}}}}],
            "edges": [{}, {}, {}, {}]}}}}"#,
        element(5, name),
        element(6, name),
        element(7, renamed),
        element(8, r#", "weight": 2"#),
    );
    check_edges(Format::Cytoscape, &text, &[r#"A —pp→ B [("count", "3")]"#, r#"A —pp→ B [("weight", "2")]"#]);
    let counted = [r#"A —pp→ B [("count", "2")]"#];
    let edge = |id: usize| {
        format!(
            r#"<edge id="{id}" source="1" target="2" label="A (pp) B">
            <att name="shared name" value="A (pp) B"/><att name="interaction" value="pp"/></edge>"#
        )
    };
    let nodes = r#"<node id="1" label="A"/><node id="2" label="B"/>"#;
    let xgmml = format!(r#"<graph directed="1">{nodes}{}{}</graph>"#, edge(5), edge(6));
    check_edges(Format::Xgmml, &xgmml, &counted);
    let csv = "SUID,interaction,name,shared name\n5,pp,A (pp) B,A (pp) B\n6,pp,A (pp) B,A (pp) B\n";
    check_edges(Format::Csv, csv, &counted);
    let cx2 = r#"[{"CXVersion": "2.0"}, {"nodes": [{"id": 1, "v": {"name": "A"}},
        {"id": 2, "v": {"name": "B"}}]},
        {"edges": [{"id": 5, "s": 1, "t": 2, "v": {"interaction": "pp"}},
            {"id": 6, "s": 1, "t": 2, "v": {"interaction": "pp"}}]}, {"status": []}]"#;
    check_edges(Format::Cx2, cx2, &counted);
    // Ids that somebody gave tell edges apart.
    let given = text.replace("\"id\": \"5\"", "\"id\": \"supply\"");
    let given = given.replace("\"id\": \"6\"", "\"id\": \"demand\"");
    assert_eq!(read(Format::Cytoscape, &given).relationship_count(), 3, "{given}");
}
