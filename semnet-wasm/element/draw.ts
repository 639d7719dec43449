// Draws a model in its own coordinates: lines, their words, and cards. From afar cards are shapes without words.

import { at, type Box, type Curve, type Point } from "./geometry.js";
import type { Model } from "./model.js";
import { colourOf, isRest, letter, type Palette, SANS, SERIF, THEMES } from "./palette.js";
import type { Choice, Mark } from "./scene.js";
import { type Stroke, type Surface } from "./surface.js";

/** The part of the plane that is drawn, and its size. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly zoom: number;
}

export const EVERYTHING: Frame = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity, zoom: 1 };
/** Letters that are smaller on the screen are not drawn, in pixels. */
export const LEGIBLE = 8;
/** The font size on lines, in pixels. */
const LINE_SIZE = 12;

/** Whether the words on lines are large enough to be read. */
export const areLinesRead = (zoom: number): boolean => zoom * LINE_SIZE >= LEGIBLE;

/** The question is read from afar too: below this it is written over the picture instead. */
const LEGIBLE_QUESTION = 11;
/** From more cards than this on no card has the letter of its theme. */
const MOST_LETTERS = 150;
/** From more cards than this on, those that are too small to be read are dots. */
const MOST_SHAPES = 40;
/** More dots than this have corners, which are drawn faster. */
const MOST_ROUND = 3_000;
/** Lines are drawn without bends and arrows if this many are seen from afar. */
const MANY_LINES = 1_200;
/** How far the ground of a theme reaches beyond its cards. */
const HULL = 22;
/** With fewer cards, the colours are enough to show the themes. */
const LEAST_FOR_HULLS = 12;
export const SIGNS: Readonly<Record<Mark, string>> = { new: "+", gone: "−", changed: "~" };
const PALE = 0.28;
const QUESTION_PALE = 0.5;
/** Next to changes, what is the same in both networks can still be read, on a dark ground too. */
const SAME_IN_BOTH = 0.5;

/** How much is seen of what steps back for a choice, or for what is marked. */
export const paleness = ({ near }: Model): number => (near ? PALE : SAME_IN_BOTH);

/** How a card is edged that is marked. */
export const edgeOf = (mark: Mark | undefined, colour: string): Stroke => ({
  colour,
  width: mark === "changed" ? 4 : mark ? 3 : 1.5,
  ...(mark === "gone" && { dash: [7, 5] }),
});

const isSame = (one: Choice | undefined, other: Choice): boolean =>
  one?.kind === other.kind && JSON.stringify(one) === JSON.stringify(other);

/** Whether the cards of each theme have a ground of their colour. */
export const hasHulls = ({ scene }: Model) =>
  scene.isByTheme && scene.themes.length > 1 && scene.cards.length >= LEAST_FOR_HULLS;

/** Whether this is a theme, and not the rest of the concepts. */
export function isNamed({ scene }: Model, theme: number): boolean {
  const name = scene.themes[theme];
  return theme < THEMES && name !== undefined && !isRest(name);
}

/** Whether the words on a card are large enough to be read. */
export function isRead(model: Model, card: number, zoom: number): boolean {
  const { kind, fontSize } = model.card(card);
  return !model.isBare && fontSize * zoom >= (kind === "question" ? LEGIBLE_QUESTION : LEGIBLE);
}

/** Whether cards that are too small to be read are dots. */
export const hasDots = ({ scene }: Model) => scene.cards.length > MOST_SHAPES;

/**
 * Draws a card that is too small to be read: a dot, larger for more relationships, or its shape in small if there are few.
 * It is never too small to be seen.
 */
export function fromAfar(model: Model, card: number, zoom: number): Box {
  const { x, y, width, height } = model.box(card);
  const { kind, degree } = model.card(card);
  const least = 4 / zoom;
  if (kind === "question" || !hasDots(model))
    return { x, y, width: Math.max(width, least), height: Math.max(height * 0.8, least) };
  const side = Math.max(least, Math.min((4 + 2 * Math.sqrt(degree)) / zoom, width * 0.7, height));
  return { x, y, width: side, height: side };
}

export class Drawer {
  constructor(
    private readonly model: Model,
    private readonly palette: Palette,
    private readonly surface: Surface,
    private readonly frame: Frame,
  ) {}

