//! Keeps boxes from lying on one another.

use crate::picture::body::{Body, GAP};
use crate::picture::geometry::Point;

/// Around the card in the middle there is room for the words of its lines.
const MOAT: (f64, f64) = (84.0, 72.0);

/// Pushes boxes that are closer than the gap half the way apart.
pub(super) fn push_apart(bodies: &[Body], places: &mut [Point]) {
    each_overlap(bodies, places, 0.5);
}

/// Moves overlapping boxes apart, and returns whether there were any.
pub(super) fn separate(bodies: &[Body], places: &mut [Point]) -> bool {
    each_overlap(bodies, places, 1.0)
}

/// Moves overlapping boxes apart, each pair along the line between their middles, which keeps the overall
/// shape. Returns whether there were any.
pub(super) fn spread(bodies: &[Body], places: &mut [Point]) -> bool {
    let mut moved = false;
    each_near(bodies, places, 1.0, |places, a, b| {
        let (width, height) = room(bodies, a, b);
        let (dx, dy) = (places[b].x - places[a].x, places[b].y - places[a].y);
        if width - dx.abs() <= 0.01 || height - dy.abs() <= 0.01 {
            return;
        }
        moved = true;
        let near = f64::max(dx.abs() / width, dy.abs() / height);
        let way =
            if near < 1e-3 { (0.0, height) } else { (dx * (1.0 / near - 1.0), dy * (1.0 / near - 1.0)) };
        shift(bodies, places, (a, b), way);
    });
    moved
}

/// How far apart the middles of two boxes are at least, across or down.
fn room(bodies: &[Body], a: usize, b: usize) -> (f64, f64) {
    let gap = if a == 0 && bodies[b].joins.is_none() { MOAT } else { GAP };
    ((bodies[a].width + bodies[b].width) / 2.0 + gap.0, (bodies[a].height + bodies[b].height) / 2.0 + gap.1)
}

/// More rows than this would be mostly empty.
const MOST_ROWS: f64 = 4_096.0;

/// Calls `look` for the pairs of boxes that may be this close, in units of their size. Boxes are looked up in
/// rows that are as high as the highest of them: those that may touch are in the same row or in the next.
fn each_near(
    bodies: &[Body],
    places: &mut [Point],
    reach: f64,
    mut look: impl FnMut(&mut [Point], usize, usize),
) {
    for body in 1..bodies.len() {
        look(places, 0, body);
    }
    let most = |of: fn(&Body) -> f64| bodies.iter().skip(1).map(of).fold(0.0, f64::max);
    let wide = (most(|body| body.width) + GAP.0) * reach;
    let top = places.iter().map(|place| place.y).fold(f64::INFINITY, f64::min);
    let bottom = places.iter().map(|place| place.y).fold(f64::NEG_INFINITY, f64::max);
    let high = f64::max((most(|body| body.height) + GAP.1) * reach, (bottom - top) / MOST_ROWS);
    // Boxes move during the loop; the rows and the order do not change.
    let mut boxes: Vec<(usize, f64, f64, usize)> = places
        .iter()
        .enumerate()
        .skip(1)
        .map(|(body, place)| (((place.y - top) / high) as usize, place.x, place.y, body))
        .collect();
    boxes.sort_unstable_by(|one, other| {
        let by_x = one.1.total_cmp(&other.1).then(one.2.total_cmp(&other.2));
        one.0.cmp(&other.0).then(by_x).then(one.3.cmp(&other.3))
    });
    let mut next_row = 0;
    for (at, &(row, x, _, a)) in boxes.iter().enumerate() {
        let same = boxes[at + 1..].iter();
        for &(_, _, _, b) in same.take_while(|other| other.0 == row && other.1 - x <= wide) {
            look(places, a, b);
        }
        while boxes.get(next_row).is_some_and(|other| (other.0, other.1) < (row + 1, x - wide)) {
            next_row += 1;
        }
        let below = boxes[next_row..].iter();
        for &(_, _, _, b) in below.take_while(|other| other.0 == row + 1 && other.1 - x <= wide) {
            look(places, a, b);
        }
    }
}

fn by_x(places: &[Point]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_unstable_by(|&a, &b| {
        let (one, other) = (places[a], places[b]);
        one.x.total_cmp(&other.x).then(one.y.total_cmp(&other.y)).then(a.cmp(&b))
    });
    order
}

/// For each pair that is too close, the shorter of the ways by which they come apart, or a share of it.
fn each_overlap(bodies: &[Body], places: &mut [Point], share: f64) -> bool {
    let widest = bodies.iter().map(|body| body.width).fold(0.0, f64::max);
    let order = by_x(places);
    let mut moved = false;
    for (at, &a) in order.iter().enumerate() {
        for &b in &order[at + 1..] {
            let across = places[b].x - places[a].x;
            let is_middle = (a == 0 && bodies[b].joins.is_none()) || (b == 0 && bodies[a].joins.is_none());
            if across > (bodies[a].width + widest) / 2.0 + MOAT.0 {
                break;
            }
            let gap = if is_middle { MOAT } else { GAP };
            let down = places[b].y - places[a].y;
            let over_x = (bodies[a].width + bodies[b].width) / 2.0 + gap.0 - across.abs();
            let over_y = (bodies[a].height + bodies[b].height) / 2.0 + gap.1 - down.abs();
            if over_x <= 0.01 || over_y <= 0.01 {
                continue;
            }
            moved = true;
            let way = if over_x < over_y {
                (if across >= 0.0 { over_x } else { -over_x }, 0.0)
            } else {
                (0.0, if down >= 0.0 { over_y } else { -over_y })
            };
            shift(bodies, places, (a, b), (way.0 * share, way.1 * share));
        }
    }
    moved
}

/// Divides a move between two boxes: words give way to cards, and the card in the middle does not move.
fn shift(bodies: &[Body], places: &mut [Point], (a, b): (usize, usize), (x, y): (f64, f64)) {
    let weight = |body: usize| match (body, bodies[body].joins) {
        (0, _) => 0.0,
        (_, Some(_)) => 2.0,
        _ => 1.0,
    };
    let share = weight(a) / (weight(a) + weight(b));
    places[a].x -= x * share;
    places[a].y -= y * share;
    places[b].x += x * (1.0 - share);
    places[b].y += y * (1.0 - share);
}
