// The files of the package: one for each way in, the types, and package.json.

import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type BuildOptions, type Plugin, build } from "esbuild";
import { rollup } from "rollup";
import { dts } from "rollup-plugin-dts";
import { ROOT, WORK, ask, BuildError } from "./run.js";

export const HERE = `${ROOT}/semnet-wasm`;
export const PKG = `${HERE}/pkg`;
const JS = `${HERE}/js`;
const GENERATED = `${JS}/generated`;

/** The names that the build replaces with files. */
const PLACES: Readonly<Record<string, string>> = {
  "semnet-raw": `${GENERATED}/full/semnet_bg.js`,
  "semnet-raw-core": `${GENERATED}/core/semnet_bg.js`,
  "semnet.wasm.deflate": `${WORK}/full.deflate`,
  "semnet-core.wasm.deflate": `${WORK}/core.deflate`,
};

const places: Plugin = {
  name: "semnet",
  setup({ onResolve }) {
    onResolve({ filter: /^semnet(-raw|-core|\.wasm)/ }, ({ path }) => {
      const place = PLACES[path];
      return place === undefined ? undefined : { path: place };
    });
    // The imports of the module.
    onResolve({ filter: /^semnet-js\// }, ({ path }) => ({ path: `${JS}/${path.slice("semnet-js/".length)}` }));
    // Files of the package that stay apart.
    onResolve({ filter: /^semnet-rest$/ }, () => ({ path: "./rest.js", external: true }));
    onResolve({ filter: /^semnet-node$/ }, () => ({ path: "./node.cjs", external: true }));
    onResolve({ filter: /^semnet-inline$/ }, () => ({ path: "./inline.js", external: true }));
    onResolve({ filter: /^\.\/semnet\.wasm(\?module)?$/ }, ({ path }) => ({ path, external: true }));
  },
};

/** The code that is loaded later calls the code that was loaded before. */
const late: Plugin = {
  name: "semnet, later",
  setup: ({ onResolve }) => onResolve({ filter: /^semnet-js\// }, () => ({ path: `${JS}/entries/late.ts` })),
};

/**
 * Everything is ASCII, because a page in a file may not state its encoding. Names are kept for stack traces, and lines are
 * short, because errors show them; users can minify their own programs.
 */
async function bundle(entry: string, outfile: string, options: BuildOptions): Promise<void> {
  await build({
    entryPoints: [`${JS}/${entry}`],
    outfile: `${PKG}/${outfile}`,
    bundle: true,
    charset: "ascii",
    format: "esm",
    // Classes of the glue have the same names.
    keepNames: true,
    inject: [`${JS}/utf8.ts`],
    loader: { ".deflate": "binary" },
    lineLimit: 120,
    logLevel: "warning",
    mainFields: ["module", "main"],
    minifyWhitespace: true,
    nodePaths: [`${HERE}/node_modules`],
    platform: "neutral",
    plugins: [places],
    sourcemap: true,
    target: "es2022",
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
    ...options,
  });
}

/** The modules, unchanged. */
export function placeModules(): void {
  rmSync(PKG, { recursive: true, force: true });
  mkdirSync(PKG, { recursive: true });
  for (const [name, file] of [
    ["full", "semnet.wasm"],
    ["core", "core.wasm"],
  ] as const) {
    copyFileSync(`${WORK}/${name}.after.wasm`, `${PKG}/${file}`);
  }
}

export async function bundleEntries(): Promise<void> {
  await Promise.all([
    bundle("entries/page.ts", "index.js", { supported: { "top-level-await": true }, target: "es2022" }),
    bundle("entries/bundler.ts", "bundler.js", {}),
    bundle("entries/rest.ts", "rest.js", { plugins: [late, places] }),
    bundle("entries/inline.ts", "inline.js", {}),
    // A classic script sets the global variable `semnet`; a file for `require` has `module`.
    bundle("entries/inline.ts", "inline.cjs", {
      format: "iife",
      globalName: "semnet",
      footer: { js: 'if (typeof module == "object" && module.exports) module.exports = semnet;' },
    }),
    bundle("entries/node.ts", "node.cjs", { format: "cjs", platform: "node", minifyWhitespace: false }),
    bundle("entries/cli.ts", "cli.cjs", {
      banner: { js: "#!/usr/bin/env node" },
      format: "cjs",
      minifyWhitespace: false,
      platform: "node",
    }),
    bundle("entries/workerd.ts", "workerd.js", {}),
    bundle("entries/edge.ts", "edge.js", {}),
    bundle("entries/start.ts", "start.js", {}),
    bundle("worker/client.ts", "worker.js", {}),
    bundle("worker/serve.ts", "serve.js", {}),
    bundle("../element/index.ts", "element.js", { external: ["semnet"], inject: [] }),
  ]);
  const names = Object.keys(createRequire(import.meta.url)(`${PKG}/node.cjs`) as object);
  writeFileSync(`${PKG}/node.js`, `export { ${names.sort().join(", ")} } from "./node.cjs";\n`);
}

/** The declarations of the compiler, in one file. */
export async function writeTypes(): Promise<void> {
  const tsconfig = `${HERE}/tsconfig.json`;
  for (const [entry, name] of [
    ["api.ts", "index"],
    ["entries/start.ts", "start"],
    ["worker/client.ts", "worker"],
    ["worker/serve.ts", "serve"],
    ["../element/index.ts", "element"],
  ] as const) {
    const bundle = await rollup({
      input: `${JS}/${entry}`,
      external: ["semnet"],
      plugins: [dts({ tsconfig, compilerOptions: { stripInternal: true, noEmit: false, declaration: true } })],
      onwarn: (warning) => {
        if (warning.code !== "EMPTY_BUNDLE") throw new BuildError(warning.message);
      },
    });
    const { output } = await bundle.generate({ format: "es" });
    // For Symbol.dispose.
    const types = `/// <reference lib="esnext.disposable" />\n${output[0].code}`;
    writeFileSync(`${PKG}/${name}.d.ts`, types);
    writeFileSync(`${PKG}/${name}.d.cts`, types);
  }
  writeFileSync(`${PKG}/inline.d.ts`, 'export * from "./index.js";\n');
  writeFileSync(`${PKG}/inline.d.cts`, 'export * from "./index.cjs";\n');
  writeFileSync(`${PKG}/semnet.wasm.d.ts`, "declare const module: WebAssembly.Module;\nexport default module;\n");
}

/** The fields that Cargo.toml has are taken from it. */
export function writeManifest(): void {
  const metadata = JSON.parse(ask("cargo", ["metadata", "--no-deps", "--format-version", "1"]) ?? "{}") as {
    packages: Record<string, unknown>[];
  };
  const core = metadata.packages.find(({ name }) => name === "semnet-core");
  const { name, ...rest } = JSON.parse(readFileSync(`${JS}/package.json`, "utf8")) as Record<string, unknown>;
  const { version, description, keywords, license } = core ?? {};
  const { repository } = core ?? {};
  const addresses =
    typeof repository === "string"
      ? {
          repository: { type: "git", url: `git+${repository}.git`, directory: "semnet-wasm" },
          homepage: core?.["homepage"] ?? `${repository}#readme`,
          bugs: `${repository}/issues`,
        }
      : {};
  const manifest = { name, version, description, keywords, license, ...addresses, ...rest };
  writeFileSync(`${PKG}/package.json`, `${JSON.stringify(manifest, null, 2)}\n`);
}

export function copyDocuments(): void {
  for (const file of readdirSync(ROOT).filter((file) => file.startsWith("LICENSE-")))
    copyFileSync(`${ROOT}/${file}`, `${PKG}/${file}`);
  copyFileSync(`${HERE}/README.md`, `${PKG}/README.md`);
  copyFileSync(`${HERE}/node_modules/fflate/LICENSE`, `${PKG}/LICENSE-fflate`);
}

/** The documentation of the constants that the package exports. */
const DOCS: Readonly<Record<string, string>> = {
  ALIAS: "The attribute that keeps the label of a concept that was merged into another.",
  CONTESTED:
    "The attribute, with the value `text`, of a concept of a union to which two sources give texts that contradict each other.",
  CONTRADICTED_BY: "The relation from a concept to a statement of a source against it.",
  DEFAULT_BASE: "The base of links when no other is given.",
  FURTHER_QUESTION: "The relation from the question to another question that was answered in the network.",
  KEY_FINDING: "The relation from the question to each of its key findings.",
  PROMPT_VERSION:
    "The version of the requests that an analysis makes. It changes when the same analysis makes different requests.",
  QUOTE_END: "The attribute that holds where the words of a passage end in the source, in code points.",
  QUOTE_EXACT: "The attribute that holds the words of the source, where the passage does not have exactly these.",
  QUOTE_PREFIX: "The attribute that holds up to 32 characters before the words of a passage in the source.",
  QUOTE_SOURCE: "The attribute of a relationship that holds the id of the source that its passage comes from.",
  QUOTE_SOURCE_NAME: "The attribute that holds the name of the source that a passage comes from.",
  QUOTE_START:
    "The attribute that holds where the words of a passage start in the source, in code points counted from 0.",
  QUOTE_SUFFIX: "The attribute that holds up to 32 characters after the words of a passage in the source.",
  SHARED_THEME: "The relation between concepts whose texts share a theme.",
  UNION_SOURCE: "The attribute that keeps the hashtag of a network that a part of a union came from.",
  UNION_SOURCES:
    "The attribute of a union that holds the fingerprints of its sources, in the order in which they were joined.",
};

/** The constants that TypeScript shares with Rust, from the module itself. */
export async function writeConstants(): Promise<void> {
  const outfile = `${WORK}/constants.mjs`;
  const program = `
    import { readFileSync } from "node:fs";
    import * as glue from "semnet-raw";
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(${JSON.stringify(`${WORK}/full.bound.wasm`)})), {
      "./semnet_bg.js": glue,
    });
    glue.__wbg_set_wasm(exports);
    exports.__wbindgen_start?.();
    export const constants = glue.constants();`;
  await build({
    stdin: { contents: program, resolveDir: HERE },
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    logLevel: "warning",
    // The constants need nothing that the module imports.
    plugins: [
      {
        name: "without imports",
        setup: ({ onResolve, onLoad }) => {
          onResolve({ filter: /^semnet-js\// }, ({ path }) => ({ path, namespace: "none" }));
          onLoad({ filter: /.*/, namespace: "none" }, () => ({ contents: "module.exports = {}" }));
        },
      },
      places,
    ],
  });
  const { constants } = (await import(`${outfile}?${Date.now()}`)) as { constants: Record<string, unknown> };
  const lines = Object.entries(constants).map(
    ([name, value]) =>
      `${name in DOCS ? `/** ${DOCS[name]} */\n` : ""}export const ${name} = ${JSON.stringify(value)}${typeof value === "object" ? " as const" : ""};`,
  );
  writeFileSync(
    `${GENERATED}/constants.ts`,
    `// Generated by the build, out of src/constants.rs.\n\n${lines.join("\n")}\n`,
  );
}

export { GENERATED };
