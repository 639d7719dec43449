//! What only formats of RDF have: languages, prefixes, annotations, blank nodes.

use semnet_core::format::{Format, ImportOptions};
use semnet_core::network::NewRelationship;
use semnet_core::{Network, NetworkBuilder};

use crate::{asking, lines, lossless, read};

const BEES: &str = r#"# A vocabulary.
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix ex: <http://bees.example/> .
@base <http://bees.example/> .
PREFIX dc: <http://purl.org/dc/terms/>

ex:bee a skos:Concept ;
    skos:prefLabel "Bee"@en-GB , "Biene"@de ;
    skos:altLabel "honey bee" ;
    skos:definition """An insect
that dances.""" ;
    skos:broader <insect> ;
    ex:legs 6 .
<insect> skos:prefLabel 'Insect' ; skos:related ex:flower .
ex:flower ex:colour [ skos:prefLabel "Red" ] .
"#;

#[test]
fn turtle_is_read() {
    let network = read(Format::Turtle, BEES);
    assert_eq!(
        lines(&network),
        [
            concat!(
                r#"Bee "An insect that dances." [("alias", "honey bee"), ("alias@de", "Biene"), ("id", "#,
                r#""http://bees.example/bee"), ("label language", "en-GB"), ("legs", "6")]"#,
            ),
            r#"Insect "" [("id", "http://bees.example/insect")]"#,
            r#"Red "" []"#,
            r#"flower "" [("id", "http://bees.example/flower")]"#,
            "Bee —broader→ Insect []",
            "Insect —related→ flower []",
            "flower —colour→ Red []",
        ]
    );
    let triples = "<a:a> <a:p> <a:b> .\n";
    assert_eq!(
        Network::import(Format::Turtle, triples, &ImportOptions::default().question("Q?"))
            .map(|it| it.network),
        {
            Network::import(Format::NTriples, triples, &ImportOptions::default().question("Q?"))
                .map(|it| it.network)
        }
    );
}

#[test]
fn annotations_are_about_relationships() {
    let network = read(
        Format::Turtle,
        r#"VERSION "1.2"
        PREFIX : <http://e.example/>
        :bob :knows :alice {| :since "1999" ; :quote "They met in the mill." |} .
        :bob :age 23 {| :certainty 0.9 |} .
        :alice :likes :mills ; :owns :mills .
        << :alice :likes :mills >> :source :letter .
        :r <http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies> <<( :alice :owns :mills )>> ;
            :since "2001" ."#,
    );
    let relationships: Vec<String> = network
        .relationships()
        .map(|it| format!("{it} {:?} {:?}", it.passage(), it.attributes().collect::<Vec<_>>()))
        .collect();
    assert_eq!(
        relationships,
        [
            r#"alice —likes→ mills None [("source", "http://e.example/letter")]"#,
            r#"alice —owns→ mills None [("since", "2001")]"#,
            r#"bob —knows→ alice Some("They met in the mill.") [("since", "1999")]"#,
        ]
    );
}

