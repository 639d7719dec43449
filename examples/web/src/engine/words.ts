// The words of networks: search within a network, thematic connections, and how two networks differ.

import {
  type Change,
  type Connection,
  type RelationshipParts,
  type SearchHit,
  type SearchOptions,
  languages,
  type Snippet,
  Network,
} from "semnet";
import * as words from "../page/strings.js";
import type { Compared, FoundWords, Line, Mark, SharedTheme, Side, View } from "./types.js";

const MOST_HITS = 24;
const MOST_LISTED = 12;
const MOST_CONNECTIONS = 30;

/** The language attribute of a network, if its word forms are known. */
export function languageOf(network: Network): { language?: string } {
  const said = network.attributes.find(({ name }) => name === "language")?.value ?? "";
  const known = languages().includes(said.split("-")[0] ?? "");
  return said === "" ? {} : { language: known ? said : "und" };
}

/** The options of a search for unfinished text: the longer it is, the more typing errors it may have. */
export const whileTyping = (typed: string): SearchOptions => ({
  prefix: true,
  typos: typed.trim().length < 4 ? 0 : typed.trim().length < 9 ? 1 : 2,
  limit: MOST_HITS,
});

export function searchIn(network: Network, typed: string): FoundWords[] {
  return network.search(typed, { ...whileTyping(typed), limit: MOST_LISTED, ...languageOf(network) }).map(asFound);
}

export function asFound(hit: SearchHit): FoundWords {
  const sentence = hit.sentence?.pieces ?? [];
  switch (hit.kind) {
    case "concept":
      return { kind: "concept", label: hit.concept.label, name: hit.label.pieces, sentence };
    case "relationship": {
      const { id, source, relation, target } = hit.relationship;
      return { kind: "line", id, ends: [source, target], name: plain(`${source} — ${relation} → ${target}`), sentence };
    }
    default:
      return { kind: "report", name: plain(hit.kind === "title" ? words.TITLE : words.QUESTION), sentence };
  }
}

const plain = (text: string): Snippet["pieces"] => [{ text, isMarked: false }];

/** The strongest thematic connections; of only one concept, if it is named. */
export function sharedThemes(
  network: Network,
  atLeast: number,
  label?: string,
): { themes: SharedTheme[]; total: number } {
  const limit = label === undefined ? { limit: MOST_CONNECTIONS } : {};
  const { connections, total } = network.connections({ atLeast, ...limit, ...languageOf(network) });
  if (label === undefined) return { themes: connections.map(asTheme), total };
  const own = connections.filter(({ concepts }) => concepts.some((concept) => concept.label === label));
  return { themes: own.slice(0, MOST_CONNECTIONS).map(asTheme), total: own.length };
}

const asTheme = ({ concepts: [a, b], score, terms, sentences: [one, other] }: Connection): SharedTheme => ({
  pair: [a.label, b.label],
  score,
  terms: terms.slice(0, 6).map(({ term }) => term),
  sentences: [one.pieces, other.pieces],
});

/** The connection of two concepts. */
export function connection(network: Network, pair: readonly [string, string]): SharedTheme | undefined {
  const { connections } = network.connections(languageOf(network));
  const found = connections.find(({ concepts }) => concepts.every(({ label }) => pair.includes(label)));
  return found && asTheme(found);
}

/** The network with its thematic connections as relationships. */
export function withThemes(network: Network, atLeast: number): Network {
  return network.withConnections({ atLeast, limit: MOST_CONNECTIONS, ...languageOf(network) });
}

export function compare(before: Network, after: Network, viewed: (network: Network) => View): Compared {
  const changes = before.diff(after);
  const marks: [Map<string, Mark>, Map<string, Mark>] = [new Map(), new Map()];
  for (const change of changes) mark(change, before, after, marks);
  const lineMarks = marksOfLines(changes);
  const side = (network: Network, place: 0 | 1) => sideOf(network, viewed(network), marks[place], lineMarks[place]);
  return { changes: changes.map(({ text }) => text), before: side(before, 0), after: side(after, 1) };
}

function sideOf(network: Network, view: View, marks: ReadonlyMap<string, Mark>, isMarked: MarkOf): Side {
  const lineMarks = view.lines.flatMap((line) => {
    const mark = isMarked(line, network.question);
    return mark === undefined ? [] : [[line.id, mark] as const];
  });
  return {
    fingerprint: network.fingerprint,
    hashtag: network.hashtag,
    title: network.title || network.question,
    view,
    marks: [...marks],
    lineMarks,
  };
}

type MarkOf = (line: Line, question: string) => Mark | undefined;

/** The marks of relationships before and after: gone, new, and in both those with another passage. */
function marksOfLines(changes: readonly Change[]): readonly [MarkOf, MarkOf] {
  const [gone, fresh] = [new Map<string, Mark>(), new Map<string, Mark>()];
  /** Changes name concepts by their new labels. */
  const renamed = new Map<string, string>();
  const key = (source: string | null, relation: string, target: string | null, passage = "") =>
    JSON.stringify([source, relation, target, passage]);
  const keyOf = ({ source, relation, target, passage }: RelationshipParts) => key(source, relation, target, passage);
  for (const change of changes) {
    if (change.change === "conceptRenamed") renamed.set(change.from, change.to);
    else if (change.change === "relationshipRemoved") gone.set(keyOf(change.relationship), "gone");
    else if (change.change === "relationshipAdded") fresh.set(keyOf(change.relationship), "new");
    else if (change.change === "passageChanged") {
      gone.set(keyOf(change.relationship), "changed");
      fresh.set(keyOf({ ...change.relationship, passage: change.to }), "changed");
    }
  }
  const find =
    (marks: ReadonlyMap<string, Mark>, nameOf: (label: string) => string): MarkOf =>
    (line, question) => {
      const end = (label: string) => (label === question ? null : nameOf(label));
      return marks.get(key(end(line.source), line.relation, end(line.target), line.passage));
    };
  return [find(gone, (label) => renamed.get(label) ?? label), find(fresh, (label) => label)];
}

/** Marks the concepts of a change: removed ones before, new ones after, changed ones in both. */
function mark(
  change: Change,
  before: Network,
  after: Network,
  [gone, fresh]: [Map<string, Mark>, Map<string, Mark>],
): void {
  const both = (from: string, to = from) => {
    if (!gone.has(from)) gone.set(from, "changed");
    if (!fresh.has(to)) fresh.set(to, "changed");
  };
  switch (change.change) {
    case "findingRemoved":
    case "conceptRemoved":
      gone.set(change.concept.label, "gone");
      break;
    case "findingAdded":
    case "conceptAdded":
      fresh.set(change.concept.label, "new");
      break;
    case "conceptRenamed":
      both(change.from, change.to);
      break;
    case "findingReworded":
    case "conceptReworded":
    case "becameFinding":
    case "noLongerFinding":
      both(change.label);
      break;
    case "relationshipAdded":
    case "relationshipRemoved":
    case "passageChanged":
    case "highlightAdded":
    case "highlightRemoved": {
      for (const end of [change.relationship.source, change.relationship.target]) {
        if (end !== null && before.concept(end) && after.concept(end)) both(end);
      }
    }
  }
}
