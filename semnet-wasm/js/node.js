// The entry for Node: reads the WebAssembly module that lies beside this file.

import { readFileSync } from "node:fs";
import { initSync } from "./semnet.js";

initSync({ module: readFileSync(new URL("./semnet_bg.wasm", import.meta.url)) });

export * from "./api.js";
