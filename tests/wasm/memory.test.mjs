// 100,000 networks, made and dropped, in bounded memory: freed by hand or at the end of a block, with no garbage collector to
// help, and left to that. Calls that fail are among them. In processes of their own, as memory of WebAssembly never shrinks.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";

/** The rounds are divided into this many parts; memory is measured after each. */
const PARTS = 10;

/** How many bytes a network may leave behind on average. */
const LEAK = 50;

/** How large WebAssembly's memory may become: it never shrinks, and what the rounds leave behind must be used again. */
const LARGEST = 32 << 20;

/**
 * Runs a program in this many rounds, each of which makes a network, and measures ten times what is in use of WebAssembly's
 * memory, what JavaScript holds, once the collector finds nothing more, and how large WebAssembly's memory is.
 *
 * How large it is tells when the collector ran as much as what leaked, so the free part of it is filled, counted and given back.
 *
 * The first three parts are left out: the program is compiled in them, and memory grows to what the rounds need. The least of
 * the last four is held against the least of the three before, for what is measured may be too much, and never too little.
 */
function measure(rounds, program) {
  const start = `
    let memory, allocate, release;
    const { Instance } = WebAssembly;
    WebAssembly.Instance = function (module, imports) {
      const instance = new Instance(module, imports);
      memory = instance.exports.memory;
      allocate = instance.exports.__wbindgen_malloc;
      release = instance.exports.__wbindgen_free;
      return instance;
    };
    const { Analysis, History, MemoryStore, Network, NetworkBuilder, Source, check, cite, parseLink, score, stability } = await import("semnet");
    const text = "a rather long text ".repeat(20);
    const { bytes } = new NetworkBuilder("Q?").concept("A", text).concept("B").relationship({ source: "A", relation: "r", target: "B" }).build();
    const link = Network.fromBytes(bytes).toLink();
    const fails = (call) => { try { call(); } catch (error) { if (error.name !== "SemnetError") throw error; return; } throw new Error("no error"); };
    // The heap is settled once three collections in a row free less than a page. Finalizers run between two tasks.
    const settled = async () => {
      let least = Infinity;
      for (let calm = 0; calm < 3; ) {
        gc();
        await new Promise(setImmediate);
        const { heapUsed } = process.memoryUsage();
        calm = heapUsed < least - 4096 ? 0 : calm + 1;
        least = Math.min(least, heapUsed);
      }
      return least;
    };
    const BLOCK = 248; // and eight bytes of the allocator's own
    const inUse = () => {
      const size = memory.buffer.byteLength;
      const blocks = [];
      while (memory.buffer.byteLength === size) blocks.push(allocate(BLOCK, 1));
      for (const block of blocks) release(block, BLOCK, 1);
      return size - (blocks.length - 1) * (BLOCK + 8);
    };
    const sizes = [];
    for (let round = 1; round <= ${rounds}; round++) {
      ${program}
      if (round % ${rounds / PARTS} === 0) {
        const held = await settled();
        const size = memory.buffer.byteLength;
        sizes.push([inUse(), held, size]);
      }
    }
    console.log(JSON.stringify(sizes));`;
  const args = ["--expose-gc", "--input-type=module", "--eval", start];
  return JSON.parse(execFileSync(process.execPath, args, { cwd: import.meta.dirname, encoding: "utf8" }));
}

/** By how many bytes each round grows what is in use of WebAssembly's memory and what JavaScript holds, and the memory's size. */
function growth(rounds, program) {
  const sizes = measure(rounds, program);
  if (process.env.SEMNET_SIZES) console.log(JSON.stringify(sizes));
  const least = (from, to, place) => Math.min(...sizes.slice(from, to).map((size) => size[place]));
  // A steady leak has its least at the beginning of each, three parts apart.
  const grown = [0, 1].map((place) => (least(6, PARTS, place) - least(3, 6, place)) / ((3 * rounds) / PARTS));
  return [...grown, sizes[PARTS - 1][2]];
}

/** Each round makes at least this many networks. */
function isBounded(rounds, program, networks = 1) {
  const most = LEAK * networks;
  const [wasm, js, size] = growth(rounds, program);
  assert.ok(wasm <= most, `each round leaves ${wasm} bytes in WebAssembly's memory; at most ${most} expected`);
  assert.ok(size <= LARGEST, `WebAssembly's memory has ${size} bytes; at most ${LARGEST} expected`);
  assert.ok(js <= most, `each round grows what JavaScript holds by ${js} bytes; at most ${most} expected`);
}

const FAILS = `
      fails(() => network.shortestPath("A", "C"));
      fails(() => network.shortestPath("A", "B", { budget: 0 }));
      fails(() => network.neighbors("A", { maxLength: -1 }));
      fails(() => network.select("?x"));
      fails(() => Network.fromBytes(bytes.subarray(1)));
      fails(() => Network.fromFormat("csv", "no columns"));
      const builder = network.toBuilder();
      fails(() => builder.concept("A", "another text").build());
      builder.free();
`;

const USE = `
      network.concepts;
      network.shortestPath("A", "B", { via: ["r"], notVia: [] });
      network.diff(other);
      network.search("text");
      network.pagerankWeighted(() => 1);
      network.shortestPathWeighted("A", "B", () => 1);
      network.connectionsWithEmbeddings((text) => [text.length, 1]);
      fails(() => network.pagerankWeighted(() => -1));
      fails(() => network.shortestPathWeighted("A", "B", () => "1"));
      fails(() => network.shortestPathWeighted("A", "B", "no function"));
      fails(() => network.connectionsWithEmbeddings(() => ["1"]));
`;

