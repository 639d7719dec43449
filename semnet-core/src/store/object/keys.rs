//! The keys of a store's objects.

use crate::network::Fingerprint;
use crate::store::question_key::question_key;

/// The folder of the networks.
pub(super) const NETWORKS: &str = "networks/";

/// The folder of their questions.
pub(super) const QUESTIONS: &str = "questions/";

/// How many calls of the engine are under way at a time for one call of a store.
pub(super) const PARALLEL: usize = 16;

/// The folder of the networks with a question.
pub(super) fn folder(question: &str) -> String {
    format!("{QUESTIONS}{}/", Fingerprint::hash(question_key(question).as_bytes()))
}

/// The fingerprint in a key after its folder; `None` for a key that is not a store's.
pub(super) fn fingerprint(key: &str) -> Option<Fingerprint> {
    key.parse().ok()
}
