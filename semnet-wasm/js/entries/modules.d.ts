// The modules by which the build replaces these names.

declare module "semnet-core.wasm.deflate" {
  const deflated: Uint8Array;
  export default deflated;
}

declare module "semnet.wasm.deflate" {
  const deflated: Uint8Array;
  export default deflated;
}

declare module "semnet-raw-core" {
  export * from "semnet-raw";
}

declare module "semnet-rest" {
  export function setHost(host: import("./late.js").Host): void;
  export const glue: object;
  export const deflated: Uint8Array;
}

declare module "*/semnet.wasm" {
  const module: WebAssembly.Module;
  export default module;
}

declare module "*/semnet.wasm?module" {
  const module: WebAssembly.Module;
  export default module;
}
