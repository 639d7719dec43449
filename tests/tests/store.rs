//! Stores: every one gives the same answers, keeps what it acknowledged, and reports what is damaged.

use std::collections::HashSet;

use rusqlite::Connection;
use semnet_core::network::FingerprintPrefix;
use semnet_core::query_bar::Query;
use semnet_core::store::{MemoryStore, Recovered, SqliteStore, StoreError, StoreExt, Typo};
use semnet_core::words::{Language, SearchOptions};
use semnet_core::{Fingerprint, Hashtag, Network, NetworkBuilder, Store};
use semnet_tests::stores::{Place, with_every_store, write_version_3};

fn network(question: &str, title: &str) -> Network {
    NetworkBuilder::new(question).title(title).build().unwrap()
}

fn recover(store: &dyn Store, typed: &str) -> Recovered {
    store.recover(&typed.parse::<Query>().unwrap()).unwrap()
}

/// The result, in one line: the title, the titles to choose from, or the questions suggested.
fn found(store: &dyn Store, typed: &str) -> String {
    match recover(store, typed) {
        Recovered::Network(network) => format!("one: {}", network.title()),
        Recovered::Ambiguous(choices) => {
            let titles: Vec<String> = choices.iter().map(|choice| choice.entry.title.clone()).collect();
            format!("several: {}", titles.join(", "))
        }
        Recovered::NotFound(suggestions) => {
            let titles: Vec<String> = suggestions.iter().map(|s| s.entry.title.clone()).collect();
            format!("none: {}", titles.join(", "))
        }
        _ => unreachable!(),
    }
}

#[test]
fn what_was_added_is_found_by_every_name() {
    with_every_store(|store| {
        let bees = network("Why do bees dance?", "Bees");
        assert!(store.add(&bees).unwrap());
        assert!(!store.add(&bees).unwrap());
        assert!(store.add(&network("How is steel made?", "Steel")).unwrap());
        let all = Fingerprint::from_bytes([0; 32])..=Fingerprint::from_bytes([255; 32]);
        assert_eq!(store.entries(all, 10).unwrap().len(), 2);
        assert_eq!(store.get(bees.fingerprint()).unwrap(), Some(bees.clone()));
        assert_eq!(store.get(Fingerprint::hash(b"")).unwrap(), None);
        let (hashtag, fingerprint) = (bees.hashtag().to_string(), bees.fingerprint().to_string());
        for typed in [
            hashtag.clone(),
            format!(" \u{200b}“#{hashtag}”."),
            format!("semnet:#{hashtag}"),
            format!("https://example.org/n#{hashtag}"),
            fingerprint[..20].to_owned(),
            fingerprint.clone(),
            format!("semnet:#{fingerprint}"),
            bees.to_link("semnet:").unwrap(),
            "Why do bees dance?".to_owned(),
            "WHY DO BEES DANCE".to_owned(),
        ] {
            assert_eq!(found(store, &typed), "one: Bees", "{typed}");
        }
    });
}

#[test]
fn a_full_link_needs_no_store() {
    let bees = network("Why do bees dance?", "Bees");
    let empty = MemoryStore::default();
    assert_eq!(found(&empty, &bees.to_link("semnet:").unwrap()), "one: Bees");
    assert_eq!(found(&empty, &bees.to_short_link("semnet:").unwrap()), "none: ");
}

