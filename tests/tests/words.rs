//! What the words say: for any network, answers do not depend on the order it was built in, name what they
//! show, and never fail; merging loses nothing.

use proptest::prelude::*;
use semnet_core::names::{ALIAS, SHARED_THEME};
use semnet_core::words::{Connection, ConnectionOptions, HitLocation, Language, SearchOptions, Snippet};
use semnet_core::{Network, NetworkBuilder};
use semnet_tests::{network, parts, some_text, text};

fn language() -> impl Strategy<Value = Language> {
    let all: Vec<Language> = Language::all().collect();
    prop_oneof![2 => Just(Language::English), 1 => proptest::sample::select(all)]
}

/// Marks are sorted, apart, and cut the text nowhere within a character; the pieces are the text.
fn check_marks(marked: &Snippet<'_>) {
    let mut end = 0;
    for mark in marked.marks() {
        assert!(end <= mark.start && mark.start < mark.end);
        assert!(marked.text().get(mark.clone()).is_some());
        end = mark.end;
    }
    assert_eq!(marked.pieces().map(|(piece, _)| piece).collect::<String>(), marked.text());
    assert_eq!(marked.pieces().filter(|(_, is_marked)| *is_marked).count(), marked.marks().len());
}

/// All answers about a network, in words.
fn answers(network: &Network, words: &str, language: Language) -> String {
    let search = SearchOptions::default().language(language);
    let sharing = ConnectionOptions::default().language(language);
    let vector = |text: &str| vec![text.len() as f32, text.chars().count() as f32 + 1.0];
    format!(
        "{:?} {:?} {:?} {:?} {}",
        network.search(words, &search),
        network.connections(&sharing),
        network.duplicate_candidates(language),
        network.connections_with_embeddings(&sharing, vector),
        network.with_connections(&sharing).unwrap().hashtag(),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn answers_do_not_depend_on_the_order(
        parts in parts(),
        order in prop::collection::vec(0..50usize, 0..20),
        words in text(),
        language in language(),
    ) {
        if let (Ok(one), Ok(other)) = (parts.build(&[]), parts.build(&order)) {
            prop_assert_eq!(answers(&one, &words, language), answers(&other, &words, language));
        }
    }

    #[test]
    fn what_is_in_a_network_is_found_in_it(network in network(), language in language()) {
        let search = SearchOptions::default().language(language).limit(usize::MAX);
        for concept in network.concepts().filter(|concept| !concept.is_question()) {
            let hits = network.search(concept.label(), &search);
            let has_word = concept.label().chars().any(char::is_alphanumeric);
            let is_found = hits.iter().any(|hit| hit.location() == HitLocation::Concept(concept));
            // Words like "the" are not searched for next to others; a label of more than 64 words has more
            // than the search uses.
            prop_assert!(!has_word || is_found, "{}", concept);
            prop_assert!(hits.is_sorted_by(|a, b| a.score() >= b.score()));
            for hit in &hits {
                prop_assert!(hit.score() > 0.0 && hit.score().is_finite());
                hit.label().into_iter().chain(hit.sentence()).for_each(check_marks);
            }
        }
    }

    #[test]
    fn connections_show_what_they_share(network in network(), language in language()) {
        let sharing = ConnectionOptions::default().language(language);
        let connections = network.connections(&sharing);
        for one in connections.iter() {
            prop_assert!(one.score() > 0.0 && one.score() <= 1.0 && one.score() > one.chance().unwrap());
            prop_assert!(one.concepts().0.id() < one.concepts().1.id());
            let sum: f64 = one.terms().iter().map(|shared| shared.weight).sum();
            prop_assert!((sum - one.score()).abs() < 1e-9);
            check_marks(one.sentences().0);
            check_marks(one.sentences().1);
        }
        // With any budget, the results are correct.
        let some = network.connections(&sharing.clone().budget(3));
        let is_known = |one: &Connection<'_>| {
            connections
                .iter()
                .any(|other| other.concepts() == one.concepts() && (other.score() - one.score()).abs() < 1e-9)
        };
        prop_assert!(some.iter().all(is_known));
        let connected = network.with_connections(&sharing).unwrap();
        prop_assert_eq!(connected.with_connections(&sharing).unwrap(), connected.clone());
        let found = connected.relationships().filter(|one| one.relation() == SHARED_THEME).count();
        prop_assert!(found >= connections.len());
    }

    #[test]
    fn merging_loses_nothing(
        network in network(),
        pick in any::<(prop::sample::Index, prop::sample::Index)>(),
    ) {
        let concepts: Vec<_> = network.concepts().filter(|concept| !concept.is_question()).collect();
        prop_assume!(concepts.len() > 1);
        let (keep, other) = (*pick.0.get(&concepts), *pick.1.get(&concepts));
        let merged = network.merge_concepts(keep, other).unwrap();
        if keep == other {
            prop_assert_eq!(merged, network);
            return Ok(());
        }
        prop_assert_eq!(merged.concept_count(), network.concept_count() - 1);
        let kept = merged.concept(keep.label()).unwrap();
        prop_assert!(merged.concept(other.label()).is_none());
        prop_assert!(kept.attributes().any(|(name, label)| name == ALIAS && label == other.label()));
        for text in [keep.text(), other.text()].into_iter().flatten() {
            prop_assert!(kept.text().unwrap().contains(text));
        }
        let end =
            |label: &str| if label == other.label() { keep.label().to_owned() } else { label.to_owned() };
        for one in network.relationships() {
            let is_there = merged.relationships().any(|new| {
                new.source().label() == end(one.source().label())
                    && new.target().label() == end(one.target().label())
                    && new.relation() == one.relation()
                    && new.passage() == one.passage()
                    && new.attributes().eq(one.attributes())
            });
            prop_assert!(is_there, "{}", one);
        }
        let mut findings: Vec<String> = network.findings().map(|finding| end(finding.label())).collect();
        let mut seen = std::collections::HashSet::new();
        findings.retain(|label| seen.insert(label.clone()));
        let merged_findings: Vec<&str> = merged.findings().map(|finding| finding.label()).collect();
        prop_assert_eq!(merged_findings, findings);
    }

    /// The stemmers are generated code of others: no word of any script may make one of them panic.
    #[test]
    fn every_word_has_a_stem_in_every_language(words in prop::collection::vec(word(), 1..20)) {
        let network = NetworkBuilder::new("Q?").build().unwrap();
        let words = words.join(" ");
        for language in Language::all() {
            network.search(&words, &SearchOptions::default().language(language));
        }
    }
}

