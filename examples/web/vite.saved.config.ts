// The viewer for saved pages: one script and one style, with the hashes by which the saved page's policy allows them, in
// dist/saved.json; and for frames without an origin, as dist/embed.js and dist/embed.css.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { defineConfig, type Plugin } from "vite";

export default defineConfig({
  publicDir: false,
  build: {
    target: "es2022",
    modulePreload: false,
    emptyOutDir: false,
    assetsInlineLimit: Infinity,
    cssCodeSplit: false,
    chunkSizeWarningLimit: 4_000,
    rollupOptions: {
      input: "src/saved/main.ts",
      transform: { define: { "import.meta": "{}" } },
      output: { format: "iife", codeSplitting: false },
    },
  },
  plugins: [oneFile()],
});

function oneFile(): Plugin {
  return {
    name: "one-file",
    enforce: "post",
    generateBundle(_, bundle) {
      const files = Object.values(bundle);
      // In strings and patterns `<\\/` is `</`, and ends no element.
      const script = files
        .flatMap((file) => (file.type === "chunk" ? [file.code] : []))
        .join("")
        .replace(/<\/(?=script)/gi, "<\\/");
      const style = files
        .flatMap((file) => (file.type === "asset" && file.fileName.endsWith(".css") ? [String(file.source)] : []))
        .join("");
      // It must not contain anything that would end the element around it.
      if (/<\/script|<!--/i.test(script)) this.error("the script holds what would end its element, or open a comment");
      if (/<\/style|<!--/i.test(style)) this.error("the style holds what would end a style element");
      const policy = [
        "default-src 'none'",
        `script-src '${hash(script)}' 'wasm-unsafe-eval'`,
        `style-src '${hash(style)}'`,
        "img-src data: blob:",
        "font-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
      ].join("; ");
      for (const name of Object.keys(bundle)) delete bundle[name];
      this.emitFile({ type: "asset", fileName: "embed.js", source: script });
      this.emitFile({ type: "asset", fileName: "embed.css", source: style });
      this.emitFile({ type: "asset", fileName: "saved.json", source: JSON.stringify({ script, style, policy }) });
    },
    writeBundle: ({ dir = "dist" }) => listFiles(dir),
  };
}

/** Files that only frames load, or that have no use where there is no connection. */
const NOT_KEPT = /^(service\.js|embed\..*|licences\.md|preview\.png)$/;

/** Writes into the service worker which files it keeps. This build is the last, so all are there. */
function listFiles(folder: string): void {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !NOT_KEPT.test(entry.name))
    .map(({ parentPath, name }) => `${parentPath}/${name}`.slice(folder.length + 1))
    .sort();
  const state = createHash("sha256");
  for (const name of names) state.update(name).update(readFileSync(`${folder}/${name}`));
  const files = names.map((name) => (name === "index.html" ? "./" : name));
  const service = readFileSync(`${folder}/service.js`, "utf8")
    .replace("const FILES = [];", `const FILES = ${JSON.stringify(files)};`)
    .replace('"semnet-0"', `"semnet-${state.digest("hex").slice(0, 8)}"`);
  writeFileSync(`${folder}/service.js`, service);
}

const hash = (text: string) => `sha256-${createHash("sha256").update(text).digest("base64")}`;
