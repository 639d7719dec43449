// Small screens: all of a small network is in sight, and neither tools nor legend cover or cut anything.

import assert from "node:assert/strict";
import { test } from "node:test";
import { drop, inProfile, open, openNetwork, real, samples, seen } from "./browser.mjs";

/** Concepts that no line joins, more than a phone shows, and two that a line joins. */
const LOOSE = JSON.stringify({
  question: "What stands alone?",
  concepts: [
    { label: "Tied" },
    { label: "Zed" },
    ...Array.from({ length: 30 }, (_, at) => ({ label: `Loose ${at}${" and long".repeat(at % 3)}` })),
  ],
  relationships: [{ source: "Zed", relation: "ties", target: "Tied" }],
});

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 900, height: 700 },
  { width: 740, height: 360 },
  { width: 360, height: 740 },
])
  test(`the tools cover no card, and no card is cut at a side, ${viewport.width} by ${viewport.height}`, () =>
    inProfile(
      async (page) => {
        await openNetwork(page, LOOSE);
        const { cards, zoom, width } = await seen(page);
        for (const { label, screen, width: wide } of cards) {
          // In a low window they are seen as large as they can be read.
          if (viewport.height < 480) break;
          const isCut = screen.x - (wide / 2) * zoom < 0 || screen.x + (wide / 2) * zoom > width;
          assert.ok(!isCut, `${label} at ${screen.x} of ${width}`);
        }
        const [picture, tools] = [
          await page.locator(".stage .canvas").boundingBox(),
          await page.locator(".edit-tools").boundingBox(),
        ];
        assert.ok(tools.y >= picture.y + picture.height - 1, `${tools.y}, ${picture.y + picture.height}`);
        await page.getByRole("button", { name: "Add a concept" }).click();
        for (const name of ["Save", "Cancel"]) {
          const box = await page.getByRole("button", { name, exact: true }).boundingBox();
          assert.ok(box.x >= 0 && box.y >= 0 && box.y + box.height <= viewport.height, JSON.stringify(box));
        }
      },
      { viewport },
    ));

test("on a phone two themes share a line of the legend, or have two, and neither name is cut", () =>
  inProfile(
    async (page) => {
      for (const text of [samples["bees.txt"], samples["tram.txt"], LOOSE, ...(real ? [real] : [])]) {
        await openNetwork(page, text);
        const { right } = await page.locator(".legend .themes").evaluate((list) => list.getBoundingClientRect());
        const cut = await page.locator(".legend .themes li").evaluateAll(
          (all, end) =>
            all
              .filter((one) => {
                const name = one.querySelector(".legend-name");
                const isShort = name.scrollHeight > name.clientHeight + 1 || name.scrollWidth > name.clientWidth + 1;
                return one.getBoundingClientRect().right > end || isShort;
              })
              .map((one) => one.textContent),
          right,
        );
        assert.deepEqual(cut, []);
      }
    },
    { viewport: { width: 360, height: 740 } },
  ));

test("on a phone each theme can be reached, and the tools do not lie on the card of what is chosen", () =>
  inProfile(
    async (page) => {
      await openNetwork(page, samples["tide-mill.json"]);
      const boxOf = (selector) => page.locator(selector).boundingBox();
      const [legend, themes, filter] = [
        await boxOf("div.legend"),
        await boxOf("div.legend .themes"),
        await boxOf(".filter"),
      ];
      assert.ok(themes.width > legend.width - 40, `${themes.width} of ${legend.width}`);
      assert.ok(filter.y + filter.height <= themes.y, "the relations stand above the themes");
      const add = await page.getByRole("button", { name: "Add a concept" }).boundingBox();
      assert.ok(add.x + add.width <= filter.x, "the relations stand next to the tools");
      const last = page.locator(".legend .themes button").last();
      await last.scrollIntoViewIfNeeded();
      await last.click();
      assert.equal(await last.getAttribute("aria-pressed"), "true");
      await last.click();
      await page.locator(".canvas").focus();
      await page.keyboard.press("ArrowRight");
      await page.locator(".detail").waitFor();
      const [tools, card] = [await boxOf(".edit-tools"), await boxOf(".detail")];
      assert.ok(
        tools.y >= card.y + card.height,
        `the tools begin at ${tools.y}, the card ends at ${card.y + card.height}`,
      );
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Add a concept" }).click();
      assert.equal(await page.getByRole("button", { name: "Save" }).isVisible(), true);
    },
    { viewport: { width: 360, height: 740 } },
  ));

