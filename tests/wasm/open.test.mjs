// One function opens a network in any form.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Network, formats } from "semnet";
import { HASHTAG, REPORT } from "./bees.mjs";

const bees = Network.fromReport(REPORT);
const base64 = Buffer.from(bees.bytes).toString("base64");

/** The forms that semnet writes itself. */
const OWN = ["bytes", "link", "svg", "png", "page", "text", "json", "report"];

test("the content decides what it is", () => {
  const is = (content, expected, options) => {
    const { network, form, nativeName, skipped } = Network.open(content, options);
    assert.deepEqual([network.hashtag, form, skipped], [HASHTAG, expected, {}]);
    assert.equal(nativeName !== undefined, OWN.includes(form), form);
  };
  is(bees.bytes, "bytes");
  is(REPORT, "report");
  is(new TextEncoder().encode(REPORT), "report");
  is(JSON.stringify(bees), "json", { name: "bees.graphml" });
  is(bees.toText(), "text");
  is(`\ufeff${bees.toText().replaceAll("\n", "\r\n")}`, "text", { name: "bees.csv" });
  const link = bees.toLink("https://example.org/");
  is(link, "link");
  is(` ${link.slice(0, 60)}\n${link.slice(60)}\n`, "link");
  is(bees.toSVG(), "svg");
  is(
    `<!doctype html><title>Bees</title><script type="application/x-semnet" id="semnet-network">${base64}</script>`,
    "page",
  );
  for (const { name, isReadable, isLossless } of formats()) {
    if (isReadable && isLossless) is(bees.toFormat(name).text, name);
  }
});

test("a picture opens when it carries its network", () => {
  const text = Buffer.from(`semnet\0${base64}`, "latin1");
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  const png = Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    length,
    Buffer.from("tEXt"),
    text,
    Buffer.alloc(4),
  ]);
  const { network, form, nativeName } = Network.open(png);
  assert.deepEqual([network.hashtag, form, nativeName], [HASHTAG, "png", "a picture that carries a semantic network"]);
  assert.throws(() => Network.open(png.subarray(0, 30)), { code: "format", message: /^this PNG contains no network/ });
  assert.throws(() => Network.open("<svg/>"), { code: "format", message: /^this SVG contains no network/ });
  const damaged = bees.toSVG().replace(/(base64">.{40})./, "$1!");
  assert.throws(() => Network.open(damaged), { code: "format", message: /SVG is damaged: its text is not base64/ });
});

test("options for files of other tools", () => {
  const csv = "from,to,relation,id\nWaggle Dance,Sun Compass,is aimed by,7\n";
  assert.throws(() => Network.open(csv), { code: "noQuestion" });
  const { network, form, skipped } = Network.open(csv, { question: "Why do bees dance?" });
  assert.deepEqual([network.question, form, skipped], ["Why do bees dance?", "csv", { "edge id": 1 }]);
  const quad = "<http://a.example/1> <http://a.example/p> <http://a.example/2> .\n";
  for (const name of ["a.nt", "a.nq"]) {
    const { form } = Network.open(quad, { name, question: "Q?" });
    assert.equal(form, name === "a.nt" ? "ntriples" : "nquads");
  }
  assert.equal(Network.open("Source,Target\n1,2\n", { format: "csv", question: "Q?" }).form, "csv");
});

test("errors have the code of what it was, and their place", () => {
  for (const [content, expected] of [
    [bees.bytes.subarray(0, 20), { code: "bytes", message: /^not the bytes of a network/ }],
    [bees.toShortLink(), { code: "link", message: /does not carry it/ }],
    [`${bees.toLink()}x`, { code: "link" }],
    ["question: Why?\nconcept: A\nA -- is -> B\n", { code: "textForm", line: 3, column: 12 }],
    ["<graphml>\n<graph edgedefault='directed'><node/></graph></graphml>", { code: "format", line: 2 }],
    ["What is this?", { code: "format", message: /^not a format that semnet reads/ }],
    [5, { code: "type", message: /a network in any form must be a string or a Uint8Array/ }],
  ]) {
    assert.throws(() => Network.open(content), { name: "SemnetError", ...expected });
  }
  assert.throws(() => Network.open("", { file: "a.csv" }), { code: "type", message: /no field "file"/ });
  assert.throws(() => Network.open("", { format: "word" }), { code: "format", message: /there is no format "word"/ });
});
