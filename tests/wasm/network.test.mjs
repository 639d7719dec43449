// Networks: from a report and from bytes, what is in them, and back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { runInNewContext } from "node:vm";
import { Network, NetworkBuilder } from "semnet";
import { HASHTAG, REPORT } from "./bees.mjs";

const QUESTION = "Why do bees dance?";
const network = Network.fromReport(REPORT);

test("a report becomes a network with the hashtag that the native program gives it", () => {
  assert.equal(network.hashtag, HASHTAG);
  assert.equal(network.fingerprint.length, 44);
  assert.ok(network.fingerprint.startsWith(HASHTAG));
  assert.equal(network.question, QUESTION);
  assert.equal(network.title, "How Bees Tell the Way");
});

test("a report may be bytes, and be copied in another form", () => {
  for (const copy of [
    new TextEncoder().encode(REPORT),
    Buffer.from(REPORT),
    REPORT.replaceAll("\n", "\r\n"),
    `\ufeff${REPORT}`,
    REPORT.replace("Sun Compass via", "Sun Compassvia").replace("“", "«").replace("”", "»"),
  ]) {
    assert.equal(Network.fromReport(copy).fingerprint, network.fingerprint);
  }
});

test("findings keep their order, concepts are sorted", () => {
  assert.deepEqual(network.findings, [
    {
      id: 3,
      label: "Waggle Dance",
      text: "A forager tells the others where the flowers are.",
      attributes: [],
      isQuestion: false,
    },
    {
      id: 0,
      label: "Stop Signal",
      text: "A head butt ends the dance of a bee that praises a dangerous place.",
      attributes: [],
      isQuestion: false,
    },
  ]);
  const concepts = network.concepts;
  assert.deepEqual(
    concepts.map(({ id, label }) => [id, label]),
    [
      [0, "Stop Signal"],
      [1, "Sun Compass"],
      [2, "Ultraviolet Sky"],
      [3, "Waggle Dance"],
      [4, QUESTION],
    ],
  );
  assert.deepEqual(concepts[4], { id: 4, label: QUESTION, attributes: [], isQuestion: true });
});

test("highlights are relationships, and findings are Key Finding relationships", () => {
  const cue = { source: QUESTION, sourceId: 4, relation: "Cue", attributes: [], isKeyFinding: false };
  const highlights = [
    { id: 0, ...cue, target: "Sun Compass", targetId: 1, passage: "Up on the comb means towards the sun." },
    { id: 1, ...cue, target: "Ultraviolet Sky", targetId: 2 },
  ];
  assert.deepEqual(network.highlights, highlights);
  const finding = { source: QUESTION, sourceId: 4, relation: "Key Finding", attributes: [], isKeyFinding: true };
  assert.deepEqual(network.relationships, [
    ...highlights,
    { id: 2, ...finding, target: "Stop Signal", targetId: 0 },
    { id: 3, ...finding, target: "Waggle Dance", targetId: 3 },
  ]);
});

test("what comes out is plain", () => {
  for (const object of [...network.concepts, ...network.relationships, network.toReport()]) {
    assert.equal(Object.getPrototypeOf(object), Object.prototype);
    assert.deepEqual(JSON.parse(JSON.stringify(object)), object);
  }
});

test("bytes bring the network back, and are a copy", () => {
  const bytes = network.bytes;
  assert.equal(bytes.constructor, Uint8Array);
  assert.equal(Network.fromBytes(bytes).fingerprint, network.fingerprint);
  bytes.fill(0);
  assert.deepEqual(Network.fromBytes(network.bytes).bytes, network.bytes);
});

test("bytes may be a Buffer, a part of a buffer, or of another realm", () => {
  const { bytes } = network;
  const wide = new Uint8Array(bytes.length + 2);
  wide.set(bytes, 1);
  const foreign = runInNewContext("Uint8Array").from(bytes);
  assert.ok(!(foreign instanceof Uint8Array));
  for (const same of [Buffer.from(bytes), wide.subarray(1, -1), foreign]) {
    assert.equal(Network.fromBytes(same).hashtag, HASHTAG);
  }
});

test("a report that is written brings the network back", () => {
  const { text, omitted } = network.toReport();
  assert.deepEqual(omitted, {
    questions: 0,
    titles: 0,
    findings: 0,
    concepts: 0,
    texts: 0,
    relationships: 0,
    passages: 0,
    attributes: 0,
    orders: 0,
  });
  assert.equal(Network.fromReport(text).fingerprint, network.fingerprint);
  assert.equal(Network.fromReport(text).toReport().text, text);
});

