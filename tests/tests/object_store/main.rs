//! Stores on S3: what the object store does wrong, and what comes of it. `tests/ceph` has a real one.

mod check;
mod faulty;
mod s3;
mod simulated;

use std::collections::BTreeSet;
use std::future::Future;
use std::ops::RangeInclusive;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use faulty::{Fault, Faulty};
use object_store::memory::InMemory;
use s3::S3;
use semnet_core::query_bar::Query;
use semnet_core::store::{Corruption, MemoryStore, ObjectStore, Recovered, StoreError, StoreExt, Typo};
use semnet_core::words::SearchOptions;
use semnet_core::{Fingerprint, Network, NetworkBuilder, Store};

fn network(question: &str, title: &str) -> Network {
    NetworkBuilder::new(question).title(title).build().unwrap()
}

fn networks(number: usize) -> Vec<Network> {
    (0..number).map(|n| network(&format!("Question {}?", n / 2), &n.to_string())).collect()
}

fn all() -> RangeInclusive<Fingerprint> {
    Fingerprint::from_bytes([0; 32])..=Fingerprint::from_bytes([255; 32])
}

fn key(network: &Network) -> String {
    format!("networks/{}", network.fingerprint())
}

/// Runs asynchronous work.
fn run<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}

fn on(engine: &Arc<Faulty>) -> ObjectStore {
    ObjectStore::new(engine.clone(), "").unwrap()
}

fn at(endpoints: &str) -> ObjectStore {
    let settings =
        [("AWS_ENDPOINT_URL", endpoints), ("AWS_ACCESS_KEY_ID", "k"), ("AWS_SECRET_ACCESS_KEY", "s")];
    ObjectStore::open_with("s3://bucket/some/where", settings).unwrap()
}

/// Only the fourth try of each call works, with any fault of the others.
#[test]
fn what_passes_is_tried_again() {
    for fault in [
        Fault::Answer("Server returned non-2xx status code: 503 Service Unavailable: <Code>SlowDown</Code>"),
        Fault::Answer("Server returned non-2xx status code: 500 Internal Server Error: "),
        Fault::Answer("Server returned non-2xx status code: 429 Too Many Requests: "),
        Fault::Answer("connection reset by peer"),
    ] {
        let engine = Faulty::new(move |number, _| if number % 4 == 3 { Fault::None } else { fault });
        run(async {
            let bees = network("Why do bees dance?", "Bees");
            // One call after the other, so the fourth of each works.
            let store = on(&engine);
            assert_eq!(store.get(bees.fingerprint()).await.unwrap(), None);
            engine.plant(&key(&bees), bees.as_bytes()).await;
            assert_eq!(store.get(bees.fingerprint()).await.unwrap(), Some(bees.clone()));
            assert_eq!(store.entries(all(), 10).await.unwrap().len(), 1);
            assert_eq!(engine.calls.load(Ordering::Relaxed) % 4, 0, "each call needed four tries");
            let impatient = store.clone().retries(2);
            assert!(impatient.get(bees.fingerprint()).await.is_err());
            engine.set(|number, _| if number % 3 == 0 { Fault::Answer("busy") } else { Fault::None });
            for network in networks(5) {
                assert!(store.add(&network).await.unwrap());
                assert!(!store.add(&network).await.unwrap());
            }
            assert_eq!(store.entries(all(), 100).await.unwrap().len(), 6);
        });
    }
}

#[test]
fn what_does_not_pass_is_said_at_once() {
    let answer = "Server returned non-2xx status code: 400 Bad Request: <Code>InvalidArgument</Code>";
    let engine = Faulty::new(move |_, _| Fault::Answer(answer));
    run(async {
        let error = on(&engine).get(Fingerprint::hash(b"")).await.unwrap_err().to_string();
        assert!(error.starts_with("faulty: the object store answered 400 InvalidArgument"), "{error}");
        assert_eq!(engine.calls.load(Ordering::Relaxed), 1);
    });
}

