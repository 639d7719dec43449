// The messages between the page and its engine: plain objects.

import type { AnalysisRequest, Attribute, Change, Concept, Entry, Message, Path, Relationship, Verdict } from "semnet";

/** The summary of a network. */
export interface Summary {
  readonly fingerprint: string;
  readonly hashtag: string;
  readonly question: string;
  readonly title: string;
  readonly attributes: readonly Attribute[];
  readonly conceptCount: number;
  readonly relationshipCount: number;
  /** The text after the `#` in the address bar. */
  readonly address: string;
}

/** A concept as it is drawn. */
export interface Drawn {
  readonly label: string;
  readonly kind: "question" | "finding" | "concept";
  /** The place of its theme in `View.themes`. */
  readonly theme: number;
  readonly text?: string;
  readonly attributes: readonly Attribute[];
}

/** A relationship as it is drawn. Its `id` is its number in the whole network, even if only a part is drawn. */
export type Line = Relationship & { readonly isHighlight: boolean };

/** The drawn part of a network: all of it or, if that is too much, the surroundings of one concept. */
export interface View {
  readonly concepts: readonly Drawn[];
  readonly lines: readonly Line[];
  /** The names of the themes: their central concepts. */
  readonly themes: readonly string[];
  /** Whether thematic connections are drawn. */
  readonly hasShared: boolean;
  /** The meaning of the colours. */
  readonly coloured: "theme" | "role";
  /** The concept in the middle, if only a part is drawn. */
  readonly around?: string;
}

/** The report as a document. */
export interface ReportParts {
  readonly findings: readonly Concept[];
  readonly highlights: readonly Relationship[];
}

/** A network that was opened. */
export interface Opened {
  readonly kind: "network";
  readonly summary: Summary;
  readonly view: View;
  readonly report: ReportParts;
  /** Why the network could not be kept, if so. */
  readonly notKept?: string;
  /** The skipped or guessed parts of a file. */
  readonly notes?: readonly string[];
}

/** The result of typed, pasted or dropped input. */
export type Outcome =
  | Opened
  | { readonly kind: "ambiguous"; readonly choices: readonly Offer[] }
  | { readonly kind: "notFound"; readonly typed: string; readonly suggestions: readonly Offer[] }
  | { readonly kind: "imported"; readonly added: number; readonly known: number; readonly refused: readonly string[] };

/** A network that may be opened by `name`. */
export interface Offer extends Entry {
  readonly name: string;
  readonly typo?: "letterCase" | "lookAlikes" | "oneCharacter" | "incomplete";
}

/** A line of the list of networks. */
export interface Kept {
  readonly fingerprint: string;
  readonly hashtag: string;
  readonly question: string;
  readonly title: string;
  /** How many bytes it takes. */
  readonly size: number;
  /** When it was first opened here, in milliseconds. */
  readonly added: number;
}

/** The concepts related to one, by their distance in steps. */
export interface Neighbours {
  /** The label of the concept that was asked about. */
  readonly concept: string;
  readonly levels: readonly (readonly string[])[];
  /** Whether there are more than are listed. */
  readonly more: boolean;
}

export interface Paths {
  readonly paths: readonly Path[];
  /** Whether there are more than are listed. */
  readonly more: boolean;
  /** Whether the search ended early, so there may be more. */
  readonly budgetExceeded: boolean;
}

export interface Selected {
  readonly variables: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly more: boolean;
}

/** A relationship that the report might highlight. */
export interface HighlightIdea {
  readonly id: number;
  readonly ends: readonly [string, string];
  /** The relationship and the reason, as text. */
  readonly text: string;
  readonly isHighlight: boolean;
}

/** Two concepts that may be the same. */
export interface Duplicate {
  readonly keep: string;
  readonly other: string;
  /** Both and the reason, as text. */
  readonly text: string;
}

/** All networks of the list as one file. */
export interface Exported {
  readonly text: string;
  /** The networks that it lacks, each with the reason, as text. */
  readonly skipped: readonly string[];
}

/** The forms in which a network can be shared. */
export interface Shared {
  readonly short: string;
  /** Absent if the network is too large for a link. */
  readonly full?: string;
  readonly report: string;
  /** The parts that the report omits, as text; empty if there are none. */
  readonly omitted: string;
  readonly json: string;
}

