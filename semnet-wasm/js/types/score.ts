// The types of scores: how well an extracted network agrees with a reference.

import type { Concept, Relationship } from "./network.js";
import type { MatchReason } from "./words.js";

/** How two networks are compared. */
export interface ScoreOptions {
  /** The language of labels and relations, as {@link languages} has it. Default: English. */
  readonly language?: string | undefined;
  /** Whether relationships between the same concepts match whatever their relations are. Default: `false`. */
  readonly anyRelation?: boolean | undefined;
}

/**
 * Why two things match, the strongest reason first:
 * - `"equal"`: they are equal: the labels, the relations between matched concepts, the passages;
 * - `"alias"`: one has the other's label, or one of its aliases, as an alias;
 * - `"nearLabel"`: their labels are near, as in {@link Network.duplicateCandidates};
 * - `"nearRelation"`: their relations are other forms of the same words, or any relation was asked for;
 * - `"sameWords"`: the passages have the same words, but for letter case, accents and punctuation;
 * - `"partOfPassage"`: one passage is a part of the other, and has at least half of its words.
 */
export type ScoreReason = "equal" | "alias" | "nearLabel" | "nearRelation" | "sameWords" | "partOfPassage";

/** Two things that match. */
export interface ScoreMatch<T> {
  /** The extracted item. */
  readonly extracted: T;
  /** What the reference has. */
  readonly reference: T;
  readonly reason: ScoreReason;
  /** In which way labels are near, where the reason is `"nearLabel"`. */
  readonly matchReason?: MatchReason;
}

/** Which things of an extracted network and of its reference match: each of them at most once. */
export interface Agreement<T> {
  /** The pairs that match, in the order of the extracted network. */
  readonly matched: readonly ScoreMatch<T>[];
  /** The extracted items that are not in the reference, in order. */
  readonly unmatchedExtracted: readonly T[];
  /** The items of the reference that were not extracted, in order. */
  readonly unmatchedReference: readonly T[];
  /** The share of what was extracted that is in the reference. */
  readonly precision: number;
  /** The share of the reference that was extracted. */
  readonly recall: number;
  /** The harmonic mean of precision and recall. */
  readonly f1: number;
}

/** How well an extracted network agrees with a reference. */
export interface Score {
  /** The concepts, without the questions. */
  readonly concepts: Agreement<Concept>;
  /** The relationships, those from a question to its findings included. */
  readonly relationships: Agreement<Relationship>;
  /** The passages, each by its relationship. */
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
