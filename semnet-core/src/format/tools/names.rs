//! The formats by name, file name and media type; and the two ways through them all: reading and writing.

use std::fmt;
use std::io::{self, BufWriter, Write};
use std::str::FromStr;

use super::error::{FormatError, Place, Problem, Wrong};
use super::view::View;
use super::written::{LeftOut, Written};
use super::{
    csv, cytoscape, gexf, graphml, graphology, json_graph, jsonld, node_link, nquads, page, picture,
};
use crate::network::Network;

/// A way to write a network down. FORMATS.md beside this crate's manifest says what each holds, and how files that
/// other tools wrote are understood.
///
/// ```
/// use semnet_core::{Format, NetworkBuilder, Network};
///
/// let network = NetworkBuilder::new("Why do bees dance?").finding("Waggle Run", "").build()?;
/// let format = Format::of_file_name("bees.graphml").ok_or("no format")?;
/// assert_eq!(format, Format::GraphMl);
/// let graphml = network.to_format(format);
/// assert_eq!(Network::from_format(format, &graphml.text)?, network);
///
/// assert_eq!("node-link".parse(), Ok(Format::NodeLink));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// The JSON form of this crate ([`Network::to_json`]).
    Json,
    /// The plain-text report ([`Network::to_report`]).
    Report,
    /// [JSON Graph Format](https://jsongraphformat.info): version 2 is written, versions 1 and 2 are read.
    JsonGraph,
    /// Node-link JSON of NetworkX and D3.
    NodeLink,
    /// The JSON of [cytoscape.js](https://js.cytoscape.org).
    Cytoscape,
    /// The serialisation of [graphology](https://graphology.github.io).
    Graphology,
    /// [GraphML](http://graphml.graphdrawing.org).
    GraphMl,
    /// [GEXF](https://gexf.net), the format of Gephi: version 1.3 is written, versions 1.1 to 1.3 are read.
    Gexf,
    /// [RDF N-Quads](https://www.w3.org/TR/n-quads/), in terms of SKOS and schema.org.
    NQuads,
    /// [RDF N-Triples](https://www.w3.org/TR/n-triples/): N-Quads without the name of the graph.
    NTriples,
    /// [JSON-LD](https://www.w3.org/TR/json-ld11/), in the same terms.
    JsonLd,
    /// A list of relationships as comma-separated values.
    Csv,
    /// The same with tabs in the place of commas.
    Tsv,
    /// The language of [Graphviz](https://graphviz.org). Written only.
    Dot,
    /// A flowchart of [Mermaid](https://mermaid.js.org). Written only.
    Mermaid,
    /// A page in Markdown. Written only.
    Markdown,
    /// A page in HTML. Written only.
    Html,
}

/// What is known of a format: the format, its title, its name, the endings of file names, the media type.
type Row = (Format, &'static str, &'static str, &'static [&'static str], &'static str);

/// The first format of an ending is the one that is meant by it.
const TABLE: [Row; 17] = [
    (Format::Json, "JSON", "json", &["json"], "application/json"),
    (Format::Report, "report", "report", &["txt"], "text/plain"),
    (Format::JsonGraph, "JSON Graph Format", "jgf", &["jgf", "jgf.json"], "application/vnd.jgf+json"),
    (Format::NodeLink, "node-link JSON", "node-link", &["node-link.json"], "application/json"),
    (Format::Cytoscape, "Cytoscape JSON", "cytoscape", &["cyjs", "cytoscape.json"], "application/json"),
    (Format::Graphology, "graphology's JSON", "graphology", &["graphology.json"], "application/json"),
    (Format::GraphMl, "GraphML", "graphml", &["graphml"], "application/graphml+xml"),
    (Format::Gexf, "GEXF", "gexf", &["gexf"], "application/gexf+xml"),
    (Format::NQuads, "N-Quads", "nquads", &["nq"], "application/n-quads"),
    (Format::NTriples, "N-Triples", "ntriples", &["nt"], "application/n-triples"),
    (Format::JsonLd, "JSON-LD", "jsonld", &["jsonld"], "application/ld+json"),
    (Format::Csv, "CSV", "csv", &["csv"], "text/csv"),
    (Format::Tsv, "TSV", "tsv", &["tsv"], "text/tab-separated-values"),
    (Format::Dot, "DOT", "dot", &["dot", "gv"], "text/vnd.graphviz"),
    (Format::Mermaid, "Mermaid", "mermaid", &["mmd", "mermaid"], "text/vnd.mermaid"),
    (Format::Markdown, "Markdown", "markdown", &["md", "markdown"], "text/markdown"),
    (Format::Html, "HTML", "html", &["html", "htm"], "text/html"),
];

