// Parts of a network in the JSON form, packed so that all of them cross in one call: their strings, and how many of each there are.
// Rust reads both in `src/strings.rs`. What cannot be packed crosses field by field, which takes longer and names what is wrong.

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

/** This many strings are joined at a time: a longer list of them would be copied as it grows, and kept by the collector. */
const MOST = 2 ** 12;

/** Strings, one thing after the other: of each its own, then the names and values of its attributes. */
class Packing {
  #strings: string[] = [];
  #text: string[] = [];
  /** How many findings, concepts, relationships and highlights there are. */
  #things = 0;
  /** Of each of these with attributes its place among them, and how many it has. */
  readonly attributed: number[] = [];

  /** Adds all of a list that may be left out. Returns how many there are, and -1 for anything else. */
  list(value: unknown, add: (packing: Packing, item: unknown, place: number) => boolean): number {
    if (value === undefined) return 0;
    if (!Array.isArray(value)) return -1;
    let count = 0;
    for (const item of value as unknown[]) {
      if (!add(this, item, count)) return -1;
      count += 1;
    }
    return count;
  }

  /** Adds two strings. */
  two(one: string, other: string): void {
    if (this.#strings.length > MOST) this.#join();
    this.#strings.push(one, other);
  }

  one(string: string): void {
    this.#strings.push(string);
  }

  #join(): void {
    // Each string is ended by U+0000.
    this.#strings.push("");
    this.#text.push(this.#strings.join("\0"));
    this.#strings = [];
  }

  /** Ends a thing with its attributes, and returns whether these are some. */
  end(attributes: unknown): boolean {
    const thing = this.#things++;
    if (attributes === undefined) return true;
    const count = this.list(attributes, attribute);
    if (count > 0) this.attributed.push(thing, count);
    return count >= 0;
  }

  /** All that was added. */
  text(): string {
    this.#join();
    return this.#text.join("");
  }
}

function attribute(packing: Packing, item: unknown): boolean {
  if (!isObject(item)) return false;
  let name: unknown;
  let value: unknown;
  for (const field of Object.keys(item)) {
    const found = item[field];
    if (field === "name") name = found;
    else if (field === "value") value = found;
    else if (found !== undefined) return false;
  }
  if (!isString(name) || !isString(value)) return false;
  packing.two(name, value);
  return true;
}

function concept(packing: Packing, item: unknown): boolean {
  if (!isObject(item)) return false;
  let label: unknown;
  let text: unknown = "";
  let attributes: unknown;
  for (const field of Object.keys(item)) {
    const found = item[field];
    if (found === undefined) continue;
    if (field === "label") label = found;
    else if (field === "text") text = found;
    else if (field === "attributes") attributes = found;
    else return false;
  }
  if (!isString(label) || !isString(text)) return false;
  packing.two(label, text);
  return packing.end(attributes);
}

function relationship(packing: Packing, item: unknown): boolean {
  if (!isObject(item)) return false;
  let source: unknown;
  let relation: unknown;
  let target: unknown;
  let passage: unknown = "";
  let attributes: unknown;
  for (const field of Object.keys(item)) {
    const found = item[field];
    if (found === undefined) continue;
    if (field === "source") source = found;
    else if (field === "relation") relation = found;
    else if (field === "target") target = found;
    else if (field === "passage") passage = found;
    else if (field === "attributes") attributes = found;
    else return false;
  }
  if (!isString(source) || !isString(relation) || !isString(target) || !isString(passage)) return false;
  packing.two(source, relation);
  packing.two(target, passage);
  return packing.end(attributes);
}

/** What the form is called in messages. */
export const FORM = "the JSON form of a network";

/** The fields of the form, but for the question. */
export const PARTS = ["title", "attributes", "findings", "concepts", "relationships", "highlights"] as const;

type Parts = { readonly [field in (typeof PARTS)[number]]?: unknown };

/** The parts, packed; nothing where one is not of the form or has a string that UTF-8 cannot express. */
export function pack(fields: Parts): Packed | undefined {
  const packing = new Packing();
  const { title } = fields;
  if (isString(title)) packing.one(title);
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
    const copy = input.plain(item, FORM);
    highlighted.set(place, copy);
    return relationship(packing, copy);
  });
  // A highlight is its relationship once more.
  const highlights = packing.list(places, (_, place) => relationship(packing, highlighted.get(place)));
  const counts = [title === undefined ? 0 : 1, attributes, findings, concepts, relationships, highlights];
  if (counts.includes(-1)) return undefined;
  const text = packing.text();
  if (!text.isWellFormed()) return undefined;
  return {
    strings: input.encode(text),
    counts: Uint32Array.from(counts.concat(packing.attributed)),
    parts: counts.reduce((sum, count) => sum + count),
  };
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
