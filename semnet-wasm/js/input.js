// What JavaScript hands over, looked at before it crosses: numbers and texts cross, nothing else does.

import { cacheOf } from "./cache.js";
import { SemnetError } from "./error.js";
import { sound } from "./guard.js";
import { Network, StepsOfCall } from "./semnet.js";

/** What a value is, for a message. */
export function kind(value) {
  if (value === undefined || value === null || Number.isNaN(value)) return String(value);
  if (Array.isArray(value)) return "an array";
  if (typeof value === "number" && !(Number.isInteger(value) && value >= 0)) return `the number ${value}`;
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

export function wrongType(what, expected, value) {
  return new SemnetError(`${what} must be ${expected}, this is ${kind(value)}`, "type");
}

/** A string without lone surrogates, which UTF-8 cannot express. */
export function text(value, what) {
  if (typeof value !== "string") throw wrongType(what, "a string", value);
  if (!value.isWellFormed()) {
    const index = value.search(/\p{Surrogate}/u);
    const message = `${what} has half of a surrogate pair at index ${index}; was a string cut inside of a character?`;
    throw new SemnetError(message, "text", { index });
  }
  return value;
}

/** A string that may be left out. */
export const optionalText = (value, what, otherwise = "") => (value === undefined ? otherwise : text(value, what));

/** A string that may be missing. */
export const textOrNothing = (value, what) => (value === undefined ? undefined : text(value, what));

const isBytes = (value) => ArrayBuffer.isView(value) && value.BYTES_PER_ELEMENT === 1;

/** A `Uint8Array`, of whatever realm. */
export function bytes(value, what) {
  if (!isBytes(value)) throw wrongType(what, "a Uint8Array", value);
  return value;
}

const encoder = new TextEncoder();

/** A string, or a `Uint8Array` that should be UTF-8. */
export function textOrBytes(value, what) {
  if (isBytes(value)) return value;
  if (typeof value !== "string") throw wrongType(what, "a string or a Uint8Array", value);
  return encoder.encode(text(value, what));
}

/** A bigint between 0 and 2^64 − 1. */
export function hashtagNumber(value) {
  if (typeof value !== "bigint") throw wrongType("the number of a hashtag", "a bigint", value);
  if (BigInt.asUintN(64, value) !== value) {
    throw new SemnetError(`the number of a hashtag is between 0n and ${2n ** 64n - 1n}n`, "hashtag");
  }
  return value;
}

/** A number of things: a whole number from 0 upwards, or Infinity. */
export function count(value, what) {
  if (value !== Infinity && !(Number.isInteger(value) && value >= 0)) {
    throw wrongType(what, "a whole number from 0 upwards", value);
  }
  return value;
}

/** The most things to list: 100 where it is left out. */
export const limit = (value) => (value === undefined ? 100 : count(value, "the limit"));

const LAST = 2 ** 32 - 1;

/** A place in a list, which need not be so long. */
export const place = (value, what) => Math.min(count(value, what), LAST);

export function number(value, what) {
  if (typeof value !== "number") throw wrongType(what, "a number", value);
  return value;
}

export function boolean(value, what) {
  if (typeof value !== "boolean") throw wrongType(what, "true or false", value);
  return value;
}

/** A seed: a whole number of 64 bits. */
export function seed(value) {
  if (typeof value === "bigint" ? BigInt.asUintN(64, value) !== value : !(Number.isSafeInteger(value) && value >= 0)) {
    throw wrongType("the seed", "a whole number between 0 and 2^64 − 1 (above 2^53 a bigint)", value);
  }
  return BigInt(value);
}

export function network(value) {
  if (!(value instanceof Network)) throw wrongType("the network", "a Network", value);
  alive(value, "network");
  return value;
}

/** An object of the module that was not freed yet, of a module that can be called. */
export function alive(object, what) {
  sound();
  return unfreed(object, what);
}

/** An object of the module that was not freed yet. */
export function unfreed(object, what) {
  if (!object?.__wbg_ptr) {
    throw object?.__wbg_ptr === 0
      ? new SemnetError(`this ${what} was freed; use it before \`free()\` and within \`using\``, "freed")
      : wrongType("`this`", `a ${what}`, object);
  }
  return object;
}

/** A plain object with no other fields than these. */
export function fields(value, what, known) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw wrongType(what, `an object with ${known.join(", ")}`, value);
  }
  for (const name of Object.keys(value)) {
    if (!known.includes(name)) {
      throw new SemnetError(`${what} have no field ${JSON.stringify(name)}; there are ${known.join(", ")}`, "type");
    }
  }
  return value;
}

