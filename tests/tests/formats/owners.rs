//! Shapes of files that further tools write, each with what their owner means.

use semnet_core::Network;
use semnet_core::format::{Format, ImportOptions};

use crate::{lines, read};

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(lines(&read(Format::detect(text), text)), expected, "{text}");
}

#[track_caller]
fn check_error(text: &str, expected: &str) {
    let error = Network::import(Format::detect(text), text, &ImportOptions::default().question("Q?"))
        .unwrap_err()
        .to_string();
    assert!(error.contains(expected), "{error}\n{text}");
}

#[test]
fn graphs_in_json_of_langchain_kumu_and_react_flow_are_read() {
    check(
        r#"{"nodes":[{"id":"Marie","type":"Person"},{"id":"Pierre","type":"Person"}],"relationships":
            [{"source":{"id":"Marie","type":"Person"},"target":{"id":"Pierre"},"type":"SPOUSE"}]}"#,
        &[
            r#"Marie "" [("type", "Person")]"#,
            r#"Pierre "" [("type", "Person")]"#,
            "Marie —SPOUSE→ Pierre []",
        ],
    );
    check(
        r#"{"elements":[{"label":"Water","type":"resource"},{"label":"Plant"}],"connections":
            [{"from":"Water","to":"Plant","label":"feeds","direction":"directed"}]}"#,
        &[
            r#"Plant "" []"#,
            r#"Water "" [("type", "resource")]"#,
            r#"Water —feeds→ Plant [("directed", "true")]"#,
        ],
    );
    check(
        r#"{"nodes":[{"id":"1","data":{"label":"Box"},"position":{"x":0,"y":0}},{"id":"2","parentId":"1",
            "data":{"label":"Inner"},"position":{"x":0,"y":0}}],"edges":[],"viewport":{"x":0}}"#,
        &[
            r#"Box "" [("id", "1")]"#,
            r#"Inner "" [("id", "2")]"#,
            r#"Box —contains→ Inner [("directed", "true")]"#,
        ],
    );
    check_error(r#"{"nodes":[],"edges":[],"relationships":[]}"#, "both `edges` and `relationships`");
}

