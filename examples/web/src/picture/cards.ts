// What is drawn, with its size: cards for concepts, words for lines.

import type { Drawn, Line, View } from "../engine/types.js";
import type { Item } from "./layout.js";
import { letter, SANS, SERIF } from "./palette.js";
import { type Font, wrap, type Wrapped } from "./text.js";

export interface Card extends Item {
  readonly concept: Drawn;
  readonly wrapped: Wrapped;
  readonly face: Face;
  /** The letter of the theme, where there are several. */
  readonly letter: string;
}

export interface Word extends Item {
  readonly line: Line;
  readonly wrapped: Wrapped;
  readonly face: Face;
  readonly joins: readonly [string, string];
}

export interface Drawing {
  readonly cards: readonly Card[];
  readonly words: readonly Word[];
  /** Lines whose relation is not written, for there are too many. */
  readonly bare: readonly Line[];
}

export interface Face {
  readonly font: Font;
  readonly weight: number;
  readonly size: number;
  readonly family: string;
  readonly width: number;
  readonly lines: number;
  readonly padding: { readonly x: number; readonly y: number };
}

const face = (family: string, weight: number, size: number, width: number, lines: number, x: number, y: number): Face => ({
  font: { css: `${weight} ${size}px ${family}`, lineHeight: Math.round(size * 1.3) },
  family,
  weight,
  size,
  width,
  lines,
  padding: { x, y },
});

const FACES: Readonly<Record<Drawn["kind"], Face>> = {
  question: face(SERIF, 600, 19, 290, 7, 22, 18),
  finding: face(SANS, 600, 15, 172, 4, 16, 13),
  concept: face(SANS, 500, 14, 160, 4, 14, 10),
};
/** On a narrow screen the question is smaller, and relations are larger: what is seen as a whole can be read. */
const NARROW_QUESTION = face(SERIF, 600, 17, 250, 8, 16, 13);
const NARROW_WORDS = face(SANS, 500, 13, 130, 3, 5, 3);
/** Where there is much to show, everything is a little smaller. */
const SMALL: Face = face(SANS, 500, 13, 150, 3, 10, 7);
export const WORDS: Face = face(SANS, 500, 12, 130, 3, 5, 3);

/** More lines than this have no words. */
const MOST_WORDS = 150;
const MANY = 80;
/** From here on cards are filled with their colour, to be seen from afar. */
export const CROWDED = 250;

/** `isTall`: there is more room downwards than sideways. */
export function drawingOf(view: View, isTall: boolean): Drawing {
  const isMany = view.concepts.length > MANY;
  const isCrowded = view.concepts.length > CROWDED;
  const severalThemes = view.themes.length > 1;
  const cards = view.concepts.map((concept): Card => {
    const isQuestion = concept.kind === "question";
    const one = isQuestion && isTall ? NARROW_QUESTION : isMany && !isQuestion ? SMALL : FACES[concept.kind];
    const wrapped = wrap(concept.label, one.font, one.width, one.lines);
    const width = Math.max(56, wrapped.width + 2 * one.padding.x);
    const height = wrapped.height + 2 * one.padding.y;
    // Among very many, letters are too small to be read.
    const mark = severalThemes && !isCrowded && !isQuestion ? letter(concept.theme) : "";
    return { id: concept.label, concept, wrapped, face: one, letter: mark, width, height };
  });
  if (view.lines.length > MOST_WORDS) return { cards, words: [], bare: view.lines };
  const one = isTall ? NARROW_WORDS : WORDS;
  const words = view.lines.map((line): Word => {
    const wrapped = wrap(line.relation, one.font, one.width, one.lines);
    const size = { width: wrapped.width + 2 * one.padding.x, height: wrapped.height + 2 * one.padding.y };
    return { id: lineId(line), line, wrapped, face: one, joins: [line.source, line.target], ...size };
  });
  return { cards, words, bare: [] };
}

/** No label begins so: normalised strings have no U+0000. */
export const lineId = ({ id }: { readonly id: number }) => `\0line ${id}`;
