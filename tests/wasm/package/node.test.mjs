// The packed package: its files, the results of package checkers and TypeScript, and that it runs in Node.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { LEEWAY } from "../sizes.mjs";
import { TARBALL, emptyFolder, files, program, project, run, script, write } from "./project.mjs";
import { SAID } from "./said.mjs";

const PRINT = "\nglobalThis.semnetDone.then(() => console.log(globalThis.semnetSaid));\n";

/** The entries, each with its source map; the modules; the types. */
const SCRIPTS = [
  "bundler.js",
  "cli.cjs",
  "edge.js",
  "element.js",
  "index.js",
  "inline.cjs",
  "inline.js",
  "node.cjs",
  "rest.js",
  "serve.js",
  "start.js",
  "worker.js",
  "workerd.js",
];
const PARTS = [
  ...SCRIPTS,
  ...SCRIPTS.map((script) => `${script}.map`),
  "core.wasm",
  ...["index", "inline"].flatMap((name) => [`${name}.d.cts`, `${name}.d.ts`]),
  "node.js",
  "semnet.wasm",
  "semnet.wasm.d.ts",
  ...["element", "serve", "start", "worker"].flatMap((name) => [`${name}.d.cts`, `${name}.d.ts`]),
];

test("the package holds what its exports name, the modules, the licences, and nothing else", () => {
  const others = ["LICENSE-APACHE", "LICENSE-MIT", "LICENSE-crates", "LICENSE-fflate", "README.md", "package.json"];
  assert.deepEqual(files.map(({ path }) => path).sort(), [...others, ...PARTS].sort());
});

test("the licences of the crates are there, each crate with its version", () => {
  const notices = readFileSync(join(project("notices", {}), "node_modules/semnet/LICENSE-crates"), "utf8");
  const some = [/^blake3 \d+\.\d+\.\d+: .*Apache-2\.0/m, /^icu_normalizer .*: Unicode-3\.0$/m, /^ppmd-rust /m];
  for (const line of [...some, /Permission is hereby granted/]) assert.match(notices, line);
  assert.doesNotMatch(notices, /^(semnet-core|syn|rusqlite) /m);
});

test("scripts are ASCII, whatever encoding a page says, and their lines are short, but for the modules in them", () => {
  const folder = project("ascii", {});
  for (const file of SCRIPTS) {
    const script = readFileSync(join(folder, "node_modules/semnet", file), "latin1");
    if (!["cli.cjs", "node.cjs"].includes(file)) assert.equal(script.match(/[^\0-\x7f]/g), null, file);
    const long = script.split("\n").filter((line) => line.length > 1_000);
    assert.ok(
      long.length <= 1 && long.every((line) => /[\w+/]{100000}/.test(line)),
      `${file}: ${long.map((line) => line.slice(0, 80))}`,
    );
  }
});

test("an uncaught error prints the line that threw it, and the source map names the file", () => {
  const main = 'require("semnet").Network.fromReport("");';
  const folder = project("uncaught", { "main.cjs": main });
  for (const [options, place] of [
    [[], /semnet\/node\.cjs:\d+/],
    [["--enable-source-maps"], /js\/error\.ts:\d+/],
  ]) {
    const { stderr } = spawnSync("node", [...options, "main.cjs"], { cwd: folder, encoding: "utf8" });
    assert.ok(stderr.length < 5_000, `${stderr.length} characters`);
    assert.match(stderr, /SemnetError: line 1, column 1/);
    assert.match(stderr, place);
  }
});

// With a standard library that was built before, modules are an eighth larger: LEEWAY of ../sizes.mjs.
test("sizes stay below their limits", () => {
  const limit = (file, most, of) => {
    const size = of(readFileSync(join(folder, file))).length;
    assert.ok(size <= most * (1 + LEEWAY), `${file}: ${size} bytes, at most ${most} expected`);
  };
  const folder = join(project("sizes", {}), "node_modules/semnet");
  const gzip = (bytes) => gzipSync(bytes, { level: 9 });
  limit("bundler.js", 200_000, gzip);
  limit("element.js", 60_000, gzip);
  // Was 1.2 MB, until evidence, formats and answers of models grew by 6 %, and then the formats by another 4 %.
  limit("semnet.wasm", 1_300_000, gzip);
});

test("the modules name no folder of whoever built them", () => {
  const installed = join(project("paths", {}), "node_modules/semnet");
  for (const file of ["core.wasm", "semnet.wasm"]) {
    const module = readFileSync(join(installed, file), "latin1");
    for (const folder of [homedir(), fileURLToPath(new URL("../../..", import.meta.url))]) {
      assert.ok(!module.includes(folder), file + folder);
    }
  }
});

