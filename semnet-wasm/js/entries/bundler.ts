// The entry for bundlers: the core is inside, so no file has to be found, and the full module is in a file that bundlers
// turn into a chunk, which is loaded when it is requested.
//
// The core is compiled synchronously, without `await`: service workers and bundles that are not modules have none at their top
// level.

import { inflateSync } from "fflate";
import * as glue from "semnet-raw-core";
import deflated from "semnet-core.wasm.deflate";
import { conceptNotFound, errorAt } from "../error.js";
import { callCounter, callVector, callWeight } from "../functions.js";
import { setLoader, startCore, startWhole } from "../raw.js";

startCore(glue, new WebAssembly.Module(inflateSync(deflated) as BufferSource));
setLoader(async () => {
  const rest = await import("semnet-rest");
  rest.setHost({ callCounter, callVector, callWeight, conceptNotFound, errorAt });
  startWhole(rest.glue, await WebAssembly.compile(inflateSync(rest.deflated) as BufferSource));
});

export * from "../api.js";
