// What is drawn of a network: its concepts, its lines and its themes.

import { Network, type Relationship } from "semnet";
import type { Drawn, Line, View } from "./types.js";

/** More than this is not drawn at once: what lies around one concept is. */
const MOST_CONCEPTS = 2_500;
const MOST_LINES = 8_000;
/** How many concepts are drawn around one. */
const AROUND = 60;
/** How many relationships may be looked at for that. */
const BUDGET = 200_000;

/** The part of a network that is drawn, with the concept in its middle where it is not the whole; `also` belongs to it. */
function drawnPart(network: Network, around?: string, also?: string): { network: Network; around?: string } {
  const isSmall = network.conceptCount <= MOST_CONCEPTS && network.relationshipCount <= MOST_LINES;
  if (isSmall && around === undefined) return { network };
  const center = around ?? network.questionConcept?.label ?? mostRelated(network);
  if (center === undefined) return { network };
  const concepts = nearest(network, center);
  const wanted = also === undefined ? undefined : network.concept(also)?.id;
  // It takes the place of the farthest.
  const shown = wanted === undefined || concepts.includes(wanted) ? concepts : Uint32Array.from([...concepts.slice(0, AROUND - 1), wanted]);
  return { network: network.subnetwork(shown), around: center };
}

function mostRelated(network: Network): string | undefined {
  const first = network.degree().top[0];
  return first === undefined ? undefined : network.conceptById(first)?.label;
}

/** The concepts nearest to one, itself among them. */
function nearest(network: Network, center: string): Uint32Array {
  let found = network.breadthFirst(center, { maxLength: 1 });
  for (let hops = 2; found.length < AROUND && hops <= 4; hops++) {
    try {
      found = network.breadthFirst(center, { maxLength: hops, budget: BUDGET });
    } catch {
      break; // There is too much to look at: what is nearer will do.
    }
  }
  return found.subarray(0, AROUND);
}

/**
 * The relationships of a part, with the numbers that they have in the whole network, which report and search know them by.
 * They are looked for at the end that has fewer relationships.
 */
function inWhole(lines: readonly Relationship[], whole: Network): Relationship[] {
  const { numbers } = whole.degree();
  const degree = (label: string) => numbers[whole.concept(label)?.id ?? 0] ?? 0;
  const key = ({ source, relation, target, passage, attributes }: Relationship) => JSON.stringify([source, relation, target, passage, attributes]);
  const ids = new Map<string, number>();
  const read = new Set<string>();
  return lines.map((line) => {
    const isOut = degree(line.source) <= degree(line.target);
    const end = isOut ? `out ${line.source}` : `in ${line.target}`;
    if (!read.has(end)) for (const one of isOut ? whole.outgoing(line.source) : whole.incoming(line.target)) ids.set(key(one), one.id);
    read.add(end);
    const id = ids.get(key(line));
    if (id === undefined) throw new Error("a part has a relationship that the whole network does not have");
    return { ...line, id };
  });
}

/** As many themes have a colour of their own; the smallest share one. */
const MOST_THEMES = 8;

/** What is drawn of a network: around a concept, where one is given, and with the concept `also` then. */
export function viewOf(network: Network, around?: string, also?: string): View {
  const part = drawnPart(network, around, also);
  const drawn = part.network;
  const findings = new Set(drawn.findings.map(({ label }) => label));
  const highlights = new Set(drawn.highlights.map(({ id }) => id));
  const { themes, themeOf, coloured } = themesOf(drawn, findings);
  const concepts = drawn.concepts.map(({ label, text, attributes, isQuestion }): Drawn => ({
    label,
    kind: isQuestion ? "question" : findings.has(label) ? "finding" : "concept",
    theme: themeOf(label),
    attributes,
    ...(text !== undefined && { text }),
  }));
  const relationships = drawn.relationships;
  const isHighlight = relationships.map(({ id }) => highlights.has(id));
  const lines = (drawn === network ? relationships : inWhole(relationships, network))
    .map((line, place): Line => ({ ...line, isHighlight: isHighlight[place] === true }));
  // The question stands in the middle also where no relationship touches it yet.
  const alone = part.around === undefined && !concepts.some(({ kind }) => kind === "question");
  const question: Drawn[] = alone ? [{ label: network.question, kind: "question", theme: 0, attributes: [] }] : [];
  return { concepts: inReadingOrder([...question, ...concepts], drawn, part.around), lines, themes, coloured, ...(part.around && { around: part.around }) };
}

/** What is in the middle, the question, the findings as people ordered them, then the rest by label. */
function inReadingOrder(concepts: readonly Drawn[], network: Network, middle?: string): Drawn[] {
  const places = new Map(network.findings.map(({ label }, place) => [label, place]));
  const place = ({ label, kind }: Drawn) => (label === middle ? -2 : kind === "question" ? -1 : (places.get(label) ?? places.size));
  return [...concepts].sort((a, b) => place(a) - place(b));
}

interface Colours {
  readonly themes: readonly string[];
  readonly themeOf: (label: string) => number;
  readonly coloured: View["coloured"];
}

/**
 * The themes of what is drawn, without the question: it touches everything, and would hold together what has nothing else in
 * common. Where that leaves each concept alone, or all in one theme, colours tell findings from other concepts instead.
 */
function themesOf(network: Network, findings: ReadonlySet<string>): Colours {
  const inner = withoutQuestion(network);
  const { groups } = inner.themes();
  const { numbers } = inner.degree();
  const order = [...groups].sort((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0));
  const together = order.filter((group) => group.length > 1);
  if (together.length === 0 || groups.length < 2) return byRole(network, findings);
  const named = together.slice(0, together.length > MOST_THEMES ? MOST_THEMES - 1 : MOST_THEMES);
  const themes = named.map((group) => {
    const strongest = [...group].sort((a, b) => (numbers[b] ?? 0) - (numbers[a] ?? 0) || a - b).slice(0, 2);
    return inner.labels(strongest).join(" · ");
  });
  const place = new Map<string, number>();
  named.forEach((group, theme) => inner.labels(group).forEach((label) => place.set(label, theme)));
  if (named.length < order.length) themes.push(named.length < together.length ? "Smaller themes" : "On their own");
  return { themes, themeOf: (label) => place.get(label) ?? named.length, coloured: "theme" };
}

/** The concepts but the question, which no relationship touches then. */
function withoutQuestion(network: Network): Network {
  const { question, findings = [], concepts = [], relationships = [] } = network.toJSON();
  const inner = relationships.filter(({ source, target }) => source !== question && target !== question);
  return Network.fromJSON(JSON.stringify({ question, concepts: [...findings, ...concepts], relationships: inner }));
}

function byRole(network: Network, findings: ReadonlySet<string>): Colours {
  // What the question leads to by the same relation is of one colour: key findings, instances, overlooked angles.
  const relationOf = new Map<string, string>();
  for (const { target, relation } of network.questionConcept ? network.outgoing(network.question) : []) {
    if (!relationOf.has(target)) relationOf.set(target, relation);
  }
  for (const label of findings) relationOf.set(label, "Key Finding");
  const relations = [...new Set(relationOf.values())].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const rest = network.conceptCount - relationOf.size - 1 > 0 ? ["Other concepts"] : [];
  const themeOf = (label: string) => {
    const place = relations.indexOf(relationOf.get(label) ?? "");
    return place < 0 ? relations.length : place;
  };
  return { themes: [...relations, ...rest], themeOf, coloured: "role" };
}

const rank = (relation: string) => (relation === "Key Finding" ? 0 : 1);
