// Nothing in a network can run, and no name, however it is written, breaks the page.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import {
  address,
  chosenIn,
  drawn,
  drop,
  hashtagOf,
  inProfile,
  message,
  open,
  openNetwork,
  saved,
  share,
  tab,
} from "./browser.mjs";

const BAD = [
  '<img src=x onerror="globalThis.ran = 1">',
  "</script><script>globalThis.ran = 1</script>",
  "</style><svg onload=globalThis.ran=1>",
  '"><iframe srcdoc="<script>parent.ran = 1</script>">',
  "javascript:globalThis.ran=1",
  "<!-- <script>",
  "]]><a href='javascript:globalThis.ran=1'>x</a>",
  "\u202Etxet desrever\u202E 1",
  "\u2066isolated \u2067 and never ended",
  "data(text) ${globalThis.ran = 1} {{constructor.constructor('globalThis.ran = 1')()}}",
];

/** A network in which every string is hostile. */
const hostile = JSON.stringify({
  question: `${BAD[0]} ?`,
  title: BAD[1],
  attributes: BAD.map((text, place) => ({ name: text, value: BAD[(place + 1) % BAD.length] })),
  findings: BAD.map((text, place) => ({
    label: `${text} ${place}`,
    text: BAD.join(" "),
    attributes: [{ name: BAD[0], value: BAD[1] }],
  })),
  relationships: BAD.map((text, place) => ({
    source: `${BAD[place]} ${place}`,
    relation: text,
    target: `${BAD[0]} 0`,
    passage: text,
  })),
  highlights: BAD.map((_, place) => place),
});

/** Visits all parts of the page: no script has run, and no string has become an element. */
async function lookAround(page) {
  await drawn(page);
  for (const part of await page.locator(".part-name").all()) await part.click();
  await tab(page, "Ask");
  for (const question of await page.locator(".questions button").all()) {
    await question.click();
    if (!(await page.locator(".answer-section").isVisible())) continue;
    await page.locator(".answer > *").first().waitFor();
  }
  await page.locator("#query").fill("onerror script");
  await page.getByRole("option").first().waitFor();
  await open(page, `path from ${BAD[0]} 0 to ${BAD[1]} 1`);
  await page.locator(".path").first().waitFor();
  await share(page);
  await page.locator(".share").waitFor();
  assert.equal(await page.evaluate(() => globalThis.ran), undefined);
  assert.equal(await page.locator("iframe, img:not(.share-card > img), svg[onload], a[href^='javascript']").count(), 0);
  assert.match(await page.locator(".report .report-title").textContent(), /<\/script><script>/);
}

