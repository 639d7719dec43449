// Writes pictures of the built page: a star, large networks, right to left, on a phone, in the dark, embedded, on paper; and all
// of them on one sheet.
//
//   node tests/pictures.mjs FOLDER

import { mkdirSync, readFileSync, writeFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { drawn, samples, start } from "./chromium.mjs";
import { dense, rightToLeft, tree } from "./networks.mjs";

const WIDE = { width: 1280, height: 800 };
const PHONE = { width: 360, height: 740 };
const WORDNET = fileURLToPath(new URL("../../../target/wordnet/network.semnet", import.meta.url));
const SHOTS = [
  { name: "first-page", viewport: WIDE },
  { name: "star", text: samples["bees.txt"], viewport: WIDE },
  { name: "relations", text: samples["tide-mill.json"], viewport: WIDE },
  { name: "sixty", text: tree(60), viewport: WIDE },
  { name: "two-hundred", text: tree(200), viewport: WIDE },
  { name: "six-hundred", ...(existsSync(WORDNET) ? { file: WORDNET } : { text: tree(600) }), viewport: WIDE },
  { name: "large", text: tree(2_400), viewport: WIDE },
  { name: "dense", text: dense(60), viewport: WIDE },
  { name: "right-to-left", text: rightToLeft, viewport: WIDE },
  { name: "dark", text: samples["tram.txt"], viewport: WIDE, colorScheme: "dark" },
  { name: "phone", text: samples["bees.txt"], viewport: PHONE },
  { name: "phone-dark", text: samples["tide-mill.json"], viewport: PHONE, colorScheme: "dark" },
  { name: "embedded", text: samples["tide-mill.json"], viewport: { width: 800, height: 500 }, isEmbedded: true },
  { name: "share", text: samples["tide-mill.json"], viewport: WIDE, press: "Share" },
  { name: "present", text: samples["tide-mill.json"], viewport: WIDE, press: "Present" },
  { name: "print", text: samples["bees.txt"], viewport: { width: 900, height: 1_200 }, media: "print" },
  { name: "first-page-phone", viewport: PHONE },
];
/** How high a picture is on the sheet, in pixels. */
const HIGH = 260;
const ACROSS = 1_700;

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error("where to? node tests/pictures.mjs FOLDER");
  process.exit(1);
}
mkdirSync(folder, { recursive: true });
const { browser, address, stop } = await start();
try {
  const taken = [];
  for (const { name, text, file, viewport, colorScheme = "light", isEmbedded, media, press } of SHOTS) {
    const context = await browser.newContext({
      viewport,
      colorScheme,
      reducedMotion: "reduce",
      ...(viewport.width < 500 && { deviceScaleFactor: 2 }),
    });
    const page = await context.newPage();
    await page.goto(address);
    await page.locator("#main > *").waitFor();
    if (text !== undefined || file !== undefined) {
      const content = file === undefined ? Buffer.from(text) : readFileSync(file);
      const transfer = await page.evaluateHandle((base64) => {
        const data = new DataTransfer();
        data.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], "network"));
        return data;
      }, content.toString("base64"));
      await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
      await drawn(page, 120_000);
    }
    if (isEmbedded) {
      const hash = await page.evaluate(() => location.hash);
      await page.goto("about:blank");
      await page.goto(`${address}?embed${hash}`);
      await drawn(page);
    }
    if (press !== undefined) await page.getByRole("button", { name: press, exact: true }).click();
    if (press === "Present") await page.keyboard.press("ArrowRight");
    if (media) {
      await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      await page.emulateMedia({ media });
    }
    // Small pictures of the first page, and letters, come a little later.
    await page.waitForTimeout(800);
    const bytes = await page.screenshot({ path: join(folder, `${name}.png`) });
    taken.push({ name, bytes, width: Math.round((HIGH * viewport.width) / viewport.height) });
    console.log(`${name}.png`);
    await context.close();
  }
  const context = await browser.newContext({ viewport: { width: ACROSS, height: 100 } });
  const sheet = await context.newPage();
  await sheet.setContent(
    `<body style="margin:10px;display:flex;flex-wrap:wrap;gap:10px;background:#888;font:13px sans-serif;color:#fff">${taken
      .map(
        ({ name, bytes }) =>
          `<figure style="margin:0"><img style="height:${HIGH}px;display:block" src="data:image/png;base64,${bytes.toString("base64")}"><figcaption>${name}</figcaption></figure>`,
      )
      .join("")}</body>`,
  );
  await sheet.waitForFunction(() => [...document.images].every(({ complete }) => complete));
  writeFileSync(join(folder, "sheet.png"), await sheet.screenshot({ fullPage: true }));
  console.log("sheet.png");
} finally {
  await stop();
}
