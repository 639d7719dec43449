// Forms of editing: one is open at a time at a place; what is typed is a draft until it is saved.

import { offering } from "./choices.js";
import { button, el, field, said } from "./dom.js";
import type { Drafts } from "./drafts.js";
import * as words from "./strings.js";

export interface Field {
  readonly label: string;
  /** A line, a text, or the name of a concept, which is offered while one types. */
  readonly kind: "line" | "text" | "concept";
  readonly value: string;
}

export interface FormsContext {
  readonly drafts: Drafts;
  /** The fingerprint of the network. */
  readonly network: string;
  /** Labels of concepts for what is typed. */
  labels(typed: string): Promise<readonly string[]>;
}

export class Forms {
  readonly element = el("div", { class: "edit-form", hidden: true });

  constructor(
    private readonly context: FormsContext,
    /** What the forms here edit. */
    private readonly owner: string,
  ) {}

  /** The form that has a draft here. */
  get drafted(): string | undefined {
    return this.context.drafts.find(this.context.network, this.owner)?.form;
  }

  /** Opens a form; saving hands over its values, and resolves to whether they were taken. */
  open(form: string, fields: readonly Field[], save: (values: readonly string[]) => Promise<boolean>): void {
    const { drafts, network } = this.context;
    const name = { network, owner: this.owner, form };
    const draft = drafts.find(network, this.owner, form);
    const inputs = fields.map(({ kind, value }, place) => {
      const input =
        kind === "text"
          ? el("textarea", { rows: 4, dir: "auto" })
          : el("input", { type: "text", dir: "auto", autocomplete: "off" });
      input.value = draft?.values[place] ?? value;
      return input;
    });
    const values = () => inputs.map(({ value }) => value);
    let isSaving = false;
    const discard = () => {
      drafts.remove(name);
      this.close();
    };
    const element = el(
      "form",
      {
        input: () => drafts.put({ ...name, values: values() }),
        submit: (event) => {
          event.preventDefault();
          if (isSaving) return;
          isSaving = true;
          // The draft goes before the next version comes, and comes back if none comes, unless a newer one was written.
          const given = values();
          drafts.remove(name);
          void save(given.map((value) => value.trim())).then((isTaken) => {
            isSaving = false;
            if (isTaken) this.closeForm(element);
            else if (!drafts.find(network, this.owner, form)) drafts.put({ ...name, values: given });
          });
        },
        keydown: (event) => {
          if ((event as KeyboardEvent).key !== "Escape" || event.defaultPrevented) return;
          event.preventDefault();
          this.close();
        },
      },
      draft && el("p", { class: "quiet" }, words.DRAFT_NOTE),
      ...inputs.map((input, place) => this.field(fields[place], input)),
      el(
        "div",
        { class: "actions" },
        el("button", { type: "submit", class: "primary" }, words.SAVE),
        button(draft ? words.DISCARD : words.CANCEL, discard),
      ),
    );
    this.element.replaceChildren(element);
    this.element.hidden = false;
    // With its buttons, where the card is low.
    this.element.scrollIntoView({ block: "nearest" });
    inputs[0]?.focus();
  }

  private field(wanted: Field | undefined, input: HTMLInputElement | HTMLTextAreaElement): HTMLElement {
    const element = field(wanted?.label ?? "", input);
    if (wanted?.kind !== "concept") return element;
    const find = async (typed: string) =>
      (await this.context.labels(typed)).map((value) => ({ value, content: [said(value)] }));
    const choices = offering(input, words.SUGGESTIONS, find, ({ value }) => {
      input.value = value;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
    return el("div", { class: "with-options" }, element, choices.element);
  }

  /** Closes a form, unless another one was opened in its place. */
  private closeForm(form: HTMLElement): void {
    if (this.element.contains(form)) this.close();
  }

  close(): void {
    this.element.hidden = true;
    this.element.replaceChildren();
  }
}
