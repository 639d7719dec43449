//! Reads Mermaid: mind maps, and of flowcharts nodes, arrows with their texts, and subgraphs.
//! <https://mermaid.js.org/syntax/mindmap.html> <https://mermaid.js.org/syntax/flowchart.html>

use crate::format::tools::directions::Direction;
use crate::format::tools::error::{Place, PlacedProblem};
use crate::format::tools::gml::unescaped;
use crate::format::tools::graph::{Edge, Graph, Node, Property, Text, UNNAMED, given};
use crate::format::tools::node_list::{Members, NodeList};
use crate::format::tools::stream::with_plain_line_ends;
use crate::util::{excerpt, part};

pub(super) fn read(text: &str) -> Result<Graph, PlacedProblem> {
    let mut graph = Graph::default();
    // LF, CR and CR LF end a line.
    let text = &with_plain_line_ends(text);
    // A block of code in Markdown, as in answers of language models.
    let fence = |mark: &str, from: usize| {
        let mut lines = text.lines().enumerate().skip(from);
        lines.find(|(_, line)| line.trim() == mark).map(|(number, _)| number)
    };
    let start = fence("```mermaid", 0).map_or(0, |number| number + 1);
    let end = fence("```", start).filter(|_| start > 0);
    if start > 0 && end.is_none() {
        let place = Place::Line { line: start, column: 1 };
        return Err(place.wrong("the block of code that opens here is not closed before the file ends"));
    }
    let end = end.unwrap_or(usize::MAX);
    if fence("```mermaid", start).is_some_and(|_| start > 0) {
        return Err(Place::Nowhere.wrong("a second diagram; put each into a separate file"));
    }
    let outside = text.lines().enumerate().filter(|(number, line)| {
        let is_inside = (start..end).contains(number) || line.trim().starts_with("```");
        !is_inside && !line.trim().is_empty()
    });
    graph.skipped.add("line outside of the diagram", outside.count());
    let mut lines = text.lines().enumerate().skip(start).take_while(|(number, _)| *number < end).peekable();
    while lines.peek().is_some_and(|(_, line)| line.trim().is_empty()) {
        lines.next();
    }
    // The lines before the diagram: front matter with a title, directives, comments.
    let is_mark = |line: &str| line.trim() == "---";
    if lines.peek().is_some_and(|(_, line)| is_mark(line)) {
        lines.next();
        for (_, line) in lines.by_ref().take_while(|(_, line)| !is_mark(line)) {
            if let Some(title) = line.trim().strip_prefix("title:") {
                graph.push_properties([("name".into(), title.trim().to_owned().into())]);
            }
        }
    }
    let is_said = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with("%%");
    let Some((number, head)) = lines.find(|(_, line)| is_said(line)) else {
        return Err(Place::Nowhere.wrong("there is no diagram in this file"));
    };
    let kind = head.split_whitespace().next().unwrap_or_default();
    let rest = lines.filter(|(_, line)| is_said(line)).map(|(number, line)| (number + 1, line));
    match kind {
        "mindmap" => mind_map(rest, &mut graph)?,
        "flowchart" | "graph" | "flowchart-elk" => {
            let first = head.split_once(';').map(|(_, first)| (number + 1, first));
            let (nodes, members) = (NodeList::default(), Members::default());
            let mut flow = Flow { graph: &mut graph, nodes, members };
            flow.read(first.into_iter().chain(rest))?;
            let Flow { nodes, members, .. } = flow;
            nodes.push_to(&mut graph);
            members.push_to(&mut graph);
        }
        other => {
            let place = Place::Line { line: number + 1, column: 1 };
            return Err(place
                .wrong(format!("of Mermaid mind maps and flowcharts are read, not {:?}", excerpt(other))));
        }
    }
    Ok(graph)
}

