// The common parts of objects in WebAssembly's memory.

import { semnetError } from "./error.js";
import { assertSound } from "./guard.js";
import { wrongType } from "./input.js";

/** An object of the module. */
interface Raw {
  free(): void;
}

/**
 * The structured clone algorithm (`structuredClone`, `postMessage`, IndexedDB) keeps only an object's own fields, which
 * would make an empty object of it. It cannot clone symbols, and its message contains this description: where the object
 * is, and what to send instead.
 */
export function refuseCloning(object: object, why: string): void {
  // Each has a separate symbol, so two objects are equal field by field only if they are the same one.
  Object.defineProperty(object, "structuredClone", { value: Symbol(why), enumerable: true, configurable: true });
}

/** The message for an object in WebAssembly's memory. */
export const inMemory = (what: string, instead: string): string => `${what} is in WebAssembly's memory; ${instead}`;

const CONTENT = Symbol("content");
const refusals = new Map<string, symbol>();

/** Lets two objects of a class be equal field by field (in Jest, Vitest, `assert.deepEqual`) exactly when their contents are. */
export function equalByContent(object: object, why: string, content: () => unknown): void {
  let symbol = refusals.get(why);
  if (symbol === undefined) refusals.set(why, (symbol = Symbol(why)));
  Object.defineProperties(object, {
    structuredClone: { value: symbol, enumerable: true },
    [CONTENT]: { get: content, enumerable: true },
  });
}

const inspect = Symbol.for("nodejs.util.inspect.custom");

let unwrap: (held: unknown) => Raw | undefined;

/** An object in WebAssembly's memory, until it is freed. */
export abstract class Held {
  #raw: Raw | undefined;

  /** @internal */
  protected constructor(raw: Raw, why: string) {
    // In TypeScript, the constructors of most classes are private.
    if (typeof raw !== "object")
      throw semnetError(`\`new ${new.target.name}\` cannot be called; a method of the package makes it`, "type");
    this.#raw = raw;
    refuseCloning(this, why);
  }

  /** Frees its memory now. It cannot be used afterwards. */
  free(): void {
    const raw = this.#raw;
    this.#raw = undefined;
    raw?.free();
  }

  /** Called by `using` at the end of a block; the same as `free`. */
  declare [Symbol.dispose]: () => void;

  static {
    unwrap = (held) => {
      if (typeof held !== "object" || held === null || !(#raw in held))
        throw wrongType("`this`", "an object of semnet", held);
      return held.#raw;
    };
    if (Symbol.dispose) this.prototype[Symbol.dispose] = this.prototype.free;
  }
}

/** The object of the module, of its class there; it throws when that was freed, or must not be called any more. */
export function rawOf<R extends Raw>(held: Held, what: string): R {
  assertSound();
  const raw = unwrap(held);
  if (raw === undefined)
    throw semnetError(`this ${what} was freed; use it before \`free()\` and within \`using\``, "freed");
  return raw as R;
}

/** How `console.log` and Node show an object. */
export function showAs<T extends object>(class_: { prototype: T; name: string }, show: (held: T) => object): void {
  Object.defineProperty(class_.prototype, inspect, {
    value(this: T, _depth: number, options: object, inspector: (value: unknown, options: object) => string) {
      let fields: object;
      try {
        fields = show(this);
      } catch {
        return `${class_.name} {}`;
      }
      return `${class_.name} ${inspector(fields, options)}`;
    },
  });
}
