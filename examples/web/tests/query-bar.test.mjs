// The query bar: results and suggestions while typing, its commands, and its messages about input that it cannot read.

import assert from "node:assert/strict";
import { test } from "node:test";
import { findings } from "./axe.mjs";
import {
  changed,
  chosenIn,
  drawn,
  hashtagOf,
  hold,
  holding,
  inProfile,
  makePlain,
  message,
  open,
  openNetwork,
  release,
  samples,
} from "./browser.mjs";

const bar = (page) => page.locator("#query");

/** Empties the bar and types. */
const type = async (page, text) => {
  await bar(page).fill("");
  await bar(page).pressSequentially(text);
};

const option = (page, name) => page.getByRole("option", { name });

const inMill = (name, use, options) =>
  test(name, () =>
    inProfile(async (page) => {
      await openNetwork(page, samples["bees.txt"]);
      await openNetwork(page, samples["tide-mill.json"]);
      await use(page);
    }, options),
  );

inMill(
  "concepts, passages and networks are offered by beginnings of words, and when they are mistyped",
  async (page) => {
    await type(page, "harbour sil");
    await option(page, /Harbour Silting.*Concept in this network/).click();
    assert.deepEqual(await chosenIn(page), ["Harbour Silting"]);
    assert.equal(await bar(page).inputValue(), "");
    await type(page, "oisters");
    await option(page, /Millpond Oysters/).waitFor();
    await type(page, "wheel turned");
    await option(page, /Passage in this network/)
      .first()
      .click();
    assert.deepEqual(await chosenIn(page), ["Tide Mill → Harbour Silting"]);
    await type(page, "honybees");
    await option(page, /How do honeybees/).click();
    await page.waitForFunction(() => document.title.startsWith("How Does a Dance"));
  },
);

/** The option that is offered first: the list for what was typed before may have it too, elsewhere. */
const first = (page, name) => page.getByRole("option").first().and(option(page, name));

