//! A folder of notes in Markdown with links between them, as Obsidian, Logseq and Foam keep it. A note is a
//! concept with the name of its file as its label; each link is a relationship.
//!
//! Of the front matter (YAML), these are read: `name: value`, lists in brackets or with a dash on each line,
//! and quoted strings.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;

use crate::format::Imported;
use crate::format::tools::Format;
use crate::format::tools::error::{FormatError, Place};
use crate::format::tools::exported::{ExportedNotes, Omitted};
use crate::format::tools::graph::{Edge, Graph, Property, Text, given};
use crate::format::tools::markdown_lines::{
    front_matter, heading, inline_fields, is_made_of, links, listed_relation, page_aliases, page_name,
    page_title, plain_items, shown, stem, tags, without_code, without_comments, without_html_comments,
};
use crate::format::tools::node_list::NodeList;
use crate::format::tools::options::ImportOptions;
use crate::format::tools::stream::with_plain_line_ends;
use crate::format::tools::tree::with_repetitions;
use crate::network::{Concept, Network};
use crate::text::normalise;
use crate::util::{broken, part};

/// The attribute for tags, in front matter and in the text.
const TAGS: &str = "tags";

/// The relation of a link without a name.
const LINKS_TO: &str = "links to";

/// # Folders of notes
impl Network {
    /// Reads a folder of notes. Each is given as its path in the folder, with `/` between the parts, and its
    /// text. A note becomes a concept with the name of its file as its label. Front matter becomes attributes
    /// (`aliases` become aliases), and the rest is the text of the concept. Links (`[[Note]]`,
    /// `[text](Note.md)`) become relationships, with their paragraph as the passage. In `parent:: [[Note]]`,
    /// and in the front matter, the name is the relation. If a link names a note that is missing, that
    /// becomes a concept too. O(length).
    ///
    /// ```
    /// use semnet_core::Network;
    /// use semnet_core::format::ImportOptions;
    ///
    /// let options = ImportOptions::default().question("Why do bees dance?");
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
    /// [`FormatError`], with the path of the note, for front matter that is not closed; also if `options`
    /// have no question.
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

    /// The network as a folder of notes, and the parts that notes cannot express. A concept becomes a note
    /// with its text, its attributes as front matter, and a line `relation:: [[Note]]` for each relationship
    /// that starts at it. O(size).
    ///
    /// ```
    /// let mut builder = semnet_core::NetworkBuilder::new("Why do bees dance?");
    /// builder.concept("Dance", "").concept("Sun Compass", "").relationship((
    ///     "Dance",
    ///     "aimed by",
    ///     "Sun Compass",
    /// ));
    /// let network = builder.build()?;
    /// let written = network.to_notes();
    /// assert_eq!(written.notes[0].0, "Dance.md");
    /// assert_eq!(written.notes[0].1, "aimed by:: [[Sun Compass]]\n");
    /// assert_eq!(written.omitted.to_string(), "1 question");
    /// # Ok::<(), semnet_core::network::BuildError>(())
    /// ```
    pub fn to_notes(&self) -> ExportedNotes {
        // Names of files that some file systems treat as equal.
        let mut names: HashMap<u32, String> = HashMap::new();
        let mut taken: BTreeMap<String, u32> = BTreeMap::new();
        for concept in self.concepts() {
            let name = file_name(concept.label());
            let count = taken.entry(name.to_lowercase()).or_default();
            *count += 1;
            let name = if *count == 1 { name } else { format!("{name} ({})", concept.id().number()) };
            names.insert(concept.id().number(), name);
        }
        let name = |concept: Concept<'_>| {
            let name = names.get(&concept.id().number()).cloned();
            name.unwrap_or_else(|| broken(&"a concept without the name of a note", String::new()))
        };
        let mut notes: Vec<(String, String)> =
            self.concepts().map(|concept| (format!("{}.md", name(concept)), note(concept, &name))).collect();
        notes.sort_unstable();
        ExportedNotes { notes, omitted: not_in_notes(self) }
    }
}

/// The parts that notes cannot express. The question is a note like others, and findings and highlights are
/// links like others.
fn not_in_notes(network: &Network) -> Omitted {
    let of_relationships: usize =
        network.relationships().map(|relationship| relationship.attributes().len()).sum();
    Omitted {
        questions: 1,
        titles: usize::from(!network.title().is_empty()),
        findings: network.findings().len(),
        attributes: network.attributes().len() + of_relationships,
        orders: usize::from(network.highlights().len() > 0),
        ..Omitted::default()
    }
}

