// A headless Chromium of the system on the built page, served on this machine alone. Whatever goes wrong in a page is thrown
// at the end of the test.

import assert from "node:assert/strict";
import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { preview } from "vite";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];
const FLAGS = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync".split(" ");
const ROOT = fileURLToPath(new URL("..", import.meta.url));
const REPORTS = fileURLToPath(new URL("../../reports/", import.meta.url));

/** The sample reports, by name. */
export const samples = Object.fromEntries(["bees.txt", "tram.txt", "handwriting.txt", "tide-mill.json"].map((name) => [name, readFileSync(join(REPORTS, name), "utf8")]));
/** Two networks that share a hashtag. */
export const clash = ["a.txt", "b.txt"].map((name) => readFileSync(new URL(`../../../tests/clash/${name}`, import.meta.url), "utf8"));

/** A real page of the kind, where it lies beside the repository. */
const REAL = fileURLToPath(new URL("../../../../shared/reports/psychotherapy.txt", import.meta.url));
export const real = existsSync(REAL) ? readFileSync(REAL, "utf8") : undefined;

let browser;
let server;

before(async () => {
  browser = await chromium.launch({ executablePath: findChromium(), args: FLAGS });
  server = await preview({ root: ROOT, preview: { host: "127.0.0.1", port: 0, strictPort: false }, logLevel: "error" });
});

after(async () => {
  await browser?.close();
  await server?.close();
});

export const address = () => `http://127.0.0.1:${server.httpServer.address().port}/`;

function findChromium() {
  const paths = process.env.PATH.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const found = paths.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  if (found === undefined) throw new Error(`there is none of ${NAMES.join(", ")} on PATH: install chromium`);
  return found;
}

/**
 * Runs a test in a fresh profile: `use(page, context)`. Errors and warnings of the page, among them what a policy refused, and
 * requests to elsewhere make it fail; `allowed` says which errors are what the test is about.
 */
export async function inProfile(use, { allowed, prepare, url, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, acceptDownloads: true, ...options });
  const wrong = [];
  const watch = (page) => {
    page.on("pageerror", (error) => wrong.push(String(error)));
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && wrong.push(message.text()));
    page.on("dialog", (dialog) => {
      wrong.push(`a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on("request", (request) => {
      if (!/^(data|blob|file):/.test(request.url()) && !request.url().startsWith(address())) wrong.push(`a request to ${request.url()}`);
    });
  };
  context.on("page", watch);
  try {
    await prepare?.(context);
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(url ?? address());
    await page.locator("#main > *").waitFor();
    await use(page, context);
    assert.deepEqual(wrong.filter((text) => !(allowed?.test(text) ?? false)), []);
  } finally {
    await context.close();
  }
}

/** Puts a text into the query bar, as pasting does, and opens it. */
export async function open(page, text) {
  await page.locator("#query").fill(text);
  await page.locator("#query").press("Enter");
}

/** Opens a network and waits until it is drawn. */
export async function openNetwork(page, text) {
  const before = await page.title();
  await open(page, text);
  await page.waitForFunction((title) => document.title !== title, before);
  await drawn(page);
}

export async function drawn(page, timeout = 60_000) {
  await page.locator(".desk").waitFor({ timeout });
  await page.waitForFunction(() => {
    const cy = document.querySelector(".stage .canvas")?._cyreg?.cy;
    return cy && cy.nodes().length > 0 && document.querySelector(".progress").hidden;
  }, undefined, { timeout, polling: 250 });
}

/** Drops files onto the page. */
export async function drop(page, files) {
  const transfer = await page.evaluateHandle((all) => {
    const data = new DataTransfer();
    for (const [name, base64] of all) data.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
    return data;
  }, Object.entries(files).map(([name, content]) => [name, Buffer.from(content).toString("base64")]));
  await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
}

export const tab = (page, name) => page.getByRole("tab", { name }).click();

export const hashtagOf = async (page) => (await page.locator(".report .tag").textContent()).replace("#", "");

export const message = (page) => page.locator(".message");

/** Clicks, and gives the file that the browser saves then. */
export async function saved(page, name) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
  return { name: download.suggestedFilename(), path: await download.path(), bytes: readFileSync(await download.path()) };
}

/** Where a concept lies on the screen. */
export async function placeOf(page, label) {
  return page.evaluate((id) => {
    const canvas = document.querySelector(".stage .canvas");
    const { x, y } = canvas._cyreg.cy.getElementById(id).renderedPosition();
    const area = canvas.getBoundingClientRect();
    return { x: area.x + x, y: area.y + y };
  }, label);
}
