//! Hashtags, fingerprints and beginnings of fingerprints: strings in JavaScript, parsed here.

use semnet_core::network::FingerprintPrefix;
use semnet_core::{Fingerprint, Hashtag};
use wasm_bindgen::prelude::*;

use crate::error::SemnetError;

/// The number of a hashtag: exactly 11 base62 digits (`0`-`9`, `A`-`Z`, `a`-`z`).
#[wasm_bindgen(js_name = parseHashtag)]
pub fn parse_hashtag(text: &str) -> Result<u64, SemnetError> {
    Ok(text.parse::<Hashtag>()?.number())
}

/// The hashtag of a number between `0n` and `2n ** 64n - 1n`.
#[wasm_bindgen(js_name = formatHashtag)]
pub fn format_hashtag(number: u64) -> String {
    let mut digits = [0; Hashtag::LENGTH];
    Hashtag::new(number).encode(&mut digits).to_owned()
}

/// The fingerprint of canonical bytes.
#[wasm_bindgen(js_name = fingerprintOf)]
pub fn fingerprint_of(bytes: &[u8]) -> String {
    text(Fingerprint::hash(bytes))
}

/// The 32 bytes of a fingerprint: exactly 44 base62 digits.
#[wasm_bindgen(js_name = parseFingerprint)]
pub fn parse_fingerprint(text: &str) -> Result<Vec<u8>, SemnetError> {
    Ok(text.parse::<Fingerprint>()?.as_bytes().to_vec())
}

/// The fingerprint of 32 bytes.
#[wasm_bindgen(js_name = formatFingerprint)]
pub fn format_fingerprint(bytes: &[u8]) -> String {
    let mut all = [0; 32];
    all.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
    text(Fingerprint::from_bytes(all))
}

/// The fingerprint that sorts immediately after this one; `undefined` after the last.
#[wasm_bindgen(js_name = nextFingerprint)]
pub fn next_fingerprint(fingerprint: &str) -> Result<Option<String>, SemnetError> {
    Ok(fingerprint.parse::<Fingerprint>()?.next().map(text))
}

/// The first and the last fingerprint that begin with these 1 to 44 characters.
#[wasm_bindgen(js_name = fingerprintRange)]
pub fn fingerprint_range(prefix: &str) -> Result<String, SemnetError> {
    let range = prefix.parse::<FingerprintPrefix>()?.range();
    Ok(text(*range.start()) + &text(*range.end()))
}

/// The 44 characters.
pub(crate) fn text(fingerprint: Fingerprint) -> String {
    let mut digits = [0; Fingerprint::LENGTH];
    fingerprint.encode(&mut digits).to_owned()
}