#[test]
fn an_engine_that_hangs_is_given_up() {
    let engine = Faulty::new(|_, _| Fault::Hang);
    let store = on(&engine).time_limit(Duration::from_millis(200));
    let bees = network("Why do bees dance?", "Bees");
    let is_away = |error: StoreError| {
        let text = error.to_string();
        assert!(matches!(error, StoreError::Unavailable { .. }), "{text}");
        assert!(text.contains("no response from the object store") && text.contains("is running"), "{text}");
    };
    run(async {
        is_away(store.add(&bees).await.unwrap_err());
        is_away(store.get(bees.fingerprint()).await.unwrap_err());
        is_away(store.entries(all(), 1).await.unwrap_err());
        is_away(store.find_by_question("Why?", 1).await.unwrap_err());
        is_away(store.recover(&"LcD2Tk4dYmF".parse().unwrap()).await.unwrap_err());
        is_away(store.search("bees", &SearchOptions::default()).await.unwrap_err());
        // A call that hangs once is made again.
        engine.set(|number, _| if number % 2 == 0 { Fault::Hang } else { Fault::None });
        let store = on(&engine).time_limit(Duration::from_secs(2));
        assert_eq!(store.get(bees.fingerprint()).await.unwrap(), None);
    });
    engine.set(|_, _| Fault::Hang);
    is_away(store.blocking().unwrap().get(bees.fingerprint()).unwrap_err());
}

#[test]
fn damaged_networks_are_named_and_the_others_open() {
    let engine = Faulty::new(|_, _| Fault::None);
    run(async {
        let store = on(&engine);
        let all_networks = networks(6);
        for network in &all_networks {
            assert!(store.add(network).await.unwrap());
        }
        let whole = engine.bytes(&key(&all_networks[5])).await;
        let mut flipped = engine.bytes(&key(&all_networks[0])).await;
        flipped[12] ^= 1;
        engine.plant(&key(&all_networks[0]), &flipped).await;
        engine.plant(&key(&all_networks[1]), &whole).await;
        engine.plant(&key(&all_networks[2]), b"").await;
        engine.plant(&key(&all_networks[3]), &[0; 100_000]).await;
        for network in &all_networks[..4] {
            let error = store.get(network.fingerprint()).await.unwrap_err();
            assert!(error.to_string().contains(&network.fingerprint().to_string()), "{error}");
            assert!(
                matches!(&error, StoreError::Corrupt { fingerprint, problem: Corruption::Fingerprint { .. } }
                    if *fingerprint == network.fingerprint())
            );
            let typed: Query = network.hashtag().to_string().parse().unwrap();
            assert!(matches!(store.recover(&typed).await, Err(StoreError::Corrupt { .. })));
        }
        // They are listed with the content of their keys. Without these, damaged ones have no question. The
        // others are found by all of their content.
        let entries = store.entries(all(), 10).await.unwrap();
        assert_eq!(entries.len(), 6);
        assert_eq!(entries.iter().filter(|entry| entry.question.is_empty()).count(), 0);
        for key in engine.keys().await.iter().filter(|key| key.starts_with("entries/")) {
            engine.remove(key).await;
        }
        let unlisted = store.entries(all(), 10).await.unwrap();
        assert_eq!(unlisted.len(), 6);
        assert_eq!(unlisted.iter().filter(|entry| entry.question.is_empty()).count(), 4);
        assert_eq!(store.search("question", &SearchOptions::default()).await.unwrap().len(), 2);
        for network in &all_networks[4..] {
            assert_eq!(store.get(network.fingerprint()).await.unwrap().as_ref(), Some(network));
        }
        // Whoever has the network can repair it by adding it again.
        for network in &all_networks {
            assert!(!store.add(network).await.unwrap());
            assert_eq!(store.get(network.fingerprint()).await.unwrap().as_ref(), Some(network));
        }
    });
}

