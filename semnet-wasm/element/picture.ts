// The picture: draws a scene on a canvas, pans and zooms, marks choices, and reports what a person chooses in it.

import { find } from "./find.js";
import type { Box, Point } from "./geometry.js";
import { EMPTY, Model } from "./model.js";
import * as outputs from "./outputs.js";
import { Painter } from "./painter.js";
import { SANS, SERIF } from "./palette.js";
import { listen } from "./pointer.js";
import type { Choice, Layout, Line, Mark } from "./scene.js";
import { View } from "./view.js";

export interface Told {
  /** All is shown at first, however small. */
  readonly isWhole?: boolean;
  /** A concept, line or connection was chosen in the picture, or nothing. */
  choose(choice: Choice | undefined): void;
  /** How far the layout is, from 0 to 1. */
  progress(share: number): void;
  /** The relation of a line by its number, for lines without words. */
  relationOf(id: number): string | undefined;
}

/** Gives the layout for a picture that is taller than wide, or not. */
export type Source = (isTall: boolean) => Promise<Layout>;

/** How long a walk along one line takes, in milliseconds. */
const WALK = 900;
const FONTS = [`600 19px ${SERIF}`, `600 15px ${SANS}`, `500 12px ${SANS}`];

export class Picture {
  model = new Model(EMPTY);
  readonly view: View;
  readonly painter: Painter;
  readonly isWhole: boolean;
  private source: Source | undefined;
  /** What the model is from; another source may be on its way. */
  private shownSource: Source | undefined;
  private working = new AbortController();
  private readonly ending = new AbortController();
  private isTall = false;
  private walking = 0;
  private readonly dark = matchMedia("(prefers-color-scheme: dark)");
  private readonly onDark = () => this.recolour();
  private readonly watching = new ResizeObserver(() => this.resized());

  constructor(
    private readonly container: HTMLElement,
    private readonly told: Told,
  ) {
    this.isWhole = told.isWhole === true;
    this.view = new View(this);
    this.painter = new Painter(container, this.view, this);
    this.dark.addEventListener("change", this.onDark);
    this.watching.observe(container);
    listen(container, this, this.ending.signal);
  }

  /** Ends layouts, observers and drawing. After that, the picture draws nothing any more. */
  end(): void {
    this.working.abort();
    this.ending.abort();
    this.watching.disconnect();
    this.dark.removeEventListener("change", this.onDark);
    this.walking++;
    this.view.end();
    this.painter.end();
  }

  get isEnded(): boolean {
    return this.ending.signal.aborted;
  }

  get scene() {
    return this.model.scene;
  }

  /** The relation of a line by its number. */
  relationOf(id: number): string | undefined {
    return this.told.relationOf(id);
  }

  redraw(): void {
    this.painter.redraw();
  }

  schedule(): void {
    if (!this.isEnded) this.painter.schedule();
  }

  /** Draws immediately, and continues until everything has its place. An earlier call that is not finished ends without a picture. */
  async draw(source: Source): Promise<void> {
    if (this.isEnded) throw new DOMException("this picture has ended", "AbortError");
    this.working.abort();
    const { signal } = (this.working = new AbortController());
    const isAnother = source !== this.source;
    this.source = source;
    this.resized();
    this.isTall = this.view.isHigh();
    const fonts = Promise.all(FONTS.map((font) => document.fonts.load(font))).catch(() => undefined);
    const layout = await source(this.isTall);
    signal.throwIfAborted();
    const model = new Model(layout.scene);
    let isFirst = true;
    const isAgain = this.shownSource === source;
    for (;;) {
      const { places, progress } = await layout.next();
      signal.throwIfAborted();
      model.take(places);
      if (isFirst) {
        // Marks stay when the same network is laid out another way.
        if (isAgain) this.keep(model);
        this.shownSource = source;
        this.model = model;
        if (isAnother) this.view.left();
        else this.view.isMoved = false;
        isFirst = false;
      }
      this.view.placed();
      this.redraw();
      this.told.progress(progress);
      if (progress >= 1) break;
    }
    await fonts;
    signal.throwIfAborted();
    this.redraw();
  }

  private keep(model: Model): void {
    model.choose(this.model.chosen);
    model.hidesShared = this.model.hidesShared;
    model.marks = this.model.marks;
    model.lineMarks = this.model.lineMarks;
    for (const line of this.model.hiddenLines) model.hiddenLines.add(line);
    for (const card of this.model.hiddenCards) model.hiddenCards.add(card);
  }

  private resized(): void {
    const { clientWidth: width, clientHeight: height } = this.container;
    const { size } = this.view;
    if (width === 0 || height === 0 || (width === size.width && height === size.height)) return;
    this.painter.resize(width, height);
    this.view.resize(width, height);
    if (this.scene.cards.length > 0 && this.source && this.view.isHigh() !== this.isTall)
      void this.draw(this.source).catch(() => undefined);
    // It stays in sight until it is laid out for the other shape.
    this.painter.paint();
  }

  // --- marks ---------------------------------------------------------------------------------------------------------

  /** A person has chosen this in the picture. */
  chooseAt(choice: Choice | undefined): void {
    this.told.choose(choice);
  }

  choose(choice: Choice | undefined): void {
    this.walking++;
    this.model.walker = undefined;
    this.model.choose(choice);
    this.redraw();
  }

