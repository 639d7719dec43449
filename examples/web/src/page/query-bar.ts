// The query bar: takes a hashtag, a link, a question or a whole report, and offers stored questions while one types.

import type { Calls } from "../engine/calls.js";
import { el, ICONS, icon, said } from "./dom.js";
import { offering, type Option } from "./choices.js";
import * as words from "./strings.js";
import { marked } from "./words.js";

/** What the bar can do with the network that is open. */
export interface Context {
  readonly fingerprint: string;
  concept(label: string): void;
  line(id: number, ends: readonly [string, string]): void;
  path(from: string, to: string): void;
  themes(): void;
  /** Compares with the network of this fingerprint. */
  compare(other: string): void;
}

const PATH = /^path from (.+?) to (.+)$/i;
const COMPARE = /^compare with (.+)$/i;
const MOST_CONCEPTS = 4;
const MOST_PASSAGES = 3;

/** A pasted line that is longer is opened without being shown: a field lays out a line of millions of letters for a minute. */
const LONG_PASTE = 20_000;

export class QueryBar {
  readonly element: HTMLFormElement;
  private readonly input = el("textarea", {
    rows: 1,
    id: "query",
    placeholder: "Hashtag, link, question, or a whole report",
    "aria-label": "Query bar: a hashtag, a link, a question, or a whole report",
    enterkeyhint: "go",
  });

  private submitted = "";
  private context: Context | undefined;

  constructor(
    private readonly engine: Calls,
    private readonly open: (text: string) => void,
  ) {
    const find = async (typed: string) => {
      if (typed.includes("\n")) return [];
      const kept = await engine.suggest(typed).catch(() => []);
      const inside = await this.inside(typed).catch(() => []);
      return [
        ...inside,
        ...kept.map(({ fingerprint, hashtag, question, title }) => ({
          value: fingerprint,
          content: [
            el("span", { class: "option-main" }, said(question)),
            el(
              "span",
              { class: "option-more" },
              el("code", {}, hashtag),
              title !== "" && " ",
              title !== "" && said(title),
            ),
          ],
        })),
      ];
    };
    const choices = offering(this.input, "Suggestions", find, (option) => this.take(option));
    const go = el("button", { type: "submit", class: "go", "aria-label": "Open" }, icon(ICONS.go));
    this.element = el(
      "form",
      {
        class: "query",
        role: "search",
        submit: (event) => {
          event.preventDefault();
          choices.close();
          this.submit(this.input.value);
        },
      },
      el("span", { class: "query-icon" }, icon(ICONS.search)),
      this.input,
      go,
      choices.element,
    );
    this.input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      choices.close();
      this.submit(this.input.value);
    });
    // A report of many lines is meant to be opened.
    this.input.addEventListener("paste", (event) => {
      const pasted = event.clipboardData?.getData("text/plain") ?? "";
      if (!pasted.trim().includes("\n") && pasted.length < LONG_PASTE) return;
      event.preventDefault();
      choices.close();
      this.submit(pasted);
    });
  }

  /** The network that is open, whose concepts and passages are offered too; none on the first page. */
  use(context: Context | undefined): void {
    this.context = context;
  }

  /** Concepts, passages and commands of the network that is open. */
  private async inside(typed: string): Promise<Option[]> {
    const { context, engine } = this;
    if (context === undefined || typed.trim().length < 2) return [];
    const [labels, found] = await Promise.all([
      engine.labels(context.fingerprint, typed, MOST_CONCEPTS),
      typed.trim().length < 3 ? [] : engine.searchIn(context.fingerprint, typed),
    ]);
    const options: Option[] = [];
    const offer = (value: string, kind: string, content: readonly (Node | string)[], action: () => void) => {
      options.push({
        value,
        action,
        content: [el("span", { class: "option-main" }, ...content), el("span", { class: "option-more" }, kind)],
      });
    };
    for (const [name, action] of this.commands(typed)) offer(`\0command ${name}`, words.COMMANDS, [name], action);
    for (const label of labels)
      offer(`\0concept ${label}`, words.CONCEPT_HERE, [said(label)], () => context.concept(label));
    for (const hit of found.filter(({ kind }) => kind === "line").slice(0, MOST_PASSAGES)) {
      if (hit.kind === "line")
        offer(
          `\0line ${hit.id}`,
          words.PASSAGE_HERE,
          hit.sentence.length > 0 ? marked(hit.sentence) : marked(hit.name),
          () => context.line(hit.id, hit.ends),
        );
    }
    return options;
  }

  private commands(typed: string): (readonly [string, () => void])[] {
    const { context } = this;
    if (context === undefined) return [];
    const [, from, to] = PATH.exec(typed.trim()) ?? [];
    if (from !== undefined && to !== undefined) return [[words.pathFrom(from, to), () => context.path(from, to)]];
    return "themes".startsWith(typed.trim().toLowerCase()) ? [[words.THEMES_COMMAND, () => context.themes()]] : [];
  }

  /** The field is empty from now on: what is typed while a network is being opened is something else. */
  private take({ value, action }: Option): void {
    this.input.value = "";
    if (action === undefined) this.submit(value);
    else action();
  }

  /** Whether what was typed is a command, which is done then. */
  private async command(typed: string): Promise<boolean> {
    const { context } = this;
    if (context === undefined) return false;
    const [, from, to] = PATH.exec(typed) ?? [];
    if (from !== undefined && to !== undefined) context.path(from, to);
    else if (/^themes$/i.test(typed)) context.themes();
    else {
      const other = COMPARE.exec(typed)?.[1];
      const [found] = other === undefined ? [] : await this.engine.suggest(other.replace(/^#/, ""));
      if (found === undefined) return false;
      context.compare(found.fingerprint);
    }
    this.input.value = "";
    return true;
  }

  private submit(text: string): void {
    void this.run(text);
  }

  private async run(text: string): Promise<void> {
    if (text.trim() === "") return;
    if (text.length < 300 && (await this.command(text.trim()).catch(() => false))) return;
    this.submitted = this.input.value;
    this.open(text);
  }

  /** Empties it when it holds what was opened. What somebody has typed since then stays. */
  clear(): void {
    if (this.input.value === this.submitted) this.input.value = "";
  }

  focus(): void {
    this.input.focus();
  }
}
