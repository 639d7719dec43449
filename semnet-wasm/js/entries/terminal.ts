// The parts that all commands of the program share: options, networks from files, and output.

import { readFileSync } from "node:fs";
import { basename, extname } from "node:path";
import {
  type FormatName,
  Network,
  type Relationship,
  SemnetError,
  detectFormat,
  formatFromPath,
  parseLink,
  parseQueryBar,
} from "semnet-node";

/** An error in the command, for the person who typed it. */
export class UsageError extends Error {}

export interface Options {
  readonly json?: boolean | undefined;
  readonly full?: boolean | undefined;
  readonly as?: string | undefined;
  readonly from?: string | undefined;
  readonly base?: string | undefined;
  readonly question?: string | undefined;
  readonly language?: string | undefined;
  readonly labels?: readonly string[] | undefined;
  readonly source?: string[] | undefined;
  readonly tokens?: string | undefined;
  readonly limit?: string | undefined;
  readonly k?: string | undefined;
  readonly network?: boolean | undefined;
  readonly "any-relation"?: boolean | undefined;
}

export const print = (text: string): void => {
  process.stdout.write(text.endsWith("\n") || text === "" ? text : `${text}\n`);
};

/** A message for people. */
export const tell = (message: string): void => console.error(`semnet: ${message}`);

/** The result of the command is negative: something is missing or invalid. */
export const fail = (message?: string): void => {
  if (message !== undefined) tell(message);
  process.exitCode = 1;
};

/** The bytes of a file; `-` is standard input. */
export function bytesOf(file: string): Uint8Array {
  try {
    return readFileSync(file === "-" ? 0 : file);
  } catch (error) {
    const { code, message } = error as { readonly code?: string; readonly message: string };
    if (code === "ENOENT") throw new UsageError(`${file}: there is no such file`);
    throw new UsageError(`${file}: ${code === "EISDIR" ? "this is a folder; expected a file" : message}`);
  }
}

/** The network of a file in any form, or of a full link. */
export function read(input: string, options: Options): Network {
  const linked = linkedIn(input);
  if (linked !== undefined) return linked;
  const content = bytesOf(input);
  const isOwn = isOwnJSON(content, input, options.from);
  const stem = input === "-" || isOwn ? undefined : basename(input, extname(input));
  const name = input === "-" ? "standard input" : input;
  try {
    const { network, skipped } = Network.open(content, {
      name: input,
      format: options.from as FormatName | undefined,
      question: options.question ?? stem,
      language: options.language,
      labels: options.labels?.map((file) => new TextDecoder().decode(bytesOf(file))),
    });
    const counts = Object.entries(skipped).map(([what, count]) => `${count} ${what}`);
    if (counts.length > 0) tell(`${name}: skipped, because a network cannot contain it: ${counts.join(", ")}`);
    return network;
  } catch (error) {
    if (!(error instanceof SemnetError)) throw error;
    const help = isOwn && error.code === "noQuestion" ? ", with --question TEXT" : "";
    throw new UsageError(`${name}: ${error.message}${help}`);
  }
}

/** The format of a file is detected in this many bytes. */
const BEGINNING = 2 ** 20;

/** Whether a file has the JSON form of a network. It should have a question, and the name of a file is a poor one. */
function isOwnJSON(content: Uint8Array, input: string, from: string | undefined): boolean {
  if (from !== undefined) return from === "json";
  if ((formatFromPath(input) ?? "json") !== "json") return false;
  try {
    return detectFormat(content.subarray(0, BEGINNING)) === "json";
  } catch {
    return false;
  }
}

/** The network in a full link; `undefined` for the name of a file. */
function linkedIn(input: string): Network | undefined {
  if (!input.includes("#")) return undefined;
  const query = parseQueryBar(input);
  return query.kind === "link" ? parseLink(input).network : undefined;
}

/** A whole number of an option. */
export function count(name: string, value: string): number {
  if (!/^\d+$/.test(value)) throw new UsageError(`--${name} is ${value}; expected a whole number`);
  return Number(value);
}

export const line = ({ source, relation, target }: Relationship): string => `${source} —${relation}→ ${target}`;
