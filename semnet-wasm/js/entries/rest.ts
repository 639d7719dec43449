// The full module, which the entry for bundlers loads later.

export { setHost } from "./late.js";
export * as glue from "semnet-raw";
export { default as deflated } from "semnet.wasm.deflate";
