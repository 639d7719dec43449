//! Passages are held against sources: each verdict for what it is for, whatever the text, and for what was
//! made to deceive.

use proptest::prelude::*;
use semnet_core::evidence::{
    Checked, DifferenceKind, MAX_PLACES, Source, SourceError, Verdict, check, check_passages, cite,
};
use semnet_core::{Network, NetworkBuilder, names};
use semnet_tests::evidence::{Chance, altered, faithful, in_one_line, like_pdf, prose, sentences};

fn source(text: &str) -> Source {
    Source::new("source", text).unwrap()
}

fn checked(passage: &str, text: &str) -> Checked {
    check_passages(&[passage], &[source(text)]).remove(0)
}

fn verdict(passage: &str, text: &str) -> Verdict {
    checked(passage, text).verdict
}

#[track_caller]
fn all_are(expected: Verdict, cases: &[(&str, &str)]) {
    for (passage, text) in cases {
        let found = checked(passage, text);
        assert_eq!(found.verdict, expected, "{passage:?} in {text:?}: {found:?}");
    }
}

#[test]
fn what_stands_there_is_exact() {
    all_are(
        Verdict::Exact,
        &[
            ("did not reject", "The board did not reject it."),
            ("The board did not reject it.", "The board\n\n  did not\treject it."),
            ("Cafe\u{301} “x”", "In the Café “x” today"),
            ("計画を採択", "委員会は計画を採択した"),
            ("דחתה את", "הוועדה דחתה את התוכנית"),
            ("said 👍🏽 twice", "He said 👍🏽 twice"),
            ("He left … and came back", "He left … and came back"),
            ("studies [12] show", "Some studies [12] show it"),
            ("-5 % in May", "It was -5 % in May."),
            ("First end. Second", "First end.\n\nSecond part"),
            ("ภาษาไทย", "พูดภาษาไทยได้"),
        ],
    );
}

#[test]
fn typography_is_adapted() {
    all_are(
        Verdict::Adapted,
        &[
            ("the \"plan\" of O'Neill", "the “plan” of O’Neill"),
            ("the «plan» of", "see the „plan“ of it"),
            ("a word — another", "a word--another"),
            ("pages 10-15", "pages 10–15"),
            ("an efficient office", "an eﬃcient oﬃce"),
            ("international", "an inter-\nnational body"),
            ("well-known", "a well-\nknown body"),
            ("inter- national", "an international body"),
            ("78 % of", "about 78% of it"),
            ("the board", "The board met"),
            ("“The board met.”", "The board met."),
            ("使用Python", "我们使用 Python 写"),
            ("from -5 to", "from −5 to"),
        ],
    );
}

#[test]
fn what_the_quotation_says_of_itself_is_adapted() {
    all_are(
        Verdict::Adapted,
        &[
            ("The board … rejected it.", "The board of the old town rejected it."),
            ("The board [...] rejected it.", "The board of the old town rejected it."),
            ("… of the old town …", "The board of the old town rejected it."),
            ("The board [of the town] rejected it.", "The board rejected it."),
            ("[The board] rejected it.", "It rejected it."),
            ("he said [t]he board met", "he said The board met"),
            ("The board [sic] rejected … of May", "The board rejected the plans and maps of May"),
        ],
    );
    let found = checked("The board … rejected it.", "The board of the old town rejected it.");
    assert_eq!(found.differences[0].kind, DifferenceKind::LeftOut);
    assert_eq!(found.differences[0].source, "of the old town");
}

/// Both pieces have the comma, or letters of one ligature, of which the source has one.
#[test]
fn an_omission_leaves_out_no_more_than_a_passage_can_span() {
    // Either piece may be the longer one, from which the search for the other starts, and the source may
    // begin anywhere.
    let between = |length: usize| "and so on, ".repeat(length / 11);
    for (passage, start, end) in [
        ("The board … rejected every plan of the town", "The board ", "rejected every plan of the town."),
        ("The board of the old town … rejected it", "The board of the old town ", "rejected it."),
    ] {
        for before in ["", "Once more. ", &"Another matter. ".repeat(400)] {
            let near = format!("{before}{start}{}{end}", between(700));
            assert!(verdict(passage, &near).is_evidence(), "{passage:?} after {} bytes", before.len());
            let far = format!("{before}{start}{}{end}", between(1_500));
            assert!(!verdict(passage, &far).is_evidence(), "{passage:?} after {} bytes", before.len());
        }
    }
}

