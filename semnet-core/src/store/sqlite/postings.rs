//! The encoding of the index of words of a SQLite store: for each block of networks, the networks that have a
//! word, and how often. Everything that is read is checked: invalid bytes are an error that names their
//! place.

use rusqlite::ffi;

use crate::util::varint::write_number;

/// A block has the networks of 2^`BITS` consecutive row numbers. It is small in unit tests, so that they have
/// several blocks.
pub(super) const BITS: u32 = if cfg!(test) { 8 } else { 14 };

/// The row numbers of a block.
pub(super) const BLOCK: usize = 1 << BITS;

/// A gap or a count of this much does not fit into half of a byte: a number follows.
const MORE: u32 = 15;

/// An error that names the place of the damage.
pub(super) fn damaged(place: &str, what: &str) -> rusqlite::Error {
    let message = format!("the index of words is damaged at {place}: {what}");
    rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_CORRUPT_INDEX), Some(message))
}

/// The block of a row number, and its offset in the block.
pub(super) fn place_of(id: i64) -> (i64, u32) {
    (id >> BITS, (id & (BLOCK as i64 - 1)) as u32)
}

/// The row number at an offset of a block; `None` if no store assigns such a number.
pub(super) fn id_of(block: i64, offset: usize) -> Option<i64> {
    block.checked_mul(BLOCK as i64)?.checked_add(i64::try_from(offset).ok()?)
}

/// Appends a network of a block, which has the word `count` times: half a byte for the number of offsets that
/// were left out before it, half a byte for the count, and more where they do not fit.
pub(super) fn push(data: &mut Vec<u8>, gap: u32, count: u32) {
    let (gap_half, count_half) = (gap.min(MORE), count.saturating_sub(1).min(MORE));
    data.push((gap_half | count_half << 4) as u8);
    if gap_half == MORE {
        write_number(data, gap - MORE);
    }
    if count_half == MORE {
        write_number(data, count - MORE - 1);
    }
}

/// Calls `see` with the offset of each network of a block that has a word, and how often. O(networks).
#[inline]
pub(super) fn each(data: &[u8], networks: i64, mut see: impl FnMut(usize, u32)) -> Result<(), &'static str> {
    let (mut bytes, mut next, mut left) = (data, 0_usize, networks);
    while let Some((&token, rest)) = bytes.split_first() {
        bytes = rest;
        let (mut gap, mut count) = (u32::from(token & 15), u32::from(token >> 4));
        if gap == MORE {
            gap = gap.checked_add(number(&mut bytes)?).ok_or("a number is too large")?;
        }
        if count == MORE {
            count = count.checked_add(number(&mut bytes)?).ok_or("a number is too large")?;
        }
        let offset = next.saturating_add(gap as usize);
        if offset >= BLOCK {
            return Err("a network is beyond the end of the block");
        }
        see(offset, count.saturating_add(1));
        (next, left) = (offset + 1, left - 1);
    }
    if left == 0 { Ok(()) } else { Err("it has another number of networks than it should have") }
}

/// Takes a number in LEB128 from the beginning of some bytes.
#[inline]
pub(super) fn number(bytes: &mut &[u8]) -> Result<u32, &'static str> {
    let (mut number, mut shift) = (0_u64, 0);
    while let Some((&byte, rest)) = bytes.split_first() {
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return u32::try_from(number).map_err(|_| "a number is too large");
        }
        shift += 7;
        if shift > 28 {
            return Err("a number is too long");
        }
    }
    Err("it ends within a number")
}

/// The lengths of the networks of a block: for each offset, 0 if there is no network, or else one more than
/// the number of its words. At most as many as a block has. O(block).
pub(super) fn lengths(data: &[u8]) -> Result<Vec<u32>, &'static str> {
    let (mut bytes, mut lengths) = (data, Vec::with_capacity(data.len().min(BLOCK)));
    while !bytes.is_empty() {
        if lengths.len() == BLOCK {
            return Err("it has more networks than a block");
        }
        lengths.push(number(&mut bytes)?);
    }
    Ok(lengths)
}

