//! An ordered list that is reordered step by step: items are taken out, or inserted at a place.

use std::collections::BTreeMap;

/// The list in blocks. A step takes O(√n) and O(log n) comparisons, for lists of up to about 100,000 items.
pub(super) struct Places<T> {
    blocks: Vec<Vec<T>>,
    /// The numbers of the blocks, in the order of the list.
    order: Vec<usize>,
    /// The number of the block of each item.
    home: BTreeMap<T, usize>,
}

impl<T: Ord + Copy> Places<T> {
    const LONGEST: usize = 1024;

    pub(super) fn new(list: impl IntoIterator<Item = T>) -> Places<T> {
        let items: Vec<T> = list.into_iter().collect();
        let mut blocks: Vec<Vec<T>> = items.chunks(Self::LONGEST / 2).map(<[T]>::to_vec).collect();
        blocks.extend(items.is_empty().then(Vec::new));
        let home =
            (0..).zip(&blocks).flat_map(|(number, block)| block.iter().map(move |&item| (item, number)));
        Places { home: home.collect(), order: (0..blocks.len()).collect(), blocks }
    }

    pub(super) fn has(&self, item: T) -> bool {
        self.home.contains_key(&item)
    }

    pub(super) fn place(&self, item: T) -> Option<usize> {
        let home = *self.home.get(&item)?;
        let before = self.order.iter().take_while(|&&number| number != home);
        let before: usize = before.map(|&number| self.blocks[number].len()).sum();
        Some(before + self.blocks[home].iter().position(|it| *it == item)?)
    }

    /// Takes an item out, and returns whether it was there.
    pub(super) fn take(&mut self, item: T) -> bool {
        let Some(home) = self.home.remove(&item) else { return false };
        self.blocks[home].retain(|it| *it != item);
        true
    }

    /// Inserts a new item at a place. If that is past the end, returns as the error the length that the list
    /// would have.
    pub(super) fn put(&mut self, item: T, place: usize) -> Result<(), usize> {
        let mut left = place;
        let fits = |&number: &usize| {
            let length = self.blocks[number].len();
            let fits = left <= length;
            left -= if fits { 0 } else { length };
            fits
        };
        let at = self.order.iter().position(fits).ok_or(self.home.len() + 1)?;
        let number = self.order[at];
        self.home.insert(item, number);
        self.blocks[number].insert(left, item);
        if self.blocks[number].len() > Self::LONGEST {
            let half = self.blocks[number].split_off(Self::LONGEST / 2);
            self.home.extend(half.iter().map(|&item| (item, self.blocks.len())));
            self.order.insert(at + 1, self.blocks.len());
            self.blocks.push(half);
        }
        Ok(())
    }

    pub(super) fn into_list(self) -> Vec<T> {
        self.order.iter().flat_map(|&number| &self.blocks[number]).copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Places;

    /// Against the plain list, with blocks that grow, split and run empty.
    #[test]
    fn steps_are_those_of_a_plain_list() {
        for length in [0, 1, 511, 512, 5_000_u32] {
            let mut plain: Vec<u32> = (0..length).collect();
            let mut places = Places::new(plain.iter().copied());
            let mut random = 7_usize;
            for step in 0..6_000_u32 {
                random = random.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(1);
                let (what, at) = (random >> 60, (random >> 33) % (plain.len() + 2));
                if what < 7 && at < plain.len() {
                    let item = plain.remove(at);
                    assert_eq!((places.place(item), places.take(item)), (Some(at), true));
                    assert_eq!(
                        (places.place(item), places.take(item), places.has(item)),
                        (None, false, false)
                    );
                } else {
                    // Mostly near the beginning, so a block grows.
                    let (item, at) = (length + step, if what < 12 { at.min(3) } else { at });
                    match at <= plain.len() {
                        true => plain.insert(at, item),
                        false => {
                            assert_eq!(places.put(item, at), Err(plain.len() + 1));
                            continue;
                        }
                    }
                    assert_eq!((places.put(item, at), places.has(item)), (Ok(()), true));
                }
            }
            assert_eq!(places.into_list(), plain, "{length}");
        }
    }
}