  draw(): void {
    this.hulls();
    this.lines();
    this.shared();
    this.words();
    this.cards();
    this.surface.alpha(1);
    this.walker();
  }

  private walker(): void {
    const { walker } = this.model;
    if (!walker) return;
    const { x, y } = at(this.model.curve(walker.line), walker.share);
    const size = 8 / Math.min(1, this.frame.zoom);
    this.surface.circle(x, y, size * 1.6, this.palette.paper);
    this.surface.circle(x, y, size, this.palette.accent);
  }

  private isSeen(a: Point, b: Point, room = 60): boolean {
    const { left, top, right, bottom } = this.frame;
    return (
      Math.max(a.x, b.x) > left - room &&
      Math.min(a.x, b.x) < right + room &&
      Math.max(a.y, b.y) > top - room &&
      Math.min(a.y, b.y) < bottom + room
    );
  }

  private themeOf(card: number) {
    const { theme } = this.model.card(card);
    return (
      this.palette.themes[colourOf(theme, this.model.scene.themes[theme])] ?? {
        strong: this.palette.line,
        tint: this.palette.paper,
      }
    );
  }

  /** A ground around the cards of each theme, joined for cards that are close to each other. */
  private hulls(): void {
    const { model, surface, frame, palette } = this;
    if (!hasHulls(model)) return;
    const room = Math.max(HULL, 7 / frame.zoom);
    const boxes: Box[][] = model.scene.themes.map(() => []);
    model.scene.cards.forEach(({ theme, kind }, card) => {
      if (kind === "question" || model.hiddenCards.has(card) || !isNamed(model, theme)) return;
      const { x, y, width, height } = this.shape(card);
      if (this.isSeen({ x, y }, { x, y }, 180 + room))
        boxes[theme]?.push({ x, y, width: width + 2 * room, height: height + 2 * room });
    });
    const ends: Point[][] = model.scene.themes.map(() => []);
    if (model.scene.lines.length <= MANY_LINES)
      for (const {
        ends: [from, to],
      } of [...model.scene.lines, ...model.scene.sharedLines]) {
        const [a, b] = [model.card(from), model.card(to)];
        if (a.theme !== b.theme || a.kind === "question" || b.kind === "question") continue;
        if (model.hiddenCards.has(from) || model.hiddenCards.has(to) || !isNamed(model, a.theme)) continue;
        ends[a.theme]?.push(model.cards[from] as Point, model.cards[to] as Point);
      }
    surface.alpha(model.near ? 0.4 : 1);
    boxes.forEach((own, theme) => {
      const colour = palette.themes[theme]?.tint ?? palette.paper;
      const all = ends[theme] ?? [];
      if (all.length > 0) surface.segments(all, { colour, width: 2 * room, isRound: true });
      if (own.length > 0) surface.boxes(own, room, colour);
    });
    surface.alpha(1);
  }

  private lines(): void {
    const { model, surface, frame } = this;
    const isFar = model.scene.lines.length > MANY_LINES && frame.zoom < 0.4;
    const areDots = hasDots(model);
    // Neighbours are drawn last, over the dimmed rest.
    for (const isNear of model.near ? [false, true] : [false]) {
      const far: Point[] = [];
      model.scene.lines.forEach((line, number) => {
        if (model.hiddenLines.has(number) || (model.near?.lines.has(number) ?? false) !== isNear) return;
        const [from, to] = line.ends;
        const [a, b] = [model.cards[from], model.cards[to]];
        if (!a || !b || !this.isSeen(a, b, 220)) return;
        const isBetweenDots = from !== to && areDots && !line.ends.some((card) => isRead(model, card, frame.zoom));
        const isUnmarked = model.isUnmarked(line.id);
        if (!isNear && !line.isHighlight && (isFar || (isBetweenDots && !isUnmarked))) {
          far.push(a, b);
          return;
        }
        surface.alpha((model.near && !isNear) || isUnmarked ? paleness(model) : 1);
        const stroke = this.strokeOf(number);
        if (isBetweenDots) return surface.segments([a, b], stroke);
        const curve = model.curve(number);
        surface.curve(curve, stroke);
        if (!line.isKeyFinding) this.arrow(curve, stroke);
      });
      surface.alpha(model.near ? PALE : 0.7);
      surface.segments(far, { colour: this.palette.line, width: Math.max(1, 0.6 / frame.zoom) });
      surface.alpha(1);
    }
  }

