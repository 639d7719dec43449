// Stores in memory.

import { around } from "./around.js";
import { strings } from "./cache.js";
import * as input from "./input.js";
import { fingerprint } from "./names.js";
import { MemoryStore } from "./semnet.js";

const question = (value) => input.text(value, "a question");
const limit = (value) => (value === undefined ? 100 : input.count(value, "the limit"));
const listed = (look) => (method) =>
  function (value, most) {
    return toEntries(method.call(this, look(value), limit(most)));
  };
const named = (method) =>
  function (value) {
    return method.call(this, fingerprint(value));
  };

function toEntries(text, more) {
  if (text === "") return [];
  return text.split("\x01").map((entry) => {
    const [fingerprint, question, title, last] = strings(entry);
    const known = { fingerprint, hashtag: fingerprint.slice(0, 11), question, title };
    return more === undefined || last === "" ? known : { ...known, [more]: last };
  });
}

function toRecovered([kind, found]) {
  if (kind === "network") return { kind, network: found };
  return kind === "several"
    ? { kind, choices: toEntries(found, "name") }
    : { kind, suggestions: toEntries(found, "difference") };
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
      return toEntries(method.call(this, begins, limit(most), start));
    },
  lookAlikes: listed((value) => input.text(value, "a hashtag")),
  asking: listed(question),
  askingClose: listed(question),
});
