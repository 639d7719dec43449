// The formats of other tools: their names, reading and writing, omitted parts, errors.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Network, detectFormat, formatFromPath, formats, skipped } from "semnet";
import { REPORT } from "./bees.mjs";

const bees = Network.fromReport(REPORT);

test("the formats are listed", () => {
  const all = formats();
  assert.deepEqual(
    all.find(({ name }) => name === "graphml"),
    {
      name: "graphml",
      extension: "graphml",
      mediaType: "application/graphml+xml",
      isReadable: true,
      isWritable: true,
      isLossless: true,
    },
  );
  assert.deepEqual(
    all.filter(({ isReadable }) => !isReadable).map(({ name }) => name),
    ["markdown", "html", "cypher"],
  );
  assert.deepEqual(
    all.filter(({ isWritable }) => !isWritable).map(({ name }) => name),
    ["gml", "opml", "mcp-memory", "langextract", "entities", "neo4j", "xgmml", "wikidata", "cx2", "tgf", "sif"],
  );
  assert.deepEqual(
    all.filter(({ isReadable, isLossless }) => isReadable && !isLossless).map(({ name }) => name),
    [
      "report",
      "csv",
      "tsv",
      "dot",
      "mermaid",
      "canvas",
      "gml",
      "opml",
      "mcp-memory",
      "langextract",
      "entities",
      "neo4j",
      "xgmml",
      "wikidata",
      "cx2",
      "tgf",
      "sif",
    ],
  );
});

test("what a format holds comes back, and what it does not is counted", () => {
  for (const { name, extension, isReadable, isWritable, isLossless } of formats()) {
    assert.equal(formatFromPath(`bees.${extension}`), name);
    if (!isWritable) continue;
    const { text, omitted } = bees.toFormat(name);
    const counts = Object.values(omitted).reduce((sum, count) => sum + count, 0);
    assert.equal(bees.toFormat(extension).text, text, name);
    if (!isReadable) continue;
    assert.equal(detectFormat(text), name);
    assert.equal(detectFormat(new TextEncoder().encode(text)), name);
    if (isLossless) assert.equal(counts, 0, name);
    const again = Network.fromFormat(name, text, bees.question);
    if (isLossless) assert.equal(again.hashtag, bees.hashtag, name);
    assert.equal(Network.fromFormat(name, new TextEncoder().encode(text), bees.question).hashtag, again.hashtag);
  }
  assert.deepEqual(bees.toFormat("csv").omitted, {
    questions: 0,
    titles: 1,
    findings: 0,
    concepts: 0,
    texts: 2,
    relationships: 0,
    passages: 0,
    attributes: 0,
    orders: 0,
  });
});

test("a file that names no question is given one", () => {
  const csv = "from,to,relation\nWaggle Dance,Sun Compass,is aimed by\n";
  assert.throws(() => Network.fromFormat("csv", csv), { code: "noQuestion", message: /give a question with it/ });
  const network = Network.fromFormat("csv", csv, "Why do bees dance?");
  assert.equal(network.question, "Why do bees dance?");
  assert.equal(network.outgoing("Waggle Dance")[0].relation, "is aimed by");
});

test("a list of nodes belongs to its list of edges", () => {
  const [edges, labels] = ["Source,Target,Label\n1,2,makes\n", "Id,Label\n1,Bee\n2,Honey\n"];
  assert.throws(() => Network.fromFormat("csv", labels), { code: "nodeList", line: 1, message: /table of labels/ });
  assert.throws(() => Network.open(labels, { name: "nodes.csv" }), { code: "nodeList" });
  const question = "What do bees make?";
  for (const network of [
    Network.fromFormat("csv", edges, { question, labels }),
    Network.open(edges, { name: "edges.csv", question, labels }).network,
  ])
    assert.equal(network.outgoing("Bee")[0].target, "Honey");
  assert.throws(() => Network.open(edges, { question, labels: edges }), {
    code: "format",
    message: /the table of labels/,
  });
});

test("a text that is not of the format has a line and a column", () => {
  const xml = "<graphml>\n  <graph edgedefault='directed'><node/></graph>\n</graphml>";
  assert.throws(() => Network.fromFormat("graphml", xml), { code: "format", line: 2, column: 33 });
  const json = '{"directed": true, "nodes": [{"id": "Honey"}]}';
  assert.throws(
    () => Network.fromFormat("node-link", json),
    (error) => {
      assert.equal(error.code, "format");
      assert.equal("line" in error, false);
      assert.match(error.message, /neither `edges` nor `links`/);
      return true;
    },
  );
  assert.throws(() => Network.fromFormat("html", "<p>"), { code: "format", message: /only written/ });
  assert.throws(() => Network.fromFormat("word", ""), {
    code: "format",
    message: /there is no format "word"; there are: json/,
  });
  assert.throws(() => bees.toFormat("word"), { code: "format" });
  assert.throws(() => bees.toFormat(), { code: "type", message: /the name of a format must be a string/ });
  assert.throws(() => Network.fromFormat("json", 5), { code: "type" });
  assert.throws(() => Network.fromFormat("csv", "", 5), { code: "type" });
  assert.equal(formatFromPath("bees"), undefined);
});

test("what no network holds is counted by name", () => {
  const file = `{"elements": {"nodes": [{"data": {"id": "a"}}], "edges": [{"data": {"id": "e", "source": "a", "target": "a"}}]},
    "style": [], "__proto__": 1, "x\\u0000y": 2}`;
  const counts = skipped("cytoscape", file);
  assert.deepEqual(Object.entries(counts), [
    ["__proto__", 1],
    ["edge id", 1],
    ["style", 1],
    ["x\ufffdy", 1],
  ]);
  assert.deepEqual(skipped("cytoscape", new TextEncoder().encode(file)), counts);
  for (const { name, isLossless } of formats()) {
    if (isLossless) assert.deepEqual(skipped(name, bees.toFormat(name).text), {}, name);
  }
  assert.throws(() => skipped("json", "{"), { name: "SemnetError", code: "format", line: 1 });
});
