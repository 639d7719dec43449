// The entry for Node: reads the WebAssembly module that lies beside this file. It becomes CommonJS, which `import` gets
// too, so that a program that uses both has one copy of the package.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { initSync } from "./semnet.js";

initSync({ module: readFileSync(join(__dirname, "semnet_bg.wasm")) });

export * from "./api.js";
