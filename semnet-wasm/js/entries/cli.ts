// The program `semnet` of the package: commands of the library's own program that work without a store.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { SemnetError } from "semnet-node";
import { COMMANDS } from "./commands.js";
import { UsageError, print } from "./terminal.js";

const HELP = `Semantic networks: read, convert, ask. A file may be in any format that can be read; \`-\` is standard input.

Usage: semnet COMMAND

  open INPUT [--json | --as F]       Print the report of a file or a full link, or another format of it
  convert FROM TO [--as F]           Write a file in another format, chosen by the extension of TO; .svg is a picture
  link INPUT [--full] [--base B]     Print a link to the network
  search WORDS INPUT [--limit N]     Print the parts that best match some words
  select INPUT PATTERN [--limit N]   Print the rows that match a pattern, with the relationships that support each
  path INPUT FROM TO [-k N]          Print the shortest path between two concepts, or the N shortest
  diff BEFORE AFTER [--json]         Print the changes from BEFORE to AFTER, one on each line
  apply INPUT CHANGES                Apply changes from \`diff --json\` to INPUT, and print the result as JSON
  merge BASE OURS THEIRS             Merge two versions of BASE, and print the result as JSON; exit status 1 on conflicts
  union INPUT...                     Join several networks into one, and print it as JSON
  without UNION HASHTAG              Take one network out of a union, and print the rest as JSON
  evidence INPUT --source FILE... [--json | --as F]
                                     Print whether each passage is in the files, and how it differs; exit status 1 if
                                     any is not. --as prints the network with footnotes: report, markdown or html
  context INPUT QUESTION [--tokens N] [--network]
                                     Print the part that best answers a question within N tokens (1,000), as text, or as a
                                     network in JSON
  score EXTRACTED REFERENCE [--any-relation]
                                     Print precision, recall and F1 of an extraction, and the parts that do not match
  formats                            List the formats

  --from F       The format of the files, if it is not detected correctly
  --question Q   The question for files that have none; by default the file's name, except for semnet's own JSON
  --language L   The language of labels and texts
  --version      Print the version
  --labels FILE  A table with the ids and labels of the nodes in a list of edges (repeatable)

The output is the same as that of the native program, which has more commands and a store.`;

/** The version of the package, in whose folder this program is. */
const version = () =>
  (JSON.parse(readFileSync(join(__dirname, "package.json"), "utf8")) as { readonly version: string }).version;

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: "boolean" },
      full: { type: "boolean" },
      from: { type: "string" },
      language: { type: "string" },
      labels: { type: "string", multiple: true },
      limit: { type: "string" },
      k: { type: "string", short: "k" },
      base: { type: "string" },
      question: { type: "string" },
      source: { type: "string", multiple: true },
      as: { type: "string" },
      tokens: { type: "string" },
      network: { type: "boolean" },
      "any-relation": { type: "boolean" },
      help: { type: "boolean", short: "h" },
      version: { type: "boolean", short: "V" },
    },
  });
  const [name, ...given] = positionals;
  if (values.help === true || name === "help" || (name === undefined && values.version !== true)) {
    print(HELP);
    return;
  }
  if (values.version === true) {
    print(`semnet ${version()}`);
    return;
  }
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) throw new UsageError(`there is no command \`${name}\`; \`semnet --help\` lists them`);
  const [least, most, run] = command;
  if (given.length < least || given.length > most) {
    const usage = HELP.split("\n").find((line) => line.startsWith(`  ${name} `)) ?? "";
    const [form = ""] = usage.trim().split("  ");
    throw new UsageError(
      `\`${name}\` was given ${given.length} ${given.length === 1 ? "value" : "values"}; expected: semnet ${form}`,
    );
  }
  run(given, values);
}

// Whoever reads may have read enough: `semnet search bees bees.txt | head -1`.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

try {
  main();
} catch (error) {
  if (!(error instanceof Error)) throw error;
  const isExpected = error instanceof SemnetError || error instanceof UsageError || "code" in error;
  // The first sentence of Node's message about options.
  const isOption = "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
  const message = isOption
    ? `${error.message.split(/\.\s/, 1)[0]?.replace(/\.$/, "")}; \`semnet --help\` lists the options`
    : error.message;
  console.error(`semnet: ${isExpected ? message : error.stack}`);
  process.exitCode = 1;
}
