//! Classes of nodes that a file lists with their names, and nodes that name them by number.

use semnet_core::Network;
use semnet_core::format::{Format, ImportOptions};

/// The class of each concept, and what was skipped.
#[track_caller]
fn classes(text: &str, name: &str) -> (Vec<String>, String) {
    assert_eq!(Format::detect(text), Format::NodeLink, "{text}");
    let options = ImportOptions::default().question("Q?");
    let imported = Network::import(Format::NodeLink, text, &options).unwrap();
    let stream = Network::import_from(Format::NodeLink, text.as_bytes(), &options).unwrap();
    assert_eq!(stream.network, imported.network);
    assert_eq!(imported.network.attributes().find(|(name, _)| name.ends_with('s')), None);
    let value = |concept: semnet_core::network::Concept<'_>| {
        let value = concept.attributes().find(|(other, _)| *other == name).map_or("-", |(_, value)| value);
        format!("{concept}: {value}")
    };
    (imported.network.concepts().map(value).collect(), imported.skipped.to_string())
}

#[test]
fn a_category_of_echarts_is_a_place_in_the_list_of_categories() {
    let nodes = r#"[{"name": "Baker", "category": 0}, {"name": "Mill", "category": 1},
        {"name": "Sea", "category": 7}, {"name": "Tide", "category": "Nature"}, {"name": "Zoo"}]"#;
    let categories = r#"[{"name": "Person"}, {"name": "Building", "itemStyle": {"color": "red"}},
        {"name": "Nature"}, {"name": "Tool"}]"#;
    let links = r#"[{"source": "Baker", "target": "Mill"}]"#;
    let expected = ["Baker: Person", "Mill: Building", "Sea: 7", "Tide: Nature", "Zoo: -"];
    let skipped = "1 category field, 1 category without a name, 1 category without a node";
    for text in [
        format!(r#"{{"nodes": {nodes}, "links": {links}, "categories": {categories}}}"#),
        format!(r#"{{"categories": {categories}, "nodes": {nodes}, "links": {links}}}"#),
    ] {
        assert_eq!(classes(&text, "category"), (expected.map(str::to_owned).to_vec(), skipped.to_owned()));
    }
    for text in [
        format!(
            r#"{{"series": [{{"type": "graph", "data": {nodes}, "links": {links},
                "categories": {categories}}}]}}"#
        ),
        format!(
            r#"{{"categories": {categories},
                "series": {{"type": "graph", "nodes": {nodes}, "edges": {links}}}}}"#
        ),
    ] {
        assert_eq!(classes(&text, "category"), (expected.map(str::to_owned).to_vec(), skipped.to_owned()));
    }
    // A list of names, and numbers as pandas writes them.
    let text = r#"{"nodes": [{"id": "a", "category": 1.0}], "links": [], "categories": ["X", "Y"]}"#;
    assert_eq!(classes(text, "category"), (vec!["a: Y".to_owned()], "1 category without a node".to_owned()));
}

#[test]
fn clusters_and_groups_have_numbers() {
    for (text, name, expected) in [
        (
            r#"{"network": {"items": [{"id": 1, "label": "a", "cluster": 2}], "links": [],
                "clusters": [{"cluster": 1, "label": "X"}, {"cluster": 2, "label": "Y"}]}}"#,
            "cluster",
            "a: Y",
        ),
        (
            r#"{"nodes": [{"id": "a", "group": 2}], "links": [],
                "groups": [{"id": 1, "name": "X"}, {"id": 2, "name": "Y"}]}"#,
            "group",
            "a: Y",
        ),
        (
            r#"{"nodes": [{"id": "a", "group": 2}], "links": [], "groups": {"1": "X", "2": "Y"}}"#,
            "group",
            "a: Y",
        ),
        (
            r#"{"nodes": [{"id": "a", "group": 2}], "links": [],
                "groups": {"1": {"label": "X"}, "2": {"label": "Y"}}}"#,
            "group",
            "a: Y",
        ),
        (
            r#"{"nodes": [{"id": "a", "community": "c2"}], "links": [],
                "communities": [{"id": "c1", "title": "X"}, {"id": "c2", "title": "Y"}]}"#,
            "community",
            "a: Y",
        ),
    ] {
        let skipped = format!("1 {name} without a node");
        assert_eq!(classes(text, name), (vec![expected.to_owned()], skipped), "{text}");
    }
}

#[test]
fn lists_that_name_no_class_of_a_node_stay_attributes() {
    for list in [
        r#""groups": ["X", "Y"]"#,
        r#""groups": [{"leaves": [0]}]"#,
        r#""categories": [{"name": "X"}]"#,
        r#""groups": [{"id": 5, "name": "X"}]"#,
    ] {
        let text = format!(r#"{{"nodes": [{{"id": "a", "group": 1}}], "links": [], {list}}}"#);
        let network = crate::read(Format::NodeLink, &text);
        assert!(network.attributes().count() >= 2, "{text}");
        assert_eq!(network.concept("a").unwrap().attributes().collect::<Vec<_>>(), [("group", "1")]);
    }
}
