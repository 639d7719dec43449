//! Reads DOT, the language of Graphviz: graphs, nodes, edges, chains of edges, subgraphs and attributes, in
//! strings of every kind. Properties that only affect the drawing are counted.
//! <https://graphviz.org/doc/info/lang.html>
//!
//! Not read are macros that Graphviz has not either; ports of nodes are passed over.

use crate::format::tools::error::{Place, PlacedProblem};
use crate::format::tools::gml::unescaped;
use crate::format::tools::graph::{Edge, Graph, Property, given};
use crate::format::tools::node_list::NodeList;
use crate::format::tools::vocabulary::Direction;
use crate::util::excerpt;

/// How deep subgraphs may stand within subgraphs.
const DEEPEST: usize = 64;

/// How many edges a statement such as `{a b c} -> {d e f}` may stand for, for each byte of the file.
const MOST_EDGES: usize = 8;

/// Attributes that are about the graph and not about how it looks.
const KEPT: &[&str] =
    &["label", "xlabel", "tooltip", "url", "href", "weight", "comment", "class", "id", "key"];

/// Attributes that Graphviz gives a meaning for how something looks.
const LOOKS: &[&str] = &[
    "arrowhead",
    "arrowsize",
    "arrowtail",
    "bgcolor",
    "color",
    "colorscheme",
    "constraint",
    "decorate",
    "dir",
    "distortion",
    "fillcolor",
    "fixedsize",
    "fontcolor",
    "fontname",
    "fontsize",
    "gradientangle",
    "group",
    "headclip",
    "headlabel",
    "headport",
    "height",
    "image",
    "imagepos",
    "imagescale",
    "labelangle",
    "labeldistance",
    "labelfloat",
    "labelfontcolor",
    "labelfontname",
    "labelfontsize",
    "labeljust",
    "labelloc",
    "layer",
    "layout",
    "len",
    "lhead",
    "lp",
    "ltail",
    "margin",
    "minlen",
    "nojustify",
    "ordering",
    "orientation",
    "ordering",
    "overlap",
    "pad",
    "penwidth",
    "peripheries",
    "pin",
    "pos",
    "rank",
    "rankdir",
    "ranksep",
    "nodesep",
    "ratio",
    "rects",
    "regular",
    "root",
    "samehead",
    "sametail",
    "samplepoints",
    "shape",
    "shapefile",
    "showboxes",
    "sides",
    "size",
    "skew",
    "sortv",
    "splines",
    "style",
    "tailclip",
    "taillabel",
    "tailport",
    "target",
    "vertices",
    "width",
    "xlp",
    "z",
    "compound",
    "concentrate",
    "bb",
    "dpi",
    "center",
    "clusterrank",
    "newrank",
    "outputorder",
    "page",
    "remincross",
    "rotate",
    "sep",
    "esep",
    "start",
    "stylesheet",
    "truecolor",
    "viewport",
    "xdotversion",
    "charset",
];

pub(super) fn read(text: &str) -> Result<Graph, PlacedProblem> {
    let mut reading = Reading {
        text,
        at: 0,
        graph: Graph::default(),
        nodes: NodeList::default(),
        edges: 0,
        is_directed: true,
        depth: 0,
    };
    reading.file()?;
    let Reading { mut graph, nodes, .. } = reading;
    nodes.push_to(&mut graph);
    Ok(graph)
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    /// A name or a string, and whether it was quoted.
    Id(String, bool),
    Arrow(bool),
    Sign(char),
    End,
}

struct Reading<'t> {
    text: &'t str,
    at: usize,
    graph: Graph,
    nodes: NodeList,
    edges: usize,
    is_directed: bool,
    depth: usize,
}

