//! Passages, and the sources that they are checked against.

use semnet_core::NetworkBuilder;
use semnet_core::evidence::{Source, Verdict, check_passages};

/// Any passage has a verdict for any source, with a valid place; a piece of the source is found in it; the
/// bytes of a source can be read again, or are refused. The input is a passage and sources, with a line of
/// `==` between each two.
pub fn evidence(bytes: &[u8]) {
    if let Ok(source) = Source::from_bytes(bytes) {
        assert_eq!(source.to_bytes(), bytes);
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        assert!(Source::from_utf8("name", bytes.to_vec()).is_err());
        return;
    };
    let mut parts = text.split("\n==\n");
    let passage = parts.next().unwrap_or_default();
    let sources: Vec<Source> = parts.filter_map(|text| Source::new("name", text).ok()).collect();
    for source in &sources {
        assert_eq!(Source::from_bytes(&source.to_bytes()).as_ref(), Ok(source));
        stands_in_itself(source);
    }
    let mut passages = vec![passage.to_owned()];
    passages.extend(sources.iter().map(|source| source.text().to_owned()));
    let checked = check_passages(&passages, &sources);
    assert_eq!(checked.len(), passages.len());
    assert_eq!(check_passages(&passages, &sources), checked);
    for found in &checked {
        assert_eq!(found.places.is_empty(), found.verdict == Verdict::Missing, "{found:?}");
        let alters = found.differences.iter().any(|difference| difference.alters);
        assert!(!(found.verdict.is_evidence() && alters), "{found:?}");
        for place in &found.places {
            let source = sources[place.source].text();
            let there = source.get(place.start_byte..place.end_byte).expect("a place within the source");
            assert_eq!(source.get(..place.start_byte).map(|text| text.chars().count()), Some(place.start));
            assert_eq!(there.chars().count(), place.end - place.start);
            assert!(place.line >= 1 && place.column >= 1);
        }
    }
}

/// All of a source is evidence in it. Not a piece that is cut anywhere: a passage may not end within a word,
/// a number or a row of points (EVIDENCE.md), and near a seed nearly every place is within one.
fn stands_in_itself(source: &Source) {
    let passage = source.text();
    // A network has no unassigned code points, so none of its passages has. It is undefined to which letter a
    // mark after an invisible character belongs.
    let is_plain = |c: char| c.is_ascii() || c.is_alphabetic() || "“”‘’„–—…".contains(c);
    let is_passage = passage.chars().all(is_plain) && NetworkBuilder::new(passage).build().is_ok();
    if is_passage && passage.contains(char::is_alphanumeric) {
        let found = check_passages(&[passage], std::slice::from_ref(source)).remove(0);
        // One or two words such as *the* occur nearly everywhere.
        let words = passage.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
        let is_no_proof = found.verdict == Verdict::Missing && words <= 2;
        assert!(found.verdict.is_evidence() || is_no_proof, "{passage:?} {found:?}");
    }
}
