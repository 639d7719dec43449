// What comes late: an answer of the engine, a layout or an opened network never takes the place of what somebody did since.

import assert from "node:assert/strict";
import { test } from "node:test";
import { withModel } from "../set-model.mjs";
import {
  address,
  ask,
  chosenIn,
  compareWithFirst,
  drawn,
  drop,
  dropSources,
  front,
  hashtagOf,
  inProfile,
  leavesOut,
  marked,
  message,
  open,
  openNetwork,
  samples,
  seen,
} from "./browser.mjs";
import { tree } from "./networks.mjs";

/** Lets a test hold calls to the worker, by the names of their methods. */
const prepare = (context) =>
  context.addInitScript(() => {
    const { postMessage } = Worker.prototype;
    // Those that the name of the window lists are held from the beginning.
    const held = new Map(window.name.split(" ").map((name) => [name, []]));
    globalThis.held_ = held;
    Worker.prototype.postMessage = function (message, ...rest) {
      const send = () => postMessage.call(this, message, ...rest);
      const answered = () =>
        new Promise((resolve) => {
          const listen = ({ data }) => {
            if (data.id !== message.id) return;
            this.removeEventListener("message", listen);
            // What waits for the answer comes first.
            setTimeout(resolve);
          };
          this.addEventListener("message", listen);
          send();
        });
      if (held.has(message.name)) held.get(message.name).push(answered);
      else send();
    };
  });

/** Holds the calls of a method from now on. */
const hold = (page, name) => page.evaluate((one) => held_.set(one, []), name);

/** Waits until so many calls of a method are held. */
const asked = (page, name, count = 1) =>
  page.waitForFunction(([one, least]) => held_.get(one).length >= least, [name, count]);

/** Lets the calls of a method go on, and waits until their answers were taken. */
const release = (page, name) =>
  page.evaluate(async (one) => {
    const calls = held_.get(one);
    held_.delete(one);
    await Promise.all(calls.map((answered) => answered()));
  }, name);

const inMill = (name, use, options) =>
  test(name, () =>
    inProfile(
      async (page, context) => {
        await openNetwork(page, samples["tide-mill.json"]);
        await use(page, context);
      },
      { prepare, ...options },
    ),
  );

const choose = async (page, label) => {
  await open(page, label);
  await page.waitForFunction((name) => document.querySelector(".detail h2")?.textContent === name, label);
};

/** Opens a tool in the card of what is chosen. */
const tool = async (page, name) => {
  const tools = page.locator(".detail .edit");
  if ((await tools.getAttribute("open")) === null) await tools.locator("summary").click();
  await tools.getByRole("button", { name, exact: true }).click();
};

/** Waits for a network with another hashtag. */
const another = async (page, before) => {
  await page.waitForFunction((tag) => !document.querySelector(".report .tag")?.textContent.includes(tag), before);
  await drawn(page);
};

/** Forgets a network in the list. */
const forget = async (page, hashtag) => {
  await page.getByRole("button", { name: "Networks in this browser" }).click();
  const button = page.locator(".networks li").filter({ hasText: hashtag }).locator(".forget");
  await button.click();
  await button.click();
  await button.waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
};

/** What is in the field that has the focus. */
const written = (page) => page.evaluate(() => document.activeElement.value);

inMill("a verdict comes into the card without closing the form that somebody writes in", async (page) => {
  await dropSources(page, { "ledger.txt": "Bread was baked when the tide allowed it, not when the town slept.\n" });
  await page.locator(".verdicts li").first().waitFor();
  await choose(page, "Night Baking");
  await page.locator(".detail .relations button").filter({ hasText: "Ship's Biscuit" }).click();
  await page.locator(".detail .verdict").waitFor();
  await hold(page, "verdicts");
  const before = await hashtagOf(page);
  await tool(page, "Highlight");
  await another(page, before);
  await asked(page, "verdicts");
  assert.equal(await page.locator(".detail .verdict").count(), 0);
  await tool(page, "Edit relation");
  await page.keyboard.type(" and fed");
  await release(page, "verdicts");
  await page.locator(".detail .verdict").waitFor();
  await page.keyboard.type(" it");
  assert.equal(await written(page), "supplied and fed it");
});

