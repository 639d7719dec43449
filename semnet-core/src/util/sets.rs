//! Disjoint sets of numbers, each represented by its smallest number. Paths are halved, as in Tarjan and van
//! Leeuwen (1984).

/// Each number points to one of its set that comes before it, or else to itself.
#[derive(Debug)]
pub(crate) struct Sets(Vec<u32>);

impl Sets {
    /// A set for each number below `count`. O(count).
    pub(crate) fn new(count: usize) -> Sets {
        Sets((0..count as u32).collect())
    }

    /// Joins the sets of two numbers. O(log count), amortised.
    #[inline]
    pub(crate) fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.first_of(a), self.first_of(b));
        self.0[a.max(b) as usize] = a.min(b);
    }

    /// The smallest number of a number's set. O(log count), amortised.
    #[inline]
    pub(crate) fn first_of(&mut self, mut number: u32) -> u32 {
        while self.0[number as usize] != number {
            let next = self.0[self.0[number as usize] as usize];
            self.0[number as usize] = next;
            number = next;
        }
        number
    }
}
