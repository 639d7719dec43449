// Holds the formats against the tools in JavaScript: graphology, cytoscape.js, Mermaid.
//
// Called by `run` with the program that reads for semnet, and the folder that check.py wrote networks to.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import cytoscape from "cytoscape";
import DOMPurify from "dompurify";
import Graph from "graphology";

const [program, folder] = process.argv.slice(2);
const written = readdirSync(join(folder, "written")).map((name) => join(folder, "written", name));
const json = (file) => JSON.parse(readFileSync(file, "utf8"));
const files = [];

function write(format, from, value) {
  const file = join(from, `${format} of JavaScript`);
  writeFileSync(file, JSON.stringify(value));
  files.push([format, file, from]);
}

function labels(network) {
  const concepts = [...(network.findings ?? []), ...(network.concepts ?? [])].map(({ label }) => label);
  // The question is a node where something touches it.
  const ends = (network.relationships ?? []).flatMap(({ source, target }) => [source, target]);
  const isNode = (network.findings ?? []).length > 0 || ends.includes(network.question);
  return [...(isNode ? [network.question] : []), ...concepts].sort();
}

for (const from of written) {
  const network = json(join(from, "json"));
  const edges = (network.relationships ?? []).length + (network.findings ?? []).length;

  const graph = Graph.from(json(join(from, "graphology")));
  assert.deepEqual([graph.type, graph.multi, graph.size], ["directed", true, edges], from);
  assert.deepEqual(graph.mapNodes((_, { label }) => label).sort(), labels(network), from);
  write("graphology", from, graph.export());

  const cy = cytoscape({ headless: true, ...json(join(from, "cytoscape")) });
  assert.equal(cy.edges().length, edges, from);
  assert.deepEqual(cy.nodes().map((node) => node.data("label")).sort(), labels(network), from);
  write("cytoscape", from, { data: cy.data(), elements: cy.elements().map((element) => ({ group: element.group(), data: element.data() })) });
}

const lines = files.map(([format, file]) => `${format}\t${file}\n`).join("");
const answers = execFileSync(program, ["read"], { input: lines, maxBuffer: 1 << 30 }).toString().trimEnd().split("\n");
const originals = new Map(written.map((from) => [from, json(join(from, "json"))]));
answers.forEach((answer, number) => {
  const [, file, from] = files[number];
  const found = JSON.parse(answer);
  assert.equal(found.error, undefined, file);
  assert.deepEqual(found.network, originals.get(from), file);
});
console.log(`${answers.length} networks through graphology and cytoscape.js and back`);

// Mermaid, in a browser, passes texts through a sanitiser that needs one. Here they must not need it: the diagram
// shows the text unchanged, and Mermaid has taken no part of it for a directive, an icon or a separate line.
DOMPurify.addHook = () => {};
DOMPurify.sanitize = (text) => text;
const { default: mermaid } = await import("mermaid");
// Mermaid learns its diagrams when it first parses one.
await mermaid.parse("flowchart LR\n  a");
const decoded = (text) => text.replaceAll(/ﬂ°°(\d+)¶ß/g, (_, code) => String.fromCodePoint(code));
for (const from of written) {
  const network = json(join(from, "json"));
  const diagram = await mermaid.mermaidAPI.getDiagramFromText(readFileSync(join(from, "mermaid"), "utf8"));
  const expected = [...(network.relationships ?? []).map(({ relation }) => relation)];
  expected.push(...(network.findings ?? []).map(() => "Key Finding"));
  const shown = diagram.db.getEdges().map(({ text }) => decoded(text));
  assert.deepEqual(shown.sort(), expected.sort(), from);
  const nodes = [...diagram.db.getVertices().values()].map(({ text }) => decoded(text));
  const concepts = [...(network.findings ?? []), ...(network.concepts ?? [])].map(({ label }) => label);
  assert.deepEqual(nodes.filter((label) => label !== network.question).sort(), concepts.sort(), from);
}
console.log(`${written.length} flowcharts read by Mermaid`);
