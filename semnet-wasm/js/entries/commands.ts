// The commands of the program `semnet` of the package. They print the same as the library's own program.

import { writeFileSync } from "node:fs";
import { basename, extname } from "node:path";
import {
  type ChangeParts,
  type FormatName,
  Network,
  type Omitted,
  type Path,
  type Relationship,
  type SearchHit,
  SemnetError,
  type Snippet,
  formatFromPath,
  formats,
  score,
} from "semnet-node";
import { evidence } from "./evidence.js";
import { type Options, UsageError, bytesOf, count, fail, line, print, read, tell } from "./terminal.js";
import { SCORE_REASONS } from "./words.js";

const printNetwork = (network: Network): void => print(network.toFormat("json").text);

/** `question` means the question, unless a concept has this label. */
function find(network: Network, label: string): number {
  try {
    return network.findConcept(label).id;
  } catch (error) {
    const { questionConcept } = network;
    if (label === "question" && questionConcept !== undefined) return questionConcept.id;
    throw error;
  }
}

/** The marked words between asterisks. */
const shown = ({ pieces }: Snippet): string =>
  pieces.map(({ text, isMarked }) => (isMarked ? `*${text}*` : text)).join("");

const withPassage = (relationship: Relationship): string =>
  relationship.passage === undefined ? line(relationship) : `${line(relationship)} “${relationship.passage}”`;

function printHit(hit: SearchHit): void {
  if (hit.kind === "concept") print(shown(hit.label));
  else print(hit.kind === "relationship" ? line(hit.relationship) : hit.kind);
  if (hit.sentence !== undefined) print(`    ${shown(hit.sentence)}`);
}

function printPath({ text, steps }: Path): void {
  print(text);
  for (const { relationship } of steps) {
    if (relationship.passage !== undefined) print(`    ${relationship.relation}: “${relationship.passage}”`);
  }
}

/** `2 concepts, 1 attribute`. */
function tellOmitted(omitted: Omitted, format: string, hint: string): void {
  const some = Object.entries(omitted)
    .filter(([, number]) => number > 0)
    .map(([name, number]) => `${number} ${number === 1 ? name.slice(0, -1) : name}`);
  if (some.length === 0) return;
  const what = format === "report" ? "a report" : `the format ${format}`;
  tell(`${what} cannot express all of this network; left out: ${some.join(", ")}. ${hint}`);
}

function printScore(found: ReturnType<typeof score>): void {
  print(found.text);
  for (const { extracted, reference, reason, matchReason } of found.concepts.matched) {
    if (extracted.label === reference.label) continue;
    print([`= ${extracted.label}`, reference.label, SCORE_REASONS[matchReason ?? reason]].join("\t"));
  }
  for (const { label } of found.concepts.unmatchedExtracted) print(`+ ${label}`);
  for (const { label } of found.concepts.unmatchedReference) print(`- ${label}`);
  for (const one of found.relationships.unmatchedExtracted) print(`+ ${line(one)}`);
  for (const one of found.relationships.unmatchedReference) print(`- ${line(one)}`);
}

function convert(from: string, to: string, options: Options): void {
  const network = read(from, options);
  if (options.as === undefined && extname(to).toLowerCase() === ".svg") return writeFileSync(to, network.toSVG());
  const format = (options.as ?? formatFromPath(basename(to))) as FormatName | undefined;
  if (format === undefined) throw new UsageError(`${to}: the extension does not name a format; use --as FORMAT`);
  const { text, omitted } = network.toFormat(format);
  if (to === "-") print(text);
  else writeFileSync(to, text);
  tellOmitted(omitted, format, "A .json file holds all of it.");
}

/** The budget of the library's own program for a pattern. */
const BUDGET = 10_000_000;

function select(network: Network, pattern: string, { limit }: Options): void {
  const most = limit === undefined ? Infinity : count("limit", limit);
  const rows = network.select(pattern, { budget: BUDGET });
  for (const name of rows.unknown) tell(`this network has no ${JSON.stringify(name)}`);
  const { variables, length } = rows;
  for (let place = 0; place < Math.min(length, most); place += 1) {
    const row = rows.at(place);
    print(variables.length === 0 ? "it holds" : variables.map((name) => `?${name} = ${row?.[name]}`).join(", "));
    for (const one of rows.evidence(place).flat()) print(`    ${withPassage(one)}`);
  }
  if (rows.budgetExceeded) tell("the search ended before all rows were found");
  if (length > most) tell(`printed ${most} of ${length} rows; --limit ${length} prints all`);
  if (length === 0) fail("nothing matches the pattern");
}