/** A report of six findings with long names, as they are copied. */
const SIX = JSON.stringify({
  question: "When insurers define what is necessary narrowly, how can patients argue for longer treatments?",
  title: "Six Findings",
  findings: [
    "Coding Arbitrage",
    "Peer-Driven Precedent Cascades",
    "Backdoor Gateway Clinics",
    "Care Continuity Narrative",
    "Diagnostic Reframing",
    "Appeal Infrastructure",
  ].map((label) => ({ label, text: `${label} is one of six.` })),
  concepts: [{ label: "Data Pooling Threshold" }],
  relationships: [
    {
      source: "When insurers define what is necessary narrowly, how can patients argue for longer treatments?",
      relation: "Concrete Instances",
      target: "Data Pooling Threshold",
    },
  ],
});

test("a report of six findings is in sight as a whole on a phone, and can be read", () =>
  inProfile(
    async (page) => {
      await openNetwork(page, SIX);
      const { cards, width, height, zoom } = await seen(page);
      assert.equal(cards.length, 8);
      for (const { label, fontSize, screen, width: wide, height: high } of cards) {
        const at = `${label} at ${screen.x}, ${screen.y} of ${width} × ${height}`;
        assert.ok(fontSize * zoom >= 9, `${fontSize * zoom} pixels: ${label}`);
        assert.ok(screen.x - (wide / 2) * zoom >= 0 && screen.x + (wide / 2) * zoom <= width, at);
        assert.ok(screen.y - (high / 2) * zoom >= 0 && screen.y + (high / 2) * zoom <= height, at);
      }
    },
    { viewport: { width: 360, height: 740 } },
  ));

/** A long question, and findings that share words. */
const LONG_QUESTION =
  "When insurance companies define what is necessary narrowly for long treatments, how can patients argue for coverage of longer treatments that address deep patterns?";
const CONNECTED = JSON.stringify({
  question: LONG_QUESTION,
  title: "Six Findings That Share Words",
  findings: [
    ["Coding Arbitrage", "Clinicians document diagnostic codes that imply acute symptoms of patients."],
    ["Backdoor Gateway Clinics", "Gateway clinics treat patients whose diagnostic codes imply symptoms."],
    ["Peer-Driven Precedent Cascades", "Patients share appeal outcomes and documentation templates."],
    ["Diagnostic Reframing", "Clinicians reframe symptoms under diagnostic codes, with templates."],
    ["Appeal Infrastructure", "Appeals with documentation trigger a review of appeal outcomes."],
    ["Care Continuity Narrative", "Records of symptoms make a narrative, with documentation templates."],
  ].map(([label, text]) => ({ label, text })),
  concepts: [
    { label: "Data Pooling Threshold", text: "Pooled appeal outcomes compel insurers to change documentation." },
  ],
  relationships: [{ source: LONG_QUESTION, relation: "Concrete Instances", target: "Data Pooling Threshold" }],
});

for (const [name, text] of Object.entries({ "findings that share words": CONNECTED, "a real page": real }))
  test(`${name}: in sight as a whole on a phone, below the buttons`, { skip: text === undefined }, () =>
    inProfile(
      async (page) => {
        await openNetwork(page, text);
        const { cards, width, height, zoom } = await seen(page);
        for (const { label, screen, width: wide, height: high } of cards) {
          const at = `${label} at ${screen.x}, ${screen.y} of ${width} × ${height}`;
          assert.ok(screen.x - (wide / 2) * zoom >= 0 && screen.x + (wide / 2) * zoom <= width, at);
          assert.ok(screen.y - (high / 2) * zoom >= 46 && screen.y + (high / 2) * zoom <= height, at);
        }
      },
      { viewport: { width: 360, height: 740 } },
    ),
  );

