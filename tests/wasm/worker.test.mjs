// The worker: the same API with promises, across a channel of messages.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { MessageChannel } from "node:worker_threads";
import { Network, NetworkBuilder } from "semnet";
import { SemnetError, connect } from "semnet/worker";
import { serve } from "semnet/worker/serve";
import { HASHTAG, REPORT } from "./bees.mjs";

/** A page and a worker in one thread: what they send each other is cloned all the same. */
function start(t) {
  const { port1, port2 } = new MessageChannel();
  const sent = [];
  const post = port2.postMessage.bind(port2);
  port2.postMessage = (message) => (sent.push(message), post(message));
  serve(port2);
  const semnet = connect(port1);
  t.after(() => (semnet.close(), port2.close()));
  return { semnet, sent };
}

test("what is no worker is refused", () => {
  for (const one of [undefined, null, "worker.js", {}, { postMessage() {} }]) {
    assert.throws(() => connect(one), {
      code: "type",
      message: /^the worker must have postMessage and addEventListener/,
    });
  }
});

test("networks are read, asked and written in a worker", async (t) => {
  const { semnet } = start(t);
  const own = Network.fromReport(REPORT);
  const network = await semnet.fromReport(REPORT);
  assert.equal(await network.hashtag, HASHTAG);
  assert.deepEqual(await network.concepts, own.concepts);
  assert.deepEqual(await network.search("forager", { limit: 1 }), own.search("forager", { limit: 1 }));
  assert.deepEqual(await network.select("?x via Cue ?y"), [...own.select("?x via Cue ?y")]);
  assert.deepEqual(
    await network.kShortestPaths("Sun Compass", "Waggle Dance", 2),
    own.kShortestPaths("Sun Compass", "Waggle Dance", 2).toArray(),
  );
  assert.deepEqual(await network.bytes, own.bytes);
  const part = await network.subnetwork(["Sun Compass", "Waggle Dance"]);
  assert.equal(await part.conceptCount, own.subnetwork(["Sun Compass", "Waggle Dance"]).conceptCount);
  assert.deepEqual(await network.diff(part), own.diff(own.subnetwork(["Sun Compass", "Waggle Dance"])));
  const merged = await semnet.merge(network, network, part);
  assert.equal(await merged.network.hashtag, await part.hashtag);
  const union = await semnet.union([network, part]);
  assert.equal(await union.question, own.question);
  assert.equal(await (await union.without(await part.hashtag)).hashtag, Network.union([own]).hashtag);
  const { network: near, text, reasons } = await network.context("forager", 100);
  const natively = own.context("forager", 100);
  assert.equal(await near.hashtag, natively.network.hashtag);
  assert.deepEqual([text, reasons], [natively.text, natively.reasons]);
  assert.equal(await (await semnet.contextAcross([network, part], "forager", 100)).network.title, own.title);
  assert.equal(await (await semnet.fromText(await network.toText())).hashtag, HASHTAG);
  assert.equal((await network.toNotes()).notes.length, own.conceptCount);
});

test("an error has its code and its place", async (t) => {
  const { semnet } = start(t);
  await assert.rejects(
    semnet.fromReport("Semantic Network"),
    (error) => error instanceof SemnetError && error.line === 1 && error.column === 17,
  );
  const network = await semnet.fromReport(REPORT);
  await assert.rejects(network.findConcept("Sun Compas"), { code: "concept", suggestions: ["Sun Compass"] });
  await assert.rejects(network.nothing(), /no `nothing`/);
  await assert.rejects(semnet.nothing(), /no function `nothing`/);
  network.free();
  await assert.rejects(network.hashtag, /was freed/);
});

test("a long list comes in parts, and says how far it is", async (t) => {
  const { semnet, sent } = start(t);
  const builder = new NetworkBuilder("Q?");
  for (let number = 0; number < 5_000; number++) builder.concept(`Concept ${number}`);
  const network = await semnet.fromBytes(builder.build().bytes);
  const heard = [];
  const concepts = await network.with({ onProgress: ({ received, total }) => heard.push([received, total]) }).concepts;
  assert.equal(concepts.length, 5_000);
  assert.deepEqual(heard, [
    [1_000, 5_000],
    [2_000, 5_000],
    [3_000, 5_000],
    [4_000, 5_000],
    [5_000, 5_000],
  ]);
  assert.ok(sent.every((message) => (message.part?.length ?? 0) <= 1_000));
});

