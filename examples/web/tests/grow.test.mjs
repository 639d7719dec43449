// Growing a concept by a language model: only where one was set for the page, as a proposal, accepted part by part.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { withModel } from "../set-model.mjs";
import { findings } from "./axe.mjs";
import { ask, drawn, dropSources, hashtagOf, inProfile, open, openNetwork, samples, seen } from "./browser.mjs";

const PROPOSED = [
  {
    label: "Tide Tables",
    text: "Printed for every harbour of the coast.",
    passage: "The miller nailed the printed tide tables to his door in 1834.",
  },
  { label: "Night Baking", text: "", passage: "Bread was baked when the tide allowed it, not when the town slept." },
];
const LEDGER = `The ledger.\n${PROPOSED.map(({ passage }) => passage).join("\n")}\n`;

/** A server that speaks chat completions; `requests` are those that it received. */
let server;
let requests = [];
let answer;
before(async () => {
  server = createServer((request, response) => {
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("access-control-allow-headers", "content-type");
    if (request.method === "OPTIONS") return response.end();
    let body = "";
    request.on("data", (part) => (body += part));
    request.on("end", () => {
      requests.push({ url: request.url, headers: request.headers, body: JSON.parse(body) });
      answer(response);
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
});
after(() => server.close());

const origin = () => `http://127.0.0.1:${server.address().port}`;
const complete = (content) => (response) =>
  response.end(JSON.stringify({ choices: [{ message: { role: "assistant", content } }] }));

/** The page as its server has set it up, with this model. */
const withServer = (name) => async (context) => {
  requests = [];
  answer = complete(JSON.stringify(PROPOSED));
  await context.route(/:\d+\/(\?.*)?$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: withModel(await response.text(), `${origin()}/v1/`, name) });
  });
};

const grow = async (page) => {
  await open(page, "tide mill");
  await page.locator(".lenses summary").click();
  await page.locator(".lenses").getByRole("button", { name: "Concrete Instances" }).click();
};

const proposal = (page) => page.locator(".proposal");

test("a lens asks the model; what comes is a proposal with verdicts, accepted part by part", () =>
  inProfile(
    async (page) => {
      await openNetwork(page, samples["tide-mill.json"]);
      await dropSources(page, { "ledger.txt": LEDGER });
      await page.locator(".verdicts li").first().waitFor();
      const first = await hashtagOf(page);
      await grow(page);
      await proposal(page).locator(".proposed li").nth(1).waitFor();
      assert.deepEqual(await findings(page), []);
      assert.equal(requests.length, 1);
      const { url, headers, body } = requests[0];
      assert.equal(url, "/v1/chat/completions");
      assert.equal(headers.cookie ?? headers.authorization, undefined);
      assert.equal(body.model, "small-model");
      assert.equal(body.response_format.type, "json_schema");
      assert.match(JSON.stringify(body.messages), /Tide Mill/);
      // Nothing is part of the network yet.
      assert.equal(await hashtagOf(page), first);
      assert.match(
        await proposal(page).textContent(),
        /Tide Tables.*Printed for every harbour.*Exact.*ledger\.txt, line 2/s,
      );
      await proposal(page).getByRole("button", { name: "Accept Tide Tables" }).click();
      await page.waitForFunction((tag) => !document.querySelector(".report .tag").textContent.includes(tag), first);
      await drawn(page);
      const { lines } = await seen(page);
      assert.ok(lines.some(({ ends }) => ends.join() === "Tide Mill,Tide Tables"));
      assert.ok(
        !lines.some(({ ends, rows }) => ends.join() === "Tide Mill,Night Baking" && /Concrete/.test(rows.join(" "))),
      );
      // The rest of the proposal stays, for the version that came of it.
      assert.equal(await proposal(page).locator(".proposed li").count(), 1);
      const second = await hashtagOf(page);
      await proposal(page).getByRole("button", { name: "Dismiss Night Baking" }).click();
      assert.equal(await proposal(page).isVisible(), false);
      assert.equal(await hashtagOf(page), second);
      await page.getByRole("button", { name: "Undo" }).click();
      await page.waitForFunction((tag) => document.querySelector(".report .tag").textContent.includes(tag), first);
    },
    { prepare: withServer("small-model"), requests: () => origin() },
  ));

test("a passage that no source has is refused, and a server that fails is told", () =>
  inProfile(
    async (page) => {
      await openNetwork(page, samples["tide-mill.json"]);
      await dropSources(page, { "ledger.txt": LEDGER });
      await page.locator(".verdicts li").first().waitFor();
      answer = complete(
        JSON.stringify([...PROPOSED, { label: "Ghosts", text: "", passage: "The mill was haunted by the drowned." }]),
      );
      await grow(page);
      await proposal(page)
        .getByText(/^Refused: 1 part/)
        .waitFor();
      assert.equal(await proposal(page).locator(".proposed li").count(), 2);
      assert.ok(requests.length > 1, "what was refused was asked again");
      answer = (response) => {
        response.statusCode = 503;
        response.end("no room");
      };
      await page.locator(".lenses").getByRole("button", { name: "Root Causes" }).click();
      await proposal(page)
        .getByText(/status 503: no room/)
        .waitFor();
      await proposal(page).getByRole("button", { name: "Close" }).click();
    },
    { prepare: withServer("small-model"), requests: () => origin(), allowed: /503/ },
  ));

test("the policy allows the model's origin and no other", () =>
  inProfile(
    async (page) => {
      const status = (url) =>
        page.evaluate(
          (to) =>
            fetch(to, { method: "POST", body: "{}" }).then(
              (one) => one.status,
              () => "refused",
            ),
          url,
        );
      assert.equal(await status(`${origin()}/v1/chat/completions`), 200);
      const other = createServer((_, response) => response.end("{}"));
      await new Promise((resolve) => other.listen(0, "127.0.0.1", resolve));
      try {
        assert.equal(await status(`http://127.0.0.1:${other.address().port}/`), "refused");
      } finally {
        other.close();
      }
    },
    {
      prepare: withServer(""),
      requests: () => origin(),
      allowed: /violates|a request to http:/,
    },
  ));

test("without a model nothing of it is visible, and a page that was set up is set back", () => {
  const page = readFileSync(new URL("../dist/index.html", import.meta.url), "utf8");
  const set = withModel(page, "https://model.example/v1", 'a "name"');
  assert.match(set, /connect-src 'self' https:\/\/model\.example;/);
  assert.match(set, /data-name="a &quot;name&quot;"/);
  assert.match(withModel(set, "https://other.example/v1"), /connect-src 'self' https:\/\/other\.example;/);
  assert.equal(withModel(set), page);
  assert.match(withModel(page, "/v1"), /connect-src 'self';/);
  for (const address of ["https://model.example'; script-src *", "javascript:0", "//model.example/", "https://a@b/"])
    assert.throws(() => withModel(page, address), /is not an address/);
  return inProfile(async (page) => {
    await openNetwork(page, samples["tide-mill.json"]);
    await open(page, "tide mill");
    await page.locator(".detail .edit").waitFor();
    assert.equal(await page.locator(".lenses").count(), 0);
    await ask(page, "What is related to Tide Mill?");
    assert.doesNotMatch(await page.locator("body").textContent(), /language model|Grow/);
  });
});
