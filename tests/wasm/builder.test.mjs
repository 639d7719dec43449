// The builder: parts in, a network out.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Network, NetworkBuilder } from "semnet";
import { HASHTAG, REPORT } from "./bees.mjs";

const QUESTION = "Why do bees dance?";
const AIM = { source: "Waggle Dance", relation: "is aimed by", target: "Sun Compass" };

test("the same parts are the same network as in Rust", () => {
  // The example of NetworkBuilder in semnet-core's documentation.
  const network = new NetworkBuilder(QUESTION)
    .finding("Waggle Dance", "A forager tells the others where the flowers are.")
    .concept("Sun Compass")
    .relationship(AIM)
    .build();
  assert.equal(network.hashtag, "BY21GHZ7VJ3");
});

test("the same parts are the same network as in a report, in any order", () => {
  const network = new NetworkBuilder(` Why  do bees\ndance? `)
    .highlight({
      source: QUESTION,
      relation: "Cue",
      target: "Sun Compass",
      passage: "Up on the comb means towards the sun.",
    })
    .highlight({ source: QUESTION, relation: "Cue", target: "Ultraviolet Sky" })
    .concept("Ultraviolet Sky")
    .concept("Sun Compass", "")
    .finding("Waggle Dance", "A forager tells the others where the flowers are.")
    .finding("Stop Signal", "A head butt ends the dance of a bee that praises a dangerous place.")
    .title("How Bees Tell the Way")
    .build();
  assert.equal(network.hashtag, HASHTAG);
});

test("every method that adds something returns the builder", () => {
  const builder = new NetworkBuilder(QUESTION);
  const arguments_ = { relationship: [AIM], highlight: [AIM], addAll: [{ relationships: [AIM] }] };
  const others = ["constructor", "build", "free", "__destroy_into_raw"];
  const names = Object.getOwnPropertyNames(NetworkBuilder.prototype).filter((name) => !others.includes(name));
  assert.equal(names.length, 8);
  for (const name of names) {
    assert.equal(builder[name](...(arguments_[name] ?? ["a", "b", "c"])), builder, name);
  }
});

test("attributes are kept, sorted", () => {
  const network = new NetworkBuilder(QUESTION)
    .attribute("year", "1973")
    .attribute("language", "en")
    .concept("A")
    .concept("Sun Compass")
    .conceptAttribute("A", "alias", "a")
    .relationship({
      source: "A",
      relation: "r",
      target: "A",
      attributes: [
        { name: "n", value: "2" },
        { name: "n", value: "1" },
      ],
    })
    .build();
  assert.deepEqual(network.attributes, [
    { name: "language", value: "en" },
    { name: "year", value: "1973" },
  ]);
  assert.deepEqual(network.concepts[0].attributes, [{ name: "alias", value: "a" }]);
  assert.deepEqual(network.relationships[0].attributes, [
    { name: "n", value: "1" },
    { name: "n", value: "2" },
  ]);
});

test("a network goes back to a builder, and its relationships go in again", () => {
  const network = Network.fromReport(REPORT);
  assert.equal(network.toBuilder().build().fingerprint, network.fingerprint);

  const copy = new NetworkBuilder(network.question).title(network.title);
  for (const { label, text } of network.findings) copy.finding(label, text);
  for (const { label, text, isQuestion } of network.concepts) if (!isQuestion) copy.concept(label, text);
  for (const highlight of network.highlights) copy.highlight(highlight);
  assert.equal(copy.build().fingerprint, network.fingerprint);
});

test("a builder goes on after build, and after an error that a call threw", () => {
  const builder = new NetworkBuilder(QUESTION).relationship(AIM).concept("Waggle Dance");
  assert.throws(() => builder.build(), { code: "build", message: /needs the concept "Sun Compass"/ });
  assert.throws(() => builder.concept(7), { code: "type" });
  builder.concept("Sun Compass");
  assert.equal(builder.build().concepts.length, 2);
  assert.equal(builder.concept("More").build().concepts.length, 3);
});

