// Search within a network, and the thematic connections between its concepts, each with its evidence.

import type { Calls } from "../engine/calls.js";
import type { Pieces, SharedTheme } from "../engine/types.js";
import { answer, section } from "./ask.js";
import type { Choice } from "./choice.js";
import { button, el, field, said } from "./dom.js";

type Choose = (choice: Choice) => void;

export function searchSection(engine: Calls, fingerprint: string, choose: Choose): HTMLElement {
  const words = el("input", { type: "search", autocomplete: "off", dir: "auto" });
  const place = el("div", { class: "answer", "aria-live": "polite" });
  const search = () =>
    answer(place, async () => {
      const found = await engine.searchIn(fingerprint, words.value);
      if (found.length === 0) return [el("p", {}, "No text has these words.")];
      return [
        el(
          "ul",
          { class: "found" },
          ...found.map((hit) => {
            const name = el("strong", { dir: "auto" }, ...marked(hit.name));
            const text =
              hit.sentence.length > 0 && el("span", { class: "hit-text", dir: "auto" }, ...marked(hit.sentence));
            if (hit.kind === "report") return el("li", { class: "hit" }, name, text);
            const choice: Choice =
              hit.kind === "concept"
                ? { kind: "concept", label: hit.label }
                : { kind: "line", id: hit.id, ends: hit.ends };
            return el(
              "li",
              {},
              button(el("span", {}, name, text), () => choose(choice)),
            );
          }),
        ),
      ];
    });
  return section("Search in this network", search, [field("Words", words)], "Search", place);
}

/** A text with the marked pieces marked. */
export function marked(pieces: Pieces): (Node | string)[] {
  return pieces.map(({ text, isMarked }) => (isMarked ? el("mark", {}, text) : text));
}

export interface ThemesActions {
  choose: Choose;
  /** Opens the network with these connections as relationships. */
  open(atLeast: number): void;
}

/** From here upwards more than four of five connections are right, according to the package. */
const AT_LEAST = 0.1;

export function themesSection(engine: Calls, fingerprint: string, actions: ThemesActions): HTMLElement {
  const place = el("div", { class: "answer", "aria-live": "polite" });
  const atLeast = el("input", { type: "number", min: 0, max: 1, step: 0.01, value: AT_LEAST });
  const least = () => Number(atLeast.value) || 0;
  const find = () =>
    answer(place, async () => {
      const { themes, total } = await engine.sharedThemes(fingerprint, least());
      if (themes.length === 0)
        return [el("p", {}, "No two texts share so much. A lower score finds weaker connections.")];
      return [
        el(
          "p",
          { class: "quiet" },
          `${total.toLocaleString("en")} ${total === 1 ? "connection" : "connections"}${total > themes.length ? `; the strongest ${themes.length} are shown` : ""}`,
        ),
        el(
          "ul",
          { class: "found" },
          ...themes.map((theme) =>
            el(
              "li",
              { class: "theme" },
              button(
                el("span", {}, said(theme.pair[0]), " ⋯ ", said(theme.pair[1])),
                () => actions.choose({ kind: "shared", pair: theme.pair }),
                { class: "theme-name" },
              ),
              el("p", { class: "quiet", dir: "auto" }, theme.terms.join(", ")),
            ),
          ),
        ),
        el(
          "div",
          { class: "actions" },
          button("Open with these connections", () => actions.open(least())),
        ),
      ];
    });
  const element = section(
    "Thematic connections",
    find,
    [
      el("p", { class: "quiet" }, "Concepts whose texts share more than chance would have it."),
      field("Lowest score, from 0 to 1", atLeast),
    ],
    "Find connections",
    place,
  );
  element.classList.add("themes-section");
  return element;
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
    el("p", { dir: "auto" }, `Both say: ${terms.join(", ")}`),
    ...side(0),
    ...side(1),
    el("p", { class: "quiet" }, `Score ${score.toFixed(2)}`),
  );
}
