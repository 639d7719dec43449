// The types of edits and histories.

import type { Network } from "../network.js";
import type { Change } from "./change.js";
import type { Attribute } from "./network.js";

/**
 * A reference to a relationship: as many of its parts as distinguish it from the others in the network. A {@link
 * Relationship} of the network is also accepted.
 */
export interface RelationshipName {
  /** The label of the concept that it starts at; for the question, `null` or the question's text. */
  readonly source: string | null;
  readonly relation: string;
  /** The label of the concept that it ends at; for the question, `null` or the question's text. */
  readonly target: string | null;
  /** The passage, needed only if several relationships differ in it; an empty string means no passage. */
  readonly passage?: string | undefined;
  /** The attributes, needed only if several relationships differ in them. */
  readonly attributes?: readonly Attribute[] | undefined;
}

/** The owner of an attribute: the network itself, the concept with this label, or this relationship. */
export type NamedOwner = "network" | { readonly concept: string } | { readonly relationship: RelationshipName };

/**
 * One edit as plain data, which can be sent as JSON. It does the same as the {@link Editor} method of the same name. A
 * place that is left out is the end of the list.
 */
export type EditStep =
  | { readonly edit: "setQuestion"; readonly question: string }
  | { readonly edit: "setTitle"; readonly title: string }
  | { readonly edit: "setText"; readonly label: string; readonly text: string }
  | { readonly edit: "addConcept"; readonly label: string; readonly text?: string | undefined }
  | { readonly edit: "removeConcept"; readonly label: string }
  | { readonly edit: "renameConcept"; readonly from: string; readonly to: string }
  | { readonly edit: "mergeConcepts"; readonly keep: string; readonly other: string }
  | {
      readonly edit: "splitConcept";
      readonly label: string;
      readonly newLabel: string;
      readonly text?: string | undefined;
      readonly relationships: readonly RelationshipName[];
    }
  | { readonly edit: "addAttribute"; readonly on: NamedOwner; readonly name: string; readonly value: string }
  | { readonly edit: "removeAttribute"; readonly on: NamedOwner; readonly name: string; readonly value: string }
  | { readonly edit: "addRelationship"; readonly relationship: RelationshipName }
  | { readonly edit: "removeRelationship"; readonly relationship: RelationshipName }
  | {
      readonly edit: "redirectRelationship";
      readonly relationship: RelationshipName;
      readonly source: string | null;
      readonly target: string | null;
    }
  | { readonly edit: "setRelation"; readonly relationship: RelationshipName; readonly relation: string }
  | { readonly edit: "setPassage"; readonly relationship: RelationshipName; readonly passage: string }
  | {
      readonly edit: "addFinding";
      readonly label: string;
      readonly text?: string | undefined;
      readonly place?: number | undefined;
    }
  | { readonly edit: "makeFinding"; readonly label: string; readonly place?: number | undefined }
  | { readonly edit: "unmakeFinding"; readonly label: string }
  | { readonly edit: "moveFinding"; readonly label: string; readonly to: number }
  | { readonly edit: "addHighlight"; readonly relationship: RelationshipName; readonly place?: number | undefined }
  | { readonly edit: "removeHighlight"; readonly relationship: RelationshipName }
  | { readonly edit: "moveHighlight"; readonly relationship: RelationshipName; readonly to: number };

/** The result of an {@link Editor}. */
export interface Edited {
  readonly network: Network;
  /** All changes from the network that the editor began with, including every rename. */
  readonly changes: Change[];
}

/** One step of a {@link History}: a network that was made from others. */
export interface Revision {
  /**
   * The fingerprints of the networks it was made from: one for an edit, several for a merge or a union, none for a new
   * network.
   */
  readonly from: readonly string[];
  /** The fingerprint of the network that was made. */
  readonly to: string;
  /** When it was made, in seconds since 1970-01-01T00:00:00Z. */
  readonly when: number;
  /** Who or what made it: a person, a program, a model. */
  readonly by: string;
}
