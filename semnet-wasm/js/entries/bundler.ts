// The entry for bundlers: the core is inside, so that no file has to be found, and the whole is in a file that bundlers make a chunk
// of, which comes when it is asked for.
//
// The core is compiled synchronously, without `await`: service workers and bundles that are not modules have none at their top level.

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
