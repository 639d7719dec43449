// The picture: draws a view with Cytoscape, marks what was chosen, and tells what a person chooses in it.

import cytoscape, { type Collection, type Core, type ElementDefinition, type NodeSingular } from "cytoscape";
import type { View } from "../engine/types.js";
import type { Choice } from "../page/choice.js";
import { type Card, CROWDED, type Drawing, drawingOf, lineId, type Word } from "./cards.js";
import { beside, type Box, curve, type Point } from "./geometry.js";
import { layOut } from "./layout.js";
import { type Palette, readPalette, SANS, SERIF } from "./palette.js";
import { badgeOf, styleOf } from "./style.js";

const FONTS = [`600 19px ${SERIF}`, `600 15px ${SANS}`, `500 12px ${SANS}`];

export interface Told {
  /** A concept or line was chosen in the picture, or nothing. */
  choose(choice: Choice | undefined): void;
  /** How far the layout is, from 0 to 1. */
  progress(share: number): void;
}

/** Nothing is drawn larger than this. */
const LARGEST = 1.15;
/** Letters that are smaller on the screen are hard to read, in pixels. */
const LEGIBLE = 9;
/** Of more cards than this all is shown first: their shape says more than the words of a few. */
const MOST_READ = 40;

/** How an element of the picture may be marked. */
type Mark = "chosen" | "near" | "dim" | "told" | "crowded";

interface SharedLine {
  readonly id: string;
  readonly source: string;
  readonly target: string;
}

export class Picture {
  private readonly core: Core;
  private palette: Palette = readPalette();
  private drawing: Drawing = { cards: [], words: [], bare: [] };
  private working = new AbortController();
  private readonly dark = matchMedia("(prefers-color-scheme: dark)");
  private readonly onDark = () => this.recolour();
  private readonly watching = new ResizeObserver(() => this.core.resize());

  /** `isLarge`: so much is drawn that lines step back while something moves. */
  constructor(private readonly container: HTMLElement, private readonly told: Told, isLarge = false) {
    this.core = cytoscape({
      container,
      style: styleOf(this.palette),
      layout: { name: "preset" },
      minZoom: 0.02,
      maxZoom: 3,
      boxSelectionEnabled: false,
      autounselectify: true,
      hideEdgesOnViewport: isLarge,
      textureOnViewport: isLarge,
    });
    this.core.on("tap", (event) => {
      if (event.target === this.core) this.told.choose(undefined);
      else if (event.target.isNode()) this.told.choose({ kind: "concept", label: event.target.id() });
      else if (event.target.data("line") !== undefined) this.told.choose({ kind: "line", id: event.target.data("line") });
      else this.told.choose({ kind: "shared", place: event.target.data("shared") });
    });
    this.core.on("mouseover", "node, edge", () => container.classList.add("over"));
    this.core.on("mouseout", "node, edge", () => container.classList.remove("over"));
    this.watching.observe(container);
    this.dark.addEventListener("change", this.onDark);
  }

  /** Ends what works, watches or is drawn. A picture that has ended draws nothing any more. */
  end(): void {
    this.working.abort();
    this.watching.disconnect();
    this.dark.removeEventListener("change", this.onDark);
    this.core.destroy();
  }

  /** Lays out and draws. A call before that is not done yet ends without a picture. */
  async draw(view: View): Promise<void> {
    if (this.core.destroyed()) throw new DOMException("this picture has ended", "AbortError");
    this.working.abort();
    const { signal } = (this.working = new AbortController());
    // What is measured must be what is drawn.
    await Promise.all(FONTS.map((font) => document.fonts.load(font))).catch(() => undefined);
    signal.throwIfAborted();
    const isTall = this.isTall();
    const drawing = drawingOf(view, isTall);
    const bare = drawing.bare.map(({ source, target }) => [source, target] as const);
    const places = await layOut({ cards: drawing.cards, words: drawing.words, bare, isTall }, this.told.progress, signal);
    signal.throwIfAborted();
    this.drawing = drawing;
    this.container.dataset["many"] = String(drawing.bare.length > 0);
    const place = (id: string): Point => places.get(id) ?? { x: 0, y: 0 };
    const boxes = new Map(drawing.cards.map((card) => [card.id, { ...place(card.id), width: card.width, height: card.height }]));
    const isCrowded = drawing.cards.length > CROWDED;
    const nodes = drawing.cards.map((card) => this.node(card, place(card.id), isCrowded));
    const words = drawing.words.map((word) => edge(word, boxes, place(word.id)));
    const bareLines = drawing.bare.map((line): ElementDefinition => ({
      group: "edges",
      data: { id: lineId(line), line: line.id, source: line.source, target: line.target, relation: line.relation },
      classes: [...classesOf(line), "bare"],
    }));
    this.core.batch(() => {
      this.core.elements().remove();
      this.core.add([...nodes, ...words, ...bareLines]);
    });
    this.told.progress(1);
    this.begin();
  }

