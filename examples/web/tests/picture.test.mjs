// The picture: what lies where, what is written on it, and how it and the report go together.

import assert from "node:assert/strict";
import { test } from "node:test";
import { drawn, hashtagOf, inProfile, openNetwork, placeOf, real, samples, saved, tab } from "./browser.mjs";

/** The boxes of cards and of the words on lines, as Cytoscape has drawn them. */
const boxesOf = (page) => page.evaluate(() => {
  const cy = document.querySelector(".stage .canvas")._cyreg.cy;
  const cards = cy.nodes().map((node) => ({ name: node.id(), x: node.position().x, y: node.position().y, w: node.width(), h: node.height() }));
  const words = cy.edges("[text]").map((edge) => {
    const box = edge.boundingBox({ includeNodes: false, includeEdges: false, includeLabels: true });
    return { name: edge.data("text"), x: (box.x1 + box.x2) / 2, y: (box.y1 + box.y2) / 2, w: box.w - 8, h: box.h - 8 };
  });
  return { cards, words };
});

function overlaps(boxes) {
  return boxes.flatMap((a, place) => boxes.slice(place + 1).flatMap((b) =>
    Math.abs(a.x - b.x) < (a.w + b.w) / 2 - 2 && Math.abs(a.y - b.y) < (a.h + b.h) / 2 - 2 ? [`${a.name} and ${b.name}`] : []));
}

