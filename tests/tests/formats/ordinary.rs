//! Ordinary files next to those that a rule for one tool is made for: what the rule must leave alone.

use semnet_core::format::Format;

use crate::{asking, lines, read};

#[track_caller]
fn check(format: Format, text: &str, expected: &[&str]) {
    assert_eq!(lines(&read(format, text)), expected, "{text}");
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
