// Functions of the caller that a query calls: weights of relationships, vectors of texts, counts of tokens. Their results
// are checked here, before they are passed on.

import { semnetError } from "./error.js";
import { callBack } from "./guard.js";
import * as input from "./input.js";
import type { Relationship } from "./types/network.js";
import type { View } from "./view.js";

/** A weight for each relationship. */
export type Weight = (relationship: Relationship) => number;

/** Returns the vector of a text: the same number of numbers for each text, or none. */
export type Embedding = (text: string) => ArrayLike<number>;

/**
 * A function from a relationship to a number, as functions.rs calls it: with the packed numbers of a relationship. The view is
 * of a copy of the network, which the function cannot free.
 */
export function weight(view: View, value: unknown): (numbers: Uint32Array) => number {
  const of = input.function_<(one: Relationship) => unknown>(
    value,
    "the weight",
    "a function from a relationship to a number",
  );
  return (numbers) => {
    const weight = callBack(of, view.relationship(numbers));
    if (typeof weight !== "number") throw input.wrongType("what the weight function returns", "a number", weight);
    return weight;
  };
}

/** A function from a text to its vector. */
export function vector(value: unknown): (text: string) => Float32Array {
  const of = input.function_<(text: string) => unknown>(value, "`embed`", "a function from a text to its vector");
  const what = "what the embedding function returns";
  return (text) => {
    const vector = callBack(of, text);
    if (!Array.isArray(vector) && !ArrayBuffer.isView(vector)) {
      throw input.wrongType(what, "an array of numbers or a Float32Array", vector);
    }
    return Float32Array.from(vector as ArrayLike<unknown>, (number) => {
      if (typeof number === "number") return number;
      throw semnetError(`${what} must contain only numbers, not ${input.kind(number)}`, "type");
    });
  };
}

/** A function from a line to how many tokens it has. */
export function counter(value: unknown): (line: string) => number {
  const of = input.function_<(line: string) => unknown>(value, "`counter`", "a function from a line to its tokens");
  return (line) => input.count(callBack(of, line), "what `counter` returns");
}

/** The functions that functions.rs calls. */
export const callWeight = (weight: (numbers: Uint32Array) => number, numbers: Uint32Array): number => weight(numbers);
export const callVector = (vector: (text: string) => Float32Array, text: string): Float32Array => vector(text);
export const callCounter = (counter: (line: string) => number, line: string): number => counter(line);
