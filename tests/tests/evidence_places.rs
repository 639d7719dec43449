//! What the check of passages reports besides the verdict: where a passage is and how it differs, for
//! pairs that were looked at one by one, and what holds of every result.

use std::collections::BTreeMap;

use semnet_core::evidence::{Checked, MAX_DIFFERENCES, Place, Source, Verdict, check_passages};

fn source(text: &str) -> Source {
    Source::new("source", text).unwrap()
}

/// Undoes the escapes of JSON's strings.
fn unescape(text: &str) -> String {
    serde_json::from_str(&format!("\"{}\"", text.replace('"', "\\\""))).unwrap()
}

fn lines(file: &str) -> Vec<Vec<String>> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("evidence").join(file);
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().map(|line| line.split('\t').map(unescape).collect()).collect()
}

/// The passages and sources of `tests/evidence/pairs.tsv`.
fn pairs() -> Vec<(String, String)> {
    let mut last = String::new();
    let pair = |line: Vec<String>| {
        let [_, passage, own] = <[String; 3]>::try_from(line).unwrap();
        if !own.is_empty() {
            last = own;
        }
        (passage, last.clone())
    };
    lines("pairs.tsv").into_iter().map(pair).collect()
}

/// A place as somebody would count it who looks at the text from its beginning.
fn counted(text: &str, place: Place) -> Place {
    let before = &text[..place.start_byte];
    let lines = before.replace("\r\n", "\n").replace('\r', "\n");
    // Between the two characters of one line end there can be no place.
    let line = lines.rsplit('\n').next().unwrap();
    let mut other = place;
    other.start = before.chars().count();
    other.end = other.start + text[place.start_byte..place.end_byte].chars().count();
    other.line = lines.matches('\n').count() + 1;
    other.column = line.chars().count() + 1;
    other
}

/// Properties of every result.
fn is_sound(found: &Checked, passage: &str, text: &str) {
    let context = || format!("{passage:?} in {text:?}: {found:?}");
    assert_eq!(found.places.is_empty(), found.verdict == Verdict::Missing, "{}", context());
    for &place in &found.places {
        assert_eq!(counted(text, place), place, "{}", context());
        assert!(place.start_byte < place.end_byte, "{}", context());
    }
    match found.verdict {
        Verdict::Exact | Verdict::Missing => assert!(found.differences.is_empty(), "{}", context()),
        Verdict::Adapted => assert!(found.differences.iter().all(|one| !one.alters), "{}", context()),
        Verdict::Altered => assert!(found.places.len() == 1, "{}", context()),
    }
}

/// What was found with its places counted from the beginning of a text that is within another one.
fn within(found: &Checked, text: &str, before: &str) -> Checked {
    let mut found = found.clone();
    let there = before.len()..=before.len() + text.len();
    // One that is not within it stays, and is no place that would be found in the text alone.
    for place in
        found.places.iter_mut().filter(|it| there.contains(&it.start_byte) && there.contains(&it.end_byte))
    {
        place.start_byte -= before.len();
        place.end_byte -= before.len();
        *place = counted(text, *place);
    }
    found
}

