// The options of a query. They are passed to the module as a plain object. Options that name only one relation, or nothing,
// are passed once and kept in the module for the next query with the same ones.

import type { StepsOfCall as RawSteps } from "semnet-raw";
import { semnetError } from "./error.js";
import { counter } from "./functions.js";
import * as input from "./input.js";
import { type Module, newest } from "./raw.js";
import type { PathOptions } from "./types/network.js";
import type { BetweennessOptions } from "./types/rank.js";

const DIRECTIONS: readonly unknown[] = ["outgoing", "incoming", "both"];
const PARALLEL: readonly unknown[] = ["once", "each"];
/** The options of each kind of query. */
export const PATH = ["via", "notVia", "direction", "maxLength", "budget"] as const;
export const WALK: readonly Field[] = ["via", "notVia", "direction", "budget"];
export const NEIGHBORS: readonly Field[] = ["via", "notVia", "direction"];
export const GROUPS: readonly Field[] = ["via", "notVia", "budget"];
export const BETWEENNESS: readonly Field[] = [...PATH, "parallel"];
type Field = (typeof PATH)[number] | "parallel";

/** How many steps of one relation are kept, by direction and relation. */
const KEPT = 256;

interface Kept {
  readonly everything: RawSteps;
  readonly byRelation: readonly Map<string, RawSteps>[];
  count: number;
}

const keptOf = new Map<Module, Kept>();

function kept(module: Module): Kept {
  let known = keptOf.get(module);
  if (known === undefined) {
    const everything = new module.raw.StepsOfCall({ direction: "both" });
    known = { everything, byRelation: DIRECTIONS.map(() => new Map<string, RawSteps>()), count: 0 };
    keptOf.set(module, known);
  }
  return known;
}

/** The relation and the direction (in `way`) of options with nothing else; `undefined` for all others. */
let way = 0;
function onlyRelation(value: unknown, fields: readonly Field[]): string | undefined {
  way = 0;
  if (typeof value === "string") return value;
  way = 2;
  let relation: unknown;
  for (const name in value as object) {
    const field = (value as Record<string, unknown>)[name];
    if (name === "via" && Array.isArray(field) && field.length === 1) relation = field[0];
    else if (name !== "direction" || !fields.includes(name)) return undefined;
    else if (field !== undefined) way = DIRECTIONS.indexOf(field);
  }
  return way >= 0 && typeof relation === "string" ? relation : undefined;
}

/** Calls `query` with the steps of a module for a plain object, a string or nothing. `isKept` is whether they stay the same. */
export function withSteps<T>(
  value: PathOptions | BetweennessOptions | string | undefined,
  query: (steps: RawSteps, isKept: boolean) => T,
  fields: readonly Field[] = PATH,
  module: Module = newest(),
): T {
  const known = kept(module);
  if (value === undefined) return query(known.everything, true);
  const relation = onlyRelation(value, fields);
  const byRelation = relation === undefined ? undefined : known.byRelation[way];
  if (relation !== undefined && byRelation !== undefined) {
    let steps = byRelation.get(relation);
    if (steps === undefined && known.count < KEPT) {
      steps = new module.raw.StepsOfCall(read(value, fields));
      known.count += 1;
      byRelation.set(relation, steps);
    }
    if (steps !== undefined) return query(steps, true);
  }
  const steps = new module.raw.StepsOfCall(read(value, fields));
  try {
    return query(steps, false);
  } finally {
    steps.free();
  }
}

/** The options as plain data, each field checked. */
function read(value: PathOptions | BetweennessOptions | string, known: readonly Field[]): object {
  if (typeof value === "string") return { via: [input.text(value, "a relation")], direction: "outgoing" };
  const options = input.fields(value, "the options", known);
  const { via, notVia, direction = "both", maxLength, budget, parallel = "once" } = options;
  if (!DIRECTIONS.includes(direction)) {
    throw semnetError(`the direction must be "outgoing", "incoming" or "both", not ${shown(direction)}`, "type");
  }
  if (!PARALLEL.includes(parallel)) {
    throw semnetError(`\`parallel\` must be "once" or "each", not ${shown(parallel)}`, "type");
  }
  return {
    via: names(via, "`via`"),
    notVia: names(notVia, "`notVia`"),
    direction,
    maxLength: count(maxLength, "`maxLength`"),
    // An infinite budget is the same as no budget.
    budget: budget === Infinity ? undefined : count(budget, "the budget"),
    parallel,
  };
}

