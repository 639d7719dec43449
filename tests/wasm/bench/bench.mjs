// Measures semnet next to graphology on WordNet, hashtags next to sqids, and sizes next to cytoscape. See `run`.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Network, formatHashtag, parseHashtag } from "semnet";
import louvain from "graphology-communities-louvain";
import Sqids from "sqids";
import { FILES, gzip, gzipped } from "../sizes.mjs";
import { buildGraph, neighbors, outgoing, shortestPath, walk } from "./graph.mjs";
import { compare, median, pick, print, random, report, times } from "./measure.mjs";
import { search } from "./search.mjs";
import { small } from "./small.mjs";

const folder = process.argv[2];
const here = (file) => fileURLToPath(new URL(file, import.meta.url));
const bytes = new Uint8Array(readFileSync(join(folder, "network.semnet")));
const network = Network.fromBytes(bytes);
const file = join(folder, "network.json");
if (!existsSync(file) || statSync(file).mtimeMs < statSync(join(folder, "network.semnet")).mtimeMs) {
  writeFileSync(file, JSON.stringify(network));
}
const json = readFileSync(file);
const graph = buildGraph(json.toString());
assert.equal(graph.order, network.conceptCount);
assert.equal(graph.size, network.relationshipCount);

print("work", "against", "semnet", "other", "ratio", "target");
const parts = {
  open,
  lookUps,
  walks,
  paths,
  hashtags,
  memory,
  sizes,
  small: () => small(network, json.toString()),
  search: () => search(network),
  themes,
  changes,
};
for (const name of process.argv.length > 3 ? process.argv.slice(3) : Object.keys(parts)) parts[name]();

function open() {
  const build = () => buildGraph(json.toString());
  const free = (opened) => opened.free?.();
  const peer = "JSON.parse + graphology build";
  report(
    "open WordNet from canonical bytes",
    peer,
    compare(() => Network.fromBytes(bytes), build, free),
    "ms",
    0.1,
  );
  report(
    "open WordNet from JSON",
    peer,
    compare(() => Network.fromJSON(json), build, free),
    "ms",
    0.3,
  );
}

function lookUps() {
  // Concepts chosen evenly, with a relation that each has: choosing relationships would mostly choose the few large ones.
  const bySource = groups(network.relationships, ({ sourceId }) => sourceId);
  const questions = pick(10_000, bySource)
    .map((some, i) => some[i % some.length])
    .map((one) => [one.source, one.relation]);
  const labels = (concepts) => concepts.map(({ label }) => label).sort();
  const targets = (relationships) => relationships.map(({ target }) => target).sort();
  const near = (label, relation) => network.neighbors(label, { via: [relation], direction: "outgoing" });
  for (const [label, relation] of questions.slice(0, 1_000)) {
    assert.deepEqual(labels(near(label, relation)), labels(neighbors(graph, label, relation)));
    assert.deepEqual(targets(network.outgoing(label, relation)), targets(outgoing(graph, label, relation)));
  }
  const all = (work) => () => questions.map(([label, relation]) => work(label, relation));
  const both = (ours, theirs) => compare(all(ours), all(theirs));
  const theirNeighbors = (label, relation) => neighbors(graph, label, relation);
  const theirOutgoing = (label, relation) => outgoing(graph, label, relation);
  report("10,000 neighbour look-ups, concepts", "graphology, outEdges", both(near, theirNeighbors), "ms", 0.5);
  const out = (label, relation) => network.outgoing(label, relation);
  report("10,000 neighbour look-ups, relationships", "graphology, outEdges", both(out, theirOutgoing), "ms", 0.5);
}

function walks() {
  const [start] = pick(1, network.relationships).map(({ source }) => source);
  const ours = () => network.breadthFirst(start);
  const theirs = () => walk(graph, start);
  assert.deepEqual(network.labels(ours()).sort(), theirs().sort());
  const work = `walk breadth-first to ${ours().length} concepts`;
  report(work, "graphology-traversal", compare(ours, theirs), "ms", 0.1);
}

