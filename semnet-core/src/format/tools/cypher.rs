//! Statements of Cypher, which Neo4j, Memgraph and other graph databases run. Written only.
//! <https://neo4j.com/docs/cypher-manual/current/syntax/>

use std::io::{self, Write};

use crate::format::tools::exported::Omitted;
use crate::network::{Attributes, Concept, Network};

/// A statement for each concept and relationship. Running them again creates nothing twice. Concepts have the
/// key `label`; a relationship has its relation as its type.
pub(super) fn write(network: &Network, out: &mut dyn Write) -> io::Result<Omitted> {
    writeln!(
        out,
        "CREATE CONSTRAINT concept_label IF NOT EXISTS FOR (c:Concept) REQUIRE c.label IS UNIQUE;"
    )?;
    for concept in network.concepts() {
        write!(out, "MERGE (c:Concept {{label: {}}})", quoted(concept.label()))?;
        if concept.is_question() {
            write!(out, " SET c:Question")?;
            sets(out, "c", [("title", network.title())], network.attributes())?;
        }
        sets(out, "c", [("text", concept.text().unwrap_or_default())], concept.attributes())?;
        writeln!(out, ";")?;
    }
    let places: std::collections::HashMap<_, _> = network.findings().map(|it| it.id()).zip(1..).collect();
    let highlights: std::collections::HashMap<_, _> =
        network.highlights().map(|it| it.id()).zip(1..).collect();
    for relationship in network.relationships() {
        let (source, target) = (end(relationship.source()), end(relationship.target()));
        let relation = format!("`{}`", relationship.relation().replace('`', "``"));
        let passage = relationship.passage().unwrap_or_default();
        // Several that differ in passages and attributes are distinguished by their number.
        let number = relationship.id().index();
        write!(out, "MATCH (a:Concept {{label: {source}}}), (b:Concept {{label: {target}}}) ")?;
        write!(out, "MERGE (a)-[r:{relation} {{semnet: {number}}}]->(b)")?;
        sets(out, "r", [("passage", passage)], relationship.attributes())?;
        let finding =
            relationship.is_key_finding().then(|| places.get(&relationship.target().id())).flatten();
        for (name, place) in [("finding", finding), ("highlight", highlights.get(&relationship.id()))] {
            if let Some(place) = place {
                write!(out, " SET r.{name} = {place}")?;
            }
        }
        writeln!(out, ";")?;
    }
    let asked = network.question_concept().is_some();
    Ok(Omitted {
        questions: usize::from(!asked),
        titles: usize::from(!asked && !network.title().is_empty()),
        attributes: if asked { 0 } else { network.attributes().len() },
        ..Omitted::default()
    })
}

fn end(concept: Concept<'_>) -> String {
    quoted(concept.label())
}

/// The properties to set: an attribute that comes several times is a list.
fn sets<'a, const N: usize>(
    out: &mut dyn Write,
    variable: &str,
    first: [(&str, &str); N],
    attributes: Attributes<'a>,
) -> io::Result<()> {
    for (name, value) in first {
        if !value.is_empty() {
            write!(out, " SET {variable}.{name} = {}", quoted(value))?;
        }
    }
    let mut all: Vec<(&str, Vec<&str>)> = Vec::new();
    for (name, value) in attributes {
        match all.last_mut().filter(|(last, _)| *last == name) {
            Some((_, values)) => values.push(value),
            None => all.push((name, vec![value])),
        }
    }
    for (name, values) in all {
        let name = name.replace('`', "``");
        let quoted: Vec<String> = values.iter().map(|value| quoted(value)).collect();
        match quoted.as_slice() {
            [one] => write!(out, " SET {variable}.`attribute: {name}` = {one}")?,
            many => write!(out, " SET {variable}.`attribute: {name}` = [{}]", many.join(", "))?,
        }
    }
    Ok(())
}

/// A string of Cypher: nothing in it can end it or begin a statement.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('\'');
    for character in text.chars() {
        match character {
            '\'' => out.push_str("\\'"),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            other => out.push(other),
        }
    }
    out.push('\'');
    out
}
