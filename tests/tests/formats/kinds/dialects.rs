//! Small graphs as other tools write them, one writer for each format, so that each kind of meaning can be
//! tried in all of them.

use std::fmt::Write;

use semnet_core::format::Format;
use serde_json::{Map, Value, json};

/// A graph of another tool.
#[derive(Clone, Default)]
pub(super) struct Drawn<'a> {
    pub(super) is_undirected: bool,
    pub(super) nodes: Vec<Node<'a>>,
    pub(super) edges: Vec<Edge<'a>>,
}

#[derive(Clone, Default)]
pub(super) struct Node<'a> {
    pub(super) id: &'a str,
    pub(super) properties: Vec<(&'a str, &'a str)>,
}

#[derive(Clone, Default)]
pub(super) struct Edge<'a> {
    pub(super) id: Option<&'a str>,
    pub(super) source: &'a str,
    pub(super) target: &'a str,
    pub(super) properties: Vec<(&'a str, &'a str)>,
}

pub(super) fn node<'a>(id: &'a str, properties: &[(&'a str, &'a str)]) -> Node<'a> {
    Node { id, properties: properties.to_vec() }
}

pub(super) fn edge<'a>(source: &'a str, target: &'a str, properties: &[(&'a str, &'a str)]) -> Edge<'a> {
    Edge { id: None, source, target, properties: properties.to_vec() }
}

/// Formats whose nodes and edges have properties of any name.
pub(super) const ALL: [Dialect; 14] = [
    Dialect::NodeLink,
    Dialect::D3,
    Dialect::Cytoscape,
    Dialect::CytoscapeList,
    Dialect::Graphology,
    Dialect::GraphMl,
    Dialect::Gexf,
    Dialect::Jgf,
    Dialect::Gml,
    Dialect::Dot,
    Dialect::Csv,
    Dialect::Tsv,
    Dialect::Xgmml,
    Dialect::Neo4j,
];

#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Dialect {
    /// NetworkX.
    NodeLink,
    /// Links only, as D3 takes them.
    D3,
    Cytoscape,
    /// A list of elements, as Cytoscape.js takes it.
    CytoscapeList,
    Graphology,
    GraphMl,
    Gexf,
    Jgf,
    Gml,
    Dot,
    /// A list of edges: properties of nodes are in a separate table.
    Csv,
    /// The same with tabs.
    Tsv,
    /// Cytoscape.
    Xgmml,
    /// The output of `apoc.export.json`, in which all edges have a direction.
    Neo4j,
}

impl Dialect {
    pub(super) fn format(self) -> Format {
        match self {
            Dialect::NodeLink | Dialect::D3 => Format::NodeLink,
            Dialect::Cytoscape | Dialect::CytoscapeList => Format::Cytoscape,
            Dialect::Graphology => Format::Graphology,
            Dialect::GraphMl => Format::GraphMl,
            Dialect::Gexf => Format::Gexf,
            Dialect::Jgf => Format::JsonGraph,
            Dialect::Gml => Format::Gml,
            Dialect::Dot => Format::Dot,
            Dialect::Csv => Format::Csv,
            Dialect::Tsv => Format::Tsv,
            Dialect::Xgmml => Format::Xgmml,
            Dialect::Neo4j => Format::Neo4j,
        }
    }

    /// Whether names of properties can only be letters and digits.
    pub(super) fn has_plain_names(self) -> bool {
        matches!(self, Dialect::Gml)
    }

    /// Whether the file has nodes: CSV does not.
    pub(super) fn has_nodes(self) -> bool {
        !matches!(self, Dialect::Csv | Dialect::Tsv)
    }

    /// Whether edges are undirected in what it makes of an undirected graph, and of a directed one. Links of
    /// D3 have no direction unless they state one.
    pub(super) fn is_undirected(self, graph: &Drawn<'_>) -> bool {
        self != Dialect::Neo4j && (graph.is_undirected || self == Dialect::D3)
    }

    /// Whether an edge may name a node that is nowhere else.
    pub(super) fn makes_nodes(self) -> bool {
        !self.has_nodes() || matches!(self, Dialect::Dot | Dialect::Neo4j)
    }

