//! A folder of notes in Markdown with links between them, as Obsidian, Logseq and Foam keep it. A note is a
//! concept that is called like its file; what it links to is a relationship.
//!
//! Of the front matter (YAML) are read: `name: value`, lists in brackets or with a dash to a line, and quoted
//! strings.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use percent_encoding::percent_decode_str;

use crate::format::Imported;
use crate::format::tools::Format;
use crate::format::tools::error::{FormatError, Place};
use crate::format::tools::graph::{Edge, Graph, Property, given};
use crate::format::tools::node_list::NodeList;
use crate::format::tools::options::ImportOptions;
use crate::network::{Concept, Network};
use crate::util::{broken, part};

/// The relation of a link that is given no name.
const LINKS_TO: &str = "links to";

impl Network {
    /// Reads a folder of notes: the path of each in the folder, with `/` between, and its text. A note is a
    /// concept that is called like its file. Its front matter is attributes (`aliases` are aliases), the
    /// rest its text; links (`[[Note]]`, `[text](Note.md)`) are relationships, with the paragraph as the
    /// passage. In `parent:: [[Note]]`, and in the front matter, the name is the relation. What a link
    /// names that is not there is a concept too. O(length).
    ///
    /// ```
    /// use semnet_core::Network;
    /// use semnet_core::format::ImportOptions;
    ///
    /// let mut options = ImportOptions::default();
    /// options.question = Some("Why do bees dance?");
    /// let dance = ("Bees/Dance.md", "aimed by:: [[Sun Compass]]");
    /// let notes = [dance, ("Sun Compass.md", "Bees see where the sun is.")];
    /// let network = Network::from_notes(notes, &options)?.network;
    /// let relationship = network.relationships().next().ok_or("none")?;
    /// assert_eq!(relationship.to_string(), "Dance —aimed by→ Sun Compass");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`FormatError`], with the path of the note, for front matter that is not closed, and where no question
    /// is given.
    pub fn from_notes<'n>(
        notes: impl IntoIterator<Item = (&'n str, &'n str)>,
        options: &ImportOptions<'_>,
    ) -> Result<Imported, FormatError> {
        let notes: Vec<(&str, &str)> = notes.into_iter().collect();
        let mut reading = Reading::of(&notes);
        for &(path, text) in &notes {
            reading.note(path, text).map_err(|wrong| wrong.of(Format::Markdown))?;
        }
        let Reading { mut graph, nodes, .. } = reading;
        nodes.push_to(&mut graph);
        graph.add_ends();
        graph.network(options.question).map_err(|wrong| wrong.of(Format::Markdown))
    }

    /// The network as a folder of notes: paths and texts, sorted by path. A concept is a note with its text,
    /// its attributes as front matter and a line `relation:: [[Note]]` for each relationship from it.
    /// O(size).
    ///
    /// ```
    /// let mut builder = semnet_core::NetworkBuilder::new("Why do bees dance?");
    /// builder.concept("Dance", "").concept("Sun Compass", "").relationship((
    ///     "Dance",
    ///     "aimed by",
    ///     "Sun Compass",
    /// ));
    /// let network = builder.build()?;
    /// let notes = network.to_notes();
    /// assert_eq!(notes[0].0, "Dance.md");
    /// assert_eq!(notes[0].1, "aimed by:: [[Sun Compass]]\n");
    /// # Ok::<(), semnet_core::network::BuildError>(())
    /// ```
    pub fn to_notes(&self) -> Vec<(String, String)> {
        // Names of files that differ in nothing that file systems tell apart.
        let mut names: HashMap<u32, String> = HashMap::new();
        let mut taken: BTreeMap<String, u32> = BTreeMap::new();
        for concept in self.concepts() {
            let name = file_name(concept.label());
            let count = taken.entry(name.to_lowercase()).or_default();
            *count += 1;
            let name = if *count == 1 { name } else { format!("{name} ({})", concept.id().number()) };
            names.insert(concept.id().number(), name);
        }
        let name = |concept: Concept<'_>| names.get(&concept.id().number()).cloned().unwrap_or_default();
        let mut notes: Vec<(String, String)> =
            self.concepts().map(|concept| (format!("{}.md", name(concept)), note(concept, &name))).collect();
        notes.sort_unstable();
        notes
    }
}

fn note(concept: Concept<'_>, name: &impl Fn(Concept<'_>) -> String) -> String {
    let mut front: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (attribute, value) in concept.attributes() {
        let attribute = if attribute == crate::names::ALIAS { "aliases" } else { attribute };
        front.entry(attribute).or_default().push(value);
    }
    // Where the file cannot be called so, the label is an alias, by which links find it.
    if name(concept) != concept.label() {
        front.entry("aliases").or_default().push(concept.label());
    }
    let mut out = String::new();
    if !front.is_empty() {
        out.push_str("---\n");
        for (attribute, values) in &front {
            let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
            let _ = match values.as_slice() {
                [one] if *attribute != "aliases" => writeln!(out, "{}: {one}", quoted_name(attribute)),
                many => writeln!(out, "{}: [{}]", quoted_name(attribute), many.join(", ")),
            };
        }
        out.push_str("---\n");
    }
    if let Some(text) = concept.text() {
        let _ = writeln!(out, "{text}");
        out.push('\n');
    }
    for relationship in concept.outgoing() {
        let _ = write!(out, "{}:: [[{}]]", relationship.relation(), name(relationship.target()));
        if let Some(passage) = relationship.passage() {
            let _ = write!(out, " “{passage}”");
        }
        out.push('\n');
    }
    out
}

