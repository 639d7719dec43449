// The types of search, connections and duplicates.

import type { Network } from "../network.js";
import type { Concept, NewRelationship, Relationship } from "./network.js";

/** How to search. */
export interface SearchOptions {
  /** The language of the texts, one of {@link languages} and perhaps a region (`"en-GB"`). Default: English. */
  readonly language?: string | undefined;
  /** The most answers. Default: 20. */
  readonly limit?: number | undefined;
  /** Whether the last word may be the beginning of a longer one, for searches while somebody types; stores ignore it. */
  readonly prefix?: boolean | undefined;
  /** How many typing errors a word may have if the network does not have it. Default: 0. Stores ignore it. */
  readonly typos?: 0 | 1 | 2 | undefined;
}

/** When concepts are connected by what their texts share. */
export interface ConnectionOptions {
  /** The language of the texts, one of {@link languages} and perhaps a region (`"en-GB"`). Default: English. */
  readonly language?: string | undefined;
  /** The lowest score, from 0 to 1. Default: everything above what chance would give. */
  readonly atLeast?: number | undefined;
  /** The most connections. Default: 10,000. */
  readonly limit?: number | undefined;
  /** How many pairs of concepts may be looked at. Default: 2 million. */
  readonly budget?: number | undefined;
}

/** A text in which the words that matched are marked. */
export interface Snippet {
  /** The whole text. */
  readonly text: string;
  /** The text in pieces; the marked ones are the words that matched. */
  readonly pieces: readonly Piece[];
}

/** A piece of a {@link Snippet} text. */
export interface Piece {
  readonly text: string;
  readonly isMarked: boolean;
}

/** A part of a network that answers a search. */
export type SearchHit =
  /** The question of the network, or the title of its report. */
  | (SearchHitBase & { readonly kind: "question" | "title" })
  /** A concept, by its label or its text. */
  | (SearchHitBase & { readonly kind: "concept"; readonly concept: Concept; readonly label: Snippet })
  /** A relationship, by its passage. */
  | (SearchHitBase & { readonly kind: "relationship"; readonly relationship: Relationship });

/** What all hits have. */
export interface SearchHitBase {
  /** How well it answers, above 0; comparable with the other hits of the same search, and with no others. */
  readonly score: number;
  /**
   * The first of the sentences with the most telling of the words; if the text has none of the words, its first sentence. Missing
   * for a concept without a text.
   */
  readonly sentence?: Snippet;
}

/** A network that answers a search across a store. */
export interface StoreHit {
  readonly network: Network;
  /** How well it answers, not below 0; comparable with the others that the same search found, and with no others. */
  readonly score: number;
}

/** Two concepts whose texts share a theme, and why. */
export interface Connection {
  /** A line: `A — B: term, term, term`, the most telling five. */
  readonly text: string;
  /** The two concepts, sorted by label. */
  readonly concepts: readonly [Concept, Concept];
  /** How much their texts share, up to 1 for the same words as often. */
  readonly score: number;
  /** The score that chance would give two texts of these lengths; undefined if the score comes from vectors. */
  readonly chance?: number;
  /** The words that both texts have, the most telling first. Their weights add up to the score, when words gave it. */
  readonly terms: readonly SharedTerm[];
  /** A sentence of each text, with the shared words marked. */
  readonly sentences: readonly [Snippet, Snippet];
  /** The relationship that {@link Network.withConnections} adds for it. */
  readonly relationship: NewRelationship;
}

/** A word that two texts share. */
export interface SharedTerm {
  /** The word, in the shortest of its forms in the network. */
  readonly term: string;
  /** Its part of the score of words. */
  readonly weight: number;
}

/** What {@link Network.connections} finds. */
export interface Connections {
  /** The top score first; equal ones by label. */
  readonly connections: readonly Connection[];
  /** How many there are in all, those beyond the limit included. */
  readonly total: number;
  /**
   * How many words were too common to look at all pairs that share them: pairs that share nothing else may be missing. 0
   * unless the budget ended.
   */
  readonly omitted: number;
}

/** Two concepts that may be the same. */
export interface DuplicateCandidate {
  /** A line: `A, B: reason`. */
  readonly text: string;
  /**
   * The two concepts: first the one to keep, as it seems: a finding before others, then the one with a text, then the one
   * with more relationships, then the one with the longer label.
   */
  readonly concepts: readonly [Concept, Concept];
  readonly reason: MatchReason;
}

/**
 * Why two concepts may be the same, the strongest reason first:
 * - `"form"`: their labels differ only in letter case, accents, hyphens and other punctuation: `E-mail`, `email`;
 * - `"wordForms"`: they have other forms of the same words: `Appeal Letters`, `appeal letter`;
 * - `"address"`: one has an article or a form of address more: `The Bank`, `Mr. Holmes` and `Holmes`;
 * - `"initials"`: one is the initials of the other: `FDA`, `Food and Drug Administration`;
 * - `"partOfName"`: one is a part of the other, a longer name, and of no other: `Holmes`, `Sherlock Holmes`;
 * - `"spelling"`: they differ in one letter: `Bazerman`, `Bazermann`.
 */
export type MatchReason = "form" | "wordForms" | "address" | "initials" | "partOfName" | "spelling";
