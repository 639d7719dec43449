// How well an extracted network agrees with a reference.

import * as input from "./input.js";
import type { Network } from "./network.js";
import { given, wholeOf, wholeViewOf } from "./network/content.js";
import { whole } from "./raw.js";
import type { Agreement, Score, ScoreMatch, ScoreOptions, ScoreReason, Stability } from "./types/score.js";
import type { MatchReason } from "./types/words.js";

/** An agreement of the module, in which concepts and relationships are packed. */
interface Packed {
  readonly extracted: Uint32Array;
  readonly reference: Uint32Array;
  readonly reasons: readonly { readonly reason: ScoreReason; readonly matchReason?: MatchReason }[];
  readonly unmatchedExtracted: Uint32Array;
  readonly unmatchedReference: Uint32Array;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

type Unpack<T> = (numbers: Uint32Array) => T[];

function toAgreement<T>(packed: Packed, ofExtracted: Unpack<T>, ofReference: Unpack<T>): Agreement<T> {
  const { extracted, reference, reasons, unmatchedExtracted, unmatchedReference, ...shares } = packed;
  const [ours, theirs] = [ofExtracted(extracted), ofReference(reference)];
  return {
    matched: reasons.map(
      (reason, place): ScoreMatch<T> => ({
        extracted: ours[place]!,
        reference: theirs[place]!,
        ...reason,
      }),
    ),
    unmatchedExtracted: ofExtracted(unmatchedExtracted),
    unmatchedReference: ofReference(unmatchedReference),
    ...shares,
  };
}

function scoreOptions(value: unknown): object {
  const { language, anyRelation = false } = input.fields(value ?? {}, "the options of a score", [
    "language",
    "anyRelation",
  ]);
  return {
    language: input.textOrNothing(language, "a language"),
    anyRelation: input.boolean(anyRelation, "`anyRelation`"),
  };
}

/**
 * How well an extracted network agrees with a reference. Concepts match by label, by alias, and by the rules of {@link
 * Network.duplicateCandidates}; relationships, if they lead from and to matched concepts, by the same relation or forms
 * of its words; passages by the same words. Each item is matched at most once. O(length of all labels, texts and
 * passages), and O(n log n) for sorting.
 *
 * ```js
 * const { concepts, text } = score(extracted, reference);
 * concepts.recall; // 1
 * concepts.unmatchedExtracted.map(({ label }) => label); // ["Week"]
 * ```
 */
export function score(extracted: Network, reference: Network, options?: ScoreOptions): Score {
  const [ours, theirs] = [wholeViewOf(given(extracted), "score"), wholeViewOf(given(reference), "score")];
  const found = whole("score").score(ours.raw, theirs.raw, scoreOptions(options)) as {
    readonly [name in "concepts" | "relationships" | "passages"]: Packed;
  } & { readonly text: string };
  const relationships = (packed: Packed) =>
    toAgreement(
      packed,
      (numbers) => ours.relationships(numbers),
      (numbers) => theirs.relationships(numbers),
    );
  return {
    concepts: toAgreement(
      found.concepts,
      (numbers) => ours.concepts(numbers),
      (numbers) => theirs.concepts(numbers),
    ),
    relationships: relationships(found.relationships),
    passages: relationships(found.passages),
    text: found.text,
  };
}

/**
 * How well several runs of one extraction agree: the mean F1 of all pairs of runs; 1 if there are fewer than two runs.
 * Calls {@link score} O(runs²) times.
 *
 * ```js
 * stability([extracted, extracted, extracted]).concepts; // 1
 * ```
 */
export function stability(runs: readonly Network[], options?: ScoreOptions): Stability {
  const copies = input.array(runs, "the runs", "an array of networks", (run, at) =>
    wholeOf(given(run, at), "stability").copy(),
  );
  return whole("stability").stability(copies, scoreOptions(options)) as Stability;
}
