// `<semantic-network>` of the packed package: on plain pages, in React, Vue and Svelte, and rendered on a server.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { compile } from "svelte/compiler";
import { launch, said, serve } from "./browser.mjs";
import { project, run, write } from "./project.mjs";

const MODULES = new URL("node_modules/", import.meta.url);
const PAGE = '<!doctype html><meta charset="utf-8"><div id="app"></div><script type="module" src="./out.js"></script>';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** Compiles components of Svelte, for the page or for a server. */
const svelte = (generate) => ({
  name: "svelte",
  setup({ onLoad }) {
    onLoad({ filter: /\.svelte$/ }, ({ path }) => ({
      contents: compile(readFileSync(path, "utf8"), { filename: path, generate, css: "injected" }).js.code,
    }));
  },
});

/** Bundles a file of a project, with the frameworks of this folder. */
async function bundle(folder, entry, outfile, options = {}) {
  await build({
    absWorkingDir: folder,
    bundle: true,
    conditions: ["production", "module"],
    define: { "process.env.NODE_ENV": '"production"', __VUE_OPTIONS_API__: "true", __VUE_PROD_DEVTOOLS__: "false" },
    entryPoints: [entry],
    format: "esm",
    jsx: "automatic",
    logLevel: "warning",
    nodePaths: [new URL(".", MODULES).pathname],
    outfile: join(folder, outfile),
    splitting: false,
    ...options,
  });
}

/** The output of a page with the element. */
async function says(folder) {
  const server = await serve(folder);
  try {
    return await said(browser, server.url);
  } finally {
    await server.close();
  }
}

/** Each page waits for the layout of its element, moves by key, sets another network, and reports the events. */
const LOOK = `
  import { Network } from "semnet";
  const report = { question: "Why do bees dance?", concepts: [{ label: "Sun Compass" }],
    findings: [{ label: "Waggle Dance", text: "A map." }],
    relationships: [{ source: "Waggle Dance", relation: "is aimed by", target: "Sun Compass" }] };
  export const first = JSON.stringify(report);
  export const second = Network.from({ ...report, concepts: [{ label: "Sun Compass" }, { label: "Honey" }] });
  const pause = () => new Promise((resolve) => setTimeout(resolve, 10));
  // Where a server has rendered it, it may be drawn before the page has taken it over.
  const shows = async (element, count) => {
    let failed;
    element.addEventListener("error", ({ detail }) => { failed = detail; });
    while (failed === undefined && element.picture?.report().cards.length !== count) await pause();
    if (failed !== undefined) throw failed;
  };
  const labels = (element) => element.picture.report().cards.map(({ label }) => label).sort().join(", ");
  export async function look(element, chosen, give) {
    const words = [];
    await shows(element, 3);
    words.push(labels(element));
    const root = element.shadowRoot;
    words.push([...root.querySelectorAll(".unseen li")].map(({ textContent }) => textContent).sort()[0]);
    root.querySelector(".view").dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
    words.push("chosen: " + chosen());
    give();
    await shows(element, 4);
    words.push(labels(element));
    globalThis.semnetSaid = words.join("\\n");
  }`;

const SAYS = [
  "Sun Compass, Waggle Dance, Why do bees dance?",
  "Waggle Dance – is aimed by – Sun Compass",
  "chosen: Why do bees dance?",
  "Honey, Sun Compass, Waggle Dance, Why do bees dance?",
].join("\n");

const HEIGHT = "display: block; width: 640px; height: 480px";

test("a plain page, with what was set before the element is known", async () => {
  const main = `
    import { first, look, second } from "./look.js";
    const element = document.createElement("semantic-network");
    element.style = "${HEIGHT}";
    element.network = first;
    document.querySelector("#app").append(element);
    let chosen;
    element.addEventListener("choose", ({ detail }) => { chosen = detail.label; });
    look(element, () => chosen, () => { element.network = second; });
    import("semnet/element");`;
  const folder = project("element-plain", { "index.html": PAGE, "main.js": main, "look.js": LOOK });
  await bundle(folder, "main.js", "out.js");
  assert.equal(await says(folder), SAYS);
});