#[test]
fn what_others_put_beside_the_networks_is_passed_over() {
    let engine = Faulty::new(|_, _| Fault::None);
    run(async {
        let store = on(&engine);
        let (bees, steel) = (network("Why do bees dance?", "Bees"), network("How is steel made?", "Steel"));
        store.add(&bees).await.unwrap();
        store.add(&steel).await.unwrap();
        let asked: Vec<String> =
            engine.keys().await.into_iter().filter(|key| key.starts_with("questions/")).collect();
        assert_eq!(asked.len(), 2);
        for foreign in ["networks/0", "networks/readme.txt", "networks/zzz", "networks/a/b", "other"] {
            engine.plant(foreign, b"foreign").await;
        }
        // The keys give each network the other's question, and give both questions to a missing network.
        for folder in asked.iter().map(|key| key.rsplit_once('/').unwrap().0) {
            for network in [&bees, &steel, &network("Gone?", "")] {
                engine.plant(&format!("{folder}/{}", network.fingerprint()), b"").await;
            }
        }
        let titles = |entries: Vec<semnet_core::store::Entry>| -> Vec<String> {
            entries.into_iter().map(|entry| entry.title).collect()
        };
        assert_eq!(titles(store.find_by_question("how is STEEL made", 10).await.unwrap()), ["Steel"]);
        assert_eq!(titles(store.find_by_question("why do bees dance", 1).await.unwrap()), ["Bees"]);
        assert_eq!(store.entries(all(), 10).await.unwrap().len(), 2);
    });
}

/// A network without its question would not be found by it; a question without its network harms nobody.
#[test]
fn the_question_is_written_before_its_network() {
    let engine = Faulty::new(|_, _| Fault::None);
    run(async {
        let store = on(&engine).retries(0);
        let bees = network("Why do bees dance?", "Bees");
        engine.set(|_, key| if key.starts_with("questions/") { Fault::Answer("no") } else { Fault::None });
        assert!(store.add(&bees).await.is_err());
        let keys = engine.keys().await;
        assert!(
            keys.iter().all(|key| key.starts_with("entries/")),
            "no network without its question: {keys:?}"
        );
        engine.set(|number, key| match key.starts_with("networks/") && number > 0 {
            true if engine_put(number) => Fault::Answer("no"),
            _ => Fault::None,
        });
        engine.calls.store(0, Ordering::Relaxed);
        assert!(store.add(&bees).await.is_err(), "the fourth call writes the network");
        assert_eq!(store.find_by_question("Why do bees dance?", 10).await.unwrap(), []);
        assert!(store.add(&bees).await.unwrap(), "it was not acknowledged, so it is new");
        assert_eq!(store.find_by_question("Why do bees dance?", 10).await.unwrap().len(), 1);
    });
    /// An addition has four calls: the network is read, the question and the entry are written, and so is the
    /// network.
    fn engine_put(number: usize) -> bool {
        number == 3
    }
}

#[test]
fn lists_are_those_of_a_store_in_memory() {
    let memory = MemoryStore::default();
    run(async {
        let store = ObjectStore::new(Arc::new(InMemory::new()), "a/b").unwrap();
        let all_networks = networks(1_100);
        for network in &all_networks {
            memory.add(network).unwrap();
            store.add(network).await.unwrap();
        }
        let list = memory.entries(all(), 2_000).unwrap();
        assert_eq!(store.entries(all(), 2_000).await.unwrap(), list);
        let (first, last) = (list[10].fingerprint, list[20].fingerprint);
        for limit in [0, 1, 5, 11, 100] {
            for range in
                [first..=last, first..=first, last..=first, *all().start()..=first, last..=*all().end()]
            {
                let expected = memory.entries(range.clone(), limit).unwrap();
                assert_eq!(store.entries(range.clone(), limit).await.unwrap(), expected, "{range:?} {limit}");
            }
        }
        // More than 1,000, so they are listed by their possible beginnings.
        for network in all_networks.iter().step_by(97) {
            let hashtag = network.hashtag().to_string();
            let mut wrong = hashtag.clone().into_bytes();
            wrong[7] = if wrong[7] == b'7' { b'8' } else { b'7' };
            let wrong = String::from_utf8(wrong).unwrap();
            for (typed, typo) in [
                (hashtag.to_lowercase(), Typo::LetterCase),
                (wrong, Typo::OneCharacter),
                (hashtag[1..].to_owned(), Typo::OneCharacter),
            ] {
                if typed == hashtag {
                    continue;
                }
                let typed: Query = typed.parse().unwrap();
                let found = store.recover(&typed).await.unwrap();
                let Recovered::NotFound(suggestions) = &found else { panic!("{typed:?}: {found:?}") };
                assert_eq!(suggestions[0].entry.fingerprint, network.fingerprint(), "{typed:?}");
                assert_eq!(suggestions[0].typo, Some(typo));
            }
        }
        let engine = Faulty::new(|_, _| Fault::Backwards);
        engine.plant(&key(&all_networks[0]), b"").await;
        assert!(on(&engine).entries(all(), 10).await.is_ok(), "one is in any order");
        engine.plant(&key(&all_networks[1]), b"").await;
        let error = on(&engine).entries(all(), 10).await.unwrap_err();
        assert!(error.to_string().contains("in no defined order"), "{error}");
    });
}