test("long lists within an answer come in parts, and numbers are handed over", async (t) => {
  const { semnet, sent } = start(t);
  const builder = new NetworkBuilder("Q?");
  const label = (number) => `Concept ${number % 3_000}`;
  for (let number = 0; number < 3_000; number++) builder.concept(label(number));
  for (let number = 0; number < 2_500; number++)
    builder.relationship({ source: label(number), relation: "r", target: label(7 * number) });
  const own = builder.build();
  const network = await semnet.fromBytes(own.bytes);
  const heard = [];
  const onProgress = ({ received, total }) => heard.push([received, total]);
  const form = await network.with({ onProgress }).toJSON();
  assert.deepEqual(form, own.toJSON());
  assert.deepEqual(Object.keys(form), Object.keys(own.toJSON()));
  assert.deepEqual(heard.at(-1), [5_500, 5_500]);
  assert.ok(sent.every((message) => (message.part?.length ?? 0) <= 1_000));
  const text = "A sentence of a report that is long, and goes on. ".repeat(30_000);
  const long = await semnet.from({ question: "Q?", title: "T", findings: [{ label: "A", text }] });
  const report = await long.toReport();
  assert.deepEqual(report, Network.from(await long.toJSON()).toReport());
  assert.ok(report.text.length > 2 ** 20);
  assert.equal(await long.toText(), Network.from(await long.toJSON()).toText());
  assert.ok(sent.every((message) => typeof message.part !== "string" || message.part.length <= 2 ** 20));
  assert.ok(sent.some((message) => typeof message.part === "string"));
  const { labels, ...numbers } = own.toArrays();
  const { labels: theirs, ...others } = await network.toArrays();
  assert.deepEqual(theirs, labels);
  assert.deepEqual(others, numbers);
  // Twice, for what was handed over is not there any more.
  for (let time = 0; time < 2; time++) {
    assert.deepEqual(await network.pagerank(), own.pagerank());
    assert.deepEqual(await network.themes(), own.themes());
    assert.deepEqual(await network.breadthFirst("Concept 1"), own.breadthFirst("Concept 1"));
    assert.deepEqual(await network.bytes, own.bytes);
  }
});

test("what is handed over comes in parts where it is long, and the page is free meanwhile", async (t) => {
  const { port1, port2 } = new MessageChannel();
  const given = [];
  const post = port1.postMessage.bind(port1);
  port1.postMessage = (message, transfer) => (given.push(message), post(message, transfer));
  serve(port2);
  const semnet = connect(port1);
  t.after(() => (semnet.close(), port2.close()));
  const label = (number) => `Concept ${number % 6_000}`;
  const concepts = Array.from({ length: 6_000 }, (_, number) => ({ label: label(number), text: `Text ${number} 𝄞` }));
  const relationships = concepts.map(({ label: source }, number) => ({
    source,
    relation: "r",
    target: label(7 * number),
  }));
  const form = { question: "Q?", concepts, relationships, highlights: [3, 1] };
  const own = Network.from(form);
  const isWhole = async (network) => assert.equal(await network.fingerprint, own.fingerprint);

  let turns = 0;
  let isDone = false;
  const turn = () => (isDone ? undefined : ((turns += 1), setImmediate(turn)));
  setImmediate(turn);
  const network = await semnet.from(form);
  isDone = true;
  await isWhole(network);
  assert.ok(turns > 1, `${turns} turns of other tasks`);
  // A prototype is no field, and a long text has the halves of a character in two parts.
  const text = JSON.stringify(own, null, 8)
    .padEnd(2 ** 20 + 7)
    .replaceAll("Concept", "𝄞oncept");
  assert.ok(text.length > 2 ** 20);
  assert.equal(await (await semnet.fromJSON(text)).fingerprint, Network.fromJSON(text).fingerprint);
  const bytes = Buffer.concat([own.bytes, new Uint8Array(2 ** 23)]);
  await isWhole(await semnet.fromBytes(bytes.subarray(0, own.bytes.length)));
  await assert.rejects(semnet.fromBytes(bytes), { code: "bytes", offset: own.bytes.length });
  const ids = Array.from({ length: 5_000 }, (_, number) => 4_999 - number);
  assert.deepEqual(await network.labels(ids), own.labels(ids));
  const changes = own.diff(Network.from({ question: "Q?" }));
  assert.ok(changes.length > 10_000);
  assert.equal(await (await network.apply(changes)).conceptCount, 0);
  const many = await Promise.all(Array.from({ length: 1_500 }, () => semnet.from({ question: "Q?" })));
  assert.equal(await (await semnet.union(many)).question, "Q?");
  const size = (part) =>
    part instanceof Uint8Array ? part.length / 2 ** 22 : part.length / (typeof part === "string" ? 2 ** 20 : 1_000);
  assert.ok(given.every((message) => !("isLast" in message) || size(message.given) <= 1));
  const fields = (message) =>
    message.given.flatMap((one) => [one, ...(one instanceof Uint8Array ? [] : Object.values(one))]);
  const calls = given.filter((message) => "name" in message);
  assert.ok(calls.every((call) => fields(call).every((one) => !(size(one) > 1))));

  // What cannot be sent, and what is aborted, holds up nobody.
  await assert.rejects(semnet.from({ ...form, concepts: [...concepts, () => {}] }), { name: "DataCloneError" });
  const controller = new AbortController();
  const aborted = semnet.with({ signal: controller.signal }).from(form);
  controller.abort();
  await assert.rejects(aborted, { code: "aborted" });
  // Calls are made in the order in which they were called, whatever they wait for.
  const last = semnet.from(form);
  const after = network.question;
  network.free();
  await isWhole(await last);
  assert.equal(await after, "Q?");
  await assert.rejects(network.question, { name: "SemnetError", code: "freed" });
  await assert.rejects(network.search("text"), { name: "SemnetError", code: "freed" });
});