/// A node is within the one above it that is indented less.
fn mind_map<'t>(
    lines: impl Iterator<Item = (usize, &'t str)>,
    graph: &mut Graph,
) -> Result<(), PlacedProblem> {
    let mut above: Vec<(usize, String)> = Vec::new();
    let mut lines = lines;
    while let Some((number, line)) = lines.next() {
        let Some(line) = whole_line(line, &mut lines) else { return Err(unclosed(number)) };
        let line = &*line;
        let depth = line.chars().take_while(|c| c.is_whitespace()).count();
        let place = Place::Line { line: number, column: depth + 1 };
        let line = line.trim();
        if line.starts_with("::icon(") || line.starts_with(":::") {
            graph.skipped.add("look of a node", 1);
            continue;
        }
        let label = shape(line).map_or(line, |(_, label, _)| label);
        let id = format!("{UNNAMED}{}", graph.nodes.len());
        let properties: Vec<Property<'_>> = vec![(given::LABEL.into(), shown(label).into())];
        graph.push_node(Node { id: id.clone().into(), properties, place: place.clone() });
        while above.last().is_some_and(|(other, _)| *other >= depth) {
            above.pop();
        }
        match above.last() {
            Some((_, parent)) => graph.push_member(parent, &id, place),
            None if graph.nodes.len() > 1 => return Err(place.wrong("a second root; a mind map has one")),
            None => {}
        }
        above.push((depth, id));
    }
    Ok(())
}

/// A line with those that follow as long as a quotation mark is open: a text in quotation marks may have
/// several lines. `None` if none closes it.
fn whole_line<'t>(line: &'t str, lines: &mut impl Iterator<Item = (usize, &'t str)>) -> Option<Text<'t>> {
    let is_open = |line: &str| line.matches('"').count() % 2 == 1;
    let mut line = Text::from(line);
    let mut quotes = usize::from(is_open(&line));
    while quotes % 2 == 1 {
        let (_, next) = lines.next()?;
        quotes += next.matches('"').count();
        line.to_mut().extend([" ", next.trim()]);
    }
    Some(line)
}

fn unclosed(number: usize) -> PlacedProblem {
    Place::Line { line: number, column: 1 }.wrong("a quotation mark is not closed before the file ends")
}

/// Opening and closing signs of shapes, longer ones first.
const SHAPES: &[(&str, &str)] = &[
    ("(((", ")))"),
    ("([", "])"),
    ("[[", "]]"),
    ("[(", ")]"),
    ("((", "))"),
    ("{{", "}}"),
    ("))", "(("),
    ("[/", "/]"),
    ("[\\", "\\]"),
    ("[/", "\\]"),
    ("[\\", "/]"),
    (">", "]"),
    ("[", "]"),
    ("(", ")"),
    ("{", "}"),
    (")", "("),
];

/// The id and the label of a node with a shape, and the text after it.
fn shape(text: &str) -> Option<(&str, &str, &str)> {
    let start = text.find(['(', '[', '{', '>', ')'])?;
    let (id, rest) = text.split_at(start);
    SHAPES.iter().find_map(|(open, close)| {
        let inner = rest.strip_prefix(open)?;
        // Quotation marks may contain anything.
        let from = if inner.starts_with('"') { inner.get(1..)?.find('"')? + 2 } else { 0 };
        let end = from + inner.get(from..)?.find(close)?;
        Some((id, inner.get(..end)?, inner.get(end + close.len()..)?))
    })
}

/// Markdown without the marks of emphasis, which touch a word on one side only.
fn without_emphasis(markdown: &str) -> Text<'_> {
    let mut out = String::with_capacity(markdown.len());
    let mut rest = markdown;
    while let Some(at) = rest.find(['*', '_']) {
        let (before, after) = (part(rest, ..at), part(rest, at..));
        out.push_str(before);
        let length = after.len() - after.trim_start_matches(['*', '_']).len();
        let (marks, next) = after.split_at(length);
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let (left, right) = (is_word(out.chars().next_back()), is_word(next.chars().next()));
        let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let is_apart = is_space(out.chars().next_back()) && is_space(next.chars().next());
        if (left && right && marks.contains('_')) || is_apart {
            out.push_str(marks);
        }
        rest = next;
    }
    out.push_str(rest);
    out.into()
}

