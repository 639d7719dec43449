// The quick starts of the READMEs run, and print what their comments say; the stated sizes are those of the build.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { format } from "node:util";
import { FILES, LEEWAY, gzipped } from "./sizes.mjs";

const SEMNET = import.meta.resolve("semnet");

for (const [file, lines] of [
  ["README.md", 3],
  ["semnet-wasm/README.md", 17],
]) {
  test(`the quick start of ${file} prints what it says`, async (t) => {
    const readme = readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
    const code = [...readme.matchAll(/```js\n(.*?)```/gs)].map(([, block]) => block).join("");
    const said = [...code.matchAll(/^ *console\.log\(.*\); \/\/ (.*)$/gm)].map(([, comment]) => comment);
    assert.equal(said.length, lines);

    const log = t.mock.method(console, "log", () => {});
    await import(`data:text/javascript,${encodeURIComponent(code.replace('"semnet"', JSON.stringify(SEMNET)))}`);
    assert.deepEqual(
      log.mock.calls.map((call) => format(...call.arguments)),
      said,
    );
  });
}

test("the quick start of the package is strict TypeScript", () => {
  const readme = readFileSync(new URL("../../semnet-wasm/README.md", import.meta.url), "utf8");
  const code = [...readme.matchAll(/```js\n(.*?)```/gs)].map(([, block]) => block).join("");
  const file = fileURLToPath(new URL("quick-start.ts", import.meta.url));
  writeFileSync(file, code);
  try {
    const options = "--noEmit --strict --noUncheckedIndexedAccess --module nodenext --target esnext --lib esnext,dom";
    const { status, stdout } = spawnSync(
      fileURLToPath(new URL("node_modules/.bin/tsc", import.meta.url)),
      [...options.split(" "), "--types", "", file],
      { cwd: import.meta.dirname, encoding: "utf8" },
    );
    assert.equal(status, 0, stdout);
  } finally {
    rmSync(file);
  }
});

test("the sizes in the README of the package are those of what is built", () => {
  const readme = readFileSync(new URL("../../semnet-wasm/README.md", import.meta.url), "utf8");
  for (const [file, parts] of Object.entries(FILES)) {
    const row = readme.split("\n").find((line) => line.startsWith("|") && line.includes(file) && / KB/.test(line));
    assert.ok(row, `${file} has no row`);
    const said = [...row.matchAll(/(\d+) KB/g)].map(([, size]) => Number(size));
    const sizes = parts.filter((files) => files.length > 0).map((files) => gzipped(files) / 1000);
    assert.equal(said.length, sizes.length, row);
    for (const [place, size] of sizes.entries()) {
      assert.ok(
        Math.abs(said[place] - size) <= LEEWAY * size,
        `${file}: ${said[place]} KB in the README, ${size} KB are built`,
      );
    }
  }
});

test("before the first call, bundlers and pages need at most 200 KB", () => {
  for (const [file, [first]] of Object.entries(FILES)) {
    if (file !== "`inline.js`") assert.ok(gzipped(first) <= 200_000 * (LEEWAY > 0.1 ? 1 + LEEWAY : 1), file);
  }
});
