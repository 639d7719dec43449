// A trap should never happen. If one does, every call reports it until the module is loaded again. In processes of
// their own, in which one function of the module is exchanged for one that traps, or that uses up the stack.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";

/** `(module (func (export "f") unreachable))` */
const TRAP =
  "new Instance(new WebAssembly.Module(Uint8Array.of(0,97,115,109,1,0,0,0,1,4,1,96,0,0,3,2,1,0,7,5,1,1,102,0,0,10,5,1,3,0,0,11)), {}).exports.f";

const run = (broken, name = "semnet", after = "") => {
  const program = `
    import assert from "node:assert/strict";
    const { Instance } = WebAssembly;
    const broken = ${broken};
    WebAssembly.Instance = function (module, imports) {
      return { exports: { ...new Instance(module, imports).exports, network_fingerprint: broken } };
    };
    const { MemoryStore, Network, NetworkBuilder, SemnetError, languages, parseHashtag } = await import("${name}");
    WebAssembly.Instance = Instance;
    const builder = new NetworkBuilder("Q?").concept("A", "text").concept("B").relationship({ source: "A", relation: "r", target: "B" });
    const network = builder.build();
    const rows = network.select("?x via r ?y");
    const paths = network.allSimplePaths("A", "B");
    // All of it is known to JavaScript now.
    const calls = [
      () => network.findConcept("A"),
      () => network.labels(["A"]),
      () => network.labels(),
      () => network.concepts,
      () => network.outgoing("A", "r"),
      () => network.neighbors("A"),
      () => network.neighbors("A", "r"),
      () => network.relations,
      () => [...rows],
      () => rows.variables,
      () => network.hashtag,
      () => network.toJSON(),
      () => network.toBuilder(),
      () => new MemoryStore(),
      () => new NetworkBuilder("Q?"),
      () => builder.build(),
      () => languages(),
      () => parseHashtag("00000000000"),
      () => Network.fromBytes(bytes),
      () => Network.union([network]),
    ];
    const { bytes, hashtag } = network;
    for (const call of calls) call();
    const poisoned = (error) => error instanceof SemnetError && error.code === "poisoned" && /load the package again/.test(error.message);
    for (const call of [() => network.fingerprint, () => network.question, ...calls, () => paths.next()]) {
      assert.throws(call, poisoned, String(call));
    }
    // Freed memory is not used again.
    for (const one of [network, rows, paths, builder]) one.free();
    network[Symbol.dispose]();
    ${after}
    console.log("right");
  `;
  const args = ["--input-type=module", "--eval", program];
  assert.equal(execFileSync(process.execPath, args, { cwd: import.meta.dirname, encoding: "utf8" }), "right\n");
};

test("after a trap nothing is answered again, not even what is known", () => run(TRAP));

test("nor when the stack was used up in the midst of a call", () =>
  run("() => { const f = () => f() + 1; return f(); }"));

test("where the package has one file, that file is loaded anew under another address", () => {
  run(
    TRAP,
    "semnet/inline",
    `
    const again = await import(import.meta.resolve("semnet/inline") + "?anew");
    assert.equal(again.Network.fromBytes(bytes).question, "Q?");
    assert.equal(again.Network.fromBytes(bytes).hashtag, hashtag);
  `,
  );
});

test("Node requires the package anew when it has forgotten it", () => {
  run(
    TRAP,
    "semnet",
    `
    const require = (await import("node:module")).createRequire(process.cwd() + "/main.mjs");
    delete require.cache[require.resolve("semnet")];
    assert.equal(require("semnet").Network.fromBytes(bytes).question, "Q?");
  `,
  );
});

test("a new worker has a module of its own", () => {
  run(
    TRAP,
    "semnet",
    `
    const { Worker } = await import("node:worker_threads");
    const program = \`
      const { parentPort } = require("node:worker_threads");
      const { Network } = require("semnet");
      parentPort.once("message", (bytes) => parentPort.postMessage(Network.fromBytes(bytes).question));\`;
    const started = new Worker(program, { eval: true, execArgv: [] });
    started.postMessage(bytes);
    assert.equal(await new Promise((resolve) => started.once("message", resolve)), "Q?");
  `,
  );
});
