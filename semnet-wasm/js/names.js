// Hashtags, fingerprints, links and what is typed into the query bar.

import { SemnetError } from "./error.js";
import * as input from "./input.js";
import * as module from "./semnet.js";

export const fingerprint = (value) => input.text(value, "a fingerprint");

export const parseHashtag = (text) => module.parseHashtag(input.text(text, "a hashtag"));
export const formatHashtag = (number) => module.formatHashtag(input.hashtagNumber(number));
export const fingerprintOf = (bytes) => module.fingerprintOf(input.bytes(bytes, "the bytes of a network"));
export const parseFingerprint = (text) => module.parseFingerprint(fingerprint(text));
export const nextFingerprint = (text) => module.nextFingerprint(fingerprint(text));

export function formatFingerprint(bytes) {
  input.bytes(bytes, "the bytes of a fingerprint");
  if (bytes.length === 32) return module.formatFingerprint(bytes);
  throw new SemnetError(`a fingerprint has 32 bytes, these are ${bytes.length}`, "type");
}

export function fingerprintRange(prefix) {
  const range = module.fingerprintRange(input.text(prefix, "the beginning of a fingerprint"));
  return { first: range.slice(0, 44), last: range.slice(44) };
}

const toLink = ([base, name, network]) => (network === undefined ? { base, name } : { base, name, network });

export const parseLink = (text) => toLink(module.parseLink(input.text(text, "a link")));

export function parseQueryBar(typed) {
  const [kind, first, last] = module.parseQueryBar(input.text(typed, "what was typed"));
  if (kind === "name") return { kind, prefix: first, typed: last };
  return kind === "link" ? { kind, link: toLink(first) } : { kind, question: first };
}