for (const [name, text] of Object.entries(samples)) {
  for (const [screen, viewport] of [["wide", { width: 1280, height: 800 }], ["phone", { width: 360, height: 740 }]]) {
    test(`${name}, ${screen}: the question is in the middle, and no label lies on another`, () => inProfile(async (page) => {
      await openNetwork(page, text);
      const { cards, words } = await boxesOf(page);
      const [question] = cards.filter(({ x, y }) => x === 0 && y === 0);
      assert.match(question.name, /\?$/);
      assert.deepEqual(overlaps([...cards, ...words]), []);
    }, { viewport }));
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
  for (const [screen, viewport] of [["wide", { width: 1280, height: 800 }], ["phone", { width: 360, height: 740 }]]) {
    test(`${name}, ${screen}: every word of the picture is legible, and the question is seen whole`, () => inProfile(async (page) => {
      await openNetwork(page, text);
      const { sizes, question, width, height } = await page.evaluate(() => {
        const canvas = document.querySelector(".stage .canvas");
        const { cy } = canvas._cyreg;
        const { x1, y1, x2, y2 } = cy.nodes(".question").renderedBoundingBox();
        const words = [...cy.nodes(), ...cy.edges("[text]")].map((one) => parseFloat(one.style("font-size")) * cy.zoom());
        return { sizes: words, question: [x1, y1, x2, y2], width: canvas.clientWidth, height: canvas.clientHeight };
      });
      assert.ok(Math.min(...sizes) >= 8.99, `${Math.min(...sizes)} pixels`);
      const [left, top, right, bottom] = question;
      assert.ok(left >= 0 && top >= 0 && right <= width && bottom <= height, String(question));
    }, { viewport }));
  }
}

for (const [name, text] of Object.entries(samples)) {
  test(`${name}: all of it is in sight on a phone, and no card lies under a button`, () => inProfile(async (page) => {
    await openNetwork(page, text);
    const outside = await page.evaluate(() => {
      const canvas = document.querySelector(".stage .canvas");
      const area = canvas.getBoundingClientRect();
      const buttons = document.querySelector(".stage-tools").getBoundingClientRect();
      return canvas._cyreg.cy.nodes().filter((node) => {
        const { x1, y1, x2, y2 } = node.renderedBoundingBox();
        const { x, y } = node.renderedPosition();
        const isUnder = area.x + x + node.renderedWidth() / 2 > buttons.left && area.y + y - node.renderedHeight() / 2 < buttons.bottom;
        return isUnder || x1 < 0 || y1 < 0 || x2 > canvas.clientWidth || y2 > canvas.clientHeight;
      }).map((node) => node.id());
    });
    assert.deepEqual(outside, []);
  }, { viewport: { width: 360, height: 740 } }));
}

test("relations are written on their lines", () => inProfile(async (page) => {
  await openNetwork(page, samples["tide-mill.json"]);
  const { words } = await boxesOf(page);
  const relations = new Set(words.map(({ name }) => name.replace(/[\u2066-\u2069]/g, "").replace("\n", " ")));
  assert.deepEqual([...relations].sort(), ["Key Finding", "Overlooked Angles", "closed", "depended on", "prevented", "replaced", "sheltered", "supplied"]);
}));

test("a finding that is chosen in the report is marked in the picture, and the other way round", () => inProfile(async (page) => {
  await openNetwork(page, samples["bees.txt"]);
  await page.getByRole("button", { name: "Honest Effort" }).click();
  const chosen = () => page.evaluate(() => document.querySelector(".stage .canvas")._cyreg.cy.$(".chosen").map((one) => one.id()));
  assert.deepEqual(await chosen(), ["Honest Effort"]);
  assert.equal(await page.locator(".detail h2").textContent(), "Honest Effort");
  await page.getByRole("button", { name: "Close", exact: true }).click();
  assert.deepEqual(await chosen(), []);
  const { x, y } = await placeOf(page, "Waggle Run");
  await page.mouse.click(x, y);
  assert.deepEqual(await chosen(), ["Waggle Run"]);
  assert.equal(await page.locator(".part.is-chosen h3").textContent(), "Waggle Run");
}));

test("a line that is chosen shows relation, passage and both ends", () => inProfile(async (page) => {
  await openNetwork(page, samples["tide-mill.json"]);
  const middle = await page.evaluate(() => {
    const canvas = document.querySelector(".stage .canvas");
    const cy = canvas._cyreg.cy;
    const { x, y } = cy.edges("[relation = 'prevented']").midpoint();
    const area = canvas.getBoundingClientRect();
    return { x: area.x + x * cy.zoom() + cy.pan().x, y: area.y + y * cy.zoom() + cy.pan().y };
  });
  await page.mouse.click(middle.x, middle.y);
  const detail = page.locator(".detail");
  assert.deepEqual(await detail.locator(".end").allTextContents(), ["Tide Mill", "Harbour Silting"]);
  assert.equal(await detail.locator(".relation em").textContent(), "prevented");
  assert.match(await detail.locator("blockquote").textContent(), /^While the wheel turned/);
  assert.match(await page.locator(".part.is-chosen").textContent(), /Tide Mill → Harbour Silting via prevented/);
}));

test("cards can be dragged, and the picture zoomed and fitted", () => inProfile(async (page) => {
  await openNetwork(page, samples["bees.txt"]);
  const before = await placeOf(page, "Waggle Run");
  await page.mouse.move(before.x, before.y);
  await page.mouse.down();
  await page.mouse.move(before.x + 60, before.y + 20, { steps: 5 });
  await page.mouse.up();
  const after = await placeOf(page, "Waggle Run");
  assert.ok(Math.abs(after.x - before.x - 60) < 8, `${after.x} after ${before.x}`);
  const zoom = () => page.evaluate(() => document.querySelector(".stage .canvas")._cyreg.cy.zoom());
  const first = await zoom();
  await page.getByRole("button", { name: "Zoom in" }).click();
  assert.ok((await zoom()) > first);
  await page.getByRole("button", { name: "Fit all" }).click();
  assert.ok(Math.abs((await zoom()) - first) < 0.3);
}));

test("the legend names the themes, brings one to the front, and leaves out relations; the rest opens with a hashtag of its own", () => inProfile(async (page) => {
  await openNetwork(page, samples["tide-mill.json"]);
  const whole = await hashtagOf(page);
  const legend = page.getByRole("group", { name: "Legend" });
  const theme = legend.getByRole("button", { name: /Coal Quay/ });
  await theme.click();
  assert.equal(await theme.getAttribute("aria-pressed"), "true");
  const dim = () => page.evaluate(() => document.querySelector(".stage .canvas")._cyreg.cy.nodes(".dim").length);
  assert.equal(await dim(), 5);
  await theme.click();
  assert.equal(await dim(), 0);
  await legend.getByText("Relations").click();
  await legend.getByRole("checkbox", { name: /supplied/ }).uncheck();
  const hidden = await page.evaluate(() => document.querySelector(".stage .canvas")._cyreg.cy.$(".hidden").map((one) => one.data("relation") ?? one.id()));
  assert.deepEqual(hidden.sort(), ["Ship's Biscuit", "supplied", "supplied"]);
  await tab(page, "Ask");
  await page.getByRole("button", { name: "Open what is shown" }).click();
  await page.waitForFunction((tag) => !document.querySelector(".report .tag").textContent.includes(tag), whole);
  await drawn(page);
  assert.match(await page.locator(".counts").textContent(), /3 key findings · 7 concepts · 9 relationships/);
}));

test("colours follow light and dark, and themes have letters too", () => inProfile(async (page) => {
  await openNetwork(page, samples["tide-mill.json"]);
  const colour = () => page.evaluate(() => document.querySelector(".stage .canvas")._cyreg.cy.getElementById("Tide Mill").style("background-color"));
  const light = await colour();
  await page.emulateMedia({ colorScheme: "dark" });
  await page.waitForFunction((before) => document.querySelector(".stage .canvas")._cyreg.cy.getElementById("Tide Mill").style("background-color") !== before, light);
  assert.deepEqual(await page.locator(".swatch").allTextContents(), ["A", "B", "C"]);
}));

test("the SVG has every label as text", () => inProfile(async (page, context) => {
  await openNetwork(page, samples["tide-mill.json"]);
  await tab(page, "Share");
  const { bytes, name } = await saved(page, "Save the picture as SVG");
  assert.match(name, /^[0-9A-Za-z]{11}\.svg$/);
  // Where no policy forbids to parse it.
  const viewer = await context.newPage();
  await viewer.goto(`data:image/svg+xml;base64,${bytes.toString("base64")}`);
  const words = await viewer.evaluate(() => [document.documentElement.localName, ...[...document.querySelectorAll("tspan")].map((one) => one.textContent.replace(/[\u2066-\u2069]/g, ""))]);
  assert.equal(words[0], "svg");
  for (const word of ["Tide Mill", "Night Baking", "supplied", "Overlooked Angles"]) assert.ok(words.includes(word), word);
}));

test("the SVG shows what is marked: what was chosen, what steps back, and connections as dotted lines", () => inProfile(async (page, context) => {
  await openNetwork(page, samples["bees.txt"]);
  const svg = async () => {
    await tab(page, "Share");
    const { bytes } = await saved(page, "Save the picture as SVG");
    const viewer = await context.newPage();
    await viewer.goto(`data:image/svg+xml;base64,${bytes.toString("base64")}`);
    const found = await viewer.evaluate(() => ({
      dotted: document.querySelectorAll("[stroke-dasharray='1 6']").length,
      pale: [...document.querySelectorAll("text[opacity]")].map((one) => one.textContent.replace(/[\u2066-\u2069]/g, "")),
      outlines: document.querySelectorAll("rect[fill=none][stroke-width='3']").length,
    }));
    await viewer.close();
    return found;
  };
  assert.deepEqual(await svg(), { dotted: 0, pale: [], outlines: 0 });
  await tab(page, "Ask");
  await page.getByRole("button", { name: "Find connections" }).click();
  await page.locator(".theme-name").first().waitFor();
  await tab(page, "Report");
  await page.getByRole("button", { name: "Honest Effort" }).click();
  const marked = await svg();
  assert.equal(marked.dotted, 1);
  assert.equal(marked.outlines, 1);
  assert.ok(marked.pale.includes("Waggle Run") && !marked.pale.includes("Honest Effort"), JSON.stringify(marked.pale));
}));
