// The entries: one beside the module for plain pages, one with the module inside, and that of Node.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { runInNewContext } from "node:vm";
import * as whole from "semnet";
import * as wholeInline from "semnet/inline";
import * as small from "semnet/small";
import * as smallInline from "semnet/small/inline";
import { HASHTAG, REPORT } from "./bees.mjs";

const PKG = new URL("../../semnet-wasm/pkg/", import.meta.url);
const require = createRequire(import.meta.url);

for (const [name, folder, semnet, inline] of [
  ["semnet", "", whole, wholeInline],
  ["semnet/small", "small/", small, smallInline],
]) {
  const pkg = new URL(folder, PKG);
  const names = Object.keys(semnet);

  test(`${name}: the entry for plain pages fetches the module that lies beside it`, async (t) => {
    const headers = { "Content-Type": "application/wasm" };
    const fetch = t.mock.method(globalThis, "fetch", async (url) => new Response(readFileSync(url), { headers }));
    const entry = await import(new URL("index.js", pkg));
    assert.deepEqual(fetch.mock.calls.map((call) => call.arguments[0].href), [new URL("semnet_bg.wasm", pkg).href]);
    assert.equal(entry.Network.fromReport(REPORT).hashtag, HASHTAG);
    assert.deepEqual(Object.keys(entry), names);
  });

  test(`${name}: the entry with the module inside offers the same`, () => {
    assert.equal(inline.Network.fromReport(REPORT).hashtag, HASHTAG);
    assert.deepEqual(Object.keys(inline), names);
    assert.deepEqual(Object.keys(require(`${name}/inline`)).sort(), names);
  });

  test(`${name}: it needs nothing but JavaScript, WebAssembly and UTF-8`, () => {
    const code = readFileSync(new URL("inline.cjs", pkg), "utf8");
    const sandbox = { TextDecoder, TextEncoder, REPORT };
    assert.equal(runInNewContext(`${code}; semnet.Network.fromReport(REPORT).hashtag`, sandbox), HASHTAG);
  });

  test(`${name}: import and require in Node are one copy of the package`, () => {
    const required = require(name);
    assert.equal(required.Network, semnet.Network);
    assert.deepEqual(Object.keys(required).sort(), names);
  });

  test(`${name}: the types name exactly the values that there are`, () => {
    for (const file of ["index.d.ts", "index.d.cts"]) {
      const types = readFileSync(new URL(file, pkg), "utf8");
      const values = [...types.matchAll(/^export (?:declare )?(?:class|function|const|enum) (\w+)/gm)];
      assert.deepEqual([...new Set(values.map(([, name]) => name))].sort(), names, file);
    }
  });
}

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
