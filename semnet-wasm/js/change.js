// How networks differ, and how they become one.

import { around } from "./around.js";
import { raw, strings } from "./cache.js";
import { SemnetError } from "./error.js";
import * as input from "./input.js";
import { Network } from "./semnet.js";

/** The attribute that keeps the hashtag of a network that a part of a union came from. */
export const SOURCE = "source";

/** The items of a list in JSON, each with its line in words. */
function withTexts([json, lines]) {
  const texts = strings(lines);
  return JSON.parse(json).map((item, place) => ({ ...item, text: texts[place] }));
}

/** Changes as the module reads them: in JSON, without their words. */
function toJSON(changes) {
  if (!Array.isArray(changes)) throw input.wrongType("the changes", "an array of changes", changes);
  const parts = changes.map((change) => {
    if (typeof change !== "object" || change === null) throw input.wrongType("a change", "an object", change);
    const { text, ...parts } = change;
    return parts;
  });
  try {
    return JSON.stringify(parts);
  } catch (error) {
    throw new SemnetError(`the changes have no JSON form: ${error.message}`, "type");
  }
}

around(Network, {
  apply: (method) =>
    function (changes) {
      return method.call(this, toJSON(changes));
    },
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
