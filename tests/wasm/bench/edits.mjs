// What edits cost in JavaScript: on a network of 1,000 concepts and 2,000 relationships, and what it costs to make that network from
// objects compared with `JSON.stringify` plus `Network.fromJSON`: `node --expose-gc tests/wasm/bench/edits.mjs`.
//
// Needs the built package.

import { fileURLToPath } from "node:url";
import { compare } from "./measure.mjs";

const { Network } = await import(fileURLToPath(new URL("../../../semnet-wasm/pkg/node.js", import.meta.url)));

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

console.log("Network.from(objects), next to JSON.stringify and Network.fromJSON");
for (const count of [100, 1_000, 100_000]) {
  const objects = parts(count);
  const [from, json] = compare(
    () => Network.from(objects),
    () => Network.fromJSON(JSON.stringify(objects)),
    (made) => made.free(),
  );
  console.log(
    `  ${count} concepts: ${from.toFixed(2)} ms and ${json.toFixed(2)} ms, ${(from / json).toFixed(2)} times`,
  );
}
