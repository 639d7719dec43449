// How large the package is, in bytes: each file compressed by itself, as servers send it.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const PKG = new URL("../../semnet-wasm/pkg/", import.meta.url);

/** These files of the package, by `gzip -9`, together. */
export const gzipped = (files) =>
  files.map((file) => gzip(fileURLToPath(new URL(file, PKG)))).reduce((sum, size) => sum + size);

export const gzip = (file) => execFileSync("gzip", ["-9c", file], { maxBuffer: 2 ** 26 }).length;

/**
 * By how much the sizes may be others than those that are said: with each version of Rust they are others, and with a standard
 * library that was built before, in the way `target` of semnet-wasm/build, an eighth larger.
 */
export const LEEWAY = readFileSync(new URL(".rust", PKG), "utf8").trim() === "target" ? 0.15 : 0.03;

/** What each way in brings, before the first call and then. */
export const FILES = {
  "`index.js`": [["core.wasm", "index.js"], ["semnet.wasm"]],
  "`bundler.js`": [["bundler.js"], ["rest.js"]],
  "`inline.js`": [["inline.js"], []],
};
