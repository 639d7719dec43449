//! Hashtags as text and as numbers.

use semnet_core::Hashtag;
use wasm_bindgen::prelude::*;

use crate::error::SemnetError;
use crate::input;

/// The number behind a hashtag: exactly 11 base62 digits (`0`-`9`, `A`-`Z`, `a`-`z`). Throws a {@link SemnetError}
/// with the code `"hashtag"` for another length, another character (with its `index`), and past `LygHa16AHYF`.
///
/// ```js
/// parseHashtag("0000000001z"); // 123n
/// ```
#[wasm_bindgen(js_name = parseHashtag)]
pub fn parse_hashtag(
    #[wasm_bindgen(unchecked_param_type = "string")] text: &JsValue,
) -> Result<u64, SemnetError> {
    let hashtag: Hashtag = input::text(text, "a hashtag")?.parse()?;
    Ok(hashtag.number())
}

/// The hashtag of a number between `0n` and `2n ** 64n - 1n`. Text order is number order.
///
/// ```js
/// formatHashtag(123n); // "0000000001z"
/// ```
#[wasm_bindgen(js_name = formatHashtag)]
pub fn format_hashtag(
    #[wasm_bindgen(unchecked_param_type = "bigint")] number: JsValue,
) -> Result<String, SemnetError> {
    Ok(Hashtag::new(input::number(number, "the number of a hashtag")?).to_string())
}
