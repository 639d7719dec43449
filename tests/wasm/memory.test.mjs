// 100,000 networks, made and dropped, in bounded memory: freed by hand or at the end of a block, with no garbage collector to
// help, and left to that. Calls that fail are among them. In processes of their own, as memory of WebAssembly never shrinks.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";

/**
 * Runs a program that makes networks in so many rounds, and looks after a tenth of them and after all at how large
 * WebAssembly's memory is and at what JavaScript holds.
 */
function run(rounds, program) {
  const start = `
    let memory;
    const { Instance } = WebAssembly;
    WebAssembly.Instance = function (module, imports) {
      const instance = new Instance(module, imports);
      memory = instance.exports.memory;
      return instance;
    };
    const { Network, NetworkBuilder, MemoryStore, parseLink } = await import("semnet");
    const text = "a rather long text ".repeat(20);
    const { bytes } = new NetworkBuilder("Q?").concept("A", text).concept("B").relationship({ source: "A", relation: "r", target: "B" }).build();
    const link = Network.fromBytes(bytes).toLink();
    const fails = (call) => { try { call(); } catch (error) { if (error.name !== "SemnetError") throw error; return; } throw new Error("no error"); };
    const sizes = [];
    // What is collected here is JavaScript's alone: what of the module goes with it is freed between two tasks, and there is
    // one task where nothing is awaited.
    const look = () => { gc(); sizes.push([memory.buffer.byteLength, process.memoryUsage().heapUsed]); };
    for (let round = 1; round <= ${rounds}; round++) {
      ${program}
      if (round === ${rounds / 10} || round === ${rounds}) look();
    }
    console.log(JSON.stringify(sizes));`;
  const args = ["--expose-gc", "--input-type=module", "--eval", start];
  const answer = execFileSync(process.execPath, args, { cwd: import.meta.dirname, encoding: "utf8" });
  const [early, late] = JSON.parse(answer);
  for (const [place, what] of ["of WebAssembly's memory", "of JavaScript's"].entries()) {
    assert.ok(early[place] > 0);
    const most = early[place] * 1.25 + 2 ** 20;
    assert.ok(late[place] <= most, `${early[place]} bytes ${what} after a tenth, ${late[place]} after all`);
  }
}

const FAILS = `
      fails(() => network.shortestPath("A", "C"));
      fails(() => network.shortestPath("A", "B", { budget: 0 }));
      fails(() => network.neighbors("A", { longest: -1 }));
      fails(() => network.select("?x"));
      fails(() => Network.fromBytes(bytes.subarray(1)));
      fails(() => Network.fromFormat("csv", "no columns"));
      const builder = network.toBuilder();
      fails(() => builder.concept("A", "another text").build());
      builder.free();
`;

const USE = `
      network.concepts();
      network.shortestPath("A", "B", { relations: ["r"], without: [] });
      network.diff(other);
      network.search("text");
      network.pagerankWeighted(() => 1);
      network.shortestPathWeighted("A", "B", () => 1);
      network.connectionsBy((text) => [text.length, 1]);
      fails(() => network.pagerankWeighted(() => -1));
      fails(() => network.shortestPathWeighted("A", "B", () => "1"));
      fails(() => network.shortestPathWeighted("A", "B", "no function"));
      fails(() => network.connectionsBy(() => ["1"]));
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

test("freed by hand", () => {
  run(100_000, `
      const network = Network.fromBytes(bytes);
      network.concepts();
      fails(() => network.shortestPath("A", "C"));
      network.free();
  `);
});

test("whatever it was asked", () => {
  run(10_000, `
      const network = Network.fromBytes(bytes);
      const other = Network.fromBytes(bytes);
      const csv = network.toFormat("csv").text;
      ${USE}${FREED}
      ${FAILS}
      other.free();
      network.free();
  `);
});

test("left to the garbage collector", () => {
  run(100_000, `
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
  `);
});
