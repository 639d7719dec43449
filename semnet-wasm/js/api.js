// What the package offers, wherever the WebAssembly module comes from.

export * from "./classes.js";