/// Tags that say how a text is drawn, and those that end a line.
const TAGS: [&str; 16] = [
    "b", "code", "em", "font", "i", "mark", "s", "small", "span", "strong", "sub", "sup", "tt", "u", "br",
    "p",
];

/// A label without tags that Mermaid draws. Text that only resembles a tag is kept.
fn without_tags(label: &str) -> Text<'_> {
    let (mut out, mut rest) = (String::new(), label);
    while let Some(at) = rest.find('<') {
        let (before, tag) = (part(rest, ..at), part(rest, at + 1..));
        let bare = tag.strip_prefix('/').unwrap_or(tag);
        let name = part(bare, ..bare.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(bare.len()));
        let after = part(bare, name.len()..);
        let is_tag =
            TAGS.iter().any(|known| known.eq_ignore_ascii_case(name)) && after.starts_with(['>', '/', ' ']);
        out.push_str(before);
        match after.find('>').filter(|_| is_tag) {
            Some(end) => {
                let is_line_end = ["br", "p"].iter().any(|known| known.eq_ignore_ascii_case(name));
                out.push_str(if is_line_end { "\n" } else { "" });
                rest = part(after, end + 1..);
            }
            None => {
                out.push('<');
                rest = tag;
            }
        }
    }
    if out.is_empty() {
        return rest.into();
    }
    out.push_str(rest);
    out.into()
}

/// A label as it is shown: without quotation marks, with entities such as `#quot;` and `#35;` resolved.
fn shown(label: &str) -> String {
    let label = label.trim();
    let label = label.strip_prefix('"').and_then(|it| it.strip_suffix('"')).unwrap_or(label);
    let markdown = label.strip_prefix('`').and_then(|it| it.strip_suffix('`'));
    let label: &str = &markdown.map_or_else(|| label.into(), without_emphasis);
    let label: &str = &without_tags(label);
    let mut out = String::with_capacity(label.len());
    let mut rest = label;
    while let Some((before, entity)) = rest.split_once('#') {
        out.push_str(before);
        let end = entity.find(';').filter(|end| (1..10).contains(end));
        let name = end
            .and_then(|end| entity.get(..end))
            .filter(|name| name.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        match (name, end) {
            (Some(name), Some(end)) => {
                let number = name.parse::<u32>().ok().and_then(char::from_u32);
                match number {
                    Some(character) => out.push(character),
                    None => out.push_str(&unescaped(&format!("&{name};"))),
                }
                rest = part(entity, end + 1..);
            }
            _ => {
                out.push('#');
                rest = entity;
            }
        }
    }
    out.push_str(rest);
    let lines: Vec<&str> = out.split('\n').map(str::trim).collect();
    lines.join(" ").trim().to_owned()
}

struct Flow<'g> {
    graph: &'g mut Graph,
    nodes: NodeList,
    members: Members,
}

