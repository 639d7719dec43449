// Two networks side by side: changes are marked, the address leads there again, and both become one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { findings } from "./axe.mjs";
import {
  addressOf,
  ask,
  compareWithFirst,
  drawn,
  hashtagOf,
  hold,
  holding,
  inProfile,
  openNetwork,
  painted,
  release,
  samples,
  seen,
} from "./browser.mjs";

const tide = JSON.parse(samples["tide-mill.json"]);
/** Another Tide Mill: one relationship is gone, one is new, one has another passage, and a concept is gone. */
const changed = JSON.stringify({
  ...tide,
  title: "Another",
  concepts: tide.concepts.filter(({ label }) => label !== "Ship's Biscuit"),
  relationships: [
    ...tide.relationships
      .filter(({ target, relation }) => target !== "Ship's Biscuit" && relation !== "replaced")
      .map((one) => (one.relation === "prevented" ? { ...one, passage: "It was dredged." } : one)),
    { source: "Night Baking", relation: "waited for", target: "Tide Mill" },
  ],
  highlights: [],
});

const compare = async (page) => {
  await compareWithFirst(page);
  await marked(page);
};

const marked = (page) =>
  page.waitForFunction(() => {
    const [before, after] = document.querySelectorAll(".comparison semantic-network");
    const isMarked = ({ picture }) => picture?.report().lines.some(({ mark }) => mark !== undefined);
    return before && after && (isMarked(before) || isMarked(after) || document.querySelector(".changes li"));
  });

/** The relations that are marked so in the picture on the left (0) or right (1). */
const relations = async (page, place, wanted) => {
  await page.waitForFunction(
    ([at, mark]) =>
      document
        .querySelectorAll(".comparison semantic-network")
        [at]?.picture?.report()
        .lines.some((line) => line.mark === mark),
    [place, wanted],
  );
  const { lines } = await seen(page, place);
  return lines.filter(({ mark }) => mark === wanted).map(({ rows }) => rows.join(" "));
};

test("relationships that are gone, new or changed are marked in both pictures", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["tide-mill.json"]);
    await openNetwork(page, changed);
    await compare(page);
    assert.deepEqual((await relations(page, 0, "gone")).sort(), ["replaced", "supplied"]);
    assert.deepEqual(await relations(page, 0, "changed"), ["prevented"]);
    assert.deepEqual(await relations(page, 1, "new"), ["waited for"]);
    assert.deepEqual(await relations(page, 1, "changed"), ["prevented"]);
    // All that is marked is in sight.
    for (const place of [0, 1]) {
      const { cards, width, height } = await seen(page, place);
      const far = cards.filter(({ mark, screen: { x, y } }) => mark && (x < 0 || y < 0 || x > width || y > height));
      assert.deepEqual(far, []);
    }
  }));

/**
 * For each card of a compared picture that nothing is chosen in: its mark, the contrast of its words with their ground, and how
 * much of its corner has the colour of signs.
 */
