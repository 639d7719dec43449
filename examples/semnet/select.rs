//! The rows that fit a pattern, printed one by one: there can be many, each with much evidence.

use std::io::Write;

use semnet_core::Network;
use semnet_core::select::{Row, Rows};
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use crate::answer::{self, Answer};
use crate::query::Common;

type Failure = Box<dyn std::error::Error>;

/// Prints at most so many rows; whether there was any.
pub(crate) fn run(
    network: &Network,
    pattern: &str,
    common: &Common,
    limit: usize,
    out: &mut impl Write,
) -> Result<bool, Failure> {
    let rows = network.select_with(pattern, &common.steps())?;
    for name in rows.unknown() {
        eprintln!("semnet: this network has no {name:?}{}", close_to(network, name));
    }
    if common.json {
        let all = All {
            cut_short: rows.cut_short().map(|cut_short| cut_short.to_string()),
            rows: Printed { rows: &rows, limit },
            variables: rows.variables(),
        };
        serde_json::to_writer_pretty(&mut *out, &all)?;
        writeln!(out)?;
    } else if common.dot {
        let mut answer = Answer::default();
        for row in rows.iter().take(limit) {
            row.evidence().into_iter().flatten().for_each(|relationship| answer.add(relationship));
        }
        answer.write_dot(out)?;
    } else {
        for row in rows.iter().take(limit) {
            if rows.variables().is_empty() {
                writeln!(out, "it holds")?;
            } else {
                writeln!(out, "{row}")?;
            }
            for relationship in row.evidence().into_iter().flatten() {
                writeln!(out, "    {}", answer::line(relationship))?;
            }
        }
    }
    out.flush()?;
    if let Some(cut_short) = rows.cut_short() {
        eprintln!("semnet: {cut_short}; there may be more rows");
    }
    if rows.len() > limit {
        eprintln!("semnet: {limit} of {0} rows; --limit {0} has them all", rows.len());
    }
    Ok(!rows.is_empty())
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct All<'r, 'a> {
    cut_short: Option<String>,
    rows: Printed<'r, 'a>,
    variables: &'r [String],
}

/// Rows as JSON, made when they are printed.
struct Printed<'r, 'a> {
    rows: &'r Rows<'a>,
    limit: usize,
}

impl Serialize for Printed<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.rows.iter().take(self.limit).map(|row| as_json(self.rows, row)))
    }
}

fn as_json(rows: &Rows<'_>, row: Row<'_, '_>) -> Value {
    let cells = rows.variables().iter().zip(row.concepts());
    let cells: serde_json::Map<String, Value> =
        cells.map(|(name, concept)| (name.clone(), json!(concept.label()))).collect();
    let of_pattern = |pattern: Vec<_>| -> Value { pattern.into_iter().map(answer::relationship).collect() };
    let evidence: Vec<Value> = row.evidence().into_iter().map(of_pattern).collect();
    json!({"row": cells, "evidence": evidence})
}

/// What a label or relation of a pattern, where letter case matters, may have been meant to be.
fn close_to(network: &Network, name: &str) -> String {
    let same = |relation: &&str| relation.to_lowercase() == name.to_lowercase();
    let close = match (network.relations().find(same), network.find_concept(name)) {
        (Some(relation), _) => relation,
        (None, Ok(concept)) => concept.label(),
        (None, Err(error)) => {
            return error.suggestions().first().map(|label| hint(label)).unwrap_or_default();
        }
    };
    hint(close)
}

fn hint(name: &str) -> String {
    format!("; did you mean {name:?}?")
}