    pub(super) fn write(self, graph: &Drawn<'_>) -> String {
        match self {
            Dialect::NodeLink => json(&json!({
                "directed": !graph.is_undirected, "multigraph": true, "graph": {},
                "nodes": graph.nodes.iter().map(|it| object(&[("id", it.id)],
                    &it.properties)).collect::<Vec<_>>(),
                "links": graph.edges.iter().map(|it| ends(it, &it.properties)).collect::<Vec<_>>(),
            })),
            Dialect::D3 => json(&json!({
                "nodes": graph.nodes.iter().map(|it| object(&[("id", it.id)],
                    &it.properties)).collect::<Vec<_>>(),
                "links": graph.edges.iter().map(|it| {
                    let mut link = ends(it, &it.properties);
                    if graph.is_undirected { link["directed"] = json!(false); }
                    link
                }).collect::<Vec<_>>(),
            })),
            Dialect::Cytoscape => {
                let data = |value: Value| json!({"data": value});
                json(&json!({
                    "data": {"directed": !graph.is_undirected}, "directed": !graph.is_undirected,
                    "multigraph": true,
                    "elements": {
                        "nodes": graph.nodes.iter().map(|it| data(object(&[("id", it.id)],
                            &it.properties))).collect::<Vec<_>>(),
                        "edges": graph.edges.iter().map(|it| data(ends(it,
                            &it.properties))).collect::<Vec<_>>(),
                    },
                }))
            }
            Dialect::CytoscapeList => {
                let nodes = graph
                    .nodes
                    .iter()
                    .map(|it| json!({"group": "nodes", "data": object(&[("id", it.id)], &it.properties)}));
                let edges = graph.edges.iter().map(|it| {
                    let mut data = ends(it, &it.properties);
                    if graph.is_undirected {
                        data["directed"] = json!(false);
                    }
                    json!({"group": "edges", "data": data})
                });
                json(&nodes.chain(edges).collect::<Vec<_>>().into())
            }
            Dialect::Graphology => json(&json!({
                "attributes": {},
                "options": {"type": if graph.is_undirected { "undirected" } else { "directed" },
                    "multi": true, "allowSelfLoops": true},
                "nodes": graph.nodes.iter().map(|it| json!({"key": it.id,
                    "attributes": object(&[], &it.properties)})).collect::<Vec<_>>(),
                "edges": graph.edges.iter().map(|it| {
                    let mut edge = json!({"source": it.source, "target": it.target,
                        "attributes": object(&[], &it.properties)});
                    if let Some(id) = it.id { edge["key"] = json!(id); }
                    if graph.is_undirected { edge["undirected"] = json!(true); }
                    edge
                }).collect::<Vec<_>>(),
            })),
            Dialect::Jgf => {
                let nodes: Map<String, Value> = graph
                    .nodes
                    .iter()
                    .map(|it| (it.id.to_owned(), json!({"metadata": object(&[], &it.properties)})))
                    .collect();
                json(&json!({"graph": {
                    "directed": !graph.is_undirected, "nodes": nodes,
                    "edges": graph.edges.iter().map(|it| {
                        let mut edge = json!({"source": it.source, "target": it.target,
                            "metadata": object(&[], &it.properties)});
                        if let Some(id) = it.id { edge["id"] = json!(id); }
                        edge
                    }).collect::<Vec<_>>(),
                }}))
            }
            Dialect::GraphMl => graphml(graph),
            Dialect::Gexf => gexf(graph),
            Dialect::Gml => gml(graph),
            Dialect::Dot => dot(graph),
            Dialect::Csv => csv(graph),
            // No cell of these graphs has a comma.
            Dialect::Tsv => csv(graph).replace(',', "\t"),
            Dialect::Xgmml => xgmml(graph),
            Dialect::Neo4j => neo4j(graph),
        }
    }

    /// Facts about the nodes in another file.
    pub(super) fn table(self, graph: &Drawn<'_>) -> Option<String> {
        if self.has_nodes() {
            return None;
        }
        let names = names(graph.nodes.iter().map(|it| &it.properties[..]));
        let mut text = format!("Id,{}\n", names.iter().map(|name| cell(name)).collect::<Vec<_>>().join(","));
        for node in &graph.nodes {
            let values = names.iter().map(|name| cell(value(&node.properties, name)));
            writeln!(text, "{},{}", cell(node.id), values.collect::<Vec<_>>().join(",")).unwrap();
        }
        Some(text)
    }
}

fn json(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap() + "\n"
}

/// Values that look like numbers are numbers, digit by digit.
fn object(first: &[(&str, &str)], properties: &[(&str, &str)]) -> Value {
    let all = first.iter().chain(properties);
    all.map(|(name, value)| ((*name).to_owned(), json!(value))).collect::<Map<_, _>>().into()
}

fn ends(edge: &Edge<'_>, properties: &[(&str, &str)]) -> Value {
    let mut all = object(&[("source", edge.source), ("target", edge.target)], properties);
    if let Some(id) = edge.id {
        all["id"] = json!(id);
    }
    all
}

fn names<'g, 'a: 'g>(all: impl Iterator<Item = &'g [(&'a str, &'a str)]>) -> Vec<&'a str> {
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in all.flatten() {
        if !names.contains(name) {
            names.push(name);
        }
    }
    names
}