impl Flow<'_> {
    fn read<'t>(&mut self, lines: impl Iterator<Item = (usize, &'t str)>) -> Result<(), PlacedProblem> {
        let mut last = Place::Nowhere;
        let mut lines = lines;
        while let Some((number, line)) = lines.next() {
            let Some(line) = whole_line(line, &mut lines) else { return Err(unclosed(number)) };
            let place = Place::Line { line: number, column: 1 };
            last = place.clone();
            for statement in statements(&line) {
                self.statement(statement, &place)?;
            }
        }
        if self.members.open.is_empty() {
            Ok(())
        } else {
            Err(last.wrong("the file ends in the middle; a `subgraph` has no `end`"))
        }
    }

    fn statement(&mut self, statement: &str, place: &Place) -> Result<(), PlacedProblem> {
        let word = statement.split_whitespace().next().unwrap_or_default();
        match word {
            "" => Ok(()),
            "style" | "classDef" | "class" | "linkStyle" | "click" | "direction" | "accTitle:"
            | "accDescr:" => {
                self.graph.skipped.add(word, 1);
                Ok(())
            }
            "subgraph" => {
                let name = part(statement, "subgraph".len()..).trim();
                let (id, label) = shape(name).map_or((name, name), |(id, label, _)| (id.trim(), label));
                let id = if id.is_empty() { label } else { id };
                self.node(id, Some(label), place);
                self.members.open.push(id.to_owned());
                Ok(())
            }
            "end" => match self.members.open.pop() {
                Some(_) => Ok(()),
                None => Err(place.wrong("`end` without a `subgraph`")),
            },
            // How an arrow moves or bends: `e1@{ animate: true }`.
            _ if statement.contains("@{")
                && (statement.contains("animat") || statement.contains("curve:")) =>
            {
                self.graph.skipped.add("look of an arrow", 1);
                Ok(())
            }
            _ => self.chain(statement, place),
        }
    }

    /// Nodes with arrows between them: `A & B -->|text| C --> D`.
    fn chain(&mut self, statement: &str, place: &Place) -> Result<(), PlacedProblem> {
        let (mut before, mut rest) = self.nodes(statement, place)?;
        while !rest.trim().is_empty() {
            rest = without_name(rest.trim_start());
            let (arrow, after) = arrow(rest).ok_or_else(|| {
                place.wrong(format!("expected an arrow such as `-->`, found {:?}", excerpt(rest.trim())))
            })?;
            let (next, after) = self.nodes(after, place)?;
            if arrow.is_hidden {
                self.graph.skipped.add("invisible link", 1);
                (before, rest) = (next, after);
                continue;
            }
            for source in &before {
                for target in &next {
                    let mut properties: Vec<Property<'_>> = Vec::new();
                    if !arrow.text.is_empty() {
                        properties.push((given::RELATION.into(), arrow.text.clone().into()));
                    }
                    let (source, target) = (source.clone().into(), target.clone().into());
                    let (direction, place) = (arrow.direction, place.clone());
                    self.graph.push_edge(Edge {
                        source,
                        target,
                        direction,
                        properties,
                        place,
                        ..Edge::default()
                    });
                }
            }
            (before, rest) = (next, after);
        }
        Ok(())
    }

    fn nodes<'t>(&mut self, text: &'t str, place: &Place) -> Result<(Vec<String>, &'t str), PlacedProblem> {
        let (mut all, mut rest) = (Vec::new(), text);
        loop {
            rest = rest.trim_start();
            let (id, mut after) = rest.split_at(end_of_id(rest));
            if rest.is_empty() {
                return Err(place.wrong("expected a node, found the end of the line"));
            }
            if id.is_empty() {
                return Err(place.wrong(format!("expected a node, found {:?}", excerpt(rest))));
            }
            let mut label = None;
            if let Some((fields, behind)) = after.strip_prefix("@{").and_then(|it| it.split_once('}')) {
                // `id@{ shape: rect, label: "text" }`
                let given = fields.split_once("label:").map(|(_, given)| given.trim_start());
                label = given.map(|given| match given.strip_prefix('"') {
                    Some(quoted) => quoted.split('"').next().unwrap_or_default(),
                    None => given.split(',').next().unwrap_or_default(),
                });
                after = behind;
            } else if after.starts_with(['(', '[', '{', '>'])
                && let Some((_, shown, behind)) = shape(after)
            {
                (label, after) = (Some(shown), behind);
            }
            if let Some(class) = after.strip_prefix(":::") {
                let end = class.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(class.len());
                after = part(class, end..);
            }
            self.node(id, label, place);
            all.push(id.to_owned());
            match after.trim_start().strip_prefix('&') {
                Some(more) => rest = more,
                None => return Ok((all, after)),
            }
        }
    }

    fn node(&mut self, id: &str, label: Option<&str>, place: &Place) {
        let properties: Vec<Property<'_>> =
            label.map(|label| ("label".into(), shown(label).into())).into_iter().collect();
        self.nodes.add(&mut self.graph.strings, id, properties, place);
        self.members.add(id, place);
    }
}

