// Plain objects with known fields, passed to the module. Each is copied as plain data, and each field is read once. If one
// has another shape, the error names its path, what was expected and what was found.

import { SemnetError, type SemnetErrorCode, semnetError } from "./error.js";
import * as input from "./input.js";

/** Copies a value that has the shape. `at` is its path, for the message. */
type Shape = (value: unknown, at: string) => unknown;

type Fields = Readonly<Record<string, Shape>>;

const LAST = 2 ** 32 - 1;

const place: Shape = (value, at) => {
  if (Number.isInteger(value) && (value as number) >= 0 && (value as number) <= LAST) return value;
  throw input.wrongType(at, `a whole number from 0 to ${LAST}`, value);
};

/** An array. `of` names the expected items. */
const list =
  (shape: Shape, of: string): Shape =>
  (value, at) =>
    input.array(value, at, `an array of ${of}`, shape);

/** A value that may be left out. */
const optional =
  (shape: Shape): Shape =>
  (value, at) =>
    value === undefined ? undefined : shape(value, at);

/**
 * An object with these fields, of which those in `needed` must be there. Other fields are copied: the module refuses those that
 * it does not take. For the whole, whose path is empty, the message has its name.
 */
function object(needed: Fields, others: Fields, whole = ""): Shape {
  const fields: Fields = { ...needed, ...others };
  const expected = ["an object", Object.keys(needed).join(", ")].filter((part) => part !== "").join(" with ");
  return (value, at) => {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      throw input.wrongType(at === "" ? whole : at, expected, value);
    const copy = Object.create(null) as Record<string, unknown>;
    for (const name of Object.keys(value)) {
      const [path, field] = [input.path(at, name), (value as Record<string, unknown>)[name]];
      const shape = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (field !== undefined) copy[name] = shape === undefined ? input.plain(field, path) : shape(field, path);
    }
    const missing = Object.keys(needed).filter((name) => !(name in copy));
    // The entries of a Map are not in its fields.
    if (missing.length > 0 && Object.keys(copy).length === 0)
      throw input.wrongType(at === "" ? whole : at, expected, value);
    for (const name of missing) needed[name]?.(undefined, input.path(at, name));
    return copy;
  };
}

const { text } = input;

const ATTRIBUTE = object({ name: text, value: text }, {});
const ATTRIBUTES = list(ATTRIBUTE, "objects with name and value");

const optionalText = optional(text);

const CONCEPT = object({ label: text }, { text: optionalText, attributes: optional(ATTRIBUTES) });
const CONCEPTS = optional(list(CONCEPT, "objects with label"));

const RELATIONSHIP = object(
  { source: text, relation: text, target: text },
  { passage: optionalText, attributes: optional(ATTRIBUTES) },
);

const PARTS: Fields = {
  title: optionalText,
  attributes: optional(ATTRIBUTES),
  findings: CONCEPTS,
  concepts: CONCEPTS,
  relationships: optional(list(RELATIONSHIP, "objects with source, relation and target")),
  highlights: optional(list(place, "places in relationships")),
};

/** The name of the form in messages. */
export const FORM = "the JSON form of a network";

const NETWORK_FORM = object({ question: text }, PARTS, FORM);

const NETWORK: Shape = (value, at) => {
  if (typeof value !== "string") return NETWORK_FORM(value, at);
  throw semnetError(`${FORM} must be an object, not a string; Network.fromJSON reads text`, "type");
};

const NETWORK_PARTS = object({}, PARTS, "the parts");

/** An end of a relationship: a label, or `null` for the question. */
const end: Shape = (value, at) => {
  if (value === null || typeof value === "string") return value === null ? value : text(value, at);
  throw input.wrongType(at, "a label, or null for the question", value);
};

/** A relationship in a change. */
const CHANGED = object({ source: end, relation: text, target: end, passage: text, attributes: ATTRIBUTES }, {});

/** The owner of an attribute. */
const owner: Shape = (value, at) => {
  if (value === "network") return value;
  const { concept, relationship } = (typeof value === "object" && value !== null ? value : {}) as {
    readonly [field in "concept" | "relationship"]?: unknown;
  };
  if (relationship === undefined && concept !== undefined) return { concept: text(concept, input.path(at, "concept")) };
  if (relationship !== undefined && concept === undefined)
    return { relationship: CHANGED(relationship, input.path(at, "relationship")) };
  throw input.wrongType(at, '"network", or an object with concept or relationship', value);
};

/** The fields of changes. Each has one meaning in every change, except `from` and `to`. */
const CHANGE: Fields = {
  change: text,
  label: text,
  concept: object({ label: text, text, attributes: ATTRIBUTES }, {}),
  relationship: CHANGED,
  on: owner,
  attribute: ATTRIBUTE,
  place,
};

const TEXTS = object({}, { ...CHANGE, from: text, to: text });
const PLACES = object({}, { ...CHANGE, from: place, to: place });

/** A change without its words. */
function change(value: unknown, at: string): object {
  const { text: _, ...parts } = input.object(value, at, "an object with change");
  const { change: kind } = parts;
  return (typeof kind === "string" && kind.endsWith("Moved") ? PLACES : TEXTS)(parts, at) as object;
}

/** The fields of edits, except `to`. */
const EDIT: Fields = Object.fromEntries([
  ...[
    "question",
    "title",
    "label",
    "text",
    "from",
    "keep",
    "other",
    "newLabel",
    "name",
    "value",
    "relation",
    "passage",
  ].map((name) => [name, text] as const),
  ...["source", "target"].map((name) => [name, end] as const),
  ["place", place],
]);

const RENAMES = object({ edit: text }, { ...EDIT, to: text }, "an edit");
const MOVES = object({ edit: text }, { ...EDIT, to: place }, "an edit");

function edit(value: unknown, at: string): unknown {
  const { edit: kind } = value as { readonly edit?: unknown };
  return (typeof kind === "string" && kind.startsWith("move") ? MOVES : RENAMES)(value, at);
}

/** Reads a value of this shape; the error for another one has this code, except for text that UTF-8 cannot express. */
function read(shape: Shape, value: unknown, code: SemnetErrorCode): object {
  try {
    return shape(value, "") as object;
  } catch (error) {
    throw error instanceof SemnetError && error.code === "type" ? semnetError(error.message, code) : error;
  }
}

/** A network in the JSON form. */
export const networkForm = (value: unknown): object => read(NETWORK, value, "json");

/** The same without the question. */
export const partsForm = (value: unknown): object => read(NETWORK_PARTS, value, "json");

/** An edit whose fields with relationships were checked. */
export const editForm = (value: object): object => read(edit, value, "edit");

/** Changes without their words. */
export const changesForm = (value: unknown): object[] =>
  read((changes) => input.array(changes, "the changes", "an array of changes", change), value, "change") as object[];
