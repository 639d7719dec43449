// The packed package on other platforms than Node and browsers, and in runners of tests. Nothing is configured for it.

import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import { program, project, run, script } from "./project.mjs";
import { SAID } from "./said.mjs";

const PRINT = "\nglobalThis.semnetDone.then(() => console.log(globalThis.semnetSaid));\n";
const DEPENDS = { dependencies: { semnet: "*" } };
const require = createRequire(import.meta.url);

test("Deno, without a permission", () => {
  const folder = project("deno", { "main.mjs": program() + PRINT }, DEPENDS);
  assert.equal(run("deno", ["run", "--quiet", "--node-modules-dir=manual", "main.mjs"], folder), `${SAID}\n`);
});

test("Bun, import and require", () => {
  const contents = { "main.mjs": program() + PRINT, "main.cjs": script('require("semnet")') + PRINT };
  const folder = project("bun", contents, DEPENDS);
  for (const file of Object.keys(contents)) assert.equal(run("bun", [file], folder), `${SAID}\n`, file);
});

test("Cloudflare's workerd, bundled as its tools do", async () => {
  const worker = `${program()}
    export default {
      async fetch() {
        await globalThis.semnetDone;
        return new Response(globalThis.semnetSaid);
      },
    };`;
  const folder = project("workerd", { "main.js": worker });
  const out = join(folder, "out");
  mkdirSync(out);
  await build({
    entryPoints: [join(folder, "main.js")],
    outfile: join(out, "main.js"),
    bundle: true,
    format: "esm",
    conditions: ["workerd", "worker", "browser"],
    external: ["*.wasm"],
    logLevel: "warning",
  });
  copyFileSync(join(folder, "node_modules/semnet/semnet.wasm"), join(out, "semnet.wasm"));
  const miniflare = new Miniflare({
    modules: true,
    modulesRoot: out,
    scriptPath: join(out, "main.js"),
    modulesRules: [
      { type: "ESModule", include: ["**/*.js"] },
      { type: "CompiledWasm", include: ["**/*.wasm"] },
    ],
    compatibilityDate: "2025-01-01",
  });
  try {
    const response = await miniflare.dispatchFetch("http://127.0.0.1/");
    assert.equal(await response.text(), SAID);
  } finally {
    await miniflare.dispose();
  }
});

/** Test runners must find the output of the program, and that networks are equal by content. */
const TESTS = `
  test("it says what it says everywhere", async () => {
    await globalThis.semnetDone;
    expect(globalThis.semnetSaid).toBe(${JSON.stringify(SAID)});
  });
  test("networks are equal by content", () => {
    const build = (label) => new NetworkBuilder("Q?").concept(label).build();
    expect(build("A")).toEqual(build("A"));
    expect(build("A")).not.toEqual(build("B"));
    expect({ deep: [build("A")] }).toStrictEqual({ deep: [build("A")] });
    expect({ deep: [build("A")] }).not.toStrictEqual({ deep: [build("B")] });
  });`;

test("Vitest", () => {
  const folder = project("vitest", { "main.test.mjs": program() + TESTS });
  assert.match(run("vitest", ["run", "--globals", "--root", folder], folder), /2 passed/);
});

for (const environment of ["node", "jsdom"]) {
  test(`Jest, in ${environment}`, () => {
    const contents = { "main.test.cjs": script('require("semnet")') + TESTS };
    const folder = project(`jest-${environment}`, contents, { jest: { testMatch: ["**/*.test.cjs"] } });
    const path = require.resolve(`jest-environment-${environment}`, { paths: [require.resolve("jest")] });
    // Its output is not shown when it succeeds; a failure is thrown.
    run("jest", ["--env", path, "--rootDir", folder, "--ci", "--silent", "--json", "--outputFile", "out.json"], folder);
    assert.equal(JSON.parse(readFileSync(join(folder, "out.json"), "utf8")).numPassedTests, 2);
  });
}