/// Words of letters that one of the stemmers handles, with endings that it may examine, or of any characters.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-zà-ÿ]{1,12}",
        1 => "[a-zğışöüçåäøæœßčďěňřšťůžąćęłńóśźżāčēģīķļņūėįųő']{1,12}",
        2 => "[а-яёієїґђјљњћџ]{1,12}",
        2 => "[α-ωάέήίόύώϊϋΐΰς]{1,14}",
        1 => "[ء-غف-ي\u{64b}-\u{652}پچژگک]{1,12}",
        1 => "[ऀ-ॿ]{1,12}",
        1 => "[\u{b80}-\u{bff}]{1,12}",
        1 => "[ա-և]{1,12}",
        1 => "[א-ת\u{5b0}-\u{5c2}]{1,12}",
        1 => some_text(),
        1 => "\\PC{1,12}",
    ]
}

/// As many as the words of WordNet, and all similar: bounded work ends.
#[test]
fn large_networks_end() {
    let mut builder = NetworkBuilder::new("Q?");
    for number in 0..20_000 {
        let text = format!("The common mill of river {} and valley {}.", number % 977, number % 211);
        builder.concept(&format!("Mill {number}"), &text);
    }
    let network = builder.build().unwrap();
    let connections = network.connections(&ConnectionOptions::default().limit(10).budget(100_000));
    assert!(connections.omitted() > 0 && connections.len() <= 10);
    assert_eq!(network.search("mills", &SearchOptions::default()).len(), 20);
    assert!(network.duplicate_candidates(Language::English).is_empty());
    assert!(network.connections_with_embeddings(&ConnectionOptions::default(), |_| vec![1.0]).is_err());
}
