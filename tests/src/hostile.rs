//! Hostile inputs: very deep, long or many, or compressed to expand far. Each can have any size, and every
//! function that reads them must return a result or an error, in memory and time proportional to the size.

use semnet_core::format::{Format, ImportOptions};
use semnet_core::link::Link;
use semnet_core::paths::PathOptions;
use semnet_core::query_bar::Query;
use semnet_core::store::{MemoryStore, StoreExt};
use semnet_core::words::SearchOptions;
use semnet_core::words::{ConnectionOptions, Language};
use semnet_core::{Network, NetworkBuilder, Store};

/// A kind of input, and its reader.
pub struct Case {
    /// What it is.
    pub name: &'static str,
    /// Makes one of about this many bytes.
    pub make: fn(usize) -> Vec<u8>,
    /// Reads it, and returns the result in a few words.
    pub take: fn(&[u8]) -> String,
}

/// All of them.
pub const CASES: &[Case] = &[
    Case { name: "link that unpacks 900 times", make: bomb, take: link },
    Case { name: "link that says it unpacks to more", make: boast, take: link },
    Case { name: "link of noise", make: noise_link, take: link },
    Case { name: "query bar, one long word", make: |n| vec![b'a'; n], take: query_bar },
    Case { name: "query bar, many words", make: |n| repeat("bee ", n), take: query_bar },
    Case { name: "query bar, brackets", make: |n| repeat("([{“", n), take: query_bar },
    Case {
        name: "pattern, nested parentheses",
        make: |n| around("?x via ", "(", "r", ")", " ?y", n),
        take: select,
    },
    Case {
        name: "pattern, nested inverses",
        make: |n| around("?x via ", "^", "r", "", " ?y", n),
        take: select,
    },
    Case { name: "pattern, one long label", make: |n| around("", "a", "", "", " via r ?y", n), take: select },
    Case { name: "pattern, many patterns", make: |n| repeat("?x via r ?y;", n), take: select },
    Case { name: "pattern, long path", make: |n| around("?x via r", "/r", "", "", " ?y", n), take: select },
    Case {
        name: "JSON, nested where text is due",
        make: |n| around("{\"question\":", "[", "", "]", "}", n),
        take: json,
    },
    Case {
        name: "JSON, nested in an unknown field",
        make: |n| around("{\"x\":", "{\"x\":", "1", "}", "}", n),
        take: json,
    },
    Case {
        name: "JSON, a long line",
        make: |n| around("{\"question\":\"Q?\",\"title\":\"", "a", "", "", "\"}", n),
        take: json,
    },
    Case {
        name: "JSON, escapes",
        make: |n| around("{\"question\":\"", "\\u0061", "", "", "\"}", n),
        take: json,
    },
    Case { name: "JSON, many findings", make: findings, take: json },
    Case { name: "JSON, one concept again and again", make: same_concept, take: json },
    Case { name: "JSON, relationships between two concepts", make: parallel, take: relationships },
    Case { name: "JSON, one relationship again and again", make: same_relationship, take: json },
    Case { name: "JSON, attributes of one concept", make: attributes, take: json },
    Case {
        name: "JSON, marks on one letter",
        make: |n| around("{\"question\":\"a", "\u{301}\u{323}", "", "", "\"}", n),
        take: json,
    },
    Case { name: "JSON, a star", make: star, take: relationships },
    Case { name: "JSON, a chain", make: chain, take: relationships },
    Case { name: "JSON, findings that share their words", make: alike, take: words },
    Case { name: "JSON, two long texts with the same words", make: twins, take: words },
    Case { name: "report, many findings", make: report, take: |bytes| said(Network::from_report(bytes)) },
    Case {
        name: "report, a long line",
        make: |n| around(REPORT, "a ", "", "", "\n", n),
        take: |bytes| said(Network::from_report(bytes)),
    },
    Case {
        name: "report, quotation marks",
        make: |n| around(REPORT, "\n\"“‘", "", "", "", n),
        take: |bytes| said(Network::from_report(bytes)),
    },
    Case {
        name: "canonical bytes, a count that cannot be",
        make: count,
        take: |bytes| said(Network::from_bytes(bytes.to_vec())),
    },
    Case {
        name: "canonical bytes, many concepts",
        make: |n| written(&findings(n)),
        take: |bytes| said(Network::from_bytes(bytes.to_vec())),
    },
    Case {
        name: "JSON Graph, nested",
        make: |n| around("{\"graph\":{\"metadata\":", "[", "", "]", "}}", n),
        take: |b| tool(Format::JsonGraph, b),
    },
    Case { name: "graphology, many fields", make: fields, take: |b| tool(Format::Graphology, b) },
    Case {
        name: "node-link, nested",
        make: |n| around("{\"nodes\":[],\"edges\":[],\"x\":", "[", "", "]", "}", n),
        take: |b| tool(Format::NodeLink, b),
    },
    Case {
        name: "Cytoscape, nested",
        make: |n| around("{\"elements\":", "{\"a\":", "1", "}", "}", n),
        take: |b| tool(Format::Cytoscape, b),
    },
    Case {
        name: "graphology, nested",
        make: |n| around("{\"attributes\":", "{\"a\":", "1", "}", "}", n),
        take: |b| tool(Format::Graphology, b),
    },
    Case {
        name: "JSON-LD, nested",
        make: |n| around("", "{\"@graph\":[", "", "]}", "", n),
        take: |b| tool(Format::JsonLd, b),
    },
    Case {
        name: "JSON-LD, a large context before many items",
        make: context,
        take: |b| tool(Format::JsonLd, b),
    },
    Case {
        name: "GraphML, nested elements",
        make: |n| around("<graphml>", "<graph>", "", "</graph>", "</graphml>", n),
        take: |b| tool(Format::GraphMl, b),
    },
    Case {
        name: "GraphML, nested graphs in nodes",
        make: |n| {
            around(
                "<graphml><graph edgedefault='directed'>",
                "<node id='a'><graph edgedefault='directed'>",
                "",
                "</graph></node>",
                "</graph></graphml>",
                n,
            )
        },
        take: |b| tool(Format::GraphMl, b),
    },
    Case { name: "GraphML, entities in entities", make: entities, take: |b| tool(Format::GraphMl, b) },
    Case {
        name: "GraphML, attributes of one element",
        make: xml_attributes,
        take: |b| tool(Format::GraphMl, b),
    },
    Case {
        name: "GEXF, nested nodes",
        make: |n| {
            around("<gexf><graph>", "<nodes><node id='a'>", "", "</node></nodes>", "</graph></gexf>", n)
        },
        take: |b| tool(Format::Gexf, b),
    },
    Case {
        name: "N-Quads, nested triples",
        make: |n| around("", "<< ", "<a:b> <a:b> <a:b>", " >>", " .", n),
        take: |b| tool(Format::NQuads, b),
    },
    Case {
        name: "N-Quads, a long literal",
        make: |n| around("<a:b> <a:c> \"", "\\u0061", "", "", "\" .", n),
        take: |b| tool(Format::NQuads, b),
    },
    Case {
        name: "CSV, columns",
        make: |n| around("source,relation,target", ",x", "", "", "\na,b,c", n),
        take: |b| tool(Format::Csv, b),
    },
    Case {
        name: "CSV, quotation marks",
        make: |n| around("source,target\na,\"", "\"\"", "", "", "\"\n", n),
        take: |b| tool(Format::Csv, b),
    },
    Case {
        name: "CSV, many rows",
        make: |n| around("source,relation,target\n", "Q?,r,t\n", "", "", "", n),
        take: |b| tool(Format::Csv, b),
    },
];

