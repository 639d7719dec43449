// The layer between the glue and the module. A panic cannot happen. If one did, memory might contain half of a change, so
// the module is not called again.

import { type SemnetError, semnetError } from "./error.js";

let cause: { readonly message: string } | undefined;

/** How many functions of the caller are running, each called from within a call. */
let depth = 0;
const DEEPEST = 16;

/** Calls a function of the caller from within a call. That function may call the package again, up to a limit. */
export function callBack<A, R>(function_: (value: A) => R, value: A): R {
  if (depth >= DEEPEST) {
    throw semnetError(
      `calls within calls are ${DEEPEST} deep; a function must not start the query that calls it`,
      "recursion",
    );
  }
  depth += 1;
  try {
    return function_(value);
  } finally {
    depth -= 1;
  }
}

const nothing = (..._: number[]) => {};
const ROOM: readonly number[] = new Array<number>(16384).fill(0);

function poison(error?: { readonly message: string }): never {
  cause ??= error;
  throw semnetError(
    `WebAssembly stopped during a call (${cause?.message}), so its memory is no longer reliable; load the package again`,
    "poisoned",
  ) satisfies SemnetError;
}

/** Throws if a call has trapped, even if the answer is known without the module. */
export function assertSound(): void {
  if (cause !== undefined) poison();
}

type Call = (...values: unknown[]) => unknown;

/** The exports of a module, none of which runs any more after one of them has trapped. */
export function guard(exports: WebAssembly.Exports): Record<string, unknown> {
  const guarded: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(exports)) {
    guarded[name] = typeof value === "function" ? guardOne(name, value as Call) : value;
  }
  return guarded;
}

function guardOne(name: string, call: Call): Call {
  if (call.length > 9) throw new RangeError(`${name} takes ${call.length} values, but the guard passes 9`);
  // The memory freed then is not used again, and a finalizer has no caller to throw to.
  const isFree = /^__wbg_.*_free$/.test(name);
  // By name, for a list of values costs more than many a call does. No function of the module takes more of them.
  return (a, b, c, d, e, f, g, h, i) => {
    if (cause !== undefined) {
      if (isFree) return undefined;
      poison();
    }
    // Within a call of the caller's function, which may have used up most of the stack: this takes a good piece of it, and so
    // throws its RangeError while nothing is under way.
    if (depth > 0) nothing(...ROOM);
    try {
      return call(a, b, c, d, e, f, g, h, i);
    } catch (error) {
      // A trap; or the stack was used up, and the error went through frames that did not clean up.
      if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError || isInternalError(error)) {
        poison(error as Error);
      }
      throw error;
    }
  };
}

/** The error of Firefox if the stack is exhausted. */
const isInternalError = (error: unknown) => error instanceof Error && error.name === "InternalError";
