// The place of the picture: the picture itself, its buttons, its legend, its keys, and the card of what was chosen.

import type { View } from "../engine/types.js";
import { Picture } from "../picture/picture.js";
import type { Choice } from "./choice.js";
import { el, ICONS, iconButton } from "./dom.js";

const STEP = 60;
const HELP = "Picture of the network. Arrow keys go from concept to concept, Enter chooses the line to it, plus and minus zoom, 0 fits all, Escape lets go.";

export class Stage {
  readonly element: HTMLElement;
  readonly picture: Picture;
  private readonly canvas = el("div", { class: "canvas", tabindex: 0, role: "application", "aria-label": HELP });
  private readonly bar = el("progress", { class: "progress", max: 1, "aria-label": "Laying out the picture", hidden: true });
  private readonly legendPlace = el("div", { class: "legend-place" });
  private readonly detailPlace = el("div", { class: "detail-place" });
  private readonly note = el("p", { class: "stage-note", hidden: true });
  private chosen: string | undefined;

  constructor(isLarge: boolean, choose: (choice: Choice | undefined) => void) {
    this.picture = new Picture(this.canvas, { choose, progress: (share) => this.progress(share) }, isLarge);
    const zoom = (factor: number) => () => this.picture.zoom(factor);
    this.element = el("section", { class: "stage", "aria-label": "Picture" },
      el("div", { class: "stage-view" }, this.canvas, el("div", { class: "stage-tools" },
        iconButton("Zoom in", ICONS.plus, zoom(1.3)),
        iconButton("Zoom out", ICONS.minus, zoom(1 / 1.3)),
        iconButton("Fit all into the picture", ICONS.fit, () => this.picture.fit())),
      this.note, this.bar, this.detailPlace), this.legendPlace);
    this.canvas.addEventListener("keydown", (event) => this.key(event, choose));
  }

  private key(event: KeyboardEvent, choose: (choice: Choice | undefined) => void): void {
    const arrows: Record<string, readonly [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const arrow = arrows[event.key];
    if (arrow && event.shiftKey) this.picture.pan(-arrow[0] * STEP, -arrow[1] * STEP);
    else if (arrow) {
      const label = this.picture.next(this.chosen, ...arrow);
      if (label !== undefined) choose({ kind: "concept", label });
    } else if (event.key === "+" || event.key === "=") this.picture.zoom(1.3);
    else if (event.key === "-") this.picture.zoom(1 / 1.3);
    else if (event.key === "0") this.picture.fit();
    else if (event.key === "Escape") choose(undefined);
    else if (event.key === "Enter") this.detailPlace.querySelector<HTMLElement>("button:not(.detail-close)")?.focus();
    else return;
    event.preventDefault();
  }

  async draw(view: View): Promise<void> {
    this.note.hidden = view.around === undefined;
    await this.picture.draw(view);
  }

  /** Says that not all is drawn. */
  tell(...content: (Node | string)[]): void {
    this.note.replaceChildren(...content);
  }

  private progress(share: number): void {
    this.bar.hidden = share >= 1;
    this.bar.value = share;
    this.element.setAttribute("aria-busy", String(share < 1));
  }

  mark(choice: Choice | undefined, card: HTMLElement | undefined): void {
    this.chosen = choice?.kind === "concept" ? choice.label : undefined;
    this.picture.choose(choice);
    if (this.chosen !== undefined) this.picture.reveal(this.chosen);
    this.detailPlace.replaceChildren(...(card ? [card] : []));
  }

  legend(legend: HTMLElement): void {
    this.legendPlace.replaceChildren(legend);
  }
}
