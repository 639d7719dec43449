//! Recognises files in formats that cannot be read, so that the message can name the format and a way to
//! convert it.

use crate::format::tools::error::{Place, PlacedProblem, Problem};
use crate::format::tools::stream::PIECE;
use crate::format::tools::{columns, csv_heads};
use crate::util::{excerpt, items};

/// The error for a file that looks like something else.
pub(super) fn unknown(what: impl Into<String>) -> PlacedProblem {
    Place::Nowhere.because(Problem::Unknown(what.into()))
}

/// The kind of a file that is not text, by its beginning.
pub(super) fn not_text(beginning: &[u8]) -> Option<&'static str> {
    let starts = [
        (&b"\x1f\x8b"[..], "a file that gzip has compressed; decompress it first"),
        (b"PK\x03\x04", "a ZIP archive (also .xlsx, .cys, .ods); unpack it first"),
        (b"SQLite format 3\0", "a database of SQLite"),
        (b"%PDF-", "a PDF"),
        (b"\x89PNG", "a picture"),
        (b"{\\rtf", "RTF; save it as plain text"),
        (b"{:", "EDN, as Logseq exports it; open the folder of its pages, or export them as OPML"),
        (
            b"PAR1",
            "a table of Parquet, as GraphRAG writes; export it as CSV, in Python with `read_parquet` and \
             `to_csv` of pandas",
        ),
    ];
    if let Some((_, what)) = starts.iter().find(|(start, _)| beginning.starts_with(start)) {
        return Some(what);
    }
    let looked_at = items(beginning, ..beginning.len().min(1_024.min(PIECE)));
    if looked_at.contains(&0) {
        // Of four bytes of text in UTF-16 or UTF-32, some are zero and others are not.
        let is_wide = |zeros: [usize; 2]| {
            let is_even = |at: usize| zeros.contains(&(at % 4));
            looked_at.len() > 7 && looked_at.iter().enumerate().all(|(at, byte)| (*byte == 0) == is_even(at))
        };
        if is_wide([1, 3]) || is_wide([0, 2]) {
            return Some("text in UTF-16 or UTF-32; save it as UTF-8");
        }
        return Some("a binary file");
    }
    let bare = beginning.strip_prefix(b"\xef\xbb\xbf").unwrap_or(beginning);
    let is_all = beginning.len() < PIECE;
    (is_all && bare.iter().all(u8::is_ascii_whitespace)).then_some("an empty file")
}

