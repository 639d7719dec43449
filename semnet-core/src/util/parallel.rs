//! Work in parts: on the threads of rayon's current pool with the feature `parallel`, one after the other
//! without it. Both give the same bits. The division depends only on the work, and results come in the order
//! of the parts, so sums are always added in the same order.

/// The results of `work` for the parts, in their order.
pub(crate) fn map<T: Send, R: Send>(parts: Vec<T>, work: impl Fn(T) -> R + Send + Sync) -> Vec<R> {
    #[cfg(all(feature = "parallel", not(target_arch = "wasm32")))]
    if threads::are_several() && parts.len() > 1 {
        return threads::map(parts, work);
    }
    parts.into_iter().map(work).collect()
}

/// Makes something of each part with a state that is used again, and hands it to `take` in the order of the
/// parts. At most `at_once` results wait for their turn. Ends with the first error in that order.
pub(crate) fn each<T: Send + Sync, S, R: Send, E: Send>(
    parts: &[T],
    at_once: usize,
    state: impl Fn() -> S + Send + Sync,
    work: impl Fn(&mut S, &T) -> Result<R, E> + Send + Sync,
    mut take: impl FnMut(R),
) -> Result<(), E> {
    #[cfg(all(feature = "parallel", not(target_arch = "wasm32")))]
    if threads::are_several() && parts.len() > 1 {
        for parts in parts.chunks(at_once.max(1)) {
            for result in threads::map_with(parts, &state, &work) {
                take(result?);
            }
        }
        return Ok(());
    }
    let _ = at_once;
    let mut state = state();
    for part in parts {
        take(work(&mut state, part)?);
    }
    Ok(())
}

/// Both results.
pub(crate) fn join<A: Send, B: Send>(
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B + Send,
) -> (A, B) {
    #[cfg(all(feature = "parallel", not(target_arch = "wasm32")))]
    if threads::are_several() {
        return rayon::join(one, other);
    }
    (one(), other())
}

/// Sorts by a comparison that no two items are equal by.
pub(crate) fn sort_distinct_by<T: Send>(
    items: &mut [T],
    compare: impl Fn(&T, &T) -> std::cmp::Ordering + Sync,
) {
    #[cfg(all(feature = "parallel", not(target_arch = "wasm32")))]
    if threads::are_several() {
        return threads::sort_distinct_by(items, compare);
    }
    crate::util::sort::sort_by(items, compare);
}

/// Ranges of `size` that cover the numbers below `count`; the last may be shorter.
pub(crate) fn ranges(count: usize, size: usize) -> Vec<std::ops::Range<usize>> {
    (0..count).step_by(size).map(|start| start..count.min(start + size)).collect()
}

#[cfg(all(feature = "parallel", not(target_arch = "wasm32")))]
mod threads {
    use rayon::prelude::*;

    /// With one thread, nothing is handed to another.
    pub(super) fn are_several() -> bool {
        rayon::current_num_threads() > 1
    }

    pub(super) fn map<T: Send, R: Send>(parts: Vec<T>, work: impl Fn(T) -> R + Send + Sync) -> Vec<R> {
        parts.into_par_iter().map(work).collect()
    }

    pub(super) fn map_with<T: Sync, S, R: Send>(
        parts: &[T],
        state: impl Fn() -> S + Send + Sync,
        work: impl Fn(&mut S, &T) -> R + Send + Sync,
    ) -> Vec<R> {
        parts.par_iter().map_init(state, work).collect()
    }

    pub(super) fn sort_distinct_by<T: Send>(
        items: &mut [T],
        compare: impl Fn(&T, &T) -> std::cmp::Ordering + Sync,
    ) {
        items.par_sort_unstable_by(compare);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_cover_all() {
        assert_eq!(ranges(0, 4), []);
        assert_eq!(ranges(8, 4), [0..4, 4..8]);
        assert_eq!(ranges(9, 4), [0..4, 4..8, 8..9]);
    }

    #[test]
    fn results_come_in_the_order_of_the_parts() {
        let squares: Vec<u64> = map((0..1000u64).collect(), |number| number * number);
        assert!(squares.iter().zip(0..).all(|(&square, number)| square == number * number));
        let mut taken = Vec::new();
        let all: Vec<u64> = (0..100).collect();
        let half = |_: &mut (), &number: &u64| if number < 50 { Ok(number) } else { Err(number) };
        assert_eq!(each(&all, 8, || (), half, |number| taken.push(number)), Err(50));
        assert!(taken.into_iter().eq(0..50));
        assert_eq!(join(|| 1, || 2), (1, 2));
        let mut items: Vec<u32> = (0..1000u32).map(|number| number * 7919 % 1000).collect();
        sort_distinct_by(&mut items, u32::cmp);
        assert!(items.into_iter().eq(0..1000));
    }
}
