//! The optimal string alignment distance: how many characters are inserted, dropped, replaced, or swapped
//! with their neighbour, from one string to another.
//!
//! Source: Damerau, "A technique for computer detection and correction of spelling errors" (1964).

use crate::util::invariant::broken;

/// The table of distances between the beginnings of a word and those of another one, which grows by one
/// letter at a time, and may be cut back to a common beginning with the next word.
#[derive(Debug)]
pub(crate) struct DistanceTable {
    word: Vec<char>,
    /// The letters of the other word.
    letters: Vec<char>,
    /// Row n: how far the first n letters of the other are from each beginning of `word`.
    rows: Vec<u8>,
    /// Distances beyond this are all alike.
    limit: u8,
}

impl DistanceTable {
    pub(crate) fn new(word: Vec<char>, limit: u8) -> DistanceTable {
        let rows = (0..=word.len()).map(|distance| distance.min(usize::from(limit) + 1) as u8).collect();
        DistanceTable { word, letters: Vec::new(), rows, limit }
    }

    /// The letters of the other word.
    pub(crate) fn letters(&self) -> &[char] {
        &self.letters
    }

    /// Keeps the first letters of the other word. O(1).
    pub(crate) fn truncate(&mut self, length: usize) {
        self.letters.truncate(length);
        self.rows.truncate((length + 1) * (self.word.len() + 1));
    }

    /// The distance of the known part of the other word from each beginning of the word. O(1).
    pub(crate) fn row(&self) -> &[u8] {
        &self.rows[self.letters.len() * (self.word.len() + 1)..]
    }

    /// The distance of the two words; some number above the limit if it is larger. O(1).
    pub(crate) fn distance(&self) -> u8 {
        self.row().last().copied().unwrap_or_else(|| broken(&"a row without cells", u8::MAX))
    }

    /// Whether every word with this beginning is too far. O(length).
    pub(crate) fn is_too_far(&self) -> bool {
        self.row().iter().all(|&distance| distance > self.limit)
    }

    /// Adds a letter to the other word. Its row is computed within the limit of the diagonal; everything
    /// beyond is too far. O(length), with O(limit) steps that compare.
    pub(crate) fn push(&mut self, letter: char) {
        self.letters.push(letter);
        let (word, letters, rows) = (&self.word, &self.letters, &mut self.rows);
        let (width, depth) = (word.len() + 1, letters.len());
        let (above, here) = ((depth - 1) * width, depth * width);
        rows.resize(here + width, self.limit + 1);
        let margin = usize::from(self.limit);
        if depth <= margin {
            rows[here] = depth as u8;
        }
        for place in depth.saturating_sub(margin).max(1)..width.min(depth + margin + 1) {
            let wrong = rows[above + place - 1] + u8::from(word[place - 1] != letter);
            let missing = rows[here + place - 1] + 1;
            let extra = rows[above + place] + 1;
            let mut least = wrong.min(missing).min(extra);
            if depth > 1 && place > 1 && word[place - 2] == letter && word[place - 1] == letters[depth - 2] {
                least = least.min(rows[above - width + place - 2] + 1);
            }
            rows[here + place] = least.min(self.limit + 1);
        }
    }
    /// The distance of the word from another one, if that is at most the limit. O(length of both), and much
    /// less if they begin differently or differ in length by more than the limit.
    pub(crate) fn distance_to(&mut self, other: &[char]) -> Option<u8> {
        if other.len().abs_diff(self.word.len()) > usize::from(self.limit) {
            return None;
        }
        self.truncate(0);
        for &letter in other {
            self.push(letter);
            if self.is_too_far() {
                return None;
            }
        }
        Some(self.distance()).filter(|&distance| distance <= self.limit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The complete table, by the definition.
    fn plain_distance(a: &[char], b: &[char]) -> usize {
        let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                table[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let replaced = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                    let mut best = replaced.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        best = best.min(table[i - 2][j - 2] + 1);
                    }
                    best
                };
            }
        }
        table[a.len()][b.len()]
    }

    #[test]
    fn the_band_agrees_with_the_whole_table() {
        let words: Vec<Vec<char>> = (0..4u32.pow(6))
            .map(|code| (0..6).map(|place| code >> (2 * place) & 3).filter(|&d| d > 0).collect::<Vec<_>>())
            .map(|digits| digits.iter().filter_map(|&d| char::from_digit(d, 10)).collect())
            .collect();
        for (step, a) in words.iter().enumerate().step_by(37) {
            for limit in 1..=3 {
                let mut table = DistanceTable::new(a.clone(), limit);
                for b in words.iter().skip(step % 11).step_by(11) {
                    let whole = plain_distance(a, b);
                    let expected = (whole <= usize::from(limit)).then_some(whole as u8);
                    assert_eq!(table.distance_to(b), expected, "{a:?} {b:?} {limit}");
                }
            }
        }
    }
}
