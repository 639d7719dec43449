//! The strict reader of canonical bytes: which byte each error names, and that what is at a limit is read.

use semnet_core::Network;

/// The fields of a network in the order of their bytes, so a row names the one that it changes.
const MAGIC: usize = 0;
const QUESTION: usize = 1;
const TITLE: usize = 2;
const ATTRIBUTES: usize = 3;
const CONCEPTS: usize = 4;
const FINDINGS: usize = 5;
const RELATIONS: usize = 6;
const RELATIONSHIPS: usize = 7;
const HIGHLIGHTS: usize = 8;
const END: usize = 9;

/// Concepts a, b and the question q; the finding a; a –r→ b, highlighted.
const FIELDS: [&[u8]; 9] = [
    b"semnet\x01",
    b"\x01q",
    b"\0",
    b"\0",
    b"\x03\x01a\0\0\x01b\0\0\0",
    b"\x01\0",
    b"\x01\x01r",
    b"\x01\0\x01\0\0\0\0",
    b"\x01\0",
];

/// The bytes with some fields changed, and where each field begins in them.
fn with(changes: &[(usize, &[u8])]) -> (Vec<u8>, Vec<usize>) {
    let (mut bytes, mut starts) = (Vec::new(), Vec::new());
    for (number, field) in FIELDS.iter().enumerate() {
        starts.push(bytes.len());
        let changed = changes.iter().find(|(changed, _)| *changed == number);
        bytes.extend_from_slice(changed.map_or(*field, |(_, changed)| changed));
    }
    starts.push(bytes.len());
    (bytes, starts)
}

/// A row: the change, the field and the place in it that the error names, and the message.
type Row = (&'static [(usize, &'static [u8])], usize, usize, &'static str);

fn all_are_refused(rows: &[Row]) {
    for (changes, field, place, message) in rows {
        let (bytes, starts) = with(changes);
        let error = Network::from_bytes(bytes).map(|network| panic!("{changes:?}: {network:?}")).unwrap_err();
        let offset = starts[*field] + place;
        assert_eq!((error.offset(), error.to_string()), (offset, format!("byte {offset}: {message}")));
        assert_eq!(error.is_newer(), message.contains("newer"), "{message}");
    }
}

#[test]
fn the_unchanged_bytes_are_read() {
    let (bytes, _) = with(&[]);
    let network = Network::from_bytes(bytes.clone()).unwrap();
    assert_eq!(network.as_bytes(), bytes);
    let all: Vec<String> = network.relationships().map(|one| one.to_string()).collect();
    assert_eq!(all, ["a —r→ b", "q —Key Finding→ a"]);
    assert_eq!(network.highlights().map(|one| one.to_string()).collect::<Vec<_>>(), ["a —r→ b"]);
}

const DRAFT: &str = "made by a draft of semnet: version 0; this one reads version 1";
const NOT_SHORTEST: &str = "a number is not in its shortest form";
const TOO_LARGE: &str = "a number does not fit in 32 bits";
const ENDS: &str = "the bytes end early, or a length is too large";

#[test]
fn the_head_is_read_strictly() {
    let magic = "a network begins with the bytes `semnet`; these do not";
    all_are_refused(&[
        (&[(MAGIC, b"semneT\x01")], MAGIC, 5, magic),
        (&[(MAGIC, b"Semnet\x01")], MAGIC, 0, magic),
        (&[(MAGIC, b"semnet\0")], MAGIC, 6, DRAFT),
        (&[(MAGIC, b"semnet\x02")], MAGIC, 6, "made by a newer semnet: version 2; this one reads version 1"),
        (
            &[(MAGIC, b"semnet\xff\xff\xff\xff\x0f")],
            MAGIC,
            6,
            "made by a newer semnet: version 4294967295; this one reads version 1",
        ),
        (&[(MAGIC, b"semnet\xff\xff\xff\xff\x10")], MAGIC, 6, TOO_LARGE),
        (&[(MAGIC, b"semnet\xff\xff\xff\xff\xff\x01")], MAGIC, 6, TOO_LARGE),
        (&[(MAGIC, b"semnet\x81\0")], MAGIC, 6, NOT_SHORTEST),
        (&[(MAGIC, b"semnet\x80\x80\x80\x80\0")], MAGIC, 6, NOT_SHORTEST),
        (&[(QUESTION, b"\0")], QUESTION, 0, "an empty question"),
        (&[(QUESTION, b"\x02q\xff")], QUESTION, 2, "a string is not UTF-8"),
        (&[(QUESTION, b"\x02 q")], QUESTION, 1, "a string is not in normal form"),
        (&[(QUESTION, b"\x03e\xcc\x81")], QUESTION, 1, "a string is not in normal form"),
        (&[(QUESTION, b"\x7fq")], QUESTION, 0, ENDS),
        (&[(TITLE, b"\x7f")], TITLE, 0, ENDS),
        (&[(TITLE, b"\x02t ")], TITLE, 1, "a string is not in normal form"),
        (&[(TITLE, b"\x03t\xc3")], TITLE, 2, "a string is not UTF-8"),
    ]);
    for length in 0..7 {
        let error = Network::from_bytes(b"semnet\x01"[..length].to_vec()).unwrap_err();
        assert_eq!(error.offset(), length);
        assert_eq!(error.to_string().contains("end early"), length == 6, "{error}");
    }
}

