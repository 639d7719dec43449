// The answer of `select`.

import type { Rows as RawRows } from "semnet-raw";
import { RELATIONSHIP_WIDTH as WIDTH } from "./generated/constants.js";
import { semnetError } from "./error.js";
import { Held, equalByContent, inMemory, rawOf, showAs } from "./held.js";
import * as input from "./input.js";
import { someStrings } from "./packed.js";
import type { Relationship } from "./types/network.js";
import type { View } from "./view.js";

/** A row of {@link Rows}: from the name of a variable to the label of its concept. */
export type Row = { readonly [variable: string]: string };

let make: ((raw: RawRows, view: View) => Rows) | undefined;

const WHAT = "list of rows";
const NOT_CLONEABLE = inMemory("Rows", "send rows.toArray()");

/**
 * The rows of a {@link Network.select}, in canonical order, each once. The iterator returns each row as a plain object
 * from names of variables to labels of concepts.
 *
 * Patterns without variables have one empty row if the network satisfies them, and otherwise no rows.
 *
 * ```js
 * const rows = network.select("?x via hypernym ?y");
 * for (const { x, y } of rows) console.log(x, y);
 * const [[{ passage }]] = rows.evidence(0);
 * ```
 */
export class Rows extends Held implements Iterable<Row> {
  readonly #view: View;
  #variables: readonly string[] | undefined;

  private constructor(raw: RawRows, view: View) {
    super(raw, NOT_CLONEABLE);
    this.#view = view;
    equalByContent(this, NOT_CLONEABLE, () => [this.variables, this.toArray(), this.budgetExceeded]);
  }

  /** The variables, without their `?`, in the order in which the patterns name them. */
  get variables(): readonly string[] {
    const raw = rawOf<RawRows>(this, WHAT);
    return (this.#variables ??= Object.freeze(someStrings(raw.variables)));
  }

  /** The number of rows. */
  get length(): number {
    return rawOf<RawRows>(this, WHAT).length;
  }

  /**
   * Whether the budget was exhausted before all rows were found; these are then only some of them. Without a budget in
   * its options, a `select` stops after 20 million steps: each relationship that it examines and each cell that it
   * writes is a step.
   */
  get budgetExceeded(): boolean {
    return rawOf<RawRows>(this, WHAT).budgetExceeded;
  }

  /** The labels and relations in the patterns that the network does not have. They match nothing. */
  get unknown(): string[] {
    return someStrings(rawOf<RawRows>(this, WHAT).unknown);
  }

  /** The row at this place, counted from 0; `undefined` if there are fewer. */
  at(row: number): Row | undefined {
    const raw = rawOf<RawRows>(this, WHAT);
    const numbers = raw.at(input.place(row, "the number of a row"));
    if (numbers === undefined) return undefined;
    // Not by assignment: a variable may be called `__proto__`.
    return Object.fromEntries(this.variables.map((name, place) => [name, this.#view.label(numbers[place] ?? 0)]));
  }

  /**
   * The ids of the concepts in all rows, row by row, for large results.
   *
   * ```js
   * const column = rows.ids().filter((_, place) => place % rows.variables.length === 0);
   * network.labels(column);
   * ```
   */
  ids(): Uint32Array {
    return rawOf<RawRows>(this, WHAT).ids();
  }

  /**
   * The relationships that support a row: for each pattern, in the order in which they were written, those of all
   * shortest walks that match it. They are searched for at each call. Empty if there are fewer rows.
   */
  evidence(row: number): Relationship[][] {
    const numbers = rawOf<RawRows>(this, WHAT).evidence(input.place(row, "the number of a row"));
    const patterns: Relationship[][] = [];
    for (let at = 0; at < numbers.length; ) {
      const end = at + 1 + (numbers[at] ?? 0) * WIDTH;
      patterns.push(this.#view.relationships(numbers, at + 1, end));
      at = end;
    }
    return patterns;
  }

  /** All rows, as an array. */
  toArray(): Row[] {
    return [...this];
  }

  /** The results of calling a function with each row, as an array. */
  map<R>(of: (row: Row) => R): R[] {
    return Array.from(this, of);
  }

  /** The rows in order; each iteration starts again at the first. */
  *[Symbol.iterator](): Generator<Row, undefined> {
    for (let row = 0; row < this.length; row += 1) yield this.at(row) as Row;
  }

  override free(): void {
    super.free();
    this.#view.free();
  }

  static {
    make = (raw, view) => new this(raw, view);
  }
}

showAs(Rows, ({ variables, length, budgetExceeded }) => ({ variables, length, budgetExceeded }));

/** Rows with a copy of their network, which is theirs. */
export function rowsOf(raw: RawRows, copy: View): Rows {
  if (make === undefined) throw semnetError("the class Rows is not ready", "notLoaded");
  return make(raw, copy);
}
