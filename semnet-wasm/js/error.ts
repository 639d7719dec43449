// The class of all errors of this package.

import type { Note, Problem } from "./types/analysis.js";

/**
 * What a {@link SemnetError} is about:
 * - `"report"`: a text is not a report (with `line` and `column`);
 * - `"json"`: a text or object is not the JSON form of a network (with `line` and `column`, or the path in the message);
 * - `"build"`: the parts are not a valid network (with `index` if a character is refused);
 * - `"bytes"`: bytes are not the canonical bytes of a network (with `offset`);
 * - `"hashtag"`: a text is not a hashtag (with `index` if a character is not a digit), or a number is out of range;
 * - `"fingerprint"`: a text is not a fingerprint or a prefix of one (with `index` if a character is not a digit);
 * - `"link"`: a text is not a link, or no link can be made for a network (with `index` if a character is refused);
 * - `"query"`: the text in the query bar cannot be looked up (with `index` if a character is refused);
 * - `"concept"`: there is no such concept (with `suggestions`);
 * - `"pattern"`: a text is not a pattern (with `index`);
 * - `"weight"`: a weight is negative or not a number;
 * - `"option"`: an option has a value that a query cannot use;
 * - `"budget"`: a query needs more than its budget (with `budget`);
 * - `"store"`: a store is unavailable;
 * - `"quota"`: the browser's database has no space left;
 * - `"newer"`: the browser's database was made by a newer version of the package;
 * - `"language"`: a language is not supported;
 * - `"vector"`: vectors of texts do not fit together, or there are too many pairs (with `budget`);
 * - `"merge"`: two concepts cannot be merged;
 * - `"change"`: a change cannot be applied, or is not a change;
 * - `"edit"`: an edit cannot be made, or is not an edit;
 * - `"history"`: a text or an object is not a history (with `line`);
 * - `"without"`: a source cannot be taken out of a network, because it is not a union, does not have exactly one such
 *   source, or has no other one;
 * - `"source"`: a document cannot be a source (with `offset` for bytes that are not UTF-8);
 * - `"analysis"`: an analysis cannot start, is not finished, or had no usable answer (with `problems` and `notes`);
 * - `"textForm"`: a text is not the text form of a network (with `line` and `column`);
 * - `"format"`: a text is not in the format (with `line` and `column` where there are lines), or there is no such format;
 * - `"noQuestion"`: a text is in the format, but has no question;
 * - `"nodeList"`: a table has nodes, but no relationships: pass it as the option `labels` when reading the list of edges;
 * - `"text"`: a string has half of a surrogate pair (with `index`);
 * - `"type"`: an argument has the wrong type or an unknown field;
 * - `"freed"`: an object was freed and cannot be used any more;
 * - `"recursion"`: calls are nested too deeply, or a call uses an iterator that is running;
 * - `"notLoaded"`: the function is in the part of the package that `load` loads;
 * - `"aborted"`: a signal aborted a call to a worker;
 * - `"worker"`: a worker stopped;
 * - `"poisoned"`: WebAssembly stopped during this call or an earlier one. Nothing works until the package is loaded
 *   again.
 */
export type SemnetErrorCode =
  | "report"
  | "json"
  | "build"
  | "bytes"
  | "hashtag"
  | "fingerprint"
  | "link"
  | "query"
  | "concept"
  | "pattern"
  | "weight"
  | "option"
  | "budget"
  | "store"
  | "quota"
  | "newer"
  | "language"
  | "vector"
  | "merge"
  | "change"
  | "edit"
  | "history"
  | "without"
  | "source"
  | "analysis"
  | "textForm"
  | "format"
  | "noQuestion"
  | "nodeList"
  | "text"
  | "type"
  | "freed"
  | "recursion"
  | "notLoaded"
  | "aborted"
  | "worker"
  | "poisoned";

/** The place of the error, in the fields that are known. */
interface Place {
  readonly line?: number;
  readonly column?: number;
  readonly index?: number;
  readonly offset?: number;
  readonly budget?: number;
  readonly suggestions?: readonly string[];
  readonly problems?: readonly Problem[];
  readonly notes?: readonly Note[];
}

let create: (message: string, code: SemnetErrorCode, place: Place | undefined) => SemnetError;

/**
 * The class of all errors that this package throws. The message names what failed, what was found, and what was expected.
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
  declare readonly name: "SemnetError";
  /** What the error is about. Codes are stable across releases; messages are not. */
  declare readonly code: SemnetErrorCode;
  /** The line of the report or JSON, counted from 1. */
  declare readonly line?: number;
  /** The column, counted from 1: of a report in code points, of JSON in bytes. */
  declare readonly column?: number;
  /** The place in the text, counted from 0: in UTF-16 units for the code `"text"`, otherwise in code points. */
  declare readonly index?: number;
  /** The offset in the bytes, counted from 0. */
  declare readonly offset?: number;
  /** The budget that was exhausted. */
  declare readonly budget?: number;
  /** Labels of the network that are similar to the one that was not found, the most similar first; may be empty. */
  declare readonly suggestions?: readonly string[];
  /** All problems of the answers to an analysis without a usable answer, in the order of the answers. */
  declare readonly problems?: readonly Problem[];
  /** The repairs and omissions in these answers. */
  declare readonly notes?: readonly Note[];

  private constructor(message: string, code: SemnetErrorCode, place: Place | undefined) {
    super(message);
    Object.assign(this, { code }, place);
  }

  static {
    // On the prototype, as for the errors of JavaScript itself.
    Object.defineProperty(this.prototype, "name", { value: "SemnetError", writable: true, configurable: true });
    create = (message, code, place) => new this(message, code, place);
  }
}

/** Makes every error of this package. */
export const semnetError = (message: string, code: SemnetErrorCode, place?: Place): SemnetError =>
  create(message, code, place);

/** By the number of `Place` in error.rs. */
const PLACES: readonly ((first: number, second: number) => Place | undefined)[] = [
  () => undefined,
  (line, column) => ({ line, column }),
  (index) => ({ index }),
  (offset) => ({ offset }),
  (budget) => ({ budget }),
  (line) => ({ line }),
];

/** Called by error.rs. */
export const errorAt = (
  code: SemnetErrorCode,
  message: string,
  place: number,
  first: number,
  second: number,
): SemnetError => create(message, code, PLACES[place]?.(first, second));

/** Called by error.rs if there is no such concept, with the similar labels, separated by NUL. */
export const conceptNotFound = (message: string, suggestions: string): SemnetError =>
  create(message, "concept", { suggestions: suggestions === "" ? [] : suggestions.split("\0") });