test("what a report cannot hold is counted", () => {
  const { text, omitted } = new NetworkBuilder(QUESTION)
    .title("Key Findings")
    .attribute("language", "en")
    .finding("No Text")
    .concept("Alone")
    .concept("Sun Compass", "a text")
    .relationship({ source: "Alone", relation: "r", target: "No Text" })
    .relationship({ source: "Alone", relation: "s", target: "No Text" })
    .highlight({ source: QUESTION, relation: "Cue", target: "Sun Compass" })
    .build()
    .toReport();
  assert.deepEqual(omitted, {
    questions: 0,
    titles: 1,
    findings: 1,
    concepts: 1,
    texts: 1,
    relationships: 2,
    passages: 0,
    attributes: 1,
    orders: 0,
  });
  assert.equal(Network.fromReport(text).highlights[0].target, "Sun Compass");
});

test("a network can be freed, and is freed at the end of its block", () => {
  const copy = Network.fromBytes(network.bytes);
  copy.free();
  assert.throws(() => copy.hashtag, { code: "freed" });
  assert.equal(Network.prototype[Symbol.dispose], Network.prototype.free);
  assert.equal(network.hashtag, HASHTAG);
});

test("JSON goes in and comes out", () => {
  assert.equal(Network.fromJSON(JSON.stringify(network)).fingerprint, network.fingerprint);
  assert.equal(Network.fromJSON(new TextEncoder().encode(JSON.stringify(network))).fingerprint, network.fingerprint);
  const form = network.toJSON();
  assert.equal(Object.getPrototypeOf(form), Object.prototype);
  assert.deepEqual(JSON.parse(JSON.stringify(form)), form);
  assert.equal(form.question, QUESTION);
  assert.throws(() => Network.fromJSON('{"question": 7}'), { name: "SemnetError", code: "json", line: 1, column: 14 });
  assert.throws(() => Network.fromJSON('{"question": "Q?", "concepts": [{"label": ""}]}'), {
    code: "json",
    message: /^concepts\[0\]: a concept has no label/,
  });
});

test("concepts of a large network stay the same ones, however many of them are requested by label", () => {
  const builder = new NetworkBuilder("How many?").finding("Finding");
  for (let number = 0; number < 2_000; number += 1) {
    builder.concept(`Concept ${number}`, `What there is to say of concept ${number}, which has a text.`);
    builder.relationship({ source: `Concept ${number}`, relation: "r", target: "Concept 0" });
  }
  const { bytes } = builder.build();
  assert.ok(bytes.length > 2 ** 16);
  const network = Network.fromBytes(bytes);
  const held = new Map();
  for (const label of network.labels()) {
    const concept = network.concept(label);
    assert.equal(concept.label, label);
    held.set(label, concept);
    assert.equal(network.findConcept(label.toUpperCase()), concept);
    assert.equal(network.neighbors(label).length, label === "Concept 0" ? 2_000 : 1);
    assert.equal(network.concept(`${label} x`), undefined);
  }
  assert.equal(held.size, 2_002);
  for (const concept of network.concepts) {
    assert.equal(held.get(concept.label), concept);
    assert.equal(network.concept(` ${concept.label} `), concept);
    assert.equal(network.concept(concept.label), concept);
    assert.equal(network.conceptById(concept.id), concept);
  }
  assert.equal(network.questionConcept.isQuestion, true);
  assert.equal(network.concept("How many?"), network.questionConcept);
});

test("the order in which concepts and relationships are asked for makes no difference", () => {
  const builder = new NetworkBuilder("How many?");
  for (let number = 0; number < 400; number += 1) {
    builder.concept(`Concept ${number}`, number % 3 === 0 ? `Text ${number}` : "");
    builder.conceptAttribute(`Concept ${number}`, "number", `${number}`);
    const passage = number % 2 === 0 ? `Passage ${number}` : "";
    builder.relationship({ source: `Concept ${number}`, relation: `r${number % 7}`, target: "Concept 0", passage });
  }
  const { bytes } = builder.build();
  const fresh = () => Network.fromBytes(bytes);
  const { concepts, relationships } = fresh();
  const [backwards, byLabel, byOutgoing, mixed] = [fresh(), fresh(), fresh(), fresh()];
  for (const concept of concepts.toReversed()) {
    assert.deepEqual(backwards.conceptById(concept.id), concept);
    assert.deepEqual(byLabel.concept(concept.label), concept);
    assert.equal(byLabel.concept(concept.label), byLabel.concept(concept.label));
    assert.deepEqual(byLabel.concept(` ${concept.label} `), concept);
    const expected = relationships.filter(({ sourceId }) => sourceId === concept.id);
    assert.deepEqual(byOutgoing.outgoing(concept), expected);
  }
  mixed.conceptById(399);
  mixed.relationshipById(5);
  for (const network of [backwards, byLabel, byOutgoing, mixed]) {
    assert.deepEqual(network.concepts, concepts);
    assert.deepEqual(network.relationships, relationships);
    assert.equal(JSON.stringify(network), JSON.stringify(fresh()));
  }
  assert.equal(byLabel.concept("Concept 400"), undefined);
  assert.ok(Object.isFrozen(fresh().toJSON().relationships[3]));
});