#[test]
fn attributes_are_a_sorted_set() {
    let order = "the attribute is not after the one before it";
    all_are_refused(&[
        (&[(ATTRIBUTES, b"\x01\0\x01v")], ATTRIBUTES, 1, "an empty attribute name"),
        (&[(ATTRIBUTES, b"\x02\x01b\0\x01a\0")], ATTRIBUTES, 4, order),
        (&[(ATTRIBUTES, b"\x02\x01a\x01y\x01a\x01x")], ATTRIBUTES, 5, order),
        (&[(ATTRIBUTES, b"\x02\x01a\x01x\x01a\x01x")], ATTRIBUTES, 5, order),
        (&[(ATTRIBUTES, b"\x7f")], ATTRIBUTES, 0, ENDS),
        (&[(ATTRIBUTES, b"\x01\x01a\x7f")], ATTRIBUTES, 3, ENDS),
        (&[(CONCEPTS, b"\x03\x01a\0\x02\x01b\0\x01a\0\x01b\0\0\0")], CONCEPTS, 8, order),
        (&[(RELATIONSHIPS, b"\x01\0\x01\0\x02\x01b\0\x01a\0\0\0")], RELATIONSHIPS, 8, order),
    ]);
    let (bytes, _) = with(&[(ATTRIBUTES, b"\x03\x01a\x01x\x01a\x01y\x01b\0")]);
    let network = Network::from_bytes(bytes).unwrap();
    assert_eq!(network.attributes().collect::<Vec<_>>(), [("a", "x"), ("a", "y"), ("b", "")]);
}

#[test]
fn concepts_are_a_sorted_set_without_the_question_spelled_out() {
    let order = "the label is not after the one before it";
    all_are_refused(&[
        (&[(CONCEPTS, b"\x03\x01b\0\0\x01a\0\0\0")], CONCEPTS, 5, order),
        (&[(CONCEPTS, b"\x03\x01a\0\0\x01a\0\0\0")], CONCEPTS, 5, order),
        (&[(CONCEPTS, b"\x04\x01a\0\0\x01b\0\0\0\0")], CONCEPTS, 10, order),
        (&[(CONCEPTS, b"\x03\x01a\0\0\0\x01b\0\0")], CONCEPTS, 6, order),
        (
            &[(CONCEPTS, b"\x03\x01a\0\0\x01q\0\0\0")],
            CONCEPTS,
            5,
            "a concept spells out the question as its label",
        ),
        (&[(CONCEPTS, b"\x7f\x01a\0\0\x01b\0\0\0")], CONCEPTS, 0, ENDS),
        (&[(CONCEPTS, b"\x03\x7fa\0\0\x01b\0\0\0")], CONCEPTS, 1, ENDS),
        (&[(CONCEPTS, b"\x03\x01a\x7f\0\x01b\0\0\0")], CONCEPTS, 3, ENDS),
        (&[(CONCEPTS, b"\x03\x01a\x02t \0\x01b\0\0\0")], CONCEPTS, 4, "a string is not in normal form"),
    ]);
}

