//! Whatever is typed into the query bar is understood, or said to be wrong where it is.

use proptest::prelude::*;
use semnet_core::query_bar::{Query, QueryError};
use semnet_core::store::{MemoryStore, StoreExt};
use semnet_core::{NetworkBuilder, Store};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_text_is_a_question_a_name_or_an_error(
        typed in "(#|semnet:|https://example.org/|\\.|IjLqUOlcvx4|ACbwwtaEE5L|why|[ \
                  \\t\n]|\u{202e}|\u{0}|[a-zA-Z0-9]{1,12}|é|“|\\PC){0,12}"
    ) {
        let store = MemoryStore::default();
        store.add(&NetworkBuilder::new("Why do bees dance?").build().unwrap()).unwrap();
        match typed.parse::<Query>() {
            Ok(bar) => {
                prop_assert!(store.recover(&bar).is_ok());
                if let Query::Name { prefix, .. } = &bar {
                    prop_assert!(typed.contains(prefix.as_str()));
                }
                if let Query::Question(question) = &bar {
                    prop_assert!(!question.is_empty());
                    prop_assert!(!question.chars().any(char::is_control));
                }
            }
            Err(QueryError::Character { character, index }) => {
                prop_assert_eq!(typed.chars().nth(index), Some(character));
            }
            Err(QueryError::Empty) => {
                prop_assert!(!typed.chars().any(|c| c.is_ascii_alphanumeric()));
            }
            Err(QueryError::Link(_)) => prop_assert!(typed.contains('#')),
            Err(error) => prop_assert!(false, "{}", error),
        }
    }
}