/// The format that a text resembles, if it is not a report.
pub(super) fn text_looks_like(text: &str) -> String {
    // Comments of Pajek come first.
    let is_comment = |line: &str| line.starts_with('%') && text.contains("*Vertices");
    let is_said = |line: &&str| !line.is_empty() && !is_comment(line) && !line.starts_with("//");
    let mut lines = text.lines().map(str::trim).filter(is_said);
    let first = lines.next().unwrap_or_default();
    let lower = first.to_ascii_lowercase();
    let begins = |words: &[&str]| words.iter().any(|word| lower.starts_with(word));
    let known = [
        (begins(&["creator \"", "graph [", "graph\t["]) || lower == "graph", "GML"),
        (begins(&["@prefix", "@base", "prefix ", "base <"]), "Turtle"),
        (begins(&["*vertices", "*network"]), "Pajek; convert it to GraphML or GML, as Gephi and NetworkX do"),
        (begins(&["digraph", "strict ", "graph {", "subgraph"]), "DOT"),
        (
            begins(&["flowchart", "mindmap", "graph td", "graph lr", "graph tb", "graph bt", "graph rl"]),
            "Mermaid",
        ),
        (
            begins(&[
                "sequencediagram",
                "classdiagram",
                "erdiagram",
                "statediagram",
                "gantt",
                "journey",
                "timeline",
                "gitgraph",
                "pie",
                "requirementdiagram",
                "c4context",
                "architecture-beta",
                "block-beta",
                "sankey",
            ]),
            "Mermaid, of which mind maps and flowcharts are read",
        ),
        (
            begins(&[
                "create table",
                "create database",
                "insert into",
                "select ",
                "drop table",
                "pragma ",
                "begin transaction",
                "-- mysql",
                "-- postgresql",
                "--\n-- postgresql",
                "set ",
            ]),
            "SQL; export the table of edges as CSV: source,relation,target",
        ),
        (
            begins(&["create ", "match ", "merge ", "unwind ", "load csv ", "call ", ":begin", ":param"]),
            CYPHER,
        ),
        (
            begins(&["ontology:", "prefix: "]) || (begins(&["prefix: "]) && lower.ends_with('>')),
            "OWL in Manchester syntax; save it as Turtle, as Protégé does",
        ),
        (begins(&["prefix(", "ontology("]), "OWL in functional syntax; save it as Turtle, as Protégé does"),
        (
            begins(&["format-version:"]),
            "OBO; convert it to Turtle, with `robot convert`, or to OBO graphs in JSON",
        ),
        (
            begins(&[">>graph6<<", ">>sparse6<<", ">>digraph6<<"]),
            "graph6 or sparse6, which has no labels; read it with NetworkX and write GraphML",
        ),
        (is_toml(text), "TOML or an INI file"),
        (begins(&["---"]) || begins(&["# "]), "Markdown"),
        (
            begins(&["@start", "!include", "skinparam "]),
            "PlantUML; draw it in Mermaid or DOT, or list its arrows as CSV: source,relation,target",
        ),
        (
            begins(&["graph "]) && text.lines().nth(1).is_some_and(|line| line.starts_with("node ")),
            "a drawing by `dot -Tplain`; give the file in DOT that it was made from",
        ),
        (
            begins(&["+--", "|"]),
            "a table with a frame, as cypher-shell prints it; let it print CSV, with `cypher-shell --format \
             plain`, and call the columns source, relation and target",
        ),
        (
            is_table_of_nodes(first),
            "a list of nodes; read the list of edges, and give this along with it as the table of labels",
        ),
        (is_modules(first), "the output of `go mod graph`; put the line `source target` before it"),
        (
            begins(&["%%matrixmarket"]),
            "a sparse matrix of Matrix Market; list its entries as CSV: source,target,weight",
        ),
        (
            are_pairs(text),
            "a list of edges whose columns have no names; put a line such as `source target` or `source \
             target weight` before it",
        ),
        (begins(&["(tlp "]), "Tulip; export it as GML or GEXF"),
        (begins(&["workspace {", "workspace \""]), "Structurizr; export it as DOT or Mermaid"),
        (begins(&["*node data", "*node properties", "*tie data"]), "VNA, of NetDraw; convert it to GraphML"),
        (begins(&["dl n"]), "DL, of UCINET; convert it to GraphML"),
        (begins(&["nodedef>"]), "GDF, of Gephi and GUESS; export it as GEXF or GraphML"),
        (
            first.ends_with('}') && first.contains(" {"),
            "an edge list of NetworkX; write the graph with `node_link_data` or `write_graphml`",
        ),
        (
            !first.starts_with(['{', '[', '<', '#']) && text.lines().any(|line| line.contains(" -> ")),
            "arrows, as D2 has them; draw them in Mermaid or DOT, or list them as CSV: source,relation,target",
        ),
        (is_yaml(first, text), "YAML; convert it to JSON"),
    ];
    match known.iter().find(|(is, _)| *is) {
        Some((_, what)) => (*what).to_owned(),
        None if first.starts_with(['{', '[']) && text.trim_start().starts_with("//") => {
            "JSON with comments, which JSON does not have; take them out".to_owned()
        }
        None => format!("text that begins {:?}", excerpt(first)),
    }
}

const DRAW_IO: &str =
    "a drawing of draw.io, which is not a graph; list its arrows as CSV: source,relation,target";

/// A format that is only written, and another way to the network.
const CYPHER: &str = "Cypher, which is only written; export the graph from the database with \
                      `apoc.export.json.all` or `apoc.export.graphml.all`";

