// The types of formats.

import type { EXTENSIONS, FORMATS } from "../generated/constants.js";
import type { Network } from "../network.js";
import type { Omitted } from "./network.js";

/** The name of a format, or a file extension without the dot (`"mmd"`, `"gv"`). */
export type FormatName = (typeof FORMATS)[number] | (typeof EXTENSIONS)[number];

/** A format in which networks are written or read. */
export interface Format {
  readonly name: (typeof FORMATS)[number];
  /** The file extension, without the dot. */
  readonly extension: string;
  /** The media type: registered for some, customary for the others. */
  readonly mediaType: string;
  /** Whether {@link Network.fromFormat} reads it. */
  readonly isReadable: boolean;
  /** Whether {@link Network.toFormat} writes it. */
  readonly isWritable: boolean;
  /** Whether it is lossless: writing and reading a network gives an equal one. */
  readonly isLossless: boolean;
}

/** A network in some format, and the counts of the parts that the format cannot express. */
export interface Exported {
  /** The text, with LF at the end of each line. */
  readonly text: string;
  readonly omitted: Omitted;
}

/** A network as a folder of notes in Markdown, and the counts of the parts that notes cannot express. */
export interface ExportedNotes {
  /** The path and the text of each note, sorted by path. */
  readonly notes: readonly (readonly [path: string, text: string])[];
  readonly omitted: Omitted;
}

/** The options for reading a text in a format. */
export interface ImportOptions {
  /** The question, for a file that has none. */
  readonly question?: string | undefined;
  /**
   * The language of labels and texts if a file has them in several, as a BCP 47 tag: `de`, `en-GB`. Labels in other
   * languages become aliases. By default, text without a language is preferred, then English.
   */
  readonly language?: string | undefined;
  /**
   * One or several tables, as comma-separated values, with the ids and labels of the nodes that a list of edges names.
   * If Neo4j's tables have groups of ids (`:ID(Person)`), the same id in two groups means two nodes.
   */
  readonly labels?: string | readonly string[] | undefined;
}

/** The options for opening a network in any form. */
export interface OpenOptions extends ImportOptions {
  /** The name of the file. Its extension decides between formats if the content is ambiguous. */
  readonly name?: string | undefined;
  /** The format, regardless of the content and the name. */
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
   * For semnet's own forms, a description for messages: `"the report of a semantic network"`. Such a file should not be
   * used as a {@link Source}: every passage occurs in its own network, which does not support it. Files of other tools
   * may be documents that somebody quotes from.
   */
  readonly nativeName?: string;
  /** The counts of the parts of another tool's file that networks cannot hold, by their names in the file. */
  readonly skipped: Readonly<Record<string, number>>;
}
