// Texts with marked words, and the evidence of a thematic connection.

import type { Pieces, SharedTheme } from "../engine/types.js";
import type { Choice } from "./choice.js";
import { button, el, said } from "./dom.js";
import * as words from "./strings.js";

type Choose = (choice: Choice) => void;

/** A text with the marked pieces marked. */
export function marked(pieces: Pieces): (Node | string)[] {
  return pieces.map(({ text, isMarked }) => (isMarked ? el("mark", {}, text) : text));
}

/** The evidence: the shared words, and a sentence of each text. */
export function themeBody({ pair, terms, sentences, score }: SharedTheme, choose: Choose): HTMLElement {
  const side = (place: 0 | 1) => [
    button(said(pair[place]), () => choose({ kind: "concept", label: pair[place] }), { class: "end" }),
    el("blockquote", { dir: "auto" }, ...marked(sentences[place])),
  ];
  return el(
    "div",
    { class: "theme-body" },
    el("p", { dir: "auto" }, words.bothSay(terms)),
    ...side(0),
    ...side(1),
    el("p", { class: "quiet" }, words.score(score)),
  );
}