/** What is chosen in all parts of the page: its card, the picture and the address. */
const chosen = async (page) => [
  await page.locator(".detail h2").textContent(),
  ...(await chosenIn(page)),
  await page.evaluate(() => new URLSearchParams(location.search).get("concept")),
];

test("what is chosen while the picture is laid out stays chosen, in all parts of the page", () =>
  inProfile(
    async (page) => {
      await hold(page, "settle");
      await open(page, samples["tide-mill.json"]);
      await asked(page, "settle");
      await page.locator(".part-name").filter({ hasText: "Night Baking" }).first().click();
      const tools = page.locator(".part-tools");
      await tools.locator("summary").click();
      await tools.getByRole("button", { name: "Edit text" }).click();
      await page.keyboard.type("Of late: ");
      await release(page, "settle");
      await drawn(page);
      await marked(page);
      await page.keyboard.type("yes");
      assert.match(await written(page), /Of late: yes/);
      assert.deepEqual(await chosen(page), ["Night Baking", "Night Baking", "Night Baking"]);
    },
    { prepare },
  ));

inMill("an answer that comes late leaves what was chosen since", async (page) => {
  await hold(page, "paths");
  await open(page, "path from Steam Mill to Ship's Biscuit");
  await asked(page, "paths");
  await choose(page, "Millpond Oysters");
  await tool(page, "Rename");
  await page.keyboard.type(" of old");
  await release(page, "paths");
  await page.locator(".paths .path").first().waitFor();
  assert.equal(await written(page), "Millpond Oysters of old");
  assert.deepEqual(await chosen(page), ["Millpond Oysters", "Millpond Oysters", "Millpond Oysters"]);
  // Nor does the answer come to the front when the legend makes it be found again.
  await page.locator(".filter summary").click();
  await page.getByRole("checkbox", { name: /sheltered/ }).uncheck();
  await page.getByText("switched off in the legend: sheltered").waitFor();
  await page.locator(".paths .path").first().waitFor();
  assert.equal(await page.evaluate(() => new URLSearchParams(location.search).get("path")), null);
});

inMill("an answer that was asked for during the first layout comes to the front after it", async (page) => {
  await page.locator(".filter summary").click();
  await page.getByRole("checkbox", { name: /sheltered/ }).uncheck();
  await page.evaluate(() => (window.name = "settle paths"));
  await page.reload();
  await asked(page, "settle");
  await open(page, "path from Steam Mill to Ship's Biscuit");
  await asked(page, "paths");
  await release(page, "settle");
  // The place of the address is there.
  await asked(page, "paths", 2);
  await release(page, "paths");
  await page.waitForFunction(() => new URLSearchParams(location.search).has("path"));
  assert.deepEqual(await front(page), ["Night Baking", "Ship's Biscuit", "Steam Mill", "Tide Mill"]);
});

inMill("of two choices the newer one stays, however long the older one takes", async (page) => {
  await openNetwork(page, samples["bees.txt"]);
  await ask(page, "Which texts share a theme?");
  await hold(page, "connection");
  await page.locator(".theme-name").first().click();
  await asked(page, "connection");
  await choose(page, "Waggle Run");
  await release(page, "connection");
  assert.deepEqual(await chosen(page), ["Waggle Run", "Waggle Run", "Waggle Run"]);
});

inMill("what was begun in a network ends when another version or network is shown", async (page) => {
  const place = () => page.evaluate(() => location.search);
  await hold(page, "paths");
  await open(page, "path from Steam Mill to Ship's Biscuit");
  await asked(page, "paths");
  await openNetwork(page, samples["bees.txt"]);
  await release(page, "paths");
  assert.equal(await place(), "");
  // A presentation takes its filter along as little.
  await page.locator(".filter summary").click();
  await page.locator(".filter input").first().uncheck();
  await page.getByRole("button", { name: "Present" }).click();
  await drop(page, { "tide-mill.json": samples["tide-mill.json"] });
  await page.waitForFunction(() => document.title.startsWith("A Harbour"));
  await drawn(page);
  assert.equal(await place(), "");
  // A version that is made before the picture of the one before it is there.
  await page.reload();
  await drawn(page);
  await hold(page, "settle");
  await open(page, samples["bees.txt"]);
  await page.waitForFunction(() => document.title.startsWith("How Does"));
  await page.locator(".part-name").filter({ hasText: "Noise as a Net" }).first().click();
  const tools = page.locator(".part-tools");
  await tools.locator("summary").click();
  await tools.getByRole("button", { name: "Rename" }).click();
  await page.keyboard.type("s");
  const before = await hashtagOf(page);
  await page.keyboard.press("Enter");
  await asked(page, "settle", 2);
  await release(page, "settle");
  await another(page, before);
  await page.waitForFunction(() => document.querySelector(".detail h2")?.textContent === "Noise as a Nets");
  assert.equal(await message(page).count(), 0);
});

