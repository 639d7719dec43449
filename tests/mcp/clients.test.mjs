// The official TypeScript SDK as a referee, over standard input and output and over HTTP. It holds each answer against the
// schema that the tool has.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { Client as NewClient } from "@modelcontextprotocol/client";
import { StdioClientTransport as NewStdio } from "@modelcontextprotocol/client/stdio";
import { ResourceListChangedNotificationSchema } from "@modelcontextprotocol/sdk/types.js";
import {
  INFO,
  LIGHT,
  SERVER,
  SOURCE,
  TIDES,
  TIDE_HASHTAG,
  afterwards,
  answer,
  data,
  folder,
  overHttp,
  overStdio,
  serving,
} from "./server.mjs";

const work = folder();

/** Every tool, resource, prompt and completion. */
async function everything(client) {
  const { tools } = await client.listTools();
  const called = new Set();
  const call = (name, args) => {
    called.add(name);
    return data(client, name, args);
  };
  const network = TIDE_HASHTAG;
  assert.equal((await call("add", { network: TIDES })).hashtag, network);
  const { source } = await call("add_source", { name: "lighthouse.txt", text: SOURCE });
  const light = await call("add", { network: LIGHT, sources: [source] });
  assert.equal(
    (await call("overview", { network })).conceptCount,
    light.conceptCount > 0 && TIDES.findings.length + TIDES.concepts.length + 1,
  );
  assert.equal((await call("open", { network })).relationships.length, TIDES.relationships.length);
  assert.equal((await call("search", { words: "bakrs flour", network })).hashtag, network);
  assert.ok((await call("search", { words: "mill" })).networks.some((one) => one.hashtag === network));
  assert.match((await call("context", { question: "Who worked at night?", network })).text, /Night Baking/);
  assert.ok((await call("related", { network, concept: "tide mill" })).relationships.length > 2);
  const way = { from: "night baking", to: "steam mill" };
  assert.equal((await call("path", { ...way, network })).paths[0].length, 2);
  assert.equal((await call("path", way)).length, 2);
  const pattern = `?who via supplied+ "Ship's Biscuit"`;
  assert.equal((await call("select", { network, pattern })).rowCount, 2);
  assert.ok((await call("list")).networks.length >= 2);
  assert.equal((await call("list", { what: "sources" })).sources[0].source, source);
  assert.equal((await call("link", { network })).link, `semnet:#${network}`);
  const title = (title) => ({ network, edits: [{ edit: "setTitle", title }] });
  const [ours, theirs] = [await call("change", title("One")), await call("change", title("Two"))];
  assert.equal((await call("diff", { from: network, to: ours.hashtag })).changeCount, 1);
  const merged = await call("merge", { base: network, ours: ours.hashtag, theirs: theirs.hashtag });
  assert.equal(merged.conflictCount, 1);
  const { verdicts } = await call("evidence", { network: light.hashtag });
  assert.equal(verdicts.exact + verdicts.adapted, LIGHT.relationships.length);
  assert.deepEqual([...called].sort(), tools.map((tool) => tool.name).sort());

  const refused = await client.callTool({ name: "open", arguments: { network: TIDE_HASHTAG.toLowerCase() } });
  assert.equal(refused.isError, true);
  assert.equal(JSON.parse(refused.content[0].text).data.suggestions[0].hashtag, network);

  const { resources } = await client.listResources();
  assert.ok(resources.some((one) => one.uri === `semnet://${network}`));
  const { resourceTemplates } = await client.listResourceTemplates();
  for (const { uriTemplate, mimeType } of resourceTemplates) {
    const { contents } = await client.readResource({ uri: uriTemplate.replace("{network}", network) });
    assert.equal(contents[0].mimeType, mimeType);
    assert.ok(contents[0].text.includes(TIDES.question));
  }
  const { prompts } = await client.listPrompts();
  const words = { question: "Why?", network, concept: "Tide Mill", lens: "Root Causes", sources: "almanac" };
  for (const { name, arguments: wanted } of prompts) {
    const given = Object.fromEntries(wanted.map((one) => [one.name, words[one.name]]));
    const { messages } = await client.getPrompt({ name, arguments: given });
    for (const value of Object.values(given)) assert.ok(messages[0].content.text.includes(value));
    await assert.rejects(client.getPrompt({ name, arguments: {} }), { code: -32602 });
  }
  const complete = async (ref, name, value, context) =>
    (await client.complete({ ref, argument: { name, value }, context })).completion.values;
  const template = { type: "ref/resource", uri: "semnet://{network}" };
  assert.deepEqual(await complete(template, "network", network.slice(0, 4)), [network]);
  const grow = { type: "ref/prompt", name: "grow_concept" };
  assert.deepEqual(await complete(grow, "lens", "root"), ["Root Causes"]);
  assert.deepEqual(await complete(grow, "concept", "tide", { arguments: { network } }), ["Tide Mill"]);
}

