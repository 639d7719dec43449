// Words over the picture, in pixels of the screen: where cards are too small to be read, the most important names that have
// room; and relations along lines without a label.

import {
  areLinesRead,
  edgeOf,
  fromAfar,
  hasDots,
  hasHulls,
  isNamed,
  isRead,
  LEGIBLE,
  paleness,
  SIGNS,
} from "./draw.js";
import { at, type Box, type Point } from "./geometry.js";
import type { Model } from "./model.js";
import { colourOf, type Palette, SANS, SERIF } from "./palette.js";
import type { CanvasSurface } from "./surface.js";

export interface Screen {
  readonly width: number;
  readonly height: number;
  readonly zoom: number;
  /** Where a place of the plane is on the screen. */
  readonly toScreen: (point: Point) => Point;
}

/** A label that was written, with its place. */
export interface Written {
  readonly text: string;
  readonly kind: "question" | "theme" | "concept" | "relation";
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly size: number;
  /** The number of the relationship whose relation this is. */
  readonly line?: number;
}

const SIZE = 12;
const THEME_SIZE = 14;
/** How large the letters of a question may be that is written over its card, the best size first. */
const QUESTION_SIZES = [13, 12, 11];
/** Where the name of a card has no room, it is written smaller. */
const SMALLER = [10, 9];
/** How much higher a row of a question is than its letters. */
const LEADING = 4;
/** The least room between a name and the edge of the view. */
const EDGE = 3;
const MOST_LETTERS = 28;
const MOST_LABELS = 160;
const MOST_RELATIONS = 60;

/** A text that is cut in the middle, between words if possible, so two with the same beginning stay different. */
export function cut(text: string, most = MOST_LETTERS): string {
  const letters = [...text];
  if (letters.length <= most) return text;
  const tail = Math.floor(most / 3);
  const [before, after] = [letters.slice(0, most - tail - 1).join(""), letters.slice(-tail).join("")];
  const isWhole = (at: number) => /\s/u.test(letters[at] ?? "");
  const [end, start] = [before.search(/\s\S*$/u), after.search(/\s/u)];
  const head = end > before.length / 2 && !isWhole(most - tail - 1) ? before.slice(0, end) : before;
  const rest =
    start >= 0 && start < after.length / 2 && !isWhole(letters.length - tail - 1) ? after.slice(start) : after;
  return `${head.trimEnd()}…${rest.trimStart()}`;
}

/** Where along a line its relation may be written, the best place first. */
const ALONG = [0.5, 0.36, 0.64];

const lies = (one: Box, other: Box) =>
  Math.abs(one.x - other.x) < (one.width + other.width) / 2 &&
  Math.abs(one.y - other.y) < (one.height + other.height) / 2;

const WIDTHS = new Map<string, number>();

export class Labels {
  readonly written: Written[] = [];

  constructor(
    private readonly model: Model,
    private readonly palette: Palette,
    private readonly surface: CanvasSurface,
    private readonly context: CanvasRenderingContext2D,
    private readonly screen: Screen,
  ) {}

  /** `hasThemes` is whether names of themes may take the room of names of concepts. */
  draw(hasThemes = true): void {
    const { model, screen } = this;
    const isSmall = (card: number) => !isRead(model, card, screen.zoom);
    const order = importance(model);
    const isQuestion = (card: number) => model.card(card).kind === "question";
    for (const card of order) if (isQuestion(card) && isSmall(card)) this.question(card);
    if (order.some((card) => !isQuestion(card) && isSmall(card))) {
      if (hasThemes && model.scene.isByTheme && !model.near) this.themes();
      let left = MOST_LABELS;
      for (const card of order) {
        if (left === 0) break;
        if (isSmall(card) && !isQuestion(card) && this.concept(card)) left--;
      }
      for (const card of [...model.marks.keys()].slice(0, MOST_LABELS)) if (isSmall(card)) this.sign(card);
    }
    // Where cards are read, the name of a theme is at the top of its ground, if there is room.
    else if (hasHulls(model) && !model.near) this.headings();
    this.relations();
    if (!areLinesRead(screen.zoom) && !hasDots(model)) this.smallRelations();
    this.hovered();
  }

  /** Takes a place unless something is there already. */
  private take(written: Written, isSure = false): boolean {
    const { width, height } = this.screen;
    const { x, y } = written;
    if (x + written.width / 2 < 0 || x - written.width / 2 > width || y < -10 || y > height + 10) return false;
    const lies = (other: Written) =>
      Math.abs(other.x - x) < (other.width + written.width) / 2 + 4 &&
      Math.abs(other.y - y) < (other.height + written.height) / 2 + 2;
    if (!isSure && this.written.some(lies)) return false;
    this.written.push(written);
    return true;
  }