#[test]
fn collections_and_blank_nodes_of_turtle_have_an_order() {
    let text = "@prefix : <http://e.example/> .\n:week :days ( :monday :tuesday ) .\n[] :is [ :is [] ] .";
    let network = read(Format::Turtle, text);
    let again = read(Format::Turtle, text);
    assert_eq!(lines(&network), lines(&again));
    let relationships: Vec<String> = network
        .relationships()
        .map(|it| format!("{it} {:?}", it.attributes().collect::<Vec<_>>()))
        .filter(|it| it.starts_with("week"))
        .collect();
    assert_eq!(
        relationships,
        [r#"week —days→ monday [("position", "1")]"#, r#"week —days→ tuesday [("position", "2")]"#]
    );
}

#[test]
fn relative_names_of_turtle_stay_relative() {
    let network = read(Format::Turtle, "<> <#has> <#me>, <people/bo> .");
    let relationships: Vec<String> = network.relationships().map(|it| it.to_string()).collect();
    assert_eq!(relationships, ["this file —has→ bo", "this file —has→ me"]);
}

#[test]
fn passages_are_annotations_and_everything_else_is_plain_turtle() {
    let mut builder = NetworkBuilder::new("Why do bees dance?");
    builder.finding("Dance", "").concept("Flower", "").relationship(("Dance", "leads to", "Flower"));
    let plain = builder.clone().build().unwrap().to_format(Format::Turtle).text;
    assert!(!plain.contains("<<") && plain.contains("a rdf:Statement"), "{plain}");
    builder.relationship(NewRelationship::new("Dance", "tells of", "Flower").passage("It \"waggles\"."));
    let network = builder.build().unwrap();
    let text = network.to_format(Format::Turtle).text;
    assert!(
        text.contains("rdf:reifies <<( n:concept:Dance n:relation:tells\\%20of n:concept:Flower )>>"),
        "{text}"
    );
    assert!(text.contains(r#"schema:text "It \"waggles\".""#), "{text}");
    assert_eq!(Network::from_format(Format::Turtle, &text), Ok(network));
}

#[test]
fn errors_of_turtle_have_a_place() {
    let error = |text: &str| asking(Format::Turtle, text, "Q?").unwrap_err().to_string();
    let undeclared = "<a:a> <a:b> <a:c> .\n\n<a:a> ex:b <a:c> .\n";
    for end in ["\n", "\r\n", "\r"] {
        assert_eq!(
            error(&undeclared.replace('\n', end)),
            "Turtle, line 3, column 7: the prefix ex: has not been declared",
            "{end:?}"
        );
    }
    let cut = error("@prefix ex: <a:b#> .\nex:a ex:b \"text that goes on\n");
    assert!(cut.starts_with("Turtle, line 2, column"), "{cut}");
    let cut = error("@prefix ex: <a:b#> .\nex:a ex:b");
    assert!(cut.starts_with("Turtle, line 2, column"), "{cut}");
    let deep =
        format!("<a:a> <a:b> {}<a:c>{} .", "<<( <a:a> <a:b> ".repeat(40_000), " )>># )\n".repeat(40_000));
    assert_eq!(error(&deep), "Turtle: triple terms are nested more than 128 deep");
    let long = format!("@prefix p: <a:{}> .\n", "x".repeat(100_000))
        + &(0..100_000).map(|n| format!("p:a{n} p:b p:c .\n")).collect::<String>();
    assert!(error(&long).contains("more than 64 times as large as the file"));
}

#[test]
fn languages_are_written_as_languages() {
    let network = read(Format::Turtle, BEES);
    for format in [Format::Turtle, Format::NTriples, Format::NQuads] {
        let text = network.to_format(format).text;
        for literal in ["\"Bee\"@en-GB", "\"Biene\"@de"] {
            assert!(text.contains(literal), "{text}");
        }
    }
    assert!(network.to_format(Format::JsonLd).text.contains("\"@language\": \"en-GB\""));
    // Whatever cannot be a language is an attribute.
    let mut builder = NetworkBuilder::new("Q?");
    for (name, value) in [
        ("label language", "EN"),
        ("text language", "de"),
        ("alias@DE", "x"),
        ("alias@x-private", "x"),
        ("@de", "x"),
        ("e-mail@home", "x"),
        ("e-mail@home address", "x"),
        ("note@de", ""),
    ] {
        builder.concept(name, "").concept_attribute(name, name, value);
    }
    builder.concept("two", "A text.");
    for language in ["de", "fr"] {
        builder.concept_attribute("two", "label language", language);
        builder.attribute("note@de", language).attribute("label language", language);
    }
    builder.concept_attribute("two", "text language", "zh-Hant-TW");
    let network = builder.build().unwrap();
    for format in lossless() {
        let text = network.to_format(format).text;
        assert_eq!(Network::from_format(format, &text), Ok(network.clone()), "{format}\n{text}");
    }
}

#[test]
fn turtle_is_known_by_its_beginning() {
    for text in [
        BEES,
        "@prefix : <a:b> .",
        "PREFIX a: <a:b>\n",
        "base <a:b>\n",
        "# c\n\n<http://a.example/b>\n  a <http://a.example/c> .",
        "<a:b> a <a:c> ;\n",
        "<a:b> <a:c> <a:d> ;\n <a:e> 1 .",
        "<a:b> rdfs:label \"x\" .",
        "ex:bee a ex:Insect ;",
    ] {
        assert_eq!(Format::detect(text), Format::Turtle, "{text}");
    }
    assert_eq!(Format::detect("<a:b> <a:c> <a:d> ."), Format::NTriples);
    assert_eq!(Format::detect("<a:b> <a:c> \"d\" <a:e> ."), Format::NQuads);
    assert_eq!(Format::detect("<g:graphml>\n</g:graphml>"), Format::GraphMl);
    for text in ["Base: a thing", "prefix and suffix", "Re: a letter.", "See: a, b"] {
        assert_eq!(Format::detect(text), Format::Report, "{text}");
    }
}

#[test]
fn declarations_of_properties_of_wikidata_only_name_relations() {
    let prefixes = "@prefix wd: <http://www.wikidata.org/entity/> .
@prefix wdt: <http://www.wikidata.org/prop/direct/> .
@prefix p: <http://www.wikidata.org/prop/> .
@prefix ps: <http://www.wikidata.org/prop/statement/> .
@prefix wdno: <http://www.wikidata.org/prop/novalue/> .
@prefix wikibase: <http://wikiba.se/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <http://schema.org/> .
";
    let declaration = |number: &str, label: &str, kind: &str| {
        format!(
            "wd:{number} a wikibase:Property ; rdfs:label \"{label}\"@en ; schema:description \"Words.\"@en ;
            wikibase:propertyType wikibase:{kind} ; wikibase:directClaim wdt:{number} ;
            wikibase:claim p:{number} ; wikibase:statementProperty ps:{number} ;
            wikibase:novalue wdno:{number} .
p:{number} a owl:ObjectProperty . ps:{number} a owl:ObjectProperty .
wdt:{number} a owl:ObjectProperty .
wdno:{number} a owl:Class ; owl:complementOf _:{number} .
_:{number} a owl:Restriction ; owl:onProperty wdt:{number} ; owl:someValuesFrom owl:Thing .\n"
        )
    };
    let used = declaration("P31", "instance of", "WikibaseItem");
    let both = declaration("P569", "date of birth", "Time");
    let items = "wd:Q42 rdfs:label \"Adams\"@en ; wdt:P31 wd:Q5 ; wdt:P569 \"1952\" .
wd:Q5 rdfs:label \"human\"@en .\n";
    let text = format!("{prefixes}{items}{used}{both}");
    let adams = concat!(
        r#"Adams "" [("date of birth", "1952"), ("id", "http://www.wikidata.org/entity/Q42"), "#,
        r#"("label language", "en")]"#
    );
    let human = r#"human "" [("id", "http://www.wikidata.org/entity/Q5"), ("label language", "en")]"#;
    let network = read(Format::Turtle, &text);
    assert_eq!(lines(&network), [adams, human, "Adams —instance of→ human []"]);
    let imported = Network::import(Format::Turtle, &text, &ImportOptions::default().question("Q?")).unwrap();
    assert_eq!(imported.skipped.to_string(), "2 declaration of a property");
    // A thing that another statement names, or that has claims.
    for (more, relationship) in [
        ("wd:Q5 wdt:P1963 wd:P569 .", "human —P1963→ date of birth []"),
        ("wd:P569 wdt:P1629 wd:Q5 .", "date of birth —P1629→ human []"),
    ] {
        let network = read(Format::Turtle, &format!("{text}{more}"));
        let birth = concat!(
            r#"date of birth "Words." [("id", "http://www.wikidata.org/entity/P569"), "#,
            r#"("label language", "en"), ("text language", "en")]"#
        );
        let mut expected = vec![adams, birth, human, "Adams —instance of→ human []", relationship];
        expected.sort_by_key(|line| line.contains('→'));
        let found = lines(&network);
        assert_eq!(found, expected);
    }
    // A file of nothing else is about them.
    let network = read(Format::Turtle, &format!("{prefixes}{used}"));
    assert_eq!(network.concepts().map(|it| it.label()).collect::<Vec<_>>(), ["instance of"]);

    let json = r#"{"entities": {"Q42": {"type": "item", "id": "Q42", "labels": {"en": {"value": "Adams"}},
        "claims": {"P31": [{"mainsnak": {"snaktype": "value", "datavalue": {"value": {"id": "Q5"}}}}]}},
        "P31": {"type": "property", "id": "P31", "labels": {"en": {"value": "instance of"}},
        "claims": {}}}}"#;
    let network = read(Format::Wikidata, json);
    let found: Vec<String> = network.relationships().map(|it| it.to_string()).collect();
    assert_eq!((found, network.concept_count()), (vec!["Adams —instance of→ Q5".to_owned()], 2));
}
