// The page: a static site that can lie in any folder.

import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    license: { fileName: "licences.md" },
    chunkSizeWarningLimit: 2_000,
  },
  worker: { format: "es" },
  preview: { host: "127.0.0.1" },
});