  /** Where a name that stands for itself is in sight as a whole, if what it names is in sight. */
  private inside(x: number, width: number): number {
    const { width: wide } = this.screen;
    const edge = width / 2 + EDGE;
    return x < 0 || x > wide || 2 * edge > wide ? x : Math.min(Math.max(x, edge), wide - edge);
  }

  private widthOf(text: string, weight: number, size: number, family = SANS): number {
    const key = `${weight} ${size} ${text}`;
    const known = WIDTHS.get(key);
    if (known !== undefined) return known;
    this.context.font = `${weight} ${size}px ${family}`;
    const { width } = this.context.measureText(text);
    if (WIDTHS.size > 20_000) WIDTHS.clear();
    // Letters that are still on their way would be measured as others.
    if (document.fonts.status === "loaded") WIDTHS.set(key, width);
    return width;
  }

  /** Whether something is written at a place already. */
  private isTaken({ x, y }: Point): boolean {
    return this.written.some(
      (one) => Math.abs(one.x - x) < one.width / 2 + 16 && Math.abs(one.y - y) < one.height / 2 + 10,
    );
  }

  private question(card: number): void {
    const { model, palette, surface, screen } = this;
    const { label } = model.card(card);
    const box = model.box(card);
    const { x, y } = screen.toScreen(box);
    const room = Math.max(160, box.width * screen.zoom - 20);
    const { rows, size } = this.rowsOf(label, room, box.height * screen.zoom - 10);
    const letters = Math.max(...rows.map((row) => this.widthOf(row, 600, size, SERIF)));
    // It covers the card from afar.
    const shape = fromAfar(model, card, screen.zoom);
    const width = Math.max(letters + 20, shape.width * screen.zoom);
    const height = Math.max(rows.length * (size + LEADING) + 10, shape.height * screen.zoom);
    if (!this.take({ text: label, kind: "question", x, y, width, height, size }, true)) return;
    surface.alpha(1);
    surface.rect(x - width / 2, y - height / 2, width, height, 9, palette.question);
    surface.text(rows, x, y, { family: SERIF, weight: 600, size, colour: palette.questionInk });
  }

  /** A question in rows, in smaller letters if it fits then; otherwise its middle is left out. */
  private rowsOf(label: string, width: number, height: number): { readonly rows: string[]; readonly size: number } {
    const wrap = (text: string, size: number) => {
      const rows: string[] = [];
      for (const word of text.split(/\s+/u)) {
        const longer = `${rows[rows.length - 1] ?? ""} ${word}`.trim();
        if (rows.length > 0 && this.widthOf(longer, 600, size, SERIF) <= width) rows[rows.length - 1] = longer;
        else rows.push(word);
      }
      return rows;
    };
    // It may be a row higher than its card.
    const most = (size: number) => Math.max(2, Math.floor(height / (size + LEADING)) + 1);
    const fits = (rows: readonly string[], size: number) =>
      rows.length <= most(size) && rows.every((row) => this.widthOf(row, 600, size, SERIF) <= width);
    for (const size of QUESTION_SIZES) {
      const rows = wrap(label, size);
      if (fits(rows, size)) return { rows, size };
    }
    const [size = 13] = QUESTION_SIZES;
    // No letter is narrower than 4 pixels.
    for (let letters = Math.floor((most(size) * width) / 4); letters > 24; letters = Math.floor(letters * 0.93)) {
      const rows = wrap(cut(label, letters), size);
      if (fits(rows, size)) return { rows, size };
    }
    return { rows: [cut(label, 24)], size };
  }

  /** The names of themes in the middle of their cards. */
  private themes(): void {
    const { model, palette } = this;
    model.scene.themes.forEach((name, theme) => {
      const own = model.scene.cards.flatMap((card, at) =>
        card.theme === theme && card.kind !== "question" && !model.hiddenCards.has(at) ? [at] : [],
      );
      const [first] = own;
      if (first === undefined || !isNamed(model, theme)) return;
      const sum = own.reduce(
        ({ x, y }, at) => ({ x: x + (model.cards[at]?.x ?? 0), y: y + (model.cards[at]?.y ?? 0) }),
        { x: 0, y: 0 },
      );
      const middle = this.screen.toScreen({ x: sum.x / own.length, y: sum.y / own.length });
      const text = cut(name, 40);
      const width = this.widthOf(text, 700, THEME_SIZE) + 12;
      const x = this.inside(middle.x, width);
      for (const down of [0, -24, 24, -48, 48, -72, 72]) {
        const place = {
          text: name,
          kind: "theme" as const,
          x,
          y: middle.y + down,
          width,
          height: 20,
          size: THEME_SIZE,
        };
        if (!this.take(place)) continue;
        this.pill(text, place, palette.themes[theme]?.strong ?? palette.ink, 700);
        break;
      }
    });
  }

