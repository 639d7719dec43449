// The modules of WebAssembly, as wasm-bindgen declares them. There are two builds of one crate: the core, which most
// programs need first, and the full module, which has everything. An entry brings one of them, and perhaps a way to load
// the other.

import type * as glue from "semnet-raw";
import { semnetError } from "./error.js";
import { guard } from "./guard.js";

/** The classes and functions of a module. The core lacks some of them: use `whole()` for these. */
export type Raw = typeof glue;

/** What wasm-bindgen generates for bundlers, apart from what the types declare. */
interface Glue {
  __wbg_set_wasm(exports: unknown): void;
}

export interface Module {
  readonly raw: Raw;
  readonly memory: WebAssembly.Memory;
}

let core: Module | undefined;
let all: Module | undefined;

function start(glue: object, module: WebAssembly.Module): Module {
  const imports = { "./semnet_bg.js": glue as WebAssembly.ModuleImports };
  const { exports } = new WebAssembly.Instance(module, imports);
  (glue as Glue).__wbg_set_wasm(guard(exports));
  (exports["__wbindgen_start"] as (() => void) | undefined)?.();
  return { raw: glue as Raw, memory: exports["memory"] as WebAssembly.Memory };
}

/** Starts the core. */
export function startCore(glue: object, module: WebAssembly.Module): void {
  core = start(glue, module);
}

/** Starts the full module. Everything is made in it from now on. */
export function startWhole(glue: object, module: WebAssembly.Module): void {
  all ??= start(glue, module);
}

/** The constructors. */
export function newest(): Module {
  const module = all ?? core;
  if (module === undefined)
    throw semnetError("the WebAssembly module is not loaded; import an entry of the package", "notLoaded");
  return module;
}

/** The parts of every build. */
export const raw = (): Raw => newest().raw;

/** The parts that only the full module has. `what` is the function of the caller, for the message. */
export function whole(what: string): Raw {
  if (all === undefined) {
    throw semnetError(
      `\`${what}\` is in the part of semnet that is not loaded yet; call \`await load()\` once before it`,
      "notLoaded",
    );
  }
  return all.raw;
}

export const isWholeLoaded = (): boolean => all !== undefined;

let loader: (() => Promise<void>) | undefined;
let loading: Promise<void> | undefined;

/** How an entry loads the whole. */
export function setLoader(load: () => Promise<void>): void {
  loader = load;
}

/**
 * Loads the rest of the package: search, formats, evidence, editors, changes, contexts, scores, analyses, ranks,
 * patterns, weighted paths, pictures and stores. Before that, calling one of these throws a {@link SemnetError} with
 * the code `"notLoaded"`. If everything is loaded from the start (in Node, and with `semnet/inline`), it does nothing.
 * Networks that were made before stay usable.
 *
 * ```js
 * await load();
 * network.search("dancing bees");
 * ```
 */
export async function load(): Promise<void> {
  if (all !== undefined || loader === undefined) return;
  // One that failed may be tried again.
  loading ??= loader().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  await loading;
}
