// The types of the content of networks, of options, and of the answers of queries.

import type { Network } from "../network.js";

/** A name and a value. A name may occur several times; a value may be empty. */
export interface Attribute {
  readonly name: string;
  readonly value: string;
}

/** A concept: a node of the network. */
export interface Concept {
  /** Its number in this network: its index among the labels, sorted by their UTF-8 bytes. */
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
 * How a query names a concept: by its label, as {@link Network.findConcept} finds it, by its id in this network, or by
 * a {@link Concept} of any network, which is looked up by its label.
 */
export type ConceptName = string | number | { readonly label: string };

/** A relationship: an edge of the network, from one concept to another. */
export interface Relationship {
  /** Its number in this network: its index in canonical order. */
  readonly id: number;
  /** The label of the concept that it starts at. */
  readonly source: string;
  /** The relation: the words after *via*. */
  readonly relation: string;
  /** The label of the concept that it ends at. */
  readonly target: string;
  /** The id of the concept that it starts at. */
  readonly sourceId: number;
  /** The id of the concept that it ends at. */
  readonly targetId: number;
  /** The quoted passage, if there is one. */
  readonly passage?: string;
  /** Sorted by name and then value. */
  readonly attributes: readonly Attribute[];
  /**
   * Whether it leads from the question to a finding with the relation `Key Finding`, and so follows from the list of
   * findings.
   */
  readonly isKeyFinding: boolean;
}

/**
 * A relationship to be added to a {@link NetworkBuilder}. A {@link Relationship} of another network is also accepted.
 */
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

/** The relations to use; by default all. A name that is not in the network matches nothing. */
export interface RelationFilter {
  /** Only these relations are used. */
  readonly via?: readonly string[] | undefined;
  /** These relations are not used, even if `via` allows them. */
  readonly notVia?: readonly string[] | undefined;
}

/**
 * Which relationships a look-up uses, and in which direction. A string instead of an object is this relation, from
 * source to target.
 */
export interface NeighborOptions extends RelationFilter {
  /** From source to target, from target to source, or both, which is the default. */
  readonly direction?: "outgoing" | "incoming" | "both" | undefined;
}

/** Which relationships a query about the entire network uses, and how much work it may do. */
export interface GroupOptions extends RelationFilter {
  /** How many relationships a query may examine. A query that needs more ends with the code `"budget"`. */
  readonly budget?: number | undefined;
}

/** Which relationships a query about the entire network uses, in which direction, and how much work it may do. */
export interface WalkOptions extends NeighborOptions, GroupOptions {}

/**
 * Which relationships a walk may take, in which direction, how far it goes, and how much work it may do. A field that
 * is left out allows everything: all relations, both directions, any length, no budget. A string instead of an object
 * is this relation, from source to target. An unknown field throws a {@link SemnetError} with the code `"type"`.
 *
 * ```js
 * network.shortestPath("Dog", "Wolf", { via: ["hypernym"], maxLength: 4, budget: 100_000 });
 * ```
 */
export interface PathOptions extends WalkOptions {
  /** The maximum length of a path, in relationships. */
  readonly maxLength?: number | undefined;
}

/** A path from one concept to another. */
export interface Path {
  /** A sentence: `Dog —hypernym→ Canine ←hypernym— Wolf`. */
  readonly text: string;
  /** The labels of its concepts, from start to end: one more than the steps. */
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

/** The data for drawing a network. */
export interface NetworkArrays {
  /** The labels of the concepts, by id. */
  readonly labels: string[];
  /** The names of the relations, by id. */
  readonly relationNames: string[];
  /** For each relationship, by its id, the id of the concept that it starts at. */
  readonly sources: Uint32Array;
  /** For each relationship, by its id, the id of the concept that it ends at. */
  readonly targets: Uint32Array;
  /** For each relationship, by its id, the id of its relation. */
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

/** A relationship in the JSON form of a network. As a source or target, the question is named by its text. */
export interface RelationshipJSON {
  readonly source: string;
  readonly relation: string;
  readonly target: string;
  readonly passage?: string;
  readonly attributes?: readonly Attribute[];
}

/** The parts of a network as a plain object, in the form that {@link Network.toJSON} returns. */
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

/** The parts of a network without the question, for {@link NetworkBuilder.addAll}. */
export type NetworkParts = Omit<NetworkInput, "question">;

/** A concept of a {@link NetworkInput}. */
export interface ConceptInput {
  readonly label: string;
  readonly text?: string | undefined;
  readonly attributes?: readonly Attribute[] | undefined;
}

/** A relationship of a {@link NetworkInput}. As a source or target, the question is named by its text. */
export interface RelationshipInput {
  readonly source: string;
  readonly relation: string;
  readonly target: string;
  readonly passage?: string | undefined;
  readonly attributes?: readonly Attribute[] | undefined;
}

/** A report, and the counts of the parts that it cannot express. */
export interface Report {
  /** The report's text, with LF at the end of each line. */
  readonly text: string;
  /** The counts of omitted parts. When all are 0, reading the text gives an equal network. */
  readonly omitted: Omitted;
}

/** How many parts of each kind were left out of a text because its format cannot express them. */
export interface Omitted {
  /** The question, which a report always has. */
  readonly questions: number;
  /** The title; for a report, if it would be read as another kind of line. */
  readonly titles: number;
  /** For a report: findings without a text, and those whose label or text would be read as a heading. */
  readonly findings: number;
  /** For a report: concepts that are neither a finding nor in a highlight. */
  readonly concepts: number;
  /** For a report: texts of concepts that are not findings. */
  readonly texts: number;
  /**
   * For a report: relationships that are not highlights, do not start at the question, have attributes, or have a
   * concept or relation that would be read as something else.
   */
  readonly relationships: number;
  /** Passages. A report leaves out a passage only together with its relationship. */
  readonly passages: number;
  /** Attributes of the network and of concepts; in formats other than the report, also those of relationships. */
  readonly attributes: number;
  /**
   * The order of the findings and the order of the highlights, if they differ from the order of the relationships. A
   * report has both.
   */
  readonly orders: number;
}

/** A parsed link. */
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
  /**
   * A hashtag, or a longer beginning of a fingerprint. If no network has this name, `typed` is looked up as a question.
   */
  | { readonly kind: "name"; readonly prefix: string; readonly typed: string }
  | { readonly kind: "link"; readonly link: Link }
  /** A question, in normal form. */
  | { readonly kind: "question"; readonly question: string };

/** The first and the last fingerprint that begin with the given characters. */
export interface FingerprintRange {
  readonly first: string;
  readonly last: string;
}
/** A concept that two others lead to, and its distance from each of them in relationships. */
export interface CommonAncestor {
  readonly concept: Concept;
  readonly fromA: number;
  readonly fromB: number;
}

/** A path with the sum of the weights of its relationships. */
export interface WeightedPath extends Path {
  readonly weight: number;
}
