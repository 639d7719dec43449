// Stores in memory.

import { toEntries } from "./across.js";
import { around, seal } from "./around.js";
import * as input from "./input.js";
import { fingerprint } from "./names.js";
import { MemoryStore } from "./semnet.js";
import "./words.js";

const question = (value) => input.text(value, "a question");
const listed = (look) => (method) =>
  function (value, most) {
    return toEntries(method.call(this, look(value), input.limit(most)));
  };
const named = (method) =>
  function (value) {
    return method.call(this, fingerprint(value));
  };

const as = (name) => ([last]) => (last === "" ? {} : { [name]: last });

function toRecovered([kind, found]) {
  if (kind === "network") return { kind, network: found };
  return kind === "several"
    ? { kind, choices: toEntries(found, as("name")) }
    : { kind, suggestions: toEntries(found, as("difference")) };
}

around(MemoryStore, {
  add: (method) =>
    function (network) {
      return method.call(this, input.network(network));
    },
  get: named,
  name: named,
  recover: (method) =>
    function (typed) {
      return toRecovered(method.call(this, input.text(typed, "what was typed")));
    },
  entries: (method) =>
    function (prefix, most, from) {
      const start = from === undefined ? undefined : fingerprint(from);
      const begins = input.optionalText(prefix, "the beginning of a fingerprint");
      return toEntries(method.call(this, begins, input.limit(most), start));
    },
  lookAlikes: listed((value) => input.text(value, "a hashtag")),
  asking: listed(question),
  askingClose: listed(question),
});

// words.js and across.js have put their methods around it already.
seal(MemoryStore, "store");

export { MemoryStore };
