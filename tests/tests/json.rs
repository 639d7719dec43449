//! The JSON form: the schema and the types take and refuse the same.

use proptest::prelude::*;
use semnet_core::format::{Format, ImportOptions};
use semnet_core::{Network, NetworkBuilder};
use semnet_tests::{network, parts};
use serde_json::{Value, json};

fn schema() -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(include_str!("../../semnet-core/network.schema.json")).unwrap();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

/// Whether the types accept it: an error with a line is about the form, one without is about the network.
fn has_form(value: &Value) -> bool {
    Network::from_json(value.to_string()).map_or_else(|error| error.line().is_none(), |_| true)
}

/// All places in a value, as JSON pointers.
fn places(value: &Value, at: &str, all: &mut Vec<String>) {
    all.push(at.to_owned());
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| places(value, &format!("{at}/{key}"), all)),
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(n, value)| places(value, &format!("{at}/{n}"), all))
        }
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_024))]

    #[test]
    fn what_is_written_is_of_the_schema(network in network()) {
        let value: Value = serde_json::from_str(&network.to_json()).unwrap();
        prop_assert!(schema().is_valid(&value));
        let through_serde: Network = serde_json::from_value(serde_json::to_value(&network).unwrap()).unwrap();
        prop_assert_eq!(through_serde, network);
    }

    #[test]
    fn the_schema_and_the_types_refuse_the_same(
        parts in parts(),
        place in any::<prop::sample::Index>(),
        how in 0..9,
        key in "question|title|label|text|name|value|source|passage|highlights|more",
    ) {
        let mut value = serde_json::to_value(parts).unwrap();
        let mut all = Vec::new();
        places(&value, "", &mut all);
        let found = value.pointer_mut(place.get(&all[..]).as_str()).unwrap();
        match (how, &mut *found) {
            (0, _) => *found = Value::Null,
            (1, _) => *found = json!("text"),
            (2, _) => *found = json!([]),
            (3, _) => *found = json!({}),
            (4, _) => *found = json!(-1),
            (5, _) => *found = json!(1.5),
            (6, Value::Object(map)) => {
                map.remove(&key);
            }
            (7, Value::Object(map)) => {
                map.insert(key, json!("text"));
            }
            (8, Value::Array(list)) => list.push(json!(4_294_967_296u64)),
            _ => {}
        }
        prop_assert_eq!(schema().is_valid(&value), has_form(&value), "{}", value);
    }

    #[test]
    fn any_text_is_a_network_or_an_error_within_it(text in r#"[\[\]{}":,0-9a-z\n ]{0,60}"#) {
        if let Err(error) = Network::from_json(&text) {
            prop_assert!(error.line().is_none_or(|line| line <= 1 + text.matches('\n').count()), "{error}");
            prop_assert!(error.column().is_none_or(|column| column <= text.len() + 1), "{error}");
        }
    }
}

/// Wherever the question is: fields before it wait for it.
#[test]
fn fields_come_in_any_order() {
    let fields = [
        r#""question": "Q?""#,
        r#""title": "T""#,
        r#""attributes": [{"name": "n", "value": "v"}]"#,
        r#""findings": [{"label": "A", "text": "t"}]"#,
        r#""concepts": [{"label": "B"}]"#,
        r#""relationships": [{"source": "A", "relation": "r", "target": "B"}]"#,
        r#""highlights": [0]"#,
    ];
    let read = |fields: &[&str]| Network::from_json(format!("{{{}}}", fields.join(", ")));
    let network = read(&fields).unwrap();
    for shift in 0..fields.len() {
        let (behind, before) = fields.split_at(shift);
        assert_eq!(read(&[before, behind].concat()).unwrap(), network, "{before:?} {behind:?}");
    }
    for wrong in [
        r#""title": null"#,
        r#""title": 7"#,
        r#""concepts": null"#,
        r#""concepts": {}"#,
        r#""highlights": [1]"#,
    ] {
        assert!(read(&[fields[0], wrong]).is_err() && read(&[wrong, fields[0]]).is_err(), "{wrong}");
    }
    let twice = read(&[fields[4], fields[0], fields[4]]).unwrap_err();
    assert!(twice.to_string().ends_with("duplicate field `concepts`"), "{twice}");
    let missing = read(&fields[1..]).unwrap_err();
    assert!(missing.to_string().ends_with("missing field `question`"), "{missing}");
}

