//! All places of many patterns in one pass (Aho and Corasick 1975), with a limit on the places of each. Where
//! nothing longer than a few bytes has matched, the pass jumps to the next word that a pattern may begin
//! with.

use crate::evidence::index::Word;

/// No node, no pattern.
const NONE: u32 = u32::MAX;
const ROOT: u32 = 0;

/// A trie of patterns, in which each node is linked to the node of its longest proper suffix. Takes 25 bytes
/// for each byte of the patterns, and at most 48 more where they branch.
pub(super) struct Automaton {
    parent: Vec<u32>,
    label: Vec<u8>,
    /// A hash table, by parent and label, of the nodes that do not directly follow their parent.
    slots: Vec<Slot>,
    /// How many nodes are in it.
    hashed: usize,
    first: [u32; 256],
    /// Of each node, the pattern that ends there.
    pattern: Vec<u32>,
    patterns: Vec<Pattern>,
    suffix: Vec<u32>,
    /// Of each node, the next shorter suffix that is a pattern.
    shorter: Vec<u32>,
    /// Of each node, the length of its text.
    depth: Vec<u32>,
    prefilter: Prefilter,
}

/// A node, with its key in the table.
#[derive(Clone, Copy)]
struct Slot {
    parent: u32,
    child: u32,
    label: u8,
}

const EMPTY: Slot = Slot { parent: NONE, child: NONE, label: 0 };

#[derive(Clone, Default)]
struct Pattern {
    length: u32,
    /// How many more of its places are checked.
    left: u32,
    /// Where it starts.
    places: Vec<u32>,
}

impl Automaton {
    pub(super) fn new() -> Automaton {
        Automaton {
            parent: vec![NONE],
            label: vec![0],
            slots: vec![EMPTY; 64],
            hashed: 0,
            first: [NONE; 256],
            pattern: vec![NONE],
            patterns: Vec::new(),
            suffix: Vec::new(),
            shorter: Vec::new(),
            depth: vec![0],
            prefilter: Prefilter::new(),
        }
    }

    /// Adds a pattern, which must not be empty, and returns its number. Equal patterns have the same number.
    /// O(length).
    pub(super) fn add(&mut self, pattern: &[u8]) -> usize {
        let mut node = ROOT;
        for (depth, &byte) in (1..).zip(pattern) {
            node = match self.child(node, byte) {
                Some(child) => child,
                None => {
                    let child = self.parent.len() as u32;
                    self.parent.push(node);
                    self.label.push(byte);
                    self.depth.push(depth);
                    self.pattern.push(NONE);
                    if node == ROOT {
                        self.first[usize::from(byte)] = child;
                    } else if child != node + 1 {
                        self.insert(Slot { parent: node, child, label: byte });
                    }
                    child
                }
            };
        }
        let number = &mut self.pattern[node as usize];
        if *number == NONE {
            *number = self.patterns.len() as u32;
            self.patterns.push(Pattern { length: pattern.len() as u32, ..Pattern::default() });
            self.prefilter.add(pattern);
        }
        *number as usize
    }

    fn insert(&mut self, new: Slot) {
        if (self.hashed + 1) * 2 > self.slots.len() {
            let larger = vec![EMPTY; self.slots.len() * 2];
            for slot in std::mem::replace(&mut self.slots, larger) {
                if slot.child != NONE {
                    self.put(slot);
                }
            }
        }
        self.put(new);
        self.hashed += 1;
    }

