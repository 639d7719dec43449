// The entries: for plain pages and bundlers, which bring the core first, with everything inside, without a module, and that of Node.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { runInNewContext } from "node:vm";
import * as semnet from "semnet";
import * as inline from "semnet/inline";
import { HASHTAG, REPORT } from "./bees.mjs";

const PKG = new URL("../../semnet-wasm/pkg/", import.meta.url);
const require = createRequire(import.meta.url);
const names = Object.keys(semnet);

/** Calls of the core, then calls that only the complete module answers; one network passes from one to the other. */
async function coreThenWhole({ Network, SemnetError, Source, check, load, MemoryStore, formats }) {
  const network = Network.fromReport(REPORT);
  assert.equal(network.hashtag, HASHTAG);
  assert.equal(network.shortestPath("Sun Compass", "Waggle Dance").steps.length, 2);
  const labels = network.concepts.map(({ label }) => label);
  const late = [
    () => network.search("dance"),
    () => new MemoryStore(),
    () => formats(),
    () => network.toFormat("csv"),
    () => network.editor(),
    () => network.context("dance", 100),
    () => new Source("a", "text"),
  ];
  for (const call of late) {
    assert.throws(
      call,
      (error) => error instanceof SemnetError && error.code === "notLoaded" && /await load\(\)/.test(error.message),
    );
  }
  await load();
  await load();
  for (const call of late) call();
  assert.deepEqual(
    network.search("forager").map(({ kind }) => kind),
    ["concept"],
  );
  assert.deepEqual(
    network.concepts.map(({ label }) => label),
    labels,
  );
  const [later] = [Network.fromReport(REPORT)];
  assert.ok(later.equals(network));
  assert.deepEqual(network.diff(later), []);
  assert.equal(network.neighbors("Sun Compass").length, 1);
  // The module that is loaded later throws errors of the same class, and calls functions of the caller.
  for (const [call, code] of [
    [() => network.select("?x via"), "pattern"],
    [() => network.pagerankWeighted(() => -1), "weight"],
    [() => network.shortestPathWeighted("Sun Compas", "Waggle Dance", () => 1), "concept"],
    [() => network.context("dance", { tokens: 100, counter: () => "1" }), "type"],
  ]) {
    assert.throws(call, (error) => error instanceof SemnetError && error.code === code);
  }
  const [source] = [new Source("all", REPORT)];
  assert.deepEqual(new Set(check(network, [source]).map(({ verdict }) => verdict)), new Set(["exact"]));
}

test("the entry for plain pages fetches the core, and the whole when it is asked for", async (t) => {
  const headers = { "Content-Type": "application/wasm" };
  const fetch = t.mock.method(globalThis, "fetch", async (url) => new Response(readFileSync(url), { headers }));
  const fetched = () => fetch.mock.calls.map((call) => call.arguments[0].href.slice(PKG.href.length));
  const entry = await import(new URL("index.js", PKG));
  assert.deepEqual(fetched(), ["core.wasm"]);
  assert.deepEqual(Object.keys(entry), names);
  await coreThenWhole(entry);
  assert.deepEqual(fetched(), ["core.wasm", "semnet.wasm"]);
});

test("the entry for bundlers has the core inside, and the whole comes when it is asked for", async () => {
  const entry = await import(new URL("bundler.js", PKG));
  assert.deepEqual(Object.keys(entry), names);
  await coreThenWhole(entry);
});

test("a load that failed may be tried again", async (t) => {
  const headers = { "Content-Type": "application/wasm" };
  let isThere = true;
  t.mock.method(globalThis, "fetch", async (url) => {
    if (isThere) return new Response(readFileSync(url), { headers });
    throw new TypeError("no connection");
  });
  const entry = await import(`${new URL("index.js", PKG)}?again`);
  isThere = false;
  await assert.rejects(entry.load(), /no connection/);
  isThere = true;
  await coreThenWhole(entry);
});

test("where everything is there from the start, load does nothing", async () => {
  await semnet.load();
  assert.equal(semnet.Network.fromReport(REPORT).search("forager").length, 1);
});

test("the entry with everything inside offers the same", () => {
  assert.equal(inline.Network.fromReport(REPORT).hashtag, HASHTAG);
  assert.deepEqual(Object.keys(inline), names);
  assert.deepEqual(Object.keys(require("semnet/inline")).sort(), names);
});

test("the entry without a module is started with one, as bytes, response or compiled", async () => {
  const bytes = readFileSync(new URL(import.meta.resolve("semnet/wasm")));
  const headers = { "Content-Type": "application/wasm" };
  for (const [name, module] of [
    ["bytes", bytes],
    ["response", Promise.resolve(new Response(bytes, { headers }))],
    ["compiled", new WebAssembly.Module(bytes)],
  ]) {
    const entry = await import(`${new URL("start.js", PKG)}?${name}`);
    assert.throws(() => entry.Network.fromReport(REPORT), { code: "notLoaded", message: /not loaded/ });
    await entry.start(module);
    assert.equal(entry.Network.fromReport(REPORT).hashtag, HASHTAG);
    assert.deepEqual(Object.keys(entry), [...names, "start"].sort());
  }
});

for (const [what, globals] of [
  ["JavaScript, WebAssembly and UTF-8", { TextDecoder, TextEncoder }],
  ["JavaScript and WebAssembly", {}],
]) {
  test(`it needs nothing but ${what}`, () => {
    const code = readFileSync(new URL("inline.cjs", PKG), "utf8");
    const sandbox = { ...globals, REPORT };
    const said = runInNewContext(
      `${code}; const n = semnet.Network.fromReport(REPORT + "\u{1f41d} \u00e9"); [semnet.Network.fromReport(REPORT).hashtag, semnet.Network.from({ question: "\u{1f41d} \u00e9\u4e2d" }).question]`.replace(
        /const n = [^;]*; /,
        "",
      ),
      sandbox,
    );
    assert.deepEqual([...said], [HASHTAG, "🐝 é中"]);
  });
}

test("import and require in Node are one copy of the package", () => {
  const required = require("semnet");
  assert.equal(required.Network, semnet.Network);
  assert.deepEqual(Object.keys(required).sort(), names);
});

test("the types name exactly the values that there are", () => {
  for (const file of ["index.d.ts", "index.d.cts"]) {
    const types = readFileSync(new URL(file, PKG), "utf8");
    const [, exported] = types.match(/^export \{ (.*) \};$/m);
    assert.deepEqual(exported.split(", ").sort(), names, file);
  }
});

test("the package has Cargo's version", () => {
  const { version } = require("semnet/package.json");
  const manifest = readFileSync(new URL("../../Cargo.toml", import.meta.url), "utf8");
  assert.equal(version, manifest.match(/\[workspace\.package\]\nversion = "(.*)"/)[1]);
});

test("types come first in every branch, and every file is there", () => {
  const branches = [];
  const walk = (branch) => {
    if (typeof branch === "string") return branches.push(["file", branch]);
    const keys = Object.keys(branch);
    if (keys.includes("types")) assert.equal(keys[0], "types");
    if (keys.includes("types")) branches.push(["pair", branch]);
    Object.values(branch).forEach(walk);
  };
  walk(require("semnet/package.json").exports);
  for (const [kind, branch] of branches) {
    if (kind === "file") assert.ok(readFileSync(new URL(branch, PKG)).length > 0, branch);
    else assert.deepEqual(Object.keys(branch), ["types", "default"]);
  }
  assert.ok(branches.filter(([kind]) => kind === "pair").length >= 14);
});
