//! Verifies a SQLite store, and removes damaged networks.

use std::io;

use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior};

use crate::network::Fingerprint;
use crate::store::question_key::{hashtag_key, question_key};
use crate::store::sqlite::problem::Problem;
use crate::store::{Fault, FaultKind, verified};

/// At most this many faults are reported.
pub(super) const MOST: usize = 100;

/// Damage that SQLite finds, and rows whose look-up keys do not match their network.
pub(super) fn verify(connection: &Connection) -> rusqlite::Result<Vec<Fault>> {
    let mut faults: Vec<Fault> = connection
        .prepare(&format!("PRAGMA integrity_check({MOST})"))?
        .query_map([], |row| row.get::<_, String>(0))?
        // It finds an error by running into it.
        .map(|line| line.unwrap_or_else(|error| error.to_string()))
        .filter(|line| line != "ok")
        .map(|line| Fault::new(FaultKind::Engine, line))
        .collect();
    let mut statement = connection.prepare(
        "SELECT id, CAST(fingerprint AS BLOB), CAST(alike AS BLOB), CAST(asked AS BLOB), \
         CAST(question AS BLOB)
         FROM networks",
    )?;
    let mut rows = statement.query([])?;
    while faults.len() < MOST {
        match rows.next() {
            Ok(Some(row)) => faults.extend(fault(row)?),
            Ok(None) => break,
            Err(error) => {
                faults.push(Fault::new(
                    FaultKind::Engine,
                    format!("the table of networks cannot be read to its end: {error}"),
                ));
                break;
            }
        }
    }
    let nameless = "SELECT count(*) FROM records
         WHERE typeof(kind) != 'text' OR kind = '' OR length(kind) > 32 OR kind GLOB '*[^a-z0-9-]*'
             OR length(about) != 32 OR length(object) != 32";
    match connection.query_row(nameless, [], |row| row.get::<_, i64>(0)) {
        Ok(0) => {}
        Ok(count) => faults.push(Fault::new(
            FaultKind::Stray,
            format!("{count} rows of the table of records have no kind or no fingerprint; they are ignored"),
        )),
        Err(error) => faults.push(Fault::new(
            FaultKind::Engine,
            format!("the table of records cannot be read to its end: {error}"),
        )),
    }
    Ok(faults)
}

fn fault(row: &Row<'_>) -> rusqlite::Result<Option<Fault>> {
    let bytes = |column| Ok::<_, rusqlite::Error>(row.get::<_, Option<Vec<u8>>>(column)?.unwrap_or_default());
    let id: i64 = row.get(0)?;
    let Ok(key) = <[u8; 32]>::try_from(bytes(1)?) else {
        let message =
            format!("row {id} of the table of networks has a key that is not a fingerprint; it is ignored");
        return Ok(Some(Fault::new(FaultKind::Stray, message)));
    };
    let fingerprint = Fingerprint::from_bytes(key);
    let question = String::from_utf8_lossy(&bytes(4)?).into_owned();
    let alike = bytes(2)? == hashtag_key(&fingerprint.hashtag().to_string()).as_bytes();
    let asked = bytes(3)? == question_key(&question).as_bytes();
    Ok((!alike || !asked).then(|| {
        let what = if alike { "question" } else { "mistyped hashtag" };
        let message = format!("{fingerprint} is not found by its {what}; adding it again repairs that");
        Fault::new(FaultKind::Index, message).of(fingerprint)
    }))
}

/// Removes a damaged network, after its bytes were saved elsewhere.
pub(super) fn quarantine(
    connection: &mut Connection,
    fingerprint: Fingerprint,
    keep: &mut dyn FnMut(&[u8]) -> io::Result<()>,
) -> Result<bool, Problem> {
    // From here on nobody else writes; another process may have repaired it before.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let bytes: Option<Option<Vec<u8>>> = transaction
        .query_row(
            "SELECT CAST(bytes AS BLOB) FROM networks WHERE fingerprint = ?1",
            [fingerprint.as_bytes()],
            |row| row.get(0),
        )
        .optional()?;
    let Some(bytes) = bytes.map(Option::unwrap_or_default) else { return Ok(false) };
    if verified(fingerprint, bytes.clone()).is_ok() {
        return Ok(false);
    }
    keep(&bytes).map_err(Problem::Keep)?;
    // Its entries in the indexes find nothing without its row.
    transaction.execute("DELETE FROM networks WHERE fingerprint = ?1", [fingerprint.as_bytes()])?;
    transaction.commit()?;
    Ok(true)
}
