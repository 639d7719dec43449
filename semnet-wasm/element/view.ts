// The visible part of the plane: its zoom, its offset, and the movements to it.

import { areLinesRead, type Frame, isRead } from "./draw.js";
import type { Box, Point } from "./geometry.js";
import type { Model } from "./model.js";
import type { Choice } from "./scene.js";

/** Nothing is drawn larger at first, on screens of this size and smaller ones; on larger ones all grows with them. */
const LARGEST = 1.15;
const USUAL = { width: 1_000, height: 700 };
/** Of at most this many cards, all are shown where they can be read; else those in the middle, at this zoom. */
const MOST_READ = 40;
const READ = 0.75;
/** The least room between the picture and the edge of the view, in pixels. */
const EDGE = 8;
const ZOOM = { least: 0.002, most: 4 };
/** When nothing has moved for so long, the picture is drawn again. */
const REST = 110;
/** How long the view takes to another place, in milliseconds. */
const GLIDE = 550;

/** The owner of a view. */
export interface Shown {
  readonly model: Model;
  /** All is shown at first, however small. */
  readonly isWhole: boolean;
  /** The view has moved: the picture is drawn again with the next frame, as an image if that takes long. */
  schedule(): void;
  /** The view rests: the picture is drawn again. */
  redraw(): void;
}

export class View {
  zoomed = 1;
  pan: Point = { x: 0, y: 0 };
  size = { width: 0, height: 0 };
  /** Whether a person has moved the picture: it then keeps its place when the window changes. */
  isMoved = false;
  /** Whether the view was moved to the part at the front, and follows it when the window changes. */
  private isFocused = false;
  /** A part that something else lies over, in pixels from the left top. */
  covered: Box | undefined;
  private gliding: number | undefined;
  private resting: ReturnType<typeof setTimeout> | undefined;
  private readonly still = matchMedia("(prefers-reduced-motion: reduce)");

  constructor(private readonly shown: Shown) {}

  end(): void {
    clearTimeout(this.resting);
    this.stay();
  }

  /** Whether movement is not welcome. */
  get isStill(): boolean {
    return this.still.matches;
  }

  /** Whether there is more room downwards than sideways. */
  isHigh(): boolean {
    const { width, height } = this.size;
    return height > width * 1.15 || (width < 640 && height > width * 0.8);
  }

  /** The window has another size. The middle of the view stays in the middle. */
  resize(width: number, height: number): void {
    const before = this.size;
    this.size = { width, height };
    if (this.isFocused || !this.isMoved) this.placed();
    else this.pan = { x: this.pan.x + (width - before.width) / 2, y: this.pan.y + (height - before.height) / 2 };
  }

  /** The box around all that is shown, or around some cards. */
  area(only?: ReadonlySet<number>) {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    const add = (x: number, y: number, width: number, height: number) => {
      left = Math.min(left, x - width / 2);
      right = Math.max(right, x + width / 2);
      top = Math.min(top, y - height / 2);
      bottom = Math.max(bottom, y + height / 2);
    };
    const { scene } = this.shown.model;
    scene.cards.forEach(({ width, height }, card) => {
      const place = this.shown.model.cards[card];
      if (place && !this.shown.model.hiddenCards.has(card) && (only?.has(card) ?? true))
        add(place.x, place.y, width + 18, height + 18);
    });
    scene.lines.forEach(({ rows, width, height }, line) => {
      if (rows.length === 0 || this.shown.model.hiddenLines.has(line) || only !== undefined) return;
      const { x, y } = this.shown.model.wordsAt(line);
      add(x, y, width, height);
    });
    scene.sharedLines.forEach(({ width, height }, place) => {
      const { x, y } = this.shown.model.sharedAt(place);
      if (this.shown.model.isShownShared(place) && only === undefined) add(x, y, width, height);
    });
    return left > right ? { left: -100, top: -100, right: 100, bottom: 100 } : { left, top, right, bottom };
  }

  /** Moves the view to these cards, or to all. */
  focus(cards: ReadonlySet<number> | undefined): void {
    const { zoomed, pan } = this;
    this.fitAll(cards);
    const to = { zoom: this.zoomed, pan: this.pan };
    [this.zoomed, this.pan] = [zoomed, pan];
    this.isMoved = this.isFocused = cards !== undefined;
    this.glide(to.zoom, to.pan);
  }

  /** Everything has another place. */
  placed(): void {
    if (this.isFocused) this.fitAll(this.shown.model.near?.cards);
    else if (!this.isMoved) this.begin();
  }

  /** Another network, or another part of it, is shown. */
  left(): void {
    this.isMoved = this.isFocused = false;
  }

  stay(): void {
    if (this.gliding !== undefined) cancelAnimationFrame(this.gliding);
    this.gliding = undefined;
  }

