// What can be asked: neighbours, paths, patterns, words, thematic connections, and differences.

import assert from "node:assert/strict";
import { test } from "node:test";
import { drawn, front, hashtagOf, inProfile, inWorker, openNetwork, samples, seen, tab } from "./browser.mjs";

const asking = (name, use) =>
  test(name, () =>
    inProfile(async (page) => {
      await openNetwork(page, samples["tide-mill.json"]);
      await tab(page, "Ask");
      await use(page);
    }),
  );

const section = (page, name) =>
  page
    .locator("section")
    .filter({ has: page.getByRole("heading", { name, exact: true }) })
    .last();

asking("neighbours by relation, steps and direction", async (page) => {
  const near = section(page, "Neighbours");
  await page.getByLabel("Concept", { exact: true }).fill("tide mill");
  await page.getByLabel("Direction").selectOption("outgoing");
  await near.getByRole("button", { name: "Find neighbours" }).click();
  await near.locator(".chip").first().waitFor();
  assert.deepEqual(await near.locator(".chip").allTextContents(), [
    "Harbour Silting",
    "Millpond Oysters",
    "Night Baking",
  ]);
  // The concept itself is in front too, however it was written.
  const shown = await front(page);
  assert.deepEqual(shown, ["Harbour Silting", "Millpond Oysters", "Night Baking", "Tide Mill"]);
  await page.getByLabel("Relation", { exact: true }).selectOption("supplied");
  await page.getByLabel("Steps").fill("2");
  await near.getByRole("button", { name: "Find neighbours" }).click();
  await near.getByText("2 steps away").waitFor();
  assert.deepEqual(await near.locator(".chip").allTextContents(), ["Night Baking", "Ship's Biscuit"]);
  const before = await hashtagOf(page);
  await near.getByRole("button", { name: "Open as a network" }).click();
  await page.waitForFunction((tag) => !document.querySelector(".report .tag").textContent.includes(tag), before);
  await drawn(page);
});

asking("a concept that is not there is told, with what is close", async (page) => {
  await page.getByLabel("Concept", { exact: true }).fill("Tide Mil");
  await page.getByLabel("Concept", { exact: true }).press("Escape");
  await page.getByRole("button", { name: "Find neighbours" }).click();
  await page.getByText(/did you mean "Tide Mill"/).waitFor();
});

asking("paths as sentences, with their passages", async (page) => {
  await page.getByLabel("From", { exact: true }).fill("Steam Mill");
  await page.getByLabel("To", { exact: true }).pressSequentially("biscuit");
  await page.getByRole("option", { name: "Ship's Biscuit" }).click();
  await page.getByRole("button", { name: "Find paths" }).click();
  const path = page.locator(".path").first();
  await path.waitFor();
  const words = (await path.locator("p").textContent()).replace(/\s+/g, " ");
  assert.equal(
    words.replace(" Show", ""),
    "Steam Mill —replaced→ Tide Mill —supplied→ Night Baking —supplied→ Ship's Biscuit",
  );
  assert.match(await path.locator("blockquote").textContent(), /^Of every ten sacks/);
  const dim = await front(page);
  assert.deepEqual(dim, ["Night Baking", "Ship's Biscuit", "Steam Mill", "Tide Mill"]);
});

asking("a pattern selects rows, and a wrong one is told", async (page) => {
  await page.getByLabel("Pattern").fill('?who via supplied+ "Ship\'s Biscuit"');
  await page.getByRole("button", { name: "Select" }).click();
  await page.locator("td").first().waitFor();
  assert.deepEqual(await page.locator("td").allTextContents(), ["Night Baking", "Tide Mill"]);
  await page.getByLabel("Pattern").fill("?who via");
  await page.getByRole("button", { name: "Select" }).click();
  await page.locator(".wrong").waitFor();
});

asking("a search finds words in labels, texts and passages, marked in their sentences", async (page) => {
  const found = section(page, "Search in this network");
  await page.getByLabel("Words").fill("dredging");
  await found.getByRole("button", { name: "Search", exact: true }).click();
  await found.locator("mark").first().waitFor();
  assert.equal(await found.locator("mark").first().textContent(), "dredged");
  await found.getByRole("button", { name: /dredged/ }).click();
  assert.equal(await page.locator(".detail .relation em").textContent(), "prevented");
  await page.getByLabel("Words").fill("elephant");
  await found.getByRole("button", { name: "Search", exact: true }).click();
  await found.getByText("No text has these words").waitFor();
});

test("thematic connections are drawn at once, with their evidence, and open as a network", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["bees.txt"]);
    const before = await hashtagOf(page);
    const { shared } = await seen(page);
    assert.deepEqual(
      shared.map(({ ends, isShown }) => [...ends, isShown]),
      [["Waggle Run", "Noise as a Net", true]],
    );
    assert.match(shared[0].rows.join(" "), /flower/);
    await tab(page, "Ask");
    await page.getByRole("button", { name: "Find connections" }).click();
    await page.locator(".theme-name").first().waitFor();
    await page.locator(".theme-name").first().click();
    assert.match(await page.locator(".detail").textContent(), /Both say: .*flower/);
    assert.equal(await page.locator(".detail blockquote").count(), 2);
    assert.ok((await page.locator(".detail mark").count()) >= 2);
    await page.getByRole("button", { name: "Open with these connections" }).click();
    await page.waitForFunction((tag) => !document.querySelector(".report .tag").textContent.includes(tag), before);
    await drawn(page);
    assert.ok((await seen(page)).lines.some(({ rows }) => rows.join(" ") === "Shared Theme"));
  }));

