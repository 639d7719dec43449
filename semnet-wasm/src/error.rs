//! `SemnetError`, the one class of all errors: a helpful message, a stable `code`, and the place if it is
//! known.

use semnet_core::communities::ThemeError;
use semnet_core::format::JsonError;
use semnet_core::link::LinkError;
use semnet_core::network::{BuildError, DecodeError, FingerprintError, HashtagError};
use semnet_core::paths::{BudgetError, ConceptError};
use semnet_core::query_bar::QueryError;
use semnet_core::rank::RankError;
use semnet_core::report::ReportError;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(raw_module = "semnet-js/error.ts")]
extern "C" {
    /// The JavaScript class, typed by `js/error.ts`.
    pub type SemnetError;

    /// `place` gives the meaning of `first` and `second`: a number, as in `PLACES` of `js/error.ts`.
    #[wasm_bindgen(js_name = errorAt)]
    fn semnet_error(code: &str, message: &str, place: u32, first: f64, second: f64) -> SemnetError;

    /// An error with the labels that are close, NUL between them.
    #[wasm_bindgen(js_name = conceptNotFound)]
    fn no_such_concept(message: &str, close: &str) -> SemnetError;
}

/// The details in addition to the message.
enum Place {
    Nowhere,
    LineAndColumn(usize, usize),
    Index(usize),
    Offset(usize),
    Budget(u64),
    Line(usize),
}

fn error(code: &str, message: &dyn ToString, place: Place) -> SemnetError {
    let (place, first, second) = match place {
        Place::Nowhere => (0, 0.0, 0.0),
        Place::LineAndColumn(line, column) => (1, line as f64, column as f64),
        Place::Index(index) => (2, index as f64, 0.0),
        Place::Offset(offset) => (3, offset as f64, 0.0),
        Place::Budget(budget) => (4, budget as f64, 0.0),
        Place::Line(line) => (5, line as f64, 0.0),
    };
    semnet_error(code, &message.to_string(), place, first, second)
}

/// For the modules whose errors are their own.
#[cfg_attr(not(feature = "full"), expect(dead_code, reason = "the core has few of them"))]
impl SemnetError {
    pub(crate) fn new(code: &str, wrong: &dyn ToString) -> SemnetError {
        error(code, wrong, Place::Nowhere)
    }

    pub(crate) fn at(code: &str, wrong: &dyn ToString, line: usize, column: usize) -> SemnetError {
        error(code, wrong, Place::LineAndColumn(line, column))
    }

    pub(crate) fn with_index(code: &str, wrong: &dyn ToString, index: usize) -> SemnetError {
        error(code, wrong, Place::Index(index))
    }

    pub(crate) fn with_budget(code: &str, wrong: &dyn ToString, budget: u64) -> SemnetError {
        error(code, wrong, Place::Budget(budget))
    }

    pub(crate) fn with_offset(code: &str, wrong: &dyn ToString, offset: usize) -> SemnetError {
        error(code, wrong, Place::Offset(offset))
    }

    pub(crate) fn at_line(code: &str, wrong: &dyn ToString, line: usize) -> SemnetError {
        error(code, wrong, Place::Line(line))
    }

    /// A call within a call that must have ended first.
    pub(crate) fn recursion(what: &str) -> SemnetError {
        SemnetError::new("recursion", &format!("{what} is in use by a call that has not ended"))
    }
}

impl From<ReportError> for SemnetError {
    fn from(wrong: ReportError) -> SemnetError {
        error("report", &wrong, Place::LineAndColumn(wrong.line(), wrong.column()))
    }
}

impl From<JsonError> for SemnetError {
    fn from(wrong: JsonError) -> SemnetError {
        let place = match (wrong.line(), wrong.column()) {
            (Some(line), Some(column)) => Place::LineAndColumn(line, column),
            _ => Place::Nowhere,
        };
        error("json", &wrong, place)
    }
}

impl From<BuildError> for SemnetError {
    fn from(wrong: BuildError) -> SemnetError {
        let place = match wrong {
            BuildError::Character { index, .. } => Place::Index(index),
            _ => Place::Nowhere,
        };
        error("build", &wrong, place)
    }
}

impl From<DecodeError> for SemnetError {
    fn from(wrong: DecodeError) -> SemnetError {
        error("bytes", &wrong, Place::Offset(wrong.offset()))
    }
}

impl From<HashtagError> for SemnetError {
    fn from(wrong: HashtagError) -> SemnetError {
        let place = match wrong {
            HashtagError::Character { index, .. } => Place::Index(index),
            _ => Place::Nowhere,
        };
        error("hashtag", &wrong, place)
    }
}

impl From<FingerprintError> for SemnetError {
    fn from(wrong: FingerprintError) -> SemnetError {
        let place = match wrong {
            FingerprintError::Character { index, .. } => Place::Index(index),
            _ => Place::Nowhere,
        };
        error("fingerprint", &wrong, place)
    }
}

impl From<LinkError> for SemnetError {
    fn from(wrong: LinkError) -> SemnetError {
        error("link", &wrong, place_in_link(&wrong))
    }
}

fn place_in_link(wrong: &LinkError) -> Place {
    match wrong {
        LinkError::Base { index, .. } | LinkError::Character { index, .. } => Place::Index(*index),
        _ => Place::Nowhere,
    }
}

impl From<QueryError> for SemnetError {
    fn from(wrong: QueryError) -> SemnetError {
        match &wrong {
            QueryError::Link(link) => error("link", link, place_in_link(link)),
            QueryError::Character { index, .. } => error("query", &wrong, Place::Index(*index)),
            _ => error("query", &wrong, Place::Nowhere),
        }
    }
}

impl From<ConceptError> for SemnetError {
    fn from(wrong: ConceptError) -> SemnetError {
        no_such_concept(&wrong.to_string(), &wrong.suggestions().join("\0"))
    }
}

impl From<RankError> for SemnetError {
    fn from(wrong: RankError) -> SemnetError {
        match wrong {
            RankError::Budget(exceeded) => exceeded.into(),
            RankError::Weight(_) => error("weight", &wrong, Place::Nowhere),
            _ => error("option", &wrong, Place::Nowhere),
        }
    }
}

impl From<ThemeError> for SemnetError {
    fn from(wrong: ThemeError) -> SemnetError {
        match wrong {
            ThemeError::Budget(exceeded) => exceeded.into(),
            _ => error("option", &wrong, Place::Nowhere),
        }
    }
}

impl From<BudgetError> for SemnetError {
    fn from(wrong: BudgetError) -> SemnetError {
        error("budget", &wrong, Place::Budget(wrong.budget()))
    }
}
