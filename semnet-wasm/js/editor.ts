// Editors: a network is changed step by step, and each step is a list of changes.

import type { Editor as RawEditor } from "semnet-raw";
import { Held, inMemory, rawOf, showAs } from "./held.js";
import * as input from "./input.js";
import type { Network } from "./network.js";
import { networkOf } from "./network/content.js";
import { changesForm, editForm } from "./shape.js";
import type { Change, ChangeParts, RelationshipParts } from "./types/change.js";
import type { Edited, EditStep, NamedOwner, RelationshipName } from "./types/edit.js";

const WHAT = "editor";
const NOT_CLONEABLE = inMemory("an Editor", "send editor.network().bytes, and read them by Network.fromBytes");

let shown: (editor: Editor) => object;
let make: (raw: RawEditor) => Editor;

const label = (value: unknown): string => input.text(value, "a label");

const text = (value: unknown): string => input.optionalText(value, "the text of a concept");

const place = (value: unknown): number => input.place(value, "a place in a list");

const optionalPlace = (value: unknown): { place?: number } => (value === undefined ? {} : { place: place(value) });

/** An end of a relationship: a label, or `null` for the question. */
const end = (value: unknown, what: string): string | null => (value === null ? null : input.text(value, what));

/** A reference to a relationship, as plain data. A relationship of a network is named with all its parts. */
function named(value: unknown, at = "relationship"): RelationshipName {
  const { id, source, relation, target, passage, attributes } = input.object(
    value,
    at,
    "an object with source, relation and target",
  );
  const isOfNetwork = id !== undefined;
  return {
    source: end(source, input.path(at, "source")),
    relation: input.text(relation, input.path(at, "relation")),
    target: end(target, input.path(at, "target")),
    ...(passage === undefined
      ? isOfNetwork && { passage: "" }
      : { passage: input.text(passage, input.path(at, "passage")) }),
    ...(attributes !== undefined && {
      attributes: input.array(
        attributes,
        input.path(at, "attributes"),
        "an array of objects with name and value",
        input.attribute,
      ),
    }),
  };
}

/**
 * Edits a network step by step; {@link Network.editor} makes one.
 *
 * Each edit returns the changes that it made; for a removed concept, they include its relationships, their highlights
 * and its place among the findings. To undo an edit, {@link Editor.apply} the {@link inverse} of its changes. An edit
 * that fails changes nothing.
 *
 * An edit takes O(log n) for each concept and each relationship that it changes, and O(k log k) for a list of k
 * findings or highlights that it changes. {@link Editor.finish} costs about as much as opening the network, however
 * many edits there were.
 *
 * Concepts are named by their labels. The source and the target of a relationship are labels; for the question, they
 * are `null` or the question's own text. Places are counted from 0. An edit that cannot be made throws a {@link
 * SemnetError} with the code `"edit"`, or with the code `"build"` if a string is not allowed in a network.
 *
 * ```js
 * const editor = network.editor();
 * editor.renameConcept("Sun Compass", "Sun");
 * const removed = editor.removeConcept("Waggle Dance");
 * editor.apply(inverse(removed));
 * const { network: edited, changes } = editor.finish();
 * console.log(changes.map(({ text }) => text).join()); // concept "Sun Compass" renamed to "Sun"
 * network.apply(changes).equals(edited); // true
 * ```
 */
export class Editor extends Held {
  #edits = 0;

  private constructor(raw: RawEditor) {
    super(raw, NOT_CLONEABLE);
  }

  /**
   * Makes an edit that is given as plain data, for example from JSON. It costs as much as the method of the same name.
   *
   * ```js
   * network.editor().make({ edit: "addConcept", label: "Moon" })[0].text; // 'concept "Moon" added'
   * ```
   */
  make(step: EditStep): Change[] {
    const { relationship, relationships, on, ...rest } = input.object(step, "an edit", "an object with edit");
    return this.#make({
      ...rest,
      ...(relationship !== undefined && { relationship: named(relationship) }),
      ...(relationships !== undefined && {
        relationships: input.array(relationships, "the relationships", "an array of relationships", named),
      }),
      ...(on !== undefined && { on: this.#owner(on) }),
    });
  }