  private glide(zoom: number, pan: Point): void {
    this.stay();
    const from = { zoom: this.zoomed, pan: this.pan };
    if (this.isStill || from.zoom === zoom) {
      [this.zoomed, this.pan] = [zoom, pan];
      return this.shown.redraw();
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
        this.shown.schedule();
        this.gliding = requestAnimationFrame(next);
      } else {
        this.gliding = undefined;
        this.shown.redraw();
      }
    };
    next();
  }

  /** Shows everything. */
  fit(): void {
    this.stay();
    this.left();
    this.fitAll();
    this.shown.redraw();
  }

  fitAll(only?: ReadonlySet<number>): void {
    const area = this.area(only);
    const { width, height } = this.size;
    const edge = Math.min(40, width / 40);
    const largest = LARGEST * Math.max(1, Math.min(width / USUAL.width, height / USUAL.height));
    const fit = ({ above, right }: { readonly above: number; readonly right: number }) => ({
      zoom: Math.min(
        (width - 2 * edge - right) / (area.right - area.left),
        (height - 2 * edge - above) / (area.bottom - area.top),
        largest,
      ),
      x: (width - right) / 2,
      y: (height + above) / 2,
    });
    // Cards are next to the buttons; if words would be too small then, under those at the right.
    const buttons = this.buttons();
    const [roomy, tight] = [fit(buttons), fit({ ...buttons, right: 0 })];
    const isTight = roomy.zoom < READ && (tight.zoom >= READ || !areLinesRead(roomy.zoom));
    const { zoom, x, y } = isTight ? tight : roomy;
    this.zoomed = Math.max(zoom, ZOOM.least);
    this.pan = {
      x: x - ((area.left + area.right) / 2) * this.zoomed,
      y: y - ((area.top + area.bottom) / 2) * this.zoomed,
    };
  }

  /** The room that the buttons take: at the right, or above on a narrow screen. */
  private buttons() {
    const isHigh = this.isHigh();
    const of = (room: number) => (this.shown.isWhole ? 0 : room);
    return { above: of(isHigh ? 46 : 0), right: of(isHigh ? 0 : 44) };
  }

  /**
   * Shows everything, or, if its words would be too small to read then, all of its width or height, or the part around its
   * middle.
   */
  begin(): void {
    this.fitAll();
    const { scene } = this.shown.model;
    if (scene.cards.length === 0 || scene.cards.length > MOST_READ || this.shown.isWhole) return;
    if (areLinesRead(this.zoomed)) return;
    const { left, top, right, bottom } = this.area();
    const { width, height } = this.size;
    const buttons = this.buttons();
    const room = { x: width - buttons.right - 2 * EDGE, y: height - buttons.above - 2 * EDGE };
    const zoom = Math.max(room.x / (right - left), room.y / (bottom - top));
    this.zoomed = areLinesRead(zoom) ? Math.min(READ, zoom) : READ;
    // The middle of the picture is in the middle of the view, unless a side would be empty then while another is cut.
    const place = (from: number, to: number, room: number, before: number, after: number) => {
      const [low, high] = [from * this.zoomed - EDGE - before, to * this.zoomed + EDGE + after];
      return high - low <= room + 1 ? (room - low - high) / 2 : Math.min(-low, Math.max(room - high, room / 2));
    };
    this.pan = { x: place(left, right, width, 0, buttons.right), y: place(top, bottom, height, buttons.above, 0) };
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

  /** A person has moved the view, so it keeps its place. */
  held(): void {
    this.isMoved = true;
    this.isFocused = false;
  }

  private moved(): void {
    this.stay();
    this.held();
    this.shown.schedule();
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.shown.redraw(), REST);
  }

  /** Moves the view so that a concept, or the words of a line, can be seen. */
  reveal(choice: Choice): void {
    const { model } = this.shown;
    const card = choice.kind === "concept" ? model.number(choice.label) : undefined;
    const line = choice.kind === "line" ? model.scene.lines.findIndex(({ id }) => id === choice.id) : -1;
    if (card === undefined && line < 0) return;
    const { width, height, ...place } =
      card === undefined ? { ...model.wordsAt(line), width: 60, height: 20 } : model.box(card);
    const { x, y } = this.toScreen(place);
    const [wide, high] = [(width / 2) * this.zoomed, (height / 2) * this.zoomed];
    const isInside = x - wide >= 0 && y - high >= 0 && x + wide <= this.size.width && y + high <= this.size.height;
    const { covered } = this;
    const isCovered =
      covered !== undefined &&
      Math.abs(covered.x - x) < covered.width / 2 + wide &&
      Math.abs(covered.y - y) < covered.height / 2 + high;
    if (isInside && !isCovered && (card === undefined || isRead(model, card, this.zoomed))) return;
    const zoom = Math.max(this.zoomed, 0.7);
    const free = this.free();
    // No farther than necessary if it is legible there, else to the middle.
    const to = (at: number, half: number, middle: number, side: number) =>
      zoom > this.zoomed || 2 * (half + EDGE) > side
        ? middle
        : Math.min(Math.max(at, middle - side / 2 + half + EDGE), middle + side / 2 - half - EDGE);
    this.held();
    this.glide(zoom, {
      x: to(x, wide, free.x, free.width) - place.x * zoom,
      y: to(y, high, free.y, free.height) - place.y * zoom,
    });
  }

  /** The largest part that nothing else lies over. */
  private free(): Box {
    const { covered } = this;
    const { width, height } = this.size;
    if (!covered) return { x: width / 2, y: height / 2, width, height };
    const [left, top] = [covered.x - covered.width / 2, covered.y - covered.height / 2];
    const [right, bottom] = [left + covered.width, top + covered.height];
    const parts: Box[] = [
      { x: left / 2, y: height / 2, width: left, height },
      { x: (width + right) / 2, y: height / 2, width: width - right, height },
      { x: width / 2, y: top / 2, width, height: top },
      { x: width / 2, y: (height + bottom) / 2, width, height: height - bottom },
    ];
    return parts.reduce((best, part) => (part.width * part.height > best.width * best.height ? part : best));
  }

  toScreen = ({ x, y }: Point): Point => ({ x: x * this.zoomed + this.pan.x, y: y * this.zoomed + this.pan.y });
  toPlane = ({ x, y }: Point): Point => ({
    x: (x - this.pan.x) / this.zoomed,
    y: (y - this.pan.y) / this.zoomed,
  });

  /** The visible part of the plane. */
  frame(): Frame {
    const [from, to] = [this.toPlane({ x: 0, y: 0 }), this.toPlane({ x: this.size.width, y: this.size.height })];
    return { left: from.x, top: from.y, right: to.x, bottom: to.y, zoom: this.zoomed };
  }
}
