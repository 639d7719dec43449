// The picture: where things are, the words on it, and how it follows the report.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  chosenIn,
  drawn,
  front,
  hashtagOf,
  inProfile,
  openNetwork,
  painted,
  placeOf,
  real,
  samples,
  saved,
  seen,
  share,
  tab,
} from "./browser.mjs";
import { tree } from "./networks.mjs";

/** The boxes of cards and of the words on lines, as they lie on the plane. */
const boxesOf = async (page) => {
  const { cards, lines, shared } = await seen(page);
  const box = (name, { x, y, width, height }) => ({ name, x, y, w: width, h: height });
  const words = [...lines, ...shared]
    .filter(({ rows }) => rows.length > 0)
    .map((line) => box(line.rows.join(" "), line));
  return { cards: cards.map((card) => box(card.label, card)), words };
};

function overlaps(boxes) {
  return boxes.flatMap((a, place) =>
    boxes
      .slice(place + 1)
      .flatMap((b) =>
        Math.abs(a.x - b.x) < (a.w + b.w) / 2 - 2 && Math.abs(a.y - b.y) < (a.h + b.h) / 2 - 2
          ? [`${a.name} and ${b.name}`]
          : [],
      ),
  );
}

for (const [name, text] of Object.entries(samples)) {
  for (const [screen, viewport] of [
    ["wide", { width: 1280, height: 800 }],
    ["phone", { width: 360, height: 740 }],
  ]) {
    test(`${name}, ${screen}: the question is in the middle, and no label lies on another`, () =>
      inProfile(
        async (page) => {
          await openNetwork(page, text);
          const { cards, words } = await boxesOf(page);
          const [question] = cards.filter(({ x, y }) => x === 0 && y === 0);
          assert.match(question.name, /\?$/);
          assert.deepEqual(overlaps([...cards, ...words]), []);
        },
        { viewport },
      ));
  }

  test(`${name}: lies the same way each time`, async () => {
    const pictures = [];
    for (let time = 0; time < 2; time++) {
      await inProfile(async (page) => {
        await openNetwork(page, text);
        pictures.push(JSON.stringify(await boxesOf(page)));
      });
    }
    assert.equal(pictures[0], pictures[1]);
  });
}

for (const [name, text] of Object.entries({ ...samples, ...(real && { "a real page": real }) })) {
  for (const [screen, viewport] of [
    ["wide", { width: 1280, height: 800 }],
    ["phone", { width: 360, height: 740 }],
  ]) {
    test(`${name}, ${screen}: every word of the picture is legible, and the question is seen whole`, () =>
      inProfile(
        async (page) => {
          await openNetwork(page, text);
          const { cards, zoom, width, height } = await seen(page);
          const smallest = Math.min(12, ...cards.map(({ fontSize }) => fontSize)) * zoom;
          assert.ok(smallest >= 8.99, `${smallest} pixels`);
          const [question] = cards;
          const [wide, high] = [(question.width / 2) * zoom, (question.height / 2) * zoom];
          const { x, y } = question.screen;
          assert.ok(
            x - wide >= 0 && y - high >= 0 && x + wide <= width && y + high <= height,
            JSON.stringify(question.screen),
          );
        },
        { viewport },
      ));
  }
}

for (const [name, text] of Object.entries(samples)) {
  test(`${name}: all of it is in sight on a phone, and no card lies under a button`, () =>
    inProfile(
      async (page) => {
        await openNetwork(page, text);
        const outside = await page.evaluate(() => {
          const network = document.querySelector(".stage semantic-network");
          const area = network.getBoundingClientRect();
          const buttons = document.querySelector(".stage-tools").getBoundingClientRect();
          const { cards, zoom, width, height } = network.picture.report();
          return cards
            .filter((card) => {
              const { x, y } = card.screen;
              const [wide, high] = [(card.width / 2) * zoom, (card.height / 2) * zoom];
              const isUnder = area.x + x + wide > buttons.left && area.y + y - high < buttons.bottom;
              return isUnder || x - wide < 0 || y - high < 0 || x + wide > width || y + high > height;
            })
            .map(({ label }) => label);
        });
        assert.deepEqual(outside, []);
      },
      { viewport: { width: 360, height: 740 } },
    ));
}