test("a network stays as long as anybody has it, with whatever options", async (t) => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc");
  const collected = async () => {
    for (let time = 0; time < 5; time++) {
      collect();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  const { semnet } = start(t);
  const network = await semnet.fromReport(REPORT);
  await network.with({}).hashtag;
  await collected();
  assert.equal(await network.hashtag, HASHTAG);
  const alone = (await semnet.fromReport(REPORT)).with({});
  await collected();
  assert.equal(await alone.hashtag, HASHTAG);
});

test("few parts are under way at a time, and short answers pass them", async (t) => {
  const { port1, port2 } = new MessageChannel();
  let [sent, read, most] = [0, 0, 0];
  const post = port2.postMessage.bind(port2);
  port2.postMessage = (message) => {
    if ("part" in message) most = Math.max(most, (sent += 1) - read);
    post(message);
  };
  port1.addEventListener("message", ({ data }) => (read += "part" in data ? 1 : 0));
  serve(port2);
  const semnet = connect(port1);
  t.after(() => (semnet.close(), port2.close()));
  // So many that the timer after which the second call is answered ends in between, on any machine.
  const parts = 100;
  const count = 1_000 * parts;
  const concepts = Array.from({ length: count }, (_, number) => ({ label: `Concept ${number}` }));
  const network = await semnet.from({ question: "Q?", concepts });
  const order = [];
  const note = (name) => (value) => (order.push(name), value);
  const long = network.labels().then(note("labels"));
  const short = network.question.then(note("question"));
  const [labels, question] = await Promise.all([long, short]);
  assert.equal(labels.length, count);
  assert.equal(question, "Q?");
  assert.deepEqual(order, ["question", "labels"]);
  assert.equal(sent, parts);
  assert.ok(most <= 3, `${most} parts under way`);
  // Parts of an aborted call are not sent, and those of others are.
  const controller = new AbortController();
  const onProgress = () => controller.abort();
  await assert.rejects(network.with({ signal: controller.signal, onProgress }).labels(), { code: "aborted" });
  assert.equal((await network.concepts).length, count);
  assert.ok(sent < 3 * parts, `${sent} parts`);
});

test("what is aborted is not begun, and what was begun is dropped", async (t) => {
  const { semnet, sent } = start(t);
  const network = await semnet.fromReport(REPORT);
  const controller = new AbortController();
  const { signal } = controller;
  const first = network.search("forager");
  const second = network.with({ signal }).search("dance");
  controller.abort();
  await assert.rejects(second, { code: "aborted" });
  assert.equal((await first).length, 1);
  await assert.rejects(network.with({ signal }).search("dance"), { code: "aborted" });
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(sent.length, 2);
});

test("a worker that is closed answers no more", async (t) => {
  const { semnet } = start(t);
  const network = await semnet.fromReport(REPORT);
  const waiting = network.search("forager");
  semnet.close();
  await assert.rejects(waiting, { code: "worker" });
  await assert.rejects(network.hashtag, { code: "worker" });
});
