// Which concepts and relationships matter most, which belong together, and what patterns the network has.

import { type Weight, weight as weightOf } from "../functions.js";
import * as input from "../input.js";
import { BETWEENNESS, GROUPS, NEIGHBORS, WALK, pagerankOptions, withSteps } from "../options.js";
import { type Rows, rowsOf } from "../rows.js";
import type {
  Concept,
  GroupOptions,
  NeighborOptions,
  PathOptions,
  Relationship,
  WalkOptions,
} from "../types/network.js";
import type {
  BetweennessOptions,
  Groups,
  HighlightSuggestion,
  PageRankOptions,
  Scores,
  Themes,
} from "../types/rank.js";
import { onCopy, wholeOf, wholeViewOf } from "./content.js";
import { PathQueries } from "./paths.js";

/** The group of each concept, the size of each group, and then the concepts of the groups one after the other. */
function toGroups(numbers: Uint32Array, count: number): Groups {
  const groupOf = numbers.subarray(0, count);
  const groups: Uint32Array[] = [];
  for (let end = numbers.length - count, size = count; end < numbers.length; size += 1) {
    const length = numbers[size] ?? 0;
    groups.push(numbers.subarray(end, end + length));
    end += length;
  }
  return { groups, groupOf };
}

/** Ranks, groups and patterns. */
export abstract class RankQueries extends PathQueries {
  /**
   * How often a random walk visits each concept, as a share of 1 (Page, Brin, Motwani and Winograd 1999). By default,
   * relationships are walked in both directions. Throws a {@link SemnetError} with the code `"budget"` if the budget of
   * `relations` is exhausted.
   *
   * ```js
   * const { values, top } = network.pagerank({ direction: "outgoing" });
   * console.log(network.labels(top.subarray(0, 10)), values[top[0]]);
   * ```
   */
  pagerank(relations?: WalkOptions | string, options?: PageRankOptions): Scores {
    const raw = wholeOf(this, "pagerank");
    const read = pagerankOptions(options);
    return withSteps(relations, (steps) => raw.pagerank(steps, read) as Scores, WALK);
  }

  /**
   * The same with a weight for each relationship: the probability that the walk takes it, relative to the other
   * relationships of its concept. Throws whatever `weight` throws, and a {@link SemnetError} with the code `"weight"`
   * if a weight is not a finite number from 0 upwards.
   *
   * ```js
   * network.pagerankWeighted(({ passage }) => (passage === undefined ? 1 : 3));
   * ```
   */
  pagerankWeighted(weight: Weight, relations?: WalkOptions | string, options?: PageRankOptions): Scores {
    return onCopy(this, "pagerankWeighted", (view) => {
      const of = weightOf(view, weight);
      const read = pagerankOptions(options);
      return withSteps(relations, (steps) => view.raw.pagerankWeighted(of, steps, read) as Scores, WALK);
    });
  }

  /**
   * For each concept, the share of the shortest paths between two other concepts that run through it, from 0 to 1
   * (Brandes 2001). O(concepts · relationships). Parallel relationships are counted once, unless `options` have
   * `parallel: "each"`. For large networks see {@link Network.betweennessSampled}. Throws a {@link SemnetError} with
   * the code `"budget"` if the budget of `options` is exhausted.
   *
   * ```js
   * network.betweenness().values[network.findConcept("Canine").id]; // 1
   * ```
   */
  betweenness(options?: BetweennessOptions | string): Scores {
    const raw = wholeOf(this, "betweenness");
    return withSteps(options, (steps) => raw.betweenness(steps) as Scores, BETWEENNESS);
  }

  /**
   * An estimate of {@link Network.betweenness} that counts only the paths from this many concepts, which are drawn at
   * random by the seed. The same seed gives the same result on every machine.
   *
   * ```js
   * network.betweennessSampled(256, 7);
   * ```
   */
  betweennessSampled(samples: number, seed: number | bigint, options?: BetweennessOptions | string): Scores {
    const raw = wholeOf(this, "betweennessSampled");
    const most = input.count(samples, "the number of samples");
    const drawn = input.seed(seed);
    return withSteps(options, (steps) => raw.betweennessSampled(most, drawn, steps) as Scores, BETWEENNESS);
  }

