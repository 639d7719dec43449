// The packed package in an app of Next: on the server, on the edge, and in the page. Nothing is configured for it.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { constants, cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch, said } from "./browser.mjs";
import { program, project, run } from "./project.mjs";
import { SAID } from "./said.mjs";

const MODULES = fileURLToPath(new URL("node_modules", import.meta.url));

/** The test runner sets `test`, with which Next builds nothing. */
const ENVIRONMENT = { NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" };

const APP = {
  "app/layout.js": `
    export default function Layout({ children }) {
      return <html lang="en"><head><link rel="icon" href="data:," /></head><body>{children}</body></html>;
    }`,
  // A component of the server, which makes the page again for each request, and in it one that runs in the page.
  "app/page.js": `
    import "../program.mjs";
    import Client from "./client.js";

    export const dynamic = "force-dynamic";

    export default async function Page() {
      await globalThis.semnetDone;
      return <main><pre id="server">{globalThis.semnetSaid}</pre><Client /></main>;
    }`,
  "app/client.js": `
    "use client";
    import { useEffect, useState } from "react";
    import "../program.mjs";

    export default function Client() {
      const [said, setSaid] = useState("");
      useEffect(() => {
        globalThis.semnetDone.then(() => setSaid(globalThis.semnetSaid));
      }, []);
      return <pre id="client">{said}</pre>;
    }`,
  "app/edge/route.js": `
    import "../../program.mjs";

    export const runtime = "edge";

    export async function GET() {
      await globalThis.semnetDone;
      return new Response(globalThis.semnetSaid);
    }`,
  "app/node/route.js": `
    import "../../program.mjs";

    export async function GET() {
      await globalThis.semnetDone;
      return new Response(globalThis.semnetSaid);
    }
    export const dynamic = "force-dynamic";`,
  "program.mjs": program(),
};

/** Copies packages into a project, with all that they depend on: Next resolves nothing outside of its project. */
function copyPackages(names, folder) {
  const copied = new Set();
  for (const open = [...names]; open.length > 0; ) {
    const name = open.pop();
    const from = join(MODULES, name);
    // Files for other platforms are left out.
    if (copied.has(name) || !existsSync(from)) continue;
    copied.add(name);
    cpSync(from, join(folder, "node_modules", name), { recursive: true, mode: constants.COPYFILE_FICLONE });
    const { dependencies = {}, optionalDependencies = {} } = JSON.parse(
      readFileSync(join(from, "package.json"), "utf8"),
    );
    open.push(...Object.keys(dependencies), ...Object.keys(optionalDependencies));
  }
}

const nextIn = (folder) => join(folder, "node_modules/next/dist/bin/next");

/** Starts the built app on a free port. Returns the process and the address. */
async function start(folder) {
  const server = spawn(process.execPath, [nextIn(folder), "start", "--port", "0", "--hostname", "127.0.0.1"], {
    cwd: folder,
  });
  const address = await new Promise((resolve, reject) => {
    let printed = "";
    for (const stream of [server.stdout, server.stderr]) {
      stream.on("data", (data) => {
        printed += data;
        const [found] = /http:\/\/127\.0\.0\.1:[1-9]\d*/.exec(printed) ?? [];
        if (found !== undefined && /Ready/.test(printed)) resolve(found);
      });
    }
    server.on("exit", () => reject(new Error(printed)));
  });
  return { server, address };
}

let browser;
let app;
before(async () => {
  const folder = project("next", APP);
  copyPackages(["next", "react", "react-dom"], folder);
  Object.assign(process.env, ENVIRONMENT);
  // The one in the project: another would bring a second React.
  run(process.execPath, [nextIn(folder), "build"], folder);
  app = await start(folder);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  app?.server.kill();
});

test("a route on the server", async () => {
  const response = await fetch(`${app.address}/node`);
  assert.equal(await response.text(), SAID);
});

test("a route on the edge", async () => {
  const response = await fetch(`${app.address}/edge`);
  assert.equal(await response.text(), SAID);
});

test("a component of the server, and one in the page", async () => {
  const html = await (await fetch(app.address)).text();
  const [, server] = /<pre id="server">([^<]*)<\/pre>/.exec(html) ?? [];
  assert.equal(server?.replaceAll("&gt;", ">").replaceAll("&amp;", "&"), SAID);
  assert.equal(await said(browser, app.address), SAID);
});
