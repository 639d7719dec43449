// The part of a picture at a place of the screen.

import { distance, type Point } from "./geometry.js";
import type { Written } from "./labels.js";
import type { Model } from "./model.js";
import type { Choice } from "./scene.js";
import type { View } from "./view.js";

/** How near to a line is on it, in pixels. */
const NEAR = 8;

/** The element at a place of the screen: a card, the words of a line, or a line. */
export function find(model: Model, view: View, names: readonly Written[], screen: Point): Choice | undefined {
  const point = view.toPlane(screen);
  const isIn = (place: Point, width: number, height: number) =>
    Math.abs(point.x - place.x) <= Math.max(width / 2, 7 / view.zoomed) &&
    Math.abs(point.y - place.y) <= Math.max(height / 2, 7 / view.zoomed);
  const card = model.scene.cards.findIndex(
    ({ width, height }, at) => !model.hiddenCards.has(at) && isIn(model.cards[at] as Point, width, height),
  );
  if (card >= 0) return { kind: "concept", label: model.card(card).label };
  const name = names.find(
    ({ kind, line, x, y, width, height }) =>
      (kind === "concept" || line !== undefined) &&
      Math.abs(x - screen.x) <= width / 2 &&
      Math.abs(y - screen.y) <= height / 2,
  );
  if (name) return name.line === undefined ? { kind: "concept", label: name.text } : { kind: "line", id: name.line };
  for (const place of model.scene.sharedLines.keys()) {
    if (!model.isShownShared(place)) continue;
    const { width, height } = model.sharedWords(place);
    if (isIn(model.sharedWordsAt(place, view.frame()), width, height)) return { kind: "shared", place };
  }
  const written = model.scene.lines.findIndex(
    ({ rows, width, height }, line) =>
      rows.length > 0 && !model.hiddenLines.has(line) && isIn(model.wordsAt(line), width, height),
  );
  if (written >= 0) return { kind: "line", id: model.line(written).id };
  let best: { choice: Choice; far: number } | undefined;
  const consider = (choice: Choice, far: number) => {
    if (far * view.zoomed <= NEAR && far < (best?.far ?? Infinity)) best = { choice, far };
  };
  model.scene.sharedLines.forEach((_, place) => {
    if (model.isShownShared(place)) consider({ kind: "shared", place }, distance(model.sharedCurve(place), point));
  });
  model.scene.lines.forEach(({ ends: [from, to], id, bend }, line) => {
    if (model.hiddenLines.has(line)) return;
    const [a, b] = [model.cards[from] as Point, model.cards[to] as Point];
    const room =
      60 + Math.abs(bend) + NEAR / view.zoomed + (model.line(line).rows.length > 0 ? 200 : from === to ? 160 : 0);
    if (
      Math.max(a.x, b.x) < point.x - room ||
      Math.min(a.x, b.x) > point.x + room ||
      Math.max(a.y, b.y) < point.y - room ||
      Math.min(a.y, b.y) > point.y + room
    )
      return;
    consider({ kind: "line", id }, distance(model.curve(line), point));
  });
  return best?.choice;
}
