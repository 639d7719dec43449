//! Reads DOT, the language of Graphviz: graphs, nodes, edges, chains of edges, subgraphs and attributes, in
//! strings of every kind. Properties that only affect the drawing are counted.
//! <https://graphviz.org/doc/info/lang.html>
//!
//! Macros are not read, as Graphviz does not read them either; ports of nodes are skipped.

use crate::format::tools::directions::Direction;
use crate::format::tools::dot_edges::{Edges, Groups, take_groups};
use crate::format::tools::dot_looks::{is_look, plain, record};
use crate::format::tools::dot_tokens::{Token, Tokens, is_word, said};
use crate::format::tools::error::{Place, PlacedProblem, Places};
use crate::format::tools::graph::{Budget, Edge, Graph, Property, given};
use crate::format::tools::node_list::{Members, NodeList};

/// How deeply subgraphs may be nested.
const DEEPEST: usize = 64;

/// At most this many edges, for each byte of the file, may come from statements such as `{a b c} -> {d e f}`.
const MOST_EDGES: usize = 8;

pub(super) fn read(text: &str) -> Result<Graph, PlacedProblem> {
    let mut reading = Reading {
        tokens: Tokens { text, at: 0 },
        places: Places::of(text),
        graph: Graph::default(),
        nodes: NodeList::default(),
        of_nodes: Vec::new(),
        of_edges: Vec::new(),
        budget: Budget::of(text.len()),
        edges: 0,
        is_directed: true,
        depth: 0,
        members: Members::default(),
        escaped: Vec::new(),
        is_compound: false,
        all_edges: Edges::default(),
    };
    reading.file()?;
    let Reading { mut graph, mut nodes, members, escaped, mut all_edges, is_compound, .. } = reading;
    all_edges.move_ends(is_compound, &nodes, &mut graph);
    for (id, place) in escaped {
        if !nodes.has_property(&graph.strings, &id, "label") {
            let label = vec![(given::MADE_LABEL.into(), plain(&id, &id).into())];
            nodes.add(&mut graph.strings, &id, label, &place);
        }
    }
    nodes.push_to(&mut graph);
    members.push_to(&mut graph);
    all_edges.push_to(&mut graph);
    Ok(graph)
}

type Attributes = Vec<(String, String)>;

struct Reading<'t> {
    tokens: Tokens<'t>,
    places: Places<'t>,
    graph: Graph,
    nodes: NodeList,
    /// The attributes that `node [ … ]` and `edge [ … ]` give to all that follow in the subgraph.
    of_nodes: Attributes,
    of_edges: Attributes,
    /// For attributes that are written once and apply many times.
    budget: Budget,
    edges: usize,
    is_directed: bool,
    depth: usize,
    members: Members,
    /// Nodes whose names have escapes or entities; the name is shown if there is no label.
    escaped: Vec<(String, Place)>,
    /// Whether edges end at the groups that `lhead` and `ltail` name.
    is_compound: bool,
    all_edges: Edges,
}

