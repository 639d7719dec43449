// Iterators that can be used once, with the helper methods of JavaScript's own iterators, which not every environment has.

/** An iterator with helpers. It can be used once. */
export abstract class Sequence<T> implements Iterable<T> {
  abstract [Symbol.iterator](): Iterator<T, undefined>;

  /** The remaining values, as an array. */
  toArray(): T[] {
    return [...this];
  }

  /** The results of calling a function with each value. */
  *map<R>(of: (value: T) => R): Generator<R, undefined> {
    for (const value of this) yield of(value);
  }

  /** The values for which a function returns true. */
  *filter(is: (value: T) => boolean): Generator<T, undefined> {
    for (const value of this) if (is(value)) yield value;
  }

  /** The first values, at most this many; the others are not searched for. */
  *take(limit: number): Generator<T, undefined> {
    let left = limit;
    if (left <= 0) return;
    for (const value of this) {
      yield value;
      if (--left <= 0) return;
    }
  }

  /** The first value for which a function returns true. */
  find(is: (value: T) => boolean): T | undefined {
    for (const value of this) if (is(value)) return value;
    return undefined;
  }

  /** Calls a function with each value. */
  forEach(call: (value: T) => void): void {
    for (const value of this) call(value);
  }
}
