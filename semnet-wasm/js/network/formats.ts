// Other ways to write a network down: the formats of other tools, notes, and the text form.

import type { Network as RawNetwork } from "semnet-raw";
import { type Source, rawSources } from "../evidence.js";
import * as input from "../input.js";
import type { Network } from "../network.js";
import { importOptions, openOptions } from "../options.js";
import { whole } from "../raw.js";
import type { Exported, ExportedNotes, FormatName, ImportOptions, Opened, OpenOptions } from "../types/format.js";
import { Changes } from "./change.js";
import { networkOf, wholeOf } from "./content.js";

/** The name of a format. */
export const formatName = (name: unknown): string => input.text(name, "the name of a format");

/** Formats, notes and the text form. */
export abstract class Formats extends Changes {
  /**
   * Writes the network in a format, given by its name or a file extension, and counts the parts that the format cannot
   * express. O(size). Throws a {@link SemnetError} with the code `"format"` if there is no such format.
   *
   * ```js
   * const { text, omitted } = network.toFormat("graphml");
   * ```
   */
  toFormat(format: FormatName): Exported {
    return wholeOf(this, "toFormat").toFormat(formatName(format)) as Exported;
  }

  /**
   * Writes the report, Markdown or HTML with a footnote for each passage: its verdict, its place in these sources, and
   * its differences. O(size + sources). Throws a {@link SemnetError} with the code `"format"` for any other format; use
   * {@link cite} for these.
   *
   * ```js
   * const page = network.toFormatWithEvidence("markdown", [source]);
   * ```
   */
  toFormatWithEvidence(format: "report" | "markdown" | "html", sources: readonly Source[]): string {
    return wholeOf(this, "toFormatWithEvidence").toFormatWithEvidence(formatName(format), rawSources(sources));
  }

  /**
   * Opens a network in any form: canonical bytes, JSON, a report, the text form that {@link Network.toText} writes, a
   * full link, a picture (SVG or PNG) or page that was saved with its network, or a file of another tool. The form is
   * detected from the content, and if that is ambiguous, from the name of the file. O(length), and O(n log n)
   * comparisons of labels.
   *
   * Throws a {@link SemnetError} with the code `"bytes"` for damaged bytes; `"link"` for a damaged link, or one without
   * a network in it; `"noQuestion"` if only the question is missing; `"nodeList"` for a table that has only nodes;
   * `"textForm"` for an error in the text form; and `"format"` otherwise. The error has `line` and `column` if the text
   * has lines.
   *
   * ```js
   * Network.open(network.bytes).form; // "bytes"
   * Network.open(network.toFormat("graphml").text, { name: "bees.graphml" }).form; // "graphml"
   * Network.open(network.toLink()).network.equals(network); // true
   * ```
   */
  static open(content: string | Uint8Array, options?: OpenOptions): Opened {
    const read = input.textOrBytes(content, "a network in any form");
    const { network, form, nativeName, skipped } = whole("open").Network.open(read, ...openOptions(options)) as {
      readonly network: RawNetwork;
      readonly form: Opened["form"];
      readonly nativeName: string | null;
      readonly skipped: readonly [string, number][];
    };
    const native = nativeName !== null && { nativeName };
    return { network: networkOf(network), form, ...native, skipped: Object.fromEntries(skipped) };
  }

  /**
   * Reads a network from a text in a format. Files of other tools often have no question; pass one as `options`, or in
   * them. O(length), and O(n log n) comparisons of labels. Throws a {@link SemnetError} with the code `"format"`, and
   * with `line` and `column` or a path in the message, if the text is not in this format; and with the code
   * `"noQuestion"` if only the question is missing.
   *
   * ```js
   * const network = Network.fromFormat("csv", "from,to,relation\nWaggle Dance,Sun Compass,is aimed by\n", "Why?");
   * const labels = "Id,Label\n1,Bee\n2,Honey\n";
   * const made = Network.fromFormat("csv", "Source,Target\n1,2\n", { question: "What do bees make?", labels });
   * made.concept("Honey") !== undefined; // true
   * ```
   */
  static fromFormat(format: FormatName, text: string | Uint8Array, options?: ImportOptions | string): Network {
    const read = input.textOrBytes(text, "a text in a format");
    return networkOf(whole("fromFormat").Network.fromFormat(formatName(format), read, importOptions(options)));
  }

  /**
   * Reads a folder of notes in Markdown, given as pairs of a path in the folder (with `/`) and a text. Each note
   * becomes a concept with the name of its file as the label. Its front matter becomes attributes (`aliases` become
   * aliases), and the rest its text. Links (`[[Note]]`, `[text](Note.md)`) become relationships, with their paragraph
   * as the passage. O(length). Throws a {@link SemnetError} with the code `"format"` if front matter is not closed, and
   * with the code `"noQuestion"` if no question is given.
   *
   * ```js
   * const notes = [["Bees/Dance.md", "aimed by:: [[Sun Compass]]"], ["Sun Compass.md", "Bees see where the sun is."]];
   * Network.fromNotes(notes, "Why do bees dance?").relationships[0].relation; // "aimed by"
   * ```
   */
  static fromNotes(notes: Iterable<readonly [path: string, text: string]>, options?: ImportOptions | string): Network {
    if (typeof notes !== "object" || notes === null || !(Symbol.iterator in notes))
      throw input.wrongType("the notes", "an array of paths and texts", notes);
    const all = Array.from(notes, (note: unknown, place) => {
      const at = `notes[${place}]`;
      const [path, text] = input.array(note, at, "an array of a path and a text", (part) => part);
      return [input.text(path, `${at}[0]`), input.text(text, `${at}[1]`)];
    });
    return networkOf(whole("fromNotes").Network.fromNotes(all.flat(), importOptions(options)));
  }

  /**
   * The network as a folder of notes: paths and texts, sorted by path, and the counts of the parts that notes cannot
   * express. O(size).
   *
   * ```js
   * const { notes, omitted } = network.toNotes();
   * const [path, text] = notes[0];
   * ```
   */
  toNotes(): ExportedNotes {
    return wholeOf(this, "toNotes").toNotes() as ExportedNotes;
  }

  /**
   * Reads the text form that {@link Network.toText} writes. O(size), and O(n log n) comparisons of labels. Throws a
   * {@link SemnetError} with the code `"textForm"`, `line` and `column` if the text is not in this form.
   *
   * ```js
   * Network.fromText("question: Why?\nconcept: A\nA -- is -> B\n"); // SemnetError: line 3, column 12: there is no concept "B"; add a line `concept: B`
   * ```
   */
  static fromText(text: string): Network {
    return networkOf(whole("fromText").Network.fromText(input.text(text, "the text form of a network")));
  }

  /**
   * The text form: the complete network in lines that people can edit by hand, with a remark that explains the form.
   * O(size).
   *
   * ```js
   * Network.fromText(network.toText()).equals(network); // true
   * ```
   */
  toText(): string {
    return wholeOf(this, "toText").toText();
  }
}
