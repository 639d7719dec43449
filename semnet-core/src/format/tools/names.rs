//! The formats by name, file name and media type.

use std::fmt;
use std::str::FromStr;

/// A file format of networks. The [guide](crate::format::guide) describes what each can express, and how
/// files of other tools are read.
///
/// ```
/// use semnet_core::{Network, NetworkBuilder};
/// use semnet_core::format::Format;
///
/// let network = NetworkBuilder::new("Why do bees dance?").finding("Waggle Run", "").build()?;
/// let format = Format::from_path("bees.graphml").ok_or("no format")?;
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
    /// The JSON form of this crate ([`Network::to_json`](crate::network::Network::to_json)).
    Json,
    /// The plain-text report ([`Network::to_report`](crate::network::Network::to_report)).
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
    /// A list of relationships as comma-separated values, with the columns `source`, `relation`, `target` and
    /// perhaps `passage`, or the names of other tools for them; other columns become attributes.
    Csv,
    /// The same with tabs instead of commas.
    Tsv,
    /// The language of [Graphviz](https://graphviz.org).
    Dot,
    /// [Mermaid](https://mermaid.js.org): flowcharts are written, flowcharts and mind maps are read.
    Mermaid,
    /// A page in Markdown. Written only.
    Markdown,
    /// A page in HTML. Written only.
    Html,
    /// [JSON Canvas](https://jsoncanvas.org), the drawings of Obsidian and others.
    Canvas,
    /// [Cypher](https://opencypher.org), the language of Neo4j and other graph databases. Written only.
    Cypher,
    /// [GML](https://en.wikipedia.org/wiki/Graph_Modelling_Language), of igraph, NetworkX and Gephi. Read
    /// only.
    Gml,
    /// [OPML](http://opml.org), the outlines of mind maps. Read only.
    Opml,
    /// The memory server of the [Model Context Protocol](https://modelcontextprotocol.io): entities and
    /// relations in lines of JSON. Read only.
    McpMemory,
    /// The extractions of [LangExtract](https://github.com/google/langextract) and the annotations of
    /// [doccano](https://github.com/doccano/doccano): documents in lines of JSON. Read only.
    LangExtract,
    /// Entities and relationships in JSON, of [LightRAG](https://github.com/HKUDS/LightRAG) and
    /// [GraphRAG](https://microsoft.github.io/graphrag). Read only.
    Entities,
    /// The JSON that [Neo4j](https://neo4j.com/docs/apoc/current/export/json/)'s procedures
    /// `apoc.export.json` write. Read only.
    Neo4j,
    /// [XGMML](https://en.wikipedia.org/wiki/XGMML), of Cytoscape. Read only.
    Xgmml,
    /// The JSON of entities of [Wikidata](https://www.wikidata.org). Read only.
    Wikidata,
    /// [CX2](https://cytoscape.org/cx/cx2/specification/), of Cytoscape and NDEx. Read only.
    Cx2,
    /// [TGF](https://en.wikipedia.org/wiki/Trivial_Graph_Format), which yEd exports. Read only.
    Tgf,
    /// [SIF](https://manual.cytoscape.org/en/stable/Supported_Network_File_Formats.html), of Cytoscape. Read
    /// only.
    Sif,
    /// [RDF Turtle](https://www.w3.org/TR/rdf12-turtle/), in the terms of [N-Quads](Format::NQuads), and
    /// TriG. Read and written with the feature `turtle`.
    Turtle,
}

/// An entry of the list of formats: the format, its title, its name, the endings of file names, the media
/// type.
type Row = (Format, &'static str, &'static str, &'static [&'static str], &'static str);

/// Of several formats with one ending, the first is the one that the ending means.
const TABLE: [Row; 31] = [
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
    (Format::Canvas, "JSON Canvas", "canvas", &["canvas"], "application/json"),
    (Format::Cypher, "Cypher", "cypher", &["cypher", "cql"], "text/x-cypher"),
    (Format::Gml, "GML", "gml", &["gml"], "text/x-gml"),
    (Format::Opml, "OPML", "opml", &["opml"], "text/x-opml"),
    (Format::McpMemory, "MCP memory", "mcp-memory", &["memory.jsonl"], "application/jsonl"),
    (Format::LangExtract, "LangExtract's JSON", "langextract", &["langextract.jsonl"], "application/jsonl"),
    (Format::Entities, "entities in JSON", "entities", &["entities.json"], "application/json"),
    (Format::Neo4j, "Neo4j's JSON", "neo4j", &["neo4j.jsonl", "neo4j.json"], "application/jsonl"),
    (Format::Xgmml, "XGMML", "xgmml", &["xgmml"], "text/xgmml+xml"),
    (Format::Wikidata, "Wikidata's JSON", "wikidata", &["wikidata.json"], "application/json"),
    (Format::Cx2, "CX2", "cx2", &["cx2"], "application/json"),
    (Format::Tgf, "TGF", "tgf", &["tgf"], "text/plain"),
    (Format::Sif, "SIF", "sif", &["sif"], "text/plain"),
    (Format::Turtle, "Turtle", "turtle", &["ttl", "trig"], "text/turtle"),
];

