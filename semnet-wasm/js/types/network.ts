// The types of what networks hold, of options, and of what queries answer.

import type { Network } from "../network.js";

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
  /** The text, if it has one. */
  readonly text?: string;
  /** Sorted by name and then value. */
  readonly attributes: readonly Attribute[];
  /** Whether it is the question, the root of the network. */
  readonly isQuestion: boolean;
}

/**
 * How a concept is named to a query: by its label, as {@link Network.findConcept} finds it, by its number in this network,
 * or by a {@link Concept} of any network, which is looked up by its label.
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
  /** The quoted passage, if there is one. */
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

/** The relations that are used. Without any field, all are. A name that the network does not use matches nothing. */
export interface RelationFilter {
  /** Only these relations are used. */
  readonly via?: readonly string[] | undefined;
  /** All relations but these are used, of those that `via` leaves. */
  readonly notVia?: readonly string[] | undefined;
}

/** Which relationships count for a look-up, and in which direction. A string alone is this relation, from source to target. */
export interface NeighborOptions extends RelationFilter {
  /** From source to target, from target to source, or either way, which is the default. */
  readonly direction?: "outgoing" | "incoming" | "both" | undefined;
}

/** Which relationships count for a query about the whole network, and how much work it may do. */
export interface GroupOptions extends RelationFilter {
  /** How many relationships a query may look at. One that needs more ends with the code `"budget"`. */
  readonly budget?: number | undefined;
}

/** Which relationships count for a query about the whole network, in which direction, and how much work it may do. */
export interface WalkOptions extends NeighborOptions, GroupOptions {}

/**
 * Which relationships a walk may take, in which direction, how far it goes, and how much work it may do. A field that is
 * left out allows everything: all relations, both directions, any length, no budget. A string alone is this relation, from
 * source to target. An unknown field throws a {@link SemnetError} with the code `"type"`.
 *
 * ```js
 * network.shortestPath("Dog", "Wolf", { via: ["hypernym"], maxLength: 4, budget: 100_000 });
 * ```
 */
export interface PathOptions extends WalkOptions {
  /** The longest length of an answer, in relationships. */
  readonly maxLength?: number | undefined;
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

/** All that a program needs to draw a network. */
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

/** The JSON form of a network, without empty fields. */
export interface NetworkJSON {
  readonly question: string;
  readonly title?: string;
  readonly attributes?: readonly Attribute[];
  readonly findings?: readonly ConceptJSON[];
  readonly concepts?: readonly ConceptJSON[];
  readonly relationships?: readonly RelationshipJSON[];
  /** Places in `relationships`, counted from 0. */
  readonly highlights?: readonly number[];
}

/** A concept in the JSON form of a network. */
export interface ConceptJSON {
  readonly label: string;
  readonly text?: string;
  readonly attributes?: readonly Attribute[];
}

/** A relationship in the JSON form of a network. As an end, the question is named by its text. */
export interface RelationshipJSON {
  readonly source: string;
  readonly relation: string;
  readonly target: string;
  readonly passage?: string;
  readonly attributes?: readonly Attribute[];
}

/** The parts of a network as a plain object: what {@link Network.toJSON} returns, or any object of that form. */
export interface NetworkInput {
  readonly question: string;
  readonly title?: string | undefined;
  readonly attributes?: readonly Attribute[] | undefined;
  readonly findings?: readonly ConceptInput[] | undefined;
  readonly concepts?: readonly ConceptInput[] | undefined;
  readonly relationships?: readonly RelationshipInput[] | undefined;
  /** Places in `relationships`, counted from 0. */
  readonly highlights?: readonly number[] | undefined;
}

/** The same without the question, for {@link NetworkBuilder.addAll}. */
export type NetworkParts = Omit<NetworkInput, "question">;

/** A concept of a {@link NetworkInput}. */
export interface ConceptInput {
  readonly label: string;
  readonly text?: string | undefined;
  readonly attributes?: readonly Attribute[] | undefined;
}

/** A relationship of a {@link NetworkInput}. As an end, the question is named by its text. */
export interface RelationshipInput {
  readonly source: string;
  readonly relation: string;
  readonly target: string;
  readonly passage?: string | undefined;
  readonly attributes?: readonly Attribute[] | undefined;
}

/** A report, and how many of each thing it could not hold. */
export interface Report {
  /** The report's text, with LF at the end of each line. */
  readonly text: string;
  /** The counts of omitted parts. When all are 0, reading the text gives an equal network. */
  readonly omitted: Omitted;
}

/** How many of each thing a text does not hold, because its format cannot express it. */
export interface Omitted {
  /** The question, which a report always has. */
  readonly questions: number;
  /** The title; of a report, when it would be read as another line of it. */
  readonly titles: number;
  /** Of a report: findings without a text, and those whose label or text would be read as a heading. */
  readonly findings: number;
  /** Of a report: concepts that are neither a finding nor in a highlight. */
  readonly concepts: number;
  /** Of a report: texts of concepts that are not findings. */
  readonly texts: number;
  /**
   * Of a report: relationships that are not highlights, start at another concept than the question, carry attributes, or
   * have a concept or relation that would be read otherwise.
   */
  readonly relationships: number;
  /** Passages, each of which a report has or leaves out with its relationship. */
  readonly passages: number;
  /** Attributes of the network and of concepts; in other formats those of relationships too. */
  readonly attributes: number;
  /** The order of the findings, and that of the highlights, where it is not that of the relationships; a report has both. */
  readonly orders: number;
}

/** A link that was opened. */
export interface Link {
  /** The part before the `#`. */
  readonly base: string;
  /** The hashtag, or as many characters of the fingerprint as the link has. */
  readonly name: string;
  /** The network that a full link carries. */
  readonly network?: Network;
}

/** What a person typed. */
export type Query =
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
/** A concept that two others lead to, and how many relationships it is away from each of them. */
export interface CommonAncestor {
  readonly concept: Concept;
  readonly fromA: number;
  readonly fromB: number;
}

/** A path with the sum of the weights of its relationships. */
export interface WeightedPath extends Path {
  readonly weight: number;
}
