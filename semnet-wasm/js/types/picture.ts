// The types of pictures.

/** The options of a picture. */
export interface PictureOptions {
  /** Whether the space is taller than wide, as on a phone. Default: `false`. */
  readonly tall?: boolean;
  /** The label of the concept in the middle. Default: the question. */
  readonly middle?: string;
}

/** The drawn elements of a network, without their places. */
export interface PictureScene {
  /** The cards; the one in the middle comes first. */
  readonly cards: readonly PictureCard[];
  /** The lines, one for each relationship. */
  readonly lines: readonly PictureLine[];
  /** The lines of thematic connections, between concepts whose texts share words. */
  readonly sharedLines: readonly PictureSharedLine[];
  /** The names of the themes. */
  readonly themes: readonly string[];
  /** Whether themes are groups of closely related concepts; otherwise they are relations to the question. */
  readonly isByTheme: boolean;
}

/** A card: a concept, or the question. */
export interface PictureCard {
  readonly label: string;
  readonly kind: "question" | "finding" | "concept";
  /** The number of its theme. */
  readonly theme: number;
  /** How many relationships start or end at it. */
  readonly degree: number;
  /** Its label, broken into the rows in which it is written. */
  readonly rows: readonly string[];
  /** The font size of its label, in pixels. */
  readonly fontSize: number;
  readonly width: number;
  readonly height: number;
}

/** A line: a relationship between two cards. */
export interface PictureLine {
  /** The number of the relationship. */
  readonly id: number;
  /** The numbers of the two cards. */
  readonly ends: readonly [number, number];
  readonly isHighlight: boolean;
  readonly isKeyFinding: boolean;
  /** Its relation, broken into the rows in which it is written on the line; empty for a line without words. */
  readonly rows: readonly string[];
  readonly width: number;
  readonly height: number;
  /** For a line without words, how far its middle is from the straight line between its ends. */
  readonly bend: number;
}

/** The line of a thematic connection: between two cards whose texts share words. */
export interface PictureSharedLine {
  readonly ends: readonly [number, number];
  /** How much the texts share, from 0 to 1. */
  readonly score: number;
  readonly rows: readonly string[];
  readonly width: number;
  readonly height: number;
}
