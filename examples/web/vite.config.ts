// The page: a static site that can be in any folder.

import { defineConfig, type Plugin } from "vite";

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
  plugins: [absolute(), withoutPackage()],
});

/** Previews need complete addresses: for a server, set SEMNET_URL to the address of the page. */
function absolute(): Plugin {
  const url = process.env["SEMNET_URL"]?.replace(/\/?$/, "/");
  return {
    name: "absolute",
    transformIndexHtml: (html) =>
      url === undefined
        ? html
        : html.replace(
            '<meta property="og:image" content="./',
            `<meta property="og:url" content="${url}">\n    <meta property="og:image" content="${url}`,
          ),
  };
}

/**
 * The page itself touches no network, its worker does. So the way of the element to the package, for networks that are given as
 * text, is left out; else the package would be here twice.
 */
function withoutPackage(): Plugin {
  const [name, empty] = ["semnet", "\0semnet"];
  return {
    name: "without-package",
    enforce: "pre",
    resolveId: (id) => (id === name ? empty : undefined),
    load: (id) => (id === empty ? "export const Network = undefined, parseLink = undefined;" : undefined),
  };
}
