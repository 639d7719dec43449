// Empty projects in the system's folder for temporary files, with the packed package installed as users do.

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const PKG = fileURLToPath(new URL("../../../semnet-wasm/pkg", import.meta.url));
const ROOT = mkdtempSync(join(tmpdir(), "semnet-package-"));
process.on("exit", () => rmSync(ROOT, { recursive: true, force: true }));

/** Runs a program of `node_modules/.bin`, or of the system, and returns its output. Its error output becomes part of the error. */
export function run(command, args, cwd = ROOT) {
  const path = `${fileURLToPath(new URL("node_modules/.bin", import.meta.url))}:${process.env.PATH}`;
  try {
    return execFileSync(command, args, { cwd, env: { ...process.env, PATH: path }, encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    throw new Error(`${command} ${args.join(" ")}: ${error.message}\n${error.stdout}\n${error.stderr}`);
  }
}

/** The names of the files in the package, and the packed package itself. */
export const [{ files, filename }] = JSON.parse(run("npm", ["pack", PKG, "--json"]));
export const TARBALL = join(ROOT, filename);

const SOURCE = readFileSync(new URL("program.mjs", import.meta.url), "utf8");

/** The small program, importing from `specifier`. */
export const program = (specifier = "semnet") => SOURCE.replace('"semnet"', JSON.stringify(specifier));

/** The small program as one that is not a module, which has the package's names from an expression. */
export const script = (expression) =>
  SOURCE.replace(/^import (\{[^}]*\}) from "semnet";/, `"use strict";\nconst $1 = ${expression};`);

let installed;

/** A new project with these files, and the package installed from its tarball. Returns the folder. */
export function project(name, contents, manifest = {}) {
  if (installed === undefined) {
    installed = join(ROOT, "empty");
    mkdirSync(installed);
    writeFileSync(join(installed, "package.json"), "{}");
    run("npm", ["install", "--offline", "--no-audit", "--no-fund", TARBALL], installed);
  }
  const folder = join(ROOT, name);
  cpSync(installed, folder, { recursive: true });
  write(folder, { "package.json": JSON.stringify({ private: true, ...manifest }), ...contents });
  return folder;
}

/** A new folder with nothing in it. */
export function emptyFolder(name) {
  const folder = join(ROOT, name);
  mkdirSync(folder);
  return folder;
}

/** Writes files into a folder. */
export function write(folder, contents) {
  for (const [file, text] of Object.entries(contents)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
}
