//! The same file in other words: with other line ends, a mark at its beginning, its fields in another order,
//! room between its elements. All files of the corpus mean the same then, and a file that is cut off is an
//! error.

use semnet_core::Network;
use semnet_core::format::{Form, Format, ImportOptions, OpenOptions, Opened};

use super::corpus::{folder, names, tables};

fn open(name: &str, bytes: Vec<u8>) -> Result<Opened, String> {
    let labels = tables(name);
    let mut import = ImportOptions::default();
    (import.question, import.labels) = (Some("Q?"), labels.as_deref().into_iter().collect());
    let mut options = OpenOptions::default();
    (options.name, options.import) = (Some(name), import);
    Network::open(bytes, &options).map_err(|error| error.to_string())
}

/// The files of the corpus that are read, with their formats, their texts and what they are.
fn files() -> Vec<(String, Format, String, Opened)> {
    let texts = names().into_iter().filter_map(|name| {
        let path = folder().join(&name);
        let text = std::fs::read_to_string(path).ok()?;
        Some((name, text))
    });
    let read = texts.filter_map(|(name, text)| {
        let opened = open(&name, text.clone().into_bytes()).ok()?;
        let Form::Format(format) = opened.form else { return None };
        Some((name, format, text, opened))
    });
    read.collect()
}

fn is_json(format: Format) -> bool {
    use Format::{
        Canvas, Cx2, Cytoscape, Entities, Graphology, JsonGraph, JsonLd, Neo4j, NodeLink, Wikidata,
    };
    [Canvas, Cx2, Cytoscape, Entities, Graphology, JsonGraph, JsonLd, Neo4j, NodeLink, Wikidata]
        .contains(&format)
}

fn is_xml(format: Format) -> bool {
    [Format::GraphMl, Format::Gexf, Format::Opml, Format::Xgmml].contains(&format)
}

/// Whether each line stands for itself.
fn has_lines(format: Format) -> bool {
    use Format::{Csv, LangExtract, McpMemory, Mermaid, NQuads, NTriples, Neo4j, Sif, Tgf, Tsv};
    [Csv, LangExtract, McpMemory, Mermaid, NQuads, NTriples, Neo4j, Sif, Tgf, Tsv].contains(&format)
}

#[track_caller]
fn same(wrong: &mut Vec<String>, name: &str, what: &str, changed: String, expected: &Opened) {
    match open(name, changed.clone().into_bytes()) {
        Ok(found) if found.network == expected.network && found.form == expected.form => {}
        Ok(found) => {
            wrong.push(format!("{name}, {what}: {:?} {}\n{changed}", found.form, found.network.to_json()))
        }
        Err(error) => wrong.push(format!("{name}, {what}: {error}\n{changed}")),
    }
}

