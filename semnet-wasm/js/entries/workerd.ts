// The entry for servers that compile modules before they run, and no bytes later: Cloudflare's workerd.

import * as glue from "semnet-raw";
import module from "./semnet.wasm";
import { startWhole } from "../raw.js";

startWhole(glue, module);

export * from "../api.js";