test("an attribute, a store, and what is told when nothing is found", async () => {
  const main = `
    import { MemoryStore, load } from "semnet";
    import { second } from "./look.js";
    import "semnet/element";
    await load();
    const store = new MemoryStore();
    store.add(second);
    const said = [];
    const shows = (given) => new Promise((resolve) => {
      const element = document.createElement("semantic-network");
      element.style = "${HEIGHT}";
      element.addEventListener("layout", ({ detail }) => { if (detail === 1) resolve(element.picture.report().cards.length); });
      element.addEventListener("error", ({ detail }) => resolve(detail.message));
      element.setAttribute("network", given);
      element.store = store;
      document.body.append(element);
    });
    for (const given of [second.hashtag, "why do bees dance", second.toShortLink(), second.toLink(), second.toReport().text,
      "00000000000", "{", "Semantic Network\\n"])
      said.push(await shows(given));
    globalThis.semnetSaid = said.join("\\n");`;
  const folder = project("element-store", { "index.html": PAGE, "main.js": main, "look.js": LOOK });
  await bundle(folder, "main.js", "out.js");
  const [hashtag, question, short, full, report, ...errors] = (await says(folder)).split("\n");
  assert.deepEqual([hashtag, question, short, full, report], ["4", "4", "4", "4", "2"]);
  assert.equal(errors[0], 'nothing found for "00000000000" in the store');
  assert.match(errors[1], /^JSON, line 1, column/);
  assert.match(errors[2], /^not a format that semnet reads/);
});

test("the picture follows the network: taken away, and set while the element is in no document", async () => {
  const main = `
    import { first, second } from "./look.js";
    import "semnet/element";
    const element = document.createElement("semantic-network");
    element.style = "${HEIGHT}";
    document.body.append(element);
    const settled = () => new Promise((resolve) => element.addEventListener("layout", function listen({ detail }) {
      if (detail < 1) return;
      element.removeEventListener("layout", listen);
      resolve();
    }));
    const said = [];
    const say = async (change) => {
      const end = settled();
      change();
      await end;
      said.push(element.picture.report().cards.length + " " + element.shadowRoot.querySelectorAll("li").length);
    };
    await say(() => { element.network = first; });
    await say(() => { element.network = undefined; });
    await say(() => { element.setAttribute("network", first); });
    await say(() => { element.removeAttribute("network"); });
    await say(() => { element.network = first; });
    await say(() => { element.remove(); element.network = second; document.body.append(element); });
    await say(() => { element.network = null; });
    element.remove();
    element.network = first;
    element.network = undefined;
    document.body.append(element);
    said.push(String(element.picture.report().cards.length));
    globalThis.semnetSaid = said.join("\\n");`;
  const folder = project("element-follows", { "index.html": PAGE, "main.js": main, "look.js": LOOK });
  await bundle(folder, "main.js", "out.js");
  const cards = (await says(folder)).split("\n").map((line) => line.split(" ").map(Number));
  assert.deepEqual(
    cards.map(([count]) => count),
    [3, 0, 3, 0, 3, 4, 0, 0],
  );
  // Legend and sentences go with it.
  assert.deepEqual(
    cards.slice(0, 7).map(([, items]) => items > 0),
    [true, false, true, false, true, true, false],
  );
});

// --- frameworks: in the page, and rendered on a server before ----------------------------------------------------------

