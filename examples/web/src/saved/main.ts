// The viewer inside of a saved page: all of it in one script, and the engine in the page, for a file may start no worker.

import "../styles/index.css";
import { DEFAULT_BASE } from "semnet";
import { fromBase64 } from "../base64.js";
import { directly } from "../engine/calls.js";
import { Engine } from "../engine/engine.js";
import { App } from "../page/app.js";
import { setParts } from "./write.js";

const content = (id: string) => document.getElementById(id)?.textContent ?? "";

// Before the page is filled, for that empties it.
const own = fromBase64(content("semnet-network"));
setParts({
  script: content("semnet-script"),
  style: content("semnet-style"),
  policy: document.querySelector<HTMLMetaElement>("meta[http-equiv]")?.content ?? "",
});

const base = document.querySelector<HTMLMetaElement>('meta[name="semnet-base"]')?.content || DEFAULT_BASE;

void new App({ engine: directly(Engine.start(false)), base, own }).begin();
