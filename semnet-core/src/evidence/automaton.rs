//! All places of many patterns in one pass (Aho and Corasick 1975), with a bound on how many are taken of
//! each.

/// No node, no pattern.
const NONE: u32 = u32::MAX;
const ROOT: u32 = 0;

/// A trie of patterns with links from each node to that of its longest proper suffix. 45 bytes for each byte
/// of the patterns.
pub(super) struct Automaton {
    parent: Vec<u32>,
    label: Vec<u8>,
    /// A hash table of nodes by parent and label.
    slots: Vec<Slot>,
    first: [u32; 256],
    /// Of each node, the pattern that ends there.
    pattern: Vec<u32>,
    patterns: Vec<Pattern>,
    suffix: Vec<u32>,
    /// Of each node, the next shorter suffix that is a pattern.
    shorter: Vec<u32>,
    prefilter: Option<Prefilter>,
}

/// A node, with what it is looked up by.
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
    /// How many more of its places are looked at.
    left: u32,
    /// Where it starts.
    places: Vec<u32>,
}

impl Automaton {
    /// For so many bytes of patterns at most.
    pub(super) fn new(bytes: usize) -> Automaton {
        Automaton {
            parent: vec![NONE],
            label: vec![0],
            slots: vec![EMPTY; ((bytes + 1) * 2).next_power_of_two()],
            first: [NONE; 256],
            pattern: vec![NONE],
            patterns: Vec::new(),
            suffix: Vec::new(),
            shorter: Vec::new(),
            prefilter: None,
        }
    }

    /// Adds a pattern, which is not empty, and returns its number: equal ones have one. O(length).
    pub(super) fn add(&mut self, pattern: &[u8]) -> usize {
        let mut node = ROOT;
        for &byte in pattern {
            node = match self.child(node, byte) {
                Ok(child) => child,
                Err(slot) => {
                    let child = self.parent.len() as u32;
                    self.parent.push(node);
                    self.label.push(byte);
                    self.pattern.push(NONE);
                    match slot {
                        Some(slot) => self.slots[slot] = Slot { parent: node, child, label: byte },
                        None => self.first[usize::from(byte)] = child,
                    }
                    child
                }
            };
        }
        let number = &mut self.pattern[node as usize];
        if *number == NONE {
            *number = self.patterns.len() as u32;
            self.patterns.push(Pattern { length: pattern.len() as u32, ..Pattern::default() });
        }
        *number as usize
    }

    /// The child of a node, or the slot for one (`None` for the root's).
    #[inline]
    fn child(&self, node: u32, byte: u8) -> Result<u32, Option<usize>> {
        if node == ROOT {
            let child = self.first[usize::from(byte)];
            return if child == NONE { Err(None) } else { Ok(child) };
        }
        let mask = self.slots.len() - 1;
        let hash = (u64::from(node) << 8 | u64::from(byte)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut slot = (hash >> 32) as usize & mask;
        loop {
            let found = self.slots[slot];
            if found.child == NONE {
                return Err(Some(slot));
            }
            if found.parent == node && found.label == byte {
                return Ok(found.child);
            }
            slot = (slot + 1) & mask;
        }
    }

    /// Links the nodes. O(bytes of the patterns).
    fn link(&mut self) {
        let count = self.parent.len();
        let mut depth = vec![0u32; count];
        for node in 1..count {
            depth[node] = depth[self.parent[node] as usize] + 1;
        }
        // By depth, for a link leads to a node nearer to the root.
        let mut order: Vec<u32> = (1..count as u32).collect();
        order.sort_by_key(|&node| depth[node as usize]);
        drop(depth);
        self.suffix = vec![ROOT; count];
        self.shorter = vec![NONE; count];
        for node in order {
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
                Ok(child) => return child,
                Err(_) if node == ROOT => return ROOT,
                Err(_) => node = self.suffix[node as usize],
            }
        }
    }

