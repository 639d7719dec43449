//! The layout: the first card in the middle, everything else around it by forces, the words of each line at a
//! separate place, without overlaps. It uses no random numbers, and no function that two machines compute
//! differently.

use crate::picture::apart::{push_apart, separate, spread};
use crate::picture::body::Body;
use crate::picture::charge::Charge;
use crate::picture::geometry::{Point, Rect, border};
use crate::picture::radial::radial;

/// The number of steps of the forces; large networks start near their final places, and each step takes
/// longer.
const TICKS: usize = 260;
const TICKS_OF_LARGE: usize = 200;
/// From this many bodies on a network is large.
const LARGE: usize = 400;
/// At most this often, overlapping boxes are moved apart.
const ROUNDS: usize = 600;
/// How often a picture is made larger for words that have no room on their line.
const MOST_ENLARGED: usize = 20;
const FRICTION: f64 = 0.65;
/// The ratio of width to height of a large picture, or of height to width if it is tall.
const STRETCH: f64 = 1.35;
/// More bodies than this never fit on a phone at a size that can be read.
const MOST_TIGHTENED: usize = 150;

struct Spring {
    from: usize,
    to: usize,
    length: f64,
    pull: f64,
    /// The share of the move that `to` makes.
    bias: f64,
}

/// A layout at work.
pub(super) struct Layout {
    pub(super) bodies: Vec<Body>,
    pub(super) places: Vec<Point>,
    /// Where everything was before the picture was made smaller.
    pub(super) loose_places: Vec<Point>,
    velocities: Vec<Point>,
    charges: Vec<f64>,
    springs: Vec<Spring>,
    /// The cards that relationships join.
    pub(super) joins: Vec<(usize, usize)>,
    pub(super) is_tall: bool,
    /// Whether all cards hang on the one in the middle and nothing else: thematic connections run around it
    /// then.
    is_star: bool,
    tick: usize,
    round: usize,
    enlarged: usize,
    /// Whether nothing overlaps; then a tall picture is made smaller.
    is_apart: bool,
    trial: usize,
    is_done: bool,
}

impl Layout {
    /// Cards come first among the bodies, the one for the middle before all others; `bare` are lines without
    /// words.
    pub(super) fn new(bodies: Vec<Body>, bare: &[(usize, usize)], is_tall: bool) -> Layout {
        let cards = bodies.iter().take_while(|body| body.joins.is_none()).count();
        let related = || {
            bodies
                .iter()
                .filter(|body| !body.is_shared)
                .filter_map(|body| body.joins)
                .chain(bare.iter().copied())
        };
        let is_star = cards > 2 && related().all(|(from, to)| from == 0 || to == 0);
        let joins: Vec<_> = related().collect();
        let places = starts(&bodies, radial(cards, &joins, is_tall));
        let springs = springs(&bodies, cards, &joins, bare, (is_tall, is_star));
        let is_large = bodies.len() > LARGE;
        let of_card = match (is_large, is_tall) {
            (true, _) => -500.0,
            (_, true) => -450.0,
            _ => -900.0,
        };
        let charges = bodies.iter().map(|body| if body.joins.is_some() { -30.0 } else { of_card }).collect();
        let velocities = vec![Point::default(); bodies.len()];
        let is_done = bodies.len() < 2;
        Layout {
            bodies,
            places,
            loose_places: Vec::new(),
            velocities,
            charges,
            springs,
            joins,
            is_tall,
            is_star,
            tick: 0,
            round: 0,
            enlarged: 0,
            is_apart: false,
            trial: 0,
            is_done,
        }
    }

    pub(super) fn is_large(&self) -> bool {
        self.bodies.len() > LARGE
    }

    fn ticks(&self) -> usize {
        if self.is_large() { TICKS_OF_LARGE } else { TICKS }
    }

