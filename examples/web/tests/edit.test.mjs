// Editing in the picture and in the report: each edit makes a version with its own hashtag, and nothing that is typed is lost.

import assert from "node:assert/strict";
import { test } from "node:test";
import { findings } from "./axe.mjs";
import {
  address,
  addressOf,
  ask,
  changed,
  chosenIn,
  drawn,
  hashtagOf,
  inProfile,
  message,
  open,
  openNetwork,
  samples,
  seen,
  tab,
} from "./browser.mjs";

const labels = async (page) => (await seen(page)).cards.map(({ label }) => label);

/** Waits for the network with this hashtag. */
const again = async (page, hashtag) => {
  await page.waitForFunction((tag) => document.querySelector(".report .tag")?.textContent.includes(tag), hashtag);
  await drawn(page);
};

/** Makes an edit, and waits for the new version. */
const editing = async (page, edit) => {
  const before = await hashtagOf(page);
  await edit();
  await changed(page, before);
  return hashtagOf(page);
};

/** Opens a tool of the selection, in its card or in the report. */
const tool = async (page, name, where = ".detail") => {
  const tools = page.locator(`${where} .edit:not(.lenses)`).first();
  if ((await tools.getAttribute("open")) === null) await tools.locator("summary").click();
  await tools.getByRole("button", { name, exact: true }).click();
};

const save = (page, where = ".detail") =>
  page.locator(where).getByRole("button", { name: "Save", exact: true }).click();

const choose = async (page, label) => {
  await open(page, label);
  await page.waitForFunction((name) => document.querySelector(".detail h2")?.textContent === name, label);
};

const inMill = (name, use, options) =>
  test(name, () =>
    inProfile(async (page, context) => {
      await openNetwork(page, samples["tide-mill.json"]);
      await use(page, context);
    }, options),
  );

