// How large the package is, in bytes: each file compressed by itself, as servers send it.

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const PKG = new URL("../../semnet-wasm/pkg/", import.meta.url);

/** The files of this folder of the package ("" or "small/"), by `gzip -9`, together. */
export const gzipped = (folder, files) =>
  files.map((file) => gzip(fileURLToPath(new URL(folder + file, PKG)))).reduce((sum, size) => sum + size);

export const gzip = (file) => execFileSync("gzip", ["-9c", file], { maxBuffer: 2 ** 26 }).length;

export const BESIDE = ["semnet_bg.wasm", "index.js"];
export const INSIDE = ["inline.js"];
