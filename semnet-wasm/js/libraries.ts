// Graphs of other libraries, as their own objects.

import { semnetError } from "./error.js";
import * as input from "./input.js";
import { Network } from "./network.js";
import { skipped } from "./formats.js";
import { given } from "./network/content.js";

/** A network made from another library's graph, and the counts of the skipped parts. */
export interface ImportedGraph {
  readonly network: Network;
  /**
   * How many of each kind of part were skipped because networks cannot hold them, by their names in the graph. Empty if
   * none were.
   */
  readonly skipped: Readonly<Record<string, number>>;
}

/** The part of graphology's interface that is used here. */
export interface GraphologyGraph {
  /** The graph as plain data. */
  export(): object;
}

/** A class of graphology: `Graph`, `MultiDirectedGraph`, … */
export type GraphologyClass<G> = new (options: { readonly multi: true; readonly type: "directed" }) => G;

/** The interface of a graph that can be filled. */
export interface FillableGraph {
  /** Imports a graph given as plain data. */
  import(data: object): unknown;
}

/**
 * Makes a network from a graph of graphology. The question is the graph's attribute `question`, or the one given here.
 * The label of a concept is the attribute `label` of its node, or the node's key. Parts that cannot be kept are
 * counted.
 *
 * ```js
 * const { network, skipped } = fromGraphology(graph, "Why do bees dance?");
 * ```
 */
export function fromGraphology(graph: GraphologyGraph, question?: string): ImportedGraph {
  const { export: write } = input.object(graph, "the graph", "a graph of graphology");
  if (typeof write !== "function") throw input.wrongType("the graph", "a graph of graphology", graph);
  return read("graphology", graph.export(), question);
}

/**
 * Makes a graph of graphology from a network, with parallel edges and all attributes. {@link fromGraphology} makes an
 * equal network from it.
 *
 * ```js
 * import Graph from "graphology";
 *
 * const graph = toGraphology(network, Graph);
 * ```
 */
export function toGraphology<G extends FillableGraph>(network: Network, Graph: GraphologyClass<G>): G {
  input.function_(Graph, "the class of the graph", "a class of graphology");
  const graph = new Graph({ multi: true, type: "directed" });
  graph.import(JSON.parse(given(network).toFormat("graphology").text) as object);
  return graph;
}

/**
 * Makes a network from elements of Cytoscape.js, as in `cy.json()` or its `elements`. Parts that cannot be kept, such
 * as positions and styles, are counted.
 *
 * ```js
 * const { network, skipped } = fromCytoscape(cy.json(), "Why do bees dance?");
 * ```
 */
export function fromCytoscape(json: object, question?: string): ImportedGraph {
  const isWhole = !Array.isArray(json) && "elements" in input.object(json, "the elements", "an object or an array");
  return read("cytoscape", isWhole ? json : { elements: json }, question);
}

/**
 * Makes elements of Cytoscape.js from a network, with everything it has in their data. {@link fromCytoscape} makes an
 * equal network from them.
 *
 * ```js
 * const cy = cytoscape({ container, ...toCytoscape(network) });
 * ```
 */
export function toCytoscape(network: Network): { readonly data: object; readonly elements: object } {
  return JSON.parse(given(network).toFormat("cytoscape").text) as { data: object; elements: object };
}

function read(format: "graphology" | "cytoscape", graph: object, question: string | undefined): ImportedGraph {
  let text: string;
  try {
    text = JSON.stringify(graph);
  } catch (error) {
    throw semnetError(`the graph has no JSON form: ${error instanceof Error ? error.message : String(error)}`, "type");
  }
  return { network: Network.fromFormat(format, text, question), skipped: skipped(format, text) };
}
