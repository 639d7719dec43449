// Values from JavaScript, checked before they are passed to the module: texts, numbers, bytes and plain objects of these.

import { semnetError, type SemnetError } from "./error.js";
import { NO_ATTRIBUTES } from "./packed.js";

/** The kind of a value, for a message. */
export function kind(value: unknown): string {
  if (value === undefined || value === null || Number.isNaN(value)) return String(value);
  if (Array.isArray(value)) return "an array";
  if (typeof value === "number" && !(Number.isInteger(value) && value >= 0)) return `the number ${value}`;
  return typeof value === "object" ? `an object${className(value)}` : `a ${typeof value}`;
}

/** The class of an object, if it has one with a name. */
function className(value: object): string {
  try {
    const { name } = (Object.getPrototypeOf(value) as { constructor: { name?: unknown } }).constructor;
    return typeof name === "string" && name !== "" && name !== "Object" ? ` (${name})` : "";
  } catch {
    // Without a prototype, or a proxy that throws.
    return "";
  }
}

export const wrongType = (what: string, expected: string, value: unknown): SemnetError =>
  semnetError(`${what} must be ${expected}, not ${kind(value)}`, "type");

/** A string without lone surrogates, which UTF-8 cannot express. */
export function text(value: unknown, what: string): string {
  if (typeof value !== "string") throw wrongType(what, "a string", value);
  if (!value.isWellFormed()) {
    const index = value.search(/\p{Surrogate}/u);
    const message = `${what} has half of a surrogate pair at index ${index}; a string may have been cut inside a character`;
    throw semnetError(message, "text", { index });
  }
  return value;
}

/** A string that may be left out. */
export const optionalText = (value: unknown, what: string, otherwise = ""): string =>
  value === undefined ? otherwise : text(value, what);

/** A string that may be missing. */
export const textOrNothing = (value: unknown, what: string): string | undefined =>
  value === undefined ? undefined : text(value, what);

const isBytes = (value: unknown): value is Uint8Array =>
  ArrayBuffer.isView(value) && (value as Uint8Array).BYTES_PER_ELEMENT === 1;

/** A `Uint8Array` of any realm. */
export function bytes(value: unknown, what: string): Uint8Array {
  if (!isBytes(value)) throw wrongType(what, "a Uint8Array", value);
  return value;
}

const encoder = new TextEncoder();

/** A text as UTF-8. */
export const encode = (text: string): Uint8Array => encoder.encode(text);

/** A string, or a `Uint8Array` that should be UTF-8. */
export function textOrBytes(value: unknown, what: string): Uint8Array {
  if (isBytes(value)) return value;
  if (typeof value !== "string") throw wrongType(what, "a string or a Uint8Array", value);
  return encode(text(value, what));
}

/** A bigint between 0 and 2^64 − 1. */
export function hashtagNumber(value: unknown): bigint {
  if (typeof value !== "bigint") throw wrongType("the number of a hashtag", "a bigint", value);
  if (BigInt.asUintN(64, value) !== value) {
    throw semnetError(`the number of a hashtag must be between 0n and ${2n ** 64n - 1n}n, not ${value}n`, "hashtag");
  }
  return value;
}

/** A count: a whole number from 0 upwards, or Infinity. */
export function count(value: unknown, what: string): number {
  if (typeof value !== "number" || (value !== Infinity && !(Number.isInteger(value) && value >= 0))) {
    throw wrongType(what, "a whole number from 0 upwards", value);
  }
  return value;
}

/** The limit of a list: 100 if it is left out. */
export const limit = (value: unknown): number => (value === undefined ? 100 : count(value, "the limit"));

const LAST = 2 ** 32 - 1;

/** A place in a list, which need not be so long. */
export const place = (value: unknown, what: string): number => Math.min(count(value, what), LAST);

export function number(value: unknown, what: string): number {
  if (typeof value !== "number") throw wrongType(what, "a number", value);
  return value;
}

export function boolean(value: unknown, what: string): boolean {
  if (typeof value !== "boolean") throw wrongType(what, "true or false", value);
  return value;
}

