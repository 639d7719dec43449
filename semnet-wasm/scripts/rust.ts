// The crate, compiled to WebAssembly in one of three ways, and wasm-bindgen's program.

import { copyFileSync, existsSync, readFileSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { BuildError, ROOT, WORK, ask, has, runMeanwhile, say, succeeds } from "./run.js";

const TARGET = "wasm32-unknown-unknown";

/** How Rust's standard library for wasm32 comes to be: from rustup's source, from rustup as built, from Debian's source. */
export type Way = "source" | "target" | "debian";

/** A panic is a trap: js/guard.ts does the rest. */
const TRAPS = ["-Z", "unstable-options", "-C", "panic=immediate-abort"];

export function chooseWay(): Way {
  const asked = process.env["SEMNET_WASM_RUST"];
  if (asked !== undefined && asked !== "") {
    if (asked === "source" || asked === "target" || asked === "debian") return asked;
    throw new BuildError(`SEMNET_WASM_RUST is ${JSON.stringify(asked)}; expected source, target or debian`);
  }
  if (hasSource() || addSource()) return "source";
  if (hasTarget()) return "target";
  return !hasDebianRust() && addTarget() ? "target" : "debian";
}

/** A compiler before 1.92 cannot make a panic a trap. */
function hasSource(): boolean {
  const sysroot = ask("rustc", ["--print", "sysroot"]);
  if (sysroot === undefined || !existsSync(`${sysroot}/lib/rustlib/src/rust/library/std`)) return false;
  return ask("rustc", [...TRAPS, "--print", "cfg"], { env: { RUSTC_BOOTSTRAP: "1" } }) !== undefined;
}

function addSource(): boolean {
  if (!has("rustup")) return false;
  say("adding the source of Rust's standard library");
  return succeeds("rustup", ["component", "add", "rust-src"], { timeout: 120_000 }) && hasSource();
}

function hasTarget(): boolean {
  const folder = ask("rustc", ["--print", "target-libdir", "--target", TARGET]);
  return folder !== undefined && existsSync(folder);
}

function addTarget(): boolean {
  if (!has("rustup")) return false;
  say(`adding the target ${TARGET}`);
  return succeeds("rustup", ["target", "add", TARGET], { timeout: 120_000 }) && hasTarget();
}

const hasDebianRust = () =>
  ["/usr/bin/rustc", "/usr/bin/cargo", "/usr/lib/rustlib/src/rust"].every((path) => existsSync(path)) &&
  has("wasm-ld-22");

const DEBIAN = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];

/** Installs Debian's compiler if it is used, before anything is compiled. */
export function prepare(way: Way): void {
  if (way === "debian" && !hasDebianRust()) installDebianRust();
}

function installDebianRust(): void {
  const advice = `run \`rustup target add ${TARGET}\`, or on Debian \`apt-get install ${DEBIAN.join(" ")}\`, and try again`;
  if (!has("apt-get")) throw new BuildError(`Rust's standard library for wasm32 is missing; ${advice}`);
  if (process.getuid?.() !== 0) {
    throw new BuildError(`Rust's standard library for wasm32 is missing, and only root can install it; ${advice}`);
  }
  say(`installing ${DEBIAN.join(" ")}`);
  const install = ["install", "-y", "--no-install-recommends", ...DEBIAN];
  if (!succeeds("apt-get", ["update"], { timeout: 300_000 }) || !succeeds("apt-get", install, { timeout: 900_000 })) {
    throw new BuildError(`Debian's packages could not be installed; ${advice}`);
  }
}

/** Panics name their source files: without the folders of the build machine, so the module is the same on every machine. */
function plainPaths(rustc: string): string {
  const cargo = process.env["CARGO_HOME"] ?? `${homedir()}/.cargo`;
  const sysroot = ask(rustc, ["--print", "sysroot"]);
  return `${process.env["RUSTFLAGS"] ?? ""} --remap-path-prefix=${sysroot}=rust --remap-path-prefix=${cargo}=cargo`;
}

/**
 * Also builds the standard library: for size, and so that a panic is a trap without a message. This saves an eighth.
 * RUSTC_BOOTSTRAP allows that outside of nightly; it is only for this command.
 */
const STD = ["-Z", "build-std=std,panic_abort", "-Z", "build-std-features=optimize_for_size"];

/**
 * The module, into WORK/NAME.wasm. Cargo gives all of them one file name: in one folder, each would be built again after
 * the other, changed or not.
 */
export async function compile(way: Way, name: string, options: readonly string[]): Promise<void> {
  const folder = `${WORK}/${way}/${name}`;
  const build = ["build", "--package", "semnet-wasm", "--profile", "wasm", "--target", TARGET, "--target-dir", folder];
  if (way === "target") {
    await runMeanwhile("cargo", [...build, ...options], { env: { RUSTFLAGS: plainPaths("rustc") } });
  } else if (way === "source") {
    const RUSTFLAGS = `${plainPaths("rustc")} ${TRAPS.join(" ")}`;
    await runMeanwhile("cargo", [...build, ...STD, ...options], { env: { RUSTC_BOOTSTRAP: "1", RUSTFLAGS } });
  } else {
    // Debian's compiler has no standard library for wasm32 but its source.
    const RUSTC = "/usr/bin/rustc";
    const RUSTFLAGS = `${plainPaths(RUSTC)} ${TRAPS.join(" ")}`;
    const CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER = "wasm-ld-22";
    const env = { RUSTC, RUSTC_BOOTSTRAP: "1", RUSTFLAGS, CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER };
    await runMeanwhile("/usr/bin/cargo", [...build, ...STD, ...options], { env });
  }
  copyFileSync(`${folder}/${TARGET}/wasm/semnet_wasm.wasm`, `${WORK}/${name}.wasm`);
}

/** The program wasm-bindgen of exactly the version in Cargo.lock: glue and module must be of one version. */
export async function findWasmBindgen(): Promise<string> {
  const [, version] =
    /^name = "wasm-bindgen"\nversion = "(.*)"$/m.exec(readFileSync(`${ROOT}/Cargo.lock`, "utf8")) ?? [];
  if (version === undefined) throw new BuildError("Cargo.lock has no wasm-bindgen");
  const is = (program: string) => ask(program, ["--version"]) === `wasm-bindgen ${version}`;
  if (is("wasm-bindgen")) return "wasm-bindgen";
  // Apart from other versions: other projects on this machine need theirs.
  const root = `${process.env["XDG_CACHE_HOME"] ?? `${homedir()}/.cache`}/semnet/wasm-bindgen-${version}`;
  const program = `${root}/bin/wasm-bindgen`;
  if (is(program)) return program;
  say(`installing wasm-bindgen-cli ${version} (a minute or two, once)`);
  const install = ["install", "wasm-bindgen-cli", "--version", version, "--root", root, "--bin", "wasm-bindgen"];
  // Built in a separate folder, in which the next attempt finds the results of one that took too long. Not optimised: that
  // takes minutes, and saves a second of each build.
  const env = { CARGO_TARGET_DIR: `${root}/target`, CARGO_PROFILE_RELEASE_OPT_LEVEL: "0" };
  await runMeanwhile("cargo", install, { timeout: 1_200_000, env }).catch(() => undefined);
  if (is(program)) {
    rmSync(`${root}/target`, { recursive: true, force: true });
    return program;
  }
  throw new BuildError(
    `wasm-bindgen-cli ${version} could not be installed; try \`cargo install wasm-bindgen-cli --version ${version}\``,
  );
}
