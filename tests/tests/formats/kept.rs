//! What a file of another tool says is in the network, or is counted: nothing turns into its opposite, and
//! nothing is lost without a word.

use semnet_core::Network;
use semnet_core::format::{Format, ImportOptions, Imported};

use crate::lines;

#[track_caller]
fn import(format: Format, text: &str, question: &str) -> Imported {
    Network::import(format, text, &ImportOptions::default().question(question)).unwrap()
}

#[track_caller]
fn check(format: Format, text: &str, expected: &[&str], skipped: &str) {
    let imported = import(format, text, "Q?");
    assert_eq!(lines(&imported.network), expected, "{format}\n{text}");
    assert_eq!(imported.skipped.to_string(), skipped, "{format}\n{text}");
}

/// The question of a file that has none may be its name, and so that of a node.
#[test]
fn a_node_that_is_called_like_the_question_is_the_question_and_counted() {
    let graphml = r#"<graphml><key id="d" for="node" attr.name="colour" attr.type="string"/>
        <graph edgedefault="directed"><node id="Bees"><data key="d">gold</data></node><node id="Wax"/>
        <edge source="Bees" target="Wax"/></graph></graphml>"#;
    let node_link = r#"{"directed": true, "nodes": [{"id": 1, "label": "Bees", "colour": "gold"},
        {"id": "Wax"}], "edges": [{"source": 1, "target": "Wax"}]}"#;
    let canvas = r#"{"nodes": [{"id": "1", "type": "text", "text": "Bees\ngold"}, {"id": "2", "type": "text",
        "text": "Wax"}], "edges": [{"id": "3", "fromNode": "1", "toNode": "2"}]}"#;
    for (format, text, attributes) in [
        (Format::GraphMl, graphml, &[("colour", "gold")][..]),
        (Format::NodeLink, node_link, &[("colour", "gold"), ("id", "1")]),
        (Format::Csv, "source,target\nBees,Wax\n", &[]),
        (Format::Dot, "digraph { Bees [colour=gold]; Bees -> Wax }", &[("colour", "gold")]),
        (Format::Canvas, canvas, &[("id", "1"), ("text", "gold")]),
    ] {
        let Imported { network, skipped, .. } = import(format, text, "Bees");
        let relationships: Vec<String> = network.relationships().map(|it| it.to_string()).collect();
        assert_eq!(relationships, ["Bees —related to→ Wax"], "{format}");
        assert_eq!(network.attributes().collect::<Vec<_>>(), attributes, "{format}");
        assert!(skipped.iter().any(|it| it == ("node that is the question", 1)), "{format}: {skipped}");
        assert!(!import(format, text, "Q?").skipped.to_string().contains("question"), "{format}");
    }
    // Alone, too.
    let alone = import(Format::Dot, "digraph { Bees; Wax }", "Bees");
    assert_eq!(lines(&alone.network), [r#"Wax "" []"#]);
    assert_eq!(alone.skipped.to_string(), "1 node that is the question");
}

/// RDF 1.2: a triple that is quoted is asserted only where the file states it as well.
#[test]
fn triples_that_are_only_quoted_are_no_relationships_in_turtle() {
    let turtle = "@prefix : <http://x.org/> .
        << :Earth :is :Flat >> :certainty 0.1 .
        :Alice :says << :Moon :madeOf :Cheese >> .
        :Earth :is :Round {| :certainty 0.9 |} .
        :r <http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies> <<( :Sun :orbits :Earth )>> .";
    check(
        Format::Turtle,
        turtle,
        &[
            r#"Alice "" [("id", "http://x.org/Alice")]"#,
            r#"Earth "" [("id", "http://x.org/Earth")]"#,
            r#"Earth is Flat "" [("certainty", "0.1")]"#,
            r#"Moon madeOf Cheese "" []"#,
            r#"Round "" [("id", "http://x.org/Round")]"#,
            "Alice —says→ Moon madeOf Cheese []",
            r#"Earth —is→ Round [("certainty", "0.9")]"#,
        ],
        "2 datatype, 3 quoted triple that is not asserted",
    );
}

#[test]
fn triples_that_are_only_quoted_are_no_relationships_in_n_triples() {
    let reifies = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies>";
    let quoted = format!(
        "_:r {reifies} <<( <http://x.org/Earth> <http://x.org/is> <http://x.org/Flat> )>> .\n\
         _:r <http://x.org/certainty> \"0.1\" .\n"
    );
    let stated = "<http://x.org/Earth> <http://x.org/is> <http://x.org/Flat> .\n";
    let thing = r#"Earth is Flat "" [("certainty", "0.1"), ("id", "_:r")]"#;
    for format in [Format::NTriples, Format::NQuads] {
        check(format, &quoted, &[thing], "1 quoted triple that is not asserted");
        let both = [
            r#"Earth "" [("id", "http://x.org/Earth")]"#,
            r#"Flat "" [("id", "http://x.org/Flat")]"#,
            r#"Earth —is→ Flat [("certainty", "0.1")]"#,
        ];
        check(format, &format!("{quoted}{stated}"), &both, "nothing");
        check(format, &format!("{stated}{quoted}"), &both, "nothing");
    }
}

#[test]
fn keys_of_gml_have_any_case() {
    let text = r#"CREATOR "yFiles" GRAPH [ DIRECTED 1 LABEL "Why?"
        NODE [ ID 1 LABEL "A" GRAPHICS [ X 1 ] ]
        NODE [ ID 2 LABELGRAPHICS [ TEXT "B" ] ]
        EDGE [ SOURCE 1 TARGET 2 LABEL "sees" GRAPHICS [ SOURCEARROW "standard" ] ]
        EDGE [ SOURCE 1 TARGET 2 LABEL "fears" GRAPHICS [ TARGETARROW "standard" ] ] ]"#;
    assert_eq!(Format::detect(text), Format::Gml);
    let lower = text.to_lowercase().replace("\"a\"", "\"A\"").replace("\"b\"", "\"B\"");
    let lower = lower.replace("why", "Why").replace("yfiles", "yFiles");
    for text in [text, &lower] {
        let network = Network::from_format(Format::Gml, text).unwrap();
        assert_eq!(network.question(), "Why?");
        let relationships: Vec<String> = network.relationships().map(|it| it.to_string()).collect();
        assert_eq!(relationships, ["A —fears→ B", "B —sees→ A"], "{text}");
        assert_eq!(lines(&network)[..2], [r#"A "" [("id", "1")]"#, r#"B "" [("id", "2")]"#], "{text}");
        assert_eq!(network.attributes().len(), 0, "{text}");
    }
}

/// Whether edges have a direction is a field of such files already.
#[test]
fn no_attribute_is_written_for_a_graph_without_direction() {
    let d3 = r#"{"nodes": [{"id": "A"}, {"id": "B"}], "links": [{"source": "A", "target": "B"}]}"#;
    let network = import(Format::NodeLink, d3, "Q?").network;
    assert_eq!(network.attributes().collect::<Vec<_>>(), [("directed", "false")]);
    for (format, count) in [
        (Format::Cytoscape, 1),
        (Format::NodeLink, 1),
        (Format::JsonGraph, 1),
        (Format::Graphology, 2),
        (Format::GraphMl, 1),
        (Format::Gexf, 1),
    ] {
        let text = network.to_format(format).text;
        assert_eq!(text.matches("directed").count(), count, "{format}\n{text}");
        assert_eq!(Network::from_format(format, &text), Ok(network.clone()), "{format}\n{text}");
    }
    // Other ways of having no direction stay apart.
    for (all, own) in [(None, &["false", "false"][..]), (Some("false"), &["false", "false"])] {
        let mut builder = semnet_core::NetworkBuilder::new("Q?");
        builder.concept("A", "").concept("B", "");
        if let Some(value) = all {
            builder.attribute("directed", value);
        }
        for (relation, value) in ["is", "has"].into_iter().zip(own) {
            let it = semnet_core::network::NewRelationship::new("A", relation, "B");
            builder.relationship(it.attribute("directed", value));
        }
        let network = builder.build().unwrap();
        for format in crate::lossless() {
            let text = network.to_format(format).text;
            assert_eq!(Network::from_format(format, &text), Ok(network.clone()), "{format}\n{text}");
        }
    }
}

#[test]
fn the_title_of_a_page_of_logseq_is_its_label() {
    let notes = [
        (
            "pages/bee-life.md",
            "title:: Life of Bees\nalias:: Bee Life, Hive Life\ntags:: insects, social\n\
             status:: draft\n\n- Bees build with [[Wax]].",
        ),
        ("pages/Wax.md", "- used in [[life of bees]]\n- title:: not of this page"),
    ];
    let options = ImportOptions::default().question("Q?");
    let network = Network::from_notes(notes, &options).unwrap().network;
    let found = lines(&network);
    assert_eq!(
        found[0],
        r#"Life of Bees "- Bees build with Wax." [("alias", "Bee Life"), ("alias", "Hive Life"), "#
            .to_owned()
            + r#"("id", "pages/bee-life.md"), ("status", "draft"), ("tags", "insects"), ("tags", "social")]"#
    );
    assert!(found[1].starts_with("Wax "), "{found:?}");
    assert_eq!(found[2..], ["Life of Bees —links to→ Wax []", "Wax —links to→ Life of Bees []"]);
}

/// Biolink, and KGX's tables.
#[test]
fn a_negated_relationship_does_not_say_the_opposite() {
    let tsv = "subject\tpredicate\tobject\tnegated\npenicillin\ttreats\tflu\tTrue\n\
               penicillin\ttreats\tsepsis\tFalse\n";
    let node_link = r#"{"directed": true, "nodes": [{"id": "penicillin"}, {"id": "flu"}, {"id": "sepsis"}],
        "edges": [{"source": "penicillin", "target": "flu", "predicate": "treats", "negated": true},
        {"source": "penicillin", "target": "sepsis", "predicate": "treats", "negated": false}]}"#;
    let gml = "graph [ directed 1 node [ id 0 label \"penicillin\" ] node [ id 1 label \"flu\" ] \
        node [ id 2 label \"sepsis\" ] edge [ source 0 target 1 label \"treats\" is_negated 1 ] \
        edge [ source 0 target 2 label \"treats\" ] ]";
    for (format, text) in [(Format::Tsv, tsv), (Format::NodeLink, node_link), (Format::Gml, gml)] {
        let network = import(format, text, "Q?").network;
        let relationships: Vec<String> = network.relationships().map(|it| it.to_string()).collect();
        let expected = ["penicillin —not treats→ flu", "penicillin —treats→ sepsis"];
        assert_eq!(relationships, expected, "{format}");
        // Used properties are not repeated.
        assert_eq!(network.relationships().next().unwrap().attributes().len(), 0, "{format}");
    }
    check(
        Format::Csv,
        "source,target,negated\na,b,yes\nb,a,no\n",
        &[r#"a "" []"#, r#"b "" []"#, "a —not related to→ b []", r#"b —related to→ a [("negated", "no")]"#],
        "nothing",
    );
    // That may also mean that something becomes less.
    check(
        Format::Csv,
        "source,relation,target,polarity\na,regulates,b,negative\nb,regulates,a,positive\n",
        &[
            r#"a "" []"#,
            r#"b "" []"#,
            r#"a —regulates→ b [("polarity", "negative")]"#,
            r#"b —regulates→ a [("polarity", "positive")]"#,
        ],
        "1 relationship of negative polarity",
    );
    // In files that were written here it is an attribute like others.
    let mut builder = semnet_core::NetworkBuilder::new("Q?");
    builder.concept("A", "").concept("B", "");
    let negated = semnet_core::network::NewRelationship::new("A", "is", "B").attribute("negated", "true");
    builder.relationship(negated);
    let network = builder.build().unwrap();
    for format in crate::lossless() {
        assert_eq!(Network::from_format(format, network.to_format(format).text), Ok(network.clone()));
    }
}

#[test]
fn relations_of_doccano_are_relationships_between_what_they_quote() {
    let line = r#"{"id": 7, "text": "Bees dance. Ünlü bees make wax! Bees rest.", "entities": [{"id": 1,
        "label": "animal", "start_offset": 17, "end_offset": 21}, {"id": 2, "label": "stuff",
        "start_offset": 27, "end_offset": 30}], "relations": [{"id": 3, "from_id": 1, "to_id": 2,
        "type": "makes"}], "Comments": []}"#;
    let line = line.replace('\n', " ");
    assert_eq!(Format::detect(&line), Format::LangExtract);
    let network = import(Format::LangExtract, &line, "Q?").network;
    assert_eq!(
        lines(&network),
        [
            r#"bees "" [("class", "animal")]"#,
            r#"document 7 "Bees dance. Ünlü bees make wax! Bees rest." []"#,
            r#"wax "" [("class", "stuff")]"#,
            "bees —makes→ wax []",
            "document 7 —mentions→ bees []",
            "document 7 —mentions→ wax []",
        ]
    );
    assert!(network.relationships().all(|it| it.passage() == Some("Ünlü bees make wax!")));
    let long = line.replace("wax!", &format!("wax {}!", "and more ".repeat(300)));
    let long = import(Format::LangExtract, &long, "Q?");
    assert!(long.network.relationships().all(|it| it.passage().is_none()));
    assert!(long.skipped.iter().any(|it| it == ("long passage", 3)), "{}", long.skipped);
    let error = |line: &str| {
        let options = ImportOptions::default().question("Q?");
        Network::import(Format::LangExtract, line, &options).unwrap_err().to_string()
    };
    let other = error(&line.replace("\"to_id\": 2", "\"to_id\": 9"));
    assert!(other.contains("the relation names the entity \"9\", which is not there"), "{other}");
    let other = error(&line.replace("\"end_offset\": 30", "\"end_offset\": 300"));
    assert!(other.contains("the entity \"2\" ends after the text"), "{other}");
}