const REPORT: &str = "Semantic Network\n\nInteractive semantic network: Q?\n\nCopy the full link to view \
                      this semantic network. Its hashtag can also be entered into the query bar.\n\nQ&A \
                      Report\n\nT\n\nAnalysis reveals 1 key thematic connections.\n\nKey Findings\n\nA\n";

fn repeat(piece: &str, size: usize) -> Vec<u8> {
    piece.repeat(size / piece.len()).into_bytes()
}

/// A file with unknown fields.
fn fields(size: usize) -> Vec<u8> {
    let fields = list(size, |number| format!("\"field{number:07}\":0"));
    format!("{{\"nodes\":[],\"edges\":[],{fields}}}").into_bytes()
}

fn around(start: &str, open: &str, middle: &str, close: &str, end: &str, size: usize) -> Vec<u8> {
    let times = size / (open.len() + close.len());
    [start, &open.repeat(times), middle, &close.repeat(times), end].concat().into_bytes()
}

/// Pieces with their numbers in them, joined by commas.
fn list(size: usize, piece: impl Fn(usize) -> String) -> String {
    let mut all = String::with_capacity(size + 100);
    for number in 0.. {
        if all.len() >= size {
            break;
        }
        if number > 0 {
            all.push(',');
        }
        all += &piece(number);
    }
    all
}

fn findings(size: usize) -> Vec<u8> {
    let list = list(size, |n| format!("{{\"label\":\"Finding {n}\",\"text\":\"t\"}}"));
    format!("{{\"question\":\"Q?\",\"findings\":[{list}]}}").into_bytes()
}

