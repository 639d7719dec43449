//! Items grouped by a key: compressed sparse rows, as counting sort makes them.

/// Per key, the place of its first item; one more entry than keys. O(keys + items).
pub(crate) fn starts(keys: usize, items: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut starts = vec![0u32; keys + 1];
    for key in items {
        starts[key as usize + 1] += 1;
    }
    for place in 1..starts.len() {
        starts[place] += starts[place - 1];
    }
    starts
}

/// The items of each key together, in their order; and per key the place of its first item, with one more
/// entry than keys. O(keys + items).
pub(crate) fn grouped<T: Copy + Default>(
    keys: usize,
    items: impl Iterator<Item = (u32, T)> + Clone,
) -> (Vec<u32>, Vec<T>) {
    let starts = starts(keys, items.clone().map(|(key, _)| key));
    let mut places = starts.clone();
    let mut all = vec![T::default(); starts.last().copied().unwrap_or_default() as usize];
    for (key, item) in items {
        let place = &mut places[key as usize];
        all[*place as usize] = item;
        *place += 1;
    }
    (starts, all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_stay_in_their_order_within_a_key() {
        let items = [(2, 'a'), (0, 'b'), (2, 'c'), (0, 'd')];
        assert_eq!(grouped(4, items.into_iter()), (vec![0, 2, 2, 4, 4], vec!['b', 'd', 'a', 'c']));
        assert_eq!(grouped::<char>(0, std::iter::empty()), (vec![0], vec![]));
    }
}
