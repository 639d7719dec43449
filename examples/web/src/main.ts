// The page: the engine works in a worker.

import "./styles/index.css";
import { throughWorker } from "./engine/calls.js";
import workerUrl from "./engine/worker.ts?worker&url";
import { App } from "./page/app.js";

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

/** The policy of the page lets no text become a script but the address of this worker. */
const trusted = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy("semnet", {
  createScriptURL(url) {
    if (url !== workerUrl) throw new TypeError("only the page's own worker is started");
    return url;
  },
});

const worker = new Worker(trusted?.createScriptURL(workerUrl) ?? workerUrl, { type: "module" });
const app = new App({ engine: throughWorker(worker), base: location.href.replace(/#.*/s, "") });
void app.begin();
