//! Numbers that move by the same steps together, as those of concepts do where a few are added or removed.

use crate::change::walk::NONE;

/// Numbers that stay in their order: from each of some numbers on, what is added to them. Targets are looked
/// up in any order, and these few are in the processor's cache where a table of all is not.
pub(super) struct Shifts(Vec<(u32, u32)>);

impl Shifts {
    const MOST: usize = 8;

    /// `None` where there are many. A concept that is not in the result has any number. O(numbers).
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
