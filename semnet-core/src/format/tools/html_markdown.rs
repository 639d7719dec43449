//! Pages for people: the report and everything else in a network, as Markdown and as HTML. Both are only
//! written, and have the same parts in the same order.

use std::io::{self, Write};

use crate::format::tools::footnotes::Footnotes;
use crate::network::{Attributes, Concept, Network, Relationship};

/// Markdown (CommonMark, and GitHub's). <https://spec.commonmark.org>
pub(super) fn markdown(network: &Network, notes: &Footnotes, out: &mut dyn Write) -> io::Result<()> {
    write(network, notes, &mut Markdown { out, is_begun: false })
}

/// A complete HTML file without scripts, which loads nothing.
pub(super) fn html(network: &Network, notes: &Footnotes, out: &mut dyn Write) -> io::Result<()> {
    let title = escaped(if network.title().is_empty() { network.question() } else { network.title() });
    write!(
        out,
        "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src \
         'unsafe-inline'\">\n\
         <meta name=\"viewport\" \
         content=\"width=device-width\">\n<title>{title}</title>\n<style>{STYLE}</style>\n\
         </head>\n<body>\n<main>\n"
    )?;
    write(network, notes, &mut Html(out))?;
    out.write_all(b"</main>\n</body>\n</html>\n")
}

const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:45rem;padding:0 1rem}\
blockquote{border-inline-start:.2rem solid;margin-inline:0;padding-inline-start:1rem}dl{font-size:.9rem}";

/// The parts of a page. Every string is passed unchanged from the network.
trait Page {
    fn heading(&mut self, level: usize, text: &str) -> io::Result<()>;
    fn paragraph(&mut self, text: &str) -> io::Result<()>;
    fn question(&mut self, text: &str) -> io::Result<()>;
    /// With the number of its footnote.
    fn passage(&mut self, text: &str, note: Option<usize>) -> io::Result<()>;
    fn relationship(&mut self, relationship: Relationship<'_>) -> io::Result<()>;
    fn attributes(&mut self, attributes: Attributes<'_>) -> io::Result<()>;
    fn footnote(&mut self, number: usize, text: &str) -> io::Result<()>;
}

fn write(network: &Network, notes: &Footnotes, page: &mut impl Page) -> io::Result<()> {
    if network.title().is_empty() {
        page.heading(1, network.question())?;
    } else {
        page.heading(1, network.title())?;
        page.question(network.question())?;
    }
    page.attributes(network.attributes())?;
    if network.findings().len() > 0 {
        page.heading(2, "Key Findings")?;
        for finding in network.findings() {
            write_concept(finding, page)?;
        }
    }
    if network.highlights().len() > 0 {
        page.heading(
            2,
            if network.highlights().len() == 1 {
                "Relationship Highlight"
            } else {
                "Relationship Highlights"
            },
        )?;
        for highlight in network.highlights() {
            write_relationship(highlight, notes, page)?;
        }
    }
    let is_finding: std::collections::HashSet<_> = network.findings().map(|finding| finding.id()).collect();
    let mut others = network
        .concepts()
        .filter(|concept| !concept.is_question() && !is_finding.contains(&concept.id()))
        .peekable();
    if others.peek().is_some() {
        page.heading(2, "Concepts")?;
        for concept in others {
            write_concept(concept, page)?;
        }
    }
    let is_highlight: std::collections::HashSet<_> =
        network.highlights().map(|highlight| highlight.id()).collect();
    let mut others = network
        .relationships()
        .filter(|relationship| !relationship.is_key_finding() && !is_highlight.contains(&relationship.id()))
        .peekable();
    if others.peek().is_some() {
        page.heading(2, "Relationships")?;
        for relationship in others {
            write_relationship(relationship, notes, page)?;
        }
    }
    if !notes.is_empty() {
        page.heading(2, "Evidence")?;
        for (number, text) in notes.texts() {
            page.footnote(number, text)?;
        }
    }
    Ok(())
}

fn write_concept(concept: Concept<'_>, page: &mut impl Page) -> io::Result<()> {
    page.heading(3, concept.label())?;
    if let Some(text) = concept.text() {
        page.paragraph(text)?;
    }
    page.attributes(concept.attributes())
}

fn write_relationship(
    relationship: Relationship<'_>,
    notes: &Footnotes,
    page: &mut impl Page,
) -> io::Result<()> {
    page.relationship(relationship)?;
    if let Some(passage) = relationship.passage() {
        page.passage(passage, notes.number(relationship.id()))?;
    }
    page.attributes(relationship.attributes())
}

// --- Markdown
// ------------------------------------------------------------------------------------------------------

struct Markdown<'w> {
    out: &'w mut dyn Write,
    is_begun: bool,
}

impl Markdown<'_> {
    fn block(&mut self, text: &str) -> io::Result<()> {
        let before = if self.is_begun { "\n" } else { "" };
        self.is_begun = true;
        writeln!(self.out, "{before}{text}")
    }
}