/// Short ones, and ones longer than the pieces of streams.
#[test]
fn a_form_without_a_question_takes_the_given_one() {
    let form = r#"{"concepts": [{"label": "Sun"}], "relationships": []}"#;
    let expected = NetworkBuilder::new("Why do bees dance?").concept("Sun", "").build().unwrap();
    for text in [form.to_owned(), format!("{form}{}", " ".repeat(3 << 20))] {
        let imported =
            |question| Network::import(Format::Json, &text, &ImportOptions::default().question(question));
        assert_eq!(imported(Some("Why do bees dance?")).unwrap().network, expected);
        let read = Network::import_from(
            Format::Json,
            text.as_bytes(),
            &ImportOptions::default().question("Why do bees dance?"),
        );
        assert_eq!(read.unwrap().network, expected);
        let errors = [
            imported(None).unwrap_err(),
            Network::import_from(Format::Json, text.as_bytes(), &ImportOptions::default()).unwrap_err(),
        ];
        for error in errors {
            assert!(error.is_no_question() && error.to_string().contains("field `question`"), "{error}");
        }
    }
    let own = r#"{"concepts": [{"label": "Sun"}], "question": "Why do bees dance?"}"#;
    assert_eq!(
        Network::import(Format::Json, own, &ImportOptions::default().question("Another?")).unwrap().network,
        expected
    );
    // JSON without a field of this form is in another format.
    for other in ["{}", "[]", r#"{"bees": 1}"#] {
        for question in [None, Some("Q?")] {
            let error = Network::import(Format::Json, other, &ImportOptions::default().question(question))
                .unwrap_err();
            assert!(!error.is_no_question(), "{other}: {error}");
        }
    }
}

#[test]
fn errors_have_a_place() {
    let message = |json: &str| Network::from_json(json).unwrap_err().to_string();
    assert_eq!(message(""), "line 1, column 1: EOF while parsing a value");
    assert_eq!(message("{\"question\":\n \"a\" x}"), "line 2, column 6: expected `,` or `}`");
    assert_eq!(
        message("{\"question\": \"q\", \"question\": \"r\"}"),
        "line 1, column 28: duplicate field `question`"
    );
    assert!(
        message("{\"question\": \"q\", \"answer\": 1}")
            .starts_with("line 1, column 26: unknown field `answer`, expected one of `question`")
    );
    let nested = "{\"question\": ".to_owned() + &"[".repeat(100_000);
    assert!(message(&nested).starts_with("line 1, column 13: invalid type: sequence, expected a string"));
    let relationship = r#"{"question": "q", "concepts": [{"label": "A"}],
        "relationships": [{"source": "A", "relation": "r", "target": "A"},
        {"source": "A", "relation": "", "target": "A"}]}"#;
    assert_eq!(
        message(relationship),
        "relationships[1]: the relationship from \"A\" to \"A\" has no relation (the words after “via”)"
    );
}

#[test]
fn errors_of_the_whole_network_have_a_path() {
    let message = |rest: &str| {
        let json =
            format!(r#"{{"question": "q", "concepts": [{{"label": "A"}}], "relationships": [{rest}}}"#);
        Network::from_json(json).unwrap_err().to_string()
    };
    let (good, other) = (
        r#"{"source": "A", "relation": "r", "target": "A"}"#,
        r#"{"source": "A", "relation": "s", "target": "B"}"#,
    );
    assert!(
        message(&format!("{good}, {other}]"))
            .starts_with("relationships[1]: the relationship via \"s\" needs")
    );
    assert!(message(&format!(r#"{good}, {good}], "highlights": [0, 1]"#)).starts_with("highlights[1]: "));
}

#[test]
fn a_byte_order_mark_is_no_harm() {
    assert!(Network::from_json("\u{feff}{\"question\": \"q\"}").is_ok());
}

#[test]
fn the_samples_are_networks() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/reports");
    let mut count = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("json") => assert!(schema().is_valid(&serde_json::from_slice(&bytes).unwrap())),
            _ => assert!(Network::from_report(&bytes).is_ok(), "{}", path.display()),
        }
        count += 1;
    }
    assert!(count >= 3);
}

/// JSON Schema does not distinguish 1 and 1.0, and serde reads a list as an object; the form allows neither.
#[test]
fn numbers_are_digits_and_objects_are_objects() {
    let read = |concepts: &str, relationships: &str, highlights: &str| {
        Network::from_json(format!(
            r#"{{"question": "Q?", "concepts": {concepts}, "relationships": {relationships},
                "highlights": {highlights}}}"#
        ))
    };
    let (concepts, relationships) =
        (r#"[{"label": "A"}]"#, r#"[{"source": "A", "relation": "r", "target": "A"}]"#);
    assert!(read(concepts, relationships, "[0]").is_ok());
    for highlight in ["0.0", "0e0", "-0", "0.5", "-1", "\"0\"", "true", "[0]"] {
        assert!(read(concepts, relationships, &format!("[{highlight}]")).is_err(), "{highlight}");
    }
    for concept in
        [r#"["A", "", []]"#, r#"["A"]"#, r#"{"label": "A", "attributes": [["n", "v"]]}"#, r#""A""#, "[]"]
    {
        let error = read(&format!("[{concept}]"), "[]", "[]").unwrap_err().to_string();
        assert!(error.contains("expected an object for a"), "{concept}: {error}");
    }
    let error = read(concepts, r#"[["A", "r", "A", "", []]]"#, "[]").unwrap_err().to_string();
    assert!(error.contains("expected an object for a relationship"), "{error}");
    for text in [
        r#"["Q?"]"#,
        r#"{"question": "\ud800"}"#,
        r#"{"question": "Q?", "question": "Q?"}"#,
        "[]",
        "\u{feff}\u{feff}{}",
    ] {
        assert!(Network::from_json(text).is_err(), "{text}");
    }
    assert!(Network::from_json("\u{feff}{\"question\": \"Q?\"}").is_ok());
}
