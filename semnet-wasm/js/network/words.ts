// The words of a network: search, concepts whose texts share a theme, concepts that may be the same.

import { type Embedding, vector } from "../functions.js";
import * as input from "../input.js";
import type { Network } from "../network.js";
import { connectionOptions, searchOptions } from "../options.js";
import type { ConceptName, NewRelationship } from "../types/network.js";
import type {
  Connection,
  ConnectionOptions,
  Connections,
  DuplicateCandidate,
  SearchHit,
  SearchOptions,
} from "../types/words.js";
import type { View } from "../view.js";
import { networkOf, onCopy, wholeViewOf } from "./content.js";
import { RankQueries } from "./rank.js";

/** An answer of the module, in which concepts and relationships are numbers. */
type Numbered<T, K extends string, N> = T extends unknown ? Omit<T, K> & { [key in K]: N } : never;

function toConnections(view: View, found: unknown): Connections {
  const { connections, ...counts } = found as {
    connections: Numbered<Connection, "concepts", [number, number]>[];
  } & Omit<Connections, "connections">;
  const named = connections.map((connection) => {
    const [a, b] = connection.concepts;
    return { ...connection, concepts: [view.concept(a), view.concept(b)] as const };
  });
  return { connections: named, ...counts };
}

/** Search, connections and duplicates. */
export abstract class WordQueries extends RankQueries {
  /**
   * The parts of the network that match some words best, the best first: the question, the title, concepts by their
   * labels and texts, and relationships by their passages (BM25: Robertson and Zaragoza 2009). A part does not need to
   * have all the words. Words are found in all their forms, regardless of letter case and accents. Words like *the* are
   * ignored unless there are no others. The first search builds an index, O(length of all texts). Throws a {@link
   * SemnetError} with the code `"language"` if the language is not supported.
   *
   * ```js
   * for (const { kind, concept, sentence } of network.search("dancing bees", { limit: 5 })) {
   *   const html = sentence?.pieces.map(({ text, isMarked }) => (isMarked ? `<mark>${text}</mark>` : text)).join("");
   *   console.log(kind === "concept" ? concept.label : kind, html);
   * }
   * ```
   */
  search(words: string, options?: SearchOptions): SearchHit[] {
    const view = wholeViewOf(this, "search");
    const found = view.raw.search(input.text(words, "the words to search for"), searchOptions(options)) as (Omit<
      SearchHit,
      "concept" | "relationship"
    > & { concept?: number; relationship?: Uint32Array })[];
    return found.map(({ concept, relationship, ...hit }) => {
      const of = {
        ...(concept === undefined ? undefined : { concept: view.concept(concept) }),
        ...(relationship === undefined ? undefined : { relationship: view.relationship(relationship) }),
      };
      return { ...hit, ...of } as SearchHit;
    });
  }

  /**
   * Pairs of concepts whose texts share more than chance would explain, the highest score first, each with the shared
   * words and a sentence of each text. The score is the cosine of the two texts as vectors of their words (Salton and
   * Buckley 1988), from 0 to 1; from 0.1 upwards, more than four of five connections were right in our measurements. A
   * number as `options` is the lowest score.
   *
   * ```js
   * const { connections } = network.connections(0.1);
   * for (const { text, sentences: [a, b] } of connections) console.log(text, a.text, b.text);
   * // Night Bakers — Night Trams: tram, home, midnight, night …
   * ```
   */
  connections(options?: ConnectionOptions | number): Connections {
    const view = wholeViewOf(this, "connections");
    return toConnections(view, view.raw.connections(connectionOptions(options)));
  }