impl Page for Markdown<'_> {
    fn heading(&mut self, level: usize, text: &str) -> io::Result<()> {
        self.block(&format!("{} {}", "#".repeat(level), literal(text)))
    }
    fn paragraph(&mut self, text: &str) -> io::Result<()> {
        self.block(&literal(text))
    }
    fn question(&mut self, text: &str) -> io::Result<()> {
        self.block(&format!("**{}**", literal(text)))
    }
    fn passage(&mut self, text: &str, note: Option<usize>) -> io::Result<()> {
        let note = note.map(|number| format!("[^{number}]")).unwrap_or_default();
        self.block(&format!("> “{}”{note}", literal(text)))
    }
    fn footnote(&mut self, number: usize, text: &str) -> io::Result<()> {
        self.block(&format!("[^{number}]: {}", literal(text)))
    }
    fn relationship(&mut self, relationship: Relationship<'_>) -> io::Result<()> {
        let (source, target) = (relationship.source().label(), relationship.target().label());
        self.block(&format!("{} —{}→ {}", literal(source), literal(relationship.relation()), literal(target)))
    }
    fn attributes(&mut self, attributes: Attributes<'_>) -> io::Result<()> {
        let lines: Vec<String> =
            attributes.map(|(name, value)| format!("- {}: {}", literal(name), literal(value))).collect();
        if lines.is_empty() { Ok(()) } else { self.block(&lines.join("\n")) }
    }
}

/// A text that is shown unchanged: a backslash precedes anything that could be syntax.
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
            // Signs of lists, and the lines below headings.
            '+' | '-' | '=' => at == 0,
            // Numbered lists; and addresses, which GitHub turns into links.
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

// --- HTML --------------------------------------------------------------------------------------------------

struct Html<'w>(&'w mut dyn Write);

impl Page for Html<'_> {
    fn heading(&mut self, level: usize, text: &str) -> io::Result<()> {
        writeln!(self.0, "<h{level} dir=\"auto\">{}</h{level}>", escaped(text))
    }
    fn paragraph(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.0, "<p dir=\"auto\">{}</p>", escaped(text))
    }
    fn question(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.0, "<p dir=\"auto\"><strong>{}</strong></p>", escaped(text))
    }
    fn passage(&mut self, text: &str, note: Option<usize>) -> io::Result<()> {
        write!(self.0, "<blockquote dir=\"auto\">“{}”", escaped(text))?;
        if let Some(number) = note {
            write!(self.0, "<sup><a href=\"#evidence-{number}\">{number}</a></sup>")?;
        }
        writeln!(self.0, "</blockquote>")
    }
    fn footnote(&mut self, number: usize, text: &str) -> io::Result<()> {
        writeln!(self.0, "<p id=\"evidence-{number}\" dir=\"auto\">{number}. {}</p>", escaped(text))
    }
    fn relationship(&mut self, relationship: Relationship<'_>) -> io::Result<()> {
        let (source, target) =
            (escaped(relationship.source().label()), escaped(relationship.target().label()));
        let relation = escaped(relationship.relation());
        writeln!(self.0, "<p><bdi>{source}</bdi> —<em><bdi>{relation}</bdi></em>→ <bdi>{target}</bdi></p>")
    }
    fn attributes(&mut self, attributes: Attributes<'_>) -> io::Result<()> {
        if attributes.len() > 0 {
            writeln!(self.0, "<dl>")?;
            for (name, value) in attributes {
                writeln!(
                    self.0,
                    "<dt dir=\"auto\">{}</dt><dd dir=\"auto\">{}</dd>",
                    escaped(name),
                    escaped(value)
                )?;
            }
            writeln!(self.0, "</dl>")?;
        }
        Ok(())
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
