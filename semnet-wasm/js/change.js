// How networks differ, and how they become one.

import { around } from "./around.js";
import { raw, strings } from "./cache.js";
import * as input from "./input.js";
import { Network } from "./semnet.js";

/** The attribute that keeps the hashtag of a network that a part of a union came from. */
export const SOURCE = "source";

/** The items of a list in JSON, each with its line in words. */
function withTexts([json, lines]) {
  const texts = strings(lines);
  return JSON.parse(json).map((item, place) => ({ ...item, text: texts[place] }));
}

around(Network, {
  diff: (method) =>
    function (other) {
      return withTexts(method.call(this, input.network(other)));
    },
});

const { merge, union } = Network;

Network.merge = (base, ours, theirs) => {
  const [network, conflicts] = merge(input.network(base), input.network(ours), input.network(theirs));
  return { network, conflicts: withTexts(conflicts) };
};

Network.union = (networks) => {
  if (!Array.isArray(networks)) throw input.wrongType("the networks", "an array of networks", networks);
  // The module takes those that it is given, so they are copies.
  return union(networks.map(input.network).map((network) => raw.clone(network)));
};
