// The entry for Node: reads the WebAssembly module next to this file. It is compiled to CommonJS, also for `import`, so a
// program that uses both has one copy of the package.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as glue from "semnet-raw";
import { startWhole } from "../raw.js";

startWhole(glue, new WebAssembly.Module(readFileSync(join(__dirname, "semnet.wasm"))));

export * from "../api.js";
