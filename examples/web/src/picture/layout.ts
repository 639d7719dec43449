// Where things lie: the question in the middle, all else around it by forces, each word of a line at a place of its own, and
// nothing on top of anything. The same network lies the same way each time: no chance is involved.

import { forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationNodeDatum } from "d3-force";
import { border, type Box, type Point } from "./geometry.js";
import { pushApart, separate } from "./overlap.js";
import { radial } from "./radial.js";

/** Something with a size that needs a place: a card, or the words of a line. */
export interface Item {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** Where it is a word: the cards that its line joins. */
  readonly joins?: readonly [string, string];
}

export interface Wish {
  /** The cards in reading order; the first is in the middle. */
  readonly cards: readonly Item[];
  readonly words: readonly Item[];
  /** Lines without words, by the cards that they join. */
  readonly bare: readonly (readonly [string, string])[];
  /** Whether there is more room downwards than sideways, as on a phone. */
  readonly isTall: boolean;
}

export interface Body extends SimulationNodeDatum, Box {
  x: number;
  y: number;
  readonly id: string;
  readonly isWord: boolean;
  readonly isFixed: boolean;
}

/** How much room there is between things. */
const GAP = { x: 18, y: 14 };
const TICKS = 260;
/** Large networks start near where they end, and each step takes longer. */
const TICKS_OF_LARGE = 110;
/** How often what still lies on one another is moved apart. */
const ROUNDS = 600;
/** How long it works before the page may breathe, in milliseconds. */
const SLICE = 12;

/** Finds the places; tells how far it is, from 0 to 1. */
export async function layOut(wish: Wish, progress: (share: number) => void, signal: AbortSignal): Promise<Map<string, Point>> {
  const { bodies, links } = bodiesOf(wish);
  const isLarge = bodies.length > 400;
  const ticks = isLarge ? TICKS_OF_LARGE : TICKS;
  const simulation = forceSimulation(bodies)
    .stop()
    .alphaDecay(1 - 0.001 ** (1 / ticks))
    .velocityDecay(0.35)
    .force("link", forceLink<Body, Link>(links).id(({ id }) => id).distance(({ distance }) => distance).strength(({ pull }) => pull))
    .force("charge", forceManyBody<Body>().strength((body) => (body.isWord ? -30 : isLarge ? -110 : wish.isTall ? -450 : -900)).distanceMax(isLarge ? 500 : 1_200).theta(isLarge ? 1.2 : 0.9))
    .force("x", forceX<Body>(0).strength(isLarge ? 0.02 : wish.isTall ? 0.16 : 0.022))
    .force("y", forceY<Body>(0).strength(isLarge ? 0.03 : wish.isTall ? 0.04 : 0.05))
    .force("between", keepBetween(bodies, wish.words))
    .force("apart", pushApart(bodies, GAP));
  let last = performance.now();
  const rest = async (share: number) => {
    if (performance.now() - last < SLICE) return;
    progress(share);
    await breathe();
    signal.throwIfAborted();
    last = performance.now();
  };
  for (let tick = 0; tick < ticks; tick++) {
    simulation.tick();
    await rest((0.95 * tick) / ticks);
  }
  for (let round = 1; round <= ROUNDS && separate(bodies, GAP); round++) {
    // Where there is no room to give way, there must be more.
    if (round % 10 === 0) for (const body of bodies) [body.x, body.y] = [body.x * 1.05, body.y * 1.05];
    await rest(0.95 + (0.05 * round) / ROUNDS);
  }
  return new Map(bodies.map(({ id, x, y }) => [id, { x: Math.round(x), y: Math.round(y) }]));
}

interface Link {
  readonly source: string;
  readonly target: string;
  readonly distance: number;
  readonly pull: number;
}

