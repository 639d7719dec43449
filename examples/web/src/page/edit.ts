// Editing: the tools below the picture, those in the card of a concept or a relationship, and those in the report. Each edit makes
// a version with its own hashtag.

import type { Attribute } from "semnet";
import type { Edit, Owner } from "../engine/edit.js";
import type { Drawn, Line, Summary } from "../engine/types.js";
import { type Choice, isSame } from "./choice.js";
import { button, el, said } from "./dom.js";
import { type Field, Forms, type FormsContext } from "./forms.js";
import type { History } from "./history.js";
import * as words from "./strings.js";

export interface Editing {
  readonly forms: FormsContext;
  /** Makes the edits; the history names them. Resolves to whether that was possible. */
  edit(edits: readonly Edit[], what: string): Promise<boolean>;
}

/** A tool: a button that edits, or opens a form. */
type Tool = HTMLButtonElement | false;

/** What the tools here edit, and how they are opened when there is a draft. */
class Tools {
  private readonly forms: Forms;
  private readonly openers = new Map<string, () => void>();

  constructor(
    private readonly editing: Editing,
    owner: string,
  ) {
    this.forms = new Forms(editing.forms, owner);
  }

  /** A tool with a form. No edit is made where the values call for none. */
  form(
    name: string,
    fields: () => readonly Field[],
    edits: (values: readonly string[]) => readonly [edits: readonly Edit[], what: string],
  ): HTMLButtonElement {
    const open = () =>
      this.forms.open(name, fields(), (values) => {
        const [made, what] = edits(values);
        return this.editing.edit(made, what);
      });
    this.openers.set(name, open);
    return button(name, open);
  }

  /** A tool that edits when it is pressed. */
  press(name: string, edit: Edit, what: string): HTMLButtonElement {
    return button(name, () => void this.editing.edit([edit], what));
  }

  /** Names and values of attributes; two empty fields are for another one. */
  attributes(on: Owner, attributes: readonly Attribute[], name: string): HTMLButtonElement {
    return this.form(
      words.ATTRIBUTES,
      () =>
        [...attributes, { name: "", value: "" }].flatMap(({ name: is, value }, place) => [
          { label: words.attributeName(place + 1), kind: "line", value: is },
          { label: words.attributeValue(place + 1), kind: "line", value },
        ]),
      (values) => {
        const given = values.flatMap((is, place) =>
          place % 2 === 0 && is !== "" ? [{ name: is, value: values[place + 1] ?? "" }] : [],
        );
        const isIn = (all: readonly Attribute[], one: Attribute) =>
          all.some((other) => other.name === one.name && other.value === one.value);
        const gone = attributes.filter((one) => !isIn(given, one));
        const fresh = given.filter((one, place) => !isIn(attributes, one) && !isIn(given.slice(0, place), one));
        return [
          [
            ...gone.map((one): Edit => ({ edit: "removeAttribute", on, name: one.name, value: one.value })),
            ...fresh.map((one): Edit => ({ edit: "addAttribute", on, name: one.name, value: one.value })),
          ],
          words.changedAttributes(name),
        ];
      },
    );
  }

  /** Opens the form that has a draft here. */
  resume(): boolean {
    const open = this.openers.get(this.forms.drafted ?? "");
    open?.();
    return open !== undefined;
  }

  /** The tools under the word Edit; open where there is a draft. */
  details(tools: readonly Tool[], resumes: boolean): HTMLDetailsElement {
    const element = el(
      "details",
      { class: "edit" },
      el("summary", {}, words.EDIT),
      el("div", { class: "actions" }, ...tools),
      this.forms.element,
    );
    if (resumes && this.resume()) element.open = true;
    return element;
  }

  get element(): HTMLElement {
    return this.forms.element;
  }
}

export const conceptOwner = (label: string) => `concept ${label}`;
export const lineOwner = ({ source, relation, target }: Pick<Line, "source" | "relation" | "target">) =>
  `line ${JSON.stringify([source, relation, target])}`;
const NETWORK = "network";
const ADD = "add";

/** The choice that an owner's name stands for. */
export function choiceOf(owner: string, lines: readonly Line[]): Choice | undefined {
  const line = lines.find((one) => lineOwner(one) === owner);
  if (line) return { kind: "line", id: line.id };
  return owner.startsWith("concept ") ? { kind: "concept", label: owner.slice("concept ".length) } : undefined;
}

