/**
 * What a {@link SemnetError} is about:
 * - `"report"`: a text is no report (with `line` and `column`);
 * - `"json"`: a text is not the JSON form of a network (with `line` and `column`, or the path in the message);
 * - `"build"`: parts make no network (with `index` when a character is refused);
 * - `"bytes"`: bytes are not the canonical bytes of a network (with `offset`);
 * - `"hashtag"`: a text is no hashtag (with `index` when a character is no digit), or a number is none of a hashtag;
 * - `"fingerprint"`: a text is no fingerprint, or none begins so (with `index` when a character is no digit);
 * - `"link"`: a text is no link, or a network has none (with `index` when a character is refused);
 * - `"queryBar"`: what was typed is nothing that can be looked up (with `index` when a character is refused);
 * - `"concept"`: there is no such concept (with `close`);
 * - `"pattern"`: a text is no pattern (with `index`);
 * - `"weight"`: a weight is negative or no number;
 * - `"cutShort"`: the budget ended a query (with `budget`);
 * - `"store"`: a store gave no answer;
 * - `"language"`: a language is not known;
 * - `"vector"`: vectors of texts do not fit together, or there are too many pairs (with `budget`);
 * - `"merge"`: two concepts cannot be made one;
 * - `"change"`: a change does not fit the network, or is none;
 * - `"format"`: a text is not of the format (with `line` and `column` where there are lines), or there is no such format;
 * - `"noQuestion"`: a text is of the format, but names no question;
 * - `"text"`: a string has half of a surrogate pair (with `index`);
 * - `"type"`: an argument is not of the type that it should be, or a field is not known;
 * - `"freed"`: an object was freed before;
 * - `"recursion"`: a call within a call goes too deep, or uses an iterator that is at work;
 * - `"poisoned"`: WebAssembly stopped in the midst of a call, now or before. It cannot happen; should it, nothing works
 *   until the package is loaded anew.
 */
export type SemnetErrorCode =
  | "report"
  | "json"
  | "build"
  | "bytes"
  | "hashtag"
  | "fingerprint"
  | "link"
  | "queryBar"
  | "concept"
  | "pattern"
  | "weight"
  | "cutShort"
  | "store"
  | "language"
  | "vector"
  | "merge"
  | "change"
  | "format"
  | "noQuestion"
  | "text"
  | "type"
  | "freed"
  | "recursion"
  | "poisoned";

/**
 * The class of all errors that this package throws. The message says what was wrong, where, and what would be right.
 *
 * ```js
 * try {
 *   Network.fromReport(pasted);
 * } catch (error) {
 *   if (!(error instanceof SemnetError)) throw error;
 *   console.log(error.code, error.line, error.column, error.message);
 * }
 * ```
 */
export class SemnetError extends Error {
  private constructor();
  readonly name: "SemnetError";
  /** What the error is about. It stays the same from release to release; the message need not. */
  readonly code: SemnetErrorCode;
  /** The line of the report or JSON, counted from 1. */
  readonly line?: number;
  /** The column, counted from 1: of a report in code points, of JSON in bytes. */
  readonly column?: number;
  /** The place in the text, counted from 0: in UTF-16 units for the code `"text"`, else in code points. */
  readonly index?: number;
  /** The place in the bytes, counted from 0. */
  readonly offset?: number;
  /** The budget that ended the query. */
  readonly budget?: number;
  /** Labels of the network that are close to the one that is not there, the closest first; perhaps none. */
  readonly close?: readonly string[];
}
