//! Scores: a network agrees with itself, whatever matches is counted once on each side, and each rule matches
//! what it says.

use proptest::prelude::*;
use semnet_core::names::ALIAS;
use semnet_core::score::{Agreement, Score, ScoreOptions, ScoreReason, score, stability};
use semnet_core::words::MatchReason;
use semnet_core::{Network, NetworkBuilder};
use semnet_tests::{network, parts};

fn options() -> ScoreOptions {
    ScoreOptions::default()
}

fn agreements(score: &Score<'_>) -> [(usize, usize, usize); 3] {
    fn sizes<T>(one: &Agreement<T>) -> (usize, usize, usize) {
        (one.matched().len(), one.unmatched_extracted().len(), one.unmatched_reference().len())
    }
    [sizes(score.concepts()), sizes(score.relationships()), sizes(score.passages())]
}

fn passages(network: &Network) -> usize {
    network.relationships().filter(|one| one.passage().is_some()).count()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_network_agrees_with_itself(network in network(), any in any::<bool>()) {
        let score = score(&network, &network, &options().any_relation(any));
        for f1 in [score.concepts().f1(), score.relationships().f1(), score.passages().f1()] {
            prop_assert_eq!(f1, 1.0);
        }
        prop_assert!(score.concepts().matched().iter().all(|one| one.extracted == one.reference));
        prop_assert!(score.relationships().matched().iter().all(|one| one.extracted == one.reference));
        prop_assert!(score.passages().matched().iter().all(|one| one.reason == ScoreReason::Equal));
    }

    #[test]
    fn everything_is_counted_once(one in network(), other in network()) {
        let score = score(&one, &other, &options());
        let concepts = |network: &Network| network.concepts().filter(|one| !one.is_question()).count();
        let sizes = [
            (concepts(&one), concepts(&other)),
            (one.relationship_count(), other.relationship_count()),
            (passages(&one), passages(&other)),
        ];
        for ((matched, ours, theirs), (extracted, reference)) in agreements(&score).into_iter().zip(sizes) {
            prop_assert_eq!((matched + ours, matched + theirs), (extracted, reference));
        }
        let mut seen = Vec::new();
        for pair in score.concepts().matched() {
            prop_assert!(!seen.contains(&pair.reference.label()));
            seen.push(pair.reference.label());
        }
        for f1 in [score.concepts().f1(), score.relationships().f1(), score.passages().f1()] {
            prop_assert!((0.0..=1.0).contains(&f1));
        }
    }

    #[test]
    fn the_order_of_building_plays_no_part(
        parts in parts(),
        order in prop::collection::vec(0..50usize, 0..20),
        other in network(),
    ) {
        if let (Ok(one), Ok(same)) = (parts.build(&[]), parts.build(&order)) {
            prop_assert_eq!(
                format!("{:?}", score(&one, &other, &options())),
                format!("{:?}", score(&same, &other, &options()))
            );
        }
    }

    /// A concept that was merged into another is still found under its old label.
    #[test]
    fn what_was_merged_is_an_alias(
        network in network(),
        pick in any::<(prop::sample::Index, prop::sample::Index)>(),
    ) {
        let concepts: Vec<_> = network.concepts().filter(|concept| !concept.is_question()).collect();
        prop_assume!(concepts.len() > 1);
        let (keep, other) = (*pick.0.get(&concepts), *pick.1.get(&concepts));
        let merged = network.merge_concepts(keep, other).unwrap();
        let score = score(&network, &merged, &options());
        prop_assert_eq!(score.concepts().recall(), 1.0);
        prop_assert!(score.concepts().unmatched_extracted().len() <= 1);
    }
}

/// Similar labels of one network do not match each other if the other network has none.
#[test]
fn a_reference_without_concepts_matches_nothing() {
    let (alike, none) = (labels(&["clue", "clues"]), labels(&[]));
    let (extracted, referred) = (score(&alike, &none, &options()), score(&none, &alike, &options()));
    assert_eq!(agreements(&extracted)[0], (0, 2, 0));
    assert_eq!(agreements(&referred)[0], (0, 0, 2));
}

fn labels(labels: &[&str]) -> Network {
    let mut builder = NetworkBuilder::new("Q?");
    labels.iter().for_each(|label| {
        builder.concept(label, "");
    });
    builder.build().unwrap()
}

#[test]
fn concepts_match_by_label_then_alias_then_near_label() {
    let mut reference =
        labels(&["FDA", "Honeybees", "Sherlock Holmes", "Sea Mill", "Phase 2", "Watson"]).to_builder();
    reference.concept_attribute("Sea Mill", ALIAS, "Tide Mill");
    let reference = reference.build().unwrap();
    let extracted = labels(&[
        "Food and Drug Administration",
        "honeybee",
        "Mr. Sherlock Holmes",
        "Tide Mill",
        "Phase 1",
        "Watson",
        "Wattson",
    ]);
    let score = score(&extracted, &reference, &options());
    let found: Vec<(&str, &str, ScoreReason)> = score
        .concepts()
        .matched()
        .iter()
        .map(|one| (one.extracted.label(), one.reference.label(), one.reason))
        .collect();
    let near = ScoreReason::NearLabel;
    assert_eq!(
        found,
        [
            ("Food and Drug Administration", "FDA", near(MatchReason::Initials)),
            ("Mr. Sherlock Holmes", "Sherlock Holmes", near(MatchReason::Address)),
            ("Tide Mill", "Sea Mill", ScoreReason::Alias),
            ("Watson", "Watson", ScoreReason::Equal),
            ("honeybee", "Honeybees", near(MatchReason::WordForms)),
        ]
    );
    let left: Vec<&str> = score.concepts().unmatched_extracted().iter().map(|one| one.label()).collect();
    assert_eq!(left, ["Phase 1", "Wattson"]);
    assert_eq!((score.concepts().precision(), score.concepts().recall()), (5.0 / 7.0, 5.0 / 6.0));
}