    /// How far it is, from 0 to 1.
    pub(super) fn progress(&self) -> f64 {
        if self.is_done {
            return 1.0;
        }
        let ticks = self.tick as f64 / self.ticks() as f64;
        let rounds = if self.is_apart { 1.0 } else { self.round as f64 / ROUNDS as f64 };
        0.9 * ticks + 0.05 * rounds + 0.05 * self.trial as f64 / self.trials() as f64
    }

    /// Goes on for this many steps.
    pub(super) fn advance(&mut self, steps: usize) {
        for _ in 0..steps {
            if self.is_done {
                return;
            }
            if self.tick < self.ticks() {
                self.step();
                if self.tick == self.ticks() {
                    self.stretch();
                    self.put_loops_aside();
                    self.put_words_between();
                }
                continue;
            }
            if self.is_apart {
                self.tighten(self.trial);
                self.trial += 1;
                if self.trial == self.trials() {
                    self.finish();
                }
                continue;
            }
            self.round += 1;
            let apart = if self.is_large() { spread } else { separate };
            let is_apart = !apart(&self.bodies, &mut self.places);
            let is_right = is_apart && (self.enlarged == MOST_ENLARGED || self.has_words_between());
            if is_right || self.round == ROUNDS {
                self.is_apart = true;
                self.round_places();
                if !self.is_tall || self.bodies.len() > MOST_TIGHTENED {
                    self.finish();
                }
            } else if is_apart || self.round.is_multiple_of(10) {
                // If there is no room to give way, the picture must grow.
                for place in &mut self.places {
                    *place = Point { x: place.x * 1.05, y: place.y * 1.05 };
                }
                if is_apart {
                    self.enlarged += 1;
                    self.put_words_between();
                }
            }
        }
    }

    fn finish(&mut self) {
        self.keep_clear();
        self.is_done = true;
    }

    /// The forces make large pictures round; screens are not.
    fn stretch(&mut self) {
        if self.is_large() {
            let factor = if self.is_tall { 1.0 / STRETCH } else { STRETCH };
            for place in &mut self.places {
                place.x *= factor;
            }
        }
    }

    /// To whole pixels, the same on every machine.
    pub(super) fn round_places(&mut self) {
        for place in &mut self.places {
            *place = Point { x: libm::round(place.x), y: libm::round(place.y) };
        }
    }

    fn step(&mut self) {
        // From 1 to a thousandth, as d3-force cools.
        self.tick += 1;
        let alpha = libm::pow(0.001, self.tick as f64 / self.ticks() as f64);
        let is_large = self.is_large();
        self.pull(alpha);
        let (reach, theta) = if is_large { (f64::INFINITY, 1.2) } else { (1_200.0, 0.9) };
        Charge { strengths: &self.charges, reach, theta }.push(&self.places, &mut self.velocities, alpha);
        let (x, y) = match (is_large, self.is_tall) {
            (true, _) => (0.02, 0.02),
            (_, true) => (0.16, 0.04),
            _ => (0.022, 0.05),
        };
        for (velocity, place) in self.velocities.iter_mut().zip(&self.places) {
            velocity.x -= place.x * x * alpha;
            velocity.y -= place.y * y * alpha;
        }
        self.keep_between();
        // In large networks boxes that push one another pile up in rows: they are moved apart at the end.
        if !is_large {
            push_apart(&self.bodies, &mut self.places);
        }
        for (velocity, place) in self.velocities.iter_mut().zip(&mut self.places) {
            *velocity = Point { x: velocity.x * FRICTION, y: velocity.y * FRICTION };
            *place = Point { x: place.x + velocity.x, y: place.y + velocity.y };
        }
        (self.places[0], self.velocities[0]) = (Point::default(), Point::default());
    }