/** A seed: a whole number of 64 bits. */
export function seed(value: unknown): bigint {
  const isSeed =
    typeof value === "bigint"
      ? BigInt.asUintN(64, value) === value
      : Number.isSafeInteger(value) && (value as number) >= 0;
  if (!isSeed) throw wrongType("the seed", "a whole number between 0 and 2^64 − 1 (above 2^53 a bigint)", value);
  return BigInt(value as bigint | number);
}

export function function_<F>(value: unknown, what: string, expected: string): F {
  if (typeof value !== "function") throw wrongType(what, expected, value);
  return value as F;
}

/** The path of a field. */
export const path = (at: string, field: string): string => {
  const name = /^[\p{L}_$][\p{L}\d_$]*$/u.test(field) ? field : JSON.stringify(field);
  return at === "" ? name : `${at}.${name}`;
};

/** An array whose items `look` checks. It gets the path of the item, which begins with the noun in `what`. */
export function array<T>(value: unknown, what: string, expected: string, look: (item: unknown, at: string) => T): T[] {
  if (!Array.isArray(value)) throw wrongType(what, expected, value);
  const name = what.replace(/^the (\w+).*$|^`(\w+)`$/, "$1$2");
  return Array.from(value, (item: unknown, place) => look(item, `${name}[${place}]`));
}

/** An object with no other fields than these, as plain data: each field is read once. */
export function fields<K extends string>(
  value: unknown,
  what: string,
  known: readonly K[],
): { readonly [field in K]?: unknown } {
  const names = typeof value === "object" && value !== null && !Array.isArray(value) ? Object.keys(value) : undefined;
  // The entries of a Map are not in its fields, and neither are the results of getters.
  if (names === undefined || (names.length === 0 && className(value as object) !== ""))
    throw wrongType(what, `an object with ${known.join(", ")}`, value);
  const found: { [field in K]?: unknown } = {};
  for (const name of names) {
    if (!known.includes(name as K)) {
      throw semnetError(`${what} have no field ${JSON.stringify(name)}; expected ${known.join(", ")}`, "type");
    }
    found[name as K] = (value as Record<string, unknown>)[name];
  }
  return found;
}

/** An object that may have any fields. */
export function object(value: unknown, what: string, expected: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw wrongType(what, expected, value);
  return value as Readonly<Record<string, unknown>>;
}

/** A name and a value, with nothing else. */
export function attribute(value: unknown, at: string): { name: string; value: string } {
  const { name, value: text_ } = object(value, at, "an object with name and value");
  return { name: text(name, path(at, "name")), value: text(text_, path(at, "value")) };
}

/** A relationship to be added. */
export function newRelationship(value: unknown) {
  const expected = "an object with source, relation and target";
  const { source, relation, target, passage, attributes } = object(value, "a relationship", expected);
  return {
    source: text(source, "the source of a relationship"),
    relation: text(relation, "the relation of a relationship"),
    target: text(target, "the target of a relationship"),
    passage: optionalText(passage, "the passage of a relationship"),
    attributes:
      attributes === undefined
        ? NO_ATTRIBUTES
        : array(attributes, "the attributes of a relationship", "an array of objects with name and value", attribute),
  };
}

/**
 * Plain data, unchanged: texts, numbers, true and false, null, arrays and objects of these. Each field is read once, so no
 * code of the caller runs while it is passed on. A field that is `undefined` is left out. `at` is the path of the value.
 */
export function plain(value: unknown, at: string, depth = 0): unknown {
  if (depth > 64) throw semnetError(`${at} must be plain data that is nested at most 64 deep`, "type");
  if (typeof value === "string") return text(value, at);
  if (value === null || typeof value === "boolean" || typeof value === "number") return value;
  if (Array.isArray(value))
    return Array.from(value, (item: unknown, place) => plain(item, `${at}[${place}]`, depth + 1));
  if (typeof value !== "object") throw wrongType(at, "plain data", value);
  const copy: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const name of Object.keys(value)) {
    const field = (value as Record<string, unknown>)[name];
    if (field !== undefined) copy[text(name, `the name of a field of ${at}`)] = plain(field, path(at, name), depth + 1);
  }
  return copy;
}
