// The picture: draws a scene on a canvas, moves about in it, marks what was chosen, and reports what a person chooses in it.

import { Drawer, EVERYTHING, type Frame, isRead } from "./draw.js";
import { at, distance, type Point } from "./geometry.js";
import { Labels, type Written } from "./labels.js";
import { EMPTY, Model } from "./model.js";
import { type Palette, readPalette, SANS, SERIF } from "./palette.js";
import type { Choice, Layout, Line, Mark } from "./scene.js";
import { CanvasSurface, escape, SVGSurface } from "./surface.js";

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

/** Nothing is drawn larger at first. */
const LARGEST = 1.15;
/** Of at most so many cards, those in the middle are shown large enough to be read, and all where there is room. */
const MOST_READ = 40;
const READ = 9;
const ZOOM = { least: 0.01, most: 4 };
/** Drawing that takes longer than this, in milliseconds, is moved as an image while something moves. */
const QUICK = 7;
/** When nothing has moved for so long, the image is drawn again. */
const REST = 110;
/** How near to a line is on it, in pixels. */
const NEAR = 8;
/** How long the view takes to another place, and a walk along one line, in milliseconds. */
const GLIDE = 550;
const WALK = 900;
const FONTS = [`600 19px ${SERIF}`, `600 15px ${SANS}`, `500 12px ${SANS}`];

export class Picture {
  private readonly canvas = document.createElement("canvas");
  private readonly context = this.canvas.getContext("2d", { alpha: false }) as CanvasRenderingContext2D;
  private readonly image = document.createElement("canvas");
  private imageAt: { readonly zoom: number; readonly x: number; readonly y: number } | undefined;
  /** Whether the image is what the canvas had; it is copied when something moves. */
  private isCopied = false;
  private palette: Palette;
  private model = new Model(EMPTY);
  private source: Source | undefined;
  private working = new AbortController();
  private readonly ending = new AbortController();
  private zoomed = 1;
  private pan = { x: 0, y: 0 };
  private isTall = false;
  /** Whether a person has moved about: the picture then stays where it is when the window changes. */
  private isMoved = false;
  private cost = 0;
  private asked = 0;
  private gliding: number | undefined;
  private walking = 0;
  private readonly still = matchMedia("(prefers-reduced-motion: reduce)");
  private resting: ReturnType<typeof setTimeout> | undefined;
  private written: readonly Written[] = [];
  private size = { width: 0, height: 0 };
  private readonly dark = matchMedia("(prefers-color-scheme: dark)");
  private readonly onDark = () => this.recolour();
  private readonly watching = new ResizeObserver(() => this.resized());

  constructor(
    private readonly container: HTMLElement,
    private readonly told: Told,
  ) {
    this.canvas.style.cssText = "position:absolute;inset:0;width:100%;height:100%;display:block";
    this.canvas.setAttribute("aria-hidden", "true");
    container.append(this.canvas);
    this.palette = readPalette(container);
    const { signal } = this.ending;
    this.dark.addEventListener("change", this.onDark);
    this.watching.observe(container);
    this.listen(signal);
  }

  /** Ends what works, watches or is drawn. A picture that has ended draws nothing any more. */
  end(): void {
    this.working.abort();
    this.ending.abort();
    this.watching.disconnect();
    this.dark.removeEventListener("change", this.onDark);
    clearTimeout(this.resting);
    cancelAnimationFrame(this.asked);
    this.stay();
    this.walking++;
    this.canvas.remove();
  }

