//! Makes a tall picture smaller: on a phone, all of it should be visible at a legible size.

use crate::picture::apart::{push_apart, separate};
use crate::picture::body::Body;
use crate::picture::geometry::{Point, Rect};
use crate::picture::layout::Layout;

/// The factors across and down that are tried in turn: a picture of a network that hangs together at one end
/// is too long.
const SCALES: [(f64, f64); 6] = [(1.0, 0.8), (0.9, 0.9), (1.0, 0.95), (0.95, 1.0), (1.15, 0.8), (1.4, 0.6)];
/// How many ways to make it smaller there are: those, and four to fold it.
const WAYS: usize = SCALES.len() + 4;
/// How many of the cards that are farthest out are folded in, in turn.
const OUTERMOST: usize = 3;
/// How many trials come before every other one moves a card at random.
const ORDERLY: usize = 60;
/// How many more trials a small picture has, and how many times the bodies of a larger one.
const MORE: (usize, usize) = (840, 20_000);
/// A phone shows the words of a picture of at most this height legibly, in the picture's own pixels.
const LEGIBLE: f64 = 576.0;
/// The width of a phone's picture as a share of its height.
const ASPECT: f64 = 0.79;
/// The edge of a card, with the letter of its theme.
const EDGE: f64 = 9.0;
/// How many times words follow their lines, and how many times boxes are moved apart, in one trial.
const ROUNDS: (usize, usize) = (8, 200);

impl Layout {
    /// How many times a smaller picture is tried, in two rounds: one that adds no crossings, and one that
    /// starts over and may add some.
    pub(super) fn trials(&self) -> usize {
        2 * self.trials_of_a_round()
    }

    fn trials_of_a_round(&self) -> usize {
        ORDERLY + MORE.0.min(MORE.1 / self.bodies.len().max(1))
    }

    /// Pulls everything together, moves it apart again, and keeps the result if the picture is smaller. Words
    /// do not leave their lines for that; if some already had, moving them back has priority. Lines may cross
    /// one another or cards only if the picture cannot be read on a phone otherwise.
    pub(super) fn tighten(&mut self, trial: usize) {
        let of_a_round = self.trials_of_a_round();
        let (round, trial) = (trial / of_a_round, trial % of_a_round);
        if round > 0 && self.length() <= LEGIBLE {
            return;
        }
        match (round, trial) {
            (0, 0) => self.loose_places.clone_from(&self.places),
            (_, 0) => self.places.clone_from(&self.loose_places),
            _ => {}
        }
        let (places, size, had_words_between) = (self.places.clone(), self.size(), self.has_words_between());
        let is_random = trial >= ORDERLY && trial.is_multiple_of(2);
        match SCALES.get(trial % WAYS) {
            _ if is_random => self.move_at_random(trial),
            Some((across, down)) => {
                for place in &mut self.places {
                    *place = Point { x: place.x * across, y: place.y * down };
                }
            }
            None => self.fold(trial / WAYS % OUTERMOST, trial % WAYS - SCALES.len()),
        }
        if is_random {
            self.put_loops_aside();
        }
        self.put_words_between();
        for _ in 0..ROUNDS.0 {
            self.keep_between();
            push_apart(&self.bodies, &mut self.places);
        }
        let is_apart = (0..ROUNDS.1).any(|_| !separate(&self.bodies, &mut self.places));
        self.round_places();
        let is_better = match (had_words_between, self.has_words_between()) {
            (true, false) => false,
            (false, true) => true,
            _ if self.size() >= size => false,
            _ if is_random || round == 0 => self.crossings(&self.places) <= self.crossings(&places),
            _ => true,
        };
        if !is_apart || !is_better {
            self.places = places;
        }
    }

