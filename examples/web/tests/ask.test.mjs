// The panel Ask: questions about the selection, their answers, patterns, and differences.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ask,
  chosenIn,
  compareWithFirst,
  drawn,
  front,
  hashtagOf,
  holding,
  inProfile,
  inWorker,
  message,
  open,
  openNetwork,
  release,
  samples,
  seen,
  tab,
} from "./browser.mjs";

const asking = (name, use) =>
  test(name, () =>
    inProfile(async (page) => {
      await openNetwork(page, samples["tide-mill.json"]);
      await use(page);
    }),
  );

const answer = (page) => page.locator(".answer-section");
const questions = (page) => page.locator(".questions button").allTextContents();

/** Waits for another network than that of the hashtag. */
const another = async (page, hashtag) => {
  await page.waitForFunction((tag) => !document.querySelector(".report .tag").textContent.includes(tag), hashtag);
  await drawn(page);
};

asking("questions are about what is chosen: the network, a concept, a relationship", async (page) => {
  await tab(page, "Ask");
  assert.equal(await page.locator(".ask h2").first().textContent(), "About this network");
  assert.ok((await questions(page)).includes("Which texts share a theme?"));
  assert.equal(await page.locator(".ask form:visible, .ask input:visible").count(), 0, "no form is to be filled in");
  await open(page, "tide mill");
  await page.waitForFunction(() => document.querySelector(".ask h2").textContent === "Tide Mill");
  const about = await questions(page);
  for (const wanted of ["What is related to Tide Mill?", "Tide Mill – supplied → ?", "? – replaced → Tide Mill"])
    assert.ok(about.includes(wanted), `${wanted} in ${about}`);
  await page.locator(".questions").getByRole("button", { name: "Tide Mill – supplied → ?" }).click();
  await answer(page).locator(".chip").first().waitFor();
  assert.deepEqual(await answer(page).locator(".chip").allTextContents(), ["Night Baking"]);
  await page.locator(".detail .relations button").filter({ hasText: "replaced" }).click();
  await page.waitForFunction(
    () => document.querySelector(".ask h2").textContent === "Steam Mill – replaced – Tide Mill",
  );
  await page.locator(".questions").getByRole("button", { name: "All of “replaced”" }).click();
  await page.locator(".answer td").first().waitFor();
  assert.deepEqual(await page.locator(".answer td").allTextContents(), ["Steam Mill", "Tide Mill"]);
  await page.locator(".answer .chip").first().click();
  assert.deepEqual(await chosenIn(page), ["Steam Mill"]);
  // The answer stays while something else is chosen.
  assert.equal(await page.locator(".answer td").count(), 2);
});

asking("neighbours by relation, steps and direction", async (page) => {
  await open(page, "neighbours of tide mill");
  await page.getByLabel("Direction").selectOption("outgoing");
  await page.waitForFunction(() => document.querySelectorAll(".answer .chip").length === 3);
  assert.deepEqual(await page.locator(".answer .chip").allTextContents(), [
    "Harbour Silting",
    "Millpond Oysters",
    "Night Baking",
  ]);
  // The concept itself is in front too, however it was written.
  assert.deepEqual(await front(page), ["Harbour Silting", "Millpond Oysters", "Night Baking", "Tide Mill"]);
  await page.getByLabel("Relation", { exact: true }).selectOption("supplied");
  await page.getByLabel("Steps").fill("2");
  await page.getByLabel("Steps").press("Tab");
  await answer(page).getByText("2 steps away").waitFor();
  assert.deepEqual(await page.locator(".answer .chip").allTextContents(), ["Night Baking", "Ship's Biscuit"]);
  const before = await hashtagOf(page);
  await answer(page).getByRole("button", { name: "Open as a network" }).click();
  await another(page, before);
});

