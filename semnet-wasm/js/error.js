// The class of all errors of this package.

export class SemnetError extends Error {
  constructor(message, code, place) {
    super(message);
    Object.assign(this, { code }, place);
  }
}

// On the prototype, as for the errors of JavaScript itself.
Object.defineProperty(SemnetError.prototype, "name", { value: "SemnetError", writable: true, configurable: true });

export function lineAndColumn(line, column) {
  return { line, column };
}

export function index(index) {
  return { index };
}

export function offset(offset) {
  return { offset };
}