test("publint is content", () => {
  run("publint", [TARBALL, "--strict"]);
});

test("attw is content, for every way of resolving that TypeScript has had", () => {
  // These are for browsers and bundlers alone, which take ES modules.
  run("attw", [TARBALL, "--no-emoji", "--exclude-entrypoints", "element", "start", "wasm", "worker", "worker/serve"]);
});

for (const name of ["semnet", "semnet/inline"]) {
  const title = name.replaceAll("/", "-");
  test(`Node runs import from ${name}`, () => {
    const folder = project(`esm-${title}`, { "main.mjs": program(name) + PRINT });
    assert.equal(run("node", ["main.mjs"], folder), `${SAID}\n`);
  });

  test(`Node runs require of ${name}`, () => {
    const folder = project(`cjs-${title}`, { "main.cjs": script(`require("${name}")`) + PRINT });
    assert.equal(run("node", ["main.cjs"], folder), `${SAID}\n`);
  });
}

test("Node runs a worker thread", () => {
  const main = `
    import { Worker } from "node:worker_threads";
    new Worker(new URL("./worker.mjs", import.meta.url)).on("message", console.log);`;
  const worker = `${program()}\nawait globalThis.semnetDone;\n(await import("node:worker_threads")).parentPort.postMessage(globalThis.semnetSaid);`;
  const folder = project("thread", { "main.mjs": main, "worker.mjs": worker });
  assert.equal(run("node", ["main.mjs"], folder), `${SAID}\n`);
});

test("esbuild bundles for Node into one file, which runs where nothing is installed", () => {
  const folder = project("esbuild-node", { "main.mjs": program() + PRINT });
  const alone = emptyFolder("bundled");
  for (const [format, file] of [
    ["esm", "main.mjs"],
    ["cjs", "main.cjs"],
  ]) {
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
    const contents = {
      "main.mts": use("semnet"),
      "inline.mts": use("semnet/inline"),
    };
    if (resolution !== "bundler") {
      contents["required.cts"] =
        `import semnet = require("semnet");\n${use("semnet/inline")}\nsemnet.parseHashtag("");`;
    }
    const folder = project(`types-${resolution}`, contents);
    run("tsc", [...STRICT, ...options, "--types", "", ...Object.keys(contents)], folder);
  });
}

test("TypeScript compiles a program that brings the module itself", () => {
  const main = `import module from "semnet/wasm";
    import { Network, start } from "semnet/start";
    await start(module);
    export const hashtag: string = Network.fromReport("").hashtag;`;
  const folder = project("types-start", { "main.mts": main });
  const options = ["--module", "esnext", "--moduleResolution", "bundler"];
  run(
    "tsc",
    ["--noEmit", "--strict", "--target", "es2022", "--lib", "es2022,dom", ...options, "--types", "", "main.mts"],
    folder,
  );
});

test("TypeScript has the types of the element's events", () => {
  const main = `import { Network } from "semnet";
    import type { SemanticNetworkElement, SemanticNetworkEventMap } from "semnet/element";
    const element = document.createElement("semantic-network");
    const listen = ({ detail }: SemanticNetworkEventMap["choose"]): void => console.log(detail?.kind);
    element.addEventListener("choose", listen, { once: true });
    element.addEventListener("choose", function ({ detail }) {
      const same: SemanticNetworkElement = this;
      if (detail?.kind === "concept") console.log(same, detail.label);
    });
    element.addEventListener("layout", ({ detail }) => console.log(detail.toFixed(2)));
    element.addEventListener("error", ({ detail }) => console.log(detail.message));
    element.addEventListener("click", ({ clientX }) => console.log(clientX));
    element.addEventListener("mine", (event: Event) => console.log(event.type));
    element.removeEventListener("choose", listen);
    // @ts-expect-error A choice is no number.
    element.addEventListener("choose", ({ detail }) => console.log(detail.toFixed(2)));
    element.network = Network.fromReport("");
    element.network = undefined;
    const part: HTMLElement = element;
    document.body.append(part);`;
  const folder = project("types-element", { "main.mts": main });
  const options = ["--module", "esnext", "--moduleResolution", "bundler"];
  run(
    "tsc",
    ["--noEmit", "--strict", "--target", "es2022", "--lib", "es2022,dom", ...options, "--types", "", "main.mts"],
    folder,
  );
});

