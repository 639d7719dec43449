// Finds out what was typed, pasted or dropped: a report, JSON, canonical bytes, a saved page, an exported list, or something
// for the query bar.

import { Network, parseQueryBar } from "semnet";
import { fromBase64, toBase64 } from "../base64.js";
import { messageOf } from "../error.js";

/** The attribute by which a saved page is known, and which part of it is the network. */
const SAVED = /<script type="application\/x-semnet" id="semnet-network">([A-Za-z0-9+/=\s]*)<\/script>/;
const MAGIC = [0x73, 0x65, 0x6d, 0x6e, 0x65, 0x74];
const LIST = "semnet networks";

export type Read =
  | { readonly kind: "network"; readonly network: Network }
  /** Entries of an exported list, for `readEntry`. */
  | { readonly kind: "list"; readonly networks: readonly unknown[] }
  /** For the query bar. */
  | { readonly kind: "typed"; readonly typed: string };

export function readBytes(bytes: Uint8Array): Read {
  if (MAGIC.every((byte, place) => bytes[place] === byte)) return { kind: "network", network: Network.fromBytes(bytes) };
  return readText(decode(bytes));
}

/** A text that is not UTF-8 is refused: read all the same, it would become another network. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new Error(`${placeOfWrong(bytes) ?? messageOf(error)}; save the file as UTF-8, then it opens`);
  }
}

/** The words of the package, which name line and column. */
function placeOfWrong(bytes: Uint8Array): string | undefined {
  try {
    Network.fromReport(bytes).free();
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

export function readText(text: string): Read {
  const trimmed = text.trim();
  const saved = SAVED.exec(trimmed);
  if (saved?.[1] !== undefined) return { kind: "network", network: Network.fromBytes(fromBase64(saved[1])) };
  if (trimmed.startsWith("{")) return readJSON(trimmed);
  // One line is something for the query bar, and so is a link that a mail program has broken in two.
  if (!trimmed.includes("\n") || isLink(trimmed)) return { kind: "typed", typed: trimmed };
  return { kind: "network", network: Network.fromReport(text) };
}

function readJSON(text: string): Read {
  const list = asList(text);
  return list ? { kind: "list", networks: list } : { kind: "network", network: Network.fromJSON(text) };
}

function isLink(text: string): boolean {
  try {
    return parseQueryBar(text).kind === "link";
  } catch {
    return false;
  }
}

/** The networks as one file, for another browser. */
export function writeList(networks: readonly Uint8Array[]): string {
  return JSON.stringify({ kind: LIST, networks: networks.map(toBase64) }, null, 1);
}

/** An entry of an exported list. Throws where it holds no network. */
export function readEntry(entry: unknown): Network {
  if (typeof entry !== "string") throw new Error("an entry is the bytes of a network as base64, between quotation marks");
  return Network.fromBytes(fromBase64(entry));
}

function asList(text: string): unknown[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { kind, networks } = value as { kind?: unknown; networks?: unknown };
  if (kind !== LIST || !Array.isArray(networks)) return undefined;
  return networks;
}
