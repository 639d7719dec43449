// Typed, pasted and dropped input, the messages about errors in it, and the address bar.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  address,
  addressOf,
  clash,
  compareWithFirst,
  drawn,
  drop,
  hashtagOf,
  inProfile,
  message,
  open,
  openNetwork,
  real,
  samples,
} from "./browser.mjs";

for (const [name, text] of Object.entries(samples)) {
  test(`${name}: pasted, recovered by hashtag and by question, opened by its link in a fresh profile`, async () => {
    let link;
    let hashtag;
    await inProfile(async (page) => {
      await openNetwork(page, text);
      hashtag = await hashtagOf(page);
      link = await addressOf(page);
      const question = await page.locator(".report .question").textContent();
      for (const typed of name === "bees.txt"
        ? [hashtag, `#${hashtag}`, question, question.toLowerCase(), link]
        : [hashtag, question]) {
        await page.goto("about:blank");
        await page.goto(address());
        await openNetwork(page, typed);
        assert.equal(await hashtagOf(page), hashtag);
        assert.equal(await addressOf(page), link);
      }
      await page.reload();
      await drawn(page);
      assert.equal(await hashtagOf(page), hashtag);
    });
    await inProfile(
      async (page) => {
        await drawn(page);
        assert.equal(await hashtagOf(page), hashtag);
      },
      { url: link },
    );
  });

  test(`${name}: dropped as a file`, () =>
    inProfile(async (page) => {
      await drop(page, { [name]: text });
      await drawn(page);
      assert.match(await hashtagOf(page), /^[0-9A-Za-z]{11}$/);
    }));
}

test("a real page of that kind: its hashtag alone after a reload, its full link in a fresh profile, its saved file", {
  skip: real === undefined && "it is not beside the repository",
}, async () => {
  let link;
  let hashtag;
  await inProfile(async (page) => {
    await openNetwork(page, real);
    hashtag = await hashtagOf(page);
    link = await addressOf(page);
    await page.goto("about:blank");
    await page.goto(`${address()}#${hashtag}`);
    await drawn(page);
    assert.equal(await hashtagOf(page), hashtag);
  });
  await inProfile(
    async (page) => {
      await drawn(page);
      assert.equal(await hashtagOf(page), hashtag);
    },
    { url: link },
  );
});

test("a report that is pasted opens at once, and so do the samples of the first page", () =>
  inProfile(async (page) => {
    await page.locator("#query").focus();
    await page.evaluate((text) => {
      const data = new DataTransfer();
      data.setData("text/plain", text);
      document.activeElement.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
      );
    }, samples["bees.txt"]);
    await drawn(page);
    const hashtag = await hashtagOf(page);
    await page.getByRole("link", { name: "home page" }).click();
    await page
      .getByRole("button", { name: /Dance in the Dark/ })
      .last()
      .click();
    await drawn(page);
    assert.equal(await hashtagOf(page), hashtag);
  }));

test("a hashtag that is nearly right is offered with its question, and nothing is chosen silently", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["bees.txt"]);
    const hashtag = await hashtagOf(page);
    const other = [...hashtag].map((c) => (c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase())).join("");
    await page.goto(`${address()}#`);
    await open(page, other);
    await message(page).getByText("other letter case").waitFor();
    assert.match(await message(page).textContent(), /How do honeybees/);
    assert.equal(await page.getByRole("listbox").count(), 0);
    await message(page)
      .getByRole("button", { name: /How do honeybees/ })
      .click();
    await drawn(page);
    assert.equal(await hashtagOf(page), hashtag);
  }));

test("two networks with one name are offered by title", () =>
  inProfile(async (page) => {
    await openNetwork(page, JSON.stringify({ question: "Which?", title: "The First" }));
    await openNetwork(page, JSON.stringify({ question: "Which?", title: "The Second" }));
    await open(page, "Which?");
    await message(page).getByText("Which one?").waitFor();
    const titles = await message(page).locator(".offer-title").allTextContents();
    assert.deepEqual(titles.sort(), ["The First", "The Second"]);
    await message(page)
      .getByRole("button", { name: /The First/ })
      .click();
    await page.waitForFunction(() => document.title.startsWith("The First"));
  }));

test("two networks with one hashtag are offered by title, and their links open each", () =>
  inProfile(async (page) => {
    const links = new Map();
    for (const report of clash) {
      await openNetwork(page, report);
      links.set(await page.title(), await addressOf(page));
    }
    const [one, other] = [...links.keys()];
    assert.notEqual(one, other);
    await open(page, await hashtagOf(page));
    await message(page).getByText("Which one?").waitFor();
    assert.equal(await message(page).locator(".offer-title").count(), 2);
    for (const [title, link] of links) {
      await page.goto("about:blank");
      await page.goto(link);
      await page.waitForFunction((title) => document.title === title, title);
    }
  }));

