// The panel Ask: questions about what is chosen, each a button; the answer to one of them; and patterns, for those who know
// them.

import type { Calls } from "../engine/calls.js";
import type { Line, View } from "../engine/types.js";
import { type Answer, type AnswerActions, Answers } from "./answers.js";
import type { Choice } from "./choice.js";
import { button, el, field, focusStays, said } from "./dom.js";
import { wordsOf } from "./messages.js";
import * as words from "./strings.js";

export interface AskActions extends AnswerActions {
  /** Opens what the picture shows. */
  openShown(): void;
  /** Puts a command into the query bar, to be completed. */
  begin(command: string): void;
}

/** A question that is suggested. */
type Suggestion = readonly [text: string, ask: () => void];

/** At most this many relations of a concept are suggested. */
const MOST_RELATIONS = 4;

export class Ask {
  readonly element: HTMLElement;
  private readonly subject = el("h2", { dir: "auto" });
  private readonly list = el("ul", { class: "questions" });
  private readonly title = el("h2", { class: "answer-title", dir: "auto", tabindex: -1 });
  private readonly refine = el("div", { class: "refine" });
  private readonly note = el("p", { class: "quiet" });
  private readonly place = el("div", { class: "answer", "aria-live": "polite" });
  private readonly section = el("section", { class: "answer-section", hidden: true });
  private readonly answers: Answers;
  private current: Answer | undefined;
  private asked = 0;
  /** How often something else was gone to, and how often when the question was asked. */
  private others = 0;
  private since = 0;

  constructor(
    engine: Calls,
    fingerprint: string,
    question: string,
    private readonly actions: AskActions,
  ) {
    this.answers = new Answers(engine, fingerprint, question, actions, () => {
      this.since = this.others;
      void this.find();
    });
    this.section.append(this.title, this.refine, this.note, this.place);
    this.element = el(
      "div",
      { class: "ask" },
      el("section", {}, this.subject, this.list),
      this.section,
      this.patterns(),
    );
  }

  /** Somebody goes to something else: answers do not come to the front of the picture before a question is asked again. */
  passed(): void {
    this.others++;
  }

  /** Suggests questions about what is chosen. */
  about(choice: Choice | undefined, view: View): void {
    this.suggest(words.ABOUT_NETWORK, []);
    if (choice?.kind === "concept") this.suggest(choice.label, this.aboutConcept(choice.label, view));
    else if (choice?.kind === "shared") this.suggest(choice.pair.join(" ⋯ "), this.aboutPair(...choice.pair));
    else {
      const line = choice && view.lines.find(({ id }) => id === choice.id);
      if (line) this.suggest(`${line.source} – ${line.relation} – ${line.target}`, this.aboutLine(line));
      else this.suggest(words.ABOUT_NETWORK, this.aboutNetwork());
    }
  }

  /** Relations that the legend leaves out do not take part in answers about neighbours and paths. */
  leaveOut(relations: ReadonlySet<string>): void {
    this.answers.without = relations;
    if (this.current?.isFiltered) void this.find();
  }

  neighboursOf(label: string): void {
    this.ask(this.answers.neighbours(label));
  }

  path(from: string, to: string): void {
    this.ask(this.answers.paths(from, to));
  }

  search(text: string): void {
    this.ask(this.answers.search(text));
  }

  themes(): void {
    this.ask(this.answers.themes());
  }

  private aboutNetwork(): Suggestion[] {
    const { actions, answers } = this;
    return [
      [words.ASK_CENTRAL, () => this.ask(answers.central())],
      [words.ASK_THEMES, () => this.ask(answers.themes())],
      [words.ASK_HIGHLIGHT, () => this.ask(answers.highlight())],
      [words.ASK_DUPLICATES, () => this.ask(answers.duplicates())],
      [words.PATH_FROM_TO, () => actions.begin(`${words.PATH_COMMAND} `)],
      [words.COMPARE_WITH, () => this.ask(answers.compare())],
      [words.OPEN_CURRENT, () => actions.openShown()],
    ];
  }

