// Networks stay in the browser; and what happens when it has no room, or when what it kept is damaged.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { address, drawn, drop, hashtagOf, inProfile, message, open, openNetwork, samples, saved } from "./browser.mjs";

async function list(page) {
  await page.getByRole("button", { name: "Networks in this browser" }).click();
  await page.getByRole("dialog").waitFor();
}

test("networks stay, with a list; one can be forgotten", () => inProfile(async (page) => {
  await openNetwork(page, samples["bees.txt"]);
  await openNetwork(page, samples["tram.txt"]);
  await page.goto("about:blank");
  await page.goto(address());
  await page.getByRole("heading", { name: "Here before" }).waitFor();
  await list(page);
  const dialog = page.getByRole("dialog");
  assert.deepEqual(await dialog.locator(".offer-title").allTextContents(), ["What Did the Rails Know?", "How Does a Dance in the Dark Become a Map?"]);
  await dialog.getByRole("button", { name: "Forget" }).first().click();
  await dialog.getByRole("button", { name: "Really forget?" }).click();
  await page.getByText(/^Forgotten:/).waitFor();
  assert.equal(await dialog.locator(".kept").count(), 1);
  await dialog.locator(".kept").click();
  await drawn(page);
  await open(page, "Why do some cities that tore out their trams build them again two generations later?");
  await message(page).getByText("Nothing found").waitFor();
}));

test("the whole list goes out as one file, and comes in again elsewhere", async () => {
  let file;
  await inProfile(async (page) => {
    await openNetwork(page, samples["bees.txt"]);
    await openNetwork(page, samples["tide-mill.json"]);
    await list(page);
    file = await saved(page, "Export all");
    assert.equal(file.name, "networks.json");
    file.bytes = readFileSync(file.path);
  });
  await inProfile(async (page) => {
    await openNetwork(page, samples["bees.txt"]);
    await drop(page, { "networks.json": file.bytes });
    await page.getByText("Imported: 1 new, 1 known before.").waitFor();
    const damaged = JSON.parse(file.bytes.toString());
    damaged.networks[0] = damaged.networks[0].slice(0, -8);
    await drop(page, { "networks.json": JSON.stringify(damaged) });
    await message(page).getByText(/Network 1:/).waitFor();
    await list(page);
    assert.equal(await page.getByRole("dialog").locator(".kept").count(), 2);
  });
});

/** Changes the worker of the page before it starts. */
const inWorker = (script) => (context) => context.route(/\/worker-[^/]*\.js$/, async (route) => {
  const response = await route.fetch();
  await route.fulfill({ response, body: `${script};\n${await response.text()}` });
});

test("a full disk is told, the network is shown all the same, and what was kept stays", async () => {
  const full = `{
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (value, ...rest) {
      if (value?.title === "What Did the Rails Know?") throw new DOMException("no room", "QuotaExceededError");
      return put.call(this, value, ...rest);
    };
  }`;
  await inProfile(async (page) => {
    await openNetwork(page, samples["bees.txt"]);
    await openNetwork(page, samples["tram.txt"]);
    await message(page).getByText(/no room left/).waitFor();
    const hashtag = await hashtagOf(page);
    await list(page);
    assert.equal(await page.getByRole("dialog").locator(".kept").count(), 2);
    await page.keyboard.press("Escape");
    // It is still found, as long as this page is open.
    await open(page, "honeybees");
    await openNetwork(page, samples["bees.txt"]);
    await openNetwork(page, hashtag);
    await page.goto("about:blank");
    await page.goto(address());
    await list(page);
    assert.deepEqual(await page.getByRole("dialog").locator(".offer-title").allTextContents(), ["How Does a Dance in the Dark Become a Map?"]);
  }, { prepare: inWorker(full) });
});

test("a browser that keeps nothing says so, and the page works", () => inProfile(async (page) => {
  await message(page).getByText(/keeps nothing/).waitFor();
  await openNetwork(page, samples["bees.txt"]);
}, { prepare: inWorker('indexedDB.open = () => { throw new DOMException("not here", "SecurityError"); }') }));

test("what was damaged in the browser's database is told when it is named, and the rest is whole", () => inProfile(async (page) => {
  await openNetwork(page, samples["bees.txt"]);
  const damaged = await hashtagOf(page);
  await openNetwork(page, samples["tram.txt"]);
  const whole = await hashtagOf(page);
  await page.evaluate((hashtag) => new Promise((resolve, reject) => {
    const opening = indexedDB.open("semnet");
    opening.onerror = reject;
    opening.onsuccess = () => {
      const transaction = opening.result.transaction("networks", "readwrite");
      const store = transaction.objectStore("networks");
      store.openCursor().onsuccess = ({ target: { result: cursor } }) => {
        if (cursor === null) return;
        if (cursor.key.startsWith(hashtag)) {
          const bytes = cursor.value.slice();
          bytes[40] ^= 1;
          cursor.update(bytes);
        }
        cursor.continue();
      };
      transaction.oncomplete = () => {
        opening.result.close();
        resolve();
      };
    };
  }), damaged);
  await page.goto("about:blank");
  await page.goto(`${address()}#${damaged}`);
  await message(page).waitFor();
  assert.match(await message(page).textContent(), /cannot be opened/);
  await openNetwork(page, whole);
  assert.equal(await hashtagOf(page), whole);
}));
