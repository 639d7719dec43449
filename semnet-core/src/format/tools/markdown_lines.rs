//! Lines of Markdown as Obsidian, Dataview, Foam and Logseq have them: links, fields, comments, code, and the
//! front matter of notes.

use percent_encoding::percent_decode_str;

use crate::format::tools::graph::Text;
use crate::util::part;

/// A line without the text between `%%`, which Obsidian does not show; whether a comment continues.
pub(super) fn without_comments<'l>(line: &'l str, is_comment: &mut bool) -> Text<'l> {
    if !*is_comment && !line.contains("%%") {
        return line.into();
    }
    let mut out = String::new();
    for (place, piece) in line.split("%%").enumerate() {
        if place > 0 {
            *is_comment = !*is_comment;
        }
        if !*is_comment {
            out.push_str(piece);
        }
    }
    out.into()
}

/// A line without HTML comments, and whether a comment that began a line continues.
pub(super) fn without_html_comments<'l>(line: &'l str, is_comment: &mut bool) -> Text<'l> {
    if !*is_comment && !line.contains("<!--") {
        return line.into();
    }
    let (mut out, mut rest) = (String::new(), line);
    loop {
        if *is_comment {
            let Some((_, after)) = rest.split_once("-->") else { break };
            (rest, *is_comment) = (after, false);
        }
        let Some((before, comment)) = rest.split_once("<!--") else {
            out.push_str(rest);
            break;
        };
        out.push_str(before);
        // In the middle of a line, it may be in code.
        *is_comment = out.trim().is_empty() || comment.contains("-->");
        rest = comment;
        if !*is_comment {
            out.extend(["<!--", rest]);
            break;
        }
    }
    out.into()
}

/// The text next to links in a list: `water` of `water, [[Old]]`; nothing if it is a sentence.
pub(super) fn plain_items(list: &str) -> Vec<&str> {
    let items: Vec<&str> = list.split(',').map(str::trim).filter(|item| !item.is_empty()).collect();
    let is_link = |item: &str| item.trim_start_matches('#').starts_with("[[") && item.ends_with("]]");
    let is_plain = |item: &str| !item.contains(['[', ']', '“', '"', '(']);
    if items.iter().any(|item| !is_link(item) && !is_plain(item)) {
        return Vec::new();
    }
    items.into_iter().filter(|item| !is_link(item)).collect()
}

/// A line without the text between backticks.
pub(super) fn without_code(line: &str) -> Text<'_> {
    if line.matches('`').count() < 2 {
        return line.into();
    }
    let mut pieces: Vec<&str> = line.split('`').collect();
    // If their number is odd, the last backtick opens nothing.
    let rest = if pieces.len().is_multiple_of(2) { pieces.pop() } else { None };
    let outside = pieces.into_iter().step_by(2).chain(rest);
    outside.collect::<Vec<_>>().join(" ").into()
}

/// Fields within a line: `[name:: value]`, `(name:: value)`.
pub(super) fn inline_fields(line: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = line;
    while let Some(at) = rest.find("::") {
        let (before, after) = (part(rest, ..at), part(rest, at + 2..));
        rest = after;
        let Some(start) = before.rfind(['[', '(']) else { continue };
        let (open, name) = (part(before, start..start + 1), part(before, start + 1..).trim());
        let close = if open == "(" { ')' } else { ']' };
        // Links have brackets, too.
        let mut depth = 0_u32;
        let end = after.char_indices().find(|(_, character)| {
            let is_end = *character == close && depth == 0;
            match character {
                '[' | '(' => depth += 1,
                ']' | ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            is_end
        });
        if let Some((end, _)) = end.filter(|_| !name.is_empty() && !name.contains(['[', ']', '`'])) {
            found.push((name, part(after, ..end).trim()));
            rest = part(after, end..);
        }
    }
    found
}

/// The targets of the links of a line to notes: `[[Note|text]]`, `![[Note]]`, `[text](Note.md)`.
pub(super) fn links(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = line;
    while let Some((_, after)) = rest.split_once("[[") {
        let Some((inner, after)) = after.split_once("]]") else { break };
        // In a table, the bar is escaped.
        let target = inner.split_once('|').map_or(inner, |(to, _)| to.strip_suffix('\\').unwrap_or(to));
        found.push(target.to_owned());
        rest = after;
    }
    let mut rest = line;
    while let Some((_, after)) = rest.split_once("](") {
        let Some((inner, after)) = after.split_once(')') else { break };
        let address = inner.split(['#', ' ']).next().unwrap_or_default().trim_start_matches("./");
        if address.ends_with(".md") && !address.contains("://") {
            found.push(percent_decode_str(address).decode_utf8_lossy().into_owned());
        }
        rest = after;
    }
    found
}

/// The properties that a page of Logseq has on its first lines.
fn page_properties(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let lines = text.lines().map(|line| line.split_once("::"));
    let fields = lines.map_while(|field| field.filter(|(name, _)| !name.trim().contains([' ', '[', '`'])));
    fields.map(|(name, value)| (name.trim(), value.trim()))
}

/// The title that a page of Logseq has among its properties.
pub(super) fn page_title(text: &str) -> Option<&str> {
    let (_, title) = page_properties(text).find(|(name, _)| name.eq_ignore_ascii_case("title"))?;
    Some(title).filter(|title| !title.is_empty() && !title.contains("[["))
}

/// The other names that a page of Logseq has among its properties; links find it by them.
pub(super) fn page_aliases(text: &str) -> impl Iterator<Item = &str> {
    let is_alias = |name: &str| name.eq_ignore_ascii_case("alias");
    let aliases = page_properties(text).filter(move |(name, _)| is_alias(name));
    let names = aliases.flat_map(|(_, names)| names.split(',')).map(str::trim);
    names
        .map(|name| name.strip_prefix("[[").and_then(|it| it.strip_suffix("]]")).unwrap_or(name))
        .filter(|name| !name.is_empty())
}

/// Whether the name of a file is a number or a time (`202401021200`), or the title in small letters with
/// hyphens, and not a name for people.
pub(super) fn is_made_of(name: &str, title: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let has_digit = name.contains(|c: char| c.is_ascii_digit());
    let is_id = has_digit && name.chars().all(|c| c.is_ascii_hexdigit() || matches!(c, '-' | '_' | 'T'));
    let is_slug = !name.contains(char::is_uppercase) && !name.contains(char::is_whitespace);
    is_id || (is_slug && words(name) == words(title))
}

/// The name of a file without its folders and ending.
pub(super) fn stem(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The name of the note of a file. Logseq writes characters that file systems refuse as `%3F`, and `/` as
/// `___`.
pub(super) fn page_name(path: &str) -> String {
    let name = stem(path).replace("___", "/");
    let is_encoded = name
        .split('%')
        .skip(1)
        .all(|rest| rest.as_bytes().get(..2).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)));
    match percent_decode_str(&name).decode_utf8() {
        Ok(decoded) if is_encoded => decoded.into_owned(),
        _ => name,
    }
}

