//! Writing and reading in any format.

use std::io::{self, BufReader, BufWriter, Read, Write};

use crate::format::json;
use crate::format::tools::error::{FormatError, Place, PlacedProblem, Problem};
use crate::format::tools::exported::{Exported, Omitted};
use crate::format::tools::footnotes::Footnotes;
use crate::format::tools::graph::Graph;
use crate::format::tools::imported::Imported;
use crate::format::tools::json_source::{Source, place_in, worded};
use crate::format::tools::options::ImportOptions;
use crate::format::tools::stream::Stream;
#[cfg(feature = "turtle")]
use crate::format::tools::turtle;
use crate::format::tools::unknown::{not_text, text_looks_like, unknown};
use crate::format::tools::unknown_json::{json_lines_look_like, json_looks_like};
use crate::format::tools::view::View;
use crate::format::tools::{
    Format, canvas, csv, cx2, cypher, cytoscape, dot, dot_mermaid, entities, gexf, gml, graphml, graphology,
    html_markdown, json_graph, json_lines, jsonld, jsonld_reading, line_lists, mermaid, neo4j, node_link,
    nquads, opml, utf16, wikidata, xgmml,
};
use crate::network::Network;
use crate::util::valid_start;

/// # Formats of other tools
impl Network {
    /// Writes the network in a format, and reports the parts that the format cannot express. The same network
    /// gives the same text. For a format that is only read (see [`Format::is_writable`]), the text is empty.
    /// O(size).
    pub fn to_format(&self, format: Format) -> Exported {
        let mut bytes = Vec::new();
        // Writing into memory fails only for a format that this build does not write.
        let omitted = write(self, format, &mut bytes).unwrap_or_default();
        let text = String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
        Exported { text, omitted }
    }

    /// Writes the text of [`to_format`](Network::to_format) piece by piece into a file or another writer, and
    /// reports the parts that the format cannot express. O(size).
    ///
    /// Only a report is generated in memory as a whole. The other formats need a buffer of 64 KiB and lists
    /// of the findings, the highlights, the relations and the names of attributes; JSON also needs 4 bytes
    /// for each relationship.
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
    /// Those of `out`, which may then have a part of the text; [`io::ErrorKind::Unsupported`] for a format
    /// that is only read.
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
    /// [`FormatError`], with line and column or the path: for a text that is not in the format, such as
    /// GraphML without `<graph>`; for content that does not make a network, such as two texts for one label,
    /// or [too much](crate::network::BuildError::TooLarge) of it; for a format that is only written; and for
    /// a file without a question. Most files of other tools have none: give [`import`](Network::import) one.
    pub fn from_format(format: Format, text: impl AsRef<[u8]>) -> Result<Network, FormatError> {
        Network::import(format, text, &ImportOptions::default()).map(|imported| imported.network)
    }

    /// Reads a network as [`from_format`](Network::from_format) does, and reports the skipped parts of the
    /// text. The options have a question, which is used if the file gives neither a question nor a name of
    /// its graph, a language, and tables of labels. O(length), and O(n log n) comparisons of labels.
    ///
    /// ```
    /// use semnet_core::Network;
    /// use semnet_core::format::{Format, ImportOptions};
    ///
    /// let csv = "from,to,relation,id\nWaggle Run,Sun Compass,is aimed by,7\n";
    /// assert!(Network::from_format(Format::Csv, csv).unwrap_err().is_no_question());
    /// let options = ImportOptions::default().question("Why do bees dance?");
    /// let imported = Network::import(Format::Csv, csv, &options)?;
    /// let relationship = imported.network.relationships().next().ok_or("none")?;
    /// assert_eq!(relationship.to_string(), "Waggle Run —is aimed by→ Sun Compass");
    /// assert_eq!(imported.skipped.to_string(), "1 edge id");
    ///
    /// let triples = r#"<http://v.example/1> <http://www.w3.org/2004/02/skos/core#prefLabel> "Bee"@en .
    /// <http://v.example/1> <http://www.w3.org/2004/02/skos/core#prefLabel> "Abeille"@fr ."#;
    /// let imported = Network::import(Format::NTriples, triples, &options.language("fr"))?;
    /// assert!(imported.network.concept("Abeille").is_some());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`from_format`](Network::from_format). A question in the options replaces a missing one.
    #[doc(alias = "parse_format")]
    pub fn import(
        format: Format,
        text: impl AsRef<[u8]>,
        options: &ImportOptions<'_>,
    ) -> Result<Imported, FormatError> {
        read(format, text.as_ref(), options).map_err(|wrong| wrong.of(format))
    }