/// A genuine clash takes minutes to find, so the name is shortened in its place: to one character, of which
/// some of 100 networks share theirs. It goes through the same calls as eleven.
#[test]
fn networks_that_share_a_name_are_all_offered_with_longer_names() {
    with_every_store(|store| {
        let mut networks: Vec<Network> = (0..100).map(|n| network("Q?", &format!("T{n}"))).collect();
        networks.iter().for_each(|network| assert!(store.add(network).unwrap()));
        networks.sort_by_key(Network::fingerprint);
        for first in ["0", "5", "A", "K"] {
            let prefix: FingerprintPrefix = first.parse().unwrap();
            let same: Vec<&Network> =
                networks.iter().filter(|n| n.fingerprint().to_string().starts_with(first)).collect();
            assert!(same.len() > 1, "{first}");
            let bar = Query::Name { prefix, typed: first.to_owned() };
            let Recovered::Ambiguous(choices) = store.recover(&bar).unwrap() else { panic!("{first}") };
            assert_eq!(choices.len(), same.len());
            for (choice, network) in choices.iter().zip(same) {
                assert_eq!(
                    (choice.entry.fingerprint, choice.entry.title.as_str()),
                    (network.fingerprint(), network.title())
                );
                assert_eq!(recover(store, &choice.name), Recovered::Network(network.clone()));
            }
        }
        // All have the same question.
        assert!(found(store, "q").starts_with("several: T"));
    });
}

#[test]
fn a_name_that_is_alone_is_the_hashtag() {
    with_every_store(|store| {
        let a = network("Q?", "A");
        store.add(&a).unwrap();
        assert_eq!(store.name(a.fingerprint()).unwrap(), a.hashtag().to_string());
        assert_eq!(store.name(Fingerprint::hash(b"elsewhere")).unwrap().len(), Hashtag::LENGTH);
    });
}

#[test]
fn a_word_that_could_be_a_hashtag_is_looked_up_as_a_question_too() {
    with_every_store(|store| {
        for (question, title) in [("Information?", "I"), ("information theory", "T"), ("Photography", "P")] {
            store.add(&network(question, title)).unwrap();
        }
        assert_eq!(found(store, "Information"), "one: I");
        assert_eq!(found(store, "information"), "one: I");
        assert_eq!(found(store, "photography."), "one: P");
        assert_eq!(found(store, "informationtheory"), "none: T, I");
        assert_eq!(found(store, "Informatics"), "none: I, T");
    });
}

#[test]
fn questions_are_found_without_regard_to_form_and_close_ones_are_suggested() {
    with_every_store(|store| {
        for (question, title) in [
            ("Why do “long‑lived” bees dance — and for whom?", "1"),
            ("Why do long-lived ants dance?", "2"),
            ("How is steel made?", "3"),
            ("How is steel sold?", "4"),
        ] {
            store.add(&network(question, title)).unwrap();
        }
        assert_eq!(found(store, "why do \"long-lived\" bees dance - and for whom"), "one: 1");
        assert_eq!(found(store, "WHY DO 'LONG–LIVED' BEES DANCE – AND FOR WHOM?!"), "one: 1");
        assert_eq!(found(store, "how is steel mde"), "none: 3, 4");
        assert_eq!(found(store, "long-lived bees"), "none: 1, 2");
        assert_eq!(found(store, "an entirely different matter"), "none: ");
        assert_eq!(found(store, "¿?"), "none: ");
        assert_eq!(found(store, "“How is steel made?”"), "one: 3");
        let close = store.find_similar_questions("How is steel made?", 10).unwrap();
        assert_eq!(close.iter().map(|entry| entry.title.as_str()).collect::<Vec<_>>(), ["4"]);
        store.add(&network("how is steel made", "5")).unwrap();
        assert_eq!(found(store, "How is steel made?").split(", ").count(), 2);
    });
}

/// Enough that a store in a file searches for rare terms first.
#[test]
fn close_questions_are_found_among_many() {
    let place = Place::new();
    let store = SqliteStore::open(place.file()).unwrap();
    let towns = ["Aldburgh", "Brill", "Cley", "Dunwich", "Eyam", "Fowey", "Glossop"];
    let question =
        |n: usize| format!("How did mill {n} of {} change the salt trade?", towns[n % towns.len()]);
    let networks: Vec<Network> = (0..12_000).map(|n| network(&question(n), "T")).collect();
    for some in networks.chunks(1_000) {
        assert_eq!(store.add_all(some).unwrap(), some.len());
    }
    let closest = |asked: &str| store.find_similar_questions(asked, 3).unwrap().remove(0).question;
    // A number that few have, and words that all have.
    assert_eq!(closest("how did the mil 7531 of Glossop change salt trade"), question(7_531));
    assert!(closest("How did mills of Dunwich change the salt trade?").contains("of Dunwich"));
    assert!(closest("mill salt trade change").starts_with("How did mill"));
    assert_eq!(store.find_similar_questions("Quite another thing", 3).unwrap(), []);
}

