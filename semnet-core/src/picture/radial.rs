//! The places from which the layout starts: rings around the first card, each card with a sector as large as
//! the part of the network that depends on it; long chains, as a spiral.

use crate::picture::geometry::Point;

const RING: f64 = 300.0;
/// How far apart the turns of a spiral are, and how far apart its cards, in pixels.
const SPIRAL: f64 = 100.0;
/// From this many cards on, networks that are deep for their size start as a spiral.
const MANY: usize = 400;

/// The places of `count` cards, joined by pairs of their numbers; card 0 is in the middle.
pub(crate) fn radial(count: usize, joins: &[(usize, usize)], is_tall: bool) -> Vec<Point> {
    let (stretch_x, stretch_y) = if is_tall { (0.7, 1.2) } else { (1.25, 1.0) };
    let mut places = vec![Point::default(); count];
    if count == 0 {
        return places;
    }
    let (children, order) = tree(count, joins);
    let mut leaves = vec![1.0_f64; count];
    // From the outermost inwards: the order of the tree is from inside out.
    for &card in order.iter().rev() {
        let below: f64 = children[card].iter().map(|&child| leaves[child]).sum();
        leaves[card] = f64::max(1.0, below);
    }
    let deepest = deepest(&children, &order);
    let is_spiral = count > MANY && deepest * deepest > 9 * count;
    let turn = std::f64::consts::TAU;
    // The first one is at the top, and the others follow clockwise.
    let share = children[0].first().map_or(0.0, |&first| turn * leaves[first] / leaves[0]);
    let mut waiting = vec![(0, 0.0_f64, -turn / 4.0 - share / 2.0, 3.0 * turn / 4.0 - share / 2.0)];
    while let Some((card, depth, from, to)) = waiting.pop() {
        let (radius, twist) = if is_spiral {
            (SPIRAL * depth.sqrt(), (2.0 * turn * depth).sqrt())
        } else {
            (RING * depth, 0.0)
        };
        let angle = (from + to) / 2.0 + twist;
        places[card] =
            Point { x: libm::cos(angle) * radius * stretch_x, y: libm::sin(angle) * radius * stretch_y };
        let mut start = from;
        for &child in &children[card] {
            let end = start + (to - from) * leaves[child] / leaves[card];
            waiting.push((child, depth + 1.0, start, end));
            start = end;
        }
    }
    places
}

/// How many rings there are.
fn deepest(children: &[Vec<usize>], order: &[usize]) -> usize {
    let mut depths = vec![0; children.len()];
    for &card in order {
        for &child in &children[card] {
            depths[child] = depths[card] + 1;
        }
    }
    depths.into_iter().max().unwrap_or(0)
}

/// The parent of each card, through which it is reached first; for unreached cards, it is the first card.
/// Also the order in which they were reached.
fn tree(count: usize, joins: &[(usize, usize)]) -> (Vec<Vec<usize>>, Vec<usize>) {
    let mut beside = vec![Vec::new(); count];
    for &(a, b) in joins {
        beside[a].push(b);
        beside[b].push(a);
    }
    for others in &mut beside {
        others.sort_unstable();
        others.dedup();
    }
    let mut children = vec![Vec::new(); count];
    let mut is_reached = vec![false; count];
    let mut order = Vec::with_capacity(count);
    for first in 0..count {
        if is_reached[first] {
            continue;
        }
        if first > 0 {
            children[0].push(first);
        }
        is_reached[first] = true;
        let begin = order.len();
        order.push(first);
        let mut at = begin;
        while at < order.len() {
            let card = order[at];
            at += 1;
            for &other in &beside[card] {
                if !is_reached[other] {
                    is_reached[other] = true;
                    children[card].push(other);
                    order.push(other);
                }
            }
        }
    }
    (children, order)
}
