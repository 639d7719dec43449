// Sources, and what holding passages against them shows. Verdicts like the native ones: answers.test.mjs.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { Network, NetworkBuilder, QUOTE_SOURCE, QUOTE_START, Source, check, checkPassages, cite } from "semnet";

const claim = (passage) =>
  new NetworkBuilder("What did the board decide?")
    .finding("Plan")
    .concept("Board")
    .relationship({ source: "Board", relation: "rejected", target: "Plan", passage })
    .build();

test("a source keeps its name and text, and comes back from its bytes", () => {
  const source = new Source("minutes.txt", "The board 🐝 did not\r\nreject the plan.");
  assert.equal(source.name, "minutes.txt");
  assert.equal(source.text, "The board 🐝 did not\r\nreject the plan.");
  assert.match(source.id, /^[0-9A-Za-z]{44}$/);
  assert.equal(new Source("b", "The board 🐝 did not reject the plan.").id, source.id);
  assert.notEqual(new Source("b", "The board did not reject the plan.").id, source.id);
  assert.equal(new Source("minutes.txt", new TextEncoder().encode(source.text)).id, source.id);
  const again = Source.fromBytes(source.bytes);
  assert.deepEqual([again.name, again.text, again.id], [source.name, source.text, source.id]);
  source.free();
  assert.throws(() => source.id, { code: "freed", message: /this source was freed/ });
  assert.throws(() => check(claim("p"), [source]), { code: "freed" });
});

test("what is no source is told apart", () => {
  assert.throws(() => new Source("a", " \n"), { code: "source", message: "the source is empty; expected a text" });
  assert.throws(() => new Source("", "text"), { code: "source", message: /has no name/ });
  assert.throws(() => new Source("a\0b", "text"), { code: "source", message: /U\+0000/ });
  assert.throws(() => new Source("a", Uint8Array.of(97, 10, 0xff)), {
    code: "source",
    offset: 2,
    message: /line 2, byte 3, is 0xff/,
  });
  assert.throws(() => new Source("a", "\ud800"), { code: "text" });
  assert.throws(() => new Source("a"), { code: "type" });
  const { bytes } = new Source("a", "text");
  bytes[bytes.length - 1] ^= 1;
  assert.throws(() => Source.fromBytes(bytes), { code: "source", message: /not an intact source/ });
  assert.throws(() => check(claim("p"), ["text"]), {
    code: "type",
    message: /^sources\[0\] must be a Source, not a string/,
  });
  assert.throws(() => check(claim("p"), "text"), { code: "type", message: /an array of Sources/ });
  assert.throws(() => check({}, []), { code: "type" });
});

test("each passage has its verdict, its places and its differences", () => {
  const text = "Item 1. 🐝\nThe board did not reject the “plan”, which all had read.";
  const source = new Source("minutes.txt", text);
  const one = (passage) => check(claim(passage), [new Source("other", "Nothing of it."), source])[0];

  const exact = one("did not reject the “plan”");
  assert.deepEqual([exact.verdict, exact.isEvidence, exact.differences], ["exact", true, []]);
  assert.equal(exact.relationship.relation, "rejected");
  assert.equal(exact.passage, "did not reject the “plan”");
  assert.deepEqual(exact.places, [{ source: 1, start: 20, end: 45, line: 2, column: 11, range: [21, 46] }]);
  assert.equal(text.slice(...exact.places[0].range), exact.passage);

  const adapted = one('The board did not reject the "plan" […] all had read.');
  assert.deepEqual([adapted.verdict, adapted.isEvidence], ["adapted", true]);
  assert.deepEqual(
    adapted.differences.map(({ kind, alters }) => [kind, alters]),
    [
      ["leftOut", false],
      ["typography", false],
    ],
  );

  const altered = one("The board rejected the “plan”.");
  assert.deepEqual([altered.verdict, altered.isEvidence], ["altered", false]);
  assert.deepEqual(altered.differences[0], {
    kind: "replaced",
    source: "did not reject",
    passage: "rejected",
    alters: true,
    text: "did not reject → rejected",
  });

  const missing = one("Nobody had come to the meeting on Monday.");
  assert.deepEqual([missing.verdict, missing.places, missing.differences], ["missing", [], []]);
});

test("passages are checked against sources without a network, and a network without passages has no evidence", () => {
  const source = new Source("a", "One. Two. One.");
  const [one, three] = checkPassages(["One.", "Three."], [source]);
  assert.deepEqual([one.verdict, one.places.length, three.verdict], ["exact", 2, "missing"]);
  assert.deepEqual(checkPassages([], [source]), []);
  assert.deepEqual(
    checkPassages(["One."], []).map(({ verdict }) => verdict),
    ["missing"],
  );
  assert.deepEqual(check(new NetworkBuilder("Q?").build(), [source]), []);
  assert.throws(() => checkPassages("One.", [source]), { code: "type", message: /an array of strings/ });
});

test("a network that cites says where its passages come from, and looks there first", () => {
  const [first, second] = [new Source("first", "They reject it."), new Source("second", "Here they reject it.")];
  const cited = cite(claim("reject it"), [second]);
  const { attributes } = cited.relationships.find(({ passage }) => passage);
  assert.equal(attributes.find(({ name }) => name === QUOTE_SOURCE).value, second.id);
  assert.equal(attributes.find(({ name }) => name === QUOTE_START).value, "10");
  const sources = ({ places }) => places.map(({ source }) => source);
  assert.deepEqual(sources(check(claim("reject it"), [first, second])[0]), [0, 1]);
  assert.deepEqual(sources(check(cited, [first, second])[0]), [1, 0]);
  assert.ok(cite(claim("invented"), [first]).equals(claim("invented")));
});

test("the report, Markdown and HTML are written with footnotes, and other formats refuse", () => {
  const network = claim("reject it");
  const source = new Source("minutes.txt", "They reject it.");
  assert.match(network.toFormatWithEvidence("markdown", [source]), /\[\^1\]: exact: minutes\.txt, line 1\n$/);
  assert.match(network.toFormatWithEvidence("report", [source]), /\nEvidence\n\n1\. .*exact: minutes\.txt/);
  assert.match(network.toFormatWithEvidence("html", []), /missing/);
  assert.throws(() => network.toFormatWithEvidence("csv", [source]), {
    code: "format",
    message: /report, markdown or html/,
  });
  assert.throws(() => network.toFormatWithEvidence("nothing", [source]), { code: "format" });
});

test("a source may be used by many checks, and its network freed before the answer is read", () => {
  const source = new Source("minutes.txt", "They reject it.");
  const network = Network.fromBytes(claim("reject it").bytes);
  const found = check(network, [source, source]);
  network.free();
  assert.equal(found[0].relationship.target, "Plan");
  assert.deepEqual(
    found[0].places.map(({ source }) => source),
    [0, 1],
  );
  assert.equal(check(claim("reject it"), [source])[0].verdict, "exact");
});

test("pairs written by hand have the verdict that they have natively", async () => {
  const text = await readFile(new URL("../evidence/pairs.tsv", import.meta.url), "utf8");
  const unescape = (field) => JSON.parse(`"${field.replaceAll('"', '\\"')}"`);
  let source;
  for (const line of text.replace(/\n$/, "").split("\n")) {
    const [expected, passage, own] = line.split("\t");
    // An empty source is that of the line before.
    if (own !== "") source = new Source("source", unescape(own));
    const [found] = checkPassages([unescape(passage)], [source]);
    assert.equal(found.isEvidence, expected === "true", line);
  }
});