asking("paths as sentences, with their passages, from the card of a concept too", async (page) => {
  await open(page, "steam mill");
  await page.locator(".detail").getByRole("button", { name: "Path from here" }).click();
  assert.equal(await page.locator("#query").inputValue(), "path from Steam Mill to ");
  await page.locator("#query").pressSequentially("biscuit");
  await page.getByRole("option", { name: "Path from Steam Mill to Ship's Biscuit" }).click();
  const path = page.locator(".path").first();
  await path.waitFor();
  const words = (await path.locator("p").textContent()).replace(/\s+/g, " ");
  assert.equal(
    words.replace(" Show", ""),
    "Steam Mill —replaced→ Tide Mill —supplied→ Night Baking —supplied→ Ship's Biscuit",
  );
  assert.match(await path.locator("blockquote").textContent(), /^Of every ten sacks/);
  assert.deepEqual(await front(page), ["Night Baking", "Ship's Biscuit", "Steam Mill", "Tide Mill"]);
});

asking("a pattern selects rows, and a mistake in one is told", async (page) => {
  await tab(page, "Ask");
  await page.locator(".patterns summary").click();
  await page.getByLabel("Pattern").fill('?who via supplied+ "Ship\'s Biscuit"');
  await page.getByRole("button", { name: "Select" }).click();
  await page.locator("td").first().waitFor();
  assert.deepEqual(await page.locator("td").allTextContents(), ["Night Baking", "Tide Mill"]);
  await page.getByLabel("Pattern").fill("?who via");
  await page.getByRole("button", { name: "Select" }).click();
  await page.locator(".wrong").waitFor();
});

asking("all places with words are found in labels, texts and passages, marked in their sentences", async (page) => {
  await page.locator("#query").pressSequentially("dredging");
  await page.getByRole("option", { name: "All matches for “dredging”" }).click();
  const found = answer(page);
  await found.locator("mark").first().waitFor();
  assert.equal(await found.locator("mark").first().textContent(), "dredged");
  await found.getByRole("button", { name: /dredged/ }).click();
  assert.equal(await page.locator(".detail .relation em").textContent(), "prevented");
  await open(page, "elephant");
  await message(page).getByText("Nothing found").waitFor();
});

asking("in an answer the question is called so, however long it is", async (page) => {
  await open(page, "tide mill");
  await page.locator(".detail").waitFor();
  await ask(page, "How does the question lead to Tide Mill?");
  await page.locator(".paths .path").first().waitFor();
  assert.equal(await page.locator(".answer-title").textContent(), "Path from the question to Tide Mill");
  assert.equal(await page.locator(".paths .chip").first().textContent(), "the question");
});

asking("an answer that is about nothing in the picture leaves nothing at its front", async (page) => {
  await open(page, "path from Steam Mill to Night Baking");
  await page.locator(".paths .path").first().waitFor();
  assert.equal((await front(page)).length, 3);
  await ask(page, "Which concepts may be the same?");
  await answer(page).getByText("No two concepts look the same.").waitFor();
  assert.equal((await front(page)).length, (await seen(page)).cards.length);
});

asking("what holds it together, what stands out, and what may be the same", async (page) => {
  await ask(page, "Which concepts hold it together?");
  await page.locator(".answer .chip").first().waitFor();
  assert.equal(await page.locator(".answer .chip").first().textContent(), "Tide Mill");
  await ask(page, "Which relationship stands out?");
  await answer(page).locator("p").filter({ hasText: "passage" }).waitFor();
  await answer(page).getByRole("button", { name: "Show", exact: true }).click();
  await page.locator(".detail .relation").waitFor();
  await openNetwork(
    page,
    JSON.stringify({ question: "Which?", title: "Twice", concepts: [{ label: "E-mail" }, { label: "email" }] }),
  );
  const before = await hashtagOf(page);
  await ask(page, "Which concepts may be the same?");
  await answer(page)
    .getByRole("button", { name: /^Make them one/ })
    .click();
  await another(page, before);
  await page.waitForFunction(
    () =>
      document
        .querySelector(".stage semantic-network")
        .picture.report()
        .cards.filter(({ label }) => /mail/.test(label)).length === 1,
  );
});