test("on a phone a message takes no more than a third of the screen, and all of it can be reached", () =>
  inProfile(
    async (page) => {
      await openNetwork(page, samples["tide-mill.json"]);
      const warning = samples["bees.txt"].replace(/\d+ key thematic/, "9 key thematic");
      for (const show of [
        () => open(page, "tide mil"),
        () => open(page, "zzqqzz nothing"),
        () => open(page, "path from tide"),
        () => drop(page, { "report.txt": warning }),
        () => drop(page, { "x.bin": "\0\u0001" }),
      ]) {
        await page.locator(".message").evaluateAll((all) => all.forEach((one) => one.remove()));
        await show();
        await page.locator(".message").waitFor();
        const { height } = await page.locator(".message-place").boundingBox();
        assert.ok(height <= 740 / 3 + 1, `${height} pixels`);
        for (const button of await page.locator(".message button").all()) {
          await button.scrollIntoViewIfNeeded();
          const box = await button.boundingBox();
          assert.ok(box.x >= 0 && box.x + Math.min(box.width, 40) <= 360 && box.height >= 24, JSON.stringify(box));
        }
        const close = page.getByRole("button", { name: "Close this message" });
        await close.click();
        assert.equal(await page.locator(".message").count(), 0);
      }
    },
    { viewport: { width: 360, height: 740 } },
  ));

test("on a phone the tools of editing stay in one row", () =>
  inProfile(
    async (page) => {
      await openNetwork(page, samples["tide-mill.json"]);
      const tools = page.locator(".edit-tools");
      const { height } = await tools.boundingBox();
      await page.getByRole("button", { name: "Add a concept" }).click();
      await page.getByLabel("Name", { exact: true }).fill("Eel Weir");
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await page.locator(".history summary").waitFor();
      assert.ok(Math.abs((await tools.boundingBox()).height - height) < 2);
      await page.locator(".history summary").click();
      const box = await page.locator(".history ol").boundingBox();
      assert.ok(box.x >= 0 && box.width > 200 && box.x + box.width <= 360, JSON.stringify(box));
      await page.getByRole("button", { name: "Go back" }).click();
      await page.getByRole("button", { name: "Redo" }).waitFor();
    },
    { viewport: { width: 360, height: 740 } },
  ));

test("on a phone the words of a connection that is at the front are in sight, and lie on no card", () =>
  inProfile(
    async (page) => {
      for (const text of Object.values(samples)) {
        await openNetwork(page, text);
        const { shared } = await seen(page);
        for (const place of shared.keys()) {
          await page.evaluate((at) => {
            const network = document.querySelector(".stage semantic-network");
            network.picture.fit();
            network.picture.choose({ kind: "shared", place: at });
          }, place);
          const { shared: now, cards, zoom, width } = await seen(page);
          const words = now[place];
          const [wide, high] = [(words.width / 2) * zoom, (words.height / 2) * zoom];
          assert.ok(wide > 0 && words.screen.x - wide >= 0 && words.screen.x + wide <= width, JSON.stringify(words));
          const question = cards[0];
          const isOn =
            Math.abs(words.screen.x - question.screen.x) < wide + (question.width / 2) * zoom - 6 &&
            Math.abs(words.screen.y - question.screen.y) < high + (question.height / 2) * zoom - 6;
          assert.ok(!isOn, JSON.stringify(words));
        }
      }
    },
    { viewport: { width: 360, height: 740 } },
  ));

test("on a low phone names of themes lie on no card that is read, and the legend leaves room for the picture", () =>
  inProfile(
    async (page) => {
      for (const text of [CONNECTED, SIX, samples["tide-mill.json"], ...(real ? [real] : [])]) {
        await openNetwork(page, text);
        const { cards, written, zoom } = await seen(page);
        const names = cards.filter(({ kind }) => kind !== "question");
        if (names.every(({ fontSize }) => fontSize * zoom >= 8))
          for (const name of written.filter(({ kind }) => kind === "theme"))
            for (const { label, screen, width, height } of cards) {
              const isOn =
                Math.abs(name.x - screen.x) < (name.width + width * zoom) / 2 &&
                Math.abs(name.y - screen.y) < (name.height + height * zoom) / 2;
              assert.ok(!isOn, `${name.text} lies on ${label}`);
            }
        const [legend, picture] = [
          await page.locator("div.legend").boundingBox(),
          await page.locator(".stage .canvas").boundingBox(),
        ];
        assert.ok(legend.height < 90, `the legend is ${legend.height} high`);
        assert.ok(picture.height > 270, `the picture is ${picture.height} high`);
      }
      const toggle = page.locator(".shared-toggle input");
      await toggle.focus();
      const box = await toggle.boundingBox();
      assert.ok(box.x >= 0 && box.x + box.width <= 320, JSON.stringify(box));
    },
    { viewport: { width: 320, height: 568 } },
  ));
