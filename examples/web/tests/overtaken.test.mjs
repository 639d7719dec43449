// What comes late: an answer of the engine, a layout or an opened network never takes the place of what somebody did since.

import assert from "node:assert/strict";
import { test } from "node:test";
import { drawn, dropSources, hashtagOf, inProfile, open, openNetwork, samples } from "./browser.mjs";

/** Lets a test hold calls to the worker, by the names of their methods. */
const prepare = (context) =>
  context.addInitScript(() => {
    const { postMessage } = Worker.prototype;
    const held = new Map();
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
