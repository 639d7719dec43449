// The types of search, connections and duplicates.

import type { Network } from "../network.js";
import type { Concept, NewRelationship, Relationship } from "./network.js";

/** The options of a search. */
export interface SearchOptions {
  /** The language of the texts, one of {@link languages} and perhaps a region (`"en-GB"`). Default: English. */
  readonly language?: string | undefined;
  /** The maximum number of hits. Default: 20. */
  readonly limit?: number | undefined;
  /**
   * Whether the last word may be the beginning of a longer one, for searches while somebody types. Default: `false`.
   * Stores ignore it.
   */
  readonly prefix?: boolean | undefined;
  /**
   * How many typing errors a word may have. It is corrected only if the network has no form of it. Default: 0. Stores
   * ignore it.
   */
  readonly typos?: 0 | 1 | 2 | undefined;
}

/** The options of connections. */
export interface ConnectionOptions {
  /** The language of the texts, one of {@link languages} and perhaps a region (`"en-GB"`). Default: English. */
  readonly language?: string | undefined;
  /** The lowest score to return, from 0 to 1. Default: every score above chance. */
  readonly atLeast?: number | undefined;
  /** The maximum number of connections; the strongest are kept. Default: 10,000. */
  readonly limit?: number | undefined;
  /** How many pairs of concepts may be compared. Default: 2 million. */
  readonly budget?: number | undefined;
}

/** A text in which the matching words are marked. */
export interface Snippet {
  /** The complete text. */
  readonly text: string;
  /** The text in consecutive pieces; the marked ones are the matching words. */
  readonly pieces: readonly Piece[];
}

/** A piece of a {@link Snippet} text. */
export interface Piece {
  readonly text: string;
  readonly isMarked: boolean;
}

/** A part of a network that matches a search. */
export type SearchHit =
  /** The question of the network, or the title of its report. */
  | (SearchHitBase & { readonly kind: "question" | "title" })
  /** A concept, by its label or its text. */
  | (SearchHitBase & { readonly kind: "concept"; readonly concept: Concept; readonly label: Snippet })
  /** A relationship, by its passage. */
  | (SearchHitBase & { readonly kind: "relationship"; readonly relationship: Relationship });

/** The fields of all hits. */
export interface SearchHitBase {
  /** How well it matches: above 0, and comparable only with hits of the same search. */
  readonly score: number;
  /**
   * The sentence that has the most distinctive of the words, or the first sentence if none has any. Missing for a
   * concept without a text.
   */
  readonly sentence?: Snippet;
}

/** A network that matches a search across a store. */
export interface StoreHit {
  readonly network: Network;
  /** How well it matches: at least 0, and comparable only with hits of the same search. */
  readonly score: number;
}

/** Two concepts whose texts share a theme, with the shared words as evidence. */
export interface Connection {
  /** A line: `A — B: term, term, term`, with the five most distinctive terms. */
  readonly text: string;
  /** The two concepts, sorted by label. */
  readonly concepts: readonly [Concept, Concept];
  /** How much their texts share: above 0, and 1 if they have the same words equally often. */
  readonly score: number;
  /** The score that two texts of these lengths would have by chance; undefined if the score comes from vectors. */
  readonly chance?: number;
  /**
   * The words that both texts have, the most distinctive first. Their weights add up to the score, unless it comes from
   * vectors.
   */
  readonly terms: readonly SharedTerm[];
  /** A sentence from each text, with the shared words marked. */
  readonly sentences: readonly [Snippet, Snippet];
  /** The relationship that {@link Network.withConnections} adds for this connection. */
  readonly relationship: NewRelationship;
}

/** A word that two texts share. */
export interface SharedTerm {
  /** The word, in the shortest of its forms in the network. */
  readonly term: string;
  /** The word's part of the score. */
  readonly weight: number;
}

/** The result of {@link Network.connections}. */
export interface Connections {
  /** The connections, the highest score first; equal scores by label. */
  readonly connections: readonly Connection[];
  /** The number of connections that were found, including those beyond the limit. */
  readonly total: number;
  /**
   * How many words were too common to compare all pairs that share them. Pairs that share no other words may be
   * missing. 0 unless the budget was exhausted.
   */
  readonly omitted: number;
}

/** Two concepts that may be the same. */
export interface DuplicateCandidate {
  /** A line: `A, B: reason`. */
  readonly text: string;
  /**
   * The two concepts. The one that is probably better to keep comes first: a finding before others, then the one with a
   * text, with more relationships, with the longer label, or else the first by label.
   */
  readonly concepts: readonly [Concept, Concept];
  readonly reason: MatchReason;
}

/**
 * Why two concepts may be the same, the strongest reason first:
 * - `"form"`: their labels differ only in letter case, accents, hyphens and other punctuation: `E-mail`, `email`;
 * - `"wordForms"`: they have different forms of the same words: `Appeal Letters`, `appeal letter`;
 * - `"address"`: only one has an article or a form of address: `Mr. Holmes`, `Holmes`;
 * - `"initials"`: one is the initials of the other: `FDA`, `Food and Drug Administration`;
 * - `"partOfName"`: one is a part of the other, a longer name, and of no third label: `Holmes`, `Sherlock Holmes`;
 * - `"spelling"`: they differ in one letter: `Bazerman`, `Bazermann`.
 */
export type MatchReason = "form" | "wordForms" | "address" | "initials" | "partOfName" | "spelling";
