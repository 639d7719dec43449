// The parts of the package's WebAssembly: `node tests/wasm/bench/parts.mjs [MODULE]`. Reads a module with the names of
// its functions, as semnet-wasm/build leaves it at target/wasm/full.wasm, before wasm-bindgen and wasm-opt: so the shares are
// true, not the bytes. A function that the compiler put into its only caller is counted with that caller.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const target = process.env.CARGO_TARGET_DIR ?? fileURLToPath(new URL("../../../target", import.meta.url));
const bytes = readFileSync(process.argv[2] ?? `${target}/wasm/full.wasm`);
const [IMPORTS, CODE, DATA] = [2, 10, 11];
let at = 8;

function number() {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return value;
  }
}

function text() {
  const length = number();
  at += length;
  return bytes.toString("utf8", at - length, at);
}

const list = (read) => Array.from({ length: number() }, read);

/** Whether it is a function; the other imports of a module that imports nothing but functions would be read wrongly. */
function importIsFunction() {
  text();
  text();
  if (bytes[at++] !== 0) throw new Error("the module imports something that is not a function");
  number();
}

let imports = 0;
let data = 0;
let sizes = [];
const names = new Map();
while (at < bytes.length) {
  const kind = bytes[at++];
  const end = number() + at;
  if (kind === IMPORTS) imports = list(importIsFunction).length;
  if (kind === DATA) data = end - at;
  if (kind === CODE)
    sizes = list(() => {
      const size = number();
      at += size;
      return size;
    });
  if (kind === 0 && text() === "name") {
    while (at < end) {
      const ofFunctions = bytes[at++] === 1;
      const subsectionEnd = number() + at;
      if (ofFunctions) for (const [place, name] of list(() => [number(), text()])) names.set(place, name);
      at = subsectionEnd;
    }
  }
  at = end;
}

/** The identifiers in a mangled name (Rust's v0): each follows its length; those of crates follow a C and a hash. */
function identifiers(mangled) {
  const name = mangled.replace(/Cs[0-9A-Za-z]+_(?=\d)/g, "C");
  const found = [];
  for (let place = 0; place < name.length; place++) {
    const [whole, length] = name.slice(place).match(/^([1-9]\d*)_?/) ?? [];
    if (whole === undefined) continue;
    const identifier = name.substr(place + whole.length, Number(length));
    if (/^[a-z_]\w*$/i.test(identifier) && identifier.length === Number(length)) {
      found.push({ identifier, isCrate: name[place - 1] === "C" });
      place += whole.length + identifier.length - 1;
    }
  }
  return found;
}

const STD = ["core", "alloc", "std", "hashbrown"];
const SERDE = ["serde", "serde_core", "serde_json"];

/** What a function belongs to: the module of semnet_core, the crate, or what of std was compiled for somebody's types. */
function owner(name) {
  if (name.startsWith("__wbindgen_describe")) return undefined;
  if (!name.startsWith("_R")) return "what JavaScript calls";
  const found = identifiers(name);
  const path = found.map(({ identifier }) => identifier);
  const crate = found.find(({ isCrate }) => isCrate)?.identifier ?? "?";
  if (crate === "semnet_core") return `semnet_core::${path[path.indexOf(crate) + 1]}`;
  if (SERDE.includes(crate)) return "serde, serde_json";
  if (!STD.includes(crate)) return crate;
  if (path.includes("btree")) return "BTreeMap, BTreeSet";
  if (path.includes("hashbrown") || path.includes("hash")) return "HashMap, HashSet";
  if (path.includes("fmt") || path.includes("num")) return "text of numbers, formatting";
  return "the rest of std";
}

const parts = new Map();
sizes.forEach((size, place) => {
  const part = owner(names.get(imports + place) ?? "?");
  if (part !== undefined) parts.set(part, (parts.get(part) ?? 0) + size);
});
parts.set("data: tables of Unicode, stop words, messages", data);
const all = [...parts.values()].reduce((sum, size) => sum + size);
for (const [part, size] of [...parts].sort(([, a], [, b]) => b - a)) {
  const share = (100 * size) / all;
  if (share >= 0.5) console.log(`${share.toFixed(1).padStart(5)} %  ${part}`);
}
