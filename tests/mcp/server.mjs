// The server under test: how its programs in JavaScript start it, and what they read out of answers.

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after } from "node:test";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

/** The program, as tests/mcp/run names it. */
export const SERVER = process.env.SEMNET_MCP;
if (!SERVER) throw new Error("SEMNET_MCP must be the path of the server; tests/mcp/run sets it");

const REPORTS = new URL("../../examples/", import.meta.url);

export const TIDES = JSON.parse(readFileSync(new URL("reports/tide-mill.json", REPORTS), "utf8"));
export const TIDE_HASHTAG = "2gfBtYzOQaE";
export const LIGHT = {
  ...JSON.parse(readFileSync(new URL("answers/lighthouse.json", REPORTS), "utf8")),
  question: "Why is a lighthouse kept that nobody needs?",
};
export const SOURCE = readFileSync(new URL("answers/lighthouse.txt", REPORTS), "utf8");

/** Processes to end after the tests of a file, whether they passed or failed. */
const begun = [];

/** Ends something after the tests of the file. */
export function afterwards(end) {
  begun.push(end);
}

after(async () => {
  for (const end of begun.reverse()) await end();
});

/** A folder that is gone after the tests of this file. */
export function folder() {
  const made = mkdtempSync(join(tmpdir(), "semnet-mcp-"));
  begun.push(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** How a client introduces itself. */
export const INFO = { name: "semnet-tests", version: "1" };

/** A client of the TypeScript SDK, with a server that it started. */
export async function overStdio(store, { capabilities = {}, change = (transport) => transport } = {}) {
  const client = new Client(INFO, { capabilities });
  const transport = new StdioClientTransport({ command: SERVER, args: ["--store", store], stderr: "inherit" });
  begun.push(() => client.close());
  await client.connect(change(transport));
  return client;
}

/** A client of the TypeScript SDK for the server at an address. */
export async function overHttp(address) {
  const client = new Client(INFO);
  begun.push(() => client.close());
  await client.connect(new StreamableHTTPClientTransport(new URL(address)));
  return client;
}

/** The address of a server that speaks HTTP. */
export async function serving(store) {
  const server = spawn(SERVER, ["--store", store, "--http", "127.0.0.1:0"], { stdio: ["ignore", "ignore", "pipe"] });
  begun.push(() => server.kill("SIGKILL"));
  const line = await new Promise((resolve, reject) => {
    createInterface(server.stderr).once("line", resolve);
    server.once("error", reject);
    server.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return line.split(" ").at(-1);
}

/** The answer of a tool, which must be one. */
export async function answer(client, name, args = {}, options = undefined) {
  const result = await client.callTool({ name, arguments: args }, undefined, options);
  if (result.isError) throw new Error(`${name}: ${result.content[0].text}`);
  return result;
}

/** The data of that answer. */
export async function data(client, name, args, options) {
  return (await answer(client, name, args, options)).structuredContent.data;
}
