// The memory of this process with WordNet open in one of the two: `node --expose-gc memory.mjs semnet|graphology FOLDER`.
// Prints the resident set, as the system reports it, and the memory that the program holds, in bytes.

import { readFileSync } from "node:fs";
import { join } from "node:path";

const [, , which, folder] = process.argv;
const open = {
  async semnet() {
    const { Network } = await import("semnet");
    return Network.fromBytes(readFileSync(join(folder, "network.semnet")));
  },
  async graphology() {
    const { buildGraph } = await import("./graph.mjs");
    return buildGraph(readFileSync(join(folder, "network.json"), "utf8"));
  },
};

// Memories of WebAssembly are not in `external` of every Node.
let pages = 0;
const { Instance } = WebAssembly;
WebAssembly.Instance = class extends Instance {
  constructor(...parts) {
    super(...parts);
    const memory = Object.values(this.exports).find((one) => one instanceof WebAssembly.Memory);
    pages = () => memory?.buffer.byteLength ?? 0;
  }
};

const network = await open[which]();
// What was read is garbage now.
for (let i = 0; i < 5; i++) {
  globalThis.gc();
  await new Promise((resolve) => setTimeout(resolve, 20));
}
const { rss, heapUsed, external } = process.memoryUsage();
console.log(JSON.stringify({ rss, heapUsed, external, wasm: pages ? pages() : 0 }));
// Still in use here.
if (network === undefined) throw new Error("no network was opened");
