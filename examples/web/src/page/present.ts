// Presenting: the findings and highlights one after the other, over the whole window, each with its concepts in the picture.

import type { ReportParts } from "../engine/types.js";
import type { Choice } from "./choice.js";
import { block, button, el } from "./dom.js";
import * as words from "./strings.js";

interface Step {
  readonly choice: Choice | undefined;
  readonly title: string;
  readonly text: string;
}

export interface PresentActions {
  /** Marks what a step is about. */
  choose(choice: Choice | undefined): void;
  ended(): void;
}

/** The title, then the findings, then the highlights. */
function stepsOf(title: string, question: string, { findings, highlights }: ReportParts): Step[] {
  return [
    { choice: undefined, title: title || question, text: title === "" ? "" : question },
    ...findings.map(({ label, text = "" }) => ({ choice: { kind: "concept" as const, label }, title: label, text })),
    ...highlights.map(({ id, source, relation, target, passage = "" }) => ({
      choice: { kind: "line" as const, id, ends: [source, target] as const },
      title: `${source === question ? "" : `${source} → `}${target} via ${relation}`,
      text: passage,
    })),
  ];
}

export class Presentation {
  readonly element = el("section", { class: "present", "aria-label": words.PRESENT, tabindex: -1 });
  private readonly steps: readonly Step[];
  private at = 0;
  private readonly count = el("p", { class: "eyebrow" });
  private readonly words = el("div", { class: "present-words", "aria-live": "polite" });
  private readonly back = button(words.BACK, () => this.go(-1));
  private readonly next = button(words.NEXT, () => this.go(1), { class: "primary" });
  private readonly onKey = (event: KeyboardEvent) => this.key(event);
  private readonly onFullscreen = () => {
    // Escape leaves the full screen without a key event for the page.
    if (this.wasFullscreen && !document.fullscreenElement) this.end();
    this.wasFullscreen = document.fullscreenElement !== null;
  };
  private wasFullscreen = false;
  private isEnded = false;

  constructor(
    title: string,
    question: string,
    report: ReportParts,
    private readonly actions: PresentActions,
  ) {
    this.steps = stepsOf(title, question, report);
    this.element.append(
      this.words,
      el(
        "div",
        { class: "actions" },
        this.back,
        this.next,
        button(words.END, () => this.end()),
        this.count,
      ),
    );
    addEventListener("keydown", this.onKey, true);
    document.addEventListener("fullscreenchange", this.onFullscreen);
  }

  /** The step, counted from 1. */
  get step(): number {
    return this.at + 1;
  }

  private key(event: KeyboardEvent): void {
    const { key } = event;
    const isOnButton = event.target instanceof HTMLButtonElement;
    if (key === "ArrowRight" || key === "PageDown" || (key === " " && !isOnButton)) this.go(1);
    else if (key === "ArrowLeft" || key === "PageUp") this.go(-1);
    else if (key === "Home") this.goTo(1);
    else if (key === "End") this.goTo(this.steps.length);
    else if (key === "Escape") this.end();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private go(by: number): void {
    this.goTo(this.step + by);
  }

  /** Shows a step, or the one that is nearest to it. */
  goTo(wanted: number): void {
    this.at = Math.min(this.steps.length, Math.max(1, wanted)) - 1;
    const step = this.steps[this.at];
    if (!step) return;
    this.count.textContent = `${this.step} / ${this.steps.length}`;
    this.words.replaceChildren(block("h2", step.title), ...(step.text === "" ? [] : [block("p", step.text)]));
    // A button that has the focus keeps it, so neither is disabled.
    this.back.setAttribute("aria-disabled", String(this.at === 0));
    this.next.setAttribute("aria-disabled", String(this.step === this.steps.length));
    this.actions.choose(step.choice);
  }

  end(): void {
    if (this.isEnded) return;
    this.isEnded = true;
    removeEventListener("keydown", this.onKey, true);
    document.removeEventListener("fullscreenchange", this.onFullscreen);
    this.element.remove();
    if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined);
    this.actions.ended();
  }
}
