//! Long lists that grow by little, where most of the memory lies in them.

/// Appends to a list that may be long, which grows by a quarter. O(1), amortised.
pub(crate) fn push<T>(list: &mut Vec<T>, item: T) {
    if list.len() == list.capacity() {
        list.reserve_exact(list.len() / 4 + 16);
    }
    list.push(item);
}
