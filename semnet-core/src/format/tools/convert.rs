//! The two ways through all formats: writing and reading.

use std::io::{self, BufReader, BufWriter, Read, Write};

use crate::format::tools::error::{FormatError, Place, Problem, Wrong};
use crate::format::tools::exported::{Exported, Omitted};
use crate::format::tools::graph::Graph;
use crate::format::tools::imported::Imported;
use crate::format::tools::interner::Terms;
use crate::format::tools::stream::Stream;
use crate::format::tools::view::View;
use crate::format::tools::walk::Source;
use crate::format::tools::{
    Format, csv, cytoscape, dot_mermaid, gexf, graphml, graphology, html_markdown, json_graph, jsonld,
    jsonld_reading, node_link, nquads,
};
use crate::network::Network;

impl Network {
    /// Writes the network in a format, and says what of it that format does not hold. The same network gives the same
    /// text. O(size).
    pub fn to_format(&self, format: Format) -> Exported {
        let mut bytes = Vec::new();
        // Writing into memory never fails.
        let omitted = write(self, format, &mut bytes).unwrap_or_default();
        let text = String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
        Exported { text, omitted }
    }

    /// Writes the text of [`to_format`](Network::to_format) bit by bit into a file or a connection, and says what it does
    /// not hold. Only a report is in memory as a whole; the others take a bufferful, and what lists of findings,
    /// highlights, relations and attributes' names take, in JSON 4 bytes for each relationship. O(size).
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    /// use semnet_core::format::Format;
    ///
    /// let network = NetworkBuilder::new("Why do bees dance?").finding("Waggle Run", "").build()?;
    /// let mut file = Vec::new();
    /// let omitted = network.write_format(Format::Gexf, &mut file)?;
    /// assert!(omitted.is_nothing() && file.starts_with(b"<?xml"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of `out`, which may then have a part of the text.
    pub fn write_format(&self, format: Format, out: impl Write) -> io::Result<Omitted> {
        let mut out = BufWriter::with_capacity(1 << 16, out);
        let omitted = write(self, format, &mut out)?;
        out.flush()?;
        Ok(omitted)
    }

    /// Reads a network from a text in a format. O(length), and O(n log n) comparisons of labels.
    ///
    /// # Errors
    ///
    /// [`FormatError`], with line and column or the path: for what is not of the format, as GraphML without `<graph>`;
    /// for what makes no network, as two texts for one label; for a format that is only written; and for a file that
    /// names no question, as graphs of other tools do: then [`parse_format`](Network::parse_format) takes one.
    pub fn from_format(format: Format, text: impl AsRef<[u8]>) -> Result<Network, FormatError> {
        Network::parse_format(format, text, None).map(|parsed| parsed.network)
    }

    /// Reads a network as [`from_format`](Network::from_format) does, and says what of the text was passed over; with a
    /// question for files that name none: neither a question nor a graph with a name. O(length), and O(n log n)
    /// comparisons of labels.
    ///
    /// ```
    /// use semnet_core::Network;
    /// use semnet_core::format::Format;
    ///
    /// let csv = "from,to,relation,id\nWaggle Run,Sun Compass,is aimed by,7\n";
    /// assert!(Network::from_format(Format::Csv, csv).unwrap_err().is_no_question());
    /// let parsed = Network::parse_format(Format::Csv, csv, Some("Why do bees dance?"))?;
    /// let relationship = parsed.network.relationships().next().ok_or("none")?;
    /// assert_eq!(relationship.to_string(), "Waggle Run —is aimed by→ Sun Compass");
    /// assert_eq!(parsed.skipped.to_string(), "1 edge id");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`from_format`](Network::from_format), but for the question where one is given.
    pub fn parse_format(
        format: Format,
        text: impl AsRef<[u8]>,
        question: Option<&str>,
    ) -> Result<Imported, FormatError> {
        read(format, text.as_ref(), question).map_err(|wrong| wrong.of(format))
    }

    /// Reads a network from a file or a connection as [`parse_format`](Network::parse_format) does from a text. Of the text
    /// only a piece is in memory; all of it for reports, JSON-LD and `graphs` of JSON Graph Format, and of this crate's own
    /// JSON what comes before the question. Reads in large pieces, so that `input` needs no buffer.
    /// O(length), and O(n log n) comparisons of labels.
    ///
    /// ```
    /// use semnet_core::Network;
    /// use semnet_core::format::Format;
    ///
    /// let file = b"from,to,relation\nWaggle Run,Sun Compass,is aimed by\n";
    /// let parsed = Network::read_format(Format::Csv, &file[..], Some("Why do bees dance?"))?;
    /// assert_eq!(parsed.network.concept_count(), 2);
    /// # Ok::<(), semnet_core::format::FormatError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`parse_format`](Network::parse_format), and those of `input` ([`FormatError::io_error`]). In JSON of more than
    /// 64 KiB the place may be one character further on, and so on the next line.
    pub fn read_format(
        format: Format,
        mut input: impl Read,
        question: Option<&str>,
    ) -> Result<Imported, FormatError> {
        let mut stream = Stream::new(&mut input);
        let result = read_stream(format, &mut stream, question);
        stream.take_wrong().map_or(result, Err).map_err(|wrong| wrong.of(format))
    }
}

