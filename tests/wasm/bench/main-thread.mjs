// How long the main thread of a page is kept busy by calls of `semnet/worker`, with a network of 117,791 concepts and 285,348
// relationships, as many as WordNet has: `node tests/wasm/bench/main-thread.mjs [PART...]`. Nothing should keep it busy for more
// than 50 ms. Prints, for each call, how long it took and the longest time for which the page could do nothing else.
//
// Needs the built package, `npm ci` in tests/wasm/package, and Chromium.

import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch, serve } from "../package/browser.mjs";

const PKG = fileURLToPath(new URL("../../../semnet-wasm/pkg/", import.meta.url));
const { NetworkBuilder } = await import(join(PKG, "node.js"));
const MOST = 50;

function large() {
  const [concepts, relationships] = [117_791, 285_348];
  const builder = new NetworkBuilder("How busy is the page?");
  const label = (number) => `Concept ${number % concepts}`;
  for (let number = 0; number < concepts; number += 1) {
    builder.concept(label(number), `What there is to say of concept ${number}, in a sentence of some length.`);
  }
  for (let number = 0; number < relationships; number += 1) {
    const [source, relation] = [label(number), `r${number % 11}`];
    builder.relationship({ source, relation, target: label(number * 7 + Math.floor(number / concepts)) });
  }
  return builder.build();
}

const PAGE = `<!doctype html><script type="module">
  import { connect } from "./worker.js";
  const semnet = connect(new Worker("./work.js", { type: "module" }));
  // A message to itself comes as soon as the thread is free.
  let [longest, last] = [0, performance.now()];
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    port2.postMessage(0);
  };
  port2.postMessage(0);
  const pause = () => new Promise((resolve) => setTimeout(resolve, 50));
  const bytes = new Uint8Array(await (await fetch("./network.semnet")).arrayBuffer());
  let network;
  let form;
  let changes;
  const CALLS = {
    fromBytes: async () => { network = await semnet.fromBytes(bytes); },
    bytes: () => network.bytes,
    concepts: () => network.concepts,
    relationships: () => network.relationships,
    labels: () => network.labels(),
    toArrays: () => network.toArrays(),
    toJSON: async () => { form = await network.toJSON(); },
    toReport: () => network.toReport(),
    toFormat: () => network.toFormat("graphml"),
    fromFormat: async () => { await semnet.fromFormat("json", (await network.toFormat("json")).text); },
    from: async () => { await semnet.from(form ??= await network.toJSON()); },
    search: () => network.search("concept", { limit: 1000 }),
    select: () => network.select("?x via r1 ?y", { budget: 1_000_000 }),
    breadthFirst: () => network.breadthFirst("Concept 1"),
    pagerank: () => network.pagerank(),
    themes: () => network.themes(),
    components: () => network.components(),
    subnetwork: async () => { await network.subnetwork(await network.breadthFirst("Concept 1", { maxLength: 3 })); },
    diff: async () => { changes = await network.diff(await network.subnetwork(["Concept 1"])); },
    apply: async () => { await network.apply(changes); },
  };
  globalThis.measure = async (name) => {
    await pause();
    longest = 0;
    const start = performance.now();
    await CALLS[name]();
    const took = performance.now() - start;
    await pause();
    return [took, longest];
  };
  globalThis.names = Object.keys(CALLS);
</script>`;

const folder = mkdtempSync(join(tmpdir(), "semnet-main-thread-"));
for (const file of ["worker.js", "serve.js", "inline.js"]) cpSync(join(PKG, file), join(folder, file));
writeFileSync(join(folder, "work.js"), 'import { serve } from "./serve.js";\nserve();\n');
writeFileSync(join(folder, "network.semnet"), large().bytes);
writeFileSync(join(folder, "index.html"), PAGE);
const [browser, server] = [await launch(), await serve(folder)];
try {
  const page = await browser.newPage();
  page.on("pageerror", (error) => console.error(error));
  await page.goto(server.url);
  await page.waitForFunction(() => globalThis.names !== undefined, undefined, { timeout: 60_000 });
  const wanted = process.argv.slice(2);
  for (const name of await page.evaluate(() => globalThis.names)) {
    if (wanted.length > 0 && name !== "fromBytes" && !wanted.includes(name)) continue;
    const [took, longest] = await page.evaluate((name) => globalThis.measure(name), name);
    const mark = longest <= MOST ? `<= ${MOST}` : `> ${MOST} !`;
    console.log(
      `${name.padEnd(16)}${took.toFixed(0).padStart(8)} ms, page busy ${longest.toFixed(0).padStart(6)} ms  ${mark}`,
    );
  }
} finally {
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true });
}
