// The classes and functions of the package: those of the module, with the conversions of input.js before each call and
// those of output.js behind it. Types and documentation are those that the module declares.

import * as input from "./input.js";
import * as output from "./output.js";
import { SemnetError } from "./error.js";
import { raw } from "./output.js";
import * as module from "./semnet.js";
import { MemoryStore, Network, NetworkBuilder, Rows } from "./semnet.js";

const { cacheOf } = output;

// --- Network -----------------------------------------------------------------------------------------------------

/** What the cache asks for, before the methods are put around these. */
for (const name of ["clone", "findConcept", "labels", "passagesOf", "questionConcept", "relations", "textsOf"]) {
  const method = Network.prototype[name];
  raw[name] = (network, ...values) => method.apply(network, values);
}
const { get: conceptCount } = Object.getOwnPropertyDescriptor(Network.prototype, "conceptCount");
raw.conceptCount = (network) => conceptCount.call(network);
for (const name of ["clone", "passagesOf", "textsOf"]) delete Network.prototype[name];

/** Puts `around(method)` in the place of each method, which must be called on an object that was not freed. */
function define(class_, name, methods) {
  for (const [key, around] of Object.entries(methods)) {
    class_.prototype[key] = around(class_.prototype[key]);
  }
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
    if (this.__wbg_ptr !== 0) free.call(input.alive(this, name));
  };
  if (Symbol.dispose) class_.prototype[Symbol.dispose] = class_.prototype.free;
}

/** A method with the steps behind `count` concepts. */
const withConcepts = (count, after) => (method) =>
  function (...values) {
    const concepts = values.slice(0, count).map((value) => input.concept(this, value));
    return input.withSteps(values[count], (steps) => after(this, method.call(this, ...concepts, steps)));
  };

/** A method with steps alone. */
const withSteps = (after) => (method) =>
  function (steps) {
    return input.withSteps(steps, (steps) => after(this, method.call(this, steps)));
  };

const toConcepts = (network, found) => output.conceptsOf(cacheOf(network), found);
const toConcept = (network, found) => output.conceptOf(cacheOf(network), found);
const toRelationships = (network, found) => output.relationshipsOf(cacheOf(network), found);
const toPath = (network, found) => output.path(cacheOf(network), found);
const toScores = (_, [numbers, highest]) => ({ numbers, highest });
const toGroups = (network, found) => output.groups(network.conceptCount, found);

const simple = (after) => (method) =>
  function () {
    return after(this, method.call(this));
  };

const bySide = (method) =>
  function (concept, relation) {
    const number = input.concept(this, concept);
    if (relation !== undefined) input.text(relation, "a relation");
    return output.relationshipsOf(cacheOf(this), method.call(this, number, relation));
  };

const withBase = (method) =>
  function (base) {
    return method.call(this, input.optionalText(base, "the base of a link", DEFAULT_BASE));
  };

/** The base of links when no other is given. */
export const DEFAULT_BASE = "semnet:";

const WHOLE = 2 ** 32 - 1;

