// The formats of other tools, and the languages whose word forms are known.

import * as input from "./input.js";
import { formatName } from "./network/formats.js";
import { whole } from "./raw.js";
import type { Format, FormatName } from "./types/format.js";

/**
 * The formats that networks can be written in, and which of them can be read.
 *
 * ```js
 * const readable = formats().filter(({ isReadable }) => isReadable).map(({ extension }) => `.${extension}`);
 * ```
 */
export const formats = (): Format[] => whole("formats").formats() as Format[];

/**
 * The name of the format for the ending of a file's name; `undefined` for an unknown ending.
 *
 * ```js
 * formatFromPath("bees.graphml"); // "graphml"
 * ```
 */
export const formatFromPath = (path: string): FormatName | undefined =>
  whole("formatFromPath").formatFromPath(input.text(path, "the path of a file")) as FormatName | undefined;

/**
 * The name of the format that a text seems to be in, of those that can be read. A text in no other format is a report, or
 * not a network; reading it decides.
 *
 * ```js
 * const format = detectFormat(pasted);
 * const network = Network.fromFormat(format, pasted);
 * ```
 */
export const detectFormat = (text: string | Uint8Array): FormatName =>
  whole("detectFormat").detectFormat(input.textOrBytes(text, "a text in some format")) as FormatName;

/**
 * The parts of a text that {@link Network.fromFormat} skips because no network can hold them, such as styles and ids of
 * edges: how often each occurs, by its name in the text. Reads the text. Throws as {@link Network.fromFormat} does, except
 * for a missing question.
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
 * The languages whose word forms are known, by their codes: English, and `"und"` for no language in particular, where words
 * are compared without regard to letter case and accents.
 *
 * ```js
 * languages(); // ["und", "en"]
 * ```
 */
export const languages = (): string[] => whole("languages").languages() as string[];