  /**
   * How many relationships each concept has that `options` allow. A loop is counted twice if both directions are
   * allowed.
   *
   * ```js
   * network.degree("hypernym").values[network.findConcept("Dog").id]; // 1
   * ```
   */
  degree(options?: NeighborOptions | string): Scores {
    const raw = wholeOf(this, "degree");
    return withSteps(options, (steps) => raw.degree(steps) as Scores, NEIGHBORS);
  }

  /**
   * The connected components of the network, in which the direction of relationships is ignored.
   *
   * ```js
   * for (const part of network.components().groups) console.log(network.labels(part));
   * ```
   */
  components(options?: GroupOptions | string): Groups {
    const raw = wholeOf(this, "components");
    return withSteps(options, (steps) => toGroups(raw.components(steps), this.conceptCount), GROUPS);
  }

  /**
   * Groups of concepts with more relationships among themselves than expected by chance (the Leiden algorithm: Traag,
   * Waltman and van Eck 2019). A larger `resolution` gives more and smaller themes; 1 is customary. Throws a {@link
   * SemnetError} with the code `"option"` if the resolution is negative or not finite, and `"budget"` if the budget of
   * `options` is exhausted.
   *
   * ```js
   * const { groups, modularity } = network.themes();
   * ```
   */
  themes(options?: GroupOptions | string, resolution = 1): Themes {
    const raw = wholeOf(this, "themes");
    input.number(resolution, "the resolution");
    return withSteps(
      options,
      (steps) => {
        const { numbers, modularity } = raw.themes(steps, resolution) as { numbers: Uint32Array; modularity: number };
        return { ...toGroups(numbers, this.conceptCount), modularity };
      },
      GROUPS,
    );
  }

  /**
   * The bridges: relationships without which two concepts would no longer be connected (Tarjan 1974). O(concepts +
   * relationships).
   *
   * ```js
   * for (const { source, relation, target } of network.bridges()) console.log(`${source} —${relation}→ ${target}`);
   * ```
   */
  bridges(options?: GroupOptions | string): Relationship[] {
    const view = wholeViewOf(this, "bridges");
    return withSteps(options, (steps) => view.relationships(view.raw.bridges(steps)), GROUPS);
  }

  /**
   * The articulation points: concepts without which others would no longer be connected (Hopcroft and Tarjan 1973).
   * O(concepts + relationships).
   *
   * ```js
   * network.articulationPoints().map(({ label }) => label); // ["Canine"]
   * ```
   */
  articulationPoints(options?: GroupOptions | string): Concept[] {
    const view = wholeViewOf(this, "articulationPoints");
    return withSteps(options, (steps) => view.concepts(view.raw.articulationPoints(steps)), GROUPS);
  }

  /**
   * The relationship that is most worth highlighting, and the reasons; `undefined` if no stored relationship joins two
   * different concepts.
   *
   * ```js
   * network.suggestHighlight()?.text; // "Wolf —hypernym→ Canine has a passage, and has 50 % of the shortest paths; …"
   * ```
   */
  suggestHighlight(options?: GroupOptions | string): HighlightSuggestion | undefined {
    const view = wholeViewOf(this, "suggestHighlight");
    return withSteps(
      options,
      (steps) => {
        const found = view.raw.suggestHighlight(steps) as
          | (Omit<HighlightSuggestion, "relationship"> & { relationship: Uint32Array })
          | undefined;
        return found === undefined ? undefined : { ...found, relationship: view.relationship(found.relationship) };
      },
      GROUPS,
    );
  }

  /**
   * The distinct bindings of the variables in a pattern for which the network satisfies the pattern. A pattern has one
   * or more triples `SUBJECT via RELATION OBJECT`, joined by `;`, `.` or a new line. The relation of a triple may be a
   * path with the operators of SPARQL (`^`, `/`, `|`, `*`, `+`, `?`, `!`), and `question` names the question. Throws a
   * {@link SemnetError} with the code `"pattern"` and the `index` if the text is not a pattern.
   *
   * ```js
   * const rows = network.select("?x via hypernym+ Animal");
   * for (const { x } of rows) console.log(x); // Canine, Dog, Wolf
   * ```
   */
  select(patterns: string, options?: PathOptions | string): Rows {
    const view = wholeViewOf(this, "select");
    const read = input.text(patterns, "the patterns");
    return withSteps(options, (steps) => rowsOf(view.raw.select(read, steps), view.copy()));
  }
}
