// Hashtags, fingerprints, links and the query bar.

import type { OpenedLink } from "semnet-raw";
import { semnetError } from "./error.js";
import * as input from "./input.js";
import { networkOf } from "./network/content.js";
import { raw } from "./raw.js";
import type { FingerprintRange, Link, Query } from "./types/network.js";

export const fingerprint = (value: unknown): string => input.text(value, "a fingerprint");

/**
 * The number that a hashtag encodes in exactly 11 base62 digits (`0`-`9`, `A`-`Z`, `a`-`z`). Throws a {@link
 * SemnetError} with the code `"hashtag"` for another length, another character (with its `index`), or a hashtag after
 * `LygHa16AHYF`.
 *
 * ```js
 * parseHashtag("0000000001z"); // 123n
 * ```
 */
export const parseHashtag = (text: string): bigint => raw().parseHashtag(input.text(text, "a hashtag"));

/**
 * The hashtag of a number between `0n` and `2n ** 64n - 1n`. Hashtags sort like their numbers.
 *
 * ```js
 * formatHashtag(123n); // "0000000001z"
 * ```
 */
export const formatHashtag = (number: bigint): string => raw().formatHashtag(input.hashtagNumber(number));

/**
 * The fingerprint of canonical bytes: BLAKE3, as 44 characters. The first 11 are the hashtag.
 *
 * ```js
 * fingerprintOf(network.bytes) === network.fingerprint; // true
 * ```
 */
export const fingerprintOf = (bytes: Uint8Array): string =>
  raw().fingerprintOf(input.bytes(bytes, "the bytes of a network"));

/**
 * The 32 bytes that a fingerprint encodes in exactly 44 base62 digits. Throws a {@link SemnetError} with the code
 * `"fingerprint"` if the text is not one.
 *
 * ```js
 * parseFingerprint(network.fingerprint).length; // 32
 * ```
 */
export const parseFingerprint = (text: string): Uint8Array => raw().parseFingerprint(fingerprint(text));

/**
 * The fingerprint that sorts right after this one; `undefined` after the last. Use it to list a store page by page: see
 * {@link MemoryStore.entries}.
 */
export const nextFingerprint = (text: string): string | undefined => raw().nextFingerprint(fingerprint(text));

/**
 * The fingerprint of 32 bytes. Fingerprints sort like their bytes. Throws a {@link SemnetError} with the code `"type"`
 * for another number of bytes.
 *
 * ```js
 * formatFingerprint(parseFingerprint(network.fingerprint)) === network.fingerprint; // true
 * ```
 */
export function formatFingerprint(bytes: Uint8Array): string {
  input.bytes(bytes, "the bytes of a fingerprint");
  if (bytes.length === 32) return raw().formatFingerprint(bytes);
  throw semnetError(`a fingerprint has 32 bytes, not ${bytes.length}`, "type");
}

/**
 * The first and the last fingerprint that begin with these 1 to 44 characters. Throws a {@link SemnetError} with the
 * code `"fingerprint"` if no fingerprint begins with the text.
 *
 * ```js
 * const { first, last } = fingerprintRange(network.hashtag);
 * first <= network.fingerprint && network.fingerprint <= last; // true
 * ```
 */
export function fingerprintRange(prefix: string): FingerprintRange {
  const range = raw().fingerprintRange(input.text(prefix, "a prefix of a fingerprint"));
  return { first: range.slice(0, 44), last: range.slice(44) };
}

function toLink(opened: OpenedLink): Link {
  const { base, name } = opened;
  const network = opened.network();
  opened.free();
  return network === undefined ? { base, name } : { base, name, network: networkOf(network) };
}

/**
 * Opens a link: `BASE#HASHTAG`, or `BASE#HASHTAG.PAYLOAD`, which carries the network. Throws a {@link SemnetError} with
 * the code `"link"` if the text is not a link, is damaged or incomplete, or was made by a newer semnet.
 *
 * ```js
 * const { name, network } = parseLink(location.href);
 * if (network) show(network); else askStore(name);
 * ```
 */
export const parseLink = (text: string): Link => toLink(raw().parseLink(input.text(text, "a link")));

/**
 * Parses what a person typed or pasted into the query bar: a hashtag (with any text around it), a link or a question.
 * {@link MemoryStore.recover} looks it up. Throws a {@link SemnetError} with the code `"query"` if the text is empty or
 * has a control character, and with the code `"link"` for a link that does not open.
 *
 * ```js
 * parseQueryBar("(#6ybRkSdCb9w)."); // { kind: "name", prefix: "6ybRkSdCb9w", typed: "(#6ybRkSdCb9w)." }
 * parseQueryBar("why do bees  dance?"); // { kind: "question", question: "why do bees dance?" }
 * ```
 */
export function parseQueryBar(typed: string): Query {
  const [kind, first, last] = raw().parseQueryBar(input.text(typed, "the text in the query bar")) as [
    string,
    unknown,
    string,
  ];
  if (kind === "name") return { kind, prefix: first as string, typed: last };
  return kind === "link"
    ? { kind, link: toLink(first as OpenedLink) }
    : { kind: "question", question: first as string };
}
