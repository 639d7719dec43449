//! Answers of stores, compared with plain definitions: exact order and limits.

use semnet_core::network::FingerprintPrefix;
use semnet_core::paths::PathOptions;
use semnet_core::query_bar::Query;
use semnet_core::store::{
    Entry, Overlap, Recovered, StoreExt, Suggestion, Typo, all_fingerprints, hashtag_key, question_key,
};
use semnet_core::words::SearchOptions;
use semnet_core::{Fingerprint, Network, NetworkBuilder, Store};
use semnet_tests::stores::{Plain, with_every_store};

fn network(question: &str, title: &str) -> Network {
    NetworkBuilder::new(question).title(title).build().unwrap()
}

/// Sorted by fingerprint, as stores list them.
fn sorted(mut networks: Vec<Network>) -> Vec<Network> {
    networks.sort_by_key(Network::fingerprint);
    networks
}

fn entries(networks: &[Network]) -> Vec<Entry> {
    networks.iter().map(Entry::from).collect()
}

fn with_plain_ones_too(test: impl Fn(&dyn Store)) {
    with_every_store(&test);
    test(&Plain::default());
}

#[test]
fn entries_are_those_of_a_range_in_order_up_to_a_limit() {
    with_plain_ones_too(|store| {
        let all = sorted((0..9).map(|n| network(&format!("Question {n}?"), &format!("T{n}"))).collect());
        assert_eq!(store.add_all(&all[..4]).unwrap(), 4);
        assert_eq!(store.add_all(&all).unwrap(), 5);
        assert_eq!((store.add_all(&all).unwrap(), store.add_all(&[]).unwrap()), (0, 0));
        assert!(store.ping().is_ok());
        let expected = entries(&all);
        for limit in [0, 1, 8, 9, 10, usize::MAX] {
            let listed = store.entries(all_fingerprints(), limit).unwrap();
            assert_eq!(listed, expected[..limit.min(9)], "{limit}");
        }
        for first in 0..9 {
            for last in 0..9 {
                let range = all[first].fingerprint()..=all[last].fingerprint();
                let within = expected.get(first..=last).unwrap_or_default();
                assert_eq!(store.entries(range.clone(), 99).unwrap(), within);
                assert_eq!(store.entries(range, 2).unwrap(), within[..within.len().min(2)]);
            }
            let after: Vec<Entry> = store.iter_after(all[first].fingerprint()).map(Result::unwrap).collect();
            assert_eq!(after, expected[first + 1..]);
        }
        assert_eq!(store.iter().map(Result::unwrap).collect::<Vec<_>>(), expected);
        assert_eq!(store.iter_after(Fingerprint::from_bytes([0xff; 32])).count(), 0);
        for network in &all {
            assert_eq!(store.get(network.fingerprint()).unwrap().as_ref(), Some(network));
        }
        assert_eq!(store.get(Fingerprint::hash(b"another")).unwrap(), None);
    });
}

#[test]
fn questions_and_hashtags_are_found_in_order_up_to_a_limit() {
    with_plain_ones_too(|store| {
        let asked = ["Why do bees dance?", "why do bees dance", "WHY DO BEES DANCE?!"];
        let mut all: Vec<Network> = (0..12).map(|n| network(asked[n % 3], &format!("{n}"))).collect();
        all.push(network("Why do bees sing?", ""));
        all.push(network("Why do wasps dance at noon, and bees?", ""));
        all.push(network("How is steel made?", ""));
        let all = sorted(all);
        store.add_all(&all).unwrap();
        let listed = entries(&all);
        let key = question_key("why do bees dance");
        let same: Vec<&Entry> = listed.iter().filter(|entry| question_key(&entry.question) == key).collect();
        assert_eq!(same.len(), 12);
        for limit in [0, 1, 11, 12, 13] {
            let found = store.find_by_question("“Why do bees dance…”", limit).unwrap();
            assert_eq!(found.iter().collect::<Vec<_>>(), same[..limit.min(12)], "{limit}");
        }
        assert_eq!(store.find_by_question("Why?", 9).unwrap(), []);
        // The most similar first, without those with the same question.
        let similar = |limit| -> Vec<String> {
            let found = store.find_similar_questions("Why do bees dance?", limit).unwrap();
            found.into_iter().map(|entry| entry.question).collect()
        };
        let near = ["Why do bees sing?", "Why do wasps dance at noon, and bees?"];
        assert_eq!(
            (similar(9), similar(1), similar(0)),
            (near.map(String::from).to_vec(), vec![near[0].to_owned()], vec![])
        );
        // Equally similar ones are in the order of their fingerprints.
        let found = store.find_similar_questions("Why do bees sing", 99).unwrap();
        assert_eq!(found[..12].iter().collect::<Vec<_>>(), same);
        for network in &all {
            let hashtag = network.hashtag().to_string();
            let alike: Vec<&Entry> = listed
                .iter()
                .filter(|it| hashtag_key(&it.fingerprint.hashtag().to_string()) == hashtag_key(&hashtag))
                .collect();
            assert_eq!(
                store.similar_hashtags(&hashtag.to_uppercase(), 9).unwrap().iter().collect::<Vec<_>>(),
                alike
            );
            assert_eq!(store.similar_hashtags(&hashtag, 0).unwrap(), []);
        }
    });
}

