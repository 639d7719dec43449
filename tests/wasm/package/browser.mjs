// A headless Chromium of the system, and a server for it that listens on this machine alone.

import { constants, accessSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { delimiter, extname, join, normalize } from "node:path";
import { chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".cjs": "text/javascript",
  ".wasm": "application/wasm",
};

/** Starts the browser, which must be on PATH: `apt-get install chromium`. */
export async function launch() {
  const paths = process.env.PATH.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const executablePath = paths.find(isExecutable);
  if (executablePath === undefined) throw new Error(`there is none of ${NAMES.join(", ")} on PATH: install chromium`);
  return await chromium.launch({ executablePath, args: FLAGS });
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Opens a page and returns what the small program printed. Errors in the page are thrown. */
export async function said(browser, url) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const broken = new Promise((_, reject) => {
      page.on("pageerror", reject);
      page.on("console", (message) => {
        // Browsers ask for the icon by themselves.
        if (message.location().url.endsWith("/favicon.ico")) return;
        if (["error", "warning"].includes(message.type())) reject(new Error(message.text()));
      });
    });
    const answer = page
      .goto(url)
      .then(() => page.waitForFunction(() => globalThis.semnetSaid, undefined, { timeout: 30_000 }))
      .then((handle) => handle.jsonValue());
    answer.catch(() => {}); // Whichever comes first is the answer.
    return await Promise.race([broken, answer]);
  } finally {
    await context.close();
  }
}

/** Serves a folder; `headers` are sent with every file. Returns the address and `close`. */
export async function serve(folder, headers = {}) {
  const server = createServer(({ url }, response) => {
    const path = normalize(decodeURIComponent(new URL(url, "http://localhost").pathname));
    try {
      const body = readFileSync(join(folder, path === "/" ? "index.html" : path));
      response.writeHead(200, { "Content-Type": TYPES[extname(path)] ?? "text/html; charset=utf-8", ...headers });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}
