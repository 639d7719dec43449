// Every width from a small phone to a large screen, with networks of all shapes: nothing scrolls sideways, and no button is cut.

import assert from "node:assert/strict";
import { test } from "node:test";
import { drop, drawn, inProfile, samples, seen, share, tab } from "./browser.mjs";
import { rightToLeft } from "./networks.mjs";

const WIDTHS = [320, 360, 414, 540, 640, 768, 860, 861, 920, 980, 981, 1_100, 1_280, 1_440, 1_920];
const LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
const json = (network) => JSON.stringify(network);
const NETWORKS = {
  report: samples["tide-mill.json"],
  "long words without a space": json({
    question: `${LONG}${LONG}?`,
    title: `${LONG} ${LONG}`,
    findings: [{ label: `${LONG} eins`, text: `${LONG}${LONG}` }],
    concepts: [{ label: `${LONG} zwei` }],
    relationships: [{ source: `${LONG} eins`, relation: LONG, target: `${LONG} zwei`, passage: LONG.repeat(3) }],
    attributes: [{ name: LONG, value: LONG.repeat(2) }],
  }),
  "a question alone": json({ question: "What is there?" }),
  "one concept": json({ question: "What is there?", concepts: [{ label: "This" }] }),
  "loops alone": json({
    question: "What refers to itself?",
    concepts: [{ label: "A" }, { label: "B" }],
    relationships: [
      { source: "A", relation: "knows", target: "A" },
      { source: "B", relation: "knows", target: "B" },
      { source: "B", relation: "names", target: "B" },
    ],
  }),
  "parallel relationships": json({
    question: "How many ways are there?",
    relationships: ["builds", "owns", "sells", "repairs", "dreams of"].flatMap((relation) => [
      { source: "Maker", relation, target: "Machine" },
      { source: "Machine", relation, target: "Maker" },
    ]),
    concepts: [{ label: "Maker" }, { label: "Machine" }],
  }),
  "right to left": rightToLeft,
  emoji: json({
    question: "🐝 → 🌻?",
    title: "👩‍👩‍👧‍👦".repeat(20),
    findings: [{ label: "🏳️‍🌈 and 👨🏽‍🚀", text: "🧪".repeat(200) }],
  }),
};

/** What is too wide, or not reached, in the window. */
function misfits() {
  const { clientWidth: width, scrollWidth } = document.documentElement;
  const found = scrollWidth > width || document.body.scrollWidth > width ? [`the page is ${scrollWidth} wide`] : [];
  const scrolls = (element) => {
    for (let one = element.parentElement; one; one = one.parentElement)
      if (["auto", "scroll"].includes(getComputedStyle(one).overflowX) && one.scrollWidth > one.clientWidth)
        return true;
    return false;
  };
  for (const button of document.querySelectorAll("button, summary, input, a, select")) {
    if (!button.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const { left, right, width: wide } = button.getBoundingClientRect();
    const name = button.ariaLabel ?? button.textContent.slice(0, 40);
    if (wide === 0 || button.classList.contains("skip") || scrolls(button)) continue;
    if (left < -0.5 || right > width + 0.5) found.push(`${name}: from ${left} to ${right}`);
    else if (button.localName === "button" && button.scrollWidth > button.clientWidth + 1) found.push(`${name} is cut`);
  }
  return found;
}

for (const [name, text] of Object.entries(NETWORKS))
  test(`${name}: nothing is too wide at any width`, () =>
    inProfile(async (page) => {
      await drop(page, { "network.json": text });
      await drawn(page);
      const wrong = {};
      const look = async (where) => {
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 740 });
          await page.evaluate(
            () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
          );
          const found = await page.evaluate(misfits);
          if (found.length > 0) wrong[`${where} at ${width}`] = found;
        }
      };
      await look("the report");
      await tab(page, "Ask");
      await look("the questions");
      const { cards } = await seen(page);
      await page.locator(".canvas").focus();
      await page.keyboard.press("ArrowRight");
      await look("a choice");
      await page.keyboard.press("Escape");
      await share(page);
      await look("the ways out");
      assert.deepEqual(wrong, {});
      assert.ok(cards.length > 0);
    }));

test("the first page is not too wide at any width", () =>
  inProfile(async (page) => {
    const wrong = {};
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 740 });
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      const found = await page.evaluate(misfits);
      if (found.length > 0) wrong[width] = found;
    }
    assert.deepEqual(wrong, {});
  }));