#[test]
fn networks_with_a_concept_are_gone_through_page_by_page() {
    with_plain_ones_too(|store| {
        // Pages of 16, 32 and 64: their ends, and one more and one less.
        let with = |n: usize| {
            let label = if n.is_multiple_of(2) { "Bee" } else { "BEE" };
            NetworkBuilder::new("Q?").title(&n.to_string()).concept(label, "").build().unwrap()
        };
        let mut all: Vec<Network> = Vec::new();
        for (count, n) in [15, 16, 17, 47, 48, 49, 112, 113].into_iter().zip(0..) {
            while all.len() < count {
                all.push(with(all.len()));
            }
            store.add_all(&all).unwrap();
            store.add(&network("Without?", &format!("{n}"))).unwrap();
            let expected = entries(&sorted(all.clone()));
            let found: Vec<Entry> = store.iter_with_concept("bee").map(Result::unwrap).collect();
            assert_eq!(found, expected, "{count}");
            assert_eq!(store.networks_with_concept("bEe", 16).unwrap(), expected[..16.min(count)]);
            assert_eq!(store.networks_with_concept("bee", 0).unwrap(), []);
        }
        let mut none = store.iter_with_concept("wasp");
        assert!(none.next().is_none() && none.next().is_none());
    });
}

#[test]
fn overlapping_networks_have_the_most_first() {
    with_plain_ones_too(|store| {
        let with = |title: &str, labels: &[&str]| {
            let mut builder = NetworkBuilder::new("Q?");
            for label in labels {
                builder.concept(label, "");
            }
            builder.title(title).build().unwrap()
        };
        let own = with("own", &["a", "b", "c", "d"]);
        let others =
            [with("3", &["A", "b", "C", "x"]), with("1", &["d"]), with("2", &["b", "C"]), with("0", &["x"])];
        store.add(&own).unwrap();
        store.add_all(&others).unwrap();
        let found = |limit| -> Vec<(String, usize)> {
            let found: Vec<Overlap> = store.overlapping_networks(&own, limit).unwrap();
            found.into_iter().map(|one| (one.entry.title, one.labels.len())).collect()
        };
        let expected = [("3".to_owned(), 3), ("2".to_owned(), 2), ("1".to_owned(), 1)];
        for limit in 0..5 {
            assert_eq!(found(limit), expected[..limit.min(3)]);
        }
        for limit in [0, 2, 99] {
            let options = SearchOptions::default().limit(limit);
            let ranked = store.ranked("q", &options).unwrap();
            let found = store.search("q", &options).unwrap();
            let hits: Vec<_> = found.iter().map(|hit| (hit.network().fingerprint(), hit.score())).collect();
            assert_eq!((hits.len(), &hits), (limit.min(5), &ranked));
            assert!(hits.iter().all(|(_, score)| *score > 0.0));
        }
    });
}

fn recovered(store: &dyn Store, typed: &str) -> Recovered {
    store.recover(&typed.parse::<Query>().unwrap()).unwrap()
}

fn suggested(store: &dyn Store, typed: &str) -> Vec<Suggestion> {
    match recovered(store, typed) {
        Recovered::NotFound(suggestions) => suggestions,
        other => panic!("{typed}: {other:?}"),
    }
}

