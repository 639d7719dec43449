// Lighthouse's figures of a full link, on its simulated phone, from a server that compresses as servers do. Fails where the
// performance is below 90.
//
//   node tests/lighthouse.mjs [RUNS]
//
// The figure printed is the median of the runs. npm fetches Lighthouse; Chromium is the system's.

import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompressSync } from "node:zlib";
import { findChromium } from "./chromium.mjs";

const LIGHTHOUSE = "lighthouse@13.5.0";
const LEAST = 90;
const DIST = fileURLToPath(new URL("../dist/", import.meta.url));
const LINK = readFileSync(new URL("../../../tests/conformance/tide-mill.link", import.meta.url), "utf8").trim();
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".webmanifest": "application/manifest+json",
};
const METRICS = {
  "first-contentful-paint": "first contentful paint",
  "largest-contentful-paint": "largest contentful paint",
  "total-blocking-time": "total blocking time",
  "cumulative-layout-shift": "cumulative layout shift",
  "speed-index": "speed index",
};

const packed = new Map();

const server = createServer((request, response) => {
  const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
  const file = join(DIST, path.endsWith("/") ? `${path}index.html` : path);
  try {
    if (!file.startsWith(DIST)) throw new Error("outside");
    if (!packed.has(file)) packed.set(file, brotliCompressSync(readFileSync(file)));
    response.writeHead(200, {
      "content-type": TYPES[extname(file)] ?? "application/octet-stream",
      "content-encoding": "br",
      "cache-control": file.includes("/assets/") ? "max-age=31536000, immutable" : "no-cache",
    });
    response.end(packed.get(file));
  } catch {
    response.writeHead(404).end();
  }
});

await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const url = `http://127.0.0.1:${server.address().port}/${LINK.slice(LINK.indexOf("#"))}`;
const reports = [];
try {
  for (let run = 0; run < Number(process.argv[2] ?? 3); run++) {
    const { stdout } = await promisify(execFile)(
      "npx",
      [
        "--yes",
        LIGHTHOUSE,
        url,
        "--output=json",
        "--quiet",
        "--only-categories=performance,accessibility,best-practices,seo",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
      ],
      { maxBuffer: 1 << 28, env: { ...process.env, CHROME_PATH: findChromium() } },
    );
    reports.push(JSON.parse(stdout));
  }
} finally {
  server.close();
}
const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
for (const [id, { title }] of Object.entries(reports[0].categories))
  console.log(`${title}: ${Math.round(100 * median(reports.map(({ categories }) => categories[id].score)))}`);
for (const [id, name] of Object.entries(METRICS)) {
  const value = median(reports.map(({ audits }) => audits[id].numericValue));
  console.log(`  ${name}: ${id === "cumulative-layout-shift" ? value.toFixed(3) : `${Math.round(value)} ms`}`);
}
if (process.env.DETAILS)
  for (const audit of Object.values(reports[0].audits))
    if (audit.score !== null && audit.score < 0.9) console.log(`  - ${audit.id}: ${audit.displayValue ?? ""}`);
const performance = Math.round(100 * median(reports.map(({ categories }) => categories.performance.score)));
if (performance < LEAST) {
  console.error(`the performance is ${performance}; expected at least ${LEAST}`);
  process.exitCode = 1;
}
