//! Keeps boxes from lying on one another.

use crate::picture::body::{Body, GAP};
use crate::picture::geometry::Point;

/// Around the card in the middle there is room for the words of its lines.
const MOAT: (f64, f64) = (84.0, 72.0);

/// Pushes boxes that are closer than the gap half the way apart.
pub(super) fn push_apart(bodies: &[Body], places: &mut [Point]) {
    each_overlap(bodies, places, 0.5);
}

/// Moves boxes that lie on one another apart; whether there were any.
pub(super) fn separate(bodies: &[Body], places: &mut [Point]) -> bool {
    each_overlap(bodies, places, 1.0)
}

/// Pushes boxes away from one another in all directions alike, so that many of them do not pile up in
/// columns.
pub(super) fn keep_apart(bodies: &[Body], places: &mut [Point]) {
    let widest = bodies.iter().map(|body| body.width).fold(0.0, f64::max) + GAP.0;
    let order = by_x(places);
    for (at, &a) in order.iter().enumerate() {
        for &b in &order[at + 1..] {
            if places[b].x - places[a].x > widest * 1.1 {
                break;
            }
            let width = (bodies[a].width + bodies[b].width) / 2.0 + GAP.0;
            let height = (bodies[a].height + bodies[b].height) / 2.0 + GAP.1;
            let (dx, dy) = ((places[b].x - places[a].x) / width, (places[b].y - places[a].y) / height);
            let square = dx * dx + dy * dy;
            if square >= 1.2 {
                continue;
            }
            let distance = square.sqrt();
            let (ux, uy) = if distance < 1e-6 { (0.0, 1.0) } else { (dx / distance, dy / distance) };
            let lacking = (1.0955 - distance) * 0.35;
            shift(bodies, places, (a, b), (ux * lacking * width, uy * lacking * height));
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

/// Shares a move between two boxes: words give way to cards, and the card in the middle stays.
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
