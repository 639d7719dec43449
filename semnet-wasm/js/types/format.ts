// The types of formats.

import type { EXTENSIONS, FORMATS } from "../generated/constants.js";
import type { Network } from "../network.js";
import type { Omitted } from "./network.js";

/** The name of a format, or the ending of its files without the full stop (`"mmd"`, `"gv"`). */
export type FormatName = (typeof FORMATS)[number] | (typeof EXTENSIONS)[number];

/** A way to write a network down. */
export interface Format {
  readonly name: (typeof FORMATS)[number];
  /** How a file's name ends in this format, without the full stop before it. */
  readonly extension: string;
  /** The media type: registered for some, customary for the others. */
  readonly mediaType: string;
  /** Whether {@link Network.fromFormat} takes it. */
  readonly isReadable: boolean;
  /** Whether {@link Network.toFormat} writes it. */
  readonly isWritable: boolean;
  /** Whether it is lossless: reading what was written gives an equal network. */
  readonly isLossless: boolean;
}

/** A network in some format, and how many of each thing the format does not hold. */
export interface Exported {
  /** The text, with LF at the end of each line. */
  readonly text: string;
  readonly omitted: Omitted;
}

/** A network as a folder of notes in Markdown, and how many of each thing they do not hold. */
export interface ExportedNotes {
  /** The path and the text of each note, sorted by path. */
  readonly notes: readonly (readonly [path: string, text: string])[];
  readonly omitted: Omitted;
}

/** The options for reading a text in a format. */
export interface ImportOptions {
  /** The question of a file that names none. */
  readonly question?: string | undefined;
  /**
   * The language of labels and texts where a file has them in several, as a tag of BCP 47: `de`, `en-GB`. The other labels become
   * aliases. Without it, text without a language comes first, then English.
   */
  readonly language?: string | undefined;
  /**
   * The text of a table, or the texts of several, as comma-separated values, with the ids and labels of the nodes that a list of
   * edges names. Where Neo4j's tables have groups of ids (`:ID(Person)`), the same id in two of them is two nodes.
   */
  readonly labels?: string | readonly string[] | undefined;
}

/** The options for opening a network in any form. */
export interface OpenOptions extends ImportOptions {
  /** The name of the file. Its ending decides between formats where the content leaves a choice. */
  readonly name?: string | undefined;
  /** The format, whatever the content and the name. */
  readonly format?: FormatName | undefined;
}

/** A network that {@link Network.open} has opened. */
export interface Opened {
  readonly network: Network;
  /**
   * The form that it had: canonical bytes, a full link, a picture or page that was saved with its network, the text form, or a
   * text in a format.
   */
  readonly form: "bytes" | "link" | "svg" | "png" | "page" | "text" | (typeof FORMATS)[number];
  /**
   * For a form of semnet's own, what a message calls it: `"the report of a semantic network"`. A passage stands in its own
   * network, which does not support it, so such a network is not a {@link Source}. Files of other tools may be what somebody
   * quotes from.
   */
  readonly own?: string;
  /**
   * The parts of a file of another tool that no network can hold: how often each occurs, by its name in the file.
   */
  readonly skipped: Readonly<Record<string, number>>;
}
