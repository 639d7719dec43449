// The store, links, the query bar, and names.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  DEFAULT_BASE,
  MemoryStore,
  Network,
  NetworkBuilder,
  fingerprintOf,
  fingerprintRange,
  formatFingerprint,
  nextFingerprint,
  parseFingerprint,
  parseLink,
  parseQueryBar,
} from "semnet";

const bees = new NetworkBuilder("Why do bees dance?").title("Bees").build();
const other = new NetworkBuilder("why do Bees dance").build();
const tea = new NetworkBuilder("Why is tea hot?").build();
const entry = ({ fingerprint, hashtag, question, title }) => ({ fingerprint, hashtag, question, title });

function filled() {
  const store = new MemoryStore();
  for (const network of [bees, other, tea]) assert.equal(store.add(network), true);
  return store;
}

test("a store keeps each network once, also when it is freed", () => {
  const store = new MemoryStore();
  const own = Network.fromBytes(bees.bytes);
  assert.equal(store.add(own), true);
  own.free();
  assert.equal(store.add(bees), false);
  assert.equal(store.get(bees.fingerprint).title, "Bees");
  assert.equal(store.get(tea.fingerprint), undefined);
  assert.throws(() => store.get(bees.hashtag), { code: "fingerprint", message: /44 characters, not 11/ });
  assert.throws(() => store.add({}), { code: "type", message: "the network must be a Network, not an object" });
  assert.throws(() => store.add(own), { code: "freed" });
});

test("entries are sorted, and come in pages", () => {
  const store = filled();
  const all = [bees, other, tea].map(entry).sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
  assert.deepEqual(store.entries(), all);
  assert.deepEqual(store.entries(tea.hashtag), [entry(tea)]);
  assert.deepEqual(store.entries(undefined, 1), all.slice(0, 1));
  assert.deepEqual(store.entries(undefined, 0), []);
  assert.deepEqual(store.entries(undefined, undefined, nextFingerprint(all[0].fingerprint)), all.slice(1));
  assert.deepEqual(store.entries(all[0].hashtag, 10, all[1].fingerprint), []);
  assert.throws(() => store.entries("!"), { code: "fingerprint", index: 0 });
  assert.throws(() => store.entries("", -1), { code: "type" });
  assert.equal(store.name(bees.fingerprint), bees.hashtag);
  assert.deepEqual(store.similarHashtags(bees.hashtag.toLowerCase()), [entry(bees)]);
  assert.deepEqual(store.findByQuestion("Why do bees dance…").length, 2);
  assert.deepEqual(store.findSimilarQuestions("Why is tea so hot?"), [entry(tea)]);
});

test("what was typed is recovered", () => {
  const store = filled();
  const found = store.recover(`(#${bees.hashtag}).`);
  assert.deepEqual([found.kind, found.network.fingerprint], ["network", bees.fingerprint]);
  const several = store.recover("why do bees dance?");
  assert.equal(several.kind, "ambiguous");
  for (const { name, hashtag } of several.choices) assert.equal(name, hashtag);
  assert.deepEqual(
    several.choices.map(({ fingerprint }) => fingerprint).sort(),
    [bees.fingerprint, other.fingerprint].sort(),
  );
  const close = store.recover("Why is tea hot, then?");
  assert.deepEqual(close, { kind: "notFound", suggestions: [entry(tea)] });
  const swapped = tea.hashtag[1] + tea.hashtag[0] + tea.hashtag.slice(2);
  assert.deepEqual(store.recover(swapped).suggestions, [{ ...entry(tea), typo: "oneCharacter" }]);
  const { suggestions } = store.recover(tea.hashtag.toUpperCase());
  assert.deepEqual(suggestions[0], { ...entry(tea), typo: "letterCase" });
  assert.deepEqual(new MemoryStore().recover("nothing here"), { kind: "notFound", suggestions: [] });
  assert.equal(new MemoryStore().recover(tea.toLink()).network.fingerprint, tea.fingerprint);
  assert.throws(() => store.recover(" "), { code: "query" });
  assert.throws(() => store.recover("a\u0007"), { code: "query", index: 1 });
});

test("links", () => {
  assert.equal(DEFAULT_BASE, "semnet:");
  assert.equal(bees.toShortLink(), `semnet:#${bees.hashtag}`);
  const page = bees.toLink("https://example.org/");
  const { base, name, network } = parseLink(page);
  assert.deepEqual([base, name, network.fingerprint], ["https://example.org/", bees.hashtag, bees.fingerprint]);
  assert.deepEqual(parseLink(bees.toShortLink("")), { base: "", name: bees.hashtag });
  assert.throws(() => bees.toLink("a b"), { code: "link", index: 1, message: /without `#`, white space/ });
  assert.throws(() => bees.toShortLink(1), { code: "type" });
  assert.throws(() => parseLink("nothing"), { code: "link", message: /this link has no `#`/ });
  assert.throws(() => parseLink(page.slice(0, -2)), { code: "link", message: /incomplete|damaged/ });
  assert.throws(() => parseLink(`${page.slice(0, -2)}*`), { code: "link", index: page.length - 2 });
});