fn value<'a>(properties: &[(&'a str, &'a str)], name: &str) -> &'a str {
    properties.iter().find(|(other, _)| *other == name).map_or("", |(_, value)| value)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

fn graphml(graph: &Drawn<'_>) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml \
         xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
    );
    let of_nodes = names(graph.nodes.iter().map(|it| &it.properties[..]));
    let of_edges = names(graph.edges.iter().map(|it| &it.properties[..]));
    for (kind, names) in [("node", &of_nodes), ("edge", &of_edges)] {
        for (number, name) in names.iter().enumerate() {
            let name = escaped(name);
            let key = format!("{kind}{number}");
            writeln!(text, "  <key id=\"{key}\" for=\"{kind}\" attr.name=\"{name}\" attr.type=\"string\"/>")
                .unwrap();
        }
    }
    let default = if graph.is_undirected { "undirected" } else { "directed" };
    writeln!(text, "  <graph edgedefault=\"{default}\">").unwrap();
    let data = |kind: &str, names: &[&str], properties: &[(&str, &str)]| -> String {
        let one = |(name, value): &(&str, &str)| {
            let number = names.iter().position(|other| other == name).unwrap();
            format!("<data key=\"{kind}{number}\">{}</data>", escaped(value))
        };
        properties.iter().map(one).collect()
    };
    for node in &graph.nodes {
        let data = data("node", &of_nodes, &node.properties);
        writeln!(text, "    <node id=\"{}\">{data}</node>", escaped(node.id)).unwrap();
    }
    for edge in &graph.edges {
        let id = edge.id.map(|id| format!(" id=\"{}\"", escaped(id))).unwrap_or_default();
        let data = data("edge", &of_edges, &edge.properties);
        let (source, target) = (escaped(edge.source), escaped(edge.target));
        writeln!(text, "    <edge{id} source=\"{source}\" target=\"{target}\">{data}</edge>").unwrap();
    }
    text + "  </graph>\n</graphml>\n"
}

fn gexf(graph: &Drawn<'_>) -> String {
    let default = if graph.is_undirected { "undirected" } else { "directed" };
    let mut text = format!(
        "<gexf xmlns=\"http://www.gexf.net/1.2draft\" version=\"1.2\">\n  <graph \
         defaultedgetype=\"{default}\">\n"
    );
    let is_own = |name: &str| name == "label";
    let of_nodes: Vec<&str> =
        names(graph.nodes.iter().map(|it| &it.properties[..])).into_iter().filter(|it| !is_own(it)).collect();
    let of_edges: Vec<&str> =
        names(graph.edges.iter().map(|it| &it.properties[..])).into_iter().filter(|it| !is_own(it)).collect();
    for (class, names) in [("node", &of_nodes), ("edge", &of_edges)] {
        writeln!(text, "    <attributes class=\"{class}\">").unwrap();
        for (number, name) in names.iter().enumerate() {
            writeln!(text, "      <attribute id=\"{number}\" title=\"{}\" type=\"string\"/>", escaped(name))
                .unwrap();
        }
        writeln!(text, "    </attributes>").unwrap();
    }
    let label = |properties: &[(&str, &str)]| match properties.iter().find(|(name, _)| is_own(name)) {
        Some((_, label)) => format!(" label=\"{}\"", escaped(label)),
        None => String::new(),
    };
    let values = |names: &[&str], properties: &[(&str, &str)]| -> String {
        let one = |(name, value): &(&str, &str)| {
            let number = names.iter().position(|other| other == name)?;
            Some(format!("<attvalue for=\"{number}\" value=\"{}\"/>", escaped(value)))
        };
        let all: String = properties.iter().filter_map(one).collect();
        if all.is_empty() { all } else { format!("<attvalues>{all}</attvalues>") }
    };
    writeln!(text, "    <nodes>").unwrap();
    for node in &graph.nodes {
        let (label, values) = (label(&node.properties), values(&of_nodes, &node.properties));
        writeln!(text, "      <node id=\"{}\"{label}>{values}</node>", escaped(node.id)).unwrap();
    }
    writeln!(text, "    </nodes>\n    <edges>").unwrap();
    for edge in &graph.edges {
        let (label, values) = (label(&edge.properties), values(&of_edges, &edge.properties));
        let id = edge.id.map(|id| format!(" id=\"{}\"", escaped(id))).unwrap_or_default();
        let (source, target) = (escaped(edge.source), escaped(edge.target));
        writeln!(text, "      <edge{id} source=\"{source}\" target=\"{target}\"{label}>{values}</edge>")
            .unwrap();
    }
    text + "    </edges>\n  </graph>\n</gexf>\n"
}

