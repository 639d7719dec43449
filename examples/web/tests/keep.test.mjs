// Networks stay in the browser; and what happens when it has no room, or when what it kept is damaged.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  address,
  drawn,
  drop,
  hashtagOf,
  hold,
  holding,
  inProfile,
  inWorker,
  message,
  open,
  openNetwork,
  release,
  samples,
  saved,
  share,
  tab,
} from "./browser.mjs";

async function list(page) {
  await page.getByRole("button", { name: "Networks in this browser" }).click();
  await page.getByRole("dialog").waitFor();
}

test("networks stay, with a list; one can be forgotten", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["bees.txt"]);
    await openNetwork(page, samples["tram.txt"]);
    await page.goto("about:blank");
    await page.goto(address());
    await page.getByRole("heading", { name: "Recent" }).waitFor();
    await list(page);
    const dialog = page.getByRole("dialog");
    assert.deepEqual(await dialog.locator(".offer-title").allTextContents(), [
      "What Did the Rails Know?",
      "How Does a Dance in the Dark Become a Map?",
    ]);
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
    await page.getByText("Imported: 1 new, 1 already here.").waitFor();
    const damaged = JSON.parse(file.bytes.toString());
    damaged.networks[0] = damaged.networks[0].slice(0, -8);
    await drop(page, { "networks.json": JSON.stringify(damaged) });
    await message(page)
      .getByText(/Network 1:/)
      .waitFor();
    await list(page);
    assert.equal(await page.getByRole("dialog").locator(".kept").count(), 2);
  });
});

test("a full disk is told, the network is shown all the same, and what was kept stays", async () => {
  const full = `{
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (value, ...rest) {
      if (value?.title === "What Did the Rails Know?") throw new DOMException("no room", "QuotaExceededError");
      return put.call(this, value, ...rest);
    };
  }`;
  await inProfile(
    async (page) => {
      await openNetwork(page, samples["bees.txt"]);
      await openNetwork(page, samples["tram.txt"]);
      await message(page)
        .getByText(/no room left/)
        .waitFor();
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
      assert.deepEqual(await page.getByRole("dialog").locator(".offer-title").allTextContents(), [
        "How Does a Dance in the Dark Become a Map?",
      ]);
    },
    { prepare: inWorker((script) => `${full};\n${script}`) },
  );
});

const noDatabase = (script) =>
  `indexedDB.open = () => { throw new DOMException("not here", "SecurityError"); };\n${script}`;

test("a browser that keeps nothing says so, and the page works", () =>
  inProfile(
    async (page) => {
      await message(page)
        .getByText(/stores nothing/)
        .waitFor();
      await openNetwork(page, samples["bees.txt"]);
    },
    { prepare: inWorker(noDatabase) },
  ));

test("what is wrong with the link is still to be read where the browser keeps nothing", () =>
  inProfile(
    async (page) => {
      await message(page)
        .getByText(/stores nothing/)
        .waitFor();
      const told = await message(page).allTextContents();
      assert.equal(told.length, 2);
      assert.match(told[0], /cannot be opened/);
      await page.getByRole("button", { name: "Close this message" }).first().click();
      assert.match(await message(page).textContent(), /stores nothing/);
    },
    { prepare: inWorker(noDatabase), hash: "#6l8y2xAx64u.a0123456789" },
  ));

/** Changes a byte of what the browser keeps. */
const damage = (page, hashtag) =>
  page.evaluate(
    (hashtag) =>
      new Promise((resolve, reject) => {
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
      }),
    hashtag,
  );

test("what was damaged in the browser's database is told when it is named, and the rest is whole", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["bees.txt"]);
    const damaged = await hashtagOf(page);
    await openNetwork(page, samples["tram.txt"]);
    const whole = await hashtagOf(page);
    await damage(page, damaged);
    await page.goto("about:blank");
    await page.goto(`${address()}#${damaged}`);
    await message(page).waitFor();
    assert.match(await message(page).textContent(), /cannot be opened/);
    await openNetwork(page, whole);
    assert.equal(await hashtagOf(page), whole);
  }));

