// The formats of other tools, and the languages whose word forms are known.

import * as input from "./input.js";
import { formatName } from "./network/formats.js";
import { whole } from "./raw.js";
import type { Format, FormatName } from "./types/format.js";

/**
 * The formats in which networks can be written, read or both.
 *
 * ```js
 * const readable = formats().filter(({ isReadable }) => isReadable).map(({ extension }) => `.${extension}`);
 * ```
 */
export const formats = (): Format[] => whole("formats").formats() as Format[];

/**
 * The name of the format for a file's extension; `undefined` if the extension is unknown.
 *
 * ```js
 * formatFromPath("bees.graphml"); // "graphml"
 * ```
 */
export const formatFromPath = (path: string): FormatName | undefined =>
  whole("formatFromPath").formatFromPath(input.text(path, "the path of a file")) as FormatName | undefined;

/**
 * The name of the readable format that a text seems to be in. If it seems to be in no other format, this is the report;
 * reading the text shows whether it is one.
 *
 * ```js
 * const format = detectFormat(pasted);
 * const network = Network.fromFormat(format, pasted);
 * ```
 */
export const detectFormat = (text: string | Uint8Array): FormatName =>
  whole("detectFormat").detectFormat(input.textOrBytes(text, "a text in some format")) as FormatName;

/**
 * Counts the parts of a text that {@link Network.fromFormat} skips because networks cannot hold them, such as styles
 * and ids of edges, by their names in the text. Reads the text, O(length). Throws as {@link Network.fromFormat} does,
 * except for a missing question.
 *
 * ```js
 * skipped("csv", "from,to,id\nWaggle Dance,Sun Compass,7\n"); // { "edge id": 1 }
 * ```
 */
export function skipped(format: FormatName, text: string | Uint8Array): Readonly<Record<string, number>> {
  const read = input.textOrBytes(text, "a text in a format");
  // Whatever the text calls it: also `__proto__`.
  return Object.fromEntries(whole("skipped").skipped(formatName(format), read) as [string, number][]);
}

/**
 * The codes of the supported languages: English, and `"und"` for no particular language, in which words match if they
 * differ only in letter case and accents.
 *
 * ```js
 * languages(); // ["und", "en"]
 * ```
 */
export const languages = (): string[] => whole("languages").languages() as string[];
