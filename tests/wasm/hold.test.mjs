// What an object of the package is in other hands: cloned, logged, compared, and left without `free`.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { inspect } from "node:util";
import { MessageChannel } from "node:worker_threads";
import * as semnet from "semnet";
import { Analysis, History, MemoryStore, Network, NetworkBuilder, Source } from "semnet";
import { HASHTAG, REPORT } from "./bees.mjs";

const network = Network.fromReport(REPORT);
const [older, newer] = [network, network.toBuilder().concept("Another").build()];
const revision = { from: [older.fingerprint], to: newer.fingerprint, when: 7, by: "a test" };

/** One of each other class that lies in WebAssembly's memory, made again at each call; and what can be sent in its place. */
const others = () => [
  [new NetworkBuilder("Q?").concept("A"), "builder.build().bytes"],
  [new MemoryStore(), "network.bytes of each"],
  [network.select("?x via Cue ?y"), "rows.toArray()"],
  [network.allSimplePaths(0, 1), "paths.toArray()"],
  [network.editor(), "editor.network().bytes"],
  [new Source("minutes.txt", "The board met."), "source.bytes"],
  [new History([revision]), "history.toString()"],
  [network.picture(), "picture.scene and picture.places()"],
  [Analysis.question("Why?"), "analysis.request"],
];

test("structured clone and messages refuse what lies in WebAssembly's memory, and say what goes", () => {
  const { port1, port2 } = new MessageChannel();
  for (const clone of [structuredClone, (value) => port1.postMessage(value)]) {
    assert.throws(() => clone(network), { name: "DataCloneError", message: /network\.bytes.*Network\.fromBytes/ });
    assert.throws(() => clone({ deep: [network] }), { name: "DataCloneError" });
    for (const [one, instead] of others()) {
      const message = new RegExp(instead.replace(/[.()]/g, "\\$&"));
      assert.throws(() => clone(one), { name: "DataCloneError", message }, one.constructor.name);
      assert.throws(() => clone([{ one }]), { name: "DataCloneError", message }, one.constructor.name);
    }
  }
  port1.close();
  port2.close();
  // Its results are plain values.
  const plain = [
    network.bytes,
    network.toJSON(),
    network.concepts,
    network.relationships,
    network.search("dance"),
    network.themes(),
  ];
  for (const value of plain) assert.deepEqual(structuredClone(value), value);
});

test("console.log shows the hashtag, the question and the sizes", () => {
  assert.equal(
    inspect(network),
    `Network {\n  hashtag: '${HASHTAG}',\n  question: 'Why do bees dance?',\n  concepts: 5,\n  relationships: 4\n}`,
  );
  assert.match(inspect({ network }), new RegExp(HASHTAG));
  assert.match(
    inspect(network.select("?x via Cue ?y")),
    /^Rows \{ variables: \[ 'x', 'y' \], length: 2, budgetExceeded: false \}$/,
  );
  const builder = new NetworkBuilder("Q?").concept("A").concept("B");
  const store = new MemoryStore();
  store.add(network);
  store.add(network);
  const editor = network.editor();
  editor.removeConcept("Sun Compass");
  editor.setTitle("Edited");
  assert.deepEqual(
    [builder, network.toBuilder(), store, editor, new History([revision]), network.picture()].map((one) =>
      inspect(one),
    ),
    [
      "NetworkBuilder { question: 'Q?', added: 2 }",
      "NetworkBuilder { question: 'Why do bees dance?', added: 0 }",
      "MemoryStore { size: 1 }",
      "Editor { edits: 2 }",
      "History { revisions: 1 }",
      "Picture { progress: 0 }",
    ],
  );
  for (const [one] of others()) {
    assert.notEqual(inspect(one), `${one.constructor.name} {}`);
    one.free();
    if (!(one instanceof semnet.Paths)) assert.equal(inspect(one), `${one.constructor.name} {}`);
  }
  const freed = Network.fromReport(REPORT);
  freed.free();
  assert.equal(inspect(freed), "Network {}");
});

test("networks are equal exactly when their contents are", () => {
  const same = Network.fromBytes(network.bytes);
  const other = network.toBuilder().concept("Another").build();
  assert.equal(network.equals(same), true);
  assert.equal(network.equals(other), false);
  assert.throws(() => network.equals({}), { code: "type" });
  assert.deepEqual(same, network);
  assert.notDeepEqual(other, network);
  assert.deepEqual({ list: [same] }, { list: [network] });
  assert.notDeepEqual({ list: [other] }, { list: [network] });
});

test("other objects are equal by their contents where those stay the same, else only to themselves", () => {
  const [ones, same] = [others(), others()];
  const byContent = [Source, History, semnet.Rows];
  ones.forEach(([one], place) => {
    const [other] = same[place];
    assert.deepEqual(one, one);
    if (byContent.some((class_) => one instanceof class_)) assert.deepEqual(one, other, one.constructor.name);
    else assert.notDeepEqual(one, other, one.constructor.name);
  });
  assert.notDeepEqual(new Source("minutes.txt", "The board met."), new Source("minutes.txt", "The  board met."));
  assert.notDeepEqual(new Source("minutes.txt", "The board met."), new Source("other.txt", "The board met."));
  assert.notDeepEqual(new History([revision]), new History([{ ...revision, when: 8 }]));
  assert.notDeepEqual(network.select("?x via Cue ?y"), network.select("?y via Cue ?x"));
});