  private strokeOf(number: number): Stroke {
    const { model, palette } = this;
    const { isHighlight, isKeyFinding, id } = model.line(number);
    const choice: Choice = { kind: "line", id };
    if (isSame(model.chosen, choice)) return { colour: palette.accent, width: 3.4 };
    if (isSame(model.hovered, choice)) return { colour: palette.accent, width: 2.6 };
    if (model.near?.lines.has(number) && model.near.isStrong) return { colour: palette.accent, width: 2.2 };
    const mark = model.lineMarks.get(id);
    if (mark)
      return { colour: palette.ink, width: mark === "changed" ? 3.4 : 2.4, ...(mark === "gone" && { dash: [7, 5] }) };
    if (isHighlight) return { colour: palette.quiet, width: 2.6 };
    return { colour: palette.line, width: isKeyFinding ? 1.2 : 1.4 };
  }

  private arrow({ second, end }: Curve, { colour, width }: Stroke): void {
    const angle = Math.atan2(end.y - second.y, end.x - second.x);
    const size = 8 + width;
    const corner = (turn: number) => ({
      x: end.x - size * Math.cos(angle + turn),
      y: end.y - size * Math.sin(angle + turn),
    });
    this.surface.triangle(end, corner(0.42), corner(-0.42), colour);
  }

  /** Thematic connections: dotted, in the colour of their theme. */
  private shared(): void {
    const { model, surface, palette } = this;
    model.scene.sharedLines.forEach(({ ends: [from] }, place) => {
      if (!model.isShownShared(place)) return;
      const choice: Choice = { kind: "shared", place };
      const isChosen = isSame(model.chosen, choice);
      const isNear = model.near?.shared.has(place) ?? false;
      const isMarked = isChosen || isSame(model.hovered, choice);
      surface.alpha((model.near && !isNear) || model.hasMarks ? paleness(model) : 1);
      const colour = isMarked ? palette.accent : this.themeOf(from).strong;
      surface.curve(model.sharedCurve(place), { colour, width: isChosen ? 3.4 : isMarked ? 3 : 2.4, dash: [1, 6] });
      const { width, height } = model.sharedWords(place);
      const at = model.sharedWordsAt(place, this.frame);
      if (width > 0) this.label(model.sharedRows(place), at, width, height, colour, isChosen ? 700 : 500);
    });
  }

  private words(): void {
    const { model, surface, palette } = this;
    model.scene.lines.forEach(({ rows, width, height, isHighlight, id }, number) => {
      if (rows.length === 0 || model.hiddenLines.has(number)) return;
      const isNear = model.near?.lines.has(number) ?? false;
      const choice: Choice = { kind: "line", id };
      const isChosen = isSame(model.chosen, choice);
      const isPale = (model.near && !isNear) || model.isUnmarked(id);
      surface.alpha(isPale ? paleness(model) : 1);
      const ink = isSame(model.hovered, choice) ? palette.accent : isHighlight || isNear ? palette.ink : palette.quiet;
      this.label(rows, model.wordsAt(number), width, height, ink, isChosen ? 700 : isHighlight ? 600 : 500);
    });
  }

  private label(
    rows: readonly string[],
    { x, y }: Point,
    width: number,
    height: number,
    colour: string,
    weight: number,
  ): void {
    if (!areLinesRead(this.frame.zoom) || !this.isSeen({ x, y }, { x, y }, 100)) return;
    const { surface, palette } = this;
    // The row height gives the font size, which is larger on narrow screens.
    const size = Math.round((height - 6) / Math.max(1, rows.length) / 1.3);
    surface.rect(x - width / 2, y - height / 2, width, height, 4, palette.paper);
    surface.text(rows, x, y, { family: SANS, weight, size, colour, width: width - 6 });
  }

