// A picture for others: as data, as SVG, as PNG, and on another canvas.

import { Drawer, EVERYTHING } from "./draw.js";
import { at } from "./geometry.js";
import type { Model } from "./model.js";
import type { Painter } from "./painter.js";
import { CanvasSurface, escape, SVGSurface } from "./surface.js";
import type { View } from "./view.js";

/** The parts of a picture that outputs are made from. */
interface Output {
  readonly model: Model;
  readonly view: View;
  readonly painter: Painter;
}

/** The visible elements, for tests and screen readers: cards and words with their boxes on the plane, and the marks. */
export function report(of: Output) {
  const { model, view, painter } = of;
  const cards = model.scene.cards.map(({ label, kind, rows, fontSize, theme }, card) => {
    const { x: px, y: py } = view.toScreen(model.box(card));
    const is = {
      isDim: model.isDim(card),
      isHidden: model.hiddenCards.has(card),
      isChosen: model.chosen?.kind === "concept" && model.chosen.label === label,
    };
    return {
      label,
      kind,
      rows,
      fontSize,
      theme,
      ...model.box(card),
      screen: { x: px, y: py },
      mark: model.marks.get(card),
      ...is,
    };
  });
  const lines = model.scene.lines.map(({ id, ends, rows, width, height, isKeyFinding, isHighlight }, line) => {
    const place = model.wordsAt(line);
    const isChosen = model.chosen?.kind === "line" && model.chosen.id === id;
    const isNear = model.near?.lines.has(line) ?? false;
    const middle = at(model.curve(line), 0.5);
    return {
      id,
      ends: ends.map((card) => model.card(card).label),
      rows,
      ...place,
      width,
      height,
      middle,
      screen: view.toScreen(rows.length > 0 ? place : middle),
      isKeyFinding,
      isHighlight,
      mark: model.lineMarks.get(id),
      isHidden: model.hiddenLines.has(line),
      isChosen,
      isNear,
    };
  });
  const frame = view.frame();
  const shared = model.scene.sharedLines.map(({ ends, rows, score }, place) => ({
    ends: ends.map((card) => model.card(card).label),
    rows,
    score,
    ...model.sharedWords(place),
    ...model.sharedWordsAt(place, frame),
    screen: view.toScreen(model.sharedWordsAt(place, frame)),
    isShown: model.isShownShared(place),
    isChosen: model.chosen?.kind === "shared" && model.chosen.place === place,
  }));
  return {
    cards,
    lines,
    shared,
    written: painter.written,
    isWalking: model.walker !== undefined,
    zoom: view.zoomed,
    pan: view.pan,
    ...view.size,
    themes: model.scene.themes,
    palette: painter.palette,
  };
}

/** The picture as SVG, with its current marks; `metadata` is written into it. */
export function svg({ model, view, painter }: Output, title: string, metadata = ""): string {
  const { left, top, right, bottom } = view.area();
  const surface = new SVGSurface();
  new Drawer(model, painter.palette, surface, EVERYTHING).draw();
  const area = [left - 30, top - 30, right - left + 60, bottom - top + 60].map(Math.round);
  const [x, y, width, height] = area;
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="${area.join(" ")}" width="${width}" height="${height}" role="img"><title>${escape(title)}</title>` +
    `${metadata === "" ? "" : `<metadata>${metadata}</metadata>`}<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${painter.palette.paper}"/>${surface.parts.join("\n")}</svg>\n`
  );
}

/** All of the picture on a canvas of this size, with the names that have room on it. */
export function snapshot({ view, painter }: Output, width: number, height: number, scale = 1): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext("2d", { alpha: false });
  if (!context) throw new Error("the browser has no memory for an image");
  const { size, zoomed, pan } = view;
  const { written } = painter;
  try {
    view.size = { width, height };
    view.fitAll();
    painter.paintAll(context, scale);
  } finally {
    [view.size, view.zoomed, view.pan, painter.written] = [size, zoomed, pan, written];
  }
  return canvas;
}

/** The picture as PNG, with its current marks. */
export async function png({ model, view, painter }: Output, most = 8_000): Promise<Blob> {
  const { left, top, right, bottom } = view.area();
  const scale = Math.min(2, most / (right - left + 60), most / (bottom - top + 60));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round((right - left + 60) * scale);
  canvas.height = Math.round((bottom - top + 60) * scale);
  const context = canvas.getContext("2d", { alpha: false }) as CanvasRenderingContext2D;
  context.fillStyle = painter.palette.paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.setTransform(scale, 0, 0, scale, (30 - left) * scale, (30 - top) * scale);
  new Drawer(model, painter.palette, new CanvasSurface(context), {
    ...EVERYTHING,
    zoom: Math.max(scale, 0.6),
  }).draw();
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error("the browser could not make an image of the picture"))),
      "image/png",
    ),
  );
}
