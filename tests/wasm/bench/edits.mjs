// What edits cost in JavaScript: on a network of 1,000 concepts and 2,000 relationships, and what it costs to make that network from
// objects compared with `JSON.stringify` plus `Network.fromJSON`: `node --expose-gc tests/wasm/bench/edits.mjs [NETWORK...]`, where
// each NETWORK is a file of canonical bytes, such as WordNet's, which `cargo run --example wordnet` writes.
//
// Needs the built package.

import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { compare } from "./measure.mjs";

const { Network, NetworkBuilder } = await import(
  fileURLToPath(new URL("../../../semnet-wasm/pkg/node.js", import.meta.url))
);

/** This many concepts, a quarter with a text, and twice as many relationships, a tenth with passages. */
function parts(count) {
  const label = (number) => `concept ${number % count}`;
  const concepts = Array.from({ length: count }, (_, number) => ({
    label: label(number),
    ...(number % 4 === 0 && { text: `The text of number ${number}.` }),
  }));
  const relationships = Array.from({ length: 2 * count }, (_, number) => ({
    source: label(number),
    relation: `relation ${number % 40}`,
    target: label(number * 7919 + Math.floor(number / count) + 1),
    ...(number % 10 === 0 && { passage: `Passage number ${number}.` }),
  }));
  return { question: "What belongs together?", concepts, relationships };
}

const network = Network.from(parts(1_000));
const { bytes } = network;

const EDITS = {
  "rename a concept": (editor) => editor.renameConcept("concept 1", "another concept"),
  "remove a concept": (editor) => editor.removeConcept("concept 2"),
  "set a text": (editor) => editor.setText("concept 2", "Another text."),
  "add a relationship": (editor) =>
    editor.addRelationship({ source: "concept 2", relation: "is new to", target: "concept 3" }),
};

/** So often within one measurement: a single edit is too short for the clock. */
const TIMES = 100;

function repeated(work) {
  for (let time = 0; time < TIMES; time++) work().free();
}

console.log("1,000 concepts, 2,000 relationships: one edit and the network that it makes");
for (const [name, edit] of Object.entries(EDITS)) {
  const edited = () => {
    const editor = network.editor();
    edit(editor);
    const { network: result } = editor.finish();
    editor.free();
    return result;
  };
  const [ours, opening] = compare(
    () => repeated(edited),
    () => repeated(() => Network.fromBytes(bytes)),
  );
  console.log(`  ${name.padEnd(20)} ${(ours / TIMES).toFixed(3)} ms, ${(ours / opening).toFixed(2)} times opening`);
}

/** The parts of a network as somebody has them: plain objects. */
const formOf = (file) => JSON.parse(JSON.stringify(Network.fromBytes(readFileSync(file))));

const added = ({ question, ...parts }) => {
  const builder = new NetworkBuilder(question).addAll(parts);
  try {
    return builder.build();
  } finally {
    builder.free();
  }
};

console.log("networks from objects, next to JSON.stringify and Network.fromJSON");
const forms = [10, 100, 1_000, 10_000, 117_791].map((count) => [`${count} concepts`, parts(count)]);
for (const file of process.argv.slice(2)) forms.push([basename(file), formOf(file)]);
for (const [name, form] of forms) {
  // Small networks are made often within one measurement.
  const times = Math.ceil(2_000 / form.relationships.length);
  const often = (make) => () => {
    for (let time = 0; time < times; time++) make(form).free();
  };
  const json = (form) => Network.fromJSON(JSON.stringify(form));
  for (const [what, make] of [
    ["Network.from", Network.from],
    ["NetworkBuilder#addAll", added],
  ]) {
    const [ours, theirs] = compare(often(make), often(json)).map((time) => time / times);
    const ratio = (ours / theirs).toFixed(2);
    console.log(
      `  ${name.padEnd(16)} ${what.padEnd(22)} ${ours.toFixed(3)} ms and ${theirs.toFixed(3)} ms, ${ratio} times`,
    );
  }
}
