// Parts of a network, and how its concepts are related at a distance.

import { around, withConcepts } from "./around.js";
import { cacheOf } from "./cache.js";
import * as input from "./input.js";
import { conceptsOf } from "./output.js";
import { Network } from "./semnet.js";

function commonAncestors(network, numbers) {
  const concepts = conceptsOf(cacheOf(network), numbers.filter((_, place) => place % 3 === 0));
  return concepts.map((concept, place) => ({
    concept,
    fromA: numbers[3 * place + 1],
    fromB: numbers[3 * place + 2],
  }));
}

around(Network, {
  egoNetwork: (method) =>
    function (concept, hops, steps) {
      const number = input.concept(this, concept);
      const most = input.count(hops, "the number of hops");
      return input.withSteps(steps, (steps) => method.call(this, number, most, steps));
    },
  subnetwork: (method) =>
    function (concepts) {
      return method.call(this, input.concepts(this, concepts));
    },
  commonAncestors: withConcepts(commonAncestors),
  isRelated: (method) =>
    function (a, b, steps, transitively = false) {
      const ends = [input.concept(this, a), input.concept(this, b)];
      input.boolean(transitively, "`transitively`");
      return input.withSteps(steps, (steps) => method.call(this, ...ends, steps, transitively));
    },
});
