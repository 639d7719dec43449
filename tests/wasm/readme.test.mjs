// The quick start of the package's README runs, and prints what its comments say.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const readme = readFileSync(new URL("../../semnet-wasm/README.md", import.meta.url), "utf8");

test("the quick start prints what it says", async () => {
  const [, code] = readme.match(/```js\n(.*?)```/s);
  const said = [...code.matchAll(/^.*console\.log\(.*\); \/\/ (.*)$/gm)].map(([, comment]) => comment);
  const printed = [];
  const module = `const console = globalThis.quickStartConsole;\n${code.replace('"semnet"', JSON.stringify(import.meta.resolve("semnet")))}`;
  globalThis.quickStartConsole = { log: (...values) => printed.push(values.join(" ")) };
  await import(`data:text/javascript,${encodeURIComponent(module)}`);
  assert.deepEqual(printed, said);
  assert.equal(said.length, 3);
});
