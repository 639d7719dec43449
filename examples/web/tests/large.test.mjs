// Large networks: drawn while the page lives, and of very large ones what lies around one concept.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { drawn, drop, hashtagOf, inProfile, inWorker, message, placeOf, seen, tab } from "./browser.mjs";
import { tree } from "./networks.mjs";

/** For machines that do much else: how long a large network may take, in milliseconds. */
const PATIENCE = 240_000;

/** Measures how long the page draws no frame: the longest such time, and the sum. */
async function watchFrames(page) {
  await page.evaluate(() => {
    const begun = performance.now();
    let last = begun;
    let longest = 0;
    const next = () => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
    globalThis.watched_ = () => {
      const now = performance.now();
      return { longest: Math.round(Math.max(longest, now - last)), whole: Math.round(now - begun) };
    };
  });
  return () => page.evaluate(() => globalThis.watched_());
}

/** The page stayed responsive: even on a slow machine, no single pause took most of the time. */
async function lived(context, watched) {
  const { longest, whole } = await watched();
  context.diagnostic(`no picture for ${longest} ms of ${whole} ms at the longest`);
  assert.ok(longest < whole * 0.75, `the page was frozen for ${longest} ms of ${whole} ms`);
}

test("2,000 concepts are drawn with progress, lie on nothing, and can be dragged", (context) =>
  inProfile(async (page) => {
    const watched = await watchFrames(page);
    await page.evaluate(() => {
      globalThis.progress = [];
      new MutationObserver(() => {
        const bar = document.querySelector(".progress");
        if (bar && !bar.hidden) globalThis.progress.push(bar.value);
      }).observe(document.body, { subtree: true, attributes: true, childList: true });
    });
    await drop(page, { "tree.json": tree(2_000) });
    await drawn(page, PATIENCE);
    assert.equal((await seen(page)).cards.length, 2_001);
    const progress = await page.evaluate(() => globalThis.progress);
    assert.ok(progress.length > 5, `${progress.length} steps of progress`);
    await lived(context, watched);
    const overlaps = await page.evaluate(() => {
      const boxes = document
        .querySelector(".stage semantic-network")
        .picture.report()
        .cards.map(({ x, y, width: w, height: h }) => ({ x, y, w, h }))
        .sort((a, b) => a.x - b.x);
      let found = 0;
      boxes.forEach((a, place) => {
        for (let next = place + 1; next < boxes.length && boxes[next].x - a.x < 300; next++) {
          const b = boxes[next];
          if (Math.abs(a.x - b.x) < (a.w + b.w) / 2 - 1 && Math.abs(a.y - b.y) < (a.h + b.h) / 2 - 1) found++;
        }
      });
      return found;
    });
    assert.equal(overlaps, 0);
    // In the complete view, cards are too small to click: selecting one by keyboard zooms in on it.
    await page.locator(".canvas").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    const label = await page.locator(".detail h2").textContent();
    await page.keyboard.press("Escape");
    const { x, y } = await placeOf(page, label);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x - 40, y + 30, { steps: 4 });
    await page.mouse.up();
    const moved = await placeOf(page, label);
    assert.ok(Math.abs(moved.x - x + 40) < 10, `${label} from ${x} to ${moved.x}`);
  }));

test("a layout that fails is told, and nothing is shown to go on", () =>
  inProfile(
    async (page) => {
      await drop(page, { "tree.json": tree(2_000) });
      await message(page).getByText("The picture could not be drawn").waitFor();
      assert.equal(await page.locator(".progress").isVisible(), false);
      assert.equal(await page.locator(".stage").getAttribute("aria-busy"), "false");
    },
    {
      prepare: inWorker(
        (script) => `{
          const post = globalThis.postMessage.bind(globalThis);
          let isBegun = false;
          globalThis.postMessage = (answer) => {
            const isPart = answer.value?.progress < 1;
            post(isPart && isBegun ? { id: answer.id, trouble: { code: "unknown", message: "no memory" } } : answer);
            isBegun ||= isPart;
          };
        }
        ${script}`,
      ),
    },
  ));

