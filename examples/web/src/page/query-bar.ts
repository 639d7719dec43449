// The query bar: finds networks by hashtag, link or question, concepts and passages of the open network, and runs commands. It
// makes suggestions while a person types, and opens pasted reports and files of other tools.

import type { Calls } from "../engine/calls.js";
import type { Kept } from "../engine/types.js";
import { type Choices, offering, type Option } from "./choices.js";
import { Commands, type Context, option } from "./commands.js";
import { el, ICONS, icon, said } from "./dom.js";
import * as words from "./strings.js";
import { marked } from "./words.js";

/** A pasted line that is longer is opened without being shown: a field lays out a line of millions of letters for a minute. */
const LONG_PASTE = 20_000;

/** No command, and no name of a concept, is longer. */
const LONGEST_COMMAND = 600;

export interface QueryActions {
  open(text: string): void;
  /** Reports that a command is not complete, with what it may become. */
  unfinished(typed: string, options: readonly Option[]): void;
}

export class QueryBar {
  readonly element: HTMLFormElement;
  private readonly input = el("textarea", {
    rows: 1,
    id: "query",
    "aria-label": words.QUERY_LABEL,
    enterkeyhint: "go",
  });

  private readonly choices: Choices;
  private submitted = "";
  /** Grows with each text that is run or opened, and each option that is taken. */
  private submits = 0;
  private context: Context | undefined;
  private commands: Commands | undefined;

  constructor(
    private readonly engine: Calls,
    private readonly actions: QueryActions,
  ) {
    this.choices = offering(
      this.input,
      words.SUGGESTIONS,
      (typed) => this.find(typed),
      (one) => this.take(one),
    );
    const { choices } = this;
    const narrow = matchMedia("(max-width: 500px)");
    const fit = () => {
      this.input.placeholder = narrow.matches ? words.QUERY_PLACEHOLDER_SHORT : words.QUERY_PLACEHOLDER;
    };
    narrow.addEventListener("change", fit);
    fit();
    const go = el("button", { type: "submit", class: "go", "aria-label": words.OPEN }, icon(ICONS.go));
    this.element = el(
      "form",
      {
        class: "query",
        role: "search",
        submit: (event) => {
          event.preventDefault();
          choices.close();
          void this.submit(this.input.value);
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
      void this.submit(this.input.value);
    });
    // A report of many lines is meant to be opened.
    this.input.addEventListener("paste", (event) => {
      const pasted = event.clipboardData?.getData("text/plain") ?? "";
      if (!pasted.trim().includes("\n") && pasted.length < LONG_PASTE) return;
      event.preventDefault();
      choices.close();
      this.open(pasted, this.input.value);
    });
  }

  /** The network that is open, whose concepts and passages are offered too; none on the first page. */
  use(context: Context | undefined): void {
    const isAnother = this.context?.fingerprint !== context?.fingerprint;
    this.context = context;
    this.commands = context && new Commands(this.engine, context, (text) => this.fill(text));
    // The options are about the network before. A text that was typed while a network was being opened is searched for in it.
    // Else what was looked up is not offered again, over the message about it.
    if (!isAnother) return;
    this.choices.close();
    this.choices.again();
  }

  /** The commands for the network that is open. */
  help(): Option[] {
    return this.commands?.all().map(({ option: one }) => one) ?? [];
  }

  private async find(typed: string): Promise<Option[]> {
    if (typed.includes("\n") || typed.length > LONGEST_COMMAND) return [];
    const reading = await this.commands?.read(typed);
    if (reading && reading.options.length > 0) return [...reading.options];
    const found = await this.suggestions(typed);
    return [...(this.commands?.begun(typed) ?? []), ...found, ...(this.commands?.search(typed, found.length) ?? [])];
  }

  /** Concepts, networks and passages for what was typed. */
  async suggestions(typed: string): Promise<Option[]> {
    const { context, engine } = this;
    const { concepts, passages, networks } = await engine.suggestions(typed, context?.fingerprint);
    const others = networks.filter(({ fingerprint }) => fingerprint !== context?.fingerprint || concepts.length === 0);
    return [
      ...concepts.map(({ label, sentence }) =>
        option(
          `\0concept ${label}`,
          [
            said(label),
            ...(sentence.length > 0 ? [el("span", { class: "hit-text", dir: "auto" }, ...marked(sentence))] : []),
          ],
          words.CONCEPT_HERE,
          () => context?.concept(label),
        ),
      ),
      ...others.map((one) => networkOption(one)),
      ...passages.flatMap((hit) =>
        hit.kind === "line"
          ? [
              option(
                `\0line ${hit.id}`,
                hit.sentence.length > 0 ? marked(hit.sentence) : marked(hit.name),
                words.PASSAGE_HERE,
                () => context?.line(hit.id, hit.ends),
              ),
            ]
          : [],
      ),
    ];
  }

  /** The field is empty from now on: what is typed while a network is being opened is something else. */
  private take({ value, action }: Option): void {
    this.submits++;
    this.input.value = "";
    if (action === undefined) this.open(value);
    else action();
  }

  /** Puts a text into the bar, and opens its suggestions. */
  fill(text: string): void {
    this.input.value = text;
    this.input.focus();
    this.input.setSelectionRange(text.length, text.length);
    this.choices.again();
  }

  /** Runs what was typed if it is a command, and opens it otherwise. */
  private async submit(text: string): Promise<void> {
    if (text.trim() === "") return;
    const mine = ++this.submits;
    const { commands } = this;
    const reading = text.length > LONGEST_COMMAND ? undefined : await commands?.read(text).catch(() => undefined);
    if (mine !== this.submits) return;
    // The network that has been opened since then runs it, if there is one.
    if (commands !== this.commands) return this.commands && this.submit(text);
    if (reading === undefined) return this.open(text);
    if (reading.run === undefined) return this.actions.unfinished(text.trim(), reading.options);
    if (this.input.value === text) this.input.value = "";
    reading.run();
  }

  /** Opens a text; `typed` is what the bar showed for it. */
  private open(text: string, typed = text): void {
    this.submits++;
    this.submitted = typed;
    this.actions.open(text);
  }

  /** Empties it when it holds what was opened. What somebody has typed since then stays. */
  clear(): void {
    if (this.input.value === this.submitted) this.input.value = "";
  }

  focus(): void {
    this.input.focus();
  }
}

const networkOption = ({ fingerprint, hashtag, question, title }: Kept): Option => ({
  value: fingerprint,
  content: [
    el("span", { class: "option-main" }, said(question)),
    el("span", { class: "option-more" }, el("code", {}, hashtag), title !== "" && " ", title !== "" && said(title)),
  ],
});
