// The list of networks that stay in this browser, with export and import of the whole list.

import type { Kept } from "../engine/types.js";
import { button, el, ICONS, iconButton, said } from "./dom.js";
import * as words from "./strings.js";

export interface ListActions {
  open(name: string): void;
  /** Resolves to whether that was possible; an error is shown. */
  forget(kept: Kept): Promise<boolean>;
  exportAll(): void;
  importFile(): void;
  /** The edit that a version was made by here, in words. */
  madeBy(fingerprint: string): string | undefined;
}

export class Networks {
  readonly element = el("dialog", { class: "networks", "aria-labelledby": "networks-title" });
  private kept: readonly Kept[] = [];
  /** The row of each, by fingerprint. */
  private rows: ReadonlyMap<string, HTMLElement> = new Map();

  constructor(private readonly actions: ListActions) {
    this.element.addEventListener("click", (event) => {
      if (event.target === this.element) this.element.close();
    });
  }

  show(kept: readonly Kept[]): void {
    this.kept = kept;
    this.fill();
    if (!this.element.open) this.element.showModal();
  }

  private fill(): void {
    const { kept } = this;
    const close = () => this.element.close();
    const madeBy = ({ fingerprint }: Kept) => this.actions.madeBy(fingerprint) ?? "";
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
            madeBy(one) && el("span", { class: "made" }, said(madeBy(one))),
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
        this.forgetButton(one),
      ),
    );
    this.rows = new Map(kept.map(({ fingerprint }, place) => [fingerprint, items[place] as HTMLElement]));
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
  private forgetButton(one: Kept): HTMLButtonElement {
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
        if (await this.actions.forget(one)) this.remove(one.fingerprint);
      },
      { class: "forget", "aria-description": name },
    );
    return forget;
  }

  /** Takes a row out of the list. The others stay, also one whose network is about to be forgotten. */
  private remove(fingerprint: string): void {
    const row = this.rows.get(fingerprint);
    const hadFocus = row?.contains(document.activeElement);
    this.kept = this.kept.filter((one) => one.fingerprint !== fingerprint);
    if (this.kept.length === 0) this.fill();
    else row?.remove();
    if (hadFocus) this.element.querySelector<HTMLElement>("button")?.focus();
  }
}

function sizeOf(bytes: number): string {
  return words.size(bytes);
}

const dateOf = (time: number) => new Date(time).toLocaleDateString(undefined, { dateStyle: "medium" });