/// A label without what file systems or links refuse.
fn file_name(label: &str) -> String {
    let refused = |c: char| {
        matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '#' | '^' | '[' | ']')
            || c.is_control()
    };
    let name: String = label.chars().map(|c| if refused(c) { ' ' } else { c }).take(120).collect();
    let words: Vec<&str> = name.split_whitespace().collect();
    let name = words.join(" ").trim_matches('.').to_owned();
    if name.is_empty() { "note".to_owned() } else { name }
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_else(|error| broken(&error, String::new()))
}

fn quoted_name(name: &str) -> String {
    let is_plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '))
        && !name.starts_with([' ', '-']);
    if is_plain && !name.ends_with(' ') { name.to_owned() } else { quoted(name) }
}

struct Reading<'n> {
    graph: Graph,
    nodes: NodeList,
    /// By the name of a file in lower case, and by its path without the ending: what the note is called.
    known: HashMap<String, &'n str>,
}

impl<'n> Reading<'n> {
    fn of(notes: &[(&'n str, &'n str)]) -> Reading<'n> {
        let mut known = HashMap::new();
        for (path, _) in notes {
            known.entry(stem(path).to_lowercase()).or_insert(*path);
            let without_ending = path.rsplit_once('.').map_or(*path, |(path, _)| path);
            known.insert(without_ending.to_lowercase(), *path);
        }
        Reading { graph: Graph::default(), nodes: NodeList::default(), known }
    }

    /// The id of what a link names: the path of a note, or the name of one that is not there.
    fn id(&mut self, link: &str) -> String {
        let name = link.split(['#', '^']).next().unwrap_or_default().trim();
        let name = name.strip_suffix(".md").unwrap_or(name);
        // A path from this note's own folder is known by its end.
        let last = name.rsplit('/').next().unwrap_or(name).to_lowercase();
        match self.known.get(&name.to_lowercase()).or_else(|| self.known.get(&last)) {
            Some(path) => (*path).to_owned(),
            None => name.to_owned(),
        }
    }

    fn note(&mut self, path: &str, text: &str) -> Result<(), crate::format::tools::error::PlacedProblem> {
        let place = Place::Path(path.to_owned());
        let text = text.trim_start_matches('\u{feff}');
        let (front, body) = match text.strip_prefix("---").filter(|rest| rest.starts_with(['\n', '\r'])) {
            None => ("", text),
            Some(rest) => {
                let end = ["\n---\n", "\n---\r\n"]
                    .iter()
                    .filter_map(|end| Some((rest.find(end)?, end.len())))
                    .min();
                let end = end.or_else(|| {
                    rest.trim_end().ends_with("\n---").then(|| (rest.trim_end().len() - 4, rest.len()))
                });
                let Some((at, length)) = end else {
                    return Err(
                        place.wrong("the front matter that `---` opens is not closed by another `---`")
                    );
                };
                (part(rest, ..at), part(rest, at + length..))
            }
        };
        let mut properties: Vec<Property<'static>> =
            vec![(given::MADE_LABEL.into(), stem(path).to_owned().into())];
        for (name, values) in front_matter(front) {
            for value in values {
                let links: Vec<String> = links(&value).into_iter().map(|link| link.target).collect();
                if links.is_empty() {
                    let name = if matches!(name.as_str(), "aliases" | "alias") {
                        crate::names::ALIAS
                    } else {
                        &name
                    };
                    properties.push((name.to_owned().into(), value.into()));
                }
                for link in links {
                    self.relationship(path, &name, &link, "", &place);
                }
            }
        }
        let mut prose: Vec<&str> = Vec::new();
        let mut is_code = false;
        for line in body.lines() {
            if line.trim_start().starts_with("```") {
                is_code = !is_code;
                continue;
            }
            let found = if is_code { Vec::new() } else { links(line) };
            let field = line.trim_start_matches(['-', '*', ' ', '\t']).split_once("::");
            match field.filter(|(name, _)| !name.is_empty() && !name.contains(['[', '`'])) {
                Some((name, rest)) if !found.is_empty() => {
                    let passage = rest
                        .split_once("]] “")
                        .and_then(|(_, it)| it.trim().strip_suffix('”'))
                        .unwrap_or_default();
                    for link in found {
                        self.relationship(path, name.trim(), &link.target, passage, &place);
                    }
                }
                Some((name, value)) if !value.trim().is_empty() => {
                    properties.push((name.trim().to_owned().into(), value.trim().to_owned().into()));
                }
                _ => {
                    for link in found {
                        self.relationship(path, LINKS_TO, &link.target, shown(line).trim(), &place);
                    }
                    prose.push(line);
                }
            }
        }
        let prose: Vec<String> = prose.into_iter().map(shown).collect();
        let text = prose.join("\n").trim().to_owned();
        if !text.is_empty() {
            properties.push((given::TEXT.into(), text.into()));
        }
        self.nodes.add(path, Vec::new(), &place);
        for property in properties {
            self.nodes.push_property(path, property);
        }
        Ok(())
    }

    fn relationship(&mut self, path: &str, relation: &str, link: &str, passage: &str, place: &Place) {
        let target = self.id(link);
        if target.is_empty() || target == path {
            return;
        }
        let mut properties: Vec<Property<'static>> =
            vec![(given::RELATION.into(), relation.to_owned().into())];
        if !passage.is_empty() {
            properties.push((given::PASSAGE.into(), passage.to_owned().into()));
        }
        let (source, target) = (path.to_owned().into(), target.into());
        self.graph.push_edge(Edge { source, target, properties, place: place.clone(), ..Edge::default() });
    }
}

