// Whoever uses no mouse, no large screen, no movement, or no eyes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { findings } from "./axe.mjs";
import {
  address,
  addressOf,
  chosenIn,
  drawn,
  dropSources,
  inProfile,
  open,
  openNetwork,
  samples,
  seen,
  share,
  tab,
} from "./browser.mjs";

/** Buttons whose words have the colour of their ground, which axe takes for hidden on purpose. */
const invisible = (page) =>
  page.evaluate(() => {
    const groundOf = (element) => {
      const { backgroundColor } = getComputedStyle(element);
      return backgroundColor === "rgba(0, 0, 0, 0)" && element.parentElement
        ? groundOf(element.parentElement)
        : backgroundColor;
    };
    return [...document.querySelectorAll("button, summary, a")]
      .filter((one) => one.checkVisibility() && one.textContent.trim() !== "")
      .filter((one) => getComputedStyle(one).color === groundOf(one))
      .map((one) => one.textContent);
  });

for (const [name, options] of Object.entries({
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  phone: { viewport: { width: 360, height: 740 } },
  "phone, dark": { viewport: { width: 360, height: 740 }, colorScheme: "dark" },
})) {
  const isPhone = name.startsWith("phone");
  test(`axe finds nothing, ${name}`, () =>
    inProfile(async (page) => {
      const clean = async (where) => assert.deepEqual([await findings(page), await invisible(page)], [[], []], where);
      await clean("first page");
      await open(page, "Why is nothing here?");
      await page.locator(".message").waitFor();
      await page.locator("#main:not([aria-busy])").waitFor();
      await clean("a message");
      for (const text of [samples["tram.txt"], samples["tide-mill.json"]]) {
        await openNetwork(page, text);
        if (isPhone) await clean("picture");
        await tab(page, "Report");
        await clean("report");
        await page.locator(".part-name").first().click();
        if (isPhone) await tab(page, "Picture");
        await page.locator(".detail").waitFor();
        await clean("detail");
      }
      await page.locator(".filter summary").click();
      await clean("legend");
      await page.locator(".filter summary").click();
      await page.getByRole("button", { name: "Add a concept" }).click();
      await clean("editing");
      await page.getByRole("button", { name: "Cancel" }).click();
      await page.locator("#query").fill("tide");
      await page.getByRole("option").first().waitFor();
      await clean("suggestions");
      await page.locator("#query").fill("");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Present" }).click();
      await page.keyboard.press("ArrowRight");
      await clean("presenting");
      await page.keyboard.press("Escape");
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
      await share(page);
      await page.locator(".share").waitFor();
      await clean("share");
      await page.keyboard.press("Escape");
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
      await page.goto(`${address()}#`);
      await page.locator(".tiles").nth(1).waitFor();
      await clean("first page with recent networks");
      await openNetwork(page, samples["bees.txt"]);
      const hash = await page.evaluate(() => location.hash);
      await page.goto("about:blank");
      await page.goto(`${address()}?embed${hash}`);
      await drawn(page);
      await clean("embedded");
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
      /** Presses Tab until something with this name has the focus. */
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
      await reach(/^Share$/);
      await press("Enter");
      await page.locator(".share-rows").waitFor();
      await reach(/^Copy the full link$/);
      await press("Enter");
      await page.getByText("Copied: the full link").waitFor();
      await press("Escape");
      assert.equal(await page.getByRole("dialog").count(), 0);
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
        assert.match(await addressOf(page), /#[0-9A-Za-z]{11}/);
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
      assert.deepEqual(await page.getByRole("tab").allTextContents(), ["Picture", "Report", "Ask"]);
      for (const name of ["Picture", "Report", "Ask"]) {
        await tab(page, name);
        await page.locator(`#panel-${name.toLowerCase()}`).waitFor();
        assert.equal(await page.getByRole("tabpanel").count(), 1);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), name);
      }
      await share(page);
      assert.ok(await page.evaluate(() => document.querySelector(".share-dialog").scrollWidth <= innerWidth));
    },
    { viewport: { width: 360, height: 740 } },
  ));

test("forced colours tell apart what is chosen", () =>
  inProfile(
    async (page) => {
      await openNetwork(page, samples["tide-mill.json"]);
      await open(page, "Night Baking");
      await page.locator(".part.is-chosen").waitFor();
      const edges = await page
        .locator(".part")
        .evaluateAll((all) =>
          all.map((one) => [one.classList.contains("is-chosen"), getComputedStyle(one).borderInlineStartColor]),
        );
      const colours = (isChosen) => new Set(edges.filter(([is]) => is === isChosen).map(([, colour]) => colour));
      const [chosen, others] = [colours(true), colours(false)];
      assert.equal(chosen.size, 1);
      assert.ok(others.size === 1 && !others.has([...chosen][0]), `${[...chosen]} and ${[...others]}`);
    },
    { forcedColors: "active" },
  ));