function paths() {
  const labels = pick(2_000, network.concepts).map(({ label }) => label);
  const pairs = labels.slice(0, 1_000).map((label, i) => [label, labels[1_000 + i]]);
  const ours = () => pairs.map(([from, to]) => network.shortestPath(from, to, { direction: "outgoing" }));
  const theirs = () => pairs.map(([from, to]) => shortestPath(graph, from, to));
  const lengths = theirs().map((path) => path?.length ?? 0);
  assert.deepEqual(
    ours().map((path) => (path === undefined ? 0 : path.steps.length + 1)),
    lengths,
  );
  const found = lengths.filter((length) => length > 0).length;
  const peer = "graphology-shortest-path bidirectional";
  report(`1,000 shortest paths (${found} found)`, peer, compare(ours, theirs), "ms", 0.1);
}

function themes() {
  const ours = network.themes();
  // Its own words for what it found, relationships taken either way as ours are.
  const undirected = buildGraph(json.toString(), { type: "undirected" });
  const theirs = louvain.detailed(undirected);
  const modularity = (found) => found.modularity.toFixed(4);
  const work = `themes (modularity ${modularity(ours)}, theirs ${modularity(theirs)})`;
  times(
    work,
    "graphology-communities-louvain",
    compare(
      () => network.themes(),
      () => louvain(undirected),
    ),
    1.5,
  );
}

/** One relationship more, found and applied, compared with opening the network that it makes. */
function changes() {
  const [{ source, target }] = pick(1, network.relationships);
  const after = network.toBuilder().relationship({ source, relation: "leads to", target }).build();
  const found = network.diff(after);
  assert.equal(found.length, 1);
  const open = () => Network.fromBytes(bytes);
  const free = (made) => made.free?.();
  report(
    "diff of one change",
    "open WordNet",
    compare(() => network.diff(after), open, free),
    "ms",
    1,
  );
  report(
    "apply of one change",
    "open WordNet",
    compare(() => network.apply(found), open, free),
    "ms",
    3,
  );
}

function hashtags() {
  // sqids takes numbers up to 2 ** 53.
  const numbers = random(10_000).map((number) => number >> 11n);
  const plain = numbers.map(Number);
  const sqids = new Sqids({ minLength: 11 });
  const [tags, ids] = [numbers.map(formatHashtag), plain.map((number) => sqids.encode([number]))];
  assert.deepEqual(tags.map(parseHashtag), numbers);
  assert.deepEqual(
    ids.map((id) => sqids.decode(id)[0]),
    plain,
  );
  const all = (list, work) => () => list.map((one) => work(one));
  const encode = compare(
    all(numbers, formatHashtag),
    all(plain, (number) => sqids.encode([number])),
  );
  const decode = compare(
    all(tags, parseHashtag),
    all(ids, (id) => sqids.decode(id)),
  );
  report("10,000 hashtags encoded", "sqids", encode, "ms", 0.2);
  report("10,000 hashtags decoded", "sqids", decode, "ms", 0.2);
}

function memory() {
  const sides = ["semnet", "graphology"].map((which) =>
    Array.from({ length: 3 }, () => {
      const answer = execFileSync(process.execPath, ["--expose-gc", here("memory.mjs"), which, folder], {
        encoding: "utf8",
      });
      return JSON.parse(answer);
    }),
  );
  const mb = (of) => sides.map((runs) => median(runs.map(of)) / 1e6);
  report(
    "memory of the process with WordNet open",
    "graphology",
    mb(({ rss }) => rss),
    "MB",
    0.5,
  );
  const held = ({ heapUsed, external, wasm }) => heapUsed + Math.max(external, wasm);
  report("of that, what the program holds", "graphology", mb(held), "MB", 0.5);
}

function sizes() {
  const theirs = gzip(here("node_modules/cytoscape/dist/cytoscape.min.js")) / 1e3;
  for (const [file, [first]] of Object.entries(FILES)) {
    report(`${file}, before the first call, gzip -9`, "cytoscape.min.js", [gzipped(first) / 1e3, theirs], "KB", 1.5);
  }
}

/** The items of a list, in groups of the same key. */
function groups(list, key) {
  const byKey = new Map();
  for (const item of list) {
    if (!byKey.has(key(item))) byKey.set(key(item), []);
    byKey.get(key(item)).push(item);
  }
  return [...byKey.values()];
}
