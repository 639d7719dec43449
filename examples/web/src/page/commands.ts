// Commands of the query bar for the network that is open: a path, a comparison, themes, neighbours. Each is offered as soon as
// it is begun, with what can come next.

import type { Calls } from "../engine/calls.js";
import type { Kept } from "../engine/types.js";
import type { Option } from "./choices.js";
import { el, said } from "./dom.js";
import * as words from "./strings.js";

/** What the bar can do with the network that is open. */
export interface Context {
  readonly fingerprint: string;
  concept(label: string): void;
  line(id: number, ends: readonly [string, string]): void;
  path(from: string, to: string): void;
  neighbours(label: string): void;
  themes(): void;
  /** Lists all places that have these words. */
  search(words: string): void;
  /** Compares with the network of this fingerprint. */
  compare(other: string): void;
}

/** A text that is a command, or begins one. */
export interface Reading {
  /** What it does; left out where something is missing. */
  readonly run?: () => void;
  /** What it may become. */
  readonly options: readonly Option[];
}

const PATH = /^path(?:\s+from(?:\s+(?<rest>.*))?)?$/is;
const COMPARE = /^compare(?:\s+with(?:\s+(?<rest>.*))?)?$/is;
const NEIGHBOURS = /^neighbou?rs(?:\s+of(?:\s+(?<rest>.*))?)?$/is;
const THEMES = /^themes$/i;

const MOST = 6;

export class Commands {
  constructor(
    private readonly engine: Calls,
    private readonly context: Context,
    /** Puts a text into the bar, to go on from. */
    private readonly fill: (text: string) => void,
  ) {}

  /** Reads what was typed; `undefined` where it is not a command. */
  async read(typed: string): Promise<Reading | undefined> {
    const text = typed.trim();
    const restOf = (command: RegExp) => {
      const found = command.exec(text);
      return found === null ? undefined : (found.groups?.["rest"] ?? "").trim();
    };
    const [path, compare, neighbours] = [restOf(PATH), restOf(COMPARE), restOf(NEIGHBOURS)];
    if (path !== undefined) return this.path(path, typed);
    if (compare !== undefined) return this.compare(compare);
    if (neighbours !== undefined) return this.neighbours(neighbours);
    if (THEMES.test(text)) return { run: () => this.context.themes(), options: [] };
    return undefined;
  }

  /** The commands that begin so. */
  begun(typed: string): Option[] {
    const wanted = typed.trim().toLowerCase();
    return this.all()
      .filter(({ name }) => wanted.length > 1 && name.startsWith(wanted))
      .map(({ option }) => option);
  }

  /** All of them, for somebody who does not know what to type. */
  all(): readonly { readonly name: string; readonly option: Option }[] {
    const { context } = this;
    const begin = (name: string, text: string) => ({ name, option: command(text, () => this.fill(`${name} `)) });
    return [
      begin(words.PATH_COMMAND, words.PATH_FROM_TO),
      begin(words.NEIGHBOURS_COMMAND, words.NEIGHBOURS_OF),
      begin(words.COMPARE_COMMAND, words.COMPARE_WITH),
      { name: words.THEMES_COMMAND, option: command(words.THEMES_OPTION, () => context.themes()) },
    ];
  }

  /** All places that have what was typed, where some are found. */
  search(typed: string, found: number): Option[] {
    const text = typed.trim();
    return found === 0 || text.length < 3 ? [] : [command(words.searchFor(text), () => this.context.search(text))];
  }

  private async path(rest: string, typed: string): Promise<Reading> {
    const { context, engine } = this;
    if (rest === "") return { options: this.begun(words.PATH_COMMAND) };
    const { ends, complete } = await engine.pathEnds(context.fingerprint, `${rest}${/\s$/.test(typed) ? " " : ""}`);
    const options = ends.map(({ from, to, typed: after = "" }) =>
      to === undefined
        ? command(words.pathFrom(from), () => this.fill(words.pathCommand(from, after)))
        : command(words.pathFromTo(from, to), () => context.path(from, to)),
    );
    return { options, ...(complete && { run: () => context.path(complete.from, complete.to) }) };
  }

  private async compare(rest: string): Promise<Reading> {
    const { context, engine } = this;
    const typed = rest.replace(/^#/, "");
    const found = await (typed === "" ? engine.list() : engine.suggest(typed));
    const others = found.filter(({ fingerprint }) => fingerprint !== context.fingerprint).slice(0, MOST);
    const [first] = others;
    return {
      options: others.map((one) => compareOption(one, () => context.compare(one.fingerprint))),
      ...(first && others.length === 1 && typed !== "" && { run: () => context.compare(first.fingerprint) }),
    };
  }

  private async neighbours(rest: string): Promise<Reading> {
    const { context, engine } = this;
    if (rest === "") return { options: this.begun(words.NEIGHBOURS_COMMAND) };
    const labels = await engine.labels(context.fingerprint, rest, MOST);
    const exact = labels.find((label) => label.toLowerCase() === rest.toLowerCase());
    return {
      options: labels.map((label) => command(words.neighboursOf(label), () => context.neighbours(label))),
      ...(exact !== undefined && { run: () => context.neighbours(exact) }),
    };
  }
}

const command = (text: string, action: () => void): Option =>
  option(`\0command ${text}`, [said(text)], words.COMMAND, action);

const compareOption = ({ fingerprint, hashtag, title, question }: Kept, action: () => void): Option =>
  option(`\0compare ${fingerprint}`, [words.COMPARE_WITH_NAMED, said(title || question)], `#${hashtag}`, action);

/** An option with the kind of thing that it is. */
export const option = (
  value: string,
  content: readonly (Node | string)[],
  kind: string,
  action: () => void,
): Option => ({
  value,
  action,
  content: [el("span", { class: "option-main" }, ...content), el("span", { class: "option-more" }, kind)],
});
