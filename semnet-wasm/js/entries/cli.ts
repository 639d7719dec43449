// The program `semnet` of the package: the commands of the library's own program that need no store.

import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { type FormatName, Network, SemnetError, detectFormat, formatFromPath, formats, parseLink } from "semnet-node";

const HELP = `Semantic networks: read, convert, ask. A file may be in any format that can be read; \`-\` is standard input.

Usage: semnet COMMAND

  open INPUT [--json | --format F]   Print the report of a file or a full link, or another format of it
  convert FROM TO [--format F]       Write a file in another format, which the end of TO's name says
  link INPUT [--full] [--base B]     Print a link to the network
  search INPUT WORDS...              Print the parts that answer some words best
  select INPUT PATTERN               Print the rows that a pattern selects, as TSV
  path INPUT FROM TO                 Print the shortest path between two concepts
  diff BEFORE AFTER                  Print what changed
  formats                            List the formats

  --question Q   The question, for files that name none`;

class UsageError extends Error {}

interface Options {
  readonly json?: boolean | undefined;
  readonly full?: boolean | undefined;
  readonly format?: string | undefined;
  readonly base?: string | undefined;
  readonly question?: string | undefined;
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
