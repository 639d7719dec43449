// Graphs of other libraries, as their own objects.

import assert from "node:assert/strict";
import { test } from "node:test";
import graphology from "graphology";
import { Network, fromCytoscape, fromGraphology, toCytoscape, toGraphology } from "semnet";
import { REPORT } from "./bees.mjs";

const { MultiDirectedGraph, default: Graph = graphology } = graphology;
const bees = Network.fromReport(REPORT);

test("a network becomes a graph of graphology, and comes back", () => {
  for (const Class of [Graph, MultiDirectedGraph]) {
    const graph = toGraphology(bees, Class);
    assert.ok(graph instanceof Class);
    assert.deepEqual([graph.order, graph.size], [bees.conceptCount, bees.relationshipCount]);
    const { network, skipped } = fromGraphology(graph);
    assert.ok(network.equals(bees));
    assert.deepEqual(skipped, {});
  }
});

test("what of a graph is not kept is told", () => {
  const graph = new MultiDirectedGraph();
  graph.addNode("a", { label: "Waggle Dance", x: 1, tags: ["one", "two"], nested: { deep: true } });
  graph.addNode("b", { label: "Sun Compass" });
  graph.addEdgeWithKey("e", "a", "b", { relation: "is aimed by", weight: 0.5 });
  const { network, skipped } = fromGraphology(graph, "Why?");
  assert.deepEqual(network.labels(), ["Sun Compass", "Waggle Dance"]);
  const { attributes } = network.concept("Waggle Dance");
  const kept = new Set(attributes.map(({ name }) => name));
  for (const name of ["tags", "nested"]) {
    const told = Object.keys(skipped).some((one) => one.includes(name));
    assert.ok(kept.has(name) || told, `${name}: ${JSON.stringify({ attributes, skipped })}`);
  }
  assert.deepEqual(
    network.relationships.map(({ relation }) => relation),
    ["is aimed by"],
  );
});

test("elements of Cytoscape.js go out and come back", () => {
  const elements = toCytoscape(bees);
  for (const json of [elements, elements.elements]) {
    const { network } = fromCytoscape(json, bees.question);
    assert.deepEqual(network.labels(), bees.labels());
  }
  assert.ok(fromCytoscape(elements).network.equals(bees));
  const flat = [
    { data: { id: "a", label: "A" }, position: { x: 1, y: 2 } },
    { data: { id: "b" } },
    { data: { source: "a", target: "b" } },
  ];
  const { network, skipped } = fromCytoscape(flat, "Q?");
  assert.deepEqual(network.labels().sort(), ["A", "b"]);
  assert.equal(typeof skipped, "object");
});

test("what is not a graph is refused", () => {
  assert.throws(() => fromGraphology({}), { code: "type" });
  assert.throws(() => fromGraphology(null), { code: "type" });
  assert.throws(() => toGraphology(bees, {}), { code: "type" });
  assert.throws(() => toGraphology({}, Graph), { code: "type" });
  assert.throws(() => fromCytoscape("text"), { code: "type" });
  const circle = {};
  circle.elements = [circle];
  assert.throws(() => fromCytoscape(circle), { code: "type", message: /no JSON form/ });
});