/// Other paragraphs around a text, other sources next to it, and other passages change neither verdict nor
/// places. (The paragraphs have no words, because the language of a text is detected from the words around.)
#[test]
fn what_stands_elsewhere_changes_no_verdict_and_no_place() {
    // Characters of two, three and four bytes, so the limits of a search fall within one.
    let before = format!("{}\n\n", "※ 🌊 § ".repeat(30));
    let after = format!("\n\n{}", "※ 🌊 § ".repeat(30));
    let mut by_source: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (passage, text) in pairs() {
        by_source.entry(text).or_default().push(passage);
    }
    let mut wrong = Vec::new();
    for (text, passages) in &by_source {
        let alone: Vec<Checked> =
            passages.iter().map(|passage| check_passages(&[passage], &[source(text)]).remove(0)).collect();
        for (found, passage) in alone.iter().zip(passages) {
            is_sound(found, passage, text);
        }
        assert_eq!(check_passages(passages, &[source(text)]), alone, "{text:?}");
        let mut compare = |how: &str, found: Vec<Checked>| {
            for ((found, alone), passage) in found.iter().zip(&alone).zip(passages) {
                if (found.verdict, &found.places) != (alone.verdict, &alone.places) {
                    wrong.push(format!("{passage:?} in {text:?} {how}: {found:?}, alone {alone:?}"));
                }
            }
        };
        let other = source("※ 🌊 §");
        // A letter set apart at the beginning of a text is known as one in the first source only.
        if !text.starts_with(['T', 'A', 'I']) {
            let mut among = check_passages(passages, &[other.clone(), source(text), other]);
            for place in among.iter_mut().flat_map(|found| &mut found.places) {
                place.source -= 1;
            }
            compare("among others", among);
        }
        let around = check_passages(passages, &[source(&format!("{before}{text}{after}"))]);
        compare("within another", around.iter().map(|found| within(found, text, &before)).collect());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Half of its words, and a quarter of their letters.
#[test]
fn a_place_is_near_where_enough_of_a_passage_is() {
    let text = "Then mill gate lamp fern moss reed stood there. Later a b fern moss.";
    for (passage, verdict, there, difference) in [
        ("mill gate lamp duck goat lynx", "altered", "mill gate lamp", "fern moss reed → duck goat lynx"),
        ("mill gate lamp duck goat lynx hare", "missing", "", ""),
        ("mill gate duck goat", "altered", "mill gate", "lamp fern → duck goat"),
        ("mill gate duck goat lynx", "missing", "", ""),
        ("a b hat dog", "altered", "a b", "fern moss → hat dog"),
        ("a b hats dog", "missing", "", ""),
    ] {
        let found = check_passages(&[passage], &[source(text)]).remove(0);
        let place = found.places.first().map_or("", |place| &text[place.start_byte..place.end_byte]);
        let differences: Vec<String> = found.differences.iter().map(ToString::to_string).collect();
        assert_eq!(
            (found.verdict.name(), place, differences.join(", ").as_str()),
            (verdict, there, difference),
            "{passage:?}"
        );
    }
}

/// Words that are cut off at the edges come last, and are listed however many differences there are.
#[test]
fn no_more_differences_are_listed_than_there_may_be() {
    let list = |sign: &str| (0..150).map(|n| format!("word{n}{sign} ")).collect::<String>();
    let text = format!("Sie ist nicht {}kam kaum.", list(","));
    let found = check_passages(&[format!("{}kam", list(";"))], &[source(&text)]).remove(0);
    let differences: Vec<String> = found.differences.iter().map(ToString::to_string).collect();
    assert_eq!((found.verdict, differences.len()), (Verdict::Altered, MAX_DIFFERENCES), "{differences:?}");
    assert_eq!(differences[0], "word0, word1 → word0; word1");
    assert_eq!(differences[98..], ["left out: nicht", "left out: kaum"]);
}

/// The rows of `tests/evidence/places.tsv`: the verdict, the passage, the source, the text of the first
/// place, and each difference, those that do not alter the meaning in parentheses.
#[test]
fn places_and_differences_are_those_that_a_reader_would_name() {
    let mut wrong = Vec::new();
    for row in lines("places.tsv") {
        let [verdict, passage, text, there, expected @ ..] = &row[..] else { panic!("{row:?}") };
        let found = check_passages(&[passage], &[source(text)]).remove(0);
        let place = found.places.first().map_or("", |place| &text[place.start_byte..place.end_byte]);
        let differences: Vec<String> = found
            .differences
            .iter()
            .map(|one| if one.alters { one.to_string() } else { format!("({one})") })
            .collect();
        if (found.verdict.name(), place, &differences[..]) != (verdict, there, expected) {
            wrong.push(format!("{row:?}: {}, {place:?}, {differences:?}", found.verdict));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