fn note(concept: Concept<'_>, name: &impl Fn(Concept<'_>) -> String) -> String {
    let mut front: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (attribute, value) in concept.attributes() {
        let attribute = if attribute == crate::names::ALIAS { "aliases" } else { attribute };
        front.entry(attribute).or_default().push(value);
    }
    // If the file cannot have that name, the label is an alias, by which links find it.
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

/// A label without the characters that file systems or links refuse.
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

/// Adds a tag, unless it was added before.
fn push_tag(properties: &mut Vec<Property<'static>>, known: &mut HashSet<String>, tag: String) {
    if known.insert(tag.clone()) {
        properties.push((TAGS.into(), tag.into()));
    }
}

/// Adds the value of a field: there may be several aliases and tags, separated by commas.
fn push_field(
    properties: &mut Vec<Property<'static>>,
    known_tags: &mut HashSet<String>,
    name: &str,
    value: &str,
) {
    let items = || value.split(',').map(str::trim).filter(|item| !item.is_empty());
    match name {
        "aliases" | "alias" => {
            properties.extend(items().map(|item| (crate::names::ALIAS.into(), item.to_owned().into())));
        }
        "tags" | "tag" => {
            items()
                .for_each(|item| push_tag(properties, known_tags, item.trim_start_matches('#').to_owned()));
        }
        _ => properties.push((name.to_owned().into(), value.to_owned().into())),
    }
}

struct Reading<'n> {
    graph: Graph,
    nodes: NodeList,
    /// The name of a note by the key of its file's name, and of its path without the extension.
    known: HashMap<String, &'n str>,
}

/// The key by which links find a note: some file systems decompose accents.
fn key(name: &str) -> String {
    normalise(name).map_or_else(|_| name.to_lowercase(), |name| name.to_lowercase())
}