/** How many values each command takes, at least and at most. */
export const COMMANDS: Readonly<
  Record<string, readonly [number, number, (values: readonly string[], options: Options) => void]>
> = {
  open: [
    1,
    1,
    ([input = ""], options) => {
      const format = (options.json === true ? "json" : (options.as ?? "report")) as FormatName;
      const { text, omitted } = read(input, options).toFormat(format);
      print(text);
      tellOmitted(omitted, format, "--json prints all of it.");
    },
  ],
  convert: [2, 2, ([from = "", to = ""], options) => convert(from, to, options)],
  link: [
    1,
    1,
    ([input = ""], options) => {
      const network = read(input, options);
      print(options.full === true ? network.toLink(options.base) : network.toShortLink(options.base));
    },
  ],
  search: [
    2,
    2,
    ([words = "", input = ""], options) => {
      const { language, limit } = options;
      const most = limit === undefined ? undefined : count("limit", limit);
      const hits = read(input, options).search(words, { language, limit: most });
      hits.forEach(printHit);
      if (hits.length === 0) fail("nothing found");
    },
  ],
  select: [2, 2, ([input = "", pattern = ""], options) => select(read(input, options), pattern, options)],
  path: [
    3,
    3,
    ([input = "", from = "", to = ""], options) => {
      const network = read(input, options);
      const most = count("k", options.k ?? "1");
      const paths = [...network.kShortestPaths(find(network, from), find(network, to), most)];
      paths.forEach(printPath);
      if (paths.length === 0) fail(`no path leads from ${JSON.stringify(from)} to ${JSON.stringify(to)}`);
    },
  ],
  diff: [
    2,
    2,
    ([before = "", after = ""], options) => {
      const changes = read(before, options).diff(read(after, options));
      if (options.json === true) {
        const parts = changes.map(({ text: _, ...parts }) => parts);
        print(JSON.stringify(parts, null, 2));
      } else for (const { text } of changes) print(text);
    },
  ],
  apply: [
    2,
    2,
    ([input = "", file = ""], options) => {
      const name = file === "-" ? "standard input" : file;
      let changes: ChangeParts[];
      try {
        changes = JSON.parse(new TextDecoder().decode(bytesOf(file))) as ChangeParts[];
      } catch (error) {
        throw error instanceof SyntaxError
          ? new UsageError(`${name} is not JSON: ${error.message.replaceAll(/\s+/g, " ")}`)
          : error;
      }
      const network = read(input, options);
      try {
        printNetwork(network.apply(changes));
      } catch (error) {
        throw error instanceof SemnetError ? new UsageError(`${name}: ${error.message}`) : error;
      }
    },
  ],
  merge: [
    3,
    3,
    (inputs, options) => {
      const [base, ours, theirs] = inputs.map((input) => read(input, options)) as [Network, Network, Network];
      const { network, conflicts } = Network.merge(base, ours, theirs);
      printNetwork(network);
      for (const { text } of conflicts) fail(text);
    },
  ],
  union: [1, Infinity, (inputs, options) => printNetwork(Network.union(inputs.map((input) => read(input, options))))],
  without: [2, 2, ([input = "", source = ""], options) => printNetwork(read(input, options).without(source))],
  evidence: [1, Infinity, ([input = "", ...more], options) => evidence(input, more, options)],
  context: [
    2,
    2,
    ([input = "", question = ""], options) => {
      const tokens = count("tokens", options.tokens ?? "1000");
      const found = read(input, options).context(question, { tokens, language: options.language });
      if (options.network === true) printNetwork(found.network);
      else print(found.text);
      if (found.score === 0) fail(`nothing found within ${tokens} tokens`);
    },
  ],
  score: [
    2,
    2,
    ([extracted = "", reference = ""], options) => {
      const { "any-relation": anyRelation = false, language } = options;
      printScore(score(read(extracted, options), read(reference, options), { anyRelation, language }));
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