/// A line's statements; semicolons within quotation marks do not separate them.
fn statements(line: &str) -> impl Iterator<Item = &str> {
    let mut is_quoted = false;
    let is_end = move |c: char| {
        is_quoted ^= c == '"';
        c == ';' && !is_quoted
    };
    line.split(is_end).map(str::trim)
}

/// The end of the id of a node: letters and digits, and single signs between them that do not begin an arrow.
fn end_of_id(text: &str) -> usize {
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        let is_part = character.is_alphanumeric()
            || matches!(character, '_' | '.')
            || (matches!(character, '-' | '/' | '+' | '*')
                && at > 0
                && next.is_some_and(|next| next.is_alphanumeric() || next == '_'));
        if !is_part {
            return at;
        }
    }
    text.len()
}

/// An arrow without its own name: `e1@-->`.
fn without_name(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(0);
    text.get(end..).and_then(|rest| rest.strip_prefix('@')).filter(|_| end > 0).unwrap_or(text)
}

struct Arrow {
    text: String,
    /// `~~~` only moves nodes apart.
    is_hidden: bool,
    direction: Option<Direction>,
}

/// The arrow at the beginning, with its text in bars or in its middle, and the rest of the line.
fn arrow(text: &str) -> Option<(Arrow, &str)> {
    let is_line = |c: char| matches!(c, '-' | '=' | '.' | '~');
    let start = text.chars().next();
    let (has_start, body) = match text.strip_prefix('<') {
        Some(body) => (true, body),
        None => (false, text.strip_prefix(['o', 'x']).filter(|it| it.starts_with("--")).unwrap_or(text)),
    };
    let first = body.find(|c: char| !is_line(c)).unwrap_or(body.len());
    if first < 2 {
        return None;
    }
    let (mut middle, mut rest) = (String::new(), body.get(first..)?);
    let mut end = head(&mut rest);
    if end.is_none() && first == 2 && !rest.trim_start().starts_with('|') {
        // `-- text -->`: the text goes up to the next line of the same kind.
        let kind = body.get(..2)?;
        let closing = match kind {
            "-." => ".-",
            other => other,
        };
        if let Some(at) = rest.find(closing) {
            middle = shown(rest.get(..at)?);
            rest = rest.get(at..)?;
            rest = rest.trim_start_matches(is_line);
            end = head(&mut rest);
        }
    }
    if let Some(bars) = rest.trim_start().strip_prefix('|') {
        let from = if bars.starts_with('"') { bars.get(1..)?.find('"')? + 2 } else { 0 };
        let end = from + bars.get(from..)?.find('|')?;
        middle = shown(bars.get(..end)?);
        rest = bars.get(end + 1..)?;
    }
    // A circle or a cross at both ends gives no direction.
    let is_alike = end.is_some_and(|end| end != '>') && start == end;
    let direction = Some(Direction::of_heads(has_start, end.is_some() && !is_alike));
    Some((Arrow { text: middle, is_hidden: body.starts_with("~~~"), direction }, rest))
}

/// Reads the head of an arrow.
fn head(rest: &mut &str) -> Option<char> {
    let next_is_space =
        |text: &str| text.get(1..).is_some_and(|after| after.starts_with([' ', '|']) || after.is_empty());
    let is_head = rest.starts_with('>') || (rest.starts_with(['o', 'x']) && next_is_space(rest));
    let head = rest.chars().next().filter(|_| is_head)?;
    *rest = part(rest, 1..);
    Some(head)
}
