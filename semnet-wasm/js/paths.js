// Paths by weight, and paths that are searched for when they are asked for.

import { around, withConcepts } from "./around.js";
import { cacheOf, onCopy } from "./cache.js";
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
    if (this.#found === undefined) return;
    this.#found.free();
    this.#found = undefined;
    this.#cache.free();
  }

  [Symbol.iterator]() {
    return this;
  }
}

if (Symbol.dispose) Paths.prototype[Symbol.dispose] = Paths.prototype.free;

/** The paths that `search` begins to search for, with the cache of the network of their own. */
function pathsOf(network, search) {
  const copy = cacheOf(network).copy();
  try {
    return new Paths(copy, search(copy));
  } catch (error) {
    copy.free();
    throw error;
  }
}

around(Network, {
  shortestPathWeighted: (method) =>
    function (from, to, weigh, steps) {
      const ends = [input.concept(this, from), input.concept(this, to)];
      return onCopy(this, (copy) => {
        const weight_ = weight(copy, weigh);
        return input.withSteps(steps, (steps) => output.path(copy, method.call(copy.network, ...ends, weight_, steps)));
      });
    },
  kShortestPaths: (method) =>
    function (from, to, k, steps) {
      const ends = [input.concept(this, from), input.concept(this, to)];
      const most = input.count(k, "the number of paths");
      return input.withSteps(steps, (steps) => pathsOf(this, () => method.call(this, ...ends, most, steps)));
    },
  kShortestPathsWeighted: (method) =>
    function (from, to, k, weigh, steps) {
      const ends = [input.concept(this, from), input.concept(this, to)];
      const most = input.count(k, "the number of paths");
      return pathsOf(this, (copy) => {
        const weight_ = weight(copy, weigh);
        return input.withSteps(steps, (steps) => method.call(this, ...ends, most, weight_, steps));
      });
    },
  allSimplePaths: withConcepts((network, found) => pathsOf(network, () => found)),
});
