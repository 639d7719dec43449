// The page: the engine works in a worker.

import "./styles/index.css";
import { throughWorker } from "./engine/calls.js";
import workerUrl from "./engine/worker.ts?worker&url";
import { App } from "./page/app.js";

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

/** The service worker, which keeps the page for use without a connection. */
const SERVICE = "./service.js";

/** The policy of the page lets no text become a script but the address of this worker. */
const trusted = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy("semnet", {
  createScriptURL(url) {
    if (url !== workerUrl && url !== SERVICE) throw new TypeError("only the page's own worker is started");
    return url;
  },
});

const worker = new Worker(trusted?.createScriptURL(workerUrl) ?? workerUrl, { type: "module" });
const isEmbedded = new URLSearchParams(location.search).has("embed");
const app = new App({ engine: throughWorker(worker), base: location.href.replace(/[?#].*/s, ""), isEmbedded });
void app.begin();
// A frame without an origin, and a browser that forbids it, have no service worker; the page works without. It starts when
// the page is idle, because it loads the files that the page needs without a connection.
if (!isEmbedded && location.protocol.startsWith("http"))
  addEventListener("load", () => setTimeout(() => void registerService().catch(() => undefined), 2_000));

async function registerService(): Promise<void> {
  await navigator.serviceWorker?.register((trusted?.createScriptURL(SERVICE) ?? SERVICE) as string);
}