    /// Reads a network from a file or another reader as [`import`](Network::import) does from a text. It
    /// reads in large pieces, so `input` needs no buffer. O(length), and O(n log n) comparisons of labels.
    ///
    /// Only a piece of the text is in memory at a time. Reports, JSON-LD, Wikidata's JSON and `graphs` of
    /// JSON Graph Format are read into memory completely, and so is, in this crate's own JSON, everything
    /// before the question.
    ///
    /// ```
    /// use semnet_core::Network;
    /// use semnet_core::format::{Format, ImportOptions};
    ///
    /// let edges = b"Source,Target\n1,2\n";
    /// let labels = ["Id,Label\n1,Bee\n2,Honey\n"];
    /// let options = ImportOptions::default().question("What do bees make?").labels(labels);
    /// let network = Network::import_from(Format::Csv, &edges[..], &options)?.network;
    /// assert!(network.concept("Honey").is_some());
    /// # Ok::<(), semnet_core::format::FormatError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`import`](Network::import) and of `input` ([`FormatError::io_error`]). In JSON of more than
    /// 64 KiB, the place may be one character too far, and so on the next line.
    #[doc(alias = "read_format")]
    pub fn import_from(
        format: Format,
        mut input: impl Read,
        options: &ImportOptions<'_>,
    ) -> Result<Imported, FormatError> {
        let mut stream = Stream::new(&mut input);
        let result = read_stream(format, &mut stream, options);
        stream.take_wrong().map_or(result, Err).map_err(|wrong| wrong.of(format))
    }
}

/// Generic only for this crate's own JSON: serde_json writes single characters.
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
        #[cfg(feature = "turtle")]
        Format::Turtle => turtle::write(network, out)?,
        #[cfg(not(feature = "turtle"))]
        Format::Turtle => {
            let message = "Turtle is written with the feature `turtle`, which this build does not have";
            return Err(io::Error::new(io::ErrorKind::Unsupported, message));
        }
        Format::Csv => return csv::write(network, b',', out),
        Format::Tsv => return csv::write(network, b'\t', out),
        Format::Dot => return dot_mermaid::dot(network, out),
        Format::Mermaid => return dot_mermaid::mermaid(network, out),
        Format::Markdown => html_markdown::markdown(network, &Footnotes::default(), out)?,
        Format::Html => html_markdown::html(network, &Footnotes::default(), out)?,
        Format::Canvas => return canvas::write(network, out),
        Format::Cypher => return cypher::write(network, out),
        Format::Gml
        | Format::Opml
        | Format::McpMemory
        | Format::LangExtract
        | Format::Entities
        | Format::Neo4j
        | Format::Xgmml
        | Format::Cx2
        | Format::Tgf
        | Format::Sif
        | Format::Wikidata => {
            let message = format!("{} can only be read, not written", format.title());
            return Err(io::Error::new(io::ErrorKind::Unsupported, message));
        }
    }
    Ok(Omitted::default())
}

fn read(format: Format, bytes: &[u8], options: &ImportOptions<'_>) -> Result<Imported, PlacedProblem> {
    check_labels(format, options)?;
    let bytes = &*utf16::whole(bytes).map_err(|error| Place::Nowhere.cannot_read(&error))?;
    if let Some(what) = not_text(bytes) {
        return Err(unknown(what));
    }
    if format.is_json() || format == Format::Report {
        return read_text(format, as_text(bytes)?, options);
    }
    let mut input = bytes;
    let mut stream = Stream::new(&mut input);
    let result = read_rest(format, &mut stream, options);
    stream.take_wrong().map_or(result, Err)
}

fn read_stream(
    format: Format,
    stream: &mut Stream<'_>,
    options: &ImportOptions<'_>,
) -> Result<Imported, PlacedProblem> {
    check_labels(format, options)?;
    if let Some(what) = not_text(stream.beginning().map_err(|error| Place::Nowhere.cannot_read(&error))?) {
        // Nor is it UTF-8, but that is less helpful to report.
        stream.take_wrong();
        return Err(unknown(what));
    }
    let cannot_read = |error: io::Error| Place::Nowhere.cannot_read(&error);
    match format {
        // If it is read from a text, errors in JSON have their exact place.
        _ if format.is_json() && stream.is_short().map_err(cannot_read)? => {
            read_text(format, stream.peek().map_err(cannot_read)?, options)
        }
        Format::Report => read_text(format, &stream.rest().map_err(cannot_read)?, options),
        Format::JsonLd | Format::Wikidata => {
            let read = if format == Format::JsonLd { jsonld_reading::read } else { wikidata::read };
            let graph = read(&stream.rest().map_err(cannot_read)?, options.language)?;
            network(graph, format, options)
        }
        Format::Json => json::read(BufReader::new(stream), options.question)
            .map(Imported::whole)
            .map_err(|error| of_json(&error, None)),
        _ if format.is_json() => network(read_json(format, Source::Stream(stream))?, format, options),
        _ => read_rest(format, stream, options),
    }
}

/// A table of labels is only for files without labels.
fn check_labels(format: Format, options: &ImportOptions<'_>) -> Result<(), PlacedProblem> {
    if options.labels.is_empty() || matches!(format, Format::Csv | Format::Tsv) {
        return Ok(());
    }
    Err(Place::Nowhere
        .wrong("a table of labels is only for lists of edges (csv, tsv); files of this format have labels"))
}

