// The program `semnet` of the package: the commands of the library's own program that need no store.

import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import {
  type Evidence,
  type FormatName,
  Network,
  type Relationship,
  SemnetError,
  Source,
  check,
  detectFormat,
  formatFromPath,
  formats,
  parseLink,
  score,
} from "semnet-node";

const HELP = `Semantic networks: read, convert, ask. A file may be in any format that can be read; \`-\` is standard input.

Usage: semnet COMMAND

  open INPUT [--json | --format F]   Print the report of a file or a full link, or another format of it
  convert FROM TO [--format F]       Write a file in another format, which the end of TO's name says
  link INPUT [--full] [--base B]     Print a link to the network
  search INPUT WORDS...              Print the parts that answer some words best
  select INPUT PATTERN               Print the rows that a pattern selects, as TSV
  path INPUT FROM TO                 Print the shortest path between two concepts
  diff BEFORE AFTER                  Print what changed
  evidence INPUT --source FILE... [--json | --as FORMAT]
                                     Print whether each passage stands in the files, and how it differs. Exit status 1 if
                                     any does not. --as prints the network with footnotes: report, markdown or html
  context INPUT QUESTION [--tokens N] [--network]
                                     Print the part that says most about a question within N tokens (1,000), as text, or
                                     as a network in JSON
  score EXTRACTED REFERENCE [--any-relation]
                                     Print precision, recall and F1 of what was extracted, and what does not match
  formats                            List the formats

  --question Q   The question, for files that name none`;

class UsageError extends Error {}

interface Options {
  readonly json?: boolean | undefined;
  readonly full?: boolean | undefined;
  readonly format?: string | undefined;
  readonly base?: string | undefined;
  readonly question?: string | undefined;
  readonly source?: string[] | undefined;
  readonly as?: string | undefined;
  readonly tokens?: string | undefined;
  readonly network?: boolean | undefined;
  readonly "any-relation"?: boolean | undefined;
}

const print = (text: string): void => {
  process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
};