export function conceptTools(
  { label, kind, text = "", attributes }: Pick<Drawn, "label" | "kind" | "text" | "attributes">,
  editing: Editing,
  /** Where it is in the list of findings, for tools in the report. */
  place?: number,
): HTMLElement {
  const tools = new Tools(editing, conceptOwner(label));
  const isQuestion = kind === "question";
  const rename =
    !isQuestion &&
    tools.form(
      words.RENAME,
      () => [{ label: words.NAME, kind: "line", value: label }],
      ([to = ""]) => [[{ edit: "renameConcept", from: label, to }], words.renamed(label, to)],
    );
  const reword =
    !isQuestion &&
    tools.form(
      words.REWORD,
      () => [{ label: words.TEXT, kind: "text", value: text }],
      ([to = ""]) => [[{ edit: "setText", label, text: to }], words.reworded(label)],
    );
  const connect = tools.form(
    words.CONNECT,
    () => [
      { label: words.RELATION, kind: "line", value: "" },
      { label: words.TO_CONCEPT, kind: "concept", value: "" },
      { label: words.PASSAGE, kind: "text", value: "" },
    ],
    ([relation = "", target = "", passage = ""]) => [
      [{ edit: "addRelationship", relationship: { source: label, relation, target, passage } }],
      words.connected(label, relation, target),
    ],
  );
  const finding =
    !isQuestion &&
    (kind === "finding"
      ? tools.press(words.UNMAKE_FINDING, { edit: "unmakeFinding", label }, words.unmade(label))
      : tools.press(words.MAKE_FINDING, { edit: "makeFinding", label }, words.made(label)));
  const up =
    place !== undefined &&
    place > 0 &&
    tools.press(words.MOVE_UP, { edit: "moveFinding", label, to: place - 1 }, words.movedUp(label));
  return tools.details(
    [
      rename,
      reword,
      connect,
      finding,
      up,
      !isQuestion && tools.attributes({ concept: label }, attributes, label),
      !isQuestion && tools.press(words.REMOVE, { edit: "removeConcept", label }, words.removed(label)),
    ],
    place === undefined,
  );
}

export function lineTools(line: Line, editing: Editing, isInReport = false): HTMLElement | false {
  const { id, source, relation, target, passage = "", attributes, isHighlight, isKeyFinding } = line;
  if (isKeyFinding) return false;
  const tools = new Tools(editing, lineOwner(line));
  const name = `${source} – ${relation} – ${target}`;
  return tools.details(
    [
      tools.form(
        words.EDIT_PASSAGE,
        () => [{ label: words.PASSAGE, kind: "text", value: passage }],
        ([to = ""]) => [[{ edit: "setPassage", relationship: id, passage: to }], words.reworded(name)],
      ),
      tools.form(
        words.EDIT_RELATION,
        () => [{ label: words.RELATION, kind: "line", value: relation }],
        ([to = ""]) => [
          [{ edit: "setRelation", relationship: id, relation: to }],
          words.renamed(name, `${source} – ${to} – ${target}`),
        ],
      ),
      isHighlight
        ? tools.press(words.UNHIGHLIGHT, { edit: "removeHighlight", relationship: id }, words.unhighlighted(name))
        : tools.press(words.HIGHLIGHT, { edit: "addHighlight", relationship: id }, words.highlighted(name)),
      tools.attributes({ relationship: id }, attributes, name),
      tools.press(words.REMOVE, { edit: "removeRelationship", relationship: id }, words.removed(name)),
    ],
    !isInReport,
  );
}

/** In the head of the report: title, question, and attributes of the network. */
export function networkTools({ title, question, attributes }: Summary, editing: Editing): HTMLElement {
  const tools = new Tools(editing, NETWORK);
  return tools.details(
    [
      tools.form(
        words.EDIT_TITLE,
        () => [{ label: words.TITLE, kind: "line", value: title }],
        ([to = ""]) => [[{ edit: "setTitle", title: to }], words.CHANGED_TITLE],
      ),
      tools.form(
        words.EDIT_QUESTION,
        () => [{ label: words.QUESTION, kind: "text", value: question }],
        ([to = ""]) => [[{ edit: "setQuestion", question: to }], words.CHANGED_QUESTION],
      ),
      tools.attributes("network", attributes, words.THE_NETWORK),
    ],
    true,
  );
}

export interface EditTools {
  readonly element: HTMLElement;
  /** Lists the drafts of everything but what is chosen, whose card has its own. */
  leave(chosen: Choice | undefined, lines: readonly Line[]): void;
}

export interface HistoryActions extends Editing {
  undo(): void;
  redo(): void;
  goTo(fingerprint: string): void;
  /** Goes to what a draft is about. */
  resume(owner: string): void;
}

/** Below the picture: add a concept, undo, redo, the versions that led here, and drafts that are not saved. */
export function editTools(history: History, fingerprint: string, actions: HistoryActions): EditTools {
  const tools = new Tools(actions, ADD);
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
  const place = el("span", { class: "drafts" });
  const leave = (chosen: Choice | undefined, lines: readonly Line[]) => {
    const drafts = actions.forms.drafts.of(fingerprint).filter(({ owner }) => {
      const choice = choiceOf(owner, lines);
      return ![ADD, NETWORK].includes(owner) && !(choice && isSame(choice, chosen));
    });
    place.replaceChildren(
      ...drafts.map(({ owner, form }) =>
        button(words.draftOf(form), () => actions.resume(owner), { class: "draft-button" }),
      ),
    );
  };
  const add = tools.form(
    words.ADD,
    () => [
      { label: words.NAME, kind: "line", value: "" },
      { label: words.TEXT, kind: "text", value: "" },
    ],
    ([label = "", text = ""]) => [[{ edit: "addConcept", label, ...(text !== "" && { text }) }], words.added(label)],
  );
  tools.resume();
  leave(undefined, []);
  const element = el(
    "div",
    { class: "edit-tools" },
    el(
      "div",
      { class: "actions" },
      add,
      history.canUndo(fingerprint) && button(words.UNDO, () => actions.undo()),
      history.canRedo(fingerprint) && button(words.REDO, () => actions.redo()),
      versions.length > 0 &&
        el("details", { class: "history" }, el("summary", {}, words.HISTORY), el("ol", {}, ...items)),
      place,
    ),
    tools.element,
  );
  return { element, leave };
}
