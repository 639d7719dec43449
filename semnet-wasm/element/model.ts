// A scene with its places, and its marked, hidden and chosen parts.

import { bent, type Box, curve, type Curve, looped, type Point } from "./geometry.js";
import type { Card, Choice, Line, Mark, Scene, Shared } from "./scene.js";

export interface Place {
  x: number;
  y: number;
}

export const EMPTY: Scene = { cards: [], lines: [], sharedLines: [], themes: [], isByTheme: false };

/** The least room between words and the edge of what is seen. */
const EDGE = 4;

export class Model {
  /** The middle of each card, of the words of each line, and of the words of each connection. */
  readonly cards: Place[];
  private readonly words: (Place | undefined)[];
  private readonly shared: Place[];
  private readonly numbers: ReadonlyMap<string, number>;
  private readonly linesOf: readonly (readonly number[])[];
  private curves: (Curve | undefined)[] = [];
  private sharedCurves: (Curve | undefined)[] = [];
  private offset: number;

  readonly hiddenLines = new Set<number>();
  readonly hiddenCards = new Set<number>();
  hidesShared = false;
  /** Cards are shapes without words: the picture is too small for them. */
  isBare = false;
  /** How large the letters of cards are at the most, except for the question. */
  readonly mostLetters: number;
  marks: ReadonlyMap<number, Mark> = new Map();
  /** Marks of lines, by the number of the relationship. */
  lineMarks: ReadonlyMap<number, Mark> = new Map();
  chosen: Choice | undefined;
  /** Cards and lines that stay when the rest steps back; `undefined` if nothing steps back. */
  near:
    | {
        readonly cards: ReadonlySet<number>;
        readonly lines: ReadonlySet<number>;
        readonly shared: ReadonlySet<number>;
        readonly isStrong: boolean;
      }
    | undefined;
  hovered: Choice | undefined;
  /** Where on a line somebody who walks along it is, from 0 to 1. */
  walker: { readonly line: number; readonly share: number } | undefined;

  constructor(readonly scene: Scene) {
    this.cards = scene.cards.map(() => ({ x: 0, y: 0 }));
    this.words = scene.lines.map(({ rows }) => (rows.length > 0 ? { x: 0, y: 0 } : undefined));
    this.shared = scene.sharedLines.map(() => ({ x: 0, y: 0 }));
    this.offset = 0;
    this.mostLetters = scene.cards.reduce(
      (most, { kind, fontSize }) => Math.max(most, kind === "question" ? 0 : fontSize),
      0,
    );
    this.numbers = new Map(scene.cards.map(({ label }, at) => [label, at]));
    const linesOf: number[][] = scene.cards.map(() => []);
    scene.lines.forEach(({ ends: [from, to] }, at) => {
      linesOf[from]?.push(at);
      if (to !== from) linesOf[to]?.push(at);
    });
    this.linesOf = linesOf;
  }

  /** Takes places over, in the order of the package. */
  take(places: Float64Array): void {
    this.offset = 0;
    for (const place of [...this.cards, ...this.words, ...this.shared]) {
      if (place === undefined) continue;
      place.x = places[this.offset++] ?? 0;
      place.y = places[this.offset++] ?? 0;
    }
    this.changed();
  }

  private changed(): void {
    this.curves = [];
    this.sharedCurves = [];
  }

  number(label: string): number | undefined {
    return this.numbers.get(label);
  }

  card(at: number): Card {
    return this.scene.cards[at] as Card;
  }

  line(at: number): Line {
    return this.scene.lines[at] as Line;
  }

  box(at: number): Box {
    const { width, height } = this.card(at);
    const { x, y } = this.cards[at] as Place;
    return { x, y, width, height };
  }

  /** Moves a card; the words of its lines follow half the way. */
  move(card: number, dx: number, dy: number): void {
    const shift = (place: Place | undefined, share: number) => {
      if (!place) return;
      place.x += dx * share;
      place.y += dy * share;
    };
    shift(this.cards[card], 1);
    for (const line of this.linesOf[card] ?? []) {
      const [from, to] = this.line(line).ends;
      shift(this.words[line], from === to ? 1 : 0.5);
    }
    this.scene.sharedLines.forEach(({ ends }, at) => {
      if (ends.includes(card)) shift(this.shared[at], 0.5);
    });
    this.changed();
  }

  /** The place of the words of a line, or its middle if it has none. */
  wordsAt(line: number): Point {
    const place = this.words[line];
    if (place) return place;
    const { start, first, second, end } = this.curve(line);
    return {
      x: (start.x + 3 * first.x + 3 * second.x + end.x) / 8,
      y: (start.y + 3 * first.y + 3 * second.y + end.y) / 8,
    };
  }

  sharedAt(at: number): Point {
    return this.shared[at] as Place;
  }

  curve(at: number): Curve {
    return (this.curves[at] ??= this.makeCurve(at));
  }

  private makeCurve(at: number): Curve {
    const {
      ends: [from, to],
      bend,
    } = this.line(at);
    const words = this.words[at];
    const [a, b] = [this.box(from), this.box(to)];
    if (from === to)
      return looped(a, words ?? { x: a.x + a.width / 2 + 26 + Math.abs(bend), y: a.y - a.height / 2 - 26 });
    return words ? curve(a, b, words) : bent(a, b, bend);
  }

