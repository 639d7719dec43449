// Growing a concept by a lens: the answer of the model is a proposal, each part of which is accepted or dismissed. Without a model
// nothing of this is on the page.

import type { Calls } from "../engine/calls.js";
import type { ProposedConcept, SourceFile } from "../engine/types.js";
import { block, button, el, said } from "./dom.js";
import { wordsOf } from "./messages.js";
import { askModel, type Model } from "./model.js";
import { verdictOf } from "./sources.js";
import * as words from "./strings.js";

/** The network that a proposal is for at the moment. */
export interface Ground {
  readonly fingerprint: string;
  /** Adds a proposal, and resolves to whether that was possible. */
  accept(proposed: ProposedConcept): Promise<boolean>;
}

/** One for the page: a proposal stays while its parts are accepted, each of which makes another version. */
export class Growth {
  readonly element = el("section", { class: "proposal", "aria-live": "polite", hidden: true });
  /** The lenses, by name. */
  readonly lenses: Promise<readonly string[]>;
  private ground: Ground | undefined;
  private asking: AbortController | undefined;
  /** Parts are accepted one after the other: each makes the version that the next one is added to. */
  private accepting = Promise.resolve();

  constructor(
    private readonly engine: Calls,
    private readonly model: Model,
    /** Whether two networks are versions of the same one. */
    private readonly isRelated: (one: string, other: string) => boolean,
  ) {
    this.lenses = engine.lenses().catch(() => []);
  }

  /** A proposal, or one that is on its way, is for the network that it was made for, and for its versions. */
  use(ground: Ground): void {
    if (this.ground && !this.isRelated(this.ground.fingerprint, ground.fingerprint)) {
      this.asking?.abort();
      this.asking = undefined;
      this.close();
    }
    this.ground = ground;
  }

  /** Sends requests to the model; the answer replaces the previous proposal. */
  async grow(fingerprint: string, concept: string, lens: string, sources: readonly SourceFile[]): Promise<void> {
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    const title = el("h2", { dir: "auto" }, words.growing(concept, lens));
    const stop = button(words.STOP, () => asking.abort());
    this.show(title, el("p", { class: "quiet", role: "status" }, words.asking(new URL(this.model.url).host)), stop);
    try {
      let step = await this.engine.grow(fingerprint, concept, lens, sources);
      while (step.request !== undefined) {
        const answer = await askModel(this.model, step.request, asking.signal);
        step = await this.engine.growAnswer(step.id, answer);
      }
      if (this.asking !== asking) return;
      asking.signal.throwIfAborted();
      const { concepts = [], refused = [] } = step.proposal ?? {};
      const list = el("ul", { class: "proposed" }, ...concepts.map((one) => this.item(one, sources.length > 0)));
      this.show(
        title,
        el("p", { class: "quiet" }, concepts.length === 0 ? words.NOTHING_PROPOSED : words.PROPOSED_NOTE),
        list,
        refused.length > 0 &&
          el(
            "details",
            {},
            el("summary", {}, words.refused(refused.length)),
            el("ul", {}, ...refused.map((text) => el("li", { dir: "auto" }, text))),
          ),
        button(words.CLOSE_PROPOSAL, () => this.close()),
      );
    } catch (error) {
      if (this.asking !== asking) return;
      if (asking.signal.aborted) this.close();
      else
        this.show(
          title,
          el("p", { class: "wrong", role: "alert", dir: "auto" }, wordsOf(error)),
          button(words.CLOSE_PROPOSAL, () => this.close()),
        );
    }
  }

  private item(proposed: ProposedConcept, hasSources: boolean): HTMLElement {
    const { label, text, isNew, passages } = proposed;
    const gone = () => {
      item.remove();
      if (this.element.querySelector(".proposed li") === null) this.close();
    };
    const accept = () => {
      this.accepting = this.accepting.then(async () => {
        if (this.element.contains(item) && (await this.ground?.accept(proposed))) gone();
      });
    };
    const item = el(
      "li",
      {},
      el("h3", { dir: "auto" }, said(label), !isNew && el("span", { class: "quiet" }, ` ${words.KNOWN_CONCEPT}`)),
      text !== "" && block("p", text),
      ...passages.flatMap(({ passage, verdict }) => [
        block("blockquote", passage),
        verdict ? verdictOf(verdict) : hasSources && el("p", { class: "quiet" }, words.NO_VERDICT),
      ]),
      hasSources && passages.length === 0 && el("p", { class: "quiet" }, words.NO_PASSAGE),
      el(
        "div",
        { class: "actions" },
        button(words.ACCEPT, accept, { class: "primary", "aria-label": words.accept(label) }),
        button(words.DISMISS, gone, { "aria-label": words.dismiss(label) }),
      ),
    );
    return item;
  }

  private show(...content: readonly (Node | false)[]): void {
    this.element.hidden = false;
    this.element.replaceChildren(...content.filter((one): one is Node => one !== false));
  }

  private close(): void {
    this.element.hidden = true;
    this.element.replaceChildren();
  }
}

/** The lenses in the card of a concept. */
export function lensTools(lenses: Promise<readonly string[]>, grow: (lens: string) => void): HTMLElement {
  const list = el("div", { class: "actions" });
  void lenses.then((names) => list.append(...names.map((name) => button(name, () => grow(name)))));
  return el("details", { class: "edit lenses" }, el("summary", {}, words.GROW), list);
}
