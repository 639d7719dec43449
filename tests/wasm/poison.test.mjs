// A trap cannot happen. Should one, the package says so at once and from then on. In a process of its own, in which one
// function of the module is exchanged for one that traps, or that uses up the stack.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";

/** `(module (func (export "f") unreachable))` */
const TRAP = "new Instance(new WebAssembly.Module(Uint8Array.of(0,97,115,109,1,0,0,0,1,4,1,96,0,0,3,2,1,0,7,5,1,1,102,0,0,10,5,1,3,0,0,11)), {}).exports.f";

function run(broken) {
  const program = `
    import assert from "node:assert/strict";
    const { Instance } = WebAssembly;
    const broken = ${broken};
    WebAssembly.Instance = function (module, imports) {
      return { exports: { ...new Instance(module, imports).exports, network_question: broken } };
    };
    const { Network, NetworkBuilder, SemnetError, parseHashtag } = await import("semnet");
    const builder = new NetworkBuilder("Q?").concept("A");
    const network = builder.build();
    assert.equal(network.hashtag.length, 11);
    const poisoned = (error) => error instanceof SemnetError && error.code === "poisoned" && /load the package anew/.test(error.message);
    for (const call of [
      () => network.question,
      () => network.question,
      () => network.hashtag,
      () => network.outgoing("A"),
      () => new NetworkBuilder("Q?"),
      () => builder.build(),
      () => parseHashtag("00000000000"),
      () => Network.fromBytes(new Uint8Array(3)),
    ]) {
      assert.throws(call, poisoned, String(call));
    }
    // What is freed is memory that nobody uses again.
    network.free();
    builder[Symbol.dispose]();
    console.log("right");
  `;
  const args = ["--input-type=module", "--eval", program];
  assert.equal(execFileSync(process.execPath, args, { cwd: import.meta.dirname, encoding: "utf8" }), "right\n");
}

test("after a trap nothing is called again", () => run(TRAP));

test("nor when the stack was used up in the midst of a call", () => run("() => { const f = () => f() + 1; return f(); }"));
