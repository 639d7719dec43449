// The golden vectors, and whatever others SEMNET_VECTORS names: the same bytes as the native library, or an error.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Network, NetworkBuilder, SemnetError } from "semnet";

const GOLDEN = new URL("../conformance/vectors.json", import.meta.url);

function* vectors() {
  yield* JSON.parse(readFileSync(GOLDEN, "utf8")).vectors;
  for (const file of (process.env.SEMNET_VECTORS ?? "").split(":").filter(Boolean)) {
    for (const line of readFileSync(file, "utf8").split("\n").filter(Boolean)) yield JSON.parse(line);
  }
}

/** Builds the network of the JSON form. */
function build({
  question,
  title = "",
  attributes = [],
  findings = [],
  concepts = [],
  relationships = [],
  highlights = [],
}) {
  const builder = new NetworkBuilder(question).title(title);
  for (const { name, value } of attributes) builder.attribute(name, value);
  for (const { label, text } of findings) builder.finding(label, text);
  for (const { label, text } of concepts) builder.concept(label, text);
  for (const concept of [...findings, ...concepts]) {
    for (const { name, value } of concept.attributes ?? []) builder.conceptAttribute(concept.label, name, value);
  }
  for (const relationship of relationships) builder.relationship(relationship);
  for (const place of highlights) builder.highlight(relationships[place]);
  return builder.build();
}

/** Refused for its form, which only a reader of JSON can see. */
const isForm = ({ name }) => name.startsWith("unknown field");

const fromHex = (hex) => new Uint8Array(Buffer.from(hex, "hex"));

test("every vector has the same bytes, fingerprint and hashtag as natively", () => {
  let count = 0;
  for (const { name, input, bytes, fingerprint, hashtag, refused } of vectors()) {
    if (refused !== undefined) continue;
    const network = build(input);
    assert.equal(Buffer.from(network.bytes).toString("hex"), bytes, name);
    assert.equal(network.fingerprint, fingerprint, name);
    assert.equal(network.hashtag, hashtag, name);
    assert.equal(Network.fromBytes(fromHex(bytes)).fingerprint, fingerprint, name);
    count += 1;
  }
  assert.ok(count >= 40, `only ${count} vectors`);
});

test("every vector that is refused natively is refused here", () => {
  let count = 0;
  for (const vector of vectors()) {
    if (vector.refused === undefined || isForm(vector)) continue;
    const call = vector.input ? () => build(vector.input) : () => Network.fromBytes(fromHex(vector.bytes));
    assert.throws(call, SemnetError, vector.name);
    count += 1;
  }
  assert.ok(count >= 40, `only ${count} vectors`);
});
