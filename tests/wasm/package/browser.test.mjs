// The packed package in a browser: from plain pages, workers, files and sandboxes, and through bundlers.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import { rollup } from "rollup";
import { build as buildByVite, createServer as createViteServer } from "vite";
import webpack from "webpack";
import { launch, said, serve } from "./browser.mjs";
import { emptyFolder, program, project, run, script, write } from "./project.mjs";
import { SAID } from "./said.mjs";

const FETCHED = "/node_modules/semnet/index.js";
const INSIDE = "/node_modules/semnet/inline.js";
const MODULE = '<!doctype html><script type="module" src="./main.js"></script>';
const CLASSIC = '<!doctype html><script src="./main.js"></script>';
// As bundlers know it; Vite and webpack find the worker's file by it.
const START_WORKER = `new Worker(new URL("./worker.js", import.meta.url), { type: "module" })
  .onmessage = ({ data }) => { globalThis.semnetSaid = data; };`;
const POST = "\nglobalThis.semnetDone.then(() => postMessage(globalThis.semnetSaid));\n";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** The page in this folder, served with these headers, runs the small program with this output. */
async function runs(folder, headers, expected = SAID) {
  const server = await serve(folder, headers);
  try {
    assert.equal(await said(browser, server.url), expected);
  } finally {
    await server.close();
  }
}

// --- without a bundler ---------------------------------------------------------------------------------------------

for (const [what, path] of [
  ["the module beside it", FETCHED],
  ["the module inside", INSIDE],
]) {
  const name = path.match(/(\w+)\.js/)[1];

  test(`a plain page, with ${what}`, async () => {
    await runs(project(`page-${name}`, { "index.html": MODULE, "main.js": program(path) }));
  });

  test(`a plain page with an import map, with ${what}`, async () => {
    const map = `<script type="importmap">${JSON.stringify({ imports: { semnet: path } })}</script>`;
    await runs(project(`map-${name}`, { "index.html": map + MODULE, "main.js": program() }));
  });

  test(`a module worker, with ${what}`, async () => {
    const contents = { "index.html": MODULE, "main.js": START_WORKER, "worker.js": program(path) + POST };
    await runs(project(`worker-${name}`, contents));
  });

  test(`a page with a strict Content-Security-Policy, with ${what}`, async () => {
    const folder = project(`policy-${name}`, { "index.html": MODULE, "main.js": program(path) });
    const policy = (text) => runs(folder, { "Content-Security-Policy": text });
    await policy("script-src 'self' 'wasm-unsafe-eval'");
    await policy("default-src 'none'; connect-src 'self'; script-src 'self' 'wasm-unsafe-eval'");
    // No WebAssembly at all: the policy is obeyed.
    await assert.rejects(policy("script-src 'self'"), /Content Security Policy/);
  });
}

test("a plain page loads the package anew from another address", async () => {
  const main = `
    import { Network, NetworkBuilder } from "${FETCHED}";
    const { bytes } = new NetworkBuilder("Why do bees dance?").build();
    const anew = await import("${FETCHED}?2");
    globalThis.semnetSaid = [anew.Network !== Network, anew.Network.fromBytes(bytes).question].join(" ");`;
  await runs(project("anew", { "index.html": MODULE, "main.js": main }), {}, "true Why do bees dance?");
});

test("a service worker, with the module inside", async () => {
  const main = `
    navigator.serviceWorker.onmessage = ({ data }) => { globalThis.semnetSaid = data; };
    await navigator.serviceWorker.register("/worker.js", { type: "module" });
    (await navigator.serviceWorker.ready).active.postMessage("go");`;
  const worker = `${program(INSIDE)}\nonmessage = ({ source }) => globalThis.semnetDone.then(() => source.postMessage(globalThis.semnetSaid));`;
  await runs(project("service", { "index.html": MODULE, "main.js": main, "worker.js": worker }));
});

// --- files and sandboxes -------------------------------------------------------------------------------------------

const PAGE =
  '<!doctype html><meta charset="utf-8"><script src="node_modules/semnet/inline.cjs"></script><script src="./main.js"></script>';

test("a classic script", async () => {
  await runs(project("classic", { "index.html": PAGE, "main.js": script("semnet") }));
});

test("a file:// page with a classic script", async () => {
  const folder = project("file", { "index.html": PAGE, "main.js": script("semnet") });
  assert.equal(await said(browser, pathToFileURL(join(folder, "index.html")).href), SAID);
});

