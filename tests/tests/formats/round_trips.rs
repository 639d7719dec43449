//! What is written is read again.

use std::io::Read;

use proptest::prelude::*;
use semnet_core::format::{Format, ImportOptions};
use semnet_core::network::NewRelationship;
use semnet_core::{Network, NetworkBuilder};
use semnet_tests::network;

use crate::{asking, long, lossless, said};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_024))]

    #[test]
    fn lossless_formats_give_the_same_network_back(network in network()) {
        for format in lossless() {
            let written = network.to_format(format);
            prop_assert!(written.omitted.is_nothing(), "{format}");
            let read = Network::from_format(format, &written.text);
            prop_assert_eq!(read.as_ref(), Ok(&network), "{}\n{}", format, written.text);
        }
    }

    #[test]
    fn bit_by_bit_or_at_once_it_is_the_same_text(network in network()) {
        for format in Format::ALL.into_iter().filter(|format| format.is_writable()) {
            let (mut bytes, written) = (Vec::new(), network.to_format(format));
            prop_assert_eq!(network.write_format(format, &mut bytes).unwrap(), written.omitted, "{}", format);
            prop_assert_eq!(String::from_utf8(bytes), Ok(written.text), "{}", format);
        }
    }

    /// Whatever the pieces that come.
    #[test]
    fn a_stream_is_read_as_its_text(network in network(), piece in 1_usize..9) {
        for format in Format::ALL.into_iter().filter(|format| format.is_readable() && format.is_writable()) {
            let text = network.to_format(format).text;
            let text = long(format, text);
            let (stream, options) =
                (Pieces { text: text.as_bytes(), piece }, ImportOptions::default().question("Q?"));
            let read = Network::import_from(format, stream, &options);
            // For pictures, the style is skipped, and edges that differ only in their passages are repeated.
            if let (Ok(read), false) =
                (&read, matches!(format, Format::Dot | Format::Mermaid | Format::Canvas))
            {
                prop_assert!(read.skipped.is_nothing(), "{}: {}\n{}", format, read.skipped, text);
            }
            prop_assert_eq!(read, Network::import(format, &text, &options), "{}\n{}", format, text);
        }
    }

    #[test]
    fn what_is_written_is_known_again(network in network()) {
        for format in Format::ALL.into_iter().filter(|format| format.is_readable() && format.is_writable()) {
            prop_assert_eq!(Format::detect(network.to_format(format).text), format);
        }
    }

    #[test]
    fn pictures_keep_concepts_and_relationships(network in network()) {
        let all = |network: &Network| -> Vec<String> {
            let labels = network.concepts().map(|concept| concept.label().to_owned());
            let mut all: Vec<String> =
                labels.chain(network.relationships().map(|it| it.to_string())).collect();
            // Some differ in passages and attributes only.
            all.dedup();
            all
        };
        // A picture is read with its title as the question, which a concept may not be.
        prop_assume!(network.concept(network.title()).is_none());
        for format in [Format::Dot, Format::Mermaid, Format::Canvas] {
            let text = network.to_format(format).text;
            let mut options = ImportOptions::default();
            options.question = Some(network.question());
            let read = Network::import(format, &text, &options).map(|read| all(&read.network));
            prop_assert_eq!(read, Ok(all(&network)), "{}", text);
        }
    }

    #[test]
    fn edge_lists_keep_relationships_and_count_the_rest(network in network()) {
        let written = network.to_format(Format::Csv);
        let read = asking(Format::Csv, &written.text, network.question()).unwrap();
        let all = |network: &Network| -> Vec<String> {
            network
                .relationships()
                .map(|r| format!("{r} {:?} {:?}", r.passage(), r.attributes().collect::<Vec<_>>()))
                .collect()
        };
        prop_assert_eq!(all(&read), all(&network));
        let order = |network: &Network| -> Vec<String> {
            network
                .findings()
                .map(|f| f.to_string())
                .chain(network.highlights().map(|h| h.to_string()))
                .collect()
        };
        prop_assert_eq!(order(&read), order(&network));
        let omitted = written.omitted;
        prop_assert_eq!(omitted.concepts, network.concept_count() - read.concept_count());
        let asked = Network::from_format(Format::Csv, &written.text);
        prop_assert_eq!(asked.is_ok(), omitted.questions == 0);
        let mut whole = omitted;
        whole.questions = 0;
        prop_assert_eq!(read == network, whole.is_nothing(), "{}", omitted);
    }

    /// A picture has no order; where people gave one that is none of the labels', it is counted.
    #[test]
    fn the_order_that_a_picture_loses_is_counted(network in network()) {
        let labels: Vec<&str> = network.findings().map(|finding| finding.label()).collect();
        let highlights: Vec<_> = network.highlights().map(|highlight| highlight.id()).collect();
        let lost = usize::from(!labels.is_sorted()) + usize::from(!highlights.is_sorted());
        for format in [Format::Dot, Format::Mermaid] {
            prop_assert_eq!(network.to_format(format).omitted.orders, lost);
        }
    }

    /// A text that is nearly of a format is a network or an error within it.
    #[test]
    fn nearly_right_texts_are_refused_with_a_place(
        network in network(),
        cut in any::<prop::sample::Index>(),
        piece in "[<>\"{}\\[\\]:,/@_a-z0-9 \n&;]{0,3}",
    ) {
        for format in Format::ALL.into_iter().filter(|format| format.is_readable() && format.is_writable()) {
            let text = network.to_format(format).text;
            let at = (0..=cut.index(text.len() + 1)).rev().find(|&at| text.is_char_boundary(at)).unwrap();
            let text = [&text[..at], &piece, text.get(at + piece.len()..).unwrap_or("")].concat();
            let read = Network::from_format(format, &text);
            let streamed = Network::import_from(format, text.as_bytes(), &ImportOptions::default());
            prop_assert_eq!(&streamed.map(|read| read.network), &read);
            // With white space before it, it is too long to be read as a whole.
            let long = long(format, text.clone());
            let (one, other) = (
                Network::import(format, &long, &ImportOptions::default()),
                Network::import_from(format, long.as_bytes(), &ImportOptions::default()),
            );
            match (&one, &other) {
                (Err(one), Err(other)) => {
                    prop_assert_eq!(said(one), said(other), "{}", text);
                    // In a stream of JSON, the place of an error is one character further.
                    let near = |one: Option<usize>, other: Option<usize>| {
                        one.zip(other).is_none_or(|(a, b)| a.abs_diff(b) < 2)
                    };
                    prop_assert!(near(one.line(), other.line()), "{one} {other}");
                    prop_assert!(
                        one.line() != other.line() || near(one.column(), other.column()),
                        "{one} {other}"
                    );
                }
                _ => prop_assert_eq!(&one, &other, "{}", text),
            }
            if let Err(error) = read {
                prop_assert_eq!(error.format(), format);
                prop_assert!(
                    error.line().is_none_or(|line| line <= 1 + text.matches(['\n', '\r']).count()),
                    "{error}"
                );
                prop_assert!(!error.to_string().is_empty());
            }
        }
    }
}