const DIRECTIONS = ["out", "in", "both"];
const STEPS = ["relations", "without", "direction", "longest", "budget"];
let everything;

/** Steps of one relation and no more, by direction and relation: so many are kept for the next query that asks for them. */
const KEPT = 256;
const kept = DIRECTIONS.map(() => new Map());
let keptCount = 0;

/** The relation and the direction (in `way`) of steps that say nothing else; `undefined` for all other steps. */
let way;
function onlyRelation(value) {
  way = 0;
  if (typeof value === "string") return value;
  way = 2;
  let relation;
  for (const name in value) {
    const field = value[name];
    if (name === "relations" && Array.isArray(field) && field.length === 1) relation = field[0];
    else if (name !== "direction") return undefined;
    else if (field !== undefined) way = DIRECTIONS.indexOf(field);
  }
  return way >= 0 && typeof relation === "string" ? relation : undefined;
}

/** Calls `query` with the steps of the module for a plain object, a string or nothing. */
export function withSteps(value, query) {
  if (value === undefined) return query((everything ??= new StepsOfCall(undefined, undefined, 2)));
  const relation = onlyRelation(value);
  if (relation !== undefined) {
    const byRelation = kept[way];
    const known = byRelation.get(relation);
    if (known !== undefined) return query(known);
    if (keptCount < KEPT) {
      const steps = readSteps(value);
      keptCount += 1;
      byRelation.set(relation, steps);
      return query(steps);
    }
  }
  const steps = readSteps(value);
  try {
    return query(steps);
  } finally {
    steps.free();
  }
}

function readSteps(value) {
  if (typeof value === "string") return new StepsOfCall([text(value, "a relation")], undefined, 0);
  const { relations, without, direction = "both", longest, budget } = fields(value, "steps", STEPS);
  const way = DIRECTIONS.indexOf(direction);
  if (way < 0) {
    const found = typeof direction === "string" ? JSON.stringify(direction) : kind(direction);
    throw new SemnetError(`the direction must be "out", "in" or "both", this is ${found}`, "type");
  }
  return new StepsOfCall(
    names(relations, "the relations of steps"),
    names(without, "the field `without` of steps"),
    way,
    longest === undefined ? undefined : count(longest, "the longest length"),
    // An infinite budget is none.
    budget === undefined || budget === Infinity ? undefined : count(budget, "the budget"),
  );
}

function names(value, what) {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw wrongType(what, "an array of strings", value);
  return Array.from(value, (name) => text(name, `each of ${what}`));
}

/** The number of a concept that is named by its label, its number, or as an object. */
export function concept(network, value) {
  const cache = cacheOf(network);
  if (typeof value === "number") {
    const { conceptCount } = cache;
    if (!(Number.isInteger(value) && value >= 0 && value < conceptCount)) {
      const message = `there is no concept ${value}; the network has ${conceptCount}, counted from 0`;
      throw new SemnetError(message, "concept", { close: [] });
    }
    return value;
  }
  const label = typeof value === "object" && value !== null ? value.label : value;
  // What is known has been looked at.
  const known = cache.known.numbers.get(label);
  if (known !== undefined) return known;
  if (typeof label !== "string") throw wrongType("a concept", "a label, a number or an object with label", value);
  return cache.number(text(label, "a label"));
}

/** The numbers of concepts. */
export function concepts(network, values) {
  if (!Array.isArray(values) && !ArrayBuffer.isView(values)) {
    throw wrongType("the concepts", "an array or a Uint32Array", values);
  }
  return Uint32Array.from(Array.from(values), (value) => concept(network, value));
}

/** The strings of a relationship to be added. */
export function newRelationship(value) {
  if (typeof value !== "object" || value === null) {
    throw wrongType("a relationship", "an object with source, relation and target", value);
  }
  const { source, relation, target, passage, attributes = [] } = value;
  if (!Array.isArray(attributes)) {
    throw wrongType("the attributes of a relationship", "an array of objects with name and value", attributes);
  }
  return [
    text(source, "the source of a relationship"),
    text(relation, "the relation of a relationship"),
    text(target, "the target of a relationship"),
    optionalText(passage, "the passage of a relationship"),
    ...attributes.flatMap((attribute) => {
      if (typeof attribute !== "object" || attribute === null) {
        throw wrongType("an attribute", "an object with name and value", attribute);
      }
      return [text(attribute.name, "an attribute's name"), text(attribute.value, "an attribute's value")];
    }),
  ];
}
