//! Whether an ellipsis exchanges the subject of the text after it: all rules for that, in one place.

use std::ops::Range;

use crate::evidence::clauses::swallows_subject;
use crate::evidence::coordinated::joins_subjects;
use crate::evidence::omissions::Omission;
use crate::evidence::other_clauses::cuts_clause;
use crate::evidence::subjects::joins_predicate;

/// Whether the text after an omission has its subject in the omission, in a clause that opens there: the
/// passage would give it another one. O(length).
pub(super) fn exchanges_subject(source: &str, range: Range<usize>) -> bool {
    let omission = Omission::new(source, range);
    swallows_subject(&omission)
        || joins_predicate(&omission)
        || joins_subjects(&omission)
        || cuts_clause(&omission)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_after_an_omission_keeps_its_subject() {
        let exchanges = |text: &str| {
            let (from, rest) = text.split_once('[').unwrap();
            let (inner, after) = rest.split_once(']').unwrap();
            let source = format!("{from}{inner}{after}");
            exchanges_subject(&source, from.len()..from.len() + inner.len())
        };
        for text in [
            "Anna [said that Bob] hated it",
            "Rosa [said that Anna] Conti hated it",
            "Critics [claim that] the bridge is unsafe",
            "Anna [praised it, and Bob] hated it",
            "Anna [praised it and Bob] hated it",
            "Anna [stayed although the dog] bit her",
            "Anna [thinks Bob] hated it",
            "Smoke [causes inflammation, and inflammation] may cause depression",
            "Anna [left, Bob] came home",
            "The king [liked the plan and the queen] disliked it",
            "The king [liked the plan and their queen] disliked it",
            "The king [liked it because wolves] ran away",
            "De koning [kocht het huis en het kind] verkocht het",
            "The king [rose, the queen] fell",
        ] {
            assert!(exchanges(text), "{text}");
        }
        for text in [
            "Anna [of the old town] hated it",
            "Anna [praised it and] hated it",
            "Anna [praised it, and Anna] hated it",
            "Anna [praised it, and she] hated it",
            "Anna [praised it, and the next day] hated it",
            "The mayor of [New York, USA,] hated it",
            "Anna [and the old] queen left",
            "The king [of bread and the butter] there",
        ] {
            assert!(!exchanges(text), "{text}");
        }
    }
}