#[test]
fn waiting_in_a_runtime_is_an_error_and_so_is_awaiting_without_one() {
    let store = ObjectStore::new(Arc::new(InMemory::new()), "").unwrap();
    let blocking = store.clone().blocking().unwrap();
    let bees = network("Why do bees dance?", "Bees");
    blocking.add(&bees).unwrap();
    run(async {
        let error = blocking.get(bees.fingerprint()).unwrap_err().to_string();
        assert!(error.contains("await the methods of ObjectStore"), "{error}");
        assert!(blocking.recover(&"why do bees dance".parse().unwrap()).is_err());
        assert_eq!(store.get(bees.fingerprint()).await.unwrap(), Some(bees.clone()));
        // To make one and to drop it is none.
        drop(store.clone().blocking().unwrap());
    });
    let mut work = Box::pin(store.get(bees.fingerprint()));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let std::task::Poll::Ready(Err(error)) = work.as_mut().poll(&mut context) else { panic!("not an error") };
    assert!(error.to_string().contains("tokio runtime"), "{error}");
    // Several threads may wait at the same time.
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| assert_eq!(blocking.get(bees.fingerprint()).unwrap(), Some(bees.clone())));
        }
    });
}

#[test]
fn s3_has_the_layout_that_was_promised_and_few_calls() {
    let s3 = S3::start();
    let bees = network("Why do bees dance?", "Bees");
    run(async {
        let store = at(&s3.url());
        assert!(store.add(&bees).await.unwrap());
        assert!(!store.add(&bees).await.unwrap());
        let asked = Fingerprint::hash("why do bees dance".as_bytes());
        let expected = [
            // The base64 of its question and title.
            format!("some/where/entries/{}/V2h5IGRvIGJlZXMgZGFuY2U_CkJlZXM", bees.fingerprint()),
            format!("some/where/networks/{}", bees.fingerprint()),
            format!("some/where/questions/{asked}/{}", bees.fingerprint()),
        ];
        assert_eq!(s3.keys(), expected);
        s3.seen();
        let typed = bees.hashtag().to_string().parse().unwrap();
        assert_eq!(store.recover(&typed).await.unwrap(), Recovered::Network(bees.clone()));
        let seen = s3.seen();
        assert_eq!(seen.len(), 2, "{seen:?}");
        let prefix = format!("prefix=some%2Fwhere%2Fnetworks%2F{}", bees.hashtag());
        assert!(seen[0].contains(&prefix) && seen[0].contains("max-keys=100"), "{seen:?}");
        for network in networks(30) {
            store.add(&network).await.unwrap();
        }
        let titles: BTreeSet<String> =
            store.entries(all(), 100).await.unwrap().into_iter().map(|entry| entry.title).collect();
        assert_eq!(titles.len(), 31);
        assert_eq!(store.entries(all(), 7).await.unwrap().len(), 7);
        assert_eq!(store.find_by_question("question 3", 10).await.unwrap().len(), 2);
    });
}

