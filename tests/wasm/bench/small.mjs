// Measures many small calls of semnet beside graphology: `node --expose-gc tests/wasm/bench/small.mjs`. Prints ratios, how many
// times as fast semnet is; never fails for one.

import graphology from "graphology";
import { NetworkBuilder } from "semnet";
import { compare } from "./measure.mjs";

const { MultiDirectedGraph } = graphology;

/** So many concepts, each with a text and four relationships. */
function parts(count) {
  const labels = Array.from({ length: count }, (_, number) => `Concept ${number}`);
  const edges = labels.flatMap((source, number) =>
    [1, 7, 31, 63].map((step) => [source, `r${step}`, labels[(number * step + step) % count]]),
  );
  return { labels, edges };
}

const text = (label) => `What there is to say of ${label}, in a sentence of some length.`;

function buildNetwork({ labels, edges }) {
  const builder = new NetworkBuilder("Q?");
  for (const label of labels) builder.concept(label, text(label));
  for (const [source, relation, target] of edges) builder.relationship({ source, relation, target });
  const network = builder.build();
  builder.free();
  return network;
}

function buildGraph({ labels, edges }) {
  const graph = new MultiDirectedGraph();
  for (const label of labels) graph.addNode(label, { text: text(label) });
  for (const [source, relation, target] of edges) graph.addEdge(source, target, { relation });
  return graph;
}

for (const count of [100, 10_000]) {
  const given = parts(count);
  const [network, graph] = [buildNetwork(given), buildGraph(given)];
  const times = Math.ceil(20_000 / count);
  const many = (work) => () => {
    let sum = 0;
    for (let time = 0; time < times; time++) sum += work();
    return sum;
  };
  const all = (work) => many(() => given.labels.reduce((sum, label) => sum + work(label), 0));
  for (const [name, ours, theirs] of [
    [
      "concept(label).text",
      all((label) => network.concept(label).text.length),
      all((label) => graph.getNodeAttribute(label, "text").length),
    ],
    ["neighbors", all((label) => network.neighbors(label).length), all((label) => graph.neighbors(label).length)],
    [
      "concepts",
      many(() => network.concepts.length),
      many(() => graph.mapNodes((key, attributes) => ({ key, ...attributes })).length),
    ],
    [
      "relationships",
      many(() => network.relationships.length),
      many(() => graph.mapEdges((key, attributes, source, target) => ({ key, source, target, ...attributes })).length),
    ],
    ["JSON.stringify", many(() => JSON.stringify(network).length), many(() => JSON.stringify(graph).length)],
    ["builder", many(() => (buildNetwork(given).free(), 1)), many(() => buildGraph(given).order)],
  ]) {
    const [our, their] = compare(ours, theirs);
    console.log(`${count} concepts, ${name}: ${(their / our).toFixed(2)} times graphology's speed`);
  }
}
