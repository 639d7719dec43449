// Presenting: the findings and highlights one after the other, full screen, each with its concept in the picture.

import type { ReportParts } from "../engine/types.js";
import type { Choice } from "./choice.js";
import { block, button, el } from "./dom.js";
import * as words from "./strings.js";

interface Step {
  readonly choice: Choice | undefined;
  readonly title: string;
  readonly text: string;
}

export class Presentation {
  readonly element = el("section", { class: "present", "aria-label": words.PRESENT, tabindex: -1 });
  private readonly steps: readonly Step[];
  private at = 0;
  private readonly onKey = (event: KeyboardEvent) => this.key(event);

  constructor(
    title: string,
    question: string,
    { findings, highlights }: ReportParts,
    private readonly choose: (choice: Choice | undefined) => void,
    private readonly ended: () => void,
  ) {
    this.steps = [
      { choice: undefined, title: title || question, text: title === "" ? "" : question },
      ...findings.map(({ label, text = "" }) => ({ choice: { kind: "concept" as const, label }, title: label, text })),
      ...highlights.map(({ id, source, relation, target, passage = "" }) => ({
        choice: { kind: "line" as const, id, ends: [source, target] as const },
        title: `${source === question ? "" : `${source} → `}${target} via ${relation}`,
        text: passage,
      })),
    ];
    addEventListener("keydown", this.onKey, true);
    this.show();
  }

  private key(event: KeyboardEvent): void {
    if (event.key === "ArrowRight" || event.key === "PageDown" || event.key === " ") this.go(1);
    else if (event.key === "ArrowLeft" || event.key === "PageUp") this.go(-1);
    else if (event.key === "Escape") this.end();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private go(by: number): void {
    this.at = Math.min(this.steps.length - 1, Math.max(0, this.at + by));
    this.show();
  }

  private show(): void {
    const step = this.steps[this.at];
    if (!step) return;
    this.element.replaceChildren(
      el("p", { class: "eyebrow" }, `${this.at + 1} / ${this.steps.length}`),
      block("h2", step.title),
      ...(step.text === "" ? [] : [block("p", step.text, { "aria-live": "polite" })]),
      el(
        "div",
        { class: "actions" },
        button(words.BACK, () => this.go(-1), { disabled: this.at === 0 }),
        button(words.NEXT, () => this.go(1), { disabled: this.at === this.steps.length - 1 }),
        button(words.END, () => this.end()),
      ),
    );
    this.choose(step.choice);
  }

  end(): void {
    removeEventListener("keydown", this.onKey, true);
    this.element.remove();
    if (document.fullscreenElement) void document.exitFullscreen();
    this.ended();
  }
}