/// The number of formats in this build: the last one needs a feature.
const COUNT: usize = TABLE.len() - !cfg!(feature = "turtle") as usize;

impl Format {
    /// All formats that this build reads or writes: Turtle among them with the feature `turtle`.
    pub const ALL: [Format; COUNT] = {
        let mut all = [Format::Json; COUNT];
        let mut number = 0;
        while number < all.len() {
            all[number] = TABLE[number].0;
            number += 1;
        }
        all
    };

    fn row(self) -> &'static Row {
        let table: &'static [Row; 31] = &TABLE;
        &table[self as usize]
    }

    /// The name of the format in sentences. O(1).
    pub(super) fn title(self) -> &'static str {
        self.row().1
    }

    /// The name that [`from_str`](Format::from_str) takes, such as `node-link`. O(1).
    pub fn name(self) -> &'static str {
        self.row().2
    }

    /// The extension of its files, without the full stop before it: `graphml`. O(1).
    pub fn extension(self) -> &'static str {
        self.row().3[0]
    }

    /// The media type: registered for some, customary for the others. O(1).
    pub fn media_type(self) -> &'static str {
        self.row().4
    }

    /// Whether [`Network::from_format`](crate::network::Network::from_format) reads it. O(1).
    pub fn is_readable(self) -> bool {
        !matches!(self, Format::Cypher | Format::Markdown | Format::Html) && self.is_in_this_build()
    }

    /// Whether it can express every network completely: reading a network that was written in it gives an
    /// equal one. O(1).
    pub fn is_lossless(self) -> bool {
        use Format::{
            Cytoscape, Gexf, GraphMl, Graphology, Json, JsonGraph, JsonLd, NQuads, NTriples, NodeLink,
        };
        if self == Format::Turtle {
            return self.is_in_this_build();
        }
        matches!(
            self,
            Json | JsonGraph
                | NodeLink
                | Cytoscape
                | Graphology
                | GraphMl
                | Gexf
                | NQuads
                | NTriples
                | JsonLd
        )
    }

    /// Whether [`Network::to_format`](crate::Network::to_format) has a text for it. O(1).
    pub fn is_writable(self) -> bool {
        use Format::{Cx2, Entities, Gml, LangExtract, McpMemory, Neo4j, Opml, Sif, Tgf, Wikidata, Xgmml};
        !matches!(
            self,
            Cx2 | Entities | Gml | LangExtract | McpMemory | Neo4j | Opml | Sif | Tgf | Wikidata | Xgmml
        ) && self.is_in_this_build()
    }

    fn is_in_this_build(self) -> bool {
        self != Format::Turtle || cfg!(feature = "turtle")
    }

    /// The format of a file name's ending, in letters of any case. O(length).
    ///
    /// `.json` alone is this crate's own form; for the content of such a file, [`detect`](Format::detect) is
    /// more reliable.
    pub fn from_path(name: &str) -> Option<Format> {
        let ends = |ending: &&str| {
            let start = name.len().checked_sub(ending.len() + 1)?;
            let (dot, end) = (name.as_bytes().get(start)?, name.get(start + 1..)?);
            (*dot == b'.' && end.eq_ignore_ascii_case(ending)).then_some(ending.len())
        };
        let all =
            TABLE[..COUNT].iter().flat_map(|row| row.3.iter().filter_map(ends).map(|length| (length, row.0)));
        all.max_by_key(|&(length, _)| length).map(|(_, format)| format)
    }

    pub(super) fn is_json(self) -> bool {
        use Format::{
            Canvas, Cx2, Cytoscape, Entities, Graphology, Json, JsonGraph, JsonLd, NodeLink, Wikidata,
        };
        matches!(
            self,
            Canvas
                | Cx2
                | Entities
                | Json
                | JsonGraph
                | NodeLink
                | Cytoscape
                | Graphology
                | JsonLd
                | Wikidata
        )
    }
}

impl fmt::Display for Format {
    /// The name.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// An unknown name of a format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no format {name:?}; there are: {}", Format::ALL.map(Format::name).join(", "))]
pub struct FormatNameError {
    name: String,
}

impl FromStr for Format {
    type Err = FormatNameError;

    /// The format of this name, or of this ending of file names: `graphml`, `mmd`, `.mmd`.
    fn from_str(name: &str) -> Result<Format, FormatNameError> {
        let bare = name.strip_prefix('.').unwrap_or(name);
        let is_named = |row: &&Row| {
            row.2.eq_ignore_ascii_case(bare) || row.3.iter().any(|end| end.eq_ignore_ascii_case(bare))
        };
        let row = TABLE[..COUNT].iter().find(is_named);
        row.map(|row| row.0).ok_or_else(|| FormatNameError { name: crate::util::excerpt(name) })
    }
}

/// The names of the readable formats, for a message.
pub(super) fn readable() -> String {
    let names: Vec<&str> =
        Format::ALL.into_iter().filter(|format| format.is_readable()).map(Format::name).collect();
    names.join(", ")
}