test("a file:// page that holds everything, bundled by esbuild", async () => {
  const folder = project("single", { "main.js": program("semnet/inline") });
  const file = join(emptyFolder("single-alone"), "page.html");
  write(join(file, ".."), { "page.html": `<!doctype html><meta charset="utf-8"><script>${esbuild(folder)}</script>` });
  assert.equal(await said(browser, pathToFileURL(file).href), SAID);
});

test("a sandboxed frame", async () => {
  const inside = esbuild(project("sandbox", { "main.js": program("semnet/inline") }));
  const main = `
    onmessage = ({ data }) => { globalThis.semnetSaid = data; };
    const frame = document.createElement("iframe");
    frame.sandbox = "allow-scripts";
    frame.srcdoc = ${JSON.stringify(`<script>${inside}; semnetDone.then(() => parent.postMessage(semnetSaid, "*"))</script>`)};
    document.body.append(frame);`;
  const folder = emptyFolder("sandbox-alone");
  write(folder, { "index.html": MODULE.replace("<script", "<body><script"), "main.js": main });
  await runs(folder);
});

/** What esbuild makes of a project without further options: one classic script. */
function esbuild(folder) {
  run("esbuild", ["main.js", "--bundle", "--log-level=warning", "--outfile=out.js"], folder);
  return readFileSync(join(folder, "out.js"), "utf8");
}

// --- bundlers, none of which is told anything ------------------------------------------------------------------------

for (const [format, html] of [
  ["iife", CLASSIC],
  ["esm", MODULE],
]) {
  test(`esbuild, ${format}`, async () => {
    const folder = project(`esbuild-${format}`, { "main.js": program() });
    run("esbuild", ["main.js", "--bundle", "--minify", `--format=${format}`, "--outfile=dist/main.js"], folder);
    write(folder, { "dist/index.html": html });
    await runs(join(folder, "dist"));
  });
}

for (const [what, contents] of [
  ["the page", { "main.js": program() }],
  ["a worker", { "main.js": START_WORKER, "worker.js": program() + POST }],
]) {
  const name = what.split(" ")[1];

  test(`webpack, in ${what}`, async () => {
    const folder = project(`webpack-${name}`, contents);
    for (const mode of ["production", "development"]) {
      const path = join(folder, mode);
      const stats = await new Promise((resolve, reject) => {
        const options = { context: folder, mode, entry: "./main.js", output: { path } };
        webpack(options, (error, stats) => (error ? reject(error) : resolve(stats)));
      });
      // That it is larger than 244 KB is all that webpack may say, and what to do about that.
      const { errors, warnings } = stats.toJson({ errors: true, warnings: true });
      assert.deepEqual(errors, []);
      assert.deepEqual(
        warnings.filter(({ message }) => !/limit|performance recommendations/.test(message)),
        [],
      );
      write(path, { "index.html": CLASSIC });
      await runs(path);
    }
  });

  test(`Vite, built, in ${what}`, async () => {
    const folder = project(`vite-build-${name}`, { "index.html": MODULE, ...contents });
    await buildByVite({ root: folder, configFile: false, logLevel: "error" });
    await runs(join(folder, "dist"));
  });

  test(`Vite, its development server, in ${what}`, async () => {
    const folder = project(`vite-serve-${name}`, { "index.html": MODULE, ...contents });
    const options = { host: "127.0.0.1", port: 0, hmr: false };
    const server = await createViteServer({ root: folder, configFile: false, logLevel: "error", server: options });
    try {
      await server.listen();
      assert.equal(await said(browser, `http://127.0.0.1:${server.httpServer.address().port}/`), SAID);
    } finally {
      await server.close();
    }
  });
}

test("Rollup, with its plugin for packages", async () => {
  const folder = project("rollup", { "main.js": program() });
  const onwarn = (warning) => assert.fail(warning.message);
  const bundle = await rollup({ input: join(folder, "main.js"), plugins: [nodeResolve({ browser: true })], onwarn });
  await bundle.write({ dir: join(folder, "dist"), format: "es" });
  write(folder, { "dist/index.html": MODULE });
  await runs(join(folder, "dist"));
});

test("Parcel", async () => {
  const folder = project("parcel", { "index.html": MODULE, "main.js": program() });
  run("parcel", ["build", "index.html", "--dist-dir", "dist", "--no-cache", "--public-url", "./"], folder);
  await runs(join(folder, "dist"));
});
