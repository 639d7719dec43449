// What the words say: search, connections by words and by vectors, concepts that may be the same.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ALIAS, MemoryStore, Network, NetworkBuilder, SHARED_THEME, languages } from "semnet";

const town = new NetworkBuilder("What holds a town together?")
  .title("Night Shift")
  .finding("Night Bakers", "Ovens are lit at midnight. Bakers walk home when the last tram has gone.")
  .finding("Night Trams", "The city pays for three trams after midnight. Nurses ride them home.")
  .finding("Market Day", "Farmers set up their stalls on the square.")
  .concept("Square")
  .relationship({ source: "Market Day", relation: "on", target: "Square", passage: "Trams stop at the square." })
  .build();

const html = ({ pieces }) => pieces.map(({ text, isMarked }) => (isMarked ? `<${text}>` : text)).join("");

test("languages", () => {
  assert.deepEqual(languages(), ["und", "en"]);
  assert.throws(() => town.search("tram", { language: "tlh" }), { code: "language", message: /"tlh".*und, en/ });
  assert.throws(() => town.connections({ language: "tlh" }), { code: "language" });
  assert.throws(() => town.duplicateCandidates("tlh"), { code: "language" });
});

test("a search finds words in all their forms, and marks them", () => {
  const hits = town.search("tram");
  assert.deepEqual(hits.map(({ kind }) => kind).sort(), ["concept", "concept", "relationship"]);
  const [first] = hits;
  assert.equal(first.concept.label, "Night Trams");
  assert.deepEqual(first.concept, town.findConcept("Night Trams"));
  assert.equal(html(first.label), "Night <Trams>");
  assert.deepEqual(first.label, {
    text: "Night Trams",
    pieces: [
      { text: "Night ", isMarked: false },
      { text: "Trams", isMarked: true },
    ],
  });
  assert.equal(html(first.sentence), "The city pays for three <trams> after midnight.");
  assert.equal(first.sentence.text, "The city pays for three trams after midnight.");
  assert.ok(hits[0].score > hits[1].score && hits[1].score > 0);
  const passage = hits.find(({ kind }) => kind === "relationship");
  assert.deepEqual(passage.relationship, town.outgoing("Market Day")[0]);
  assert.equal(html(passage.sentence), "<Trams> stop at the square.");
  assert.equal("label" in passage, false);
});

test("a search finds the question and the title", () => {
  const kinds = (words) => town.search(words).map(({ kind, sentence }) => [kind, html(sentence)]);
  assert.deepEqual(kinds("towns hold"), [["question", "What <holds> a <town> together?"]]);
  assert.deepEqual(kinds("shift"), [["title", "Night <Shift>"]]);
});

test("a search takes a language and a limit", () => {
  assert.equal(town.search("night", { limit: 1 }).length, 1);
  assert.deepEqual(town.search("night", { limit: 0 }), []);
  assert.equal(town.search("trams", { language: "und" }).length, 2);
  assert.equal(town.search("TRAM", { language: "und" }).length, 1);
  assert.deepEqual(town.search("", { limit: Infinity }), []);
  assert.deepEqual(town.search("elephant", {}), []);
  assert.throws(() => town.search(), { code: "type", message: /the words to search for must be a string/ });
  assert.throws(() => town.search("tram", { most: 1 }), {
    code: "type",
    message: /have no field "most"; expected language, limit, prefix, typos/,
  });
  assert.throws(() => town.search("tram", 5), { code: "type" });
  assert.throws(() => town.search("tram", { limit: -1 }), { code: "type" });
});

test("a store is searched", () => {
  const store = new MemoryStore();
  const other = new NetworkBuilder("How is steel made?").build();
  store.add(town);
  store.add(other);
  const found = store.search("tram bakers", { limit: 3 });
  assert.deepEqual(
    found.map(({ network }) => network.hashtag),
    [town.hashtag],
  );
  assert.ok(found[0].score >= 0);
  assert.deepEqual(store.search("made steel")[0].network.question, other.question);
  assert.deepEqual(new MemoryStore().search("tram"), []);
});

test("connections say what two texts share", () => {
  const { connections, total, omitted } = town.connections();
  assert.deepEqual([total, omitted], [connections.length, 0]);
  const [first] = connections;
  assert.match(first.text, /^Night Bakers — Night Trams: /);
  assert.deepEqual(first.concepts, [town.findConcept("Night Bakers"), town.findConcept("Night Trams")]);
  assert.ok(first.score > first.chance && first.chance > 0 && first.score <= 1);
  const sum = first.terms.reduce((sum, { weight }) => sum + weight, 0);
  assert.ok(Math.abs(sum - first.score) < 1e-12);
  assert.deepEqual(first.sentences.map(html), [
    "Bakers walk <home> when the last <tram> has gone.",
    "The city pays for three <trams> after <midnight>.",
  ]);
  assert.deepEqual(Object.keys(first.relationship), ["source", "relation", "target", "passage", "attributes"]);
  assert.equal(first.relationship.source, "Night Bakers");
  assert.equal(first.relationship.passage, first.sentences.map(({ text }) => text).join(" … "));
});

