// Whoever uses no mouse, no large screen, no movement, or no eyes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { findings } from "./axe.mjs";
import { chosenIn, drawn, dropSources, inProfile, open, openNetwork, samples, seen, tab } from "./browser.mjs";

for (const [name, options] of Object.entries({
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  phone: { viewport: { width: 360, height: 740 } },
})) {
  test(`axe finds nothing, ${name}`, () =>
    inProfile(async (page) => {
      const clean = async (where) => assert.deepEqual(await findings(page), [], where);
      await clean("first page");
      await open(page, "Why is nothing here?");
      await page.locator(".message").waitFor();
      await clean("a message");
      for (const text of [samples["tram.txt"], samples["tide-mill.json"]]) {
        await openNetwork(page, text);
        if (name === "phone") await clean("picture");
        await tab(page, "Report");
        await clean("report");
        await page.locator(".part-name").first().click();
        if (name === "phone") await tab(page, "Picture");
        await page.locator(".detail").waitFor();
        await clean("detail");
      }
      await page.locator(".filter summary").click();
      await clean("legend");
      await page.locator(".filter summary").click();
      await tab(page, "Ask");
      await clean("questions about what is chosen");
      await page.locator(".questions button").first().click();
      await page.locator(".answer .chip").first().waitFor();
      await clean("an answer");
      await page.locator(".patterns summary").click();
      await page.getByLabel("Pattern").fill("?a via supplied ?b");
      await page.getByRole("button", { name: "Select" }).click();
      await page.locator("td").first().waitFor();
      await clean("ask");
      await tab(page, "Share");
      await page.locator(".share").waitFor();
      await clean("share");
      await tab(page, "Report");
      await dropSources(page, { "ledger.txt": "While the wheel turned, no man dredged." });
      await page.locator(".verdicts li").first().waitFor();
      await clean("sources");
      await page.getByRole("button", { name: "Networks in this browser" }).click();
      await page.getByRole("dialog").waitFor();
      await clean("list");
      await page.keyboard.press("Escape");
      await open(page, "compare with What Did the Rails");
      await page.locator(".changes").waitFor();
      await clean("comparison");
    }, options));
}

test("the keyboard alone opens, walks through the picture, chooses lines, filters, asks and shares", () =>
  inProfile(
    async (page) => {
      const press = (key) => page.keyboard.press(key);
      const focused = () =>
        page.evaluate(() => {
          const focus = document.activeElement.shadowRoot?.activeElement ?? document.activeElement;
          return focus.getAttribute("aria-label") ?? focus.textContent;
        });
      /** Goes on with the tabulator until the focus is on something of this name. */
      const reach = async (name) => {
        for (let times = 0; times < 60; times++) {
          if (name.test(await focused())) return;
          await press("Tab");
        }
        assert.fail(`the focus never came to ${name}`);
      };
      await press("/");
      assert.match(await focused(), /Query bar/);
      await page.keyboard.insertText(samples["tide-mill.json"]);
      await press("Enter");
      await drawn(page);
      const chosen = () => chosenIn(page);
      await page.evaluate(() => document.activeElement.blur());
      await reach(/^Picture of the network/);
      await press("ArrowUp");
      const [question] = await chosen();
      assert.match(question, /^Which trades/);
      await press("ArrowUp");
      assert.deepEqual(await chosen(), ["Millpond Oysters"]);
      await press("ArrowLeft");
      assert.deepEqual(await chosen(), ["Tide Mill"]);
      assert.match(await page.locator(".unseen[role=status]").last().textContent(), /Tide Mill/);
      await press("Enter");
      await reach(/prevented/);
      await press("Enter");
      assert.equal(await page.locator(".detail .relation em").textContent(), "prevented");
      await page.locator(".canvas").focus();
      await press("Escape");
      assert.deepEqual(await chosen(), []);
      await reach(/^Relations$/);
      await press("Enter");
      await press("Tab");
      await press("Space");
      assert.ok((await seen(page)).lines.some(({ isHidden }) => isHidden));
      await page.locator("#tab-report").focus();
      await press("ArrowRight");
      assert.equal(await focused(), "Ask");
      await press("ArrowRight");
      assert.equal(await focused(), "Share");
      await reach(/^Copy the hashtag$/);
      await press("Enter");
      await page.getByText("Copied: the hashtag").waitFor();
    },
    { permissions: ["clipboard-read", "clipboard-write"] },
  ));

for (const [screen, viewport] of [
  ["wide", { width: 1280, height: 800 }],
  ["phone", { width: 360, height: 740 }],
]) {
  test(`the first stop leads past the query bar, ${screen}`, () =>
    inProfile(
      async (page) => {
        await openNetwork(page, samples["bees.txt"]);
        await page.reload();
        await drawn(page);
        await page.keyboard.press("Tab");
        assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the network");
        await page.keyboard.press("Enter");
        assert.equal(await page.evaluate(() => document.activeElement.id), "main");
        await page.keyboard.press("Tab");
        const inside = await page.evaluate(
          () =>
            document.activeElement !== document.body &&
            document.querySelector("main").contains(document.activeElement) &&
            document.activeElement.checkVisibility(),
        );
        assert.ok(inside);
        assert.match(page.url(), /#[0-9A-Za-z]{11}/);
      },
      { viewport },
    ));
}

test("with reduced motion nothing moves by itself", () =>
  inProfile(
    async (page) => {
      await openNetwork(page, samples["bees.txt"]);
      await page.evaluate(() => (document.querySelector(".opening").hidden = false));
      const moving = await page.evaluate(
        () =>
          [...document.querySelectorAll("*")].filter((one) => {
            const { transitionDuration, animationName } = getComputedStyle(one);
            return transitionDuration.split(", ").some((time) => parseFloat(time) > 0) || animationName !== "none";
          }).length,
      );
      assert.equal(moving, 0);
    },
    { reducedMotion: "reduce" },
  ));

test("360 pixels: picture, report, questions and ways out are tabs, and nothing is wider than the screen", () =>
  inProfile(
    async (page) => {
      await openNetwork(page, samples["tide-mill.json"]);
      assert.deepEqual(await page.getByRole("tab").allTextContents(), ["Picture", "Report", "Ask", "Share"]);
      for (const name of ["Picture", "Report", "Ask", "Share"]) {
        await tab(page, name);
        await page.locator(`#panel-${name.toLowerCase()}`).waitFor();
        assert.equal(await page.getByRole("tabpanel").count(), 1);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), name);
      }
    },
    { viewport: { width: 360, height: 740 } },
  ));