#[test]
fn quantities_of_wikidata_keep_their_units() {
    let claim = |unit: &str| {
        format!(
            r#"{{"mainsnak": {{"snaktype": "value", "property": "P2048", "datavalue": {{"value": {{
            "amount": "+330", "unit": "{unit}"}}, "type": "quantity"}}}}, "rank": "normal"}}"#
        )
    };
    let file = |unit: &str| {
        format!(
            r#"{{"entities": {{"Q243": {{"id": "Q243", "labels": {{"en": {{"language": "en", "value":
            "Tower"}}}}, "claims": {{"P2048": [{}]}}}}, "Q11573": {{"id": "Q11573", "labels": {{"en":
            {{"language": "en", "value": "metre"}}}}}}}}}}"#,
            claim(unit)
        )
    };
    for (unit, expected) in [
        ("http://www.wikidata.org/entity/Q11573", "330 metre"),
        ("http://www.wikidata.org/entity/Q3710", "330 Q3710"),
        ("1", "330"),
    ] {
        let network = import(Format::Wikidata, &file(unit), "Q?").network;
        let tower = network.concepts().find(|it| it.label() == "Tower").unwrap();
        assert!(tower.attributes().any(|it| it.1 == expected), "{:?}", lines(&network));
    }
}

/// A long label that is repeated often could make a network of any size.
#[test]
fn labels_that_are_used_again_and_again_have_a_limit() {
    let label = "metre".repeat(20_000);
    let claim = |number: usize| {
        format!(
            r#"{{"mainsnak": {{"snaktype": "value", "property": "P1", "datavalue": {{"value": {{
            "amount": "+{number}", "unit": "/Q2"}}, "type": "quantity"}}}}}}"#
        )
    };
    let claims: Vec<String> = (0..2_000).map(claim).collect();
    let units = format!(
        r#"{{"entities": {{"Q1": {{"id": "Q1", "claims": {{"P1": [{}]}}}}, "Q2": {{"id": "Q2",
        "labels": {{"en": {{"language": "en", "value": "{label}"}}}}}}}}}}"#,
        claims.join(",")
    );
    let mut quoted = format!("<a:a> <http://www.w3.org/2000/01/rdf-schema#label> \"{label}\" .\n");
    for number in 0..2_000 {
        quoted += &format!(
            "_:r{number} <http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies> <<( <a:a> <a:p> <a:b> )>> .\n"
        );
    }
    for (format, text) in [(Format::Wikidata, units), (Format::NTriples, quoted)] {
        let options = ImportOptions::default().question("Q?");
        let error = Network::import(format, &text, &options).unwrap_err().to_string();
        assert!(error.contains("64 times"), "{format}: {error}");
    }
}
