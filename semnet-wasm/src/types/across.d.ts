/** A network that shares concepts with another. */
export interface Shared extends Entry {
  /** The labels of the concepts that both have, as the network that was asked about writes them, in canonical order. */
  readonly labels: readonly string[];
}

/** A path through several networks. */
export interface PathAcross {
  /** The path as a sentence, with the hashtag of each network behind what is from it. */
  readonly text: string;
  /** Its parts, from start to end, at least one; each starts at the concept at which the one before it ends. */
  readonly legs: readonly Leg[];
}

/** The part of a path that lies in one network. */
export interface Leg {
  readonly network: Network;
  readonly path: Path;
}
