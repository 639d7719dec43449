// Editing: the tools over the picture, and those in the card of a concept or a line. Each edit makes a version with
// another hashtag.

import type { Edit } from "../engine/edit.js";
import type { Drawn, Line } from "../engine/types.js";
import { button, el, field, said } from "./dom.js";
import type { History } from "./history.js";
import * as words from "./strings.js";

export interface Editing {
  /** Makes the edit; the history names it. */
  edit(edit: Edit, what: string): void;
}

/** A place where one form is open at a time. */
class Forms {
  readonly element = el("div", { class: "edit-form", hidden: true });

  /** Opens a form with these fields; saving hands over what they hold. */
  open(
    fields: readonly (readonly [string, "line" | "text", string])[],
    save: (values: readonly string[]) => void,
  ): void {
    const inputs = fields.map(([, kind, value]) => {
      const input =
        kind === "text"
          ? el("textarea", { rows: 4, dir: "auto" })
          : el("input", { type: "text", dir: "auto", autocomplete: "off" });
      input.value = value;
      return input;
    });
    const form = el(
      "form",
      {
        submit: (event) => {
          event.preventDefault();
          save(inputs.map(({ value }) => value.trim()));
        },
        keydown: (event) => {
          if ((event as KeyboardEvent).key !== "Escape") return;
          event.preventDefault();
          this.close();
        },
      },
      ...inputs.map((input, at) => field(fields[at]?.[0] ?? "", input)),
      el(
        "div",
        { class: "actions" },
        el("button", { type: "submit" }, words.SAVE),
        button(words.CANCEL, () => this.close()),
      ),
    );
    this.element.replaceChildren(form);
    this.element.hidden = false;
    inputs[0]?.focus();
  }

  close(): void {
    this.element.hidden = true;
    this.element.replaceChildren();
  }
}

export function conceptTools({ label, kind, text = "" }: Drawn, { edit }: Editing): HTMLElement {
  const forms = new Forms();
  const isQuestion = kind === "question";
  return el(
    "details",
    { class: "edit" },
    el("summary", {}, words.EDIT),
    el(
      "div",
      { class: "actions" },
      !isQuestion &&
        button(words.RENAME, () =>
          forms.open([[words.NAME, "line", label]], ([to = ""]) =>
            edit({ kind: "rename", label, to }, words.renamed(label, to)),
          ),
        ),
      !isQuestion &&
        button(words.REWORD, () =>
          forms.open([[words.TEXT, "text", text]], ([to = ""]) =>
            edit({ kind: "reword", label, text: to }, words.reworded(label)),
          ),
        ),
      button(words.CONNECT, () =>
        forms.open(
          [
            [words.RELATION, "line", ""],
            [words.TO_CONCEPT, "line", ""],
            [words.PASSAGE, "text", ""],
          ],
          ([relation = "", target = "", passage = ""]) =>
            edit(
              { kind: "connect", source: label, relation, target, passage },
              words.connected(label, relation, target),
            ),
        ),
      ),
      !isQuestion &&
        button(kind === "finding" ? words.UNMAKE_FINDING : words.MAKE_FINDING, () =>
          edit(
            { kind: "finding", label, is: kind !== "finding" },
            kind === "finding" ? words.unmade(label) : words.made(label),
          ),
        ),
      !isQuestion && button(words.REMOVE, () => edit({ kind: "remove", label }, words.removed(label))),
    ),
    forms.element,
  );
}

export function lineTools(
  { id, source, relation, target, passage = "", isHighlight, isKeyFinding }: Line,
  { edit }: Editing,
): HTMLElement | false {
  if (isKeyFinding) return false;
  const forms = new Forms();
  const name = `${source} – ${relation} – ${target}`;
  return el(
    "details",
    { class: "edit" },
    el("summary", {}, words.EDIT),
    el(
      "div",
      { class: "actions" },
      button(words.EDIT_PASSAGE, () =>
        forms.open([[words.PASSAGE, "text", passage]], ([to = ""]) =>
          edit({ kind: "passage", id, passage: to }, words.reworded(name)),
        ),
      ),
      button(isHighlight ? words.UNHIGHLIGHT : words.HIGHLIGHT, () =>
        edit(
          { kind: "highlight", id, is: !isHighlight },
          isHighlight ? words.unhighlighted(name) : words.highlighted(name),
        ),
      ),
      button(words.REMOVE, () => edit({ kind: "disconnect", id }, words.removed(name))),
    ),
    forms.element,
  );
}

export interface HistoryActions extends Editing {
  undo(): void;
  redo(): void;
  goTo(fingerprint: string): void;
}

/** Over the picture: add a concept, undo, redo, and the versions that led here. */
export function editTools(history: History, fingerprint: string, actions: HistoryActions): HTMLElement {
  const forms = new Forms();
  const versions = history.leadingTo(fingerprint);
  const items = versions.map(({ before, what, hashtag }) =>
    el(
      "li",
      {},
      said(what),
      " ",
      el("code", {}, `#${hashtag}`),
      " ",
      button(words.GO_BACK, () => actions.goTo(before), { class: "small", "aria-label": words.goBackBefore(what) }),
    ),
  );
  return el(
    "div",
    { class: "edit-tools" },
    el(
      "div",
      { class: "actions" },
      button(words.ADD, () =>
        forms.open(
          [
            [words.NAME, "line", ""],
            [words.TEXT, "text", ""],
          ],
          ([label = "", text = ""]) => actions.edit({ kind: "add", label, text }, words.added(label)),
        ),
      ),
      history.canUndo(fingerprint) && button(words.UNDO, () => actions.undo()),
      history.canRedo(fingerprint) && button(words.REDO, () => actions.redo()),
      versions.length > 0 &&
        el("details", { class: "history" }, el("summary", {}, words.HISTORY), el("ol", {}, ...items)),
    ),
    forms.element,
  );
}
