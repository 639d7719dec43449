// The examples in the comments of the types run, and give what their own comments say.
//
// An example has what the package exports, and some things by name: see `things`. The value of an expression follows
// it (`network.concept("Dog")?.text; // "Barks."`), output follows the line that prints, on that line or below; `…` stands
// for more of the same.

import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { format } from "node:util";
import graphology from "graphology";
import * as semnet from "semnet";
import { REPORT } from "./bees.mjs";

const { MultiDirectedGraph } = graphology;
const { MemoryStore, Network, NetworkBuilder } = semnet;
const TYPES = readFileSync(new URL("../../semnet-wasm/pkg/index.d.ts", import.meta.url), "utf8");

/** A network of relationships, each with a passage when it has one. */
function related(question, relationships) {
  const builder = new NetworkBuilder(question);
  for (const label of new Set(relationships.flatMap(([source, , target]) => [source, target]))) builder.concept(label);
  for (const [source, relation, target, passage] of relationships)
    builder.relationship({ source, relation, target, passage });
  return builder.build();
}

const BEES = new NetworkBuilder("Why do bees dance?")
  .finding("Waggle Dance", "A forager tells the others where the flowers are.")
  .concept("Sun Compass")
  .relationship({ source: "Waggle Dance", relation: "is aimed by", target: "Sun Compass" })
  .build();
const TIDES = new NetworkBuilder("What moves the sea?").finding("Moon").build();
const ANTS = related("How do ants come home?", [["Desert Ant", "is led by", "Sun Compass"]]);
const ANIMALS = related("What is an animal?", [
  ["Dog", "hypernym", "Canine"],
  ["Wolf", "hypernym", "Canine", "Wolves are canines."],
  ["Canine", "hypernym", "Animal"],
]);
const DESCENT = related("Where do dogs come from?", [["Dog", "descends from", "Wolf"]]);
const PROOF = related("Does A lead to C?", [
  ["A", "proves", "B"],
  ["B", "proves", "C"],
  ["A", "hints at", "C"],
]);
const HOLMES = new NetworkBuilder("Who did it?").concept("Sherlock Holmes").concept("Mr. Holmes").build();
const TOWN = new NetworkBuilder("What holds a town together?")
  .finding("Night Bakers", "Ovens are lit at midnight. Bakers walk home when the last tram has gone.")
  .finding("Night Trams", "The city pays for three trams after midnight. Nurses ride them home.")
  .finding("Market Day", "Farmers set up their stalls on the square.")
  .build();

/** The network that an example is about, by what it names. */
const ABOUT = [
  [/"A", "C"/, PROOF],
  [/descends from/, DESCENT],
  [/\b(Dog|Wolf|Canine|Animal|hypernym|rows)\b/, ANIMALS],
  [/Holmes|duplicateCandidates/, HOLMES],
  [/onnections/, TOWN],
];

/** The names that an example may use besides the package. `log` receives its output. */
function things(code, log) {
  const store = new MemoryStore();
  for (const network of [BEES, TIDES, ANTS]) store.add(network);
  const called =
    (name) =>
    (...values) =>
      log.push([name, ...values].join(" "));
  const reworded = (text) => new NetworkBuilder("Q?").finding("A", text).build();
  const finding = (...labels) =>
    labels.reduce((builder, label) => builder.finding(label), new NetworkBuilder("Q?")).build();
  return {
    ...semnet,
    network: ABOUT.find(([words]) => words.test(code))?.[1] ?? BEES,
    rows: ANIMALS.select("?x via hypernym ?y"),
    builder: BEES.toBuilder().concept("Dog").concept("Canine"),
    store,
    before: finding("Stop Signal", "Round Dance", "Waggle Dance"),
    after: finding("Waggle Dance", "Stop Signal", "Round Dance"),
    base: reworded("Red."),
    ours: reworded("Blue."),
    theirs: reworded("Green."),
    bees: BEES,
    tides: TIDES,
    source: new semnet.Source("bees.txt", "Foragers dance."),
    extracted: new NetworkBuilder("Who?").concept("Bee").concept("Week").build(),
    reference: new NetworkBuilder("Who?").concept("Bee").build(),
    askModel: async () => '{"title": "", "findings": [{"label": "Waggle Dance", "text": "She tells the way."}]}',
    graph: semnet.toGraphology(BEES, MultiDirectedGraph),
    Graph: MultiDirectedGraph,
    cy: { json: () => semnet.toCytoscape(BEES) },
    cytoscape: (options) => options,
    container: undefined,
    text: REPORT,
    pasted: REPORT,
    response: new Response(BEES.bytes),
    navigator: { clipboard: { readText: async () => REPORT } },
    location: { href: BEES.toLink("https://example.org/") },
    embed: async (text) => [..."aeiou"].map((vowel) => text.split(vowel).length - 1),
    ...Object.fromEntries(["show", "offer", "suggest", "drawEdge", "askStore"].map((name) => [name, called(name)])),
    console: Object.fromEntries(["log", "warn"].map((name) => [name, (...values) => log.push(format(...values))])),
  };
}

