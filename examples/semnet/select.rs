//! The rows that fit a pattern, printed one by one: there can be many, each with much evidence.

use std::cell::RefCell;
use std::io::Write;

use semnet_core::paths::Budget;
use semnet_core::select::{Row, Rows};
use semnet_core::{Network, Relationship};
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use crate::answer::{self, Answer};
use crate::budget;
use crate::output::tell;
use crate::query::Common;

/// The evidence of rows, as much as the budget allows.
struct Evidence(Budget);

impl Evidence {
    /// The relationships of a row, triple by triple; `None` once the budget has ended.
    fn of<'a>(&mut self, row: Row<'_, 'a>) -> Option<Vec<Vec<Relationship<'a>>>> {
        let evidence = row.evidence(&mut self.0);
        if evidence.is_err() {
            self.0 = Budget::new(0);
        }
        evidence.ok()
    }
}

type Failure = Box<dyn std::error::Error>;

/// Prints at most this many rows; whether there was any.
pub(crate) fn run(
    network: &Network,
    pattern: &str,
    common: &Common,
    limit: usize,
    out: &mut impl Write,
) -> Result<bool, Failure> {
    let options = common.steps(budget::OF_ROWS);
    let (rows, exceeded) = network.select_partial(&pattern.parse()?, &options);
    // One budget for the evidence of all rows: a row can have as much as the network.
    let mut evidence = Evidence(common.budget.map_or(budget::OF_EVIDENCE, Budget::new));
    for name in rows.unknown() {
        tell!("semnet: this network has no {name:?}{}", close_to(network, name));
    }
    if common.json {
        let all = All {
            budget_exceeded: exceeded.map(|exceeded| exceeded.to_string()),
            rows: Printed { rows: &rows, limit, evidence: &RefCell::new(&mut evidence) },
            variables: rows.variables(),
        };
        serde_json::to_writer_pretty(&mut *out, &all)?;
        writeln!(out)?;
    } else if common.dot {
        let mut answer = Answer::default();
        for row in rows.iter().take(limit) {
            evidence
                .of(row)
                .into_iter()
                .flatten()
                .flatten()
                .for_each(|relationship| answer.add(relationship));
        }
        answer.write_dot(out)?;
    } else {
        for row in rows.iter().take(limit) {
            if rows.variables().is_empty() {
                writeln!(out, "it holds")?;
            } else {
                writeln!(out, "{row}")?;
            }
            for relationship in evidence.of(row).into_iter().flatten().flatten() {
                writeln!(out, "    {}", answer::line(relationship))?;
            }
        }
    }
    out.flush()?;
    if let Some(exceeded) = exceeded {
        budget::stopped(exceeded.into(), !rows.is_empty(), "rows", out)?;
    }
    if evidence.0.left() == 0 {
        tell!(
            "semnet: the evidence of some rows is left out, because the budget is spent; --budget allows \
            more"
        );
    }
    if rows.len() > limit {
        tell!("semnet: printed {limit} of {0} rows; --limit {0} prints all", rows.len());
    }
    Ok(!rows.is_empty())
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct All<'r, 'a> {
    budget_exceeded: Option<String>,
    rows: Printed<'r, 'a>,
    variables: &'r [String],
}

/// Rows as JSON, each made when it is printed.
struct Printed<'r, 'a> {
    rows: &'r Rows<'a>,
    limit: usize,
    evidence: &'r RefCell<&'r mut Evidence>,
}

impl Serialize for Printed<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(
            self.rows
                .iter()
                .take(self.limit)
                .map(|row| as_json(self.rows, row, &mut self.evidence.borrow_mut())),
        )
    }
}

fn as_json(rows: &Rows<'_>, row: Row<'_, '_>, evidence: &mut Evidence) -> Value {
    let cells = rows.variables().iter().zip(row.concepts());
    let cells: serde_json::Map<String, Value> =
        cells.map(|(name, concept)| (name.clone(), json!(concept.label()))).collect();
    let of_pattern = |pattern: Vec<_>| -> Value { pattern.into_iter().map(answer::relationship).collect() };
    let evidence: Option<Vec<Value>> =
        evidence.of(row).map(|evidence| evidence.into_iter().map(of_pattern).collect());
    json!({"row": cells, "evidence": evidence})
}

/// The relation that differs from a name in at most one of four characters, and in the fewest.
fn closest_relation<'a>(network: &'a Network, name: &str) -> Option<&'a str> {
    let most = name.chars().count() / 4;
    let distance = |relation: &str| strsim::osa_distance(relation, name);
    let close = network.relations().map(|relation| (distance(relation), relation));
    close.filter(|(distance, _)| *distance <= most).min().map(|(_, relation)| relation)
}

/// The names that may be meant by a label or relation of a pattern, in which letter case matters.
fn close_to(network: &Network, name: &str) -> String {
    let same = |relation: &&str| relation.to_lowercase() == name.to_lowercase();
    let close = match (network.relations().find(same), network.find_concept(name)) {
        (Some(relation), _) => relation,
        (None, Ok(concept)) => concept.label(),
        (None, Err(error)) => {
            let label = error.suggestions().first().map(String::as_str);
            return closest_relation(network, name).or(label).map(hint).unwrap_or_default();
        }
    };
    hint(close)
}

fn hint(name: &str) -> String {
    format!("; did you mean {name:?}?")
}