  private node({ id, concept, wrapped, face, letter, width, height }: Card, position: Point, isCrowded: boolean): ElementDefinition {
    const { strong } = this.palette.themes[concept.theme % this.palette.themes.length] ?? { strong: "" };
    const { family, size, weight } = face;
    const data = { id, width, height, text: wrapped.lines.join("\n"), theme: concept.theme % this.palette.themes.length, family, size, weight };
    const badge = letter === "" ? {} : { letter, badge: badgeOf(letter, strong, this.palette.paper) };
    return { group: "nodes", data: { ...data, ...badge }, position: { ...position }, classes: [concept.kind, ...(isCrowded ? ["crowded"] : [])] };
  }

  /** Marks a concept or a line, and what touches it; the rest steps back. */
  choose(choice: Choice | undefined): void {
    this.core.batch(() => {
      this.core.elements().removeClass("chosen near dim told");
      const chosen = this.find(choice);
      if (chosen.empty()) return;
      chosen.addClass("chosen");
      const around = chosen.nodes().nonempty() ? chosen.closedNeighborhood() : chosen.union(chosen.edges().connectedNodes());
      const lines = around.edges().addClass("near");
      if (this.drawing.bare.length > 0 && lines.length <= 40) lines.addClass("told");
      this.core.elements().difference(around).addClass("dim");
    });
  }

  private find(choice: Choice | undefined): Collection {
    if (choice === undefined) return this.core.collection();
    if (choice.kind === "concept") return this.core.getElementById(choice.label);
    if (choice.kind === "line") return this.core.getElementById(lineId({ id: choice.id }));
    return this.core.getElementById(sharedId(choice.place));
  }

  /** Brings concepts and lines to the front, such as a path; nothing steps back when there are none. */
  emphasise(labels: readonly string[] | undefined, lines?: readonly number[]): void {
    this.core.batch(() => {
      this.core.elements().removeClass("chosen near dim told");
      if (labels === undefined) return;
      const wanted = new Set(labels);
      const nodes = this.core.nodes().filter((node) => wanted.has(node.id()));
      const between = lines
        ? this.core.edges().filter((one) => lines.includes(one.data("line")))
        : nodes.edgesWith(nodes);
      if (lines) between.addClass("near");
      if (this.drawing.bare.length > 0 && between.length <= 40) between.addClass("told");
      this.core.elements().difference(nodes.union(between)).addClass("dim");
    });
  }

  /** Leaves out lines by relation, and concepts that nothing is left to join. Gives the labels that are shown. */
  hideRelations(hidden: ReadonlySet<string>): string[] {
    this.core.batch(() => {
      this.core.elements().removeClass("hidden");
      if (hidden.size === 0) return;
      const joined = this.core.edges().connectedNodes();
      this.core.edges().filter((one) => hidden.has(one.data("relation"))).addClass("hidden");
      joined.difference(this.core.edges().not(".hidden").connectedNodes()).not(".question").addClass("hidden");
    });
    return this.core.nodes().filter((node) => !node.hasClass("hidden")).map((node) => node.id());
  }

  /** Marks concepts by class: what is new, gone or changed beside another network. */
  mark(marks: ReadonlyMap<string, "new" | "gone" | "changed">): void {
    this.core.batch(() => {
      this.core.nodes().removeClass("new gone changed dim");
      for (const [label, mark] of marks) this.core.getElementById(label).addClass(mark);
      if (marks.size > 0) this.core.nodes().filter((node) => !marks.has(node.id()) && !node.hasClass("question")).addClass("dim");
    });
  }

  /** Draws dotted lines between pairs of concepts, in place of those before. */
  share(pairs: readonly (readonly [string, string])[]): void {
    this.core.batch(() => {
      this.core.edges(".shared").remove();
      const known = pairs.map((pair, place) => [pair, place] as const)
        .filter(([[a, b]]) => this.core.getElementById(a).nonempty() && this.core.getElementById(b).nonempty());
      this.core.add(known.map(([[source, target], place]): ElementDefinition => ({
        group: "edges",
        data: { id: sharedId(place), source, target, shared: place },
        classes: "shared",
      })));
    });
  }

  // --- moving about --------------------------------------------------------------------------------------------------

  /** Shows all of it. */
  fit(): void {
    this.core.resize();
    const shown = this.core.elements().not(".hidden");
    this.core.fit(shown, Math.min(48, this.container.clientWidth / 28));
    if (this.core.zoom() > LARGEST) this.core.zoom(LARGEST);
    this.core.center(shown);
    // On a narrow screen the buttons are above: as far as there is room, cards lie below them.
    const below = this.container.clientHeight - shown.renderedBoundingBox().y2;
    if (this.isTall()) this.core.panBy({ x: 0, y: Math.max(0, Math.min(14, below - 6)) });
  }

  private isTall(): boolean {
    return this.container.clientHeight > this.container.clientWidth * 1.15;
  }

  /** Shows all of it, or, where its words would be too small to read then, what lies around its middle. */
  begin(): void {
    this.fit();
    const { cards, words } = this.drawing;
    const [middle] = cards;
    if (middle === undefined || cards.length > MOST_READ) return;
    const smallest = Math.min(...[...cards, ...words].map(({ face }) => face.size));
    if (this.core.zoom() * smallest >= LEGIBLE) return;
    this.core.zoom(LEGIBLE / smallest);
    this.core.center(this.core.getElementById(middle.id));
  }

