//! The types of the plain objects that JavaScript hands over and gets, for TypeScript.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A name and a value. A name may come twice; a value may be empty. */
export interface Attribute {
  readonly name: string;
  readonly value: string;
}

/** A concept: a node of the network. */
export interface Concept {
  /** Its number in this network: its place among the labels, sorted by their UTF-8 bytes. */
  readonly id: number;
  /** The label, which no other concept of the network has. */
  readonly label: string;
  /** The text, when it has one. */
  readonly text?: string;
  /** Sorted by name and then value. */
  readonly attributes: readonly Attribute[];
  /** Whether it is the question, the root of the network. */
  readonly isQuestion: boolean;
}

/**
 * How a concept is named to a query: by its label, as {@link Network.findConcept} finds it, by its number in this network,
 * or by a {@link Concept} of whatever network, of which the label counts.
 */
export type ConceptName = string | number | { readonly label: string };

/** A relationship: an edge of the network, from one concept to another. */
export interface Relationship {
  /** Its number in this network: its place in canonical order. */
  readonly id: number;
  /** The label of the concept that it starts at. */
  readonly source: string;
  /** The relation: the words after *via*. */
  readonly relation: string;
  /** The label of the concept that it ends at. */
  readonly target: string;
  /** The number of the concept that it starts at. */
  readonly sourceId: number;
  /** The number of the concept that it ends at. */
  readonly targetId: number;
  /** The quoted passage, when there is one. */
  readonly passage?: string;
  /** Sorted by name and then value. */
  readonly attributes: readonly Attribute[];
  /** Whether it is question –`Key Finding`→ finding, which follows from the list of findings. */
  readonly isKeyFinding: boolean;
}

/** A relationship to be added to a {@link NetworkBuilder}. A {@link Relationship} of another network is one too. */
export interface NewRelationship {
  /** The label of the concept that it starts at, or the question. */
  readonly source: string;
  /** The relation: the words after *via*. */
  readonly relation: string;
  /** The label of the concept that it ends at, or the question. */
  readonly target: string;
  /** A quoted passage, without the quotation marks around it. */
  readonly passage?: string | undefined;
  /** Attributes, in any order. */
  readonly attributes?: readonly Attribute[] | undefined;
}

/**
 * Which relationships count for a query, how far it goes, and how much work it may do. What is left out is everything: all
 * relations, both directions, any length, no budget. A name that the network does not use matches nothing; a string alone
 * is this relation, from source to target. A field that there is not is a {@link SemnetError} with the code `"type"`.
 *
 * ```js
 * network.shortestPath("Dog", "Wolf", { relations: ["hypernym"], longest: 4, budget: 100_000 });
 * ```
 */
export interface Steps {
  /** Only these relations count. */
  readonly relations?: readonly string[] | undefined;
  /** All relations but these count, of those that `relations` leaves. */
  readonly without?: readonly string[] | undefined;
  /** From source to target, from target to source, or either way. */
  readonly direction?: "out" | "in" | "both" | undefined;
  /** The longest length of an answer, in relationships. */
  readonly longest?: number | undefined;
  /** How many relationships a query may look at. One that needs more ends with the code `"cutShort"`. */
  readonly budget?: number | undefined;
}

/** A path from one concept to another. */
export interface Path {
  /** A sentence: `Dog —hypernym→ Canine ←hypernym— Wolf`. */
  readonly text: string;
  /** The labels of its concepts, from start to end: one more than steps. */
  readonly concepts: readonly string[];
  /** Its steps, from start to end. */
  readonly steps: readonly Step[];
}

/** One step of a {@link Path}. */
export interface Step {
  /** The label of the concept that the step comes from. */
  readonly from: string;
  /** The label of the concept that the step leads to. */
  readonly to: string;
  /** The relationship, with its relation and passage. */
  readonly relationship: Relationship;
  /** Whether it was walked from its target to its source. */
  readonly isInverse: boolean;
}

/** A path with the sum of the weights of its relationships. */
export interface WeightedPath extends Path {
  readonly weight: number;
}

/**
 * Paths, each searched for when it is asked for: an iterator. `for … of` frees it at its end; so do `return()`, `free()`
 * and `using`.
 */
export class Paths<T extends Path = Path> implements IterableIterator<T> {
  private constructor();
  /** The next path. Throws what a weight throws, and a {@link SemnetError} with the code `"weight"` for a wrong one. */
  next(): IteratorResult<T, undefined>;
  /** Ends the search. */
  return(): IteratorResult<T, undefined>;
  /** Itself, for `for … of`. */
  [Symbol.iterator](): this;
  /** Whether the budget ended the search: the paths before are right, and there may be more. */
  readonly cutShort: boolean;
  free(): void;
  [Symbol.dispose](): void;
}

/** A row of {@link Rows}: from the name of a variable to the label of its concept. */
export type Row = { readonly [variable: string]: string };

export interface Rows extends Iterable<Row> {}

/** A concept that two others lead to, and how many relationships it is away from each of them. */
export interface CommonAncestor {
  readonly concept: Concept;
  readonly fromA: number;
  readonly fromB: number;
}

/** A number for each concept: how important it is, by the measure that was asked for. */
export interface Scores {
  /** By the number of the concept. */
  readonly numbers: Float64Array;
  /** The numbers of the concepts, the most important first; equal ones by label. */
  readonly highest: Uint32Array;
}