/// A line as it is shown: without heading marks, and links as their texts.
pub(super) fn shown(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line.trim_start_matches('#');
    while let Some((before, after)) = rest.split_once("[[") {
        let Some((inner, after)) = after.split_once("]]") else { break };
        let embedded = before.strip_suffix('!');
        out.push_str(embedded.unwrap_or(before));
        match inner.rsplit_once('|') {
            // The size of a picture.
            Some((target, shown))
                if embedded.is_some() && shown.starts_with(|c: char| c.is_ascii_digit()) =>
            {
                out.push_str(target);
            }
            Some((_, shown)) => out.push_str(shown),
            // A heading in another note, or in this one.
            None => out.push_str(&inner.trim_start_matches('#').replace('#', " > ")),
        }
        rest = after;
    }
    out.push_str(rest);
    without_addresses(without_block_id(&out))
}

/// A line without the name that links have for it: `The round dance. ^round-1`.
fn without_block_id(line: &str) -> &str {
    let is_id =
        |id: &str| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    match line.trim_end().rsplit_once('^') {
        Some((before, id)) if is_id(id) && (before.is_empty() || before.ends_with(' ')) => before.trim_end(),
        _ => line,
    }
}

/// The tags in a line: `#insects/social`. They have no white space, and not only digits.
pub(super) fn tags(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (at, _) in line.match_indices('#') {
        let is_start = line.get(..at).is_none_or(|it| it.is_empty() || it.ends_with(char::is_whitespace));
        let rest = part(line, at + 1..);
        let end =
            rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '/'))).unwrap_or(rest.len());
        let tag = part(rest, ..end).trim_end_matches('/');
        if is_start && tag.contains(|c: char| !c.is_ascii_digit() && c != '/') {
            found.push(tag);
        }
    }
    found
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
pub(super) fn front_matter(text: &str) -> Vec<(String, Vec<String>)> {
    let mut all: Vec<(String, Vec<String>)> = Vec::new();
    // The break between the lines of a text that continues on several, indented.
    let mut between: Option<&str> = None;
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let is_indented = line.starts_with([' ', '\t']);
        if let (true, Some(between), Some((_, values))) = (is_indented, between, all.last_mut()) {
            match values.last_mut() {
                Some(value) => value.extend([between, line.trim()]),
                None => values.push(line.trim().to_owned()),
            }
            continue;
        }
        between = None;
        if line.trim_start().starts_with('#') {
            continue;
        }
        if let (Some(item), Some((_, values))) = (line.trim_start().strip_prefix("- "), all.last_mut()) {
            values.push(plain(item));
            continue;
        }
        let Some((name, value)) = split_name(line) else { continue };
        let value = value.trim();
        between = match value.trim_end_matches(['-', '+']) {
            "|" => Some("\n"),
            ">" => Some(" "),
            _ => None,
        };
        // The fields of an object.
        let group = all.iter().rev().find(|(name, _)| !name.contains('.')).filter(|_| is_indented);
        let name = group.map_or(name.clone(), |(group, _)| format!("{group}.{name}"));
        let values = match value.strip_prefix('[').and_then(|it| it.strip_suffix(']')) {
            Some(list) if !value.starts_with("[[") || value.starts_with("[[[") => items(list),
            _ if value.is_empty() || between.is_some() => Vec::new(),
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

/// The items of a list in brackets; commas within quotation marks do not separate items.
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

/// The text of a heading.
pub(super) fn heading(line: &str) -> Option<&str> {
    let rest = line.strip_prefix('#')?.trim_start_matches('#');
    rest.starts_with([' ', '\t']).then(|| rest.trim())
}

/// A relation in a list, and what stands in parentheses after its link, as Basic Memory writes them:
/// `- part_of [[Mill]] (since 1650)`.
pub(super) fn listed_relation(line: &str) -> Option<(&str, &str)> {
    let item = line.trim_start().strip_prefix(['-', '*'])?.strip_prefix(' ')?;
    let (relation, rest) = item.split_once("[[")?;
    let context = rest.split_once("]]")?.1.trim();
    let inner = context.strip_prefix('(').and_then(|it| it.strip_suffix(')'));
    let relation = relation.trim();
    let is_name = !relation.is_empty() && !relation.contains([':', '[', '#', '`']);
    (is_name && (context.is_empty() || inner.is_some())).then_some((relation, inner.unwrap_or_default()))
}