/// Texts of which each has ten of a hundred words.
fn alike(size: usize) -> Vec<u8> {
    let text = |n: usize| -> String {
        (0..10).map(|word| format!("word{} ", (n * 7 + word * word) % 100)).collect()
    };
    let list = list(size, |n| format!("{{\"label\":\"F{n}\",\"text\":\"{}\"}}", text(n).trim_end()));
    format!("{{\"question\":\"Q?\",\"findings\":[{list}]}}").into_bytes()
}

/// Two texts of one sentence each, with the same words, all of them different.
fn twins(size: usize) -> Vec<u8> {
    let text: String = (0..size / 20).map(|n| format!(" w{n:07}")).collect();
    format!(
        "{{\"question\":\"Q?\",\"findings\":[{{\"label\":\"A\",\"text\":\"a{text}\"}},\
         {{\"label\":\"B\",\"text\":\"b{text}\"}},{{\"label\":\"C\",\"text\":\"else\"}}]}}"
    )
    .into_bytes()
}

fn same_concept(size: usize) -> Vec<u8> {
    let list = list(size, |_| "{\"label\":\"A\"}".to_owned());
    format!("{{\"question\":\"Q?\",\"concepts\":[{list}]}}").into_bytes()
}

fn attributes(size: usize) -> Vec<u8> {
    let list = list(size, |n| format!("{{\"name\":\"a\",\"value\":\"{n}\"}}"));
    format!("{{\"question\":\"Q?\",\"concepts\":[{{\"label\":\"A\",\"attributes\":[{list}]}}]}}").into_bytes()
}

/// Relationships, and before them the concepts that they need.
fn between(size: usize, ends: impl Fn(usize) -> (String, String, String)) -> Vec<u8> {
    let mut labels = std::collections::BTreeSet::new();
    let mut all = String::new();
    for number in 0.. {
        if all.len() >= size {
            break;
        }
        let (source, target, passage) = ends(number);
        let comma = if number > 0 { "," } else { "" };
        all += &format!(
            "{comma}{{\"source\":\"{source}\",\"relation\":\"r\",\"target\":\"{target}\",\
             \"passage\":\"{passage}\"}}"
        );
        labels.extend([source, target]);
    }
    let concepts: Vec<String> = labels.iter().map(|label| format!("{{\"label\":\"{label}\"}}")).collect();
    let concepts = concepts.join(",");
    format!("{{\"question\":\"Q?\",\"concepts\":[{concepts}],\"relationships\":[{all}]}}").into_bytes()
}

fn parallel(size: usize) -> Vec<u8> {
    between(size, |n| ("A".into(), "B".into(), n.to_string()))
}

fn same_relationship(size: usize) -> Vec<u8> {
    between(size, |_| ("A".into(), "B".into(), "p".into()))
}

fn star(size: usize) -> Vec<u8> {
    between(size, |n| ("A".into(), format!("B{n}"), String::new()))
}

fn chain(size: usize) -> Vec<u8> {
    between(size, |n| (format!("A{n}"), format!("A{}", n + 1), String::new()))
}

fn report(size: usize) -> Vec<u8> {
    let count = size / 20;
    let findings: String = (0..count).map(|n| format!("Finding {n}\n\ntext\n\n")).collect();
    let head = REPORT.trim_end_matches("A\n").replace("reveals 1 ", &format!("reveals {count} "));
    (head + &findings).into_bytes()
}

fn written(json: &[u8]) -> Vec<u8> {
    Network::from_json(json).expect("a network").as_bytes().to_vec()
}

/// Bytes that claim that four thousand million items follow, and then as many zeros as fit.
fn count(size: usize) -> Vec<u8> {
    let mut bytes = NetworkBuilder::new("Q?").build().expect("a network").as_bytes().to_vec();
    bytes.truncate(bytes.len() - 5);
    bytes.extend([0xff, 0xff, 0xff, 0xff, 0x0f]);
    bytes.resize(bytes.len().max(size), 0);
    bytes
}

fn noise(length: usize) -> String {
    let mut state = 0x5eed_u64;
    let mut all = String::with_capacity(length + 20);
    while all.len() < length {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        all += &format!("{:x} ", state >> 20);
    }
    all
}

/// A full link to as many copies of one letter as the ratio allows, so to `size` bytes when it is unpacked.
fn bomb(size: usize) -> Vec<u8> {
    let size = size.min(15 << 20);
    let text = "a".repeat(size) + &noise(size / 500);
    let network = NetworkBuilder::new("Q?").concept("A", &text).build().expect("a network");
    network.to_link("semnet:").expect("a link").into_bytes()
}

/// A link whose payload claims a hundred times the allowed size, and whose length is `size`.
fn boast(size: usize) -> Vec<u8> {
    around("semnet:#00000000000.p_____w8", "AAAA", "", "", "", size)
}

