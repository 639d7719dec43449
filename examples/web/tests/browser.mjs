// A headless Chromium of the system on the built page, served on this machine alone. Every error in a page is thrown
// at the end of the test.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { drawn, painted, samples, start } from "./chromium.mjs";

export { drawn, painted, samples };

/** Two networks that share a hashtag. */
export const clash = ["a.txt", "b.txt"].map((name) =>
  readFileSync(new URL(`../../../tests/clash/${name}`, import.meta.url), "utf8"),
);

/** A real page of this kind, if there is one next to the repository. */
const REAL = fileURLToPath(new URL("../../../../shared/reports/psychotherapy.txt", import.meta.url));
export const real = existsSync(REAL) ? readFileSync(REAL, "utf8") : undefined;

let running;

before(async () => {
  running = await start();
});

after(() => running?.stop());

export const address = () => running.address;

/**
 * Runs a test in a fresh profile: `use(page, context)`. Errors and warnings of the page, among them what a policy refused, and
 * requests to elsewhere make it fail; `allowed` says which errors are what the test is about, `requests` where else the page may
 * send some.
 */
export async function inProfile(use, { allowed, prepare, requests, url, hash = "", ...options } = {}) {
  const context = await running.browser.newContext({
    viewport: { width: 1280, height: 800 },
    acceptDownloads: true,
    serviceWorkers: "block",
    // The view jumps to its goal; motion is tested only by tests that ask for it.
    reducedMotion: "reduce",
    ...options,
  });
  const wrong = [];
  const isAllowed = (to) => to.startsWith(address()) || (requests !== undefined && to.startsWith(requests()));
  const watch = (page) => {
    page.on("pageerror", (error) => wrong.push(String(error)));
    page.on(
      "console",
      (message) =>
        ["error", "warning"].includes(message.type()) &&
        !/blocked by Playwright/.test(message.text()) &&
        wrong.push(message.text()),
    );
    page.on("dialog", (dialog) => {
      wrong.push(`a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on("request", (request) => {
      if (!/^(data|blob|file):/.test(request.url()) && !isAllowed(request.url()))
        wrong.push(`a request to ${request.url()}`);
    });
  };
  context.on("page", watch);
  try {
    await prepare?.(context);
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(url ?? address() + hash);
    await page.locator("#main > *").waitFor();
    await use(page, context);
    assert.deepEqual(
      wrong.filter((text) => !(allowed?.test(text) ?? false)),
      [],
    );
  } finally {
    await context.close();
  }
}

// A service worker would answer instead of the responses that a test changes, so it is off unless a test asks for it.

/** For `prepare`: changes the script of the page's worker before it starts. */
export const inWorker = (change) => (context) =>
  context.route(/\/worker-[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: change(await response.text()) });
  });

/**
 * For `prepare`: answers of the worker to these calls wait until the test releases them. A call has the name of its method; one
 * for suggestions, the text that they are for.
 */
export const holding =
  (...names) =>
  async (context) => {
    await context.addInitScript(() => {
      globalThis.Worker = class extends globalThis.Worker {
        constructor(...given) {
          super(...given);
          globalThis.worker_ = this;
        }
      };
    });
    await inWorker(
      (script) => `{
        const held = new Set(${JSON.stringify(names)});
        const post = globalThis.postMessage.bind(globalThis);
        const calls = new Map();
        let waiting = [];
        addEventListener("message", (event) => {
          const { id, name, given, hold, release } = event.data;
          if (hold === undefined && release === undefined) return calls.set(id, name === "suggestions" ? given[0] : name);
          event.stopImmediatePropagation();
          held.add(hold);
          held.delete(release);
          const all = waiting;
          waiting = [];
          for (const answer of all) globalThis.postMessage(answer);
          post({ waiting: waiting.length });
        });
        globalThis.postMessage = (answer) => (held.has(calls.get(answer.id)) ? waiting.push(answer) : post(answer));
      }
      ${script}`,
    )(context);
  };

/** Sends a message to the worker; when its answer is here, so are all that were sent before it. */
const tellWorker = (page, message) =>
  page.evaluate(
    (message) =>
      new Promise((done) => {
        const { worker_: worker } = globalThis;
        worker.addEventListener("message", function listen({ data: { waiting } }) {
          if (waiting === undefined) return;
          worker.removeEventListener("message", listen);
          done(waiting);
        });
        worker.postMessage(message);
      }),
    message,
  );

/** From now on answers to such calls wait; resolves to how many wait already. */
export const hold = (page, name) => tellWorker(page, { hold: name });

/** Resolves when the page has the answers to such calls; further ones do not wait. */
export const release = (page, name) => tellWorker(page, { release: name });

/** Puts a text into the query bar, as pasting does, and opens it. */
export async function open(page, text) {
  if (await page.locator("dialog[open]").count()) await page.keyboard.press("Escape");
  await page.locator("#query").fill(text);
  await page.locator("#query").press("Enter");
}

/** Opens a network and waits until it is drawn. */
export async function openNetwork(page, text) {
  const before = await page.title();
  await open(page, text);
  await page.waitForFunction((title) => document.title !== title, before);
  await drawn(page);
}

/** Drops files next to the network, as its sources. */
export const dropSources = (page, files) => drop(page, files, ".sources");

/** Drops files onto the page. */
export async function drop(page, files, onto = "body") {
  const transfer = await page.evaluateHandle(
    (all) => {
      const data = new DataTransfer();
      for (const [name, base64] of all)
        data.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
      return data;
    },
    Object.entries(files).map(([name, content]) => [name, Buffer.from(content).toString("base64")]),
  );
  await page.dispatchEvent(onto, "drop", { dataTransfer: transfer });
}

/** Waits for a network with another hashtag. */
export const changed = async (page, before) => {
  await page.waitForFunction(
    (tag) => document.querySelector(".report .tag")?.textContent.includes(tag) === false,
    before,
  );
  await drawn(page);
};

/** Makes the finding Night Baking of the tide mill a plain concept; gives the hashtag before it. */
export const makePlain = async (page) => {
  const before = await hashtagOf(page);
  await open(page, "Night Baking");
  await page.locator(".detail .edit summary").click();
  await page.locator(".detail").getByRole("button", { name: "Make it a plain concept" }).click();
  return before;
};

/** Waits until some concept is marked in the picture. */
export const marked = (page) =>
  page.waitForFunction(() =>
    document
      .querySelector(".stage semantic-network")
      .picture.report()
      .cards.some(({ isChosen }) => isChosen),
  );

/** Opens a tab, and first closes a dialog if one is open. */
export async function tab(page, name) {
  if (await page.locator("dialog[open]").count()) await page.keyboard.press("Escape");
  await page.getByRole("tab", { name }).click();
}

/** Opens the panel Ask and clicks a suggested question. */
export async function ask(page, name) {
  await tab(page, "Ask");
  await page.locator(".questions").getByRole("button", { name }).click();
}

/** Compares the open network with the first of the others that are here. */
export async function compareWithFirst(page) {
  await page.keyboard.press("Escape");
  await ask(page, "Compare with …");
  await page.locator(".others button").first().click();
}

/** Opens the ways out, once they are there. */
export async function share(page) {
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await page.locator(".share-rows").waitFor();
}

/** Waits until the picture leaves out lines. */
export const leavesOut = (page) =>
  page.waitForFunction(() =>
    document
      .querySelector(".stage semantic-network")
      .picture.report()
      .lines.some((line) => line.isHidden),
  );

export const hashtagOf = async (page) => (await page.locator(".report .tag").textContent()).replace("#", "");

export const message = (page) => page.locator(".message");

/** Clicks, and returns the file that the browser then saves. */
export async function saved(page, name) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
  return {
    name: download.suggestedFilename(),
    path: await download.path(),
    bytes: readFileSync(await download.path()),
  };
}

/** The address of the page now; that of Playwright's `page.url()` comes some time after a change. */
export const addressOf = (page) => page.evaluate(() => location.href);

/** Where a concept lies on the screen. */
export async function placeOf(page, label) {
  return page.evaluate((id) => {
    const network = document.querySelector(".stage semantic-network");
    const { x, y } = network.picture.report().cards.find((card) => card.label === id).screen;
    const area = network.getBoundingClientRect();
    return { x: area.x + x, y: area.y + y };
  }, label);
}

/** What the picture shows: cards, lines, thematic connections, names that are written, zoom and colours. */
export const seen = (page, place = 0) =>
  page.evaluate((at) => document.querySelectorAll("semantic-network")[at].picture.report(), place);

/** The labels that do not step back. */
export const front = async (page) =>
  (await seen(page)).cards
    .filter(({ isDim }) => !isDim)
    .map(({ label }) => label)
    .sort();

/** The selection: labels of concepts, or ends and relation of lines. */
export const chosenIn = async (page) => {
  const { cards, lines } = await seen(page);
  return [
    ...cards.filter(({ isChosen }) => isChosen).map(({ label }) => label),
    ...lines.filter(({ isChosen }) => isChosen).map(({ ends }) => ends.join(" → ")),
  ];
};
