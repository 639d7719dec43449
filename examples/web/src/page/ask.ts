// Queries: a concept by name, neighbours, paths, patterns; and the current view as a separate network.

import type { Path } from "semnet";
import type { Calls } from "../engine/calls.js";
import type { Direction } from "../engine/types.js";
import { offering } from "./choices.js";
import type { Choice } from "./choice.js";
import { block, button, el, field, said } from "./dom.js";
import { wordsOf } from "./messages.js";

export interface AskActions {
  choose(choice: Choice): void;
  /** Brings these to the front of the picture. */
  emphasise(labels: readonly string[] | undefined, lines?: readonly number[]): void;
  /** Opens these concepts as a separate network. */
  openPart(labels: readonly string[]): void;
  /** Opens what the picture shows. */
  openShown(): void;
}

const MOST_PATHS = 5;
const COUNTS = "All relations count. One that the legend leaves out does not.";

export class Ask {
  readonly element: HTMLElement;
  private readonly concept: HTMLInputElement;
  private readonly from: HTMLInputElement;
  private readonly to: HTMLInputElement;
  private readonly hops = el("input", { type: "number", min: 1, max: 9, value: 1 });
  private readonly direction = selectOf([
    ["both", "either way"],
    ["outgoing", "from it"],
    ["incoming", "to it"],
  ]);
  private readonly relation = el("select", {}, el("option", { value: "" }, "any relation"));
  private readonly near = answerPlace();
  private readonly way = answerPlace();
  private readonly rows = answerPlace();
  private readonly counting = [0, 1].map(() => el("p", { class: "quiet" }, COUNTS));
  private without: ReadonlySet<string> = new Set();

  constructor(
    private readonly engine: Calls,
    private readonly fingerprint: string,
    private readonly actions: AskActions,
    first: readonly HTMLElement[],
    more: readonly HTMLElement[],
  ) {
    const name = (label: string) => this.conceptField(label);
    const concept = name("Concept");
    const from = name("From");
    const to = name("To");
    [this.concept, this.from, this.to] = [concept.input, from.input, to.input];
    const pattern = el("input", {
      type: "text",
      placeholder: "?who via supplied+ ?what",
      spellcheck: "false",
      autocomplete: "off",
    });
    this.element = el(
      "div",
      { class: "ask" },
      ...first,
      section(
        "Neighbours",
        () => this.findNeighbours(),
        [
          concept.element,
          el(
            "div",
            { class: "fields" },
            field("Relation", this.relation),
            field("Steps", this.hops),
            field("Direction", this.direction),
          ),
          ...this.counting.slice(0, 1),
        ],
        "Find neighbours",
        this.near,
      ),
      section(
        "Paths",
        () => this.findPaths(),
        [from.element, to.element, ...this.counting.slice(1)],
        "Find paths",
        this.way,
      ),
      section(
        "Pattern",
        () => this.select(pattern.value),
        [
          field("Pattern", pattern),
          el(
            "p",
            { class: "quiet" },
            "Variables begin with ",
            el("code", {}, "?"),
            "; ",
            el("code", {}, "question"),
            " is the question; ",
            el("code", {}, "+"),
            " repeats a relation, ",
            el("code", {}, "/"),
            " joins two; ",
            el("code", {}, ";"),
            " stands between patterns.",
          ),
        ],
        "Select",
        this.rows,
      ),
      el(
        "section",
        {},
        el("h2", {}, "Current view"),
        el("p", { class: "quiet" }, "Opens the concepts and relations that the legend shows as a separate network."),
        el(
          "div",
          { class: "actions" },
          button("Open the current view", () => actions.openShown()),
        ),
      ),
      ...more,
    );
    void engine
      .relations(fingerprint)
      .then((relations) => {
        this.relation.append(...relations.map((relation) => el("option", { value: relation, dir: "auto" }, relation)));
      })
      .catch(() => undefined);
  }

  /** Relations that the legend leaves out do not count. */
  leaveOut(relations: ReadonlySet<string>): void {
    this.without = relations;
    for (const note of this.counting) {
      // Elements of its own for each note: one element stands in one place only.
      const names = [...relations].flatMap((relation, place) => [place > 0 && ", ", said(relation)]);
      note.replaceChildren(
        ...(names.length === 0
          ? [COUNTS]
          : ["All relations count but those that the legend leaves out: ", ...names, "."]
        ).filter((one) => one !== false),
      );
    }
  }

  /** Starts a question from the picture. */
  neighboursOf(label: string): void {
    this.concept.value = label;
    void this.findNeighbours();
    this.near.scrollIntoView({ block: "nearest" });
  }

  path(from: string, to: string): void {
    this.from.value = from;
    this.to.value = to;
    void this.findPaths();
    this.way.scrollIntoView({ block: "nearest" });
  }

  pathFrom(label: string): void {
    this.from.value = label;
    this.to.focus();
  }

  private conceptField(label: string) {
    const input = el("input", { type: "text", autocapitalize: "off", dir: "auto" });
    const find = async (typed: string) =>
      (await this.engine.labels(this.fingerprint, typed, 8).catch(() => [])).map((value) => ({
        value,
        content: [said(value)],
      }));
    const choices = offering(input, `Concepts for ${label}`, find, ({ value }) => (input.value = value));
    const element = el("div", { class: "with-options" }, field(label, input), choices.element);
    return { input, element };
  }