    fn pull(&mut self, alpha: f64) {
        for Spring { from, to, length, pull, bias } in &self.springs {
            let next = |body: usize| Point {
                x: self.places[body].x + self.velocities[body].x,
                y: self.places[body].y + self.velocities[body].y,
            };
            let (a, b) = (next(*from), next(*to));
            let (mut dx, dy) = (b.x - a.x, b.y - a.y);
            if dx == 0.0 && dy == 0.0 {
                dx = 1e-6;
            }
            let distance = (dx * dx + dy * dy).sqrt();
            let share = (distance - length) / distance * alpha * pull;
            self.velocities[*to].x -= dx * share * bias;
            self.velocities[*to].y -= dy * share * bias;
            self.velocities[*from].x += dx * share * (1.0 - bias);
            self.velocities[*from].y += dy * share * (1.0 - bias);
        }
    }

    /// Moves words to the middle of the visible part of their lines.
    pub(super) fn keep_between(&mut self) {
        let center = self.rect(0);
        for word in 0..self.bodies.len() {
            let Some((from, to)) = self.bodies[word].joins.filter(|(from, to)| from != to) else { continue };
            if self.is_star && self.bodies[word].is_shared {
                let goal = self.around_middle(from, to);
                self.places[word].x += (goal.x - self.places[word].x) * 0.25;
                self.places[word].y += (goal.y - self.places[word].y) * 0.25;
                continue;
            }
            let (one, other) = (self.rect(from), self.rect(to));
            let a = border(&one, self.places[to]);
            let b = border(&other, self.places[from]);
            let straight = Point { x: (a.x + b.x) / 2.0, y: (a.y + b.y) / 2.0 };
            let goal = if from == 0 || to == 0 { straight } else { around(&center, straight, a, b) };
            self.places[word].x += (goal.x - self.places[word].x) * 0.25;
            self.places[word].y += (goal.y - self.places[word].y) * 0.25;
        }
    }

    /// Words that a card has kept on its far side move to the middle of the visible part of their lines.
    pub(super) fn put_words_between(&mut self) {
        for word in 0..self.bodies.len() {
            let Some((from, to)) = self.bodies[word].joins.filter(|_| !self.is_between(word)) else {
                continue;
            };
            let a = border(&self.rect(from), self.places[to]);
            let b = border(&self.rect(to), self.places[from]);
            self.places[word] = Point { x: (a.x + b.x) / 2.0, y: (a.y + b.y) / 2.0 };
        }
    }

    /// The preferred place for the words of a connection that runs around the middle: between its cards as
    /// seen from there, and nearer to the middle the more there is between them.
    fn around_middle(&self, from: usize, to: usize) -> Point {
        let (a, b) = (self.places[from], self.places[to]);
        let far = |at: Point| f64::max(1.0, (at.x * at.x + at.y * at.y).sqrt());
        let (of_a, of_b) = (far(a), far(b));
        let (ax, ay, bx, by) = (a.x / of_a, a.y / of_a, b.x / of_b, b.y / of_b);
        let (mut x, mut y) = (ax + bx, ay + by);
        let length = (x * x + y * y).sqrt();
        if length < 0.2 {
            (x, y) = (-ay, ax);
        } else {
            (x, y) = (x / length, y / length);
        }
        // 1 if both are in the same direction, -1 if the middle is between them.
        let likeness = ax * bx + ay * by;
        let out = border(
            &Rect {
                width: self.bodies[0].width + 90.0,
                height: self.bodies[0].height + 70.0,
                ..self.rect(0)
            },
            Point { x: x * 10_000.0, y: y * 10_000.0 },
        );
        let share = f64::max(0.0, likeness);
        let ring = (of_a + of_b) / 2.0 * 0.95;
        Point { x: out.x * (1.0 - share) + x * ring * share, y: out.y * (1.0 - share) + y * ring * share }
    }

    /// The smallest box that holds everything.
    pub(super) fn extent(&self) -> Rect {
        let (mut left, mut top, mut right, mut bottom) = (0.0_f64, 0.0_f64, 0.0_f64, 0.0_f64);
        for body in 0..self.bodies.len() {
            let Rect { x, y, width, height } = self.rect(body);
            left = left.min(x - width / 2.0);
            right = right.max(x + width / 2.0);
            top = top.min(y - height / 2.0);
            bottom = bottom.max(y + height / 2.0);
        }
        Rect { x: (left + right) / 2.0, y: (top + bottom) / 2.0, width: right - left, height: bottom - top }
    }

