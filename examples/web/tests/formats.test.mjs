// Files of other tools: opened by drop and by paste, with what was skipped or guessed, and saved.

import assert from "node:assert/strict";
import { test } from "node:test";
import { drawn, drop, hashtagOf, inProfile, message, openNetwork, samples, saved, seen, share } from "./browser.mjs";

const labels = async (page) => (await seen(page)).cards.map(({ label }) => label);

/** Pastes into what has the focus, or into the page; resolves to whether the page has left it to the browser. */
const paste = (page, text, files = {}) =>
  page.evaluate(
    ([pasted, all]) => {
      const data = new DataTransfer();
      if (pasted !== "") data.setData("text/plain", pasted);
      for (const [name, content] of Object.entries(all)) data.items.add(new File([content], name));
      return (document.activeElement ?? document.body).dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
      );
    },
    [text, files],
  );

/** Chromium refuses the eleventh file that one page saves in a few seconds. */
const MOST_SAVED = 8;

test("all formats are saved, and those that can be read open again, with what they do not hold stated", async () => {
  let hashtag = "";
  let names = [];
  const files = new Map();
  do {
    await inProfile(async (page) => {
      await openNetwork(page, samples["tide-mill.json"]);
      hashtag = await hashtagOf(page);
      await share(page);
      const format = page.getByLabel("Format");
      await format.waitFor();
      names = await format.locator("option").evaluateAll((all) => all.map(({ value }) => value));
      // Each has a name for people.
      const shown = await format.locator("option").allTextContents();
      assert.deepEqual(
        shown.filter((one) => !/^[A-Z].* \(\..+\)$/.test(one)),
        [],
      );
      for (const name of names.slice(files.size, files.size + MOST_SAVED)) {
        await format.selectOption(name);
        files.set(name, await saved(page, "Save in this format"));
        await page
          .locator(".share-formats [role=status]")
          .filter({ hasText: /Contains the whole|Does not contain/ })
          .waitFor();
      }
    });
  } while (files.size < names.length);
  assert.ok(names.includes("graphml") && names.includes("gexf") && names.includes("csv") && names.length > 10);
  assert.match(files.get("graphml").name, /\.graphml$/);
  await inProfile(async (page) => {
    await openNetwork(page, samples["bees.txt"]);
    for (const name of ["graphml", "gexf", "jsonld"]) {
      const file = files.get(name);
      await drop(page, { [file.name]: file.bytes });
      await page.waitForFunction(() => document.title.startsWith("A Harbour"));
      await drawn(page);
      assert.equal(await hashtagOf(page), hashtag, name);
      await openNetwork(page, samples["bees.txt"]);
    }
  });
});

test("what is pasted anywhere is opened: text of another tool, and files", () =>
  inProfile(async (page) => {
    const graphml = `<?xml version="1.0"?><graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="directed"><node id="a"/><node id="b"/><edge id="e1" source="a" target="b"/></graph></graphml>`;
    await paste(page, graphml);
    await drawn(page);
    assert.match(await message(page).textContent(), /Read as GraphML/);
    assert.deepEqual((await labels(page)).slice(1), ["a", "b"]);
    await page.locator("#query").focus();
    await paste(page, "", { "trades.csv": "source,target,relation\nMill,Baker,supplies\n" });
    await page.waitForFunction(() => document.title.startsWith("trades"));
    await drawn(page);
    assert.ok((await labels(page)).includes("Baker"));
    // In a field of the page, text is text.
    await page.getByRole("button", { name: "Add a concept" }).click();
    await page.getByLabel("Name", { exact: true }).focus();
    assert.ok(await paste(page, "source,target\nx,y\n"), "the field takes it");
    assert.match(await page.title(), /^trades/);
  }));

