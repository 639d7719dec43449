// The types of changes and merges.

import type { Network } from "../network.js";
import type { Attribute } from "./network.js";

/** All of a concept but its relationships. */
export interface ConceptParts {
  readonly label: string;
  /** The text, or an empty string. */
  readonly text: string;
  readonly attributes: readonly Attribute[];
}

/** All that identifies a relationship. */
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

/** What an attribute is on: the network itself, the concept of this label, or this relationship. */
export type Owner = "network" | { readonly concept: string } | { readonly relationship: RelationshipParts };

/**
 * One change. Places are counted from 0, in the list as the changes before have left it. Concepts have their new labels, but for
 * the one that is renamed. A relationship is named with its passage and attributes before they changed; a highlight with those after.
 */
export type Change = ChangeParts & {
  /** The change in words: `finding "C" moved from 3rd to 1st`. */
  readonly text: string;
};

/** A {@link Change}, with or without its words. */
export type ChangeParts =
  /** The question is another. */
  | { readonly change: "questionChanged"; readonly from: string; readonly to: string }
  /** The title has changed; an empty string stands for no title. */
  | { readonly change: "titleChanged"; readonly from: string; readonly to: string }
  /** A concept, perhaps a finding, has another label. */
  | { readonly change: "conceptRenamed"; readonly from: string; readonly to: string }
  /** A finding is gone, and so is its concept. */
  | { readonly change: "findingRemoved"; readonly concept: ConceptParts; readonly place: number }
  /** A concept is gone. */
  | { readonly change: "conceptRemoved"; readonly concept: ConceptParts }
  /** A finding is no longer one, but still a concept. */
  | { readonly change: "noLongerFinding"; readonly label: string; readonly place: number }
  /** There is a new finding, a new concept. */
  | { readonly change: "findingAdded"; readonly concept: ConceptParts; readonly place: number }
  /** There is a new concept. */
  | { readonly change: "conceptAdded"; readonly concept: ConceptParts }
  /** A concept that was there is a finding now. */
  | { readonly change: "becameFinding"; readonly label: string; readonly place: number }
  /** A finding is elsewhere in the list. As few findings as possible are listed as moved. */
  | { readonly change: "findingMoved"; readonly label: string; readonly from: number; readonly to: number }
  /** A finding has another text. */
  | { readonly change: "findingReworded"; readonly label: string; readonly from: string; readonly to: string }
  /** A concept that is not a finding has another text. */
  | { readonly change: "conceptReworded"; readonly label: string; readonly from: string; readonly to: string }
  /** An attribute is gone. */
  | { readonly change: "attributeRemoved"; readonly on: Owner; readonly attribute: Attribute }
  /** There is a new attribute. */
  | { readonly change: "attributeAdded"; readonly on: Owner; readonly attribute: Attribute }
  /** A relationship is gone. */
  | { readonly change: "relationshipRemoved"; readonly relationship: RelationshipParts }
  /** The passage of a relationship has changed; an empty string stands for no passage. */
  | { readonly change: "passageChanged"; readonly relationship: RelationshipParts; readonly to: string }
  /** There is a new relationship. */
  | { readonly change: "relationshipAdded"; readonly relationship: RelationshipParts }
  /** A relationship, perhaps one that is gone, is no longer highlighted. */
  | { readonly change: "highlightRemoved"; readonly relationship: RelationshipParts; readonly place: number }
  /** A relationship is highlighted. */
  | { readonly change: "highlightAdded"; readonly relationship: RelationshipParts; readonly place: number }
  /** A highlight is elsewhere in the list. */
  | {
      readonly change: "highlightMoved";
      readonly relationship: RelationshipParts;
      readonly from: number;
      readonly to: number;
    };

/** The result of {@link Network.merge}. */
export interface Merged {
  /** The network; where there is a conflict, it has what `ours` has. */
  readonly network: Network;
  /** What both sides changed in ways that do not go together. */
  readonly conflicts: readonly Conflict[];
}

/** What two sides of a merge changed in ways that do not go together. Labels are those of the base, where it has the concept. */
export type Conflict = ConflictParts & {
  /** The conflict in words: `both reworded the finding "A": ours "Blue."; theirs "Green."`. */
  readonly text: string;
};

/** A {@link Conflict}, with or without its words. */
export type ConflictParts =
  /** Both changed the question, or the title. */
  | { readonly conflict: "question" | "title"; readonly ours: string; readonly theirs: string }
  /** Both replaced a value of an attribute, by different ones. */
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
   * One removed a concept, the other changed or renamed it, made it a finding, or changed, added or highlighted a
   * relationship of it. The side that removed it has `null`.
   */
  | {
      readonly conflict: "conceptRemoved";
      readonly label: string;
      readonly ours: ConceptParts | null;
      readonly theirs: ConceptParts | null;
    }
  /** Both reworded a finding, or another concept, or both added one of this label. */
  | {
      readonly conflict: "findingReworded" | "conceptReworded";
      readonly label: string;
      readonly ours: string;
      readonly theirs: string;
    }
  /** Both gave the findings another order. */
  | { readonly conflict: "findingsMoved"; readonly ours: readonly string[]; readonly theirs: readonly string[] }
  /** One removed a relationship, the other changed or highlighted it. The side that removed it has `null`. */
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
  /** Both gave the highlights another order. */
  | {
      readonly conflict: "highlightsMoved";
      readonly ours: readonly RelationshipParts[];
      readonly theirs: readonly RelationshipParts[];
    }
  /** One made this the question, the other has a concept of this label. */
  | { readonly conflict: "questionIsLabel"; readonly question: string };
