// The suggestions of the query bar: parts of the open network, stored networks, ends of paths. Exact labels come first,
// then words with the same beginning or a typing error, by the package's search.

import { Network, NetworkBuilder } from "semnet";
import type { Kept, PathEnds, Suggestions } from "./types.js";
import { asFound, languageOf, whileTyping } from "./words.js";

const MOST_CONCEPTS = 5;
const MOST_PASSAGES = 3;
const MOST_NETWORKS = 6;

/** Ignores case, accents and punctuation, for comparing typed text. */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

const foldedLabels = new WeakMap<Network, readonly (readonly [label: string, folded: string])[]>();

function labelsOf(network: Network): readonly (readonly [label: string, folded: string])[] {
  const known = foldedLabels.get(network) ?? network.labels().map((label) => [label, fold(label)] as const);
  foldedLabels.set(network, known);
  return known;
}

/** Labels that contain the typed text, those that begin with it first; then those with similar words. */
export function labelsLike(network: Network, typed: string, most: number): string[] {
  const wanted = fold(typed);
  const found = labelsOf(network)
    .map(([label, folded]) => [label, folded.indexOf(wanted)] as const)
    .filter(([, place]) => place >= 0)
    .sort((a, b) => Math.min(a[1], 1) - Math.min(b[1], 1) || a[0].length - b[0].length || (a[0] < b[0] ? -1 : 1))
    .slice(0, most)
    .map(([label]) => label);
  if (found.length >= most || wanted.length < 3) return found;
  const near = network
    .search(typed, { ...whileTyping(typed), ...languageOf(network) })
    .flatMap((hit) =>
      hit.kind === "concept" && hit.label.pieces.some(({ isMarked }) => isMarked) ? [hit.concept.label] : [],
    );
  return [...new Set([...found, ...near])].slice(0, most);
}

/** Concepts and passages of a network for the typed text. */
export function suggestionsIn(network: Network, typed: string): Omit<Suggestions, "networks"> {
  if (typed.trim().length < 2) return { concepts: [], passages: [] };
  const labels = labelsLike(network, typed, MOST_CONCEPTS).filter((label) => label !== network.question);
  const hits =
    typed.trim().length < 3
      ? []
      : network.search(typed, { ...whileTyping(typed), ...languageOf(network) }).map(asFound);
  // A concept whose text has the words comes after those whose label has them, with the sentence.
  const byText = hits.flatMap((hit) =>
    hit.kind === "concept" && !labels.includes(hit.label) ? [{ label: hit.label, sentence: hit.sentence }] : [],
  );
  return {
    concepts: [...labels.map((label) => ({ label, sentence: [] })), ...byText].slice(0, MOST_CONCEPTS),
    passages: hits.filter(({ kind }) => kind === "line").slice(0, MOST_PASSAGES),
  };
}

/** The concept with this label, in any letter case; the question for its own text, or for the word. */
function called(network: Network, name: string): string | undefined {
  const wanted = fold(name);
  if (wanted === "question" || wanted === "the question" || wanted === fold(network.question)) return network.question;
  return network.conceptsMatching(name)[0]?.label ?? labelsOf(network).find(([, folded]) => folded === wanted)?.[0];
}

/** Reads `X to Y`, in which either may be unfinished or mistyped; a label may contain “ to ” too. */
export function pathEnds(network: Network, typed: string): PathEnds {
  const splits = [...typed.matchAll(/\sto(?=\s|$)/gi)].map(({ index, 0: { length } }) => ({
    before: typed.slice(0, index).trim(),
    after: typed.slice(index + length).trim(),
  }));
  const known = splits
    .map((split) => ({ ...split, from: called(network, split.before) }))
    .filter(({ from }) => from !== undefined);
  const [first] = known;
  const like = (text: string) => labelsLike(network, text, MOST_CONCEPTS);
  if (first?.from === undefined) {
    const [split] = splits;
    // If no concept has the label of the first end, a mistyped one is corrected before the second is looked up.
    return { ends: like(split?.before ?? typed).map((from) => ({ from, ...(split && { typed: split.after }) })) };
  }
  const { from } = first;
  const complete = known.flatMap((split) => {
    const to = called(network, split.after);
    return to === undefined || split.from === undefined ? [] : [{ from: split.from, to }];
  })[0];
  const ends = like(first.after)
    .filter((to) => to !== from && to !== complete?.to)
    .map((to) => ({ from, to }));
  return { ends: [...(complete ? [complete] : []), ...ends], ...(complete && { complete }) };
}

/** Finds networks by question, title and hashtag; a list that was read is kept until it changes. */
export class NetworkFinder {
  private list: readonly Kept[] = [];
  private words: Network | undefined;

  find(list: readonly Kept[], typed: string): Kept[] {
    if (list !== this.list) {
      this.words?.free();
      this.words = undefined;
      this.list = list;
    }
    const wanted = fold(typed)
      .split(" ")
      .filter((word) => word !== "");
    if (wanted.length === 0) return [];
    const hashtag = typed.trim().replace(/^#/, "");
    const found = list.filter((one) => {
      const text = ` ${fold(one.question)} ${fold(one.title)}`;
      return one.hashtag.startsWith(hashtag) || wanted.every((word) => text.includes(` ${word}`));
    });
    return (found.length > 0 ? found : this.mistyped(typed)).slice(0, MOST_NETWORKS);
  }

  /** Each network is a concept of one network for this, by the package's own search. */
  private mistyped(typed: string): Kept[] {
    if (typed.trim().length < 4 || this.list.length === 0) return [];
    this.words ??= wordsOf(this.list);
    const places = new Map(this.list.map((one) => [one.fingerprint, one]));
    const hits = this.words.search(typed, { ...whileTyping(typed), language: "und" });
    return hits.flatMap((hit) => (hit.kind === "concept" ? (places.get(hit.concept.label) ?? []) : []));
  }
}

function wordsOf(list: readonly Kept[]): Network {
  const builder = new NetworkBuilder("?");
  for (const { fingerprint, question, title } of list) builder.concept(fingerprint, `${question}\n${title}`);
  return builder.build();
}
