// Presenting, walking along paths, and the address, which holds all of that: so Back goes back, and a link leads to the same place.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addressOf,
  chosenIn,
  drawn,
  inProfile,
  leavesOut,
  marked,
  openNetwork,
  samples,
  seen,
  tab,
} from "./browser.mjs";

test("presenting steps through findings and highlights; the step is in the address, and Escape ends it", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["tide-mill.json"]);
    await page.getByRole("button", { name: "Present" }).click();
    const heading = page.locator(".present h2");
    assert.equal(await heading.textContent(), "A Harbour Runs on the Moon");
    await page.keyboard.press("ArrowRight");
    assert.equal(await heading.textContent(), "Tide Mill");
    assert.deepEqual(await chosenIn(page), ["Tide Mill"]);
    assert.match(await addressOf(page), /concept=Tide\+Mill&step=2#/);
    // The window holds the picture and the words, and nothing else.
    const { x, y, width } = await page.locator(".desk").boundingBox();
    assert.deepEqual([x, y, width], [0, 0, 1_280]);
    for (const gone of ["header", ".tab-row", ".detail"])
      assert.equal(
        await page.locator(gone).evaluateAll((all) =>
          all.some((one) => {
            const { x: left, y: top } = one.getBoundingClientRect();
            return one.checkVisibility() && one.contains(document.elementFromPoint(left + 5, top + 5));
          }),
        ),
        false,
        gone,
      );
    await page.getByRole("button", { name: "Next" }).click();
    assert.equal(await heading.textContent(), "Millpond Oysters");
    // The button keeps the focus, so that it can be pressed again.
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Next");
    await page.keyboard.press("End");
    assert.match(await page.locator(".present .eyebrow").textContent(), /^(\d+) \/ \1$/);
    assert.match(await heading.textContent(), / via /);
    await page.goBack();
    await page.goBack();
    await page.waitForFunction(() => document.querySelector(".present h2").textContent === "Tide Mill");
    const link = await addressOf(page);
    await page.keyboard.press("Escape");
    await page.locator(".present").waitFor({ state: "detached" });
    assert.deepEqual(await chosenIn(page), []);
    await page.goto("about:blank");
    await page.goto(link);
    await drawn(page);
    await page.locator(".present h2").waitFor();
    assert.equal(await heading.textContent(), "Tide Mill");
  }));

test("on a screen that is turned, the step stays in sight, with its words and buttons", () =>
  inProfile(
    async (page) => {
      await openNetwork(page, samples["bees.txt"]);
      await page.getByRole("button", { name: "Present" }).click();
      await page.keyboard.press("ArrowRight");
      const inSight = async (width, height) => {
        await page.setViewportSize({ width, height });
        await drawn(page);
        await page.waitForFunction(() => {
          const {
            cards,
            width: wide,
            height: high,
          } = document.querySelector(".stage semantic-network").picture.report();
          const { x, y } = cards.find(({ isChosen }) => isChosen)?.screen ?? { x: -1, y: -1 };
          return x > 0 && y > 0 && x < wide && y < high;
        });
        for (const name of ["Back", "Next", "End"]) {
          const box = await page.getByRole("button", { name, exact: true }).boundingBox();
          assert.ok(box.y >= 0 && box.y + box.height <= height, `${name} at ${box.y}, ${width} by ${height}`);
        }
        const { height: high } = await page.locator(".stage semantic-network").boundingBox();
        assert.ok(high > height / 3, `the picture is ${high} high, ${width} by ${height}`);
      };
      // On a wide screen the report was open, which a narrow one shows in place of the picture.
      await inSight(768, 1_024);
      await inSight(740, 360);
      await inSight(360, 740);
    },
    { viewport: { width: 1_024, height: 768 } },
  ));

