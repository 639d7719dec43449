// The ways out: what is copied, what is saved, and that it comes in again.

import assert from "node:assert/strict";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  address,
  drawn,
  drop,
  hashtagOf,
  inProfile,
  open,
  openNetwork,
  real,
  samples,
  saved,
  tab,
} from "./browser.mjs";

const clipboard = { permissions: ["clipboard-read", "clipboard-write"] };

async function copied(page, what) {
  await page.getByRole("button", { name: `Copy the ${what}`, exact: true }).click();
  await page.getByRole("status").getByText("Copied").last().waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}

test("hashtag, links, report and JSON are copied, and each opens the network again", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["bees.txt"]);
    const hashtag = await hashtagOf(page);
    await tab(page, "Share");
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
    await tab(page, "Share");
    await page.locator("#link-length").waitFor();
    assert.doesNotMatch(await page.locator("#link-length").textContent(), /cut/);
    // What cannot be made much shorter: numbers that look like chance.
    let number = 1;
    const texts = Array.from({ length: 700 }, () => (number = (number * 48_271) % 2_147_483_647).toString(36)).join(
      " ",
    );
    await openNetwork(page, JSON.stringify({ question: "Long?", findings: [{ label: "A", text: texts }] }));
    await tab(page, "Share");
    await page.locator("#link-length .warn").waitFor();
    assert.match(
      await page.locator("#link-length").textContent(),
      /Some chat programs cut links of more than 2,000 characters/,
    );
  }));

test("what the report does not hold is said", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["tide-mill.json"]);
    await tab(page, "Share");
    await page
      .getByText("Does not hold: 3 concepts")
      .waitFor()
      .catch(async () => assert.fail(await page.locator(".share").textContent()));
  }));

test("PNG, JSON, report and bytes are files that begin as such files do", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["tram.txt"]);
    const hashtag = await hashtagOf(page);
    await tab(page, "Share");
    const png = await saved(page, "Save the picture as PNG");
    assert.equal(png.name, `${hashtag}.png`);
    assert.equal(png.bytes.subarray(1, 4).toString(), "PNG");
    assert.ok(png.bytes.length > 10_000);
    assert.equal(JSON.parse((await saved(page, "Save the JSON")).bytes.toString()).title, "What Did the Rails Know?");
    assert.match((await saved(page, "Save the report")).bytes.toString(), /^Semantic Network\n/);
    const bytes = (await saved(page, "Save the canonical bytes")).bytes;
    assert.equal(bytes.subarray(0, 6).toString(), "semnet");
    await page.goto(`${address()}#`);
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
        await tab(page, "Share");
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
          await tab(page, "Share");
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
