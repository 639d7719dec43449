// The types of changes and merges.

import type { Network } from "../network.js";
import type { Attribute } from "./network.js";

/** A concept without its relationships. */
export interface ConceptParts {
  readonly label: string;
  /** The text, or an empty string. */
  readonly text: string;
  readonly attributes: readonly Attribute[];
}

/** Everything that identifies a relationship. */
export interface RelationshipParts {
  /** The label of the concept that it starts at; `null` for the question, whose text may change too. */
  readonly source: string | null;
  readonly relation: string;
  /** The label of the concept that it ends at; `null` for the question. */
  readonly target: string | null;
  /** The passage, or an empty string. */
  readonly passage: string;
  readonly attributes: readonly Attribute[];
}

/** The owner of an attribute: the network itself, the concept with this label, or this relationship. */
export type Owner = "network" | { readonly concept: string } | { readonly relationship: RelationshipParts };

/**
 * One change. Places are counted from 0, in the list as the previous changes have left it. Concepts are named by their
 * new labels; only `conceptRenamed` also has the old one. A relationship is named with its old passage and attributes,
 * and a highlight with the new ones.
 */
export type Change = ChangeParts & {
  /** The change in words: `finding "C" moved from 3rd to 1st`. */
  readonly text: string;
};

/** A {@link Change}, with or without its words. */
export type ChangeParts =
  /** The question changed. */
  | { readonly change: "questionChanged"; readonly from: string; readonly to: string }
  /** The title changed; an empty string means no title. */
  | { readonly change: "titleChanged"; readonly from: string; readonly to: string }
  /** A concept, perhaps a finding, was renamed. */
  | { readonly change: "conceptRenamed"; readonly from: string; readonly to: string }
  /** A finding was removed together with its concept. */
  | { readonly change: "findingRemoved"; readonly concept: ConceptParts; readonly place: number }
  /** A concept that is not a finding was removed. */
  | { readonly change: "conceptRemoved"; readonly concept: ConceptParts }
  /** A finding became an ordinary concept. */
  | { readonly change: "noLongerFinding"; readonly label: string; readonly place: number }
  /** A new concept was added as a finding. */
  | { readonly change: "findingAdded"; readonly concept: ConceptParts; readonly place: number }
  /** A concept was added. */
  | { readonly change: "conceptAdded"; readonly concept: ConceptParts }
  /** An existing concept became a finding. */
  | { readonly change: "becameFinding"; readonly label: string; readonly place: number }
  /** A finding moved in the list. As few findings as possible are listed as moved. */
  | { readonly change: "findingMoved"; readonly label: string; readonly from: number; readonly to: number }
  /** The text of a finding changed. */
  | { readonly change: "findingReworded"; readonly label: string; readonly from: string; readonly to: string }
  /** The text of a concept that is not a finding changed. */
  | { readonly change: "conceptReworded"; readonly label: string; readonly from: string; readonly to: string }
  /** An attribute was removed. */
  | { readonly change: "attributeRemoved"; readonly on: Owner; readonly attribute: Attribute }
  /** An attribute was added. */
  | { readonly change: "attributeAdded"; readonly on: Owner; readonly attribute: Attribute }
  /** A relationship was removed. */
  | { readonly change: "relationshipRemoved"; readonly relationship: RelationshipParts }
  /** The passage of a relationship changed; an empty string means no passage. */
  | { readonly change: "passageChanged"; readonly relationship: RelationshipParts; readonly to: string }
  /** A relationship was added. */
  | { readonly change: "relationshipAdded"; readonly relationship: RelationshipParts }
  /** A relationship, perhaps a removed one, is no longer highlighted. */
  | { readonly change: "highlightRemoved"; readonly relationship: RelationshipParts; readonly place: number }
  /** A relationship was highlighted. */
  | { readonly change: "highlightAdded"; readonly relationship: RelationshipParts; readonly place: number }
  /** A highlight moved in the list. */
  | {
      readonly change: "highlightMoved";
      readonly relationship: RelationshipParts;
      readonly from: number;
      readonly to: number;
    };

/** The result of {@link Network.merge}. */
export interface Merged {
  /** The merged network; in a conflict, it has the version of `ours`. */
  readonly network: Network;
  /** The incompatible changes of the two sides. */
  readonly conflicts: readonly Conflict[];
}

/** Incompatible changes of the two sides of a merge. Labels are those of the base, if it has the concept. */
export type Conflict = ConflictParts & {
  /** The conflict in words: `both reworded the finding "A": ours "Blue."; theirs "Green."`. */
  readonly text: string;
};

/** A {@link Conflict}, with or without its words. */
export type ConflictParts =
  /** Both changed the question, or the title. */
  | { readonly conflict: "question" | "title"; readonly ours: string; readonly theirs: string }
  /** Both replaced a value of an attribute, with different new values. */
  | {
      readonly conflict: "attribute";
      readonly on: Owner;
      readonly name: string;
      readonly ours: readonly string[];
      readonly theirs: readonly string[];
    }
  /** Both renamed a concept. */
  | { readonly conflict: "renamed"; readonly label: string; readonly ours: string; readonly theirs: string }
  /**
   * One side removed a concept; the other changed or renamed it, made it a finding, or changed, added or highlighted
   * one of its relationships. The version of the side that removed it is `null`.
   */
  | {
      readonly conflict: "conceptRemoved";
      readonly label: string;
      readonly ours: ConceptParts | null;
      readonly theirs: ConceptParts | null;
    }
  /** Both reworded a finding or another concept, or both added one with this label. */
  | {
      readonly conflict: "findingReworded" | "conceptReworded";
      readonly label: string;
      readonly ours: string;
      readonly theirs: string;
    }
  /** Both reordered the findings, in different ways. */
  | { readonly conflict: "findingsMoved"; readonly ours: readonly string[]; readonly theirs: readonly string[] }
  /**
   * One side removed a relationship; the other changed or highlighted it. The version of the side that removed it is
   * `null`.
   */
  | {
      readonly conflict: "relationshipRemoved";
      readonly relationship: RelationshipParts;
      readonly ours: RelationshipParts | null;
      readonly theirs: RelationshipParts | null;
    }
  /** Both changed the passage of a relationship. */
  | {
      readonly conflict: "passage";
      readonly relationship: RelationshipParts;
      readonly ours: string;
      readonly theirs: string;
    }
  /** Both reordered the highlights, in different ways. */
  | {
      readonly conflict: "highlightsMoved";
      readonly ours: readonly RelationshipParts[];
      readonly theirs: readonly RelationshipParts[];
    }
  /** One side made this the question; the other has a concept with this label. */
  | { readonly conflict: "questionIsLabel"; readonly question: string };
