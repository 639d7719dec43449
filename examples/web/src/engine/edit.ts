// One change to a network, which makes another network of it.

import { Network, type NetworkJSON } from "semnet";

export type Edit =
  | { readonly kind: "add"; readonly label: string; readonly text: string }
  | { readonly kind: "rename"; readonly label: string; readonly to: string }
  | { readonly kind: "reword"; readonly label: string; readonly text: string }
  | { readonly kind: "remove"; readonly label: string }
  | { readonly kind: "finding"; readonly label: string; readonly is: boolean }
  | {
      readonly kind: "connect";
      readonly source: string;
      readonly relation: string;
      readonly target: string;
      readonly passage: string;
    }
  | { readonly kind: "disconnect"; readonly id: number }
  | { readonly kind: "passage"; readonly id: number; readonly passage: string }
  | { readonly kind: "highlight"; readonly id: number; readonly is: boolean };

type Relationships = NonNullable<NetworkJSON["relationships"]>;
type Concepts = NonNullable<NetworkJSON["concepts"]>;

/** The network after an edit. Throws where that would not be a network, or where the edited part does not exist. */
export function edited(network: Network, edit: Edit): Network {
  const json = network.toJSON();
  const { findings = [], concepts = [], relationships = [], highlights = [] } = json;
  const parts = { findings, concepts, relationships, highlights };
  const next = { ...json, ...parts, ...change(network, parts, edit) };
  return Network.fromJSON(JSON.stringify(next));
}

interface Parts {
  readonly findings: Concepts;
  readonly concepts: Concepts;
  readonly relationships: Relationships;
  readonly highlights: readonly number[];
}

function change(network: Network, parts: Parts, edit: Edit): Partial<Parts> & { readonly question?: string } {
  const { findings, concepts, relationships, highlights } = parts;
  const each = (of: (concept: Concepts[number]) => Concepts[number]) => ({
    findings: findings.map(of),
    concepts: concepts.map(of),
  });
  switch (edit.kind) {
    case "add": {
      if (network.concept(edit.label)) throw new Error(`“${edit.label}” is there already; choose another name`);
      return { concepts: [...concepts, { label: edit.label, ...(edit.text !== "" && { text: edit.text }) }] };
    }
    case "rename": {
      if (network.concept(edit.to)) throw new Error(`“${edit.to}” is there already; choose another name`);
      const name = (label: string) => (label === edit.label ? edit.to : label);
      return {
        ...each((one) => ({ ...one, label: name(one.label) })),
        relationships: relationships.map((one) => ({ ...one, source: name(one.source), target: name(one.target) })),
      };
    }
    case "reword":
      return each(({ text, ...one }) =>
        one.label === edit.label
          ? { ...one, ...(edit.text !== "" && { text: edit.text }) }
          : { ...one, ...(text !== undefined && { text }) },
      );
    case "remove": {
      const stays = ({ label }: { readonly label: string }) => label !== edit.label;
      return {
        findings: findings.filter(stays),
        concepts: concepts.filter(stays),
        ...without(parts, ({ source, target }) => source === edit.label || target === edit.label),
      };
    }
    case "finding": {
      const [from, to] = edit.is ? [concepts, findings] : [findings, concepts];
      const moved = from.filter(({ label }) => label === edit.label);
      const [rest, grown] = [from.filter(({ label }) => label !== edit.label), [...to, ...moved]];
      return edit.is ? { concepts: rest, findings: grown } : { findings: rest, concepts: grown };
    }
    case "connect": {
      const { source, relation, target, passage } = edit;
      const [from, to] = [network.findConcept(source).label, network.findConcept(target).label];
      return {
        relationships: [...relationships, { source: from, relation, target: to, ...(passage !== "" && { passage }) }],
      };
    }
    case "disconnect": {
      const place = placeOf(network, relationships, edit.id);
      return without(parts, (_, at) => at === place);
    }
    case "passage": {
      const place = placeOf(network, relationships, edit.id);
      return {
        relationships: relationships.map(({ passage, ...one }, at) => ({
          ...one,
          ...(at === place ? edit.passage !== "" && { passage: edit.passage } : passage !== undefined && { passage }),
        })),
      };
    }
    case "highlight": {
      const place = placeOf(network, relationships, edit.id);
      return { highlights: edit.is ? [...highlights, place] : highlights.filter((one) => one !== place) };
    }
  }
}

/** Relationships without some, and highlights that follow. */
function without(
  { relationships, highlights }: Parts,
  goes: (one: Relationships[number], at: number) => boolean,
): Pick<Parts, "relationships" | "highlights"> {
  const places = new Map<number, number>();
  const stays = relationships.filter((one, at) => {
    if (goes(one, at)) return false;
    places.set(at, places.size);
    return true;
  });
  return { relationships: stays, highlights: highlights.flatMap((place) => places.get(place) ?? []) };
}

/** The place of a relationship in the JSON form. */
function placeOf(network: Network, relationships: Relationships, id: number): number {
  const wanted = network.relationshipById(id);
  const place = relationships.findIndex(
    ({ source, relation, target, passage }) =>
      source === wanted?.source &&
      relation === wanted.relation &&
      target === wanted.target &&
      passage === wanted.passage,
  );
  if (place < 0) throw new Error("this relationship follows from a key finding and is changed with it");
  return place;
}
