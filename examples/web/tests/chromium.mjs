// A headless Chromium of the system and the built page, served on this machine alone: for the tests, and for the pictures.

import { accessSync, constants, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { preview } from "vite";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];
const FLAGS =
  "--headless --disable-features=LocalNetworkAccessChecks --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync".split(
    " ",
  );
const ROOT = fileURLToPath(new URL("..", import.meta.url));
const REPORTS = fileURLToPath(new URL("../../reports/", import.meta.url));

/** The sample reports, by name. */
export const samples = Object.fromEntries(
  ["bees.txt", "tram.txt", "handwriting.txt", "tide-mill.json"].map((name) => [
    name,
    readFileSync(join(REPORTS, name), "utf8"),
  ]),
);

/** Starts both; `stop` ends them. */
export async function start() {
  const executablePath = findChromium();
  const server = await preview({
    root: ROOT,
    preview: { host: "127.0.0.1", port: 0, strictPort: false },
    logLevel: "error",
  });
  const browser = await chromium.launch({ executablePath, args: FLAGS }).catch(async (error) => {
    await server.close();
    throw error;
  });
  const stop = async () => {
    await browser.close();
    await server.close();
  };
  return { browser, address: `http://127.0.0.1:${server.httpServer.address().port}/`, stop };
}

export function findChromium() {
  const paths = process.env.PATH.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const found = paths.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  if (found === undefined) throw new Error(`none of ${NAMES.join(", ")} is on PATH; install chromium`);
  return found;
}

/** Waits until a network is drawn, and the page has gone to the place in it that the address names. */
export async function drawn(page, timeout = 60_000) {
  await page.locator(".desk").waitFor({ timeout });
  await page.waitForFunction(
    () => {
      const picture = document.querySelector(".stage semantic-network")?.picture;
      return picture && picture.scene.cards.length > 0 && document.querySelector(".progress").hidden;
    },
    undefined,
    { timeout, polling: 250 },
  );
  // That comes when the fonts are there, which the picture is written in.
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await painted(page);
}

/** Waits until what was changed is painted. */
export const painted = (page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
