//! The ways of compressing a network in a link. Each has a letter; old letters are read for ever.
//!
//! - `s`: stored uncompressed.
//! - `p`: a number (LEB128), the length; then PPMd variant H as 7-Zip has it, order 5, 4 MiB of memory,
//!   without the leading bytes that compressing the primer alone gives. The primer is some English text that
//!   the model has read before the network, so that short texts need not pay for learning English.

use std::io::{Read, Write};
use std::sync::OnceLock;

use ppmd_rust::{Ppmd7Decoder, Ppmd7Encoder};

use crate::link::LinkError;
use crate::network::Network;
use crate::util::varint::{number_at, write_number};

/// The letters of the ways of compressing that this release reads.
pub(super) const WAYS: [char; 2] = ['s', 'p'];

/// The largest network in a link, in bytes.
pub(crate) const LARGEST: usize = 16 << 20;

/// The largest ratio between a network and its compressed form, and the size that is always allowed.
const LARGEST_RATIO: usize = 1_000;

const ORDER: u32 = 5;
const MEMORY: u32 = 4 << 20;

/// The text that the model reads before each network. It is a part of the format: a change needs another
/// letter.
const PRIMER: &[u8] = include_bytes!("primer.txt");

/// The letter and the compressed bytes. The shorter of the two ways; of equal ones, `s`.
pub(super) fn compress(bytes: &[u8]) -> Result<(char, Vec<u8>), LinkError> {
    if bytes.len() > LARGEST {
        return Err(LinkError::TooLarge { length: bytes.len() });
    }
    let mut packed = Vec::with_capacity(bytes.len() / 2);
    write_number(&mut packed, bytes.len() as u32);
    // Without enough memory, there is still a link.
    let way_p = primed_encoder().and_then(|(mut encoder, skip)| {
        encoder.write_all(bytes).ok()?;
        encoder.finish(false).ok()?.get(skip..).map(<[u8]>::to_vec)
    });
    match way_p {
        Some(compressed) if packed.len() + compressed.len() < bytes.len() => {
            packed.extend_from_slice(&compressed);
            if bytes.len() <= LARGEST_RATIO.saturating_mul(packed.len()) {
                return Ok(('p', packed));
            }
            Ok(('s', bytes.to_vec()))
        }
        _ => Ok(('s', bytes.to_vec())),
    }
}

/// The uncompressed bytes. Never more than `LARGEST` bytes, or than `LARGEST_RATIO` times the input.
pub(super) fn decompress(way: char, packed: &[u8]) -> Result<Vec<u8>, LinkError> {
    match way {
        's' if packed.len() > LARGEST => Err(LinkError::TooLong { length: packed.len() as u64 }),
        's' => Ok(packed.to_vec()),
        'p' if packed.is_empty() => Err(LinkError::CutOff),
        'p' => {
            let (length, start) = number_at(packed, 0);
            let mut shortest = Vec::new();
            write_number(&mut shortest, length);
            if shortest.len() != start {
                return Err(LinkError::Damaged);
            }
            let length = length as usize;
            if length > LARGEST || length > LARGEST_RATIO.saturating_mul(packed.len()) {
                return Err(LinkError::TooLong { length: length as u64 });
            }
            let rest = packed.get(start..).ok_or(LinkError::CutOff)?;
            unpack(rest, length)
        }
        way => Err(LinkError::Newer { way }),
    }
}

/// An encoder that has read the primer, and how many bytes came out of that.
fn primed_encoder() -> Option<(Ppmd7Encoder<Vec<u8>>, usize)> {
    let mut encoder = Ppmd7Encoder::new(Vec::new(), ORDER, MEMORY).ok()?;
    encoder.write_all(PRIMER).ok()?;
    let skip = encoder.get_ref().len();
    Some((encoder, skip))
}

/// The output of the encoder for the primer, which is the same for all networks and computed once.
fn lead() -> Option<&'static [u8]> {
    static LEAD: OnceLock<Option<Vec<u8>>> = OnceLock::new();
    let lead = LEAD.get_or_init(|| {
        let (encoder, skip) = primed_encoder()?;
        encoder.into_inner().get(..skip).map(<[u8]>::to_vec)
    });
    lead.as_deref()
}

fn unpack(rest: &[u8], length: usize) -> Result<Vec<u8>, LinkError> {
    let lead = lead().ok_or(LinkError::Damaged)?;
    let mut decoder = Ppmd7Decoder::new(lead.chain(rest), ORDER, MEMORY).map_err(|_| LinkError::CutOff)?;
    // The primer comes first, then the network; if the decoder needs more bytes, the end is missing.
    let whole = PRIMER.len() + length;
    let mut bytes = Vec::with_capacity(whole);
    decoder.by_ref().take(whole as u64).read_to_end(&mut bytes).map_err(|_| LinkError::Damaged)?;
    if bytes.len() < whole {
        return Err(too_short(bytes.split_off(PRIMER.len().min(bytes.len())), length));
    }
    // The payload must be read to its end: one network has one payload.
    let (_, behind) = decoder.into_inner().into_inner();
    if !behind.is_empty() {
        return Err(LinkError::Damaged);
    }
    bytes.drain(..PRIMER.len());
    Ok(bytes)
}

/// Why only this part of the bytes was decoded. If the end of a link is missing, the decoded bytes are
/// correct. A changed character can also make the decoder run out of input, but it corrupts the bytes before
/// the end.
fn too_short(mut bytes: Vec<u8>, length: usize) -> LinkError {
    /// The distance from the end, in bytes, at which an error may be caused by the missing end: a character
    /// without its last byte.
    const LONGEST_CHARACTER: usize = 4;
    let end = bytes.len();
    // No string and no number of a network has this byte.
    bytes.resize(length, 0xff);
    match Network::from_bytes(bytes) {
        Err(error) if error.offset() + LONGEST_CHARACTER > end => LinkError::CutOff,
        _ => LinkError::Damaged,
    }
}
