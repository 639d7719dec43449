//! Files as streams: pieces of them, ends of them, and what breaks off.

use std::io::Read;

use semnet_core::format::{Format, ImportOptions};
use semnet_core::{Network, NetworkBuilder};

use crate::hostile_strings::hostile;
use crate::{asking, lossless, said};

/// Characters of one to four bytes at every place of the pieces that are read, and places after them.
#[test]
fn a_stream_may_be_long() {
    for shift in 0..4 {
        let text = format!("{}{}", "x".repeat(shift), "aé語𝄞\u{301}".repeat(20_000));
        let mut builder = NetworkBuilder::new("Q?");
        for number in 0..3 {
            builder.concept(&format!("C{number}"), &text);
        }
        builder.relationship(("C0", "is", "C1"));
        let network = builder.build().unwrap();
        for format in lossless() {
            let written = network.to_format(format).text;
            let read = Network::import_from(format, written.as_bytes(), &ImportOptions::default()).unwrap();
            assert!(read.network == network && read.skipped.is_nothing(), "{format}");
            // All errors are after it.
            let wrong = written + "\n\n  <x> {";
            let error =
                Network::import_from(format, wrong.as_bytes(), &ImportOptions::default()).unwrap_err();
            let whole = Network::from_format(format, &wrong).unwrap_err();
            assert_eq!((error.line(), said(&error)), (whole.line(), said(&whole)), "{format}");
            assert_eq!(error.line(), Some(wrong.matches('\n').count() + 1), "{error}");
        }
    }
}

/// A text that begins like a file of another tool is read as one, wherever it is cut off.
#[test]
fn names_say_the_format_before_their_values_end() {
    let long = "\"x\",".repeat(1_000);
    for (format, text) in [
        (Format::JsonGraph, r#"{"graphs": [{"nodes": {"#.to_owned()),
        (Format::JsonLd, format!(r#"{{"@context": {{}}, "@id": "a:a", "a:p": [{long}"#)),
        (Format::Graphology, format!(r#"{{"options": {{}}, "attributes": [{long}"#)),
        (Format::Graphology, format!(r#"{{"nodes": [{{"key": "a", "attributes": [{long}"#)),
        (Format::Cytoscape, format!(r#"{{"elements": {{"nodes": [{{"data": [{long}"#)),
        (Format::Cytoscape, format!(r#"[{{"data": {{"id": [{long}"#)),
        (Format::NodeLink, format!(r#"{{"directed": true, "graph": {{}}, "nodes": [{{"id": [{long}"#)),
        (Format::Json, format!(r#"{{"concepts": [{long}"#)),
    ] {
        assert_eq!(Format::detect(&text), format, "{text}");
    }
}

#[test]
fn null_is_absent_and_of_lists_the_first_counts() {
    for (format, text) in [
        (
            Format::NodeLink,
            r#"{"nodes": null, "nodes": [{"id": "a"}, {"id": "b"}], "edges": null,
                "edges": [{"source": "a", "target": "b"}]}"#,
        ),
        (
            Format::Graphology,
            r#"{"nodes": [{"key": "a"}, {"key": "b"}], "edges": null,
                "edges": [{"source": "a", "target": "b"}]}"#,
        ),
        (
            Format::Cytoscape,
            r#"{"elements": null, "elements": {"nodes": null,
                "nodes": [{"data": {"id": "a"}}, {"data": {"id": "b"}}],
                "edges": [{"data": {"source": "a", "target": "b"}}]}}"#,
        ),
        (
            Format::JsonGraph,
            r#"{"graph": null, "graph": {"nodes": null, "nodes": {"a": null, "b": {}},
                "edges": [{"source": "a", "target": "b"}]}}"#,
        ),
    ] {
        let network = asking(format, text, "Q?").unwrap();
        assert_eq!((network.concept_count(), network.relationship_count()), (2, 1), "{format}");
    }
    let twice = r#"{"nodes": [{"key": "a"}], "nodes": [{"key": "b"}], "edges": []}"#;
    let parsed =
        Network::import(Format::Graphology, twice, &ImportOptions::default().question("Q?")).unwrap();
    assert_eq!((parsed.network.concept_count(), parsed.skipped.to_string().as_str()), (1, "1 nodes"));
    assert!(asking(Format::Graphology, r#"{"nodes": 5, "nodes": []}"#, "Q?").is_err());
}

#[test]
fn the_beginning_of_a_large_file_says_its_format() {
    let mut builder = NetworkBuilder::new("Q?");
    for number in 0..2_000 {
        builder.concept(&format!("Concept {number}"), &"A text. ".repeat(20));
        builder.relationship(("Q?", "asks for", format!("Concept {number}").as_str()));
    }
    let network = builder.build().unwrap();
    for format in lossless() {
        let text = network.to_format(format).text;
        assert!(text.len() > 200_000);
        for length in [4_096, 65_536, 100_001] {
            assert_eq!(Format::detect(&text.as_bytes()[..length]), format, "{format}");
        }
    }
}

#[test]
fn a_stream_that_breaks_off_says_why() {
    for format in lossless() {
        let text = hostile().to_format(format).text;
        let half = &text.as_bytes()[..text.len() / 2];
        let broken = half.chain(Broken);
        let error = Network::import_from(format, broken, &ImportOptions::default()).unwrap_err();
        assert_eq!(error.io_error().unwrap().kind(), std::io::ErrorKind::ConnectionReset, "{error}");
        assert!(error.to_string().ends_with(": cannot be read: the line is dead"), "{error}");
        // The message has it: a chain would repeat it.
        assert!(std::error::Error::source(&error).is_none());
    }
}

struct Broken;

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        Err(std::io::Error::new(std::io::ErrorKind::ConnectionReset, "the line is dead"))
    }
}

#[test]
fn a_stream_that_is_not_utf_8_says_where() {
    let network = NetworkBuilder::new("Q?").title("é").finding("Xyzzy", "A word.").build().unwrap();
    for format in Format::ALL.into_iter().filter(|format| format.is_readable() && format.is_writable()) {
        let text = network.to_format(format).text;
        let (before, behind) = text.split_at(text.find("Xyzzy").unwrap());
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
        for wrong in [&b"\xff"[..], b"\xe8\xaa", b"\xed\xa0\x80"] {
            let bytes = [before.as_bytes(), wrong, behind.as_bytes()].concat();
            let error = Network::import_from(format, &bytes[..], &ImportOptions::default()).unwrap_err();
            assert_eq!((error.line(), error.column()), (Some(line), Some(column)), "{error}");
            assert!(error.to_string().ends_with(": the text is not UTF-8 here; save it as UTF-8"), "{error}");
            assert_eq!(Network::from_format(format, &bytes), Err(error));
        }
    }
}

/// Takes this many bytes, and then no more.
struct Full(usize);

impl std::io::Write for Full {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.0 == 0 {
            return Err(std::io::ErrorKind::StorageFull.into());
        }
        let taken = bytes.len().min(self.0);
        self.0 -= taken;
        Ok(taken)
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn what_cannot_be_written_is_an_error() {
    for format in Format::ALL.into_iter().filter(|format| format.is_writable()) {
        let length = hostile().to_format(format).text.len();
        for room in [0, 1, length / 2, length - 1] {
            let error = hostile().write_format(format, Full(room)).unwrap_err();
            assert_eq!(error.kind(), std::io::ErrorKind::StorageFull, "{format}, {room} of {length}");
        }
        assert!(hostile().write_format(format, Full(length)).is_ok(), "{format}");
    }
}