define(Network, "network", {
  toJSON: (method) =>
    function () {
      return JSON.parse(method.call(this));
    },
  attributes: (method) =>
    function () {
      return output.attributes(method.call(this));
    },
  findings: simple(toConcepts),
  concepts: simple(toConcepts),
  relationships: simple(toRelationships),
  highlights: simple(toRelationships),
  relations: (method) =>
    function () {
      return output.someStrings(method.call(this));
    },
  labels: () =>
    function (concepts) {
      const cache = cacheOf(this);
      if (concepts === undefined) return cache.allLabels();
      return Array.from(input.concepts(this, concepts), (number) => cache.label(number));
    },
  toArrays: (method) =>
    function () {
      return output.arrays(cacheOf(this), method.call(this));
    },
  toReport: (method) =>
    function () {
      return output.report(method.call(this));
    },
  toLink: withBase,
  toShortLink: withBase,
  concept: (method) =>
    function (label) {
      return toConcept(this, method.call(this, input.text(label, "a label")));
    },
  findConcept: () =>
    function (label) {
      return toConcept(this, cacheOf(this).number(input.text(label, "a label")));
    },
  conceptById: (method) =>
    function (id) {
      return toConcept(this, method.call(this, Math.min(input.count(id, "the number of a concept"), WHOLE)));
    },
  questionConcept: simple(toConcept),
  relationshipById: (method) =>
    function (id) {
      const number = Math.min(input.count(id, "the number of a relationship"), WHOLE);
      return toRelationships(this, method.call(this, number))[0];
    },
  relationId: (method) =>
    function (relation) {
      return method.call(this, input.text(relation, "a relation"));
    },
  outgoing: bySide,
  incoming: bySide,
  neighbors: withConcepts(1, toConcepts),
  between: withConcepts(2, toRelationships),
  breadthFirst: (method) =>
    function (starts, steps) {
      const several = Array.isArray(starts) || starts instanceof Uint32Array;
      const from = starts === undefined ? undefined : input.concepts(this, several ? starts : [starts]);
      return input.withSteps(steps, (steps) => method.call(this, from, steps));
    },
  shortestPath: withConcepts(2, toPath),
  shortestPathWeighted: (method) =>
    function (from, to, weight, steps) {
      const [start, end, weigh] = [input.concept(this, from), input.concept(this, to), input.weight(this, weight)];
      // On a network of its own, for the weight may free this one.
      const cache = cacheOf(this).copy();
      return input.withSteps(steps, (steps) => output.path(cache, method.call(cache.network, start, end, weigh, steps)));
    },
  kShortestPaths: (method) =>
    function (from, to, k, steps) {
      const ends = [input.concept(this, from), input.concept(this, to)];
      const most = input.count(k, "the number of paths");
      return input.withSteps(steps, (steps) => new Paths(cacheOf(this).copy(), method.call(this, ...ends, most, steps)));
    },
  kShortestPathsWeighted: (method) =>
    function (from, to, k, weight, steps) {
      const ends = [input.concept(this, from), input.concept(this, to)];
      const most = input.count(k, "the number of paths");
      const weigh = input.weight(this, weight);
      return input.withSteps(
        steps,
        (steps) => new Paths(cacheOf(this).copy(), method.call(this, ...ends, most, weigh, steps)),
      );
    },
  allSimplePaths: withConcepts(2, (network, found) => new Paths(cacheOf(network).copy(), found)),
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
  commonAncestors: withConcepts(2, (network, found) => output.commonAncestors(cacheOf(network), found)),
  isRelated: (method) =>
    function (a, b, steps, transitively = false) {
      const ends = [input.concept(this, a), input.concept(this, b)];
      input.boolean(transitively, "`transitively`");
      return input.withSteps(steps, (steps) => method.call(this, ...ends, steps, transitively));
    },
  select: (method) =>
    function (patterns, steps) {
      input.text(patterns, "the patterns");
      return input.withSteps(steps, (steps) => {
        const rows = method.call(this, patterns, steps);
        cachesOfRows.set(rows, cacheOf(this).copy());
        return rows;
      });
    },
  pagerank: (method) =>
    function (steps, options) {
      const numbers = input.pageRank(options);
      return input.withSteps(steps, (steps) => toScores(this, method.call(this, steps, numbers)));
    },
  pagerankWeighted: (method) =>
    function (weight, steps, options) {
      const weigh = input.weight(this, weight);
      const numbers = input.pageRank(options);
      const { network } = cacheOf(this).copy();
      return input.withSteps(steps, (steps) => toScores(this, method.call(network, weigh, steps, numbers)));
    },
  betweenness: withSteps(toScores),
  betweennessSampled: (method) =>
    function (samples, seed, steps) {
      const most = input.count(samples, "the number of samples");
      const drawn = input.seed(seed);
      return input.withSteps(steps, (steps) => toScores(this, method.call(this, most, drawn, steps)));
    },
  degree: withSteps(toScores),
  components: withSteps(toGroups),
  themes: (method) =>
    function (steps, resolution = 1) {
      input.number(resolution, "the resolution");
      return input.withSteps(steps, (steps) => {
        const { numbers, weight: modularity } = method.call(this, steps, resolution);
        return { ...toGroups(this, numbers), modularity };
      });
    },
  bridges: withSteps(toRelationships),
  articulationPoints: withSteps(toConcepts),
  highlight: withSteps((network, found) => output.highlight(cacheOf(network), found)),
});

for (const name of ["fromReport", "fromJSON", "fromBytes"]) {
  const read = Network[name];
  const look = name === "fromBytes" ? input.bytes : input.textOrBytes;
  const what = { fromReport: "a report", fromJSON: "the JSON form of a network", fromBytes: "the bytes of a network" };
  Network[name] = (value) => read(look(value, what[name]));
}

// --- Paths and Rows ----------------------------------------------------------------------------------------------

/** Paths, each searched for when it is asked for. */
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

const cachesOfRows = new WeakMap();

define(Rows, "list of rows", {
  at: (method) =>
    function (row) {
      const numbers = method.call(this, Math.min(input.count(row, "the number of a row"), WHOLE));
      if (numbers === undefined) return undefined;
      const cache = cachesOfRows.get(this);
      // Not by assignment: a variable may be called `__proto__`.
      return Object.fromEntries(variablesOf(this).map((name, place) => [name, cache.label(numbers[place])]));
    },
  evidence: (method) =>
    function (row) {
      const number = Math.min(input.count(row, "the number of a row"), WHOLE);
      return output.evidence(cachesOfRows.get(this), method.call(this, number));
    },
});

