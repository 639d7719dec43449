// Keeps boxes from lying on one another.

import type { Body } from "./layout.js";

interface Gap {
  readonly x: number;
  readonly y: number;
}

/** Around the card in the middle there is room for the words of its lines. */
const MOAT: Gap = { x: 84, y: 72 };

/** A force that pushes boxes apart which are closer than the gap. */
export function pushApart(bodies: readonly Body[], gap: Gap): () => void {
  return () => eachOverlap(bodies, gap, (a, b, x, y) => move(a, b, x * 0.5, y * 0.5));
}

/** Moves boxes that lie on one another apart; whether there were any. */
export function separate(bodies: readonly Body[], gap: Gap): boolean {
  let moved = false;
  eachOverlap(bodies, gap, (a, b, x, y) => {
    moved = true;
    move(a, b, x, y);
  });
  return moved;
}

type Found = (a: Body, b: Body, x: number, y: number) => void;

/** Calls for each pair that is too close, with the shorter way by which `b` would have to move. */
function eachOverlap(bodies: readonly Body[], gap: Gap, found: Found): void {
  const widest = bodies.reduce((most, { width }) => Math.max(most, width), 0);
  const sorted = [...bodies].sort((a, b) => a.x - b.x || a.y - b.y);
  for (let place = 0; place < sorted.length; place++) {
    const a = sorted[place] as Body;
    for (let next = place + 1; next < sorted.length; next++) {
      const b = sorted[next] as Body;
      if (b.x - a.x > (a.width + widest) / 2 + MOAT.x) break;
      const down = b.y > a.y ? b.y - a.y : a.y - b.y;
      if (down > (a.height + b.height) / 2 + MOAT.y) continue;
      const room = (a.isFixed && !b.isWord) || (b.isFixed && !a.isWord) ? MOAT : gap;
      const overX = (a.width + b.width) / 2 + room.x - Math.abs(b.x - a.x);
      const overY = (a.height + b.height) / 2 + room.y - down;
      if (overX <= 0.01 || overY <= 0.01) continue;
      if (overX < overY) found(a, b, b.x >= a.x ? overX : -overX, 0);
      else found(a, b, 0, b.y >= a.y ? overY : -overY);
    }
  }
}

/** Shares a move between two boxes: words give way to cards, and what is fixed stays. */
function move(a: Body, b: Body, x: number, y: number): void {
  const weight = (body: Body) => (body.isFixed ? 0 : body.isWord ? 2 : 1);
  const all = weight(a) + weight(b);
  if (all === 0) return;
  const share = weight(a) / all;
  a.x -= x * share;
  a.y -= y * share;
  b.x += x * (1 - share);
  b.y += y * (1 - share);
}