impl Reading<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn wrong(&self, at: usize, message: impl Into<String>) -> PlacedProblem {
        Place::at(self.text, at).wrong(message)
    }

    fn file(&mut self) -> Result<(), PlacedProblem> {
        let mut kind = self.next()?;
        if is_word(&kind, "strict") {
            kind = self.next()?;
        }
        self.is_directed = is_word(&kind, "digraph");
        if !self.is_directed && !is_word(&kind, "graph") {
            return Err(self.wrong(0, "expected `graph` or `digraph`"));
        }
        self.graph.direction = Direction::of_directed(self.is_directed);
        if let Token::Id(name, _) = self.peek()? {
            self.next()?;
            self.graph.push_properties([("name".into(), name.into())]);
        }
        self.expect('{')?;
        self.statements(None)?;
        match self.next()? {
            Token::End => Ok(()),
            _ => Err(self.wrong(
                self.at,
                "something stands after the graph; expected one graph; put each into a separate file",
            )),
        }
    }

    /// Statements up to the closing brace; the nodes that they name.
    fn statements(&mut self, group: Option<&str>) -> Result<Vec<String>, PlacedProblem> {
        let mut named = Vec::new();
        loop {
            let at = self.at;
            match self.peek()? {
                Token::End => {
                    return Err(self.wrong(self.at, "the file ends in the middle; a `{` is not closed"));
                }
                Token::Sign('}') => {
                    self.next()?;
                    return Ok(named);
                }
                Token::Sign(';' | ',') => drop(self.next()?),
                Token::Id(word, false)
                    if ["graph", "node", "edge"].contains(&word.to_ascii_lowercase().as_str()) =>
                {
                    self.next()?;
                    let attributes = self.attributes()?;
                    if word.eq_ignore_ascii_case("graph") {
                        attributes.into_iter().for_each(|(name, value)| self.about(group, name, value));
                    } else {
                        self.graph.skipped.add(&format!("{word} defaults"), attributes.len());
                    }
                }
                Token::Id(..) | Token::Sign('{') => named.extend(self.statement(group, at)?),
                other => {
                    return Err(self.wrong(self.at, format!("expected a statement, found {}", said(&other))));
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
            None if !is_look(&name) => self.graph.push_properties([(name.into(), value.into())]),
            _ => self.graph.skipped.add(&name, 1),
        }
    }

    fn statement(&mut self, group: Option<&str>, start: usize) -> Result<Vec<String>, PlacedProblem> {
        let place = Place::at(
            self.text,
            start + self.text.get(start..).map_or(0, |it| it.len() - it.trim_start().len()),
        );
        let is_subgraph = self.is_subgraph()?;
        let first = self.operand(group, &place)?;
        if !is_subgraph && self.peek()? == Token::Sign('=') {
            self.next()?;
            let value = self.id()?;
            let name = first.into_iter().next().unwrap_or_default();
            self.about(group, name, value);
            return Ok(Vec::new());
        }
        let mut operands = vec![first];
        while let Token::Arrow(directed) = self.peek()? {
            if directed != self.is_directed {
                let kind = if self.is_directed { "digraph has `->`" } else { "graph has `--`" };
                return Err(self.wrong(self.at, format!("a {kind} between nodes")));
            }
            self.next()?;
            operands.push(self.operand(group, &place)?);
        }
        let attributes = self.attributes()?;
        if let [only] = operands.as_slice() {
            if let ([id], false) = (only.as_slice(), is_subgraph) {
                self.node(id, group, attributes, &place);
            }
        } else {
            for pair in operands.windows(2) {
                let [sources, targets] = pair else { continue };
                for source in sources {
                    for target in targets {
                        self.edge(source, target, &attributes, &place)?;
                    }
                }
            }
        }
        let named: Vec<String> = operands.into_iter().flatten().collect();
        for id in &named {
            self.node(id, group, Vec::new(), &place);
        }
        Ok(named)
    }

    fn is_subgraph(&mut self) -> Result<bool, PlacedProblem> {
        let token = self.peek()?;
        Ok(token == Token::Sign('{') || is_word(&token, "subgraph"))
    }

    /// A node, or the nodes of a subgraph.
    fn operand(&mut self, group: Option<&str>, place: &Place) -> Result<Vec<String>, PlacedProblem> {
        if !self.is_subgraph()? {
            let id = self.id()?;
            for _ in 0..2 {
                if self.peek()? == Token::Sign(':') {
                    self.next()?;
                    self.id()?;
                    self.graph.skipped.add("port", 1);
                }
            }
            return Ok(vec![id]);
        }
        if self.depth >= DEEPEST {
            return Err(
                self.wrong(self.at, format!("subgraphs stand within subgraphs more than {DEEPEST} deep"))
            );
        }
        let mut name = None;
        if is_word(&self.next()?, "subgraph") {
            if let Token::Id(id, _) = self.peek()? {
                self.next()?;
                name = Some(id);
            }
            self.expect('{')?;
        }
        // Only clusters are shown as groups.
        let cluster = name.filter(|name| name.starts_with("cluster"));
        self.depth += 1;
        let label = self.label_ahead();
        if let Some(cluster) = &cluster {
            let label = label.unwrap_or_else(|| cluster.clone());
            self.node(cluster, group, vec![("label".into(), label)], place);
        }
        let named = self.statements(cluster.as_deref().or(group));
        self.depth -= 1;
        named
    }

    /// The label of the subgraph that was just opened, without reading it.
    fn label_ahead(&mut self) -> Option<String> {
        let (before, mut depth, mut label) = (self.at, 0_usize, None);
        let mut last: Option<String> = None;
        // A label mostly stands at the beginning; no more is looked at, so that nested ones take linear time.
        for _ in 0..64 {
            match self.next() {
                Ok(Token::Sign('{')) => depth += 1,
                Ok(Token::Sign('}')) if depth == 0 => break,
                Ok(Token::Sign('}')) => depth -= 1,
                Ok(Token::Sign('=')) if depth == 0 && last.as_deref() == Some("label") => {
                    label = self.id().ok();
                    break;
                }
                Ok(Token::Id(id, _)) => last = Some(id),
                Ok(Token::End) | Err(_) => break,
                Ok(_) => {}
            }
        }
        self.at = before;
        label
    }

    fn node(&mut self, id: &str, group: Option<&str>, attributes: Vec<(String, String)>, place: &Place) {
        let properties = self.kept(attributes, id);
        if self.nodes.add(id, properties, place)
            && let Some(group) = group
        {
            self.graph.push_member(group, id, place.clone());
        }
    }

    fn edge(
        &mut self,
        source: &str,
        target: &str,
        attributes: &[(String, String)],
        place: &Place,
    ) -> Result<(), PlacedProblem> {
        self.edges += 1;
        if self.edges > self.text.len().saturating_mul(MOST_EDGES) {
            return Err(place.wrong(
                "statements between groups of nodes stand for more edges than the file \
                                    has bytes, many times over",
            ));
        }
        // The way its ends are drawn gives its direction.
        let value = attributes.iter().find(|(name, _)| name == "dir").map(|(_, value)| value.as_str());
        let direction = match value {
            Some("both") => Some(Direction::Mutual),
            Some("none") => Some(Direction::Undirected),
            _ => None,
        };
        let (source, target) = if value == Some("back") { (target, source) } else { (source, target) };
        let mut properties = self.kept(attributes.to_vec(), "");
        let key = crate::format::tools::graph::take(&mut properties, "key");
        self.graph.push_edge(Edge {
            is_key: key.is_some(),
            id: key,
            source: source.to_owned().into(),
            target: target.to_owned().into(),
            direction,
            properties,
            place: place.clone(),
        });
        Ok(())
    }

    /// Attributes but for looks, with labels as they show.
    fn kept(&mut self, attributes: Vec<(String, String)>, id: &str) -> Vec<Property<'static>> {
        let mut properties: Vec<Property<'static>> = Vec::new();
        for (name, value) in attributes {
            if is_look(&name) {
                self.graph.skipped.add(&name, 1);
            } else if ["label", "xlabel", "tooltip"].contains(&name.as_str()) {
                let value = plain(&value, id);
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

    fn attributes(&mut self) -> Result<Vec<(String, String)>, PlacedProblem> {
        let mut all = Vec::new();
        while self.peek()? == Token::Sign('[') {
            self.next()?;
            loop {
                match self.next()? {
                    Token::Sign(']') => break,
                    Token::Sign(',' | ';') => {}
                    Token::Id(name, _) => {
                        let has_value = self.peek()? == Token::Sign('=');
                        let value = if has_value {
                            self.next()?;
                            self.id()?
                        } else {
                            "true".to_owned()
                        };
                        all.push((name, value));
                    }
                    Token::End => {
                        return Err(self.wrong(self.at, "the file ends in the middle; a `[` is not closed"));
                    }
                    other => {
                        return Err(
                            self.wrong(self.at, format!("expected an attribute, found {}", said(&other)))
                        );
                    }
                }
            }
        }
        Ok(all)
    }

    fn id(&mut self) -> Result<String, PlacedProblem> {
        let at = self.at;
        match self.next()? {
            Token::Id(id, _) => Ok(id),
            other => Err(self.wrong(at, format!("expected a name, found {}", said(&other)))),
        }
    }

    fn expect(&mut self, sign: char) -> Result<(), PlacedProblem> {
        let at = self.at;
        match self.next()? {
            Token::Sign(found) if found == sign => Ok(()),
            other => Err(self.wrong(at, format!("expected `{sign}`, found {}", said(&other)))),
        }
    }

    fn peek(&mut self) -> Result<Token, PlacedProblem> {
        let at = self.at;
        let token = self.next();
        self.at = at;
        token
    }

    fn next(&mut self) -> Result<Token, PlacedProblem> {
        self.skip()?;
        let start = self.at;
        let rest = self.rest();
        let Some(first) = rest.chars().next() else { return Ok(Token::End) };
        if rest.starts_with("->") || rest.starts_with("--") {
            let directed = rest.starts_with("->");
            self.at += 2;
            return Ok(Token::Arrow(directed));
        }
        match first {
            '"' => {
                let mut string = self.quoted()?;
                // Strings are joined by `+`.
                loop {
                    let before = self.at;
                    self.skip()?;
                    if !self.rest().starts_with('+') {
                        self.at = before;
                        return Ok(Token::Id(string, true));
                    }
                    self.at += 1;
                    self.skip()?;
                    string.push_str(&self.quoted()?);
                }
            }
            '<' => self.html(start),
            c if c.is_alphanumeric() || matches!(c, '_' | '-' | '.') => {
                let is_number = c.is_ascii_digit() || matches!(c, '-' | '.');
                let is_part =
                    |c: char| c.is_alphanumeric() || c == '_' || (is_number && matches!(c, '.' | '-'));
                let end = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len()).max(c.len_utf8());
                // `1--2` is an edge.
                let end = rest.get(1..end).and_then(|it| it.find("--")).map_or(end, |at| at + 1);
                let word = rest.get(..end).unwrap_or_default().to_owned();
                self.at += end;
                Ok(Token::Id(word, false))
            }
            '{' | '}' | '[' | ']' | ';' | ',' | '=' | ':' => {
                self.at += 1;
                Ok(Token::Sign(first))
            }
            _ => Err(self.wrong(start, format!("the character {first:?} is not expected here"))),
        }
    }

    fn quoted(&mut self) -> Result<String, PlacedProblem> {
        let start = self.at;
        let Some(inner) = self.rest().strip_prefix('"') else {
            return Err(self.wrong(start, "expected a string"));
        };
        let (mut out, mut escaped) = (String::new(), false);
        for (at, character) in inner.char_indices() {
            match (escaped, character) {
                (true, '"') => out.push('"'),
                (true, '\n') => {}
                (true, other) => out.extend(['\\', other]),
                (false, '\\') => {}
                (false, '"') => {
                    self.at = start + at + 2;
                    return Ok(out);
                }
                (false, other) => out.push(other),
            }
            escaped = !escaped && character == '\\';
        }
        Err(self.wrong(start, "the quotation mark that opens here is not closed before the file ends"))
    }

    /// A label in HTML: its text.
    fn html(&mut self, start: usize) -> Result<Token, PlacedProblem> {
        let (mut depth, mut out) = (0_usize, String::new());
        for (at, character) in self.rest().char_indices() {
            match character {
                '<' => depth += 1,
                '>' => depth = depth.saturating_sub(1),
                other if depth == 1 => out.push(other),
                _ => {}
            }
            if character == '>' && depth == 1 {
                out.push(' ');
            }
            if depth == 0 {
                self.at = start + at + 1;
                let words: Vec<&str> = out.split_whitespace().collect();
                return Ok(Token::Id(words.join(" "), true));
            }
        }
        Err(self.wrong(start, "the `<` that opens here is not closed before the file ends"))
    }

    /// Passes white space and comments.
    fn skip(&mut self) -> Result<(), PlacedProblem> {
        loop {
            let rest = self.rest();
            let blank = rest.len() - rest.trim_start().len();
            self.at += blank;
            let is_line_start =
                self.at == 0 || self.text.get(..self.at).is_some_and(|it| it.ends_with(['\n', '\r']));
            let rest = self.rest();
            if rest.starts_with("//") || (rest.starts_with('#') && is_line_start) {
                self.at += rest.find(['\n', '\r']).unwrap_or(rest.len());
            } else if rest.starts_with("/*") {
                let Some(end) = rest.find("*/") else {
                    return Err(self
                        .wrong(self.at, "the comment that begins here is not closed before the file ends"));
                };
                self.at += end + 2;
            } else {
                return Ok(());
            }
        }
    }
}

fn is_word(token: &Token, word: &str) -> bool {
    matches!(token, Token::Id(id, false) if id.eq_ignore_ascii_case(word))
}

fn is_look(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    !KEPT.contains(&name.as_str()) && (LOOKS.contains(&name.as_str()) || name.starts_with('_'))
}

fn said(token: &Token) -> String {
    match token {
        Token::Id(id, _) => format!("{:?}", excerpt(id)),
        Token::Arrow(true) => "`->`".to_owned(),
        Token::Arrow(false) => "`--`".to_owned(),
        Token::Sign(sign) => format!("`{sign}`"),
        Token::End => "the end of the file".to_owned(),
    }
}

/// A label as it shows: lines are joined, entities of HTML resolved, and `\N` becomes the node's name.
fn plain(label: &str, node: &str) -> String {
    let mut out = String::with_capacity(label.len());
    let mut rest = label.chars().peekable();
    while let Some(character) = rest.next() {
        match (character, rest.peek().copied()) {
            ('\\', Some('n' | 'l' | 'r')) => {
                rest.next();
                out.push(' ');
            }
            ('\\', Some('N')) => {
                rest.next();
                out.push_str(node);
            }
            ('\\', Some(next)) => {
                rest.next();
                out.push(next);
            }
            (other, _) => out.push(other),
        }
    }
    unescaped(out.trim()).into_owned()
}
