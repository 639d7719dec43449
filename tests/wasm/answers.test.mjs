// Every query, on the sample networks and, when SEMNET_ANSWERS has them, on others such as WordNet's: the answers must be
// those of the native library, to the last bit. `query-answers` of semnet-tests prints the latter.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { MemoryStore, Network, SemnetError, fingerprintOf, detectFormat, formats } from "semnet";
import { chapters, generated } from "./chapters.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const SAMPLES = ["bees.txt", "handwriting.txt", "tram.txt", "tide-mill.json"].map((name) => `examples/reports/${name}`);
const LARGE = 10_000;

/** The lines that the native program printed. */
function native() {
  const file = process.env.SEMNET_ANSWERS;
  if (file) return readFileSync(file, "utf8");
  const command = ["run", "-q", "-p", "semnet-tests", "--bin", "query-answers", "--", ...SAMPLES];
  return execFileSync("cargo", command, { cwd: ROOT, encoding: "utf8", maxBuffer: 2 ** 30 });
}

const bits = (number) => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, number);
  return view.getBigUint64(0).toString(16).padStart(16, "0");
};
const hash = (text) => fingerprintOf(new TextEncoder().encode(text));
const weight = ({ id }) => 1 + (id % 7) / 10;
const pairs = (attributes) => attributes.map(({ name, value }) => [name, value]);
const concept = ({ id, label, text = null, attributes, isQuestion }) => [
  id,
  label,
  text,
  pairs(attributes),
  isQuestion,
];
const relationship = (one) => [
  one.id,
  `${one.source} —${one.relation}→ ${one.target}`,
  [one.sourceId, one.targetId],
  one.passage ?? null,
  pairs(one.attributes),
  one.isKeyFinding,
];
const path = (found) =>
  found === undefined
    ? null
    : [found.text, found.concepts, found.steps.map((step) => [step.relationship.id, step.isInverse])];
const weighted = (found) => (found === undefined ? null : [bits(found.weight), path(found)]);
const paths = (found, toValue, most = Infinity) => {
  const taken = [];
  while (taken.length < most) {
    const { done, value } = found.next();
    if (done) break;
    taken.push(toValue(value));
  }
  return [taken, found.budgetExceeded];
};

function attempt(call) {
  try {
    return call();
  } catch (error) {
    if (!(error instanceof SemnetError)) throw error;
    return { error: error.message };
  }
}

/** The question and the answer of everything that the native program is asked, in its order. */
function* answers(network) {
  const scores = (call) =>
    attempt(() => {
      const { values, top } = call();
      return Array.from(top.subarray(0, 10), (id) => [network.labels([id])[0], bits(values[id])]);
    });
  yield ["fingerprint", network.fingerprint];
  yield ["counts", [network.conceptCount, network.relationshipCount]];
  yield ["json", hash(JSON.stringify(network))];
  const { text, omitted } = network.toReport();
  yield ["report", [hash(text), Object.values(omitted)]];
  yield ["relations", network.relations];
  yield ["labels", hash(network.labels().join("\n"))];
  yield ["link", attempt(() => hash(network.toLink()))];
  yield ["findings", network.findings.map(concept)];
  yield ["highlights", network.highlights.map(relationship)];
  for (const relation of network.relations.slice(0, 3)) {
    for (const pattern of [`?x via "${relation}" ?y`, `?x via "${relation}"/^"${relation}" ?y`]) {
      const rows = network.select(pattern, { budget: 1_000_000 });
      const first = [];
      for (const row of rows) {
        if (first.length === 5) break;
        first.push(
          Object.entries(row)
            .map(([name, label]) => `?${name} = ${label}`)
            .join(", "),
        );
      }
      const evidence = rows.evidence(0).map((found) => found.map(relationship));
      yield [`select ${pattern}`, [rows.variables, rows.length, rows.budgetExceeded, first, evidence]];
    }
  }
  yield ["select wrong", attempt(() => network.select("?x via").length)];

  const upwards = { direction: "outgoing" };
  const quick = { damping: 0.5, iterations: 5 };
  yield ["pagerank", scores(() => network.pagerank(upwards, quick))];
  yield ["pagerankWeighted", scores(() => network.pagerankWeighted(weight, {}, quick))];
  yield ["degree", scores(() => network.degree(upwards))];
  yield ["betweennessSampled", scores(() => network.betweennessSampled(2, 7))];
  yield ["betweenness", scores(() => network.betweenness({ budget: 5_000_000 }))];
  yield ["betweennessEach", scores(() => network.betweenness({ budget: 5_000_000, parallel: "each" }))];
  yield ["betweennessSampledEach", scores(() => network.betweennessSampled(2, 7, { parallel: "each" }))];
  const components = network.components();
  yield ["components", [components.groups.length, [...(components.groups[0] ?? []).slice(0, 10)]]];
  const themes = network.themes();
  yield ["themes", [themes.groups.length, [...(themes.groups[0] ?? []).slice(0, 10)], bits(themes.modularity)]];
  const bridges = network.bridges();
  yield ["bridges", [bridges.length, bridges.slice(0, 5).map(relationship)]];
  const points = network.articulationPoints();
  yield ["articulationPoints", [points.length, points.slice(0, 5).map(concept)]];
  if (network.conceptCount <= LARGE) {
    const found = network.suggestHighlight();
    const answer = found && [found.text, found.themes ?? null, bits(found.edgeBetweenness), found.cutOff ?? null];
    yield ["highlight", answer ?? null];
  }

  yield* words(network);
  if (network.conceptCount <= LARGE) {
    yield* changes(network);
    yield* inFormats(network);
    yield* chapters(network);
  }

  const labels = network.labels();
  const step = Math.max(Math.floor(labels.length / 8), 1);
  const chosen = labels.filter((_, place) => place % step === 0);
  for (const [place, a] of chosen.entries()) {
    yield* one(network, a);
    for (const b of [chosen[(place + 1) % chosen.length], chosen[(place * 3 + 2) % chosen.length]])
      yield* two(network, a, b);
  }
}

