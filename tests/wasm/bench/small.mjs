// Many small calls compared with graphology, on networks of 100, 10,000 and 117,791 concepts (WordNet's): what is asked first, and what
// is asked again. Each line is how many times as fast semnet is.

import graphology from "graphology";
import { Network, NetworkBuilder } from "semnet";
import { buildGraph } from "./graph.mjs";
import { compareFresh, times } from "./measure.mjs";

const { MultiDirectedGraph } = graphology;

/** This many concepts, each with a text and four relationships. */
function parts(count) {
  const labels = Array.from({ length: count }, (_, number) => `Concept ${number}`);
  const relationships = labels.flatMap((source, number) =>
    [1, 7, 31, 63].map((step) => ({ source, relation: `r${step}`, target: labels[(number * step + step) % count] })),
  );
  const concepts = labels.map((label) => ({
    label,
    text: `What there is to say of ${label}, in a sentence of some length.`,
  }));
  return { question: "Q?", concepts, relationships };
}

function buildNetwork({ question, concepts, relationships }) {
  const builder = new NetworkBuilder(question);
  for (const { label, text } of concepts) builder.concept(label, text);
  for (const relationship of relationships) builder.relationship(relationship);
  const network = builder.build();
  builder.free();
  return network;
}

function buildOther({ concepts, relationships }) {
  const graph = new MultiDirectedGraph();
  for (const { label, ...more } of concepts) graph.addNode(label, more);
  for (const { source, target, ...more } of relationships) graph.addEdge(source, target, more);
  return graph;
}

/** The calls on either side. A call that returns a list reads it. */
const asked = ({ concepts }) => ({
  "concept(label).text": [
    (network) => concepts.reduce((sum, { label }) => sum + (network.concept(label).text?.length ?? 0), 0),
    (graph) => concepts.reduce((sum, { label }) => sum + (graph.getNodeAttribute(label, "text")?.length ?? 0), 0),
  ],
  neighbors: [
    (network) => concepts.reduce((sum, { label }) => sum + network.neighbors(label).length, 0),
    (graph) => concepts.reduce((sum, { label }) => sum + graph.neighbors(label).length, 0),
  ],
  concepts: [
    (network) => network.concepts.length,
    (graph) => graph.mapNodes((label, attributes) => ({ label, ...attributes })).length,
  ],
  relationships: [
    (network) => network.relationships.length,
    (graph) => graph.mapEdges((key, attributes, source, target) => ({ key, source, target, ...attributes })).length,
  ],
  "JSON.stringify": [(network) => JSON.stringify(network).length, (graph) => JSON.stringify(graph).length],
});

function measure(network, given, graph) {
  const count = network.conceptCount;
  const { bytes } = network;
  const repeats = Math.ceil(10_000 / count);
  const fresh = () => Array.from({ length: repeats }, () => Network.fromBytes(bytes));
  const free = (networks) => networks.forEach((one) => one.free());
  const others = Array.from({ length: repeats }, () => graph);
  const each = (ask) => (all) => all.reduce((sum, one) => sum + ask(one), 0);
  for (const [name, [ours, theirs]] of Object.entries(asked(given))) {
    const first = compareFresh([fresh, each(ours), free], [() => others, each(theirs)]);
    times(`${count} concepts: ${name}, first`, "graphology", first);
    const stored = JSON.stringify(graph);
    const opened = compareFresh(
      [() => bytes, (bytes) => [Network.fromBytes(bytes)].map((one) => (ours(one), one)), (_, all) => free(all)],
      [() => stored, (stored) => theirs(graph.nullCopy().import(JSON.parse(stored)))],
    );
    times(`${count} concepts: ${name}, opened and first`, "graphology", opened);
    const used = [network];
    ours(network);
    const again = compareFresh(
      [() => used, () => others.reduce((sum) => sum + ours(network), 0)],
      [() => others, each(theirs)],
    );
    times(`${count} concepts: ${name}, again`, "graphology", again);
  }
  const builder = compareFresh(
    [() => others, (all) => all.map(() => buildNetwork(given)), (_, built) => free(built)],
    [() => others, (all) => all.map(() => buildOther(given))],
  );
  times(`${count} concepts: builder`, "graphology", builder);
}

export function small(wordnet, json) {
  for (const count of [100, 10_000]) {
    const given = parts(count);
    measure(buildNetwork(given), given, buildOther(given));
  }
  const { question, findings = [], concepts, relationships } = JSON.parse(json);
  const isPlain = new Set([question, ...findings.map(({ label }) => label)]);
  const given = {
    question,
    concepts: [...findings, ...concepts].map(({ label, text }) => ({ label, text })),
    relationships: relationships.filter(({ source, target }) => !isPlain.has(source) && !isPlain.has(target)),
  };
  measure(wordnet, given, buildGraph(json));
}