#[test]
fn other_line_ends_and_a_mark_change_nothing() {
    let mut wrong = Vec::new();
    for (name, format, text, expected) in files() {
        let plain = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
        same(&mut wrong, &name, "a mark", format!("\u{feff}{plain}"), &expected);
        same(&mut wrong, &name, "LF", plain.clone(), &expected);
        same(&mut wrong, &name, "CRLF", plain.replace('\n', "\r\n"), &expected);
        // Lines of JSON end with LF.
        if !(is_json(format) || has_lines(format) && text.starts_with('{')) {
            same(&mut wrong, &name, "CR", plain.replace('\n', "\r"), &expected);
        }
        same(&mut wrong, &name, "blank lines", format!("{}\n\n\n", plain), &expected);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The text of a value of JSON, with the fields of all objects in the reverse order, and this between all.
fn reversed(text: &str, room: &str) -> String {
    let text = text.trim();
    let Some(open) = text.chars().next().filter(|open| "{[".contains(*open)) else { return text.to_owned() };
    let inner = &text[1..text.len() - 1];
    let (mut items, mut depth, mut is_string, mut is_escaped, mut start) = (Vec::new(), 0, false, false, 0);
    for (at, character) in inner.char_indices() {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => is_string = !is_string,
            _ if is_string => {}
            '{' | '[' => depth += 1,
            '}' | ']' => depth -= 1,
            ',' if depth == 0 => {
                items.push(&inner[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    if !inner.trim().is_empty() {
        items.push(&inner[start..]);
    }
    if open == '[' {
        let items: Vec<String> = items.into_iter().map(|item| reversed(item, room)).collect();
        return format!("[{room}{}{room}]", items.join(&format!(",{room}")));
    }
    let field = |item: &str| {
        let item = item.trim();
        let mut is_escaped = false;
        let end = item[1..].find(|c| {
            let is_end = c == '"' && !is_escaped;
            is_escaped = c == '\\' && !is_escaped;
            is_end
        });
        let (name, value) = item.split_at(end.unwrap() + 2);
        format!("{name}{room}:{room}{}", reversed(value.trim().strip_prefix(':').unwrap(), room))
    };
    let items: Vec<String> = items.into_iter().rev().map(field).collect();
    format!("{{{room}{}{room}}}", items.join(&format!(",{room}")))
}

#[test]
fn the_order_of_fields_and_the_room_between_them_change_nothing() {
    let mut wrong = Vec::new();
    for (name, format, text, expected) in files() {
        let text = text.trim_start_matches('\u{feff}');
        let is_whole = serde_json::from_str::<serde_json::Value>(text).is_ok();
        // Of a field that occurs twice the first is used.
        if is_json(format) && is_whole && !name.starts_with("same-fields") {
            // An object that is a value is a text.
            let is_in_order = expected.network.to_json().contains("{\\\"");
            for room in ["", " ", "\r\n\t"] {
                if !is_in_order {
                    same(&mut wrong, &name, "reversed", reversed(text, room), &expected);
                }
                same(&mut wrong, &name, "reversed twice", reversed(&reversed(text, room), room), &expected);
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn comments_and_room_between_elements_change_nothing() {
    let mut wrong = Vec::new();
    for (name, format, text, expected) in files() {
        if is_xml(format) && !text.contains("CDATA") {
            same(&mut wrong, &name, "comments", text.replace("><", "><!-- <a b='c'> --><"), &expected);
            same(&mut wrong, &name, "room", text.replace("><", ">\n\t<"), &expected);
            same(&mut wrong, &name, "closed", text.replace("/>", " />"), &expected);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether nothing is missing without the rest of a file. After its graph, GML may have more keys.
fn is_complete(format: Format, rest: &str) -> bool {
    rest.trim().is_empty() || (format == Format::Gml && !rest.contains([']', '[']))
}

/// Whether triples end before a statement, after its full stop, or within a remark: none within an IRI or a
/// literal, which go over no line.
fn ends_between_statements(cut: &str) -> bool {
    let line = cut.rsplit(['\n', '\r']).next().unwrap_or_default();
    let (mut closing, mut is_escaped, mut is_between) = (None, false, true);
    for c in line.chars() {
        match (closing, c) {
            (Some('"'), '\\') if !is_escaped => {
                is_escaped = true;
                continue;
            }
            (Some(end), c) if c == end && !is_escaped => closing = None,
            (Some(_), _) => {}
            (None, '#') => return true,
            (None, '<') => (closing, is_between) = (Some('>'), false),
            (None, '"') => (closing, is_between) = (Some('"'), false),
            (None, c) if c.is_whitespace() => {}
            (None, c) => is_between = c == '.',
        }
        is_escaped = false;
    }
    is_between && closing.is_none()
}

/// In how many places a file is cut, at most.
const MOST_CUTS: usize = 150;

#[test]
fn a_file_of_any_tool_that_is_cut_is_an_error() {
    let mut wrong = Vec::new();
    for (name, format, text, whole) in files() {
        let is_point = |at: usize| {
            let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            text.is_char_boundary(at)
                && !(is_word(text[..at].chars().next_back()) && is_word(text[at..].chars().next()))
        };
        let points: Vec<usize> = (1..text.len()).filter(|at| is_point(*at)).collect();
        for &at in points.iter().step_by(points.len() / MOST_CUTS + 1) {
            let (cut, rest) = text.split_at(at);
            let is_line =
                has_lines(format) && (cut.ends_with(['\n', '\r']) || rest.starts_with(['\n', '\r']));
            // A cell may end anywhere, and statements stand for themselves.
            let is_cell =
                [Format::Csv, Format::Tsv, Format::Mermaid, Format::Sif, Format::Tgf].contains(&format);
            let line = cut.trim_end().lines().next_back().unwrap_or_default().to_ascii_lowercase();
            let is_directive = ["prefix", "base", "version"].iter().any(|word| line.starts_with(word));
            let is_line_end = rest.starts_with('\n') || cut.ends_with('\n');
            let is_statement = match format {
                Format::Turtle => cut.trim_end().ends_with(['.', '}']) || (is_directive && is_line_end),
                Format::NTriples | Format::NQuads => ends_between_statements(cut),
                _ => false,
            };
            if is_line || is_cell || is_statement {
                continue;
            }
            if let Ok(found) = open(&name, cut.as_bytes().to_vec())
                && !(found.network == whole.network && is_complete(format, rest))
            {
                wrong.push(format!("{name} as {:?}, cut at {at}: {}", found.form, cut.escape_debug()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