/// Generic for the sake of this crate's own JSON alone: serde_json asks for single characters to be written.
fn write<W: Write>(network: &Network, format: Format, out: &mut W) -> io::Result<Omitted> {
    let view = || View::of(network);
    match format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut *out, network)?;
            out.write_all(b"\n")?;
        }
        Format::Report => {
            let report = network.to_report();
            out.write_all(report.text.as_bytes())?;
            return Ok(report.omitted);
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
        Format::Dot => return dot_mermaid::dot(network, out),
        Format::Mermaid => return dot_mermaid::mermaid(network, out),
        Format::Markdown => html_markdown::markdown(network, out)?,
        Format::Html => html_markdown::html(network, out)?,
    }
    Ok(Omitted::default())
}

fn read(format: Format, bytes: &[u8], question: Option<&str>) -> Result<Imported, Wrong> {
    if format.is_json() || format == Format::Report {
        return read_text(format, as_text(bytes)?, question);
    }
    let mut input = bytes;
    let mut stream = Stream::new(&mut input);
    let result = read_rest(format, &mut stream, question);
    stream.take_wrong().map_or(result, Err)
}

fn read_stream(format: Format, stream: &mut Stream<'_>, question: Option<&str>) -> Result<Imported, Wrong> {
    let cannot_read = |error: io::Error| Place::Nowhere.cannot_read(&error);
    match format {
        // Read from a text, errors in JSON have the very place.
        _ if format.is_json() && stream.is_short().map_err(cannot_read)? => {
            read_text(format, stream.peek().map_err(cannot_read)?, question)
        }
        Format::Report | Format::JsonLd => read_text(format, &stream.rest().map_err(cannot_read)?, question),
        Format::Json => crate::format::json::read(BufReader::new(stream))
            .map(Imported::whole)
            .map_err(|error| of_json(&error)),
        _ if format.is_json() => read_json(format, stream)?.network(question),
        _ => read_rest(format, stream, question),
    }
}

/// JSON, and reports.
fn read_text(format: Format, text: &str, question: Option<&str>) -> Result<Imported, Wrong> {
    match format {
        Format::Json => Network::from_json(text).map(Imported::whole).map_err(|error| of_json(&error)),
        Format::Report => Network::from_report(text).map(Imported::whole).map_err(|error| {
            let (line, column) = (error.line(), error.column());
            let message = error.to_string();
            let message = message.split_once(": ").map_or(message.as_str(), |(_, message)| message);
            Place::Line { line, column }.wrong(message)
        }),
        Format::JsonLd => jsonld_reading::read(text, &mut Terms::default())?.network(question),
        _ => read_json(format, text)?.network(question),
    }
}

/// The formats in JSON whose items are taken one by one.
fn read_json<'a>(format: Format, source: impl Source<'a>) -> Result<Graph<'a>, Wrong> {
    match format {
        Format::JsonGraph => json_graph::read(source),
        Format::NodeLink => node_link::read(source),
        Format::Cytoscape => cytoscape::read(source),
        _ => graphology::read(source),
    }
}

/// The formats that are always read as streams, and those that are not read.
fn read_rest(format: Format, stream: &mut Stream<'_>, question: Option<&str>) -> Result<Imported, Wrong> {
    match format {
        Format::GraphMl => graphml::read(stream)?.network(question),
        Format::Gexf => gexf::read(stream)?.network(question),
        Format::NQuads | Format::NTriples => nquads::read(stream, &mut Terms::default())?.network(question),
        Format::Csv | Format::Tsv => csv::read(stream)?.network(question),
        _ => Err(Place::Nowhere.because(Problem::NotRead)),
    }
}

fn as_text(bytes: &[u8]) -> Result<&str, Wrong> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).and_then(|bytes| std::str::from_utf8(bytes).ok());
        let before = before.unwrap_or_default();
        Place::at(before, before.len()).is_not_utf8()
    })?;
    // The mark that some editors leave.
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

fn of_json(error: &crate::format::JsonError) -> Wrong {
    let place = match (error.line(), error.column(), error.path()) {
        (Some(line), Some(column), _) => Place::Line { line, column },
        (_, _, Some(path)) => Place::Path(path.to_owned()),
        _ => Place::Nowhere,
    };
    let message = error.to_string();
    place.wrong(message.split_once(": ").map_or(message.as_str(), |(_, message)| message))
}