  /** Where cards are on the screen. */
  private boxes(): Box[] {
    const { model, screen } = this;
    return model.scene.cards.map((_, card) => {
      const { width, height, ...place } = model.box(card);
      return { ...screen.toScreen(place), width: width * screen.zoom, height: height * screen.zoom };
    });
  }

  /** The names of themes over the highest of their cards that are seen. */
  private headings(): void {
    const { model, palette } = this;
    const boxes = this.boxes();
    model.scene.themes.forEach((name, theme) => {
      if (!isNamed(model, theme)) return;
      const text = cut(name, 40);
      const width = this.widthOf(text, 700, 13) + 12;
      const own = boxes
        .filter((box, card) => {
          const one = model.card(card);
          return one.theme === theme && one.kind !== "question" && !model.hiddenCards.has(card) && box.y > 30;
        })
        .sort((a, b) => a.y - b.y);
      for (const box of own.slice(0, 4)) {
        const place = { x: box.x, y: box.y - box.height / 2 - 16, width, height: 18 };
        if (boxes.some((other) => lies(other, place))) continue;
        const written = { text: name, kind: "theme" as const, ...place, size: 13 };
        if (!this.take(written)) continue;
        this.pill(text, written, palette.themes[theme]?.strong ?? palette.ink, 700);
        break;
      }
    });
  }

  private concept(card: number): boolean {
    const { model, palette } = this;
    const { label, kind } = model.card(card);
    const isNear = model.near?.cards.has(card) ?? false;
    if (model.hiddenCards.has(card) || (model.near && !isNear)) return false;
    const { x, y } = this.screen.toScreen(model.box(card));
    const { width: wide, height: high } = this.screen;
    if (x < -80 || y < -10 || x > wide + 80 || y > high + 10 || this.isTaken({ x, y })) return false;
    const text = cut(label);
    const weight = kind === "finding" || isNear ? 600 : 500;
    // Where larger cards are read, the letters of the smaller ones are as large as theirs, not larger.
    const largest = hasDots(model) ? 0 : model.mostLetters * this.screen.zoom;
    const size = largest >= LEGIBLE ? Math.min(SIZE, largest) : SIZE;
    // On its card, or below its dot, or above it if there is no room.
    const away = hasDots(model) ? (fromAfar(model, card, this.screen.zoom).height * this.screen.zoom) / 2 + 9 : 0;
    const tries =
      away === 0
        ? [size, ...SMALLER.filter((one) => one < size)].map((one) => [0, one] as const)
        : ([
            [away, size],
            [-away, size],
          ] as const);
    for (const [down, letters] of tries) {
      const width = this.widthOf(text, weight, letters) + 8;
      const place = {
        x: away === 0 ? x : this.inside(x, width),
        y: y + down,
        width,
        height: letters + 5,
        size: letters,
      };
      const written = { text: label, kind: "concept" as const, ...place };
      if (!this.take(written)) continue;
      if (away === 0) this.smallCard(card, text, written, weight);
      else this.pill(text, written, palette.ink, weight);
      return true;
    }
    return false;
  }

  /** A card that is too small for its own letters, as large as these. */
  private smallCard(card: number, text: string, { x, y, width, height, size }: Written, weight: number): void {
    const { model, surface, palette, screen } = this;
    const { kind, theme } = model.card(card);
    const colours = palette.themes[colourOf(theme, model.scene.themes[theme])];
    const box = model.box(card);
    const wide = Math.max(width + 4, box.width * screen.zoom);
    const high = Math.max(height + 2, box.height * screen.zoom);
    const edge = edgeOf(model.marks.get(card), colours?.strong ?? palette.line);
    // The line below is not visible through a card that steps back.
    surface.alpha(1);
    surface.rect(x - wide / 2, y - high / 2, wide, high, 6, palette.paper);
    surface.alpha(model.isDim(card) ? paleness(model) : 1);
    surface.rect(x - wide / 2, y - high / 2, wide, high, 6, kind === "finding" ? colours?.tint : palette.paper, {
      ...edge,
      width: edge.width * 0.8,
    });
    surface.text([text], x, y, { family: SANS, weight, size, colour: palette.ink });
    surface.alpha(1);
  }

  /** The meaning of a small card's mark, at its corner. */
  private sign(card: number): void {
    const { model, surface, palette, screen } = this;
    const mark = model.marks.get(card);
    if (mark === undefined || model.hiddenCards.has(card)) return;
    const written = this.written.find(({ kind, text }) => kind === "concept" && text === model.card(card).label);
    const shape = fromAfar(model, card, screen.zoom);
    const wide = Math.max(written && !hasDots(model) ? written.width + 4 : 0, shape.width * screen.zoom);
    const high = Math.max(written && !hasDots(model) ? written.height + 2 : 0, shape.height * screen.zoom);
    const { x, y } = screen.toScreen(shape);
    surface.alpha(1);
    surface.circle(x + wide / 2, y - high / 2, 7.5, palette.ink);
    surface.text([SIGNS[mark]], x + wide / 2, y - high / 2, {
      family: SANS,
      weight: 700,
      size: 11,
      colour: palette.paper,
    });
  }