test("of a large network, a place is drawn and marked only while it is still wanted", () =>
  inProfile(
    async (page) => {
      const around = (label) => page.locator(".stage-note").getByText(`around ${label}`).waitFor();
      const back = () => page.evaluate(() => history.back());
      await drop(page, { "tree.json": tree(10_100) });
      await drawn(page);
      for (const label of ["Concept 8000", "Concept 9000", "Concept 8000"]) {
        await choose(page, label);
        await around(label);
      }
      await choose(page, "Concept 1999");
      // Back to what has to be drawn, and by then nobody wants it.
      await back();
      await page.waitForFunction(() => document.querySelector(".detail h2").textContent === "Concept 8000");
      await hold(page, "view");
      await back();
      await asked(page, "view");
      await choose(page, "Concept 1999");
      await release(page, "view");
      await drawn(page);
      await around("Concept 8000");
      assert.deepEqual(await chosen(page), ["Concept 1999", "Concept 1999", "Concept 1999"]);
      // Something that is drawn is chosen while the rest is laid out.
      await hold(page, "settle");
      await open(page, "Concept 9000");
      await asked(page, "settle");
      await choose(page, "Concept 2249");
      await release(page, "settle");
      await drawn(page);
      assert.deepEqual(await chosen(page), ["Concept 2249", "Concept 2249", "Concept 2249"]);
      // Relations that are left out on the way to another place are left out there.
      await page.locator(".filter summary").click();
      const box = page.getByLabel(/^part of/);
      await hold(page, "view");
      await page.evaluate(() => history.back());
      await asked(page, "view");
      await box.uncheck();
      await release(page, "view");
      await around("Concept 8000");
      await drawn(page);
      await page.waitForFunction(() => document.querySelector(".detail h2")?.textContent === "Concept 1999");
      assert.equal(
        await page.evaluate(() => location.search),
        "?concept=Concept+1999&around=Concept+8000&hide=part+of",
      );
      assert.equal(await box.isChecked(), false);
      // Around something else all are drawn, also where there are as many concepts.
      await choose(page, "Concept 9000");
      await around("Concept 9000");
      await drawn(page);
      assert.equal((await seen(page)).lines.filter(({ isHidden }) => isHidden).length, 0);
      // A link that leads to what has to be drawn first is not changed, so that Back leads away from it.
      await page.evaluate(() => history.replaceState(null, "", `?concept=Concept+7000${location.hash}`));
      await page.reload();
      await around("Concept 7000");
      await page.waitForFunction(() => document.querySelector(".detail h2")?.textContent === "Concept 7000");
      assert.equal(await page.evaluate(() => location.search), "?concept=Concept+7000");
    },
    { prepare },
  ));

inMill("a form stays open while its edit is made, and what is written meanwhile stays", async (page) => {
  await choose(page, "Tide Mill");
  await tool(page, "Rename");
  await hold(page, "edit");
  await page.getByLabel("Name", { exact: true }).fill("Steam Mill");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await asked(page, "edit");
  await page.keyboard.type(" of old");
  await release(page, "edit");
  await message(page).waitFor();
  assert.equal(await message(page).count(), 1);
  await choose(page, "Steam Mill");
  await choose(page, "Tide Mill");
  assert.equal(await page.getByLabel("Name", { exact: true }).inputValue(), "Steam Mill of old");
  // An edit that changes nothing closes its own form and no other.
  await page.getByLabel("Name", { exact: true }).fill("Tide Mill");
  await hold(page, "edit");
  await page.keyboard.press("Enter");
  await asked(page, "edit");
  await tool(page, "Edit text");
  await page.keyboard.type("Of late: ");
  await release(page, "edit");
  assert.match(await written(page), /Of late: /);
});

