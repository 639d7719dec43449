// The entry for browsers, workers and bundlers: fetches the WebAssembly module that lies beside this file.

import init from "./semnet.js";

await init();

export * from "./api.js";
