// The entry for plain pages and their workers: fetches the core, which is next to this file, and the full module when it is
// requested.

import * as glue from "semnet-raw-core";
import { setLoader, startCore, startWhole } from "../raw.js";

const compile = (url: URL) => WebAssembly.compileStreaming(fetch(url));

startCore(glue, await compile(new URL("./core.wasm", import.meta.url)));
setLoader(async () => {
  const module = compile(new URL("./semnet.wasm", import.meta.url));
  startWhole(await import("semnet-raw"), await module);
});

export * from "../api.js";
