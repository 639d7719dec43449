//! The keys of a store's objects.

use data_encoding::BASE64URL_NOPAD;

use crate::network::Fingerprint;
use crate::store::Entry;
use crate::store::question_key::question_key;

/// The folder of the networks.
pub(super) const NETWORKS: &str = "networks/";

/// The folder of their questions.
pub(super) const QUESTIONS: &str = "questions/";

/// The folder of the networks' entries, from which lists are made.
pub(super) const ENTRIES: &str = "entries/";

/// The longest key that S3 takes, in bytes.
const LONGEST: usize = 1_024;

/// How many calls of the object store run at the same time for one call of a store.
pub(super) const PARALLEL: usize = 16;

/// The folder of the networks with a question.
pub(super) fn folder(question: &str) -> String {
    format!("{QUESTIONS}{}/", Fingerprint::hash(question_key(question).as_bytes()))
}

/// The fingerprint in a key after its folder; `None` for a key that is not a store's.
pub(super) fn fingerprint(key: &str) -> Option<Fingerprint> {
    key.parse().ok()
}

/// The key in the folder of entries that contains a complete entry, so a list of keys is a list of entries:
/// the fingerprint, and the question and title in base64. `None` if the key with its prefix would be too
/// long.
pub(super) fn entry_key(entry: &Entry, prefix: &str) -> Option<String> {
    let Entry { fingerprint, question, title } = entry;
    let shown = BASE64URL_NOPAD.encode(format!("{question}\n{title}").as_bytes());
    let key = format!("{fingerprint}/{shown}");
    (prefix.len() + ENTRIES.len() + key.len() <= LONGEST).then_some(key)
}

/// The entry in such a key; `None` for a key that is not a store's.
pub(super) fn entry(key: &str) -> Option<Entry> {
    let (fingerprint, shown) = key.split_once('/')?;
    let shown = String::from_utf8(BASE64URL_NOPAD.decode(shown.as_bytes()).ok()?).ok()?;
    // No question or title has a line end.
    let (question, title) = shown.split_once('\n')?;
    let entry =
        Entry { fingerprint: fingerprint.parse().ok()?, question: question.into(), title: title.into() };
    (entry_key(&entry, "")? == key).then_some(entry)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_has_all_of_an_entry() {
        let mut shown = Entry {
            fingerprint: Fingerprint::hash(b"a"),
            question: "Why do 🐝 dance/sing?".into(),
            title: String::new(),
        };
        let key = entry_key(&shown, "some/where/").unwrap();
        assert!(key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-_".contains(&byte)), "{key}");
        assert_eq!(entry(&key), Some(shown.clone()));
        for foreign in ["", "a", "a/b", &key[1..], &key[..key.len() - 1], &format!("{key}/")] {
            assert_eq!(entry(foreign), None, "{foreign}");
        }
        shown.title = "x".repeat(700);
        assert!(entry_key(&shown, "").is_some());
        assert_eq!(entry_key(&shown, &"p/".repeat(100)), None);
    }
}
