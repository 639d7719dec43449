// Edits as plain data, which the package's editor applies to a network.

import * as words from "../page/strings.js";
import type { EditStep, NamedOwner, Network, RelationshipName } from "semnet";

/** The owner of attributes; a relationship is named by its number. */
export type Owner = "network" | { readonly concept: string } | { readonly relationship: number };

type Numbered<Step> = Step extends { readonly edit: "addRelationship" }
  ? Step
  : Step extends { readonly relationship: RelationshipName }
    ? Omit<Step, "relationship"> & { readonly relationship: number }
    : Step extends { readonly on: NamedOwner }
      ? Omit<Step, "on"> & { readonly on: Owner }
      : Step;

/** One edit, as in the package, except for relationships, which are named by their numbers. */
export type Edit = Numbered<EditStep>;

/** The network after some edits. Throws if one cannot be made; then none is. */
export function edited(network: Network, edits: readonly Edit[]): Network {
  const steps = edits.map((edit) => named(network, edit));
  const editor = network.editor();
  try {
    for (const step of steps) editor.make(step);
    return editor.network();
  } finally {
    editor.free();
  }
}

/**
 * The edit with its relationship by all its parts, which do not change while other edits are made; ends of a new one by the
 * labels of concepts, whatever the letter case.
 */
function named(network: Network, edit: Edit): EditStep {
  const find = (id: number): RelationshipName => {
    const found = network.relationshipById(id);
    if (found === undefined) throw new Error(words.RELATIONSHIP_GONE);
    return found;
  };
  if (edit.edit === "addRelationship") {
    const { source, target, ...rest } = edit.relationship;
    const label = (end: string | null) => (end === null ? null : network.findConcept(end).label);
    return { ...edit, relationship: { ...rest, source: label(source), target: label(target) } };
  }
  if ("relationship" in edit) return { ...edit, relationship: find(edit.relationship) } as EditStep;
  if ("on" in edit && typeof edit.on === "object" && "relationship" in edit.on)
    return { ...edit, on: { relationship: find(edit.on.relationship) } } as EditStep;
  return edit as EditStep;
}
