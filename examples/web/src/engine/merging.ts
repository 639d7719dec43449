// Combines two networks: their union, or the merge of two versions of the same network.

import { type Change, Network, type RelationshipParts } from "semnet";
import type { Decision, Merging } from "./types.js";

/** The union of both networks. */
export const union = (one: Network, other: Network): Network => Network.union([one, other]);

/** The decisions that are needed to merge two networks that came from `base`. */
export function merging(base: Network, own: Network, other: Network): Merging {
  return { decisions: choices(base, own, other).changes.map(asDecision) };
}

/** The merged network; of the decisions with these numbers it has what `other` has. */
export function merge(base: Network, own: Network, other: Network, taken: readonly number[]): Network {
  const { network, changes } = choices(base, own, other);
  return network.apply(taken.flatMap((place) => changes[place] ?? []));
}

/** Merged in both orders, the results differ exactly where changes are incompatible. */
function choices(base: Network, own: Network, other: Network): { network: Network; changes: readonly Change[] } {
  const { network, conflicts } = Network.merge(base, own, other);
  if (conflicts.length === 0) return { network, changes: [] };
  return { network, changes: network.diff(Network.merge(base, other, own).network) };
}

function asDecision(change: Change): Decision {
  const { text } = change;
  switch (change.change) {
    case "questionChanged":
    case "titleChanged":
    case "conceptRenamed":
    case "findingReworded":
    case "conceptReworded":
      return { text, own: change.from, other: change.to };
    case "findingRemoved":
    case "conceptRemoved":
      return { text, own: change.concept.label, other: "" };
    case "findingAdded":
    case "conceptAdded":
      return { text, own: "", other: change.concept.label };
    case "relationshipRemoved":
      return { text, own: sentence(change.relationship), other: "" };
    case "relationshipAdded":
      return { text, own: "", other: sentence(change.relationship) };
    case "passageChanged":
      return { text, own: change.relationship.passage, other: change.to };
    case "attributeRemoved":
      return { text, own: `${change.attribute.name}: ${change.attribute.value}`, other: "" };
    case "attributeAdded":
      return { text, own: "", other: `${change.attribute.name}: ${change.attribute.value}` };
    default:
      return { text, own: "", other: text };
  }
}

const sentence = ({ source, relation, target }: RelationshipParts) =>
  `${source ?? "?"} – ${relation} – ${target ?? "?"}`;