const marked = ({ text, pieces }) => [
  text,
  pieces.map((piece) => (piece.isMarked ? `[${piece.text}]` : piece.text)).join(""),
];
const place = (hit) =>
  hit.kind === "concept"
    ? hit.concept.label
    : hit.kind === "relationship"
      ? relationship(hit.relationship)[1]
      : hit.kind;
const hit = (one) => [
  place(one),
  bits(one.score),
  one.label ? marked(one.label) : null,
  one.sentence ? marked(one.sentence) : null,
];
const connection = ({ text, score, chance, terms, sentences, relationship }) => [
  text,
  bits(score),
  chance === undefined ? null : bits(chance),
  terms.map(({ term, weight }) => [term, bits(weight)]),
  sentences.map(marked),
  relationship,
];
const connections = ({ total, omitted, connections }) => [total, omitted, connections.map(connection)];

function* words(network) {
  const any = { language: "und", limit: 3 };
  const finding = network.findings[0]?.label ?? "";
  for (const [words, search] of [[network.question], [finding, any], ["the", any]]) {
    yield [`search ${words}`, network.search(words, search).map(hit)];
    const store = new MemoryStore();
    store.add(network);
    const found = store.search(words, search);
    yield [`search across ${words}`, found.map(({ network, score }) => [network.hashtag, bits(score)])];
  }
  const few = { budget: 200_000, limit: 5 };
  yield ["connections", connections(network.connections(few))];
  const vowels = (text) => [..."aeiou"].map((vowel) => text.split(vowel).length - 1);
  yield [
    "connectionsBy",
    attempt(() => connections(network.connectionsWithEmbeddings(vowels, { ...few, atLeast: 0.9 }))),
  ];
  yield ["withConnections", network.withConnections({ atLeast: 0.1, budget: 200_000 }).hashtag];
  const same = network.duplicateCandidates();
  yield ["sameConcepts", [same.length, same.slice(0, 20).map(({ text }) => text)]];
  if (network.conceptCount > 0) {
    yield ["mergeConcepts", attempt(() => network.mergeConcepts(0, network.conceptCount - 1).hashtag)];
  }
}

/** The hash of what the native library writes as JSON, and the lines. */
const listed = (items) => [
  hash(JSON.stringify(items.map(({ text, ...parts }) => parts))),
  items.map(({ text }) => text),
];

function* changes(network) {
  const half = network.subnetwork(network.labels().slice(0, network.conceptCount / 2));
  const builder = network.toBuilder().title("Another").finding("Another Finding", "It was not there.");
  const more = builder.attribute("n", "v").build();
  for (const [name, before, after] of [
    ["half", network, half],
    ["more", network, more],
    ["back", more, half],
  ]) {
    const changes = before.diff(after);
    yield [`diff ${name}`, listed(changes)];
    yield [`apply ${name}`, before.apply(changes).hashtag];
  }
  const merged = Network.merge(network, half, more);
  yield ["merge", [merged.network.hashtag, ...listed(merged.conflicts)]];
  yield ["union", Network.union([network, more, half]).hashtag];
}

