// Stores in memory.

import type { MemoryStore as RawStore, Network as RawNetwork } from "semnet-raw";
import { Held, inMemory, rawOf, showAs } from "./held.js";
import * as input from "./input.js";
import type { Network } from "./network.js";
import { fingerprint } from "./names.js";
import { given, networkOf, viewOf, wholeOf } from "./network/content.js";
import { searchOptions, withSteps } from "./options.js";
import { whole } from "./raw.js";
import type { PathOptions } from "./types/network.js";
import type { Entry, Overlap, Recovered, StorePath, StorePathSegment } from "./types/store.js";
import type { SearchOptions, StoreHit } from "./types/words.js";

const WHAT = "store";
const NOT_CLONEABLE = inMemory(
  "a MemoryStore",
  "send network.bytes of each network, and read them by Network.fromBytes",
);

/** A path in the form that the module returns. */
interface PackedPath {
  readonly text: string;
  readonly segments: readonly {
    readonly network: RawNetwork;
    readonly path: { readonly numbers: Uint32Array; readonly text: string };
  }[];
}

/**
 * A store in memory, which recovers networks by what a person typed into the query bar. A network is addressed by its
 * content, so a store only ever adds, and adding a network again changes nothing.
 *
 * ```js
 * import { MemoryStore, NetworkBuilder } from "semnet";
 *
 * const store = new MemoryStore();
 * const network = new NetworkBuilder("Why do bees dance?").build();
 * store.add(network);
 * const found = store.recover(`#${network.hashtag}`);
 * if (found.kind === "network") console.log(found.network.question); // Why do bees dance?
 * ```
 */
export class MemoryStore extends Held {
  #size = 0;

  /** An empty store. */
  constructor() {
    super(new (whole("MemoryStore").MemoryStore)(), NOT_CLONEABLE);
  }

  /** Adds a network, and returns whether it was new. The network may be freed afterwards: the store has a copy. */
  add(network: Network): boolean {
    const isNew = rawOf<RawStore>(this, WHAT).add(wholeOf(given(network), "add"));
    if (isNew) this.#size += 1;
    return isNew;
  }

  /** The number of networks. */
  get size(): number {
    rawOf(this, WHAT);
    return this.#size;
  }

  /** The network with this fingerprint (all 44 characters); `undefined` if the store does not have it. */
  get(name: string): Network | undefined {
    const found = rawOf<RawStore>(this, WHAT).get(fingerprint(name));
    return found === undefined ? undefined : networkOf(found);
  }

  /**
   * Looks up what a person typed: opens the network if exactly one matches, lists the networks to choose from if
   * several match, or otherwise suggests similar ones. Nothing is chosen silently. Throws as {@link parseQueryBar}
   * does.
   *
   * ```js
   * const found = store.recover("why do bees dance");
   * switch (found.kind) {
   *   case "network": show(found.network); break;
   *   case "ambiguous": offer(found.choices); break;
   *   case "notFound": suggest(found.suggestions); break;
   * }
   * ```
   */
  recover(typed: string): Recovered {
    const found = rawOf<RawStore>(this, WHAT).recover(input.text(typed, "the text in the query bar")) as
      | { readonly kind: "network"; readonly network: RawNetwork }
      | Exclude<Recovered, { kind: "network" }>;
    return found.kind === "network" ? { kind: "network", network: networkOf(found.network) } : found;
  }

  /**
   * The networks whose fingerprint begins with `prefix` (by default all), sorted by fingerprint, at most `limit`
   * (default: 100); with `from`, only those from this fingerprint on. For the next page, pass {@link nextFingerprint}
   * of the last one as `from`.
   *
   * ```js
   * for (const { hashtag, question } of store.entries()) console.log(hashtag, question);
   * ```
   */
  entries(prefix?: string, limit?: number, from?: string): Entry[] {
    const start = from === undefined ? undefined : fingerprint(from);
    const begins = input.optionalText(prefix, "a prefix of a fingerprint");
    return rawOf<RawStore>(this, WHAT).entries(begins, input.limit(limit), start) as Entry[];
  }

  /**
   * The networks whose hashtag looks like this one: letter case is ignored, and 0 and O, and 1, l and I, are the same.
   * Sorted, at most `limit` (default: 100). O(networks).
   */
  similarHashtags(hashtag: string, limit?: number): Entry[] {
    return rawOf<RawStore>(this, WHAT).similarHashtags(input.text(hashtag, "a hashtag"), input.limit(limit)) as Entry[];
  }

