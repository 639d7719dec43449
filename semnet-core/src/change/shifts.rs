//! Shifts of numbers: if a few concepts are added or removed, long runs of numbers shift by the same amount.

use crate::change::walk::NONE;

/// For each run of numbers, its first number and the amount that is added. The order of numbers stays the
/// same. Numbers are looked up in any order, and these few shifts fit into the processor's cache, unlike a
/// table of all numbers.
pub(super) struct Shifts(Vec<(u32, u32)>);

impl Shifts {
    const MOST: usize = 8;

    /// `None` if there are many shifts. The result for a concept that was removed is arbitrary. O(numbers).
    pub(super) fn of(numbers: &[u32]) -> Option<Shifts> {
        let mut shifts = Vec::new();
        let mut last = 0;
        for (before, &number) in (0..).zip(numbers) {
            let shift = number.wrapping_sub(before);
            if shift != last && number != NONE {
                if shifts.len() == Shifts::MOST {
                    return None;
                }
                shifts.push((before, shift));
                last = shift;
            }
        }
        Some(Shifts(shifts))
    }

    #[inline]
    pub(super) fn number(&self, before: u32) -> u32 {
        let mut shift = 0;
        for &(from, next) in &self.0 {
            shift = if before >= from { next } else { shift };
        }
        before.wrapping_add(shift)
    }
}