/// The beginning of the fingerprint of the network at an offset, as a number that is ordered like it.
pub(super) fn place_at(places: &[u8], offset: usize) -> Option<i64> {
    let bytes = places.get(offset.checked_mul(8)?..)?.first_chunk::<8>()?;
    Some(i64::from_be_bytes(*bytes))
}

/// The words of one network as the table `fresh` has them, each with its weighted count.
pub(super) fn write_words<'a>(words: impl Iterator<Item = (&'a str, u32)>) -> Vec<u8> {
    let mut data = Vec::new();
    for (word, count) in words {
        write_number(&mut data, u32::try_from(word.len()).unwrap_or(u32::MAX));
        data.extend_from_slice(word.as_bytes());
        write_number(&mut data, count);
    }
    data
}

/// Calls `see` with the bytes of each word of one network, and its weighted count. O(length).
#[inline]
pub(super) fn each_word(data: &[u8], mut see: impl FnMut(&[u8], u32)) -> Result<(), &'static str> {
    let mut bytes = data;
    while !bytes.is_empty() {
        let length = number(&mut bytes)? as usize;
        let (word, rest) = bytes.split_at_checked(length).ok_or("it ends within a word")?;
        bytes = rest;
        see(word, number(&mut bytes)?);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(networks: &[(usize, u32)]) -> Vec<u8> {
        let (mut data, mut next) = (Vec::new(), 0);
        for &(offset, count) in networks {
            push(&mut data, (offset - next) as u32, count);
            next = offset + 1;
        }
        data
    }

    #[test]
    fn what_is_written_is_read() {
        let gaps = [0, 1, 14, 15, 16, 29];
        let counts = [1, 2, 15, 16, 17, 143, 144, u32::MAX];
        let mut networks = Vec::new();
        let mut next = 0;
        for (number, count) in counts.iter().cycle().take(40).enumerate() {
            next += gaps[number % gaps.len()];
            if next < BLOCK {
                networks.push((next, *count));
            }
            next += 1;
        }
        let data = written(&networks);
        let mut read = Vec::new();
        each(&data, networks.len() as i64, |offset, count| read.push((offset, count))).unwrap();
        assert_eq!(read, networks);
        assert!(each(&data, networks.len() as i64 + 1, |_, _| ()).is_err());
        let words = [("été", 1), ("mill", 300), ("", 7)];
        let mut read = Vec::new();
        let data = write_words(words.into_iter());
        each_word(&data, |word, count| read.push((std::str::from_utf8(word).unwrap().to_owned(), count)))
            .unwrap();
        assert_eq!(read, words.map(|(word, count)| (word.to_owned(), count)));
    }

    /// No bytes cause a panic, or a place outside of the block.
    #[test]
    fn crafted_bytes_are_errors() {
        assert!(each(&[15, 0xff, 0xff, 0xff, 0xff, 0x0f], 1, |_, _| ()).is_err());
        assert!(each(&[0xf0, 0xff, 0xff, 0xff, 0xff, 0x0f], 1, |_, _| ()).is_err());
        assert!(each(&[15, 0xff], 1, |_, _| ()).is_err());
        assert!(each(&vec![0; BLOCK + 1], BLOCK as i64 + 1, |_, _| ()).is_err());
        assert!(each(&[0xff; 40], 1, |_, _| ()).is_err());
        assert!(lengths(&vec![0; BLOCK + 1]).is_err());
        assert!(lengths(&[0x80]).is_err());
        assert!(each_word(&[0xff, 0xff, 0xff, 0xff, 0x0f, b'a', 1], |_, _| ()).is_err());
        assert!(each_word(&[1, b'a'], |_, _| ()).is_err());
        let mut state = 1_u64;
        for _ in 0..2_000 {
            let mut bytes = [0; 24];
            for byte in &mut bytes {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                *byte = (state >> 40) as u8;
            }
            let _ = each(&bytes, 24, |offset, count| assert!(offset < BLOCK && count > 0));
            let _ = each_word(&bytes, |word, _| assert!(word.len() <= 24));
            assert!(lengths(&bytes).map_or(true, |lengths| lengths.len() <= 24));
        }
        assert_eq!(place_at(&[0; 15], 1), None);
        assert_eq!(id_of(i64::MAX, 1), None);
    }
}
