// Two networks side by side: removed, added and changed parts, in both pictures and in words; and merging them.

import { type Calls, sourceOf } from "../engine/calls.js";
import type { Compared, Decision, Opened, Side } from "../engine/types.js";
import type { SemanticNetworkElement } from "semnet/element";
import "semnet/element";
import { block, button, el, focusStays, fresh, said } from "./dom.js";
import * as words from "./strings.js";

export interface ComparisonActions {
  back(): void;
  /** Whether somebody has gone to another network, which is not there yet. */
  isLeft(): boolean;
  /** Shows what both have become. With `isVersion`, it is the next version of the network on the right. */
  show(opened: Opened, isVersion: boolean): void;
  /** Runs something, and shows its error if it fails. */
  trying(what: string, attempt: () => Promise<unknown>): Promise<unknown>;
}

export class Comparison {
  readonly element: HTMLElement;
  private readonly pictures: readonly [SemanticNetworkElement, SemanticNetworkElement];
  private readonly list: HTMLElement;
  private isMerging = false;
  private isEnded = false;

  /** `base` is the version that both came from, if they did. */
  constructor(
    private readonly engine: Calls,
    private readonly compared: Compared,
    private readonly base: string | undefined,
    private readonly actions: ComparisonActions,
  ) {
    const { before, after, changes } = compared;
    const picture = (name: string) => {
      const element = document.createElement("semantic-network") as SemanticNetworkElement;
      element.className = "canvas";
      element.setAttribute("plain", "");
      // All changes are in view.
      element.setAttribute("whole", "");
      element.setAttribute("aria-label", name);
      return element;
    };
    this.pictures = [picture(words.pictureOf(before.title)), picture(words.pictureOf(after.title))];
    const side = ({ title, hashtag }: Side, place: 0 | 1, name: string) =>
      el(
        "section",
        { class: "side-by-side", "aria-label": name },
        el("h2", { dir: "auto" }, said(title), " ", el("code", {}, `#${hashtag}`)),
        el("div", { class: "stage-view" }, this.pictures[place]),
      );
    const isSame = changes.length === 0;
    this.list = el(
      "div",
      {},
      isSame ? el("p", {}, words.SAME_NETWORK) : el("p", { class: "quiet" }, words.changesFromLeft(changes.length)),
      el("ol", { class: "changes" }, ...changes.map((text) => el("li", {}, block("p", text)))),
    );
    const tools = el(
      "div",
      { class: "actions" },
      !isSame && button(words.UNION, () => void this.unite(), { title: words.UNION_NOTE }),
      !isSame && base !== undefined && button(words.MERGE, () => void this.merge(), { title: words.MERGE_NOTE }),
      button(words.BACK, () => actions.back()),
    );
    this.element = el(
      "div",
      { class: "comparison" },
      el("h1", { class: "unseen" }, words.COMPARED),
      side(before, 0, words.BEFORE),
      side(after, 1, words.AFTER),
      el(
        "section",
        { class: "change-list", tabindex: 0, "aria-label": words.CHANGES },
        el("div", { class: "dialog-head" }, el("h2", {}, words.CHANGES), tools),
        this.list,
      ),
    );
  }

  /** The network on the left. */
  get before(): string {
    return this.compared.before.fingerprint;
  }

  /** Draws both pictures; the element must be in the page. */
  async begin(): Promise<void> {
    const { before, after } = this.compared;
    await Promise.all(
      [before, after].map(async ({ fingerprint, marks, lineMarks }, place) => {
        const picture = this.pictures[place];
        await picture?.draw(sourceOf(this.engine, fingerprint)).catch((error: unknown) => {
          if (!(error instanceof DOMException && error.name === "AbortError")) throw error;
        });
        picture?.mark(new Map(marks), new Map(lineMarks));
      }),
    );
  }

  private async unite(): Promise<void> {
    const { before, after } = this.compared;
    await this.actions.trying(words.CANNOT_MERGE, async () =>
      this.show(await this.engine.openUnion(before.fingerprint, after.fingerprint), false),
    );
  }

  /** Shows what both have become, unless the comparison was left meanwhile. */
  private show(opened: Opened, isVersion: boolean): void {
    if (!this.isEnded && !this.actions.isLeft()) this.actions.show(opened, isVersion);
  }

  /** Merges the two; conflicts are resolved first. */
  private async merge(): Promise<void> {
    const { base, engine } = this;
    const { before, after } = this.compared;
    const first = this.list.querySelector<HTMLElement>(".decisions input");
    // Decisions that were made already stay.
    if (first !== null) return first.focus();
    if (base === undefined || this.isMerging) return;
    this.isMerging = true;
    const isHere = focusStays();
    await this.actions.trying(words.CANNOT_MERGE, async () => {
      const { decisions } = await engine.merging(base, after.fingerprint, before.fingerprint);
      const open = async (taken: readonly number[]) =>
        this.show(await engine.openMerged(base, after.fingerprint, before.fingerprint, taken), true);
      if (decisions.length === 0) return open([]);
      this.decide(decisions, (taken) => void this.actions.trying(words.CANNOT_MERGE, () => open(taken)));
      // Somebody who has gone elsewhere since then stays there.
      if (isHere()) this.list.querySelector<HTMLElement>("input")?.focus();
    });
    this.isMerging = false;
  }

  /** The conflicts, each with both sides; the right one is selected by default. */
  private decide(decisions: readonly Decision[], merge: (taken: readonly number[]) => void): void {
    const items = decisions.map(({ text, own, other }) => {
      const name = fresh("decision");
      const choice = (side: string, content: string, isRight: boolean) => {
        const input = el("input", { type: "radio", name, checked: isRight });
        const label = el(
          "label",
          { class: "decision-side" },
          el("span", { class: "decision-name" }, input, side),
          block("p", content || words.NOTHING),
        );
        return { input, label };
      };
      const [left, right] = [choice(words.LEFT, other, false), choice(words.RIGHT, own, true)];
      const element = el(
        "li",
        {},
        el("fieldset", { class: "decision" }, el("legend", { dir: "auto" }, text), left.label, right.label),
      );
      return { element, isLeft: () => left.input.checked };
    });
    const taken = () => items.flatMap(({ isLeft }, place) => (isLeft() ? [place] : []));
    this.list.replaceChildren(
      el("p", { class: "quiet" }, words.DECIDE),
      el("ol", { class: "decisions" }, ...items.map(({ element }) => element)),
      el(
        "div",
        { class: "actions" },
        button(words.MERGE_SO, () => merge(taken()), { class: "primary" }),
      ),
    );
  }

  /** Elements end their pictures when they leave the page. */
  end(): void {
    this.isEnded = true;
  }
}
