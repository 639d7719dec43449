// How the classes of the module become those of the package: conversions are put around the methods, and then the check
// that what they are called on was not freed.

import * as input from "./input.js";

/** Puts `around(method)` in the place of each method, or of the function behind each property that is read. */
export function around(class_, methods) {
  for (const [key, around] of Object.entries(methods)) {
    const descriptor = Object.getOwnPropertyDescriptor(class_.prototype, key);
    const kind = descriptor.get === undefined ? "value" : "get";
    descriptor[kind] = around(descriptor[kind]);
    Object.defineProperty(class_.prototype, key, descriptor);
  }
}

/** When all has been put around a class: its methods must be called on an object that was not freed. */
export function seal(class_, name) {
  for (const [key, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(class_.prototype))) {
    if (key === "constructor" || key === "free" || key.startsWith("__")) continue;
    for (const kind of ["get", "value"]) {
      const method = descriptor[kind];
      if (typeof method !== "function") continue;
      // By name, for a list of values costs more than many a call does. No method takes more of them.
      descriptor[kind] = function (a, b, c, d, e) {
        return method.call(input.alive(this, name), a, b, c, d, e);
      };
      // `length` tells how many arguments there are.
      Object.defineProperty(descriptor[kind], "length", { value: method.length, configurable: true });
    }
    Object.defineProperty(class_.prototype, key, descriptor);
  }
  // Once freed, there is nothing left to free.
  const { free } = class_.prototype;
  class_.prototype.free = function () {
    if (this.__wbg_ptr !== 0) free.call(input.unfreed(this, name));
  };
  if (Symbol.dispose) class_.prototype[Symbol.dispose] = class_.prototype.free;
}

/** A method with the steps behind a concept. */
export const withConcept = (after) => (method) =>
  function (concept, steps) {
    const number = input.concept(this, concept);
    return input.withSteps(steps, (steps) => after(this, method.call(this, number, steps)));
  };

/** A method with the steps behind two concepts. */
export const withConcepts = (after) => (method) =>
  function (from, to, steps) {
    const [start, end] = [input.concept(this, from), input.concept(this, to)];
    return input.withSteps(steps, (steps) => after(this, method.call(this, start, end, steps)));
  };

/** A method with steps alone. */
export const withSteps = (after) => (method) =>
  function (steps) {
    return input.withSteps(steps, (steps) => after(this, method.call(this, steps)));
  };

/** A method without arguments. */
export const simple = (after) => (method) =>
  function () {
    return after(this, method.call(this));
  };