/** Each example, with the line after its comment, which shows what it belongs to. */
function* examples() {
  for (const [, comment, declaration] of TYPES.matchAll(/^ *\/\*\*\n((?: *\*(?!\/).*\n)*) *\*\/\n *(.*)/gm)) {
    const lines = comment.replace(/^ *\* ?/gm, "");
    for (const [, code] of lines.matchAll(/^```js\n([^]*?)^```/gm)) yield [declaration, code];
  }
}

const AsyncFunction = (async () => {}).constructor;

/** Whether the value is the one in a comment, which may shorten it with `…`. */
function is(value, said) {
  if (/^SemnetError: /.test(said))
    return value instanceof semnet.SemnetError && `SemnetError: ${value.message}` === said;
  if (typeof value === "string" && said.endsWith('…"')) return value.startsWith(said.slice(1, -2));
  const isPart = said.includes("…");
  return matches(value, new Function(`return (${said.replaceAll(", …", "")})`)(), isPart);
}

function matches(value, expected, isPart) {
  if (typeof expected !== "object" || expected === null) return Object.is(value, expected);
  if (
    typeof value !== "object" ||
    value === null ||
    (!isPart && Object.keys(value).length !== Object.keys(expected).length)
  )
    return false;
  return Object.entries(expected).every(([key, part]) => matches(value[key], part, isPart));
}

/** The example, with each expression that a comment follows put into a call of `$check`. */
const checked = (code) =>
  code.replace(
    /^(?!.*console\.)(?!\/\/)(\S.*); \/\/ (.+)$/gm,
    (_, expression, said) => `$check(() => (${expression}), ${JSON.stringify(said)});`,
  );

/** The lines that it is expected to print. */
const printed = (code) => [...code.matchAll(/^(?:.*console\..*; )?\/\/ (.+)$/gm)].map(([, said]) => said);

let checks = 0;
let count = 0;

for (const [declaration, code] of examples()) {
  count += 1;
  test(`the example of \`${declaration.slice(0, 60)}\`, ${count}`, async () => {
    const log = [];
    const given = things(code, log);
    const check = (expression, said) => {
      checks += 1;
      let value;
      try {
        value = expression();
      } catch (error) {
        value = error;
      }
      assert.ok(is(value, said), `${expression}: ${format(value)}, not ${said}`);
    };
    // In a separate block, because it may declare the names that it is given.
    const body = `{\n${checked(code.replace(/^import .*\n/gm, ""))}\n}`;
    await new AsyncFunction("$check", ...Object.keys(given), body)(check, ...Object.values(given));
    const said = printed(code);
    checks += said.length;
    if (/console\..*; \/\//.test(code)) assert.deepEqual(log.join(", "), said.join(", "));
    else {
      for (const line of said) {
        const isIt = (one) => (line.endsWith("…") ? one.startsWith(line.slice(0, -1).trimEnd()) : one === line);
        assert.ok(log.some(isIt), `${line} is not among ${format(log)}`);
      }
    }
  });
}

test("all examples were found, and most say what they give", () => {
  assert.equal(count, TYPES.match(/^ *\* ```js$/gm).length);
  assert.ok(count > 75 && checks > 35, `${count} examples, ${checks} comments`);
});
