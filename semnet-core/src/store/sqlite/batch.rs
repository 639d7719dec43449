//! Networks of one block that become postings together: collected in memory, then written word by word.

use std::collections::HashMap;

use rusqlite::{OptionalExtension, Transaction, params};

use crate::store::sqlite::postings::{BLOCK, damaged, place_of, push};
use crate::store::sqlite::steps::Steps;
use crate::util::varint::write_number;

/// How many bytes of words are collected.
const MOST_BYTES: usize = 32 << 20;

/// After this many words, the count of steps starts again.
const TOGETHER: usize = 1_000;

/// Networks of one block, in the order of their numbers.
#[derive(Default)]
pub(super) struct Batch {
    block: i64,
    words: HashMap<String, Networks>,
    rows: Vec<Row>,
    bytes: usize,
}

/// The networks that have a word.
struct Networks {
    /// The offset of the first, and how often it has the word.
    first: (u32, u32),
    last: u32,
    count: i64,
    /// All others, encoded as they are written.
    rest: Vec<u8>,
}

struct Row {
    offset: u32,
    place: i64,
    length: u32,
}

impl Batch {
    /// Adds a network: its row number, the beginning of its fingerprint, and one more than the number of its
    /// words. If the collected networks are of another block, they are written first. O(its words).
    pub(super) fn add<'a>(
        &mut self,
        transaction: &Transaction<'_>,
        steps: &Steps,
        (id, place, length): (i64, i64, u32),
        counts: impl Iterator<Item = (&'a str, u32)>,
    ) -> rusqlite::Result<()> {
        let (block, offset) = place_of(id);
        if block != self.block || self.bytes > MOST_BYTES {
            self.write(transaction, steps)?;
            self.block = block;
        }
        self.rows.push(Row { offset, place, length });
        for (word, count) in counts {
            self.bytes += 4;
            match self.words.get_mut(word) {
                Some(networks) => {
                    push(&mut networks.rest, offset.saturating_sub(networks.last + 1), count);
                    networks.last = offset;
                    networks.count += 1;
                }
                None => {
                    self.bytes += word.len() + size_of::<(String, Networks)>();
                    let networks =
                        Networks { first: (offset, count), last: offset, count: 1, rest: Vec::new() };
                    self.words.insert(word.to_owned(), networks);
                }
            }
        }
        Ok(())
    }

    /// Appends the collected networks to their block. O(words · log).
    pub(super) fn write(&mut self, transaction: &Transaction<'_>, steps: &Steps) -> rusqlite::Result<()> {
        let rows = std::mem::take(&mut self.rows);
        if rows.is_empty() {
            return Ok(());
        }
        let mut words: Vec<(String, Networks)> = std::mem::take(&mut self.words).into_iter().collect();
        // In the order of the table, so each page is written once.
        words.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        self.bytes = 0;
        let mut read = transaction
            .prepare_cached("SELECT networks, last, data FROM postings WHERE block = ?1 AND term = ?2")?;
        let mut insert = transaction.prepare_cached(
            "INSERT INTO postings (block, term, networks, last, data) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        let mut update = transaction.prepare_cached(
            "UPDATE postings SET networks = ?3, last = ?4, data = ?5 WHERE block = ?1 AND term = ?2",
        )?;
        let mut note = transaction.prepare_cached("INSERT OR IGNORE INTO terms (term) VALUES (?1)")?;
        for (number, (word, networks)) in words.into_iter().enumerate() {
            if number % TOGETHER == 0 {
                steps.reset();
            }
            let before: Option<(i64, u32, Vec<u8>)> = read
                .query_row(params![self.block, word], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
                .optional()?;
            let is_new = before.is_none();
            let (count, next, mut data) = match before {
                None => (0, 0, Vec::new()),
                Some((count, last, data)) => (count, last.saturating_add(1), data),
            };
            let (offset, times) = networks.first;
            let Some(gap) = offset.checked_sub(next) else {
                let place = format!("the word {word:?} of block {}", self.block);
                return Err(damaged(&place, "it has networks that were not indexed yet"));
            };
            push(&mut data, gap, times);
            data.extend_from_slice(&networks.rest);
            let count = networks.count.saturating_add(count);
            let statement = if is_new { &mut insert } else { &mut update };
            statement.execute(params![self.block, word, count, networks.last, data])?;
            if is_new {
                note.execute([word])?;
            }
        }
        self.write_rows(transaction, &rows)
    }

    fn write_rows(&self, transaction: &Transaction<'_>, rows: &[Row]) -> rusqlite::Result<()> {
        type Block = (i64, i64, i64, Vec<u8>, Vec<u8>);
        let before: Option<Block> = transaction
            .prepare_cached("SELECT last, networks, words, lengths, places FROM blocks WHERE block = ?1")?
            .query_row([self.block], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
            })
            .optional()?;
        let first = self.block * BLOCK as i64;
        let (last, mut networks, mut words, mut lengths, mut places) =
            before.unwrap_or((first - 1, 0, 0, Vec::new(), Vec::new()));
        let mut next = last.saturating_add(1).saturating_sub(first);
        for row in rows {
            if next > i64::from(row.offset) || next < 0 || places.len() as i64 != next * 8 {
                let what = "it has networks that were not indexed yet";
                return Err(damaged(&format!("block {}", self.block), what));
            }
            while next < i64::from(row.offset) {
                write_number(&mut lengths, 0);
                places.extend_from_slice(&[0; 8]);
                next += 1;
            }
            write_number(&mut lengths, row.length);
            places.extend_from_slice(&row.place.to_be_bytes());
            next += 1;
            networks = networks.saturating_add(i64::from(row.length > 0));
            words = words.saturating_add(i64::from(row.length.saturating_sub(1)));
        }
        transaction
            .prepare_cached(
                "INSERT OR REPLACE INTO blocks (block, last, networks, words, lengths, places)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![self.block, first + next - 1, networks, words, lengths, places])
            .map(drop)
    }
}