function bodiesOf(wish: Wish): { bodies: Body[]; links: Link[] } {
  const cards = new Map(wish.cards.map((card) => [card.id, card]));
  const joins = [...wish.words.flatMap(({ joins }) => (joins ? [joins] : [])), ...wish.bare];
  const starts = radial(wish.cards, joins, wish.isTall);
  const placed = (id: string): Point => starts.get(id) ?? { x: 0, y: 0 };
  const first = wish.cards[0]?.id;
  const bodies: Body[] = wish.cards.map(({ id, width, height }) => {
    const isFixed = id === first;
    return { id, width, height, ...placed(id), isWord: false, isFixed, ...(isFixed && { fx: 0, fy: 0 }) };
  });
  const count = new Map<string, number>();
  for (const [source, target] of joins) for (const id of [source, target]) count.set(id, (count.get(id) ?? 0) + 1);
  const pull = (a: string, b: string) => 1 / Math.min(count.get(a) ?? 1, count.get(b) ?? 1);
  const links: Link[] = [];
  const half = (id: string) => {
    const card = cards.get(id);
    return card ? (card.width + card.height) * 0.29 : 0;
  };
  const seen = new Map<string, number>();
  for (const { id, width, height, joins } of wish.words) {
    const [source, target] = joins ?? ["", ""];
    const [a, b] = [placed(source), placed(target)];
    // Several lines between the same two cards start side by side.
    const pair = source < target ? `${source}\0${target}` : `${target}\0${source}`;
    const place = seen.get(pair) ?? 0;
    seen.set(pair, place + 1);
    const side = 26 * Math.ceil(place / 2) * (place % 2 === 0 ? 1 : -1);
    bodies.push({ id, width, height, x: (a.x + b.x) / 2 + side, y: (a.y + b.y) / 2 + side + 1, isWord: true, isFixed: false });
    // The words follow their line; what they need of room, the line is longer.
    if (source === target) links.push({ source, target: id, distance: half(source) + 40, pull: 1 });
    else links.push({ source, target, distance: half(source) + half(target) + (wish.isTall ? width * 0.3 + height + 24 : width * 0.6 + 44), pull: pull(source, target) });
  }
  for (const [source, target] of wish.bare) {
    if (source !== target) links.push({ source, target, distance: half(source) + half(target) + 40, pull: pull(source, target) });
  }
  return { bodies, links };
}

/** Draws words to the middle of what can be seen of their lines. */
function keepBetween(bodies: readonly Body[], words: readonly Item[]): () => void {
  const byId = new Map(bodies.map((body) => [body.id, body]));
  const lines = words.flatMap(({ id, joins }) => {
    const [word, from, to] = [id, joins?.[0] ?? "", joins?.[1] ?? ""].map((one) => byId.get(one));
    return word && from && to && from !== to ? [{ word, from, to }] : [];
  });
  const center = bodies.find(({ isFixed }) => isFixed);
  return () => {
    for (const { word, from, to } of lines) {
      const [a, b] = [border(from, to), border(to, from)];
      const straight = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
      const touches = center === undefined || from === center || to === center;
      const goal = touches ? straight : around(center, straight, a, b);
      word.x += (goal.x - word.x) * 0.25;
      word.y += (goal.y - word.y) * 0.25;
    }
  };
}

/** A line that would run behind the card in the middle goes around it. */
function around(center: Box, straight: Point, a: Point, b: Point): Point {
  const moat = { ...center, width: center.width + 110, height: center.height + 80 };
  const isBehind = Math.abs(straight.x - center.x) < moat.width / 2 && Math.abs(straight.y - center.y) < moat.height / 2;
  if (!isBehind) return straight;
  // To the side on which it is already; where it is on none, to the left of its way.
  const away = { x: straight.x - center.x, y: straight.y - center.y };
  const side = Math.hypot(away.x, away.y) > 4 ? away : { x: a.y - b.y, y: b.x - a.x };
  return border(moat, { x: center.x + side.x * 1_000, y: center.y + side.y * 1_000 });
}

const breathe = () => new Promise<void>((resolve) => setTimeout(resolve));
