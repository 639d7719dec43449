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
  /** The one network that it names. */
  | { readonly kind: "network"; readonly network: Network }
  /** Several, at most 100, each with the name that opens it alone. */
  | { readonly kind: "ambiguous"; readonly choices: readonly Choice[] }
  /** None. At most 10 that are close: hashtags that differ little, closest first, then questions. */
  | { readonly kind: "notFound"; readonly suggestions: readonly Suggestion[] };

/** One of several networks. */
export interface Choice extends Entry {
  /** The beginning of its fingerprint, a hashtag or longer, that none of the others has. */
  readonly name: string;
}

/** A network that is close to what was typed. */
export interface Suggestion extends Entry {
  /** How its hashtag differs from the typed one; undefined if its question is what is similar. */
  readonly typo?: "letterCase" | "lookAlikes" | "oneCharacter" | "incomplete";
}
/** A network that shares concepts with another. */
export interface Overlap extends Entry {
  /** The labels of the concepts that both have, as the given network writes them, in canonical order. */
  readonly labels: readonly string[];
}

/** A path through several networks. */
export interface StorePath {
  /** The path as a sentence, with the hashtag of each network after its part. */
  readonly text: string;
  /** Its parts, from start to end, at least one; each starts at the concept at which the one before it ends. */
  readonly segments: readonly StorePathSegment[];
}

/** The part of a path that is in one network. */
export interface StorePathSegment {
  readonly network: Network;
  readonly path: Path;
}
