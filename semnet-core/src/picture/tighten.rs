//! Makes a tall picture smaller: on a phone all of it should be seen, at a size that can be read.

use crate::picture::apart::{push_apart, separate};
use crate::picture::geometry::Point;
use crate::picture::layout::Layout;

/// The factors across and down that are tried in turn: a picture of a network that hangs together at one end
/// is too long.
const SCALES: [(f64, f64); 6] = [(1.0, 0.8), (0.9, 0.9), (1.0, 0.95), (0.95, 1.0), (1.15, 0.8), (1.4, 0.6)];
/// How many ways to make it smaller there are: those, and four to fold it.
const WAYS: usize = SCALES.len() + 4;
/// How many of the cards that are farthest out are folded in, in turn.
const OUTERMOST: usize = 3;
/// The width of a phone's picture as a share of its height.
const ASPECT: f64 = 0.75;
/// The edge of a card, with the letter of its theme.
const EDGE: f64 = 9.0;
/// How many times words follow their lines, and how many times boxes are moved apart, in one trial.
const ROUNDS: (usize, usize) = (8, 200);

impl Layout {
    /// Draws everything together, moves it apart again, and keeps the result if the picture is smaller then.
    /// No words leave their line for that; and where some had, bringing them back comes first.
    pub(super) fn tighten(&mut self, trial: usize) {
        let before = (self.places.clone(), self.size(), self.has_words_between());
        match SCALES.get(trial % WAYS) {
            Some((across, down)) => {
                for place in &mut self.places {
                    *place = Point { x: place.x * across, y: place.y * down };
                }
            }
            None => self.fold(trial / WAYS % OUTERMOST, trial % WAYS - SCALES.len()),
        }
        self.put_words_between();
        for _ in 0..ROUNDS.0 {
            self.keep_between();
            push_apart(&self.bodies, &mut self.places);
        }
        let is_apart = (0..ROUNDS.1).any(|_| !separate(&self.bodies, &mut self.places));
        self.round_places();
        let is_better = match (before.2, self.has_words_between()) {
            (true, false) => false,
            (false, true) => true,
            _ => self.size() < before.1,
        };
        if !is_apart || !is_better {
            self.places = before.0;
        }
    }

    /// Moves a card that lies far out at a side to above or below everything: next to the middle it would
    /// make the picture wider than a phone. Or one that lies far above or below to the left or right of where
    /// it is.
    fn fold(&mut self, rank: usize, way: usize) {
        let is_across = way < 2;
        let sign = if way.is_multiple_of(2) { -1.0 } else { 1.0 };
        let mut cards: Vec<usize> =
            (1..self.bodies.len()).filter(|&body| self.bodies[body].joins.is_none()).collect();
        let reach = |&card: &usize| {
            let (place, body) = (self.places[card], &self.bodies[card]);
            if is_across { place.x.abs() + body.width / 2.0 } else { place.y.abs() + body.height / 2.0 }
        };
        cards.sort_by(|one, other| reach(other).total_cmp(&reach(one)));
        let Some(&card) = cards.get(rank) else { return };
        let (extent, place, body) = (self.extent(), self.places[card], &self.bodies[card]);
        self.places[card] = if is_across {
            Point { x: place.x / 4.0, y: extent.y + sign * (extent.height + body.height) / 2.0 }
        } else {
            Point { x: extent.x + sign * (extent.width - body.width) / 2.0, y: place.y * 0.8 }
        };
    }

    /// Whether the words of each line are between its ends, not past one of them.
    pub(super) fn has_words_between(&self) -> bool {
        (0..self.bodies.len()).all(|body| self.is_between(body))
    }

    /// Whether a body is not past an end of the line that it is the words of.
    pub(super) fn is_between(&self, body: usize) -> bool {
        let (words, place) = (&self.bodies[body], self.places[body]);
        let Some((from, to)) = words.joins.filter(|(from, to)| from != to && !words.is_shared) else {
            return true;
        };
        let (a, b) = (self.places[from], self.places[to]);
        let (dx, dy) = (b.x - a.x, b.y - a.y);
        let along = (place.x - a.x) * dx + (place.y - a.y) * dy;
        (0.0..=dx * dx + dy * dy).contains(&along)
    }

    /// The height of the smallest box of a phone's shape that holds everything, and a little of its other
    /// side.
    fn size(&self) -> f64 {
        let (mut left, mut top, mut right, mut bottom) = (0.0, 0.0, 0.0, 0.0);
        for (body, place) in self.bodies.iter().zip(&self.places) {
            let edge = if body.joins.is_none() { EDGE } else { 0.0 };
            let (wide, high) = (body.width / 2.0 + edge, body.height / 2.0 + edge);
            left = f64::min(left, place.x - wide);
            right = f64::max(right, place.x + wide);
            top = f64::min(top, place.y - high);
            bottom = f64::max(bottom, place.y + high);
        }
        let (width, height) = ((right - left) / ASPECT, bottom - top);
        f64::max(width, height) + 0.1 * f64::min(width, height)
    }
}