/** A format that a network can be saved in. */
export interface SharedFormat {
  readonly name: string;
  /** How a file's name ends, without the full stop. */
  readonly extension: string;
  readonly mediaType: string;
}

/** An error as it goes through a message. */
export interface Trouble {
  readonly code: string;
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
  /** Similar names. */
  readonly suggestions?: readonly string[];
}

export type Direction = "outgoing" | "incoming" | "both";

/** A text in pieces, some of them marked. */
export type Pieces = readonly { readonly text: string; readonly isMarked: boolean }[];

/** A place that a search found. */
export type FoundWords = { readonly name: Pieces; readonly sentence: Pieces } & (
  | { readonly kind: "concept"; readonly label: string }
  | { readonly kind: "line"; readonly id: number; readonly ends: readonly [string, string] }
  | { readonly kind: "report" }
);

/** The suggestions of the query bar for the typed text. */
export interface Suggestions {
  /** Concepts of the open network: by label, or by the sentence of its text. */
  readonly concepts: readonly { readonly label: string; readonly sentence: Pieces }[];
  /** Passages of the open network. */
  readonly passages: readonly FoundWords[];
  /** Networks that are here. */
  readonly networks: readonly Kept[];
}

/** Ends of paths that match the typed text. */
export interface PathEnds {
  /** Without `to` if the path is incomplete; then `typed` is the text for it. */
  readonly ends: readonly { readonly from: string; readonly to?: string; readonly typed?: string }[];
  /** Both ends, if both labels are exact. */
  readonly complete?: { readonly from: string; readonly to: string };
}

/** Two concepts whose texts share a theme, with the sentences that show it. */
export interface SharedTheme {
  readonly pair: readonly [string, string];
  readonly score: number;
  readonly terms: readonly string[];
  readonly sentences: readonly [Pieces, Pieces];
}

export type Mark = "new" | "gone" | "changed";

/** Two networks side by side. */
export interface Compared {
  /** The changes from one to the other, in words. */
  readonly changes: readonly string[];
  readonly before: Side;
  readonly after: Side;
}

export interface Side {
  readonly fingerprint: string;
  readonly hashtag: string;
  readonly title: string;
  readonly view: View;
  readonly marks: readonly (readonly [string, Mark])[];
  /** Marks of relationships, by their number. */
  readonly lineMarks: readonly (readonly [number, Mark])[];
}

/** A document that passages are checked against. */
export interface SourceFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The result of checking the passage of a relationship against sources. */
export interface PassageVerdict {
  /** The number of the relationship. */
  readonly id: number;
  readonly ends: readonly [string, string];
  readonly passage: string;
  readonly verdict: Verdict;
  /** Where it is, or the nearest place; absent if it is missing. */
  readonly place?: { readonly source: string; readonly line: number };
  /** The differences between passage and source, as text. */
  readonly differences: readonly string[];
}

/** Incompatible changes of two networks that were made from one. */
export interface Merging {
  /** For each, what the merged network may have: of the network that was open, and of the other. */
  readonly decisions: readonly Decision[];
}

export interface Decision {
  /** The effect of taking the other side, as text. */
  readonly text: string;
  /** The versions of the two sides; empty if a side does not have the part. */
  readonly own: string;
  readonly other: string;
}

/** A request for a language model. */
export interface ModelRequest extends AnalysisRequest {
  /** The messages for a server that takes no schema. */
  readonly messagesWithSchema: readonly Message[];
}

/** A step of growing a concept: the request to the model, or the result. */
export interface GrowStep {
  readonly id: number;
  readonly request?: ModelRequest;
  readonly proposal?: Proposal;
}

/** The additions that a model proposes. */
export interface Proposal {
  readonly concepts: readonly ProposedConcept[];
  /** The refused parts of its answers and the reasons, as text. */
  readonly refused: readonly string[];
}

export interface ProposedConcept {
  readonly label: string;
  readonly text: string;
  /** Whether the network has no concept with this label. */
  readonly isNew: boolean;
  /** Each with its verdict, if there are sources. */
  readonly passages: readonly { readonly passage: string; readonly verdict?: PassageVerdict }[];
  /** The changes of accepting it. */
  readonly changes: readonly Change[];
}
