//! Cards and the lines between them, as numbers. A line is a quadratic curve through the place of its words.

/// A place.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub(crate) struct Point {
    pub(crate) x: f64,
    pub(crate) y: f64,
}

/// A card by its middle and its size.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Rect {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// Where the way from the middle of a box to a point leaves the box.
pub(crate) fn border(rect: &Rect, to: Point) -> Point {
    let (dx, dy) = (to.x - rect.x, to.y - rect.y);
    let scale = f64::max(dx.abs() / (rect.width / 2.0), dy.abs() / (rect.height / 2.0));
    if scale <= 1.0 { to } else { Point { x: rect.x + dx / scale, y: rect.y + dy / scale } }
}

/// A curve by its ends and the point that pulls it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Curve {
    pub(crate) start: Point,
    pub(crate) control: Point,
    pub(crate) end: Point,
}

impl Curve {
    /// The point at a share of its length, as good as the eye can tell.
    pub(crate) fn at(&self, share: f64) -> Point {
        let Curve { start, control, end } = self;
        let rest = 1.0 - share;
        let mixed = |a: f64, b: f64, c: f64| rest * rest * a + 2.0 * rest * share * b + share * share * c;
        Point { x: mixed(start.x, control.x, end.x), y: mixed(start.y, control.y, end.y) }
    }
}

/// The curve from box to box whose middle is `through`.
pub(crate) fn curve(from: &Rect, to: &Rect, through: Point) -> Curve {
    let mut control = through;
    let mut start = border(from, control);
    let mut end = border(to, control);
    for _ in 0..8 {
        control = Point {
            x: 2.0 * through.x - (start.x + end.x) / 2.0,
            y: 2.0 * through.y - (start.y + end.y) / 2.0,
        };
        start = border(from, control);
        end = border(to, control);
    }
    if !holds(from, control) && !holds(to, control) {
        return Curve { start, control, end };
    }
    // No curve leads there, so the line is straight.
    let (start, end) = (border(from, Point { x: to.x, y: to.y }), border(to, Point { x: from.x, y: from.y }));
    Curve { start, control: Point { x: (start.x + end.x) / 2.0, y: (start.y + end.y) / 2.0 }, end }
}

fn holds(rect: &Rect, Point { x, y }: Point) -> bool {
    (x - rect.x).abs() <= rect.width / 2.0 + 4.0 && (y - rect.y).abs() <= rect.height / 2.0 + 4.0
}

/// Where a line without words bends to: `bend` pixels from the middle of the straight way.
pub(crate) fn bent(from: &Rect, to: &Rect, bend: f64) -> Point {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let length = f64::max(1.0, (dx * dx + dy * dy).sqrt());
    Point { x: (from.x + to.x) / 2.0 - dy / length * bend, y: (from.y + to.y) / 2.0 + dx / length * bend }
}
