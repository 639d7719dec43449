//! The strings of a builder: normalised, concatenated and counted.

use crate::network::error::BuildError;
use crate::network::parts::Span;
use crate::text;
use crate::text::Refused;
use crate::util::excerpt;

/// Normalises a string into an arena.
pub(super) fn normalise(
    string: &str,
    arena: &mut String,
    what: impl Fn() -> String,
) -> Result<Span, BuildError> {
    let start = arena.len();
    match text::normalise_into(string, arena) {
        Ok(()) => match (u32::try_from(start), u32::try_from(arena.len())) {
            (Ok(start), Ok(end)) => Ok(Span { start, end }),
            _ => Err(BuildError::TooLarge { what: "text" }),
        },
        Err(Refused { character, offset }) => {
            let index = string.get(..offset).map_or(0, |before| before.chars().count());
            let what = match what() {
                name if name.starts_with("the text") => name,
                name => format!("{name} ({:?})", excerpt(string)),
            };
            Err(BuildError::Character { what, character, index })
        }
    }
}

/// The next number of a list, below the largest, which stands for none.
pub(super) fn next_number(length: usize, what: &'static str) -> Result<u32, BuildError> {
    u32::try_from(length).ok().filter(|&number| number < u32::MAX).ok_or(BuildError::TooLarge { what })
}

/// The normal form of a string for a network, or the builder's error.
pub(crate) fn normal(string: &str, what: impl Fn() -> String) -> Result<String, BuildError> {
    let mut normal = String::new();
    normalise(string, &mut normal, what).map(|_| normal)
}