    /// The places of each pattern in `text` that `fits` accepts, at most `limit` of each. Of a pattern that
    /// occurs so often that its places must overlap, only the first are looked at. O(text + patterns).
    pub(super) fn places(
        &mut self,
        text: &[u8],
        limit: usize,
        fits: impl Fn(usize, usize) -> bool,
    ) -> Vec<Vec<u32>> {
        if self.suffix.is_empty() {
            self.link();
            self.prefilter = Prefilter::new(self);
        }
        for pattern in &mut self.patterns {
            let most = text.len() as u64 * 4 / u64::from(pattern.length) + 64;
            pattern.left = u32::try_from(most).unwrap_or(u32::MAX);
        }
        let (mut node, mut at) = (ROOT, 0);
        while at < text.len() {
            if node == ROOT
                && let Some(prefilter) = &self.prefilter
            {
                let Some(next) = prefilter.next(text, at) else { break };
                at = next;
            }
            node = self.step(node, text[at]);
            at += 1;
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

    /// The next shorter pattern of which places are wanted; the way there is shortened for the next time.
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

/// The first bytes of patterns, hashed: eight of those that have as many, four of the others.
struct Prefilter {
    long: Vec<u64>,
    short: Option<Vec<u64>>,
}

const LONG: usize = 8;
const SHORT: usize = 4;

impl Prefilter {
    const BITS: u32 = 20;

    /// `None` where a pattern is too short.
    fn new(automaton: &Automaton) -> Option<Prefilter> {
        if automaton.patterns.iter().any(|pattern| (pattern.length as usize) < SHORT) {
            return None;
        }
        let empty = || vec![0u64; 1 << (Prefilter::BITS - 6)];
        let mut filter = Prefilter { long: empty(), short: None };
        let mut prefixes: Vec<u64> = vec![0; automaton.parent.len()];
        let mut depth = vec![0u8; automaton.parent.len()];
        for node in 1..automaton.parent.len() {
            let parent = automaton.parent[node] as usize;
            let at = usize::from(depth[parent]);
            if at >= LONG {
                depth[node] = LONG as u8 + 1;
                continue;
            }
            prefixes[node] = prefixes[parent] | u64::from(automaton.label[node]) << (8 * at);
            depth[node] = at as u8 + 1;
            if at + 1 == LONG {
                Prefilter::set(&mut filter.long, prefixes[node]);
            } else if automaton.pattern[node] != NONE {
                let short = filter.short.get_or_insert_with(empty);
                Prefilter::set(short, prefixes[node] & u64::from(u32::MAX));
            }
        }
        Some(filter)
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
    fn has(bits: &[u64], prefix: u64) -> bool {
        let place = Prefilter::place(prefix);
        bits[place >> 6] >> (place & 63) & 1 == 1
    }

    /// The first place from `at` on where a pattern may begin.
    #[inline]
    fn next(&self, text: &[u8], at: usize) -> Option<usize> {
        let rest = text.get(at..)?;
        let prefix =
            |window: &[u8]| window.iter().rev().fold(0, |prefix, &byte| prefix << 8 | u64::from(byte));
        let found = match &self.short {
            None => rest.windows(LONG).position(|window| {
                let window: [u8; LONG] = window.try_into().unwrap_or_default();
                Prefilter::has(&self.long, u64::from_le_bytes(window))
            }),
            // (Near the end there may be fewer than eight bytes.)
            Some(short) => (0..(rest.len() + 1).saturating_sub(SHORT)).position(|start| {
                let long = rest.get(start..start + LONG);
                Prefilter::has(short, prefix(&rest[start..start + SHORT]))
                    || long.is_some_and(|window| Prefilter::has(&self.long, prefix(window)))
            }),
        };
        found.map(|offset| at + offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(patterns: &[&str], text: &str) -> Vec<Vec<u32>> {
        let mut automaton = Automaton::new(patterns.iter().map(|pattern| pattern.len()).sum());
        let numbers: Vec<usize> = patterns.iter().map(|pattern| automaton.add(pattern.as_bytes())).collect();
        let places = automaton.places(text.as_bytes(), 1000, |_, _| true);
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
        let mut automaton = Automaton::new(10);
        let (long, short) = (automaton.add(b"aab"), automaton.add(b"b"));
        let places = automaton.places("aab".repeat(100).as_bytes(), 2, |_, _| true);
        assert_eq!((&places[long][..], &places[short][..]), (&[0, 3][..], &[2, 5][..]));
    }
}