/// How many calls of the object store each takes, in a store of some thousand networks.
#[test]
fn lists_take_two_calls_for_a_thousand_and_suggestions_few() {
    let engine = Faulty::new(|_, _| Fault::None);
    run(async {
        let store = on(&engine);
        let all_networks = networks(2_500);
        for network in &all_networks {
            store.add(network).await.unwrap();
        }
        let calls = || engine.calls.swap(0, Ordering::Relaxed);
        calls();
        let list = store.entries(all(), usize::MAX).await.unwrap();
        assert_eq!((list.len(), calls()), (2_500, 6));
        let memory = MemoryStore::default();
        all_networks.iter().for_each(|network| assert!(memory.add(network).unwrap()));
        assert_eq!(list, memory.entries(all(), usize::MAX).unwrap());

        let hashtag = all_networks[7].hashtag().to_string();
        assert!(matches!(store.recover(&hashtag.parse().unwrap()).await.unwrap(), Recovered::Network(_)));
        assert_eq!(calls(), 2);
        let fingerprint = all_networks[7].fingerprint().to_string();
        assert!(matches!(store.recover(&fingerprint.parse().unwrap()).await.unwrap(), Recovered::Network(_)));
        assert_eq!(calls(), 1);
        for place in [0, 1, 5, 10] {
            let mut wrong = hashtag.clone().into_bytes();
            wrong[place] = if wrong[place] == b'7' { b'8' } else { b'7' };
            let typed = String::from_utf8(wrong).unwrap().parse().unwrap();
            let Recovered::NotFound(close) = store.recover(&typed).await.unwrap() else {
                panic!("{typed:?}")
            };
            assert_eq!(
                close[0].entry,
                list[list.iter().position(|e| e.fingerprint == all_networks[7].fingerprint()).unwrap()]
            );
            let calls = calls();
            assert!(calls <= 10, "{calls}");
        }
        let typed = "Qestion 17".parse().unwrap();
        let Recovered::NotFound(close) = store.recover(&typed).await.unwrap() else { panic!("{typed:?}") };
        assert!(close.iter().any(|close| close.entry.question == "Question 17?"), "{close:?}");
        let seen = calls();
        assert!(seen <= 10, "{seen}");

        // Networks that an earlier version added, or that lack an entry because a write was lost, are listed
        // as well.
        for key in engine.keys().await.iter().filter(|key| key.starts_with("entries/")).step_by(2) {
            engine.remove(key).await;
        }
        assert_eq!(store.entries(all(), usize::MAX).await.unwrap(), list);
        // An entry of a network that is not there is not listed.
        engine.remove(&key(&all_networks[0])).await;
        assert_eq!(store.entries(all(), usize::MAX).await.unwrap().len(), 2_499);
    });
}

#[test]
fn of_several_endpoints_one_is_enough() {
    let s3 = S3::start();
    let bees = network("Why do bees dance?", "Bees");
    run(async {
        for endpoints in [
            format!("{},{}", s3::nowhere(), s3.url()),
            format!("{}, {}, {}", s3::nowhere(), s3::nowhere(), s3.url()),
        ] {
            let store = at(&endpoints).retries(2);
            store.add(&bees).await.unwrap();
            assert_eq!(store.get(bees.fingerprint()).await.unwrap(), Some(bees.clone()));
        }
        // One that is not whole is left for the other.
        let broken = S3::start();
        broken.refuse(503, "ServiceUnavailable");
        let store = at(&format!("{},{}", broken.url(), s3.url()));
        assert_eq!(store.get(bees.fingerprint()).await.unwrap(), Some(bees.clone()));
        assert_eq!(broken.seen().len(), 1);
        assert_eq!(store.get(bees.fingerprint()).await.unwrap(), Some(bees.clone()));
        assert_eq!(broken.seen().len(), 0, "what answered last is asked first");
    });
}

