//! Whatever is typed is a name, a link, a question or an error; and a store answers it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use semnet_core::{MemoryStore, Network, NetworkBuilder, QueryBar, QueryBarError, Store};
use std::sync::OnceLock;

static STORE: OnceLock<MemoryStore> = OnceLock::new();

fn store() -> &'static MemoryStore {
    STORE.get_or_init(|| {
        let store = MemoryStore::default();
        for question in ["Why do bees dance?", "Information?", "How is steel made?", "Café — “à la carte”?"] {
            let network: Network = NetworkBuilder::new(question).build().expect("a network");
            store.add(&network).expect("memory");
        }
        store
    })
}

fuzz_target!(|text: &str| {
    match text.parse::<QueryBar>() {
        Ok(bar) => {
            if let QueryBar::Question(question) = &bar {
                // What was understood as a question is a question, or a name, when it is typed again.
                assert!(question.parse::<QueryBar>().is_ok());
            }
            assert!(store().recover(&bar).is_ok());
        }
        Err(QueryBarError::Character { character, index }) => assert_eq!(text.chars().nth(index), Some(character)),
        Err(_) => {}
    }
});