/// JSON, and reports.
fn read_text(format: Format, text: &str, options: &ImportOptions<'_>) -> Result<Imported, PlacedProblem> {
    match format {
        Format::Json => {
            json::read_bytes(text.as_bytes(), options.question).map(Imported::whole).map_err(|error| {
                // A stream does not have all of a long file in memory, and both must give the same result.
                let has = |name: &str| text.contains(&format!("\"{name}\""));
                let is_ours = text.len() >= SHORT
                    || has("question")
                    || (has("findings") && (has("concepts") || has("relationships")))
                    || (error.is_no_question() && (has("concepts") || has("relationships")));
                if let Some(what) = json_lines_look_like(text).filter(|_| !is_ours) {
                    return unknown(what);
                }
                match serde_json::from_str::<serde::de::IgnoredAny>(text) {
                    _ if is_ours => of_json(&error, Some(text)),
                    Ok(_) => unknown(json_looks_like(text)),
                    Err(error) => of_json(&crate::format::JsonError::of_text(&error), Some(text)),
                }
            })
        }
        Format::Report => Network::from_report(text).map(Imported::whole).map_err(|error| {
            if !text.contains(HEAD) {
                return unknown(text_looks_like(text));
            }
            let (line, column) = (error.line(), error.column());
            let message = error.to_string();
            let message = message.split_once(": ").map_or(message.as_str(), |(_, message)| message);
            Place::Line { line, column }.wrong(message)
        }),
        Format::JsonLd => network(jsonld_reading::read(text, options.language)?, format, options),
        Format::Wikidata => network(wikidata::read(text, options.language)?, format, options),
        _ => network(read_json(format, Source::Text(text))?, format, options),
    }
}

/// The formats in JSON whose items are taken one by one.
fn read_json<'a>(format: Format, source: Source<'a, '_, '_>) -> Result<Graph, PlacedProblem> {
    match format {
        Format::JsonGraph => json_graph::read(source),
        Format::NodeLink => node_link::read(source),
        Format::Canvas => canvas::read(source),
        Format::Entities => entities::read(source),
        Format::Cytoscape => cytoscape::read(source),
        Format::Cx2 => cx2::read(source),
        _ => graphology::read(source),
    }
}

/// The formats that are always read as streams, and those that are not read.
fn read_rest(
    format: Format,
    stream: &mut Stream<'_>,
    options: &ImportOptions<'_>,
) -> Result<Imported, PlacedProblem> {
    let graph = match format {
        Format::Gml => of_whole(stream, gml::read)?,
        Format::Dot => of_whole(stream, dot::read)?,
        Format::Mermaid => of_whole(stream, mermaid::read)?,
        Format::Opml => opml::read(stream)?,
        Format::Xgmml => xgmml::read(stream)?,
        Format::Tgf => line_lists::read_tgf(stream)?,
        Format::Sif => line_lists::read_sif(stream)?,
        Format::McpMemory => json_lines::read_memory(stream)?,
        Format::Neo4j => neo4j::read(stream)?,
        Format::LangExtract => json_lines::read_extractions(stream)?,
        Format::GraphMl => graphml::read(stream)?,
        Format::Gexf => gexf::read(stream)?,
        Format::NQuads | Format::NTriples => nquads::read(stream, options.language)?,
        #[cfg(feature = "turtle")]
        Format::Turtle => turtle::read(stream, options.language)?,
        Format::Csv | Format::Tsv => csv::read(stream, &options.labels)?,
        _ => return Err(Place::Nowhere.because(Problem::NotRead)),
    };
    network(graph, format, options)
}

/// The network of a graph. The mark of this crate's files is ignored in formats that do not have it.
fn network(mut graph: Graph, format: Format, options: &ImportOptions<'_>) -> Result<Imported, PlacedProblem> {
    graph.is_foreign |= !(format.is_lossless() || matches!(format, Format::Csv | Format::Tsv));
    graph.network(options.question)
}

/// Shorter files are read into memory completely, even from streams.
const SHORT: usize = crate::format::tools::stream::PIECE;

/// What every report has, without regard to what is before it.
const HEAD: &str = "semantic network:";

/// The graph of a file that is not read piece by piece; after that, its text is not needed any more.
fn of_whole(
    stream: &mut Stream<'_>,
    read: fn(&str) -> Result<Graph, PlacedProblem>,
) -> Result<Graph, PlacedProblem> {
    read(&stream.rest().map_err(|error| stream.place().cannot_read(&error))?)
}

fn as_text(bytes: &[u8]) -> Result<&str, PlacedProblem> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = valid_start(bytes, &error);
        Place::at(before, before.len()).is_not_utf8()
    })?;
    // The byte order mark that some editors leave.
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

fn of_json(error: &crate::format::JsonError, text: Option<&str>) -> PlacedProblem {
    if error.is_no_question() {
        return Place::Nowhere.because(Problem::NoQuestion);
    }
    let place = match (error.line(), error.column(), error.path()) {
        (Some(line), Some(column), _) => {
            text.map_or(Place::Line { line, column }, |text| place_in(text, line, column))
        }
        (_, _, Some(path)) => Place::Path(path.to_owned()),
        _ => Place::Nowhere,
    };
    let message = error.to_string();
    place.wrong(worded(message.split_once(": ").map_or(message.as_str(), |(_, message)| message)))
}
