// Writes pictures of the built page: each sample report, light, dark and on a phone; and all of them on one sheet.
//
//   node tests/pictures.mjs FOLDER

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { drawn, samples, start } from "./chromium.mjs";

const LOOKS = {
  light: { viewport: { width: 1280, height: 800 }, colorScheme: "light" },
  dark: { viewport: { width: 1280, height: 800 }, colorScheme: "dark" },
  phone: { viewport: { width: 360, height: 740 }, colorScheme: "light", deviceScaleFactor: 2 },
};
/** How high a picture is on the sheet, in pixels. */
const HIGH = 250;

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error("where to? node tests/pictures.mjs FOLDER");
  process.exit(1);
}
mkdirSync(folder, { recursive: true });
const { browser, address, stop } = await start();
try {
  const taken = [];
  for (const [look, options] of Object.entries(LOOKS)) {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    for (const [sample, text] of Object.entries(samples)) {
      await page.goto("about:blank");
      await page.goto(address);
      await page.locator("#main > *").waitFor();
      await page.locator("#query").fill(text);
      await page.locator("#query").press("Enter");
      await drawn(page);
      // A notice goes by itself; what is seen then is the page as it stays.
      const name = `${sample.replace(/\..*/, "")}-${look}.png`;
      const bytes = await page.screenshot({ path: join(folder, name) });
      taken.push({ look, name, bytes });
      console.log(name);
    }
    await context.close();
  }
  const { width, height } = { width: 2 * Math.round((HIGH * 1280) / 800) + Math.round((HIGH * 360) / 740) + 40, height: 4 * (HIGH + 10) + 10 };
  const context = await browser.newContext({ viewport: { width, height } });
  const sheet = await context.newPage();
  const rows = Object.keys(samples).map((sample) => taken.filter(({ name }) => name.startsWith(sample.replace(/\..*/, ""))));
  await sheet.setContent(`<body style="margin:10px;display:grid;gap:10px;background:#888">${rows.map((row) =>
    `<div style="display:flex;gap:10px">${row.map(({ bytes }) => `<img style="height:${HIGH}px" src="data:image/png;base64,${bytes.toString("base64")}">`).join("")}</div>`).join("")}</body>`);
  await sheet.waitForFunction(() => [...document.images].every(({ complete }) => complete));
  writeFileSync(join(folder, "sheet.png"), await sheet.screenshot());
  console.log("sheet.png");
} finally {
  await stop();
}