  emphasise(labels: readonly string[] | undefined, lines?: readonly number[]): void {
    this.walking++;
    this.model.walker = undefined;
    this.model.emphasise(labels, lines);
    this.redraw();
  }

  hide(isHidden: (line: Line) => boolean): string[] {
    const shown = this.model.hide(isHidden);
    this.redraw();
    return shown;
  }

  /** Draws thematic connections, or leaves them out. */
  showShared(isShown: boolean): void {
    this.model.hidesShared = !isShown;
    this.redraw();
  }

  mark(marks: ReadonlyMap<string, Mark>, lines: ReadonlyMap<number, Mark> = new Map()): void {
    this.model.setMarks(marks, lines);
    this.redraw();
  }

  /** Reads the colours again. */
  recolour(): void {
    this.painter.recolour();
  }

  hover(choice: Choice | undefined): void {
    if (JSON.stringify(choice) === JSON.stringify(this.model.hovered)) return;
    this.model.hovered = choice;
    this.container.classList.toggle("over", choice !== undefined);
    this.container.style.cursor = choice === undefined ? "" : "pointer";
    // In a picture that takes long to draw, only the name under the pointer is drawn.
    if (this.painter.isSlow) this.schedule();
    else this.redraw();
  }

  /** The element at a place of the screen: a card, the words of a line, or a line. */
  find(screen: Point): Choice | undefined {
    return find(this.model, this.view, this.painter.written, screen);
  }

  // --- moving about --------------------------------------------------------------------------------------------------

  /**
   * Walks along relationships from concept to concept, one after the other; the passed part stays at the front. If reduced
   * motion is preferred, all of it comes to the front immediately.
   */
  async walk(concepts: readonly string[], lines: readonly number[]): Promise<void> {
    this.emphasise(concepts, lines);
    this.focus();
    if (this.view.isStill) return;
    const mine = this.walking;
    for (const [at, id] of lines.entries()) {
      const line = this.model.scene.lines.findIndex((one) => one.id === id);
      const from = this.model.number(concepts[at] ?? "");
      if (line < 0 || from === undefined) continue;
      this.model.emphasise(concepts.slice(0, at + 2), lines.slice(0, at + 1));
      const isForward = this.model.line(line).ends[0] === from;
      await this.frames(WALK, (share) => {
        if (mine !== this.walking) return false;
        this.model.walker = { line, share: isForward ? share : 1 - share };
        this.redraw();
        return true;
      });
      if (mine !== this.walking) return;
    }
    this.model.walker = undefined;
    this.model.emphasise(concepts, lines);
    this.redraw();
  }

  /** Calls `step` for each frame with the share of the time that has passed, eased at both ends, until it returns false. */
  private frames(time: number, step: (share: number) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const begun = performance.now();
      const next = () => {
        const share = Math.min(1, (performance.now() - begun) / time);
        if (this.isEnded || !step(share * share * (3 - 2 * share)) || share >= 1) return resolve();
        requestAnimationFrame(next);
      };
      next();
    });
  }

  /** Moves the view to the part at the front, or to everything if there is none. */
  focus(): void {
    this.view.focus(this.model.near?.cards);
  }

  /** Shows everything. */
  fit(): void {
    this.view.fit();
  }

  zoom(factor: number, around?: Point): void {
    this.view.zoom(factor, around);
  }

  panBy(x: number, y: number): void {
    this.view.panBy(x, y);
  }

  /** The picture was hidden, and is visible again: shows the initial view, unless a person has moved it. */
  show(): void {
    this.resized();
    this.view.placed();
    this.redraw();
  }

  /** Moves the view so that a concept, or the words of a line, can be seen. */
  reveal(choice: Choice): void {
    this.view.reveal(choice);
  }

  /** Sets which part something else lies over, so that nothing is revealed under it. */
  cover(covered: Box | undefined): void {
    this.view.covered = covered;
  }

  /** The nearest concept in a direction, for the arrow keys. */
  next(from: string | undefined, x: number, y: number): string | undefined {
    const start = from === undefined ? undefined : this.model.number(from);
    if (start === undefined) return this.model.scene.cards[0]?.label;
    const origin = this.model.box(start);
    let best: { label: string; cost: number } | undefined;
    this.model.cards.forEach((place, card) => {
      if (this.model.hiddenCards.has(card)) return;
      const [dx, dy] = [place.x - origin.x, place.y - origin.y];
      const along = dx * x + dy * y;
      const across = Math.abs(dx * y) + Math.abs(dy * x);
      if (along <= 1 || across > along * 2.5) return;
      const cost = along + 2 * across;
      if (best === undefined || cost < best.cost) best = { label: this.model.card(card).label, cost };
    });
    return best?.label ?? from;
  }

  // --- for other modules ---------------------------------------------------------------------------------------------

  /** The visible elements, for tests and screen readers: cards and words with their boxes on the plane, and the marks. */
  report() {
    return outputs.report(this);
  }

  /** The picture as SVG, marked as it is now; `metadata` is written into it. */
  svg(title: string, metadata = ""): string {
    return outputs.svg(this, title, metadata);
  }

  /** All of the picture on a canvas of this size, with the names that have room on it. */
  snapshot(width: number, height: number, scale = 1): HTMLCanvasElement {
    return outputs.snapshot(this, width, height, scale);
  }

  /** The picture as PNG, marked as it is now. */
  async png(most?: number): Promise<Blob> {
    return outputs.png(this, most);
  }
}
