// The legend: what the colours and shapes mean, and which relations are shown.

import type { View } from "../engine/types.js";
import { colourOf, isRest, letter } from "semnet/element";
import { el, said } from "./dom.js";
import * as words from "./strings.js";

export interface LegendActions {
  /** Brings the concepts of a theme to the front; none of them where it is left out. */
  theme(theme: number | undefined): void;
  /** Leaves out lines of these relations. */
  hide(relations: ReadonlySet<string>): void;
  /** Draws thematic connections, or leaves them out. */
  shared(isShown: boolean): void;
}

export interface Legend {
  readonly element: HTMLElement;
  /** No theme is at the front any more. */
  release(): void;
  /** Leaves out these relations and no others. */
  leaveOut(relations: ReadonlySet<string>): void;
}

const shape = (kind: string, name: string) =>
  el("li", {}, el("span", { class: `shape ${kind}`.trim(), "aria-hidden": "true" }), name);

/** The legend has what the picture has. */
export function legend(view: View, actions: LegendActions): Legend {
  let shown: number | undefined;
  // A single colour sets nothing apart.
  const themes = (view.themes.length > 1 ? view.themes : []).map((name, theme) => {
    const count = view.concepts.filter((concept) => concept.theme === theme && concept.kind !== "question").length;
    const swatch = el(
      "span",
      { class: `swatch theme-${colourOf(theme, name)}`, "aria-hidden": "true" },
      isRest(name) ? "" : letter(theme),
    );
    const entry = el(
      "button",
      {
        type: "button",
        "aria-pressed": "false",
        click: () => {
          shown = shown === theme ? undefined : theme;
          entries.forEach((one, place) => one.setAttribute("aria-pressed", String(place === shown)));
          actions.theme(shown);
        },
      },
      swatch,
      el("span", { class: "legend-name" }, said(name)),
      el("span", { class: "count" }, String(count)),
    );
    return entry;
  });
  const entries = themes;
  const counts = new Map<string, number>();
  for (const { relation } of view.lines) counts.set(relation, (counts.get(relation) ?? 0) + 1);
  const relations = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const hidden = new Set<string>();
  const boxOf = new Map<string, HTMLInputElement>();
  const boxes = relations.map(([relation, count]) => {
    const box = el("input", {
      type: "checkbox",
      checked: true,
      change: () => {
        if (box.checked) hidden.delete(relation);
        else hidden.add(relation);
        actions.hide(new Set(hidden));
      },
    });
    boxOf.set(relation, box);
    return el(
      "li",
      {},
      el(
        "label",
        {},
        box,
        el("span", { class: "legend-name" }, said(relation)),
        el("span", { class: "count" }, String(count)),
      ),
    );
  });
  const shared = el("input", { type: "checkbox", checked: true, change: () => actions.shared(shared.checked) });
  const heading = view.coloured === "theme" ? words.THEMES : words.ROLES;
  const filter = el("details", { class: "filter" }, el("summary", {}, words.RELATIONS), el("ul", {}, ...boxes));
  const hasBoth = (["finding", "concept"] as const).every((kind) => view.concepts.some((one) => one.kind === kind));
  const shapes = el(
    "ul",
    { class: "shapes" },
    // Where there is one kind of concept, its shape needs no word.
    hasBoth && shape("filled", words.KINDS.finding),
    hasBoth && shape("", words.KINDS.concept),
    view.lines.some(({ isHighlight }) => isHighlight) && shape("bold-line", words.HIGHLIGHT),
    view.lines.some(({ isKeyFinding }) => isKeyFinding) && shape("thin-line", words.LEADS_TO_FINDING),
    view.hasShared &&
      el(
        "li",
        {},
        el(
          "label",
          { class: "shared-toggle" },
          shared,
          el("span", { class: "shape dotted-line", "aria-hidden": "true" }),
          words.THEMATIC_CONNECTION,
        ),
      ),
  );
  const element = el(
    "div",
    { class: "legend", role: "group", "aria-label": words.LEGEND },
    el(
      "div",
      { class: "legend-keys" },
      themes.length > 0 && el("p", { class: "legend-title" }, heading),
      el("ul", { class: "themes" }, ...themes.map((entry) => el("li", {}, entry))),
      shapes,
    ),
    boxes.length > 0 && filter,
  );
  element.hidden = themes.length + boxes.length === 0;
  const release = () => {
    shown = undefined;
    entries.forEach((one) => one.setAttribute("aria-pressed", "false"));
  };
  const leaveOut = (wanted: ReadonlySet<string>) => {
    hidden.clear();
    for (const [relation, box] of boxOf) {
      box.checked = !wanted.has(relation);
      if (!box.checked) hidden.add(relation);
    }
    actions.hide(new Set(hidden));
  };
  return { element, release, leaveOut };
}
