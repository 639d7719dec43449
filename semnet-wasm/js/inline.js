// The entry for bundlers, files and sandboxes: the WebAssembly module is inside, so that no file has to be found.
//
// It is compiled at once, without `await`: classic scripts, service workers and bundles that are no modules have none at
// their top level. Browsers compile up to 8 MB so.

import { inflateSync } from "fflate";
import { initSync } from "./semnet.js";
import deflated from "./semnet_bg.wasm.deflate";

initSync({ module: inflateSync(deflated) });

export * from "./api.js";