#[test]
fn words_picked_one_by_one_are_no_quotation() {
    let text = "The board of the old town rejected it in May.";
    assert!(verdict("The board … rejected it", text).is_evidence());
    for passage in ["The … town … May", "The board [of all the villages by the sea] rejected"] {
        assert!(!verdict(passage, text).is_evidence(), "{passage:?}");
    }
}

#[test]
fn pieces_may_share_what_stands_between_them() {
    for (passage, text) in [
        ("The plan was good, … , bad and ugly.", "The plan was good, bad and ugly."),
        ("The oﬃce was open", "The oﬀice was open"),
    ] {
        assert!(verdict(passage, text) < Verdict::Missing, "{passage}");
    }
}

#[test]
fn whatever_turns_the_sense_is_altered() {
    all_are(
        Verdict::Altered,
        &[
            ("The board rejected it.", "The board did not reject it."),
            ("The board … rejected it.", "The board has never rejected it."),
            ("The board … reject it.", "The board did not reject it."),
            ("The board … of patients died.", "The board said that 78 % of patients died."),
            ("The board … reject it.", "The board may well reject it."),
            ("Das Gericht … die Klage", "Das Gericht verwarf nicht die Klage"),
            ("The board [never] rejected it.", "The board rejected it."),
            ("The board thinks it [un]reasonable.", "The board thinks it reasonable."),
            ("The board [reduced] the risk of it.", "The board increased the risk of it."),
            ("78 % of the patients", "It was 87 % of the patients."),
            ("1.000 people came here", "Then 1,000 people came here."),
            ("5 % of the people came", "Then −5 % of the people came."),
            ("000 people came here", "Then 1,000 people came here."),
            ("19 patients came here", "The COVID-19 patients came here."),
            ("toxic paint was used", "The non-toxic paint was used."),
            ("15 people came here", "Then 10–15 people came here."),
            ("All members came here", "Not all members came here."),
            ("we can do it now", "we can't do it now"),
            ("its a thing of ours", "it's a thing of ours"),
            ("the board accepted the US plan", "the board accepted the us plan"),
            ("The board rejected it.", "The board rejected it, but only in part."),
            ("the therapist came home", "the the rapist came home"),
            ("10 km of road were built", "10 m of road were built"),
            ("Anna sued Tom in May", "Tom sued Anna in May"),
        ],
    );
}

/// The pairs of `tests/evidence/pairs.tsv`: whether the passage is evidence, the passage, the source. An
/// empty source is that of the line before.
fn pairs() -> Vec<(bool, String, String)> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("evidence/pairs.tsv");
    let unescape =
        |text: &str| serde_json::from_str::<String>(&format!("\"{}\"", text.replace('"', "\\\""))).unwrap();
    let text = std::fs::read_to_string(path).unwrap();
    let mut source = String::new();
    let mut pairs = Vec::new();
    for line in text.lines() {
        let [is_true, passage, own] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line:?}") };
        if !own.is_empty() {
            source = unescape(own);
        }
        pairs.push((is_true == "true", unescape(passage), source.clone()));
    }
    pairs
}