test("npx semnet has the commands that need no store", () => {
  const csv = "from,relation,to\nWaggle Dance,is aimed by,Sun Compass\n";
  const folder = project("program", { "bees.csv": csv }, { dependencies: { semnet: "*" } });
  const semnet = (...args) =>
    run("npx", ["--no-install", "semnet", ...args, "--question", "Why do bees dance?"], folder);
  assert.match(semnet("--help"), /^Semantic networks: read, convert, ask/);
  semnet("convert", "bees.csv", "bees.graphml");
  assert.match(readFileSync(join(folder, "bees.graphml"), "utf8"), /<graphml/);
  const json = JSON.parse(semnet("open", "bees.graphml", "--json"));
  assert.deepEqual(
    json.concepts.map(({ label }) => label),
    ["Sun Compass", "Waggle Dance"],
  );
  const link = semnet("link", "bees.csv", "--full", "--base", "https://example.org/").trim();
  assert.match(link, /^https:\/\/example\.org\/#\w{11}\./);
  assert.equal(JSON.parse(semnet("open", link, "--json")).question, "Why do bees dance?");
  const SELECTED = "?x = Waggle Dance, ?y = Sun Compass\n    Waggle Dance —is aimed by→ Sun Compass\n";
  assert.equal(semnet("select", "bees.csv", '?x via "is aimed by" ?y'), SELECTED);
  assert.equal(semnet("path", "bees.csv", "sun compass", "waggle dance"), "Sun Compass ←is aimed by— Waggle Dance\n");
  assert.equal(semnet("diff", "bees.csv", "bees.graphml"), "");
  assert.match(semnet("--version"), /^semnet \d+\.\d+\.\d+\n$/);
  const claims = project("evidence", {
    "claims.csv": "from,relation,to,passage\nBoard,rejected,Plan,The board rejected the plan.\nBoard,met,Plan,It met\n",
    "minutes.txt": "It met.\nThe board did not reject the plan.",
    "notes.txt": "Nothing.",
  });
  const inClaims = (...args) => {
    const cli = join(claims, "node_modules/semnet/cli.cjs");
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args, "--question", "Q?"], {
      cwd: claims,
      encoding: "utf8",
    });
    return [status, stdout, stderr];
  };
  assert.deepEqual(inClaims("evidence", "claims.csv", "--source", "notes.txt", "minutes.txt"), [
    1,
    "exact\tminutes.txt:1\tBoard —met→ Plan\tIt met\n" +
      "altered\tminutes.txt:2\tBoard —rejected→ Plan\tThe board rejected the plan.\n    did not reject → rejected\n",
    "",
  ]);
  // More than a pipe holds, for a reader that wants ten characters of it.
  const rows = Array.from({ length: 5_000 }, (_, place) => `Concept ${place},leads to,Concept ${place + 1}\n`);
  writeFileSync(join(claims, "many.csv"), `from,relation,to\n${rows.join("")}`);
  const reader = "node node_modules/semnet/cli.cjs open many.csv --json --question Q? | head -c 10";
  const read = spawnSync("sh", ["-c", reader], { cwd: claims, encoding: "utf8" });
  assert.deepEqual([read.stdout.length, read.stderr], [10, ""]);
  const [status, printed] = inClaims("evidence", "claims.csv", "--source", "minutes.txt", "--json");
  assert.equal(status, 1);
  assert.deepEqual(
    JSON.parse(printed).map(({ verdict, source, line }) => [verdict, source, line]),
    [
      ["exact", "minutes.txt", 1],
      ["altered", "minutes.txt", 2],
    ],
  );
  assert.match(inClaims("evidence", "claims.csv", "--source", "minutes.txt", "--as", "markdown")[1], /\[\^1\]: exact/);
  assert.match(inClaims("evidence", "claims.csv")[2], /needs the texts that are quoted/);
  assert.match(inClaims("evidence", "claims.csv", "--source", "none.txt")[2], /none\.txt: there is no such file/);
  // A passage in its own network does not support it; a table may be what somebody quotes from.
  const claimed = inClaims("open", "claims.csv", "--json")[1];
  const report = inClaims("open", "claims.csv")[1];
  const svg = inClaims("convert", "claims.csv", "claims.svg") && readFileSync(join(claims, "claims.svg"), "utf8");
  write(claims, {
    "claims.json": claimed,
    "report.txt": report,
    "link.txt": inClaims("link", "claims.csv", "--full")[1],
  });
  for (const [file, what] of [
    ["claims.json", "a semantic network in JSON"],
    ["report.txt", "the report of a semantic network"],
    ["link.txt", "a link that carries a semantic network"],
    ["claims.svg", "a picture that carries a semantic network"],
  ]) {
    assert.deepEqual(inClaims("evidence", "claims.csv", "--source", "minutes.txt", file), [
      1,
      "",
      `semnet: ${file}: this is ${what}, not a source; expected a text that passages are quoted from\n`,
    ]);
  }
  assert.match(svg, /<metadata>/);
  assert.match(inClaims("evidence", "claims.csv", "--source", "claims.csv")[1], /^exact\tclaims\.csv:3/);
  // Errors name what was found, and what was expected, in one line.
  assert.equal(
    inClaims("open")[2],
    "semnet: `open` was given 0 values; expected: semnet open INPUT [--json | --as F]\n",
  );
  assert.equal(inClaims("open", ".")[2], "semnet: .: this is a folder; expected a file\n");
  assert.equal(
    inClaims("open", "claims.csv", "--nope")[2],
    "semnet: Unknown option '--nope'; `semnet --help` lists the options\n",
  );
  assert.match(inClaims("apply", "claims.csv", "minutes.txt")[2], /^semnet: minutes\.txt is not JSON: .*\n$/);
  // The name of a file is no question for the package's own form; for others it is.
  write(claims, {
    "none.json": '{"concepts": [{"label": "A"}]}',
    "graph.json": '{"nodes": [{"id": "A"}], "links": []}',
  });
  const inNone = (...args) => {
    const cli = join(claims, "node_modules/semnet/cli.cjs");
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { cwd: claims, encoding: "utf8" });
    return [status, stdout, stderr];
  };
  const [refused, nothing, advice] = inNone("open", "none.json", "--json");
  assert.deepEqual([refused, nothing], [1, ""]);
  assert.match(advice, /^semnet: none\.json: .*question.*, with --question TEXT\n$/);
  assert.match(inNone("open", "none.json", "--json", "--question", "Why?")[1], /"question": ?"Why\?"/);
  assert.match(inNone("open", "graph.json", "--json")[1], /"question": ?"graph"/);
  assert.match(inClaims("context", "claims.csv", "plan", "--tokens", "30")[1], /^Q\?\n.*Plan/s);
  assert.equal(JSON.parse(inClaims("context", "claims.csv", "plan", "--network")[1]).question, "Q?");
  assert.match(inClaims("score", "claims.csv", "claims.csv")[1], /^concepts: precision 1\.000/);
  write(claims, { "more.csv": "from,relation,to,passage\nBoard,met,Plan,It met\nBoard,paid,Plan,\n" });
  const parsed = (...args) => {
    const [status, stdout, stderr] = inClaims(...args);
    return [status, JSON.parse(stdout), stderr];
  };
  const [, changes] = parsed("diff", "claims.csv", "more.csv", "--json");
  assert.deepEqual(
    changes.map(({ change }) => change),
    ["relationshipRemoved", "relationshipAdded"],
  );
  write(claims, { "changes.json": JSON.stringify(changes) });
  const [, after] = parsed("open", "more.csv", "--json");
  assert.deepEqual(parsed("apply", "claims.csv", "changes.json"), [0, after, ""]);
  assert.match(inClaims("apply", "more.csv", "changes.json")[2], /^semnet: changes\.json: cannot apply/);
  assert.match(inClaims("apply", "more.csv", "minutes.txt")[2], /^semnet: minutes\.txt is not JSON/);
  assert.deepEqual(parsed("merge", "claims.csv", "claims.csv", "more.csv"), [0, after, ""]);
  write(claims, { "union.json": inClaims("union", "claims.csv", "more.csv")[1] });
  const [hashtag] = /\w{11}$/.exec(inClaims("link", "claims.csv")[1].trim());
  const [, alone] = parsed("without", "union.json", hashtag);
  assert.deepEqual(alone, parsed("union", "more.csv")[1]);
  assert.match(inClaims("without", "more.csv", hashtag)[2], /is not a union/);
  assert.match(semnet("formats"), /graphml\t\.graphml/);
  assert.throws(() => semnet("opne"), /there is no command `opne`/);
  assert.throws(() => semnet("open", "none.csv"), /none\.csv: there is no such file/);
  assert.throws(() => semnet("path", "bees.csv", "sun compas", "waggle dance"), /did you mean "Sun Compass"/);
});