#[test]
fn questions_in_other_scripts_are_close_too() {
    with_every_store(|store| {
        store.add(&network("Photosynthesis?", "P")).unwrap();
        store.add(&network("蜜蜂为什么在蜂巢里跳舞？", "B")).unwrap();
        assert_eq!(found(store, "fotosynthesis"), "none: P");
        assert_eq!(found(store, "为什么蜜蜂在蜂巢里跳舞"), "none: B");
    });
}

#[test]
fn mistyped_hashtags_are_suggested() {
    with_every_store(|store| {
        let bees = network("Why do bees dance?", "Bees");
        store.add(&bees).unwrap();
        for n in 0..50 {
            store.add(&network("Other?", &n.to_string())).unwrap();
        }
        let hashtag = bees.hashtag().to_string();
        let typo = |typed: &str| match recover(store, typed) {
            Recovered::NotFound(suggestions) => {
                let suggestion = suggestions.iter().find(|s| s.entry.fingerprint == bees.fingerprint());
                suggestion.map(|s| s.typo)
            }
            found => panic!("{typed}: {found:?}"),
        };
        for length in 4..hashtag.len() - 1 {
            assert_eq!(typo(&hashtag[..length]), Some(Some(Typo::Incomplete)), "{}", &hashtag[..length]);
        }
        assert_eq!(typo(&hashtag[..3]), None);
        let one = Some(Some(Typo::OneCharacter));
        for place in 0..hashtag.len() {
            let mut wrong = hashtag.clone().into_bytes();
            wrong[place] = if wrong[place] == b'7' { b'8' } else { b'7' };
            assert_eq!(typo(std::str::from_utf8(&wrong).unwrap()), one);
            let mut missing = hashtag.clone();
            missing.remove(place);
            assert_eq!(typo(&missing), one, "{missing}");
            let mut extra = hashtag.clone();
            extra.insert(place, '7');
            assert_eq!(typo(&extra), one, "{extra}");
            let mut swapped = hashtag.clone().into_bytes();
            if place > 0 && swapped[place] != swapped[place - 1] {
                swapped.swap(place, place - 1);
                let swapped = String::from_utf8(swapped).unwrap();
                let other_case = swapped.eq_ignore_ascii_case(&hashtag);
                assert!(typo(&swapped) == one || other_case, "{swapped}");
            }
        }
        for other_case in [hashtag.to_lowercase(), hashtag.to_uppercase()] {
            assert_eq!(typo(&other_case), Some(Some(Typo::LetterCase)), "{other_case}");
        }
        // In a link too, and for a text with which no fingerprint can begin.
        let link = format!("https://example.org/n#{}", hashtag.to_lowercase());
        assert_eq!(typo(&link), Some(Some(Typo::LetterCase)));
        let long = format!("{}zz", &bees.fingerprint().to_string()[..20]);
        assert_eq!(typo(&long), one, "the hashtag is right, what follows is not");
        assert_eq!(typo("00000000000"), None);
        // A character that is not a digit was mistyped, or is one too many; the characters around it do not
        // matter.
        let (first, rest) = hashtag.split_at(5);
        for typed in [format!("{first}-{rest}"), format!("{first} {rest}"), format!("{first}é{}", &rest[1..])]
        {
            assert_eq!(typo(&typed), one, "{typed}");
        }
        for typed in [format!("“#{}”.", hashtag.to_lowercase()), format!("semnet:#{}", &hashtag[1..])] {
            assert!(typo(&typed).is_some_and(|typo| typo.is_some()), "{typed}");
        }
    });
}

