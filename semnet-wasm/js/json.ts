// The JSON form, made of columns from the module, so each label is passed only once, even if many relationships name it.

import { IS_KEY_FINDING, RELATIONSHIP_WIDTH as WIDTH } from "./generated/constants.js";
import { NO_ATTRIBUTES, attributesOf, everyPlace, strings } from "./packed.js";
import type { Attribute, ConceptJSON, NetworkJSON, RelationshipJSON } from "./types/network.js";
import type { View } from "./view.js";

function conceptJSON(label: string, text: string | undefined, attributes: readonly Attribute[]): ConceptJSON {
  if (attributes.length > 0)
    return Object.freeze(text === undefined ? { label, attributes } : { label, text, attributes });
  return Object.freeze(text === undefined ? { label } : { label, text });
}

/** The JSON form of each concept, by number. Known concepts are reused; no others are made. */
function conceptsOf(view: View): ConceptJSON[] {
  const { concepts } = view.known.lists;
  if (concepts !== undefined)
    return concepts.map(({ label, text, attributes }) => conceptJSON(label, text, attributes));
  const labels = view.allLabels();
  return view.allTexts().map((packed, id) => {
    const label = labels[id] ?? "";
    if (packed === "") return conceptJSON(label, undefined, NO_ATTRIBUTES);
    if (!packed.includes("\0")) return conceptJSON(label, packed, NO_ATTRIBUTES);
    const parts = strings(packed);
    return conceptJSON(label, parts[0] === "" ? undefined : parts[0], attributesOf(parts));
  });
}

/** The relationships that do not follow from the findings, and the place of each among them by its number. */
function relationshipsOf(view: View): { readonly written: RelationshipJSON[]; readonly places: Uint32Array } {
  const labels = view.allLabels();
  const { relations } = view;
  const numbers = view.raw.relationships();
  const count = numbers.length / WIDTH;
  const packed = view.passages(numbers, everyPlace(count));
  const places = new Uint32Array(count);
  const written: RelationshipJSON[] = [];
  for (let id = 0, at = 0; id < count; id += 1, at += WIDTH) {
    const flags = numbers[at + 4] ?? 0;
    if ((flags & IS_KEY_FINDING) !== 0) continue;
    places[id] = written.length;
    const source = labels[numbers[at + 1] ?? 0] ?? "";
    const relation = relations[numbers[at + 2] ?? 0] ?? "";
    const target = labels[numbers[at + 3] ?? 0] ?? "";
    const text = packed?.[id];
    written.push(
      Object.freeze(text === undefined ? { source, relation, target } : more(source, relation, target, text)),
    );
  }
  return { written, places };
}

/** A relationship with a passage, attributes or both. */
function more(source: string, relation: string, target: string, text: string): RelationshipJSON {
  const parts = strings(text);
  const [passage = ""] = parts;
  const attributes = attributesOf(parts);
  if (attributes.length === 0) return { source, relation, target, passage };
  return passage === "" ? { source, relation, target, attributes } : { source, relation, target, passage, attributes };
}

/** The form of a network, field by field in the order in which Rust writes it; empty ones are left out. */
export function jsonOf(view: View): NetworkJSON {
  const { raw } = view;
  const findings = raw.findings();
  const isFinding = new Set(findings);
  const concepts = conceptsOf(view);
  const others = concepts.filter((_, id) => id !== view.question && !isFinding.has(id));
  const { written, places } = relationshipsOf(view);
  const highlights: number[] = [];
  const highlighted = raw.highlights();
  for (let at = 0; at < highlighted.length; at += WIDTH) highlights.push(places[highlighted[at] ?? 0] ?? 0);
  const { title } = raw;
  const lists = {
    attributes: attributesOf(strings(raw.attributes())),
    findings: Array.from(findings, (id) => concepts[id] as ConceptJSON),
    concepts: others,
    relationships: written,
    highlights,
  };
  const form: Record<string, unknown> = { question: raw.question };
  if (title !== "") form["title"] = title;
  for (const [name, list] of Object.entries(lists)) if (list.length > 0) form[name] = Object.freeze(list);
  return Object.freeze(form) as unknown as NetworkJSON;
}