    fn put(&mut self, new: Slot) {
        let mask = self.slots.len() - 1;
        let mut slot = Slot::hash(new.parent, new.label) & mask;
        while self.slots[slot].child != NONE {
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = new;
    }

    /// The child of a node.
    #[inline]
    fn child(&self, node: u32, byte: u8) -> Option<u32> {
        if node == ROOT {
            let child = self.first[usize::from(byte)];
            return (child != NONE).then_some(child);
        }
        // Most nodes have one child, which was made right after them.
        let next = node as usize + 1;
        if self.label.get(next) == Some(&byte) && self.parent.get(next) == Some(&node) {
            return Some(next as u32);
        }
        let mask = self.slots.len() - 1;
        let mut slot = Slot::hash(node, byte) & mask;
        loop {
            let found = self.slots[slot];
            if found.child == NONE {
                return None;
            }
            if found.parent == node && found.label == byte {
                return Some(found.child);
            }
            slot = (slot + 1) & mask;
        }
    }

    /// All nodes except the root, shorter texts first, because a link leads to a node nearer to the root.
    fn by_depth(&self) -> Vec<u32> {
        let deepest = self.depth.iter().copied().max().unwrap_or_default() as usize;
        let mut places = vec![0u32; deepest + 2];
        for &depth in &self.depth {
            places[depth as usize + 1] += 1;
        }
        for depth in 1..places.len() {
            places[depth] += places[depth - 1];
        }
        let mut order = vec![ROOT; self.depth.len()];
        for (node, &depth) in (0..).zip(&self.depth) {
            let place = &mut places[depth as usize];
            order[*place as usize] = node;
            *place += 1;
        }
        order.remove(0);
        order
    }

    /// Links the nodes. O(bytes of the patterns).
    fn link(&mut self) {
        let count = self.parent.len();
        self.suffix = vec![ROOT; count];
        self.shorter = vec![NONE; count];
        for node in self.by_depth() {
            let (parent, byte) = (self.parent[node as usize], self.label[node as usize]);
            let suffix = if parent == ROOT { ROOT } else { self.step(self.suffix[parent as usize], byte) };
            self.suffix[node as usize] = suffix;
            let is_pattern = self.pattern[suffix as usize] != NONE;
            self.shorter[node as usize] = if is_pattern { suffix } else { self.shorter[suffix as usize] };
        }
    }

    #[inline]
    fn step(&self, mut node: u32, byte: u8) -> u32 {
        loop {
            match self.child(node, byte) {
                Some(child) => return child,
                None if node == ROOT => return ROOT,
                None => node = self.suffix[node as usize],
            }
        }
    }

    /// The places of each pattern in `text` that begin with one of its words and that `fits` accepts, at most
    /// `limit` of each. Of a pattern that occurs so often that its places must overlap, only the first are
    /// checked. O(text + patterns).
    pub(super) fn places(
        &mut self,
        text: &[u8],
        words: &[Word],
        limit: usize,
        fits: impl Fn(usize, usize) -> bool,
    ) -> Vec<Vec<u32>> {
        if self.suffix.is_empty() {
            self.link();
        }
        for pattern in &mut self.patterns {
            let most = text.len() as u64 * 4 / u64::from(pattern.length) + 64;
            pattern.left = u32::try_from(most).unwrap_or(u32::MAX);
        }
        let (mut node, mut at, mut reported) = (ROOT, 0, 0);
        let mut words = words.iter().map(|word| word.key as usize).peekable();
        loop {
            if node == ROOT {
                while words.next_if(|&word| word < at).is_some() {}
                let Some(next) = words.find(|&word| self.prefilter.has(text, word)) else { break };
                at = next;
            }
            let Some(&byte) = text.get(at) else { break };
            node = match self.child(node, byte) {
                Some(child) => child,
                None if node == ROOT => ROOT,
                None => {
                    let next = self.step(self.suffix[node as usize], byte);
                    // The match begins further on now. A short one is read again from the next word that a
                    // pattern may begin with, most often beyond it.
                    let depth = self.depth[next as usize] as usize;
                    if depth < LONG {
                        (node, at) = (ROOT, at + 1 - depth);
                        continue;
                    }
                    next
                }
            };
            at += 1;
            if at <= reported {
                continue;
            }
            reported = at;
            let mut end =
                if self.pattern[node as usize] == NONE { self.shorter[node as usize] } else { node };
            while end != NONE {
                let pattern = &mut self.patterns[self.pattern[end as usize] as usize];
                if pattern.left > 0 {
                    pattern.left -= 1;
                    let start = at - pattern.length as usize;
                    if fits(start, at) {
                        pattern.places.push(start as u32);
                        if pattern.places.len() >= limit {
                            pattern.left = 0;
                        }
                    }
                }
                end = self.next_shorter(end);
            }
        }
        self.patterns.iter_mut().map(|pattern| std::mem::take(&mut pattern.places)).collect()
    }

    /// The next shorter pattern whose places are wanted. Shortens the path there for the next call.
    #[inline]
    fn next_shorter(&mut self, node: u32) -> u32 {
        let is_done =
            |node: u32| node != NONE && self.patterns[self.pattern[node as usize] as usize].left == 0;
        let next = self.shorter[node as usize];
        if !is_done(next) {
            return next;
        }
        let mut wanted = next;
        while is_done(wanted) {
            wanted = self.shorter[wanted as usize];
        }
        self.shorter[node as usize] = wanted;
        wanted
    }
}

impl Slot {
    #[inline]
    fn hash(parent: u32, label: u8) -> usize {
        let key = u64::from(parent) << 8 | u64::from(label);
        (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize
    }
}

/// Hashes of the first bytes of the patterns: eight bytes if a pattern has that many, otherwise four,
/// otherwise one.
struct Prefilter {
    long: Vec<u64>,
    short: Vec<u64>,
    has_short: bool,
    tiny: [bool; 256],
    has_tiny: bool,
}

const LONG: usize = 8;
const SHORT: usize = 4;

impl Prefilter {
    const BITS: u32 = 18;

