// The program `semnet` of the package: the commands of the library's own program that need no store.

import { parseArgs } from "node:util";
import { SemnetError } from "semnet-node";
import { COMMANDS, UsageError, print } from "./commands.js";

const HELP = `Semantic networks: read, convert, ask. A file may be in any format that can be read; \`-\` is standard input.

Usage: semnet COMMAND

  open INPUT [--json | --format F]   Print the report of a file or a full link, or another format of it
  convert FROM TO [--format F]       Write a file in another format: that of the ending of TO
  link INPUT [--full] [--base B]     Print a link to the network
  search INPUT WORDS...              Print the parts that answer some words best
  select INPUT PATTERN               Print the rows that a pattern selects, as TSV
  path INPUT FROM TO                 Print the shortest path between two concepts
  diff BEFORE AFTER [--json]         Print what changed
  apply INPUT CHANGES                Print INPUT with the changes that \`diff --json\` printed, as JSON
  merge BASE OURS THEIRS             Print what two sides made of BASE as one network, as JSON; exit status 1 if they conflict
  union INPUT...                     Print all that several networks have as one, as JSON
  without UNION HASHTAG              Print a union without one of its networks, as JSON
  evidence INPUT --source FILE... [--json | --as FORMAT]
                                     Print whether each passage stands in the files, and how it differs. Exit status 1 if
                                     any does not. --as prints the network with footnotes: report, markdown or html
  context INPUT QUESTION [--tokens N] [--network]
                                     Print the part that answers a question best within N tokens (1,000), as text, or
                                     as a network in JSON
  score EXTRACTED REFERENCE [--any-relation]
                                     Print precision, recall and F1 of what was extracted, and what does not match
  formats                            List the formats

  --question Q   The question, for files that name none`;

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