  /**
   * The networks with this question, ignoring letter case, kinds of dash and quotation mark, and closing punctuation.
   * Sorted, at most `limit` (default: 100). O(networks).
   */
  findByQuestion(question: string, limit?: number): Entry[] {
    return rawOf<RawStore>(this, WHAT).findByQuestion(
      input.text(question, "a question"),
      input.limit(limit),
    ) as Entry[];
  }

  /**
   * The networks with a similar question, the most similar first, without those that {@link MemoryStore.findByQuestion}
   * returns; at most `limit` (default: 100). O(networks).
   */
  findSimilarQuestions(question: string, limit?: number): Entry[] {
    return rawOf<RawStore>(this, WHAT).findSimilarQuestions(
      input.text(question, "a question"),
      input.limit(limit),
    ) as Entry[];
  }

  /** The shortest beginning of a fingerprint, at least a hashtag, that no other network in this store has. */
  name(name: string): string {
    return rawOf<RawStore>(this, WHAT).name(fingerprint(name));
  }

  /**
   * The networks that match some words best, the best first. Each network is ranked as one text of its question, title,
   * labels, texts and passages. Words are matched as in {@link Network.search}, which also finds their places within a
   * network.
   *
   * ```js
   * for (const { network, score } of store.search("dancing bees")) console.log(score, network.question);
   * ```
   */
  search(words: string, options?: SearchOptions): StoreHit[] {
    const found = rawOf<RawStore>(this, WHAT).search(
      input.text(words, "the words to search for"),
      searchOptions(options),
    ) as {
      readonly network: RawNetwork;
      readonly score: number;
    }[];
    return found.map(({ network, score }) => ({ network: networkOf(network), score }));
  }

  /**
   * The networks that have a concept with this label, ignoring letter case. The question is considered a concept if
   * there are findings, or relationships that start or end at it. Sorted, at most `limit` (default: 100).
   *
   * ```js
   * store.networksWithConcept("sun compass").map(({ question }) => question);
   * ```
   */
  networksWithConcept(label: string, limit?: number): Entry[] {
    return rawOf<RawStore>(this, WHAT).networksWithConcept(input.text(label, "a label"), input.limit(limit)) as Entry[];
  }

  /**
   * The other networks of the store that share concepts with this one, those that share most first, at most `limit`
   * (default: 100). The given network need not be in the store. Labels are compared as by {@link
   * MemoryStore.networksWithConcept}.
   *
   * ```js
   * for (const { question, labels } of store.overlappingNetworks(network)) console.log(question, labels.join(", "));
   * ```
   */
  overlappingNetworks(network: Network, limit?: number): Overlap[] {
    return rawOf<RawStore>(this, WHAT).overlappingNetworks(
      wholeOf(given(network), "overlappingNetworks"),
      input.limit(limit),
    ) as Overlap[];
  }

  /**
   * The shortest path from one concept to another across all networks of the store; `undefined` if there is no path.
   * Concepts whose labels differ only in letter case are the same concept. Of the paths with the fewest relationships,
   * it is one with the fewest changes from network to network. `options` apply in each network; the budget is also
   * charged for the concepts of each network that is opened. Throws a {@link SemnetError} with the code `"concept"` if
   * no network has a label, and `"budget"` if the budget is exhausted.
   *
   * ```js
   * const path = store.shortestPath("Waggle Dance", "Desert Ant");
   * for (const { network, path: part } of path?.segments ?? []) console.log(network.question, part.text);
   * ```
   */
  shortestPath(from: string, to: string, options?: PathOptions | string): StorePath | undefined {
    const raw = rawOf<RawStore>(this, WHAT);
    const [start, end] = [input.text(from, "a label"), input.text(to, "a label")];
    return withSteps(options, (steps) => {
      const found = raw.shortestPath(start, end, steps) as PackedPath | undefined;
      if (found === undefined) return undefined;
      const segments = found.segments.map((segment): StorePathSegment => {
        const network = networkOf(segment.network);
        return { network, path: viewOf(network).path(segment.path) };
      });
      return { text: found.text, segments };
    });
  }
}

showAs(MemoryStore, ({ size }) => ({ size }));
