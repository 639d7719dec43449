//! The cells and the first line of a table: the separator, the names of the columns, and apostrophes.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and a formula can call
//! programs. Such a cell, unless it is a number, is written with an apostrophe before it, which a spreadsheet
//! hides, and which is removed when it is read. A cell with only an apostrophe is an empty attribute.

use std::borrow::Cow;
use std::io::{self, BufRead};

use crate::format::tools::columns;
use crate::format::tools::csv_records::Records;
use crate::format::tools::graph::as_number;
use crate::format::tools::stream::Stream;

pub(super) const COLUMNS: [&str; 6] = ["source", "relation", "target", "passage", "finding", "highlight"];

/// A cell that no spreadsheet takes for a formula. A cell that already looks like one made inert is changed
/// too.
pub(super) fn inert(cell: &str) -> Cow<'_, str> {
    if is_changed(cell) { format!("'{cell}").into() } else { cell.into() }
}

/// Reverses `inert`.
pub(super) fn original(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_changed(rest) || rest.is_empty()).unwrap_or(cell)
}

/// Formulas, and cells of apostrophes only: a single one is an empty attribute.
fn is_changed(cell: &str) -> bool {
    let bare = cell.trim_start_matches('\'');
    is_formula(bare) || (bare.is_empty() && !cell.is_empty())
}

fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) && as_number(cell).is_none()
}

/// The first line if it names the separator, as in Excel: `sep=;`.
pub(super) fn declared(text: &str) -> Option<(&str, u8)> {
    let line = first_line(text.trim_start_matches('\u{feff}'));
    let bare = line.trim_matches('"');
    let separator = bare.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).and(bare.get(4..))?;
    let [separator] = separator.as_bytes() else { return None };
    (separator.is_ascii_punctuation() || *separator == b'\t').then_some((line, *separator))
}

/// The first line that is not empty.
fn first_line(text: &str) -> &str {
    text.split(['\n', '\r']).find(|line| !line.is_empty()).unwrap_or_default()
}

/// Comma, semicolon, tab or bar: the one that the first line names, or the one between the columns that are
/// written here, or else the most frequent one in the first line.
pub(super) fn delimiter(text: &str) -> u8 {
    if let Some((_, declared)) = declared(text) {
        return declared;
    }
    let first = first_line(text);
    // Names of attributes may contain any of them.
    for (ours, between) in [(b',', ","), (b'\t', "\t")] {
        if first.starts_with(&COLUMNS.join(between)) {
            return ours;
        }
    }
    if is_spaced(first) {
        return b' ';
    }
    let count = |delimiter: &u8| first.bytes().filter(|byte| byte == delimiter).count();
    // The last of equal ones wins: the comma.
    *[b'|', b'\t', b';', b','].iter().max_by_key(|delimiter| count(delimiter)).unwrap_or(&b',')
}

/// Whether a line names columns with spaces between, as R and STRING have them: the ends come first.
fn is_spaced(line: &str) -> bool {
    let cells: Vec<String> = line.trim_end().split(' ').map(|cell| column(cell).to_owned()).collect();
    let cells = spelled_out(cells);
    let ends = (!line.contains([',', ';', '\t', '|'])).then(|| columns::ends(&cells)).flatten();
    matches!(ends, Some((0, 1)))
        || (matches!(ends, Some((0, 2))) && cells.get(1).is_some_and(|cell| columns::is_column(cell)))
}

/// Whether a line names columns of a list of edges.
pub(super) fn is_head(line: &str) -> bool {
    let cells: Vec<String> = line.split([',', ';', '\t', '|']).map(|cell| column(cell).to_owned()).collect();
    let cells = spelled_out(cells);
    let is_pair = cells.len() == 3 && cells.first() == cells.last();
    columns::ends(&cells).is_some()
        || columns::WholeEdge::of(&cells).is_some()
        || (is_pair && cells.iter().take(1).all(|it| it.eq_ignore_ascii_case("concept")))
        || is_spaced(line)
}

/// Lines before a table that begin with `#`.
pub(super) struct Comments {
    lines: usize,
    /// Where the names of the columns begin.
    pub(super) bytes: usize,
}

