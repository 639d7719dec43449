//! Lists that people ordered: what was added to one, removed or moved; and two orders made one.

use std::collections::{BTreeMap, BTreeSet};

/// How one list becomes another; places are counted from 0.
pub(super) struct ListChanges<'a, T> {
    /// With the place before.
    pub(super) removed: Vec<(&'a T, usize)>,
    /// With the place after.
    pub(super) added: Vec<(&'a T, usize)>,
    /// With the places before and after, as few as can be.
    pub(super) moved: Vec<(&'a T, usize, usize)>,
}

/// O(n log n).
pub(super) fn compare<'a, T: Ord>(before: &'a [T], after: &'a [T]) -> ListChanges<'a, T> {
    let places = |list: &'a [T]| -> BTreeMap<&'a T, usize> {
        list.iter().enumerate().map(|(place, item)| (item, place)).collect()
    };
    let (from, to) = (places(before), places(after));
    let outside = |list: &'a [T], other: &BTreeMap<&T, usize>| {
        let items = list.iter().enumerate().filter(|(_, item)| !other.contains_key(item));
        items.map(|(place, item)| (item, place)).collect()
    };
    let common: Vec<(&T, usize, usize)> = (after.iter().enumerate())
        .filter_map(|(to, item)| from.get(item).map(|&from| (item, from, to)))
        .collect();
    let stays = longest_rise(&common.iter().map(|&(_, from, _)| from).collect::<Vec<_>>());
    let moved = common.into_iter().zip(stays).filter(|(_, stays)| !stays).map(|(one, _)| one).collect();
    ListChanges { removed: outside(before, &to), added: outside(after, &from), moved }
}

/// Which of the numbers, all different, belong to a longest rising sequence. O(n log n).
///
/// Source: Schensted, [Longest increasing and decreasing
/// subsequences](https://doi.org/10.4153/CJM-1961-015-3) (1961).
fn longest_rise(numbers: &[usize]) -> Vec<bool> {
    // For each length, the place of the smallest number that ends a rise of that length; for each place, the
    // one before.
    let mut ends: Vec<usize> = Vec::new();
    let mut before = vec![usize::MAX; numbers.len()];
    for (place, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|&end| numbers[end] < *number);
        if let Some(&last) = length.checked_sub(1).and_then(|shorter| ends.get(shorter)) {
            before[place] = last;
        }
        match ends.get_mut(length) {
            Some(end) => *end = place,
            None => ends.push(place),
        }
    }
    let mut is_in = vec![false; numbers.len()];
    let mut next = ends.last().copied();
    while let Some(place) = next {
        is_in[place] = true;
        next = before.get(place).copied().filter(|&place| place != usize::MAX);
    }
    is_in
}

/// The list with these items at these places, and `kept` in all others, in its order; or the first place that
/// is behind the end. O(n).
pub(super) fn arrange<T>(kept: Vec<T>, placed: BTreeMap<usize, T>) -> Result<Vec<T>, usize> {
    let length = kept.len() + placed.len();
    if let Some((&place, _)) = placed.range(length..).next() {
        return Err(place);
    }
    let (mut kept, mut placed) = (kept.into_iter(), placed);
    Ok((0..length).filter_map(|place| placed.remove(&place).or_else(|| kept.next())).collect())
}

/// Which of two sides has the order that the merged list takes, and whether both gave it another order.
pub(super) struct Order {
    pub(super) is_theirs: bool,
    pub(super) is_conflict: bool,
}

/// Looks at the order of what all three lists have. O(n log n).
pub(super) fn order<T: Ord>(base: &[T], ours: &[T], theirs: &[T]) -> Order {
    let [b, o, t]: [BTreeSet<&T>; 3] = [base, ours, theirs].map(|list| list.iter().collect());
    let common = |list| -> Vec<&T> {
        let list: &[T] = list;
        list.iter().filter(|item| b.contains(item) && o.contains(item) && t.contains(item)).collect()
    };
    let [base, ours, theirs] = [base, ours, theirs].map(common);
    Order {
        is_theirs: ours == base && theirs != base,
        is_conflict: ours != base && theirs != base && ours != theirs,
    }
}

/// The three-way merge of lists, as sets, in the order of one side; what only the other has stands behind
/// what it stands behind there. O(n log n).
pub(super) fn merge<T: Ord + Clone>(base: &[T], ours: &[T], theirs: &[T], order: &Order) -> Vec<T> {
    let [b, o, t]: [BTreeSet<&T>; 3] = [base, ours, theirs].map(|list| list.iter().collect());
    let stays = |item: &T| {
        let (b, o, t) = (b.contains(item), o.contains(item), t.contains(item));
        if o == t { o } else { !b }
    };
    let (first, second) = if order.is_theirs { (theirs, ours) } else { (ours, theirs) };
    insert(first, second, stays)
}

/// What `stays` of the first list, and of the second what the first has not. O(n log n).
pub(super) fn insert<T: Ord + Clone>(first: &[T], second: &[T], stays: impl Fn(&T) -> bool) -> Vec<T> {
    let known: BTreeSet<&T> = first.iter().filter(|item| stays(item)).collect();
    let mut behind: BTreeMap<Option<&T>, Vec<&T>> = BTreeMap::new();
    let mut last = None;
    for item in second.iter().filter(|item| stays(item)) {
        match known.contains(item) {
            true => last = Some(item),
            false => behind.entry(last).or_default().push(item),
        }
    }
    let mut merged: Vec<T> = behind.remove(&None).unwrap_or_default().into_iter().cloned().collect();
    for item in first.iter().filter(|item| stays(item)) {
        merged.push(item.clone());
        merged.extend(behind.remove(&Some(item)).unwrap_or_default().into_iter().cloned());
    }
    merged
}
