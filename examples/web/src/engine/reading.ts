// Finds out what was typed, pasted or dropped: a report, JSON, canonical bytes, a saved page or picture, a file of another
// tool, an exported list, or something for the query bar.

import { detectFormat, type FormatName, formatFromPath, formats, Network, parseQueryBar, skipped } from "semnet";
import { fromBase64, toBase64 } from "../base64.js";
import { messageOf } from "../error.js";
import { networkInPNG } from "./png.js";
import * as words from "../page/strings.js";

/** The attribute by which a saved page is known, and which part of it is the network. */
const SAVED = /<script type="application\/x-semnet" id="semnet-network">([A-Za-z0-9+/=\s]*)<\/script>/;
const MAGIC = [0x73, 0x65, 0x6d, 0x6e, 0x65, 0x74];
const LIST = "semnet networks";

export type Read =
  /** `notes` say what was skipped or guessed. */
  | { readonly kind: "network"; readonly network: Network; readonly notes?: readonly string[] }
  /** Entries of an exported list, for `readEntry`. */
  | { readonly kind: "list"; readonly networks: readonly unknown[] }
  /** For the query bar. */
  | { readonly kind: "typed"; readonly typed: string };

export function readBytes(bytes: Uint8Array, name = ""): Read {
  if (MAGIC.every((byte, place) => bytes[place] === byte))
    return { kind: "network", network: Network.fromBytes(bytes) };
  if (bytes[0] === 0x89 && bytes[1] === 0x50)
    return { kind: "network", network: Network.fromBytes(networkInPNG(bytes)) };
  return readText(decode(bytes), name);
}

/** A text that is not UTF-8 is refused: read all the same, it would become another network. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new Error(words.notUTF8(placeOfWrong(bytes) ?? messageOf(error)));
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

export function readText(text: string, name = ""): Read {
  const trimmed = text.trim();
  if (trimmed.includes("<svg") && trimmed.includes("urn:semnet")) {
    const network = Network.fromSVG(trimmed);
    if (network) return { kind: "network", network };
  }
  const saved = SAVED.exec(trimmed);
  if (saved?.[1] !== undefined) return { kind: "network", network: Network.fromBytes(fromBase64(saved[1])) };
  const other = formatOf(trimmed, name);
  if (other !== undefined) return readFormat(other, text, name);
  if (trimmed.startsWith("{")) return readJSON(trimmed);
  if (trimmed.length > LONGEST_LINE && !trimmed.includes("\n") && !trimmed.includes("#"))
    throw new Error(words.NOT_A_NETWORK);
  // One line is something for the query bar, and so is a link that a mail program has broken in two.
  if (!trimmed.includes("\n") || isLink(trimmed)) return { kind: "typed", typed: trimmed };
  return readReport(text);
}

/** A longer line is not a question, hashtag or title. */
const LONGEST_LINE = 100_000;

/** A report whose heading states another number than it has findings is opened, and the number is said. */
function readReport(text: string): Read {
  try {
    return { kind: "network", network: Network.fromReport(text) };
  } catch (error) {
    const number = /are stated, but the report has (\d+) finding/.exec(messageOf(error))?.[1];
    const heading = HEADING.exec(text)?.[0];
    if (number === undefined || heading === undefined) throw error;
    const mended = text.replace(HEADING, (_, before: string, after: string) => `${before}${number}${after}`);
    return { kind: "network", network: Network.fromReport(mended), notes: [words.otherNumber(heading, number)] };
  }
}

const HEADING = /^(\s*Analysis reveals )\S+( key thematic connections?)/m;

/** The format of another tool that a text is in: by the name of its file, else by its content. */
function formatOf(text: string, name: string): string | undefined {
  const isOther = (format: string | undefined) =>
    format !== undefined &&
    format !== "json" &&
    format !== "report" &&
    formats().some((one) => one.name === format && one.isReadable);
  const named = name === "" ? undefined : formatFromPath(name);
  if (isOther(named)) return named;
  if (!text.includes("\n") && !/^[<{[]/.test(text)) return undefined;
  const found = detectFormat(text);
  return isOther(found) ? found : undefined;
}

function readFormat(format: string, text: string, name: string): Read {
  const left = Object.entries(skipped(format as FormatName, text)).map(
    ([what, count]) => `${count.toLocaleString("en")} × ${what}`,
  );
  const notes = [words.readAs(format), ...(left.length > 0 ? [words.skipped(left)] : [])];
  try {
    return { kind: "network", network: Network.fromFormat(format as FormatName, text), notes };
  } catch (error) {
    if ((error as { code?: string }).code !== "noQuestion") throw error;
    const question = questionFrom(name);
    return {
      kind: "network",
      network: Network.fromFormat(format as FormatName, text, question),
      notes: [...notes, words.namedQuestion(question)],
    };
  }
}

/** What stands for the question of a file that names none: its own name. */
const questionFrom = (name: string) =>
  `${
    name
      .replace(/\.[^.]*$/, "")
      .replace(/[-_]+/g, " ")
      .trim() || words.THIS_FILE
  }?`;

/** A folder of notes in Markdown; its name stands for the question. */
export function readNotes(folder: string, notes: readonly (readonly [path: string, text: string])[]): Read {
  const question = questionFrom(folder);
  return {
    kind: "network",
    network: Network.fromNotes(notes, question),
    notes: [words.readNotes(notes.length), words.namedQuestion(question)],
  };
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
  if (typeof entry !== "string") throw new Error(words.NOT_AN_ENTRY);
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
