// The answers of the panel Ask: each has a title, finds what it shows, and may have fields that refine it.

import type { Path } from "semnet";
import type { Calls } from "../engine/calls.js";
import type { Edit } from "../engine/edit.js";
import type { Direction } from "../engine/types.js";
import type { Choice } from "./choice.js";
import { block, button, el, field, said } from "./dom.js";
import * as words from "./strings.js";
import { marked } from "./words.js";

/** An answer that can be shown, and found again when something that it depends on changes. */
export interface Answer {
  readonly title: string;
  /** Whether relations that the legend leaves out are left out of it too. */
  readonly isFiltered?: boolean;
  /** Fields that refine it. */
  readonly refine?: HTMLElement;
  find(): Promise<Found>;
}

/** What an answer has found. */
export interface Found {
  readonly content: readonly (Node | false)[];
  /** Brings it to the front of the picture; not called for an answer that came too late. */
  front?(): void;
}

export interface AnswerActions {
  choose(choice: Choice): void;
  /** Brings these to the front of the picture. */
  emphasise(labels: readonly string[] | undefined, lines?: readonly number[]): void;
  /** Brings a path to the front of the picture, from where somebody may walk along it; `isPlayed` begins that. */
  path(path: Path, isPlayed: boolean): void;
  /** Opens these concepts as a separate network. */
  openPart(labels: readonly string[]): void;
  /** Opens the network with its thematic connections as relationships. */
  openThemes(atLeast: number): void;
  compare(other: string): void;
  /** The edit that a version was made by here, in words. */
  madeBy(fingerprint: string): string | undefined;
  edit(edits: readonly Edit[], what: string): Promise<boolean>;
}

const MOST_PATHS = 5;
/** At this score and above, more than four of five connections are correct, according to the package. */
const AT_LEAST = 0.1;

export class Answers {
  /** Relations that the legend leaves out. */
  without: ReadonlySet<string> = new Set();

  constructor(
    private readonly engine: Calls,
    private readonly fingerprint: string,
    private readonly question: string,
    private readonly actions: AnswerActions,
    /** Shows an answer again: it is refined. */
    private readonly again: () => void,
  ) {}

  neighbours(label: string, start: { relation?: string; direction?: Direction; hops?: number } = {}): Answer {
    const relation = el("select", { change: this.again }, el("option", { value: "" }, words.ANY_RELATION));
    const hops = el("input", { type: "number", min: 1, max: 9, value: start.hops ?? 1, change: this.again });
    const direction = el(
      "select",
      { change: this.again },
      ...(Object.entries(words.DIRECTIONS) as [Direction, string][]).map(([value, text]) =>
        el("option", { value, selected: value === start.direction }, text),
      ),
    );
    const filled = this.engine.relations(this.fingerprint).then((relations) => {
      relation.append(...relations.map((value) => el("option", { value, dir: "auto" }, value)));
      relation.value = start.relation ?? "";
    });
    return {
      title: words.neighboursOf(this.nameOf(label)),
      isFiltered: true,
      refine: el(
        "div",
        { class: "fields" },
        field(words.RELATION, relation),
        field(words.STEPS, hops),
        field(words.DIRECTION, direction),
      ),
      find: async () => {
        await filled.catch(() => undefined);
        const via = relation.value === "" ? undefined : [relation.value];
        const { concept, levels, more } = await this.engine.neighbours(
          this.fingerprint,
          label,
          Number(hops.value) || 1,
          { via, notVia: [...this.without], direction: direction.value as Direction },
        );
        const all = levels.flat();
        const front = this.front([concept, ...all]);
        if (all.length === 0) return { content: [el("p", {}, words.NO_NEIGHBOURS)], front };
        const lists = levels.flatMap((labels, place) => [
          levels.length > 1 && el("h3", {}, words.stepsAway(place + 1)),
          this.chips(labels),
        ]);
        const count = el("p", { class: "quiet" }, words.conceptsFound(all.length, more));
        return { content: [count, ...lists, this.opener([concept, ...all])], front };
      },
    };
  }

