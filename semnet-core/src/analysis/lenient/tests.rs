//! Tests of the lenient reader.

use super::*;

fn strict(value: &serde_json::Value) -> Json {
    match value {
        serde_json::Value::Null => Json::Null,
        serde_json::Value::String(string) => Json::String(string.clone()),
        serde_json::Value::Array(items) => Json::Array(items.iter().map(strict).collect()),
        serde_json::Value::Object(members) => {
            Json::Object(members.iter().map(|(key, value)| (key.clone(), strict(value))).collect())
        }
        other => Json::Literal(other.to_string()),
    }
}

#[test]
fn strict_json_is_read_as_it_is() {
    for text in [
        r#"{"a": [1, -2.5, true, null, "x\n\"y\" \u00e9 \ud83d\udc1d"], "b": {}, "c": [], "d": "{\"e\": 1}"}"#,
        r#"["a", "b", ["c"], {"d": "e, \"f\": g"}]"#,
        r#"{"text": "He said, [not] {this}: it's, so", "z": "“quoted”"}"#,
    ] {
        let parsed = read(text, 0);
        let expected = strict(&serde_json::from_str(text).unwrap());
        assert_eq!((parsed.json, parsed.cut, parsed.mended), (expected, None, false), "{text}");
        assert_eq!(parsed.end, text.len());
    }
}

#[test]
fn what_models_do_to_json_is_undone() {
    let expected = strict(&serde_json::json!({"a": "x", "b": ["y", "z"]}));
    for text in [
        r#"{"a": "x", "b": ["y", "z",],}"#,
        r#"{'a': 'x', 'b': ['y', 'z']}"#,
        r#"{a: "x", b: ["y", "z"]}"#,
        r#"{“a”: “x”, “b”: [“y”, “z”]}"#,
        "{\"a\": \"x\", // first\n /* then */ \"b\": [\"y\", \"z\"]}",
        "{\"a\": \"x\"\n \"b\": [\"y\"\n \"z\"]}",
        r#"{"a": """x""", "b": ["y", "z"]}"#,
        r#"{"a" = "x", "b" => ["y", "z"]}"#,
        r#"{"a": x, "b": [y, z]}"#,
    ] {
        let parsed = read(text, 0);
        assert_eq!((&parsed.json, parsed.cut, parsed.mended), (&expected, None, true), "{text}");
    }
}

#[test]
fn commands_of_latex_are_no_escapes() {
    for (text, expected) in [
        (r#"["\theta \times \text{x}"]"#, r"\theta \times \text{x}"),
        (r#"["$\frac{1}{2} \beta \forall$"]"#, r"$\frac{1}{2} \beta \forall$"),
        (r#"["\rho \rightarrow \nabla"]"#, r"\rho \rightarrow \nabla"),
        (r#"["\alpha \sum \mathbf{x}"]"#, r"\alpha \sum \mathbf{x}"),
        (r#"["$a \neq b$, and\ne poi $\nu$"]"#, "$a \\neq b$, and\ne poi $\\nu$"),
        (r#"["\(a \neq b\)\neg,\tx\rx\n"]"#, "\\(a \\neq b\\)\neg,\tx\rx\n"),
        // Escaped as it should be, and strict JSON that holds no command.
        (r#"["\\theta \\\\ \\neq"]"#, r"\theta \\ \neq"),
        (r#"["a\nnot b\ttan\u00e9\b\f"]"#, "a\nnot b\ttan\u{e9}  "),
    ] {
        assert_eq!(read(text, 0).json, Json::Array(vec![Json::String(expected.into())]), "{text}");
    }
}

#[test]
fn quotation_marks_inside_a_string_do_not_end_it() {
    for (text, expected) in [
        (r#"{"a": "He said "yes", and left.", "b": "c"}"#, r#"He said "yes", and left."#),
        (r#"{"a": "He said "yes", "no" and left.", "b": "c"}"#, r#"He said "yes", "no" and left."#),
        (r#"{"a": "The "flat rate": a fee", "b": "c"}"#, r#"The "flat rate": a fee"#),
    ] {
        let Json::Object(members) = read(text, 0).json else { panic!("{text}") };
        assert_eq!(members[0].1, Json::String(expected.into()), "{text}");
        assert_eq!(members[1], ("b".into(), Json::String("c".into())), "{text}");
    }
}

#[test]
fn a_value_may_be_split_over_code_fences() {
    let expected = strict(&serde_json::json!({"a": [{"b": "x"}, {"b": "y"}], "c": "z"}));
    for text in [
        "{\"a\": [{\"b\": \"x\"},\n```\n\n```json\n{\"b\": \"y\"}], \"c\": \"z\"}\n```",
        "{\"a\": [{\"b\": \"x\"}\n```\nThe rest, as {JSON}:\n```\n{\"b\": \"y\"}],\n```\n```js\n\"c\": \"z\"}",
        "{\"a\": [{\"b\":\n```json\n\"x\"}, {\"b\": \"y\"}], \"c\": \"z\"}",
    ] {
        let parsed = read(text, 0);
        assert_eq!((&parsed.json, parsed.cut, parsed.mended), (&expected, None, true), "{text}");
    }
    // One that begins again leaves the first one cut off.
    let again = "{\"a\": [{\"b\": \"x\"},\n```\nOnce more:\n```json\n{\"a\": []}\n```";
    let parsed = read(again, 0);
    assert_eq!((parsed.cut.as_deref(), parsed.end), (Some("$.a"), again.find("```").unwrap()));
    assert_eq!(read(again, again.rfind('{').unwrap()).cut, None);
}

#[test]
fn a_text_that_ends_too_soon_says_where() {
    for (text, path) in [
        (r#"{"a": [{"b": "x"}, {"b": "y"#, "$.a[1].b"),
        (r#"{"a": [{"b": "x"}, {"b""#, "$.a[1].b"),
        (r#"{"a": [{"b": "x"}, {"#, "$.a[1]"),
        (r#"{"a": [{"b": "x"},"#, "$.a"),
        (r#"{"a b": {"c": 12"#, "$['a b'].c"),
        ("{", "$"),
    ] {
        assert_eq!(read(text, 0).cut.as_deref(), Some(path), "{text}");
    }
    let deep = "[".repeat(100_000);
    assert!(read(&deep, 0).cut.is_some_and(|path| path.starts_with("$[0][0]")));
}

#[test]
fn prose_is_not_taken_for_json() {
    for prose in ["[1] Bees", "[see](there)", "{placeholder}", "{ 1 }", "[a, b]"] {
        assert!(!looks_like_json(prose), "{prose}");
    }
    for json in ["{}", "[]", "{\"a", "[{", "{ a : 1", "['x'", "{\n  // x\n"] {
        assert!(looks_like_json(json), "{json}");
    }
}
