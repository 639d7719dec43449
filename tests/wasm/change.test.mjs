// How networks differ, and how they become one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Network, NetworkBuilder, UNION_SOURCE } from "semnet";

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
    message: /missing field `to`/,
  });
  assert.throws(() => base.apply([{ change: "titleChanged", from: "", to: "\ud800" }]), { code: "text", index: 0 });
  assert.throws(() => base.apply([{ change: 1n }]), { code: "type", message: /plain data, this is a bigint/ });
  assert.throws(() => base.apply(changes[0]), { code: "type", message: /an array of changes/ });
  assert.throws(() => base.apply([undefined]), { code: "type" });
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
