// Builds the npm package: the two modules, their glue, the entries, the types. `../build` starts it.

import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { gzipSync } from "node:zlib";
import { deflateAsync } from "@gfx/zopfli";
import {
  GENERATED,
  HERE,
  PKG,
  bundleEntries,
  copyDocuments,
  placeModules,
  writeConstants,
  writeManifest,
  writeTypes,
} from "./bundle.js";
import { BuildError, ROOT, WORK, ask, has, run, say } from "./run.js";
import { type Way, chooseWay, compile, findWasmBindgen, prepare } from "./rust.js";

/** Walks take longer then, and the module is a tenth smaller. */
const SMALL = ["--no-default-features", "--config", 'profile.wasm.package.semnet-core.opt-level="z"'];

export async function build(): Promise<void> {
  try {
    await buildAll();
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}

async function buildAll(): Promise<void> {
  if (!has("cargo")) throw new BuildError("`cargo` is missing; install Rust: https://rustup.rs");
  const way = chooseWay();
  prepare(way);
  const [wasmBindgen] = await Promise.all([findWasmBindgen(), compile(way, "full", []), compile(way, "core", SMALL)]);
  if (!isPacked()) await pack(way, wasmBindgen);
  printSizes();
}

/** All files of a folder, sorted. */
function files(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => name !== "generated");
  return entries
    .flatMap((entry) => (entry.isDirectory() ? files(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`]))
    .sort();
}

/** Everything that the package depends on, as one number. */
function fingerprint(): string {
  const hash = createHash("sha256").update(OPTIMISE.join(" "));
  const own = ["build", "README.md", "package-lock.json", "notices.mjs", "tsconfig.json"].map(
    (file) => `${HERE}/${file}`,
  );
  const modules = ["full", "core"].map((name) => `${WORK}/${name}.wasm`);
  for (const file of [
    ...modules,
    ...own,
    ...files(`${HERE}/js`),
    ...files(`${HERE}/element`),
    ...files(`${HERE}/scripts`),
    `${ROOT}/Cargo.toml`,
  ]) {
    hash.update(file.slice(ROOT.length)).update(readFileSync(file));
  }
  return hash.digest("hex");
}

const PACKED = `${WORK}/packed`;

function isPacked(): boolean {
  return existsSync(`${PKG}/package.json`) && existsSync(PACKED) && readFileSync(PACKED, "utf8") === fingerprint();
}

async function pack(way: Way, wasmBindgen: string): Promise<void> {
  rmSync(PACKED, { force: true });
  for (const name of ["full", "core"]) bind(wasmBindgen, name);
  await writeConstants();
  run("node", [`${HERE}/node_modules/typescript/bin/tsc`, "--project", HERE]);
  for (const name of ["full", "core"]) await optimise(name);
  placeModules();
  await Promise.all([bundleEntries(), writeTypes()]);
  writeManifest();
  copyDocuments();
  writeNotices();
  writeFileSync(`${PKG}/.rust`, `${way}\n`);
  writeFileSync(PACKED, fingerprint());
}

/** The glue of wasm-bindgen, in its form for bundlers: only js/raw.ts instantiates the module. */
function bind(wasmBindgen: string, name: string): void {
  const folder = `${GENERATED}/${name}`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const options = ["--target", "bundler", "--out-dir", folder, "--out-name", "semnet"];
  run(wasmBindgen, [`${WORK}/${name}.wasm`, ...options, "--remove-name-section", "--remove-producers-section"]);
  copyFileSync(`${folder}/semnet_bg.wasm`, `${WORK}/${name}.bound.wasm`);
}

/**
 * The first kilobyte of memory is the end of the stack, and no object has an address there. LLVM's control flow is
 * flattened and rebuilt, and each round finds more to remove.
 */
const SMALLEST = ["--low-memory-unused", "-Oz", "--flatten", "--rereloop", "-Oz", "-Oz"];

/** For work on the glue, there is SEMNET_WASM_QUICK=1: the module works in the same way. */
const OPTIMISE = process.env["SEMNET_WASM_QUICK"] === "1" ? ["-O0"] : SMALLEST;

/**
 * It takes minutes, so what was made of the same module in the same way the last time is kept: the module, and what the entries
 * that hold it take, which Zopfli makes a twentieth smaller than zlib.
 */
async function optimise(name: string): Promise<void> {
  const [from, after, deflated, key] = ["bound.wasm", "after.wasm", "deflate", "key"].map(
    (ending) => `${WORK}/${name}.${ending}`,
  ) as [string, string, string, string];
  const hash = createHash("sha256").update(OPTIMISE.join(" ")).update(readFileSync(from));
  const now = hash.update(readFileSync(`${HERE}/package-lock.json`)).digest("hex");
  const isKept = [after, deflated, key].every((file) => existsSync(file)) && readFileSync(key, "utf8") === now;
  if (isKept) return;
  run(`${HERE}/node_modules/.bin/wasm-opt`, [...OPTIMISE, from, "-o", after]);
  writeFileSync(deflated, await deflateAsync(readFileSync(after), {}));
  writeFileSync(key, now);
}

function writeNotices(): void {
  const metadata = ["metadata", "--format-version", "1", "--filter-platform", "wasm32-unknown-unknown"];
  writeFileSync(`${WORK}/metadata.json`, ask("cargo", metadata) ?? "");
  const notices = ask("sh", ["-c", `node ${HERE}/notices.mjs <${WORK}/metadata.json`]);
  if (notices === undefined) throw new BuildError("the licences of the crates could not be written");
  writeFileSync(`${PKG}/LICENSE-crates`, `${notices}\n`);
}

function printSizes(): void {
  const size = (names: string[]) => names.reduce((sum, name) => sum + statSync(`${PKG}/${name}`).size, 0);
  const packed = (names: string[]) =>
    names.reduce((sum, name) => sum + gzipSync(readFileSync(`${PKG}/${name}`), { level: 9 }).length, 0);
  for (const [what, names] of [
    ["semnet by a bundler, before the first call", ["bundler.js"]],
    ["semnet by a bundler, what `load` brings", ["rest.js"]],
    ["semnet on a page, before the first call", ["core.wasm", "index.js"]],
    ["semnet on a page, what `load` brings", ["semnet.wasm"]],
    ["semnet/inline", ["inline.js"]],
    ["semnet/element", ["element.js"]],
  ] as const) {
    console.log(`${what}: ${size([...names])} bytes, gzip -9: ${packed([...names])}`);
  }
}