impl Format {
    /// All formats.
    pub const ALL: [Format; TABLE.len()] = {
        let mut all = [Format::Json; TABLE.len()];
        let mut number = 0;
        while number < all.len() {
            all[number] = TABLE[number].0;
            number += 1;
        }
        all
    };

    fn row(self) -> &'static Row {
        TABLE.get(self as usize).unwrap_or(&TABLE[0])
    }

    /// What the format is called in sentences. O(1).
    pub(super) fn title(self) -> &'static str {
        self.row().1
    }

    /// The name that [`from_str`](Format::from_str) takes, such as `node-link`. O(1).
    pub fn name(self) -> &'static str {
        self.row().2
    }

    /// How a file's name ends in this format, without the full stop before it: `graphml`. O(1).
    pub fn extension(self) -> &'static str {
        self.row().3.first().copied().unwrap_or_default()
    }

    /// The media type: registered for some, customary for the others. O(1).
    pub fn media_type(self) -> &'static str {
        self.row().4
    }

    /// Whether [`Network::from_format`] takes it. O(1).
    pub fn can_be_read(self) -> bool {
        !matches!(self, Format::Dot | Format::Mermaid | Format::Markdown | Format::Html)
    }

    /// Whether it holds all of every network, so that reading what was written gives an equal one. O(1).
    pub fn is_lossless(self) -> bool {
        self.can_be_read() && !matches!(self, Format::Report | Format::Csv | Format::Tsv)
    }

    /// The format that the end of a file's name says, in letters of any case. O(length).
    ///
    /// `.json` alone is this crate's own form; what is in such a file, [`of_content`](Format::of_content) knows better.
    pub fn of_file_name(name: &str) -> Option<Format> {
        let ends = |ending: &&str| {
            let start = name.len().checked_sub(ending.len() + 1)?;
            let (dot, end) = (name.as_bytes().get(start)?, name.get(start + 1..)?);
            (*dot == b'.' && end.eq_ignore_ascii_case(ending)).then_some(ending.len())
        };
        let all = TABLE.iter().flat_map(|row| row.3.iter().filter_map(ends).map(|length| (length, row.0)));
        all.max_by_key(|&(length, _)| length).map(|(_, format)| format)
    }

    /// The names of those that can be read, for a message.
    pub(super) fn readable() -> String {
        let names: Vec<&str> =
            Format::ALL.into_iter().filter(|format| format.can_be_read()).map(Format::name).collect();
        names.join(", ")
    }
}

impl fmt::Display for Format {
    /// The name.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A name that is no format's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no format {name:?}; there are: {}", Format::ALL.map(Format::name).join(", "))]
pub struct UnknownFormat {
    name: String,
}

impl FromStr for Format {
    type Err = UnknownFormat;

    /// The format of this name, or of this ending of file names: `graphml`, `mmd`, `.mmd`.
    fn from_str(name: &str) -> Result<Format, UnknownFormat> {
        let bare = name.strip_prefix('.').unwrap_or(name);
        let is_named = |row: &&Row| {
            row.2.eq_ignore_ascii_case(bare) || row.3.iter().any(|end| end.eq_ignore_ascii_case(bare))
        };
        let row = TABLE.iter().find(is_named);
        row.map(|row| row.0).ok_or_else(|| UnknownFormat { name: crate::network::excerpt(name) })
    }
}

impl Network {
    /// Writes the network in a format, and says what of it that format does not hold. The same network gives the same
    /// text. O(size).
    pub fn to_format(&self, format: Format) -> Written {
        let mut bytes = Vec::new();
        // Writing into memory never fails.
        let left_out = write(self, format, &mut bytes).unwrap_or_default();
        let text = String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
        Written { text, left_out }
    }

    /// Writes the text of [`to_format`](Network::to_format) bit by bit into a file or a connection, and says what it does
    /// not hold. Only a report is in memory as a whole; the others take a bufferful, and what lists of findings,
    /// highlights and attributes' names take. O(size).
    ///
    /// ```
    /// use semnet_core::{Format, NetworkBuilder};
    ///
    /// let network = NetworkBuilder::new("Why do bees dance?").finding("Waggle Run", "").build()?;
    /// let mut file = Vec::new();
    /// let left_out = network.write_format(Format::Gexf, &mut file)?;
    /// assert!(left_out.is_nothing() && file.starts_with(b"<?xml"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of `out`, which may then have a part of the text.
    pub fn write_format(&self, format: Format, out: impl Write) -> io::Result<LeftOut> {
        let mut out = BufWriter::with_capacity(1 << 16, out);
        let left_out = write(self, format, &mut out)?;
        out.flush()?;
        Ok(left_out)
    }