fn xgmml(graph: &Drawn<'_>) -> String {
    let mut text = format!(
        "<graph label=\"\" directed=\"{}\" xmlns=\"http://www.cs.rpi.edu/XGMML\">\n",
        u8::from(!graph.is_undirected)
    );
    let label = |properties: &[(&str, &str)]| match properties.iter().find(|(name, _)| *name == "label") {
        Some((_, label)) => format!(" label=\"{}\"", escaped(label)),
        None => String::new(),
    };
    let values = |properties: &[(&str, &str)]| -> String {
        let others = properties.iter().filter(|(name, _)| *name != "label");
        let one = |(name, value): &(&str, &str)| {
            format!("<att name=\"{}\" value=\"{}\" type=\"string\"/>", escaped(name), escaped(value))
        };
        others.map(one).collect()
    };
    for node in &graph.nodes {
        let (label, values) = (label(&node.properties), values(&node.properties));
        writeln!(text, "  <node id=\"{}\"{label}>{values}</node>", escaped(node.id)).unwrap();
    }
    for edge in &graph.edges {
        let (label, values) = (label(&edge.properties), values(&edge.properties));
        let id = edge.id.map(|id| format!(" id=\"{}\"", escaped(id))).unwrap_or_default();
        let (source, target) = (escaped(edge.source), escaped(edge.target));
        writeln!(text, "  <edge{id} source=\"{source}\" target=\"{target}\"{label}>{values}</edge>").unwrap();
    }
    text + "</graph>\n"
}

fn neo4j(graph: &Drawn<'_>) -> String {
    let mut text = String::new();
    for node in &graph.nodes {
        let properties = object(&[], &node.properties);
        let line = json!({"type": "node", "id": node.id, "labels": [], "properties": properties});
        writeln!(text, "{line}").unwrap();
    }
    for edge in &graph.edges {
        let (start, end) = (json!({"id": edge.source}), json!({"id": edge.target}));
        let properties = object(&[], &edge.properties);
        let mut line = json!({"type": "relationship", "start": start, "end": end, "properties": properties});
        if let Some(id) = edge.id {
            line["id"] = json!(id);
        }
        writeln!(text, "{line}").unwrap();
    }
    text
}

fn gml(graph: &Drawn<'_>) -> String {
    let mut text = format!("graph [\n  directed {}\n", u8::from(!graph.is_undirected));
    let string = |text: &str| text.replace('&', "&amp;").replace('"', "&quot;");
    let lines = |properties: &[(&str, &str)]| -> String {
        properties.iter().map(|(name, value)| format!("    {name} \"{}\"\n", string(value))).collect()
    };
    for node in &graph.nodes {
        writeln!(text, "  node [\n    id \"{}\"\n{}  ]", string(node.id), lines(&node.properties)).unwrap();
    }
    for edge in &graph.edges {
        let id = edge.id.map(|id| format!("    id \"{}\"\n", string(id))).unwrap_or_default();
        let (source, target) = (string(edge.source), string(edge.target));
        writeln!(
            text,
            "  edge [\n{id}    source \"{source}\"\n    target \"{target}\"\n{}  ]",
            lines(&edge.properties)
        )
        .unwrap();
    }
    text + "]\n"
}

fn dot(graph: &Drawn<'_>) -> String {
    let (kind, arrow) = if graph.is_undirected { ("graph", "--") } else { ("digraph", "->") };
    let mut text = format!("{kind} {{\n");
    let string = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    let list = |properties: &[(&str, &str)]| -> String {
        let all = properties.iter().map(|(name, value)| format!("{}={}", string(name), string(value)));
        let all = all.collect::<Vec<_>>().join(", ");
        if all.is_empty() { all } else { format!(" [{all}]") }
    };
    for node in &graph.nodes {
        writeln!(text, "  {}{};", string(node.id), list(&node.properties)).unwrap();
    }
    for edge in &graph.edges {
        let mut properties = edge.properties.clone();
        properties.extend(edge.id.map(|id| ("id", id)));
        writeln!(text, "  {} {arrow} {}{};", string(edge.source), string(edge.target), list(&properties))
            .unwrap();
    }
    text + "}\n"
}

fn cell(text: &str) -> String {
    if text.contains([',', '"', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

fn csv(graph: &Drawn<'_>) -> String {
    let mut names = names(graph.edges.iter().map(|it| &it.properties[..]));
    let has_ids = graph.edges.iter().any(|edge| edge.id.is_some());
    // Gephi has the direction in `Type`.
    if graph.is_undirected {
        names.insert(0, "Type");
    }
    if has_ids {
        names.insert(0, "Id");
    }
    let head = ["Source", "Target"].iter().chain(&names);
    let mut text = head.map(|name| cell(name)).collect::<Vec<_>>().join(",") + "\n";
    for edge in &graph.edges {
        let mut row = vec![cell(edge.source), cell(edge.target)];
        row.extend(names.iter().map(|name| match *name {
            "Type" if graph.is_undirected => "Undirected".to_owned(),
            "Id" if has_ids => cell(edge.id.unwrap_or_default()),
            name => cell(value(&edge.properties, name)),
        }));
        text += &(row.join(",") + "\n");
    }
    text
}