#[test]
fn a_tuple_of_networkx_is_a_node() {
    check(
        r#"{"directed":true,"nodes":[{"id":[0,1]},{"id":[1,1]}],"edges":[{"source":[0,1],"target":[1,1]}]}"#,
        &[r#"[0,1] "" []"#, r#"[1,1] "" []"#, "[0,1] —related to→ [1,1] []"],
    );
    check_error(
        r#"{"nodes":[{"id":"a"},{"id":{}}],"edges":[]}"#,
        "must be a string or a number, not an object",
    );
}

#[test]
fn the_labels_of_ends_may_stand_in_columns() {
    check(
        "item,itemLabel,prop,propLabel,value,valueLabel\nQ1,Universe,P31,instance of,Q2,thing\n",
        &[
            r#"Universe "" [("id", "Q1")]"#,
            r#"thing "" [("id", "Q2")]"#,
            r#"Universe —instance of→ thing [("prop", "P31")]"#,
        ],
    );
    check(
        "source_id|source_name|relation|target_id|target_name\n7|Zoo|keeps|8|Ape\n7|Zoo|feeds|8|Ape\n",
        &[r#"Ape "" [("id", "8")]"#, r#"Zoo "" [("id", "7")]"#, "Zoo —feeds→ Ape []", "Zoo —keeps→ Ape []"],
    );
}

#[test]
fn json_lines_that_are_not_known_are_named() {
    check_error("{\"a\":1}\n{\"b\":2}\n", "looks like JSON lines with the fields `a`");
    let apoc =
        "{\"type\":\"node\",\"id\":\"0\",\"labels\":[\"A\"]}\n{\"id\":\"0\",\"type\":\"relationship\"}\n";
    check_error(apoc, "line 2, column 1: `start` is missing");
    check_error(&apoc.replace("node", "way"), "looks like JSON lines with the fields `id`");
}

#[test]
fn names_of_entities_have_no_quotation_marks() {
    let text = "<graphml><graph edgedefault='undirected'><node id='\"SCROOGE\"'/><node id='\"MARLEY\"'/>\
                <edge source='\"SCROOGE\"' target='\"MARLEY\"'/></graph></graphml>";
    check(text, &[r#"MARLEY "" []"#, r#"SCROOGE "" []"#, "SCROOGE —related to→ MARLEY []"]);
    let one = "graph { \"\\\"Heroes\\\"\" -- Bowie }";
    assert!(lines(&read(Format::Dot, one)).contains(&r#""Heroes" "" []"#.to_owned()));
}

#[test]
fn what_lightrag_joined_is_taken_apart() {
    let text = "<graphml><key id='d' attr.name='description'/><key id='s' attr.name='source_id'/>\
                <graph edgedefault='undirected'><node id='a'><data key='d'>Old.&lt;SEP&gt;A miser.</data>\
                <data key='s'>c1&lt;SEP&gt;c2</data></node><node id='b'/><edge source='a' target='b'>\
                <data key='d'>They met.&lt;SEP&gt;They talked.</data></edge></graph></graphml>";
    let network = read(Format::GraphMl, text);
    assert_eq!(
        lines(&network)[..2],
        [r#"a "Old. A miser." [("source_id", "c1"), ("source_id", "c2")]"#, r#"b "" []"#]
    );
    let passages: Vec<_> = network.relationships().map(|it| it.passage()).collect();
    assert_eq!(passages, [Some("They met. They talked.")]);
}

#[test]
fn what_marks_a_list_or_repeats_the_relation_is_not_an_attribute() {
    check(
        "graph [ directed 1 node [ id 0 label \"a\" tags \"_networkx_list_start\" tags \"z\" ] ]",
        &[r#"a "" [("id", "0"), ("tags", "z")]"#],
    );
    check(
        "<graphml><key id='label' attr.name='label'/><key id='labelE' for='edge' attr.name='labelE'/>\
         <graph edgedefault='directed'><node id='a'/><node id='b'/><edge source='a' target='b' label='knows'>\
         <data key='label'>knows</data></edge><edge source='b' target='a'><data key='labelE'>sees</data>\
         </edge>\
         </graph></graphml>",
        &[r#"a "" []"#, r#"b "" []"#, "a —knows→ b []", "b —sees→ a []"],
    );
}

#[test]
fn mermaid_has_markdown_hidden_links_and_labels_of_several_lines() {
    let text = "flowchart TD\nA[\"`**Deep** _sea_ 2*3 a_b`\"] -->|\"flows\n  into\"| B\nB ~~~ A\n";
    let network = Network::import(Format::Mermaid, text, &ImportOptions::default().question("Q?")).unwrap();
    assert_eq!(network.skipped.to_string(), "1 invisible link");
    assert_eq!(
        lines(&network.network),
        [r#"B "" []"#, r#"Deep sea 23 a_b "" [("id", "A")]"#, "Deep sea 23 a_b —flows into→ B []"]
    );
    let error = crate::asking(Format::Mermaid, "flowchart TD\nA --> B\nA[\"open\nB\n", "Q?").unwrap_err();
    assert_eq!(
        error.to_string(),
        "Mermaid, line 3, column 1: a quotation mark is not closed before the file ends"
    );
}

#[test]
fn triples_about_triples_are_relationships_in_every_form_of_rdf() {
    let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    let said = "<http://e.org/a> <http://e.org/knows> <http://e.org/b>";
    let text = format!(
        "{said} .\n_:r <{rdf}reifies> <<( {said} )>> .\n_:r <https://schema.org/text> \"A knows B well.\" .\n\
         _:s <{rdf}reifies> <<( <http://e.org/a> <http://e.org/p> \"5\" )>> .\n"
    );
    for format in [Format::NTriples, Format::Turtle] {
        let network = read(format, &text);
        let found: Vec<_> = network.relationships().map(|it| (it.to_string(), it.passage())).collect();
        assert_eq!(found, [("a —knows→ b".to_owned(), Some("A knows B well."))], "{format}");
    }
    for (text, expected) in [
        ("<http://a> <http://b> <<( <http://a> <http://b> <<( ", "within triple terms"),
        ("<http://a> <http://b> <<( <http://a> <http://b> <http://c> .", "that ends a triple term"),
    ] {
        let error = crate::asking(Format::NTriples, text, "Q?").unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn errors_in_turtle_say_what_is_open() {
    for (text, expected) in [
        ("@prefix : <http://e.org/> .\n:a :b \"open .\n", "line 2, column 7: what begins here is not closed"),
        ("@prefix : <http://e.org/> .\n:a :b :c ;\n", "the file ends in the middle of a statement"),
        ("@prefix : <http://e.org/> .\n:g { :a :b :c .\n", "the file ends in the middle of a statement"),
    ] {
        check_error(text, expected);
    }
}

#[test]
fn a_label_that_is_there_three_times_is_one() {
    let q = "<http://www.wikidata.org/entity/Q42>";
    let text = format!(
        "{q} <http://www.w3.org/2000/01/rdf-schema#label> \"Adams\"@en .\n{q} <http://schema.org/name> \
         \"Adams\"@en .\n{q} <http://www.w3.org/2004/02/skos/core#prefLabel> \"Adams\"@en .\n"
    );
    let network = read(Format::NTriples, &text);
    let attributes: Vec<_> = network.concepts().flat_map(|it| it.attributes().collect::<Vec<_>>()).collect();
    assert_eq!(attributes, [("id", "http://www.wikidata.org/entity/Q42"), ("label language", "en")]);
}

#[test]
fn notes_are_read_as_their_tools_show_them() {
    let mut options = ImportOptions::default();
    options.question = Some("Q?");
    let notes = [
        (
            "Bees.md",
            "# Bees\nThey fly (lives in:: [[Hive]]) and [made:: [[Honey]]] at [speed:: 7 m/s].\n\
             `[[code]]` %% [[hidden]] %% [[Queen Bee]]\n%%\n[[hidden too]]\n%%\n",
        ),
        ("pages/Queen%20Bee.md", "x"),
        ("pages/50% off.md", "x"),
    ];
    let network = Network::from_notes(notes, &options).unwrap().network;
    let found: Vec<String> =
        network.relationships().map(|it| format!("{} {}", it.relation(), it.target())).collect();
    assert_eq!(found, ["links to Queen Bee", "lives in Hive", "made Honey"]);
    let bees = network.concept("Bees").unwrap();
    assert!(bees.attributes().any(|it| it == ("speed", "7 m/s")));
    assert!(network.concept("50% off").is_some());
}
