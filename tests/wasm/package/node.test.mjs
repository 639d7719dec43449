// The packed package: what is in it, what the checkers of packages and TypeScript say of it, and that it runs in Node.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { BESIDE, INSIDE, LEEWAY, gzip } from "../sizes.mjs";
import { TARBALL, emptyFolder, files, program, project, run, saidBy, script } from "./project.mjs";
import { SAID } from "./said.mjs";

const PRINT = "\nconsole.log(globalThis.semnetSaid);\n";

/** What each of the two packages has. */
const PARTS = [
  "index.d.cts",
  "index.d.ts",
  "index.js",
  "inline.cjs",
  "inline.d.cts",
  "inline.d.ts",
  "inline.js",
  "node.cjs",
  "node.js",
  "semnet_bg.wasm",
];
const FOLDERS = ["", "small/"];

test("the package holds what its exports name, the modules, the licences, and nothing else", () => {
  const others = ["LICENSE-APACHE", "LICENSE-MIT", "LICENSE-crates", "LICENSE-fflate", "README.md", "package.json"];
  const parts = FOLDERS.flatMap((folder) => PARTS.map((file) => folder + file));
  assert.deepEqual(files.map(({ path }) => path).sort(), [...others, ...parts].sort());
});

test("the licences of the crates are there, each crate with its version", () => {
  const notices = readFileSync(join(project("notices", {}), "node_modules/semnet/LICENSE-crates"), "utf8");
  const some = [/^blake3 \d+\.\d+\.\d+: .*Apache-2\.0/m, /^icu_normalizer .*: Unicode-3\.0$/m, /^ppmd-rust /m];
  for (const line of [...some, /Permission is hereby granted/]) assert.match(notices, line);
  assert.doesNotMatch(notices, /^(semnet-core|syn|rusqlite) /m);
});

test("scripts are ASCII, whatever encoding a page says", () => {
  const folder = project("ascii", {});
  const scripts = FOLDERS.flatMap((folder) => PARTS.map((file) => folder + file)).filter((file) => /\.c?js$/.test(file));
  assert.equal(scripts.length, 10);
  for (const file of scripts) {
    const others = readFileSync(join(folder, "node_modules/semnet", file), "latin1").match(/[^\0-\x7f]/g);
    assert.equal(others, null, file);
  }
});

test("the small package has at most 141,628 bytes, compressed, as cytoscape.min.js had", () => {
  const small = join(project("sizes", {}), "node_modules/semnet/small");
  for (const files of [BESIDE, INSIDE]) {
    const size = files.map((file) => gzip(join(small, file))).reduce((sum, size) => sum + size);
    assert.ok(size <= 141_628 * (LEEWAY > 0.1 ? 1 + LEEWAY : 1), `${files.join(" and ")}: ${size} bytes`);
  }
});

test("the modules name no folder of whoever built them", () => {
  const installed = join(project("paths", {}), "node_modules/semnet");
  for (const part of FOLDERS) {
    const module = readFileSync(join(installed, part, "semnet_bg.wasm"), "latin1");
    for (const folder of [homedir(), fileURLToPath(new URL("../../..", import.meta.url))]) {
      assert.ok(!module.includes(folder), part + folder);
    }
  }
});

test("publint is content", () => {
  run("publint", [TARBALL, "--strict"]);
});

test("attw is content, for every way of resolving that TypeScript has had", () => {
  run("attw", [TARBALL, "--no-emoji"]);
});

for (const name of ["semnet", "semnet/inline", "semnet/small", "semnet/small/inline"]) {
  const title = name.replaceAll("/", "-");
  test(`Node runs import from ${name}`, () => {
    const folder = project(`esm-${title}`, { "main.mjs": program(name) + PRINT });
    assert.equal(run("node", ["main.mjs"], folder), `${saidBy(name)}\n`);
  });

  test(`Node runs require of ${name}`, () => {
    const folder = project(`cjs-${title}`, { "main.cjs": script(`require("${name}")`) + PRINT });
    assert.equal(run("node", ["main.cjs"], folder), `${saidBy(name)}\n`);
  });
}

test("Node runs a worker thread", () => {
  const main = `
    import { Worker } from "node:worker_threads";
    new Worker(new URL("./worker.mjs", import.meta.url)).on("message", console.log);`;
  const worker = `${program()}\n(await import("node:worker_threads")).parentPort.postMessage(globalThis.semnetSaid);`;
  const folder = project("thread", { "main.mjs": main, "worker.mjs": worker });
  assert.equal(run("node", ["main.mjs"], folder), `${SAID}\n`);
});

test("esbuild bundles for Node into one file, which runs where nothing is installed", () => {
  const folder = project("esbuild-node", { "main.mjs": program() + PRINT });
  const alone = emptyFolder("bundled");
  for (const [format, file] of [["esm", "main.mjs"], ["cjs", "main.cjs"]]) {
    const options = ["--bundle", "--platform=node", `--format=${format}`, `--outfile=${alone}/${file}`];
    run("esbuild", ["main.mjs", ...options], folder);
    assert.equal(run("node", [file], alone), `${SAID}\n`);
  }
});

test("package.json can be read", () => {
  const folder = project("manifest", { "main.cjs": 'console.log(require("semnet/package.json").name)' });
  assert.equal(run("node", ["main.cjs"], folder), "semnet\n");
});

// `--types ''` and the plain `es2022`: the types must need nothing that a project may not have, and no `skipLibCheck`.
const STRICT = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--target", "es2022", "--lib", "es2022"];

for (const [resolution, options] of [
  ["nodenext", ["--module", "nodenext"]],
  ["node16", ["--module", "node16"]],
  ["bundler", ["--module", "esnext", "--moduleResolution", "bundler"]],
]) {
  test(`TypeScript compiles the small program with ${resolution}`, () => {
    const use = (name) => `import { Network, SemnetError } from "${name}";
      export const hashtag: string = Network.fromReport("").hashtag;
      export const known: boolean = ({} as unknown) instanceof SemnetError;
      // @ts-expect-error A hashtag is no number.
      export const wrong: number = Network.fromReport("").hashtag;`;
    const small = `import { Network } from "semnet/small";
      export const text: string | undefined = Network.fromReport("").shortestPath(0, 1)?.text;
      // @ts-expect-error The small package has no ranks.
      Network.fromReport("").pagerank();`;
    const contents = {
      "main.mts": use("semnet"),
      "inline.mts": use("semnet/inline"),
      "small.mts": small,
      "small-inline.mts": use("semnet/small/inline"),
    };
    if (resolution !== "bundler") {
      contents["required.cts"] = `import semnet = require("semnet");\n${use("semnet/inline")}\nsemnet.parseHashtag("");`;
      contents["small.cts"] = `import semnet = require("semnet/small");\n${use("semnet/small/inline")}\nsemnet.parseHashtag("");`;
    }
    const folder = project(`types-${resolution}`, contents);
    run("tsc", [...STRICT, ...options, "--types", "", ...Object.keys(contents)], folder);
  });
}