const variables = new WeakMap();

function variablesOf(rows) {
  let known = variables.get(rows);
  if (known === undefined) variables.set(rows, (known = rows.variables));
  return known;
}

for (const name of ["variables", "unknown"]) {
  const { get } = Object.getOwnPropertyDescriptor(Rows.prototype, name);
  Object.defineProperty(Rows.prototype, name, {
    configurable: true,
    get() {
      return output.someStrings(get.call(this));
    },
  });
}

Rows.prototype[Symbol.iterator] = function* () {
  for (let row = 0; row < this.length; row += 1) yield this.at(row);
};

// --- NetworkBuilder ----------------------------------------------------------------------------------------------

/** A method that adds something returns the builder, which a method of the module cannot. */
const chained = (look) => (method) =>
  function (...values) {
    method.apply(this, look(...values));
    return this;
  };

const withText = chained((label, text) => [
  input.text(label, "a label"),
  input.optionalText(text, "the text of a concept"),
]);
const withRelationship = chained((relationship) => [input.newRelationship(relationship)]);

define(NetworkBuilder, "builder", {
  title: chained((title) => [input.text(title, "the title")]),
  attribute: chained((name, value) => [
    input.text(name, "an attribute's name"),
    input.text(value, "an attribute's value"),
  ]),
  concept: withText,
  finding: withText,
  conceptAttribute: chained((label, name, value) => [
    input.text(label, "a label"),
    input.text(name, "an attribute's name"),
    input.text(value, "an attribute's value"),
  ]),
  relationship: withRelationship,
  highlight: withRelationship,
});

/** The constructor of the module trusts its argument. */
const CheckedBuilder = new Proxy(NetworkBuilder, {
  construct: (class_, [question], newTarget) =>
    Reflect.construct(class_, [input.text(question, "the question")], newTarget),
});
NetworkBuilder.prototype.constructor = CheckedBuilder;

// --- MemoryStore -------------------------------------------------------------------------------------------------

const fingerprint = (value) => input.text(value, "a fingerprint");
const question = (value) => input.text(value, "a question");
const limit = (value) => (value === undefined ? 100 : input.count(value, "the limit"));
const listed = (look) => (method) =>
  function (value, most) {
    return output.entries(method.call(this, look(value), limit(most)));
  };
const named = (method) =>
  function (value) {
    return method.call(this, fingerprint(value));
  };

define(MemoryStore, "store", {
  add: (method) =>
    function (network) {
      return method.call(this, input.network(network));
    },
  get: named,
  name: named,
  recover: (method) =>
    function (typed) {
      return output.recovered(method.call(this, input.text(typed, "what was typed")));
    },
  entries: (method) =>
    function (prefix, most, from) {
      const start = from === undefined ? undefined : fingerprint(from);
      const begins = input.optionalText(prefix, "the beginning of a fingerprint");
      return output.entries(method.call(this, begins, limit(most), start));
    },
  lookAlikes: listed((value) => input.text(value, "a hashtag")),
  asking: listed(question),
  askingClose: listed(question),
});

// --- functions ---------------------------------------------------------------------------------------------------

export const parseHashtag = (text) => module.parseHashtag(input.text(text, "a hashtag"));
export const formatHashtag = (number) => module.formatHashtag(input.hashtagNumber(number));
export const fingerprintOf = (bytes) => module.fingerprintOf(input.bytes(bytes, "the bytes of a network"));
export const parseFingerprint = (text) => module.parseFingerprint(fingerprint(text));
export const nextFingerprint = (text) => module.nextFingerprint(fingerprint(text));

export function formatFingerprint(bytes) {
  input.bytes(bytes, "the bytes of a fingerprint");
  if (bytes.length === 32) return module.formatFingerprint(bytes);
  throw new SemnetError(`a fingerprint has 32 bytes, these are ${bytes.length}`, "type");
}

export function fingerprintRange(prefix) {
  const range = module.fingerprintRange(input.text(prefix, "the beginning of a fingerprint"));
  return { first: range.slice(0, 44), last: range.slice(44) };
}

export const parseLink = (text) => output.link(module.parseLink(input.text(text, "a link")));
export const parseQueryBar = (typed) => output.queryBar(module.parseQueryBar(input.text(typed, "what was typed")));

export { MemoryStore, Network, CheckedBuilder as NetworkBuilder, Rows, SemnetError };