#[test]
fn look_alikes_are_suggested_in_any_number_of_places() {
    with_every_store(|store| {
        // A network whose hashtag has at least three digits with look-alikes.
        let alike = |c: char| matches!(c, '0' | 'O' | 'o' | '1' | 'l' | 'I' | 'i' | 'L');
        let found = (0..)
            .map(|n| network("Q?", &format!("{n}")))
            .find(|network| network.hashtag().to_string().chars().filter(|c| alike(*c)).count() >= 4);
        let network = found.unwrap();
        store.add(&network).unwrap();
        let swap = |c: char| match c {
            '0' => 'O',
            'O' | 'o' => '0',
            '1' => 'l',
            'l' | 'L' | 'I' | 'i' => '1',
            c => c,
        };
        let typed: String = network.hashtag().to_string().chars().map(swap).collect();
        let Recovered::NotFound(suggestions) = recover(store, &typed) else { panic!("{typed}") };
        assert_eq!(suggestions[0].entry.fingerprint, network.fingerprint());
        assert_eq!(suggestions[0].typo, Some(Typo::LookAlikes));
    });
}

#[test]
fn a_sqlite_store_is_one_file_that_is_found_again() {
    let place = Place::new();
    let bees = network("Why do bees dance?", "Bees");
    SqliteStore::open(place.file()).unwrap().add(&bees).unwrap();
    assert_eq!(found(&SqliteStore::open(place.file()).unwrap(), "why do bees dance"), "one: Bees");
    assert_eq!(std::fs::read_dir(&place.0).unwrap().count(), 1, "closed, it is one file");
}

#[test]
fn a_damaged_row_is_named_and_the_others_open() {
    let place = Place::new();
    let networks: Vec<Network> = (0..5).map(|n| network("Q?", &n.to_string())).collect();
    let store = SqliteStore::open(place.file()).unwrap();
    networks.iter().for_each(|network| assert!(store.add(network).unwrap()));
    let damages = [
        "UPDATE networks SET bytes = substr(bytes, 1, 9) WHERE title = '0'",
        "UPDATE networks SET bytes = (SELECT bytes FROM networks WHERE title = '4') WHERE title = '1'",
        "UPDATE networks SET bytes = 'text' WHERE title = '2'",
        "UPDATE networks SET bytes = zeroblob(0) WHERE title = '3'",
    ];
    let other = Connection::open(place.file()).unwrap();
    for (damage, network) in damages.iter().zip(&networks) {
        assert_eq!(other.execute(damage, []).unwrap(), 1);
        let error = store.get(network.fingerprint()).unwrap_err();
        assert!(
            matches!(error, StoreError::Corrupt { fingerprint, .. } if fingerprint == network.fingerprint())
        );
        assert!(error.to_string().contains(&network.fingerprint().to_string()), "{error}");
        let bar = network.hashtag().to_string().parse().unwrap();
        assert!(matches!(store.recover(&bar), Err(StoreError::Corrupt { .. })));
    }
    assert_eq!(store.get(networks[4].fingerprint()).unwrap(), Some(networks[4].clone()));
    // A question that is no text any more does not stop the list; whoever has the network can
    // repair it by adding it again.
    assert_eq!(other.execute("UPDATE networks SET question = x'ff' WHERE title = '1'", []).unwrap(), 1);
    let all = Fingerprint::from_bytes([0; 32])..=Fingerprint::from_bytes([255; 32]);
    assert_eq!(store.entries(all, 10).unwrap().len(), 5);
    for network in &networks {
        assert!(!store.add(network).unwrap());
        assert_eq!(store.get(network.fingerprint()).unwrap().as_ref(), Some(network));
    }
}