/** How {@link Network.pagerank} goes about it. */
export interface PageRankOptions {
  /** The chance that the walk goes on instead of beginning anew somewhere, from 0 to 1: 0.85 when it is left out. */
  readonly damping?: number | undefined;
  /** It ends when an iteration changes all numbers together by no more than this: 1e-12 when it is left out. */
  readonly tolerance?: number | undefined;
  /** How often it iterates at most: 200 when it is left out. */
  readonly iterations?: number | undefined;
}

/** Concepts in groups, each concept in exactly one, sorted by their first concept. */
export interface Groups {
  /** The numbers of the concepts of each group. */
  readonly groups: readonly Uint32Array[];
  /** The group of each concept, by the number of the concept. */
  readonly groupOf: Uint32Array;
}

/** The themes of a network, and how clearly they stand apart. */
export interface Themes extends Groups {
  /** By how much the share of relationships that stay within a theme exceeds what chance would give, from -0.5 to 1. */
  readonly modularity: number;
}

/** A relationship that is worth highlighting, and why. */
export interface Highlight {
  /** The reasons, as a sentence. */
  readonly text: string;
  readonly relationship: Relationship;
  /** How many concepts the two themes have that it joins, when its ends are not in the same theme. */
  readonly themes?: readonly [number, number];
  /** The share of all shortest paths that run over it, from 0 to 1. */
  readonly shareOfPaths: number;
  /** How many concepts would be cut off without it, when it is a bridge. */
  readonly cutOff?: number;
}

/** All of a network that a program needs which draws it. */
export interface NetworkArrays {
  /** The labels of the concepts, by their numbers. */
  readonly labels: string[];
  /** The names of the relations, by their numbers. */
  readonly relationNames: string[];
  /** By the number of the relationship, the number of the concept that it starts at. */
  readonly sources: Uint32Array;
  /** By the number of the relationship, the number of the concept that it ends at. */
  readonly targets: Uint32Array;
  /** By the number of the relationship, the number of its relation. */
  readonly relations: Uint32Array;
}

/** The JSON form of a network, in which empty fields are left out. */
export interface NetworkJSON {
  question: string;
  title?: string;
  attributes?: Attribute[];
  findings?: ConceptJSON[];
  concepts?: ConceptJSON[];
  relationships?: RelationshipJSON[];
  /** Places in `relationships`, counted from 0. */
  highlights?: number[];
}

/** A concept in the JSON form of a network. */
export interface ConceptJSON {
  label: string;
  text?: string;
  attributes?: Attribute[];
}

/** A relationship in the JSON form of a network; the question's own text stands for the question. */
export interface RelationshipJSON {
  source: string;
  relation: string;
  target: string;
  passage?: string;
  attributes?: Attribute[];
}

/** A report that was written, and how many of each thing it does not hold, having no way to say it. */
export interface Report {
  /** The report's text, with LF at the end of each line. */
  readonly text: string;
  /** What was left out. When all are 0, reading the text gives an equal network. */
  readonly leftOut: LeftOut;
}

/** How many of each thing a report does not hold. */
export interface LeftOut {
  /** The title, when it would be read as another line of the report. */
  readonly titles: number;
  /** Findings without a text, and those whose label or text would be read as a heading. */
  readonly findings: number;
  /** Concepts that are neither a finding nor in a highlight. */
  readonly concepts: number;
  /** Texts of concepts that are no finding. */
  readonly texts: number;
  /**
   * Relationships that are no highlight, start at another concept than the question, carry attributes, or have a
   * concept or relation that would be read otherwise.
   */
  readonly relationships: number;
  /** Attributes of the network and of concepts. */
  readonly attributes: number;
}

/** A link that was opened. */
export interface Link {
  /** What stands before the `#`. */
  readonly base: string;
  /** The hashtag, or as many characters of the fingerprint as the link has. */
  readonly name: string;
  /** The network that a full link carries. */
  readonly network?: Network;
}

/** What a person typed. */
export type QueryBar =
  /** A hashtag, or more characters of a fingerprint; and the question that it is where no network has this name. */
  | { readonly kind: "name"; readonly prefix: string; readonly typed: string }
  | { readonly kind: "link"; readonly link: Link }
  /** A question, in normal form. */
  | { readonly kind: "question"; readonly question: string };

/** The first and the last of the fingerprints that begin with some characters. */
export interface FingerprintRange {
  readonly first: string;
  readonly last: string;
}

/** What a list of networks says of each. */
export interface Entry {
  readonly fingerprint: string;
  /** The first 11 characters of the fingerprint. */
  readonly hashtag: string;
  readonly question: string;
  /** Empty when there is none. */
  readonly title: string;
}

/** What a store found for what a person typed. */
export type Recovered =
  /** The one network that it names. */
  | { readonly kind: "network"; readonly network: Network }
  /** Several, at most 100, each with the name that opens it alone. */
  | { readonly kind: "several"; readonly choices: readonly Choice[] }
  /** None. At most 10 that are close: hashtags that differ little, closest first, then questions. */
  | { readonly kind: "notFound"; readonly suggestions: readonly Suggestion[] };

/** One of several networks. */
export interface Choice extends Entry {
  /** The beginning of its fingerprint, a hashtag or longer, that none of the others has. */
  readonly name: string;
}

/** A network that is close to what was typed. */
export interface Suggestion extends Entry {
  /** How its hashtag differs from what was typed; left out where it is its question that is close. */
  readonly difference?: "letterCase" | "lookAlikes" | "oneCharacter";
}
"#;
