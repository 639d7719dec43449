//! The networks that a transaction has added, so that they are indexed from memory rather than read again.

use std::borrow::Cow;
use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension};

use crate::network::Network;

/// Networks by the numbers of their rows.
#[derive(Default)]
pub(super) struct Added<'a>(HashMap<i64, &'a Network>);

impl<'a> Added<'a> {
    /// Notes a network whose row was just written.
    pub(super) fn note(&mut self, id: i64, network: &'a Network) {
        self.0.insert(id, network);
    }

    /// The network of a row: the one that was added, or else one decoded from its bytes; `None` if they are
    /// damaged.
    pub(super) fn network(
        &self,
        connection: &Connection,
        id: i64,
    ) -> rusqlite::Result<Option<Cow<'a, Network>>> {
        if let Some(network) = self.0.get(&id) {
            return Ok(Some(Cow::Borrowed(network)));
        }
        let bytes: Option<Vec<u8>> = connection
            .prepare_cached("SELECT CAST(bytes AS BLOB) FROM networks WHERE id = ?1")?
            .query_row([id], |row| row.get(0))
            .optional()?
            .flatten();
        Ok(Network::from_bytes(bytes.unwrap_or_default()).ok().map(Cow::Owned))
    }
}