test("the query bar", () => {
  assert.deepEqual(parseQueryBar(" #6ybRkSdCb9w "), { kind: "name", prefix: "6ybRkSdCb9w", typed: "#6ybRkSdCb9w" });
  assert.deepEqual(parseQueryBar("why do bees  dance?"), { kind: "question", question: "why do bees dance?" });
  const { kind, link } = parseQueryBar(tea.toLink());
  assert.deepEqual([kind, link.name, link.network.fingerprint], ["link", tea.hashtag, tea.fingerprint]);
  assert.deepEqual(parseQueryBar(tea.toShortLink()), { kind: "link", link: { base: "semnet:", name: tea.hashtag } });
  assert.throws(() => parseQueryBar(""), { code: "query", message: /nothing was typed/ });
  assert.throws(() => parseQueryBar("semnet:#short"), {
    code: "link",
    message: /11 characters after `#`; found 5/,
  });
});

test("fingerprints", () => {
  const { fingerprint, bytes } = bees;
  assert.equal(fingerprintOf(bytes), fingerprint);
  const parsed = parseFingerprint(fingerprint);
  assert.equal(parsed.constructor, Uint8Array);
  assert.equal(parsed.length, 32);
  assert.equal(formatFingerprint(parsed), fingerprint);
  const last = formatFingerprint(new Uint8Array(32).fill(255));
  assert.equal(last, "LygHa16AHYF".repeat(4));
  assert.equal(nextFingerprint(last), undefined);
  assert.equal(nextFingerprint(formatFingerprint(new Uint8Array(32))), `${"0".repeat(43)}1`);
  const { first, last: end } = fingerprintRange(fingerprint.slice(0, 12));
  assert.ok(first <= fingerprint && fingerprint <= end && first.slice(0, 12) === fingerprint.slice(0, 12));
  assert.throws(() => fingerprintRange("M"), { code: "fingerprint", message: /past LygHa16AHYF/ });
  assert.throws(() => fingerprintRange(""), { code: "fingerprint" });
  assert.throws(() => parseFingerprint(`${fingerprint.slice(1)}!`), { code: "fingerprint", index: 43 });
  assert.throws(() => formatFingerprint(new Uint8Array(31)), { code: "type", message: /32 bytes, not 31/ });
  assert.throws(() => fingerprintOf("text"), { code: "type" });
});

test("many networks are one", () => {
  const chain = (question, ...labels) => {
    const builder = new NetworkBuilder(question);
    for (const label of labels) builder.concept(label);
    labels
      .slice(1)
      .forEach((label, place) => builder.relationship({ source: labels[place], relation: "to", target: label }));
    return builder.build();
  };
  const [one, other] = [chain("One?", "Mill", "Quay"), chain("Other?", "quay", "Tram", "Depot")];
  const store = new MemoryStore();
  for (const network of [one, other]) store.add(network);
  assert.deepEqual(
    store
      .networksWithConcept("QUAY")
      .map(({ question }) => question)
      .sort(),
    ["One?", "Other?"],
  );
  assert.equal(store.networksWithConcept("Quay", 1).length, 1);
  assert.deepEqual(store.networksWithConcept("Canal"), []);
  assert.deepEqual(store.overlappingNetworks(one), [
    { fingerprint: other.fingerprint, hashtag: other.hashtag, question: "Other?", title: "", labels: ["Quay"] },
  ]);
  assert.deepEqual(store.overlappingNetworks(one, 0), []);
  const path = store.shortestPath("mill", "depot");
  assert.equal(path.text, `Mill —to→ Quay (#${one.hashtag}) = quay —to→ Tram —to→ Depot (#${other.hashtag})`);
  assert.deepEqual(
    path.segments.map(({ network, path }) => [network.question, path.concepts, path.steps.length]),
    [
      ["One?", ["Mill", "Quay"], 1],
      ["Other?", ["quay", "Tram", "Depot"], 2],
    ],
  );
  assert.equal(store.shortestPath("depot", "mill", "to"), undefined);
  assert.throws(() => store.shortestPath("depott", "mill"), { code: "concept", message: /did you mean "Depot"/ });
  assert.throws(() => store.shortestPath("mill", "depot", { budget: 1 }), { code: "budget" });
  assert.throws(() => store.shortestPath(1, "mill"), { code: "type" });
});

test("two networks with one hashtag are both kept, and offered by title", () => {
  const [a, b] = ["a.txt", "b.txt"].map((name) =>
    Network.fromReport(readFileSync(new URL(`../clash/${name}`, import.meta.url), "utf8")),
  );
  assert.equal(a.hashtag, b.hashtag);
  assert.notEqual(a.fingerprint, b.fingerprint);
  const store = new MemoryStore();
  for (const network of [a, b]) assert.equal(store.add(network), true);
  const { kind, choices } = store.recover(a.hashtag);
  assert.equal(kind, "ambiguous");
  assert.deepEqual(choices.map(({ title }) => title).sort(), [a.title, b.title].sort());
  for (const { name, fingerprint } of choices) assert.equal(store.recover(name).network.fingerprint, fingerprint);
  for (const network of [a, b]) {
    assert.equal(parseLink(network.toLink()).network.fingerprint, network.fingerprint);
    assert.equal(store.recover(network.toLink()).network.fingerprint, network.fingerprint);
  }
});