  zoom(factor: number): void {
    this.core.zoom({ level: this.core.zoom() * factor, renderedPosition: this.center() });
  }

  pan(x: number, y: number): void {
    this.core.panBy({ x, y });
  }

  private center(): Point {
    return { x: this.container.clientWidth / 2, y: this.container.clientHeight / 2 };
  }

  /** Moves the view so that a concept can be seen. */
  reveal(label: string): void {
    const node = this.core.getElementById(label);
    if (node.empty()) return;
    const { x1, y1, x2, y2 } = node.renderedBoundingBox();
    const isSeen = x1 >= 0 && y1 >= 0 && x2 <= this.container.clientWidth && y2 <= this.container.clientHeight;
    const level = Math.max(this.core.zoom(), 0.5);
    if (!isSeen || level !== this.core.zoom()) this.core.viewport({ zoom: level, pan: panTo(node.position(), level, this.center()) });
  }

  /** The concept that lies nearest in a direction: for the arrow keys. */
  next(from: string | undefined, x: number, y: number): string | undefined {
    const start = from === undefined ? undefined : this.core.getElementById(from);
    if (start === undefined || start.empty()) return this.drawing.cards[0]?.id;
    const origin = start.position();
    let best: { id: string; cost: number } | undefined;
    for (const node of this.core.nodes().toArray() as NodeSingular[]) {
      if (node.hasClass("hidden")) continue;
      const dx = node.position().x - origin.x;
      const dy = node.position().y - origin.y;
      const along = dx * x + dy * y;
      const across = Math.abs(dx * y) + Math.abs(dy * x);
      if (along <= 1 || across > along * 2.5) continue;
      const cost = along + 2 * across;
      if (best === undefined || cost < best.cost) best = { id: node.id(), cost };
    }
    return best?.id ?? from;
  }

  // --- what others need of it ----------------------------------------------------------------------------------------

  private recolour(): void {
    this.palette = readPalette();
    this.core.batch(() => {
      this.core.style(styleOf(this.palette));
      this.core.nodes("[letter]").forEach((node) => {
        const { strong } = this.palette.themes[node.data("theme")] ?? { strong: "" };
        node.data("badge", badgeOf(node.data("letter"), strong, this.palette.paper));
      });
    });
  }

  /** What is seen, for the file writers: where each card lies now, which lines there are, and what is marked. */
  snapshot() {
    const shown = <T extends Card | Word>(all: readonly T[]) =>
      all.filter(({ id }) => !this.core.getElementById(id).hasClass("hidden"));
    const boxes = new Map<string, Box>();
    for (const { id, width, height } of this.drawing.cards) boxes.set(id, { ...this.core.getElementById(id).position(), width, height });
    const middles = new Map(this.core.edges().map((one) => [one.id(), one.midpoint()]));
    const bare = this.drawing.bare.filter((line) => !this.core.getElementById(lineId(line)).hasClass("hidden"));
    const shared = this.core.edges(".shared").filter((one) => one.connectedNodes(".hidden").empty()).map((one) => one.data() as SharedLine);
    const is = (id: string, mark: Mark) => this.core.getElementById(id).hasClass(mark);
    return { cards: shown(this.drawing.cards), words: shown(this.drawing.words), bare, shared, boxes, middles, is, palette: this.palette };
  }

  async png(): Promise<Blob> {
    const blob = this.core.png({ output: "blob-promise", full: true, scale: 2, maxWidth: 8_000, maxHeight: 8_000, bg: this.palette.paper });
    return await blob;
  }
}

const sharedId = (place: number) => `\0shared ${place}`;

const panTo = ({ x, y }: Point, zoom: number, center: Point) => ({ x: center.x - x * zoom, y: center.y - y * zoom });

const classesOf = ({ isKeyFinding, isHighlight }: { isKeyFinding: boolean; isHighlight: boolean }) =>
  [isKeyFinding ? "key" : "", isHighlight ? "highlight" : ""].filter((name) => name !== "");

/** A line that runs through the place of its words. */
function edge({ id, line, wrapped, face }: Word, boxes: ReadonlyMap<string, Box>, place: Point): ElementDefinition {
  const { source, target, relation } = line;
  const text = wrapped.lines.join("\n");
  const data = { id, line: line.id, source, target, relation, text, size: face.size };
  const classes = classesOf(line);
  const [from, to] = [boxes.get(source), boxes.get(target)];
  if (from === undefined || to === undefined) return { group: "edges", data, classes };
  if (source === target) return { group: "edges", data: { ...data, loop: true, step: (Math.max(from.width, from.height) / 2 + 40) / 1.4 }, classes };
  const control = beside(from, to, curve(from, to, place).control);
  // What is as good as straight is drawn straight, which can be drawn however near the cards are.
  return { group: "edges", data: Math.abs(control.distance) < 1 ? data : { ...data, ...control }, classes };
}
