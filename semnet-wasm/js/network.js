// Networks: where they come from, what is in them, what they go into, and the look-ups.

import { around, simple, withConcept, withConcepts } from "./around.js";
import { cacheOf, raw, someStrings } from "./cache.js";
import * as input from "./input.js";
import * as output from "./output.js";
import { answeredConcepts, answeredRelationships, toConcept, toConcepts, toPath, toRelationships } from "./output.js";
import { Network } from "./semnet.js";

/** What the cache asks for, before anything is put around these. */
for (const name of ["clone", "findConcept", "free", "labels", "passagesOf", "questionConcept", "relations", "textsOf"]) {
  const method = Network.prototype[name];
  raw[name] = (network, ...values) => method.apply(network, values);
}
const { get: conceptCount } = Object.getOwnPropertyDescriptor(Network.prototype, "conceptCount");
raw.conceptCount = (network) => conceptCount.call(network);
for (const name of ["clone", "passagesOf", "textsOf"]) delete Network.prototype[name];

const bySide = (method) =>
  function (concept, relation) {
    const number = input.concept(this, concept);
    if (relation !== undefined) input.text(relation, "a relation");
    // As steps, for those of one relation are kept: its name need not cross again.
    return input.withSteps(relation, (steps) => answeredRelationships(this, method.call(this, number, steps)));
  };

/** The base of links when no other is given. */
export const DEFAULT_BASE = "semnet:";

const withBase = (method) =>
  function (base) {
    return method.call(this, input.optionalText(base, "the base of a link", DEFAULT_BASE));
  };

around(Network, {
  toJSON: simple((_, json) => JSON.parse(json)),
  attributes: simple((_, text) => output.attributes(text)),
  findings: simple(toConcepts),
  concepts: simple(toConcepts),
  relationships: simple(toRelationships),
  highlights: simple(toRelationships),
  relations: simple((_, text) => someStrings(text)),
  labels: () =>
    function (concepts) {
      const cache = cacheOf(this);
      if (concepts === undefined) return cache.allLabels();
      return Array.from(input.concepts(this, concepts), (number) => cache.label(number));
    },
  toArrays: simple((network, numbers) => output.arrays(cacheOf(network), numbers)),
  toReport: simple((_, found) => output.written(found)),
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
  conceptsCalled: (method) =>
    function (label) {
      return toConcepts(this, method.call(this, input.text(label, "a label")));
    },
  conceptById: (method) =>
    function (id) {
      return toConcept(this, method.call(this, input.place(id, "the number of a concept")));
    },
  questionConcept: simple(toConcept),
  relationshipById: (method) =>
    function (id) {
      return toRelationships(this, method.call(this, input.place(id, "the number of a relationship")))[0];
    },
  relationId: (method) =>
    function (relation) {
      return method.call(this, input.text(relation, "a relation"));
    },
  outgoing: bySide,
  incoming: bySide,
  neighbors: withConcept(answeredConcepts),
  between: withConcepts(toRelationships),
  breadthFirst: (method) =>
    function (starts, steps) {
      const several = Array.isArray(starts) || starts instanceof Uint32Array;
      const from = starts === undefined ? undefined : input.concepts(this, several ? starts : [starts]);
      return input.withSteps(steps, (steps) => method.call(this, from, steps));
    },
  shortestPath: withConcepts(toPath),
});

const { fromReport, fromJSON, fromBytes } = Network;
Network.fromReport = (report) => fromReport(input.textOrBytes(report, "a report"));
Network.fromJSON = (json) => fromJSON(input.textOrBytes(json, "the JSON form of a network"));
Network.fromBytes = (bytes) => fromBytes(input.bytes(bytes, "the bytes of a network"));
