// The quick starts of the READMEs run, and print what their comments say; the sizes are those of what is built.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { format } from "node:util";
import { BESIDE, INSIDE, LEEWAY, gzipped } from "./sizes.mjs";

const SEMNET = import.meta.resolve("semnet");

for (const [file, lines] of [["README.md", 2], ["semnet-wasm/README.md", 10]]) {
  test(`the quick start of ${file} prints what it says`, async (t) => {
    const readme = readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
    const code = [...readme.matchAll(/```js\n(.*?)```/gs)].map(([, block]) => block).join("");
    const said = [...code.matchAll(/^ *console\.log\(.*\); \/\/ (.*)$/gm)].map(([, comment]) => comment);
    assert.equal(said.length, lines);

    const log = t.mock.method(console, "log", () => {});
    await import(`data:text/javascript,${encodeURIComponent(code.replace('"semnet"', JSON.stringify(SEMNET)))}`);
    assert.deepEqual(log.mock.calls.map((call) => format(...call.arguments)), said);
  });
}

test("the sizes in the README of the package are those of what is built", () => {
  const readme = readFileSync(new URL("../../semnet-wasm/README.md", import.meta.url), "utf8");
  for (const [file, files] of [["index.js", BESIDE], ["inline.js", INSIDE]]) {
    const [, ...said] = readme.match(new RegExp(`^\\|[^|]*\\(\`${file}\`\\), gzip -9 \\| (\\d+) KB \\| (\\d+) KB \\|$`, "m")) ?? [];
    assert.equal(said.length, 2, `${file} has no row`);
    for (const [place, folder] of ["", "small/"].entries()) {
      const size = gzipped(folder, files) / 1000;
      assert.ok(Math.abs(Number(said[place]) - size) <= LEEWAY * size, `${folder}${file}: ${said[place]} KB in the README, ${size} KB are built`);
    }
  }
});
