// The types of stores.

import type { Network } from "../network.js";
import type { Path } from "./network.js";

/** An entry of a list of networks. */
export interface Entry {
  readonly fingerprint: string;
  /** The first 11 characters of the fingerprint. */
  readonly hashtag: string;
  readonly question: string;
  /** The title, or an empty string. */
  readonly title: string;
}

/** The result of looking up what a person typed in a store. */
export type Recovered =
  /** The only network that matches. */
  | { readonly kind: "network"; readonly network: Network }
  /** Several networks match. Lists at most 100, each with a name that only it has. */
  | { readonly kind: "ambiguous"; readonly choices: readonly Choice[] }
  /**
   * No network matches. Lists at most 10 similar ones: first those with a similar hashtag, the most similar first, then
   * those with a similar question.
   */
  | { readonly kind: "notFound"; readonly suggestions: readonly Suggestion[] };

/** One of several networks that match. */
export interface Choice extends Entry {
  /** The beginning of its fingerprint, at least a hashtag, that none of the others has. */
  readonly name: string;
}

/** A network that is similar to what was typed. */
export interface Suggestion extends Entry {
  /** How its hashtag differs from what was typed; undefined if its question is similar instead. */
  readonly typo?: "letterCase" | "lookAlikes" | "oneCharacter" | "incomplete";
}
/** A network that shares concepts with another. */
export interface Overlap extends Entry {
  /** The labels of the concepts that both have, as they are written in the given network, in canonical order. */
  readonly labels: readonly string[];
}

/** A path through several networks. */
export interface StorePath {
  /** The path as a sentence, with the hashtag of each network after its part. */
  readonly text: string;
  /** Its parts, from start to end, at least one. Each starts at the concept where the previous one ends. */
  readonly segments: readonly StorePathSegment[];
}

/** The part of a path that is in one network. */
export interface StorePathSegment {
  readonly network: Network;
  readonly path: Path;
}