test("what reading a property throws is thrown on, and the builder stays whole", () => {
  const builder = new NetworkBuilder(QUESTION).concept("A");
  const mine = new Error("mine");
  const thrower = {
    source: "A",
    get relation() {
      throw mine;
    },
    target: "A",
  };
  assert.throws(
    () => builder.relationship(thrower),
    (error) => error === mine,
  );
  const nested = {
    source: "A",
    relation: "r",
    get target() {
      builder.concept("B");
      return "B";
    },
  };
  builder.relationship(nested);
  builder.relationship({ source: "A", relation: "r", target: "A" });
  assert.deepEqual(
    builder.build().relationships.map(({ target }) => target),
    ["A", "B"],
  );
});

test("a string with a control character is an error, and no other part takes harm", () => {
  const add = {
    title: (builder, text) => builder.title(text),
    "an attribute's name": (builder, text) => builder.attribute(text, "v"),
    "an attribute's value": (builder, text) => builder.attribute("n", text),
    label: (builder, text) => builder.concept(text, "t"),
    text: (builder, text) => builder.concept("C", text),
    "text of a finding": (builder, text) => builder.finding("F", text),
    "a concept's attribute": (builder, text) => builder.conceptAttribute("A", "n", text),
    source: (builder, text) => builder.relationship({ ...AIM, source: text }),
    relation: (builder, text) => builder.highlight({ ...AIM, relation: text }),
    passage: (builder, text) => builder.relationship({ ...AIM, passage: text }),
    "a relationship's attribute": (builder, text) =>
      builder.relationship({ ...AIM, attributes: [{ name: "n", value: text }] }),
  };
  for (const [what, call] of Object.entries(add)) {
    for (const character of ["\0", "\x01"]) {
      // As many strings as would make two parts, or attributes, where they were taken apart there.
      for (const text of [character, `a${character}b`, `a${character}c${character}b${character}`]) {
        const builder = new NetworkBuilder(QUESTION)
          .concept("A", "first")
          .concept("Waggle Dance")
          .concept("Sun Compass");
        call(builder, text);
        builder.concept("A", "second");
        const name = `U+000${character.codePointAt(0)}`;
        assert.throws(
          () => builder.build(),
          { code: "build", message: new RegExp(`has the character ${name.replace("+", "\\+")}`) },
          what,
        );
        assert.throws(() => builder.concept("B").build(), { message: new RegExp(name.replace("+", "\\+")) });
      }
    }
    // The first part that is wrong is the one that is named.
    const builder = new NetworkBuilder(QUESTION).concept("A", "first").concept("A", "second");
    call(builder, "a\0b");
    assert.throws(() => builder.build(), { message: /"A" has two texts/ }, what);
  }
});

test("what is added in many small calls is what is added in one", () => {
  const labels = Array.from({ length: 5_000 }, (_, number) => `Concept ${number}`);
  const attributes = [
    { name: "n", value: "1" },
    { name: "m", value: "x".repeat(40) },
  ];
  const relationships = labels.map((source, number) => ({
    source,
    relation: `r${number % 3}`,
    target: labels[(number * 7) % labels.length],
    ...(number % 2 === 0 && { passage: `Passage ${number}` }),
    ...(number % 5 === 0 && { attributes }),
  }));
  const findings = [{ label: "Finding", text: "t".repeat(200_000) }];
  const concepts = labels.map((label, number) => (number % 3 === 0 ? { label } : { label, text: `Text ${number}` }));
  const one = new NetworkBuilder(QUESTION).addAll({ findings, concepts, relationships, highlights: [3, 0] }).build();
  const builder = new NetworkBuilder(QUESTION);
  for (const { label, text } of findings) builder.finding(label, text);
  for (const { label, text } of concepts) builder.concept(label, text);
  for (const place of [3, 0]) builder.highlight(relationships[place]);
  for (const relationship of relationships) builder.relationship(relationship);
  assert.equal(builder.build().fingerprint, one.fingerprint);
});
