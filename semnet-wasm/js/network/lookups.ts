// Concepts, and the concepts related to them.

import * as input from "../input.js";
import { NEIGHBORS, PATH, withSteps } from "../options.js";
import { answered } from "../scratch.js";
import type { Concept, ConceptName, NeighborOptions, Path, PathOptions, Relationship } from "../types/network.js";
import { Content, moduleOf, rawOf, viewOf } from "./content.js";

/** The relationships on one side of a concept. */
function ofSide(
  network: unknown,
  side: "outgoing" | "incoming",
  concept: ConceptName,
  relation: string | undefined,
): Relationship[] {
  const view = viewOf(network);
  const number = view.find(concept);
  if (relation !== undefined) input.text(relation, "a relation");
  const module = moduleOf(network);
  const memo = view.known[side];
  // As options, for those of one relation are kept: its name need not cross again.
  return withSteps(
    relation,
    (steps, isKept) => {
      const known = isKept ? memo.get(steps, number) : undefined;
      if (known !== undefined) return view.relationships(known);
      const found = answered(module, view.raw[side](number, steps));
      if (isKept) memo.set(steps, number, found);
      return view.relationships(found);
    },
    NEIGHBORS,
    module,
  );
}

/** Look-ups in a network. */
export abstract class Lookups extends Content {
  /**
   * The concept with this label, in any form that normalises to it; `undefined` if the network has none.
   *
   * ```js
   * network.concept("Waggle Dance")?.text; // "A forager tells the others where the flowers are."
   * ```
   */
  concept(label: string): Concept | undefined {
    const view = viewOf(this);
    return view.known.byLabel.get(label) ?? view.conceptCalled(input.text(label, "a label"));
  }

  /**
   * The concept with this label. Letter case is ignored if only one concept matches. All queries look up labels in this
   * way. Throws a {@link SemnetError} with the code `"concept"` if no concept matches, with similar labels as
   * `suggestions`, or if several do, with their labels. {@link conceptsNamed} lists all concepts that a label may mean.
   *
   * ```js
   * network.findConcept("waggle dance").label; // "Waggle Dance"
   * network.findConcept("Wagle Dance"); // SemnetError: there is no concept "Wagle Dance"; did you mean "Waggle Dance"?
   * ```
   */
  findConcept(label: string): Concept {
    const view = viewOf(this);
    return view.concept(view.number(input.text(label, "a label")));
  }

  /**
   * The concepts with this label, ignoring letter case, in the order of their ids.
   *
   * ```js
   * network.conceptsMatching("WAGGLE DANCE").map(({ label }) => label); // ["Waggle Dance"]
   * ```
   */
  conceptsMatching(label: string): Concept[] {
    const view = viewOf(this);
    return view.concepts(view.raw.conceptsMatching(input.text(label, "a label")));
  }

  /**
   * The concepts that a label may mean, in the order of their ids: those with this label in any letter case, or with
   * this label and an addition in brackets, which distinguishes concepts with the same name.
   *
   * ```js
   * const hives = new NetworkBuilder("Q?").concept("Hive").concept("Hive (2)").concept("Bee").build();
   * hives.conceptsNamed("hive").map(({ label }) => label); // ["Hive", "Hive (2)"]
   * ```
   */
  conceptsNamed(label: string): Concept[] {
    const view = viewOf(this);
    return view.concepts(view.raw.conceptsNamed(input.text(label, "a label")));
  }

  /** The concept with this id; `undefined` if it is out of range. */
  conceptById(id: number): Concept | undefined {
    const view = viewOf(this);
    return input.place(id, "the number of a concept") < view.conceptCount ? view.concept(id) : undefined;
  }

  /** The relationship with this id; `undefined` if it is out of range. */
  relationshipById(id: number): Relationship | undefined {
    const view = viewOf(this);
    return view.relationships(view.raw.relationshipById(input.place(id, "the number of a relationship")))[0];
  }

  /** The id of a relation, in any form that normalises to it; `undefined` if no relationship uses it. */
  relationId(relation: string): number | undefined {
    return rawOf(this).relationId(input.text(relation, "a relation"));
  }

