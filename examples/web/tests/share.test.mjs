// Sharing: copied links, saved files, and that both can be opened again.

import assert from "node:assert/strict";
import { test } from "node:test";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  address,
  chosenIn,
  drawn,
  drop,
  hashtagOf,
  holding,
  inProfile,
  open,
  openNetwork,
  real,
  release,
  samples,
  saved,
  share,
  tab,
} from "./browser.mjs";

const clipboard = { permissions: ["clipboard-read", "clipboard-write"] };

/** A network whose link cannot be made much shorter: numbers that look like chance. */
let number = 1;
const numbers = Array.from({ length: 700 }, () => (number = (number * 48_271) % 2_147_483_647).toString(36));
const long = JSON.stringify({ question: "Long?", findings: [{ label: "A", text: numbers.join(" ") }] });

async function copied(page, what) {
  await page.getByRole("button", { name: `Copy the ${what}`, exact: true }).click();
  await page.getByRole("status").getByText(`Copied: the ${what}`, { exact: true }).waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}

test("hashtag, links, report and JSON are copied, and each opens the network again", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["bees.txt"]);
    const hashtag = await hashtagOf(page);
    await share(page);
    assert.equal(await copied(page, "hashtag"), hashtag);
    assert.equal(await copied(page, "short link"), `${address()}#${hashtag}`);
    const full = await copied(page, "full link");
    assert.ok(full.startsWith(`${address()}#${hashtag}.`));
    assert.match(await page.locator("#link-length").textContent(), new RegExp(full.length.toLocaleString("en")));
    const report = await copied(page, "report");
    const json = await copied(page, "JSON");
    for (const text of [report, json]) {
      await page.goto("about:blank");
      await page.goto(address());
      await openNetwork(page, text);
      assert.equal(await hashtagOf(page), hashtag);
    }
  }, clipboard));

test("a full link of more than 2,000 characters comes with a warning, a shorter one without", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["handwriting.txt"]);
    await share(page);
    await page.locator("#link-length").waitFor();
    assert.doesNotMatch(await page.locator("#link-length").textContent(), /cut/);
    await openNetwork(page, long);
    await share(page);
    await page.locator("#link-length .warn").waitFor();
    assert.match(
      await page.locator("#link-length").textContent(),
      /Some chat programs cut links of more than 2,000 characters/,
    );
  }));

test("the QR code of a short link is read as the link, and a link that is too long for one has none", () =>
  inProfile(async (page, context) => {
    await openNetwork(page, samples["tide-mill.json"]);
    await share(page);
    const full = await page.getByLabel("Full link", { exact: true }).inputValue();
    const image = await page.getByRole("img", { name: "QR code of the full link" }).screenshot();
    const reader = await context.newPage();
    await reader.addScriptTag({ path: createRequire(import.meta.url).resolve("jsqr/dist/jsQR.js") });
    const read = await reader.evaluate(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes]));
      const surface = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
      surface.drawImage(bitmap, 0, 0);
      const { data, width, height } = surface.getImageData(0, 0, bitmap.width, bitmap.height);
      return globalThis.jsQR(data, width, height)?.data;
    }, image.toString("base64"));
    assert.equal(read, full);
    await openNetwork(page, long);
    await share(page);
    assert.equal(await page.locator(".code").count(), 0);
  }));

test("Escape closes the dialog, and what was chosen stays chosen", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["bees.txt"]);
    await page.getByRole("button", { name: "Honest Effort" }).click();
    await share(page);
    await page.keyboard.press("Escape");
    assert.equal(await page.getByRole("dialog").count(), 0);
    assert.deepEqual(await chosenIn(page), ["Honest Effort"]);
    await page.keyboard.press("Escape");
    assert.deepEqual(await chosenIn(page), []);
  }));

test("the image card is as large as previews are, and opens as the network", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["bees.txt"]);
    const hashtag = await hashtagOf(page);
    await share(page);
    await page.waitForFunction(() => document.querySelector(".share-card img").naturalWidth === 1_200);
    const card = await saved(page, "Save the image card");
    assert.equal(card.name, `${hashtag}-card.png`);
    assert.deepEqual([card.bytes.readUInt32BE(16), card.bytes.readUInt32BE(20)], [1_200, 630]);
    await openNetwork(page, samples["tram.txt"]);
    await drop(page, { "card.png": card.bytes });
    await page.waitForFunction((tag) => document.querySelector(".report .tag")?.textContent.includes(tag), hashtag);
  }));