inMill("a concept is added, renamed, connected and removed; undo, redo and the history go back", async (page) => {
  const first = await hashtagOf(page);
  await page.getByRole("button", { name: "Add a concept" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Moon Clok");
  const second = await editing(page, () => save(page, ".edit-tools"));
  // What was added is chosen, so that it can be gone on with.
  assert.deepEqual(await chosenIn(page), ["Moon Clok"]);
  await tool(page, "Rename");
  await page.getByLabel("Name", { exact: true }).fill("Moon Clock");
  const third = await editing(page, () => save(page));
  assert.deepEqual(await chosenIn(page), ["Moon Clock"]);
  await tool(page, "Connect");
  await page.getByLabel("Relation", { exact: true }).first().fill("drives");
  // Concepts are offered by name.
  await page.getByLabel("To", { exact: true }).pressSequentially("tide");
  await page.getByRole("option", { name: "Tide Mill", exact: true }).waitFor();
  const [card, options] = [
    await page.locator(".detail").boundingBox(),
    await page.locator(".detail .options").boundingBox(),
  ];
  assert.ok(
    options.y >= card.y && options.y + options.height <= card.y + card.height,
    `the names at ${options.y}, ${options.height} high, are cut by the card at ${card.y}, ${card.height} high`,
  );
  await page.getByRole("option", { name: "Tide Mill", exact: true }).click();
  const fourth = await editing(page, () => save(page));
  const isConnected = async () =>
    (await seen(page)).lines.some(
      ({ ends, rows }) => ends.join() === "Moon Clock,Tide Mill" && rows.join("") === "drives",
    );
  assert.ok(await isConnected());
  assert.equal(new Set([first, second, third, fourth]).size, 4);
  await page.getByRole("button", { name: "Undo" }).click();
  await again(page, third);
  assert.equal(await isConnected(), false);
  await page.getByRole("button", { name: "Redo" }).click();
  await again(page, fourth);
  await choose(page, "Moon Clock");
  await editing(page, () => tool(page, "Remove"));
  assert.ok(!(await labels(page)).includes("Moon Clock"));
  // The history survives the page.
  await page.reload();
  await drawn(page);
  await page.locator(".history summary").click();
  assert.deepEqual(await page.locator(".history bdi").allTextContents(), [
    "Removed Moon Clock",
    "Connected Moon Clock – drives – Tide Mill",
    "Renamed Moon Clok to Moon Clock",
    "Added Moon Clok",
  ]);
  await page.getByRole("button", { name: "Go back to before: Added Moon Clok" }).click();
  await again(page, first);
  // What the history went back over can be redone, step by step.
  for (const version of [second, third, fourth]) {
    await page.getByRole("button", { name: "Redo" }).click();
    await again(page, version);
  }
});

inMill("in the report: text, order and kind of a finding, highlights, title, question, attributes", async (page) => {
  const part = (name) => page.locator(".part").filter({ hasText: name }).first();
  await part("Night Baking").locator(".part-name").click();
  await tool(page, "Edit text", ".part-tools");
  await page.locator(".part-tools").getByLabel("Text").fill("Bread came before dawn.");
  await editing(page, () => save(page, ".part-tools"));
  assert.match(await part("Night Baking").textContent(), /Bread came before dawn\./);
  // What was edited stays chosen, and has the focus.
  assert.deepEqual(await chosenIn(page), ["Night Baking"]);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Edit");
  const names = () => page.locator(".finding .part-name").allTextContents();
  const before = await names();
  await editing(page, () => tool(page, "Move up", ".part-tools"));
  assert.equal((await names()).indexOf("Night Baking"), before.indexOf("Night Baking") - 1);
  await editing(page, () => tool(page, "Make it a plain concept", ".part-tools"));
  assert.ok(!(await names()).includes("Night Baking"));
  await editing(page, () => tool(page, "Make it a key finding"));
  assert.equal((await names()).at(-1), "Night Baking");

  await tool(page, "Edit title", ".report");
  await page.getByLabel("Title").fill("The Moon's Harbour");
  await editing(page, () => save(page, ".report"));
  assert.equal(await page.locator(".report-title").textContent(), "The Moon's Harbour");
  await tool(page, "Edit question", ".report");
  await page.locator(".report").getByLabel("Question").fill("Who lived by the tide?");
  await editing(page, () => save(page, ".report"));
  assert.ok((await labels(page)).includes("Who lived by the tide?"));
  await tool(page, "Attributes", ".report");
  await page.getByLabel("Name 3").fill("author");
  await page.getByLabel("Value 3").fill("Somebody");
  await editing(page, () => save(page, ".report"));
  const attributes = () => page.locator(".report .attributes").last().textContent();
  assert.match(await attributes(), /authorSomebodylanguageen/);
  // An attribute without a name is removed.
  await tool(page, "Attributes", ".report");
  await page.getByLabel("Name 1").fill("");
  await editing(page, () => save(page, ".report"));
  assert.doesNotMatch(await attributes(), /author/);
});

inMill("a relationship gets another passage and relation, a highlight, an attribute; and is removed", async (page) => {
  await choose(page, "Tide Mill");
  await page.locator(".detail .relations button").filter({ hasText: "sheltered" }).click();
  await tool(page, "Edit passage");
  await page.getByLabel("Passage").fill("The pond kept the oysters.");
  await editing(page, () => save(page));
  assert.match(await page.locator(".detail blockquote").textContent(), /kept the oysters/);
  await tool(page, "Edit relation");
  await page.locator(".detail").getByLabel("Relation").fill("fed");
  await editing(page, () => save(page));
  assert.equal(await page.locator(".detail .relation em").textContent(), "fed");
  await editing(page, () => tool(page, "Highlight"));
  assert.match(await page.locator(".highlight").last().textContent(), /Millpond Oysters.*fed/);
  await tool(page, "Attributes");
  await page.getByLabel("Name 1").fill("source");
  await page.getByLabel("Value 1").fill("the ledger");
  await editing(page, () => save(page));
  assert.match(await page.locator(".detail .attributes").textContent(), /the ledger/);
  await editing(page, () => tool(page, "Remove the highlight"));
  await editing(page, () => tool(page, "Remove"));
  assert.ok((await seen(page)).lines.every(({ rows }) => rows.join("") !== "fed"));
});

inMill("what is typed and not saved is a draft: it is there after leaving, and after other edits", async (page) => {
  await choose(page, "Tide Mill");
  await tool(page, "Edit text");
  await page.locator(".detail").getByLabel("Text").fill("A draft of mine.");
  await choose(page, "Steam Mill");
  // It can be gone on with from elsewhere; where it is written, nothing offers it again.
  await page.getByRole("button", { name: "Draft: Edit text" }).click();
  assert.equal(await page.locator(".detail").getByLabel("Text").inputValue(), "A draft of mine.");
  assert.equal(await page.getByRole("button", { name: /^Draft:/ }).count(), 0);
  await choose(page, "Steam Mill");
  await page.goto("about:blank");
  await page.goto(address());
  await page
    .getByRole("button", { name: /Harbour Runs/ })
    .first()
    .click();
  await drawn(page);
  await page.getByRole("button", { name: "Draft: Edit text" }).click();
  assert.equal(await page.locator(".detail").getByLabel("Text").inputValue(), "A draft of mine.");
  assert.deepEqual(await findings(page), []);
  // Another edit meanwhile takes the draft along.
  await editing(page, () => tool(page, "Make it a plain concept"));
  assert.equal(await page.locator(".detail").getByLabel("Text").inputValue(), "A draft of mine.");
  await editing(page, () => save(page));
  assert.match(await page.locator(".detail-text").textContent(), /A draft of mine/);
  assert.equal(await page.getByRole("button", { name: /^Draft:/ }).count(), 0);
  // Discarding one takes it away.
  await tool(page, "Edit text");
  await page.locator(".detail").getByLabel("Text").fill("Another.");
  await choose(page, "Steam Mill");
  await choose(page, "Tide Mill");
  await page.getByRole("button", { name: "Discard the draft" }).click();
  await choose(page, "Steam Mill");
  await page.reload();
  await drawn(page);
  assert.equal(await page.getByRole("button", { name: /^Draft:/ }).count(), 0);
});

inMill("what was undone can be redone after the page was loaded again", async (page) => {
  await choose(page, "Tide Mill");
  const edited = await editing(page, () => tool(page, "Make it a plain concept"));
  await editing(page, () => page.getByRole("button", { name: "Undo" }).click());
  await page.reload();
  await drawn(page);
  await page.getByRole("button", { name: "Redo" }).click();
  await again(page, edited);
  assert.equal(await page.getByRole("button", { name: "Redo" }).count(), 0);
});

inMill("two tabs edit, and neither loses what the other has kept", async (page, context) => {
  const other = await context.newPage();
  await other.goto(await addressOf(page));
  await drawn(other);
  for (const [one, text] of [
    [page, "Of the first tab."],
    [other, "Of the second."],
  ]) {
    await choose(one, one === page ? "Tide Mill" : "Steam Mill");
    await tool(one, "Edit text");
    await one.locator(".detail").getByLabel("Text").fill(text);
  }
  await page.reload();
  await drawn(page);
  for (const [label, text] of [
    ["Tide Mill", "Of the first tab."],
    ["Steam Mill", "Of the second."],
  ]) {
    await choose(page, label);
    assert.equal(await page.locator(".detail").getByLabel("Text").inputValue(), text);
  }
  // The versions of both stay in the history.
  await editing(page, () => save(page));
  await editing(other, () => save(other));
  await page.reload();
  await drawn(page);
  await page.getByRole("button", { name: "Undo" }).waitFor();
});

inMill("what cannot be made is told, nothing changes, and what was typed stays", async (page) => {
  const before = await hashtagOf(page);
  await page.getByRole("button", { name: "Add a concept" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Tide Mill");
  await save(page, ".edit-tools");
  await message(page)
    .getByText(/Tide Mill/)
    .waitFor();
  assert.equal(await hashtagOf(page), before);
  assert.equal(await page.getByLabel("Name", { exact: true }).inputValue(), "Tide Mill");
  await choose(page, "Steam Mill");
  await tool(page, "Connect");
  await page.locator(".detail").getByLabel("Relation").fill("replaced");
  await page.getByLabel("To", { exact: true }).fill("Tide Mil");
  // Without names to close, Escape would close the form.
  await page.getByRole("option", { name: "Tide Mill", exact: true }).waitFor();
  await page.getByLabel("To", { exact: true }).press("Escape");
  await save(page);
  await message(page)
    .getByText(/did you mean "Tide Mill"/)
    .waitFor();
});

inMill("the keyboard alone edits", async (page) => {
  const press = (key) => page.keyboard.press(key);
  await page.locator(".canvas").focus();
  await press("ArrowUp");
  await press("ArrowUp");
  const [label] = await chosenIn(page);
  await press("Enter");
  for (let times = 0; times < 20; times++) {
    if (await page.evaluate(() => document.activeElement.matches(".edit > summary"))) break;
    await press("Tab");
  }
  await press("Enter");
  await press("Tab");
  await press("Enter");
  await page.keyboard.type(" Renamed");
  await editing(page, () => press("Enter"));
  assert.deepEqual(await chosenIn(page), [`${label} Renamed`]);
  await press("Control+z");
  await page.waitForFunction((name) => {
    const text = document.querySelector(".report").textContent;
    return text.includes(name) && !text.includes(`${name} Renamed`);
  }, label);
});

inMill(
  "on a phone, with a finger, the report is edited",
  async (page) => {
    await tab(page, "Report");
    await page.locator(".part-name").filter({ hasText: "Night Baking" }).first().tap();
    await page.locator(".part-tools .edit summary").tap();
    await page.locator(".part-tools").getByRole("button", { name: "Edit text" }).tap();
    await page.locator(".part-tools").getByLabel("Text").fill("From a phone.");
    assert.deepEqual(await findings(page), []);
    const { width } = await page.evaluate(() => ({ width: document.documentElement.scrollWidth }));
    assert.ok(width <= 360, `${width}`);
    const before = await hashtagOf(page);
    await page.locator(".part-tools").getByRole("button", { name: "Save" }).tap();
    await page.waitForFunction((tag) => !document.querySelector(".report .tag").textContent.includes(tag), before);
    // The page continues where the person was.
    await page.locator(".part").filter({ hasText: "From a phone." }).waitFor();
  },
  { viewport: { width: 360, height: 740 }, hasTouch: true },
);

inMill(
  "a form that opens in a low card is in sight with its buttons",
  async (page) => {
    await choose(page, "Millpond Oysters");
    await tool(page, "Rename");
    const [card, button] = [
      await page.locator(".detail").boundingBox(),
      await page.locator(".detail").getByRole("button", { name: "Save", exact: true }).boundingBox(),
    ];
    const [end, bottom] = [button.y + button.height, card.y + card.height];
    assert.ok(end <= bottom, `Save ends at ${end}, the card at ${bottom}`);
  },
  { viewport: { width: 900, height: 700 } },
);

inMill("versions of one network are told apart by their edits, and are one network on the first page", async (page) => {
  await choose(page, "Tide Mill");
  const edited = await editing(page, () => tool(page, "Make it a plain concept"));
  await editing(page, () => page.getByRole("button", { name: "Undo" }).click());
  await page.keyboard.press("Escape");
  await ask(page, "Compare with …");
  const other = page.locator(".others button").filter({ hasText: edited });
  assert.match(await other.textContent(), /Tide Mill.*plain concept/);
  await page.getByRole("button", { name: "Networks in this browser" }).click();
  const made = page.locator(".networks li").filter({ hasText: edited }).locator(".made");
  assert.match(await made.textContent(), /Tide Mill.*plain concept/);
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "home page" }).click();
  await page.getByRole("heading", { name: "Recent" }).waitFor();
  assert.equal(await page.locator("[aria-labelledby=recent] .tile").count(), 1);
});
