//! Relationships from a concept to itself: each goes to a side of its card where no other line is.

use crate::picture::body::Body;
use crate::picture::geometry::{Point, Rect, border};
use crate::picture::layout::Layout;

/// The room that a loop takes, at least: it is wider than its words may be.
pub(super) const ROOM: f64 = 84.0;
/// How many directions are tried.
const DIRECTIONS: usize = 16;
/// Room between a card and the box of a loop.
const GAP: f64 = 16.0;

impl Layout {
    /// Puts the words of loops where their cards have room. Each loop takes the direction that is farthest
    /// from all other lines of its card. O(loops × lines).
    pub(super) fn put_loops_aside(&mut self) {
        for word in 0..self.bodies.len() {
            let Some((card, _)) = self.bodies[word].joins.filter(|(from, to)| from == to) else { continue };
            let taken = self.directions(card, word);
            let free = |&(x, y): &(f64, f64)| {
                let nearest = taken.iter().map(|other| x * other.0 + y * other.1).fold(-1.0, f64::max);
                -nearest
            };
            let step = std::f64::consts::TAU / DIRECTIONS as f64;
            let all =
                (0..DIRECTIONS).map(|at| step * at as f64).map(|turn| (libm::cos(turn), libm::sin(turn)));
            // The first of equally good ones.
            let best = all.reduce(|best, one| if free(&one) > free(&best) + 1e-9 { one } else { best });
            let (x, y) = best.unwrap_or((1.0, 0.0));
            let (at, Body { width, height, .. }) = (self.rect(card), self.bodies[word]);
            let around = Rect { width: at.width + width + GAP, height: at.height + height + GAP, ..at };
            self.places[word] = border(&around, Point { x: at.x + x * 10_000.0, y: at.y + y * 10_000.0 });
        }
    }

    /// Where the lines of a card lead to, as unit vectors: of its loops those before this one.
    fn directions(&self, card: usize, before: usize) -> Vec<(f64, f64)> {
        let from = self.places[card];
        let others = self.joins.iter().filter_map(|&(a, b)| match (a == card, b == card) {
            (true, false) => Some(b),
            (false, true) => Some(a),
            _ => None,
        });
        let loops = (0..before).filter(|&word| self.bodies[word].joins == Some((card, card)));
        let unit = |to: usize| {
            let (dx, dy) = (self.places[to].x - from.x, self.places[to].y - from.y);
            let length = f64::max(1e-6, (dx * dx + dy * dy).sqrt());
            (dx / length, dy / length)
        };
        others.chain(loops).map(unit).collect()
    }
}
