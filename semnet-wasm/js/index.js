// The entry for plain pages and their workers: fetches the WebAssembly module that lies beside this file.

import init from "./semnet.js";

await init({ module_or_path: new URL("./semnet_bg.wasm", import.meta.url) });

export * from "./api.js";