  paths(from: string, to: string): Answer {
    return {
      title: words.pathFromTo(this.nameOf(from), this.nameOf(to)),
      isFiltered: true,
      find: async () => {
        const { paths, more, budgetExceeded } = await this.engine.paths(this.fingerprint, from, to, MOST_PATHS, {
          notVia: [...this.without],
        });
        const [first] = paths;
        if (first === undefined) {
          const none = el("p", {}, budgetExceeded ? words.NO_PATH_YET : words.NO_PATH);
          return { content: [none], front: this.front([]) };
        }
        const all = [...new Set(paths.flatMap(({ concepts }) => concepts))];
        const content = [
          el("ol", { class: "paths" }, ...paths.map((path) => el("li", {}, this.sentence(path)))),
          more && el("p", { class: "quiet" }, words.morePaths(MOST_PATHS)),
          budgetExceeded && !more && el("p", { class: "quiet" }, words.PERHAPS_MORE_PATHS),
          this.opener(all),
        ];
        return { content, front: () => this.actions.path(first, false) };
      },
    };
  }

  /** The rows of a pattern. */
  rows(pattern: string, title = words.PATTERN): Answer {
    return {
      title,
      find: async () => {
        const { variables, rows, more } = await this.engine.select(this.fingerprint, pattern);
        const labels = [...new Set(rows.flat())];
        const front = this.front(labels);
        if (rows.length === 0) return { content: [el("p", {}, words.NO_ROWS)], front };
        if (variables.length === 0) return { content: [el("p", {}, words.PATTERN_HOLDS)], front };
        const head = el("tr", {}, ...variables.map((name) => el("th", { scope: "col" }, `?${name}`)));
        const body = rows.map((row) => el("tr", {}, ...row.map((label) => el("td", {}, this.chip(label)))));
        const table = el(
          "div",
          { class: "table", tabindex: 0, role: "region", "aria-label": words.ROWS },
          el("table", {}, el("thead", {}, head), el("tbody", {}, ...body)),
        );
        const count = el("p", { class: "quiet" }, words.rowsFound(rows.length, more));
        return { content: [count, table, this.opener(labels)], front };
      },
    };
  }

  search(text: string): Answer {
    return {
      title: words.searchFor(text),
      find: async () => {
        const found = await this.engine.searchIn(this.fingerprint, text);
        const places = found.flatMap((hit) =>
          hit.kind === "concept" ? [hit.label] : hit.kind === "line" ? hit.ends : [],
        );
        const front = this.front(places);
        if (found.length === 0) return { content: [el("p", {}, words.NO_TEXT)], front };
        const items = found.map((hit) => {
          const name = el("strong", { dir: "auto" }, ...marked(hit.name));
          const sentence =
            hit.sentence.length > 0 && el("span", { class: "hit-text", dir: "auto" }, ...marked(hit.sentence));
          if (hit.kind === "report") return el("li", { class: "hit" }, name, sentence);
          const choice: Choice =
            hit.kind === "concept"
              ? { kind: "concept", label: hit.label }
              : { kind: "line", id: hit.id, ends: hit.ends };
          return el("li", {}, this.chooser(choice, el("span", {}, name, sentence)));
        });
        return { content: [el("ul", { class: "found" }, ...items)], front };
      },
    };
  }

  /** Thematic connections: of all texts, or of one concept's. */
  themes(label?: string): Answer {
    const atLeast = el("input", { type: "number", min: 0, max: 1, step: 0.01, value: AT_LEAST, change: this.again });
    const least = () => Number(atLeast.value) || 0;
    return {
      title: label === undefined ? words.THEMATIC_CONNECTIONS : words.themesOf(this.nameOf(label)),
      refine: field(words.LOWEST_SCORE, atLeast),
      find: async () => {
        const { themes, total } = await this.engine.sharedThemes(this.fingerprint, least(), label);
        const front = this.front(themes.flatMap(({ pair }) => pair));
        if (themes.length === 0) return { content: [el("p", {}, words.NO_THEMES)], front };
        const items = themes.map(({ pair, terms }) =>
          el(
            "li",
            { class: "theme" },
            button(
              el("span", {}, said(pair[0]), " ⋯ ", said(pair[1])),
              () => this.actions.choose({ kind: "shared", pair }),
              { class: "theme-name" },
            ),
            el("p", { class: "quiet", dir: "auto" }, terms.join(", ")),
          ),
        );
        const content = [
          el("p", { class: "quiet" }, words.connectionsFound(total, themes.length)),
          el("ul", { class: "found" }, ...items),
          label === undefined &&
            el(
              "div",
              { class: "actions" },
              button(words.OPEN_THEMES, () => this.actions.openThemes(least())),
            ),
        ];
        return { content, front };
      },
    };
  }

