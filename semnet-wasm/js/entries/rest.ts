// What the entry for bundlers loads later: the whole module.

export { setHost } from "./late.js";
export * as glue from "semnet-raw";
export { default as deflated } from "semnet.wasm.deflate";