    pub(super) fn rect(&self, body: usize) -> Rect {
        let Body { width, height, .. } = self.bodies[body];
        Rect { x: self.places[body].x, y: self.places[body].y, width, height }
    }
}

/// A line that would be hidden by the card in the middle goes around it.
fn around(center: &Rect, straight: Point, a: Point, b: Point) -> Point {
    let moat = Rect { width: center.width + 110.0, height: center.height + 80.0, ..*center };
    let away = Point { x: straight.x - center.x, y: straight.y - center.y };
    if away.x.abs() >= moat.width / 2.0 || away.y.abs() >= moat.height / 2.0 {
        return straight;
    }
    // To the side on which it is already, or to the left of its path if it is on neither.
    let is_aside = (away.x * away.x + away.y * away.y).sqrt() > 4.0;
    let side = if is_aside { away } else { Point { x: a.y - b.y, y: b.x - a.x } };
    border(&moat, Point { x: center.x + side.x * 1_000.0, y: center.y + side.y * 1_000.0 })
}

/// Cards in rings, words between their cards; several lines between the same two cards start side by side.
fn starts(bodies: &[Body], mut places: Vec<Point>) -> Vec<Point> {
    let mut before = std::collections::BTreeMap::new();
    for body in bodies {
        let Some((from, to)) = body.joins else { continue };
        let place: &mut usize = before.entry((from.min(to), from.max(to))).or_default();
        let side = 26.0 * place.div_ceil(2) as f64 * if place.is_multiple_of(2) { 1.0 } else { -1.0 };
        *place += 1;
        let (a, b) = (places[from], places[to]);
        places.push(Point { x: (a.x + b.x) / 2.0 + side, y: (a.y + b.y) / 2.0 + side + 1.0 });
    }
    places
}

fn springs(
    bodies: &[Body],
    cards: usize,
    joins: &[(usize, usize)],
    bare: &[(usize, usize)],
    (is_tall, is_star): (bool, bool),
) -> Vec<Spring> {
    let mut count = vec![0.0_f64; bodies.len()];
    for &(from, to) in joins {
        count[from] += 1.0;
        count[to] += 1.0;
    }
    let half = |card: usize| (bodies[card].width + bodies[card].height) * 0.29;
    let between = |from: usize, to: usize, room: f64| Spring {
        from,
        to,
        length: half(from) + half(to) + room,
        pull: 1.0 / f64::max(1.0, f64::min(count[from], count[to])),
        bias: count[from] / f64::max(1.0, count[from] + count[to]),
    };
    let mut springs = Vec::with_capacity(joins.len());
    for (word, body) in bodies.iter().enumerate().skip(cards) {
        let Some((from, to)) = body.joins else { continue };
        if body.is_shared {
            if !is_star {
                let spring = between(from, to, body.width * 0.6 + 44.0);
                springs.push(Spring { pull: spring.pull * 0.2, ..spring });
            }
            continue;
        }
        // The words follow their line, which is longer by the room that they need.
        springs.push(if from == to {
            Spring { from, to: word, length: half(from) + 40.0, pull: 1.0, bias: 1.0 }
        } else if is_tall {
            between(from, to, body.width * 0.3 + body.height + 24.0)
        } else {
            between(from, to, body.width * 0.6 + 44.0)
        });
    }
    let room = match (bodies.len() > LARGE, is_star) {
        (true, _) => 16.0,
        (_, true) if is_tall => 60.0,
        (_, true) => 120.0,
        _ => 40.0,
    };
    springs.extend(bare.iter().filter(|(from, to)| from != to).map(|&(from, to)| between(from, to, room)));
    springs
}
