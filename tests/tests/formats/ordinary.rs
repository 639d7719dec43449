//! Ordinary files next to those that a rule for one tool is made for: what the rule must leave alone.

use semnet_core::format::Format;

use crate::{lines, read};

#[track_caller]
fn check(format: Format, text: &str, expected: &[&str]) {
    assert_eq!(lines(&read(format, text)), expected, "{text}");
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