inMill("an edit is not lost to another one that is begun before it is made", async (page) => {
  const names = () => page.locator(".finding .part-name").allTextContents();
  const [first, second, third] = await names();
  await page.locator(".finding .part-name").nth(2).click();
  const tools = page.locator(".part-tools");
  await tools.locator("summary").click();
  await hold(page, "edit");
  await tools.getByRole("button", { name: "Move up" }).click();
  await tools.getByRole("button", { name: "Make it a plain concept" }).click();
  await page.getByText("The previous change is not finished.").waitFor();
  const before = await hashtagOf(page);
  await release(page, "edit");
  await another(page, before);
  assert.deepEqual(await names(), [first, third, second]);
});

inMill("Undo that is pressed twice undoes one step, and one that leads nowhere changes nothing", async (page) => {
  const versions = [await hashtagOf(page)];
  const undo = page.getByRole("button", { name: "Undo" });
  const redo = page.getByRole("button", { name: "Redo" });
  await choose(page, "Tide Mill");
  for (const name of ["Make it a plain concept", "Make it a key finding"]) {
    await tool(page, name);
    await another(page, versions.at(-1));
    versions.push(await hashtagOf(page));
  }
  await undo.click();
  await another(page, versions[2]);
  await hold(page, "openText");
  await undo.dblclick();
  await asked(page, "openText");
  await release(page, "openText");
  await another(page, versions[1]);
  assert.equal(await hashtagOf(page), versions[0]);
  await redo.click();
  await another(page, versions[0]);
  await redo.click();
  await another(page, versions[1]);
  assert.equal(await hashtagOf(page), versions[2]);
  // The version before it is forgotten: a draft stays with the one that stays.
  await choose(page, "Tide Mill");
  await tool(page, "Edit text");
  await page.keyboard.type("Of late: ");
  await choose(page, "Steam Mill");
  await forget(page, versions[1]);
  await undo.click();
  await message(page).getByText("Nothing").waitFor();
  await choose(page, "Millpond Oysters");
  await page.getByRole("button", { name: "Draft: Edit text" }).click();
  assert.match(await page.locator(".detail").getByLabel("Text").inputValue(), /Of late: /);
});

inMill("a draft that is written while Undo leads nowhere is not hidden by an older one", async (page) => {
  const first = await hashtagOf(page);
  await choose(page, "Tide Mill");
  await tool(page, "Make it a plain concept");
  await another(page, first);
  await forget(page, first);
  await choose(page, "Steam Mill");
  await tool(page, "Edit text");
  const text = page.locator(".detail").getByLabel("Text");
  await text.fill("An older draft.");
  await hold(page, "openText");
  await page.getByRole("button", { name: "Undo" }).click();
  await asked(page, "openText");
  await text.fill("A newer draft.");
  await release(page, "openText");
  await message(page).getByText("Nothing").waitFor();
  await choose(page, "Night Baking");
  await choose(page, "Steam Mill");
  assert.equal(await text.inputValue(), "A newer draft.");
});

inMill("Undo during an edit leaves the edit alone, and says so", async (page) => {
  const first = await hashtagOf(page);
  await choose(page, "Tide Mill");
  await tool(page, "Make it a plain concept");
  await another(page, first);
  const second = await hashtagOf(page);
  await hold(page, "edit");
  await choose(page, "Night Baking");
  await tool(page, "Make it a plain concept");
  await asked(page, "edit");
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("The previous change is not finished.").waitFor();
  await release(page, "edit");
  await another(page, second);
  assert.notEqual(await hashtagOf(page), first);
});