#[test]
fn files_that_are_no_store_are_refused_and_left_alone() {
    let place = Place::new();
    let open = || SqliteStore::open(place.file()).unwrap_err();
    std::fs::write(place.file(), "Dear diary, today I did not write a database.\n".repeat(30)).unwrap();
    let before = std::fs::read(place.file()).unwrap();
    assert!(matches!(open(), StoreError::Foreign { .. }), "{}", open());
    assert_eq!(std::fs::read(place.file()).unwrap(), before);

    std::fs::remove_file(place.file()).unwrap();
    Connection::open(place.file())
        .unwrap()
        .execute_batch("CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1)")
        .unwrap();
    let before = std::fs::read(place.file()).unwrap();
    assert!(matches!(open(), StoreError::Foreign { .. }), "{}", open());
    assert_eq!(std::fs::read(place.file()).unwrap(), before);

    std::fs::remove_file(place.file()).unwrap();
    drop(SqliteStore::open(place.file()).unwrap());
    Connection::open(place.file()).unwrap().execute_batch("PRAGMA user_version = 99").unwrap();
    assert!(matches!(open(), StoreError::Newer { version: 99, .. }), "{}", open());
    let nowhere = SqliteStore::open(place.0.join("no/such/folder")).unwrap_err();
    assert!(nowhere.to_string().contains("check that its folder exists"), "{nowhere}");
}

/// Threads with connections of their own, as processes have them; `examples/tests` does it with processes.
#[test]
fn several_writers_and_readers_at_once() {
    let place = Place::new();
    let file = place.file();
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let file = &file;
            scope.spawn(move || {
                let store = SqliteStore::open(file).unwrap();
                for n in 0..25 {
                    // Half of them are those of the next writer too.
                    store.add(&network("Q?", &format!("{} {n}", (writer + n % 2) % 4))).unwrap();
                }
            });
        }
        for _ in 0..2 {
            let file = &file;
            scope.spawn(move || {
                let store = SqliteStore::open(file).unwrap();
                let all = Fingerprint::from_bytes([0; 32])..=Fingerprint::from_bytes([255; 32]);
                for _ in 0..50 {
                    for entry in store.entries(all.clone(), 1_000).unwrap() {
                        assert!(store.get(entry.fingerprint).unwrap().is_some());
                    }
                }
            });
        }
    });
    let all = Fingerprint::from_bytes([0; 32])..=Fingerprint::from_bytes([255; 32]);
    let store = SqliteStore::open(&file).unwrap();
    let titles: HashSet<String> =
        store.entries(all, 1_000).unwrap().into_iter().map(|entry| entry.title).collect();
    let expected: HashSet<String> =
        (0..4).flat_map(|w| (0..25).map(move |n| format!("{} {n}", (w + n % 2) % 4))).collect();
    assert_eq!(titles, expected);
}

/// Networks about mills, tides and bread.
fn town() -> Vec<Network> {
    let of = |question: &str, findings: &[(&str, &str)]| {
        let mut builder = NetworkBuilder::new(question);
        for (label, text) in findings {
            builder.finding(label, text);
        }
        builder.build().unwrap()
    };
    vec![
        of("What turned the mills?", &[("Tide Mill", "The mill turned with the tide, twice a day.")]),
        of(
            "Who baked at night?",
            &[("Night Bakers", "Bakers lit their ovens at midnight; the mill was silent.")],
        ),
        of("What did the café sell?", &[("Façade", "A naïve façade, and bread from the bakers’ ovens.")]),
        of("蜂はなぜ踊るのか", &[("太陽", "蜂は太陽を知っている。")]),
    ]
}

fn questions(store: &dyn Store, words: &str) -> Vec<String> {
    let found = store.search(words, &SearchOptions::default()).unwrap();
    found.iter().map(|found| found.network().question().to_owned()).collect()
}