#[test]
fn errors_say_what_to_do() {
    let error = |store: &ObjectStore| {
        let bees = network("Why do bees dance?", "Bees");
        let (get, add) =
            run(async { (store.get(bees.fingerprint()).await, store.entries(all(), 1).await.map(drop)) });
        let (get, list) = (get.unwrap_err().to_string(), add.unwrap_err().to_string());
        assert!(get.starts_with("s3://bucket/some/where: "), "{get}");
        // Both forms of the client's errors give the same result.
        assert_eq!(get.split(" (").next(), list.split(" (").next());
        get
    };
    let nowhere = s3::nowhere();
    let away = error(&at(&nowhere).retries(1));
    assert!(away.contains(&format!("no response from the object store at {nowhere}")), "{away}");
    assert!(away.contains("and AWS_ENDPOINT_URL") && away.contains("tried 2 times"), "{away}");
    for (status, code, advice) in [
        (404, "NoSuchBucket", "there is no such bucket; make it first"),
        (403, "InvalidAccessKeyId", "AWS_ACCESS_KEY_ID is unknown there"),
        (403, "SignatureDoesNotMatch", "AWS_SECRET_ACCESS_KEY does not belong to AWS_ACCESS_KEY_ID"),
        (403, "AccessDenied", "must be allowed to list the bucket"),
        (403, "RequestTimeTooSkewed", "the clock of this machine is wrong"),
        (400, "ExpiredToken", "AWS_SESSION_TOKEN is invalid or has expired"),
        (400, "AuthorizationHeaderMalformed", "set AWS_REGION"),
        (301, "PermanentRedirect", "another region"),
        (503, "SlowDown", "try again later"),
        (501, "NotImplemented", "try again later"),
    ] {
        let s3 = S3::start();
        s3.refuse(status, code);
        let text = error(&at(&s3.url()).retries(1));
        assert!(text.contains(advice), "{status} {code}: {text}");
        let calls = if status >= 500 { 2 } else { 1 };
        // A read of a network, and a list, which takes two.
        assert_eq!(s3.seen().len(), 3 * calls, "{status} {code}");
    }
    let open = |url: &str, settings: &[(&str, &str)]| {
        ObjectStore::open_with(url, settings.iter().copied()).unwrap_err().to_string()
    };
    assert!(open("https://bucket", &[]).contains("expected s3://BUCKET or s3://BUCKET/PREFIX"));
    assert!(open("s3://bucket", &[("AWS_ACCESS_KEY_ID", "k")]).contains("there are no credentials"));
    assert!(open("s3://bucket", &[("AWS_COLOUR", "red")]).contains("there is no setting AWS_COLOUR"));
}

/// A proxy, a login page, a broken gateway: `200`, and something that is no list. Nothing of it is an empty
/// store.
#[test]
fn a_list_that_is_no_list_is_an_error() {
    let s3 = S3::start();
    let store = at(&s3.url()).retries(0);
    run(async {
        let all_networks = networks(3);
        for network in &all_networks {
            store.add(network).await.unwrap();
        }
        for (text, problem) in [
            ("<html><body>Please log in</body></html>", "expected a list of keys"),
            ("<Error><Code>InternalError</Code></Error>", "expected a list of keys"),
            ("", "expected a list of keys"),
            ("{}", "expected a list of keys"),
            ("<ListBucketResult><IsTruncated>false</IsTruncated>", "cut off"),
            ("<ListBucketResult></ListBucketResult>", "does not say whether it is complete"),
            (
                "<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>",
                "claims to be truncated",
            ),
        ] {
            s3.list_as(Some(text));
            let error = store.entries(all(), 10).await.unwrap_err().to_string();
            assert!(
                error.contains("does not respond as S3 does") && error.contains(problem),
                "{text}: {error}"
            );
            assert!(store.recover(&"#abcdefghijk".parse().unwrap()).await.is_err(), "{text}");
        }
        s3.list_as(None);
        assert_eq!(store.entries(all(), 10).await.unwrap().len(), 3);
    });
}

#[test]
fn settings_that_a_library_would_stumble_over_are_errors() {
    let open = |name: &str, value: &str| {
        let settings = [
            ("AWS_ENDPOINT_URL", "http://127.0.0.1:9"),
            ("AWS_ACCESS_KEY_ID", "k"),
            ("AWS_SECRET_ACCESS_KEY", "s"),
        ];
        let changed = settings.map(|(known, usual)| (known, if known == name { value } else { usual }));
        ObjectStore::open_with("s3://bucket", changed).map(drop).map_err(|error| error.to_string())
    };
    assert_eq!(open("", ""), Ok(()));
    for (name, value, problem) in [
        ("AWS_ENDPOINT_URL", "here", "invalid endpoint"),
        ("AWS_ENDPOINT_URL", "http://127.0.0.1:99999", "invalid endpoint"),
        ("AWS_ENDPOINT_URL", "http://127.0.0.1:9,ftp://a", "invalid endpoint"),
        ("AWS_ENDPOINT_URL", "http://a\nb", "line end"),
        ("AWS_ACCESS_KEY_ID", "k\r\nx: y", "line end"),
        ("AWS_SECRET_ACCESS_KEY", "s\n", "line end"),
        ("AWS_SECRET_ACCESS_KEY", "", "there are no credentials"),
        ("AWS_ACCESS_KEY_ID", "", "there are no credentials"),
    ] {
        let error = open(name, value).unwrap_err();
        assert!(error.contains(problem), "{name}={value:?}: {error}");
    }
}
