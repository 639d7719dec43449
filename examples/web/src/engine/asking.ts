// Queries of a network: neighbours, paths, patterns, and parts as separate networks.

import { Network, type NetworkJSON, type Path } from "semnet";
import type { Direction, Duplicate, HighlightIdea, Neighbours, Paths, Selected } from "./types.js";

/** The budget of a query of the page, in relationships: it must not take long. */
const BUDGET = 2_000_000;
const MOST_NEIGHBOURS = 500;
const MOST_ROWS = 500;
const MOST_CENTRAL = 8;
const MOST_DUPLICATES = 20;

export interface Which {
  /** Only these relations; all if it is left out. */
  readonly via?: readonly string[] | undefined;
  /** All relations except these. */
  readonly notVia?: readonly string[] | undefined;
  readonly direction?: Direction | undefined;
}

/** The concepts by their distance in steps. */
export function neighbours(network: Network, named: string, hops: number, which: Which): Neighbours {
  const concept = network.findConcept(named).label;
  const levels: string[][] = [];
  let listed = 0;
  let before = 1;
  let more = false;
  for (let longest = 1; longest <= hops && !more; longest++) {
    const found = network.breadthFirst(concept, { ...which, maxLength: longest, budget: BUDGET });
    const fresh = found.subarray(before, before + MOST_NEIGHBOURS - listed);
    more = before + fresh.length < found.length;
    if (fresh.length > 0) levels.push(network.labels(fresh).sort());
    listed += fresh.length;
    before = found.length;
  }
  return { concept, levels, more };
}

/** The shortest paths between two concepts. */
export function paths(network: Network, from: string, to: string, most: number, which: Which): Paths {
  const search = network.kShortestPaths(from, to, most + 1, { ...which, budget: BUDGET });
  const found: Path[] = [];
  try {
    for (const path of search) found.push(path);
    return { paths: found.slice(0, most), more: found.length > most, budgetExceeded: search.budgetExceeded };
  } catch (error) {
    // Paths found before are valid; the number of further ones is unknown.
    if ((error as { code?: string }).code !== "budget") throw error;
    return { paths: found.slice(0, most), more: found.length > most, budgetExceeded: true };
  } finally {
    search.free();
  }
}

export function select(network: Network, pattern: string): Selected {
  const rows = network.select(pattern);
  try {
    const { variables } = rows;
    const most = Math.min(rows.length, MOST_ROWS);
    const cells = Array.from({ length: most }, (_, row) => {
      const found = rows.at(row);
      return variables.map((name) => found?.[name] ?? "");
    });
    return { variables, rows: cells, more: rows.length > most || rows.budgetExceeded };
  } finally {
    rows.free();
  }
}

/** The concepts that a walk along relationships passes most often, without the question. */
export function central(network: Network): string[] {
  const { top } = network.pagerank();
  return network
    .labels(top.subarray(0, MOST_CENTRAL + 1))
    .filter((label) => label !== network.question)
    .slice(0, MOST_CENTRAL);
}

export function suggestedHighlight(network: Network): HighlightIdea | undefined {
  const found = network.suggestHighlight();
  if (found === undefined) return undefined;
  const { id, source, target } = found.relationship;
  const isHighlight = network.highlights.some((one) => one.id === id);
  return { id, ends: [source, target], text: found.text, isHighlight };
}

/** Pairs of concepts that may be the same. */
export const duplicates = (network: Network): Duplicate[] =>
  network
    .duplicateCandidates()
    .slice(0, MOST_DUPLICATES)
    .map(({ concepts: [keep, other], text }) => ({
      keep: keep.label,
      other: other.label,
      text,
    }));

/** The network of these concepts, with the relationships of these relations (all of them if it is left out). */
export function part(network: Network, concepts: readonly string[], relations?: readonly string[]): Network {
  const whole = network.subnetwork(concepts);
  if (relations === undefined || whole.relations.every((name) => relations.includes(name))) return whole;
  return Network.fromJSON(JSON.stringify(withRelations(whole.toJSON(), new Set(relations))));
}

function withRelations(json: NetworkJSON, relations: ReadonlySet<string>): NetworkJSON {
  const all = json.relationships ?? [];
  const places = new Map<number, number>();
  const relationships = all.filter(({ relation }, place) => {
    const stays = relations.has(relation);
    if (stays) places.set(place, places.size);
    return stays;
  });
  const highlights = (json.highlights ?? []).flatMap((place) => places.get(place) ?? []);
  const { findings = [], concepts = [], ...rest } = json;
  // A key finding follows from the list of findings: without the relation, it is a concept like others.
  const lists = relations.has("Key Finding") ? { findings, concepts } : { concepts: [...findings, ...concepts] };
  return { ...rest, ...lists, relationships, highlights };
}