test("thematic connections are drawn immediately, with their evidence, and open as a network", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["bees.txt"]);
    const before = await hashtagOf(page);
    const { shared } = await seen(page);
    assert.deepEqual(
      shared.map(({ ends, isShown }) => [...ends, isShown]),
      [["Waggle Run", "Noise as a Net", true]],
    );
    assert.match(shared[0].rows.join(" "), /flower/);
    await ask(page, "Which texts share a theme?");
    await page.locator(".theme-name").first().waitFor();
    assert.deepEqual(await front(page), ["Noise as a Net", "Waggle Run"]);
    await page.locator(".theme-name").first().click();
    await page.locator(".detail blockquote").first().waitFor();
    assert.match(await page.locator(".detail").textContent(), /Shared words: .*flower/);
    assert.equal(await page.locator(".detail blockquote").count(), 2);
    assert.ok((await page.locator(".detail mark").count()) >= 2);
    await page.getByRole("button", { name: "Open with these connections" }).click();
    await another(page, before);
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
    await compareWithFirst(page);
    await page.locator(".changes li").first().waitFor();
    const changes = await page.locator(".changes").textContent();
    for (const word of [/Ship's Biscuit/, /Moon Clock/, /Tide Mill/, /title/]) assert.match(changes, word);
    await page.waitForFunction(() =>
      [...document.querySelectorAll(".comparison semantic-network")].every(({ picture }) =>
        picture?.report().cards.some(({ mark }) => mark !== undefined),
      ),
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

asking("relations that the legend leaves out take no part in answers, and the answer states them", async (page) => {
  const words = async () =>
    (await page.locator(".path p").first().textContent()).replace(/\s+/g, " ").replace(" Show", "");
  await open(page, "path from Night Baking to Millpond Oysters");
  await page.locator(".path").first().waitFor();
  assert.match(await words(), /^Night Baking ←(supplied|Key Finding)— .* Millpond Oysters$/);
  await page.getByRole("group", { name: "Legend" }).getByText("Relations").click();
  // The same question gives the same answer again.
  for (const name of [/supplied/, /Key Finding/]) await page.getByRole("checkbox", { name }).uncheck();
  await answer(page).getByText("No path connects these two concepts.").waitFor();
  assert.match(await answer(page).textContent(), /switched off in the legend: .*supplied/);
  await open(page, "neighbours of Night Baking");
  await answer(page).getByText("Nothing is related to it in this way.").waitFor();
  await page.getByRole("checkbox", { name: /supplied/ }).check();
  await page.locator(".answer .chip").first().waitFor();
  await open(page, "path from Night Baking to Millpond Oysters");
  await page.locator(".path").first().waitFor();
  assert.match(await words(), /^Night Baking ←supplied— Tide Mill —sheltered→ Millpond Oysters$/);
});

test("a search for paths that its budget ended says that there may be one", async () => {
  for (const [budget, said] of [
    [2, /No path was found so far/],
    [12, /there may be more/],
  ]) {
    await inProfile(
      async (page) => {
        await openNetwork(page, samples["tide-mill.json"]);
        await open(page, "path from Steam Mill to Ship's Biscuit");
        await answer(page).getByText(said).waitFor();
        assert.doesNotMatch(await answer(page).textContent(), /No path leads/);
      },
      {
        prepare: inWorker((script) => {
          // The budget as written in `asking.ts`, or as the build prints it.
          const changed = script.replace(/\b(?:2e6|2_?000_?000)\b/g, String(budget));
          assert.notEqual(changed, script);
          return changed;
        }),
      },
    );
  }
});

test("an answer that comes late takes neither the place nor the front from a newer one", () =>
  inProfile(
    async (page) => {
      await openNetwork(page, samples["tide-mill.json"]);
      await ask(page, "Which concepts hold it together?");
      await ask(page, "Which relationship stands out?");
      await page.locator(".answer").getByRole("button", { name: "Show", exact: true }).waitFor();
      const newer = await front(page);
      await release(page, "central");
      assert.deepEqual(await front(page), newer);
      assert.equal(await page.locator(".answer-title").textContent(), "Which relationship stands out?");
    },
    { prepare: holding("central") },
  ));