/// Whether the first lines are two names with white space between, or with a weight after them.
fn are_pairs(text: &str) -> bool {
    let is_said = |line: &&str| !line.trim().is_empty() && !line.starts_with(['#', '%']);
    let lines: Vec<Vec<&str>> =
        text.lines().filter(is_said).take(20).map(|line| line.split_whitespace().collect()).collect();
    let count = lines.first().map_or(0, Vec::len);
    let is_alike = lines.len() > 1 && lines.iter().all(|line| line.len() == count);
    let is_number = |cell: &&str| cell.parse::<f64>().is_ok();
    let has_weights = || lines.iter().all(|line| line.last().is_some_and(is_number));
    // Prose in short lines has punctuation.
    let is_name = |cell: &&str| {
        !cell.contains(['(', ')', ',', ';', '=', '{', '"']) && !cell.ends_with(['.', '!', '?', ':'])
    };
    is_alike && lines.iter().flatten().all(is_name) && (count == 2 || (count == 3 && has_weights()))
}

/// Whether a text begins with the head of a table of TOML, such as `[package]`.
fn is_toml(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let name = lines.next().and_then(|line| line.strip_prefix('[')?.strip_suffix(']'));
    let is_name = |name: &str| {
        let name = name.strip_prefix('[').and_then(|it| it.strip_suffix(']')).unwrap_or(name);
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ');
        name.starts_with(char::is_alphabetic) && name.chars().all(is_part)
    };
    name.is_some_and(is_name) && lines.next().is_none_or(|line| line.contains('=') || line.starts_with('['))
}

/// Whether a text has a key, and below it items with hyphens or further keys.
fn is_yaml(first: &str, text: &str) -> bool {
    let is_key = |line: &str| {
        let name = line.strip_suffix(':').or_else(|| line.split_once(": ").map(|(name, _)| name));
        name.is_some_and(|name| !name.is_empty() && !name.contains(char::is_whitespace))
    };
    let mut below = text.lines().skip_while(|line| line.trim() != first).skip(1);
    let next = below.find(|line| !line.trim().is_empty()).unwrap_or_default();
    let is_nested = next.starts_with([' ', '\t', '-']);
    is_key(first) && if first.ends_with(':') { is_nested } else { is_key(next.trim()) }
}

/// Whether a line names the columns of a list of nodes.
fn is_table_of_nodes(line: &str) -> bool {
    let cells: Vec<String> =
        line.split([',', ';', '\t']).map(|cell| csv_heads::column(cell).to_owned()).collect();
    cells.len() > 1 && columns::node_columns(&cells).is_some()
}

/// Whether a line is two modules of Go, of which all but the first have a version.
fn is_modules(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    matches!(words[..], [first, second] if first.contains('/') && second.contains("@v"))
}

/// The format of XML whose root is not that of the expected format.
pub(super) fn xml_looks_like(root: &str, expected: &str) -> String {
    let local = root.rsplit(':').next().unwrap_or(root);
    let known = [
        ("RDF", "RDF/XML; convert it to Turtle or N-Triples"),
        ("html", "HTML"),
        ("svg", "SVG, a picture"),
        ("Ontology", "OWL/XML; save it as Turtle, as Protégé does"),
        ("TriX", "TriX; convert it to N-Quads"),
        ("mxfile", DRAW_IO),
        ("mxGraphModel", DRAW_IO),
        ("map", "a mind map of FreeMind; export it as OPML"),
        ("cmap", "a concept map of CmapTools; export its propositions as text"),
        ("DirectedGraph", "DGML, of Visual Studio; list its links as CSV: source,target,relation"),
        ("sparql", "the result of a SPARQL query; save it as CSV"),
        ("gxl", "GXL; convert it to DOT, with `gxl2gv`"),
        ("Workbook", "a table of Excel; save it as CSV"),
        ("model", "a model of ArchiMate; export it as CSV, and give elements.csv as the table of labels"),
    ];
    let is_uid = local.strip_prefix("0x").is_some_and(|it| it.bytes().all(|byte| byte.is_ascii_hexdigit()));
    if is_uid {
        return "RDF of Dgraph, whose names are not IRIs; list its edges as CSV: source,relation,target"
            .to_owned();
    }
    match known.iter().find(|(name, _)| local.eq_ignore_ascii_case(name)) {
        Some((_, what)) => (*what).to_owned(),
        None => format!("XML whose root is <{}>, not <{expected}>", excerpt(root)),
    }
}
