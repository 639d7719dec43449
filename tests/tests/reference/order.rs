//! Lists that people ordered: what was added to one, removed or moved; and two orders made one.

use std::collections::{BTreeMap, BTreeSet};

/// How one list becomes another, one step after the other; a place, counted from 0, is that in the list as
/// the steps before have left it.
pub(super) struct ListChanges<'a, T> {
    /// From the end on.
    pub(super) removed: Vec<(&'a T, usize)>,
    /// As few as can be.
    pub(super) moved: Vec<(&'a T, usize, usize)>,
    pub(super) added: Vec<(&'a T, usize)>,
}

/// O(n log n), and O(n) for each that is moved.
pub(super) fn compare<'a, T: Ord>(before: &'a [T], after: &'a [T]) -> ListChanges<'a, T> {
    let places = |list: &'a [T]| -> BTreeMap<&'a T, usize> {
        list.iter().enumerate().map(|(place, item)| (item, place)).collect()
    };
    let (from, to) = (places(before), places(after));
    let outside = |list: &'a [T], other: &BTreeMap<&T, usize>| -> Vec<(&'a T, usize)> {
        let items = list.iter().enumerate().filter(|(_, item)| !other.contains_key(item));
        items.map(|(place, item)| (item, place)).collect()
    };
    let mut removed = outside(before, &to);
    removed.reverse();
    let common: Vec<&T> = after.iter().filter(|item| from.contains_key(item)).collect();
    let stays = longest_rise(&common.iter().map(|item| from[*item]).collect::<Vec<_>>());
    let mut list: Vec<&T> = before.iter().filter(|item| to.contains_key(item)).collect();
    let mut moved = Vec::new();
    for (number, item) in common.iter().enumerate().filter(|(number, _)| !stays[*number]) {
        let place = |list: &[&T], item: &T| list.iter().position(|it| *it == item).unwrap();
        let from = place(&list, item);
        list.remove(from);
        let to = number.checked_sub(1).map_or(0, |last| place(&list, common[last]) + 1);
        list.insert(to, item);
        moved.push((*item, from, to));
    }
    assert!(list == common);
    ListChanges { removed, moved, added: outside(after, &from) }
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

/// Which of two sides has the order that the merged list takes, and whether both gave it another order.
pub(super) struct Order {
    pub(super) is_theirs: bool,
    pub(super) is_conflict: bool,
}

/// Compares the order of the items that all three lists have. O(n log n).
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

/// The three-way merge of lists, as sets, in the order of one side; what only the other has follows what it
/// follows there. O(n log n).
pub(super) fn merge<T: Ord + Clone>(base: &[T], ours: &[T], theirs: &[T], order: &Order) -> Vec<T> {
    let [b, o, t]: [BTreeSet<&T>; 3] = [base, ours, theirs].map(|list| list.iter().collect());
    let stays = |item: &T| {
        let (b, o, t) = (b.contains(item), o.contains(item), t.contains(item));
        if o == t { o } else { !b }
    };
    let (first, second) = if order.is_theirs { (theirs, ours) } else { (ours, theirs) };
    insert(first, second, stays)
}

/// The items of the first list that `stays` keeps, and those of the second that the first lacks. O(n log n).
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