    /// Moves a card that is far out at a side to above or below everything, because next to the middle it
    /// would make the picture wider than a phone. Or moves one that is far above or below to the left or
    /// right.
    fn fold(&mut self, rank: usize, way: usize) {
        let is_across = way < 2;
        let sign = if way.is_multiple_of(2) { -1.0 } else { 1.0 };
        let mut cards: Vec<usize> = self.cards().skip(1).collect();
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

    /// Exchanges two cards, or moves one to a random place. `trial` is the seed, so a picture is always the
    /// same.
    fn move_at_random(&mut self, trial: usize) {
        let mut random = Random(trial as u64);
        let cards: Vec<usize> = self.cards().skip(1).collect();
        if cards.is_empty() {
            return;
        }
        let card = cards[random.below(cards.len())];
        if random.below(2) == 0 {
            self.places.swap(card, cards[random.below(cards.len())]);
        } else {
            let mut share = || random.below(1_000) as f64 / 1_000.0 - 0.5;
            let Rect { x, y, width, height } = self.extent();
            self.places[card] = Point { x: x + share() * width, y: y + share() * height };
        }
    }

    /// How many pairs of lines between cards cross, and how many cards are on a line between others, with
    /// everything at these places.
    fn crossings(&self, places: &[Point]) -> usize {
        let lines: Vec<_> = self.joins.iter().filter(|(from, to)| from != to).collect();
        let crosses = |&(from, to): &(usize, usize), a: Point, b: Point| {
            let (start, end) = (places[from], places[to]);
            turn(start, end, a) * turn(start, end, b) < 0.0 && turn(a, b, start) * turn(a, b, end) < 0.0
        };
        let crossed = |(place, line): (usize, &&(usize, usize))| {
            let of_lines =
                lines[..place].iter().filter(|(a, b)| crosses(line, places[*a], places[*b])).count();
            let of_cards = self.cards().filter(|&card| {
                let (Point { x, y }, Body { width, height, .. }) = (places[card], self.bodies[card]);
                let corner = |across: f64, down: f64| Point {
                    x: x + across * width / 2.0,
                    y: y + down * height / 2.0,
                };
                card != line.0
                    && card != line.1
                    && (crosses(line, corner(-1.0, -1.0), corner(1.0, 1.0))
                        || crosses(line, corner(-1.0, 1.0), corner(1.0, -1.0)))
            });
            of_lines + of_cards.count()
        };
        lines.iter().enumerate().map(crossed).sum()
    }

    /// The bodies that are cards, the one in the middle first.
    pub(super) fn cards(&self) -> impl Iterator<Item = usize> {
        (0..self.bodies.len()).take_while(|&body| self.bodies[body].joins.is_none())
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

    /// The height of the smallest box of a phone's shape that holds everything.
    fn length(&self) -> f64 {
        let (across, down) = self.outline();
        f64::max(across, down)
    }

    /// That height, and a little of the other side.
    fn size(&self) -> f64 {
        let (across, down) = self.outline();
        f64::max(across, down) + 0.1 * f64::min(across, down)
    }

    /// The heights of the two boxes of a phone's shape that hold everything across, and down.
    fn outline(&self) -> (f64, f64) {
        let (mut left, mut top, mut right, mut bottom) = (0.0, 0.0, 0.0, 0.0);
        for (body, place) in self.bodies.iter().zip(&self.places) {
            let edge = if body.joins.is_none() { EDGE } else { 0.0 };
            let (wide, high) = (body.width / 2.0 + edge, body.height / 2.0 + edge);
            left = f64::min(left, place.x - wide);
            right = f64::max(right, place.x + wide);
            top = f64::min(top, place.y - high);
            bottom = f64::max(bottom, place.y + high);
        }
        ((right - left) / ASPECT, bottom - top)
    }
}

/// Numbers that are the same on every machine: Knuth's linear congruential generator (*The Art of Computer
/// Programming*, 3.3.4).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}

/// Positive if the path from `a` over `b` to `c` turns to one side, negative if it turns to the other.
fn turn(a: Point, b: Point, c: Point) -> f64 {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}