test("two networks side by side: what is gone, new and changed", () =>
  inProfile(async (page) => {
    const tide = JSON.parse(samples["tide-mill.json"]);
    await openNetwork(page, JSON.stringify(tide));
    const [first, second, third] = tide.findings;
    const findings = [
      { ...first, text: "A dam across the inlet." },
      second,
      third,
      { label: "Moon Clock", text: "It told the tide." },
    ];
    const relationships = tide.relationships.filter(
      ({ target, source }) => ![target, source].includes("Ship's Biscuit"),
    );
    await openNetwork(
      page,
      JSON.stringify({
        ...tide,
        title: "Another",
        findings,
        relationships,
        highlights: [],
        concepts: tide.concepts.slice(1),
      }),
    );
    await tab(page, "Ask");
    await page.getByRole("button", { name: "Show both side by side" }).click();
    await page.locator(".changes li").first().waitFor();
    const changes = await page.locator(".changes").textContent();
    for (const word of [/Ship's Biscuit/, /Moon Clock/, /Tide Mill/, /title/]) assert.match(changes, word);
    await page.waitForFunction(() =>
      document
        .querySelectorAll(".comparison semantic-network")[1]
        .picture.report()
        .cards.some(({ mark }) => mark === "new"),
    );
    const marks = async (place) =>
      ["gone", "new", "changed"].map(async (wanted) =>
        (await seen(page, place)).cards
          .filter(({ mark }) => mark === wanted)
          .map(({ label }) => label)
          .sort(),
      );
    const [before, after] = [await Promise.all(await marks(0)), await Promise.all(await marks(1))];
    assert.deepEqual(before[0], ["Ship's Biscuit"]);
    assert.deepEqual(after[1], ["Moon Clock"]);
    assert.ok(after[2].includes("Tide Mill"));
    await page.getByRole("button", { name: "Back" }).click();
    await drawn(page);
  }));

asking(
  "relations that the legend leaves out do not count for paths and neighbours, and the page says so",
  async (page) => {
    const way = section(page, "Paths");
    const find = async () => {
      await page.getByRole("button", { name: "Find paths" }).click();
      await way.locator(".path, .answer > p").first().waitFor();
      return (await way.locator(".path p").first().textContent()).replace(/\s+/g, " ").replace(" Show", "");
    };
    await page.getByLabel("From", { exact: true }).fill("Night Baking");
    await page.getByLabel("To", { exact: true }).fill("Millpond Oysters");
    assert.match(await way.locator("form .quiet").textContent(), /^All relations count/);
    assert.match(await find(), /^Night Baking ←(supplied|Key Finding)— .* Millpond Oysters$/);
    await page.getByRole("group", { name: "Legend" }).getByText("Relations").click();
    for (const name of [/supplied/, /Key Finding/]) await page.getByRole("checkbox", { name }).uncheck();
    assert.match(await way.locator("form .quiet").textContent(), /leaves out: .*supplied/);
    await page.getByRole("button", { name: "Find paths" }).click();
    await way.getByText("No path leads from one to the other.").waitFor();
    const near = section(page, "Neighbours");
    await page.getByLabel("Concept", { exact: true }).fill("Night Baking");
    await page.getByRole("button", { name: "Find neighbours" }).click();
    await near.getByText("Nothing is related to it so.").waitFor();
    await page.getByRole("checkbox", { name: /supplied/ }).check();
    assert.match(await find(), /^Night Baking ←supplied— Tide Mill —sheltered→ Millpond Oysters$/);
  },
);

test("a search for paths that its budget ended says that there may be one", async () => {
  for (const [budget, said] of [
    [2, /No path was found as far as the search went/],
    [12, /there may be more/],
  ]) {
    await inProfile(
      async (page) => {
        await openNetwork(page, samples["tide-mill.json"]);
        await tab(page, "Ask");
        const way = section(page, "Paths");
        await page.getByLabel("From", { exact: true }).fill("Steam Mill");
        await page.getByLabel("To", { exact: true }).fill("Ship's Biscuit");
        await page.getByRole("button", { name: "Find paths" }).click();
        await way.getByText(said).waitFor();
        assert.doesNotMatch(await way.textContent(), /No path leads/);
      },
      {
        prepare: inWorker((script) => {
          // The budget as it is written in `asking.ts`, or as it comes out of the build.
          const changed = script.replace(/\b(?:2e6|2_?000_?000)\b/g, String(budget));
          assert.notEqual(changed, script);
          return changed;
        }),
      },
    );
  }
});
