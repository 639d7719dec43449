// The types of ranks and groups.

import type { PathOptions, Relationship } from "./network.js";

/** A score for each concept: how important it is by the requested measure. */
export interface Scores {
  /** The score of each concept, by the id of the concept. */
  readonly values: Float64Array;
  /** The ids of the concepts, the most important first; equal ones by label. */
  readonly top: Uint32Array;
  /** Whether `pagerank` reached its tolerance; true for other measures. */
  readonly hasConverged: boolean;
}

/** Options of {@link Network.pagerank}. */
export interface PageRankOptions {
  /** The probability that the walk continues instead of starting again elsewhere, from 0 to 1. Default: 0.85. */
  readonly damping?: number | undefined;
  /** The iteration stops once the sum of all changes is at most this. Default: 1e-12. */
  readonly tolerance?: number | undefined;
  /** The maximum number of iterations. Default: 200. */
  readonly iterations?: number | undefined;
}

/** Options of {@link Network.betweenness}. */
export interface BetweennessOptions extends PathOptions {
  /**
   * How parallel relationships, which join the same two concepts, are counted: `"once"`, so a path is a sequence of
   * concepts; or `"each"` as a different path, as in `shortestPath`. Default: `"once"`.
   */
  readonly parallel?: "once" | "each" | undefined;
}

/** A division of all concepts into groups, which are sorted by their first concept. */
export interface Groups {
  /** The ids of the concepts in each group. */
  readonly groups: readonly Uint32Array[];
  /** The group of each concept, by the id of the concept. */
  readonly groupOf: Uint32Array;
}

/** The themes of a network, and how clearly they are separated. */
export interface Themes extends Groups {
  /** By how much the share of relationships within themes exceeds the share expected by chance, from -0.5 to 1. */
  readonly modularity: number;
}

/** A relationship that is worth highlighting, and the reasons. */
export interface HighlightSuggestion {
  /** The reasons, as a sentence. */
  readonly text: string;
  readonly relationship: Relationship;
  /** The sizes of the two themes that it joins, if its concepts are in different themes. */
  readonly themes?: readonly [number, number];
  /** The share of all shortest paths that run through it, from 0 to 1. */
  readonly edgeBetweenness: number;
  /** How many concepts would be cut off without it, if it is a bridge. */
  readonly cutOff?: number;
}