  private cards(): void {
    const { model, frame } = this;
    /** Cards from afar, by colour and whether they step back. */
    const shapes = new Map<string, { readonly fill: string; readonly isDim: boolean; readonly boxes: Box[] }>();
    const hasLetters = model.scene.themes.length > 1 && model.scene.cards.length <= MOST_LETTERS;
    for (let card = model.scene.cards.length - 1; card >= 0; card--) {
      if (model.hiddenCards.has(card)) continue;
      const place = model.cards[card];
      if (!place || !this.isSeen(place, place, 180)) continue;
      if (isRead(model, card, frame.zoom)) {
        this.card(card, hasLetters);
        continue;
      }
      const isQuestion = model.card(card).kind === "question";
      const [fill, isDim] = [isQuestion ? this.palette.question : this.themeOf(card).strong, model.isDim(card)];
      const shape = shapes.get(`${fill} ${isDim}`) ?? { fill, isDim, boxes: [] };
      shapes.set(`${fill} ${isDim}`, shape);
      shape.boxes.push(this.shape(card));
    }
    const isRound = hasDots(model) && model.scene.cards.length <= MOST_ROUND;
    for (const { fill, isDim, boxes } of shapes.values()) {
      this.surface.alpha(isDim ? paleness(model) : 1);
      const isDot = isRound && fill !== this.palette.question;
      this.surface.boxes(boxes, isDot ? 50 : frame.zoom > 0.2 ? 8 : 0, fill);
    }
    this.surface.alpha(1);
    if (model.chosen?.kind !== "concept") return;
    const chosen = model.number(model.chosen.label);
    if (chosen !== undefined && !isRead(model, chosen, frame.zoom))
      this.outline(chosen, this.shape(chosen).width, this.shape(chosen).height);
  }

  private shape(card: number): Box {
    return isRead(this.model, card, this.frame.zoom)
      ? this.model.box(card)
      : fromAfar(this.model, card, this.frame.zoom);
  }

  private card(number: number, hasLetters: boolean): void {
    const { model, surface, palette } = this;
    const { kind, rows, fontSize, theme, label } = model.card(number);
    const { x, y, width, height } = model.box(number);
    const { strong, tint } = this.themeOf(number);
    const isQuestion = kind === "question";
    surface.alpha(model.isDim(number) ? (isQuestion ? QUESTION_PALE : paleness(model)) : 1);
    const mark = model.marks.get(number);
    const isHovered = isSame(model.hovered, { kind: "concept", label });
    const border = edgeOf(mark, isHovered ? palette.accent : strong);
    const fill = isQuestion ? palette.question : kind === "finding" ? tint : palette.paper;
    surface.rect(
      x - width / 2,
      y - height / 2,
      width,
      height,
      isQuestion ? 16 : 10,
      fill,
      isQuestion ? undefined : border,
    );
    if (mark === "new")
      surface.rect(x - width / 2 - 5, y - height / 2 - 5, width + 10, height + 10, 14, undefined, {
        colour: strong,
        width: 1.5,
      });
    this.outline(number, width, height);
    const [family, weight] = isQuestion ? [SERIF, 600] : [SANS, kind === "finding" ? 600 : 500];
    surface.text(rows, x, y, {
      family,
      weight,
      size: fontSize,
      colour: isQuestion ? palette.questionInk : palette.ink,
      width: width - 12,
    });
    if (mark) this.sign(x + width / 2, y - height / 2, mark);
    if (!hasLetters || isQuestion || isRest(model.scene.themes[theme] ?? "")) return;
    surface.circle(x - width / 2, y - height / 2, 8.5, strong);
    surface.text([letter(theme)], x - width / 2, y - height / 2, {
      family: SANS,
      weight: 700,
      size: 10,
      colour: palette.paper,
    });
  }

  /** The meaning of a mark, as a sign that needs no colour. */
  private sign(x: number, y: number, mark: Mark): void {
    const { surface, palette } = this;
    surface.circle(x, y, 10, palette.ink);
    surface.text([SIGNS[mark]], x, y, { family: SANS, weight: 700, size: 14, colour: palette.paper });
  }

  private outline(card: number, width: number, height: number): void {
    const { model, surface, palette, frame } = this;
    if (!isSame(model.chosen, { kind: "concept", label: model.card(card).label })) return;
    const { x, y } = model.box(card);
    const room = 4.5 / Math.min(1, frame.zoom);
    surface.rect(x - width / 2 - room, y - height / 2 - room, width + 2 * room, height + 2 * room, 14, undefined, {
      colour: palette.accent,
      width: 3 / Math.min(1, frame.zoom),
    });
  }
}

/** The middle of a curve. */
export const middle = (curve: Curve) => at(curve, 0.5);