  /** Draws immediately, and goes on until everything has its place. An earlier call that is not finished ends without a picture. */
  async draw(source: Source): Promise<void> {
    if (this.ending.signal.aborted) throw new DOMException("this picture has ended", "AbortError");
    this.working.abort();
    const { signal } = (this.working = new AbortController());
    this.source = source;
    this.resized();
    this.isTall = this.isHigh();
    const fonts = Promise.all(FONTS.map((font) => document.fonts.load(font))).catch(() => undefined);
    const layout = await source(this.isTall);
    signal.throwIfAborted();
    const model = new Model(layout.scene);
    let isFirst = true;
    for (;;) {
      const { places, progress } = await layout.next();
      signal.throwIfAborted();
      model.take(places);
      if (isFirst) {
        this.keep(model);
        this.model = model;
        this.isMoved = false;
        isFirst = false;
      }
      if (!this.isMoved) this.begin();
      this.redraw();
      this.told.progress(progress);
      if (progress >= 1) break;
    }
    await fonts;
    signal.throwIfAborted();
    this.redraw();
  }

  /** Marks stay when the same network is laid out another way. */
  private keep(model: Model): void {
    if (model.scene.cards.length !== this.model.scene.cards.length) return;
    model.choose(this.model.chosen);
    model.hidesShared = this.model.hidesShared;
    model.marks = this.model.marks;
    model.lineMarks = this.model.lineMarks;
    for (const line of this.model.hiddenLines) model.hiddenLines.add(line);
    for (const card of this.model.hiddenCards) model.hiddenCards.add(card);
  }

