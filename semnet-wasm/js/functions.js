// Functions of the caller that a query calls: weights of relationships, vectors of texts. What they return is looked at
// here, before it crosses.

import { SemnetError } from "./error.js";
import { callBack } from "./guard.js";
import { kind, wrongType } from "./input.js";
import { relationshipOf } from "./output.js";

/** A function from a relationship to a number, as functions.rs calls it: with the numbers of a relationship. The cache is of
 * a copy of the network, which the function cannot free. */
export function weight(cache, value) {
  if (typeof value !== "function") throw wrongType("the weight", "a function from a relationship to a number", value);
  return (numbers) => {
    const weight = callBack(value, relationshipOf(cache, numbers));
    if (typeof weight !== "number") throw wrongType("what the weight function returns", "a number", weight);
    return weight;
  };
}

/** A function from a text to its vector. */
export function vector(value) {
  if (typeof value !== "function") throw wrongType("`vector`", "a function from a text to its vector", value);
  const what = "what the vector function returns";
  return (text) => {
    const vector = callBack(value, text);
    if (!Array.isArray(vector) && !ArrayBuffer.isView(vector)) {
      throw wrongType(what, "an array of numbers or a Float32Array", vector);
    }
    return Float32Array.from(vector, (number) => {
      if (typeof number === "number") return number;
      throw new SemnetError(`${what} must hold numbers, this holds ${kind(number)}`, "type");
    });
  };
}

export const callWeight = (weight, numbers) => weight(numbers);
export const callVector = (vector, text) => vector(text);
