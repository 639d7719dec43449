// A panic cannot happen. Should one, memory may hold half of a change: so nothing of the module is called again.

import { SemnetError } from "./error.js";

let cause;

/** How many functions of the caller are being called, each from within a call. */
let depth = 0;
const DEEPEST = 16;

/** Calls a function of the caller from within a call. What it calls in turn may do the same, but not for ever. */
export function callBack(function_, value) {
  if (depth >= DEEPEST) {
    throw new SemnetError(`a function asks what calls functions that ask the same, ${DEEPEST} times over`, "recursion");
  }
  depth += 1;
  try {
    return function_(value);
  } finally {
    depth -= 1;
  }
}

const nothing = () => {};
const ROOM = new Array(16384).fill(0);

function poison(error) {
  cause ??= error;
  throw new SemnetError(
    `WebAssembly stopped in the midst of a call (${cause.message}), so its memory cannot be relied on any more; load the package anew`,
    "poisoned",
  );
}

/** Throws when a call has trapped: what is asked then may be known without the module, and is not answered all the same. */
export function sound() {
  if (cause !== undefined) poison();
}

/** The memory of the module. */
export let memory;

/** The functions of the module, none of which runs any more after one of them has trapped. */
export function guard(exports) {
  memory = exports.memory;
  const guarded = {};
  for (const [name, value] of Object.entries(exports)) {
    guarded[name] = typeof value === "function" ? guardOne(name, value) : value;
  }
  return guarded;
}

function guardOne(name, call) {
  if (call.length > 9) throw new RangeError(`${name} takes ${call.length} values, the guard passes 9`);
  // What is freed then is memory that nobody uses again; and a finalizer has nobody to throw at.
  const isFree = /^__wbg_.*_free$/.test(name);
  // By name, for a list of values costs more than many a call does. No function of the module takes more of them.
  return (a, b, c, d, e, f, g, h, i) => {
    if (cause !== undefined) {
      if (isFree) return undefined;
      poison();
    }
    // Within a call of the caller's function, that may have used up the stack but for a little: this takes a good piece of
    // it, and so throws its RangeError while nothing is under way.
    if (depth > 0) nothing(...ROOM);
    try {
      return call(a, b, c, d, e, f, g, h, i);
    } catch (error) {
      // A trap; or the stack was used up, and the error went through frames that did not tidy up behind them.
      if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError || error?.name === "InternalError") {
        poison(error);
      }
      throw error;
    }
  };
}