/// Returns this many bytes at a time, and at the end an error, if it has one.
struct Pieces<'a> {
    text: &'a [u8],
    piece: usize,
}

impl Read for Pieces<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let (length, rest) = (self.piece.min(into.len()).min(self.text.len()), self.text);
        into[..length].copy_from_slice(&rest[..length]);
        self.text = &rest[length..];
        Ok(length)
    }
}

#[test]
fn concepts_with_many_relationships_are_written_as_triples() {
    let mut builder = NetworkBuilder::new("Q?");
    builder.concept("A", "");
    for number in 0..1_000 {
        let label = format!("C{:04}", number / 2);
        builder.concept(&label, "");
        builder.relationship(NewRelationship::new("A", "has", &label).passage(["", "p"][number % 2]));
        builder.relationship(("Q?", "asks for", label.as_str()));
    }
    let network = builder.build().unwrap();
    for format in [Format::NQuads, Format::NTriples, Format::JsonLd, Format::Turtle] {
        let text = network.to_format(format).text;
        assert_eq!(Network::from_format(format, &text), Ok(network.clone()), "{format}");
    }
    let triples = network.to_format(Format::NTriples).text;
    let mut lines: Vec<&str> = triples.lines().collect();
    lines.sort_unstable();
    let count = lines.len();
    lines.dedup();
    assert_eq!(lines.len(), count, "no triple comes twice");
}

#[test]
fn names_of_formats_and_files_are_known() {
    for format in Format::ALL {
        assert_eq!(format.name().parse(), Ok(format));
        assert_eq!(format.extension().parse(), Ok(format), "{format}");
        assert_eq!(Format::from_path(&format!("A.B.{}", format.extension().to_uppercase())), Some(format));
        assert!(format.media_type().contains('/'));
    }
    assert_eq!(Format::from_path("x.node-link.json"), Some(Format::NodeLink));
    assert_eq!(Format::from_path("x.json"), Some(Format::Json));
    for none in ["json", "xjson", "x.", "", "x.jsonx", "é"] {
        assert_eq!(Format::from_path(none), None, "{none}");
    }
    assert!(
        "xml"
            .parse::<Format>()
            .unwrap_err()
            .to_string()
            .starts_with("there is no format \"xml\"; there are: json,")
    );
}

/// Writers call the question's node `n0`.
#[test]
fn a_label_may_be_what_a_writer_calls_another_node() {
    let mut builder = NetworkBuilder::new("Why?");
    builder.concept("n0", "").concept("n1", "").concept("question", "");
    let network = builder.relationship(("n0", "is not", "n1")).build().unwrap();
    for format in Format::ALL.into_iter().filter(|format| format.is_lossless()) {
        let written = network.to_format(format);
        assert_eq!(Network::from_format(format, written.text).as_ref(), Ok(&network), "{format}");
    }
}