/** For each framework its component, how it is mounted on a page, and how a server renders it. */
const FRAMEWORKS = {
  "React 19": {
    "component.jsx": `
      import { useEffect, useState } from "react";
      import "semnet/element";
      import { first, second } from "./look.js";
      export const told = {};
      export default function Component() {
        const [network, give] = useState(first);
        told.give = () => give(second);
        // Listeners of custom events are attached when the page renders, not when it takes over what a server has rendered.
        const [isInPage, setInPage] = useState(false);
        useEffect(() => { setInPage(true); }, []);
        useEffect(() => { told.isThere = isInPage; }, [isInPage]);
        return <semantic-network network={network} onchoose={({ detail }) => { told.chosen = detail.label; }}
          style={{ display: "block", width: 640, height: 480 }} />;
      }`,
    "main.jsx": `
      import { hydrateRoot } from "react-dom/client";
      import Component, { told } from "./component.jsx";
      import { look } from "./look.js";
      hydrateRoot(document.querySelector("#app"), <Component />);
      while (told.isThere !== true) await new Promise((resolve) => setTimeout(resolve, 10));
      look(document.querySelector("semantic-network"), () => told.chosen, told.give);`,
    "server.jsx": `
      import { renderToString } from "react-dom/server";
      import Component from "./component.jsx";
      export default () => renderToString(<Component />);`,
  },
  Vue: {
    "component.jsx": `
      import { h, shallowRef } from "vue";
      import "semnet/element";
      import { first, second } from "./look.js";
      export const told = {};
      export default { setup() {
        const network = shallowRef(first);
        told.give = () => { network.value = second; };
        return () => h("semantic-network", { network: network.value, style: "${HEIGHT}",
          onChoose: ({ detail }) => { told.chosen = detail.label; } });
      } };`,
    "main.jsx": `
      import { createSSRApp } from "vue";
      import Component, { told } from "./component.jsx";
      import { look } from "./look.js";
      createSSRApp(Component).mount("#app");
      look(document.querySelector("semantic-network"), () => told.chosen, told.give);`,
    "server.jsx": `
      import { createSSRApp } from "vue";
      import { renderToString } from "vue/server-renderer";
      import Component from "./component.jsx";
      export default () => renderToString(createSSRApp(Component));`,
  },
  Svelte: {
    "told.js": "export const told = {};",
    "component.svelte": `
      <script>
        import "semnet/element";
        import { first, second } from "./look.js";
        import { told } from "./told.js";
        let network = $state.raw(first);
        told.give = () => { network = second; };
      </script>
      <semantic-network {network} style="${HEIGHT}" onchoose={({ detail }) => { told.chosen = detail.label; }}></semantic-network>`,
    "main.jsx": `
      import { hydrate } from "svelte";
      import Component from "./component.svelte";
      import { told } from "./told.js";
      import { look } from "./look.js";
      hydrate(Component, { target: document.querySelector("#app") });
      look(document.querySelector("semantic-network"), () => told.chosen, told.give);`,
    "server.jsx": `
      import { render } from "svelte/server";
      import Component from "./component.svelte";
      export default () => render(Component).body;`,
  },
};

for (const [name, files] of Object.entries(FRAMEWORKS)) {
  test(`${name}: a server renders the element, and the page takes it over`, async () => {
    const folder = project(`element-${name.split(" ")[0].toLowerCase()}`, { ...files, "look.js": LOOK });
    const banner = {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    };
    await bundle(folder, "server.jsx", "server.mjs", {
      banner,
      conditions: ["production"],
      external: ["semnet"],
      platform: "node",
      plugins: [svelte("server")],
    });
    const { default: render } = await import(pathToFileURL(join(folder, "server.mjs")));
    const html = await render();
    // The text of the network is in the page; what draws it is not.
    assert.match(html, /<semantic-network [^>]*network="\{&quot;question/);
    await bundle(folder, "main.jsx", "out.js", {
      conditions: ["production", "browser", "module"],
      plugins: [svelte("client")],
    });
    write(folder, { "index.html": PAGE.replace("></div>", `>${html}</div>`) });
    assert.equal(await says(folder), SAYS);
  });
}

test("an import on a server does nothing", () => {
  const folder = project("element-server", {
    "main.mjs":
      'import { SemanticNetworkElement } from "semnet/element"; console.log(SemanticNetworkElement.observedAttributes[0]);',
  });
  assert.equal(run("node", ["main.mjs"], folder), "network\n");
});

test("the frameworks are of the versions that the names say", () => {
  const require = createRequire(import.meta.url);
  const major = (name) => Number.parseInt(require(`${name}/package.json`).version, 10);
  assert.deepEqual([major("react"), major("vue"), major("svelte")], [19, 3, 5]);
});
