// Parts of a network in the JSON form, packed so that all of them are passed in one call: their strings, and the number of
// each kind. Rust reads both in `src/strings.rs`. Parts that cannot be packed are passed field by field, which takes longer
// and names the invalid part.

import * as input from "./input.js";

/** Strings, each ended by U+0000; and how many of each part there are. */
export interface Packed {
  readonly strings: Uint8Array;
  readonly counts: Uint32Array;
  /** How many parts these are. */
  readonly parts: number;
}

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields => typeof value === "object" && value !== null;

const isString = (value: unknown): value is string => typeof value === "string";

/** When this many characters wait, they become bytes, so the garbage collector has little to move. */
const WAITING = 2 ** 15;

/** Strings, one item after the other: first its own, then the names and values of its attributes. */
class Packing {
  /** Each string is ended by U+0000. */
  text = "";
  /** Those before. */
  readonly #bytes: Uint8Array[] = [];
  /** How many findings, concepts, relationships and highlights there are. */
  #things = 0;
  /** Of each of these with attributes its place among them, and how many it has. */
  readonly attributed: number[] = [];

  /** Adds all of a list that may be left out. Returns how many there are, and -1 for anything else. */
  list(value: unknown, add: (packing: Packing, item: unknown, place: number) => boolean): number {
    if (value === undefined) return 0;
    if (!Array.isArray(value)) return -1;
    const { length } = value;
    for (let place = 0; place < length; place += 1) {
      if (!add(this, value[place], place)) return -1;
      if (this.text.length > WAITING && !this.#encode()) return -1;
    }
    return length;
  }

  /** Converts the waiting characters to bytes; `false` if UTF-8 cannot express them. */
  #encode(): boolean {
    if (!this.text.isWellFormed()) return false;
    this.#bytes.push(input.encode(this.text));
    this.text = "";
    return true;
  }

  /** All strings; nothing where UTF-8 cannot express one. */
  strings(): Uint8Array | undefined {
    if (!this.#encode()) return undefined;
    const [first, ...others] = this.#bytes;
    if (first === undefined || others.length === 0) return first;
    const all = new Uint8Array(this.#bytes.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const bytes of this.#bytes) {
      all.set(bytes, at);
      at += bytes.length;
    }
    return all;
  }

  /** Ends an item with its attributes, and returns whether there are any. */
  end(attributes: unknown): boolean {
    const thing = this.#things++;
    if (attributes === undefined) return true;
    const count = this.list(attributes, attribute);
    if (count > 0) this.attributed.push(thing, count);
    return count >= 0;
  }
}

// Fields are read by their names where these are known, which takes less time than by a variable.

function attribute(packing: Packing, item: unknown): boolean {
  if (!isObject(item)) return false;
  let name: unknown;
  let value: unknown;
  for (const field in item) {
    if (!Object.hasOwn(item, field)) continue;
    if (field === "name") name = item["name"];
    else if (field === "value") value = item["value"];
    else if (item[field] !== undefined) return false;
  }
  if (!isString(name) || !isString(value)) return false;
  packing.text += `${name}\0${value}\0`;
  return true;
}

function concept(packing: Packing, item: unknown): boolean {
  if (!isObject(item)) return false;
  let label: unknown;
  let text: unknown;
  let attributes: unknown;
  for (const field in item) {
    if (!Object.hasOwn(item, field)) continue;
    if (field === "label") label = item["label"];
    else if (field === "text") text = item["text"];
    else if (field === "attributes") attributes = item["attributes"];
    else if (item[field] !== undefined) return false;
  }
  if (text === undefined) text = "";
  if (!isString(label) || !isString(text)) return false;
  packing.text += `${label}\0${text}\0`;
  return packing.end(attributes);
}

function relationship(packing: Packing, item: unknown): boolean {
  if (!isObject(item)) return false;
  let source: unknown;
  let relation: unknown;
  let target: unknown;
  let passage: unknown;
  let attributes: unknown;
  for (const field in item) {
    if (!Object.hasOwn(item, field)) continue;
    if (field === "source") source = item["source"];
    else if (field === "relation") relation = item["relation"];
    else if (field === "target") target = item["target"];
    else if (field === "passage") passage = item["passage"];
    else if (field === "attributes") attributes = item["attributes"];
    else if (item[field] !== undefined) return false;
  }
  if (passage === undefined) passage = "";
  if (!isString(source) || !isString(relation) || !isString(target) || !isString(passage)) return false;
  packing.text += `${source}\0${relation}\0${target}\0${passage}\0`;
  return packing.end(attributes);
}

/** The fields of the form, except the question. */
export const PARTS = ["title", "attributes", "findings", "concepts", "relationships", "highlights"] as const;

type Parts = { readonly [field in (typeof PARTS)[number]]?: unknown };

/** The parts, packed; `undefined` if one does not have the form or has a string that UTF-8 cannot express. */
export function pack(fields: Parts): Packed | undefined {
  const packing = new Packing();
  const { title } = fields;
  if (isString(title)) packing.text += `${title}\0`;
  else if (title !== undefined) return undefined;
  const attributes = packing.list(fields.attributes, attribute);
  const findings = packing.list(fields.findings, concept);
  const concepts = packing.list(fields.concepts, concept);
  const places = Array.isArray(fields.highlights) ? Array.from(fields.highlights as unknown[]) : fields.highlights;
  const highlighted = new Map(
    Array.isArray(places) ? places.map((place: unknown) => [place, undefined as unknown]) : [],
  );
  const relationships = packing.list(fields.relationships, (_, item, place) => {
    if (!highlighted.has(place)) return relationship(packing, item);
    const copy = input.plain(item, `relationships[${place}]`);
    highlighted.set(place, copy);
    return relationship(packing, copy);
  });
  // A highlight is its relationship once more.
  const highlights = packing.list(places, (_, place) => relationship(packing, highlighted.get(place)));
  const counts = [title === undefined ? 0 : 1, attributes, findings, concepts, relationships, highlights];
  if (counts.includes(-1)) return undefined;
  const strings = packing.strings();
  return (
    strings && {
      strings,
      counts: Uint32Array.from(counts.concat(packing.attributed)),
      parts: counts.reduce((sum, count) => sum + count),
    }
  );
}

/** A network in the JSON form: its question, and the rest packed. */
export function packNetwork(object: unknown): { readonly question: string; readonly parts: Packed } | undefined {
  if (!isObject(object)) return undefined;
  let question: unknown;
  const form: Record<string, unknown> = {};
  for (const field of Object.keys(object)) {
    const found = object[field];
    if (field === "question") question = found;
    else if ((PARTS as readonly string[]).includes(field)) form[field] = found;
    else if (found !== undefined) return undefined;
  }
  if (!isString(question) || !question.isWellFormed()) return undefined;
  const parts = pack(form);
  return parts && { question, parts };
}
