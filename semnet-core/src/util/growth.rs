//! Lists that grow in small steps, for the few that take most of the memory.

/// Appends to a list that may be long, which grows by a quarter. O(1), amortised.
pub(crate) fn push<T>(list: &mut Vec<T>, item: T) {
    if list.len() == list.capacity() {
        list.reserve_exact(list.len() / 4 + 16);
    }
    list.push(item);
}
