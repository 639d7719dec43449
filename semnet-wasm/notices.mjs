// Prints the licences of the Rust crates that are compiled into the module: `cargo metadata` on its standard input. The same
// crates give the same text, in the order of their names.

import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";

const { packages } = JSON.parse(readFileSync(0, "utf8"));
// With the features of this crate alone, and without what only builds or writes code.
const TREE = [
  "tree",
  "-p",
  "semnet-wasm",
  "--target",
  "wasm32-unknown-unknown",
  "-e",
  "normal,no-proc-macro",
  "--prefix",
  "none",
];
const linked = new Set(execFileSync("cargo", TREE, { encoding: "utf8" }).match(/^\S+ v\S+/gm));

const order = (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1);
const isTheirs = ({ name, version, source }) => source !== null && linked.has(`${name} v${version}`);
const crates = packages.filter(isTheirs).sort(order);
if (crates.length === 0) throw new Error("cargo tree and cargo metadata name no crate that is the same");

/** Texts, each with the crates that have it. */
const texts = new Map();
for (const { name, version, license, manifest_path } of crates) {
  if (!license) throw new Error(`${name} ${version} says no licence`);
  const folder = dirname(manifest_path);
  const files = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|copyright|notice|unlicense)/i.test(file))
    .sort();
  for (const file of files) {
    let text;
    try {
      text = readFileSync(join(folder, file), "utf8").replace(/\r\n/g, "\n").trim();
    } catch (error) {
      if (error.code !== "EISDIR") throw error;
      continue;
    }
    texts.set(text, [...(texts.get(text) ?? []), `${name} ${version}`]);
  }
}

const lines = [
  "The WebAssembly modules of this package are built of these Rust crates, and of Rust's standard library",
  "(MIT OR Apache-2.0):",
  "",
];
for (const { name, version, license } of crates) lines.push(`${name} ${version}: ${license}`);
for (const [text, names] of texts) lines.push("", "-".repeat(80), [...new Set(names)].join(", "), "", text);
console.log(lines.join("\n"));