#[test]
fn networks_are_found_by_their_words() {
    with_every_store(|store| {
        town().iter().for_each(|network| assert!(store.add(network).unwrap()));
        let bees = "蜂はなぜ踊るのか";
        for (words, expected) in [
            ("MILLING tides", &["What turned the mills?", "Who baked at night?"][..]),
            ("baker", &["Who baked at night?", "What did the café sell?"]),
            ("the bakers’", &["Who baked at night?", "What did the café sell?"]),
            ("cafes", &["What did the café sell?"]),
            ("naive facade", &["What did the café sell?"]),
            ("太陽", &[bees]),
            ("zebra", &[]),
            (" ?! ", &[]),
            ("\" OR NOT ( * : ^ NEAR", &[]),
        ] {
            assert_eq!(questions(store, words), expected, "{words}");
        }
        let one = store.search("mill", &SearchOptions::default().limit(1)).unwrap();
        assert_eq!(one.len(), 1);
        assert!(one[0].score() >= 0.0);
        assert_eq!(one[0].network().search("mill", &SearchOptions::default()).len(), 2);
        assert_eq!(store.search("mill", &SearchOptions::default().limit(0)).unwrap(), []);
        let unstemmed = SearchOptions::default().language(Language::Any);
        assert_eq!(store.search("mills", &unstemmed).unwrap().len(), 1);
    });
}

#[test]
fn a_store_of_the_first_version_gets_its_index_of_words() {
    let place = Place::new();
    let store = SqliteStore::open(place.file()).unwrap();
    let all = town();
    all.iter().for_each(|network| assert!(store.add(network).unwrap()));
    drop(store);
    // Back to the first version, in the relevant parts: without the index, and with one damaged row.
    let file = Connection::open(place.file()).unwrap();
    file.execute_batch(
        "DROP TABLE terms; DROP TABLE postings; DROP TABLE blocks; DROP TABLE fresh; DROP TABLE concepts;
         DROP TABLE objects; DROP TABLE records; DROP INDEX networks_alike; DROP INDEX networks_asked;
         CREATE INDEX networks_alike ON networks (alike);
         CREATE INDEX networks_asked ON networks (asked);
         PRAGMA user_version = 1",
    )
    .unwrap();
    file.execute("UPDATE networks SET bytes = x'00' WHERE id = 3", []).unwrap();
    let store = SqliteStore::open(place.file()).unwrap();
    assert_eq!(questions(&store, "bakers"), ["Who baked at night?"]);
    assert_eq!(questions(&store, "milling tides").len(), 2);
    // An older program that has the file open still adds, without the index.
    let late = NetworkBuilder::new("Who kept the ledger?").build().unwrap();
    file.execute(
        "INSERT INTO networks (fingerprint, alike, asked, question, title, bytes) VALUES (?1, '', '', '', \
         '', ?2)",
        rusqlite::params![late.fingerprint().as_bytes(), late.as_bytes()],
    )
    .unwrap();
    assert_eq!(questions(&store, "ledgers"), ["Who kept the ledger?"]);
    let newer = SqliteStore::open(place.file()).unwrap();
    assert_eq!(questions(&newer, "ledgers"), ["Who kept the ledger?"]);
}

#[test]
fn what_adding_again_mends_is_found_by_everything() {
    let place = Place::new();
    let store = SqliteStore::open(place.file()).unwrap();
    let bees = NetworkBuilder::new("Why do bees dance?").concept("Sun Compass", "").build().unwrap();
    store.add(&bees).unwrap();
    let raw = Connection::open(place.file()).unwrap();
    // As after damage that the indexes were made of.
    raw.execute_batch(
        "UPDATE networks SET bytes = x'00', asked = 'nothing', alike = 'nothing';
         UPDATE fresh SET words = 0, data = x'';",
    )
    .unwrap();
    assert_eq!(store.search("compass", &SearchOptions::default()).unwrap().len(), 0);
    assert!(!store.add(&bees).unwrap());
    assert_eq!(store.search("compass", &SearchOptions::default()).unwrap().len(), 1);
    assert_eq!(store.networks_with_concept("sun compass", 9).unwrap().len(), 1);
    assert_eq!(store.find_by_question("why do bees dance", 9).unwrap().len(), 1);
    assert_eq!(store.find_similar_questions("why did bees dance", 9).unwrap().len(), 1);
    assert_eq!(store.verify().unwrap(), []);

    // A key that is not a fingerprint is left out, and the others are found.
    raw.execute_batch(
        "INSERT INTO networks (fingerprint, alike, asked, question, title, bytes)
         SELECT x'00', alike, asked, question, title, bytes FROM networks;",
    )
    .unwrap();
    assert_eq!(store.find_by_question("why do bees dance", 9).unwrap().len(), 1);
    assert_eq!(store.search("compass", &SearchOptions::default()).unwrap().len(), 1);
    assert_eq!(store.verify().unwrap().len(), 1);
}