#[test]
fn pairs_written_by_hand_have_the_verdict_that_they_should() {
    let pairs = pairs();
    assert!(pairs.len() > 4_300);
    let wrong: Vec<String> = pairs
        .iter()
        .filter_map(|(is_true, passage, text)| {
            let found = checked(passage, text);
            let is_wrong = found.verdict.is_evidence() != *is_true;
            is_wrong.then(|| format!("{passage:?} in {text:?}: {found:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn marks_of_notes_and_emphasis_are_typography() {
    all_are(
        Verdict::Exact,
        &[
            ("the *old* board", "Then the *old* board met."),
            ("The plan failed.[12]", "The plan failed.[12] It was late."),
            ("studies [12] show", "Some studies [12] show it."),
        ],
    );
    all_are(
        Verdict::Adapted,
        &[
            ("the old board", "Then the **old** board met."),
            ("The plan failed. It was late.", "The plan failed.¹² It was late."),
            ("studies show", "Some studies[12] show it."),
            ("The board met.", "T he board met."),
            ("共有 1,000 人（参加）", "共有１，０００人(参加)。"),
        ],
    );
    all_are(
        Verdict::Altered,
        &[
            ("The plan failed.[13] It was late.", "The plan failed.[12] It was late."),
            ("The plan failed.[12] It was late.", "The plan failed. It was late."),
            ("23 of them met", "2*3 of them met"),
            ("an area of 5 m there", "an area of 5 m² there"),
        ],
    );
}

#[test]
fn emphasis_is_read_in_any_script_however_much_stands_before_it() {
    // The other mark of a pair is looked for among so many bytes, which may begin within a character.
    for padding in 0..4 {
        for letters in ["и", "計", "𐍈"] {
            let before = format!("{} {}", letters.repeat(120), "x".repeat(padding));
            let text = format!("{before} the _old town_ met.");
            assert_eq!(verdict("the old town met.", &text), Verdict::Adapted, "{text:?}");
        }
    }
}

#[test]
fn an_invisible_joiner_makes_one_sign_of_emoji_only() {
    // A family of three is no father; a letter before the joiner makes no sign of another one.
    assert!(!verdict("saw 👨", "They saw 👨\u{200d}👩\u{200d}👧 there").is_evidence());
    assert!(verdict("👩 there", "They saw x\u{200d}👩 there").is_evidence());
}

#[test]
fn a_denial_is_found_whatever_its_typography() {
    let decomposed = "O conselho na\u{303}o aprovou o plano.";
    for text in [
        decomposed,
        "O conselho\u{202f}não\u{202f}aprovou o plano.",
        "O conselho n\u{ad}ão aprovou o plano.",
        "O conselho _não_ aprovou o plano.",
        "O conselho dos moradores não aprovou o plano.",
        "O conselho sem\u{200b}pre nã-\no aprovou o plano.",
    ] {
        assert_eq!(verdict("O conselho … aprovou o plano.", text), Verdict::Altered, "{text:?}");
    }
    assert_eq!(
        verdict("O conselho … aprovou o plano", "O conselho dos moradores aprovou o plano da vila."),
        Verdict::Adapted
    );
}

#[test]
fn differences_are_spelled_out() {
    for (passage, text, differences) in [
        (
            "The board rejected the plan.",
            "The board did not reject the plan.",
            &["did not reject → rejected"][..],
        ),
        ("In May, 78 % of them left.", "In May, 87 % of them left.", &["87 % → 78 %"]),
        ("They left in May", "They left in June. It was hot.", &["June → May"]),
        ("委員会は計画を承認した", "委員会は計画を却下した。", &["却下 → 承認"]),
        ("It cost 5", "It cost 5 million.", &["left out: million"]),
        ("Adults aged 65", "Adults aged 65 or older fell.", &["left out: or older"]),
        ("The board of the town met in May.", "The board met in May.", &["inserted: of the town"]),
        ("The board met in May.", "The board of the town met in May.", &["left out: of the town"]),
    ] {
        let found = checked(passage, text);
        let said: Vec<String> = found.differences.iter().map(ToString::to_string).collect();
        assert_eq!(said, differences, "{passage}");
    }
}

#[test]
fn what_stands_nowhere_is_missing() {
    let text = prose(50_000, 4);
    for passage in
        ["The orchestra burned every violin at noon, while the cats slept.", "?!", "", "…", "Zyzzyva"]
    {
        let found = checked(passage, &text);
        assert_eq!((found.verdict, found.places.len()), (Verdict::Missing, 0), "{passage:?}");
    }
    assert_eq!(check_passages(&["anything"], &[])[0].verdict, Verdict::Missing);
}

#[test]
fn places_are_counted_in_code_points_and_lines() {
    let text = "é👍 one\r\ntwo “three” four\nthree";
    let found = checked("\"three\" four", text);
    let place = found.places[0];
    assert_eq!((place.start, place.end, place.line, place.column), (12, 24, 2, 5));
    let there: String = text.chars().skip(place.start).take(place.end - place.start).collect();
    assert_eq!(there, "“three” four");
    assert_eq!(&text[place.start_byte..place.end_byte], there);
}

#[test]
fn places_are_counted_in_any_script_and_with_any_line_ends() {
    let text = "👩\u{200d}🚀 e\u{301}te\u{301}\r\nzweite Zeile\rالسفينة لم تغرق\n\r\n委員会は「反対」した。\
        \u{feff}ﬁn de l’e\u{301}te\u{301}";
    for (passage, there) in [
        ("👩\u{200d}🚀 été", "👩\u{200d}🚀 e\u{301}te\u{301}"),
        ("été zweite", "e\u{301}te\u{301}\r\nzweite"),
        ("Zweite Zeile", "zweite Zeile"),
        ("السفينة لم تغرق", "السفينة لم تغرق"),
        ("委員会は『反対』した", "委員会は「反対」した"),
        ("fin de l'été", "ﬁn de l’e\u{301}te\u{301}"),
    ] {
        let found = checked(passage, text);
        assert!(found.verdict.is_evidence(), "{passage}: {found:?}");
        let place = found.places[0];
        assert_eq!(&text[place.start_byte..place.end_byte], there, "{passage}");
        let before = &text[..place.start_byte];
        assert_eq!(place.start, before.chars().count(), "{passage}");
        assert_eq!(place.end, place.start + there.chars().count(), "{passage}");
        let lines = before.replace("\r\n", "\n").replace('\r', "\n");
        let line = lines.rsplit('\n').next().unwrap();
        assert_eq!(place.line, lines.matches('\n').count() + 1, "{passage}");
        assert_eq!(place.column, line.chars().count() + 1, "{passage}");
    }
}

#[test]
fn several_places_and_sources_are_listed() {
    let sources =
        [source("Nothing."), source("The plan failed. The plan failed."), source("“The plan failed.”")];
    let found = check_passages(&["The plan failed."], &sources).remove(0);
    let places: Vec<(usize, usize)> = found.places.iter().map(|place| (place.source, place.start)).collect();
    assert_eq!(places, [(1, 0), (1, 17), (2, 1)]);
    // A passage never begins in one source and ends in the next.
    let found = check_passages(
        &["failed. Nothing", "plan … Nothing"],
        &[source("The plan failed."), source("Nothing")],
    );
    assert!(found.iter().all(|found| !found.verdict.is_evidence()), "{found:?}");
    // The best verdict wins, whichever source it is in.
    let found = check_passages(&["the plan"], &[source("The plan"), source("on the plan")]).remove(0);
    assert_eq!((found.verdict, found.places[0].source), (Verdict::Exact, 1));
}

fn network(passages: &[&str]) -> Network {
    let mut builder = NetworkBuilder::new("Q?");
    builder.concept("A", "").concept("B", "");
    for passage in passages {
        builder.relationship(("A", "is", "B", *passage));
    }
    builder.highlight(("A", "is", "B", passages[0]));
    builder.build().unwrap()
}

#[test]
fn a_network_says_where_its_passages_come_from() {
    let network = network(&["The board met.", "A false one that is nowhere."]);
    let sources = [source("Then the board met."), source("“The board met.”")];
    let evidence = check(&network, &sources);
    assert_eq!(evidence.len(), 2);
    let cited = cite(&network, &sources).unwrap();
    let value = |name: &str| {
        let all = cited.relationships().flat_map(|relationship| relationship.attributes());
        all.filter(|(found, _)| *found == name).map(|(_, value)| value.to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(value(names::QUOTE_SOURCE), [sources[1].id().to_string()]);
    assert_eq!(value(names::QUOTE_START), ["1"]);
    assert_eq!(value(names::QUOTE_END), ["15"]);
    assert_eq!(value(names::QUOTE_PREFIX), ["“"]);
    assert_eq!(value(names::QUOTE_SUFFIX), ["”"]);
    assert_eq!(value(names::QUOTE_EXACT), [""; 0]);
    assert_eq!((cited.relationship_count(), cited.highlights().count()), (2, 1));
    // Repeating it changes nothing, and other sources replace the attributes.
    assert_eq!(cite(&cited, &sources).unwrap(), cited);
    let adapted = cite(&cited, &sources[..1]).unwrap();
    let exact = adapted.relationships().flat_map(|relationship| relationship.attributes());
    assert!(exact.into_iter().any(|attribute| attribute == (names::QUOTE_EXACT, "the board met.")));
}

#[test]
fn sources_are_read_as_they_were_written_or_refused() {
    let one = source("The board\r\nmet.");
    let bytes = one.to_bytes();
    assert_eq!(Source::from_bytes(&bytes), Ok(one.clone()));
    assert_eq!(one.id(), source("The  board met. ").id());
    assert_ne!(one.id(), source("The board met").id());
    assert_ne!(one.id().as_bytes(), semnet_core::Fingerprint::hash(b"The board met.").as_bytes());
    for at in 0..bytes.len() {
        let mut flipped = bytes.clone();
        flipped[at] ^= 1;
        assert!(Source::from_bytes(&flipped).is_err(), "{at}");
        assert!(Source::from_bytes(&bytes[..at]).is_err(), "{at}");
    }
    assert!(Source::from_bytes(&[bytes, vec![b'x']].concat()).is_err());
}

#[test]
fn what_is_no_source_is_refused_with_its_place() {
    for text in ["", " \n\t", "\u{ad}\u{0}"] {
        assert_eq!(Source::new("name", text).unwrap_err(), SourceError::Empty);
    }
    let error = Source::from_utf8("name", b"ab\ncd\xff".to_vec()).unwrap_err();
    assert_eq!(error, SourceError::NotUtf8 { byte: 0xff, offset: 5, line: 2 });
    assert_eq!(
        error.to_string(),
        "the source is not UTF-8: line 2, byte 6, is 0xff; expected a text in UTF-8"
    );
    assert_eq!(Source::new(" ", "x").unwrap_err(), SourceError::Name { character: None });
    assert_eq!(Source::new("a\0", "x").unwrap_err(), SourceError::Name { character: Some('\0') });
    let most = Source::MAX_BYTES;
    assert_eq!(Source::check_length(most), Ok(()));
    assert_eq!(Source::check_length(most + 1), Err(SourceError::TooLong { bytes: 1 << 32 }));
}

#[test]
fn nothing_is_quadratic() {
    // The passage a million times; a passage longer than the source; many that share all but their end;
    // periodic ones.
    let repeated = "The board met. ".repeat(40_000);
    let found = checked("The board met.", &repeated);
    assert_eq!((found.verdict, found.places.len()), (Verdict::Exact, MAX_PLACES));
    assert_eq!(verdict(&repeated, "The board met."), Verdict::Missing);
    let almost: Vec<String> = (0..1_000).map(|n| format!("The board met. The board met. The {n}")).collect();
    let found = check_passages(&almost, &[source(&repeated)]);
    assert!(found.iter().all(|found| found.verdict == Verdict::Altered));
    let periodic: Vec<String> = (1..200).map(|n| format!("{}b", "a ".repeat(n))).collect();
    let found = check_passages(&periodic, &[source(&"a ".repeat(60_000))]);
    assert!(found.iter().all(|found| !found.verdict.is_evidence()));
    let shortened = vec![format!("{}…b", "a … ".repeat(100)); 50];
    let found = check_passages(&shortened, &[source(&"a ".repeat(60_000))]);
    assert!(found.iter().all(|found| !found.verdict.is_evidence()));
    // Marks without end, and white space without end.
    let marks = format!("e{} b", "\u{301}".repeat(50_000));
    assert!(verdict(&marks, &marks).is_evidence());
    let spaces = format!("The board{}met.", " \n".repeat(50_000));
    assert_eq!(verdict("The board met.", &spaces), Verdict::Exact);
}

/// Few words in any order, after many that the source lacks, so passages begin long before it does.
#[test]
fn any_short_passage_is_aligned_with_any_short_source() {
    let mut chance = Chance::new(7);
    let mut text = |most: usize| {
        let words = (0..=chance.below(most)).map(|_| ["a", "b", "c", "met", "board"][chance.below(5)]);
        words.collect::<Vec<_>>().join(" ")
    };
    for foreign in (0..800).map(|number| number % 400) {
        let (passage, other) = (format!("{}{}", "other ".repeat(foreign), text(200)), text(200));
        for place in checked(&passage, &other).places {
            assert!(place.end_byte <= other.len(), "{passage:?} in {other:?}");
        }
    }
}

#[test]
fn a_hyphen_at_the_end_of_a_source_breaks_no_word() {
    assert_eq!(verdict("accepted the well-", "accepted the well-\n"), Verdict::Exact);
    assert!(!verdict("accepted the well", "accepted the well-\nknown plan").is_evidence());
}

#[test]
fn what_a_passage_has_at_its_edges_is_not_cut_off() {
    all_are(
        Verdict::Exact,
        &[
            (".15 of all", ".15 of all"),
            ("at .5", "stood at .5"),
            ("the ‘a-’", "the ‘a-’ or"),
            ("20 (-5)", "20 (-5)"),
        ],
    );
    for (passage, text) in [
        (".15 of all", "3.15 of all"),
        ("-19 tests", "COVID-19 tests"),
        ("the well-", "the well-known plan"),
        ("the well-", "the well-\nknown plan"),
        ("at 1,", "at 1,000"),
        ("we can'", "we can't"),
        ("at 2:", "at 2:1"),
        ("–15 pages", "10–15 pages"),
    ] {
        assert!(!verdict(passage, text).is_evidence(), "{passage:?} in {text:?}");
    }
}

/// EVIDENCE.md describes what happens beyond.
#[test]
fn so_many_places_are_compared_and_no_more() {
    for (before, verdict) in [(255, Verdict::Exact), (256, Verdict::Altered)] {
        let text = format!("{}The plan failed.", "The Plan failed. ".repeat(before));
        let found = checked("The plan failed.", &text);
        assert_eq!((found.verdict, found.places.len()), (verdict, 1), "{before}");
    }
    let text = "The plan failed. ".repeat(256);
    assert_eq!(checked("The plan failed.", &text).places.len(), MAX_PLACES);
}

#[test]
fn a_passage_longer_than_the_source_stands_not_in_it() {
    let text = "The board met in May.";
    for passage in [format!("{text} It rejected the plan."), format!("{text} ").repeat(1_000)] {
        let found = checked(&passage, text);
        assert!(!found.verdict.is_evidence(), "{found:?}");
        assert!(found.places.iter().all(|place| place.end_byte <= text.len()));
    }
    // Longer in bytes alone.
    assert_eq!(verdict("The   board\n\nmet in   May.   ", text), Verdict::Exact);
}

#[test]
fn a_source_may_have_a_passage_a_million_times() {
    let text = "It met. ".repeat(1_000_000);
    let found = check_passages(&["It met.", "It met", "it met. It", "It did not meet."], &[source(&text)]);
    let verdicts: Vec<Verdict> = found.iter().map(|found| found.verdict).collect();
    assert_eq!(verdicts, [Verdict::Exact, Verdict::Exact, Verdict::Adapted, Verdict::Missing]);
    assert_eq!(found[0].places.len(), MAX_PLACES);
}

#[test]
fn a_million_passages_are_checked() {
    let text = prose(20_000, 8);
    let sentences = sentences(&text);
    let passage = |number: usize| match number % 50 {
        0 => sentences[number % sentences.len()].clone(),
        _ => format!("Number {number} met."),
    };
    let passages: Vec<String> = (0..1_000_000).map(passage).collect();
    let found = check_passages(&passages, &[source(&text)]);
    assert_eq!(found.len(), passages.len());
    for (number, found) in found.iter().enumerate() {
        assert_eq!(found.verdict.is_evidence(), number % 50 == 0, "{found:?}");
    }
}

#[test]
fn thousands_of_passages_are_checked() {
    let text = prose(100_000, 5);
    let sentences = sentences(&text);
    let passages: Vec<String> = (0..20_000)
        .map(|n| format!("{}{}", sentences[n % sentences.len()], ["", " Zzz"][n / 10_000]))
        .collect();
    let found = check_passages(&passages, &[source(&text)]);
    assert!(found[..10_000].iter().all(|found| found.verdict == Verdict::Exact));
    assert!(found[10_000..].iter().all(|found| !found.verdict.is_evidence()));
}

#[test]
fn false_passages_are_refused_and_true_ones_accepted() {
    let mut chance = Chance::new(5);
    let text = prose(60_000, 6);
    let pdf = like_pdf(&text, &mut chance);
    let all = sentences(&text);
    let line = in_one_line(&text).to_lowercase();
    let mut cases = (Vec::new(), Vec::new());
    for kind in 0..1_200 {
        let (one, other) = (&all[chance.below(all.len())], &all[chance.below(all.len())]);
        let wrong = altered(one, other, kind, &mut chance);
        cases.0.extend(wrong.filter(|case| !line.contains(&case.passage.to_lowercase())));
        cases.1.extend(faithful(one, kind, &mut chance));
    }
    for source in [source(&text), source(&pdf)] {
        let passages = |cases: &[semnet_tests::evidence::Case]| {
            let passages: Vec<String> = cases.iter().map(|case| case.passage.clone()).collect();
            check_passages(&passages, std::slice::from_ref(&source))
        };
        for (case, found) in cases.0.iter().zip(passages(&cases.0)) {
            assert!(!found.verdict.is_evidence(), "{case:?} {found:?}");
        }
        for (case, found) in cases.1.iter().zip(passages(&cases.1)) {
            assert!(found.verdict.is_evidence(), "{case:?} {found:?}");
        }
    }
}

#[test]
fn a_passage_may_end_and_begin_with_many_signs() {
    let row = "-".repeat(200);
    let text = format!("{row} The board met. {row}]");
    assert_eq!(verdict(&text, &text), Verdict::Exact);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// All words of a text from one place to another occur in it, exactly; with another word in between they
    /// do not.
    #[test]
    fn words_of_a_text_stand_in_it(
        words in proptest::collection::vec("[a-zäß漢字が👍א]{1,6}|[0-9]{1,3}|[-–“”'’.,…\\[\\]()]{1,3}", 3..40),
        from in 0usize..30, count in 1usize..20,
    ) {
        let text = words.join(" ");
        let passage = words.iter().skip(from).take(count).cloned().collect::<Vec<_>>().join(" ");
        // A stop word or two are no evidence.
        let length = |word: &str| word.chars().filter(|c| c.is_alphanumeric()).count();
        prop_assume!(passage.split_whitespace().any(|word| length(word) > 3));
        let found = checked(&passage, &text);
        // (A dash or a digit at the edge may belong to the word before or after.)
        let may_be_cut = text.contains(['-', '–', '\'']) || passage.contains(char::is_numeric);
        prop_assert!(found.verdict.is_evidence() || may_be_cut, "{passage:?} {text:?} {found:?}");
        let wrong = format!("{passage} zzz");
        prop_assert!(!verdict(&wrong, &text).is_evidence());
    }
}