const shown = (value: unknown) => (typeof value === "string" ? JSON.stringify(value) : input.kind(value));

const names = (value: unknown, what: string) =>
  value === undefined ? undefined : input.array(value, what, "an array of strings", input.text);

const count = (value: unknown, what: string) => (value === undefined ? undefined : input.count(value, what));

const SEARCH = ["language", "limit", "prefix", "typos"] as const;

/** The options of a search, as plain data. */
export function searchOptions(value: unknown): object {
  const { language, limit, prefix = false, typos = 0 } = input.fields(value ?? {}, "the options of a search", SEARCH);
  if (typos !== 0 && typos !== 1 && typos !== 2) throw input.wrongType("`typos`", "0, 1 or 2", typos);
  return {
    language: input.textOrNothing(language, "a language"),
    limit: count(limit, "the limit"),
    prefix: input.boolean(prefix, "`prefix`"),
    typos,
  };
}

const CONTEXT = ["tokens", "language", "counter"] as const;

/** The options of a context, as plain data, and the function that counts tokens. A number alone is the limit. */
export function contextOptions(value: unknown): [options: object, counter: unknown] {
  const given = typeof value === "number" ? { tokens: value } : value;
  const { tokens, language, counter: count_ } = input.fields(given, "the options of a context", CONTEXT);
  const options = {
    tokens: input.count(tokens, "the limit of tokens"),
    language: input.textOrNothing(language, "a language"),
  };
  return [options, count_ === undefined ? undefined : counter(count_)];
}

const IMPORT = ["question", "language", "labels"] as const;

/** The options for reading a text, as plain data. A string alone is the question. */
export function importOptions(value: unknown): object {
  const given = typeof value === "string" ? { question: value } : (value ?? {});
  const { question, language, labels } = input.fields(given, "the options of an import", IMPORT);
  return {
    question: input.textOrNothing(question, "a question"),
    language: input.textOrNothing(language, "a language"),
    labels: Array.isArray(labels)
      ? input.array(labels, "`labels`", "a string or an array of strings", input.text)
      : labels === undefined
        ? []
        : [input.text(labels, "`labels`")],
  };
}

const OPEN = ["name", "format", ...IMPORT] as const;

/** The options for opening a network: the name of the file, the format, and the rest as plain data. */
export function openOptions(value: unknown): [name: string | undefined, format: string | undefined, rest: object] {
  const { name, format, ...rest } = input.fields(value ?? {}, "the options for opening a network", OPEN);
  return [
    input.textOrNothing(name, "the name of a file"),
    input.textOrNothing(format, "the name of a format"),
    importOptions(rest),
  ];
}

const CONNECTIONS = ["language", "limit", "atLeast", "budget"] as const;

/** The options of connections, as plain data. A number alone is the lowest score. */
export function connectionOptions(value: unknown): object {
  const given = typeof value === "number" ? { atLeast: value } : (value ?? {});
  const { language, limit, atLeast, budget } = input.fields(given, "the options of connections", CONNECTIONS);
  return {
    language: input.textOrNothing(language, "a language"),
    limit: count(limit, "the limit"),
    atLeast: atLeast === undefined ? undefined : input.number(atLeast, "the lowest score"),
    budget: count(budget, "the budget"),
  };
}

const PAGERANK = ["damping", "tolerance", "iterations"] as const;

/** The options of pagerank, as plain data. */
export function pagerankOptions(value: unknown): object {
  const { damping, tolerance, iterations } = input.fields(value ?? {}, "the options of pagerank", PAGERANK);
  return {
    damping: damping === undefined ? undefined : input.number(damping, "the damping"),
    tolerance: tolerance === undefined ? undefined : input.number(tolerance, "the tolerance"),
    iterations: count(iterations, "the number of iterations"),
  };
}
