// Paths, each of which is searched for when it is requested.

import type { PathsOfCall as RawPaths } from "semnet-raw";
import { SemnetError, semnetError } from "./error.js";
import { inMemory, refuseCloning, showAs } from "./held.js";
import { Sequence } from "./sequence.js";
import type { Path } from "./types/network.js";
import type { View } from "./view.js";

let make: ((view: View, found: RawPaths) => Paths<never>) | undefined;

/**
 * An iterator of paths: each is searched for only when it is requested. `for … of` frees it at its end; so do `return()`,
 * `free()` and `using`.
 */
export class Paths<T extends Path = Path> extends Sequence<T> implements IterableIterator<T> {
  #view: View;
  #found: RawPaths | undefined;
  #isRunning = false;
  #budgetExceeded = false;

  private constructor(view: View, found: RawPaths) {
    super();
    this.#view = view;
    this.#found = found;
    refuseCloning(this, inMemory("Paths", "send paths.toArray()"));
  }

  /** Whether the search ended because the budget was exhausted. The paths so far are correct, but there may be more. */
  get budgetExceeded(): boolean {
    return this.#budgetExceeded;
  }

  /**
   * The next path. Throws whatever the weight function throws, and a {@link SemnetError} with the code `"weight"` for
   * an invalid one.
   */
  next(): IteratorResult<T, undefined> {
    this.#assertIdle();
    if (this.#found === undefined) return { done: true, value: undefined };
    this.#isRunning = true;
    let value: T | undefined;
    try {
      value = this.#read(this.#found);
    } catch (error) {
      this.#isRunning = false;
      this.free();
      if (!(error instanceof SemnetError && error.code === "budget")) throw error;
      this.#budgetExceeded = true;
    }
    this.#isRunning = false;
    if (value === undefined) return this.return();
    return { done: false, value };
  }

  #read(found: RawPaths): T | undefined {
    const next = found.nextPath() as { numbers: Uint32Array; text: string; weight?: number } | undefined;
    if (next === undefined) return undefined;
    const path = this.#view.path(next);
    return (next.weight === undefined ? path : { ...path, weight: next.weight }) as T;
  }

  /** Ends the search. */
  return(): IteratorResult<T, undefined> {
    this.free();
    return { done: true, value: undefined };
  }

  /** Ends the search and frees its memory. */
  free(): void {
    this.#assertIdle();
    if (this.#found === undefined) return;
    this.#found.free();
    this.#found = undefined;
    this.#view.free();
  }

  #assertIdle(): void {
    if (this.#isRunning) throw semnetError("this iterator is in use by a call that has not ended", "recursion");
  }

  /** The iterator itself, for `for … of`. */
  [Symbol.iterator](): this {
    return this;
  }

  /** Called by `using` at the end of a block; the same as `free`. */
  declare [Symbol.dispose]: () => void;

  static {
    make = (view, found) => new this<never>(view, found);
    if (Symbol.dispose) this.prototype[Symbol.dispose] = this.prototype.free;
  }
}

showAs(Paths, ({ budgetExceeded }) => ({ budgetExceeded }));

/** The paths that `search` begins to search for, with a separate copy of the network. */
export function pathsOf<T extends Path>(view: View, search: (copy: View) => RawPaths): Paths<T> {
  const copy = view.copy();
  try {
    if (make === undefined) throw semnetError("the class Paths is not ready", "notLoaded");
    return make(copy, search(copy));
  } catch (error) {
    copy.free();
    throw error;
  }
}
