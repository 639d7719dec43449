// The list of networks that stay in this browser, with export and import of the whole list.

import type { Kept } from "../engine/types.js";
import { button, el, ICONS, iconButton, said } from "./dom.js";

export interface ListActions {
  open(name: string): void;
  forget(kept: Kept): Promise<void>;
  exportAll(): void;
  importFile(): void;
}

export class Networks {
  readonly element = el("dialog", { class: "networks", "aria-labelledby": "networks-title" });

  constructor(private readonly actions: ListActions) {
    this.element.addEventListener("click", (event) => {
      if (event.target === this.element) this.element.close();
    });
  }

  show(kept: readonly Kept[]): void {
    this.fill(kept);
    if (!this.element.open) this.element.showModal();
  }

  private fill(kept: readonly Kept[]): void {
    const close = () => this.element.close();
    const items = kept.map((one) =>
      el(
        "li",
        {},
        button(
          el(
            "span",
            { class: "offer" },
            one.title !== "" && el("span", { class: "offer-title" }, said(one.title)),
            el("span", { class: "offer-question" }, said(one.question)),
            el(
              "span",
              { class: "offer-name" },
              el("code", {}, one.hashtag),
              ` ${sizeOf(one.size)}, ${dateOf(one.added)}`,
            ),
          ),
          () => {
            close();
            this.actions.open(one.fingerprint);
          },
          { class: "kept" },
        ),
        this.forgetButton(one, kept),
      ),
    );
    this.element.replaceChildren(
      el(
        "div",
        { class: "dialog-head" },
        el("h2", { id: "networks-title" }, "Networks in this browser"),
        iconButton("Close", ICONS.close, close),
      ),
      kept.length === 0
        ? el("p", { class: "quiet" }, "None yet. Every network that you open stays here.")
        : el("ul", { class: "offers" }, ...items),
      el(
        "div",
        { class: "actions" },
        button("Export all", () => this.actions.exportAll(), { disabled: kept.length === 0 }),
        button("Import a file", () => this.actions.importFile()),
      ),
    );
  }

  /** Confirms in the same place before a network is gone. */
  private forgetButton(one: Kept, kept: readonly Kept[]): HTMLButtonElement {
    let isSure = false;
    const name = one.title === "" ? one.question : one.title;
    const forget = button(
      "Forget",
      async () => {
        if (!isSure) {
          isSure = true;
          forget.textContent = "Really forget?";
          forget.classList.add("sure");
          return;
        }
        await this.actions.forget(one);
        this.fill(kept.filter(({ fingerprint }) => fingerprint !== one.fingerprint));
        this.element.querySelector<HTMLElement>("button")?.focus();
      },
      { class: "forget", "aria-description": name },
    );
    return forget;
  }
}

function sizeOf(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

const dateOf = (time: number) => new Date(time).toLocaleDateString(undefined, { dateStyle: "medium" });
