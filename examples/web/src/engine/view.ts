// The parts of a network that are drawn: its concepts, its lines and its themes.

import type { Network, Picture, PictureScene, Relationship } from "semnet";
import type { Drawn, Line, View } from "./types.js";
import * as words from "../page/strings.js";

/** With more concepts than this, only the surroundings of one concept are drawn. */
const MOST_CONCEPTS = 10_000;
const MOST_LINES = 30_000;
/** How many concepts are drawn around one. */
const AROUND = 60;
/** The budget for that, in relationships. */
const BUDGET = 200_000;

/** The part of a network that is drawn, with the concept in its middle if it is not all of it; `also` is included. */
function drawnPart(network: Network, around?: string, also?: string): { network: Network; around?: string } {
  const isSmall = network.conceptCount <= MOST_CONCEPTS && network.relationshipCount <= MOST_LINES;
  if (isSmall && around === undefined) return { network };
  const center = around ?? network.questionConcept?.label ?? mostRelated(network);
  if (center === undefined) return { network };
  const concepts = nearest(network, center);
  const wanted = also === undefined ? undefined : network.concept(also)?.id;
  // It replaces the farthest one.
  const shown =
    wanted === undefined || concepts.includes(wanted)
      ? concepts
      : Uint32Array.from([...concepts.slice(0, AROUND - 1), wanted]);
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
 * They are searched for at the end that has fewer relationships.
 */
function inWhole(lines: readonly Relationship[], whole: Network): Relationship[] {
  const { values } = whole.degree();
  const degree = (label: string) => values[whole.concept(label)?.id ?? 0] ?? 0;
  const key = ({ source, relation, target, passage, attributes }: Relationship) =>
    JSON.stringify([source, relation, target, passage, attributes]);
  const ids = new Map<string, number>();
  const read = new Set<string>();
  return lines.map((line) => {
    const isOut = degree(line.source) <= degree(line.target);
    const end = isOut ? `out ${line.source}` : `in ${line.target}`;
    if (!read.has(end))
      for (const one of isOut ? whole.outgoing(line.source) : whole.incoming(line.target)) ids.set(key(one), one.id);
    read.add(end);
    const id = ids.get(key(line));
    if (id === undefined) throw new Error(words.NOT_A_PART);
    return { ...line, id };
  });
}

/** The part of a network that is drawn. */
export interface Part {
  readonly network: Network;
  readonly around?: string;
  /** The relationships of the part, with their numbers in the whole network. */
  readonly lines: readonly Relationship[];
}

export function partOf(network: Network, around?: string, also?: string): Part {
  const part = drawnPart(network, around, also);
  const relationships = part.network.relationships;
  return { ...part, lines: part.network === network ? relationships : inWhole(relationships, network) };
}

/** The picture of a part, and its scene with the numbers that relationships have in the whole network. */
export function pictureOf(
  { network, around, lines }: Part,
  isTall: boolean,
): { picture: Picture; scene: PictureScene } {
  const picture = network.picture({ tall: isTall, ...(around !== undefined && { middle: around }) });
  const scene = picture.scene;
  return {
    picture,
    scene: { ...scene, lines: scene.lines.map((line) => ({ ...line, id: lines[line.id]?.id ?? line.id })) },
  };
}

/** The description of the drawn part. */
export function viewOf(
  { network, around, lines }: Part,
  { cards, sharedLines, themes, isByTheme }: PictureScene,
): View {
  const highlights = new Set(network.highlights.map(({ id }) => id));
  const concepts = cards.map(({ label, kind, theme }): Drawn => {
    const { text, attributes = [] } = network.concept(label) ?? {};
    return { label, kind, theme, attributes, ...(text !== undefined && { text }) };
  });
  return {
    concepts,
    lines: lines.map((line, place): Line => ({ ...line, isHighlight: highlights.has(place) })),
    themes,
    hasShared: sharedLines.length > 0,
    coloured: isByTheme ? "theme" : "role",
    ...(around !== undefined && { around }),
  };
}
