// The entry for browsers and bundlers fetches the module that lies beside it, and offers what the one for Node does.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { HASHTAG, REPORT } from "./bees.mjs";

const PKG = new URL("../../semnet-wasm/pkg/", import.meta.url);

test("the entry for browsers fetches the module", async (t) => {
  const headers = { "Content-Type": "application/wasm" };
  const fetch = t.mock.method(globalThis, "fetch", async (url) => new Response(readFileSync(url), { headers }));
  const entry = await import(new URL("index.js", PKG));
  assert.deepEqual(fetch.mock.calls.map((call) => call.arguments[0].href), [new URL("semnet_bg.wasm", PKG).href]);
  assert.equal(entry.Network.fromReport(REPORT).hashtag, HASHTAG);
  assert.deepEqual(Object.keys(entry), Object.keys(await import("semnet")));
});

test("the package has Cargo's version, and every file that it names", () => {
  const { version, exports } = JSON.parse(readFileSync(new URL("package.json", PKG), "utf8"));
  const manifest = readFileSync(new URL("../../Cargo.toml", import.meta.url), "utf8");
  assert.equal(version, manifest.match(/\[workspace\.package\]\nversion = "(.*)"/)[1]);
  for (const file of [...Object.values(exports["."]), exports["./package.json"]]) {
    assert.ok(readFileSync(new URL(file, PKG)).length > 0, file);
  }
  assert.equal(Object.keys(exports["."])[0], "types");
});