test("a damaged network is healed by opening it again; until then an export names it", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["bees.txt"]);
    const hashtag = await hashtagOf(page);
    await openNetwork(page, samples["tram.txt"]);
    await damage(page, hashtag);
    const anew = async () => {
      await page.goto("about:blank");
      await page.goto(address());
      await page.getByRole("heading", { name: "Recent" }).waitFor();
    };
    await anew();
    await list(page);
    const partial = await saved(page, "Export all");
    assert.equal(JSON.parse(partial.bytes.toString()).networks.length, 1);
    const told = await message(page).textContent();
    assert.match(told, /missing from the file/);
    assert.match(told, new RegExp(`#${hashtag} \\(How Does a Dance`));
    await page.keyboard.press("Escape");
    await openNetwork(page, samples["bees.txt"]);
    await anew();
    await openNetwork(page, hashtag);
    assert.equal(await hashtagOf(page), hashtag);
    await list(page);
    assert.equal(JSON.parse((await saved(page, "Export all")).bytes.toString()).networks.length, 2);
    assert.equal(await message(page).count(), 0);
  }));

test("an entry of a list that is not base64 is named, and the rest comes in", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["bees.txt"]);
    await openNetwork(page, samples["tram.txt"]);
    await list(page);
    const file = JSON.parse((await saved(page, "Export all")).bytes.toString());
    await page.keyboard.press("Escape");
    file.networks.splice(1, 0, "not base64!", 7);
    await drop(page, { "networks.json": JSON.stringify(file) });
    await page.getByText("Imported: 0 new, 2 already here.").waitFor();
    const told = await message(page).textContent();
    assert.match(told, /Network 2: this is not base64/);
    assert.match(told, /Network 3: expected the bytes of a network/);
  }));

test("the network that is open can be forgotten, and goes on working until it is left", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["tide-mill.json"]);
    const hashtag = await hashtagOf(page);
    await list(page);
    await page.getByRole("dialog").getByRole("button", { name: "Forget" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Really forget?" }).click();
    await page.getByText(/^Forgotten:/).waitFor();
    await page.keyboard.press("Escape");
    await open(page, "neighbours of Tide Mill");
    await page.locator(".chip").first().waitFor();
    await share(page);
    assert.equal(JSON.parse((await saved(page, "Save the JSON")).bytes.toString()).title, "A Harbour Runs on the Moon");
    await page.goto("about:blank");
    await page.goto(`${address()}#${hashtag}`);
    await message(page)
      .getByText(/Nothing found/)
      .waitFor();
  }));

/** Opens the list, and confirms that a network is forgotten. */
const forget = async (page, title) => {
  const row = page.getByRole("dialog").getByRole("listitem").filter({ hasText: title });
  await row.getByRole("button", { name: "Forget" }).click();
  await row.getByRole("button", { name: "Really forget?" }).click();
};

test("networks that are forgotten at the same time are all gone, and the focus stays where somebody went", () =>
  inProfile(
    async (page) => {
      for (const name of ["bees.txt", "tram.txt", "tide-mill.json"]) await openNetwork(page, samples[name]);
      await list(page);
      await forget(page, "How Does a Dance");
      await forget(page, "What Did the Rails");
      const last = page.getByRole("dialog").getByRole("button", { name: "Forget", exact: true });
      await last.click();
      await release(page, "forget");
      await page
        .getByText(/^Forgotten:/)
        .nth(1)
        .waitFor();
      assert.deepEqual(await page.getByRole("dialog").locator(".offer-title").allTextContents(), [
        "A Harbour Runs on the Moon",
      ]);
      // What was about to be confirmed still is.
      assert.equal(await page.evaluate(() => document.activeElement.textContent), "Really forget?");
    },
    { prepare: holding("forget") },
  ));

test("a network that cannot be forgotten stays in the list", () =>
  inProfile(
    async (page) => {
      await openNetwork(page, samples["bees.txt"]);
      await list(page);
      await forget(page, "How Does a Dance");
      await message(page)
        .getByText(/could not be forgotten/)
        .waitFor();
      assert.equal(await page.getByRole("dialog").locator(".kept").count(), 1);
      await page.getByRole("dialog").getByRole("button", { name: "Really forget?" }).waitFor();
    },
    {
      prepare: inWorker(
        (script) => `IDBObjectStore.prototype.delete = () => { throw new DOMException("no", "UnknownError"); };
          ${script}`,
      ),
    },
  ));
