//! Hashtags, the query bar, reports, JSON, canonical bytes and links.

use std::sync::OnceLock;

use semnet_core::link::{Link, LinkError};
use semnet_core::network::{FingerprintPrefix, HashtagError};
use semnet_core::query_bar::{Query, QueryError};
use semnet_core::store::{MemoryStore, StoreExt};
use semnet_core::{Fingerprint, Hashtag, Network, NetworkBuilder, Store};

use super::network::is_sound;

/// Text that is read as a hashtag, a fingerprint or the beginning of one is written again as it was.
pub fn hashtag(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match text.parse::<Hashtag>() {
        Ok(hashtag) => {
            assert_eq!(hashtag.to_string(), text);
            assert_eq!(Hashtag::new(hashtag.number()), hashtag);
        }
        Err(HashtagError::Character { character, index }) => {
            assert_eq!(text.chars().nth(index), Some(character));
        }
        Err(HashtagError::Length { found }) => assert!(found == text.len() && found != 11),
        Err(_) => assert!(text.len() == 11 && text > "LygHa16AHYF"),
    }
    if let Ok(fingerprint) = text.parse::<Fingerprint>() {
        assert_eq!(fingerprint.to_string(), text);
        assert_eq!(text.parse::<FingerprintPrefix>().map(|all| all.range()), Ok(fingerprint..=fingerprint));
    }
    if let Ok(prefix) = text.parse::<FingerprintPrefix>() {
        assert_eq!(prefix.as_str(), text);
        assert!(prefix.range().start().to_string().starts_with(text));
        assert!(prefix.range().end().to_string().starts_with(text));
    }
}

fn store() -> &'static MemoryStore {
    static STORE: OnceLock<MemoryStore> = OnceLock::new();
    STORE.get_or_init(|| {
        let store = MemoryStore::default();
        for question in ["Why do bees dance?", "Information?", "How is steel made?", "Café — “à la carte”?"]
        {
            let network: Network = NetworkBuilder::new(question).build().expect("a network");
            store.add(&network).expect("memory");
        }
        store
    })
}

/// Whatever is typed is a name, a link, a question or an error within it; and a store answers it.
pub fn query_bar(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match text.parse::<Query>() {
        Ok(bar) => {
            match &bar {
                // A text that was read as a question is read as one when it is typed again.
                Query::Question(question) => assert!(question.parse::<Query>().is_ok()),
                Query::Name { prefix, .. } => {
                    let again = prefix.as_str().parse();
                    assert!(matches!(again, Ok(Query::Name { prefix: again, .. }) if again == *prefix));
                }
                _ => {}
            }
            assert!(store().recover(&bar).is_ok());
        }
        Err(QueryError::Character { character, index }) => {
            assert_eq!(text.chars().nth(index), Some(character));
        }
        Err(_) => {}
    }
}

/// A text is a report, or gives an error with a place in it; and the content of a report survives writing and
/// reading.
pub fn report(bytes: &[u8]) {
    match Network::from_report(bytes) {
        Ok(network) => {
            is_sound(&network);
            let report = network.to_report();
            let again = Network::from_report(&report.text).expect("what was written is a report");
            assert_eq!(again == network, report.omitted.is_nothing());
            assert_eq!(again.to_report().text, report.text, "the second time, nothing is left out any more");
        }
        Err(error) => {
            let lines = 1 + bytes.iter().filter(|&&b| b == b'\n' || b == b'\r' || b == 0xe2).count();
            assert!(error.line() >= 1 && error.line() <= lines, "{error}");
            assert!(error.column() >= 1 && error.column() <= bytes.len() + 1, "{error}");
        }
    }
}

/// A text is the JSON form of a network or an error within it; and the form survives being written and read.
pub fn json(bytes: &[u8]) {
    match Network::from_json(bytes) {
        Ok(network) => {
            is_sound(&network);
            let again = Network::from_json(network.to_json()).expect("what was written is JSON");
            assert_eq!(again, network);
        }
        Err(error) => {
            let lines = 1 + bytes.iter().filter(|&&b| b == b'\n').count();
            assert!(error.line().is_none_or(|line| (1..=lines).contains(&line)), "{error}");
            let longest = bytes.split(|&b| b == b'\n').map(<[u8]>::len).max().unwrap_or_default();
            assert!(error.column().is_none_or(|column| column <= longest + 1), "{error}");
        }
    }
}

/// Bytes are refused, with a place in them, or equal the bytes of the network.
pub fn bytes(bytes: &[u8]) {
    match Network::from_bytes(bytes.to_vec()) {
        Ok(network) => {
            assert_eq!(network.as_bytes(), bytes);
            assert_eq!(network.fingerprint(), Fingerprint::hash(bytes));
            is_sound(&network);
        }
        Err(error) => assert!(error.offset() <= bytes.len()),
    }
}

/// A text is a link or an error; a network in a link has the name in the link, and gives an equal link.
pub fn link(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match text.parse::<Link>() {
        Ok(link) => {
            let Some(network) = link.network() else { return };
            assert!(network.fingerprint().to_string().starts_with(link.name().as_str()));
            let again = network.to_link(link.base()).expect("a network that came in a link");
            let again: Link = again.parse().expect("a link of this release");
            assert_eq!((again.network(), again.base()), (Some(network), link.base()));
        }
        Err(LinkError::Character { index, .. }) => assert!(index < text.len()),
        Err(LinkError::Base { index, .. }) => assert!(index < text.chars().count()),
        Err(LinkError::TooLong { length }) => assert!(length > text.len() as u64),
        Err(_) => {}
    }
}

/// A text in the text form is a network that its own text form gives again; otherwise, the error has a place
/// in it.
pub fn text(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match Network::from_text(text) {
        Ok(network) => {
            is_sound(&network);
            assert_eq!(Network::from_text(&network.to_text()), Ok(network));
        }
        Err(error) => {
            // A carriage return ends a line, too.
            let text = text.replace("\r\n", "\n").replace('\r', "\n");
            assert!(error.line() <= text.lines().count().max(1), "{error}");
            let line = text.lines().nth(error.line() - 1).unwrap_or_default();
            assert!(error.column() <= line.chars().count() + 2, "{error}");
        }
    }
}