test("relations are written on their lines", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["tide-mill.json"]);
    const { lines } = await seen(page);
    const relations = new Set(lines.filter(({ rows }) => rows.length > 0).map(({ rows }) => rows.join(" ")));
    assert.deepEqual([...relations].sort(), [
      "Overlooked Angles",
      "closed",
      "depended on",
      "prevented",
      "replaced",
      "sheltered",
      "supplied",
    ]);
  }));

test("a finding that is chosen in the report is marked in the picture, and the other way round", () =>
  inProfile(
    async (page) => {
      await openNetwork(page, samples["bees.txt"]);
      await page.getByRole("button", { name: "Honest Effort" }).click();
      const chosen = () => chosenIn(page);
      assert.deepEqual(await chosen(), ["Honest Effort"]);
      assert.equal(await page.locator(".detail h2").textContent(), "Honest Effort");
      await page.getByRole("button", { name: "Close", exact: true }).click();
      assert.deepEqual(await chosen(), []);
      const { x, y } = await placeOf(page, "Waggle Run");
      await page.mouse.click(x, y);
      assert.deepEqual(await chosen(), ["Waggle Run"]);
      assert.equal(await page.locator(".part.is-chosen h3").textContent(), "Waggle Run");
    },
    { reducedMotion: "reduce" },
  ));

test("a line that is chosen shows relation, passage and both ends", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["tide-mill.json"]);
    const { screen } = (await seen(page)).lines.find(({ rows }) => rows.join(" ") === "prevented");
    const area = await page.locator(".stage semantic-network").boundingBox();
    const middle = { x: area.x + screen.x, y: area.y + screen.y };
    await page.mouse.click(middle.x, middle.y);
    const detail = page.locator(".detail");
    assert.deepEqual(await detail.locator(".end").allTextContents(), ["Tide Mill", "Harbour Silting"]);
    assert.equal(await detail.locator(".relation em").textContent(), "prevented");
    assert.match(await detail.locator("blockquote").textContent(), /^While the wheel turned/);
    assert.match(await page.locator(".part.is-chosen").textContent(), /Tide Mill → Harbour Silting via prevented/);
  }));

test("a relation along a line is chosen over all of its words", () =>
  inProfile(async (page) => {
    await openNetwork(page, tree(200).replaceAll("hypernym", "is a narrower kind of thing than"));
    await page.locator("#query").fill("Concept 3");
    await page.keyboard.press("Enter");
    await page.locator(".detail").waitFor();
    // The words lie where they are painted after the view has moved to the choice.
    await painted(page);
    const relations = async () => (await seen(page)).written.filter(({ kind }) => kind === "relation");
    await page.waitForFunction(() =>
      document
        .querySelector(".stage semantic-network")
        .picture.report()
        .written.some(({ kind }) => kind === "relation"),
    );
    const area = await page.locator(".stage semantic-network").boundingBox();
    const card = await page.locator(".detail").boundingBox();
    const ends = (await relations()).map(({ x, y, width, height, line }) => ({
      x: area.x + x + width / 2 - 3,
      y: area.y + y - height / 2 + 3,
      line,
    }));
    const { x, y, line } = ends.find((end) => end.x < card.x && end.y > 120);
    await page.mouse.move(x, y);
    await page.locator(".canvas [style*='cursor: pointer']").first().waitFor({ state: "attached" });
    await page.mouse.click(x, y);
    const { lines } = await seen(page);
    assert.deepEqual(
      lines.filter(({ isChosen }) => isChosen).map(({ id }) => id),
      [line],
    );
  }));

