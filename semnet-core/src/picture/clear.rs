//! Keeps thematic connections from running under the card in the middle, which would hide them.

use crate::picture::body::Body;
use crate::picture::geometry::{Curve, Point, Rect, curve};
use crate::picture::layout::Layout;

/// The least distance between the places that are tried for the middle of a connection, and about the largest
/// number of them.
const STEP: f64 = 10.0;
const MOST: f64 = 2_500.0;
/// The number of places of a curve at which it is tested whether it is on a card.
const SAMPLES: usize = 32;
/// Room between a connection and the card in the middle.
const ROOM: f64 = 3.0;

impl Layout {
    /// Moves the middle of each connection that runs under the card in the middle: to where the fewest other
    /// cards are on it, as near as possible. Its words do not overlap anything there, and the picture does
    /// not grow. A connection without such a place is not moved, and in large pictures none is. O(connections
    /// × bodies).
    pub(super) fn keep_clear(&mut self) {
        if self.is_large() {
            return;
        }
        let (middle, extent) = (self.rect(0), self.extent());
        let step = f64::max(STEP, (extent.width * extent.height / MOST).sqrt());
        let (columns, rows) = ((extent.width / step) as usize, (extent.height / step) as usize);
        let (left, top) = (extent.x - extent.width / 2.0, extent.y - extent.height / 2.0);
        for words in 0..self.bodies.len() {
            let body = self.bodies[words];
            let Some((from, to)) = body.joins.filter(|&(from, to)| body.is_shared && from > 0 && to > 0)
            else {
                continue;
            };
            let (one, other, place) = (self.rect(from), self.rect(to), self.places[words]);
            if !is_under(&curve(&one, &other, place), &middle, ROOM) {
                continue;
            }
            let mut best: Option<(usize, f64, Point)> = None;
            for (column, row) in (0..=columns).flat_map(|column| (0..=rows).map(move |row| (column, row))) {
                let tried = Point {
                    x: libm::round(left + step * column as f64),
                    y: libm::round(top + step * row as f64),
                };
                let found = curve(&one, &other, tried);
                if is_under(&found, &middle, ROOM) || !self.has_room(words, tried, &extent) {
                    continue;
                }
                let (dx, dy) = (tried.x - place.x, tried.y - place.y);
                let (hidden, far) = (self.cards_over(&found, (from, to)), dx * dx + dy * dy);
                if best.is_none_or(|(least, nearest, _)| (hidden, far) < (least, nearest)) {
                    best = Some((hidden, far, tried));
                }
            }
            if let Some((.., found)) = best {
                self.places[words] = found;
            }
        }
    }

    /// Whether words at this place overlap nothing, and do not make the picture larger.
    fn has_room(&self, words: usize, place: Point, extent: &Rect) -> bool {
        let Body { width, height, .. } = self.bodies[words];
        let is_inside = (place.x - extent.x).abs() <= (extent.width - width) / 2.0
            && (place.y - extent.y).abs() <= (extent.height - height) / 2.0;
        let lies = |body: usize| {
            let other = self.rect(body);
            (other.x - place.x).abs() < (other.width + width) / 2.0
                && (other.y - place.y).abs() < (other.height + height) / 2.0
        };
        is_inside && !(0..self.bodies.len()).any(|body| body != words && lies(body))
    }

    /// How many cards are on a curve between two others.
    fn cards_over(&self, found: &Curve, (from, to): (usize, usize)) -> usize {
        self.cards()
            .filter(|&card| card != from && card != to && is_under(found, &self.rect(card), 0.0))
            .count()
    }
}

/// Whether a curve comes closer to a card than this.
fn is_under(curve: &Curve, card: &Rect, room: f64) -> bool {
    (0..=SAMPLES).any(|sample| {
        let Point { x, y } = curve.at(sample as f64 / SAMPLES as f64);
        (x - card.x).abs() < card.width / 2.0 + room && (y - card.y).abs() < card.height / 2.0 + room
    })
}
