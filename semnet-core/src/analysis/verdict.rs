//! Which passages of an answer stand in the sources.

use std::collections::BTreeMap;

use crate::text;

/// The sources, ready to be looked at.
#[derive(Clone, Debug)]
pub(super) struct Sources {
    normal: Vec<String>,
}

/// What was found out about the passages of an answer: why each is refused, or nothing.
pub(super) type Verdicts = BTreeMap<String, Option<String>>;

impl Sources {
    pub(super) fn new<'a>(texts: impl Iterator<Item = &'a str>) -> Sources {
        Sources {
            normal: texts.map(|text| text::normalise(text).unwrap_or_else(|_| text.to_owned())).collect(),
        }
    }

    /// Holds passages against the sources, all in one pass.
    pub(super) fn check<'a>(&self, passages: impl Iterator<Item = &'a str>) -> Verdicts {
        let verdict = |passage: &str| match self.normal.iter().any(|text| text.contains(passage)) {
            true => None,
            false => Some("not in the sources; expected a passage copied word for word".to_owned()),
        };
        passages
            .filter(|passage| !passage.is_empty())
            .map(|passage| (passage.to_owned(), verdict(passage)))
            .collect()
    }
}