struct Link {
    target: String,
}

/// The links to notes in a line: `[[Note|text]]`, `![[Note]]`, `[text](Note.md)`.
fn links(line: &str) -> Vec<Link> {
    let mut found = Vec::new();
    let mut rest = line;
    while let Some((_, after)) = rest.split_once("[[") {
        let Some((inner, after)) = after.split_once("]]") else { break };
        let target = inner.split('|').next().unwrap_or_default();
        found.push(Link { target: target.to_owned() });
        rest = after;
    }
    let mut rest = line;
    while let Some((_, after)) = rest.split_once("](") {
        let Some((inner, after)) = after.split_once(')') else { break };
        let address = inner.split(['#', ' ']).next().unwrap_or_default().trim_start_matches("./");
        if address.ends_with(".md") && !address.contains("://") {
            let target = percent_decode_str(address).decode_utf8_lossy().into_owned();
            found.push(Link { target });
        }
        rest = after;
    }
    found
}

/// The name of a file without its folders and ending.
pub(super) fn stem(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// A line as it shows: without heading marks, and links as their texts.
pub(super) fn shown(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line.trim_start_matches('#');
    while let Some((before, after)) = rest.split_once("[[") {
        let Some((inner, after)) = after.split_once("]]") else { break };
        out.push_str(before.strip_suffix('!').unwrap_or(before));
        out.push_str(inner.rsplit('|').next().unwrap_or(inner));
        rest = after;
    }
    out.push_str(rest);
    without_addresses(&out)
}

/// `[text](Note.md)` as `text`.
fn without_addresses(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("](") {
        let Some((address, after)) = after.split_once(')') else { break };
        match before.rsplit_once('[').filter(|_| address.contains(".md")) {
            Some((before, text)) => out.extend([before, text]),
            None => out.extend([before, "](", address, ")"]),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Names and values of the front matter.
fn front_matter(text: &str) -> Vec<(String, Vec<String>)> {
    let mut all: Vec<(String, Vec<String>)> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#')) {
        if let (Some(item), Some((_, values))) = (line.trim_start().strip_prefix("- "), all.last_mut()) {
            values.push(plain(item));
            continue;
        }
        let Some((name, value)) = split_name(line) else { continue };
        let value = value.trim();
        let values = match value.strip_prefix('[').and_then(|it| it.strip_suffix(']')) {
            Some(list) if !value.starts_with("[[") || value.starts_with("[[[") => items(list),
            _ if value.is_empty() => Vec::new(),
            _ => vec![plain(value)],
        };
        all.push((name, values));
    }
    all
}

fn split_name(line: &str) -> Option<(String, &str)> {
    if line.trim_start().starts_with('"') {
        let mut stream = serde_json::Deserializer::from_str(line.trim_start()).into_iter::<String>();
        let name = stream.next()?.ok()?;
        let rest = line.trim_start().get(stream.byte_offset()..)?;
        return Some((name, rest.strip_prefix(':')?));
    }
    let (name, value) = line.split_once(':')?;
    Some((name.trim().to_owned(), value))
}

/// The items of a list in brackets; commas within quotation marks are not between items.
fn items(list: &str) -> Vec<String> {
    let (mut items, mut start, mut is_quoted, mut is_escaped) = (Vec::new(), 0, false, false);
    for (at, character) in list.char_indices() {
        match character {
            '"' if !is_escaped => is_quoted = !is_quoted,
            ',' if !is_quoted => {
                items.push(plain(part(list, start..at)));
                start = at + 1;
            }
            _ => {}
        }
        is_escaped = character == '\\' && !is_escaped;
    }
    items.push(plain(part(list, start..)));
    items.retain(|item| !item.is_empty());
    items
}

/// A value without its quotation marks.
fn plain(value: &str) -> String {
    let value = value.trim();
    if value.starts_with('"')
        && let Ok(text) = serde_json::from_str::<String>(value)
    {
        return text;
    }
    let single = value.strip_prefix('\'').and_then(|it| it.strip_suffix('\''));
    single.map_or_else(|| value.to_owned(), |text| text.replace("''", "'"))
}