test("every class that can be held is in these tests", () => {
  const held = Object.values(semnet).filter(
    (one) => typeof one === "function" && /^[A-Z]/.test(one.name) && typeof one.prototype?.free === "function",
  );
  const tested = new Set(
    others()
      .map(([one]) => one.constructor)
      .concat(Network),
  );
  assert.deepEqual(
    held.filter((class_) => !tested.has(class_)).map(({ name }) => name),
    [],
  );
});

test("lists of a network are made once, and frozen with what is in them", () => {
  assert.equal(network.concepts, network.concepts);
  const whole = network.toBuilder().attribute("n", "v").build();
  for (const list of [
    whole.concepts,
    whole.relationships,
    whole.findings,
    whole.highlights,
    whole.attributes,
    whole.relations,
  ]) {
    assert.ok(list.length > 0 && Object.isFrozen(list));
    assert.ok(list.every(Object.isFrozen));
  }
  assert.equal(network.concept("Sun Compass"), network.concepts[1]);
  // The caller owns the results that it requested.
  const neighbors = network.neighbors("Sun Compass");
  neighbors.pop();
  assert.equal(network.neighbors("Sun Compass").length, 1);
});

test("what only the package makes is not made by `new`", () => {
  for (const class_ of [Network, semnet.Editor, semnet.Rows, semnet.Picture]) {
    assert.throws(
      () => new class_(),
      (error) => error instanceof semnet.SemnetError && error.code === "type" && error.message.includes(class_.name),
    );
  }
});

test("paths and rows have helpers", () => {
  const rows = network.select("?x via Cue ?y");
  assert.deepEqual(
    rows.map(({ y }) => y),
    rows.toArray().map(({ y }) => y),
  );
  const paths = () => network.allSimplePaths("Sun Compass", "Waggle Dance");
  const texts = paths()
    .toArray()
    .map(({ text }) => text);
  assert.deepEqual([...paths().map(({ text }) => text)], texts);
  assert.deepEqual([...paths().take(1)].length, 1);
  assert.equal(paths().find(({ text }) => text === texts[0]).text, texts[0]);
  assert.deepEqual([...paths().filter(() => false)], []);
  let count = 0;
  paths().forEach(() => (count += 1));
  assert.equal(count, texts.length);
});

test("what is a method of a network must be called on one", () => {
  for (const value of [undefined, {}, new NetworkBuilder("Q?")]) {
    assert.throws(() => Network.prototype.search.call(value, "dance"), {
      code: "type",
      message: /^`this` must be a network/,
    });
  }
});

/** Runs a program in a process with a separate module, and returns its output. */
function run(program) {
  const start = `
    let memory;
    const { Instance } = WebAssembly;
    WebAssembly.Instance = function (module, imports) {
      const instance = new Instance(module, imports);
      memory = instance.exports.memory;
      return instance;
    };
    const { Network, NetworkBuilder } = await import("semnet");
    const text = "a rather long text ".repeat(1000);
    const large = (number) => {
      const builder = new NetworkBuilder("Question " + number + "?");
      for (let at = 0; at < 55; at++) builder.concept("Concept " + at, text + at);
      return builder;
    };
    const grown = (number) => {
      const builder = large(number);
      const network = builder.build();
      builder.free();
      return network;
    };
    ${program}`;
  const args = ["--expose-gc", "--input-type=module", "--eval", start];
  return JSON.parse(execFileSync(process.execPath, args, { cwd: import.meta.dirname, encoding: "utf8" }));
}

test("300 networks of 1 MB that nobody frees and nobody keeps need no memory, not even within one task", () => {
  const [bytes, size] = run(`
    const { bytes } = grown(0);
    for (let number = 0; number < 300; number++) if (Network.fromBytes(bytes).conceptCount !== 55) throw number;
    console.log(JSON.stringify([bytes.length, memory.buffer.byteLength]));`);
  assert.ok(bytes > 1_000_000, `${bytes} bytes`);
  assert.ok(size < 64 * 2 ** 20, `${size} bytes of memory for 300 networks of ${bytes}`);
});

test("100 networks of 1 MB that are kept go out of memory, and answer all the same", () => {
  const [size, answers] = run(`
    const networks = Array.from({ length: 100 }, (_, number) => grown(number));
    const hashtags = networks.map(({ hashtag }) => hashtag);
    const again = networks.map((network) => Network.fromBytes(network.bytes).hashtag);
    const found = networks.map((network) => network.search("rather", { limit: 1 }).length + network.concept("Concept 7").label.length);
    const differ = networks[0].diff(networks[99]).length;
    const union = Network.union([networks[0], networks[50], networks[99]]).conceptCount;
    const kept = networks[0].concepts;
    const freed = networks.map((network) => (network.free(), 1)).length;
    console.log(JSON.stringify([memory.buffer.byteLength, [
      new Set(hashtags).size, hashtags.join() === again.join(), found.every((one) => one === 10), differ, union, kept.length, freed,
    ]]));`);
  assert.deepEqual(answers, [100, true, true, 1, 58, 55, 100]);
  assert.ok(size < 96 * 2 ** 20, `${size} bytes of memory`);
});
