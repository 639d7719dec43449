// Short answers: numbers that the module has put in one place of its memory, scratch.rs, instead of handing a list over.

import { SCRATCH_LENGTH } from "./generated/constants.js";
import type { Module } from "./raw.js";

const places = new WeakMap<Module, Uint32Array>();

/** The numbers of the answer that a call of this module has just given: this many. */
export function answered(module: Module, count: number): ArrayLike<number> {
  if (count === 0) return [];
  if (count > SCRATCH_LENGTH) {
    places.delete(module);
    return module.raw.longAnswer();
  }
  let place = places.get(module);
  // A memory that has grown is another buffer.
  if (place === undefined || place.length === 0) {
    place = new Uint32Array(module.memory.buffer, module.raw.shortPlace(), SCRATCH_LENGTH);
    places.set(module, place);
  }
  // Out of the memory now, for the next call may put something else there. An array is made in less time than a typed one.
  const numbers: number[] = [];
  for (let at = 0; at < count; at += 1) numbers.push(place[at] ?? 0);
  return numbers;
}