test("connections become relationships", () => {
  const { connections } = town.connections(0.1);
  const more = town.withConnections(0.1);
  const themes = more.relationships.filter(({ relation }) => relation === SHARED_THEME);
  assert.equal(themes.length, connections.length);
  assert.deepEqual(
    themes[0].attributes.map(({ name }) => name),
    ["score", "terms"],
  );
  assert.equal(town.addConnections(connections).hashtag, more.hashtag);
  assert.equal(town.addConnections([]).hashtag, town.hashtag);
  assert.equal(town.withConnections({ atLeast: 0.1 }).hashtag, more.hashtag);
  assert.equal(more.withConnections(0.1).hashtag, more.hashtag);
  assert.equal(town.withConnections({ limit: 0 }).hashtag, town.hashtag);
  assert.throws(() => new NetworkBuilder("Q?").build().addConnections(connections), { code: "build" });
  assert.throws(() => town.addConnections([{}]), { code: "type" });
  assert.throws(() => town.addConnections(), { code: "type" });
  assert.throws(() => town.connections("0.1"), { code: "type" });
});

/** A model that knows two meanings. */
const embed = (text) => ["tram", "stall"].map((word) => text.toLowerCase().split(word).length - 1);

test("connections come from vectors too", () => {
  const { connections } = town.connectionsWithEmbeddings(embed);
  assert.deepEqual(
    connections.map(({ concepts: [a, b] }) => [a.label, b.label]),
    [
      ["Night Bakers", "Night Trams"],
      ["Night Bakers", "Square"],
      ["Night Trams", "Square"],
    ],
  );
  assert.equal(connections[0].score, 1);
  assert.equal("chance" in connections[0], false);
  assert.deepEqual(town.connectionsWithEmbeddings((text) => Float32Array.from(embed(text))).connections, connections);
  // In two rounds, for a model that answers later.
  const texts = [];
  town.connectionsWithEmbeddings((text) => (texts.push(text), []));
  const vectors = new Map(texts.map((text) => [text, embed(text)]));
  assert.deepEqual(town.connectionsWithEmbeddings((text) => vectors.get(text)).connections, connections);
  assert.equal(vectors.size, texts.length);
});

test("vectors that do not fit are refused, and what the function throws is thrown", () => {
  const length = () => town.connectionsWithEmbeddings((text) => new Array(text.length).fill(1));
  assert.throws(length, { code: "vector", message: /as in the vectors before it/ });
  assert.throws(() => town.connectionsWithEmbeddings(() => [NaN]), { code: "vector", message: /not finite/ });
  assert.throws(() => town.connectionsWithEmbeddings(embed, { budget: 1 }), { code: "vector", budget: 1 });
  assert.throws(() => town.connectionsWithEmbeddings(() => ["1"]), {
    code: "type",
    message: /must contain only numbers, not a string/,
  });
  assert.throws(() => town.connectionsWithEmbeddings(() => undefined), {
    code: "type",
    message: /an array of numbers or a Float32Array/,
  });
  assert.throws(() => town.connectionsWithEmbeddings(), { code: "type" });
  const own = new RangeError("no model");
  assert.throws(
    () =>
      town.connectionsWithEmbeddings(() => {
        throw own;
      }),
    (thrown) => thrown === own,
  );
  const freed = Network.fromBytes(town.bytes);
  assert.equal(freed.connectionsWithEmbeddings((text) => (freed.free(), embed(text))).connections.length > 0, true);
});

test("concepts that may be the same, and one of them merged", () => {
  const names = new NetworkBuilder("Who did it?");
  for (const label of ["Sherlock Holmes", "Mr. Holmes", "Watson", "Wattson", "Clue", "clues"]) names.concept(label);
  names.relationship({ source: "Mr. Holmes", relation: "finds", target: "Clue" });
  const network = names.build();
  const same = network.duplicateCandidates();
  assert.deepEqual(
    same.map(({ text, reason }) => [text.split(":")[0], reason]),
    [
      ["Clue, clues", "wordForms"],
      ["Mr. Holmes, Sherlock Holmes", "partOfName"],
      ["Wattson, Watson", "spelling"],
    ],
  );
  const [
    ,
    {
      concepts: [keep, other],
    },
  ] = same;
  assert.deepEqual([keep, other], [network.concept("Mr. Holmes"), network.concept("Sherlock Holmes")]);
  const merged = network.mergeConcepts(keep, other);
  assert.deepEqual(merged.concept("Mr. Holmes").attributes, [{ name: ALIAS, value: "Sherlock Holmes" }]);
  assert.equal(merged.concept("Sherlock Holmes"), undefined);
  assert.equal(
    network.duplicateCandidates("und").some(({ reason }) => reason === "wordForms"),
    false,
  );
  assert.equal(network.mergeConcepts(keep, keep).hashtag, network.hashtag);
  assert.throws(() => town.mergeConcepts(town.question, "Square"), {
    code: "merge",
    message: /the question cannot be merged/,
  });
  assert.throws(() => network.mergeConcepts("Holmes", "Watson"), { code: "concept" });
  assert.throws(() => network.mergeConcepts("Watson"), { code: "type" });
});

test("a search takes unfinished and mistyped words", () => {
  const network = new NetworkBuilder("Q?").concept("Waggle Dance", "A forager tells the others.").build();
  const found = (words, options) => network.search(words, options).map(({ kind }) => kind);
  assert.deepEqual(found("fora"), []);
  assert.deepEqual(found("fora", { prefix: true }), ["concept"]);
  assert.deepEqual(found("foragre"), []);
  assert.deepEqual(found("foragre", { typos: 1 }), ["concept"]);
  assert.throws(() => network.search("a", { typos: 3 }), { code: "type", message: /`typos` must be 0, 1 or 2/ });
  assert.throws(() => network.search("a", { prefix: 1 }), { code: "type" });
});
