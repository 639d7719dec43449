//! Sorting. The standard library's sorts are fast, but take some 9 KB of WebAssembly for each sorted type:
//! together they were a fifth of the module. In WebAssembly, one merge sort of numbers, which refers to items
//! by their places, serves all types.

#[cfg(not(target_arch = "wasm32"))]
mod std_sorts {
    use std::cmp::Ordering;

    /// Sorts; equal items are alike.
    #[inline]
    pub(crate) fn sort<T: Ord>(items: &mut [T]) {
        items.sort_unstable();
    }

    /// Sorts by a comparison; items that are equal by it may come in any order.
    #[inline]
    pub(crate) fn sort_by<T>(items: &mut [T], compare: impl FnMut(&T, &T) -> Ordering) {
        items.sort_unstable_by(compare);
    }

    /// Sorts by a comparison; items that are equal by it stay in their order.
    #[inline]
    pub(crate) fn stable_sort_by<T>(items: &mut [T], compare: impl FnMut(&T, &T) -> Ordering) {
        items.sort_by(compare);
    }
}

#[cfg(any(target_arch = "wasm32", test))]
#[cfg_attr(test, allow(dead_code))]
mod small_sort {
    use std::cmp::Ordering;

    pub(crate) fn sort<T: Ord>(items: &mut [T]) {
        stable_sort_by(items, T::cmp);
    }

    pub(crate) fn sort_by<T>(items: &mut [T], compare: impl FnMut(&T, &T) -> Ordering) {
        stable_sort_by(items, compare);
    }

    pub(crate) fn stable_sort_by<T>(items: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
        if items.len() > 1 {
            let mut order = order(items.len() as u32, &mut |a, b| {
                compare(&items[a as usize], &items[b as usize]) == Ordering::Greater
            });
            permute(items, &mut order);
        }
    }

    /// The places of `length` items in their order: a merge sort from the bottom up.
    #[inline(never)]
    fn order(length: u32, is_greater: &mut dyn FnMut(u32, u32) -> bool) -> Vec<u32> {
        /// Runs of this many are sorted by insertion.
        const RUN: usize = 8;
        let mut order: Vec<u32> = (0..length).collect();
        for run in order.chunks_mut(RUN) {
            for end in 1..run.len() {
                let mut place = end;
                while place > 0 && is_greater(run[place - 1], run[place]) {
                    run.swap(place - 1, place);
                    place -= 1;
                }
            }
        }
        let mut merged = Vec::with_capacity(order.len());
        let mut width = RUN;
        while width < order.len() {
            merged.clear();
            for pair in order.chunks(2 * width) {
                let (mut left, mut right) = pair.split_at(width.min(pair.len()));
                while let (Some(&a), Some(&b)) = (left.first(), right.first()) {
                    if is_greater(a, b) {
                        merged.push(b);
                        right = &right[1..];
                    } else {
                        merged.push(a);
                        left = &left[1..];
                    }
                }
                merged.extend_from_slice(left);
                merged.extend_from_slice(right);
            }
            std::mem::swap(&mut order, &mut merged);
            width *= 2;
        }
        order
    }

    /// Moves each item to its place, one circle of places after the other.
    fn permute<T>(items: &mut [T], order: &mut [u32]) {
        for start in 0..order.len() {
            let mut place = start;
            loop {
                let next = std::mem::replace(&mut order[place], place as u32) as usize;
                if next == start || next == place {
                    break;
                }
                items.swap(place, next);
                place = next;
            }
        }
    }
}

#[cfg(target_arch = "wasm32")]
pub(crate) use small_sort::{sort, sort_by, stable_sort_by};
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use std_sorts::{sort, sort_by, stable_sort_by};

#[cfg(test)]
mod tests {
    use super::small_sort;

    #[test]
    fn the_small_sort_is_the_stable_one_of_the_standard_library() {
        let mut seed = 1u64;
        for length in (0..200).chain([1_000, 4_097]) {
            let mut items: Vec<(u64, usize)> = (0..length)
                .map(|place| {
                    seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    (seed >> 58, place)
                })
                .collect();
            let mut expected = items.clone();
            expected.sort_by_key(|&(key, _)| key);
            small_sort::stable_sort_by(&mut items, |a, b| a.0.cmp(&b.0));
            assert_eq!(items, expected, "{length}");
            items.reverse();
            small_sort::sort(&mut items);
            assert!(items.is_sorted());
        }
    }
}