/// In any order of networks, the path is as short as possible, with as few changes between networks as
/// possible.
#[test]
fn a_path_changes_between_networks_as_rarely_as_it_can() {
    for round in 0..8 {
        let with = |name: &str, labels: &[&str]| {
            let mut builder = NetworkBuilder::new("Q?");
            for label in labels {
                builder.concept(label, "");
            }
            for pair in labels.windows(2) {
                builder.relationship((pair[0], "leads to", pair[1]));
            }
            builder.title(&format!("{name} {round}")).build().unwrap()
        };
        let networks = [
            with("one", &["a", "b"]),
            with("two", &["b", "c"]),
            with("three", &["a", "b", "c"]),
            with("four", &["c", "d"]),
        ];
        with_plain_ones_too(|store| {
            store.add_all(&networks).unwrap();
            let path = store.shortest_path("a", "d", &PathOptions::from("leads to")).unwrap().unwrap();
            let titles: Vec<&str> = path.segments().iter().map(|one| one.network().title()).collect();
            assert_eq!(titles, [networks[2].title(), networks[3].title()]);
            assert_eq!(path.len(), 3);
        });
    }
}

#[test]
fn choices_and_suggestions_have_an_order_and_an_end() {
    with_every_store(|store| {
        let all = sorted((0..103).map(|n| network("Why do bees dance?", &format!("{n}"))).collect());
        store.add_all(&all).unwrap();
        let Recovered::Ambiguous(choices) = recovered(store, "why do bees dance") else { panic!() };
        assert_eq!(choices.len(), 100);
        for (choice, network) in choices.iter().zip(&all) {
            assert_eq!(
                (choice.entry.fingerprint, &choice.name),
                (network.fingerprint(), &network.hashtag().to_string())
            );
        }
        let similar = suggested(store, "Why do bees sing?");
        assert_eq!(similar.len(), 10);
        assert!(
            similar.iter().zip(&all).all(|(one, network)| {
                one.typo.is_none() && one.entry.fingerprint == network.fingerprint()
            })
        );
        // A mistyped hashtag comes before the questions that are near, and nothing is listed twice.
        let hashtag = all[50].hashtag().to_string();
        let missing = &hashtag[1..];
        let found = suggested(store, missing);
        assert_eq!(found[0].entry.fingerprint, all[50].fingerprint());
        assert_eq!(found[0].typo, Some(Typo::OneCharacter));
        assert!(found.is_sorted_by_key(|one| (one.typo.is_none(), one.typo)));
        // Of the first four characters of a hashtag, those that begin so.
        let head = &hashtag[..4];
        let begin: Vec<Fingerprint> = all
            .iter()
            .map(Network::fingerprint)
            .filter(|fingerprint| fingerprint.to_string().starts_with(head))
            .collect();
        let found = suggested(store, head);
        assert_eq!(
            found.iter().map(|one| one.entry.fingerprint).collect::<Vec<_>>(),
            begin[..begin.len().min(10)]
        );
        assert!(found.iter().all(|one| one.typo == Some(Typo::Incomplete)));
        for typed in [&hashtag[..3], "a--b", &format!("{hashtag}{hashtag}{hashtag}{hashtag}{hashtag}")] {
            assert_eq!(suggested(store, typed), [], "{typed}");
        }
        // The right one of several mistakes: the same letters in another case before other characters.
        let other_case = suggested(store, &hashtag.to_lowercase());
        assert_eq!(
            (other_case[0].entry.fingerprint, other_case[0].typo),
            (all[50].fingerprint(), Some(Typo::LetterCase))
        );
    });
}

#[test]
fn names_and_ranges_of_prefixes_agree() {
    with_every_store(|store| {
        let all = sorted((0..70).map(|n| network("Q?", &format!("{n}"))).collect());
        store.add_all(&all).unwrap();
        for network in &all {
            let text = network.fingerprint().to_string();
            assert_eq!(store.name(network.fingerprint()).unwrap(), text[..11]);
            for length in [1, 2, 11, 12, 44] {
                let prefix: FingerprintPrefix = text[..length].parse().unwrap();
                let begin: Vec<Network> = all
                    .iter()
                    .filter(|one| one.fingerprint().to_string().starts_with(&text[..length]))
                    .cloned()
                    .collect();
                assert_eq!(store.entries(prefix.range(), 99).unwrap(), entries(&begin));
                let typed = text[..length].to_owned();
                match store.recover(&Query::Name { prefix, typed }).unwrap() {
                    Recovered::Network(found) => assert_eq!([found], begin[..]),
                    Recovered::Ambiguous(choices) => {
                        let found: Vec<Entry> = choices.into_iter().map(|choice| choice.entry).collect();
                        assert_eq!(found, entries(&begin));
                    }
                    other => panic!("{other:?}"),
                }
            }
        }
    });
}