inMill("a path is offered end by end, by the keyboard alone", async (page) => {
  const query = bar(page);
  await type(page, "pat");
  await first(page, "Path from … to …").waitFor();
  await query.press("ArrowDown");
  await query.press("Enter");
  assert.equal(await query.inputValue(), "path from ");
  await query.pressSequentially("stem m");
  await first(page, "Path from Steam Mill to …").waitFor();
  await query.press("ArrowDown");
  await query.press("Enter");
  assert.equal(await query.inputValue(), "path from Steam Mill to ");
  await query.pressSequentially("night");
  await first(page, "Path from Steam Mill to Night Baking").waitFor();
  await query.press("ArrowDown");
  await query.press("Enter");
  await page.locator(".paths .path").first().waitFor();
  assert.equal(await query.inputValue(), "");
  // Written out, it needs no choice; letter case and order of the words around it do not matter.
  await query.fill("Path from question to SHIP'S BISCUIT");
  await query.press("Enter");
  await page
    .getByRole("button", { name: /Show the path .*Ship's Biscuit/ })
    .first()
    .waitFor();
});

inMill("neighbours, themes and a comparison are commands", async (page) => {
  const query = bar(page);
  await query.fill("neighbours of tide mill");
  await query.press("Enter");
  await page.locator(".chip").first().waitFor();
  await query.fill("themes");
  await query.press("Enter");
  await page.locator(".answer-title", { hasText: "Thematic connections" }).waitFor();
  // The answer takes the focus.
  await page.locator(".answer .theme").first().waitFor();
  await type(page, "compare with ");
  await option(page, /Compare with How Does a Dance/).waitFor();
  assert.equal(await page.getByRole("option").count(), 1, "the open network is compared with others");
  await query.pressSequentially("honeyb");
  await query.press("Enter");
  await page.locator(".comparison").waitFor();
  // In a comparison no single network is open, so these commands are not offered.
  await page.getByRole("button", { name: "Back" }).click();
  await drawn(page);
});

inMill("Enter on the name of a concept chooses it, and an unfinished command is completed", async (page) => {
  const before = await hashtagOf(page);
  await open(page, "tide mill");
  await page.waitForFunction(() => document.querySelector(".detail h2")?.textContent === "Tide Mill");
  assert.equal(await bar(page).inputValue(), "");
  await open(page, "path from Stem Mill to Night Baking");
  await message(page).getByText("is not complete").waitFor();
  await message(page).getByRole("button", { name: "Path from Steam Mill to …" }).click();
  assert.equal(await bar(page).inputValue(), "path from Steam Mill to Night Baking");
  await bar(page).press("Enter");
  await page.locator(".paths .path").first().waitFor();
  assert.equal(await message(page).count(), 0);
  await open(page, "path from Xyzzy");
  await message(page).getByText("Nothing in this network matches").waitFor();
  assert.equal(await hashtagOf(page), before);
});

inMill("what is not understood gets what is close to it, and next steps that can be pressed", async (page) => {
  await open(page, "Which oysters?");
  await message(page).getByText("Did you mean").waitFor();
  assert.deepEqual(await findings(page), []);
  await message(page)
    .getByRole("button", { name: /Millpond Oysters/ })
    .first()
    .click();
  assert.deepEqual(await chosenIn(page), ["Millpond Oysters"]);
  assert.equal(await message(page).count(), 0);
  await open(page, "Xyzzyx");
  await message(page).getByText("nothing similar").waitFor();
  await message(page).getByRole("button", { name: "Path from … to …" }).click();
  assert.equal(await bar(page).inputValue(), "path from ");
  await page.getByRole("link", { name: "home page" }).click();
  await open(page, "Xyzzyx");
  await message(page).getByRole("button", { name: "Choose a file" }).waitFor();
});

test("suggestions come for what is in the bar, however late the answers to what was in it before are", () =>
  inProfile(
    async (page) => {
      await page.getByRole("button", { name: /Harbour Runs/ }).click();
      await drawn(page);
      await bar(page).pressSequentially("harbour");
      await release(page, "h");
      await option(page, /Harbour Silting/).waitFor();
      // Left and come back to while the answer is on its way.
      await bar(page).fill("oysters");
      await page.getByRole("tab", { name: "Report" }).focus();
      await bar(page).focus();
      await release(page, "oysters");
      await option(page, /Millpond Oysters/).waitFor();
      assert.equal(await option(page, /Harbour Silting.*Concept/).count(), 0);
    },
    { prepare: holding("h", "oysters") },
  ));

test("what is typed while a network is being opened is looked for in it, once it is open", () =>
  inProfile(
    async (page) => {
      await open(page, samples["tide-mill.json"]);
      // It is not there yet, so nothing can be offered.
      await bar(page).fill("oysters");
      assert.equal(await page.locator(".desk").count(), 0);
      await release(page, "openText");
      await option(page, /Millpond Oysters.*Concept in this network/).waitFor();
      assert.equal(await bar(page).inputValue(), "oysters");
    },
    { prepare: holding("openText") },
  ));

test("an answer goes to its title, but not while somebody types", () =>
  inProfile(
    async (page) => {
      await openNetwork(page, samples["tide-mill.json"]);
      await open(page, "themes");
      const title = page.locator(".answer-title");
      await title.waitFor();
      await bar(page).pressSequentially("harb");
      await release(page, "sharedThemes");
      await page.locator(".answer li").first().waitFor();
      await page.keyboard.press("o");
      await option(page, /Harbour Silting/).waitFor();
      assert.equal(await bar(page).inputValue(), "harbo");
      await open(page, "themes");
      await page.waitForFunction(() => document.activeElement?.className === "answer-title");
    },
    { prepare: holding("sharedThemes") },
  ));

test("the option that somebody went to stays the chosen one while more is found", () =>
  inProfile(
    async (page) => {
      await openNetwork(page, samples["tide-mill.json"]);
      await type(page, "mil");
      await option(page, /^Tide Mill/).waitFor();
      // The answer to the next letter arrives while somebody moves down the list.
      await bar(page).press("l");
      await bar(page).press("ArrowDown");
      const chosen = await page.getByRole("option", { selected: true }).textContent();
      await release(page, "mill");
      await option(page, "All matches for “mill”").waitFor();
      assert.equal(await page.getByRole("option", { selected: true }).textContent(), chosen);
      await bar(page).press("Enter");
      await page.waitForFunction(() => document.querySelector(".detail h2") !== null);
      assert.ok(chosen.startsWith((await chosenIn(page))[0]));
    },
    { prepare: holding("mill") },
  ));

/** Types, and presses an option while the answer to one more letter is on its way. */
const pressed = async (page) => {
  await openNetwork(page, samples["tide-mill.json"]);
  await type(page, "mil");
  await option(page, "All matches for “mil”").waitFor();
  await bar(page).press("l");
  await option(page, /^Tide Mill/).hover();
  await page.mouse.down();
  await release(page, "mill");
};

test("an option that is pressed stays under the pointer while more is found", () =>
  inProfile(
    async (page) => {
      await pressed(page);
      await page.mouse.up();
      await page.locator(".detail h2").waitFor();
      assert.deepEqual(await chosenIn(page), ["Tide Mill"]);
      assert.equal(await page.getByRole("option").count(), 0);
    },
    { prepare: holding("mill") },
  ));

test("what was found while an option was pressed is offered when the pointer has left it", () =>
  inProfile(
    async (page) => {
      await pressed(page);
      await page.mouse.move(1, 700);
      assert.equal(await option(page, "All matches for “mill”").count(), 0);
      await page.mouse.up();
      await option(page, "All matches for “mill”").waitFor();
    },
    { prepare: holding("mill") },
  ));

/** Begins an edit whose version comes once `edit` is released, and gives the hashtag before it. */
const editing = async (page) => {
  await openNetwork(page, samples["tide-mill.json"]);
  return makePlain(page);
};

test("what was offered before a new version came is offered again for that version", () =>
  inProfile(
    async (page) => {
      const before = await editing(page);
      // Both versions have the same names.
      await type(page, "neighbours of steam");
      const offered = option(page, "Neighbours of Steam Mill");
      await offered.waitFor();
      await hold(page, "labels");
      await release(page, "edit");
      await changed(page, before);
      assert.equal(await page.getByRole("option").count(), 0);
      await release(page, "labels");
      await offered.click();
      await page.locator(".answer .chip").first().waitFor();
    },
    { prepare: holding("edit") },
  ));

test("a command that is read late does not take the place of a newer one", () =>
  inProfile(
    async (page) => {
      await openNetwork(page, samples["tide-mill.json"]);
      await open(page, "path from Steam Mill to Night Baking");
      await open(page, "themes");
      const title = page.locator(".answer-title", { hasText: "Thematic connections" });
      await title.waitFor();
      await release(page, "pathEnds");
      assert.equal(await title.count(), 1);
      // An option that is taken is newer too.
      await bar(page).fill("path from Steam Mill to Night Baking");
      await option(page, "Path from Steam Mill to Night Baking").waitFor();
      await hold(page, "pathEnds");
      await bar(page).press("Enter");
      await type(page, "harbour sil");
      await option(page, /Harbour Silting/).click();
      await release(page, "pathEnds");
      assert.equal(await title.count(), 1);
      assert.deepEqual(await chosenIn(page), ["Harbour Silting"]);
    },
    { prepare: holding("pathEnds") },
  ));

test("a command that was entered before a new version came is run in that version", () =>
  inProfile(
    async (page) => {
      const before = await editing(page);
      await open(page, "path from Steam Mill to Night Baking");
      await release(page, "edit");
      await changed(page, before);
      await release(page, "pathEnds");
      await page.locator(".paths .path").first().waitFor();
      assert.equal(await bar(page).inputValue(), "");
    },
    { prepare: holding("edit", "pathEnds") },
  ));

test("on a phone the suggestions are as wide as the screen, and are read out", () =>
  inProfile(
    async (page) => {
      await openNetwork(page, samples["tide-mill.json"]);
      await type(page, "mill");
      await option(page, /^Tide Mill/).waitFor();
      const { x, width } = await page.locator(".query .options").boundingBox();
      assert.ok(x >= 0 && width >= 330 && x + width <= 360, `${x} and ${width}`);
      assert.match(await page.locator(".query [role=status]").textContent(), /^\d+ suggestions$/);
      assert.deepEqual(await findings(page), []);
      await option(page, /^Tide Mill/).tap();
      assert.deepEqual(await chosenIn(page), ["Tide Mill"]);
    },
    { viewport: { width: 360, height: 740 }, hasTouch: true },
  ));

inMill("a concept is found by the words of its text, and all places that have them are listed", async (page) => {
  await type(page, "moon");
  await page
    .getByRole("option", { name: /Concept in this network/ })
    .first()
    .waitFor();
  await option(page, "All matches for “moon”").click();
  await page.locator(".ask .found mark").first().waitFor();
});

inMill("a concept that is found by its text is offered with the sentence under its name", async (page) => {
  await type(page, "bakers kept");
  const found = option(page, /Night Baking/).first();
  await found.waitFor();
  assert.match(await found.innerText(), /^Night Baking\nBecause flour came/);
});

test("a text that is no report gets a next step, and JSON its own problem", () =>
  inProfile(async (page) => {
    const mill = JSON.parse(samples["tide-mill.json"]);
    for (const [text, told] of [
      ["An essay about nothing.\n\nIt has two paragraphs.", /This is not a report; paste a page/],
      ["A Title\n\nAnalysis reveals 2 key thematic connections.\n", /expected a line that begins `Interactive/],
      [JSON.stringify({ ...mill, highlights: [70] }), /highlights\[0\]: relationship 70/],
      ['{"weather": 1}\n', /looks like JSON with the fields `weather`/],
    ]) {
      await open(page, text);
      await message(page).getByText(told).waitFor();
    }
  }));