#[test]
fn findings_are_other_concepts_and_stand_there_once() {
    all_are_refused(&[
        (&[(FINDINGS, b"\x01\x03")], FINDINGS, 1, "number 3 is out of range; there are only 3"),
        (&[(FINDINGS, b"\x02\0\0")], FINDINGS, 2, "the finding is listed twice"),
        (&[(FINDINGS, b"\x01\x02")], FINDINGS, 0, "a concept spells out the question as its label"),
        (&[(FINDINGS, b"\x02\0\x02")], FINDINGS, 0, "a concept spells out the question as its label"),
        (
            &[(CONCEPTS, b"\x02\x01a\0\0\x01b\0\0")],
            FINDINGS,
            0,
            "the question must be a concept, because there are findings",
        ),
        (&[(FINDINGS, b"\x7f\0")], FINDINGS, 0, ENDS),
    ]);
    let (bytes, _) = with(&[(FINDINGS, b"\x02\x01\0")]);
    let network = Network::from_bytes(bytes).unwrap();
    assert_eq!(network.findings().map(|one| one.label()).collect::<Vec<_>>(), ["b", "a"]);
    assert_eq!(
        network.relationships().map(|one| one.to_string()).collect::<Vec<_>>(),
        ["a —r→ b", "q —Key Finding→ a", "q —Key Finding→ b"]
    );
}

#[test]
fn relations_are_a_sorted_set_that_is_used() {
    let order = "the relation is not after the one before it";
    let unused = "a relation that no relationship uses";
    all_are_refused(&[
        (&[(RELATIONS, b"\x01\0")], RELATIONS, 1, "an empty relation"),
        (&[(RELATIONS, b"\x02\x01r\x01r")], RELATIONS, 3, order),
        (&[(RELATIONS, b"\x02\x01s\x01r")], RELATIONS, 3, order),
        (&[(RELATIONS, b"\x02\x01r\x01s")], HIGHLIGHTS, 0, unused),
        (&[(RELATIONS, b"\x02\x01J\x01r")], HIGHLIGHTS, 0, unused),
        (
            &[(RELATIONS, b"\x02\x0bKey Finding\x01r"), (RELATIONSHIPS, b"\x01\x01\x01\0\0\0\0")],
            HIGHLIGHTS,
            0,
            unused,
        ),
        (&[(RELATIONS, b"\x7f\x01r")], RELATIONS, 0, ENDS),
        (&[(RELATIONS, b"\x01\x7fr")], RELATIONS, 1, ENDS),
    ]);
}

#[test]
fn relationships_are_a_sorted_set() {
    let order = "the relationship is not after the one before it";
    all_are_refused(&[
        (
            &[(RELATIONSHIPS, b"\x01\x01\x01\0\0\0\0")],
            RELATIONSHIPS,
            1,
            "number 1 is out of range; there are only 1",
        ),
        (
            &[(RELATIONSHIPS, b"\x01\0\x03\0\0\0\0")],
            RELATIONSHIPS,
            2,
            "number 3 is out of range; there are only 3",
        ),
        (&[(RELATIONSHIPS, b"\x02\0\x01\0\0\0\x01\0\0\0\0")], RELATIONSHIPS, 5, order),
        (&[(RELATIONSHIPS, b"\x02\0\x01\0\0\0\0\0\0\0\0")], RELATIONSHIPS, 5, order),
        // Those without passage and attributes come first; then by passage, and by attributes.
        (&[(RELATIONSHIPS, b"\x02\0\x01\x01p\0\0\x01\0\0\0\0")], RELATIONSHIPS, 6, order),
        (&[(RELATIONSHIPS, b"\x02\0\x01\x01p\0\0\x01\x01p\0\0\0")], RELATIONSHIPS, 6, order),
        (&[(RELATIONSHIPS, b"\x02\0\x01\x01p\0\0\x01\x01o\0\0\0")], RELATIONSHIPS, 6, order),
        (&[(RELATIONSHIPS, b"\x02\0\x01\0\x01\x01b\0\0\x01\0\x01\x01a\0\0\0")], RELATIONSHIPS, 8, order),
        (
            &[(RELATIONS, b"\x02\x01r\x01s"), (RELATIONSHIPS, b"\x02\x01\0\0\0\0\x01\0\0\0\0")],
            RELATIONSHIPS,
            5,
            order,
        ),
        (&[(RELATIONSHIPS, b"\x7f\0\x01\0\0\0\0")], RELATIONSHIPS, 0, ENDS),
        // Four bytes are the least, and there are one too few for three.
        (&[(RELATIONSHIPS, b"\x03\0\x01\0\0\0\0")], RELATIONSHIPS, 0, ENDS),
        (&[(RELATIONSHIPS, b"\x01\0\x01\x7f\0\0\0")], RELATIONSHIPS, 3, ENDS),
        (
            &[(RELATIONS, b"\x02\x0bKey Finding\x01r"), (RELATIONSHIPS, b"\x01\x01\x01\0\0\0\x01\0\x01\0\0")],
            RELATIONSHIPS,
            7,
            "a stored relationship from the question via `Key Finding`",
        ),
        (
            &[(FINDINGS, b"\0")],
            HIGHLIGHTS,
            0,
            "the question is a concept, but no finding or relationship touches it",
        ),
    ]);
}