    /// Reads a network from a text in a format. O(length), and O(n log n) comparisons of labels.
    ///
    /// # Errors
    ///
    /// [`FormatError`], with line and column or the path: for what is not of the format, as GraphML without `<graph>`;
    /// for what makes no network, as two texts for one label; for a format that is only written; and for a file that
    /// names no question, as graphs of other tools do: then [`from_format_asking`](Network::from_format_asking) takes one.
    pub fn from_format(format: Format, text: impl AsRef<[u8]>) -> Result<Network, FormatError> {
        read(format, text.as_ref(), None).map_err(|wrong| wrong.of(format))
    }

    /// Reads a network as [`from_format`](Network::from_format) does, with a question for files that name none: neither a
    /// question nor a graph with a name. O(length), and O(n log n) comparisons of labels.
    ///
    /// ```
    /// use semnet_core::{Format, Network};
    ///
    /// let csv = "from,to,relation\nWaggle Run,Sun Compass,is aimed by\n";
    /// assert!(Network::from_format(Format::Csv, csv).unwrap_err().is_no_question());
    /// let network = Network::from_format_asking(Format::Csv, csv, "Why do bees dance?")?;
    /// assert_eq!(network.relationships().next().ok_or("none")?.to_string(), "Waggle Run —is aimed by→ Sun Compass");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`from_format`](Network::from_format), but for the missing question.
    pub fn from_format_asking(
        format: Format,
        text: impl AsRef<[u8]>,
        question: &str,
    ) -> Result<Network, FormatError> {
        read(format, text.as_ref(), Some(question)).map_err(|wrong| wrong.of(format))
    }
}

fn write(network: &Network, format: Format, out: &mut dyn Write) -> io::Result<LeftOut> {
    let view = || View::of(network);
    match format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut *out, network)?;
            out.write_all(b"\n")?;
        }
        Format::Report => {
            let report = network.to_report();
            out.write_all(report.text.as_bytes())?;
            return Ok(report.left_out);
        }
        Format::JsonGraph => json_graph::write(&view(), out)?,
        Format::NodeLink => node_link::write(&view(), out)?,
        Format::Cytoscape => cytoscape::write(&view(), out)?,
        Format::Graphology => graphology::write(&view(), out)?,
        Format::GraphMl => graphml::write(&view(), out)?,
        Format::Gexf => gexf::write(&view(), out)?,
        Format::NQuads => nquads::write(network, out)?,
        Format::NTriples => nquads::write_triples(network, out)?,
        Format::JsonLd => jsonld::write(network, out)?,
        Format::Csv => return csv::write(network, b',', out),
        Format::Tsv => return csv::write(network, b'\t', out),
        Format::Dot => return picture::dot(network, out),
        Format::Mermaid => return picture::mermaid(network, out),
        Format::Markdown => page::markdown(network, out)?,
        Format::Html => page::html(network, out)?,
    }
    Ok(LeftOut::default())
}

fn read(format: Format, bytes: &[u8], question: Option<&str>) -> Result<Network, Wrong> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).and_then(|bytes| std::str::from_utf8(bytes).ok());
        let before = before.unwrap_or_default();
        Place::at(before, before.len()).wrong("the text is not UTF-8 here; save it as UTF-8")
    })?;
    // The mark that some editors leave.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let graph = match format {
        Format::Json => return Network::from_json(text).map_err(|error| of_json(&error)),
        Format::Report => {
            return Network::from_report(text).map_err(|error| {
                let (line, column) = (error.line(), error.column());
                let message = error.to_string();
                let message = message.split_once(": ").map_or(message.as_str(), |(_, message)| message);
                Place::Line { line, column }.wrong(message)
            });
        }
        Format::JsonGraph => json_graph::read(text)?,
        Format::NodeLink => node_link::read(text)?,
        Format::Cytoscape => cytoscape::read(text)?,
        Format::Graphology => graphology::read(text)?,
        Format::GraphMl => graphml::read(text)?,
        Format::Gexf => gexf::read(text)?,
        Format::NQuads | Format::NTriples => nquads::read(text)?,
        Format::JsonLd => jsonld::read(text)?,
        Format::Csv | Format::Tsv => csv::read(text)?,
        Format::Dot | Format::Mermaid | Format::Markdown | Format::Html => {
            return Err(Place::Nowhere.because(Problem::NotRead));
        }
    };
    graph.network(question)
}

fn of_json(error: &crate::JsonError) -> Wrong {
    let place = match (error.line(), error.column(), error.path()) {
        (Some(line), Some(column), _) => Place::Line { line, column },
        (_, _, Some(path)) => Place::Path(path.to_owned()),
        _ => Place::Nowhere,
    };
    let message = error.to_string();
    place.wrong(message.split_once(": ").map_or(message.as_str(), |(_, message)| message))
}
