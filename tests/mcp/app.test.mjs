// The page that answers carry, in Chromium: in a frame with the policy that hosts apply unless a server asks for more, spoken
// to by the official host side of MCP Apps.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { accessSync, constants } from "node:fs";
import { createServer } from "node:http";
import { delimiter, join } from "node:path";
import { after, before, test } from "node:test";
import { RESOURCE_MIME_TYPE, getToolUiResourceUri } from "@modelcontextprotocol/ext-apps/app-bridge";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { LIGHT, TIDES, TIDE_HASHTAG, answer, data, folder, overStdio } from "./server.mjs";

const PAGE = "ui://semnet/network";

// The policy of SEP-1865 for a page that declares no address.
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "media-src 'self' data:",
  "connect-src 'none'",
].join("; ");

let client, browser, host;

before(async () => {
  client = await overStdio(join(folder(), "app.semnet"), {
    capabilities: { extensions: { "io.modelcontextprotocol/ui": { mimeTypes: [RESOURCE_MIME_TYPE] } } },
  });
  await answer(client, "add", { network: TIDES });
  const names = ["chromium", "chromium-browser", "google-chrome"];
  const paths = process.env.PATH.split(delimiter).flatMap((path) => names.map((name) => join(path, name)));
  const executablePath = paths.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  if (!executablePath) throw new Error(`there is none of ${names.join(", ")} on PATH: install chromium`);
  browser = await chromium.launch({ executablePath, args: ["--headless", "--no-sandbox", "--disable-gpu"] });
  host = await serveHost();
});

after(async () => {
  host?.server.close();
  await browser?.close();
});

