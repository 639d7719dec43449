// WordNet in graphology, as a careful user has it: one directed multigraph, the relation and the passage on the edge.

import graphology from "graphology";
import { bidirectional } from "graphology-shortest-path";
import { bfsFromNode } from "graphology-traversal";

/** The graph of a network's JSON form. */
export function buildGraph(json, options = { type: "directed" }) {
  const graph = new graphology.MultiGraph({ allowSelfLoops: true, ...options });
  const { findings = [], concepts = [], relationships = [] } = JSON.parse(json);
  for (const { label, ...more } of findings) graph.addNode(label, more);
  for (const { label, ...more } of concepts) graph.addNode(label, more);
  for (const { source, target, ...more } of relationships) {
    // The question is a node as soon as something touches it.
    if (!graph.hasNode(source)) graph.addNode(source, {});
    if (!graph.hasNode(target)) graph.addNode(target, {});
    graph.addEdge(source, target, more);
  }
  return graph;
}

/** The concepts that a concept leads to through a relation. */
export function neighbors(graph, label, relation) {
  const found = [];
  const seen = new Set();
  graph.forEachOutEdge(label, (edge, attributes, source, target, _, targetAttributes) => {
    if (attributes.relation !== relation || seen.has(target)) return;
    seen.add(target);
    found.push({ label: target, text: targetAttributes.text });
  });
  return found;
}

/** The relationships that start at a concept through a relation. */
export function outgoing(graph, label, relation) {
  const found = [];
  graph.forEachOutEdge(label, (edge, attributes, source, target) => {
    if (attributes.relation !== relation) return;
    found.push({ source, relation, target, passage: attributes.passage });
  });
  return found;
}

/** All concepts within reach of one, nearest first, relationships taken in both directions. */
export function walk(graph, label) {
  const found = [];
  bfsFromNode(
    graph,
    label,
    (node) => {
      found.push(node);
    },
    { mode: "directed" },
  );
  return found;
}

/** The labels of a shortest path along the relationships, or null. */
export function shortestPath(graph, from, to) {
  return bidirectional(graph, from, to);
}
