// The class of all errors of this package.

export class SemnetError extends Error {
  constructor(message, code, place) {
    super(message);
    Object.assign(this, { code }, place);
  }
}

// On the prototype, as for the errors of JavaScript itself.
Object.defineProperty(SemnetError.prototype, "name", { value: "SemnetError", writable: true, configurable: true });

/** By the number of `Place` in error.rs. */
const PLACES = [
  () => undefined,
  (line, column) => ({ line, column }),
  (index) => ({ index }),
  (offset) => ({ offset }),
  (budget) => ({ budget }),
];

export const semnetError = (code, message, place, first, second) =>
  new SemnetError(message, code, PLACES[place](first, second));

export const noSuchConcept = (message, close) =>
  new SemnetError(message, "concept", { close: close === "" ? [] : close.split("\0") });
