// The picture as an SVG file: the same cards and lines where they lie now, marked as they are now. Every word goes in as text.

import type { Card, Word } from "./cards.js";
import { lineId, WORDS } from "./cards.js";
import type { Line } from "../engine/types.js";
import { border, type Box, type Curve, curve, middle, type Point } from "./geometry.js";
import { type Palette, SANS } from "./palette.js";
import type { Picture } from "./picture.js";

type Snapshot = ReturnType<Picture["snapshot"]>;

const NAMESPACE = "http://www.w3.org/2000/svg";
const MARGIN = 40;

export function toSVG({ cards, words, bare, shared, boxes, middles, is, palette }: Snapshot, title: string): string {
  const area = areaOf(cards.flatMap(({ id }) => boxes.get(id) ?? []), words.flatMap(({ id, width, height }) => {
    const place = middles.get(id);
    return place ? { ...place, width, height } : [];
  }));
  const root = make("svg", { xmlns: NAMESPACE, viewBox: area.join(" "), width: area[2], height: area[3], role: "img" });
  const name = make("title", {});
  name.textContent = title;
  root.append(name, make("rect", { x: area[0], y: area[1], width: area[2], height: area[3], fill: palette.paper }));
  /** Elements as they are marked: what steps back is pale. */
  const put = (id: string, elements: readonly SVGElement[], pale = 0.25) => {
    if (is(id, "dim")) for (const element of elements) element.setAttribute("opacity", String(pale));
    root.append(...elements);
  };
  const look = (id: string): Look => ({ isChosen: is(id, "chosen"), isNear: is(id, "near") || is(id, "chosen"), isCrowded: is(id, "crowded") });
  for (const line of bare) {
    const [a, b] = [boxes.get(line.source), boxes.get(line.target)];
    if (!a || !b) continue;
    const id = lineId(line);
    const at = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
    put(id, [path({ start: border(a, b), control: at, end: border(b, a) }, ...stroke(line, look(id), palette, 1.2))]);
    if (is(id, "told")) put(id, [text([line.relation], at, SANS, WORDS.size, WORDS.weight, WORDS.font.lineHeight, palette.ink)]);
  }
  const curves = words.map((word) => [word, curveOf({ ...word, from: word.joins[0], to: word.joins[1] }, boxes, middles)] as const);
  for (const [word, found] of curves) if (found) put(word.id, line(word, found, look(word.id), palette));
  for (const { id, source, target } of shared) {
    const found = curveOf({ id, from: source, to: target }, boxes, middles);
    if (found) put(id, [dotted(path(found, palette.accent, is(id, "chosen") ? 3.4 : 3))]);
  }
  for (const [word, found] of curves) if (found) put(word.id, relation(word, middle(found), look(word.id), palette));
  for (const card of cards) {
    const box = boxes.get(card.id);
    if (box) put(card.id, drawCard(card, box, look(card.id), palette), card.concept.kind === "question" ? 0.5 : 0.25);
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}\n`;
}

interface Look {
  readonly isChosen: boolean;
  /** Chosen, or beside what is chosen. */
  readonly isNear: boolean;
  readonly isCrowded: boolean;
}

/** The colour and width of a line. */
function stroke({ isHighlight }: Line, { isChosen, isNear }: Look, palette: Palette, width = 1.4): [string, number] {
  if (isNear) return [palette.accent, isChosen ? 3.4 : 2.2];
  return isHighlight ? [palette.quiet, 2.6] : [palette.line, width];
}

function dotted(line: SVGElement): SVGElement {
  line.setAttribute("stroke-dasharray", "1 6");
  line.setAttribute("stroke-linecap", "round");
  return line;
}

function make(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) if (key !== "xmlns") element.setAttribute(key, String(value));
  return element;
}

function areaOf(...all: readonly Box[][]): [number, number, number, number] {
  const boxes = all.flat();
  const left = Math.min(0, ...boxes.map(({ x, width }) => x - width / 2)) - MARGIN;
  const top = Math.min(0, ...boxes.map(({ y, height }) => y - height / 2)) - MARGIN;
  const right = Math.max(0, ...boxes.map(({ x, width }) => x + width / 2)) + MARGIN;
  const bottom = Math.max(0, ...boxes.map(({ y, height }) => y + height / 2)) + MARGIN;
  return [Math.round(left), Math.round(top), Math.round(right - left), Math.round(bottom - top)];
}

interface Joining {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

function curveOf(joining: Joining, boxes: ReadonlyMap<string, Box>, middles: ReadonlyMap<string, Point>): Curve | undefined {
  const [from, to, through] = [boxes.get(joining.from), boxes.get(joining.to), middles.get(joining.id)];
  if (!from || !to || !through) return undefined;
  if (joining.from !== joining.to) return curve(from, to, through);
  // From a card to itself: out of its top, and in again at its side.
  const start = { x: from.x, y: from.y - from.height / 2 };
  const end = { x: from.x - from.width / 2, y: from.y };
  return { start, control: { x: 2 * through.x - (start.x + end.x) / 2, y: 2 * through.y - (start.y + end.y) / 2 }, end };
}

const round = (value: number) => Math.round(value * 10) / 10;

function path({ start, control, end }: Curve, colour: string, width: number): SVGElement {
  const d = `M${round(start.x)} ${round(start.y)}Q${round(control.x)} ${round(control.y)} ${round(end.x)} ${round(end.y)}`;
  return make("path", { d, fill: "none", stroke: colour, "stroke-width": width });
}

function line({ line }: Word, found: Curve, look: Look, palette: Palette): SVGElement[] {
  const [colour, width] = stroke(line, look, palette, line.isKeyFinding ? 1.2 : 1.4);
  const drawn = path(found, colour, width);
  return line.isKeyFinding ? [drawn] : [drawn, arrow(found, colour)];
}

function arrow({ control, end }: Curve, colour: string): SVGElement {
  const angle = (Math.atan2(end.y - control.y, end.x - control.x) * 180) / Math.PI;
  return make("path", { d: "M0 0L-9 -4L-9 4Z", fill: colour, transform: `translate(${round(end.x)} ${round(end.y)}) rotate(${round(angle)})` });
}

function relation({ line, wrapped, face, width, height }: Word, at: Point, { isChosen, isNear }: Look, palette: Palette): SVGElement[] {
  const back = make("rect", { x: round(at.x - width / 2), y: round(at.y - height / 2), width, height, rx: 4, fill: palette.paper });
  const ink = line.isHighlight || isNear ? palette.ink : palette.quiet;
  const weight = isChosen ? 700 : line.isHighlight ? 600 : face.weight;
  return [back, text(wrapped.lines, at, face.family, face.size, weight, face.font.lineHeight, ink)];
}

function drawCard({ concept, wrapped, face, letter }: Card, box: Box, { isChosen, isCrowded }: Look, palette: Palette): SVGElement[] {
  const { strong, tint } = palette.themes[concept.theme % palette.themes.length] ?? { strong: palette.line, tint: palette.paper };
  const isQuestion = concept.kind === "question";
  const isFilled = isCrowded && concept.kind === "concept";
  const fill = isQuestion ? palette.question.fill : isFilled ? strong : concept.kind === "finding" ? tint : palette.paper;
  const frame = make("rect", {
    x: round(box.x - box.width / 2), y: round(box.y - box.height / 2), width: box.width, height: box.height,
    rx: isQuestion ? 16 : 10, fill, stroke: isQuestion ? fill : strong, "stroke-width": 1.5,
  });
  const outline = isChosen ? [make("rect", {
    x: round(box.x - box.width / 2 - 4.5), y: round(box.y - box.height / 2 - 4.5), width: box.width + 9, height: box.height + 9,
    rx: isQuestion ? 20 : 14, fill: "none", stroke: palette.accent, "stroke-width": 3,
  })] : [];
  const ink = isQuestion ? palette.question.ink : isFilled ? palette.paper : palette.ink;
  const words = text(wrapped.lines, box, face.family, face.size, face.weight, face.font.lineHeight, ink);
  if (letter === "") return [...outline, frame, words];
  const corner = { x: box.x - box.width / 2, y: box.y - box.height / 2 };
  const dot = make("circle", { cx: round(corner.x), cy: round(corner.y), r: 8.5, fill: strong });
  return [...outline, frame, words, dot, text([letter], corner, "sans-serif", 10, 700, 13, palette.paper)];
}

function text(lines: readonly string[], at: Point, family: string, size: number, weight: number, height: number, ink: string): SVGElement {
  const element = make("text", {
    "text-anchor": "middle", "font-family": family, "font-size": size, "font-weight": weight, fill: ink,
  });
  const top = at.y - ((lines.length - 1) * height) / 2 + size * 0.35;
  lines.forEach((line, place) => {
    const row = make("tspan", { x: round(at.x), y: round(top + place * height) });
    row.textContent = line;
    element.append(row);
  });
  return element;
}
