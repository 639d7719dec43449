// The first page: a network that shows itself, samples, and the networks that were here.

import assert from "node:assert/strict";
import { test } from "node:test";
import { drawn, hold, holding, inProfile, openNetwork, release, samples } from "./browser.mjs";

/** Waits until something is selected in the large picture, and returns the selection and what the words are about. */
const shown = async (page) => {
  const found = await page.waitForFunction(() => {
    const cards = document.querySelector(".hero-picture").picture?.report().cards ?? [];
    const chosen = cards.find(({ isChosen }) => isChosen)?.label;
    return chosen !== undefined && [chosen, document.querySelector(".hero-finding strong").textContent];
  });
  return found.jsonValue();
};

/** How many small pictures are drawn, and how many there are. */
const small = (page) =>
  page.evaluate(() => {
    const all = [...document.querySelectorAll(".small-picture")];
    return [all.filter(({ picture }) => (picture?.scene.cards.length ?? 0) > 1).length, all.length];
  });

test("the large picture names its question and its findings, however small they are drawn", async () => {
  for (const width of [360, 768, 1280])
    await inProfile(
      async (page) => {
        await page.waitForFunction(() => {
          const picture = document.querySelector(".hero-picture").picture?.report();
          if (picture === undefined || picture.cards.length === 0) return false;
          const written = new Set(picture.written.map(({ text }) => text));
          return picture.cards.every(
            ({ label, kind, fontSize }) => kind === "concept" || fontSize * picture.zoom >= 8 || written.has(label),
          );
        });
      },
      { viewport: { width, height: 800 } },
    );
});

test("a network shows its findings one after the other, until somebody stops it or uses it", () =>
  inProfile(
    async (page) => {
      const [chosen, told] = await shown(page);
      assert.equal(told, chosen);
      await page.getByRole("button", { name: "Stop the animation" }).click();
      await page.getByRole("button", { name: "Play the findings one by one" }).click();
      // Somebody chooses something in it: it keeps still.
      await page.locator(".hero-picture").evaluate((network) => {
        network.choice = { kind: "concept", label: "Tide Mill" };
        network.dispatchEvent(new CustomEvent("choose", { detail: network.choice }));
      });
      await page.getByRole("button", { name: "Play the findings one by one" }).waitFor();
      assert.match(await page.locator(".hero-finding").textContent(), /^Tide Mill A dam across the inlet/);
      await page.getByRole("button", { name: "Open this network" }).click();
      await drawn(page);
      assert.match(await page.title(), /^A Harbour Runs/);
    },
    { reducedMotion: "no-preference" },
  ));

test("where movement is not welcome, nothing moves unless it is asked for", () =>
  inProfile(async (page) => {
    await page.getByRole("button", { name: "Play the findings one by one" }).waitFor();
    await page.getByRole("button", { name: "Play the findings one by one" }).click();
    await shown(page);
  }));

test("samples and recent networks have small pictures, and open", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["bees.txt"]);
    await page.goBack();
    await page.getByRole("heading", { name: "Recent" }).waitFor();
    assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1);
    await page.locator("#samples").scrollIntoViewIfNeeded();
    await page.waitForFunction(() =>
      [...document.querySelectorAll(".small-picture")].every(({ picture }) => picture?.scene.cards.length > 1),
    );
    assert.deepEqual(await small(page), [5, 5]);
    await page
      .getByRole("button", { name: /^How Does a Dance/ })
      .first()
      .click();
    await drawn(page);
    assert.match(await page.title(), /^How Does a Dance/);
  }));

test("all pictures are drawn, also when they are begun at the same time", () =>
  inProfile(
    async (page) => {
      for (let place = 0; place < 6; place++)
        await openNetwork(page, JSON.stringify({ question: `Number ${place}?`, findings: [{ label: "One" }] }));
      for (const name of ["picture", "pictureOfText"]) await hold(page, name);
      await page.getByRole("link", { name: "home page" }).click();
      for (let begun = 0; begun < 11; ) begun = await hold(page, "picture");
      for (const name of ["picture", "pictureOfText"]) await release(page, name);
      await page.waitForFunction(() =>
        [...document.querySelectorAll(".home semantic-network")].every(({ picture }) => picture.scene.cards.length > 1),
      );
      assert.deepEqual(await small(page), [10, 10]);
    },
    { viewport: { width: 1280, height: 2_400 }, prepare: holding() },
  ));
