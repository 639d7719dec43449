// The entry that brings no module: for programs whose bundler puts the module into a file, or that have it from elsewhere.

import * as glue from "semnet-raw";
import { startWhole } from "../raw.js";

/**
 * Starts the package with the module `semnet/wasm`, given as a compiled module, as bytes, or as the response of a
 * fetch. Nothing else in the package can be used before it has resolved.
 *
 * ```js
 * import url from "semnet/wasm?url";
 * import { Network, start } from "semnet/start";
 *
 * await start(fetch(url));
 * ```
 */
export async function start(
  module: WebAssembly.Module | BufferSource | Response | PromiseLike<Response | BufferSource | WebAssembly.Module>,
): Promise<void> {
  const given = await module;
  if (given instanceof WebAssembly.Module) startWhole(glue, given);
  else if (given instanceof Response) startWhole(glue, await WebAssembly.compileStreaming(given));
  else startWhole(glue, await WebAssembly.compile(given));
}

export * from "../api.js";