function* inFormats(network) {
  for (const { name, extension, mediaType, isReadable, isLossless } of formats()) {
    const { text, omitted } = network.toFormat(name);
    const again = attempt(() => Network.fromFormat(name, text).hashtag);
    const names = [name, extension, mediaType, detectFormat(text)];
    yield [`format ${name}`, [names, [isReadable, isLossless], hash(text), Object.values(omitted), again]];
  }
}

function* one(network, a) {
  yield [`concept ${a}`, concept(network.concept(a))];
  yield [`findConcept ${a}`, attempt(() => concept(network.findConcept(a.toLowerCase())))];
  const misspelt = [...a].slice(1).join("");
  yield [`findConcept ${misspelt}`, attempt(() => concept(network.findConcept(misspelt)))];
  yield [`outgoing ${a}`, network.outgoing(a).slice(0, 20).map(relationship)];
  yield [`incoming ${a}`, network.incoming(a).slice(0, 20).map(relationship)];
  yield [`neighbors ${a}`, network.neighbors(a, { direction: "incoming" }).map(concept)];
  yield [`breadthFirst ${a}`, attempt(() => [...network.breadthFirst(a, { maxLength: 2, budget: 10_000 })])];
  yield [`egoNetwork ${a}`, attempt(() => network.egoNetwork(a, { maxLength: 1 }).hashtag)];
}

function* two(network, a, b) {
  const pair = `${a} / ${b}`;
  const most = { budget: 200_000 };
  const outward = { direction: "outgoing", maxLength: 20 };
  yield [`between ${pair}`, network.between(a, b).map(relationship)];
  for (const [name, steps] of [
    ["", undefined],
    [" outward", outward],
    [" soon", { budget: 100 }],
  ]) {
    yield [`shortestPath${name} ${pair}`, attempt(() => path(network.shortestPath(a, b, steps)))];
  }
  yield [`shortestPathWeighted ${pair}`, attempt(() => weighted(network.shortestPathWeighted(a, b, weight, most)))];
  yield [`kShortestPaths ${pair}`, paths(network.kShortestPaths(a, b, 4, most), path)];
  yield [`kShortestPathsWeighted ${pair}`, paths(network.kShortestPathsWeighted(a, b, 2, weight, most), weighted)];
  yield [`allSimplePaths ${pair}`, paths(network.allSimplePaths(a, b, { ...most, maxLength: 4 }), path, 5)];
  const common = network.commonAncestors(a, b, outward).slice(0, 5);
  yield [`commonAncestors ${pair}`, common.map((found) => [found.concept.label, found.fromA, found.fromB])];
  yield [`isRelated ${pair}`, network.isRelated(a, b, outward)];
  yield [`subnetwork ${pair}`, network.subnetwork([a, b]).hashtag];
}

function open(file) {
  const bytes = readFileSync(new URL(file, new URL("../../", import.meta.url)));
  if (file.endsWith(".txt")) return Network.fromReport(bytes);
  return file.endsWith(".json") ? Network.fromJSON(bytes) : Network.fromBytes(bytes);
}

const expected = new Map();
const passages = [];
// Turtle is not in the package, so nothing is asked of it and lists of formats do not name it.
const asInPackage = (line) => line.replaceAll("sif, turtle", "sif");
for (const line of native().split("\n").filter(Boolean).map(asInPackage)) {
  const [file, question, answer] = JSON.parse(line);
  if (question === "format turtle") continue;
  if (file === "passages") {
    passages.push([question, answer]);
    continue;
  }
  if (!expected.has(file)) expected.set(file, []);
  expected.get(file).push([question, answer]);
}

for (const [file, lines] of expected) {
  test(`${file} is answered as natively`, () => {
    let place = 0;
    for (const found of answers(open(file))) assert.deepEqual(found, lines[place++]);
    assert.equal(place, lines.length);
    assert.ok(place > 50);
  });
}

test("passages have the verdicts, places and differences that they have natively", () => {
  assert.equal(passages.length, 1);
  for (const [question, answer] of passages) {
    assert.deepEqual(generated(question), answer);
    assert.ok(answer.length > 500);
    const verdicts = answer.map(([verdict]) => verdict);
    for (const verdict of ["exact", "adapted", "altered", "missing"]) {
      assert.ok(verdicts.includes(verdict), verdict);
    }
  }
});

test("the samples are among them", (t) => {
  const isLarge = [...expected.keys()].some((file) => file.endsWith(".semnet"));
  if (!isLarge) t.diagnostic("WordNet's network is not among them: the step `wordnet` of tests/run makes it");
  for (const file of SAMPLES) assert.ok(expected.has(file), file);
});
