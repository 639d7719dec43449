// Graphs of other libraries, as their own objects.

import { semnetError } from "./error.js";
import * as input from "./input.js";
import { Network } from "./network.js";
import { skipped } from "./formats.js";
import { given } from "./network/content.js";

/** A network made from another library's graph, and the parts of the graph that it does not hold. */
export interface ImportedGraph {
  readonly network: Network;
  /** How many of each thing were omitted because no network holds it, by its name in the graph. Empty when nothing was. */
  readonly skipped: Readonly<Record<string, number>>;
}

/** The part of graphology's interface that is used here. */
export interface GraphologyGraph {
  /** The graph as plain data. */
  export(): object;
}

/** A class of graphology: `Graph`, `MultiDirectedGraph`, … */
export type GraphologyClass<G> = new (options: { readonly multi: true; readonly type: "directed" }) => G;

/** What a graph that is to be filled can do. */
export interface FillableGraph {
  /** Takes in a graph of plain data. */
  import(data: object): unknown;
}

/**
 * Makes a network of a graph of graphology. Its attribute `question`, or the question given here, is the question. Labels are the
 * attribute `label` of a node, or its key. What cannot be kept is counted.
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
 * Makes a graph of graphology of a network, with several edges between two nodes and all attributes. {@link fromGraphology} gives
 * the same network back.
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
 * Makes a network of elements of Cytoscape.js, as `cy.json()` or its `elements` have them. What cannot be kept, as places and
 * styles, is counted.
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
 * Makes elements of Cytoscape.js of a network, with all that it holds in their data. {@link fromCytoscape} gives the same network
 * back.
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