/// Values at the limit are valid.
#[test]
fn relationships_in_order_are_read() {
    for (changes, expected) in [
        (
            &[(RELATIONSHIPS, &b"\x04\0\0\0\0\0\x01\0\0\0\x01\0\x01\x01a\0\0\x01\x01p\0\0\0"[..])][..],
            &["a —r→ a", "a —r→ b", "a —r→ b", "a —r→ b", "q —Key Finding→ a"][..],
        ),
        // The question is touched from either side, without findings.
        (&[(FINDINGS, b"\0"), (RELATIONSHIPS, b"\x01\0\x02\0\0\0\0")], &["a —r→ q"]),
        (&[(FINDINGS, b"\0"), (RELATIONSHIPS, b"\0\0\x01\0\0\0\0")], &["q —r→ a"]),
        // Other concepts have relationships via `Key Finding`; so has the question if there is no finding.
        (
            &[(FINDINGS, b"\0"), (RELATIONS, b"\x01\x0bKey Finding"), (RELATIONSHIPS, b"\x01\0\x02\0\0\0\0")],
            &["a —Key Finding→ q"],
        ),
        (&[(RELATIONS, b"\x01\x0bKey Finding")], &["a —Key Finding→ b", "q —Key Finding→ a"]),
        // Relationships that follow from the findings are sorted among the others.
        (
            &[
                (RELATIONS, b"\x03\x01J\x01L\x01r"),
                (RELATIONSHIPS, b"\x01\x02\x01\0\0\0\x03\0\0\0\0\x01\0\0\0\x02\x01\0\0"),
            ],
            &["a —r→ b", "q —J→ a", "q —Key Finding→ a", "q —L→ a", "q —r→ b"],
        ),
    ] {
        let (bytes, _) = with(changes);
        let network = Network::from_bytes(bytes.clone()).unwrap();
        let all: Vec<String> = network.relationships().map(|one| one.to_string()).collect();
        assert_eq!(all, expected);
        assert_eq!(network.to_builder().build().unwrap().as_bytes(), bytes);
        let relations: Vec<&str> = network.relations().collect();
        assert!(relations.is_sorted() && relations.iter().all(|name| network.relation_id(name).is_some()));
    }
}

#[test]
fn highlights_are_stored_relationships_and_stand_there_once() {
    all_are_refused(&[
        (&[(HIGHLIGHTS, b"\x01\x01")], HIGHLIGHTS, 1, "number 1 is out of range; there are only 1"),
        (
            &[(RELATIONSHIPS, b"\x02\0\0\0\0\0\x01\0\0\0\0"), (HIGHLIGHTS, b"\x02\x01\x01")],
            HIGHLIGHTS,
            2,
            "the highlight is listed twice",
        ),
        (&[(HIGHLIGHTS, b"\x02\0")], HIGHLIGHTS, 0, ENDS),
        (&[(HIGHLIGHTS, b"")], END, 0, ENDS),
        (&[(HIGHLIGHTS, b"\x01\0\0")], HIGHLIGHTS, 2, "bytes follow after the end of the network"),
    ]);
    // They are counted without those that follow from the findings, which may come before or after them.
    let (bytes, _) = with(&[
        (RELATIONS, b"\x02\x01J\x01r"),
        (RELATIONSHIPS, b"\x01\x01\x01\0\0\0\x02\0\0\0\0\x01\x01\0\0"),
        (HIGHLIGHTS, b"\x03\x02\0\x01"),
    ]);
    let network = Network::from_bytes(bytes).unwrap();
    assert_eq!(
        network.highlights().map(|one| one.to_string()).collect::<Vec<_>>(),
        ["q —r→ b", "a —r→ b", "q —J→ a"]
    );
}
