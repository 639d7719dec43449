// Semantic zoom: at each zoom the question, the hubs and the names of themes can be read, more names come as there is room, and
// themes have a ground of their colour.

import assert from "node:assert/strict";
import { test } from "node:test";
import { drawn, drop, inProfile, seen } from "./browser.mjs";
import { tree } from "./networks.mjs";

/** The smallest letters that count as legible, in pixels: of the question, of names of themes, and of concepts. */
const [QUESTION, THEME, CONCEPT] = [11, 13, 8];
const STEP = 1.6;
/** Reading from the canvas is what is tested. */
const ALLOWED = { allowed: /willReadFrequently/ };

/** Zooms, waits for the next picture, and gives what can be read in it. */
async function zoomBy(page, factor) {
  await page.evaluate(async (by) => {
    const { picture } = document.querySelector(".stage semantic-network");
    if (by !== 1) picture.zoom(by);
    // A large picture is moved as an image at first, and drawn again when it rests.
    await new Promise((resolve) => setTimeout(resolve, 250));
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  }, factor);
  const found = await seen(page);
  const { width, height, zoom } = found;
  const cards = found.cards.filter(({ screen: { x, y } }) => x > 20 && y > 20 && x < width - 20 && y < height - 20);
  const written = new Map(found.written.filter(({ kind }) => kind !== "theme").map((one) => [one.text, one.size]));
  const degrees = await page.evaluate(() =>
    Object.fromEntries(
      document.querySelector(".stage semantic-network").picture.scene.cards.map(({ label, degree }) => [label, degree]),
    ),
  );
  const sizeOf = ({ label, fontSize, kind }) => {
    const least = kind === "question" ? QUESTION : CONCEPT;
    return fontSize * zoom >= least ? fontSize * zoom : (written.get(label) ?? 0);
  };
  return { ...found, cards, degreeOf: ({ label }) => degrees[label], sizeOf };
}

const share = (some, all) => (all.length === 0 ? 1 : some.length / all.length);

for (const count of [60, 200, 2_400])
  test(`of ${count} concepts the question, hubs and themes can be read at every zoom`, () =>
    inProfile(async (page) => {
      await drop(page, { "tree.json": tree(count) });
      await drawn(page, 240_000);
      let before = 0;
      for (let step = 0; step < 9; step++) {
        const { cards, written, themes, zoom, sizeOf, degreeOf } = await zoomBy(page, step === 0 ? 1 : STEP);
        const at = `at ${zoom.toFixed(3)}`;
        const question = cards.find(({ kind }) => kind === "question");
        if (question) assert.ok(sizeOf(question) >= QUESTION, `the question ${at}: ${sizeOf(question)} pixels`);
        const others = cards.filter(({ kind }) => kind !== "question");
        const isRead = (card) => sizeOf(card) >= CONCEPT;
        const hubs = others.toSorted((a, b) => degreeOf(b) - degreeOf(a)).slice(0, 8);
        if (hubs.length > 3) assert.ok(share(hubs.filter(isRead), hubs) >= 0.5, `hubs ${at}: ${hubs.map(sizeOf)}`);
        // The nearer, the more of what is seen has its name.
        const read = share(others.filter(isRead), others);
        if (others.length > 10) assert.ok(read >= before * 0.75, `${read} of the names ${at}, after ${before}`);
        before = read;
        if (zoom > 0.75) assert.equal(read, 1, at);
        // Important ones come first.
        const mean = (all) => all.reduce((sum, card) => sum + degreeOf(card), 0) / Math.max(1, all.length);
        const [named, unnamed] = [others.filter(isRead), others.filter((card) => !isRead(card))];
        if (unnamed.length > named.length)
          assert.ok(mean(named) >= mean(unnamed), `${mean(named)} and ${mean(unnamed)} ${at}`);
        for (const [place, one] of written.entries()) {
          if (one.kind === "theme") assert.ok(one.size >= THEME);
          for (const other of written.slice(place + 1)) {
            const [wide, high] = [(one.width + other.width) / 2, (one.height + other.height) / 2];
            const isApart = Math.abs(one.x - other.x) >= wide || Math.abs(one.y - other.y) >= high;
            assert.ok(isApart, `${one.text} lies on ${other.text} ${at}`);
          }
        }
        if (step > 0) continue;
        const names = themes.filter((name) => !["Smaller themes", "On their own"].includes(name));
        const shown = written.filter(({ kind }) => kind === "theme").map(({ text }) => text);
        assert.ok(shown.length >= names.length * 0.75, `${shown.length} of ${names.length} themes are named`);
        assert.deepEqual(await page.evaluate(missingGrounds, names.length), []);
      }
    }, ALLOWED));

/** The numbers of the themes whose ground is nowhere on the canvas. */
function missingGrounds(count) {
  const element = document.querySelector(".stage semantic-network");
  const canvas = element.shadowRoot.querySelector("canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const colours = new Map();
  for (let at = 0; at < data.length; at += 4) {
    const colour = (data[at] << 16) | (data[at + 1] << 8) | data[at + 2];
    colours.set(colour, (colours.get(colour) ?? 0) + 1);
  }
  const one = new OffscreenCanvas(1, 1).getContext("2d");
  return element.picture
    .report()
    .palette.themes.slice(0, count)
    .flatMap(({ tint }, theme) => {
      one.fillStyle = tint;
      one.fillRect(0, 0, 1, 1);
      const [r, g, b] = one.getImageData(0, 0, 1, 1).data;
      return (colours.get((r << 16) | (g << 8) | b) ?? 0) >= 100 ? [] : [theme];
    });
}

test("no name is cut at the edge of the view", () =>
  inProfile(
    async (page) => {
      await drop(page, { "tree.json": tree(600) });
      await drawn(page, 240_000);
      const { written, width } = await zoomBy(page, 1);
      const names = written.filter(({ kind }) => kind !== "question");
      assert.ok(names.length > 10);
      for (const { text, x, width: wide } of names)
        assert.ok(x - wide / 2 >= 0 && x + wide / 2 <= width, `${text} at ${x}, ${wide} wide`);
    },
    { viewport: { width: 360, height: 740 }, ...ALLOWED },
  ));