/** The network of a file, of a full link, or of canonical bytes. */
function read(input: string, question: string | undefined): Network {
  if (/^[^\s#]*#[0-9A-Za-z]+\.[^\s]+$/.test(input)) {
    const { network } = parseLink(input);
    if (network !== undefined) return network;
  }
  const bytes = readFileSync(input === "-" ? 0 : input);
  if (bytes.subarray(0, 6).toString("latin1") === "semnet") return Network.fromBytes(bytes);
  return Network.fromFormat(formatFromPath(basename(input)) ?? detectFormat(bytes), bytes, question);
}

/** The documents that passages are quoted from. */
const sourcesOf = (files: readonly string[]): Source[] =>
  files.map((file) => {
    try {
      return new Source(file === "-" ? "standard input" : basename(file), readFileSync(file === "-" ? 0 : file));
    } catch (error) {
      if (!(error instanceof SemnetError)) throw error;
      throw new UsageError(`${file}: ${error.message}`);
    }
  });

/** What was found out about a passage, as the library's own program prints it with `--json`. */
function evidenceObject({ relationship, passage, verdict, places, differences }: Evidence, sources: readonly Source[]) {
  const { source, relation, target } = relationship;
  const [place] = places;
  return {
    relationship: { source, relation, target },
    passage,
    verdict,
    source: place === undefined ? null : (sources[place.source]?.name ?? null),
    start: place?.start ?? null,
    end: place?.end ?? null,
    line: place?.line ?? null,
    column: place?.column ?? null,
    differences: differences.map(({ kind, source, passage, alters }) => ({
      kind: kind === "leftOut" ? "left out" : kind,
      source,
      passage,
      alters,
    })),
  };
}

function printEvidence(network: Network, sources: readonly Source[], { json, as }: Options): void {
  const found = check(network, sources);
  if (as !== undefined) print(network.toFormatWithEvidence(as as "report", sources));
  else if (json === true) {
    const objects = found.map((one) => evidenceObject(one, sources));
    print(JSON.stringify(objects, null, 2));
  } else {
    for (const { relationship, passage, verdict, places, differences } of found) {
      const [place] = places;
      const where = place === undefined ? "-" : `${sources[place.source]?.name}:${place.line}`;
      const { source, relation, target } = relationship;
      print([verdict, where, `${source} —${relation}→ ${target}`, passage].join("\t"));
      for (const { text } of differences) print(`    ${text}`);
    }
  }
  if (found.length === 0) console.error("semnet: this network has no passages");
  if (!found.every(({ isEvidence }) => isEvidence)) process.exitCode = 1;
}

/** How many values each command takes, at least and at most. */
const COMMANDS: Readonly<
  Record<string, readonly [number, number, (values: readonly string[], options: Options) => void]>
> = {
  open: [
    1,
    1,
    ([input = ""], { json, format, question }) => {
      const network = read(input, question);
      if (json === true) print(JSON.stringify(network, null, 2));
      else print(network.toFormat((format ?? "report") as FormatName).text);
    },
  ],
  convert: [
    2,
    2,
    ([from = "", to = ""], { format, question }) => {
      const name = format ?? formatFromPath(basename(to));
      if (name === undefined)
        throw new UsageError(
          `the end of ${to} names no format; give --format, one of those that \`semnet formats\` lists`,
        );
      const { text, omitted } = read(from, question).toFormat(name as FormatName);
      if (to === "-") print(text);
      else writeFileSync(to, text);
      const counts = Object.entries(omitted).filter(([, count]) => count > 0);
      if (counts.length > 0)
        console.error(`not in ${to}: ${counts.map(([what, count]) => `${count} ${what}`).join(", ")}`);
    },
  ],
  link: [
    1,
    1,
    ([input = ""], { full, base, question }) => {
      const network = read(input, question);
      print(full === true ? network.toLink(base) : network.toShortLink(base));
    },
  ],
  search: [
    2,
    Infinity,
    ([input = "", ...words], { question }) => {
      for (const hit of read(input, question).search(words.join(" "))) {
        const name =
          hit.kind === "concept" ? hit.label.text : hit.kind === "relationship" ? hit.relationship.relation : hit.kind;
        print([name, hit.sentence?.text ?? ""].join("\t"));
      }
    },
  ],
  select: [
    2,
    2,
    ([input = "", pattern = ""], { question }) => {
      const rows = read(input, question).select(pattern);
      print(rows.variables.join("\t"));
      for (const row of rows) print(rows.variables.map((name) => row[name]).join("\t"));
      if (rows.budgetExceeded) console.error("the search ended before all rows were found");
    },
  ],
  path: [
    3,
    3,
    ([input = "", from = "", to = ""], { question }) => {
      const path = read(input, question).shortestPath(from, to);
      if (path === undefined) throw new UsageError(`no path leads from ${from} to ${to}`);
      print(path.text);
    },
  ],
  diff: [
    2,
    2,
    ([before = "", after = ""], { question }) => {
      for (const { text } of read(before, question).diff(read(after, question))) print(text);
    },
  ],
  evidence: [
    1,
    Infinity,
    ([input = "", ...more], options) => {
      // `--source a.txt b.txt` are two.
      const files = [...(options.source ?? []), ...more];
      if (options.source === undefined)
        throw new UsageError("`evidence` needs the texts that are quoted: --source FILE...");
      printEvidence(read(input, options.question), sourcesOf(files), options);
    },
  ],
  context: [
    2,
    2,
    ([input = "", question = ""], { tokens = "1000", network, question: of }) => {
      if (!/^\d+$/.test(tokens)) throw new UsageError(`--tokens is ${tokens}; expected a whole number`);
      const found = read(input, of).context(question, Number(tokens));
      print(network === true ? JSON.stringify(found.network, null, 2) : found.text);
      if (found.score > 0) return;
      console.error(`semnet: nothing found within ${tokens} tokens`);
      process.exitCode = 1;
    },
  ],
  score: [
    2,
    2,
    ([extracted = "", reference = ""], { "any-relation": anyRelation = false, question }) => {
      const found = score(read(extracted, question), read(reference, question), { anyRelation });
      print(found.text);
      for (const { label } of found.concepts.unmatchedExtracted) print(`+ ${label}`);
      for (const { label } of found.concepts.unmatchedReference) print(`- ${label}`);
      const line = ({ source, relation, target }: Relationship) => `${source} —${relation}→ ${target}`;
      for (const one of found.relationships.unmatchedExtracted) print(`+ ${line(one)}`);
      for (const one of found.relationships.unmatchedReference) print(`- ${line(one)}`);
    },
  ],
  formats: [
    0,
    0,
    () => {
      for (const { name, extension, mediaType, isReadable } of formats()) {
        print([name, `.${extension}`, mediaType, isReadable ? "read and written" : "only written"].join("\t"));
      }
    },
  ],
};

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: "boolean" },
      full: { type: "boolean" },
      format: { type: "string" },
      base: { type: "string" },
      question: { type: "string" },
      source: { type: "string", multiple: true },
      as: { type: "string" },
      tokens: { type: "string" },
      network: { type: "boolean" },
      "any-relation": { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  const [name, ...given] = positionals;
  if (values.help === true || name === undefined || name === "help") {
    print(HELP);
    return;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) throw new UsageError(`there is no command \`${name}\`; \`semnet --help\` lists them`);
  const [least, most, run] = command;
  if (given.length < least || given.length > most) {
    throw new UsageError(
      `\`${name}\` takes ${least} values, ${given.length} were given; \`semnet --help\` has its usage`,
    );
  }
  run(given, values);
}

try {
  main();
} catch (error) {
  if (!(error instanceof Error)) throw error;
  const isExpected = error instanceof SemnetError || error instanceof UsageError || "code" in error;
  console.error(`semnet: ${isExpected ? error.message : error.stack}`);
  process.exitCode = 1;
}
