//! Pictures as text: the languages of Graphviz and of Mermaid. Both are written only.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::io::{self, Write};

use crate::format::tools::exported::Omitted;
use crate::network::{Network, RelationshipId};

/// DOT, the language of Graphviz: texts and passages are shown when the mouse rests on an element.
/// <https://graphviz.org/doc/info/lang.html>
pub(super) fn dot(network: &Network, out: &mut dyn Write) -> io::Result<Omitted> {
    let title = if network.title().is_empty() { network.question() } else { network.title() };
    let title = quoted(title);
    writeln!(out, "digraph {{\n  graph [label={title}, labelloc=t];\n  node [shape=box, style=rounded];")?;
    for concept in network.concepts() {
        let (number, label) = (concept.id().number(), quoted(concept.label()));
        write!(out, "  n{number} [label={label}")?;
        if concept.is_question() {
            out.write_all(b", shape=ellipse, style=bold")?;
        }
        if let Some(text) = concept.text() {
            write!(out, ", tooltip={}", quoted(text))?;
        }
        out.write_all(b"];\n")?;
    }
    let highlights = highlights(network);
    for relationship in network.relationships() {
        let (source, target) = (relationship.source().id().number(), relationship.target().id().number());
        write!(out, "  n{source} -> n{target} [label={}", quoted(relationship.relation()))?;
        if highlights.contains(&relationship.id()) {
            out.write_all(b", style=bold")?;
        }
        if let Some(passage) = relationship.passage() {
            write!(out, ", tooltip={}", quoted(passage))?;
        }
        out.write_all(b"];\n")?;
    }
    out.write_all(b"}\n")?;
    let asked = network.question_concept().is_some() || network.title().is_empty();
    let omitted = Omitted {
        questions: usize::from(!asked),
        attributes: attributes(network),
        orders: orders(network),
        ..Omitted::default()
    };
    Ok(omitted)
}

/// A string of DOT that is shown unchanged: Graphviz reads backslashes and, in labels, the entities of HTML.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '&' => out.push_str("&amp;"),
            _ => out.push(character),
        }
    }
    out.push('"');
    out
}

/// A flowchart of Mermaid. <https://mermaid.js.org/syntax/flowchart.html>
pub(super) fn mermaid(network: &Network, out: &mut dyn Write) -> io::Result<Omitted> {
    writeln!(out, "flowchart LR")?;
    for concept in network.concepts() {
        let (number, label) = (concept.id().number(), encoded(concept.label()));
        let (open, close) = if concept.is_question() { ("([", "])") } else { ("(", ")") };
        writeln!(out, "  n{number}{open}\"{label}\"{close}")?;
    }
    let highlights = highlights(network);
    for relationship in network.relationships() {
        let (source, target) = (relationship.source().id().number(), relationship.target().id().number());
        let arrow = if highlights.contains(&relationship.id()) { "==>" } else { "-->" };
        writeln!(out, "  n{source} {arrow}|\"{}\"| n{target}", encoded(relationship.relation()))?;
    }
    let texts = network.concepts().filter(|concept| concept.text().is_some()).count();
    let passages = network.relationships().filter(|relationship| relationship.passage().is_some()).count();
    let omitted = Omitted {
        questions: usize::from(network.question_concept().is_none()),
        titles: usize::from(!network.title().is_empty()),
        texts,
        passages,
        attributes: attributes(network),
        orders: orders(network),
        ..Omitted::default()
    };
    Ok(omitted)
}

/// How many of the two orders, of findings and of highlights, differ from those of concepts and
/// relationships.
fn orders(network: &Network) -> usize {
    let findings = network.findings().map(|finding| finding.id()).is_sorted();
    let highlights = network.highlights().map(|highlight| highlight.id()).is_sorted();
    usize::from(!findings) + usize::from(!highlights)
}

/// A text within quotation marks of Mermaid, with everything that could be its syntax, or that of Markdown or
/// HTML, by number. `ﬂ` too, which Mermaid uses as a mark.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if (character.is_ascii() && !character.is_ascii_alphanumeric() && !" ,.".contains(character))
            || character == 'ﬂ'
        {
            let _ = write!(out, "#{};", u32::from(character));
        } else {
            out.push(character);
        }
    }
    // `1.` at the beginning would be a list of Markdown.
    let digits = out.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && out.as_bytes().get(digits) == Some(&b'.') {
        out.replace_range(digits..=digits, "#46;");
    }
    out
}

fn highlights(network: &Network) -> HashSet<RelationshipId> {
    network.highlights().map(|highlight| highlight.id()).collect()
}

/// The total number of attributes.
fn attributes(network: &Network) -> usize {
    let of_concepts: usize = network.concepts().map(|concept| concept.attributes().len()).sum();
    let of_relationships: usize =
        network.relationships().map(|relationship| relationship.attributes().len()).sum();
    network.attributes().len() + of_concepts + of_relationships
}
