// Handing a network on: files of other tools, pictures that open again, presenting, embedding, printing, and the page without a connection.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  address,
  chosenIn,
  drawn,
  drop,
  hashtagOf,
  inProfile,
  message,
  open,
  openNetwork,
  samples,
  saved,
  seen,
  tab,
} from "./browser.mjs";

const labels = async (page) => (await seen(page)).cards.map(({ label }) => label);

test("a file of another tool opens, with what was skipped and guessed", () =>
  inProfile(async (page) => {
    const graphml = `<?xml version="1.0"?><graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="directed"><node id="a"/><node id="b"/><edge id="e1" source="a" target="b"/></graph></graphml>`;
    await drop(page, { "bee-paths.graphml": graphml });
    await drawn(page);
    assert.match(await message(page).textContent(), /Read as graphml\..*bee paths\?/s);
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
    await tab(page, "Share");
    for (const name of ["Save the picture as SVG", "Save the picture as PNG"]) {
      const file = await saved(page, name);
      await openNetwork(page, samples["bees.txt"]);
      await drop(page, { [file.name]: file.bytes });
      await page.waitForFunction(() => document.title.startsWith("A Harbour"));
      await drawn(page);
      assert.equal(await hashtagOf(page), before);
      await tab(page, "Share");
    }
  }));

test("presenting steps through findings and highlights, and Escape ends it", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["tide-mill.json"]);
    await page.getByRole("button", { name: "Present" }).click();
    const heading = page.locator(".present h2");
    assert.equal(await heading.textContent(), "A Harbour Runs on the Moon");
    await page.keyboard.press("ArrowRight");
    assert.equal(await heading.textContent(), "Tide Mill");
    assert.deepEqual(await chosenIn(page), ["Tide Mill"]);
    await page.keyboard.press("Escape");
    await page.locator(".present").waitFor({ state: "detached" });
    assert.deepEqual(await chosenIn(page), []);
  }));

test("embedded, there is the picture and nothing else, also in a sandboxed frame", () =>
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

test("the page opens again without a connection", () =>
  inProfile(
    async (page, context) => {
      await page.evaluate(() => navigator.serviceWorker.ready);
      await page.reload();
      await page.locator(".home").waitFor();
      await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
      await page.reload();
      await page.locator(".home").waitFor();
      await openNetwork(page, samples["bees.txt"]);
      await context.setOffline(true);
      await page.reload();
      await drawn(page);
    },
    { serviceWorkers: "allow" },
  ));

test("on paper there are picture and report, and nothing to click", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["tide-mill.json"]);
    await page.emulateMedia({ media: "print" });
    for (const gone of ["header", ".tabs", ".stage-tools", ".edit-tools"])
      assert.equal(await page.locator(gone).isVisible(), false, gone);
    for (const there of [".stage semantic-network", ".report"]) assert.ok(await page.locator(there).isVisible(), there);
  }));

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
    await tab(page, "Share");
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
        const { wide, mark } = await page.evaluate(() => ({
          wide: document.documentElement.scrollWidth,
          mark: document.querySelector(".mark").getBoundingClientRect().height,
        }));
        assert.ok(wide <= width, `${wide} pixels`);
        assert.ok(mark < 60, `${mark} pixels`);
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
  inProfile(async (page) => {
    await open(page, samples["bees.txt"]);
    await page.locator("#query").fill("tram");
    await page.waitForFunction(() => document.title.startsWith("How Does"));
    assert.equal(await page.locator("#query").inputValue(), "tram");
  }));

test("what is chosen, and the tab, are in the address: Back goes back, and a link leads there", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["tide-mill.json"]);
    await page.locator(".part-name").filter({ hasText: "Night Baking" }).first().click();
    assert.match(page.url(), /\?concept=Night\+Baking#/);
    await tab(page, "Ask");
    assert.match(page.url(), /tab=Ask/);
    const url = page.url();
    await page.goBack();
    await page.goBack();
    await page.waitForFunction(() => location.search === "");
    assert.deepEqual(await chosenIn(page), []);
    await page.goto("about:blank");
    await page.goto(url);
    await drawn(page);
    await page.waitForFunction(() =>
      document
        .querySelector(".stage semantic-network")
        .picture.report()
        .cards.some(({ isChosen }) => isChosen),
    );
    assert.deepEqual(await chosenIn(page), ["Night Baking"]);
    assert.equal(await page.getByRole("tab", { name: "Ask" }).getAttribute("aria-selected"), "true");
  }));
