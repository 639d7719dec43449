// Detects the form of typed, pasted and dropped input: a report, JSON, canonical bytes, a saved page or picture, a file of
// another tool, an exported list, or something for the query bar.

import { detectFormat, formatFromPath, Network, type Opened, parseQueryBar } from "semnet";
import { fromBase64, toBase64 } from "../base64.js";
import { messageOf } from "../error.js";
import * as words from "../page/strings.js";

const LIST = "semnet networks";

export type Read =
  /** `notes` say what was skipped or guessed. */
  | { readonly kind: "network"; readonly network: Network; readonly notes?: readonly string[] }
  /** Entries of an exported list, for `readEntry`. */
  | { readonly kind: "list"; readonly networks: readonly unknown[] }
  /** For the query bar. */
  | { readonly kind: "typed"; readonly typed: string };

/** A file by its name. */
export type NamedFile = readonly [name: string, bytes: Uint8Array];

/**
 * A file: a network in any form, an exported list, or something for the query bar. A list of edges may come with lists of nodes
 * that have the labels.
 */
export function readBytes(bytes: Uint8Array, name = "", nodes: readonly NamedFile[] = []): Read {
  try {
    return open(bytes, name, nodes);
  } catch (error) {
    const text = decoded(bytes);
    // A text that is not UTF-8 is refused, because it would be read as another network.
    if (text === undefined)
      throw isText(error) ? new Error(words.notUTF8(problemOf(bytes) ?? messageOf(error))) : error;
    // A file that is not text is not something for the query bar.
    return (CONTROL.test(text) ? undefined : readOther(text.trim())) ?? fail(error);
  }
}

/** Control characters that do not occur in text. */
const CONTROL = /[\0-\x08\x0e-\x1a\x1c-\x1f]/;

/** The kind of a table, by its first lines; `undefined` for everything else. */
export function tableKind([name, start]: NamedFile): "nodes" | "edges" | undefined {
  const format = formatFromPath(name) ?? detectFormat(start);
  if (format !== "csv" && format !== "tsv") return undefined;
  try {
    Network.fromFormat(format, start.subarray(0, start.lastIndexOf(LINE_FEED) + 1)).free();
  } catch (error) {
    if (isNodeList(error)) return "nodes";
  }
  return "edges";
}

const LINE_FEED = 10;

const isNodeList = (error: unknown) => (error as { readonly code?: string }).code === "nodeList";

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Whether bytes that are not a network are text, in any encoding. */
const isText = (error: unknown) =>
  (error as { readonly line?: number }).line !== undefined || messageOf(error).includes("UTF-16");

/** Why a text is not a report: the message of the package, with line and column. */
function problemOf(text: string | Uint8Array): string | undefined {
  try {
    Network.fromReport(text).free();
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

const fail = (error: unknown): never => {
  throw error;
};

/** The text that was typed or pasted. */
export function readText(text: string, name = ""): Read {
  const trimmed = text.trim();
  if (trimmed.length > LONGEST_LINE && !trimmed.includes("\n") && !/^[<{[]|#/.test(trimmed))
    throw new Error(words.NOT_A_NETWORK);
  const isFile = /^[<{[]/.test(trimmed) || formatFromPath(name) !== undefined;
  const other = isFile ? undefined : readOther(trimmed);
  if (other !== undefined) return other;
  try {
    return open(text, name);
  } catch (error) {
    return readOther(trimmed) ?? fail(error);
  }
}

/** An exported list, or something for the query bar: one line, or a link that a mail program has broken in two. */
function readOther(text: string): Read | undefined {
  if (text.startsWith("{")) {
    const networks = asList(text);
    return networks && { kind: "list", networks };
  }
  if (/^[<[]/.test(text)) return undefined;
  return !text.includes("\n") || isLink(text) ? { kind: "typed", typed: text } : undefined;
}

/** A longer line is not a question, hashtag or title. */
const LONGEST_LINE = 100_000;

/** The form of a network, if semnet writes this form itself. Files of other tools may be documents that somebody quotes from. */
export function ownForm(bytes: Uint8Array, name: string): string | undefined {
  try {
    const { network, nativeName } = Network.open(bytes, { name });
    network.free();
    return nativeName;
  } catch {
    return undefined;
  }
}

/** A network in any form. Its file's name stands for the question of a file that has none. */
function open(content: string | Uint8Array, name: string, nodes: readonly NamedFile[] = []): Read {
  const labels = nodes.map(([file, bytes]) => decoded(bytes) ?? fail(new Error(words.nodesNotUTF8(file))));
  const notesOf = ({ form, nativeName, skipped }: Opened) => {
    const left = Object.entries(skipped).map(([what, count]) => `${count.toLocaleString("en")} × ${what}`);
    // It needs no note.
    if (nativeName !== undefined) return [];
    return [
      words.readAs(words.formatName(form)),
      ...(nodes.length > 0 ? [words.labelsFrom(nodes.map(([file]) => file))] : []),
      ...(left.length > 0 ? [words.skipped(left)] : []),
    ];
  };
  try {
    const opened = Network.open(content, { name, labels });
    return { kind: "network", network: opened.network, notes: notesOf(opened) };
  } catch (error) {
    const { code, line } = error as { readonly code?: string; readonly line?: number };
    if (isNodeList(error)) throw new Error(words.NODE_LIST);
    if (code !== "noQuestion") return mended(content, code === "format" && line === undefined, error);
    const question = questionFrom(name);
    const opened = Network.open(content, { name, question, labels });
    return { kind: "network", network: opened.network, notes: [...notesOf(opened), words.namedQuestion(question)] };
  }
}

/** A report whose heading states another number than it has findings is opened, with a note about the number. */
function mended(content: string | Uint8Array, isUnknown: boolean, error: unknown): Read {
  // The package lists all formats by their short names, for programs.
  const what = isUnknown ? LOOKS_LIKE.exec(messageOf(error))?.[1] : undefined;
  if (what !== undefined && typeof content === "string" && !/^\s*[<{[]/.test(content))
    throw new Error((REPORT.test(content) && problemOf(content)) || words.NOT_A_NETWORK);
  if (what !== undefined) throw new Error(words.unknownFormat(what));
  const number = /are stated, but the report has (\d+) finding/.exec(messageOf(error))?.[1];
  const text = typeof content === "string" ? content : (decoded(content) ?? "");
  const heading = HEADING.exec(text)?.[0];
  if (number === undefined || heading === undefined) throw error;
  const report = text.replace(HEADING, (_, before: string, after: string) => `${before}${number}${after}`);
  return { kind: "network", network: Network.fromReport(report), notes: [words.otherNumber(heading, number)] };
}

/** The format that a file resembles, if the package cannot read it. */
const LOOKS_LIKE = /it looks like (.*); readable are /s;

/** Lines that only reports have. */
const REPORT = /^(Interactive semantic network:|Q&A Report|Key Findings|Analysis reveals )/m;

const HEADING = /^(\s*Analysis reveals )\S+( key thematic connections?)/m;

/** The question of a file that names none: its own name. */
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

/** An entry of an exported list. Throws if it contains no network. */
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
