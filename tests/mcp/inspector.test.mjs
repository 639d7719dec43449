// The command line of the official inspector, over standard input and output and over HTTP.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { SERVER, TIDES, TIDE_HASHTAG, answer, folder, overStdio, serving } from "./server.mjs";

const work = folder();
const PACKAGE = new URL("node_modules/@modelcontextprotocol/inspector/", import.meta.url);
const { bin } = JSON.parse(readFileSync(new URL("package.json", PACKAGE), "utf8"));
const INSPECTOR = new URL(bin["mcp-inspector"], PACKAGE).pathname;

/** Runs the inspector on a server, and returns its output. */
async function inspected(target, method, ...options) {
  const args = [INSPECTOR, "--cli", ...target, "--method", method, ...options];
  // Its files of settings are not the user's.
  const env = { ...process.env, HOME: work, NO_COLOR: "1" };
  const { stdout } = await promisify(execFile)(process.execPath, args, { env, maxBuffer: 1 << 26 });
  return JSON.parse(stdout);
}

test("the inspector reads all that the server has", async () => {
  const store = join(work, "inspected.semnet");
  const client = await overStdio(store);
  await answer(client, "add", { network: TIDES });
  const names = (await client.listTools()).tools.map((tool) => tool.name);
  await client.close();
  const address = await serving(store);
  const programs = { stdio: [SERVER, "--store", store], http: [address, "--transport", "http"] };
  const uri = `semnet://${TIDE_HASHTAG}`;
  const [tools, opened, resources, templates, report, prompts, prompt, again] = await Promise.all([
    inspected(programs.stdio, "tools/list"),
    inspected(programs.http, "tools/call", "--tool-name", "open", "--tool-arg", `network=${TIDE_HASHTAG}`),
    inspected(programs.http, "resources/list"),
    inspected(programs.stdio, "resources/templates/list"),
    inspected(programs.stdio, "resources/read", "--uri", uri),
    inspected(programs.http, "prompts/list"),
    inspected(
      programs.http,
      "prompts/get",
      "--prompt-name",
      "check_sources",
      "--prompt-args",
      `network=${TIDE_HASHTAG}`,
    ),
    inspected(programs.http, "tools/list"),
  ]);
  assert.deepEqual(
    tools.tools.map((tool) => tool.name),
    names,
  );
  assert.deepEqual(again, tools);
  assert.equal(opened.structuredContent.data.question, TIDES.question);
  assert.deepEqual(
    resources.resources.map((one) => one.uri),
    [uri],
  );
  assert.equal(templates.resourceTemplates.length, 3);
  assert.ok(report.contents[0].text.includes(TIDES.question));
  assert.equal(prompts.prompts.length, 3);
  assert.ok(prompt.messages[0].content.text.includes(TIDE_HASHTAG));
});
