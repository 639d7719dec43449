// The entry for Vercel's edge runtime and the like, where a bundler makes a module of what `?module` asks for.

import * as glue from "semnet-raw";
import module from "./semnet.wasm?module";
import { startWhole } from "../raw.js";

startWhole(glue, module);

export * from "../api.js";
