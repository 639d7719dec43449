// The query bar: takes a hashtag, a link, a question or a whole report, and offers stored questions while one types.

import type { Calls } from "../engine/calls.js";
import { el, ICONS, icon, said } from "./dom.js";
import { offering } from "./choices.js";

export class QueryBar {
  readonly element: HTMLFormElement;
  private readonly input = el("textarea", {
    rows: 1,
    id: "query",
    placeholder: "Hashtag, link, question, or a whole report",
    "aria-label": "Query bar: a hashtag, a link, a question, or a whole report",
    enterkeyhint: "go",
  });

  constructor(engine: Calls, private readonly open: (text: string) => void) {
    const find = async (typed: string) => {
      if (typed.includes("\n")) return [];
      const kept = await engine.suggest(typed).catch(() => []);
      return kept.map(({ fingerprint, hashtag, question, title }) => ({
        value: fingerprint,
        content: [
          el("span", { class: "option-main" }, said(question)),
          el("span", { class: "option-more" }, el("code", {}, hashtag), title !== "" && " ", title !== "" && said(title)),
        ],
      }));
    };
    const choices = offering(this.input, "Networks that are here", find, ({ value }) => this.submit(value));
    const go = el("button", { type: "submit", class: "go", "aria-label": "Open" }, icon(ICONS.go));
    this.element = el("form", { class: "query", role: "search", submit: (event) => {
      event.preventDefault();
      choices.close();
      this.submit(this.input.value);
    } }, el("span", { class: "query-icon" }, icon(ICONS.search)), this.input, go, choices.element);
    this.input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      choices.close();
      this.submit(this.input.value);
    });
    // A report of many lines is meant to be opened.
    this.input.addEventListener("paste", (event) => {
      const pasted = event.clipboardData?.getData("text/plain") ?? "";
      if (!pasted.trim().includes("\n")) return;
      event.preventDefault();
      choices.close();
      this.submit(pasted);
    });
  }

  private submit(text: string): void {
    if (text.trim() !== "") this.open(text);
  }

  /** Empties it: what was typed is open. */
  clear(): void {
    this.input.value = "";
  }

  focus(): void {
    this.input.focus();
  }
}