  /**
   * The relationships that start at a concept, grouped by relation; if a relation is given, only those.
   *
   * ```js
   * network.outgoing("Dog", "hypernym").map(({ target }) => target); // ["Canine"]
   * ```
   */
  outgoing(concept: ConceptName, relation?: string): Relationship[] {
    return ofSide(this, "outgoing", concept, relation);
  }

  /** The relationships that end at a concept, grouped by relation; if a relation is given, only those. */
  incoming(concept: ConceptName, relation?: string): Relationship[] {
    return ofSide(this, "incoming", concept, relation);
  }

  /**
   * The concepts one step away, each once, sorted by label.
   *
   * ```js
   * network.neighbors("Canine", { via: ["hypernym"], direction: "incoming" }).map(({ label }) => label); // ["Dog", "Wolf"]
   * ```
   */
  neighbors(concept: ConceptName, options?: NeighborOptions | string): Concept[] {
    const view = viewOf(this);
    const number = view.find(concept);
    const module = moduleOf(this);
    const { neighbors } = view.known;
    return withSteps(
      options,
      (steps, isKept) => {
        const known = isKept ? neighbors.get(steps, number) : undefined;
        if (known !== undefined) return view.concepts(known);
        const found = answered(module, view.raw.neighbors(number, steps));
        if (isKept) neighbors.set(steps, number, found);
        return view.concepts(found);
      },
      NEIGHBORS,
      module,
    );
  }

  /**
   * The relationships between two concepts, in canonical order; by default in both directions.
   *
   * ```js
   * network.between("Dog", "Wolf", { direction: "outgoing" }).map(({ relation }) => relation); // ["descends from"]
   * ```
   */
  between(a: ConceptName, b: ConceptName, options?: NeighborOptions | string): Relationship[] {
    const view = viewOf(this);
    const [start, end] = [view.find(a), view.find(b)];
    return withSteps(
      options,
      (steps) => view.relationships(view.raw.between(start, end, steps)),
      NEIGHBORS,
      moduleOf(this),
    );
  }

  /**
   * The ids of the concepts that can be reached from the first start, the nearest first, beginning with the start
   * itself; then those that can be reached only from the next start, and so on. Concepts at the same distance are in
   * the order of the relationships that lead to them. Without starts, it walks the entire network, from each concept in
   * turn. O(concepts + relationships). Throws a {@link SemnetError} with the code `"budget"` if the budget is
   * exhausted.
   *
   * ```js
   * const below = network.breadthFirst("Animal", { via: ["hypernym"], direction: "incoming" });
   * console.log(below.length, network.labels(below.subarray(0, 10)));
   * ```
   */
  breadthFirst(
    starts?: ConceptName | readonly ConceptName[] | Uint32Array,
    options?: PathOptions | string,
  ): Uint32Array {
    const view = viewOf(this);
    const several = Array.isArray(starts) || starts instanceof Uint32Array;
    const from = starts === undefined ? undefined : view.findAll(several ? starts : [starts]);
    return withSteps(options, (steps) => view.raw.breadthFirst(from, steps), PATH, moduleOf(this));
  }

  /**
   * The shortest path between two concepts; if there are several, the first in canonical order; `undefined` if there is
   * none. O(concepts + relationships). Throws a {@link SemnetError} with the code `"budget"` if the budget of `options`
   * is exhausted.
   *
   * ```js
   * network.shortestPath("Dog", "Wolf")?.text; // "Dog —hypernym→ Canine ←hypernym— Wolf"
   * ```
   */
  shortestPath(from: ConceptName, to: ConceptName, options?: PathOptions | string): Path | undefined {
    const view = viewOf(this);
    const [start, end] = [view.find(from), view.find(to)];
    return withSteps(
      options,
      (steps) => {
        const found = view.raw.shortestPath(start, end, steps);
        return found === undefined ? undefined : view.path(found);
      },
      PATH,
      moduleOf(this),
    );
  }
}
