// Cards and the lines between them, as numbers. A line is a quadratic curve through the place of its words.

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A card by its middle and its size. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** Where the way from the middle of a box to a point leaves the box. */
export function border(box: Box, to: Point): Point {
  const dx = to.x - box.x;
  const dy = to.y - box.y;
  const scale = Math.max(Math.abs(dx) / (box.width / 2), Math.abs(dy) / (box.height / 2));
  return scale <= 1 ? { x: to.x, y: to.y } : { x: box.x + dx / scale, y: box.y + dy / scale };
}

export interface Curve {
  readonly start: Point;
  readonly control: Point;
  readonly end: Point;
}

/** The curve from box to box whose middle is `through`. */
export function curve(from: Box, to: Box, through: Point): Curve {
  let control = through;
  let start = border(from, control);
  let end = border(to, control);
  for (let round = 0; round < 8; round++) {
    control = { x: 2 * through.x - (start.x + end.x) / 2, y: 2 * through.y - (start.y + end.y) / 2 };
    start = border(from, control);
    end = border(to, control);
  }
  if (!isIn(from, control) && !isIn(to, control)) return { start, control, end };
  // No curve leads there that could be drawn: a straight line.
  [start, end] = [border(from, to), border(to, from)];
  return { start, control: { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 }, end };
}

function isIn(box: Box, { x, y }: Point): boolean {
  return Math.abs(x - box.x) <= box.width / 2 + 4 && Math.abs(y - box.y) <= box.height / 2 + 4;
}

export function middle({ start, control, end }: Curve): Point {
  return { x: (start.x + 2 * control.x + end.x) / 4, y: (start.y + 2 * control.y + end.y) / 4 };
}

/** A point beside the way from `a` to `b`: how far along, as a share, and how far to its left. */
export function beside(a: Point, b: Point, point: Point): { weight: number; distance: number } {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const length = Math.hypot(dx, dy) || 1;
  const px = point.x - a.x;
  const py = point.y - a.y;
  return { weight: (px * dx + py * dy) / (length * length), distance: (py * dx - px * dy) / length };
}