impl<'n> Reading<'n> {
    fn of(notes: &[(&'n str, &'n str)]) -> Reading<'n> {
        let mut known = HashMap::new();
        for (path, text) in notes {
            let title = page_title(text.trim_start_matches('\u{feff}'));
            known.extend(title.map(|title| (key(title), *path)));
        }
        for (path, _) in notes {
            known.entry(key(stem(path))).or_insert(*path);
            known.entry(key(&page_name(path))).or_insert(*path);
            let without_ending = path.rsplit_once('.').map_or(*path, |(path, _)| path);
            known.insert(key(without_ending), *path);
        }
        for (path, text) in notes {
            for alias in page_aliases(text.trim_start_matches('\u{feff}')) {
                known.entry(key(alias)).or_insert(*path);
            }
        }
        Reading { graph: Graph::default(), nodes: NodeList::default(), known }
    }

    /// The id of the target of a link: the path of a note, or the name of a missing one.
    fn id(&mut self, link: &str) -> String {
        let name = link.split(['#', '^']).next().unwrap_or_default().trim();
        let name = name.strip_suffix(".md").unwrap_or(name);
        // A path relative to this note's folder is recognised by its end.
        let last = key(name.rsplit('/').next().unwrap_or(name));
        match self.known.get(&key(name)).or_else(|| self.known.get(&last)) {
            Some(path) => (*path).to_owned(),
            None => name.to_owned(),
        }
    }

    fn note(&mut self, path: &str, text: &str) -> Result<(), crate::format::tools::error::PlacedProblem> {
        let place = Place::Path(path.to_owned());
        let text = text.trim_start_matches('\u{feff}');
        let text = &*with_plain_line_ends(text);
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
        let mut title = page_title(text);
        let mut properties: Vec<Property<'static>> = vec![match title {
            Some(title) => (given::LABEL.into(), title.to_owned().into()),
            None => (given::MADE_LABEL.into(), page_name(path).into()),
        }];
        let mut known_tags = HashSet::new();
        for (name, values) in front_matter(front) {
            if let ("title", [value]) = (name.to_lowercase().as_str(), values.as_slice())
                && title.is_none()
                && !value.trim().is_empty()
                && is_made_of(stem(path), value)
            {
                properties.splice(..1, [(given::LABEL.into(), value.clone().into())]);
                continue;
            }
            let mut plain: Vec<Property<'static>> = Vec::new();
            let mut has_links = false;
            for value in values {
                let links = links(&value);
                has_links |= !links.is_empty();
                if links.is_empty() && matches!(name.as_str(), "tags" | "tag") {
                    // In one line, they may be separated by commas or spaces.
                    let each = value.split([',', ' ']).map(|tag| tag.trim_start_matches('#'));
                    each.filter(|tag| !tag.is_empty())
                        .for_each(|tag| push_tag(&mut properties, &mut known_tags, tag.to_owned()));
                } else if links.is_empty() {
                    let name = if matches!(name.as_str(), "aliases" | "alias") {
                        crate::names::ALIAS
                    } else {
                        &name
                    };
                    plain.push((name.to_owned().into(), value.into()));
                } else {
                    plain_items(&value)
                        .into_iter()
                        .for_each(|item| push_field(&mut properties, &mut known_tags, &name, item));
                }
                self.relationships(path, &name, &links, "", &place);
            }
            properties.extend(if has_links { plain } else { with_repetitions(plain) });
        }
        let mut prose: Vec<String> = Vec::new();
        let (mut is_code, mut is_comment, mut is_html_comment) = (false, false, false);
        // Where in the prose a list of relations begins, while it goes on.
        let (mut are_relations, mut list_of_relations) = (false, None);
        for line in body.lines() {
            if line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~") {
                is_code = !is_code;
                continue;
            }
            let seen = if is_code { Text::from(line) } else { without_comments(line, &mut is_comment) };
            let seen = if is_code {
                seen
            } else {
                without_html_comments(&seen, &mut is_html_comment).into_owned().into()
            };
            let line: &str = &seen;
            if let Some(heading) = heading(line).filter(|_| !is_code) {
                are_relations = heading.eq_ignore_ascii_case("relations");
                list_of_relations = are_relations.then_some(prose.len());
            }
            let found = if is_code { Vec::new() } else { links(&without_code(line)) };
            if let (true, [_], Some((relation, context))) = (are_relations, &*found, listed_relation(line)) {
                self.relationships(path, relation, &found, context, &place);
                continue;
            }
            // Dataview has fields in brackets within lines, too.
            let inline = if is_code { Vec::new() } else { inline_fields(line) };
            for (name, value) in &inline {
                let targets = links(value);
                self.relationships(path, name, &targets, "", &place);
                if targets.is_empty() {
                    properties.push(((*name).to_owned().into(), (*value).to_owned().into()));
                }
            }
            let is_inline = |link: &String| inline.iter().any(|(_, value)| value.contains(link));
            let found: Vec<String> = found.into_iter().filter(|link| !is_inline(link)).collect();
            let field = line.trim_start_matches(['-', '*', ' ', '\t']).split_once("::");
            // `std::fs` is not a field.
            let is_field = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t', '[', '"']);
            let field = field.filter(|(_, rest)| inline.is_empty() && !is_code && is_field(rest));
            match field.filter(|(name, _)| !name.is_empty() && !name.contains(['[', '`'])) {
                Some((name, rest)) if !found.is_empty() => {
                    let passage = rest
                        .split_once("]] “")
                        .and_then(|(_, it)| it.trim().strip_suffix('”'))
                        .unwrap_or_default();
                    for item in plain_items(rest) {
                        push_field(&mut properties, &mut known_tags, name.trim(), item);
                    }
                    self.relationships(path, name.trim(), &found, passage, &place);
                }
                Some((name, value))
                    if name.trim().eq_ignore_ascii_case("title")
                        && title.take_if(|title| *title == value.trim()).is_some() => {}
                Some((name, value)) if !value.trim().is_empty() => {
                    push_field(&mut properties, &mut known_tags, name.trim(), value.trim());
                }
                _ => {
                    self.relationships(path, LINKS_TO, &found, shown(line).trim(), &place);
                    let tags = if is_code {
                        Vec::new()
                    } else {
                        tags(&without_code(line)).into_iter().map(str::to_owned).collect()
                    };
                    for tag in tags {
                        push_tag(&mut properties, &mut known_tags, tag);
                    }
                    prose.push(shown(line));
                }
            }
        }
        // A heading without anything below it but relations.
        if let Some(at) = list_of_relations
            && prose.iter().skip(at + 1).all(|line| line.trim().is_empty())
        {
            prose.truncate(at);
        }
        let text = prose.join("\n").trim().to_owned();
        if !text.is_empty() {
            properties.push((given::TEXT.into(), text.into()));
        }
        self.nodes.add(&mut self.graph.strings, path, Vec::new(), &place);
        for property in properties {
            self.nodes.push_property(&mut self.graph.strings, path, property);
        }
        Ok(())
    }

    /// The relationships from a note to the targets of its links.
    fn relationships(&mut self, path: &str, relation: &str, links: &[String], passage: &str, place: &Place) {
        for link in links {
            let target = self.id(link);
            if target.is_empty() || target == path {
                continue;
            }
            let mut properties: Vec<Property<'static>> =
                vec![(given::RELATION.into(), relation.to_owned().into())];
            if !passage.is_empty() {
                properties.push((given::PASSAGE.into(), passage.to_owned().into()));
            }
            let (source, target) = (path.to_owned().into(), target.into());
            self.graph.push_edge(Edge {
                source,
                target,
                properties,
                place: place.clone(),
                ..Edge::default()
            });
        }
    }
}
