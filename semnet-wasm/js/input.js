// What JavaScript hands over, looked at before it crosses: `undefined` when it is something else.

/** A string without lone surrogates, which UTF-8 cannot express. */
export function text(value) {
  return typeof value === "string" && value.isWellFormed() ? value : undefined;
}

/** A `Uint8Array`, of whatever realm. */
export function bytes(value) {
  return ArrayBuffer.isView(value) && value.BYTES_PER_ELEMENT === 1 ? value : undefined;
}

/** Where the first lone surrogate of a string is. */
export function loneSurrogate(string) {
  return string.search(/\p{Surrogate}/u);
}

/** What a value is, for a message. */
export function kind(value) {
  if (value === undefined || value === null) return String(value);
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