  // --- marks ---------------------------------------------------------------------------------------------------------

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
    this.palette = readPalette(this.container);
    this.redraw();
  }

  get isEnded(): boolean {
    return this.ending.signal.aborted;
  }

  get scene() {
    return this.model.scene;
  }

  // --- moving about --------------------------------------------------------------------------------------------------

  private isHigh(): boolean {
    const { width, height } = this.size;
    return height > width * 1.15 || (width < 640 && height > width * 0.8);
  }

  private resized(): void {
    const { clientWidth: width, clientHeight: height } = this.container;
    if (width === 0 || height === 0 || (width === this.size.width && height === this.size.height)) return;
    const before = this.size;
    this.size = { width, height };
    const scale = devicePixelRatio || 1;
    this.canvas.width = Math.round(width * scale);
    this.canvas.height = Math.round(height * scale);
    this.imageAt = undefined;
    if (this.model.scene.cards.length > 0 && this.source && this.isHigh() !== this.isTall) {
      void this.draw(this.source).catch(() => undefined);
      return;
    }
    if (!this.isMoved) this.begin();
    else this.pan = { x: this.pan.x + (width - before.width) / 2, y: this.pan.y + (height - before.height) / 2 };
    this.paint();
  }

  /** The box around all that is shown, or around some cards. */
  private area(only?: ReadonlySet<number>) {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    const add = (x: number, y: number, width: number, height: number) => {
      left = Math.min(left, x - width / 2);
      right = Math.max(right, x + width / 2);
      top = Math.min(top, y - height / 2);
      bottom = Math.max(bottom, y + height / 2);
    };
    const { scene } = this.model;
    scene.cards.forEach(({ width, height }, card) => {
      const place = this.model.cards[card];
      if (place && !this.model.hiddenCards.has(card) && (only?.has(card) ?? true))
        add(place.x, place.y, width + 18, height + 18);
    });
    scene.lines.forEach(({ rows, width, height }, line) => {
      if (rows.length === 0 || this.model.hiddenLines.has(line) || only !== undefined) return;
      const { x, y } = this.model.wordsAt(line);
      add(x, y, width, height);
    });
    scene.shared.forEach(({ width, height }, place) => {
      const { x, y } = this.model.sharedAt(place);
      if (this.model.isShownShared(place) && only === undefined) add(x, y, width, height);
    });
    return left > right ? { left: -100, top: -100, right: 100, bottom: 100 } : { left, top, right, bottom };
  }

  /**
   * Walks along relationships from concept to concept, one after the other; what was passed stays at the front. Where movement
   * is not welcome, all of it comes to the front.
   */
  async walk(concepts: readonly string[], lines: readonly number[]): Promise<void> {
    this.emphasise(concepts, lines);
    this.focus();
    if (this.still.matches) return;
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

  /** Calls `step` for each frame with the share of the time that has gone, softly begun and ended, until it gives false. */
  private frames(time: number, step: (share: number) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const begun = performance.now();
      const next = () => {
        const share = Math.min(1, (performance.now() - begun) / time);
        if (this.ending.signal.aborted || !step(share * share * (3 - 2 * share)) || share >= 1) return resolve();
        requestAnimationFrame(next);
      };
      next();
    });
  }

  /** Moves the view to what is at the front, or to all where nothing is. */
  focus(): void {
    const { near } = this.model;
    const { zoomed, pan } = this;
    this.fitAll(near?.cards);
    const to = { zoom: this.zoomed, pan: this.pan };
    [this.zoomed, this.pan] = [zoomed, pan];
    this.isMoved = near !== undefined;
    this.glide(to.zoom, to.pan);
  }

  private stay(): void {
    if (this.gliding !== undefined) cancelAnimationFrame(this.gliding);
    this.gliding = undefined;
  }

  private glide(zoom: number, pan: Point): void {
    this.stay();
    const from = { zoom: this.zoomed, pan: this.pan };
    if (this.still.matches || from.zoom === zoom) {
      [this.zoomed, this.pan] = [zoom, pan];
      return this.redraw();
    }
    const { width, height } = this.size;
    // The place of the plane in the middle moves evenly, and so does the logarithm of the zoom.
    const middle = (zoom: number, { x, y }: Point) => ({ x: (width / 2 - x) / zoom, y: (height / 2 - y) / zoom });
    const [a, b] = [middle(from.zoom, from.pan), middle(zoom, pan)];
    const begun = performance.now();
    const next = () => {
      const time = Math.min(1, (performance.now() - begun) / GLIDE);
      const share = time * time * (3 - 2 * time);
      this.zoomed = from.zoom * (zoom / from.zoom) ** share;
      this.pan = {
        x: width / 2 - (a.x + (b.x - a.x) * share) * this.zoomed,
        y: height / 2 - (a.y + (b.y - a.y) * share) * this.zoomed,
      };
      if (time < 1) {
        this.schedule();
        this.gliding = requestAnimationFrame(next);
      } else {
        this.gliding = undefined;
        this.redraw();
      }
    };
    next();
  }

  /** Shows all of it. */
  fit(): void {
    this.stay();
    this.isMoved = false;
    this.fitAll();
    this.redraw();
  }

  /** It was hidden, and is seen again: shows what it began with, unless somebody has moved about. */
  show(): void {
    this.resized();
    if (!this.isMoved) this.begin();
    this.redraw();
  }

  private fitAll(only?: ReadonlySet<number>): void {
    const area = this.area(only);
    const { width, height } = this.size;
    const isHigh = this.isHigh();
    const edge = Math.min(40, width / 40);
    const fit = (above: number, below: number, right: number) => ({
      zoom: Math.min(
        (width - 2 * edge - right) / (area.right - area.left),
        (height - 2 * edge - above - below) / (area.bottom - area.top),
        LARGEST,
      ),
      x: (width - right) / 2,
      y: (height + above - below) / 2,
    });
    // Buttons are at the right, or above and below on a narrow screen. Cards lie between them; where words would be too small
    // then, those above alone are kept free.
    const isWhole = this.told.isWhole === true;
    const roomy = isWhole ? fit(0, 0, 0) : isHigh ? fit(46, 34, 0) : fit(0, 0, 44);
    const tight = isHigh && !isWhole ? fit(46, 0, 0) : fit(0, 0, 0);
    const { zoom, x, y } = roomy.zoom * 12 >= READ ? roomy : tight;
    this.zoomed = Math.max(zoom, ZOOM.least);
    this.pan = {
      x: x - ((area.left + area.right) / 2) * this.zoomed,
      y: y - ((area.top + area.bottom) / 2) * this.zoomed,
    };
  }

  /** Shows all of it, or, where its words would be too small to read then, what lies around its middle. */
  private begin(): void {
    this.fitAll();
    const { scene } = this.model;
    if (scene.cards.length === 0 || scene.cards.length > MOST_READ || this.told.isWhole === true) return;
    if (this.zoomed * 12 >= READ) return;
    this.zoomed = READ / 12;
    this.pan = { x: this.size.width / 2, y: this.size.height / 2 };
  }

  zoom(factor: number, around: Point = { x: this.size.width / 2, y: this.size.height / 2 }): void {
    const zoom = Math.min(ZOOM.most, Math.max(ZOOM.least, this.zoomed * factor));
    const share = zoom / this.zoomed;
    this.pan = { x: around.x - (around.x - this.pan.x) * share, y: around.y - (around.y - this.pan.y) * share };
    this.zoomed = zoom;
    this.moved();
  }

  panBy(x: number, y: number): void {
    this.pan = { x: this.pan.x + x, y: this.pan.y + y };
    this.moved();
  }

  private moved(): void {
    this.stay();
    this.isMoved = true;
    this.schedule();
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.redraw(), REST);
  }

  /** Moves the view so that a concept can be seen. */
  reveal(label: string): void {
    const card = this.model.number(label);
    if (card === undefined) return;
    const { width, height, ...place } = this.model.box(card);
    const { x, y } = this.toScreen(place);
    const [wide, high] = [(width / 2) * this.zoomed, (height / 2) * this.zoomed];
    const isSeen = x - wide >= 0 && y - high >= 0 && x + wide <= this.size.width && y + high <= this.size.height;
    if (isSeen && isRead(this.model, card, this.zoomed)) return;
    const zoom = Math.max(this.zoomed, 0.7);
    this.isMoved = true;
    this.glide(zoom, { x: this.size.width / 2 - place.x * zoom, y: this.size.height / 2 - place.y * zoom });
  }

  /** The concept that lies nearest in a direction: for the arrow keys. */
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

  private toScreen = ({ x, y }: Point): Point => ({ x: x * this.zoomed + this.pan.x, y: y * this.zoomed + this.pan.y });
  private toPlane = ({ x, y }: Point): Point => ({
    x: (x - this.pan.x) / this.zoomed,
    y: (y - this.pan.y) / this.zoomed,
  });

  // --- pointers ------------------------------------------------------------------------------------------------------

  private listen(signal: AbortSignal): void {
    const { container } = this;
    const pointers = new Map<number, Point>();
    let dragged: number | undefined;
    let begun: Point | undefined;
    let hasMoved = false;
    const at = (event: MouseEvent): Point => {
      const { left, top } = container.getBoundingClientRect();
      return { x: event.clientX - left, y: event.clientY - top };
    };
    const on = <K extends keyof HTMLElementEventMap>(
      name: K,
      listen: (event: HTMLElementEventMap[K]) => void,
      passive = true,
    ) => container.addEventListener(name, listen, { signal, passive });
    on("pointerdown", (event) => {
      if (event.button !== 0) return;
      const point = at(event);
      pointers.set(event.pointerId, point);
      if (pointers.size > 1) {
        dragged = undefined;
        hasMoved = true;
        return;
      }
      [begun, hasMoved] = [point, false];
      const found = this.find(point);
      dragged = found?.kind === "concept" ? this.model.number(found.label) : undefined;
      try {
        container.setPointerCapture(event.pointerId);
      } catch {
        // The pointer has left already.
      }
    });
    on("pointermove", (event) => {
      const point = at(event);
      const before = pointers.get(event.pointerId);
      if (before === undefined) return this.hover(this.find(point));
      const isFirst = !hasMoved && begun !== undefined;
      if (isFirst && Math.hypot(point.x - (begun?.x ?? 0), point.y - (begun?.y ?? 0)) < 4) return;
      const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
      pointers.set(event.pointerId, point);
      if (other) {
        const share =
          Math.hypot(point.x - other.x, point.y - other.y) /
          Math.max(1, Math.hypot(before.x - other.x, before.y - other.y));
        const middle = { x: (point.x + other.x) / 2, y: (point.y + other.y) / 2 };
        this.pan = { x: this.pan.x + (point.x - before.x) / 2, y: this.pan.y + (point.y - before.y) / 2 };
        return this.zoom(share, middle);
      }
      const from = isFirst && begun ? begun : before;
      hasMoved = true;
      if (dragged === undefined) return this.panBy(point.x - from.x, point.y - from.y);
      this.model.move(dragged, (point.x - from.x) / this.zoomed, (point.y - from.y) / this.zoomed);
      this.isMoved = true;
      this.redraw();
    });
    const up = (event: PointerEvent) => {
      if (!pointers.delete(event.pointerId) || pointers.size > 0 || event.type !== "pointerup") return;
      if (!hasMoved) this.told.choose(this.find(at(event)));
    };
    on("pointerup", up);
    on("pointercancel", up);
    on("pointerleave", () => this.hover(undefined));
    on(
      "wheel",
      (event) => {
        event.preventDefault();
        this.zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : event.deltaMode === 1 ? 0.05 : 0.0016)), at(event));
      },
      false,
    );
  }

  private hover(choice: Choice | undefined): void {
    if (JSON.stringify(choice) === JSON.stringify(this.model.hovered)) return;
    this.model.hovered = choice;
    this.container.classList.toggle("over", choice !== undefined);
    this.container.style.cursor = choice === undefined ? "" : "pointer";
    // Of a picture that takes long to draw, only the name of what the pointer is on is drawn.
    if (this.cost > QUICK) this.schedule();
    else this.redraw();
  }

  /** The element at a place of the screen: a card, the words of a line, or a line. */
  find(screen: Point): Choice | undefined {
    const { model } = this;
    const point = this.toPlane(screen);
    const isIn = (place: Point, width: number, height: number) =>
      Math.abs(point.x - place.x) <= Math.max(width / 2, 7 / this.zoomed) &&
      Math.abs(point.y - place.y) <= Math.max(height / 2, 7 / this.zoomed);
    const card = model.scene.cards.findIndex(
      ({ width, height }, at) => !model.hiddenCards.has(at) && isIn(model.cards[at] as Point, width, height),
    );
    if (card >= 0) return { kind: "concept", label: model.card(card).label };
    const name = this.written.find(
      ({ kind, x, y, width, height }) =>
        kind === "concept" && Math.abs(x - screen.x) <= width / 2 && Math.abs(y - screen.y) <= height / 2,
    );
    if (name) return { kind: "concept", label: name.text };
    for (const [place, { width, height }] of model.scene.shared.entries())
      if (model.isShownShared(place) && isIn(model.sharedAt(place), width, height)) return { kind: "shared", place };
    const written = model.scene.lines.findIndex(
      ({ rows, width, height }, line) =>
        rows.length > 0 && !model.hiddenLines.has(line) && isIn(model.wordsAt(line), width, height),
    );
    if (written >= 0) return { kind: "line", id: model.line(written).id };
    let best: { choice: Choice; far: number } | undefined;
    const consider = (choice: Choice, far: number) => {
      if (far * this.zoomed <= NEAR && far < (best?.far ?? Infinity)) best = { choice, far };
    };
    model.scene.shared.forEach((_, place) => {
      if (model.isShownShared(place)) consider({ kind: "shared", place }, distance(model.sharedCurve(place), point));
    });
    model.scene.lines.forEach(({ ends: [from, to], id, bend }, line) => {
      if (model.hiddenLines.has(line)) return;
      const [a, b] = [model.cards[from] as Point, model.cards[to] as Point];
      const room =
        60 + Math.abs(bend) + NEAR / this.zoomed + (model.line(line).rows.length > 0 ? 200 : from === to ? 160 : 0);
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

  // --- drawing -------------------------------------------------------------------------------------------------------

  private redraw(): void {
    this.imageAt = undefined;
    this.schedule();
  }

  private schedule(): void {
    if (this.asked !== 0 || this.ending.signal.aborted) return;
    this.asked = requestAnimationFrame(() => {
      this.asked = 0;
      this.paint();
    });
  }

  private paint(): void {
    const { width } = this.size;
    if (width === 0 || this.ending.signal.aborted) return;
    const { context } = this;
    const scale = this.canvas.width / width;
    if (this.imageAt && this.cost > QUICK) return this.paintImage(scale);
    const begun = performance.now();
    this.paintAll(context, scale);
    this.cost = performance.now() - begun;
    if (this.cost <= QUICK) return;
    this.imageAt = { zoom: this.zoomed, ...this.pan };
    this.isCopied = false;
  }

  /** Moves what was drawn, until there is time to draw it again. */
  private paintImage(scale: number): void {
    const { context, imageAt } = this;
    if (!imageAt) return;
    if (!this.isCopied) {
      this.image.width = this.canvas.width;
      this.image.height = this.canvas.height;
      this.image.getContext("2d")?.drawImage(this.canvas, 0, 0);
      this.isCopied = true;
    }
    const share = this.zoomed / imageAt.zoom;
    const [x, y] = [this.pan.x - imageAt.x * share, this.pan.y - imageAt.y * share];
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalAlpha = 1;
    context.fillStyle = this.palette.paper;
    context.fillRect(0, 0, this.canvas.width, this.canvas.height);
    context.drawImage(this.image, x * scale, y * scale, this.canvas.width * share, this.canvas.height * share);
  }

  private paintAll(context: CanvasRenderingContext2D, scale: number): void {
    const { width, height } = this.size;
    const { palette, model } = this;
    const surface = new CanvasSurface(context);
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.globalAlpha = 1;
    context.fillStyle = palette.paper;
    context.fillRect(0, 0, width, height);
    context.setTransform(scale * this.zoomed, 0, 0, scale * this.zoomed, scale * this.pan.x, scale * this.pan.y);
    new Drawer(model, palette, surface, this.frame()).draw();
    context.setTransform(scale, 0, 0, scale, 0, 0);
    const labels = new Labels(model, palette, surface, context, {
      width,
      height,
      zoom: this.zoomed,
      toScreen: this.toScreen,
    });
    labels.relationOf = (id) => this.told.relationOf(id);
    // Names would hide what they name where all is small.
    if (this.told.isWhole !== true) labels.draw();
    this.written = labels.written;
    this.cues(surface);
  }

  private frame(): Frame {
    const [from, to] = [this.toPlane({ x: 0, y: 0 }), this.toPlane({ x: this.size.width, y: this.size.height })];
    return { left: from.x, top: from.y, right: to.x, bottom: to.y, zoom: this.zoomed };
  }

  /** Where something lies beyond an edge, an arrow points to it. */
  private cues(surface: CanvasSurface): void {
    const { left, top, right, bottom } = this.area();
    if (this.model.scene.cards.length === 0 || this.told.isWhole === true) return;
    const { width, height } = this.size;
    const [from, to] = [this.toScreen({ x: left, y: top }), this.toScreen({ x: right, y: bottom })];
    surface.alpha(0.75);
    const arrow = (x: number, y: number, dx: number, dy: number) =>
      surface.triangle(
        { x: x + dx * 8, y: y + dy * 8 },
        { x: x + dy * 9, y: y + dx * 9 },
        { x: x - dy * 9, y: y - dx * 9 },
        this.palette.accent,
      );
    if (from.x < -8) arrow(12, height / 2, -1, 0);
    if (to.x > width + 8) arrow(width - 12, height / 2, 1, 0);
    if (from.y < -8) arrow(width / 2, 12, 0, -1);
    if (to.y > height + 8) arrow(width / 2, height - 12, 0, 1);
    surface.alpha(1);
  }

  // --- what others need of it ----------------------------------------------------------------------------------------

  /** The visible elements, for tests and screen readers: cards and words with their boxes on the plane, and the marks. */
  report() {
    const { model } = this;
    const cards = model.scene.cards.map(({ label, kind, rows, letters, theme }, card) => {
      const { x: px, y: py } = this.toScreen(model.box(card));
      const is = {
        isDim: model.isDim(card),
        isHidden: model.hiddenCards.has(card),
        isChosen: model.chosen?.kind === "concept" && model.chosen.label === label,
      };
      return {
        label,
        kind,
        rows,
        letters,
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
        screen: this.toScreen(rows.length > 0 ? place : middle),
        isKeyFinding,
        isHighlight,
        mark: model.lineMarks.get(id),
        isHidden: model.hiddenLines.has(line),
        isChosen,
        isNear,
      };
    });
    const shared = model.scene.shared.map(({ ends, rows, score, width, height }, place) => ({
      ends: ends.map((card) => model.card(card).label),
      rows,
      score,
      width,
      height,
      ...model.sharedAt(place),
      screen: this.toScreen(model.sharedAt(place)),
      isShown: model.isShownShared(place),
      isChosen: model.chosen?.kind === "shared" && model.chosen.place === place,
    }));
    return {
      cards,
      lines,
      shared,
      written: this.written,
      isWalking: model.walker !== undefined,
      zoom: this.zoomed,
      pan: this.pan,
      ...this.size,
      themes: model.scene.themes,
      palette: this.palette,
    };
  }

  /** The picture as SVG, marked as it is now; `metadata` is written into it. */
  svg(title: string, metadata = ""): string {
    const { left, top, right, bottom } = this.area();
    const surface = new SVGSurface();
    new Drawer(this.model, this.palette, surface, EVERYTHING).draw();
    const area = [left - 30, top - 30, right - left + 60, bottom - top + 60].map(Math.round);
    const [x, y, width, height] = area;
    return (
      `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="${area.join(" ")}" width="${width}" height="${height}" role="img"><title>${escape(title)}</title>` +
      `${metadata === "" ? "" : `<metadata>${metadata}</metadata>`}<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${this.palette.paper}"/>${surface.parts.join("\n")}</svg>\n`
    );
  }

  /** All of the picture on a canvas of this size, with the names that have room on it. */
  snapshot(width: number, height: number, scale = 1): HTMLCanvasElement {
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const context = canvas.getContext("2d", { alpha: false });
    if (!context) throw new Error("the browser has no memory for an image");
    const { size, zoomed, pan, written } = this;
    try {
      this.size = { width, height };
      this.fitAll();
      this.paintAll(context, scale);
    } finally {
      [this.size, this.zoomed, this.pan, this.written] = [size, zoomed, pan, written];
    }
    return canvas;
  }

  /** The picture as PNG, marked as it is now. */
  async png(most = 8_000): Promise<Blob> {
    const { left, top, right, bottom } = this.area();
    const scale = Math.min(2, most / (right - left + 60), most / (bottom - top + 60));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round((right - left + 60) * scale);
    canvas.height = Math.round((bottom - top + 60) * scale);
    const context = canvas.getContext("2d", { alpha: false }) as CanvasRenderingContext2D;
    context.fillStyle = this.palette.paper;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.setTransform(scale, 0, 0, scale, (30 - left) * scale, (30 - top) * scale);
    new Drawer(this.model, this.palette, new CanvasSurface(context), {
      ...EVERYTHING,
      zoom: Math.max(scale, 0.6),
    }).draw();
    return new Promise((resolve, reject) =>
      canvas.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new Error("the browser made no image of the picture"))),
        "image/png",
      ),
    );
  }
}
