// The types of evidence: what holding passages against their sources shows.

import type { Relationship } from "./network.js";

/**
 * The result of checking a passage against sources:
 * - `"exact"`: it is in a source; only white space and the form of Unicode may differ;
 * - `"adapted"`: only typography differs, or the passage itself marks that it was shortened or explained, and the meaning
 *   stays the same;
 * - `"altered"`: a place is near, but words differ. Not evidence;
 * - `"missing"`: no place is near. Not evidence.
 */
export type Verdict = "exact" | "adapted" | "altered" | "missing";

/** Where a passage is in a source. */
export interface SourcePlace {
  /** The source's number in the list that was given, counted from 0. */
  readonly source: number;
  /** Where the passage starts in the source's text, in code points, counted from 0. */
  readonly start: number;
  /** Where it ends: the number of the code point after the last. */
  readonly end: number;
  /** The line that it starts in, counted from 1. */
  readonly line: number;
  /** The column that it starts in, in code points, counted from 1. */
  readonly column: number;
  /** Start and end in UTF-16 units, as in JavaScript strings: `source.text.slice(...range)`. */
  readonly range: readonly [start: number, end: number];
}

/**
 * How a passage and a source differ somewhere:
 * - `"typography"`: in quotation marks, dashes, ligatures, spaces, hyphens at the ends of lines, the case of the first letter;
 * - `"leftOut"`: the source has words that the passage lacks;
 * - `"inserted"`: the passage has words that the source lacks;
 * - `"replaced"`: the source has other words or punctuation.
 */
export type DifferenceKind = "typography" | "leftOut" | "inserted" | "replaced";

/** One difference between a passage and a source. */
export interface Difference {
  readonly kind: DifferenceKind;
  /** The characters of the source; empty for an insertion. */
  readonly source: string;
  /** The characters of the passage; empty for an omission. */
  readonly passage: string;
  /** Whether it makes the passage altered. */
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
   * The places with this verdict, at most 16, those in earlier sources first. None where the passage is missing; only the nearest
   * where it is altered.
   */
  readonly places: readonly SourcePlace[];
  /** How the passage and the first of the places differ, at most 100. None where it is exact or missing. */
  readonly differences: readonly Difference[];
}

/** The result for the passage of one relationship. Places in the source that the relationship names come first. */
export interface Evidence extends Checked {
  readonly relationship: Relationship;
  readonly passage: string;
}