  private aboutConcept(label: string, view: View): Suggestion[] {
    const { actions, answers } = this;
    const question = view.concepts.find(({ kind }) => kind === "question")?.label;
    const counts = new Map<string, { readonly line: Line; readonly isOut: boolean; count: number }>();
    for (const line of view.lines) {
      if (line.isKeyFinding || (line.source !== label && line.target !== label)) continue;
      const isOut = line.source === label;
      const key = `${isOut} ${line.relation}`;
      const known = counts.get(key);
      if (known) known.count++;
      else counts.set(key, { line, isOut, count: 1 });
    }
    const relations = [...counts.values()].sort((a, b) => b.count - a.count).slice(0, MOST_RELATIONS);
    const name = answers.nameOf(label);
    return [
      [words.askRelated(name), () => this.neighboursOf(label)],
      ...relations.map(
        ({ line: { relation }, isOut }): Suggestion => [
          isOut ? words.askOut(name, relation) : words.askIn(name, relation),
          () => this.ask(answers.neighbours(label, { relation, direction: isOut ? "outgoing" : "incoming" })),
        ],
      ),
      [words.askFurther(name), () => this.ask(answers.neighbours(label, { hops: 2 }))],
      ...(question === undefined || question === label
        ? []
        : ([[words.askToQuestion(label), () => this.path(question, label)]] satisfies Suggestion[])),
      [words.pathFrom(name), () => actions.begin(words.pathCommand(label, ""))],
      [words.askShares(name), () => this.ask(answers.themes(label))],
    ];
  }

  private aboutLine({ source, relation, target }: Line): Suggestion[] {
    const quoted = `"${relation.replace(/["\\]/g, "\\$&")}"`;
    return [
      [words.askAll(relation), () => this.ask(this.answers.rows(`?from via ${quoted} ?to`, words.askAll(relation)))],
      [words.askOtherPaths(source, target), () => this.path(source, target)],
      [words.askRelated(source), () => this.neighboursOf(source)],
      [words.askRelated(target), () => this.neighboursOf(target)],
    ];
  }

  private aboutPair(one: string, other: string): Suggestion[] {
    return [
      [words.pathFromTo(one, other), () => this.path(one, other)],
      [words.askShares(one), () => this.ask(this.answers.themes(one))],
      [words.askShares(other), () => this.ask(this.answers.themes(other))],
    ];
  }

  private suggest(subject: string, suggestions: readonly Suggestion[]): void {
    this.subject.textContent = subject;
    this.list.replaceChildren(...suggestions.map(([text, ask]) => el("li", {}, button(said(text), ask))));
  }

  private patterns(): HTMLElement {
    const pattern = el("input", {
      type: "text",
      placeholder: "?who via supplied+ ?what",
      spellcheck: "false",
      autocomplete: "off",
      autocapitalize: "off",
    });
    const form = el(
      "form",
      {
        submit: (event) => {
          event.preventDefault();
          this.ask(this.answers.rows(pattern.value), false);
        },
      },
      field(words.PATTERN, pattern),
      el(
        "p",
        { class: "quiet" },
        ...words.PATTERN_HELP.map((text, place) => (place % 2 === 0 ? text : el("code", {}, text))),
      ),
      el("div", { class: "actions" }, el("button", { type: "submit" }, words.SELECT)),
    );
    return el("details", { class: "patterns" }, el("summary", {}, words.PATTERNS), form);
  }

  /** Shows an answer, and goes to it unless somebody has gone elsewhere or typed since then. */
  private ask(answer: Answer, moves = true): void {
    const isHere = focusStays();
    this.current = answer;
    this.since = this.others;
    this.title.textContent = answer.title;
    this.refine.replaceChildren(...(answer.refine ? [answer.refine] : []));
    this.section.hidden = false;
    this.place.replaceChildren();
    void this.find().then(() => {
      if (!moves || this.current !== answer || !isHere()) return;
      this.title.focus({ preventScroll: true });
      this.section.scrollIntoView({ block: "nearest" });
    });
  }

  private async find(): Promise<void> {
    const { current, place } = this;
    if (current === undefined) return;
    const mine = ++this.asked;
    const { without } = this.answers;
    const names = [...without].flatMap((relation, at) => [at > 0 ? ", " : "", said(relation)]);
    this.note.hidden = !current.isFiltered || without.size === 0;
    this.note.replaceChildren(words.LEAVES_OUT, ...names, ".");
    try {
      const { content, front } = await current.find();
      if (mine !== this.asked) return;
      place.replaceChildren(...content.filter((one): one is Node => one !== false));
      if (this.since === this.others) front?.();
    } catch (error) {
      if (mine === this.asked)
        place.replaceChildren(el("p", { class: "wrong", role: "alert", dir: "auto" }, wordsOf(error)));
    }
  }
}
