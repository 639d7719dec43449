// The card of what was chosen in the picture: a concept with its text and relationships, or a line with its passage and ends.

import type { Drawn, Line, PassageVerdict, View } from "../engine/types.js";
import type { Attribute } from "semnet";
import { isRest } from "semnet/element";
import { conceptTools, type Editing, lineTools } from "./edit.js";
import type { Choice } from "./choice.js";
import { verdictOf } from "./sources.js";
import * as words from "./strings.js";
import { block, button, el, ICONS, iconButton, said } from "./dom.js";

export interface DetailActions extends Editing {
  choose(choice: Choice | undefined): void;
  neighbours(label: string): void;
  pathFrom(label: string): void;
  around(label: string): void;
  /** The lenses by which a concept grows, where a model was set. */
  lenses?(label: string): HTMLElement | undefined;
}

/** At most this many relationships are listed at first. */
const MOST = 40;

export function conceptCard(concept: Drawn, view: View, actions: DetailActions): HTMLElement {
  const { label, kind, text, theme, attributes } = concept;
  const lines = view.lines.filter(({ source, target }) => source === label || target === label);
  const question = view.concepts.find((one) => one.kind === "question")?.label;
  const role = words.KINDS[kind];
  const named = kind === "question" || view.coloured === "role" ? undefined : view.themes[theme];
  const themeName = named !== undefined && isRest(named) ? undefined : named;
  return card(actions, [
    el("p", { class: "eyebrow" }, role, themeName !== undefined && " · ", themeName !== undefined && said(themeName)),
    block("h2", label),
    text !== undefined && block("p", text, { class: kind === "finding" ? "detail-text is-short" : "detail-text" }),
    attributesOf(attributes),
    el(
      "div",
      { class: "actions" },
      button(words.NEIGHBOURS, () => actions.neighbours(label)),
      button(words.PATH_FROM_HERE, () => actions.pathFrom(label)),
      view.around !== undefined && view.around !== label && button(words.DRAW_AROUND, () => actions.around(label)),
    ),
    conceptTools(concept, actions),
    kind !== "question" && actions.lenses?.(label),
    lines.length > 0 &&
      el(
        "ul",
        { class: "relations" },
        ...lines.slice(0, MOST).map((line) => el("li", {}, lineButton(line, label, question, actions))),
      ),
    lines.length > MOST && el("p", { class: "quiet" }, words.andMore(lines.length - MOST)),
  ]);
}

/** A line as it looks from one of its ends. */
function lineButton(line: Line, from: string, question: string | undefined, actions: DetailActions): HTMLButtonElement {
  const isOut = line.source === from;
  const other = isOut ? line.target : line.source;
  const isQuestion = other === question;
  const content = el(
    "span",
    {},
    el("span", { class: "arrow", "aria-hidden": "true" }, isOut ? "→ " : "← "),
    el("span", { class: "unseen" }, isOut ? words.LEADS_BY : words.REACHED_BY),
    el("em", {}, said(line.relation)),
    isOut ? " " : words.FROM,
    isQuestion ? words.THE_QUESTION : said(other),
  );
  return button(content, () => actions.choose({ kind: "line", id: line.id }));
}

export function lineCard(line: Line, actions: DetailActions, verdict: PassageVerdict | undefined): HTMLElement {
  const { source, relation, target, passage, attributes, isKeyFinding, isHighlight } = line;
  const end = (label: string) =>
    button(said(label), () => actions.choose({ kind: "concept", label }), { class: "end" });
  return card(actions, [
    el(
      "p",
      { class: "eyebrow" },
      isHighlight ? words.HIGHLIGHTED : isKeyFinding ? words.KINDS.finding : words.RELATIONSHIP,
    ),
    el(
      "div",
      { class: "ends" },
      end(source),
      el("span", { class: "relation" }, el("span", { "aria-hidden": "true" }, "↓ "), el("em", {}, said(relation))),
      end(target),
    ),
    passage !== undefined && block("blockquote", passage),
    el("div", { class: "verdict-place" }, verdict && verdictOf(verdict)),
    attributesOf(attributes),
    lineTools(line, actions),
  ]);
}

function attributesOf(attributes: readonly Attribute[]) {
  return (
    attributes.length > 0 &&
    el(
      "dl",
      { class: "attributes" },
      ...attributes.flatMap(({ name, value }) => [el("dt", {}, said(name)), block("dd", value)]),
    )
  );
}

export function card(actions: DetailActions, content: readonly (Node | string | false | undefined)[]): HTMLElement {
  return el(
    "div",
    { class: "detail", role: "region", "aria-label": words.CHOSEN },
    iconButton(words.CLOSE, ICONS.close, () => actions.choose(undefined), { class: "icon-button detail-close" }),
    ...content,
  );
}
