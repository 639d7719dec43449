// Takes packed answers of the module apart: strings with U+0000 between them, relationships as five numbers each. Rust
// writes them in `src/packed.rs`.

import { HAS_PASSAGE, IS_KEY_FINDING, RELATIONSHIP_WIDTH as WIDTH } from "./generated/constants.js";
import type { Attribute, Concept, Relationship } from "./types/network.js";

export const NO_ATTRIBUTES: readonly Attribute[] = Object.freeze([]);

/** A concept of these parts, without a text if it is empty. */
export function conceptOf(
  id: number,
  label: string,
  text: string,
  attributes: readonly Attribute[],
  isQuestion: boolean,
): Concept {
  return Object.freeze(
    text === "" ? { id, label, attributes, isQuestion } : { id, label, text, attributes, isQuestion },
  );
}

/** A relationship from packed numbers, its passage and its attributes. */
export function relationshipOf(
  numbers: ArrayLike<number>,
  at: number,
  labels: readonly string[],
  relations: readonly string[],
  packed: string | undefined,
): Relationship {
  const sourceId = numbers[at + 1] ?? 0;
  const targetId = numbers[at + 3] ?? 0;
  const flags = numbers[at + 4] ?? 0;
  const id = numbers[at] ?? 0;
  const source = labels[sourceId] ?? "";
  const relation = relations[numbers[at + 2] ?? 0] ?? "";
  const target = labels[targetId] ?? "";
  const isKeyFinding = (flags & IS_KEY_FINDING) !== 0;
  if (packed === undefined) {
    const attributes = NO_ATTRIBUTES;
    return Object.freeze({ id, source, relation, target, sourceId, targetId, attributes, isKeyFinding });
  }
  const parts = strings(packed);
  const passage = (flags & HAS_PASSAGE) === 0 ? undefined : parts[0];
  const attributes = attributesOf(parts);
  return Object.freeze(
    passage === undefined
      ? { id, source, relation, target, sourceId, targetId, attributes, isKeyFinding }
      : { id, source, relation, target, sourceId, targetId, attributes, isKeyFinding, passage },
  );
}

/** Strings with U+0000 between them, of which there is at least one. */
export const strings = (text: string): string[] => text.split("\0");

/** A list of strings, perhaps empty. None of the strings is empty. */
export const someStrings = (text: string): string[] => (text === "" ? [] : strings(text));

/** Names and values, after the first of `parts`. */
export function attributesOf(parts: readonly string[]): readonly Attribute[] {
  if (parts.length < 3) return NO_ATTRIBUTES;
  const attributes: Attribute[] = [];
  for (let place = 1; place + 1 < parts.length; place += 2) {
    attributes.push(Object.freeze({ name: parts[place] ?? "", value: parts[place + 1] ?? "" }));
  }
  return Object.freeze(attributes);
}

export function range(start: number, end: number): Uint32Array {
  const numbers = new Uint32Array(Math.max(0, end - start));
  for (let place = 0; place < numbers.length; place += 1) numbers[place] = start + place;
  return numbers;
}

/** Where each of this many packed relationships begins. */
export function everyPlace(count: number): number[] {
  const places: number[] = [];
  for (let id = 0; id < count; id += 1) places.push(id * WIDTH);
  return places;
}

/** Places that are skipped would make a slow array of it. */
export function reach(list: unknown[], length: number): void {
  while (list.length < length) list.push(undefined);
}