test("the legend has the kinds that the picture has, and no others", () =>
  inProfile(async (page) => {
    const shapes = () => page.locator(".shapes li").allTextContents();
    await openNetwork(page, samples["tide-mill.json"]);
    assert.deepEqual(await shapes(), [
      "Key finding",
      "Concept",
      "Highlight",
      "Leads to a key finding",
      "Thematic connection",
    ]);
    await openNetwork(page, JSON.stringify({ question: "What is there?", concepts: [{ label: "This" }] }));
    assert.deepEqual(await shapes(), []);
  }));

test("the texts of a network are marked with its language", () =>
  inProfile(async (page) => {
    await openNetwork(
      page,
      JSON.stringify({
        question: "Was ist die Donaudampfschifffahrt?",
        findings: [{ label: "Dampf", text: "Die Donau trägt Schiffe." }],
        attributes: [{ name: "language", value: "de" }],
      }),
    );
    for (const place of [".report h2.question", ".finding h3", ".finding p"])
      assert.equal(await page.locator(place).first().getAttribute("lang"), "de", place);
    // What the page itself writes is English.
    assert.equal(await page.locator("#findings").evaluate((one) => one.closest("[lang]").lang), "en");
  }));

test("cards can be dragged, and the picture zoomed and fitted", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["bees.txt"]);
    const before = await placeOf(page, "Waggle Run");
    await page.mouse.move(before.x, before.y);
    await page.mouse.down();
    await page.mouse.move(before.x + 60, before.y + 20, { steps: 5 });
    await page.mouse.up();
    const after = await placeOf(page, "Waggle Run");
    assert.ok(Math.abs(after.x - before.x - 60) < 8, `${after.x} after ${before.x}`);
    const zoom = async () => (await seen(page)).zoom;
    const first = await zoom();
    await page.getByRole("button", { name: "Zoom in" }).click();
    assert.ok((await zoom()) > first);
    await page.getByRole("button", { name: "Fit all" }).click();
    assert.ok(Math.abs((await zoom()) - first) < 0.3);
  }));

for (const viewport of [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
  { width: 360, height: 740 },
])
  test(`the card of what is chosen does not lie on it, ${viewport.width} by ${viewport.height}`, () =>
    inProfile(
      async (page) => {
        await openNetwork(page, samples["tide-mill.json"]);
        for (const label of ["Ship's Biscuit", "Night Baking", "Millpond Oysters", "Coal Quay"]) {
          await page.locator("#query").fill(label);
          await page.keyboard.press("Enter");
          await page.locator(".detail h2").getByText(label, { exact: true }).waitFor();
          const [{ x, y }, card] = [await placeOf(page, label), await page.locator(".detail").boundingBox()];
          const isCovered = x > card.x && x < card.x + card.width && y > card.y && y < card.y + card.height;
          assert.ok(!isCovered, `${label} at ${x}, ${y} lies under the card at ${JSON.stringify(card)}`);
        }
      },
      { viewport, reducedMotion: "reduce" },
    ));

test("the legend names the themes, brings one to the front, and leaves out relations; the rest opens with a hashtag of its own", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["tide-mill.json"]);
    const whole = await hashtagOf(page);
    const legend = page.getByRole("group", { name: "Legend" });
    const theme = legend.getByRole("button", { name: /Coal Quay/ });
    await theme.click();
    assert.equal(await theme.getAttribute("aria-pressed"), "true");
    const dim = async () => (await seen(page)).cards.filter(({ isDim }) => isDim).length;
    assert.equal(await dim(), 5);
    await theme.click();
    assert.equal(await dim(), 0);
    await legend.getByText("Relations").click();
    await legend.getByRole("checkbox", { name: /supplied/ }).uncheck();
    const { cards, lines } = await seen(page);
    const hidden = [
      ...cards.filter(({ isHidden }) => isHidden).map(({ label }) => label),
      ...lines.filter(({ isHidden }) => isHidden).map(({ rows }) => rows.join(" ")),
    ];
    assert.deepEqual(hidden.sort(), ["Ship's Biscuit", "supplied", "supplied"]);
    await tab(page, "Ask");
    await page.getByRole("button", { name: "Open the current view" }).click();
    await page.waitForFunction((tag) => !document.querySelector(".report .tag").textContent.includes(tag), whole);
    await drawn(page);
    assert.match(await page.locator(".counts").textContent(), /3 key findings · 7 concepts · 9 relationships/);
  }));