fn noise_link(size: usize) -> Vec<u8> {
    let noise: String = noise(size).chars().filter(|c| *c != ' ').collect();
    let aligned = &noise[..noise.len() / 4 * 4];
    format!("semnet:#00000000000.p{aligned}").into_bytes()
}

fn entities(size: usize) -> Vec<u8> {
    let list: String =
        (1..size / 60).map(|n| format!("<!ENTITY a{n} \"{}\">", format!("&a{};", n - 1).repeat(8))).collect();
    let last = size / 60 - 1;
    format!(
        "<!DOCTYPE graphml [<!ENTITY a0 \"x\">{list}]><graphml><graph edgedefault='directed'><node \
         id='&a{last};'/></graph></graphml>"
    )
    .into_bytes()
}

/// Half of it terms of a context, half of it items that the context is not for.
fn context(size: usize) -> Vec<u8> {
    let terms = list(size / 2, |n| format!("\"t{n}\":\"http://x.org/{n}\""));
    let items = list(size / 2, |n| format!("{{\"@id\":\"http://x.org/i{n}\",\"http://x.org/p\":\"v\"}}"));
    format!("[{{\"@context\":{{{terms}}}}},{items}]").into_bytes()
}

fn xml_attributes(size: usize) -> Vec<u8> {
    let list: String = (0..size / 12).map(|n| format!(" a{n}='1'")).collect();
    format!("<graphml><graph edgedefault='directed'><node id='a'{list}/></graph></graphml>").into_bytes()
}

fn said<E: std::fmt::Display>(result: Result<Network, E>) -> String {
    match result {
        Ok(network) => {
            format!("{} concepts, {} relationships", network.concept_count(), network.relationship_count())
        }
        Err(error) => error.to_string(),
    }
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("made of text")
}

fn json(bytes: &[u8]) -> String {
    said(Network::from_json(bytes))
}

fn tool(format: Format, bytes: &[u8]) -> String {
    said(
        Network::import(format, bytes, &ImportOptions::default().question("Q?")).map(|parsed| parsed.network),
    )
}

fn link(bytes: &[u8]) -> String {
    match text(bytes).parse::<Link>() {
        Ok(link) => format!("opens: {} bytes", link.network().map_or(0, |network| network.as_bytes().len())),
        Err(error) => error.to_string(),
    }
}

fn query_bar(bytes: &[u8]) -> String {
    let store = MemoryStore::default();
    store.add(&NetworkBuilder::new("Why do bees dance?").build().expect("a network")).expect("memory");
    match text(bytes).parse::<Query>() {
        Ok(bar) => format!("{:?}", store.recover(&bar)),
        Err(error) => error.to_string(),
    }
}

fn select(bytes: &[u8]) -> String {
    let network = NetworkBuilder::new("Q?")
        .finding("A", "")
        .finding("B", "")
        .relationship(("A", "r", "B"))
        .relationship(("B", "r", "A"))
        .build()
        .expect("a network");
    match network.select(text(bytes)) {
        Ok(rows) => format!("{} rows", rows.len()),
        Err(error) => error.to_string(),
    }
}

/// Reads it, and runs the queries about words.
fn words(bytes: &[u8]) -> String {
    let network = match Network::from_json(bytes) {
        Ok(network) => network,
        Err(error) => return error.to_string(),
    };
    let connections = network.connections(&ConnectionOptions::default());
    let found = network.search("word3 word5 w0000003", &SearchOptions::default()).len();
    let same = network.duplicate_candidates(Language::default()).len();
    format!("{} of {} connections, {found} found, {same} the same", connections.len(), connections.total())
}

/// Reads it, and runs queries.
fn relationships(bytes: &[u8]) -> String {
    let network = match Network::from_json(bytes) {
        Ok(network) => network,
        Err(error) => return error.to_string(),
    };
    let steps = PathOptions::default();
    let concepts: Vec<_> = network.concepts().collect();
    let (first, last) = (concepts[0], concepts[concepts.len() - 1]);
    let path = network.shortest_path(first, last, &steps).map(|path| path.map_or(0, |path| path.len()));
    let rows = network.select("?x via r ?y").map(|rows| rows.len());
    let components = network.components(&steps.relations, steps.budget).map(|groups| groups.len());
    let bridges = network.bridges(&steps.relations, steps.budget).map(|found| found.len());
    let reached = network.breadth_first([first], &steps).map(|found| found.len());
    let same = network.diff(&network).is_empty();
    format!(
        "path {path:?}, rows {rows:?}, components {components:?}, bridges {bridges:?}, reached {reached:?}, \
         {same}"
    )
}
