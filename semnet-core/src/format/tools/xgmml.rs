//! XGMML, the XML of Cytoscape's sessions and exports. Read only.
//! <https://en.wikipedia.org/wiki/XGMML>

use crate::format::tools::directions::Direction;
use crate::format::tools::error::PlacedProblem;
use crate::format::tools::graph::{Edge, Graph, Node, Property};
use crate::format::tools::stream::Stream;
use crate::format::tools::xml::{Element, Xml};

/// How deeply graphs may be nested in nodes, and lists in lists.
const DEEPEST: usize = 64;

pub(super) fn read(stream: &mut Stream<'_>) -> Result<Graph, PlacedProblem> {
    let mut xml = Xml::new(stream);
    let root = xml.root("graph")?;
    let mut graph = Graph::default();
    Reading { graph: &mut graph, xml: &mut xml }.graph(root, None, 0)?;
    xml.end()?;
    graph.skipped = xml.skipped;
    Ok(graph)
}

struct Reading<'g, 'x, 's, 'r> {
    graph: &'g mut Graph,
    xml: &'x mut Xml<'s, 'r>,
}

impl Reading<'_, '_, '_, '_> {
    /// A graph; if there is a `group`, its nodes are members of that node.
    fn graph(
        &mut self,
        mut element: Element,
        group: Option<&str>,
        depth: usize,
    ) -> Result<(), PlacedProblem> {
        if depth > DEEPEST {
            return Err(element.place.wrong(format!("graphs are nested in nodes more than {DEEPEST} deep")));
        }
        let directed = direction(&mut element);
        if group.is_none() {
            // By default, edges have no direction.
            self.graph.direction = directed.unwrap_or(Direction::Undirected);
        }
        let label = element.take("label").filter(|label| !label.is_empty());
        self.xml.pass_over_attributes("graph", &mut element, is_plain);
        let mut properties: Vec<Property<'static>> =
            label.iter().map(|label| ("label".into(), label.clone().into())).collect();
        while let Some(element) = self.xml.child()? {
            match element.name.as_str() {
                "node" => self.node(element, group, depth)?,
                "edge" => self.edge(element)?,
                "att" => {
                    let own = self.attribute(element, None, depth)?;
                    // Properties for the drawing, and the name repeated.
                    let is_told = |(name, value): &Property<'_>| {
                        !name.starts_with("GRAPH_VIEW")
                            && *name != "backgroundColor"
                            && label.as_deref() != Some(&**value)
                    };
                    properties.extend(own.into_iter().filter(is_told));
                }
                _ => self.xml.pass_over(&element.name)?,
            }
        }
        if group.is_none() {
            self.graph.push_properties(properties);
        }
        Ok(())
    }

    fn node(&mut self, mut element: Element, group: Option<&str>, depth: usize) -> Result<(), PlacedProblem> {
        let place = element.place.clone();
        // A node within a group may be declared elsewhere.
        let reference = element.take("xlink:href");
        if let (Some(group), Some(reference)) = (group, reference) {
            self.graph.push_member(group, reference.trim_start_matches('#'), place);
            return self.xml.text().map(drop);
        }
        let id = element.need("id")?;
        let mut properties = self.own(&mut element, "node");
        while let Some(inner) = self.xml.child()? {
            match inner.name.as_str() {
                "att" => properties.extend(self.attribute(inner, Some(&id), depth)?),
                _ => self.xml.pass_over(&inner.name)?,
            }
        }
        without_repeated_label(&mut properties);
        self.graph.push_node(Node { id: id.clone().into(), properties, place: place.clone() });
        if let Some(group) = group {
            self.graph.push_member(group, &id, place);
        }
        Ok(())
    }

    fn edge(&mut self, mut element: Element) -> Result<(), PlacedProblem> {
        let place = element.place.clone();
        let (source, target) = (element.need("source")?, element.need("target")?);
        let (id, direction) = (element.take("id"), direction(&mut element));
        let mut properties = self.own(&mut element, "edge");
        while let Some(inner) = self.xml.child()? {
            match inner.name.as_str() {
                "att" => properties.extend(self.attribute(inner, None, 0)?),
                _ => self.xml.pass_over(&inner.name)?,
            }
        }
        self.graph.push_edge(Edge {
            id: id.map(Into::into),
            source: source.into(),
            target: target.into(),
            direction,
            properties,
            place,
            ..Edge::default()
        });
        Ok(())
    }

    /// The properties in the tag itself: the label and the weight.
    fn own(&mut self, element: &mut Element, of: &str) -> Vec<Property<'static>> {
        let said = ["label", "name", "weight"].map(|name| Some((name.into(), element.take(name)?.into())));
        self.xml.pass_over_attributes(of, element, is_plain);
        said.into_iter().flatten().collect()
    }

    /// An attribute: a value, a list of values, or the graph within a node.
    fn attribute(
        &mut self,
        mut element: Element,
        node: Option<&str>,
        depth: usize,
    ) -> Result<Vec<Property<'static>>, PlacedProblem> {
        if depth > DEEPEST {
            return Err(element.place.wrong(format!("attributes are nested more than {DEEPEST} deep")));
        }
        let (name, mut value) = (element.take("name").unwrap_or_default(), element.take("value"));
        // Whether it is selected on the screen.
        if name == "selected" {
            self.xml.skipped.add("selected", usize::from(value.take().is_some()));
        }
        let mut properties: Vec<Property<'static>> =
            value.map(|value| (name.clone().into(), value.into())).into_iter().collect();
        while let Some(inner) = self.xml.child()? {
            match (inner.name.as_str(), node) {
                ("graph", Some(node)) => self.graph(inner, Some(node), depth + 1)?,
                ("att", _) => {
                    let items = self.attribute(inner, node, depth + 1)?;
                    properties.extend(items.into_iter().map(|(_, item)| (name.clone().into(), item)));
                }
                _ => self.xml.pass_over(&inner.name)?,
            }
        }
        Ok(properties)
    }
}

/// Whether an attribute of a tag is not content: ids of Cytoscape, and the types of values.
fn is_plain((name, _): &Property<'static>) -> bool {
    let own = ["cy:documentVersion", "cy:registered", "cy:view", "cy:networkId", "id", "directed"];
    own.contains(&&**name)
}

/// Cytoscape writes the label three times.
fn without_repeated_label(properties: &mut Vec<Property<'static>>) {
    let Some(label) = properties.iter().find(|(name, _)| name == "label").map(|(_, label)| label.clone())
    else {
        return;
    };
    properties.retain(|(name, value)| {
        !(["name", "shared name", "canonicalName"].contains(&&**name) && *value == label)
    });
}

fn direction(element: &mut Element) -> Option<Direction> {
    let own = element.take("cy:directed");
    let value = element.take("directed").or(own)?;
    Some(Direction::of_directed(value == "1" || value.eq_ignore_ascii_case("true")))
}
