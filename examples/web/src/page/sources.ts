// Sources next to a network: dropped or chosen, and what each passage shows when it is checked against them.

import type { PassageVerdict, SourceFile } from "../engine/types.js";
import type { Choice } from "./choice.js";
import { block, button, el, ICONS, iconButton, said } from "./dom.js";
import { chooseFile } from "./files.js";
import * as words from "./strings.js";

export interface SourcesActions {
  choose(choice: Choice): void;
  check(sources: readonly SourceFile[]): Promise<readonly PassageVerdict[]>;
  /** Refuses networks that were taken for sources. */
  refuse(files: readonly SourceFile[]): Promise<void>;
  /** Writes into the network where its passages stand. */
  cite(sources: readonly SourceFile[]): void;
  /** Tries something; an error is shown. */
  trying(what: string, attempt: () => Promise<unknown>): Promise<unknown>;
  /** The verdicts are others, by the number of the relationship. */
  found(verdicts: ReadonlyMap<number, PassageVerdict>): void;
}

/** Those on the page: another version of the network has others, with the same files. */
let current: Sources | undefined;

export class Sources {
  readonly element: HTMLElement;
  private readonly list = el("ul", { class: "source-files" });
  private readonly answer = el("div", { class: "answer", "aria-live": "polite" });
  private checks = 0;

  /** `files` stay with the page when another version of the network is opened. */
  constructor(
    private readonly files: SourceFile[],
    private readonly actions: SourcesActions,
  ) {
    current = this;
    const over = (isOver: boolean) => this.element.classList.toggle("is-over", isOver);
    this.element = el(
      "section",
      {
        class: "sources",
        "aria-label": words.SOURCES,
        dragover: () => over(true),
        dragleave: () => over(false),
        drop: (event) => {
          // Elsewhere on the page a file that is dropped is opened.
          event.preventDefault();
          event.stopPropagation();
          over(false);
          document.body.classList.remove("is-over");
          void this.add([...((event as DragEvent).dataTransfer?.files ?? [])]);
        },
      },
      el("h2", {}, words.SOURCES),
      el("p", { class: "quiet" }, words.SOURCES_NOTE),
      el(
        "div",
        { class: "actions" },
        button(words.CHOOSE_SOURCES, () => chooseFile((files) => void this.add(files))),
      ),
      this.list,
      this.answer,
    );
  }

  /** Sources that are read later are for the network that is shown then, if any. */
  end(): void {
    if (current === this) current = undefined;
  }

  /** Checks with the sources that are there already. */
  async begin(): Promise<void> {
    if (this.files.length > 0) await this.check();
  }

  private async add(files: readonly File[]): Promise<void> {
    await this.actions.trying(words.CANNOT_CHECK, async () => {
      const read = await Promise.all(
        files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
      );
      await this.actions.refuse(read);
      // A source that cannot be read takes no place among those that can.
      await this.actions.check(read);
      this.files.push(...read);
    });
    await current?.check();
  }

  private async check(): Promise<void> {
    const { files, actions } = this;
    const mine = ++this.checks;
    this.list.replaceChildren(
      ...files.map((file) =>
        el(
          "li",
          {},
          said(file.name),
          iconButton(words.removeSource(file.name), ICONS.close, () => {
            files.splice(files.indexOf(file), 1);
            void this.check();
          }),
        ),
      ),
    );
    if (files.length === 0) {
      this.answer.replaceChildren();
      return actions.found(new Map());
    }
    await actions.trying(words.CANNOT_CHECK, async () => {
      const found = await actions.check(files);
      if (mine !== this.checks || this !== current) return;
      this.answer.replaceChildren(...this.shown(found));
      actions.found(new Map(found.map((one) => [one.id, one])));
    });
  }

  private shown(found: readonly PassageVerdict[]): HTMLElement[] {
    if (found.length === 0) return [el("p", {}, words.NO_PASSAGES)];
    const good = found.filter(({ verdict }) => verdict === "exact" || verdict === "adapted").length;
    const items = found.map((one) =>
      el(
        "li",
        {},
        button(el("span", {}, verdictOf(one), el("span", { class: "passage", dir: "auto" }, one.passage)), () =>
          this.actions.choose({ kind: "line", id: one.id, ends: one.ends }),
        ),
      ),
    );
    return [
      el("p", {}, words.standing(good, found.length)),
      el("ul", { class: "found verdicts" }, ...items),
      ...(good > 0
        ? [
            el(
              "div",
              { class: "actions" },
              button(words.CITE, () => this.actions.cite(this.files)),
            ),
          ]
        : []),
    ];
  }
}

/** A verdict with its place and what differs. */
export function verdictOf({ verdict, place, differences }: PassageVerdict): HTMLElement {
  return el(
    "span",
    { class: `verdict is-${verdict}` },
    el("strong", {}, words.VERDICTS[verdict]),
    ": ",
    place ? said(words.at(place.source, place.line)) : words.VERDICT_NOTES[verdict],
    differences.length > 0 && block("p", differences.slice(0, 3).join("; "), { class: "quiet" }),
  );
}
