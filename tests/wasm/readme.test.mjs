// The quick starts of the READMEs run, and print what their comments say.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { format } from "node:util";

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
