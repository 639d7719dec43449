// Where things start: in rings around the first card, each with a part of the circle as large as what hangs on it.

import type { Point } from "./geometry.js";

interface Placed {
  readonly id: string;
}

const RING = 300;

/** Places by identifier, for cards in reading order and the pairs that are joined. */
export function radial(cards: readonly Placed[], joins: readonly (readonly [string, string])[], isTall: boolean): Map<string, Point> {
  const stretch = isTall ? { x: 0.7, y: 1.2 } : { x: 1.25, y: 1 };
  const children = tree(cards, joins);
  const leaves = new Map<string, number>();
  // From the outermost inwards: the order of the tree is from inside out.
  for (const id of [...children.keys()].reverse()) {
    const below = (children.get(id) ?? []).reduce((sum, child) => sum + (leaves.get(child) ?? 1), 0);
    leaves.set(id, Math.max(1, below));
  }
  const places = new Map<string, Point>();
  const root = cards[0]?.id;
  if (root === undefined) return places;
  const first = children.get(root)?.[0];
  // The first one stands at the top, and the others follow clockwise.
  const share = (2 * Math.PI * (first === undefined ? 0 : (leaves.get(first) ?? 1))) / (leaves.get(root) ?? 1);
  const waiting = [{ id: root, depth: 0, from: -Math.PI / 2 - share / 2, to: (3 * Math.PI) / 2 - share / 2 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { id, depth, from, to } = next;
    const angle = (from + to) / 2;
    places.set(id, { x: Math.cos(angle) * RING * depth * stretch.x, y: Math.sin(angle) * RING * depth * stretch.y });
    let start = from;
    for (const child of children.get(id) ?? []) {
      const end = start + ((to - from) * (leaves.get(child) ?? 1)) / (leaves.get(id) ?? 1);
      waiting.push({ id: child, depth: depth + 1, from: start, to: end });
      start = end;
    }
  }
  return places;
}

/** Each card below the one through which it is reached first; what is not reached hangs on the first card. */
function tree(cards: readonly Placed[], joins: readonly (readonly [string, string])[]): Map<string, string[]> {
  const order = new Map(cards.map(({ id }, place) => [id, place]));
  const beside = new Map<string, string[]>(cards.map(({ id }) => [id, []]));
  for (const [a, b] of joins) {
    beside.get(a)?.push(b);
    beside.get(b)?.push(a);
  }
  const children = new Map<string, string[]>();
  const reached = new Set<string>();
  const root = cards[0]?.id;
  const walk = (start: string) => {
    const waiting = [start];
    reached.add(start);
    for (let at = 0; at < waiting.length; at++) {
      const id = waiting[at] ?? "";
      const fresh = [...new Set(beside.get(id))].filter((other) => !reached.has(other));
      fresh.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
      fresh.forEach((other) => reached.add(other));
      children.set(id, [...(children.get(id) ?? []), ...fresh]);
      waiting.push(...fresh);
    }
  };
  if (root !== undefined) walk(root);
  for (const { id } of cards) {
    if (reached.has(id)) continue;
    if (root !== undefined) children.get(root)?.push(id);
    walk(id);
  }
  return children;
}
