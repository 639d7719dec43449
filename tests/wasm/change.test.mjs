// How networks differ, and how they become one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Network, NetworkBuilder, UNION_SOURCE, inverse } from "semnet";

const network = (text, also) => new NetworkBuilder("Q?").finding("A", text).concept(also).build();
const base = network("Red.", "B");

test("a difference is a list of plain changes, each with its words", () => {
  assert.deepEqual(base.diff(network("Blue.", "B")), [
    {
      change: "findingReworded",
      label: "A",
      from: "Red.",
      to: "Blue.",
      text: 'finding "A" reworded: "Red." became "Blue."',
    },
  ]);
  assert.deepEqual(base.diff(base), []);
  assert.deepEqual(base.diff(Network.fromBytes(base.bytes)), []);
  const more = base.toBuilder().relationship({ source: "Q?", relation: "r", target: "B", passage: "p" }).build();
  assert.deepEqual(base.diff(more), [
    {
      change: "relationshipAdded",
      relationship: { source: null, relation: "r", target: "B", passage: "p", attributes: [] },
      text: "relationship the question —r→ B “p” added",
    },
  ]);
  assert.throws(() => base.diff(), { code: "type", message: /the network must be a Network/ });
});

test("changes are made to a network, also when they come from JSON", () => {
  const after = network("Blue.", "C");
  const changes = base.diff(after);
  assert.equal(base.apply(changes).hashtag, after.hashtag);
  assert.equal(base.apply(JSON.parse(JSON.stringify(changes))).hashtag, after.hashtag);
  assert.equal(base.apply(changes.map(({ text, ...parts }) => parts)).hashtag, after.hashtag);
  assert.equal(base.apply([]).hashtag, base.hashtag);
  assert.throws(() => network("Green.", "B").apply(changes), {
    code: "change",
    message: /^cannot apply .*: it is "Green\."/,
  });
  assert.throws(() => base.apply([{ change: "nothing" }]), { code: "change", message: /unknown variant `nothing`/ });
  assert.throws(() => base.apply([{ change: "titleChanged", from: "" }]), {
    code: "change",
    message: /^changes\[0\]: missing field `to`/,
  });
  assert.throws(() => base.apply([{ change: "titleChanged", from: "", to: "\ud800" }]), { code: "text", index: 0 });
  assert.throws(() => base.apply([{ change: 1n }]), {
    code: "change",
    message: "changes[0].change must be a string, not a bigint",
  });
  assert.throws(() => base.apply(changes[0]), { code: "change", message: /an array of changes/ });
  assert.throws(() => base.apply([undefined]), { code: "change" });
});

test("a change of another shape is refused with its path, wherever changes go in", () => {
  const relationship = { source: "A", relation: "r", target: "B", passage: "", attributes: [] };
  const concept = { label: "C", text: "", attributes: [] };
  const WRONG = [
    [7, " must be an object with change, not a number"],
    [[], " must be an object with change, not an array"],
    [{}, ": missing field `change`"],
    [{ change: "titleChanged", from: null, to: "" }, ".from must be a string, not null"],
    [{ change: "findingMoved", label: "A", from: 0, to: "1" }, ".to must be a whole number from 0 to 4294967295"],
    [{ change: "findingMoved", label: "A", from: -1, to: 1 }, ".from must be a whole number from 0 to 4294967295"],
    [{ change: "becameFinding", label: new Map(), place: 0 }, ".label must be a string, not an object (Map)"],
    [{ change: "becameFinding", label: "A", place: NaN }, ".place must be a whole number"],
    [{ change: "conceptAdded", concept: "C" }, ".concept must be an object"],
    [{ change: "conceptAdded", concept: { ...concept, text: 1 } }, ".concept.text must be a string, not a number"],
    [{ change: "conceptAdded", concept: { ...concept, attributes: {} } }, ".concept.attributes must be an array"],
    [{ change: "conceptAdded", concept: { ...concept, attributes: [{ name: "n" }] } }, ".concept.attributes[0].value"],
    [{ change: "conceptAdded", concept: { label: "C", text: "" } }, ".concept.attributes must be an array of objects"],
    [{ change: "conceptAdded", concept: new Map() }, ".concept must be an object with label, text, attributes, not"],
    [
      { change: "relationshipAdded", relationship: { ...relationship, source: undefined } },
      ".relationship.source must",
    ],
    [{ change: "relationshipAdded", relationship: { ...relationship, target: 7 } }, ".relationship.target must be a"],
    [{ change: "relationshipAdded", relationship: { ...relationship, id: 1 } }, ": unknown field `id`"],
    [{ change: "attributeAdded", on: "concept", attribute: { name: "n", value: "" } }, '.on must be "network", or an'],
    [{ change: "attributeAdded", on: {}, attribute: { name: "n", value: "" } }, '.on must be "network", or an'],
    [{ change: "attributeAdded", on: { concept: 1 }, attribute: { name: "n", value: "" } }, ".on.concept must be a"],
    [{ change: "attributeAdded", on: "network", attribute: null }, ".attribute must be an object with name, value"],
  ];
  const [first] = base.diff(network("Blue.", "C"));
  for (const [change, message] of WRONG) {
    for (const call of [(changes) => base.apply(changes), (changes) => base.editor().apply(changes), inverse]) {
      assert.throws(
        () => call([first, change]),
        (error) => error.code === "change" && error.message.startsWith(`changes[1]${message}`),
        message,
      );
    }
  }
});

test("a merge has what both sides changed, and lists where they disagree", () => {
  const { network: merged, conflicts } = Network.merge(base, network("Blue.", "B"), network("Green.", "C"));
  assert.equal(merged.hashtag, network("Blue.", "C").hashtag);
  assert.deepEqual(conflicts, [
    {
      conflict: "findingReworded",
      label: "A",
      ours: "Blue.",
      theirs: "Green.",
      text: 'both reworded the finding "A": ours "Blue."; theirs "Green."',
    },
  ]);
  assert.deepEqual(Network.merge(base, base, network("Blue.", "C")).conflicts, []);
  assert.throws(() => Network.merge(base, base), { code: "type" });
});

test("a union says where each part came from, and leaves its networks as they were", () => {
  const other = new NetworkBuilder("R?").concept("A", "Red. And blue.").build();
  const union = Network.union([base, other, base]);
  assert.equal(union.question, "Q? / R?");
  const sources = union
    .concept("A")
    .attributes.filter(({ name }) => name === UNION_SOURCE)
    .map(({ value }) => value);
  assert.deepEqual(sources, [base.hashtag, other.hashtag].sort());
  assert.equal(Network.union([other, base]).hashtag, union.hashtag);
  assert.equal(base.question, "Q?");
  assert.throws(() => Network.union([]), { code: "build" });
  assert.throws(() => Network.union(base), { code: "type", message: /an array of networks/ });
  assert.throws(() => Network.union([base, {}]), { code: "type" });
  const freed = Network.fromBytes(base.bytes);
  freed.free();
  assert.throws(() => Network.union([base, freed]), { code: "freed" });
});