/// The comments before a table, as SSSOM has them. The last one may name the columns, as in the files of SNAP
/// and STRING. O(length of the comments).
pub(super) fn comments(text: &str) -> Option<Comments> {
    let (mut at, mut lines, mut named) = (0, 0, None);
    for line in text.split_inclusive(['\n', '\r']) {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        let line = line.trim();
        match line.strip_prefix('#') {
            _ if line.is_empty() => {}
            // A column of this name.
            Some(_) if lines == 0 && is_head(line) => return None,
            Some(rest) => {
                lines += 1;
                let gap = rest.len() - rest.trim_start().len();
                if is_head(rest.trim()) {
                    named = Some(Comments { lines: lines - 1, bytes: start + 1 + gap });
                }
            }
            None if lines > 0 && is_head(line) => return Some(Comments { lines, bytes: start }),
            None => return named,
        }
    }
    None
}

/// Takes the comments before a table, and returns their number.
pub(super) fn skip_comments(stream: &mut Stream<'_>) -> io::Result<usize> {
    let Some(comments) = comments(stream.peek()?) else { return Ok(0) };
    stream.consume(comments.bytes);
    Ok(comments.lines)
}

/// The names of the columns. Those of Neo4j's and Neptune's tables have a type after them: `since:int`,
/// `personId:ID`, `:START_ID(Person)`.
pub(super) fn heads_of(records: &Records<'_, '_>) -> Vec<String> {
    let heads = spelled_out(original_heads(records));
    let is_role = |head: &String| neo4j_role(head).is_some();
    if !heads.iter().any(is_role) {
        return heads;
    }
    let name = |head: String| match (neo4j_role(&head), head.split_once(':')) {
        (Some(role), _) => role.to_owned(),
        (None, Some((name, _))) if !name.is_empty() => name.to_owned(),
        _ => head,
    };
    heads.into_iter().map(name).collect()
}

/// The words for the initials that name the columns in files of triples: `h,r,t` and `s,p,o`.
fn spelled_out(mut heads: Vec<String>) -> Vec<String> {
    let words = [["head", "relation", "tail"], ["subject", "predicate", "object"]];
    for words in words {
        let initial = |word: &str| {
            heads.iter().position(|head| word.get(..1).is_some_and(|it| head.eq_ignore_ascii_case(it)))
        };
        if let [Some(one), Some(two), Some(three)] = words.map(initial) {
            for (at, word) in [one, two, three].into_iter().zip(words) {
                heads.get_mut(at).into_iter().for_each(|head| *head = word.to_owned());
            }
            break;
        }
    }
    heads
}

pub(super) fn original_heads(records: &Records<'_, '_>) -> Vec<String> {
    records.cells().map(|head| original(head.trim()).trim().to_owned()).collect()
}

/// What a column is for in the tables of Neo4j and Neptune.
fn neo4j_role(head: &str) -> Option<&'static str> {
    if let Some(name) = head.strip_prefix('~') {
        let roles = [("from", "source"), ("to", "target"), ("id", "id"), ("label", "type")];
        return roles.iter().find(|(known, _)| name.eq_ignore_ascii_case(known)).map(|(_, role)| *role);
    }
    let (_, kind) = head.rsplit_once(':')?;
    match kind.split_once('(').map_or(kind, |(kind, _)| kind) {
        "START_ID" => Some("source"),
        "END_ID" => Some("target"),
        "TYPE" => Some("type"),
        "LABEL" => Some("labels"),
        "ID" => Some("id"),
        _ => None,
    }
}

/// The names of the columns in a line, in the form in which they are looked up.
pub(super) fn column(cell: &str) -> &str {
    let bare = cell.trim().trim_matches('"');
    neo4j_role(bare).unwrap_or(bare)
}

/// The group of ids that a column of Neo4j's tables has: `Person` of `personId:ID(Person)`.
pub(super) fn id_group(head: &str) -> Option<&str> {
    neo4j_role(head).filter(|role| ["id", "source", "target"].contains(role))?;
    let (_, group) = head.rsplit_once(':')?.1.split_once('(')?;
    group.strip_suffix(')').filter(|group| !group.is_empty())
}