  sharedCurve(at: number): Curve {
    const {
      ends: [from, to],
    } = this.scene.sharedLines[at] as Shared;
    return (this.sharedCurves[at] ??= curve(this.box(from), this.box(to), this.sharedAt(at)));
  }

  /** How large the words on a connection are; those that have no room are written while it is at the front. */
  sharedWords(at: number): { readonly width: number; readonly height: number } {
    const { width, height } = this.scene.sharedLines[at] as Shared;
    if (width > 0 || !this.near?.shared.has(at)) return { width, height };
    const rows = this.sharedRows(at);
    return { width: 7 * Math.max(0, ...rows.map((row) => row.length)) + 12, height: 16 * rows.length + 6 };
  }

  /** These words in rows: one in each if the layout kept no room for them, as next to a wide card on a phone. */
  sharedRows(at: number): readonly string[] {
    const { rows, width } = this.scene.sharedLines[at] as Shared;
    return width > 0 ? rows : rows.join(" ").split(/(?<=,) /u);
  }

  /** Where they are written: those that the layout kept no room for are in sight as a whole. */
  sharedWordsAt(at: number, { left, right }: { readonly left: number; readonly right: number }): Point {
    const { x, y } = this.sharedAt(at);
    const half = this.sharedWords(at).width / 2 + EDGE;
    const isFree =
      (this.scene.sharedLines[at] as Shared).width === 0 && x > left && x < right && 2 * half <= right - left;
    return isFree ? { x: Math.min(Math.max(x, left + half), right - half), y } : { x, y };
  }

  isShownShared(at: number): boolean {
    const { ends } = this.scene.sharedLines[at] as Shared;
    return !this.hidesShared && !ends.some((card) => this.hiddenCards.has(card));
  }

  /** Marks a choice and everything that touches it; the rest steps back. */
  choose(choice: Choice | undefined): void {
    this.chosen = choice;
    this.near = undefined;
    if (choice?.kind === "concept") {
      const card = this.number(choice.label);
      if (card === undefined) return;
      const lines = new Set(this.linesOf[card]);
      const shared = new Set(this.scene.sharedLines.flatMap(({ ends }, at) => (ends.includes(card) ? [at] : [])));
      const cards = new Set([
        card,
        ...[...lines].flatMap((line) => this.line(line).ends),
        ...[...shared].flatMap((at) => this.scene.sharedLines[at]?.ends ?? []),
      ]);
      this.near = { cards, lines, shared, isStrong: true };
    } else if (choice?.kind === "line") {
      const line = this.scene.lines.findIndex(({ id }) => id === choice.id);
      if (line >= 0)
        this.near = { cards: new Set(this.line(line).ends), lines: new Set([line]), shared: new Set(), isStrong: true };
    } else if (choice?.kind === "shared") {
      const ends = this.scene.sharedLines[choice.place]?.ends;
      if (ends) this.near = { cards: new Set(ends), lines: new Set(), shared: new Set([choice.place]), isStrong: true };
    }
  }

  /** Brings these concepts to the front, with these lines or all between them; nothing steps back without labels. */
  emphasise(labels: readonly string[] | undefined, ids?: readonly number[]): void {
    this.chosen = undefined;
    this.near = undefined;
    if (labels === undefined) return;
    const cards = new Set(labels.flatMap((label) => this.number(label) ?? []));
    const wanted = ids && new Set(ids);
    const lines = new Set(
      this.scene.lines.flatMap(({ id, ends }, at) =>
        (wanted ? wanted.has(id) : ends.every((card) => cards.has(card))) ? [at] : [],
      ),
    );
    const shared = new Set(
      this.scene.sharedLines.flatMap(({ ends }, at) => (ends.every((card) => cards.has(card)) ? [at] : [])),
    );
    this.near = { cards, lines, shared, isStrong: wanted !== undefined };
  }

  /** Leaves out lines, and cards that nothing is left to join. Gives the labels that are shown. */
  hide(isHidden: (line: Line) => boolean): string[] {
    this.hiddenLines.clear();
    this.hiddenCards.clear();
    this.scene.lines.forEach((line, at) => {
      if (isHidden(line)) this.hiddenLines.add(at);
    });
    this.linesOf.forEach((lines, card) => {
      const isAlone = lines.length > 0 && lines.every((line) => this.hiddenLines.has(line));
      if (isAlone && this.card(card).kind !== "question") this.hiddenCards.add(card);
    });
    return this.scene.cards.flatMap(({ label }, card) => (this.hiddenCards.has(card) ? [] : [label]));
  }

  setMarks(marks: ReadonlyMap<string, Mark>, lines: ReadonlyMap<number, Mark>): void {
    this.lineMarks = lines;
    this.marks = new Map(
      [...marks].flatMap(([label, mark]) => {
        const card = this.number(label);
        return card === undefined ? [] : [[card, mark] as const];
      }),
    );
  }

  /** Whether something is marked, and nothing is chosen: the rest steps back then. */
  get hasMarks(): boolean {
    return this.near === undefined && this.marks.size + this.lineMarks.size > 0;
  }

  /** Whether a line steps back for others that are marked. */
  isUnmarked(id: number): boolean {
    return this.hasMarks && !this.lineMarks.has(id);
  }

  /** Whether a card steps back. */
  isDim(card: number): boolean {
    if (this.near) return !this.near.cards.has(card);
    return this.hasMarks && !this.marks.has(card) && this.card(card).kind !== "question";
  }
}