test("stored questions are offered while one types, for keyboard and mouse", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["bees.txt"]);
    await openNetwork(page, samples["tram.txt"]);
    const query = page.locator("#query");
    await query.pressSequentially("honeyb");
    await page.getByRole("option", { name: /How do honeybees/ }).waitFor();
    await query.press("ArrowDown");
    assert.equal(
      await page.getByRole("option", { selected: true }).getAttribute("id"),
      await query.getAttribute("aria-activedescendant"),
    );
    await query.press("Enter");
    await page.waitForFunction(() => document.title.startsWith("How Does a Dance"));
    await query.pressSequentially("cities trams");
    await page.getByRole("option", { name: /Why do some cities/ }).click();
    await page.waitForFunction(() => document.title.startsWith("What Did the Rails"));
  }));

test("what is typed while a network is being opened is offered, without what was typed before", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["bees.txt"]);
    await openNetwork(page, samples["tram.txt"]);
    const query = page.locator("#query");
    await query.pressSequentially("honeyb");
    // The first is what the arrow goes to; those for a part of the word may come in another order.
    await page
      .getByRole("option")
      .first()
      .filter({ hasText: /How do honeybees/ })
      .waitFor();
    await query.press("ArrowDown");
    await query.press("Enter");
    await query.pressSequentially("cities trams");
    await page.getByRole("option", { name: /Why do some cities/ }).waitFor();
    assert.equal(await query.inputValue(), "cities trams");
    await page.waitForFunction(() => document.title.startsWith("How Does a Dance"));
  }));

for (const [what, text, said] of [
  ["a hashtag of nothing", "00000000000", /Nothing found/],
  ["a question of nothing", "Why is it so?", /Nothing found/],
  ["a damaged link", "https://example.org/#6l8y2xAx64u.a0123456789", /cannot be opened/],
  ["JSON that is no network", '{"question": 1}', /cannot be opened/],
  ["a report without findings' names", "Semantic Network\nnothing of the kind", /cannot be opened/],
]) {
  test(`${what} is told, and what was open stays`, () =>
    inProfile(async (page) => {
      await openNetwork(page, samples["tram.txt"]);
      await open(page, text);
      await message(page).waitFor();
      assert.match(await message(page).textContent(), said);
      assert.match(await page.title(), /What Did the Rails Know/);
    }));
}

test("a link whose end is missing is told when the page opens with it", async () => {
  let link;
  await inProfile(async (page) => {
    await openNetwork(page, samples["bees.txt"]);
    link = await addressOf(page);
  });
  await inProfile(
    async (page) => {
      await message(page).waitFor();
      assert.match(await message(page).textContent(), /cannot be opened/);
      assert.equal(
        await page.getByRole("heading", { level: 1 }).textContent(),
        "A question, what answers it, and how it all hangs together – in one link.",
      );
    },
    { url: link.slice(0, -20) },
  );
});

test("back and forward show what the address bar says", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["bees.txt"]);
    await openNetwork(page, samples["tram.txt"]);
    await page.goBack();
    await page.waitForFunction(() => document.title.startsWith("How Does a Dance"));
    await page.goBack();
    await page.getByRole("heading", { name: "A question, what answers it" }).waitFor();
    await page.goForward();
    await page.goForward();
    await page.waitForFunction(() => document.title.startsWith("What Did the Rails"));
    await drawn(page);
  }));

test("a link that does not open, and a name of several or of nothing, leave the address of what is shown", () =>
  inProfile(async (page) => {
    for (const report of clash) await openNetwork(page, report);
    const several = await hashtagOf(page);
    await openNetwork(page, samples["tram.txt"]);
    const link = await addressOf(page);
    for (const [hash, said] of [
      ["#6l8y2xAx64u.a0123456789", /cannot be opened/],
      ["#00000000000", /Nothing found/],
      [`#${several}`, /Which one/],
    ]) {
      await page.evaluate((hash) => (location.hash = hash), hash);
      await message(page).getByText(said).waitFor();
      await page.waitForFunction((link) => location.href === link, link);
      assert.match(await page.title(), /What Did the Rails Know/);
    }
    await page.reload();
    await drawn(page);
    assert.match(await page.title(), /What Did the Rails Know/);
  }));