test("of 30,000 concepts those around one are drawn; another can be found, drawn around, and asked about", (context) =>
  inProfile(async (page) => {
    const watched = await watchFrames(page);
    const opening = page.getByRole("progressbar", { name: "Opening" });
    await page.evaluate(() => {
      const bar = document.querySelector('[role="progressbar"][aria-label="Opening"]');
      new MutationObserver(() => (globalThis.wasShown_ ||= !bar.hidden)).observe(bar, { attributeFilter: ["hidden"] });
    });
    await drop(page, { "tree.json": tree(30_000) });
    await drawn(page, PATIENCE);
    assert.equal(await page.evaluate(() => globalThis.wasShown_), true);
    await opening.waitFor({ state: "hidden" });
    await lived(context, watched);
    assert.match(await page.locator(".stage-note").textContent(), /60 of 30,001 concepts, around How large\?/);
    await page.locator("#query").pressSequentially("neighbours of concept 29998");
    await page.getByRole("option", { name: "Neighbours of Concept 29998" }).click();
    await page.locator(".chip").first().click();
    await page.getByText(/around Concept 7499/).waitFor();
    await drawn(page);
    assert.equal(await page.locator(".detail h2").textContent(), "Concept 7499");
    await page.goto("about:blank");
    await page.goBack();
    await drawn(page);
  }));

const WORDNET = fileURLToPath(new URL("../../../target/wordnet/network.semnet", import.meta.url));

test(
  "WordNet's nouns open from a file, around one concept",
  { skip: !existsSync(WORDNET) && "the step `wordnet` has not made it" },
  (context) =>
    inProfile(async (page) => {
      const watched = await watchFrames(page);
      await page.getByRole("button", { name: "choose a file" }).waitFor();
      const [chooser] = await Promise.all([
        page.waitForEvent("filechooser"),
        page.getByRole("button", { name: "choose a file" }).click(),
      ]);
      await chooser.setFiles(WORDNET);
      await drawn(page, PATIENCE);
      await lived(context, watched);
      const hashtag = await hashtagOf(page);
      await page.reload();
      await drawn(page, PATIENCE);
      assert.equal(await hashtagOf(page), hashtag);
    }),
);

test("in a part of a large network, highlights and passages lead to their own relationship, also where it is not drawn yet", () =>
  inProfile(async (page) => {
    const whole = JSON.parse(tree(12_000));
    // Near the question and far from it; and from a concept with more neighbours than are drawn, to one of the last of them.
    const near = {
      source: "Concept 1",
      relation: "shades",
      target: "Concept 2",
      passage: "The near one casts a shadow.",
    };
    const far = {
      source: "Concept 2900",
      relation: "outlasts",
      target: "Concept 2950",
      passage: "The far one is still there.",
    };
    const hub = {
      source: "Concept 40",
      relation: "feeds",
      target: "Concept 2800",
      passage: "The hub gives to the last.",
    };
    const spokes = Array.from({ length: 90 }, (_, place) => ({
      source: "Concept 40",
      relation: "touches",
      target: `Concept ${2_001 + place}`,
    }));
    whole.relationships.push(near, far, hub, ...spokes);
    whole.highlights = [near, far, hub].map((one) => whole.relationships.indexOf(one));
    await drop(page, { "tree.json": JSON.stringify(whole) });
    await drawn(page, PATIENCE);
    /** The text of the card, and the line that is marked in the picture. */
    const shown = async ({ source, relation, target, passage }) => {
      const detail = page.locator(".detail");
      await detail.getByText(passage).waitFor();
      assert.deepEqual(await detail.locator(".end").allTextContents(), [source, target]);
      assert.equal(await detail.locator(".relation em").textContent(), relation);
      const marked = (await seen(page)).lines
        .filter(({ isChosen }) => isChosen)
        .map(({ ends, rows }) => [ends[0], rows.join(" ") || relation, ends[1]]);
      assert.deepEqual(marked, [[source, relation, target]]);
      const inReport = page.locator(".part.is-chosen");
      assert.equal(await inReport.count(), 1);
      assert.match(await inReport.textContent(), new RegExp(passage));
    };
    for (const one of [near, far, hub, near]) {
      await tab(page, "Report");
      await page.locator(".part.highlight").filter({ hasText: one.passage }).locator(".part-name").click();
      await shown(one);
      // The same by a click on the line: the report marks the same highlight.
      await page.locator(".canvas").focus();
      await page.keyboard.press("Escape");
      const { id } = (await seen(page)).lines.find(({ ends }) => ends[0] === one.source && ends[1] === one.target);
      await page.evaluate((line) => {
        const network = document.querySelector(".stage semantic-network");
        network.dispatchEvent(new CustomEvent("choose", { detail: { kind: "line", id: line } }));
      }, id);
      await shown(one);
      assert.equal(await page.locator(".detail .eyebrow").textContent(), "Highlighted relationship");
    }
    await page.locator("#query").pressSequentially("still there");
    await page.getByRole("option", { name: /^All matches for/ }).click();
    await page
      .locator(".found")
      .getByRole("button", { name: /The far one/ })
      .click();
    await shown(far);
  }));
