//! Concepts by label, and relations by name: the first step of every look-up from outside. A look-up is a
//! chain of reads from distant places in memory, so the tables are few and small.

use std::hash::BuildHasher;

use foldhash::fast::RandomState;

use crate::text::fold_case;

/// A place of the table without a concept: no number is so large, as a network's bytes are shorter than 4 GiB
/// and a concept takes several.
const FREE: u32 = u32::MAX;

/// A table of concepts' numbers by the hash of their labels, at most half full. Next to a number are as many
/// bits of the hash as fit, so a look-up hardly ever reads the label of another concept.
#[derive(Debug)]
pub(super) struct Labels {
    state: RandomState,
    /// 2 to some power.
    places: Vec<u32>,
    /// How many bits a number takes.
    bits: u32,
}

impl Labels {
    /// Of this many concepts. O(concepts).
    pub(super) fn new<'a>(count: usize, label: impl Fn(u32) -> &'a [u8]) -> Labels {
        let bits = usize::BITS - count.leading_zeros();
        let places = vec![FREE; (2 * count).max(2).next_power_of_two()];
        let mut labels = Labels { state: RandomState::default(), places, bits };
        for number in 0..count as u32 {
            let (mut place, tag) = labels.place(label(number));
            while labels.places[place] != FREE {
                place = (place + 1) & (labels.places.len() - 1);
            }
            labels.places[place] = tag | number;
        }
        labels
    }

    /// The number of the concept with this label; `label` must return the labels that were passed to `new`.
    /// O(length of the label).
    #[inline]
    pub(super) fn find<'a>(&self, wanted: &[u8], label: impl Fn(u32) -> &'a [u8]) -> Option<u32> {
        let (mut place, tag) = self.place(wanted);
        let numbers = !self.tags();
        loop {
            let found = self.places[place];
            if found == FREE {
                return None;
            }
            if found & !numbers == tag && label(found & numbers) == wanted {
                return Some(found & numbers);
            }
            place = (place + 1) & (self.places.len() - 1);
        }
    }

    /// Where the search for a label begins, and the bits of its hash that are stored next to its number.
    #[inline]
    fn place(&self, label: &[u8]) -> (usize, u32) {
        let hash = self.state.hash_one(label);
        (hash as usize & (self.places.len() - 1), (hash >> 32) as u32 & self.tags())
    }

    /// The bits next to a number.
    #[inline]
    fn tags(&self) -> u32 {
        u32::MAX.checked_shl(self.bits).unwrap_or(0)
    }
}

/// Concepts' numbers by the hash of their labels without regard to letter case, sorted. Several may have the
/// same.
#[derive(Debug)]
pub(super) struct FoldedLabels {
    state: RandomState,
    hashes: Vec<(u32, u32)>,
}

impl FoldedLabels {
    /// O(length of the labels + concepts · log).
    pub(super) fn new<'a>(labels: impl Iterator<Item = &'a str>) -> FoldedLabels {
        let (state, mut folded) = (RandomState::default(), String::new());
        let hash = |label: &str| {
            folded.clear();
            folded.extend(label.chars().flat_map(fold_case));
            state.hash_one(folded.as_str()) as u32
        };
        let mut hashes: Vec<(u32, u32)> = labels.map(hash).zip(0..).collect();
        crate::util::sort::sort(&mut hashes);
        FoldedLabels { state, hashes }
    }

    /// The numbers that may have this folded label, in order; hardly ever others. O(log concepts).
    pub(super) fn candidates(&self, folded: &str) -> impl Iterator<Item = u32> + '_ {
        let wanted = self.state.hash_one(folded) as u32;
        let start = self.hashes.partition_point(|&(hash, _)| hash < wanted);
        let found = self.hashes.get(start..).into_iter().flatten();
        found.take_while(move |&&(hash, _)| hash == wanted).map(|&(_, number)| number)
    }
}

/// The beginnings of names in order, to find a name without a guess at each step of a search.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Beginnings(Vec<u64>);

impl Beginnings {
    /// Adds the next name in order.
    pub(super) fn push(&mut self, name: &[u8]) {
        self.0.push(beginning(name));
    }

    /// The places of the names that begin as this one does.
    #[inline]
    pub(super) fn like(&self, name: &[u8]) -> std::ops::Range<usize> {
        /// For few items, counting is faster than searching.
        const FEW: usize = 64;
        let wanted = beginning(name);
        if self.0.len() > FEW {
            let start = self.0.partition_point(|&known| known < wanted);
            return start..start + self.0[start..].partition_point(|&known| known == wanted);
        }
        let count = |is: fn(u64, u64) -> bool| self.0.iter().filter(|&&known| is(known, wanted)).count();
        let start = count(|known, wanted| known < wanted);
        start..start + count(|known, wanted| known == wanted)
    }
}

/// The first eight bytes as a number that sorts as they do; zeros after shorter names, which sort before all
/// others.
#[inline]
fn beginning(name: &[u8]) -> u64 {
    let mut bytes = [0; 8];
    let length = name.len().min(8);
    bytes[..length].copy_from_slice(&name[..length]);
    u64::from_be_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_is_found_and_no_other() {
        for count in [0, 1, 2, 3, 4, 7, 8, 1000, 5000] {
            let labels: Vec<Vec<u8>> =
                (0..count).map(|number: u32| number.to_string().into_bytes()).collect();
            let label = |number: u32| labels[number as usize].as_slice();
            let table = Labels::new(labels.len(), label);
            for number in 0..count {
                assert_eq!(table.find(label(number), label), Some(number));
            }
            for other in count..2 * count + 10 {
                assert_eq!(table.find(other.to_string().as_bytes(), label), None);
            }
        }
    }

    #[test]
    fn labels_are_found_in_any_letter_case() {
        let labels = ["Bee", "Straße", "ant", "bee", "hive", "BEE", "ÉTÉ"];
        let table = FoldedLabels::new(labels.into_iter());
        let found = |folded: &str| {
            let is_it = |number: &u32| crate::text::is_folded_as(labels[*number as usize], folded);
            table.candidates(folded).filter(is_it).collect::<Vec<_>>()
        };
        assert_eq!(found("bee"), [0, 3, 5]);
        assert_eq!(found(&crate::text::fold_label("été")), [6]);
        assert_eq!(found(&crate::text::fold_label("STRASSE")), [1]);
        assert!(found("wasp").is_empty() && found("").is_empty());
    }

    #[test]
    fn names_that_begin_alike_are_found() {
        for filler in [0, 100] {
            let mut names = vec!["a", "a\0", "member", "member holonym", "member meronym", "part", "zebra"];
            let fillers: Vec<String> = (0..filler).map(|number| format!("q{number:04}")).collect();
            names.extend(fillers.iter().map(String::as_str));
            names.sort_unstable();
            let mut beginnings = Beginnings::default();
            names.iter().for_each(|name| beginnings.push(name.as_bytes()));
            for (place, name) in names.iter().enumerate() {
                assert!(beginnings.like(name.as_bytes()).contains(&place), "{name}");
            }
            let like = beginnings.like(b"member of");
            assert_eq!(names.get(like.start), Some(&"part"));
            assert_eq!(beginnings.like(b"member h").len(), 1);
        }
    }
}