/// A part of a name matches only where it can be one name alone, those that are matched already included.
#[test]
fn an_ambiguous_name_matches_nothing() {
    let reference = labels(&["Sherlock Holmes", "Mycroft Holmes"]);
    let extracted = labels(&["Sherlock Holmes", "Holmes"]);
    let score = score(&extracted, &reference, &options());
    assert_eq!(score.concepts().matched().len(), 1);
    let reference = labels(&["Sherlock Holmes", "Moriarty"]);
    let extracted = labels(&["Holmes", "Moriarty"]);
    assert_eq!(self::score(&extracted, &reference, &options()).concepts().matched().len(), 2);
}

#[test]
fn relationships_need_both_ends_the_direction_and_the_relation() {
    let build = |relationships: &[(&str, &str, &str, &str)]| {
        let mut builder = NetworkBuilder::new("Q?");
        for &(source, relation, target, passage) in relationships {
            builder.concept(source, "").concept(target, "").relationship((source, relation, target, passage));
        }
        builder.build().unwrap()
    };
    let reference = build(&[
        ("A1", "supplies", "B1", ""),
        ("B1", "needs", "C1", ""),
        ("C1", "eats", "A1", "First."),
        ("C1", "eats", "A1", "Second."),
    ]);
    let extracted = build(&[
        ("A1", "supplied", "B1", ""),
        ("C1", "needs", "B1", ""),
        ("C1", "eats", "A1", "Second."),
        ("C1", "eats", "A1", "Third."),
        ("A1", "hates", "B1", ""),
    ]);
    let found = score(&extracted, &reference, &options());
    let pairs: Vec<(String, Option<&str>, ScoreReason)> = found
        .relationships()
        .matched()
        .iter()
        .map(|one| (one.extracted.to_string(), one.reference.passage(), one.reason))
        .collect();
    assert_eq!(
        pairs,
        [
            ("A1 —supplied→ B1".to_owned(), None, ScoreReason::NearRelation),
            ("C1 —eats→ A1".to_owned(), Some("Second."), ScoreReason::Equal),
            ("C1 —eats→ A1".to_owned(), Some("First."), ScoreReason::Equal),
        ]
    );
    assert_eq!((found.relationships().precision(), found.relationships().recall()), (0.6, 0.75));
    assert_eq!(agreements(&found)[2], (1, 1, 1));
    let other = build(&[("A1", "is", "B1", "")]);
    let any = score(&other, &reference, &options().any_relation(true));
    assert_eq!(any.relationships().matched().len(), 1);
}

#[test]
fn passages_match_by_their_words() {
    let build = |passages: [&str; 4]| {
        let mut builder = NetworkBuilder::new("Q?");
        builder.concept("A", "").concept("B", "");
        for (relation, passage) in ["r", "s", "t", "u"].into_iter().zip(passages) {
            builder.relationship(("A", relation, "B", passage));
        }
        builder.build().unwrap()
    };
    let reference =
        build(["“The naïve bee,” it said.", "One two three four.", "One two three four five.", "Elsewhere."]);
    let extracted = build(["the naive bee it said", "two three", "four five", "One two three four"]);
    let score = score(&extracted, &reference, &options());
    let reasons: Vec<(&str, ScoreReason)> =
        score.passages().matched().iter().map(|one| (one.extracted.relation(), one.reason)).collect();
    // Two of five words are less than half; the last is in another relationship.
    assert_eq!(reasons, [("r", ScoreReason::SameWords), ("s", ScoreReason::PartOfPassage)]);
    assert_eq!(score.relationships().f1(), 1.0);
}

#[test]
fn nothing_agrees_with_nothing_and_with_nothing_else() {
    let (nothing, bee) = (labels(&[]), labels(&["Bee"]));
    let empty = score(&nothing, &nothing, &options());
    assert_eq!(
        (empty.concepts().precision(), empty.concepts().recall(), empty.concepts().f1()),
        (1.0, 1.0, 1.0)
    );
    let missing = score(&nothing, &bee, &options());
    assert_eq!(
        (missing.concepts().precision(), missing.concepts().recall(), missing.concepts().f1()),
        (0.0, 0.0, 0.0)
    );
    let invented = score(&bee, &nothing, &options());
    assert_eq!((invented.concepts().precision(), invented.concepts().recall()), (0.0, 0.0));
    assert_eq!(empty.to_string().lines().next(), Some("concepts: precision 1.000, recall 1.000, F1 1.000"));
    assert_eq!(stability(&[], &options()).concepts, 1.0);
    assert_eq!(stability(&[nothing, bee], &options()).concepts, 0.0);
}
