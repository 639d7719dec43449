//! What the cells and the first line of a table mean: what is between cells, what the columns are called, and
//! apostrophes.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and a formula can call
//! programs. Such a cell, unless it is a number, is written with an apostrophe before it, which a spreadsheet
//! hides and reading takes away. An apostrophe alone is an attribute that is there, but empty.

use std::borrow::Cow;

use crate::format::tools::csv_records::Records;
use crate::format::tools::graph::as_number;

pub(super) const COLUMNS: [&str; 6] = ["source", "relation", "target", "passage", "finding", "highlight"];

/// A cell that no spreadsheet takes for a formula. One that only looks as if it had been made inert is, too.
pub(super) fn inert(cell: &str) -> Cow<'_, str> {
    if is_changed(cell) { format!("'{cell}").into() } else { cell.into() }
}

/// Takes back what `inert` did.
pub(super) fn original(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_changed(rest) || rest.is_empty()).unwrap_or(cell)
}

/// Formulas, and apostrophes alone: one of them is an attribute that is there, but empty.
fn is_changed(cell: &str) -> bool {
    let bare = cell.trim_start_matches('\'');
    is_formula(bare) || (bare.is_empty() && !cell.is_empty())
}

fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) && as_number(cell).is_none()
}

/// The first line, where it names what is between cells, as Excel has it: `sep=;`.
pub(super) fn declared(text: &str) -> Option<(&str, u8)> {
    let line = text.trim_start_matches('\u{feff}').lines().next()?.trim_end_matches('\r');
    let bare = line.trim_matches('"');
    let separator = bare.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).and(bare.get(4..))?;
    let [separator] = separator.as_bytes() else { return None };
    (separator.is_ascii_punctuation() || *separator == b'\t').then_some((line, *separator))
}

/// Comma, semicolon, tab or bar: what the first line names, or what is between the columns that are written
/// here, else whichever the first line has most of.
pub(super) fn delimiter(text: &str) -> u8 {
    if let Some((_, declared)) = declared(text) {
        return declared;
    }
    let first = text.lines().next().unwrap_or_default();
    // Names of attributes may hold any of them.
    for (ours, between) in [(b',', ","), (b'\t', "\t")] {
        if first.starts_with(&COLUMNS.join(between)) {
            return ours;
        }
    }
    let count = |delimiter: &u8| first.bytes().filter(|byte| byte == delimiter).count();
    // The last of equal ones wins: the comma.
    *[b'|', b'\t', b';', b','].iter().max_by_key(|delimiter| count(delimiter)).unwrap_or(&b',')
}

/// The names of the columns. Those of Neo4j's tables have a type after them: `since:int`, `personId:ID`,
/// `:START_ID(Person)`.
pub(super) fn heads_of(records: &Records<'_, '_>) -> Vec<String> {
    let heads = original_heads(records);
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

pub(super) fn original_heads(records: &Records<'_, '_>) -> Vec<String> {
    records.cells().map(|head| original(head.trim()).trim().to_owned()).collect()
}

/// What a column is for in Neo4j's tables.
fn neo4j_role(head: &str) -> Option<&'static str> {
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

/// The names of the columns in a line, as they are looked up.
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
