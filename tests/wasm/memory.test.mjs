// 100,000 networks, made and dropped, in bounded memory: freed by hand, at the end of a block, and by the garbage
// collector; calls that fail among them. In processes of their own, as memory of WebAssembly never shrinks.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";

/** Runs a program that gives the size of WebAssembly's memory, in bytes, after a tenth and after all of its work. */
function run(program) {
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
    let early;
    const done = (part) => { if (part === 0.1) early = memory.buffer.byteLength; };
  `;
  const end = "console.log(JSON.stringify([early, memory.buffer.byteLength]));";
  const args = ["--expose-gc", "--input-type=module", "--eval", `${start}${program}${end}`];
  const [early, late] = JSON.parse(execFileSync(process.execPath, args, { cwd: import.meta.dirname, encoding: "utf8" }));
  assert.ok(early > 0);
  assert.ok(late <= early * 1.25 + 2 ** 20, `${early} bytes after a tenth, ${late} after all`);
}

const USE = `
      network.concepts();
      network.shortestPath("A", "B", { relations: ["r"], without: [] });
      fails(() => network.shortestPath("A", "C"));
      fails(() => network.shortestPath("A", "B", { budget: 0 }));
      fails(() => network.neighbors("A", { longest: -1 }));
      fails(() => network.select("?x"));
      fails(() => Network.fromBytes(bytes.subarray(1)));
      fails(() => network.toBuilder().concept("A", "another text").build());
`;

test("freed by hand", () => {
  run(`
    for (let number = 0; number < 100_000; number++) {
      const network = Network.fromBytes(bytes);
      if (number % 50 === 0) {${USE}
        const paths = network.allSimplePaths("A", "B"); paths.next(); paths.free();
        network.select("?x via r ?y").free();
      }
      network.free();
      if (number % 1000 === 0) { gc(); await new Promise(setImmediate); }
      done((number + 1) / 100_000);
    }
  `);
});

test("left to the garbage collector", () => {
  run(`
    for (let number = 0; number < 100_000; number++) {
      const network = Network.fromBytes(bytes);
      if (number % 50 === 0) {${USE}
        network.allSimplePaths("A", "B").next();
        for (const row of network.select("?x via r ?y")) if (row.x !== "A") throw row;
        network.shortestPathWeighted("A", "B", () => 1);
        fails(() => network.shortestPathWeighted("A", "B", () => "1"));
      }
      if (number % 5000 === 0) { parseLink(link); new MemoryStore().add(network); }
      if (number % 1000 === 0) for (let turn = 0; turn < 2; turn++) { gc(); await new Promise(setImmediate); }
      done((number + 1) / 100_000);
    }
  `);
});