test("a folder of notes that is dropped becomes a network, with its name for the question", () =>
  inProfile(async (page) => {
    await page.evaluate(() => {
      const file = (name, text) => ({ name, isDirectory: false, file: (take) => take(new File([text], name)) });
      const folder = (name, entries) => ({
        name,
        isDirectory: true,
        createReader: () => ({ readEntries: (take) => take(entries.splice(0, 2)) }),
      });
      const root = folder("Bee-notes", [
        file("Sun Compass.md", "Bees see where the sun is."),
        file("picture.png", "not a note"),
        folder("Dance", [file("Waggle Run.md", "aimed by:: [[Sun Compass]]")]),
        folder(".git", [file("hidden.md", "hidden")]),
      ]);
      const event = new DragEvent("drop", { bubbles: true, cancelable: true });
      Object.defineProperty(event, "dataTransfer", {
        value: { items: [{ webkitGetAsEntry: () => root }], files: [], getData: () => "" },
      });
      document.body.dispatchEvent(event);
    });
    await drawn(page);
    assert.match(await message(page).textContent(), /folder of 2 notes.*Bee notes\?/s);
    assert.deepEqual((await labels(page)).sort(), ["Bee notes?", "Sun Compass", "Waggle Run"]);
  }));

test("a text in no known format is refused with the names that people have for formats", () =>
  inProfile(async (page) => {
    await drop(page, { "diary.txt": "Rain again.\nNothing grew." });
    const told = await message(page).textContent();
    assert.match(
      told,
      /The file “diary\.txt” cannot be opened.*looks like text that begins "Rain again\."\. Reports, JSON, GraphML/s,
    );
  }));

test("a file that is not text is not looked up as a question", () =>
  inProfile(async (page) => {
    await drop(page, { "archive.zip": "PK\x03\x04 nothing" });
    assert.match(await message(page).textContent(), /archive\.zip” cannot be opened.*looks like a ZIP archive/s);
  }));

test("a list of edges and the list of its nodes that are dropped together become one network", () =>
  inProfile(async (page) => {
    const edges = "Source,Target,Label\n1,2,makes\n1,3,visits\n";
    const nodes = "Id,Label,Colour\n1,Bee,brown\n2,Honey,gold\n3,Flower,red\n4,Wax,white\n";
    for (const files of [
      { "bee-edges.csv": edges, "bee-nodes.csv": nodes },
      { "nodes.tsv": nodes.replaceAll(",", "\t"), "bee-edges.csv": edges },
    ]) {
      await drop(page, files);
      await page.waitForFunction(() => document.title.startsWith("bee edges?"));
      await drawn(page);
      assert.deepEqual((await labels(page)).sort(), ["Bee", "Flower", "Honey", "Wax", "bee edges?"]);
      assert.equal(await message(page).count(), 1);
      assert.match(await message(page).textContent(), /Read as CSV.*labels come from .*nodes\.[ct]sv.*bee edges\?/s);
      await openNetwork(page, samples["bees.txt"]);
    }
    await drop(page, {
      "films.csv": "id:ID(Film),title\n1,The Matrix\n",
      "people.csv": "id:ID(Person),name\n1,Keanu\n2,Carrie-Anne\n",
      "acted-in.csv": ":START_ID(Person),:TYPE,:END_ID(Film)\n1,ACTED_IN,1\n2,ACTED_IN,1\n",
    });
    await page.waitForFunction(() => document.title.startsWith("acted in?"));
    await drawn(page);
    assert.deepEqual((await labels(page)).sort(), ["Carrie-Anne", "Keanu", "The Matrix", "acted in?"]);
    assert.match(await message(page).textContent(), /labels come from films\.csv and people\.csv/);
    await openNetwork(page, samples["bees.txt"]);
    // A list of nodes alone is not a network; and what came with it is opened as before.
    await drop(page, { "nodes.csv": nodes });
    await message(page).filter({ hasText: "list of nodes without relationships" }).waitFor();
    await drop(page, { "nodes.csv": nodes, "bees.txt": samples["tram.txt"] });
    await page.waitForFunction(() => document.title.startsWith("What Did the Rails Know?"));
    await message(page).filter({ hasText: "nodes.csv" }).waitFor();
    await drop(page, {
      "nodes.csv": Buffer.from([0x49, 0x64, 0x2c, 0x4c, 0x61, 0x62, 0x65, 0x6c, 10, 0xff, 10]),
      "e.csv": edges,
    });
    await message(page).filter({ hasText: "nodes.csv is not UTF-8" }).waitFor();
  }));
