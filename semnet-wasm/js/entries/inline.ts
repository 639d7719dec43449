// The entry for files and sandboxes: everything is inside, so no file has to be found.
//
// It is compiled synchronously, without `await`: classic scripts have none at their top level. Browsers allow this for up
// to 8 MB.

import { inflateSync } from "fflate";
import * as glue from "semnet-raw";
import deflated from "semnet.wasm.deflate";
import { startWhole } from "../raw.js";

startWhole(glue, new WebAssembly.Module(inflateSync(deflated) as BufferSource));

export * from "../api.js";
