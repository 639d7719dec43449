//! Writes numbers as LEB128 in its shortest form, and reads them from trusted bytes. The cursor of `network`
//! reads bytes from outside.

/// Appends `number` as shortest LEB128.
pub(crate) fn write_number(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// The number at `at` in bytes that were read before, and the offset after it. O(1).
#[inline]
pub(crate) fn number_at(bytes: &[u8], at: usize) -> (u32, usize) {
    let (mut number, mut shift, mut at) = (0u32, 0u32, at);
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        number |= u32::from(byte & 0x7f) << shift.min(31);
        if byte < 0x80 {
            break;
        }
        shift += 7;
    }
    (number, at)
}