  /** The concepts that a random walk along relationships visits most often. */
  central(): Answer {
    return {
      title: words.ASK_CENTRAL,
      find: async () => {
        const labels = await this.engine.central(this.fingerprint);
        const note = el("p", { class: "quiet" }, words.CENTRAL_NOTE);
        return { content: [note, this.chips(labels), this.opener(labels)], front: this.front(labels) };
      },
    };
  }

  /** The relationship that the report might highlight. */
  highlight(): Answer {
    return {
      title: words.ASK_HIGHLIGHT,
      find: async () => {
        const found = await this.engine.suggestedHighlight(this.fingerprint);
        if (found === undefined) return { content: [el("p", {}, words.NO_HIGHLIGHT)], front: this.front([]) };
        const { id, ends, text, isHighlight } = found;
        const content = [
          block("p", text),
          el(
            "div",
            { class: "actions" },
            this.chooser({ kind: "line", id, ends }, words.SHOW),
            !isHighlight &&
              button(
                words.HIGHLIGHT,
                () =>
                  void this.actions.edit(
                    [{ edit: "addHighlight", relationship: id }],
                    words.highlighted(ends.join(" – ")),
                  ),
              ),
          ),
        ];
        return { content, front: this.front(ends, [id]) };
      },
    };
  }

  /** Concepts that may be the same, which somebody can make one. */
  duplicates(): Answer {
    return {
      title: words.ASK_DUPLICATES,
      find: async () => {
        const found = await this.engine.duplicates(this.fingerprint);
        const front = this.front(found.flatMap(({ keep, other }) => [keep, other]));
        if (found.length === 0) return { content: [el("p", {}, words.NO_DUPLICATES)], front };
        const items = found.map(({ keep, other, text }) =>
          el(
            "li",
            {},
            block("p", text),
            this.chips([keep, other]),
            button(
              words.makeOne(keep),
              () => void this.actions.edit([{ edit: "mergeConcepts", keep, other }], words.madeOne(keep, other)),
              { class: "small" },
            ),
          ),
        );
        return { content: [el("ul", { class: "found" }, ...items)], front };
      },
    };
  }

  /** The other networks that are here, to compare with. */
  compare(): Answer {
    return {
      title: words.COMPARE_WITH,
      find: async () => {
        const others = (await this.engine.list()).filter(({ fingerprint }) => fingerprint !== this.fingerprint);
        if (others.length === 0) return { content: [el("p", {}, words.NO_OTHER)] };
        const items = others.map(({ fingerprint, title, question, hashtag }) => {
          // Versions of one network have the same title.
          const made = this.actions.madeBy(fingerprint);
          const name = [said(title || question), " ", el("code", {}, `#${hashtag}`)];
          const content = el("span", {}, ...name, made !== undefined && el("span", { class: "made" }, said(made)));
          return el(
            "li",
            {},
            button(content, () => this.actions.compare(fingerprint)),
          );
        });
        const note = el("p", { class: "quiet" }, words.COMPARE_NOTE);
        return { content: [note, el("ul", { class: "found others" }, ...items)] };
      },
    };
  }

  /** Brings these to the front of the picture; without any, nothing is there any more. */
  private front(labels: readonly string[], lines?: readonly number[]): () => void {
    return () => this.actions.emphasise(labels.length > 0 ? [...new Set(labels)] : undefined, lines);
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
    const show = button(words.SHOW, () => this.actions.path(path, true), {
      class: "small",
      "aria-label": words.showPath(path.text),
    });
    return el(
      "div",
      { class: "path" },
      el("p", {}, this.chip(path.concepts[0] ?? ""), ...steps, " ", show),
      ...passages,
    );
  }

  private chips(labels: readonly string[]): HTMLElement {
    return el("ul", { class: "chips" }, ...labels.map((label) => el("li", {}, this.chip(label))));
  }

  /** The question is called so, because it may be long. */
  nameOf(label: string): string {
    return label === this.question ? words.THE_QUESTION : label;
  }

  private chip(label: string): HTMLButtonElement {
    return button(said(this.nameOf(label)), () => this.actions.choose({ kind: "concept", label }), { class: "chip" });
  }

  private chooser(choice: Choice, content: Node | string): HTMLButtonElement {
    return button(content, () => this.actions.choose(choice));
  }

  private opener(labels: readonly string[]): HTMLElement {
    return el(
      "div",
      { class: "actions" },
      button(words.OPEN_AS_NETWORK, () => this.actions.openPart(labels)),
    );
  }
}
