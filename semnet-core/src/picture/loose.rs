//! Cards without lines: in rows below everything else, because forces would only drive them far away.

use crate::picture::geometry::{Point, Rect};

/// Room between two of them.
const GAP: (f64, f64) = (18.0, 16.0);
/// Room between them and the cards above.
const MARGIN: f64 = 56.0;
/// The width of a screen as a share of its height, and of a narrow one.
const ASPECT: (f64, f64) = (1.3, 0.7);
/// The width of rows at which a screen, or a narrow one, shows them completely in legible letters.
const WIDEST: (f64, f64) = (1_300.0, 510.0);

/// The numbers of cards when those that no line joins come last, and how many are joined; the first card
/// always is. `ends` are the two cards of each line.
pub(super) fn loose_last(count: usize, ends: impl Iterator<Item = (usize, usize)>) -> (Vec<usize>, usize) {
    let mut is_joined = vec![false; count];
    for card in ends.flat_map(|(from, to)| [from, to]).chain([0]) {
        is_joined[card] = true;
    }
    let joined = is_joined.iter().filter(|&&is_joined| is_joined).count();
    let (mut next, mut next_loose) = (0, joined);
    let number = |is_joined: bool| {
        let number = if is_joined { &mut next } else { &mut next_loose };
        *number += 1;
        *number - 1
    };
    (is_joined.into_iter().map(number).collect(), joined)
}

/// Places for boxes of these sizes, in rows below another box: columns of one width, the last row from the
/// left.
pub(super) fn below(sizes: &[(f64, f64)], above: &Rect, is_tall: bool) -> Vec<Point> {
    let most = |of: fn(&(f64, f64)) -> f64| sizes.iter().map(of).fold(0.0, f64::max);
    let (wide, high) = (most(|size| size.0) + GAP.0, most(|size| size.1) + GAP.1);
    let (aspect, widest) = if is_tall { (ASPECT.1, WIDEST.1) } else { (ASPECT.0, WIDEST.0) };
    // The number of columns that makes the picture largest on a screen of this shape.
    let (mut columns, mut best) = (1, 0.0);
    for tried in 1..=sizes.len() {
        if tried > 1 && wide * tried as f64 > widest {
            break;
        }
        let width = f64::max(above.width, wide * tried as f64);
        let height = above.height + MARGIN + high * sizes.len().div_ceil(tried) as f64;
        let scale = f64::min(aspect / width, 1.0 / height);
        if scale > best {
            (columns, best) = (tried, scale);
        } else if aspect / width < best {
            break;
        }
    }
    let first = Point {
        x: above.x - wide * (columns - 1) as f64 / 2.0,
        y: above.y + above.height / 2.0 + MARGIN + (high - GAP.1) / 2.0,
    };
    let place = |at: usize| Point {
        x: libm::round(first.x + wide * (at % columns) as f64),
        y: libm::round(first.y + high * (at / columns) as f64),
    };
    (0..sizes.len()).map(place).collect()
}
