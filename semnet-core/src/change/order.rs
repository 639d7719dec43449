//! Ordered lists: the changes from one to another, and the merge of two.

use std::collections::{BTreeMap, BTreeSet};

use crate::change::places::Places;
use crate::util::broken;

/// The steps from one list to another: first the removed items, then the moved ones, then the added ones.
/// Places are counted from 0, in the list as the previous steps have left it.
pub(super) struct ListChanges<'a, T> {
    /// From the end, so each place is the place in the old list.
    pub(super) removed: Vec<(&'a T, usize)>,
    /// Each with its old and its new place; as few as possible.
    pub(super) moved: Vec<(&'a T, usize, usize)>,
    /// From the beginning, so each place is the place in the new list.
    pub(super) added: Vec<(&'a T, usize)>,
}

/// O(n log n), and the cost of [`Places`] for each moved item.
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
    let (common, places): (Vec<&T>, Vec<usize>) =
        after.iter().filter_map(|item| from.get(item).map(|&from| (item, from))).unzip();
    let stays = longest_rise(&places);
    let mut moved = Vec::new();
    if stays.contains(&false) {
        let mut list = Places::new(before.iter().filter(|item| to.contains_key(item)));
        let mut last: Option<&T> = None;
        for (item, stays) in common.into_iter().zip(stays) {
            if !stays {
                let Some(from) = list.place(item) else {
                    broken(&"an item of both lists that has no place", ());
                    continue;
                };
                list.take(item);
                let to = last.and_then(|last| list.place(last)).map_or(0, |place| place + 1);
                if list.put(item, to).is_err() {
                    broken(&"a place past the end of a list", ());
                }
                moved.push((item, from, to));
            }
            last = Some(item);
        }
    }
    ListChanges { removed, moved, added: outside(after, &from) }
}

/// Which of the numbers, all distinct, belong to a longest increasing subsequence. O(n log n).
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

/// Which side's order the merged list has, and whether both sides changed the order.
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

/// The three-way merge of lists, as sets, in the order of one side; an item that only the other side has
/// follows the same item as there. O(n log n).
pub(super) fn merge<T: Ord + Clone>(base: &[T], ours: &[T], theirs: &[T], order: &Order) -> Vec<T> {
    let [b, o, t]: [BTreeSet<&T>; 3] = [base, ours, theirs].map(|list| list.iter().collect());
    let stays = |item: &T| {
        let (b, o, t) = (b.contains(item), o.contains(item), t.contains(item));
        if o == t { o } else { !b }
    };
    let (first, second) = if order.is_theirs { (theirs, ours) } else { (ours, theirs) };
    insert(first, second, stays)
}

/// The items of the first list that `stays` accepts, with those of the second list that the first does not
/// have. O(n log n).
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_few_as_can_be_are_moved() {
        let changes = compare(&["a", "b", "c", "d", "e"], &["b", "c", "d", "x", "a"]);
        assert_eq!(changes.moved, [(&"a", 0, 3)]);
        assert_eq!((changes.removed, changes.added), (vec![(&"e", 4)], vec![(&"x", 3)]));
        assert!(compare(&["a", "b", "c"], &["a", "c"]).moved.is_empty());
    }

    /// Each place is that in the list as the steps before left it.
    #[test]
    fn moves_follow_one_another() {
        let changes = compare(&["x", "a", "b", "c", "y"], &["a", "y", "x", "b", "c"]);
        // Each place is that of the list after the moves before it.
        assert_eq!(changes.moved, [(&"a", 1, 0), (&"y", 4, 1)]);
    }

    #[test]
    fn additions_stand_behind_what_they_stood_behind() {
        let merged = |base: &[&str], ours: &[&str], theirs: &[&str]| {
            merge(base, ours, theirs, &order(base, ours, theirs)).join("")
        };
        assert_eq!(merged(&["a", "b"], &["b", "a"], &["x", "a", "y", "b"]), "xbay");
        assert_eq!(merged(&["a", "b"], &["a", "x", "b"], &["b", "a"]), "bax");
        assert_eq!(merged(&["a", "b", "c"], &["a", "b"], &["b", "c", "d"]), "bd");
        assert!(order(&[1, 2, 3], &[2, 1, 3], &[1, 3, 2]).is_conflict);
        assert!(!order(&[1, 2, 3], &[2, 1, 3], &[2, 1]).is_conflict);
    }
}
