//! Labels that differ in one letter.

/// Shorter words, in characters, have too many neighbours that mean something else.
const SHORTEST: usize = 5;
/// Longer labels are not names.
const LONGEST: usize = 64;

/// Hashes of a label, and of the label without each one of its letters except the first. Two labels that
/// differ in one letter share a hash. O(length²), for at most 64 letters.
pub(super) fn one_dropped(word: &str) -> impl Iterator<Item = u64> {
    let letters: Vec<char> = word.chars().take(LONGEST + 1).collect();
    let is_fit = (SHORTEST..=LONGEST).contains(&letters.len());
    let drops = if is_fit { 1..letters.len() + 1 } else { 0..0 };
    drops.map(move |dropped| {
        let kept = letters.iter().enumerate().filter(|&(place, _)| place != dropped);
        // FNV-1a: the same everywhere; labels with equal hashes are compared letter by letter.
        kept.fold(0xcbf2_9ce4_8422_2325, |hash: u64, (_, &letter)| {
            (hash ^ u64::from(u32::from(letter))).wrapping_mul(0x0100_0000_01b3)
        })
    })
}

/// Whether two labels differ in one letter that is wrong, missing, extra, or swapped with its neighbour: not
/// in the first letter of a word, nor in a short word, where one letter makes another word. O(length).
pub(super) fn is_close(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let is_space = |letter: &char| *letter == ' ';
    let word = a[..start].iter().rev().take_while(|letter| !is_space(letter)).count();
    let rest = |all: &[char]| all[start..].iter().take_while(|letter| !is_space(letter)).count();
    if word == 0 || a == b || word + rest(&a).max(rest(&b)) < SHORTEST {
        return false;
    }
    let (left, right) = (&a[start..], &b[start..]);
    let swapped = matches!((left, right), ([a, b, x @ ..], [c, d, y @ ..]) if a == d && b == c && x == y);
    let without = |rest: &[char], skip: usize| rest.get(skip..).map(<[char]>::to_vec);
    swapped
        || (a.len() == b.len() && without(left, 1) == without(right, 1))
        || (a.len() == b.len() + 1 && without(left, 1).as_deref() == Some(right))
        || (a.len() + 1 == b.len() && without(right, 1).as_deref() == Some(left))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_may_differ_but_the_first() {
        for (a, b, close) in [
            ("moriarty", "moriarti", true),
            ("moriarty", "moriary", true),
            ("moriarty", "morairty", true),
            ("bazerman", "bazermann", true),
            ("typical", "atypical", false),
            ("hands", "bands", false),
            ("moriarty", "moriarty", false),
            ("moriarty", "morirtay", false),
            ("night bakers", "night makers", false),
            ("night bakers", "night bakerz", true),
            ("old cats", "old cots", false),
        ] {
            assert_eq!(is_close(a, b), close, "{a} {b}");
            assert_eq!(is_close(b, a), close, "{b} {a}");
            let (x, y): (Vec<u64>, Vec<u64>) = (one_dropped(a).collect(), one_dropped(b).collect());
            assert!(!close || x.iter().any(|hash| y.contains(hash)), "{a} {b}");
        }
        assert_eq!(one_dropped("cat").count(), 0);
        assert_eq!(one_dropped(&"x".repeat(65)).count(), 0);
        assert_eq!(one_dropped(&"x".repeat(64)).count(), 64);
    }
}
