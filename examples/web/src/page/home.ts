// The page before a network is open: what it is for, the networks that are here, and some to try.

import type { Kept } from "../engine/types.js";
import bees from "../../../reports/bees.txt?raw";
import handwriting from "../../../reports/handwriting.txt?raw";
import tideMill from "../../../reports/tide-mill.json?raw";
import tram from "../../../reports/tram.txt?raw";
import { button, el, said } from "./dom.js";
import type { SemanticNetworkElement, Source } from "semnet/element";
import "semnet/element";
import * as words from "./strings.js";

const SAMPLES = [
  [...words.SAMPLES.bees, bees],
  [...words.SAMPLES.tram, tram],
  [...words.SAMPLES.tideMill, tideMill],
  [...words.SAMPLES.handwriting, handwriting],
] as const;
const LIVING = SAMPLES[2];

/** How many networks are listed here; the list has them all. */
const MOST = 6;
/** Larger networks have no small picture, because it would take long to lay out and show a cloud. */
const LARGEST_PICTURED = 40_000;
/** For how long each finding of the large picture stays at the front, in milliseconds. */
const TURN = 3_200;

export interface HomeActions {
  /** Opens a network by its name or its text. */
  open(text: string): void;
  /** Lets a person choose a file. */
  pick(): void;
  /** The picture of a network in a text, and of one that is kept. */
  pictureOf(text: string): Source;
  pictureOfKept(fingerprint: string): Source;
}

/** A picture without interaction. It is drawn just before it scrolls into view. */
function small(source: Source): HTMLElement {
  const network = document.createElement("semantic-network");
  network.className = "small-picture";
  network.setAttribute("plain", "");
  network.setAttribute("whole", "");
  network.inert = true;
  network.ariaHidden = "true";
  const watching = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      watching.disconnect();
      void network.draw(source).catch(() => network.remove());
    },
    { rootMargin: "200px" },
  );
  watching.observe(network);
  return network;
}

export function home(kept: readonly Kept[], actions: HomeActions): HTMLElement {
  const tile = (title: string, question: string, click: () => void, picture: HTMLElement | false) =>
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
    .map(({ title, question, fingerprint, size }) =>
      tile(
        title === "" ? question : title,
        title === "" ? "" : question,
        () => actions.open(fingerprint),
        size <= LARGEST_PICTURED && small(actions.pictureOfKept(fingerprint)),
      ),
    );
  const samples = SAMPLES.map(([title, question, text]) =>
    tile(title, question, () => actions.open(text), small(actions.pictureOf(text))),
  );
  return el(
    "div",
    { class: "home" },
    el(
      "section",
      { class: "hero", "aria-labelledby": "promise" },
      el(
        "div",
        { class: "hero-words" },
        el("h1", { id: "promise" }, words.PROMISE),
        el(
          "p",
          { class: "lead" },
          words.WAYS_IN,
          button(words.PICK_FILE, () => actions.pick(), { class: "link" }),
          ".",
        ),
      ),
      living(actions),
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

/** A network that shows its findings one after the other, each with its first sentence. It stops when somebody uses it. */
function living({ open, pictureOf }: HomeActions): HTMLElement {
  const [title, , text] = LIVING;
  const told = JSON.parse(text) as { readonly findings: readonly { readonly label: string; readonly text: string }[] };
  const textOf = new Map(told.findings.map((finding) => [finding.label, finding.text]));
  let findings: readonly string[] = [];
  const network = document.createElement("semantic-network");
  network.className = "hero-picture";
  network.setAttribute("plain", "");
  network.setAttribute("whole", "");
  const place = el("p", { class: "hero-finding" });
  let turn = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  const show = (label: string | undefined) => {
    const about = textOf.get(label ?? "") ?? "";
    const [sentence = ""] = about.match(/^.*?[.!?](?=\s|$)/) ?? [];
    place.replaceChildren(el("strong", {}, said(label ?? title)), ` ${sentence}`);
  };
  const drawnFindings = () =>
    (network.picture?.scene.cards ?? []).flatMap(({ kind, label }) => (kind === "finding" ? [label] : []));
  const next = () => {
    // Nothing moves once the page was left, or while it is hidden.
    if (!network.isConnected) return stop();
    if (document.hidden) return;
    // The picture may have no cards yet when it is first drawn.
    if (findings.length === 0) findings = drawnFindings();
    const label = findings[turn++ % (findings.length + 1)];
    network.choice = label === undefined ? undefined : { kind: "concept", label };
    show(label);
  };
  const toggle = button("", () => (timer === undefined ? start() : stop()), { class: "link" });
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
    toggle.textContent = words.MOVE;
  };
  const start = () => {
    timer = setInterval(next, TURN);
    toggle.textContent = words.KEEP_STILL;
  };
  network.addEventListener("choose", (event) => {
    stop();
    const choice = (event as CustomEvent<SemanticNetworkElement["choice"] | null>).detail;
    show(choice?.kind === "concept" ? choice.label : undefined);
  });
  show(undefined);
  stop();
  const source = pictureOf(text);
  void network
    .draw(source)
    .then(() => {
      if (!matchMedia("(prefers-reduced-motion: reduce)").matches) start();
    })
    .catch(() => undefined);
  return el(
    "div",
    { class: "living" },
    network,
    el(
      "div",
      { class: "living-words" },
      place,
      el(
        "div",
        { class: "actions" },
        button(words.OPEN_IT, () => open(text), { class: "primary" }),
        toggle,
      ),
    ),
  );
}
