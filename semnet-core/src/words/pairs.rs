//! Pairs of texts that share more than chance would explain, and the words and sentences that show it.

use crate::network::Concept;
use crate::util::sort::{sort, sort_by};
use crate::words::ConnectionOptions;
use crate::words::lexicon::Lexicon;
use crate::words::search::{best_sentence, mark};
use crate::words::sentence::Snippet;
use crate::words::texts::{Texts, strings};

/// A word that two texts share.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub struct SharedTerm {
    /// The word, in the shortest of its forms in the network.
    pub term: String,
    /// The word's part of the lexical score.
    pub weight: f64,
}

/// Two texts, by their positions.
pub(super) struct Pair {
    pub(super) a: usize,
    pub(super) b: usize,
    pub(super) score: f64,
    pub(super) chance: f64,
}

/// Keeps the pairs with the highest scores; of equal scores, the first by label.
pub(super) fn best(pairs: &mut Vec<Pair>, limit: usize) {
    sort_by(pairs, |x, y| y.score.total_cmp(&x.score).then_with(|| (x.a, x.b).cmp(&(y.a, y.b))));
    pairs.truncate(limit);
}

/// All pairs that share more than chance would explain, in no particular order, and how many keys were too
/// common to be compared.
pub(super) fn pairs(texts: &Texts, options: &ConnectionOptions) -> (Vec<Pair>, usize) {
    let chance = texts.chance();
    let (rarest, omitted) = rarest(texts, options.budget);
    let mut with: Vec<Vec<(u32, f64)>> = vec![Vec::new(); texts.with.len()];
    // From the last to the first, so that each text meets those that follow it.
    let mut scores = vec![0.0; texts.all.len()];
    let (mut met, mut pairs) = (Vec::new(), Vec::new());
    for a in (0..texts.all.len()).rev() {
        for &(key, times) in &texts.all[a].keys {
            if !rarest[key as usize] {
                continue;
            }
            let weight = texts.weight(a, key, times);
            for &(b, other) in &with[key as usize] {
                if scores[b as usize] == 0.0 {
                    met.push(b as usize);
                }
                scores[b as usize] += weight * other;
            }
            with[key as usize].push((a as u32, weight));
        }
        for b in met.drain(..) {
            let mut score = std::mem::take(&mut scores[b]);
            if omitted > 0 {
                score = texts.shared(a, b).iter().map(|&(_, weight)| weight).sum();
            }
            let chance = chance(a, b);
            if score > chance && score >= options.at_least {
                pairs.push(Pair { a, b, score: score.min(1.0), chance });
            }
        }
    }
    (pairs, omitted)
}

/// The keys whose pairs are compared, the rarest first until the budget is exhausted, and how many keys are
/// not compared.
fn rarest(texts: &Texts, budget: u64) -> (Vec<bool>, usize) {
    let mut keys: Vec<u32> =
        (0..texts.with.len() as u32).filter(|&key| texts.with[key as usize] > 1).collect();
    let count = |key: u32| texts.with[key as usize];
    sort_by(&mut keys, |&x, &y| (count(x), x).cmp(&(count(y), y)));
    let (mut spent, mut within) = (0u64, 0);
    for &key in &keys {
        let count = u64::from(texts.with[key as usize]);
        spent = spent.saturating_add(count * (count - 1) / 2);
        if spent > budget {
            break;
        }
        within += 1;
    }
    let mut rarest = vec![false; texts.with.len()];
    keys[..within].iter().for_each(|&key| rarest[key as usize] = true);
    (rarest, keys.len() - within)
}

/// The shared terms, the most distinctive first, and a sentence of each side.
pub(super) fn evidence<'a>(
    lexicon: &mut Lexicon,
    (a, b): (Concept<'a>, Concept<'a>),
    shared: &[(u32, f64)],
) -> (Vec<SharedTerm>, (Snippet<'a>, Snippet<'a>)) {
    let weight =
        |key: u32| shared.binary_search_by_key(&key, |&(key, _)| key).ok().map(|place| shared[place].1);
    let first = telling_sentence(lexicon, a, weight);
    // On the other side, words of the first sentence have double weight.
    let mut keys = Vec::new();
    lexicon.each(first.text(), |word| keys.push(word.key));
    sort(&mut keys);
    let both =
        |key: u32| weight(key).map(|own| if keys.binary_search(&key).is_ok() { 2.0 * own } else { own });
    let second = telling_sentence(lexicon, b, both);
    let mut terms: Vec<SharedTerm> = shared
        .iter()
        .map(|&(key, weight)| SharedTerm { term: lexicon.shown(key).to_owned(), weight })
        .collect();
    sort_by(&mut terms, |x, y| y.weight.total_cmp(&x.weight).then_with(|| x.term.cmp(&y.term)));
    (terms, (first, second))
}

/// The sentence in a concept's text and passages that shares most, or the label if only the label shares
/// something.
fn telling_sentence<'a>(
    lexicon: &mut Lexicon,
    concept: Concept<'a>,
    weight: impl Fn(u32) -> Option<f64>,
) -> Snippet<'a> {
    let mut weigh = |word: &str| {
        let key = lexicon.key(word);
        weight(key).map(|weight| (key, weight))
    };
    let sentence = best_sentence(strings(concept).skip(1), &mut weigh);
    match sentence {
        Some((sentence, sum)) if sum > 0.0 => sentence,
        other => {
            let (label, sum) = mark(concept.label(), weigh);
            other.filter(|_| sum == 0.0).map_or(label, |(sentence, _)| sentence)
        }
    }
}
