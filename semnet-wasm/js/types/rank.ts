// The types of ranks and groups.

import type { PathOptions, Relationship } from "./network.js";

/** A number for each concept: how important it is by the requested measure. */
export interface Scores {
  /** By the number of the concept. */
  readonly numbers: Float64Array;
  /** The numbers of the concepts, the most important first; equal ones by label. */
  readonly top: Uint32Array;
  /** Whether `pagerank` reached its tolerance; true for other measures. */
  readonly hasConverged: boolean;
}

/** Options of {@link Network.pagerank}. */
export interface PageRankOptions {
  /** The chance that the walk continues instead of starting again elsewhere, from 0 to 1. Default: 0.85. */
  readonly damping?: number | undefined;
  /** Iterations end when one changes all numbers together by at most this. Default: 1e-12. */
  readonly tolerance?: number | undefined;
  /** The most iterations. Default: 200. */
  readonly iterations?: number | undefined;
}

/** Options of {@link Network.betweenness}. */
export interface BetweennessOptions extends PathOptions {
  /**
   * How parallel relationships, several that join the same two concepts, are counted: `"once"`, so that a
   * path is a sequence of concepts; or `"each"` as a different path, as in `shortestPath`. Default: `"once"`.
   */
  readonly parallel?: "once" | "each" | undefined;
}

/** Concepts in groups, each concept in exactly one, sorted by their first concept. */
export interface Groups {
  /** The numbers of the concepts of each group. */
  readonly groups: readonly Uint32Array[];
  /** The group of each concept, by the number of the concept. */
  readonly groupOf: Uint32Array;
}

/** The themes of a network, and how clearly they are separated. */
export interface Themes extends Groups {
  /** By how much the share of relationships that stay within a theme exceeds what chance would give, from -0.5 to 1. */
  readonly modularity: number;
}

/** A relationship that is worth highlighting, and why. */
export interface HighlightSuggestion {
  /** The reasons, as a sentence. */
  readonly text: string;
  readonly relationship: Relationship;
  /** How many concepts the two themes have that it joins, when its ends are not in the same theme. */
  readonly themes?: readonly [number, number];
  /** The share of all shortest paths that run over it, from 0 to 1. */
  readonly edgeBetweenness: number;
  /** How many concepts would be cut off without it, when it is a bridge. */
  readonly cutOff?: number;
}
