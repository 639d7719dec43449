// The place of the picture: the picture itself, its buttons, its legend, and the card of what was chosen.

import { type Source, type SemanticNetworkElement } from "semnet/element";
import type { PassageVerdict } from "../engine/types.js";
import { type Choice, isSamePair } from "./choice.js";
import { el, ICONS, iconButton } from "./dom.js";
import { verdictOf } from "./sources.js";

/** The element of the package, which is defined when it is imported. */
import "semnet/element";
import * as words from "./strings.js";

export class Stage {
  readonly element: HTMLElement;
  private readonly network = document.createElement("semantic-network") as SemanticNetworkElement;
  private readonly bar = el("progress", {
    class: "progress",
    max: 1,
    "aria-label": words.LAYING_OUT,
    hidden: true,
  });
  private readonly legendPlace = el("div", { class: "legend-place" });
  private readonly detailPlace = el("div", { class: "detail-place" });
  private readonly offerPlace = el("div", { class: "stage-offer" });
  private readonly note = el("p", { class: "stage-note", hidden: true });
  private isFailed = false;
  /** The labels and lines at the front, where nothing was chosen since. */
  private front: readonly [labels: readonly string[], lines: readonly number[] | undefined] | undefined;

  constructor(choose: (choice: Choice | undefined) => void, relationOf: (id: number) => string | undefined) {
    const { network } = this;
    network.className = "canvas";
    network.setAttribute("plain", "");
    // In a frame of another page all of it is in sight at first.
    network.toggleAttribute("whole", "embedded" in document.body.dataset);
    network.relationOf = relationOf;
    network.addEventListener("choose", (event) => {
      const choice = (event as CustomEvent<SemanticNetworkElement["choice"] | null>).detail ?? undefined;
      choose(choice?.kind === "shared" ? { kind: "shared", pair: this.pairOf(choice.place) } : choice);
    });
    network.addEventListener("layout", (event) => {
      const { detail: share } = event as CustomEvent<number>;
      this.progress(share);
      if (share >= 1) this.markAgain();
    });
    // Enter moves on to the related concepts.
    network.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.detailPlace.querySelector<HTMLElement>("button:not(.detail-close)")?.focus();
    });
    const zoom = (factor: number) => () => this.picture?.zoom(factor);
    this.element = el(
      "section",
      { class: "stage", "aria-label": words.TABS.picture },
      el(
        "div",
        { class: "stage-view" },
        network,
        el(
          "div",
          { class: "stage-tools" },
          iconButton(words.ZOOM_IN, ICONS.plus, zoom(1.3)),
          iconButton(words.ZOOM_OUT, ICONS.minus, zoom(1 / 1.3)),
          iconButton(words.FIT, ICONS.fit, () => this.picture?.fit()),
        ),
        this.note,
        this.offerPlace,
        this.bar,
        this.detailPlace,
      ),
      this.legendPlace,
    );
  }

  get picture() {
    return this.network.picture;
  }

  private pairOf(place: number): readonly [string, string] {
    const { cards = [], sharedLines = [] } = this.picture?.scene ?? {};
    const [a, b] = sharedLines[place]?.ends ?? [0, 0];
    return [cards[a]?.label ?? "", cards[b]?.label ?? ""];
  }

  /** Resolves when everything has its place, or another layout has begun, such as one for a screen that was turned. */
  async draw(source: Source, isPart: boolean): Promise<void> {
    this.note.hidden = !isPart;
    this.front = undefined;
    this.isFailed = false;
    await this.network.draw(source).catch((error: unknown) => {
      // One that was aborted goes on in another way.
      if (error instanceof DOMException && error.name === "AbortError") return;
      this.fail();
      throw error;
    });
  }

  /** Ends the progress of a picture that cannot be drawn. */
  fail(): void {
    this.isFailed = true;
    this.network.dispatchEvent(new CustomEvent("layout", { detail: 1 }));
  }

  /** Resolves when everything has its place. Rejects where there is no picture. */
  async laidOut(): Promise<void> {
    const isDone = () => this.isFailed || (this.bar.hidden && (this.picture?.scene.cards.length ?? 0) > 0);
    while (!isDone()) await new Promise((done) => this.network.addEventListener("layout", done, { once: true }));
    if (this.isFailed) throw new Error(words.CANNOT_DRAW);
  }

  /** States that only a part is drawn. */
  tell(...content: (Node | string)[]): void {
    this.note.replaceChildren(...content);
  }

  private progress(share: number): void {
    this.bar.hidden = share >= 1;
    this.bar.value = share;
    this.element.setAttribute("aria-busy", String(share < 1));
  }

  /** Marks a choice that was made during a layout in the picture that came of it, or brings a part to its front again. */
  private markAgain(): void {
    const { front, network, picture } = this;
    const { choice } = network;
    if (front !== undefined) picture?.emphasise(...front);
    else if (choice !== undefined) network.choice = choice;
  }

  /** Brings these to the front of the picture; nothing where the labels are left out. */
  emphasise(labels: readonly string[] | undefined, lines?: readonly number[]): void {
    this.front = labels && [labels, lines];
    this.picture?.emphasise(labels, lines);
  }

  mark(choice: Choice | undefined, card: HTMLElement | undefined): void {
    this.front = undefined;
    this.detailPlace.replaceChildren(...(card ? [card] : []));
    this.picture?.cover(card && this.boxOf(card));
    if (choice?.kind === "shared") {
      const place =
        this.picture?.scene.sharedLines.findIndex((_, at) => isSamePair(this.pairOf(at), choice.pair)) ?? -1;
      this.network.choice = place >= 0 ? { kind: "shared", place } : undefined;
      if (place < 0) this.emphasise(choice.pair);
    } else {
      this.network.choice = choice;
    }
  }

  /** Puts a verdict into the card of a relationship; all else in it stays, such as a form that somebody writes in. */
  verdict(verdict: PassageVerdict | undefined): void {
    const place = this.detailPlace.querySelector(".verdict-place");
    place?.replaceChildren(...(verdict ? [verdictOf(verdict)] : []));
  }

  /** Where something lies over the picture, by its middle. */
  private boxOf(element: HTMLElement) {
    const [own, all] = [element.getBoundingClientRect(), this.network.getBoundingClientRect()];
    const { width, height } = own;
    return { x: own.left - all.left + width / 2, y: own.top - all.top + height / 2, width, height };
  }

  /** Adds a button over the picture, for as long as its subject is shown. */
  offer(offered: HTMLElement | undefined): void {
    this.offerPlace.replaceChildren(...(offered ? [offered] : []));
  }

  /** More tools, below the picture. */
  tools(tools: HTMLElement): void {
    this.legendPlace.before(tools);
  }

  legend(legend: HTMLElement): void {
    this.legendPlace.replaceChildren(legend);
  }
}