  #make(step: object): Change[] {
    const changes = rawOf<RawEditor>(this, WHAT).make(editForm(step)) as Change[];
    this.#edits += 1;
    return changes;
  }

  /** The owner of an attribute; a relationship with all its parts. */
  #owner(value: unknown): unknown {
    if (value === "network") return value;
    const expected = '"network", or an object with concept or relationship';
    const { concept, relationship } = input.object(value, "`on`", expected);
    if (concept !== undefined) return { concept: input.text(concept, "on.concept") };
    if (relationship === undefined) throw input.wrongType("`on`", expected, value);
    return { relationship: this.find(relationship as RelationshipName) };
  }

  /**
   * Applies changes, such as the {@link inverse} of an edit. O(edits so far). Throws if one does not fit, and then
   * applies none.
   */
  apply(changes: readonly ChangeParts[]): void {
    rawOf<RawEditor>(this, WHAT).apply(changesForm(changes));
    this.#edits += 1;
  }

  /** The current network. O(size). */
  network(): Network {
    return networkOf(rawOf<RawEditor>(this, WHAT).network());
  }

  /** The current network, and all changes to it. O(size). The editor can still be used. */
  finish(): Edited {
    const edited = rawOf<RawEditor>(this, WHAT).finish();
    try {
      return { network: networkOf(edited.network()), changes: edited.changes() as Change[] };
    } finally {
      edited.free();
    }
  }

  /**
   * All parts of the only relationship that matches a reference. O(relationships of the source). Throws if no
   * relationship matches, or if several do; the message has their number.
   *
   * ```js
   * const { passage } = network.editor().find({ source: "Waggle Dance", relation: "is aimed by", target: "Sun Compass" });
   * ```
   */
  find(relationship: RelationshipName): RelationshipParts {
    return rawOf<RawEditor>(this, WHAT).find(named(relationship)) as RelationshipParts;
  }

  /** Changes the question. Its relationships and findings are kept. Throws if a concept has this label. */
  setQuestion(question: string): Change[] {
    return this.#make({ edit: "setQuestion", question: input.text(question, "the question") });
  }

  /** Changes the title; an empty one removes it. */
  setTitle(title: string): Change[] {
    return this.#make({ edit: "setTitle", title: input.text(title, "the title") });
  }

  /** Changes the text of a concept; an empty one removes it. */
  setText(concept: string, newText: string): Change[] {
    return this.#make({ edit: "setText", label: label(concept), text: input.text(newText, "the text of a concept") });
  }

  /** Adds a concept. Throws if a concept with this label exists. */
  addConcept(newLabel: string, newText?: string): Change[] {
    return this.#make({ edit: "addConcept", label: label(newLabel), text: text(newText) });
  }

  /** Removes a concept, with its relationships, their highlights, and its place among the findings. */
  removeConcept(concept: string): Change[] {
    return this.#make({ edit: "removeConcept", label: label(concept) });
  }

  /** Gives a concept another label. Throws if another concept has it: {@link Editor.mergeConcepts} merges the two. */
  renameConcept(from: string, to: string): Change[] {
    return this.#make({ edit: "renameConcept", from: label(from), to: label(to) });
  }

  /** Merges two concepts, as {@link Network.mergeConcepts} does. */
  mergeConcepts(keep: string, other: string): Change[] {
    return this.#make({ edit: "mergeConcepts", keep: label(keep), other: label(other) });
  }

  /**
   * Splits a concept: adds a new one with this label and text, and moves some of the relationships to it. Of a
   * relationship from the concept to itself, only the source moves.
   *
   * ```js
   * const editor = network.editor();
   * editor.splitConcept("Waggle Dance", "Waggle Run", "The straight part.", network.outgoing("Waggle Dance", "is aimed by"));
   * editor.network().outgoing("Waggle Run").length; // 1
   * ```
   */
  splitConcept(
    concept: string,
    newLabel: string,
    newText: string,
    relationships: readonly RelationshipName[],
  ): Change[] {
    return this.#make({
      edit: "splitConcept",
      label: label(concept),
      newLabel: label(newLabel),
      text: text(newText),
      relationships: input.array(relationships, "the relationships", "an array of relationships", named),
    });
  }

  /** Adds an attribute to the network, a concept or a relationship. Throws if it exists. */
  addAttribute(on: NamedOwner, name: string, value: string): Change[] {
    return this.#make({ edit: "addAttribute", on: this.#owner(on), ...input.attribute({ name, value }, "") });
  }

  /** Removes an attribute of the network, a concept or a relationship. */
  removeAttribute(on: NamedOwner, name: string, value: string): Change[] {
    return this.#make({ edit: "removeAttribute", on: this.#owner(on), ...input.attribute({ name, value }, "") });
  }

  /** Adds a relationship between existing concepts. Throws if it exists. */
  addRelationship(relationship: RelationshipName): Change[] {
    return this.#make({ edit: "addRelationship", relationship: named(relationship) });
  }

  /** Removes a relationship, with its highlight. */
  removeRelationship(relationship: RelationshipName): Change[] {
    return this.#make({ edit: "removeRelationship", relationship: named(relationship) });
  }

  /**
   * Gives a relationship another source and target; `null` is the question. It keeps its passage, its attributes and
   * its place among the highlights. The changes list it as one removed and one added relationship.
   */
  redirectRelationship(relationship: RelationshipName, source: string | null, target: string | null): Change[] {
    return this.#make({
      edit: "redirectRelationship",
      relationship: named(relationship),
      source: end(source, "the new source"),
      target: end(target, "the new target"),
    });
  }

  /** Gives a relationship another relation, and keeps the rest. The changes list it as one removed and one added. */
  setRelation(relationship: RelationshipName, relation: string): Change[] {
    return this.#make({
      edit: "setRelation",
      relationship: named(relationship),
      relation: input.text(relation, "the relation"),
    });
  }

  /** Gives a relationship another passage; an empty one removes it. */
  setPassage(relationship: RelationshipName, passage: string): Change[] {
    return this.#make({
      edit: "setPassage",
      relationship: named(relationship),
      passage: input.text(passage, "the passage"),
    });
  }

  /** Adds a new concept as a finding, at a place in the list or at its end. */
  addFinding(newLabel: string, newText?: string, at?: number): Change[] {
    return this.#make({ edit: "addFinding", label: label(newLabel), text: text(newText), ...optionalPlace(at) });
  }

  /** Makes a concept a finding, at a place in the list or at its end. */
  makeFinding(concept: string, at?: number): Change[] {
    return this.#make({ edit: "makeFinding", label: label(concept), ...optionalPlace(at) });
  }

  /** Makes a finding an ordinary concept again. */
  unmakeFinding(finding: string): Change[] {
    return this.#make({ edit: "unmakeFinding", label: label(finding) });
  }

  /** Moves a finding to another place in the list. */
  moveFinding(finding: string, to: number): Change[] {
    return this.#make({ edit: "moveFinding", label: label(finding), to: place(to) });
  }

  /** Highlights a relationship, at a place in the list of highlights or at its end. */
  addHighlight(relationship: RelationshipName, at?: number): Change[] {
    return this.#make({ edit: "addHighlight", relationship: named(relationship), ...optionalPlace(at) });
  }

  /** Removes a highlight; the relationship stays. */
  removeHighlight(relationship: RelationshipName): Change[] {
    return this.#make({ edit: "removeHighlight", relationship: named(relationship) });
  }

  /** Moves a highlight to another place in the list. */
  moveHighlight(relationship: RelationshipName, to: number): Change[] {
    return this.#make({ edit: "moveHighlight", relationship: named(relationship), to: place(to) });
  }

  static {
    make = (raw) => new this(raw);
    shown = (editor) => {
      rawOf(editor, WHAT);
      return { edits: editor.#edits };
    };
  }
}

showAs(Editor, shown);

export const editorOf = (raw: RawEditor): Editor => make(raw);
