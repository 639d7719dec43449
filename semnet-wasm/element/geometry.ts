// Cards and the lines between them, as numbers. The same as `semnet-core/src/picture/geometry.rs`.

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A card by its middle and its size. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** A curve with two points that pull it; a plain curve has the same twice. */
export interface Curve {
  readonly start: Point;
  readonly first: Point;
  readonly second: Point;
  readonly end: Point;
}

/** Where the way from the middle of a box to a point leaves the box. */
export function border(box: Box, to: Point): Point {
  const dx = to.x - box.x;
  const dy = to.y - box.y;
  const scale = Math.max(Math.abs(dx) / (box.width / 2), Math.abs(dy) / (box.height / 2));
  return scale <= 1 ? { x: to.x, y: to.y } : { x: box.x + dx / scale, y: box.y + dy / scale };
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
  if (!holds(from, control) && !holds(to, control)) return quadratic(start, control, end);
  return straight(from, to);
}

export function straight(from: Box, to: Box): Curve {
  const [start, end] = [border(from, to), border(to, from)];
  return quadratic(start, { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 }, end);
}

/** A line without words: `bend` pixels from the straight way. */
export function bent(from: Box, to: Box, bend: number): Curve {
  if (bend === 0) return straight(from, to);
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.max(1, Math.hypot(dx, dy));
  return curve(from, to, {
    x: (from.x + to.x) / 2 - (dy / length) * bend,
    y: (from.y + to.y) / 2 + (dx / length) * bend,
  });
}

/** Out of a card towards a point, around it, and in again. */
export function looped(card: Box, through: Point): Curve {
  const [dx, dy] = [through.x - card.x, through.y - card.y];
  const length = Math.max(1, Math.hypot(dx, dy));
  const beside = (at: Point, by: number) => ({ x: at.x - (dy / length) * by, y: at.y + (dx / length) * by });
  const edge = border(card, through);
  const [start, end] = [beside(edge, -9), beside(edge, 9)];
  const pull = { x: (8 * through.x - start.x - end.x) / 6, y: (8 * through.y - start.y - end.y) / 6 };
  return { start, first: beside(pull, -46), second: beside(pull, 46), end };
}

function quadratic(start: Point, control: Point, end: Point): Curve {
  const third = (end: Point) => ({
    x: end.x + ((control.x - end.x) * 2) / 3,
    y: end.y + ((control.y - end.y) * 2) / 3,
  });
  return { start, first: third(start), second: third(end), end };
}

function holds(box: Box, { x, y }: Point): boolean {
  return Math.abs(x - box.x) <= box.width / 2 + 4 && Math.abs(y - box.y) <= box.height / 2 + 4;
}

/** The point at a share of a curve. */
export function at({ start, first, second, end }: Curve, share: number): Point {
  const rest = 1 - share;
  const [a, b, c, d] = [rest ** 3, 3 * rest * rest * share, 3 * rest * share * share, share ** 3];
  return {
    x: a * start.x + b * first.x + c * second.x + d * end.x,
    y: a * start.y + b * first.y + c * second.y + d * end.y,
  };
}

/** The distance of a point from a curve, as precisely as the eye can see. */
export function distance(curve: Curve, point: Point): number {
  let least = Infinity;
  let before = curve.start;
  for (let step = 1; step <= 16; step++) {
    const next = at(curve, step / 16);
    least = Math.min(least, toSegment(before, next, point));
    before = next;
  }
  return least;
}

function toSegment(a: Point, b: Point, { x, y }: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const square = dx * dx + dy * dy;
  const share = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - a.x) * dx + (y - a.y) * dy) / square));
  return Math.hypot(a.x + share * dx - x, a.y + share * dy - y);
}
