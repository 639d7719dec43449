//! Pages for people: the report and all else that is in a network, as Markdown and as HTML. Both are written only, and
//! both go through the same parts in the same order.

use std::fmt::Write as _;

use crate::network::{Attributes, Concept, Network, Relationship};

/// Markdown (CommonMark, and GitHub's). <https://spec.commonmark.org>
pub(super) fn markdown(network: &Network) -> String {
    let mut page = Markdown(String::new());
    write(network, &mut page);
    page.0
}

/// One whole file of HTML without scripts, that loads nothing.
pub(super) fn html(network: &Network) -> String {
    let title = escaped(if network.title().is_empty() { network.question() } else { network.title() });
    let mut page = Html(format!(
        "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>{STYLE}</style>\n\
         </head>\n<body>\n<main>\n"
    ));
    write(network, &mut page);
    page.0.push_str("</main>\n</body>\n</html>\n");
    page.0
}

const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:45rem;padding:0 1rem}\
blockquote{border-inline-start:.2rem solid;margin-inline:0;padding-inline-start:1rem}dl{font-size:.9rem}";

/// What a page is made of. Every string is given as it is in the network.
trait Page {
    fn heading(&mut self, level: usize, text: &str);
    fn paragraph(&mut self, text: &str);
    fn question(&mut self, text: &str);
    fn passage(&mut self, text: &str);
    fn relationship(&mut self, relationship: Relationship<'_>);
    fn attributes(&mut self, attributes: Attributes<'_>);
}

fn write(network: &Network, page: &mut impl Page) {
    if network.title().is_empty() {
        page.heading(1, network.question());
    } else {
        page.heading(1, network.title());
        page.question(network.question());
    }
    page.attributes(network.attributes());
    if network.findings().len() > 0 {
        page.heading(2, "Key Findings");
        network.findings().for_each(|finding| write_concept(finding, page));
    }
    if network.highlights().len() > 0 {
        page.heading(
            2,
            if network.highlights().len() == 1 {
                "Relationship Highlight"
            } else {
                "Relationship Highlights"
            },
        );
        network.highlights().for_each(|highlight| write_relationship(highlight, page));
    }
    let is_finding: std::collections::HashSet<_> = network.findings().map(|finding| finding.id()).collect();
    let mut others = network
        .concepts()
        .filter(|concept| !concept.is_question() && !is_finding.contains(&concept.id()))
        .peekable();
    if others.peek().is_some() {
        page.heading(2, "Concepts");
        others.for_each(|concept| write_concept(concept, page));
    }
    let is_highlight: std::collections::HashSet<_> =
        network.highlights().map(|highlight| highlight.id()).collect();
    let mut others = network
        .relationships()
        .filter(|relationship| !relationship.is_key_finding() && !is_highlight.contains(&relationship.id()))
        .peekable();
    if others.peek().is_some() {
        page.heading(2, "Relationships");
        others.for_each(|relationship| write_relationship(relationship, page));
    }
}

fn write_concept(concept: Concept<'_>, page: &mut impl Page) {
    page.heading(3, concept.label());
    if let Some(text) = concept.text() {
        page.paragraph(text);
    }
    page.attributes(concept.attributes());
}

fn write_relationship(relationship: Relationship<'_>, page: &mut impl Page) {
    page.relationship(relationship);
    if let Some(passage) = relationship.passage() {
        page.passage(passage);
    }
    page.attributes(relationship.attributes());
}

// --- Markdown ------------------------------------------------------------------------------------------------------

struct Markdown(String);

impl Markdown {
    fn block(&mut self, text: &str) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.0.push_str(text);
        self.0.push('\n');
    }
}

impl Page for Markdown {
    fn heading(&mut self, level: usize, text: &str) {
        self.block(&format!("{} {}", "#".repeat(level), literal(text)));
    }
    fn paragraph(&mut self, text: &str) {
        self.block(&literal(text));
    }
    fn question(&mut self, text: &str) {
        self.block(&format!("**{}**", literal(text)));
    }
    fn passage(&mut self, text: &str) {
        self.block(&format!("> “{}”", literal(text)));
    }
    fn relationship(&mut self, relationship: Relationship<'_>) {
        let (source, target) = (relationship.source().label(), relationship.target().label());
        self.block(&format!(
            "{} —{}→ {}",
            literal(source),
            literal(relationship.relation()),
            literal(target)
        ));
    }
    fn attributes(&mut self, attributes: Attributes<'_>) {
        let lines: Vec<String> =
            attributes.map(|(name, value)| format!("- {}: {}", literal(name), literal(value))).collect();
        if !lines.is_empty() {
            self.block(&lines.join("\n"));
        }
    }
}

/// A text that shows as it is: what could be syntax has a backslash before it.
fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut before = ' ';
    let mut rest = text.char_indices().peekable();
    while let Some((at, character)) = rest.next() {
        let next = rest.peek().map_or(' ', |&(_, next)| next);
        let is_syntax = match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '$' | '#' | '@' | '^'
            | '{' | '}' => true,
            // Lists and lines below headings.
            '+' | '-' | '=' => at == 0,
            // Numbered lists; and addresses, which GitHub makes links of.
            '.' => (digits > 0 && at == digits) || (matches!(before, 'w' | 'W') && next != ' '),
            ')' => digits > 0 && at == digits,
            ':' => next == '/' || next.is_ascii_alphanumeric(),
            _ => false,
        };
        if is_syntax {
            out.push('\\');
        }
        out.push(character);
        before = character;
    }
    out
}

// --- HTML ----------------------------------------------------------------------------------------------------------

struct Html(String);

impl Page for Html {
    fn heading(&mut self, level: usize, text: &str) {
        let _ = writeln!(self.0, "<h{level} dir=\"auto\">{}</h{level}>", escaped(text));
    }
    fn paragraph(&mut self, text: &str) {
        let _ = writeln!(self.0, "<p dir=\"auto\">{}</p>", escaped(text));
    }
    fn question(&mut self, text: &str) {
        let _ = writeln!(self.0, "<p dir=\"auto\"><strong>{}</strong></p>", escaped(text));
    }
    fn passage(&mut self, text: &str) {
        let _ = writeln!(self.0, "<blockquote dir=\"auto\">“{}”</blockquote>", escaped(text));
    }
    fn relationship(&mut self, relationship: Relationship<'_>) {
        let (source, target) =
            (escaped(relationship.source().label()), escaped(relationship.target().label()));
        let relation = escaped(relationship.relation());
        let _ = writeln!(
            self.0,
            "<p><bdi>{source}</bdi> —<em><bdi>{relation}</bdi></em>→ <bdi>{target}</bdi></p>"
        );
    }
    fn attributes(&mut self, attributes: Attributes<'_>) {
        if attributes.len() > 0 {
            self.0.push_str("<dl>\n");
            for (name, value) in attributes {
                let _ = writeln!(
                    self.0,
                    "<dt dir=\"auto\">{}</dt><dd dir=\"auto\">{}</dd>",
                    escaped(name),
                    escaped(value)
                );
            }
            self.0.push_str("</dl>\n");
        }
    }
}

/// A text of HTML, within elements and within quoted attributes.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(character),
        }
    }
    out
}