test("several files are opened one after the other, and what is wrong with each can be read", () =>
  inProfile(async (page) => {
    // They go by themselves after some seconds.
    await page.evaluate(() => {
      globalThis.told_ = [];
      const add = (changes) =>
        changes.forEach(({ addedNodes }) => addedNodes.forEach((line) => globalThis.told_.push(line.textContent)));
      new MutationObserver(add).observe(document.querySelector(".notices"), { childList: true });
    });
    await drop(page, {
      "one.json": '{"question": 1}',
      "bees.txt": samples["bees.txt"],
      "other.txt": "Semantic Network\nnothing of the kind",
      "tram.txt": samples["tram.txt"],
    });
    await page.waitForFunction(() => document.title.startsWith("What Did the Rails"));
    await drawn(page);
    const told = await message(page).allTextContents();
    assert.equal(told.length, 2);
    assert.match(told[0], /The file “one\.json” cannot be opened/);
    assert.match(told[1], /The file “other\.txt” cannot be opened/);
    assert.deepEqual(await page.evaluate(() => globalThis.told_), [
      "Opened: How Does a Dance in the Dark Become a Map?",
      "Opened: What Did the Rails Know?",
    ]);
    // The next network starts with a fresh view.
    await openNetwork(page, samples["bees.txt"]);
    assert.equal(await message(page).count(), 0);
  }));

for (const [what, bytes] of [
  [
    "Windows-1252",
    Buffer.from(
      "Semantic Network\n\nInteractive semantic network: What is a caf\u00e9?\n\nQ&A Report\n\nThe Caf\u00e9\n",
      "latin1",
    ),
  ],
]) {
  test(`a report in ${what} is refused with what to do, and does not become another network`, () =>
    inProfile(async (page) => {
      await drop(page, { "report.txt": bytes });
      await message(page).waitFor();
      const told = await message(page).textContent();
      assert.match(told, /The file “report\.txt” cannot be opened/);
      assert.match(told, /line 3, column 44:/i);
      assert.match(told, /not UTF-8/);
      assert.match(told, /save the file as UTF-8/);
      assert.equal(await page.locator(".desk").count(), 0);
    }));
}

test("a report in UTF-16 is the network of the same report in UTF-8", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["bees.txt"]);
    const hashtag = await hashtagOf(page);
    await openNetwork(page, samples["tram.txt"]);
    await drop(page, {
      "report.txt": Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(samples["bees.txt"], "utf16le")]),
    });
    await page.waitForFunction(() => document.title.startsWith("How Does a Dance"));
    assert.equal(await hashtagOf(page), hashtag);
  }));

test("a question that begins with # and has dots is a question, and no damaged link", () =>
  inProfile(async (page) => {
    await openNetwork(page, samples["tram.txt"]);
    await open(page, "#1 Why did the U.S. tear them out?");
    await message(page)
      .getByText(/Nothing found for/)
      .waitFor();
  }));

test("what ends is ended: no picture goes on behind another", () =>
  inProfile(
    async (page) => {
      await page.evaluate(() => {
        globalThis.pictures_ = new Set();
        new MutationObserver(() => {
          for (const { picture } of document.querySelectorAll("semantic-network"))
            if (picture) globalThis.pictures_.add(picture);
        }).observe(document.body, { subtree: true, childList: true });
      });
      const alive = () => page.evaluate(() => [...globalThis.pictures_].filter((one) => !one.isEnded).length);
      const listening = () => page.evaluate(() => globalThis.listening_);
      await openNetwork(page, samples["bees.txt"]);
      const before = await listening();
      await openNetwork(page, samples["tram.txt"]);
      await openNetwork(page, samples["tide-mill.json"]);
      assert.equal(await alive(), 1);
      assert.equal(await listening(), before);
      await compareWithFirst(page);
      await page.locator(".comparison").waitFor();
      await page.waitForFunction(() =>
        [...document.querySelectorAll(".comparison semantic-network")].every(
          (one) => one.picture?.scene.cards.length > 0,
        ),
      );
      assert.equal(await alive(), 2);
      await page.getByRole("button", { name: "Back" }).click();
      await drawn(page);
      assert.equal(await alive(), 1);
      assert.equal(await listening(), before);
      await page.getByRole("link", { name: "home page" }).click();
      await page.getByRole("heading", { name: "A question, what answers it" }).waitFor();
      // The first page draws its samples; nothing of the last network continues.
      const lost = () =>
        page.evaluate(() => {
          const shown = new Set([...document.querySelectorAll("semantic-network")].map((one) => one.picture));
          return [...globalThis.pictures_].filter((one) => !one.isEnded && !shown.has(one)).length;
        });
      assert.equal(await lost(), 0);
    },
    {
      prepare: (context) =>
        context.addInitScript(() => {
          globalThis.listening_ = 0;
          for (const [name, step] of [
            ["addEventListener", 1],
            ["removeEventListener", -1],
          ]) {
            const method = MediaQueryList.prototype[name];
            MediaQueryList.prototype[name] = function (...given) {
              globalThis.listening_ += step;
              return method.apply(this, given);
            };
          }
        }),
    },
  ));