  private async findNeighbours(): Promise<void> {
    await answer(this.near, async () => {
      const relations = this.relation.value === "" ? undefined : [this.relation.value];
      const direction = this.direction.value as Direction;
      const { concept, levels, more } = await this.engine.neighbours(
        this.fingerprint,
        this.concept.value.trim(),
        Number(this.hops.value) || 1,
        { via: relations, notVia: [...this.without], direction },
      );
      const all = levels.flat();
      this.actions.emphasise([concept, ...all]);
      if (all.length === 0) return [el("p", {}, "Nothing is related to it so.")];
      const lists = levels.map((labels, place) => [
        levels.length > 1 && el("h3", {}, place === 0 ? "1 step away" : `${place + 1} steps away`),
        el("ul", { class: "chips" }, ...labels.map((label) => el("li", {}, this.chip(label)))),
      ]);
      return [
        el(
          "p",
          { class: "quiet" },
          `${all.length.toLocaleString("en")} ${all.length === 1 ? "concept" : "concepts"}${more ? ", and more" : ""}`,
        ),
        ...lists.flat(),
        this.opener([concept, ...all]),
      ];
    });
  }

  private async findPaths(): Promise<void> {
    await answer(this.way, async () => {
      const { paths, more, budgetExceeded } = await this.engine.paths(
        this.fingerprint,
        this.from.value.trim(),
        this.to.value.trim(),
        MOST_PATHS,
        { notVia: [...this.without] },
      );
      const [first] = paths;
      if (first === undefined) {
        this.actions.emphasise(undefined);
        return [
          el(
            "p",
            {},
            budgetExceeded
              ? "No path was found as far as the search went. It ended before all relationships were looked at, so there may be one."
              : "No path leads from one to the other.",
          ),
        ];
      }
      this.actions.emphasise(first.concepts);
      const all = [...new Set(paths.flatMap(({ concepts }) => concepts))];
      return [
        el("ol", { class: "paths" }, ...paths.map((path) => el("li", {}, this.sentence(path)))),
        more && el("p", { class: "quiet" }, `These are the ${MOST_PATHS} shortest; there are more.`),
        budgetExceeded &&
          !more &&
          el("p", { class: "quiet" }, "The search ended before all relationships were looked at: there may be more."),
        this.opener(all),
      ];
    });
  }

  /** A path as a sentence, with the passages of its steps. */
  private sentence(path: Path): HTMLElement {
    const steps = path.steps.flatMap(({ to, relationship, isInverse }) => [
      " ",
      el("span", { class: "step" }, isInverse ? "←" : "—", said(relationship.relation), isInverse ? "—" : "→"),
      " ",
      this.chip(to),
    ]);
    const passages = path.steps.flatMap(({ relationship: { passage } }) =>
      passage === undefined ? [] : [block("blockquote", passage)],
    );
    const show = button("Show", () => this.actions.emphasise(path.concepts), {
      class: "small",
      "aria-label": `Show the path ${path.text}`,
    });
    return el(
      "div",
      { class: "path" },
      el("p", {}, this.chip(path.concepts[0] ?? ""), ...steps, " ", show),
      ...passages,
    );
  }

  private async select(pattern: string): Promise<void> {
    await answer(this.rows, async () => {
      const { variables, rows, more } = await this.engine.select(this.fingerprint, pattern);
      const labels = [...new Set(rows.flat())];
      this.actions.emphasise(rows.length > 0 ? labels : undefined);
      if (rows.length === 0) return [el("p", {}, "Nothing matches.")];
      if (variables.length === 0) return [el("p", {}, "The pattern holds.")];
      const head = el("tr", {}, ...variables.map((name) => el("th", { scope: "col" }, `?${name}`)));
      const body = rows.map((row) => el("tr", {}, ...row.map((label) => el("td", {}, this.chip(label)))));
      return [
        el(
          "p",
          { class: "quiet" },
          `${rows.length.toLocaleString("en")} ${rows.length === 1 ? "row" : "rows"}${more ? ", and more" : ""}`,
        ),
        el(
          "div",
          { class: "table", tabindex: 0, role: "region", "aria-label": "Rows" },
          el("table", {}, el("thead", {}, head), el("tbody", {}, ...body)),
        ),
        this.opener(labels),
      ];
    });
  }

  private chip(label: string): HTMLButtonElement {
    return button(said(label), () => this.actions.choose({ kind: "concept", label }), { class: "chip" });
  }

  private opener(labels: readonly string[]): HTMLElement {
    return el(
      "div",
      { class: "actions" },
      button("Open as a network", () => this.actions.openPart(labels)),
    );
  }
}

const answerPlace = () => el("div", { class: "answer", "aria-live": "polite" });

/** Puts the answer, or what is wrong, at its place. */
export async function answer(place: HTMLElement, find: () => Promise<readonly (Node | false)[]>): Promise<void> {
  try {
    const found = await find();
    place.replaceChildren(...found.filter((one): one is Node => one !== false));
  } catch (error) {
    place.replaceChildren(el("p", { class: "wrong", role: "alert", dir: "auto" }, wordsOf(error)));
  }
}

export function section(
  title: string,
  ask: () => unknown,
  fields: readonly HTMLElement[],
  go: string,
  place: HTMLElement,
): HTMLElement {
  const form = el(
    "form",
    {
      submit: (event) => {
        event.preventDefault();
        ask();
      },
    },
    ...fields,
    el("div", { class: "actions" }, el("button", { type: "submit" }, go)),
  );
  return el("section", {}, el("h2", {}, title), form, place);
}

function selectOf(options: readonly (readonly [string, string])[]): HTMLSelectElement {
  return el("select", {}, ...options.map(([value, text]) => el("option", { value }, text)));
}