const drawnCards = (page, place) =>
  page.evaluate((at) => {
    const network = document.querySelectorAll(".comparison semantic-network")[at];
    const canvas = network.shadowRoot.querySelector("canvas");
    const scale = canvas.width / network.getBoundingClientRect().width;
    const context = canvas.getContext("2d");
    const pixels = (x, y, width, height) => {
      const { data } = context.getImageData(
        ...[x - width / 2, y - height / 2, width, height].map((one) => Math.round(one * scale)),
      );
      return Array.from({ length: data.length / 4 }, (_, pixel) => [...data.subarray(4 * pixel, 4 * pixel + 3)]);
    };
    const light = (colour) =>
      colour
        .map((one) => one / 255)
        .map((one) => (one <= 0.04 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
        .reduce((sum, one, part) => sum + one * [0.2126, 0.7152, 0.0722][part], 0.05);
    const { cards, zoom, palette } = network.picture.report();
    const ink = [1, 3, 5].map((digit) => Number.parseInt(palette.ink.slice(digit, digit + 2), 16));
    return cards
      .filter(({ kind }) => kind !== "question")
      .map(({ label, mark, width, height, screen: { x, y } }) => {
        const [wide, high] = [width * zoom, height * zoom];
        const lights = pixels(x, y, wide * 0.7, Math.min(high * 0.6, 12)).map(light);
        const corner = pixels(x + wide / 2, y - high / 2, 9, 9);
        const signed = corner.filter((colour) => colour.every((one, part) => Math.abs(one - ink[part]) < 12));
        return {
          label,
          mark,
          contrast: Math.max(...lights) / Math.min(...lights),
          sign: signed.length / corner.length,
        };
      });
  }, place);

for (const [name, options] of Object.entries({
  light: {},
  dark: { colorScheme: "dark" },
  "phone, dark": { viewport: { width: 360, height: 740 }, colorScheme: "dark" },
}))
  test(`what is the same in both can be read, and what is not has its sign, ${name}`, () =>
    inProfile(
      async (page) => {
        await openNetwork(page, samples["tide-mill.json"]);
        await openNetwork(page, changed);
        await compare(page);
        await relations(page, 0, "gone");
        await relations(page, 1, "new");
        await page.mouse.move(1, 1);
        await painted(page);
        for (const place of [0, 1]) {
          const cards = await drawnCards(page, place);
          assert.ok(cards.some(({ mark }) => mark) && cards.some(({ mark }) => !mark));
          for (const { label, mark, contrast, sign } of cards) {
            assert.ok(contrast > 2.8, `${label}: ${contrast}`);
            assert.equal(sign > 0.4, mark !== undefined, `${label}, ${mark}: ${sign}`);
          }
        }
      },
      // Reading from the canvas is what is tested.
      { ...options, allowed: /willReadFrequently/ },
    ));

test("the comparison is in the address: Back and Forward go through it, and loading leads there", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["tide-mill.json"]);
    await openNetwork(page, changed);
    await compare(page);
    assert.match(await addressOf(page), /[?&]compare=[0-9A-Za-z]{43,44}#/);
    await page.goBack();
    await drawn(page);
    assert.doesNotMatch(await addressOf(page), /compare=/);
    await page.goForward();
    await relations(page, 1, "new");
    await page.reload();
    await relations(page, 1, "new");
    await page.getByRole("button", { name: "Back", exact: true }).click();
    await drawn(page);
    assert.doesNotMatch(await addressOf(page), /compare=/);
  }));

test("all of both opens as one network", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["bees.txt"]);
    await openNetwork(page, samples["tram.txt"]);
    await compare(page);
    // They come from no version in common, so they cannot be merged.
    assert.equal(await page.getByRole("button", { name: "Merge", exact: true }).count(), 0);
    await page.getByRole("button", { name: "Combine both" }).click();
    await drawn(page);
    const labels = (await seen(page)).cards.map(({ label }) => label);
    for (const label of ["Waggle Run", "Borrowed Street"]) assert.ok(labels.includes(label), `${label} in ${labels}`);
    assert.doesNotMatch(await addressOf(page), /compare=/);
  }));

/** Changes the concept's text in its card in the picture. */
const reword = async (page, label, text) => {
  const before = await hashtagOf(page);
  await page.getByRole("button", { name: label, exact: true }).first().click();
  await page.locator(".detail .edit summary").click();
  await page.locator(".detail").getByRole("button", { name: "Edit text" }).click();
  await page.getByRole("textbox", { name: "Text" }).fill(text);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.waitForFunction((tag) => !document.querySelector(".report .tag")?.textContent.includes(tag), before);
  await drawn(page);
};

