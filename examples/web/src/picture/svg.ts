// The picture as an SVG file: the same cards and lines where they lie now. Every word goes in as text.

import type { Card, Word } from "./cards.js";
import { WORDS } from "./cards.js";
import { border, type Box, type Curve, curve, middle, type Point } from "./geometry.js";
import { type Palette, SANS } from "./palette.js";
import type { Picture } from "./picture.js";

type Snapshot = ReturnType<Picture["snapshot"]>;

const NAMESPACE = "http://www.w3.org/2000/svg";
const MARGIN = 40;

export function toSVG({ cards, words, bare, boxes, middles, palette }: Snapshot, title: string): string {
  const area = areaOf(cards.flatMap(({ id }) => boxes.get(id) ?? []), words.flatMap(({ id, width, height }) => {
    const place = middles.get(id);
    return place ? { ...place, width, height } : [];
  }));
  const root = make("svg", { xmlns: NAMESPACE, viewBox: area.join(" "), width: area[2], height: area[3], role: "img" });
  const name = make("title", {});
  name.textContent = title;
  root.append(name, make("rect", { x: area[0], y: area[1], width: area[2], height: area[3], fill: palette.paper }));
  for (const { source, target } of bare) {
    const [a, b] = [boxes.get(source), boxes.get(target)];
    if (a && b) root.append(path({ start: border(a, b), control: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, end: border(b, a) }, palette.line, 1.2));
  }
  const curves = words.map((word) => [word, curveOf(word, boxes, middles)] as const);
  for (const [word, found] of curves) if (found) root.append(...line(word, found, palette));
  for (const [word, found] of curves) if (found) root.append(...relation(word, middle(found), palette));
  for (const card of cards) {
    const box = boxes.get(card.id);
    if (box) root.append(...drawCard(card, box, palette));
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}\n`;
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

function curveOf({ id, joins }: Word, boxes: ReadonlyMap<string, Box>, middles: ReadonlyMap<string, Point>): Curve | undefined {
  const [from, to, through] = [boxes.get(joins[0]), boxes.get(joins[1]), middles.get(id)];
  if (!from || !to || !through) return undefined;
  if (joins[0] !== joins[1]) return curve(from, to, through);
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

function line({ line }: Word, found: Curve, palette: Palette): SVGElement[] {
  const colour = line.isHighlight ? palette.quiet : palette.line;
  const drawn = path(found, colour, line.isHighlight ? 2.6 : 1.4);
  return line.isKeyFinding ? [drawn] : [drawn, arrow(found, colour)];
}

function arrow({ control, end }: Curve, colour: string): SVGElement {
  const angle = (Math.atan2(end.y - control.y, end.x - control.x) * 180) / Math.PI;
  return make("path", { d: "M0 0L-9 -4L-9 4Z", fill: colour, transform: `translate(${round(end.x)} ${round(end.y)}) rotate(${round(angle)})` });
}

function relation({ line, wrapped, width, height }: Word, at: Point, palette: Palette): SVGElement[] {
  const back = make("rect", { x: round(at.x - width / 2), y: round(at.y - height / 2), width, height, rx: 4, fill: palette.paper });
  const ink = line.isHighlight ? palette.ink : palette.quiet;
  return [back, text(wrapped.lines, at, SANS, WORDS.size, WORDS.weight, WORDS.font.lineHeight, ink)];
}

function drawCard({ concept, wrapped, face, letter }: Card, box: Box, palette: Palette): SVGElement[] {
  const { strong, tint } = palette.themes[concept.theme % palette.themes.length] ?? { strong: palette.line, tint: palette.paper };
  const isQuestion = concept.kind === "question";
  const fill = isQuestion ? palette.question.fill : concept.kind === "finding" ? tint : palette.paper;
  const frame = make("rect", {
    x: round(box.x - box.width / 2), y: round(box.y - box.height / 2), width: box.width, height: box.height,
    rx: isQuestion ? 16 : 10, fill, stroke: isQuestion ? fill : strong, "stroke-width": 1.5,
  });
  const ink = isQuestion ? palette.question.ink : palette.ink;
  const words = text(wrapped.lines, box, face.family, face.size, face.weight, face.font.lineHeight, ink);
  if (letter === "") return [frame, words];
  const corner = { x: box.x - box.width / 2, y: box.y - box.height / 2 };
  const dot = make("circle", { cx: round(corner.x), cy: round(corner.y), r: 8.5, fill: strong });
  return [frame, words, dot, text([letter], corner, "sans-serif", 10, 700, 13, palette.paper)];
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
