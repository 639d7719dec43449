// Paths by weight, and paths that are searched for when they are asked for.

import { around, withConcepts } from "./around.js";
import { cacheOf } from "./cache.js";
import { SemnetError } from "./error.js";
import * as input from "./input.js";
import * as output from "./output.js";
import { Network } from "./semnet.js";
import { weight } from "./functions.js";

export class Paths {
  #cache;
  #found;
  #isRunning = false;
  #cutShort = false;

  constructor(cache, found) {
    this.#cache = cache;
    this.#found = found;
  }

  get cutShort() {
    return this.#cutShort;
  }

  next() {
    if (this.#isRunning) throw new SemnetError("this iterator is in use by a call that has not ended", "recursion");
    if (this.#found === undefined) return { done: true, value: undefined };
    this.#isRunning = true;
    let value;
    try {
      value = output.path(this.#cache, this.#found.nextPath());
    } catch (error) {
      this.#isRunning = false;
      this.free();
      if (!(error instanceof SemnetError && error.code === "cutShort")) throw error;
      this.#cutShort = true;
    }
    this.#isRunning = false;
    if (value === undefined) return this.return();
    return { done: false, value };
  }

  return(value) {
    this.free();
    return { done: true, value };
  }

  free() {
    if (this.#isRunning) throw new SemnetError("this iterator is in use by a call that has not ended", "recursion");
    this.#found?.free();
    this.#found = undefined;
  }

  [Symbol.iterator]() {
    return this;
  }
}

if (Symbol.dispose) Paths.prototype[Symbol.dispose] = Paths.prototype.free;

around(Network, {
  shortestPathWeighted: (method) =>
    function (from, to, weigh, steps) {
      const [start, end, weight_] = [input.concept(this, from), input.concept(this, to), weight(this, weigh)];
      // On a network of its own, for the weight may free this one.
      const cache = cacheOf(this).copy();
      return input.withSteps(steps, (steps) => output.path(cache, method.call(cache.network, start, end, weight_, steps)));
    },
  kShortestPaths: (method) =>
    function (from, to, k, steps) {
      const ends = [input.concept(this, from), input.concept(this, to)];
      const most = input.count(k, "the number of paths");
      return input.withSteps(steps, (steps) => new Paths(cacheOf(this).copy(), method.call(this, ...ends, most, steps)));
    },
  kShortestPathsWeighted: (method) =>
    function (from, to, k, weigh, steps) {
      const ends = [input.concept(this, from), input.concept(this, to)];
      const most = input.count(k, "the number of paths");
      const weight_ = weight(this, weigh);
      return input.withSteps(
        steps,
        (steps) => new Paths(cacheOf(this).copy(), method.call(this, ...ends, most, weight_, steps)),
      );
    },
  allSimplePaths: withConcepts(2, (network, found) => new Paths(cacheOf(network).copy(), found)),
});