  private pill(text: string, { x, y, width, height, size }: Written, colour: string, weight: number): void {
    const { surface, palette } = this;
    surface.alpha(0.86);
    surface.rect(x - width / 2, y - height / 2, width, height, 5, palette.paper);
    surface.alpha(1);
    surface.text([text], x, y, { family: SANS, weight, size, colour });
  }

  /** Relations of lines without words: of the selected ones, and of those with room when zoomed in. */
  private relations(): void {
    const { model, screen, palette } = this;
    const near = model.near?.lines;
    const isClose = screen.zoom >= 0.75;
    if (!isClose && !(near && near.size <= MOST_RELATIONS)) return;
    let left = MOST_RELATIONS;
    const boxes = this.boxes();
    model.scene.lines.forEach((line, number) => {
      if (left === 0 || line.rows.length > 0 || line.isKeyFinding || model.hiddenLines.has(number)) return;
      if (near ? !near.has(number) : !isClose) return;
      const relation = this.relationOf(line.id);
      if (relation === undefined) return;
      const curve = model.curve(number);
      const text = cut(relation);
      const width = this.widthOf(text, 500, 11) + 8;
      const [a, b] = [screen.toScreen(curve.start), screen.toScreen(curve.end)];
      if (!near && Math.hypot(a.x - b.x, a.y - b.y) < width * 0.8) return;
      // In the middle of its line, or to either side of it, where there is no card.
      for (const share of ALONG) {
        const { x, y } = screen.toScreen(at(curve, share));
        const place = { x, y, width, height: 16, size: 11, line: line.id };
        const written = { text: relation, kind: "relation" as const, ...place };
        if (x < 0 || y < 0 || x > screen.width || y > screen.height || boxes.some((box) => lies(box, written)))
          continue;
        if (!this.take(written)) continue;
        left--;
        this.pill(text, written, near ? palette.ink : palette.quiet, 500);
        return;
      }
    });
  }

  /** Where few cards are so small that the words of their lines are not read, those that have room are written larger. */
  private smallRelations(): void {
    const { model, screen, palette } = this;
    const boxes = this.boxes();
    model.scene.lines.forEach(({ rows, id, isHighlight }, number) => {
      if (rows.length === 0 || model.hiddenLines.has(number)) return;
      if ((model.near && !model.near.lines.has(number)) || model.isUnmarked(id)) return;
      const text = cut(rows.join(" "), 24);
      const weight = isHighlight ? 600 : 500;
      const size = SMALLER[0] ?? LEGIBLE;
      const place = {
        ...screen.toScreen(model.wordsAt(number)),
        width: this.widthOf(text, weight, size) + 6,
        height: 14,
      };
      if (boxes.some((box) => lies(box, place))) return;
      const written = { text: rows.join(" "), kind: "relation" as const, ...place, size, line: id };
      if (this.take(written)) this.pill(text, written, isHighlight ? palette.ink : palette.quiet, weight);
    });
  }

  /** The relation of a line by its number; set by the picture. */
  relationOf: (id: number) => string | undefined = () => undefined;

  /** The full name of the item under the pointer, if it is not legible already. */
  private hovered(): void {
    const { model, screen, palette, surface } = this;
    if (model.hovered?.kind !== "concept") return;
    const card = model.number(model.hovered.label);
    if (card === undefined || model.card(card).fontSize * screen.zoom >= 9) return;
    const { x, y } = screen.toScreen(model.box(card));
    const text = cut(model.hovered.label, 80);
    const width = this.widthOf(text, 600, 13) + 14;
    const left = Math.min(Math.max(x, width / 2 + 4), screen.width - width / 2 - 4);
    surface.alpha(1);
    surface.rect(left - width / 2, y - 30, width, 22, 6, palette.paper, { colour: palette.accent, width: 1.5 });
    surface.text([text], left, y - 19, { family: SANS, weight: 600, size: 13, colour: palette.ink });
  }
}

/** Cards, the most important first: the question, then those that are chosen, findings, and those with most relationships. */
function importance(model: Model): number[] {
  const rank = (card: number) => {
    const { kind, degree } = model.card(card);
    return (
      (kind === "question" ? 1e9 : 0) +
      (model.near?.cards.has(card) || model.marks.has(card) ? 1e6 : 0) +
      (kind === "finding" ? 1e4 : 0) +
      degree
    );
  };
  const ranks = model.scene.cards.map((_, card) => rank(card));
  const of = (card: number) => ranks[card] as number;
  return ranks.map((_, card) => card).sort((a, b) => of(b) - of(a) || a - b);
}
