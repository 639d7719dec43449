//! Charges: bodies push one another away, those far away as one (Barnes and Hut, [A hierarchical O(N log N)
//! force-calculation algorithm](https://doi.org/10.1038/324446a0), 1986).

use crate::picture::geometry::Point;

/// Up to this many bodies, every pair is computed.
const FEW: usize = 500;
/// No deeper than this: bodies at one place would be parted without end.
const DEEPEST: usize = 24;

/// The charges: the strength of each body, its reach, and the precision for distant bodies.
pub(crate) struct Charge<'a> {
    pub(crate) strengths: &'a [f64],
    pub(crate) reach: f64,
    pub(crate) theta: f64,
}

impl Charge<'_> {
    /// Adds the forces between all charges to the velocities.
    pub(crate) fn push(&self, places: &[Point], velocities: &mut [Point], alpha: f64) {
        if places.len() <= FEW {
            for (at, velocity) in velocities.iter_mut().enumerate() {
                for other in (0..places.len()).filter(|&other| other != at) {
                    self.add(places[at], places[other], self.strengths[other], alpha, velocity);
                }
            }
            return;
        }
        let tree = Tree::new(places, self.strengths);
        // One stack for all, for making one takes longer than many a visit.
        let mut waiting = Vec::with_capacity(64);
        for (at, velocity) in velocities.iter_mut().enumerate() {
            self.visit(&tree, at, places, velocity, alpha, &mut waiting);
        }
    }

    fn add(&self, at: Point, other: Point, strength: f64, alpha: f64, velocity: &mut Point) {
        let (mut dx, dy) = (other.x - at.x, other.y - at.y);
        if dx == 0.0 && dy == 0.0 {
            dx = 1e-6;
        }
        let mut square = dx * dx + dy * dy;
        if square > self.reach * self.reach {
            return;
        }
        if square < 1.0 {
            square = square.sqrt();
        }
        velocity.x += dx * strength * alpha / square;
        velocity.y += dy * strength * alpha / square;
    }

    fn visit(
        &self,
        tree: &Tree,
        at: usize,
        places: &[Point],
        velocity: &mut Point,
        alpha: f64,
        waiting: &mut Vec<usize>,
    ) {
        let place = places[at];
        waiting.push(0);
        while let Some(cell) = waiting.pop() {
            let one = &tree.cells[cell];
            if one.distance_squared(place) > self.reach * self.reach {
                continue;
            }
            let (dx, dy) = (one.middle.x - place.x, one.middle.y - place.y);
            let square = dx * dx + dy * dy;
            if one.side * one.side < self.theta * self.theta * square {
                self.add(place, one.middle, one.strength, alpha, velocity);
                continue;
            }
            for body in &tree.order[one.from..one.to] {
                if *body != at {
                    self.add(place, places[*body], self.strengths[*body], alpha, velocity);
                }
            }
            waiting.extend(one.children.iter().copied().filter(|&child| child != 0));
        }
    }
}

struct Cell {
    /// The middle of its charges, and their sum.
    middle: Point,
    strength: f64,
    corner: Point,
    side: f64,
    /// The bodies of a cell that is parted no further, in `order`.
    from: usize,
    to: usize,
    children: [usize; 4],
}

impl Cell {
    /// From a place to the nearest place of the cell.
    fn distance_squared(&self, Point { x, y }: Point) -> f64 {
        let away = |from: f64, at: f64| f64::max(0.0, f64::max(from - at, at - from - self.side));
        let (dx, dy) = (away(self.corner.x, x), away(self.corner.y, y));
        dx * dx + dy * dy
    }
}

struct Tree {
    cells: Vec<Cell>,
    order: Vec<usize>,
}

impl Tree {
    fn new(places: &[Point], strengths: &[f64]) -> Tree {
        let low = |of: fn(&Point) -> f64| places.iter().map(of).fold(f64::INFINITY, f64::min);
        let high = |of: fn(&Point) -> f64| places.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
        let (left, top) = (low(|at| at.x), low(|at| at.y));
        let side = f64::max(f64::max(high(|at| at.x) - left, high(|at| at.y) - top), 1.0);
        let mut tree = Tree { cells: Vec::with_capacity(places.len()), order: (0..places.len()).collect() };
        let mut spare = tree.order.clone();
        tree.part(places, strengths, &mut spare, (0, places.len()), Point { x: left, y: top }, side, 0);
        tree
    }

    /// Makes the cell of `order[range]`, and returns its number.
    #[allow(clippy::too_many_arguments)] // A recursion: these are its state.
    fn part(
        &mut self,
        places: &[Point],
        strengths: &[f64],
        spare: &mut [usize],
        (from, to): (usize, usize),
        corner: Point,
        side: f64,
        depth: usize,
    ) -> usize {
        let (mut x, mut y, mut strength) = (0.0, 0.0, 0.0);
        for &body in &self.order[from..to] {
            x += places[body].x * strengths[body];
            y += places[body].y * strengths[body];
            strength += strengths[body];
        }
        let middle = Point { x: x / strength, y: y / strength };
        let number = self.cells.len();
        let is_last = to - from <= 4 || depth == DEEPEST;
        let (own_from, own_to) = if is_last { (from, to) } else { (from, from) };
        self.cells.push(Cell {
            middle,
            strength,
            corner,
            side,
            from: own_from,
            to: own_to,
            children: [0; 4],
        });
        if is_last {
            return number;
        }
        let half = side / 2.0;
        let (cut_x, cut_y) = (corner.x + half, corner.y + half);
        let quarter =
            |body: usize| usize::from(places[body].x >= cut_x) + 2 * usize::from(places[body].y >= cut_y);
        let mut ends = [0_usize; 4];
        for &body in &self.order[from..to] {
            ends[quarter(body)] += 1;
        }
        let mut begins = [from; 4];
        for place in 1..4 {
            begins[place] = begins[place - 1] + ends[place - 1];
        }
        let mut next = begins;
        for at in from..to {
            let body = self.order[at];
            let own = quarter(body);
            spare[next[own]] = body;
            next[own] += 1;
        }
        self.order[from..to].copy_from_slice(&spare[from..to]);
        for place in 0..4 {
            if begins[place] == next[place] {
                continue;
            }
            let corner = Point {
                x: if place % 2 == 1 { cut_x } else { corner.x },
                y: if place >= 2 { cut_y } else { corner.y },
            };
            let child =
                self.part(places, strengths, spare, (begins[place], next[place]), corner, half, depth + 1);
            self.cells[number].children[place] = child;
        }
        number
    }
}
