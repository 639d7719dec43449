//! Several sources as one text, so that one pass serves all of them.

use std::borrow::Cow;
use std::ops::Range;

use crate::evidence::source::Source;

use crate::util::{broken, items};

/// The separator between two sources, which no passage contains.
pub(super) const SEPARATOR: &str = "\n\u{fffe}\n";

/// Some sources, one after the other.
pub(super) struct Joined<'a> {
    pub(super) text: Cow<'a, str>,
    /// The number of the first among all sources.
    first: usize,
    /// Where each starts in the text.
    starts: Vec<usize>,
}

impl<'a> Joined<'a> {
    /// All sources, joined into texts that are short enough for 32-bit places. O(length).
    pub(super) fn all(sources: &'a [Source]) -> Vec<Joined<'a>> {
        let mut joined = Vec::new();
        let mut first = 0;
        while first < sources.len() {
            let mut length = 0u64;
            let rest = items(sources, first..);
            let count = rest
                .iter()
                .take_while(|source| {
                    length += (source.text().len() + SEPARATOR.len()) as u64;
                    length <= Source::MAX_BYTES
                })
                .count()
                .max(1);
            let some = items(rest, ..count);
            if let [one] = some {
                joined.push(Joined { text: Cow::Borrowed(one.text()), first, starts: vec![0] });
            } else {
                let mut text = String::with_capacity(usize::try_from(length).unwrap_or_default());
                let mut starts = Vec::with_capacity(count);
                for source in some {
                    starts.push(text.len());
                    text.push_str(source.text());
                    text.push_str(SEPARATOR);
                }
                joined.push(Joined { text: Cow::Owned(text), first, starts });
            }
            first += count;
        }
        joined
    }

    /// The source that a range of the text starts in, and the range within it. O(log sources).
    pub(super) fn locate(&self, range: Range<usize>) -> (usize, Range<usize>) {
        let number = self.starts.partition_point(|&start| start <= range.start).saturating_sub(1);
        let start = self.starts.get(number).copied().unwrap_or_else(|| broken(&"texts without a first", 0));
        let next = self.starts.get(number + 1).map(|next| next - SEPARATOR.len());
        let end = range.end.min(next.unwrap_or(self.text.len()));
        (self.first + number, range.start - start..end.saturating_sub(start))
    }
}
