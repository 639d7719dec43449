// The types of evidence: the results of checking passages against their sources.

import type { Relationship } from "./network.js";

/**
 * The result of checking a passage against sources:
 * - `"exact"`: a source has it word for word; only white space and the Unicode normal form may differ;
 * - `"adapted"`: only typography differs, or the passage marks its omissions and insertions and these do not change its
 *   meaning;
 * - `"altered"`: a source has a similar place, but words differ. Not evidence;
 * - `"missing"`: no source has a similar place. Not evidence.
 */
export type Verdict = "exact" | "adapted" | "altered" | "missing";

/** Where a passage is in a source. */
export interface SourcePlace {
  /** The source, as an index into the list that was passed in, counted from 0. */
  readonly source: number;
  /** Where the passage starts in the source's text, in code points, counted from 0. */
  readonly start: number;
  /** Where the passage ends, in code points: the offset after its last one. */
  readonly end: number;
  /** The line that it starts in, counted from 1. */
  readonly line: number;
  /** The column that it starts in, in code points, counted from 1. */
  readonly column: number;
  /** Start and end in UTF-16 units, as in JavaScript strings: `source.text.slice(...range)`. */
  readonly range: readonly [start: number, end: number];
}

/**
 * The kind of a difference between a passage and a source:
 * - `"typography"`: in quotation marks, dashes, ligatures, spaces, hyphens at the ends of lines, the case of the first letter;
 * - `"leftOut"`: the source has words that the passage lacks;
 * - `"inserted"`: the passage has words that the source lacks;
 * - `"replaced"`: the source has other words or punctuation.
 */
export type DifferenceKind = "typography" | "leftOut" | "inserted" | "replaced";

/** One difference between a passage and a source. */
export interface Difference {
  readonly kind: DifferenceKind;
  /** The text in the source; empty for an insertion. */
  readonly source: string;
  /** The text in the passage; empty for an omission. */
  readonly passage: string;
  /** Whether this difference makes the verdict `"altered"`. */
  readonly alters: boolean;
  /** The difference in words: `did not reject → rejected`. */
  readonly text: string;
}

/** The result for one passage. */
export interface Checked {
  readonly verdict: Verdict;
  /** Whether the passage is evidence: exact or adapted. */
  readonly isEvidence: boolean;
  /**
   * The places with this verdict, at most 16, those in earlier sources first. Empty if the passage is missing; only the
   * most similar place if it is altered.
   */
  readonly places: readonly SourcePlace[];
  /** The differences between the passage and its first place, at most 100. Empty if the passage is exact or missing. */
  readonly differences: readonly Difference[];
}

/** The result for the passage of one relationship. Places in the source that the relationship names come first. */
export interface Evidence extends Checked {
  readonly relationship: Relationship;
  readonly passage: string;
}