test("an image card that is asked for while the picture is laid out has all of it", () =>
  inProfile(
    async (page) => {
      await open(page, samples["bees.txt"]);
      await share(page);
      await release(page, "settle");
      const card = await saved(page, "Save the image card");
      await page.reload();
      await page.locator(".desk").waitFor();
      await release(page, "settle");
      await drawn(page);
      await share(page);
      assert.ok((await saved(page, "Save the image card")).bytes.equals(card.bytes));
    },
    { prepare: holding("settle") },
  ));

test("the embed code shows the picture in a frame without an origin, without warnings, and leads to the page", () =>
  inProfile(
    async (page, context) => {
      await openNetwork(page, samples["bees.txt"]);
      const hash = await page.evaluate(() => location.hash);
      await share(page);
      const code = await copied(page, "embed code");
      const other = await context.newPage();
      await other.setContent(code);
      const frame = await (await other.locator("iframe").elementHandle()).contentFrame();
      await drawn(frame);
      assert.equal(await frame.evaluate(() => self.origin), "null");
      for (const gone of ["header", ".side", ".tab-row", ".edit-tools"])
        assert.equal(await frame.locator(gone).isVisible(), false, gone);
      assert.equal(await frame.locator(".message").count(), 0);
      const link = frame.getByRole("link", { name: "How Does a Dance in the Dark Become a Map?" });
      assert.equal(await link.getAttribute("href"), `${address()}${hash}`);
      const { width, height } = await other.locator("iframe").boundingBox();
      const picture = await frame.locator(".stage semantic-network").boundingBox();
      assert.ok(picture.width === width && picture.height > 0.7 * height, JSON.stringify(picture));
    },
    // What the frame may not load as a module, frame.js loads otherwise.
    { ...clipboard, allowed: /CORS|ERR_FAILED/ },
  ));

test("what the report does not hold is said", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["tide-mill.json"]);
    await share(page);
    await page
      .getByText("Does not contain: 3 concepts")
      .waitFor()
      .catch(async () => assert.fail(await page.locator(".share").textContent()));
  }));

test("PNG, JSON, report and bytes are files that begin as such files do", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["tram.txt"]);
    const hashtag = await hashtagOf(page);
    await share(page);
    const png = await saved(page, "Save the picture as PNG");
    assert.equal(png.name, `${hashtag}.png`);
    assert.equal(png.bytes.subarray(1, 4).toString(), "PNG");
    assert.ok(png.bytes.length > 10_000);
    assert.equal(JSON.parse((await saved(page, "Save the JSON")).bytes.toString()).title, "What Did the Rails Know?");
    assert.match((await saved(page, "Save the report")).bytes.toString(), /^Semantic Network\n/);
    const bytes = (await saved(page, "Save the canonical bytes")).bytes;
    assert.equal(bytes.subarray(0, 6).toString(), "semnet");
    await page.goto(`${address()}#`);
    await page.locator(".home").waitFor();
    await drop(page, { "network.semnet": bytes });
    await drawn(page);
    assert.equal(await hashtagOf(page), hashtag);
  }));

for (const [name, text] of Object.entries({
  "bees.txt": samples["bees.txt"],
  "tide-mill.json": samples["tide-mill.json"],
  ...(real && { "a real page": real }),
})) {
  test(`${name}: one HTML file opens from disk without a network, saves itself again, and can be dropped onto the page`, async () => {
    const folder = mkdtempSync(join(tmpdir(), "semnet-web-"));
    const file = join(folder, "saved.html");
    let hashtag;
    let html;
    try {
      await inProfile(async (page) => {
        await openNetwork(page, text);
        hashtag = await hashtagOf(page);
        await share(page);
        const one = await saved(page, "Save one HTML file");
        assert.equal(one.name, `${hashtag}.html`);
        html = one.bytes;
        copyFileSync(one.path, file);
      });
      // `inProfile` fails at any request but for the file itself.
      await inProfile(
        async (page, context) => {
          await context.setOffline(true);
          await drawn(page);
          assert.equal(await hashtagOf(page), hashtag);
          assert.ok((await page.locator(".part").count()) > 0);
          await tab(page, "Ask");
          const name = await page.locator(".part-name bdi").first().textContent();
          await open(page, `neighbours of ${name}`);
          await page.locator(".chip").first().waitFor();
          await share(page);
          const again = await saved(page, "Save one HTML file");
          assert.ok(again.bytes.equals(html), "the same file comes out of the saved one");
        },
        { url: pathToFileURL(file).href },
      );
      await inProfile(async (page) => {
        await drop(page, { "saved.html": html });
        await drawn(page);
        assert.equal(await hashtagOf(page), hashtag);
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}