test("colours follow light and dark, and themes have letters too", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["tide-mill.json"]);
    const light = (await seen(page)).palette.paper;
    await page.emulateMedia({ colorScheme: "dark" });
    await page.waitForFunction(
      (before) => document.querySelector(".stage semantic-network").picture.report().palette.paper !== before,
      light,
    );
    assert.deepEqual(await page.locator(".swatch").allTextContents(), ["A", "B", "C"]);
  }));

test("what has no theme is grey and has no letter, and a single colour has no legend", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["bees.txt"]);
    assert.deepEqual(await page.locator(".swatch").allTextContents(), ["A", ""]);
    const [grey] = await page.locator(".swatch").evaluateAll((all) => [getComputedStyle(all[1]).backgroundColor]);
    assert.equal(grey, "rgb(89, 97, 107)");
    await openNetwork(page, samples["handwriting.txt"]);
    assert.equal(await page.locator(".swatch").count(), 0);
    await openNetwork(page, JSON.stringify({ question: "What is there?", concepts: [{ label: "This" }] }));
    assert.equal(await page.locator("div.legend").isVisible(), false);
  }));

test("the SVG has every label as text", () =>
  inProfile(async (page, context) => {
    await openNetwork(page, samples["tide-mill.json"]);
    await share(page);
    const { bytes, name } = await saved(page, "Save the picture as SVG");
    assert.match(name, /^[0-9A-Za-z]{11}\.svg$/);
    // Where no policy forbids to parse it.
    const viewer = await context.newPage();
    await viewer.goto(`data:image/svg+xml;base64,${bytes.toString("base64")}`);
    const words = await viewer.evaluate(() => [
      document.documentElement.localName,
      ...[...document.querySelectorAll("tspan")].map((one) => one.textContent.replace(/[\u2066-\u2069]/g, "")),
    ]);
    assert.equal(words[0], "svg");
    for (const word of ["Tide Mill", "Night Baking", "supplied", "Overlooked Angles"])
      assert.ok(words.includes(word), word);
  }));

test("the SVG shows what is marked: what was chosen, what steps back, and connections as dotted lines", () =>
  inProfile(async (page, context) => {
    await openNetwork(page, samples["bees.txt"]);
    const svg = async () => {
      await share(page);
      const { bytes } = await saved(page, "Save the picture as SVG");
      await page.keyboard.press("Escape");
      const viewer = await context.newPage();
      await viewer.goto(`data:image/svg+xml;base64,${bytes.toString("base64")}`);
      const found = await viewer.evaluate(() => ({
        dotted: document.querySelectorAll("[stroke-dasharray='1 6']").length,
        pale: [...document.querySelectorAll("text[opacity]")].map((one) =>
          one.textContent.replace(/[\u2066-\u2069]/g, ""),
        ),
        outlines: document.querySelectorAll("rect[fill=none][stroke-width='3']").length,
      }));
      await viewer.close();
      return found;
    };
    assert.deepEqual(await svg(), { dotted: 1, pale: [], outlines: 0 });
    await tab(page, "Report");
    await page.getByRole("button", { name: "Honest Effort" }).click();
    const marked = await svg();
    assert.equal(marked.dotted, 1);
    assert.equal(marked.outlines, 1);
    assert.ok(
      marked.pale.includes("Waggle Run") && !marked.pale.includes("Honest Effort"),
      JSON.stringify(marked.pale),
    );
  }));
