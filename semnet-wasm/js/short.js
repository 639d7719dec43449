// Short answers: numbers that the module has put in one place of its memory, short.rs, instead of handing a list over.

import { memory } from "./guard.js";
import { longAnswer, shortPlace } from "./semnet.js";

/** So many numbers there is room for; short.rs says the same. */
const MOST = 1280;

let place;

/** The numbers of the answer that a call has just given: so many. */
export function answered(count) {
  if (count === 0) return [];
  if (count > MOST) {
    place = undefined;
    return longAnswer();
  }
  // A memory that has grown is another buffer.
  if (place === undefined || place.length === 0) place = new Uint32Array(memory.buffer, shortPlace(), MOST);
  // Out of the memory now, for the next call may put something else there.
  const numbers = new Array(count);
  for (let at = 0; at < count; at++) numbers[at] = place[at];
  return numbers;
}