/** What makes networks, iterators and lists, each freed. */
const FREED = `
      const made = [
        network.toBuilder(),
        Network.merge(network, network, other).network,
        Network.union([network, other]),
        Network.fromFormat("csv", csv, "Q?"),
        network.subnetwork(["A"]),
        network.select("?x via r ?y"),
        network.kShortestPaths("A", "B", 2),
        network.kShortestPathsWeighted("A", "B", 2, () => 1),
      ];
      for (const one of made) one.free();
      const paths = network.allSimplePaths("A", "B"); paths.next(); paths.free();
      const rows = network.select("?x via r ?y"); [...rows]; rows.free();
      // What has been gone through is freed, and what fails.
      for (const path of network.allSimplePaths("A", "B")) if (path.concepts.length !== 2) throw path;
      for (const path of network.kShortestPathsWeighted("A", "B", 2, () => 1)) if (path.weight !== 1) throw path;
      for (const path of network.allSimplePaths("A", "B")) break;
      fails(() => [...network.kShortestPathsWeighted("A", "B", 2, () => "1")]);
      fails(() => [...network.kShortestPathsWeighted("A", "B", 2, () => -1)]);
      fails(() => network.kShortestPathsWeighted("A", "B", 2, "no function"));
      [...network.kShortestPaths("A", "B", 2, { budget: 0 })];
`;

/** What the chapters make that come with editors, evidence and analyses, each freed. */
const CHAPTERS = `
      const source = new Source("a", text);
      check(network, [source]);
      fails(() => check(network, [source, "text"]));
      fails(() => new Source("a", " "));
      const editor = network.editor();
      editor.addConcept("C", text);
      fails(() => editor.addConcept("C"));
      fails(() => editor.make({ edit: "fly" }));
      const edited = editor.finish().network;
      const union = Network.union([network, edited]);
      score(edited, network);
      stability([network, edited]);
      const history = new History([{ from: [], to: network.fingerprint, when: round, by: "a" }]);
      const read = History.parse(history.toString());
      const analysis = Analysis.question("Q?", { sources: [source], into: network });
      analysis.answer("nothing");
      fails(() => analysis.finish());
      fails(() => Analysis.grow(network, "Z", "Views"));
      fails(() => network.context("text", { tokens: 9, counter: () => "1" }));
      const parts = [
        editor.network(),
        cite(network, [source]),
        union.without(edited.hashtag),
        Network.fromText(network.toText()),
        Network.fromNotes(network.toNotes().notes, "Q?"),
        network.context("text", { tokens: 50, counter: (line) => line.length }).network,
        Network.contextAcross([network, edited], "text", 50).network,
      ];
      for (const one of [...parts, source, editor, edited, union, history, read, analysis]) one.free();
`;

test("freed by hand", () => {
  isBounded(
    100_000,
    `
      const network = Network.fromBytes(bytes);
      network.concepts;
      fails(() => network.shortestPath("A", "C"));
      network.free();
  `,
  );
});

test("whatever it was asked", () => {
  isBounded(
    10_000,
    `
      const network = Network.fromBytes(bytes);
      const other = Network.fromBytes(bytes);
      const csv = network.toFormat("csv").text;
      ${USE}${FREED}
      ${FAILS}
      other.free();
      network.free();
  `,
    6,
  );
});

test("whatever was edited, checked and analysed", () => {
  isBounded(
    5_000,
    `
      const network = Network.fromBytes(bytes);
      ${CHAPTERS}
      network.free();
  `,
    10,
  );
});

test("left to the garbage collector", () => {
  isBounded(
    100_000,
    `
      const network = Network.fromBytes(bytes);
      if (round % 50 === 0) {
        const other = network;
        ${FAILS}${USE}
        network.allSimplePaths("A", "B").next();
        for (const row of network.select("?x via r ?y")) if (row.x !== "A") throw row;
        Network.merge(network, network, other);
        Network.union([network, other]);
        Network.fromFormat("csv", network.toFormat("csv").text, "Q?");
      }
      if (round % 5000 === 0) { parseLink(link); new MemoryStore().add(network); }
      if (round % 1000 === 0) for (let turn = 0; turn < 2; turn++) { gc(); await new Promise(setImmediate); }
  `,
  );
});

test("objects of every class left to the garbage collector", () => {
  isBounded(
    5_000,
    `
      const network = Network.fromBytes(bytes);
      const source = new Source("a", text);
      check(network, [source]);
      new History([{ from: [], to: network.fingerprint, when: round, by: "a" }]).toString();
      network.editor().addConcept("C", text);
      Analysis.question("Q?", { sources: [source], into: network });
      network.picture().scene;
      network.select("?x via r ?y").at(0);
      network.allSimplePaths("A", "B").next();
      network.toBuilder().concept("D", text);
      new MemoryStore().add(network);
      if (round % 100 === 0) for (let turn = 0; turn < 2; turn++) { gc(); await new Promise(setImmediate); }
  `,
    10,
  );
});

// The measure itself: a leak of 100 bytes for each network must not escape it.
const NETWORK = `
      const network = Network.fromBytes(bytes);
      network.concepts;
      network.free();
`;

test("a planted leak of 100 bytes of JavaScript's is found", () => {
  const [wasm, js] = growth(
    100_000,
    `${NETWORK}
      (globalThis.kept ??= []).push(Array.from({ length: 9 }, () => round));`,
  );
  assert.ok(wasm <= LEAK, `WebAssembly's memory did not leak, and grew by ${wasm} bytes`);
  assert.ok(js > LEAK, `${js} bytes`);
});

test("a planted leak of 100 bytes of WebAssembly's is found", () => {
  const [wasm] = growth(
    100_000,
    `${NETWORK}
      allocate(100, 1);`,
  );
  assert.ok(wasm > LEAK, `${wasm} bytes`);
});
