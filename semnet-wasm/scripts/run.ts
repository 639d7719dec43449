// Runs other programs, and reports the progress.

import { type SpawnSyncOptions, spawn as start, spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";

/** The repository. */
export const ROOT = resolve(import.meta.dirname ?? ".", "../../..");
export const TARGET = process.env["CARGO_TARGET_DIR"] ? resolve(process.env["CARGO_TARGET_DIR"]) : `${ROOT}/target`;

/** A separate directory, so the toolchains and the native build do not overwrite each other's files. */
export const WORK = `${TARGET}/wasm`;
mkdirSync(WORK, { recursive: true });

export const say = (text: string): void => console.error(`semnet-wasm/build: ${text}`);

/** An error, for the person who runs the build. */
export class BuildError extends Error {}

type Options = Pick<SpawnSyncOptions, "timeout"> & { readonly env?: Record<string, string | undefined> };

function spawn(command: string, args: readonly string[], { timeout, env }: Options, stdio: SpawnSyncOptions["stdio"]) {
  return spawnSync(command, args, {
    cwd: ROOT,
    stdio,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    env: { ...process.env, CARGO_TARGET_DIR: TARGET, ...env },
    ...(timeout === undefined ? {} : { timeout }),
  });
}

/** Whether a program runs and succeeds. Its output is shown if it runs for long. */
export function succeeds(command: string, args: readonly string[], options: Options = {}): boolean {
  return spawn(command, args, options, ["ignore", 2, 2]).status === 0;
}

/** The same, while others run: two programs that each keep one processor busy take half as long. */
export function runMeanwhile(command: string, args: readonly string[], { timeout, env }: Options = {}): Promise<void> {
  const child = start(command, args, {
    cwd: ROOT,
    stdio: ["ignore", 2, 2],
    env: { ...process.env, CARGO_TARGET_DIR: TARGET, ...env },
    ...(timeout === undefined ? {} : { timeout }),
  });
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => reject(new BuildError(`\`${command} ${args[0] ?? ""}\` failed: ${reason}`));
    child.on("error", (error) => fail(error.message));
    child.on("exit", (status, signal) => (status === 0 ? resolve() : fail(`status ${status ?? signal}`)));
  });
}

/** Runs a program that must end well. */
export function run(command: string, args: readonly string[], options: Options = {}): void {
  const { status, error } = spawn(command, args, options, ["ignore", 2, 2]);
  if (status !== 0)
    throw new BuildError(`\`${command} ${args[0] ?? ""}\` failed: ${error?.message ?? `status ${status}`}`);
}

/** The output of a program; `undefined` if it does not run or fails. */
export function ask(command: string, args: readonly string[], options: Options = {}): string | undefined {
  const { status, stdout } = spawn(command, args, options, ["ignore", "pipe", "ignore"]);
  return status === 0 ? String(stdout).trim() : undefined;
}

export const has = (command: string): boolean => ask("sh", ["-c", `command -v ${command}`]) !== undefined;
