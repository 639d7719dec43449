// Every query, on the sample networks and, when SEMNET_ANSWERS has them, on others such as WordNet's: the answers must be
// those that the native library gives, to the last bit. `query-answers` of semnet-tests prints those.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { Network, SemnetError, fingerprintOf } from "semnet";

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
const concept = ({ id, label, text = null, attributes, isQuestion }) => [id, label, text, pairs(attributes), isQuestion];
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
  return [taken, found.cutShort];
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
      const { numbers, highest } = call();
      return Array.from(highest.subarray(0, 10), (id) => [network.labels([id])[0], bits(numbers[id])]);
    });
  yield ["fingerprint", network.fingerprint];
  yield ["counts", [network.conceptCount, network.relationshipCount]];
  yield ["json", hash(JSON.stringify(network))];
  const { text, leftOut } = network.toReport();
  yield ["report", [hash(text), Object.values(leftOut)]];
  yield ["relations", network.relations()];
  yield ["labels", hash(network.labels().join("\n"))];
  yield ["link", attempt(() => hash(network.toLink()))];
  yield ["findings", network.findings().map(concept)];
  yield ["highlights", network.highlights().map(relationship)];
  for (const relation of network.relations().slice(0, 3)) {
    for (const pattern of [`?x via "${relation}" ?y`, `?x via "${relation}"/^"${relation}" ?y`]) {
      const rows = network.select(pattern, { budget: 1_000_000 });
      const first = [];
      for (const row of rows) {
        if (first.length === 5) break;
        first.push(Object.entries(row).map(([name, label]) => `?${name} = ${label}`).join(", "));
      }
      const evidence = rows.evidence(0).map((found) => found.map(relationship));
      yield [`select ${pattern}`, [rows.variables, rows.length, rows.cutShort, first, evidence]];
    }
  }
  yield ["select wrong", attempt(() => network.select("?x via").length)];

  const upwards = { direction: "out" };
  const quick = { damping: 0.5, iterations: 5 };
  yield ["pagerank", scores(() => network.pagerank(upwards, quick))];
  yield ["pagerankWeighted", scores(() => network.pagerankWeighted(weight, {}, quick))];
  yield ["degree", scores(() => network.degree(upwards))];
  yield ["betweennessSampled", scores(() => network.betweennessSampled(2, 7))];
  yield ["betweenness", scores(() => network.betweenness({ budget: 5_000_000 }))];
  const components = network.components();
  yield ["components", [components.groups.length, [...(components.groups[0] ?? []).slice(0, 10)]]];
  const themes = network.themes();
  yield ["themes", [themes.groups.length, [...(themes.groups[0] ?? []).slice(0, 10)], bits(themes.modularity)]];
  const bridges = network.bridges();
  yield ["bridges", [bridges.length, bridges.slice(0, 5).map(relationship)]];
  const points = network.articulationPoints();
  yield ["articulationPoints", [points.length, points.slice(0, 5).map(concept)]];
  if (network.conceptCount <= LARGE) {
    const found = network.highlight();
    const answer = found && [found.text, found.themes ?? null, bits(found.shareOfPaths), found.cutOff ?? null];
    yield ["highlight", answer ?? null];
  }

  const labels = network.labels();
  const step = Math.max(Math.floor(labels.length / 8), 1);
  const chosen = labels.filter((_, place) => place % step === 0);
  for (const [place, a] of chosen.entries()) {
    yield* one(network, a);
    for (const b of [chosen[(place + 1) % chosen.length], chosen[(place * 3 + 2) % chosen.length]]) yield* two(network, a, b);
  }
}

function* one(network, a) {
  yield [`concept ${a}`, concept(network.concept(a))];
  yield [`findConcept ${a}`, attempt(() => concept(network.findConcept(a.toLowerCase())))];
  const misspelt = [...a].slice(1).join("");
  yield [`findConcept ${misspelt}`, attempt(() => concept(network.findConcept(misspelt)))];
  yield [`outgoing ${a}`, network.outgoing(a).slice(0, 20).map(relationship)];
  yield [`incoming ${a}`, network.incoming(a).slice(0, 20).map(relationship)];
  yield [`neighbors ${a}`, network.neighbors(a, { direction: "in" }).map(concept)];
  yield [`breadthFirst ${a}`, attempt(() => [...network.breadthFirst(a, { longest: 2, budget: 10_000 })])];
  yield [`egoNetwork ${a}`, attempt(() => network.egoNetwork(a, 1).hashtag)];
}

function* two(network, a, b) {
  const pair = `${a} / ${b}`;
  const most = { budget: 200_000 };
  const outward = { direction: "out", longest: 20 };
  yield [`between ${pair}`, network.between(a, b).map(relationship)];
  for (const [name, steps] of [["", undefined], [" outward", outward], [" soon", { budget: 100 }]]) {
    yield [`shortestPath${name} ${pair}`, attempt(() => path(network.shortestPath(a, b, steps)))];
  }
  yield [`shortestPathWeighted ${pair}`, attempt(() => weighted(network.shortestPathWeighted(a, b, weight, most)))];
  yield [`kShortestPaths ${pair}`, paths(network.kShortestPaths(a, b, 4, most), path)];
  yield [`kShortestPathsWeighted ${pair}`, paths(network.kShortestPathsWeighted(a, b, 2, weight, most), weighted)];
  yield [`allSimplePaths ${pair}`, paths(network.allSimplePaths(a, b, { ...most, longest: 4 }), path, 5)];
  const common = network.commonAncestors(a, b, outward).slice(0, 5);
  yield [`commonAncestors ${pair}`, common.map((found) => [found.concept.label, found.fromA, found.fromB])];
  yield [`isRelated ${pair}`, network.isRelated(a, b, outward, true)];
  yield [`subnetwork ${pair}`, network.subnetwork([a, b]).hashtag];
}

function open(file) {
  const bytes = readFileSync(new URL(file, new URL("../../", import.meta.url)));
  if (file.endsWith(".txt")) return Network.fromReport(bytes);
  return file.endsWith(".json") ? Network.fromJSON(bytes) : Network.fromBytes(bytes);
}

const expected = new Map();
for (const line of native().split("\n").filter(Boolean)) {
  const [file, question, answer] = JSON.parse(line);
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

test("the samples are among them", () => {
  for (const file of SAMPLES) assert.ok(expected.has(file), file);
});
