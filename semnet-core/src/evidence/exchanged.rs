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
