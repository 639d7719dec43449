// The types of scores: how well an extracted network agrees with a reference.

import type { Concept, Relationship } from "./network.js";
import type { MatchReason } from "./words.js";

/** The options for comparing two networks. */
export interface ScoreOptions {
  /** The language of labels and relations, one of {@link languages}. Default: English. */
  readonly language?: string | undefined;
  /** Whether relationships between the same concepts match regardless of their relations. Default: `false`. */
  readonly anyRelation?: boolean | undefined;
}

/**
 * Why two items match, the strongest reason first:
 * - `"equal"`: they are equal: the labels, the relations between matched concepts, the passages;
 * - `"alias"`: one concept has the label or an alias of the other as an alias;
 * - `"nearLabel"`: their labels are similar, by the rules of {@link Network.duplicateCandidates};
 * - `"nearRelation"`: their relations are forms of the same words, or `anyRelation` is set;
 * - `"sameWords"`: the passages differ only in letter case, accents and punctuation;
 * - `"partOfPassage"`: one passage is a part of the other, and has at least half of its words.
 */
export type ScoreReason = "equal" | "alias" | "nearLabel" | "nearRelation" | "sameWords" | "partOfPassage";

/** Two items that match. */
export interface ScoreMatch<T> {
  /** The item of the extracted network. */
  readonly extracted: T;
  /** The item of the reference. */
  readonly reference: T;
  readonly reason: ScoreReason;
  /** How the labels are similar, if the reason is `"nearLabel"`. */
  readonly matchReason?: MatchReason;
}

/**
 * The matches between the items (concepts, relationships or passages) of an extracted network and of its reference.
 * Each item is matched at most once.
 */
export interface Agreement<T> {
  /** The pairs that match, in the order of the extracted network. */
  readonly matched: readonly ScoreMatch<T>[];
  /** The extracted items that are not in the reference, in order. */
  readonly unmatchedExtracted: readonly T[];
  /** The items of the reference that were not extracted, in order. */
  readonly unmatchedReference: readonly T[];
  /** The share of the extracted items that are in the reference, from 0 to 1. */
  readonly precision: number;
  /** The share of the reference's items that were extracted, from 0 to 1. */
  readonly recall: number;
  /** The harmonic mean of precision and recall, from 0 to 1. */
  readonly f1: number;
}

/** How well an extracted network agrees with a reference. */
export interface Score {
  /** The concepts, without the questions. */
  readonly concepts: Agreement<Concept>;
  /** The relationships, including those from a question to its findings. */
  readonly relationships: Agreement<Relationship>;
  /** The passages, each represented by its relationship. */
  readonly passages: Agreement<Relationship>;
  /** Three lines: precision, recall and F1 of concepts, relationships and passages. */
  readonly text: string;
}

/** How well several runs of one extraction agree: the mean F1 of all pairs of runs, from 0 to 1. */
export interface Stability {
  readonly concepts: number;
  readonly relationships: number;
  readonly passages: number;
}
