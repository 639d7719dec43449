/**
 * What a {@link SemnetError} is about:
 * - `"report"`: a text is no report (with `line` and `column`);
 * - `"json"`: a text is not the JSON form of a network (with `line` and `column`, or the path in the message);
 * - `"build"`: parts make no network (with `index` when a character is refused);
 * - `"bytes"`: bytes are not the canonical bytes of a network (with `offset`);
 * - `"hashtag"`: a text is no hashtag (with `index` when a character is no digit), or a number is none of a hashtag;
 * - `"text"`: a string has half of a surrogate pair (with `index`);
 * - `"type"`: an argument is not of the type that it should be.
 */
export type SemnetErrorCode = "report" | "json" | "build" | "bytes" | "hashtag" | "text" | "type";

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
}
