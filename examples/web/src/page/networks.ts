// The list of networks that stay in this browser, with export and import of the whole list.

import type { Kept } from "../engine/types.js";
import { button, el, ICONS, iconButton, said } from "./dom.js";
import * as words from "./strings.js";

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
        el("h2", { id: "networks-title" }, words.NETWORKS_HERE),
        iconButton(words.CLOSE, ICONS.close, close),
      ),
      kept.length === 0 ? el("p", { class: "quiet" }, words.NO_NETWORKS) : el("ul", { class: "offers" }, ...items),
      el(
        "div",
        { class: "actions" },
        button(words.EXPORT_ALL, () => this.actions.exportAll(), { disabled: kept.length === 0 }),
        button(words.IMPORT_FILE, () => this.actions.importFile()),
      ),
    );
  }

  /** Confirms in the same place before a network is removed. */
  private forgetButton(one: Kept, kept: readonly Kept[]): HTMLButtonElement {
    let isSure = false;
    const name = one.title === "" ? one.question : one.title;
    const forget = button(
      words.FORGET,
      async () => {
        if (!isSure) {
          isSure = true;
          forget.textContent = words.REALLY_FORGET;
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
  return words.size(bytes);
}

const dateOf = (time: number) => new Date(time).toLocaleDateString(undefined, { dateStyle: "medium" });
