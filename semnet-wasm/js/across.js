// Many networks as one: concepts that networks of a store share.

import { around } from "./around.js";
import { cacheOf, strings } from "./cache.js";
import * as input from "./input.js";
import { path } from "./output.js";
import { MemoryStore } from "./semnet.js";

/** Entries, which the text has apart, with what stands behind the first three strings of each. */
export function toEntries(text, more = () => ({})) {
  if (text === "") return [];
  return text.split("\x01").map((entry) => {
    const [fingerprint, question, title, ...others] = strings(entry);
    return { fingerprint, hashtag: fingerprint.slice(0, 11), question, title, ...more(others) };
  });
}

around(MemoryStore, {
  holding: (method) =>
    function (label, most) {
      return toEntries(method.call(this, input.text(label, "a label"), input.limit(most)));
    },
  sharing: (method) =>
    function (network, most) {
      return toEntries(method.call(this, input.network(network), input.limit(most)), (labels) => ({ labels }));
    },
  shortestPath: (method) =>
    function (from, to, steps) {
      const [start, end] = [input.text(from, "a label"), input.text(to, "a label")];
      const found = input.withSteps(steps, (steps) => method.call(this, start, end, steps));
      if (found === undefined) return undefined;
      const [text, ...parts] = found;
      const legs = [];
      for (let at = 0; at < parts.length; at += 2) {
        legs.push({ network: parts[at], path: path(cacheOf(parts[at]), parts[at + 1]) });
      }
      return { text, legs };
    },
});
