// Measures the picture on this machine: how long until something is drawn, until everything has its place, how long the page
// stood still at the longest, and how many pictures a second there are while it is moved about.
//
//   node tests/measure.mjs [CONCEPTS...]

import { start } from "./chromium.mjs";
import { tree } from "./networks.mjs";

const sizes = process.argv.slice(2).map(Number);
const { browser, address, stop } = await start();
try {
  console.log("concepts   first picture   settled   longest block   frames a second while panning");
  for (const size of sizes.length > 0 ? sizes : [200, 600, 2_400, 5_000]) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.goto(address);
    await page.locator(".home").waitFor();
    // The first network pays for starting the engine.
    await page.waitForTimeout(2_000);
    const measured = await page.evaluate(async (text) => {
      let longest = 0;
      new PerformanceObserver((list) =>
        list.getEntries().forEach(({ duration }) => (longest = Math.max(longest, duration))),
      ).observe({ type: "longtask" });
      const begun = performance.now();
      const data = new DataTransfer();
      data.items.add(new File([text], "tree.json"));
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true }));
      const until = async (is) => {
        while (!is()) await new Promise((resolve) => requestAnimationFrame(resolve));
        return performance.now() - begun;
      };
      const network = () => document.querySelector(".stage semantic-network");
      const first = await until(() => (network()?.picture?.scene.cards.length ?? 0) > 0);
      const settled = await until(() => document.querySelector(".progress").hidden);
      const block = longest;
      const frames = 60;
      const from = performance.now();
      for (let frame = 0; frame < frames; frame++) {
        network().picture.panBy(2, 1);
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      return { first, settled, block, rate: (1_000 * frames) / (performance.now() - from) };
    }, tree(size));
    const { first, settled, block, rate } = measured;
    console.log(
      `${String(size).padStart(8)} ${`${Math.round(first)} ms`.padStart(15)} ${`${Math.round(settled)} ms`.padStart(9)} ${`${Math.round(block)} ms`.padStart(15)} ${rate.toFixed(0).padStart(12)}`,
    );
    await context.close();
  }
} finally {
  await stop();
}