  /**
   * Like {@link Network.connections}, but with your own embedding model: pairs of concepts, scored by the cosine of
   * their texts' vectors if that is above 0. `embed` is called once with the text of each concept (label, text and
   * passages, with a line end between them) and with each of its sentences. It returns the vector of the text. All
   * vectors have the same length; an empty array means that there is no vector. O(concepts² · length of a vector).
   * Throws a {@link SemnetError} with the code `"vector"` if vectors differ in length or contain something other than
   * finite numbers, or if there are more pairs than the budget; and whatever `embed` throws.
   *
   * For an asynchronous model, call this twice:
   *
   * ```js
   * const texts = [];
   * network.connectionsWithEmbeddings((text) => (texts.push(text), []));
   * const vectors = new Map(await Promise.all(texts.map(async (text) => [text, await embed(text)])));
   * const { connections } = network.connectionsWithEmbeddings((text) => vectors.get(text), 0.5);
   * ```
   */
  connectionsWithEmbeddings(embed: Embedding, options?: ConnectionOptions | number): Connections {
    return onCopy(this, "connectionsWithEmbeddings", (view) => {
      const of = vector(embed);
      return toConnections(view, view.raw.connectionsWithEmbeddings(of, connectionOptions(options)));
    });
  }

  /**
   * The network with its {@link Network.connections} added as relationships, from the first concept by label to the
   * second, with the relation {@link SHARED_THEME}, the two sentences as passage, and the attributes `score` and
   * `terms`. Calling it again changes nothing. A lowest score of 0.1 is a good choice. Throws a {@link SemnetError}
   * with the code `"build"` if the network would become too large.
   *
   * ```js
   * const themes = network.withConnections(0.1).themes();
   * ```
   */
  withConnections(options?: ConnectionOptions | number): Network {
    const view = wholeViewOf(this, "withConnections");
    return networkOf(view.raw.withConnections(connectionOptions(options)));
  }

  /**
   * The network with these connections added as {@link Network.withConnections} adds them. Throws a {@link SemnetError}
   * with the code `"build"` if this network does not have their concepts.
   *
   * ```js
   * const { connections } = network.connections();
   * const more = network.addConnections(connections.filter(({ terms }) => terms.length > 2));
   * ```
   */
  addConnections(connections: readonly { readonly relationship: NewRelationship }[]): Network {
    const builder = this.toBuilder();
    try {
      const what = ["the connections", "an array of connections"] as const;
      for (const relationship of input.array(
        connections,
        ...what,
        (one, at) => input.object(one, at, "an object with relationship")["relationship"],
      )) {
        builder.relationship(relationship as NewRelationship);
      }
      return builder.build();
    } finally {
      builder.free();
    }
  }

  /**
   * Pairs of concepts that may be the same, judged by their labels, each with its strongest reason, the strongest
   * first. A person should decide whether they are the same; {@link Network.mergeConcepts} merges two. The language is
   * English by default. Throws a {@link SemnetError} with the code `"language"` if it is not supported.
   *
   * ```js
   * for (const { concepts: [keep, other], text } of network.duplicateCandidates()) console.log(text);
   * // Sherlock Holmes, Mr. Holmes: one is a part of the other’s name
   * ```
   */
  duplicateCandidates(language?: string): DuplicateCandidate[] {
    const view = wholeViewOf(this, "duplicateCandidates");
    const found = view.raw.duplicateCandidates(input.textOrNothing(language, "a language")) as Numbered<
      DuplicateCandidate,
      "concepts",
      [number, number]
    >[];
    return found.map((one) => ({ ...one, concepts: [view.concept(one.concepts[0]), view.concept(one.concepts[1])] }));
  }

  /**
   * The network with `other` merged into `keep`, which keeps its label and gets the texts, attributes, relationships,
   * findings and highlights of both, and the label of `other` as an attribute {@link ALIAS}. Throws a {@link
   * SemnetError} with the code `"merge"` if one of the two is the question.
   *
   * ```js
   * const merged = network.mergeConcepts("Sherlock Holmes", "Mr. Holmes");
   * ```
   */
  mergeConcepts(keep: ConceptName, other: ConceptName): Network {
    const view = wholeViewOf(this, "mergeConcepts");
    return networkOf(view.raw.mergeConcepts(view.find(keep), view.find(other)));
  }
}
