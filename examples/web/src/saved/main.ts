// The viewer inside of a saved page: all of it in one script, and the engine in the page, for a file may start no worker. It
// also shows the network of the address, in a frame that may not either.

import "../styles/index.css";
import { DEFAULT_BASE } from "semnet";
import { fromBase64 } from "../base64.js";
import { directly } from "../engine/calls.js";
import { Engine } from "../engine/engine.js";
import { App } from "../page/app.js";
import { setParts } from "./write.js";

const content = (id: string) => document.getElementById(id)?.textContent ?? "";

const engine = directly(Engine.start(false));
if (document.getElementById("semnet-network") === null) {
  const isEmbedded = new URLSearchParams(location.search).has("embed");
  void new App({ engine, base: location.href.replace(/[?#].*/s, ""), isEmbedded }).begin();
} else {
  // Before the page is filled, because that empties it.
  const own = fromBase64(content("semnet-network"));
  setParts({
    script: content("semnet-script"),
    style: content("semnet-style"),
    policy: document.querySelector<HTMLMetaElement>("meta[http-equiv]")?.content ?? "",
  });
  const base = document.querySelector<HTMLMetaElement>('meta[name="semnet-base"]')?.content || DEFAULT_BASE;
  void new App({ engine, base, own }).begin();
}
