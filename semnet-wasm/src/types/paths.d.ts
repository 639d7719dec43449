/** A path with the sum of the weights of its relationships. */
export interface WeightedPath extends Path {
  readonly weight: number;
}

/**
 * Paths, each searched for when it is asked for: an iterator. `for … of` frees it at its end; so do `return()`, `free()`
 * and `using`.
 */
export class Paths<T extends Path = Path> implements IterableIterator<T> {
  private constructor();
  /** The next path. Throws what a weight throws, and a {@link SemnetError} with the code `"weight"` for a wrong one. */
  next(): IteratorResult<T, undefined>;
  /** Ends the search. */
  return(): IteratorResult<T, undefined>;
  /** Itself, for `for … of`. */
  [Symbol.iterator](): this;
  /** Whether the budget ended the search: the paths before are right, and there may be more. */
  readonly cutShort: boolean;
  free(): void;
  [Symbol.dispose](): void;
}