/** A host: a page with a frame for the view, which the server of this test gives the policy of hosts. */
async function serveHost() {
  const bundle = await build({
    stdin: {
      contents: `export { AppBridge, PostMessageTransport } from "@modelcontextprotocol/ext-apps/app-bridge";`,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    write: false,
    format: "iife",
    globalName: "mcpApps",
    logLevel: "error",
  });
  const script = bundle.outputFiles[0].text;
  const asked = [];
  const state = { view: "", asked };
  const server = createServer(({ url, headers }, response) => {
    if (url === "/view") {
      response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": POLICY });
      response.end(state.view);
    } else if (url === "/host") {
      response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" });
      response.end(`<!doctype html><body><script>${script.replaceAll("</script", "<\\/script")}</script>`);
    } else if (url !== "/favicon.ico") {
      asked.push(`${url} ${headers.referer}`);
      response.writeHead(404).end();
    } else response.writeHead(204).end();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return Object.assign(state, { server, origin: `http://127.0.0.1:${server.address().port}` });
}

async function read(uri) {
  const { contents } = await client.readResource({ uri });
  assert.equal(contents.length, 1);
  return contents[0];
}

/** Shows a page in a host's frame, and returns the page of the browser, the frame, and the errors. */
async function shown(html, { context = {}, capabilities = { serverResources: {} }, width = 600 } = {}) {
  host.view = html;
  const page = await browser.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(message.text());
  });
  await page.exposeFunction("readOfServer", (params) => client.readResource(params));
  await page.goto(`${host.origin}/host`);
  await page.evaluate(
    async ({ context, capabilities, width }) => {
      const { AppBridge, PostMessageTransport } = globalThis.mcpApps;
      const frame = document.createElement("iframe");
      frame.style.cssText = `width:${width}px;height:100px;border:0`;
      document.body.append(frame);
      const bridge = new AppBridge(null, { name: "host", version: "1" }, capabilities, { hostContext: context });
      globalThis.sizes = [];
      bridge.onsizechange = (size) => {
        globalThis.sizes.push(size);
        if (!context.containerDimensions?.height) frame.style.height = `${size.height}px`;
      };
      if (capabilities.serverResources) bridge.onreadresource = (params) => globalThis.readOfServer(params);
      const ready = new Promise((resolve) => {
        bridge.oninitialized = resolve;
      });
      if (context.containerDimensions?.height) frame.style.height = `${context.containerDimensions.height}px`;
      await bridge.connect(new PostMessageTransport(frame.contentWindow, frame.contentWindow));
      frame.src = "/view";
      await ready;
      globalThis.bridge = bridge;
    },
    { context, capabilities, width },
  );
  const frame = page.frames().find((one) => one.url().endsWith("/view"));
  return { page, frame, faults };
}

const result = (page, result) =>
  page.evaluate(async (result) => {
    await globalThis.bridge.sendToolInput({ arguments: {} });
    await globalThis.bridge.sendToolResult(result);
  }, result);

test("tools whose answer is a network name the page, and answers name theirs", async () => {
  const { tools } = await client.listTools();
  const withPage = tools.filter((tool) => getToolUiResourceUri(tool) === PAGE).map((tool) => tool.name);
  assert.deepEqual(withPage.sort(), ["add", "change", "merge", "open", "overview"]);
  assert.ok(client.getServerCapabilities().extensions["io.modelcontextprotocol/ui"]);
  const opened = await answer(client, "open", { network: TIDE_HASHTAG });
  assert.equal(opened._meta.ui.resourceUri, `${PAGE}/${TIDE_HASHTAG}`);
  assert.equal((await answer(client, "list"))._meta?.ui, undefined);
  for (const uri of [PAGE, `${PAGE}/${TIDE_HASHTAG}`]) {
    const page = await read(uri);
    assert.equal(page.mimeType, RESOURCE_MIME_TYPE);
    assert.equal(page.uri, uri);
    const { csp, prefersBorder } = page._meta.ui;
    const none = { connectDomains: [], resourceDomains: [], frameDomains: [], baseUriDomains: [] };
    assert.deepEqual(csp, none);
    assert.equal(prefersBorder, false);
    assert.ok(page.text.length < 200_000, `${page.text.length} characters`);
    // The page's own policy lets nothing run but its script.
    const script = page.text.match(/<script>([\s\S]*)<\/script>/)[1];
    const hash = `sha256-${createHash("sha256").update(script).digest("base64")}`;
    assert.ok(page.text.includes(`script-src '${hash}';`), `SCRIPT_HASH in examples/mcp/app.rs must be ${hash}`);
    assert.ok(!/https?:|url\(|@import/.test(page.text.replaceAll("http://www.w3.org/2000/svg", "")));
  }
  for (const uri of [
    `${PAGE}/AAAAAAAAAAA`,
    `${PAGE}/`,
    `${PAGE}s`,
    `${PAGE}/x`,
    "ui://semnet/",
    "ui://other/network",
  ]) {
    await assert.rejects(read(uri), /network|resource/, uri);
  }
});

test("a page with the network shows it, and tells the host how high it is", async () => {
  const { page, frame, faults } = await shown((await read(`${PAGE}/${TIDE_HASHTAG}`)).text, {
    context: { theme: "dark", styles: { variables: { "--color-text-primary": "rgb(1, 2, 3)" } } },
  });
  await frame.waitForSelector("#picture svg");
  await page.waitForFunction(() => globalThis.sizes.length > 0);
  const text = await frame.locator("#picture").textContent();
  for (const { label } of TIDES.findings) {
    for (const word of label.split(" ")) assert.ok(text.includes(word), word);
  }
  assert.equal(await frame.evaluate(() => document.documentElement.dataset.theme), "dark");
  assert.equal(await frame.evaluate(() => getComputedStyle(document.body).color), "rgb(1, 2, 3)");
  const height = async () => (await page.evaluate(() => globalThis.sizes)).at(-1).height;
  const closed = await height();
  assert.ok(closed > 150 && closed < 640, `${closed}`);
  const scrolls = () =>
    frame.evaluate(() => document.documentElement.scrollHeight > document.documentElement.clientHeight + 1);
  await page.waitForTimeout(100);
  assert.equal(await scrolls(), false);
  await frame.locator("summary").click();
  await page.waitForFunction((closed) => globalThis.sizes.at(-1).height > closed, closed);
  await page.waitForTimeout(100);
  assert.equal(await scrolls(), false);
  const report = await frame.locator("details").textContent();
  for (const { passage } of TIDES.relationships) if (passage) assert.ok(report.includes(passage), passage);

  // The picture moves by keys and buttons, and never out of sight.
  const box = () => frame.evaluate(() => document.querySelector("#picture svg").getAttribute("viewBox"));
  const whole = await box();
  await frame.locator("#picture").focus();
  await page.keyboard.press("+");
  const near = await box();
  assert.notEqual(near, whole);
  for (let count = 0; count < 40; count += 1) await page.keyboard.press("ArrowLeft");
  assert.equal((await box()).split(" ")[0], whole.split(" ")[0]);
  await frame.locator("button[value='0']").click();
  assert.equal(await box(), whole);
  // A turn of the wheel belongs to the host, and pinching to the picture.
  await frame.locator("#picture svg").hover();
  await page.mouse.wheel(0, -100);
  assert.equal(await box(), whole);
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -100);
  await page.keyboard.up("Control");
  await frame.waitForFunction(
    (whole) => document.querySelector("#picture svg").getAttribute("viewBox") !== whole,
    whole,
  );

  await page.evaluate(() => globalThis.bridge.setHostContext({ theme: "light" }));
  await frame.waitForFunction(() => document.documentElement.dataset.theme === "light");
  await page.evaluate(() => globalThis.bridge.teardownResource({}));
  assert.deepEqual(faults, []);
  assert.deepEqual(host.asked, []);
  await page.close();
});

test("the page without a network shows what a tool answers", async () => {
  const { page, frame, faults } = await shown((await read(PAGE)).text, {
    context: { containerDimensions: { height: 420, width: 500 } },
    width: 500,
  });
  const light = await answer(client, "add", { network: LIGHT });
  for (const [found, network] of [
    [await answer(client, "open", { network: TIDE_HASHTAG }), TIDES],
    [light, LIGHT],
  ]) {
    await result(page, found);
    await frame.waitForSelector(`main[data-hashtag="${found.structuredContent.data.hashtag}"] svg`);
    assert.ok((await frame.locator("svg title").textContent()).includes(network.question));
  }
  // In a frame of fixed height all is within.
  const inside = await frame.evaluate(() => document.querySelector("main").getBoundingClientRect().height);
  assert.equal(inside, 420);
  const failed = await client.callTool({ name: "open", arguments: { network: "Nothing like it" } });
  await result(page, failed);
  await frame.waitForFunction(() => document.querySelector("main").textContent.includes("no network has this"));
  assert.deepEqual(faults, []);
  await page.close();
});

test("a host that reads no resources for its frames gets words", async () => {
  const { page, frame, faults } = await shown((await read(PAGE)).text, { capabilities: {} });
  await result(page, await answer(client, "overview", { network: TIDE_HASHTAG }));
  await frame.waitForSelector("h1");
  const text = await frame.locator("main").textContent();
  assert.ok(text.includes(TIDES.question) && text.includes(TIDES.findings[0].label));
  assert.deepEqual(faults, []);
  await page.close();
});

test("what a network says does not run in the page", async () => {
  const evil = `</script><script>parent.ran = 1</script><img src="/leak" onerror="parent.ran = 1"><svg onload="parent.ran = 1">`;
  const { hashtag } = await data(client, "add", {
    network: { question: `${evil}?`, title: evil, findings: [{ label: evil, text: evil }] },
  });
  const uri = `${PAGE}/${hashtag}`;
  for (const html of [(await read(uri)).text, (await read(PAGE)).text]) {
    const { page, frame, faults } = await shown(html);
    await result(page, await answer(client, "open", { network: hashtag }));
    await frame.waitForSelector(`main[data-hashtag="${hashtag}"] svg`);
    await page.waitForTimeout(100);
    assert.equal(await page.evaluate(() => globalThis.ran), undefined);
    assert.equal(await frame.locator("img").count(), 0);
    assert.deepEqual(faults, []);
    await page.close();
  }
  assert.deepEqual(host.asked, []);
});
