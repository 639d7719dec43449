// The part that fits, and how well an extraction did. Answers like the native ones: answers.test.mjs.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Network, NetworkBuilder, UNION_SOURCE, score, stability } from "semnet";

const BEES = new NetworkBuilder("Why do bees dance?")
  .finding("Waggle Dance", "A forager tells the others where the flowers are.")
  .finding("Royal Jelly", "Larvae that are fed with it become queens.")
  .concept("Sun Compass", "Bees read direction from the sun.")
  .relationship({
    source: "Waggle Dance",
    relation: "is aimed by",
    target: "Sun Compass",
    passage: "Up on the comb means towards the sun.",
  })
  .build();

test("a context is a network within the limit, with the reason for each concept", () => {
  const { network, text, tokens, score, reasons } = BEES.context("How do they use the sun?", 50);
  assert.equal(tokens, 44);
  assert.ok(score > 0);
  assert.equal(
    text.split("\n").filter(Boolean).at(-1),
    "Waggle Dance —is aimed by→ Sun Compass “Up on the comb means towards the sun.”",
  );
  assert.equal(network.concept("Royal Jelly"), undefined);
  assert.equal(network.question, BEES.question);
  assert.deepEqual(
    reasons.map(({ concept }) => concept),
    network.concepts,
  );
  assert.equal(reasons.find(({ concept }) => concept.label === "Sun Compass").reason, "matches");
  assert.equal(BEES.context("How do they use the sun?", { tokens: 50 }).network.hashtag, network.hashtag);
  assert.ok(BEES.context("sun", Infinity).network.equals(BEES));
});

test("a counter of the caller counts each line, and what it throws is thrown", () => {
  const seen = [];
  const counter = (line) => {
    seen.push(line);
    return line.split(" ").length;
  };
  const { text, tokens } = BEES.context("sun", { tokens: 30, language: "en", counter });
  const lines = text.split("\n").filter(Boolean);
  assert.equal(
    tokens,
    lines.reduce((sum, line) => sum + line.split(" ").length, 0),
  );
  assert.ok(tokens <= 30 && seen.length > 2 && seen.every((line) => line.endsWith("\n")));
  const wrong = new Error("no tokenizer");
  const failing = () => {
    throw wrong;
  };
  assert.throws(() => BEES.context("sun", { tokens: 30, counter: failing }), wrong);
  assert.throws(() => BEES.context("sun", { tokens: 30, counter: () => -1 }), {
    code: "type",
    message: /`counter` returns/,
  });
  assert.throws(() => BEES.context("sun", { tokens: 30, counter: 1 }), { code: "type" });
  // Lines that count for more than any limit.
  assert.ok(BEES.context("sun", { tokens: 30, counter: () => Infinity }).network.conceptCount <= 1);
  const freeing = Network.fromBytes(BEES.bytes);
  const counted = freeing.context("sun", {
    tokens: 60,
    counter: (line) => {
      freeing.free();
      return line.length / line.length;
    },
  });
  assert.ok(counted.tokens > 0);
});

test("options of a context are looked at", () => {
  assert.throws(() => BEES.context("sun"), { code: "type" });
  assert.throws(() => BEES.context("sun", -1), { code: "type", message: /the limit of tokens/ });
  assert.throws(() => BEES.context("sun", { limit: 5 }), { code: "type", message: /no field "limit"/ });
  assert.throws(() => BEES.context("sun", { tokens: 5, language: "xx" }), { code: "language" });
  assert.throws(() => BEES.context(5, 5), { code: "type" });
});

test("a context of several networks says which each part is from", () => {
  const tides = new NetworkBuilder("What moves the sea?").finding("Moon", "It pulls, as the sun does.").build();
  const { network } = Network.contextAcross([BEES, tides], "What does the sun do?", 200);
  assert.equal(network.concept("Moon").attributes.find(({ name }) => name === UNION_SOURCE).value, tides.hashtag);
  const one = Network.contextAcross([BEES], "sun", 50);
  assert.equal(one.network.hashtag, BEES.context("sun", 50).network.hashtag);
  assert.throws(() => Network.contextAcross([], "sun", 50), { code: "build" });
  assert.throws(() => Network.contextAcross([{}], "sun", 50), { code: "type" });
});

test("a score says what matches and why, and what does not", () => {
  const reference = new NetworkBuilder("Who solved it?")
    .concept("Sherlock Holmes")
    .concept("Moriarty")
    .relationship({
      source: "Sherlock Holmes",
      relation: "hunts",
      target: "Moriarty",
      passage: "Holmes never slept that week.",
    })
    .build();
  const extracted = new NetworkBuilder("Who hunts whom?")
    .concept("Mr. Sherlock Holmes")
    .concept("Moriarty")
    .concept("Week")
    .relationship({
      source: "Mr. Sherlock Holmes",
      relation: "hunts",
      target: "Moriarty",
      passage: "holmes never slept",
    })
    .build();
  const { concepts, relationships, passages, text } = score(extracted, reference);
  assert.deepEqual(
    concepts.matched.map(({ extracted, reference, ...why }) => [extracted.label, reference.label, why]),
    [
      ["Moriarty", "Moriarty", { reason: "equal" }],
      ["Mr. Sherlock Holmes", "Sherlock Holmes", { reason: "nearLabel", matchReason: "address" }],
    ],
  );
  assert.deepEqual(
    concepts.unmatchedExtracted.map(({ label }) => label),
    ["Week"],
  );
  assert.deepEqual([concepts.recall, concepts.unmatchedReference, relationships.f1, passages.f1], [1, [], 1, 1]);
  assert.equal(passages.matched[0].reason, "partOfPassage");
  assert.match(text, /^concepts: precision 0\.667, recall 1\.000, F1 0\.800\n/);
  const renamed = reference.editor();
  renamed.setRelation(reference.relationships[0], "fears");
  const other = renamed.network();
  assert.equal(score(other, reference).relationships.f1, 0);
  assert.equal(score(other, reference, { anyRelation: true }).relationships.matched[0].reason, "nearRelation");
  assert.deepEqual(stability([reference, reference]), { concepts: 1, relationships: 1, passages: 1 });
  assert.equal(stability([reference, other]).relationships, 0);
  assert.equal(stability([reference, other], { anyRelation: true }).relationships, 1);
  assert.throws(() => score(extracted, {}), { code: "type" });
  assert.throws(() => score(extracted, reference, { language: "xx" }), { code: "language" });
  assert.throws(() => score(extracted, reference, { any: true }), { code: "type" });
  assert.throws(() => stability(reference), { code: "type" });
});