test("hostile strings are shown as text, in the page, in the saved file and in the SVG", async () => {
  const folder = mkdtempSync(join(tmpdir(), "semnet-web-"));
  try {
    let html;
    await inProfile(async (page, context) => {
      await openNetwork(page, hostile);
      await lookAround(page);
      html = (await saved(page, "Save one HTML file")).bytes;
      const svg = (await saved(page, "Save the picture as SVG")).bytes;
      const viewer = await context.newPage();
      await viewer.goto(`data:image/svg+xml;base64,${svg.toString("base64")}`);
      assert.equal(await viewer.evaluate(() => document.documentElement.localName), "svg");
      assert.equal(
        await viewer.evaluate(() => document.querySelectorAll("script, iframe, img, a, foreignObject").length),
        0,
      );
    });
    const file = join(folder, "saved.html");
    writeFileSync(file, html);
    await inProfile(lookAround, { url: pathToFileURL(file).href });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("the page and the saved file have a policy that lets no other script run", async () => {
  await inProfile(
    async (page) => {
      const run = () =>
        page.evaluate(() => {
          const script = document.createElement("script");
          try {
            script.textContent = "globalThis.ran = 1";
          } catch (error) {
            return error.name;
          }
          document.body.append(script);
          return globalThis.ran;
        });
      assert.equal(await run(), "TypeError");
      const policy = await page.locator("meta[http-equiv]").getAttribute("content");
      for (const rule of [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
      ])
        assert.ok(policy.includes(rule), rule);
      await assert.rejects(
        page.evaluate(() => {
          document.body.innerHTML = "<p>";
        }),
        /TrustedHTML/,
      );
      await openNetwork(page, JSON.stringify({ question: "Safe?" }));
      await share(page);
      const html = (await saved(page, "Save one HTML file")).bytes.toString();
      assert.match(
        html,
        /script-src &#39;sha256-[A-Za-z0-9+/=]{44}&#39; &#39;wasm-unsafe-eval&#39;; style-src &#39;sha256-/,
      );
      assert.equal(html.match(/<script/g).length >= 2, true);
      assert.doesNotMatch(html.match(/http-equiv[^>]*/)[0], /unsafe-inline|unsafe-eval(?!&#39;)\b.*'unsafe-eval'/);
    },
    { allowed: /Trusted|Content Security Policy/ },
  );
});

test("a saved file that somebody changed is refused, and its script does not run", async () => {
  const folder = mkdtempSync(join(tmpdir(), "semnet-web-"));
  try {
    let html;
    await inProfile(async (page) => {
      await openNetwork(page, JSON.stringify({ question: "Changed?" }));
      await share(page);
      html = (await saved(page, "Save one HTML file")).bytes.toString();
    });
    const damaged = html.replace(/(id="semnet-network">[^<]{20})./, "$1!");
    await inProfile(async (page) => {
      await drop(page, { "saved.html": damaged });
      await message(page).waitFor();
    });
    const file = join(folder, "saved.html");
    writeFileSync(file, html.replace(/<\/body>(?=\s*<\/html>\s*$)/, "<script>globalThis.ran = 1</script></body>"));
    await inProfile(
      async (page) => {
        await drawn(page);
        assert.equal(await page.evaluate(() => globalThis.ran), undefined);
      },
      { url: pathToFileURL(file).href, allowed: /Content Security Policy/ },
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("hostile text in the query bar is told as text", () =>
  inProfile(async (page) => {
    for (const text of BAD) {
      await open(page, text);
      await message(page).waitFor();
      // Typed text has a separate direction, and does not reverse the page's words.
      const words = await message(page)
        .locator("strong")
        .evaluate((strong) => [...strong.childNodes].map((one) => [one.nodeName, one.textContent]));
      assert.ok(
        words.every(([name, text]) => name === "BDI" || !/[\u202A-\u202E\u2066-\u2069]/.test(text)),
        JSON.stringify(words),
      );
      await page.getByRole("button", { name: "Close this message" }).click();
    }
    await page.goto(`${address()}#${encodeURIComponent(BAD[0])}`);
    await message(page).waitFor();
    assert.equal(await page.evaluate(() => globalThis.ran), undefined);
  }));

const LONG = "Langwierig".repeat(30);
const names = {
  "right to left": ["כיצד רוקדות הדבורים?", "ריקוד (הדבורים) 1.", "نحل العسل، والرقص"],
  emoji: ["🐝🐝🐝 why?", "👩‍👩‍👧‍👦 family 🏳️‍🌈", "🌻"],
  "300 letters without a space": [`${LONG}?`, `${LONG}1`, `${LONG}2`],
  "300 letters in words": [
    `${"how many words ".repeat(20)}?`,
    "a label of very many words ".repeat(11),
    "語の境目のない長い見出し".repeat(25),
  ],
  "names of JavaScript": ["constructor", "__proto__", "toString"],
};

for (const [what, [question, one, other]] of Object.entries(names)) {
  for (const width of [1280, 360]) {
    test(`${what}, ${width} pixels wide: the page stays whole`, () =>
      inProfile(
        async (page) => {
          await openNetwork(
            page,
            JSON.stringify({
              question,
              title: one,
              findings: [{ label: one, text: other }],
              concepts: [{ label: other }],
              relationships: [{ source: one, relation: other, target: other, passage: one }],
              highlights: [0],
              attributes: [{ name: one, value: other }],
            }),
          );
          assert.match(await hashtagOf(page), /^[0-9A-Za-z]{11}$/);
          const wide = () =>
            page.evaluate(() => [
              document.documentElement.scrollWidth,
              innerWidth,
              ...[...document.querySelectorAll(".side, .detail, .message, .share")]
                .filter((one) => one.scrollWidth > one.clientWidth + 1)
                .map((one) => one.className),
            ]);
          if (width === 360) await tab(page, "Report");
          await page.locator(".part-name").first().click();
          if (width === 360) await tab(page, "Picture");
          await page.locator(".detail").waitFor();
          for (const name of ["Report", "Ask"]) {
            await tab(page, name);
            const [scroll, inner, ...others] = await wide();
            assert.ok(scroll <= inner, `${name}: ${scroll} > ${inner}`);
            assert.deepEqual(others, [], name);
          }
          const chosen = await chosenIn(page);
          assert.deepEqual(chosen, [one.trim().replace(/ +/g, " ")]);
          assert.ok((await page.locator(".report bdi").count()) > 0);
        },
        { viewport: { width, height: 760 } },
      ));
  }
}

test("a file whose name turns its letters around is told in a direction of its own", () =>
  inProfile(async (page) => {
    const name = "report\u202Etxt.exe";
    await drop(page, { [name]: '{"question": 1}' });
    await message(page).waitFor();
    assert.equal(await message(page).locator("strong bdi").textContent(), name);
  }));
