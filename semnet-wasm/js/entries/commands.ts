// The commands of the program `semnet` of the package.

import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import {
  type ChangeParts,
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

/** An error in the command, in words for whoever typed it. */
export class UsageError extends Error {}

export interface Options {
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

export const print = (text: string): void => {
  process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
};

const printNetwork = (network: Network): void => print(JSON.stringify(network, null, 2));

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

/** The result for a passage, as the library's own program prints it with `--json`. */
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
export const COMMANDS: Readonly<
  Record<string, readonly [number, number, (values: readonly string[], options: Options) => void]>
> = {
  open: [
    1,
    1,
    ([input = ""], { json, format, question }) => {
      const network = read(input, question);
      if (json === true) printNetwork(network);
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
    ([before = "", after = ""], { json, question }) => {
      const changes = read(before, question).diff(read(after, question));
      if (json === true)
        print(
          JSON.stringify(
            changes.map(({ text: _, ...parts }) => parts),
            null,
            2,
          ),
        );
      else for (const { text } of changes) print(text);
    },
  ],
  apply: [
    2,
    2,
    ([input = "", file = ""], { question }) => {
      const changes = readFileSync(file === "-" ? 0 : file, "utf8");
      let parsed: ChangeParts[];
      try {
        parsed = JSON.parse(changes) as ChangeParts[];
      } catch (error) {
        throw new UsageError(`${file} is not JSON: ${(error as Error).message}`);
      }
      printNetwork(read(input, question).apply(parsed));
    },
  ],
  merge: [
    3,
    3,
    ([base = "", ours = "", theirs = ""], { question }) => {
      const { network, conflicts } = Network.merge(read(base, question), read(ours, question), read(theirs, question));
      printNetwork(network);
      for (const { text } of conflicts) console.error(`semnet: ${text}`);
      if (conflicts.length > 0) process.exitCode = 1;
    },
  ],
  union: [
    1,
    Infinity,
    (inputs, { question }) => printNetwork(Network.union(inputs.map((input) => read(input, question)))),
  ],
  without: [2, 2, ([input = "", source = ""], { question }) => printNetwork(read(input, question).without(source))],
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