inMill("an edit that is made after Back to another network leaves the history as it is", async (page) => {
  await openNetwork(page, samples["bees.txt"]);
  const bees = await hashtagOf(page);
  await page.locator(".part-name").filter({ hasText: "Noise as a Net" }).first().click();
  await tool(page, "Edit text");
  await page.locator(".detail").getByLabel("Text").fill("A hum.");
  await hold(page, "edit");
  await hold(page, "openText");
  await page.locator(".detail").getByRole("button", { name: "Save" }).click();
  await asked(page, "edit");
  await page.evaluate(() => history.go(-2));
  await asked(page, "openText");
  await release(page, "edit");
  await release(page, "openText");
  await page.waitForFunction(() => document.title.startsWith("A Harbour"));
  await drawn(page);
  await page.evaluate(() => history.forward());
  await page.waitForFunction(() => document.title.startsWith("How Does"));
  await drawn(page);
  assert.equal(await hashtagOf(page), bees);
  // What was written is a draft.
  await choose(page, "Noise as a Net");
  assert.equal(await page.locator(".detail").getByLabel("Text").inputValue(), "A hum.");
});

inMill("Back leads from one network to a place in another, over several steps too", async (page) => {
  const mill = await hashtagOf(page);
  await choose(page, "Night Baking");
  const is = async (begin, label) => {
    await page.waitForFunction((words) => document.title.startsWith(words), begin);
    await drawn(page);
    await page.waitForFunction((name) => document.querySelector(".detail h2")?.textContent === name, label);
  };
  await openNetwork(page, samples["bees.txt"]);
  await page.locator(".part-name").filter({ hasText: "Noise as a Net" }).first().click();
  await is("How Does", "Noise as a Net");
  await page.evaluate(() => history.go(-2));
  await is("A Harbour", "Night Baking");
  assert.equal(await hashtagOf(page), mill);
  await page.evaluate(() => history.go(2));
  await is("How Does", "Noise as a Net");
  await page.goBack();
  await page.goBack();
  await is("A Harbour", "Night Baking");
  await page.evaluate(() => history.go(-1));
  await is("A Harbour", undefined);
});

inMill("relations that are left out during the first layout are left out of the picture", async (page) => {
  await page.evaluate(() => (window.name = "settle"));
  await page.reload();
  await asked(page, "settle");
  await page.locator(".filter summary").click();
  await page.getByLabel(/^supplied/).uncheck();
  await release(page, "settle");
  await drawn(page);
  await leavesOut(page);
  assert.equal(await page.evaluate(() => location.search), "?hide=supplied");
});

inMill("what was asked for last is shown, whatever comes later", async (page) => {
  const title = (words) => page.waitForFunction((begin) => document.title.startsWith(begin), words);
  const opening = page.locator("main[aria-busy]");
  // A version that comes first does not keep from the page what was asked for since.
  await choose(page, "Tide Mill");
  await hold(page, "edit");
  await hold(page, "openText");
  const before = await hashtagOf(page);
  await tool(page, "Make it a plain concept");
  await open(page, samples["bees.txt"]);
  await asked(page, "openText");
  await release(page, "edit");
  await another(page, before);
  await release(page, "openText");
  await title("How Does a Dance");
  // One that comes after it is not shown.
  await drawn(page);
  await page.locator(".part-name").filter({ hasText: "Noise as a Net" }).first().click();
  await hold(page, "edit");
  await tool(page, "Make it a plain concept");
  await openNetwork(page, samples["tide-mill.json"]);
  await release(page, "edit");
  await title("A Harbour Runs");
  // Files are given up that were dropped before it.
  await hold(page, "tableKinds");
  await drop(page, { "edges.csv": "source,target\nOne,Two\n", "nodes.csv": "id,label\nOne,First\n" });
  await asked(page, "tableKinds");
  await openNetwork(page, samples["bees.txt"]);
  await release(page, "tableKinds");
  assert.equal(await opening.count(), 0);
  // So is a name that was not found.
  await hold(page, "labels");
  await open(page, "Waggle Run");
  await asked(page, "labels");
  await openNetwork(page, samples["tide-mill.json"]);
  await release(page, "labels");
  assert.equal(await page.evaluate(() => location.search), "");
  assert.equal(await message(page).count(), 0);
});

