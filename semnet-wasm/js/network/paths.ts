// Paths by weight and one by one, parts of a network, and how concepts are related at a distance.

import type { Network as RawNetwork, PathsOfCall as RawPaths, StepsOfCall as RawSteps } from "semnet-raw";
import { type Weight, weight as weightOf } from "../functions.js";
import * as input from "../input.js";
import type { Network } from "../network.js";
import { withSteps } from "../options.js";
import { Paths, pathsOf } from "../paths.js";
import type { CommonAncestor, ConceptName, Path, PathOptions, WeightedPath } from "../types/network.js";
import { networkOf, onCopy, wholeViewOf } from "./content.js";
import { Lookups } from "./lookups.js";

/** Paths and parts. */
export abstract class PathQueries extends Lookups {
  /**
   * The path of least weight between two concepts. The weight of a path is the sum of what `weight` returns for its
   * relationships, each a number from 0 upwards; a relationship with the weight `Infinity` is not walked. Of several
   * paths with this weight, it is the one with the fewest relationships, and of these the first in canonical order.
   * Throws a {@link SemnetError} with the code `"weight"` if a weight is negative or not a number, and `"budget"` if
   * the budget of `options` is exhausted; and whatever `weight` throws.
   *
   * ```js
   * const doubt = ({ relation }) => (relation === "proves" ? 1 : 5);
   * network.shortestPathWeighted("A", "C", doubt)?.weight; // 2
   * ```
   */
  shortestPathWeighted(
    from: ConceptName,
    to: ConceptName,
    weight: Weight,
    options?: PathOptions | string,
  ): WeightedPath | undefined {
    return onCopy(this, "shortestPathWeighted", (view) => {
      const [start, end] = [view.find(from), view.find(to)];
      const of = weightOf(view, weight);
      return withSteps(options, (steps) => {
        const found = view.raw.shortestPathWeighted(start, end, of, steps);
        return found === undefined ? undefined : { ...view.path(found), weight: found.weight };
      });
    });
  }

  /**
   * The `k` shortest paths between two concepts that visit no concept twice, sorted by length, and then in canonical
   * order. Each is searched for only when it is requested, so `k` may be `Infinity`.
   *
   * ```js
   * for (const path of network.kShortestPaths("A", "C", 10)) console.log(path.text);
   * // A —hints at→ C
   * // A —proves→ B —proves→ C
   * ```
   */
  kShortestPaths(from: ConceptName, to: ConceptName, k: number, options?: PathOptions | string): Paths<Path> {
    const most = input.count(k, "the number of paths");
    return this.#paths("kShortestPaths", from, to, options, (raw, start, end, steps) =>
      raw.kShortestPaths(start, end, most, steps),
    );
  }

  /**
   * The `k` paths of least weight between two concepts that visit no concept twice, each with its `weight`, sorted by
   * weight, then by length, then in canonical order. Each is searched for only when it is requested. Throws as {@link
   * Network.shortestPathWeighted} does.
   *
   * ```js
   * const [best, second] = network.kShortestPathsWeighted("A", "C", 2, ({ passage }) => (passage ? 1 : 2));
   * ```
   */
  kShortestPathsWeighted(
    from: ConceptName,
    to: ConceptName,
    k: number,
    weight: Weight,
    options?: PathOptions | string,
  ): Paths<WeightedPath> {
    const view = wholeViewOf(this, "kShortestPathsWeighted");
    const [start, end] = [view.find(from), view.find(to)];
    const most = input.count(k, "the number of paths");
    return pathsOf(view, (copy) => {
      const of = weightOf(copy, weight);
      return withSteps(options, (steps) => copy.raw.kShortestPathsWeighted(start, end, most, of, steps));
    });
  }

  /**
   * All paths between two concepts that visit no concept twice, in the order of their relationships, from the first step to
   * the last (so not by length). Each is searched for only when it is requested. There can be very many: give `options` a
   * `maxLength`.
   *
   * ```js
   * const paths = [...network.allSimplePaths("A", "C", { maxLength: 4 })];
   * ```
   */
  allSimplePaths(from: ConceptName, to: ConceptName, options?: PathOptions | string): Paths<Path> {
    return this.#paths("allSimplePaths", from, to, options, (raw, start, end, steps) =>
      raw.allSimplePaths(start, end, steps),
    );
  }

  #paths(
    what: string,
    from: ConceptName,
    to: ConceptName,
    options: PathOptions | string | undefined,
    search: (raw: RawNetwork, start: number, end: number, steps: RawSteps) => RawPaths,
  ): Paths<Path> {
    const view = wholeViewOf(this, what);
    const [start, end] = [view.find(from), view.find(to)];
    return withSteps(options, (steps) => pathsOf(view, (copy) => search(copy.raw, start, end, steps)));
  }

  /**
   * The network around a concept: the concepts that the options reach from it, with all relationships between these;
   * without a `maxLength`, its whole component. It has its own hashtag. Throws a {@link SemnetError} with the code
   * `"budget"` if the budget of `options` is exhausted.
   *
   * ```js
   * network.egoNetwork("Dog", { maxLength: 1 }).concepts.map(({ label }) => label); // ["Canine", "Dog"]
   * ```
   */
  egoNetwork(concept: ConceptName, options?: PathOptions | string): Network {
    const view = wholeViewOf(this, "egoNetwork");
    const number = view.find(concept);
    return withSteps(options, (steps) => networkOf(view.raw.egoNetwork(number, steps)));
  }

  /**
   * The network of these concepts, with all relationships between them, and the same question, title and attributes.
   *
   * ```js
   * const part = network.subnetwork(["Dog", "Canine"]);
   * ```
   */
  subnetwork(concepts: readonly ConceptName[] | Uint32Array): Network {
    const view = wholeViewOf(this, "subnetwork");
    return networkOf(view.raw.subnetwork(view.findAll(concepts)));
  }

  /**
   * The concepts to which both `a` and `b` lead along a relation, the nearest first. A string as `options` is this
   * relation, from source to target. Throws a {@link SemnetError} with the code `"budget"` if the budget of `options`
   * is exhausted.
   *
   * ```js
   * network.commonAncestors("Dog", "Wolf", "hypernym")[0]; // { concept: { label: "Canine", … }, fromA: 1, fromB: 1 }
   * ```
   */
  commonAncestors(a: ConceptName, b: ConceptName, options?: PathOptions | string): CommonAncestor[] {
    const view = wholeViewOf(this, "commonAncestors");
    const [start, end] = [view.find(a), view.find(b)];
    return withSteps(options, (steps) => {
      const numbers = view.raw.commonAncestors(start, end, steps);
      const concepts = view.concepts(numbers.filter((_, place) => place % 3 === 0));
      return concepts.map((concept, place) => ({
        concept,
        fromA: numbers[3 * place + 1] ?? 0,
        fromB: numbers[3 * place + 2] ?? 0,
      }));
    });
  }

  /**
   * Whether `a` is related to `b` along a relation, by one relationship or several in a row; with a `maxLength` of 1,
   * by one only. A string as `options` is this relation, from source to target.
   *
   * ```js
   * network.isRelated("Dog", "Animal", "hypernym"); // true
   * ```
   */
  isRelated(a: ConceptName, b: ConceptName, options?: PathOptions | string): boolean {
    const view = wholeViewOf(this, "isRelated");
    const [start, end] = [view.find(a), view.find(b)];
    return withSteps(options, (steps) => view.raw.isRelated(start, end, steps));
  }
}
