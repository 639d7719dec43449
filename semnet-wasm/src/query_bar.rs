//! What a person typed into the query bar.

use js_sys::Array;
use semnet_core::query_bar::Query;
use wasm_bindgen::prelude::*;

use crate::error::SemnetError;
use crate::link;

/// What a person typed or pasted into the query bar: a hashtag (with whatever stands around it), a link or a question.
/// {@link MemoryStore.recover} looks it up. Throws a {@link SemnetError} with the code `"queryBar"` when nothing was
/// typed and for a control character, and with the code `"link"` for a link that does not open.
///
/// ```js
/// parseQueryBar("(#6ybRkSdCb9w)."); // { kind: "name", prefix: "6ybRkSdCb9w", typed: "(#6ybRkSdCb9w)." }
/// parseQueryBar("why do bees  dance?"); // { kind: "question", question: "why do bees dance?" }
/// ```
#[wasm_bindgen(js_name = parseQueryBar, unchecked_return_type = "Query")]
pub fn parse_query_bar(typed: &str) -> Result<Array, SemnetError> {
    Ok(match typed.parse()? {
        Query::Name { prefix, typed } => {
            Array::of3(&"name".into(), &prefix.as_str().into(), &typed.as_str().into())
        }
        Query::Link(opened) => Array::of2(&"link".into(), &link::parts(&opened)),
        Query::Question(question) => Array::of2(&"question".into(), &question.as_str().into()),
        // There is no fourth kind; one that is added is a question until it has a name here.
        _ => Array::of2(&"question".into(), &typed.into()),
    })
}