impl Reading<'_> {
    fn file(&mut self) -> Result<(), PlacedProblem> {
        let mut kind = self.tokens.next()?;
        if is_word(&kind, "strict") {
            kind = self.tokens.next()?;
            self.all_edges.is_strict = true;
        }
        self.is_directed = is_word(&kind, "digraph");
        if !self.is_directed && !is_word(&kind, "graph") {
            return Err(self.tokens.wrong(0, "expected `graph` or `digraph`"));
        }
        self.graph.direction = Direction::of_directed(self.is_directed);
        if let Token::Id(name, _) = self.tokens.peek()? {
            self.tokens.next()?;
            self.graph.push_properties([("name".into(), name.into())]);
        }
        self.tokens.expect('{')?;
        self.statements(None, false)?;
        match self.tokens.next()? {
            Token::End => Ok(()),
            _ => Err(self.tokens.wrong(
                self.tokens.at,
                "found something after the graph; expected one graph; put each graph into a separate file",
            )),
        }
    }

    /// Statements up to the closing brace; the nodes that they name, for edges between subgraphs.
    fn statements(&mut self, group: Option<&str>, is_subgraph: bool) -> Result<Vec<String>, PlacedProblem> {
        let mut named = Vec::new();
        loop {
            let at = self.tokens.at;
            match self.tokens.peek()? {
                Token::End => {
                    return Err(self
                        .tokens
                        .wrong(self.tokens.at, "the file ends in the middle; a `{` is not closed"));
                }
                Token::Sign('}') => {
                    self.tokens.next()?;
                    return Ok(named);
                }
                Token::Sign(';' | ',') => drop(self.tokens.next()?),
                Token::Id(word, false)
                    if ["graph", "node", "edge"].contains(&word.to_ascii_lowercase().as_str()) =>
                {
                    self.tokens.next()?;
                    let attributes = self.attributes()?;
                    if word.eq_ignore_ascii_case("graph") {
                        attributes.into_iter().for_each(|(name, value)| self.about(group, name, value));
                    } else {
                        let looks = attributes.iter().filter(|(name, _)| is_look(name)).count();
                        self.graph.skipped.add(&format!("{word} defaults"), looks);
                        let is_of_nodes = word.eq_ignore_ascii_case("node");
                        let known = if is_of_nodes { &mut self.of_nodes } else { &mut self.of_edges };
                        known.retain(|(name, _)| value(&attributes, name).is_none());
                        known.extend(attributes);
                    }
                }
                Token::Id(..) | Token::Sign('{') => {
                    let more = self.statement(group, at)?;
                    if is_subgraph {
                        named.extend(more);
                    }
                }
                other => {
                    return Err(self
                        .tokens
                        .wrong(self.tokens.at, format!("expected a statement, found {}", said(&other))));
                }
            }
        }
    }

    /// The attributes of the graph, or of a group.
    fn about(&mut self, group: Option<&str>, name: String, value: String) {
        match group {
            None if name == "label" => {
                self.graph.push_properties([("label".into(), plain(&value, "").into())])
            }
            Some(cluster) if name == "label" => {
                let label: Property<'_> = ("label".into(), plain(&value, "").into());
                self.nodes.add(&mut self.graph.strings, cluster, vec![label], &Place::Nowhere);
            }
            None if name == "compound" => self.is_compound = !value.eq_ignore_ascii_case("false"),
            None if !is_look(&name) => self.graph.push_properties([(name.into(), value.into())]),
            _ => self.graph.skipped.add(&name, 1),
        }
    }

    fn statement(&mut self, group: Option<&str>, start: usize) -> Result<Vec<String>, PlacedProblem> {
        let text = self.tokens.text;
        let blank = text.get(start..).map_or(0, |it| it.len() - it.trim_start().len());
        let place = self.places.at(start + blank);
        let is_subgraph = self.is_subgraph()?;
        let first = self.operand(group, &place)?;
        if !is_subgraph && self.tokens.peek()? == Token::Sign('=') {
            self.tokens.next()?;
            let value = self.tokens.id()?;
            let name = first.into_iter().next().unwrap_or_default();
            self.about(group, name, value);
            return Ok(Vec::new());
        }
        let mut operands = vec![first];
        while let Token::Arrow(directed) = self.tokens.peek()? {
            if directed != self.is_directed {
                let kind = if self.is_directed { "digraph has `->`" } else { "graph has `--`" };
                return Err(self.tokens.wrong(self.tokens.at, format!("a {kind} between nodes")));
            }
            self.tokens.next()?;
            operands.push(self.operand(group, &place)?);
        }
        let mut attributes = self.attributes()?;
        if let [only] = operands.as_slice() {
            if let ([id], false) = (only.as_slice(), is_subgraph) {
                self.node(id, group, attributes, &place)?;
            }
        } else {
            let groups = take_groups(&mut attributes, &mut self.graph);
            for pair in operands.windows(2) {
                let [sources, targets] = pair else { continue };
                for source in sources {
                    for target in targets {
                        self.edge((source, target), &attributes, groups, &place)?;
                    }
                }
            }
        }
        let named: Vec<String> = operands.into_iter().flatten().collect();
        for id in &named {
            self.node(id, group, Vec::new(), &place)?;
        }
        Ok(named)
    }

    fn is_subgraph(&mut self) -> Result<bool, PlacedProblem> {
        let token = self.tokens.peek()?;
        Ok(token == Token::Sign('{') || is_word(&token, "subgraph"))
    }

    /// A node, or the nodes of a subgraph.
    fn operand(&mut self, group: Option<&str>, place: &Place) -> Result<Vec<String>, PlacedProblem> {
        if !self.is_subgraph()? {
            let id = self.tokens.id()?;
            for _ in 0..2 {
                if self.tokens.peek()? == Token::Sign(':') {
                    self.tokens.next()?;
                    self.tokens.id()?;
                    self.graph.skipped.add("port", 1);
                }
            }
            return Ok(vec![id]);
        }
        if self.depth >= DEEPEST {
            return Err(self
                .tokens
                .wrong(self.tokens.at, format!("subgraphs are nested more than {DEEPEST} deep")));
        }
        let mut name = None;
        if is_word(&self.tokens.next()?, "subgraph") {
            if let Token::Id(id, _) = self.tokens.peek()? {
                self.tokens.next()?;
                name = Some(id);
            }
            self.tokens.expect('{')?;
        }
        // Only clusters are shown as groups.
        let cluster = name.filter(|name| name.starts_with("cluster"));
        self.depth += 1;
        if let Some(cluster) = &cluster {
            self.node(cluster, group, Vec::new(), place)?;
        }
        let defaults = (self.of_nodes.clone(), self.of_edges.clone());
        for (name, value) in defaults.0.iter().chain(&defaults.1) {
            self.budget.take(name, place)?;
            self.budget.take(value, place)?;
        }
        self.members.open.extend(cluster.clone());
        let named = self.statements(cluster.as_deref().or(group), true);
        if cluster.is_some() {
            self.members.open.pop();
        }
        (self.of_nodes, self.of_edges) = defaults;
        self.depth -= 1;
        named
    }

    fn node(
        &mut self,
        id: &str,
        group: Option<&str>,
        attributes: Attributes,
        place: &Place,
    ) -> Result<(), PlacedProblem> {
        let is_new = !self.nodes.has(&self.graph.strings, id);
        let shape = value(&attributes, "shape").or_else(|| value(&self.of_nodes, "shape"));
        let is_record = shape.is_some_and(|shape| matches!(shape, "record" | "Mrecord"));
        // A group is not a node in Graphviz.
        let is_group = is_new && group != Some(id) && id.starts_with("cluster");
        let defaults = if is_new && !is_group { self.of_nodes.clone() } else { Attributes::new() };
        let mut properties = self.defaults(&defaults, &attributes, (id, is_record), place)?;
        properties.extend(self.kept(attributes, id, is_record));
        let is_new = self.nodes.add(&mut self.graph.strings, id, properties, place);
        if is_new && id.contains(['\\', '&']) {
            self.escaped.push((id.to_owned(), place.clone()));
        }
        self.members.add(id, place);
        Ok(())
    }

    /// The defaults that are content, and have no other value.
    fn defaults(
        &mut self,
        defaults: &[(String, String)],
        given: &[(String, String)],
        (id, is_record): (&str, bool),
        place: &Place,
    ) -> Result<Vec<Property<'static>>, PlacedProblem> {
        let own = |(name, _): &&(String, String)| !is_look(name) && value(given, name).is_none();
        let all: Attributes = defaults.iter().filter(own).cloned().collect();
        for (name, value) in &all {
            self.budget.take(name, place)?;
            self.budget.take(value, place)?;
        }
        Ok(self.kept(all, id, is_record))
    }

    fn edge(
        &mut self,
        (source, target): (&str, &str),
        attributes: &[(String, String)],
        groups: Groups,
        place: &Place,
    ) -> Result<(), PlacedProblem> {
        self.edges += 1;
        if self.edges > self.tokens.text.len().saturating_mul(MOST_EDGES) {
            return Err(place.wrong(
                "edges between groups of nodes amount to many times as many edges as the file has bytes",
            ));
        }
        // The shapes at its ends give its direction.
        let drawn = |name: &str| value(attributes, name).or_else(|| value(&self.of_edges, name));
        let end = |name: &str| drawn(name).unwrap_or("normal");
        let of_ends = |tail: &str, head: &str| Direction::of_ends(tail, head, is_arrow);
        let direction = match drawn("dir") {
            Some("both") => of_ends(end("arrowtail"), end("arrowhead")),
            Some("back") => of_ends(end("arrowtail"), "none"),
            Some("forward") => of_ends("none", end("arrowhead")),
            Some("none") => Some(Direction::Undirected),
            _ => (self.is_directed && end("arrowhead") == "none").then_some(Direction::Undirected),
        };
        let defaults = self.of_edges.clone();
        let mut properties = self.defaults(&defaults, attributes, ("", false), place)?;
        properties.extend(self.kept(attributes.to_vec(), "", false));
        let key = crate::format::tools::graph::take(&mut properties, "key");
        let edge = Edge {
            is_key: key.is_some(),
            id: key,
            source: source.to_owned().into(),
            target: target.to_owned().into(),
            direction,
            properties,
            place: place.clone(),
        };
        self.all_edges.push(edge, groups, &mut self.graph);
        Ok(())
    }

    /// Attributes without those for the drawing, and labels as they are shown.
    fn kept(&mut self, attributes: Attributes, id: &str, is_record: bool) -> Vec<Property<'static>> {
        let mut properties: Vec<Property<'static>> = Vec::new();
        for (name, value) in attributes {
            if is_look(&name) {
                self.graph.skipped.add(&name, 1);
            } else if ["label", "xlabel", "tooltip"].contains(&name.as_str()) {
                let value = if is_record && name == "label" { record(&value, id) } else { plain(&value, id) };
                let name = match name.as_str() {
                    "tooltip" if id.is_empty() => given::PASSAGE.to_owned(),
                    "tooltip" => given::TEXT.to_owned(),
                    _ => name,
                };
                properties.push((name.into(), value.into()));
            } else {
                properties.push((name.into(), value.into()));
            }
        }
        properties
    }

    fn attributes(&mut self) -> Result<Attributes, PlacedProblem> {
        let mut all = Attributes::new();
        while self.tokens.peek()? == Token::Sign('[') {
            self.tokens.next()?;
            loop {
                match self.tokens.next()? {
                    Token::Sign(']') => break,
                    Token::Sign(',' | ';') => {}
                    Token::Id(name, _) => {
                        let has_value = self.tokens.peek()? == Token::Sign('=');
                        let value = if has_value {
                            self.tokens.next()?;
                            self.tokens.id()?
                        } else {
                            "true".to_owned()
                        };
                        // The last value is used.
                        all.retain(|(other, _)| *other != name);
                        all.push((name, value));
                    }
                    Token::End => {
                        return Err(self
                            .tokens
                            .wrong(self.tokens.at, "the file ends in the middle; a `[` is not closed"));
                    }
                    other => {
                        return Err(self.tokens.wrong(
                            self.tokens.at,
                            format!("expected an attribute, found {}", said(&other)),
                        ));
                    }
                }
            }
        }
        Ok(all)
    }
}

/// Whether a shape at the end of an edge is an arrowhead, not a diamond, a dot or a crow's foot.
fn is_arrow(shape: &str) -> bool {
    ["normal", "vee", "inv", "open", "empty", "curve"].iter().any(|arrow| shape.contains(arrow))
}

/// The value of the last attribute of a name.
fn value<'v>(attributes: &'v [(String, String)], name: &str) -> Option<&'v str> {
    attributes.iter().rev().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
}