test("the first page stays unchanged while something cannot be opened, and gives way to what is", () =>
  inProfile(
    async (page) => {
      await hold(page, "list");
      await open(page, "Xyzzyx");
      await message(page).getByText("nothing similar").waitFor();
      assert.equal(await page.evaluate(() => held_.get("list").length), 0);
      await release(page, "list");
      await openNetwork(page, samples["tide-mill.json"]);
      await hold(page, "list");
      await page.getByRole("link", { name: "home page" }).click();
      await asked(page, "list");
      await open(page, samples["bees.txt"]);
      await page.waitForFunction(() => document.title.startsWith("How Does"));
      await release(page, "list");
      await drawn(page);
    },
    { prepare },
  ));

inMill(
  "a comparison is shown while the address names it, and offers nothing of a network that is gone",
  async (page) => {
    const comparison = page.locator(".comparison");
    await openNetwork(page, samples["bees.txt"]);
    await compareWithFirst(page);
    await comparison.waitFor();
    await page.locator("#query").fill("tide");
    await page.getByRole("option").first().waitFor();
    assert.equal(await page.getByRole("option", { name: "in this network" }).count(), 0);
    await page.locator("#query").fill("");
    const compared = () => page.evaluate(() => new URLSearchParams(location.search).has("compare"));
    await hold(page, "openUnion");
    await page.getByRole("button", { name: "Combine both" }).click();
    await asked(page, "openUnion");
    await page.goBack();
    await drawn(page);
    await release(page, "openUnion");
    assert.ok((await page.title()).startsWith("How Does"));
    await hold(page, "compare");
    await page.evaluate(() => history.forward());
    await asked(page, "compare");
    await page.evaluate(() => history.back());
    await page.waitForFunction(() => !location.search.includes("compare"));
    await release(page, "compare");
    assert.deepEqual([await comparison.count(), await compared()], [0, false]);
  },
);

inMill("a short link leads to its place, and Back away from it", async (page) => {
  const hashtag = await hashtagOf(page);
  await page.goto("about:blank");
  await page.goto(`${address()}?concept=Night+Baking#${hashtag}`);
  await drawn(page);
  await page.waitForFunction(() => document.querySelector(".detail h2")?.textContent === "Night Baking");
  assert.match(await page.evaluate(() => location.href), /\?concept=Night\+Baking#.{60}/);
  await page.goBack();
  await page.waitForURL("about:blank");
});

/** The page with a model that always proposes these. */
const proposed = ["Tide Tables", "Night Baking"].map((label) => ({ label, text: "", passage: "" }));
const withAnswers = async (context) => {
  await prepare(context);
  await context.route(/:\d+\/(\?.*)?$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: withModel(await response.text(), "/v1/") });
  });
  const message = { role: "assistant", content: JSON.stringify(proposed) };
  await context.route("**/v1/chat/completions", (route) => route.fulfill({ json: { choices: [{ message }] } }));
};

inMill(
  "parts of a proposal are accepted one after the other, into the network that it is for",
  async (page) => {
    const proposal = page.locator(".proposal");
    const grow = async (label) => {
      await choose(page, label);
      await page.locator(".lenses summary").click();
      await page.locator(".lenses").getByRole("button", { name: "Concrete Instances" }).click();
    };
    // A proposal that was stopped does not come, however late that was.
    await hold(page, "growAnswer");
    await grow("Tide Mill");
    await asked(page, "growAnswer");
    await proposal.getByRole("button", { name: "Stop" }).click();
    await release(page, "growAnswer");
    assert.equal(await proposal.isVisible(), false);
    await grow("Tide Mill");
    await proposal.locator(".proposed li").nth(1).waitFor();
    await hold(page, "openChanged");
    for (const { label } of proposed) await proposal.getByRole("button", { name: `Accept ${label}` }).click();
    await asked(page, "openChanged");
    await release(page, "openChanged");
    await proposal.waitFor({ state: "hidden" });
    await drawn(page);
    const made = (await seen(page)).lines.map(({ ends }) => ends.join());
    assert.ok(made.includes("Tide Mill,Tide Tables"), made);
    await page.locator(".history summary").click();
    assert.equal(await page.locator(".history li").count(), 2);
    // With another network, what is left of a proposal goes.
    await grow("Steam Mill");
    await proposal.locator(".proposed li").first().waitFor();
    await openNetwork(page, samples["bees.txt"]);
    await page.getByRole("tab", { name: "Ask" }).click();
    assert.equal(await proposal.isVisible(), false);
  },
  { prepare: withAnswers },
);
