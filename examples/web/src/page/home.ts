// The page before a network is open: what it is for, the networks that are here, and some to try.

import type { Kept } from "../engine/types.js";
import bees from "../../../reports/bees.txt?raw";
import handwriting from "../../../reports/handwriting.txt?raw";
import tideMill from "../../../reports/tide-mill.json?raw";
import tram from "../../../reports/tram.txt?raw";
import { button, el, said } from "./dom.js";
import type { Source } from "semnet/element";
import "semnet/element";
import * as words from "./strings.js";

const SAMPLES = [
  ["How Does a Dance in the Dark Become a Map?", "How do honeybees tell one another where the flowers are?", bees],
  ["What Did the Rails Know?", "Why do some cities that tore out their trams build them again?", tram],
  ["A Harbour Runs on the Moon", "Which trades depended on the tide mill, and what happened to them?", tideMill],
  ["The Slow Line", "Does writing by hand still matter when every classroom has a keyboard?", handwriting],
] as const;

/** How many networks are listed here; the list has them all. */
const MOST = 6;

/** A picture that is not there to be used, but to be looked at. */
function small(source: Source): HTMLElement {
  const network = document.createElement("semantic-network");
  network.className = "small-picture";
  network.setAttribute("plain", "");
  network.setAttribute("whole", "");
  network.inert = true;
  network.ariaHidden = "true";
  void network.draw(source).catch(() => undefined);
  return network;
}

export function home(
  kept: readonly Kept[],
  open: (text: string) => void,
  pick: () => void,
  pictureOf: (text: string) => Source,
): HTMLElement {
  const card = (title: string, question: string, click: () => void, picture?: HTMLElement) =>
    el(
      "li",
      {},
      button(
        el(
          "span",
          { class: "tile" },
          picture,
          el("span", { class: "tile-title" }, said(title)),
          el("span", { class: "tile-question" }, said(question)),
        ),
        click,
      ),
    );
  const recent = kept
    .slice(0, MOST)
    .map(({ title, question, fingerprint }) =>
      card(title === "" ? question : title, title === "" ? "" : question, () => open(fingerprint)),
    );
  const samples = SAMPLES.map(([title, question, text]) =>
    card(title, question, () => open(text), small(pictureOf(text))),
  );
  return el(
    "div",
    { class: "home" },
    el("h1", {}, "Open a semantic network"),
    el("p", { class: "lead" }, words.PROMISE),
    el(
      "p",
      { class: "lead" },
      "Type a hashtag or a question into the query bar, paste a link or a whole report, or ",
      button("choose a file", pick, { class: "link" }),
      ". Files can also be dropped anywhere on this page.",
    ),
    recent.length > 0 &&
      el(
        "section",
        { "aria-labelledby": "recent" },
        el("h2", { id: "recent" }, words.RECENT),
        el("ul", { class: "tiles" }, ...recent),
      ),
    el(
      "section",
      { "aria-labelledby": "samples" },
      el("h2", { id: "samples" }, words.TRY_ONE),
      el("ul", { class: "tiles" }, ...samples),
    ),
  );
}
