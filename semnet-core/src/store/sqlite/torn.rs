//! Lists the networks of a SQLite store in which some pages cannot be read.
//!
//! The list is an index of fingerprints, which does not need the table of networks: if a page of the table is
//! unreadable, only questions and titles are missing. If a page of the index is unreadable, the list
//! continues after it.

use std::ops::RangeInclusive;

use rusqlite::{Connection, ErrorCode, OptionalExtension, params};

use crate::network::Fingerprint;
use crate::store::sqlite::{as_limit, explain};
use crate::store::{Entry, StoreError, sqlite};

/// Whether the error means that a page of the file cannot be read.
pub(super) fn is_torn(error: &StoreError) -> bool {
    match error {
        StoreError::Unavailable { cause: Some(cause), .. } => cause.downcast_ref().is_some_and(is_torn_page),
        _ => false,
    }
}

fn is_torn_page(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::SystemIoFailure))
}

/// The entries of a range, with an empty question and title if the row cannot be read. O(limit · log
/// networks).
pub(super) fn entries(
    connection: &Connection,
    name: &str,
    range: RangeInclusive<Fingerprint>,
    limit: usize,
) -> Result<Vec<Entry>, StoreError> {
    let (listed, torn) = listed(connection, &range, limit).map_err(|error| explain(name, error))?;
    // After the last one of the range there was nothing to read.
    if let Some(error) = torn.filter(|_| listed.last() != Some(range.end())) {
        let after = listed.last().copied();
        let from = after.map_or(Some(*range.start()), Fingerprint::next);
        let next = from.map(|from| next_listed(connection, from)).transpose();
        let next = next.map_err(|error| explain(name, error))?.flatten().filter(|next| next <= range.end());
        let explained = explain(name, error);
        let StoreError::Unavailable { store, message, .. } = explained else { return Err(explained) };
        return Err(StoreError::PartialListing { store, after, next, message });
    }
    listed.into_iter().map(|fingerprint| entry(connection, name, fingerprint)).collect()
}

/// The fingerprints of a range as far as they can be listed, and the error that ended the list, if any.
fn listed(
    connection: &Connection,
    range: &RangeInclusive<Fingerprint>,
    limit: usize,
) -> rusqlite::Result<(Vec<Fingerprint>, Option<rusqlite::Error>)> {
    let mut statement = connection.prepare_cached(
        "SELECT fingerprint FROM networks
         WHERE fingerprint BETWEEN ?1 AND ?2 AND length(fingerprint) = 32 ORDER BY fingerprint LIMIT ?3",
    )?;
    let values = params![range.start().as_bytes(), range.end().as_bytes(), as_limit(limit)];
    let mut rows = statement.query(values)?;
    let mut listed = Vec::new();
    loop {
        match rows.next() {
            Ok(Some(row)) => listed.extend(row.get::<_, [u8; 32]>(0).ok().map(Fingerprint::from_bytes)),
            Ok(None) => return Ok((listed, None)),
            Err(error) if is_torn_page(&error) => return Ok((listed, Some(error))),
            Err(error) => return Err(error),
        }
    }
}

fn entry(connection: &Connection, name: &str, fingerprint: Fingerprint) -> Result<Entry, StoreError> {
    let select = "SELECT fingerprint, CAST(question AS BLOB), CAST(title AS BLOB) FROM networks WHERE \
        fingerprint = ?1";
    let read = connection
        .prepare_cached(select)
        .and_then(|mut statement| statement.query_row([fingerprint.as_bytes()], sqlite::entry).optional());
    let read = match read {
        Err(error) if !is_torn_page(&error) => return Err(explain(name, error)),
        read => read.ok().flatten().flatten(),
    };
    Ok(read.unwrap_or(Entry::unread(fingerprint)))
}

/// The first fingerprint after the unreadable stretch that begins at this one. It is found by leaps of
/// growing length and then by bisection, with a precision of one in 2^64 of all fingerprints. Some hundred
/// look-ups of O(log networks).
fn next_listed(connection: &Connection, from: Fingerprint) -> rusqlite::Result<Option<Fingerprint>> {
    let start = from.as_bytes().iter().take(16).fold(0u128, |number, byte| number << 8 | u128::from(*byte));
    let mut statement = connection.prepare_cached(
        "SELECT fingerprint FROM networks WHERE fingerprint >= ?1 AND length(fingerprint) = 32
         ORDER BY fingerprint LIMIT 1",
    )?;
    // The outer option: whether it is known.
    let mut first_behind = |leap: u128| -> rusqlite::Result<Option<Option<Fingerprint>>> {
        let Some(key) = start.checked_add(leap) else { return Ok(Some(None)) };
        match statement.query_row([key.to_be_bytes()], |row| row.get::<_, [u8; 32]>(0)).optional() {
            Ok(found) => Ok(Some(found.map(Fingerprint::from_bytes))),
            Err(error) if is_torn_page(&error) => Ok(None),
            Err(error) => Err(error),
        }
    };
    let (mut short, mut leap) = (0, 1 << 64);
    let mut found = loop {
        match first_behind(leap)? {
            Some(found) => break found,
            None if leap == u128::MAX => return Ok(None),
            None => (short, leap) = (leap, leap.saturating_mul(2)),
        }
    };
    while leap - short > 1 << 64 {
        let middle = short + (leap - short) / 2;
        match first_behind(middle)? {
            Some(closer) => (leap, found) = (middle, closer),
            None => short = middle,
        }
    }
    Ok(found)
}