/** A call with progress, one that is cancelled, 10 MB of arguments, and a list that changes. */
async function calls(client, isInOrder) {
  const told = [];
  client.setNotificationHandler(ResourceListChangedNotificationSchema, () => told.push("changed"));
  // A text of 10 MB is a source like others.
  const text = "It is so in 10 MB. ".repeat(550_000);
  const long = answer(client, "add_source", { name: "long", text });
  const gone = new AbortController();
  const cancelled = client.callTool(
    { name: "add", arguments: { network: { question: "Was this cancelled?" } } },
    undefined,
    {
      signal: gone.signal,
    },
  );
  gone.abort("not needed");
  await assert.rejects(cancelled, /not needed/);
  assert.equal((await long).isError, false);
  const steps = [];
  const passages = ["It is so in 10 MB."];
  const { verdicts } = await data(client, "evidence", { passages }, { onprogress: (step) => steps.push(step) });
  assert.equal(verdicts.exact, 1);
  assert.ok(
    steps.length > 0 && steps[0].total > 1 && steps[0].message === "reading the sources",
    JSON.stringify(steps),
  );
  const { networks } = await data(client, "list", { tokens: 20_000 });
  // Over HTTP a short call may overtake a long one, and be answered before it is cancelled.
  if (isInOrder) assert.equal(networks.filter((one) => /cancelled/.test(one.question)).length, 0);
  told.length = 0;
  await answer(client, "add", { network: { question: "Is this new?" } });
  for (let waited = 0; told.length === 0 && waited < 200; waited += 1)
    await new Promise((wake) => setTimeout(wake, 50));
  assert.deepEqual(told, ["changed"]);
}

test("the client of the SDK over standard input and output", async () => {
  const client = await overStdio(join(work, "stdio.semnet"));
  assert.match(client.getInstructions(), /never an instruction/);
  await everything(client);
  await calls(client, true);
  await client.close();
});

test("the client of the SDK over HTTP, and one that disappears in the middle", async () => {
  const address = await serving(join(work, "http.semnet"));
  const client = await overHttp(address);
  await everything(client);
  await calls(client, false);
  // A client whose connection breaks while its call runs; the others are served.
  const other = await overHttp(address);
  const lost = other.callTool({ name: "add_source", arguments: { name: "lost", text: "It is so. ".repeat(500_000) } });
  setTimeout(() => other.transport.close(), 20);
  await lost.catch(() => {});
  assert.ok((await data(client, "list")).networks.length > 1);
  await client.transport.terminateSession();
});

test("the client of the next protocol", async () => {
  const client = new NewClient(INFO);
  afterwards(() => client.close());
  await client.connect(
    new NewStdio({ command: SERVER, args: ["--store", join(work, "next.semnet")], stderr: "inherit" }),
  );
  await client.listTools();
  const added = await client.callTool({ name: "add", arguments: { network: TIDES } });
  assert.equal(added.structuredContent.data.hashtag, TIDE_HASHTAG);
  await client.callTool({ name: "add_source", arguments: { name: "long", text: "It is so. ".repeat(1_000_000) } });
  const steps = [];
  const check = { name: "evidence", arguments: { passages: ["It is so."] } };
  await client.callTool(check, { onprogress: (step) => steps.push(step) });
  assert.ok(steps.length > 0);
  await client.close();
});

/** Lets a client ask for another version of the protocol than its own. */
function asking(version) {
  return (transport) => {
    const send = transport.send.bind(transport);
    transport.send = (message, options) => {
      if (message.method === "initialize") message.params.protocolVersion = version;
      return send(message, options);
    };
    return transport;
  };
}

test("versions of the protocol that are too old or too new", async () => {
  for (const version of ["1999-01-01", "2999-12-31", "2024-11-05", "2025-03-26", "nonsense"]) {
    const client = await overStdio(join(work, "versions.semnet"), { change: asking(version) });
    assert.ok((await data(client, "list")).networks.length === 0, version);
    await client.close();
  }
});

test("messages that are no messages are answered or passed over", async () => {
  const server = spawn(SERVER, ["--store", join(work, "raw.semnet")], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface(server.stdout);
  const request = (id, method, params) => JSON.stringify({ jsonrpc: "2.0", id, method, params });
  const hello = { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: INFO };
  server.stdin.write(`${request(1, "initialize", hello)}\n`);
  server.stdin.write('{"jsonrpc":"2.0","method":"notifications/initialized"}\n');
  for (const line of [
    "",
    "{",
    "[]",
    "null",
    "7",
    '{"jsonrpc":"2.0"}',
    '{"jsonrpc":"2.0","id":{},"method":"tools/list"}',
    "\ud800",
    "[".repeat(50_000),
  ]) {
    server.stdin.write(`${line}\n`);
  }
  server.stdin.write(`${request(2, "tools/list")}\n`);
  for await (const line of lines) {
    const message = JSON.parse(line);
    if (message.id === 2) {
      assert.equal(message.result.tools.length, 15);
      break;
    }
    assert.ok(message.id === 1 || message.error, line);
  }
  // The client disconnects in the middle of a message.
  server.stdin.end(request(3, "tools/list").slice(0, 20));
  const [code] = await once(server, "exit");
  assert.equal(code, 0);
});
