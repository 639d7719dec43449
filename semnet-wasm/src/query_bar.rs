//! The query bar, parsed.

use js_sys::Array;
use semnet_core::query_bar::Query;
use wasm_bindgen::prelude::*;

use crate::error::SemnetError;
use crate::link::OpenedLink;

/// What a person typed or pasted into the query bar: a hashtag (with whatever surrounds it), a link or a
/// question.
#[wasm_bindgen(js_name = parseQueryBar)]
pub fn parse_query_bar(typed: &str) -> Result<Array, SemnetError> {
    Ok(match typed.parse()? {
        Query::Name { prefix, typed } => {
            Array::of3(&"name".into(), &prefix.as_str().into(), &typed.as_str().into())
        }
        Query::Link(opened) => Array::of2(&"link".into(), &OpenedLink(opened).into()),
        Query::Question(question) => Array::of2(&"question".into(), &question.as_str().into()),
        // There is no fourth kind; one that is added is a question until it has a name here.
        _ => Array::of2(&"question".into(), &typed.into()),
    })
}
