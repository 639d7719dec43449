// Handing a network on: files of other tools, pictures that open again, embedding, printing, and the page without a connection.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  address,
  addressOf,
  chosenIn,
  drawn,
  drop,
  hashtagOf,
  holding,
  inProfile,
  message,
  open,
  openNetwork,
  release,
  samples,
  saved,
  seen,
  share,
  tab,
} from "./browser.mjs";

const labels = async (page) => (await seen(page)).cards.map(({ label }) => label);

test("a file of another tool opens, with what was skipped and guessed", () =>
  inProfile(async (page) => {
    const graphml = `<?xml version="1.0"?><graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="directed"><node id="a"/><node id="b"/><edge id="e1" source="a" target="b"/></graph></graphml>`;
    await drop(page, { "bee-paths.graphml": graphml });
    await drawn(page);
    assert.match(await message(page).textContent(), /Read as GraphML\..*bee paths\?/s);
    assert.deepEqual((await labels(page)).slice(1), ["a", "b"]);
    await drop(page, { "trades.csv": "source,target,relation\nMill,Baker,supplies\n" });
    await page.waitForFunction(() => document.title.startsWith("trades"));
    await drawn(page);
    assert.ok((await labels(page)).includes("Baker"));
  }));

test("a report whose heading states another number is opened, and the number is said", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["bees.txt"].replace(/Analysis reveals \d+ key/, "Analysis reveals 99 key"));
    assert.match(await message(page).textContent(), /99 key thematic connections.*finding/s);
  }));

test("SVG and PNG carry the network, and open again as it", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["tide-mill.json"]);
    const before = await hashtagOf(page);
    await share(page);
    for (const name of ["Save the picture as SVG", "Save the picture as PNG"]) {
      const file = await saved(page, name);
      await openNetwork(page, samples["bees.txt"]);
      await drop(page, { [file.name]: file.bytes });
      await page.waitForFunction(() => document.title.startsWith("A Harbour"));
      await drawn(page);
      assert.equal(await hashtagOf(page), before);
      await share(page);
    }
  }));

test("embedded, there is the picture and nothing else", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["bees.txt"]);
    const hash = await page.evaluate(() => location.hash);
    await page.goto("about:blank");
    await page.goto(`${address()}?embed${hash}`);
    await drawn(page);
    assert.equal(await page.locator("header").isVisible(), false);
    assert.equal(await page.locator(".side").isVisible(), false);
    assert.equal(await message(page).count(), 0);
    const { height } = await page.locator(".stage semantic-network").boundingBox();
    assert.ok(height > 500, `${height} pixels`);
  }));

test("embedded, all of the network is in sight, however small the frame", () =>
  inProfile(
    async (page) => {
      await openNetwork(page, samples["bees.txt"]);
      const hash = await page.evaluate(() => location.hash);
      await page.goto("about:blank");
      await page.goto(`${address()}?embed${hash}`);
      await drawn(page);
      const { cards, written, zoom, width, height } = await seen(page);
      assert.deepEqual(
        cards.filter(({ screen: { x, y } }) => x < 0 || y < 0 || x > width || y > height).map(({ label }) => label),
        [],
      );
      const names = new Set(written.map(({ text }) => text));
      assert.deepEqual(
        cards.filter(({ label, fontSize }) => fontSize * zoom < 8 && !names.has(label)).map(({ label }) => label),
        [],
      );
    },
    { viewport: { width: 600, height: 400 } },
  ));

test("after one visit the page opens without a connection, and can save itself", () =>
  inProfile(
    async (page, context) => {
      await openNetwork(page, samples["bees.txt"]);
      await page.evaluate(() => navigator.serviceWorker.ready);
      await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
      await context.setOffline(true);
      await page.reload();
      await drawn(page);
      await share(page);
      assert.ok((await saved(page, "Save one HTML file")).bytes.length > 500_000);
      // A link to another place in the network opens the page too.
      await page.goto((await addressOf(page)).replace("#", "?tab=Ask#"));
      await drawn(page);
    },
    // The service worker asks the server first.
    { serviceWorkers: "allow", allowed: /ERR_INTERNET_DISCONNECTED/ },
  ));

test("the page can be installed: its manifest has icons of the sizes that browsers ask for", () =>
  inProfile(async (page) => {
    const manifest = JSON.parse(await (await page.request.get(`${address()}manifest.webmanifest`)).text());
    assert.equal(manifest.display, "standalone");
    assert.deepEqual([manifest.start_url, manifest.scope], ["./", "./"]);
    for (const { src, sizes, type } of manifest.icons) {
      const answer = await page.request.get(address() + src);
      assert.equal(answer.status(), 200, src);
      if (type === "image/png") {
        const bytes = await answer.body();
        assert.equal(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, sizes, src);
      }
    }
    assert.ok(manifest.icons.some(({ purpose }) => purpose === "maskable"));
    for (const [property, file] of [
      ['link[rel="apple-touch-icon"]', "href"],
      ['meta[property="og:image"]', "content"],
    ]) {
      const src = await page.locator(property).getAttribute(file);
      assert.equal((await page.request.get(address() + src)).headers()["content-type"], "image/png", src);
    }
  }));