/** Compares two versions of a network that have both changed the same text. */
const conflict = async (page) => {
  await openNetwork(page, samples["bees.txt"]);
  const first = await hashtagOf(page);
  await reword(page, "Waggle Run", "One says this.");
  await page.keyboard.press("Control+z");
  await page.waitForFunction((tag) => document.querySelector(".report .tag")?.textContent.includes(tag), first);
  await drawn(page);
  await reword(page, "Waggle Run", "The other says that.");
  await reword(page, "Honest Effort", "Only this side changed it.");
  // The version on the other side is the one that undoing left.
  let isFound = false;
  for (let place = 0; !isFound; place++) {
    await page.keyboard.press("Escape");
    await ask(page, "Compare with …");
    await page.locator(".others button").nth(place).click();
    await page.locator(".changes li").first().waitFor();
    isFound = /One says this/.test(await page.locator(".changes").textContent());
    if (isFound) break;
    // What both came from, and what one came from, cannot be merged with it.
    assert.equal(await page.getByRole("button", { name: "Merge", exact: true }).count(), 0);
    await page.getByRole("button", { name: "Back", exact: true }).click();
    await drawn(page);
  }
  assert.ok(isFound);
};

test("two versions of one network are merged, and what does not go together is decided side by side", () =>
  inProfile(async (page) => {
    await conflict(page);
    await page.getByRole("button", { name: "Merge", exact: true }).click();
    const decision = page.locator(".decision");
    await decision.waitFor();
    assert.deepEqual(await findings(page), []);
    assert.match(await decision.textContent(), /Left.*One says this\..*Right.*The other says that\./s);
    // Each side's button and name are in one line.
    for (const name of await page.locator(".decision-name").all()) assert.ok((await name.boundingBox()).height < 30);
    await page.getByRole("radio", { name: /Left/ }).check();
    await page.getByRole("button", { name: "Merge with these choices" }).click();
    await drawn(page);
    const report = await page.locator(".report").textContent();
    assert.match(report, /One says this\./);
    assert.match(report, /Only this side changed it\./);
    assert.doesNotMatch(report, /The other says that\./);
    // It leads on from what was open.
    await page.keyboard.press("Control+z");
    await page.waitForFunction(() => document.querySelector(".report")?.textContent.includes("The other says that."));
  }));

const merge = (page) => page.getByRole("button", { name: "Merge", exact: true });

test("conflicts take the focus only from who has waited for them, and a second click keeps what was decided", () =>
  inProfile(
    async (page) => {
      await conflict(page);
      await merge(page).click();
      await page.locator("#query").pressSequentially("no mer");
      await release(page, "merging");
      await page.locator(".decision").waitFor();
      await page.keyboard.type("ge");
      assert.equal(await page.locator("#query").inputValue(), "no merge");
      await page.getByRole("radio", { name: /Left/ }).check();
      await merge(page).click();
      assert.equal(await page.evaluate(() => document.activeElement.type), "radio");
      assert.ok(await page.getByRole("radio", { name: /Left/ }).isChecked());
    },
    { prepare: holding("merging") },
  ));

test("conflicts have the focus, and come once however often they are asked for", () =>
  inProfile(
    async (page) => {
      await conflict(page);
      await merge(page).click();
      await merge(page).click();
      assert.equal(await hold(page, "merging"), 1);
      await release(page, "merging");
      assert.equal(await page.evaluate(() => document.activeElement.type), "radio");
    },
    { prepare: holding("merging") },
  ));

test("what both have become is not opened once the comparison was left", () =>
  inProfile(
    async (page) => {
      await openNetwork(page, samples["bees.txt"]);
      await openNetwork(page, samples["tram.txt"]);
      const own = await hashtagOf(page);
      await compare(page);
      await page.getByRole("button", { name: "Combine both" }).click();
      await page.getByRole("button", { name: "Back", exact: true }).click();
      await drawn(page);
      await release(page, "openUnion");
      assert.equal(await hashtagOf(page), own);
    },
    { prepare: holding("openUnion") },
  ));
