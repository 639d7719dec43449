// Sources of a network: each passage shows whether it occurs in them.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  changed,
  drawn,
  dropSources,
  hashtagOf,
  hold,
  holding,
  inProfile,
  makePlain,
  message,
  openNetwork,
  release,
  samples,
} from "./browser.mjs";

const LEDGER = `The ledger of the mill.
Of every ten sacks ground on the spring tide, seven went to sea again as biscuit.
While the wheel turned, no man dredged; the year after it stopped, three boats did nothing else.
`;

const verdicts = (page) => page.locator(".verdicts .verdict strong").allTextContents();

test("a source that is dropped beside a network gives each passage a verdict, also in its card", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["tide-mill.json"]);
    const before = await hashtagOf(page);
    await dropSources(page, { "ledger.txt": LEDGER });
    await page.locator(".verdicts li").first().waitFor();
    assert.deepEqual((await verdicts(page)).sort(), ["Altered", "Exact", "Missing"]);
    assert.match(await page.locator(".sources .answer").textContent(), /1 of 3 passages are in the sources/);
    assert.match(await page.locator(".verdict.is-exact").textContent(), /ledger\.txt, line 2/);
    assert.match(await page.locator(".verdict.is-altered").textContent(), /three → two/);
    // Nothing was opened in place of the network.
    assert.equal(await hashtagOf(page), before);
    await page.locator(".verdicts button").filter({ hasText: "Altered" }).click();
    assert.match(await page.locator(".detail .verdict").textContent(), /Altered.*three → two/s);
    // Another source has what was missing; the sources stay when the network has another version.
    await dropSources(page, {
      "deed.txt": "The mill had been two machines, and only one of them was written into the deed.",
    });
    await page.getByText("2 of 3 passages").waitFor();
    await page.getByRole("button", { name: "Record the sources in the network" }).click();
    await page.waitForFunction((tag) => !document.querySelector(".report .tag")?.textContent.includes(tag), before);
    await drawn(page);
    await page.getByText("2 of 3 passages").waitFor();
    await page.getByRole("button", { name: "Remove the source ledger.txt" }).click();
    await page.getByText("1 of 3 passages").waitFor();
    await page.getByRole("button", { name: "Remove the source deed.txt" }).click();
    await page.waitForFunction(() => document.querySelector(".verdicts") === null);
  }));

test("a source that is no text is refused, and those that are there stay", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["tide-mill.json"]);
    await dropSources(page, { "ledger.txt": LEDGER });
    await page.locator(".verdicts li").first().waitFor();
    await dropSources(page, { "picture.bin": Buffer.from([0xff, 0xfe, 0x00, 0xd8]) });
    await message(page).waitFor();
    assert.match(await message(page).textContent(), /could not be checked/);
    assert.deepEqual(await page.locator(".source-files bdi").allTextContents(), ["ledger.txt"]);
    assert.equal((await verdicts(page)).length, 3);
  }));

test("a network that is dropped as a source is refused: it does not support its own passages", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["tide-mill.json"]);
    for (const [name, content, what] of [
      ["tide-mill.json", samples["tide-mill.json"], "a semantic network in JSON"],
      ["bees.txt", samples["bees.txt"], "the report of a semantic network"],
      ["link.txt", await page.evaluate(() => location.href), "a link that carries a semantic network"],
    ]) {
      await dropSources(page, { [name]: content });
      await message(page).getByText(`${name}: this is ${what}, not a source`).waitFor();
      assert.equal(await page.locator(".source-files li").count(), 0);
      await page.getByRole("button", { name: "Close this message" }).click();
    }
    // A table of another tool may be what somebody quotes from.
    await dropSources(page, { "trades.csv": `source,target\nTide Mill,Night Baking\n${LEDGER}` });
    await page.locator(".verdicts li").first().waitFor();
    assert.equal(await page.locator(".source-files li").count(), 1);
  }));

/** Makes an edit, and waits for the new version. */
const edited = async (page) => changed(page, await makePlain(page));

test("the verdicts of a source that was removed while it was checked are not shown", () =>
  inProfile(
    async (page) => {
      await openNetwork(page, samples["tide-mill.json"]);
      await dropSources(page, { "ledger.txt": LEDGER });
      await page.locator(".verdicts li").first().waitFor();
      await hold(page, "verdicts");
      await edited(page);
      await page.getByRole("button", { name: "Remove the source ledger.txt" }).click();
      await release(page, "verdicts");
      assert.deepEqual(await verdicts(page), []);
      assert.equal(await page.locator(".sources .answer > *").count(), 0);
    },
    { prepare: holding() },
  ));

test("a source that was being checked when a new version came is listed and checked there", () =>
  inProfile(
    async (page) => {
      await openNetwork(page, samples["tide-mill.json"]);
      await dropSources(page, { "ledger.txt": LEDGER });
      await edited(page);
      assert.equal(await page.locator(".source-files li").count(), 0);
      await release(page, "refuseNetworks");
      await page.locator(".verdicts li").first().waitFor();
      assert.deepEqual(await page.locator(".source-files bdi").allTextContents(), ["ledger.txt"]);
    },
    { prepare: holding("refuseNetworks") },
  ));
