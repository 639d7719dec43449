/** The name of a format. Where one is taken, so is any ending of its files (`"mmd"`, `".gv"`), in any case of letters. */
export type FormatName =
  | "json"
  | "report"
  | "jgf"
  | "node-link"
  | "cytoscape"
  | "graphology"
  | "graphml"
  | "gexf"
  | "nquads"
  | "ntriples"
  | "jsonld"
  | "csv"
  | "tsv"
  | "dot"
  | "mermaid"
  | "markdown"
  | "html"
  | (string & {});

/** A way to write a network down. */
export interface Format {
  readonly name: FormatName;
  /** How a file's name ends in this format, without the full stop before it. */
  readonly extension: string;
  /** The media type: registered for some, customary for the others. */
  readonly mediaType: string;
  /** Whether {@link Network.fromFormat} takes it. */
  readonly canBeRead: boolean;
  /** Whether it holds all of every network, so that reading what was written gives an equal one. */
  readonly isLossless: boolean;
}

/** A network in some format, and how many of each thing the format does not hold. */
export interface Written {
  /** The text, with LF at the end of each line. */
  readonly text: string;
  readonly leftOut: LeftOut;
}