fn rankings(store: &dyn Store) -> Vec<Vec<(semnet_core::Fingerprint, f64)>> {
    let options = SearchOptions::default().limit(50);
    let words = ["mill number", "tides", "7", "the mill of tides", "none"];
    words.iter().map(|words| store.ranked(words, &options).unwrap()).collect()
}

/// More than a look-up indexes.
fn many() -> Vec<Network> {
    let network = |n: usize| {
        let text = format!("mill {} number {n}", if n.is_multiple_of(3) { "tide" } else { "quay" });
        NetworkBuilder::new(&format!("What is number {n}?")).concept(&text, &text).build().unwrap()
    };
    (0..1_200).map(network).collect()
}

#[test]
fn a_store_of_version_3_is_migrated_and_loses_nothing() {
    let (place, networks) = (Place::new(), many());
    write_version_3(&place.file(), &networks);
    let memory = MemoryStore::default();
    memory.add_all(&networks).unwrap();
    let store = SqliteStore::open(place.file()).unwrap();
    assert_eq!(rankings(&store), rankings(&memory));
    assert_eq!(store.iter().count(), networks.len());
    assert_eq!(store.verify().unwrap(), []);
    let raw = Connection::open(place.file()).unwrap();
    let count = |select: &str| raw.query_row(select, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(count("PRAGMA user_version"), 4);
    assert_eq!(count("SELECT count(*) FROM sqlite_schema WHERE name IN ('found', 'vocabulary')"), 0);
    // Everything was indexed when it was opened.
    assert_eq!(count("SELECT count(*) FROM networks WHERE id > (SELECT max(last) FROM blocks)"), 0);
}

/// As after a kill at any point of the migration: some networks are in the new index, and others are not.
#[test]
fn a_migration_that_was_killed_goes_on() {
    let networks = many();
    let memory = MemoryStore::default();
    memory.add_all(&networks).unwrap();
    for indexed in [0, 1, 700, 1_199] {
        let place = Place::new();
        // The first networks are indexed, and all that follow are not.
        SqliteStore::open(place.file()).unwrap().add_all(&networks[..indexed]).unwrap();
        let other = Place::new();
        SqliteStore::open(other.file()).unwrap().add_all(&networks).unwrap();
        let raw = Connection::open(place.file()).unwrap();
        raw.execute("ATTACH ?1 AS now", [other.file().to_str().unwrap()]).unwrap();
        raw.execute_batch(&format!(
            "INSERT INTO networks SELECT * FROM now.networks WHERE id > {indexed};
             INSERT OR IGNORE INTO concepts SELECT * FROM now.concepts;
             INSERT INTO questions (rowid, asked) SELECT id, asked FROM networks WHERE id > {indexed};
             INSERT INTO words (rowid, question, title) SELECT id, question, title FROM networks
                 WHERE id > {indexed};
             DETACH now"
        ))
        .unwrap();
        drop(raw);
        let store = SqliteStore::open(place.file()).unwrap();
        assert_eq!(rankings(&store), rankings(&memory), "{indexed}");
        assert_eq!(store.verify().unwrap(), [], "{indexed}");
    }
}