    fn new() -> Prefilter {
        let empty = || vec![0u64; 1 << (Prefilter::BITS - 6)];
        Prefilter { long: empty(), short: empty(), has_short: false, tiny: [false; 256], has_tiny: false }
    }

    fn add(&mut self, pattern: &[u8]) {
        if let Some(prefix) = prefix::<LONG>(pattern, 0) {
            Prefilter::set(&mut self.long, prefix);
        } else if let Some(prefix) = prefix::<SHORT>(pattern, 0) {
            Prefilter::set(&mut self.short, prefix);
            self.has_short = true;
        } else if let Some(&first) = pattern.first() {
            self.tiny[usize::from(first)] = true;
            self.has_tiny = true;
        }
    }

    #[inline]
    fn place(prefix: u64) -> usize {
        (prefix.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - Prefilter::BITS)) as usize
    }

    fn set(bits: &mut [u64], prefix: u64) {
        let place = Prefilter::place(prefix);
        bits[place >> 6] |= 1 << (place & 63);
    }

    #[inline]
    fn is_set(bits: &[u64], prefix: u64) -> bool {
        let place = Prefilter::place(prefix);
        bits[place >> 6] >> (place & 63) & 1 == 1
    }

    /// Whether a pattern may begin at this place of a text.
    #[inline]
    fn has(&self, text: &[u8], at: usize) -> bool {
        prefix::<LONG>(text, at).is_some_and(|prefix| Prefilter::is_set(&self.long, prefix))
            || self.has_short
                && prefix::<SHORT>(text, at).is_some_and(|prefix| Prefilter::is_set(&self.short, prefix))
            || self.has_tiny && text.get(at).is_some_and(|&first| self.tiny[usize::from(first)])
    }
}

/// This many bytes as a number.
#[inline]
fn prefix<const BYTES: usize>(text: &[u8], at: usize) -> Option<u64> {
    let (bytes, _) = text.get(at..)?.split_first_chunk::<BYTES>()?;
    Some(bytes.iter().rev().fold(0, |prefix, &byte| prefix << 8 | u64::from(byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each byte as a word.
    fn words(text: &str) -> Vec<Word> {
        (0..text.len() as u32).map(|at| Word { key: at, text: at }).collect()
    }

    fn places(patterns: &[&str], text: &str) -> Vec<Vec<u32>> {
        let mut automaton = Automaton::new();
        let numbers: Vec<usize> = patterns.iter().map(|pattern| automaton.add(pattern.as_bytes())).collect();
        let places = automaton.places(text.as_bytes(), &words(text), 1000, |_, _| true);
        numbers.into_iter().map(|number| places[number].clone()).collect()
    }

    #[test]
    fn all_places_of_all_patterns_are_found() {
        for (patterns, text) in [
            (&["he", "she", "his", "hers", "he"][..], "ushershe"),
            (&["abcd", "bcde", "cdef"][..], "xabcdefabcdxbcde"),
            (&["a", "aa", "aaa", "ab"][..], "aaaab"),
            (&["abab", "baba", "ababab"][..], "abababab"),
            (&["é", "日本"][..], "café日本日本"),
            // The text that matched is read again in parts, with a pattern that ended within it.
            (
                &["abcdefghijkl", "bcdex", "cdefghi", "ghix", "hi"][..],
                "abcdefghijxabcdexabcdefghixabcdefghijkl",
            ),
            (&["aaaaaaaaaab", "aaaaaaaaa", "aaab"][..], "aaaaaaaaaaaaaabaaaaaaaaaab"),
        ] {
            let expected: Vec<Vec<u32>> = patterns
                .iter()
                .map(|pattern| {
                    let starts =
                        (0..text.len()).filter(|&at| text.as_bytes()[at..].starts_with(pattern.as_bytes()));
                    starts.map(|at| at as u32).collect()
                })
                .collect();
            assert_eq!(places(patterns, text), expected, "{text}");
        }
    }

    #[test]
    fn what_has_enough_places_is_passed_by() {
        let mut automaton = Automaton::new();
        let (long, short) = (automaton.add(b"aab"), automaton.add(b"b"));
        let text = "aab".repeat(100);
        let places = automaton.places(text.as_bytes(), &words(&text), 2, |_, _| true);
        assert_eq!((&places[long][..], &places[short][..]), (&[0, 3][..], &[2, 5][..]));
    }
}
