// Sets or removes the language model that a built page uses to grow concepts:
//
//   node set-model.mjs dist/index.html https://model.example/v1 [NAME]
//   node set-model.mjs dist/index.html
//
// The server must have chat completions, and accept requests from the page's origin. The page's Content-Security-Policy then allows
// its origin and no other. Without a model, the page shows nothing of this. An address such as /v1 is on the page's own server.

import { readFileSync, writeFileSync } from "node:fs";
import { argv, exit } from "node:process";
import { fileURLToPath } from "node:url";

const META = /\s*<meta name="semnet-model"[^>]*>/;
const ALLOWED = /connect-src 'self'[^;]*/;

const escaped = (text) =>
  text.replace(/[&<>"]/g, (letter) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[letter]);

/** The page with this model; without an address, with no model. */
export function withModel(html, address, name = "") {
  if (!ALLOWED.test(html)) throw new Error("this is not the page: its policy has no connect-src 'self'");
  const without = html.replace(META, "").replace(ALLOWED, "connect-src 'self'");
  if (address === undefined) return without;
  const isOwn = /^\.{0,2}\/(?!\/)/.test(address);
  if (!isOwn && !/^https?:\/\/[^\s'";,*@]+$/.test(address))
    throw new Error(`${address} is not an address such as https://model.example/v1, or /v1 on the page's own server`);
  const meta = `<meta name="semnet-model" content="${escaped(address)}" data-name="${escaped(name)}">`;
  return without
    .replace("connect-src 'self'", isOwn ? "connect-src 'self'" : `connect-src 'self' ${new URL(address).origin}`)
    .replace("</head>", () => `  ${meta}\n  </head>`);
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const [, , file, address, name] = argv;
  if (file === undefined) {
    console.error("usage: node set-model.mjs dist/index.html [ADDRESS [NAME]]");
    exit(1);
  }
  try {
    writeFileSync(file, withModel(readFileSync(file, "utf8"), address, name));
  } catch (error) {
    console.error(error.message);
    exit(1);
  }
}