test("a path is walked along, and at its end all of it is at the front", () =>
  inProfile(
    async (page) => {
      await openNetwork(page, samples["tide-mill.json"]);
      await page.locator("#query").fill("path from Steam Mill to Night Baking");
      await page.locator("#query").press("Enter");
      await page.locator(".paths .path").first().waitFor();
      const whole = (await seen(page)).lines.filter(({ isNear }) => isNear).length;
      assert.ok(whole > 1);
      // The page itself watches the walk, which may be over before an answer of the page is here.
      await page.evaluate(() => {
        globalThis.walk_ = { fewest: Infinity, isOver: false };
        let hasBegun = false;
        const look = () => {
          const { isWalking, lines } = document.querySelector(".stage semantic-network").picture.report();
          const { walk_: walk } = globalThis;
          if (isWalking) walk.fewest = Math.min(walk.fewest, lines.filter(({ isNear }) => isNear).length);
          hasBegun ||= isWalking;
          walk.isOver = hasBegun && !isWalking;
          if (!walk.isOver) requestAnimationFrame(look);
        };
        look();
      });
      await page.getByRole("button", { name: "Walk along the path" }).click();
      await page.waitForFunction(() => globalThis.walk_.isOver);
      assert.ok((await page.evaluate(() => globalThis.walk_.fewest)) < whole);
      assert.equal((await seen(page)).lines.filter(({ isNear }) => isNear).length, whole);
      // Something else that is chosen ends the walk.
      await page.getByRole("button", { name: "Walk along the path" }).click();
      await page.waitForFunction(() => document.querySelector(".stage semantic-network").picture.report().isWalking);
      await page.keyboard.press("Escape");
      assert.equal((await seen(page)).isWalking, false);
      assert.equal(await page.getByRole("button", { name: "Walk along the path" }).count(), 0);
    },
    { reducedMotion: "no-preference" },
  ));

test("a path at the front is in the address: Back brings it back, and a link opens it", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["tide-mill.json"]);
    await page.locator("#query").fill("path from Steam Mill to Night Baking");
    await page.locator("#query").press("Enter");
    await page.locator(".paths .path").first().waitFor();
    assert.match(await addressOf(page), /[?&]path=-?\d+(\.-?\d+)+/);
    const link = await addressOf(page);
    const near = async () =>
      (await seen(page)).lines.filter(({ isNear }) => isNear).map(({ ends }) => ends.join(" → "));
    const path = await near();
    assert.ok(path.length > 1);
    const walk = page.getByRole("button", { name: "Walk along the path" });
    // Something else that is chosen takes its place.
    await tab(page, "Report");
    await page.locator(".part-name").filter({ hasText: "Night Baking" }).first().click();
    assert.ok(!(await addressOf(page)).includes("path="));
    assert.equal(await walk.count(), 0);
    await page.goBack();
    await page.goBack();
    await walk.waitFor();
    assert.equal(await addressOf(page), link);
    assert.deepEqual(await near(), path);
    assert.deepEqual(await chosenIn(page), []);
    await page.goto("about:blank");
    await page.goto(link);
    await drawn(page);
    await walk.waitFor();
    assert.deepEqual(await near(), path);
    // A path that is not in the network, or does not hang together, is not shown.
    for (const wrong of ["999", "0.0", "x"]) {
      await page.goto("about:blank");
      await page.goto(link.replace(/path=[^&#]*/, `path=${wrong}`));
      await drawn(page);
      // The page opens the tab of the address, and then its path.
      await page.getByRole("tab", { name: "Ask", selected: true }).waitFor();
      assert.deepEqual([await near(), await walk.count()], [[], 0]);
    }
  }));

test("relations that are left out are in the address: Back brings them back, and a link leaves them out", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["tide-mill.json"]);
    await page.locator(".filter summary").click();
    await page.getByLabel(/^supplied/).click();
    assert.match(await addressOf(page), /\?hide=supplied#/);
    const hidden = async () => (await seen(page)).lines.filter(({ isHidden }) => isHidden).length;
    const left = await hidden();
    assert.ok(left > 0);
    const link = await addressOf(page);
    await page.goBack();
    await page.waitForFunction(() => location.search === "");
    assert.equal(await hidden(), 0);
    assert.ok(await page.getByLabel(/^supplied/).isChecked());
    await page.goto("about:blank");
    await page.goto(link);
    await drawn(page);
    await leavesOut(page);
    assert.equal(await hidden(), left);
  }));

test("what is chosen, and the tab, are in the address: Back goes back, and a link leads there", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["tide-mill.json"]);
    await page.locator(".part-name").filter({ hasText: "Night Baking" }).first().click();
    assert.match(await addressOf(page), /\?concept=Night\+Baking#/);
    await tab(page, "Ask");
    assert.match(await addressOf(page), /tab=Ask/);
    const url = await addressOf(page);
    await page.goBack();
    await page.goBack();
    await page.waitForFunction(() => location.search === "");
    assert.deepEqual(await chosenIn(page), []);
    await page.goto("about:blank");
    await page.goto(url);
    await drawn(page);
    await marked(page);
    assert.deepEqual(await chosenIn(page), ["Night Baking"]);
    assert.equal(await page.getByRole("tab", { name: "Ask" }).getAttribute("aria-selected"), "true");
  }));