test("on paper there are picture and report, and nothing to click", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["tide-mill.json"]);
    await page.emulateMedia({ media: "print" });
    for (const gone of ["header", ".tab-row", ".stage-tools", ".edit-tools"])
      assert.equal(await page.locator(gone).isVisible(), false, gone);
    for (const there of [".stage semantic-network", ".report"]) assert.ok(await page.locator(there).isVisible(), there);
    // Also from a phone, which shows the picture alone.
    await page.emulateMedia({ media: "screen" });
    await page.setViewportSize({ width: 360, height: 740 });
    await tab(page, "Picture");
    assert.equal(await page.locator(".report").isVisible(), false);
    await page.emulateMedia({ media: "print" });
    assert.ok(await page.locator(".report").isVisible());
  }));

test("printed, the picture is one of all the network in light colours, on a page before the report", () =>
  inProfile(
    async (page) => {
      await openNetwork(page, samples["tide-mill.json"]);
      await page.evaluate(() => {
        globalThis.papers = [];
        addEventListener("beforeprint", () => {
          const canvas = document.querySelector(".on-paper canvas");
          const [red] = canvas.getContext("2d").getImageData(2, 2, 1, 1).data;
          globalThis.papers.push({ width: canvas.width, isLight: red > 240 });
        });
      });
      // On a phone, too, where the report is open and the picture is not.
      for (const viewport of [
        { width: 1280, height: 800 },
        { width: 360, height: 740 },
      ]) {
        await page.setViewportSize(viewport);
        await tab(page, "Report");
        const pdf = await page.pdf({ format: "A4" });
        assert.ok(String(pdf.toString("latin1")).match(/\/Type \/Page\b/g).length >= 2);
      }
      assert.deepEqual(await page.evaluate(() => globalThis.papers), Array(2).fill({ width: 2_625, isLight: true }));
      assert.equal(await page.locator(".on-paper").count(), 0);
      assert.notEqual((await seen(page)).palette.paper, "#fcfbf8");
    },
    { colorScheme: "dark" },
  ));

test("light and dark can be chosen, and the choice stays", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["bees.txt"]);
    const paper = async () => (await seen(page)).palette.paper;
    const light = await paper();
    await page.getByRole("button", { name: /^Colours/ }).click();
    await page.getByRole("button", { name: "Colours: light" }).click();
    await page.getByRole("button", { name: "Colours: dark" }).waitFor();
    assert.notEqual(await paper(), light);
    await page.reload();
    await drawn(page);
    assert.notEqual(await paper(), light);
  }));

test("the saved file's links lead to the page that saved it", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["bees.txt"]);
    await share(page);
    const { bytes } = await saved(page, "Save one HTML file");
    assert.match(String(bytes), new RegExp(`<meta name="semnet-base" content="${address()}">`));
  }));

for (const width of [320, 360, 600, 861, 900, 980, 1100]) {
  test(`at ${width} pixels nothing is wider than the screen, and the name of the page is in one piece`, () =>
    inProfile(
      async (page) => {
        const concepts = Array.from({ length: 60 }, (_, place) => ({ label: `A concept with a longer name ${place}` }));
        const relationships = concepts.slice(1).map(({ label }, place) => ({
          source: concepts[Math.floor(place / 4)].label,
          relation: "holds",
          target: label,
        }));
        await drop(page, { "sixty.json": JSON.stringify({ question: "How wide?", concepts, relationships }) });
        await drawn(page);
        const { wide, mark, tabs } = await page.evaluate(() => ({
          wide: document.documentElement.scrollWidth,
          mark: document.querySelector(".mark").getBoundingClientRect().height,
          tabs: document.querySelector(".tabs").getBoundingClientRect().height,
        }));
        assert.ok(wide <= width, `${wide} pixels`);
        assert.ok(mark < 60, `${mark} pixels`);
        assert.ok(tabs < 60, `${tabs} pixels`);
        for (const button of await page.locator(".stage-tools button").all()) {
          const box = await button.boundingBox();
          assert.ok(box === null || box.x + box.width <= width, JSON.stringify(box));
        }
      },
      { viewport: { width, height: 740 } },
    ));
}

test("a line of ten million characters is refused quickly and is not laid out", () =>
  inProfile(async (page) => {
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.setData("text/plain", "word ".repeat(2_000_000));
      document
        .querySelector("#query")
        .dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    });
    await message(page)
      .getByText(/This is not a report/)
      .waitFor();
    assert.equal(await page.locator("#query").inputValue(), "");
  }));

test("what is typed while a network opens stays typed", () =>
  inProfile(
    async (page) => {
      await open(page, samples["bees.txt"]);
      await page.locator("#query").fill("tram");
      await release(page, "openText");
      await page.waitForFunction(() => document.title.startsWith("How Does"));
      assert.equal(await page.locator("#query").inputValue(), "tram");
    },
    { prepare: holding("openText") },
  ));
