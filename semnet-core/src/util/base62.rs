//! The digits of base 62. The crate base62 reads them; [`Hashtag`](crate::Hashtag) writes them, two at a
//! time.

/// The digits, in the order of ASCII, which is that of the crate base62.
pub(crate) const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// The two digits of a number below 62 * 62.
#[inline]
pub(crate) const fn pair(number: u32) -> [u8; 2] {
    #[cfg(not(target_family = "wasm"))]
    return PAIRS[number as usize];
    #[cfg(target_family = "wasm")]
    return [DIGITS[number as usize / 62], DIGITS[number as usize % 62]];
}

/// All pairs of digits. Not in WASM, where they would take 6.7 KB of the download, because they do not
/// compress.
#[cfg(not(target_family = "wasm"))]
static PAIRS: [[u8; 2]; 62 * 62] = {
    let mut pairs = [[0; 2]; 62 * 62];
    let mut number = 0;
    while number < pairs.len() {
        pairs[number] = [DIGITS[number / 62], DIGITS[number % 62]];
        number += 1;
    }
    pairs
};
